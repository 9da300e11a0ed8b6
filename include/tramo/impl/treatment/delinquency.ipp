// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Counts days past due, and finds days that no class holds or that two do.
#pragma once

#include <algorithm>

#include <tramo/treatment/delinquency.hpp>

namespace tramo::treatment {
namespace arrears {

/// Days of all pauses that have passed by then, however long ago.
[[nodiscard]] TRAMO_INLINE std::int64_t days_paused_before(std::vector<interval> const& pauses, date day) {
    date first = day;
    for (auto const& one : pauses) first = std::min(first, one.from);
    return days_covered(pauses, first, day);
}

/// "1 day", "61 days".
[[nodiscard]] inline std::string in_days(std::int64_t days) {
    return std::to_string(days) + (days == 1 ? " day" : " days");
}

[[nodiscard]] inline bool is_empty(delinquency_class const& one) {
    return one.until && *one.until < one.from;
}

/// What is wrong with a class by itself.
[[nodiscard]] TRAMO_INLINE std::string problem_of(delinquency_class const& one) {
    if (is_empty(one))
        return "class '" + one.name + "' ends with " + in_days(*one.until) + ", before it begins with " +
               in_days(one.from);
    if (one.from < 0)
        return "class '" + one.name + "' begins with " + in_days(one.from) + "; days are counted from 0 on";
    return {};
}

/// The classes that hold a day, by their beginning.
[[nodiscard]] TRAMO_INLINE std::vector<delinquency_class const*> by_beginning(
    std::vector<delinquency_class> const& all) {
    std::vector<delinquency_class const*> sorted;
    for (auto const& one : all)
        if (!is_empty(one)) sorted.push_back(&one);
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](auto const* a, auto const* b) { return a->from < b->from; });
    return sorted;
}

[[nodiscard]] TRAMO_INLINE std::string both_hold(delinquency_class const& a, delinquency_class const& b) {
    return "classes '" + a.name + "' and '" + b.name + "' both hold " + in_days(b.from);
}

}  // namespace arrears

TRAMO_INLINE days_counted count_days(std::optional<date> due, date as_of, std::int64_t grace,
                                     std::vector<interval> const& pauses, pause_reading how) {
    days_counted made;
    if (!due || as_of <= *due) return made;
    made.past_due = std::int64_t{as_of.days} - due->days;
    made.paused = how == pause_reading::overlap ? days_covered(pauses, *due, as_of)
                                                : arrears::days_paused_before(pauses, as_of);
    made.delinquent = std::max<std::int64_t>(0, made.past_due - grace - made.paused);
    return made;
}

TRAMO_INLINE std::vector<std::string> problems_of(std::vector<delinquency_class> const& all) {
    std::vector<std::string> found;
    for (auto const& one : all)
        if (auto problem = arrears::problem_of(one); !problem.empty()) found.push_back(std::move(problem));
    auto const sorted = arrears::by_beginning(all);
    if (sorted.empty()) {
        if (found.empty()) found.emplace_back("there is no class");
        return found;
    }
    auto const* furthest = sorted.front();  // of those so far, the one that reaches furthest
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        auto const* const next = sorted[i];
        if (!furthest->until || next->from <= *furthest->until)
            found.push_back(arrears::both_hold(*furthest, *next));
        else if (next->from - 1 > *furthest->until)
            found.push_back("no class holds " + arrears::in_days(*furthest->until + 1));
        if (furthest->until && (!next->until || *next->until > *furthest->until)) furthest = next;
    }
    if (furthest->until)
        found.push_back("no class holds " + arrears::in_days(*furthest->until + 1) + " or more");
    return found;
}

TRAMO_INLINE std::optional<std::size_t> class_of(std::vector<delinquency_class> const& all,
                                                 std::int64_t days) {
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].from <= days && (!all[i].until || days <= *all[i].until)) return i;
    return {};
}

}  // namespace tramo::treatment
