// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Puts intervals together, so that a day that several cover counts once.
#pragma once

#include <algorithm>

#include <tramo/treatment/hold.hpp>

namespace tramo::treatment {
namespace holding {

[[nodiscard]] inline bool covers_a_day(interval const& one) {
    return !one.end || one.from < *one.end;
}

/// Whether a day lies in both.
[[nodiscard]] inline bool meet(interval const& a, interval const& b) {
    return covers_a_day(a) && covers_a_day(b) && (!b.end || a.from < *b.end) && (!a.end || b.from < *a.end);
}

/// Days of one interval between two days.
[[nodiscard]] inline std::int64_t days_within(interval const& one, date from, date end) {
    date const last = one.end ? std::min(*one.end, end) : end;
    return std::max<std::int64_t>(0, std::int64_t{last.days} - std::max(one.from, from).days);
}

}  // namespace holding

TRAMO_INLINE std::string problem_of(interval const& one) {
    if (holding::covers_a_day(one)) return {};
    if (*one.end == one.from)
        return "ends on " + to_string(*one.end) + ", the day on which it begins: it holds no day";
    return "ends on " + to_string(*one.end) + ", before it begins on " + to_string(one.from);
}

TRAMO_INLINE std::vector<interval> united(std::vector<interval> all) {
    std::erase_if(all, [](interval const& one) { return !holding::covers_a_day(one); });
    std::sort(all.begin(), all.end(), [](interval const& a, interval const& b) { return a.from < b.from; });
    std::vector<interval> made;
    for (auto const& one : all) {
        bool const touches = !made.empty() && (!made.back().end || one.from <= *made.back().end);
        if (!touches)
            made.push_back(one);
        else if (!one.end)
            made.back().end.reset();
        else if (made.back().end)
            made.back().end = std::max(*made.back().end, *one.end);
    }
    return made;
}

TRAMO_INLINE std::optional<std::pair<std::size_t, std::size_t>> overlapping(
    std::vector<interval> const& all) {
    for (std::size_t first = 0; first < all.size(); ++first)
        for (std::size_t second = first + 1; second < all.size(); ++second)
            if (holding::meet(all[first], all[second])) return std::pair(first, second);
    return {};
}

TRAMO_INLINE std::int64_t days_covered(std::vector<interval> const& all, date from, date end) {
    if (end <= from || all.empty()) return 0;
    if (all.size() == 1) return holding::days_within(all.front(), from, end);
    std::int64_t days = 0;
    for (auto const& one : united(all)) days += holding::days_within(one, from, end);
    return days;
}

TRAMO_INLINE std::optional<date> first_free_day(std::vector<interval> const& all, date day) {
    for (auto const& one : united(all)) {
        if (!one.covers(day)) continue;
        if (!one.end) return {};
        day = *one.end;
    }
    return day;
}

}  // namespace tramo::treatment
