// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// When rules count, and versions of one rule that count on the same day.
#pragma once

#include <tramo/impl/check/names.ipp>

namespace tramo::checking {

[[nodiscard]] inline bool has_dates(ast::validity_period const& one) {
    return one.from || one.until;
}

[[nodiscard]] inline bool is_reversed(period const& one) {
    return one.from && one.until && *one.until < *one.from;
}

[[nodiscard]] TRAMO_INLINE period read_period(ast::validity_period const& written, workspace& work) {
    period const result{written.from, written.until, written.is_inactive};
    if (is_reversed(result)) {
        auto what = problem("T4006", "the period ends before it begins", written.until_at,
                            "ends " + to_string(*written.until), {"no day lies in it: mend one of the two"});
        what.labels.push_back({written.from_at, "begins " + to_string(*written.from)});
        work.report(std::move(what));
    }
    if (has_dates(written)) work.program.reads_as_of = true;
    return result;
}

/// How to keep two versions apart, the one that begins first named first.
[[nodiscard]] TRAMO_INLINE std::vector<std::string> ways_apart(period const& second, workspace const& work) {
    auto const day_before = second.from ? add_days(*second.from, -1) : std::nullopt;
    if (!day_before)
        return {"say of each when it holds: " + work.word(keyword::from) + " 2026-01-01 " +
                work.word(keyword::until) + " 2026-06-30"};
    return {"end the one before the other begins: " + work.word(keyword::until) + " " +
            to_string(*day_before)};
}

/// Reports each version that begins while one before it still holds.
template <class Version>
void refuse_overlaps(std::string const& name, std::vector<Version> const& versions, workspace& work) {
    std::vector<Version const*> in_order;
    for (auto const& one : versions)
        if (!one.period.is_inactive && !is_reversed(one.period)) in_order.push_back(&one);
    std::stable_sort(in_order.begin(), in_order.end(),
                     [](auto const* a, auto const* b) { return a->period.from < b->period.from; });
    Version const* longest = nullptr;
    for (auto const* one : in_order) {
        bool const apart = longest == nullptr || (longest->period.until && one->period.from &&
                                                  *longest->period.until < *one->period.from);
        if (!apart) {
            auto what = problem("T4005", "two versions of " + backquoted(name) + " hold on the same day",
                                one->at, "this one", ways_apart(one->period, work));
            what.labels.push_back({longest->at, "and this one"});
            work.report(std::move(what));
        }
        auto const outlasts = [&] {
            return longest->period.until && *longest->period.until < *one->period.until;
        };
        if (longest == nullptr || !one->period.until || outlasts()) longest = one;
    }
}

}  // namespace tramo::checking
