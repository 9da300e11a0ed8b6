// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a look back over a sequence sees: ranges that only move forwards, and what is kept of them on the way.
#pragma once

#include <tramo/impl/run/field_column.ipp>
#include <tramo/impl/run/sequence_view.ipp>

namespace tramo::running {

/// The events that something is computed over, in the order of the sequence.
struct counted_events {
    row_list positions;
    row_list places;  ///< rows of their type's table
};

/// One look back: at events of positions [begin, end) that happened after `after`.
struct look_back {
    std::size_t begin = 0, end = 0;
    std::int64_t after = INT64_MIN;
};

/// The moment `days` before; everything is after it where `days` is 0.
[[nodiscard]] inline std::int64_t days_before(std::int64_t moment, std::int64_t days) {
    constexpr std::int64_t longest = 8'000'000;  // more than the days from year 1 to 9999
    if (days <= 0 || days > longest || moment < INT64_MIN / 2) return INT64_MIN;
    return moment - days * micros_a_day;
}

/// Calls `use(i, low, high)` for each look back `back(i)`, i below `count`: it sees events [low, high).
/// Requires that looks back come in the order of the sequence; so neither bound ever moves backwards.
template <class Back, class Use>
inline void for_each_look_back(sequence_view const& over, row_list const& events, std::size_t count,
                               Back back, Use use) {
    std::size_t low = 0, high = 0;
    for (std::size_t i = 0; i < count; ++i) {
        look_back const seen = back(i);
        while (high < events.size() && events[high] < seen.end) ++high;
        while (low < high && events[low] < seen.begin) ++low;
        if (seen.after != INT64_MIN)
            while (low < high && over.happened(events[low]) <= seen.after) ++low;
        use(i, low, high);
    }
}

/// The exact values of a field, by row of its table.
struct exact_values {
    std::vector<std::int64_t> narrow;
    std::vector<int128> wide;  ///< instead, where one did not fit
    words known;

    [[nodiscard]] bool knows(std::size_t row) const { return (known[row / 64] >> (row % 64) & 1) != 0; }
    [[nodiscard]] int128 at(std::size_t row) const { return wide.empty() ? narrow[row] : wide[row]; }
};

inline void append(block const& read, std::size_t begin, exact_values& out) {
    std::copy_n(read.known.begin(), reading::word_count(read.count),
                out.known.begin() + static_cast<std::ptrdiff_t>(begin / 64));
    if (read.form == block::form_t::wide && out.wide.empty()) {
        out.wide.assign(out.narrow.begin(), out.narrow.end());
        out.narrow = {};
    }
    auto const at = static_cast<std::ptrdiff_t>(begin);
    if (out.wide.empty())
        std::copy_n(read.narrow.begin(), read.count, out.narrow.begin() + at);
    else if (read.form == block::form_t::wide)
        std::copy_n(read.wide.begin(), read.count, out.wide.begin() + at);
    else
        std::copy_n(read.narrow.begin(), read.count, out.wide.begin() + at);
}

/// Requires a field of numbers, days, moments or members, and a column that it can be read from.
[[nodiscard]] inline exact_values read_exactly(field const& of, column const* data, std::size_t rows,
                                               std::string_view zone) {
    constexpr std::size_t block_rows = 4096;
    exact_values out;
    out.known.assign(reading::word_count(rows), 0);
    out.narrow.assign(rows, 0);
    if (data == nullptr) return out;
    column_reader reader(of, *data, zone);
    block read;
    for (std::size_t begin = 0; begin < rows; begin += block_rows) {
        reader.read(static_cast<std::int64_t>(begin), std::min(block_rows, rows - begin), read);
        append(read, begin, out);
    }
    return out;
}

/// Hands over the values that a range takes in and lets go as it moves forwards.
class sliding_range {
public:
    sliding_range(exact_values const& values, row_list const& places) : values_(values), places_(places) {}

    /// Calls `add(index, value)` and `take_back(value)`; values that are unknown are only counted.
    template <class Add, class TakeBack>
    void move(std::size_t low, std::size_t high, Add add, TakeBack take_back) {
        for (; high_ < high; ++high_) {
            auto const row = places_[high_];
            if (values_.knows(row))
                add(high_, values_.at(row));
            else
                ++unknown_;
        }
        for (; low_ < low; ++low_) {
            auto const row = places_[low_];
            if (values_.knows(row))
                take_back(values_.at(row));
            else
                --unknown_;
        }
    }
    [[nodiscard]] bool all_known() const { return unknown_ == 0; }

private:
    exact_values const& values_;
    row_list const& places_;
    std::size_t low_ = 0, high_ = 0, unknown_ = 0;
};

/// A sum that may pass the bounds of its type on the way: the halves of the numbers are added apart.
class sliding_sum {
public:
    void add(int128 number) {
        high_ += number >> 64;
        low_ += static_cast<std::uint64_t>(number);
    }
    void take_back(int128 number) {
        high_ -= number >> 64;
        low_ -= static_cast<std::uint64_t>(number);
    }
    [[nodiscard]] std::optional<int128> total() const {
        int128 const upper = high_ + static_cast<int128>(low_ >> 64);
        if (upper != static_cast<std::int64_t>(upper)) return {};
        return static_cast<int128>((static_cast<uint128>(upper) << 64) | static_cast<std::uint64_t>(low_));
    }

private:
    int128 high_ = 0;
    uint128 low_ = 0;
};

/// The best of a range that moves forwards: those that a later and better one has not made pointless.
class sliding_best {
public:
    explicit sliding_best(bool largest) : is_largest_(largest) {}

    void add(std::size_t index, int128 number) {
        while (kept_.size() > first_ && !is_better(kept_.back().number, number)) kept_.pop_back();
        kept_.push_back({number, index});
    }
    void forget_before(std::size_t low) {
        while (first_ < kept_.size() && kept_[first_].index < low) ++first_;
        if (first_ < kept_.size()) return;
        kept_.clear();
        first_ = 0;
    }
    [[nodiscard]] std::optional<int128> best() const {
        if (first_ == kept_.size()) return {};
        return kept_[first_].number;
    }

private:
    struct candidate {
        int128 number;
        std::size_t index;
    };
    [[nodiscard]] bool is_better(int128 a, int128 b) const { return is_largest_ ? a > b : a < b; }

    bool is_largest_;
    std::vector<candidate> kept_;
    std::size_t first_ = 0;
};

}  // namespace tramo::running
