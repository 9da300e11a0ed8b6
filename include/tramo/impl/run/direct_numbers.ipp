// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Columns of numbers, days and truths that fit their field as they lie: binned without decoding.
#pragma once

#include <cstring>

#include <tramo/impl/run/binner.ipp>
#include <tramo/impl/run/byte_bins.ipp>
#include <tramo/impl/run/calendar_days.ipp>

namespace tramo::running {

class direct_numbers {
public:
    /// Whether every value of such a column is one of the field's, but for what `take` looks at.
    [[nodiscard]] static bool is_possible(field const& of, column const& data) {
        switch (of.type.kind) {
            case kind::boolean:
                return data.physical == layout::boolean;
            case kind::date:
                return data.physical == layout::date32;
            case kind::integer:
            case kind::duration:
            case kind::money:
            case kind::decimal:
            case kind::percent:
                return is_whole(data.physical)
                           ? shift_of(of.type) >= 0 && shift_of(of.type) <= 18
                           : data.physical == layout::float64 && keeps_doubles(of.type.kind);
            default:
                return false;
        }
    }

    direct_numbers(field const& of, column const& data, field_use const* use, kernels::kernel_set const& with)
        : of_(of), data_(data), with_(with) {
        if (data.physical == layout::float64) limit_ = surely_fitting(of.type);
        if (use == nullptr || use->tests.empty()) return;
        use_ = use;
        make_bins();
        if (!bins_) {
            is_full_ = data.physical != layout::boolean;
            return;
        }
        for (auto const& test : use->tests) add_ranges(test);
    }

    /// More cuts than there are bins: this column is read the long way.
    [[nodiscard]] bool is_full() const { return is_full_; }

    /// False where some row must be read the long way. Clears the bits of numbers that are none.
    [[nodiscard]] bool take(std::int64_t begin, std::size_t count, std::uint64_t* known) {
        auto const words = (count + 63) / 64;
        if (data_.physical == layout::boolean) {
            truths_.resize(std::max(truths_.size(), words));
            reading::copy_bits(data_.values, data_.offset + begin, count, truths_.data());
            return true;
        }
        if (!needs_values()) return true;
        if (bytes_.size() < words * 64) bytes_.resize(words * 64);
        switch (data_.physical) {
            case layout::int8:
                return take_small<std::int8_t>(begin, count);
            case layout::uint8:
                return take_small<std::uint8_t>(begin, count);
            case layout::int16:
                return take_small<std::int16_t>(begin, count);
            case layout::uint16:
                return take_small<std::uint16_t>(begin, count);
            case layout::int64:
                return take_words<std::int64_t>(
                    begin, count,
                    [&](auto const* from, std::size_t n, std::size_t at) { return bin_64(from, n, at); });
            case layout::float64:
                return take_words<double>(begin, count, [&](auto const* from, std::size_t n, std::size_t at) {
                    return bin_doubles(from, n, at, known);
                });
            default:
                return take_words<std::int32_t>(
                    begin, count,
                    [&](auto const* from, std::size_t n, std::size_t at) { return bin_32(from, n, at); });
        }
    }

    void answer(std::size_t test, std::size_t words, std::uint64_t* out) {
        if (data_.physical == layout::boolean) return answer_truth(use_->tests[test], words, out);
        auto const& ranges = ranges_[test];
        if (ranges.empty()) {
            std::fill_n(out, words, std::uint64_t{0});
            return;
        }
        test_range(ranges[0], words, out);
        for (std::size_t i = 1; i < ranges.size(); ++i) {
            more_.resize(std::max(more_.size(), words));
            test_range(ranges[i], words, more_.data());
            std::uint64_t const* const both[] = {out, more_.data()};
            with_.any_of(both, 2, words, out);
        }
    }

private:
    [[nodiscard]] static bool is_whole(layout of) {
        return of == layout::int8 || of == layout::int16 || of == layout::int32 || of == layout::int64 ||
               of == layout::uint8 || of == layout::uint16;
    }
    [[nodiscard]] static bool keeps_doubles(kind of) { return of == kind::decimal || of == kind::percent; }

    /// How many decimals a whole number of the column lacks beside the field's coefficient.
    [[nodiscard]] static int shift_of(data_type const& type) {
        if (type.kind == kind::percent) return type.scale - 2;
        return type.kind == kind::decimal || type.kind == kind::money ? type.scale : 0;
    }

    /// Below this a number fits the field, whatever its digits.
    [[nodiscard]] static double surely_fitting(data_type const& type) {
        auto const room = std::clamp(max_scale - shift_of(type), 0, max_scale);
        return to_double(decimal(power_of_ten(room)));
    }

    [[nodiscard]] bool needs_values() const {
        return bins_ || data_.physical == layout::float64 || of_.type.kind == kind::date;
    }

