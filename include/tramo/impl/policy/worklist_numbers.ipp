// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Exact numbers of a million accounts in eight bytes each, as long as they fit.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include <tramo/impl/run/bits.ipp>
#include <tramo/run/verdicts.hpp>
#include <tramo/values/long_vector.hpp>

namespace tramo::worklisting {

/// A bit for each account, put together from batches of any size.
class account_bits {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool operator[](std::size_t row) const { return (words_[row / 64] >> (row % 64) & 1) != 0; }
    [[nodiscard]] std::vector<std::uint64_t> const& words() const { return words_; }

    void reserve(std::size_t rows) { words_.reserve(reading::word_count(rows)); }

    /// Bits behind the last row may be anything.
    void append(std::vector<std::uint64_t> const& bits, std::size_t rows) {
        for (std::size_t done = 0; done < rows; done += 64) {
            auto const count = std::min<std::size_t>(64, rows - done);
            append_word(bits[done / 64] & reading::low_bits(count), count);
        }
    }

    void append_word(std::uint64_t word, std::size_t count) {
        auto const shift = size_ % 64;
        if (shift == 0) {
            words_.push_back(word);
        } else {
            words_.back() |= word << shift;
            if (shift + count > 64) words_.push_back(word >> (64 - shift));
        }
        size_ += count;
    }

    void clear(std::size_t row) { words_[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }

private:
    std::vector<std::uint64_t> words_;
    std::size_t size_ = 0;
};

/// A number for each account, all of one scale: exact, unless 38 digits do not hold both the largest and the
/// decimals of the finest one; then decimals are rounded away.
class number_column {
public:
    number_column() = default;
    /// The same for all.
    explicit number_column(decimal const& of_all)
        : is_constant_(true),
          scale_(of_all.scale),
          smallest_(of_all.coefficient),
          largest_(of_all.coefficient),
          is_wide_(!is_narrow(of_all.coefficient)) {
        if (is_wide_)
            wide_.push_back(of_all.coefficient);
        else
            narrow_.push_back(static_cast<std::int64_t>(of_all.coefficient));
    }

    [[nodiscard]] int scale() const { return scale_; }
    [[nodiscard]] bool is_wide() const { return is_wide_; }
    [[nodiscard]] bool has_any() const { return smallest_ <= largest_; }
    [[nodiscard]] int128 smallest() const { return smallest_; }
    [[nodiscard]] int128 largest() const { return largest_; }
    [[nodiscard]] bool knows(std::size_t row) const { return is_constant_ || known_[row]; }
    [[nodiscard]] bool knows_all() const { return is_constant_ || unknown_count_ == 0; }
    [[nodiscard]] int128 coefficient(std::size_t row) const {
        return is_wide_ ? wide_[place(row)] : int128{narrow_[place(row)]};
    }
    /// Requires that it is not wide.
    [[nodiscard]] std::int64_t narrow(std::size_t row) const { return narrow_[place(row)]; }
    [[nodiscard]] decimal at(std::size_t row) const { return {coefficient(row), scale_}; }

    void reserve(std::size_t rows) {
        narrow_.reserve(rows);
        known_.reserve(rows);
    }

    void append(number_output const& from, std::size_t rows) {
        for (std::size_t done = 0; done < rows; done += 64) {
            auto const count = std::min<std::size_t>(64, rows - done);
            auto const known = from.known[done / 64] & reading::low_bits(count);
            auto const* const values = from.values.data() + done;
            if (!append_narrow(values, known, count)) append_slowly(values, known, count);
        }
    }

    /// With more decimals, or with fewer: then rounded half to even. Requires `fits(scale)`.
    void rescale_to(int scale) {
        if (scale == scale_) return;
        auto const factor = power_of_ten(scale > scale_ ? scale - scale_ : 0);
        if (scale < scale_ || !is_narrow(smallest_ * factor) || !is_narrow(largest_ * factor)) widen();
        for (auto& one : narrow_) one *= static_cast<std::int64_t>(factor);
        for (auto& one : wide_) one = rescaled(one, scale);
        if (has_any()) {
            smallest_ = rescaled(smallest_, scale);
            largest_ = rescaled(largest_, scale);
        }
        scale_ = scale;
    }
    /// Whether the difference of two such numbers of that scale can be told.
    [[nodiscard]] bool fits(int scale) const {
        if (!has_any()) return true;
        auto const factor = power_of_ten(scale > scale_ ? scale - scale_ : scale_ - scale);
        auto const most = (int128{1} << 125) / (scale > scale_ ? factor : 1);
        auto const less = scale > scale_ ? int128{1} : factor;
        return smallest_ / less >= -most && largest_ / less <= most;
    }

private:
    [[nodiscard]] static bool is_narrow(int128 number) { return number == static_cast<std::int64_t>(number); }
    [[nodiscard]] std::size_t place(std::size_t row) const { return is_constant_ ? 0 : row; }
    [[nodiscard]] int128 rescaled(int128 one, int scale) const {
        auto const made = rescale(decimal(one, scale_), scale, rounding::half_even);
        return made ? made->coefficient : 0;
    }

