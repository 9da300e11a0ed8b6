// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What rows of a table admit of its axes, in whole numbers: between neighbours nothing lies.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include <tramo/values/decimal.hpp>

namespace tramo::boxes {

/// A number in units of its axis's last decimal, or the place of a text among the axis's texts.
using coordinate = int128;
/// Rows (or texts) by bit.
using bit_set = std::vector<std::uint64_t>;

inline constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();

[[nodiscard]] inline bit_set empty_set(std::size_t size) {
    return bit_set((size + 63) / 64);
}
inline void insert(bit_set& set, std::size_t member) {
    set[member / 64] |= std::uint64_t{1} << (member % 64);
}
[[nodiscard]] inline bool contains(bit_set const& set, std::size_t member) {
    return (set[member / 64] >> (member % 64) & 1) != 0;
}
[[nodiscard]] inline bool is_subset(bit_set const& part, bit_set const& of) {
    for (std::size_t word = 0; word < part.size(); ++word)
        if ((part[word] & ~of[word]) != 0) return false;
    return true;
}
[[nodiscard]] inline bool meets(bit_set const& a, bit_set const& b) {
    for (std::size_t word = 0; word < a.size(); ++word)
        if ((a[word] & b[word]) != 0) return true;
    return false;
}
/// The first member from a place on, or `no_row`.
[[nodiscard]] inline std::size_t next_member(bit_set const& set, std::size_t from = 0) {
    for (auto word = from / 64; word < set.size(); ++word) {
        auto const rest = word == from / 64 ? set[word] >> (from % 64) << (from % 64) : set[word];
        if (rest != 0) return word * 64 + static_cast<std::size_t>(__builtin_ctzll(rest));
    }
    return no_row;
}

/// Where a range of numbers without an end ends: amounts have fewer digits.
[[nodiscard]] inline coordinate open_end() {
    return power_of_ten(37);
}

/// Part of an axis: numbers, or texts.
struct extent {
    coordinate first = 0, last = 0;
    bit_set texts;

    [[nodiscard]] bool is_text() const { return !texts.empty(); }
    [[nodiscard]] coordinate lowest() const {
        return is_text() ? static_cast<coordinate>(next_member(texts)) : first;
    }
};

/// Of an axis with `is_text`, `texts`, `scale` and the `lowest` number that can come.
template <class Axis>
[[nodiscard]] extent whole(Axis const& axis) {
    extent all;
    if (!axis.is_text) {
        all.first = std::clamp(ceil_at_scale(axis.lowest, axis.scale), -open_end(), open_end());
        all.last = open_end();
        return all;
    }
    all.texts = empty_set(std::max<std::size_t>(axis.texts.size(), 1));
    for (std::size_t place = 0; place < axis.texts.size(); ++place) insert(all.texts, place);
    return all;
}

/// By a range with `is_all`, `texts`, `from`, `until` and `half_open`.
template <class Axis, class Range>
[[nodiscard]] extent admitted(Axis const& axis, Range const& range) {
    auto part = whole(axis);
    if (range.is_all) return part;
    if (axis.is_text) {
        part.texts = empty_set(std::max<std::size_t>(axis.texts.size(), 1));
        for (std::size_t place = 0; place < axis.texts.size(); ++place)
            if (std::find(range.texts.begin(), range.texts.end(), axis.texts[place]) != range.texts.end())
                insert(part.texts, place);
        return part;
    }
    auto const bounded = [](coordinate at) { return std::clamp(at, -open_end(), open_end()); };
    if (range.from) part.first = std::max(part.first, bounded(ceil_at_scale(*range.from, axis.scale)));
    if (range.until)
        part.last = range.half_open ? bounded(ceil_at_scale(*range.until, axis.scale)) - 1
                                    : bounded(floor_at_scale(*range.until, axis.scale));
    return part;
}

[[nodiscard]] inline bool is_nothing(extent const& part) {
    return part.is_text() ? next_member(part.texts) == no_row : part.last < part.first;
}
[[nodiscard]] inline bool covers(extent const& outer, extent const& inner) {
    if (outer.is_text()) return is_subset(inner.texts, outer.texts);
    return outer.first <= inner.first && inner.last <= outer.last;
}

/// What each row admits, and which rows admit anything.
struct admissions {
    void add(std::vector<extent> parts) {
        is_live.push_back(std::none_of(parts.begin(), parts.end(), is_nothing));
        by_row.push_back(std::move(parts));
    }
    [[nodiscard]] bit_set live() const {
        auto rows = empty_set(by_row.size());
        for (std::size_t row = 0; row < by_row.size(); ++row)
            if (is_live[row]) insert(rows, row);
        return rows;
    }

    std::vector<std::vector<extent>> by_row;
    std::vector<bool> is_live;
};

}  // namespace tramo::boxes