    void make_bins() {
        if (data_.physical == layout::boolean) return;
        if (data_.physical == layout::float64) {
            std::vector<double> cuts;
            for (auto const cut : use_->cuts) cuts.push_back(double_cut(cut, of_.type));
            bins_ = byte_bins::of_doubles(cuts, with_);
            return;
        }
        auto const power = power_of_ten(shift_of(of_.type));
        std::vector<int128> cuts;
        for (auto const cut : use_->cuts) cuts.push_back(cut / power + (cut % power > 0 ? 1 : 0));
        bins_ = byte_bins::of_integers(std::move(cuts), data_.physical == layout::int64, with_);
    }

    [[nodiscard]] std::size_t place_of(int128 cut) const {
        return static_cast<std::size_t>(std::lower_bound(use_->cuts.begin(), use_->cuts.end(), cut) -
                                        use_->cuts.begin());
    }

    void add_ranges(field_test const& test) {
        auto& ranges = ranges_.emplace_back();
        for (auto const& part : test.numbers.ranges()) {
            std::optional<std::size_t> first, behind;
            if (part.low != lowest_int128) first = place_of(part.low);
            if (part.high != highest_int128) behind = place_of(part.high + 1);
            if (auto const range = bins_->range_of(first, behind)) ranges.push_back(*range);
        }
    }

    template <class Value>
    [[nodiscard]] Value const* values_from(std::int64_t begin) const {
        return reinterpret_cast<Value const*>(static_cast<char const*>(data_.values) +
                                              (data_.offset + begin) *
                                                  static_cast<std::int64_t>(sizeof(Value)));
    }

    /// Whole words of rows from where they lie, the rest from a copy: no byte behind the column is read.
    template <class Value, class Bin>
    [[nodiscard]] bool take_words(std::int64_t begin, std::size_t count, Bin bin) {
        auto const* const from = values_from<Value>(begin);
        auto const whole = count / 64;
        if (whole > 0 && !bin(from, whole, std::size_t{0})) return false;
        if (count % 64 == 0) return true;
        Value tail[64] = {};
        std::memcpy(tail, reinterpret_cast<char const*>(from) + whole * 64 * sizeof(Value),
                    count % 64 * sizeof(Value));
        std::fill(tail + count % 64, tail + 64, tail[0]);
        return bin(tail, std::size_t{1}, whole);
    }

    template <class Value>
    [[nodiscard]] bool take_small(std::int64_t begin, std::size_t count) {
        auto const padded = (count + 63) / 64 * 64;
        room_.resize(std::max(room_.size(), padded));
        auto const* const from = values_from<Value>(begin);
        for (std::size_t i = 0; i < count; ++i)
            room_[i] = reading::load_at<Value>(from, static_cast<std::int64_t>(i));
        bins_->bin(room_.data(), padded / 64, bytes_.data());
        return true;
    }

    [[nodiscard]] bool bin_32(std::int32_t const* from, std::size_t words, std::size_t at) {
        bool const is_day = of_.type.kind == kind::date;
        if (is_day && !with_.are_within(from, words, static_cast<std::int32_t>(reading::first_calendar_day),
                                        static_cast<std::int32_t>(reading::last_calendar_day)))
            return false;
        if (bins_) bins_->bin(from, words, bytes_.data() + at * 64);
        return true;
    }

    [[nodiscard]] bool bin_64(std::int64_t const* from, std::size_t words, std::size_t at) {
        room_.resize(std::max(room_.size(), words * 64));
        bins_->bin(from, words, bytes_.data() + at * 64, room_.data());
        return true;
    }

    [[nodiscard]] bool bin_doubles(double const* from, std::size_t words, std::size_t at,
                                   std::uint64_t* known) {
        if (!with_.keep_numbers(from, words, limit_, known + at)) return false;
        if (bins_) bins_->bin(from, words, bytes_.data() + at * 64);
        return true;
    }

    void test_range(bin_range const& range, std::size_t words, std::uint64_t* out) const {
        with_.test_range(bytes_.data(), words, static_cast<std::uint8_t>(range.first),
                         static_cast<std::uint8_t>(range.last - range.first), out);
    }

    void answer_truth(field_test const& test, std::size_t words, std::uint64_t* out) const {
        bool const if_true = test.numbers.contains(1), if_false = test.numbers.contains(0);
        for (std::size_t i = 0; i < words; ++i)
            out[i] = (if_true ? truths_[i] : 0) | (if_false ? ~truths_[i] : 0);
    }

    field const& of_;
    column const& data_;
    kernels::kernel_set const& with_;
    field_use const* use_ = nullptr;
    std::optional<byte_bins> bins_;
    bool is_full_ = false;
    double limit_ = 0;
    std::vector<std::vector<bin_range>> ranges_;
    std::vector<std::uint8_t> bytes_;
    std::vector<std::int32_t> room_;
    std::vector<std::uint64_t> truths_, more_;
};

}  // namespace tramo::running