    /// False where a number is wide or of another scale: then nothing was appended.
    [[nodiscard]] bool append_narrow(decimal const* values, std::uint64_t known, std::size_t count) {
        if (is_wide_) return false;
        auto const before = narrow_.size();
        narrow_.resize(before + count);
        auto* const into = narrow_.data() + before;
        bool const is_sound = known == reading::low_bits(count) ? take_all(values, count, into)
                                                                : take_known(values, known, count, into);
        if (!is_sound) {
            narrow_.resize(before);
            return false;
        }
        note_known(known, count);
        return true;
    }

    [[nodiscard]] bool take_all(decimal const* values, std::size_t count, std::int64_t* into) {
        std::int64_t least = INT64_MAX, most = INT64_MIN;
        std::uint64_t other = 0;
        for (std::size_t i = 0; i < count; ++i) {
            auto const one = static_cast<std::int64_t>(values[i].coefficient);
            other |= static_cast<std::uint64_t>((values[i].coefficient >> 64) ^ (one >> 63));
            other |= static_cast<std::uint64_t>(values[i].scale ^ scale_);
            into[i] = one;
            least = std::min(least, one);
            most = std::max(most, one);
        }
        if (other == 0) note_range(least, most);
        return other == 0;
    }

    [[nodiscard]] bool take_known(decimal const* values, std::uint64_t known, std::size_t count,
                                  std::int64_t* into) {
        bool is_sound = true;
        std::fill_n(into, count, 0);
        std::int64_t least = INT64_MAX, most = INT64_MIN;
        reading::for_each_bit(known, 0, [&](std::size_t i) {
            into[i] = static_cast<std::int64_t>(values[i].coefficient);
            is_sound = is_sound && is_narrow(values[i].coefficient) && values[i].scale == scale_;
            least = std::min(least, into[i]);
            most = std::max(most, into[i]);
        });
        if (is_sound && known != 0) note_range(least, most);
        return is_sound;
    }

    void append_slowly(decimal const* values, std::uint64_t known, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            bool const is_known = (known >> i & 1) != 0;
            auto const one = is_known ? adapted(values[i]) : int128{0};
            if (!is_narrow(one)) widen();
            if (is_wide_)
                wide_.push_back(one);
            else
                narrow_.push_back(static_cast<std::int64_t>(one));
            if (is_known) note_range(one, one);
        }
        note_known(known, count);
    }

    /// The number at the column's scale, which becomes that of the number where it is finer.
    [[nodiscard]] int128 adapted(decimal const& one) {
        if (!has_any()) scale_ = one.scale;
        if (one.scale > scale_ && fits(one.scale)) rescale_to(one.scale);
        for (;; rescale_to(scale_ - 1)) {
            auto const made = rescale(one, scale_, rounding::half_even);
            if (made || scale_ == 0) return made ? made->coefficient : one.coefficient;
        }
    }

    void widen() {
        if (is_wide_) return;
        is_wide_ = true;
        wide_.reserve(narrow_.capacity());
        wide_.assign(narrow_.begin(), narrow_.end());
        narrow_ = {};
    }

    void note_known(std::uint64_t known, std::size_t count) {
        known_.append_word(known, count);
        unknown_count_ += count - static_cast<std::size_t>(std::popcount(known));
    }
    void note_range(int128 least, int128 most) {
        smallest_ = has_any() ? std::min(smallest_, least) : least;
        largest_ = has_any() ? std::max(largest_, most) : most;
    }

    bool is_constant_ = false;
    int scale_ = 0;
    int128 smallest_ = 1, largest_ = 0;  ///< of those known; this way round where none is
    bool is_wide_ = false;
    long_vector<std::int64_t> narrow_;
    long_vector<int128> wide_;
    account_bits known_;
    std::size_t unknown_count_ = 0;
};

}  // namespace tramo::worklisting
