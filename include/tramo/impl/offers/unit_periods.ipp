// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Time as the laws on annual percentage rates count it: which period payments recur by, and Regulation Z's
// unit-periods (12 CFR 1026, appendix J, (b)(4) and (5)).
#pragma once

#include <numeric>
#include <string>

#include <tramo/impl/offers/whole_months.ipp>
#include <tramo/offers/day_count.hpp>

namespace tramo::offers {
namespace unit_counting {

inline bool are_whole_months(date from, date until, int months) {
    if (until < from) return are_whole_months(until, from, months);
    auto const counted = whole_months::count_back(from, until, months, 0);
    return counted.begins == from;
}

/// Between neighbouring payments; payments on one day alone have the first day for a neighbour.
template <class Predicate>
bool every_interval(date first, std::span<date const> payments, Predicate const& fits) {
    if (payments.front() == payments.back()) return fits(first, payments.front());
    for (std::size_t k = 1; k < payments.size(); ++k)
        if (!fits(payments[k - 1], payments[k])) return false;
    return true;
}

/// Full months back from the later date, days forward from the earlier one, in thirtieths: (b)(5)(ii), (iii).
TRAMO_INLINE unit_period_count in_months(date from, date until, int months, int payment_day) {
    auto const counted = whole_months::count_back(from, until, 1, payment_day);
    std::int64_t const odd = std::int64_t{counted.begins.days} - from.days;
    if (months == 1) return {counted.steps, odd, 30};
    std::int64_t const days = 30 * counted.steps + odd;
    return {days / (30 * months), days % (30 * months), std::int64_t{30} * months};
}

/// (b)(5)(iii): half months of 15 days.
TRAMO_INLINE unit_period_count in_semimonths(date from, date until, int payment_day) {
    auto const counted = in_months(from, until, 1, payment_day);
    std::int64_t const days = 30 * counted.whole + counted.odd;
    return {days / 15, days % 15, 15};
}

/// (b)(5)(v): what is left is twelfths where it is whole months, else days of 365.
TRAMO_INLINE unit_period_count in_years(date from, date until, int payment_day) {
    auto const counted = whole_months::count_back(from, until, 12, payment_day);
    auto const months = whole_months::count_back(from, counted.begins, 1, payment_day);
    if (months.begins == from && months.steps > 0) return {counted.steps, months.steps, 12};
    return {counted.steps, std::int64_t{counted.begins.days} - from.days, 365};
}

inline unit_period_count in_days(date from, date until, std::int64_t length) {
    std::int64_t const days = std::int64_t{until.days} - from.days;
    return {days / length, days % length, length};
}

template <class T>
bool is_unit_period(outcome<T>& result, unit_period unit) {
    struct named {
        char const* name;
        int most;
    };
    named const kinds[] = {{"days", 1}, {"weeks", 52}, {"semimonths", 1}, {"months", 11}, {"years", 1}};
    named const kind = kinds[static_cast<std::size_t>(unit.kind)];
    if (unit.every >= 1 && unit.every <= kind.most) return true;
    result.object("unit.every", "the unit-period is " + std::to_string(unit.every) + " " + kind.name +
                                    "; there can be 1" +
                                    (kind.most > 1 ? " to " + std::to_string(kind.most) : ""));
    return false;
}

}  // namespace unit_counting

TRAMO_INLINE interval_unit regular_period_of(date first, std::span<date const> payments) {
    if (payments.empty()) return interval_unit::months;
    auto const by_months = [](int months) {
        return [months](date a, date b) { return unit_counting::are_whole_months(a, b, months); };
    };
    auto const by_weeks = [](date a, date b) { return (std::int64_t{b.days} - a.days) % 7 == 0; };
    if (unit_counting::every_interval(first, payments, by_months(12))) return interval_unit::years;
    if (unit_counting::every_interval(first, payments, by_months(1))) return interval_unit::months;
    if (unit_counting::every_interval(first, payments, by_weeks)) return interval_unit::weeks;
    return interval_unit::months;
}

TRAMO_INLINE int payment_day_of(date first, std::span<date const> payments) {
    int latest = 0;
    bool are_last_days = !payments.empty();
    bool follow_first = true;
    for (date const day : payments) {
        latest = std::max(latest, static_cast<int>(to_civil(day).day));
        are_last_days = are_last_days && day == end_of_month(day);
        follow_first = follow_first && add_months(first, whole_months::months_apart(first, day)) == day;
    }
    if (are_last_days) return follow_first ? static_cast<int>(to_civil(first).day) : 31;
    for (date const day : payments)
        if (!whole_months::falls_on(day, latest)) return 0;
    return latest;
}

TRAMO_INLINE outcome<unit_period_count> count_unit_periods(unit_period unit, date from, date until,
                                                           int payment_day) {
    outcome<unit_period_count> result;
    if (!unit_counting::is_unit_period(result, unit)) return result;
    if (until < from || !whole_months::in_calendar(from) || !whole_months::in_calendar(until)) {
        result.object("until", "unit-periods are counted from " + to_string(from) + " to " +
                                   to_string(until) +
                                   "; the second must not be before the first, both in the years 1 to 9999");
        return result;
    }
    switch (unit.kind) {
        case unit_period_kind::days:
            result.value = unit_counting::in_days(from, until, 1);
            break;
        case unit_period_kind::weeks:
            result.value = unit_counting::in_days(from, until, std::int64_t{7} * unit.every);
            break;
        case unit_period_kind::semimonths:
            result.value = unit_counting::in_semimonths(from, until, payment_day);
            break;
        case unit_period_kind::months:
            result.value = unit_counting::in_months(from, until, unit.every, payment_day);
            break;
        case unit_period_kind::years:
            result.value = unit_counting::in_years(from, until, payment_day);
            break;
    }
    return result;
}

TRAMO_INLINE outcome<fraction> unit_periods_a_year(unit_period unit) {
    outcome<fraction> result;
    if (!unit_counting::is_unit_period(result, unit)) return result;
    std::int64_t const of[] = {365, 52, 24, 12, 1};  // days, weeks, semimonths, months, years
    std::int64_t const number = of[static_cast<std::size_t>(unit.kind)];
    std::int64_t const common = std::gcd(number, std::int64_t{unit.every});
    result.value = {number / common, unit.every / common};
    return result;
}

}  // namespace tramo::offers
