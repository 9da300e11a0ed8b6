// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which unit-period Regulation Z measures a transaction in: 12 CFR 1026, appendix J, (b)(3) to (b)(5).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <tramo/offers/effective_rate.hpp>

namespace tramo::offers::unit_periods {

/// Days in order, none twice.
TRAMO_INLINE std::vector<date> days_of(std::span<dated_flow const> flows) {
    std::vector<date> days;
    for (auto const& flow : flows) days.push_back(flow.day);
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
}

/// Days of payments after the first advance: what is paid on that day lowers the amount financed.
TRAMO_INLINE std::vector<date> payment_days(date first, std::span<dated_flow const> payments) {
    auto days = days_of(payments);
    std::erase_if(days, [&](date day) { return day <= first; });
    return days;
}

struct interval {
    date from;
    date until;
    [[nodiscard]] std::int64_t days() const { return until.days - from.days; }
};

/// (b)(3): between advances, between payments, and from the first advance to the first payment.
TRAMO_INLINE std::vector<interval> periods_of(std::vector<date> const& advances,
                                              std::vector<date> const& payments) {
    std::vector<interval> periods;
    for (std::size_t i = 1; i < advances.size(); ++i) periods.push_back({advances[i - 1], advances[i]});
    for (std::size_t i = 0; i < payments.size(); ++i)
        periods.push_back({i == 0 ? advances.front() : payments[i - 1], payments[i]});
    return periods;
}

/// Full months between, where there is nothing else.
TRAMO_INLINE std::optional<std::int64_t> whole_months(interval const& of, int payment_day) {
    auto const count = count_unit_periods({unit_period_kind::months, 1}, of.from, of.until, payment_day);
    if (!count || count.value.odd != 0 || count.value.whole == 0) return {};
    return count.value.whole;
}

/// About as long as the unit: to tell the smaller of two.
TRAMO_INLINE double rough_days(unit_period const& unit) {
    switch (unit.kind) {
        case unit_period_kind::weeks:
            return 7.0 * unit.every;
        case unit_period_kind::semimonths:
            return 15;
        case unit_period_kind::months:
            return 30.0 * unit.every;
        case unit_period_kind::years:
            return 365;
        case unit_period_kind::days:
            break;
    }
    return 1;
}

struct tally {
    unit_period unit;
    std::size_t times = 0;
};

TRAMO_INLINE void count_in(std::vector<tally>& tallies, unit_period const& unit) {
    auto const found =
        std::find_if(tallies.begin(), tallies.end(), [&](tally const& of) { return of.unit == unit; });
    if (found == tallies.end())
        tallies.push_back({unit, 1});
    else
        ++found->times;
}

/// Half of a month that begins or ends with a neighbouring payment's half: the 1st and 16th, the 15th and
/// last.
TRAMO_INLINE bool is_half_month(std::vector<interval> const& periods, std::size_t i, int payment_day) {
    auto const days = periods[i].days();
    if (days < 13 || days > 16) return false;
    auto const makes_month = [&](std::size_t a, std::size_t b) {
        return periods[a].until == periods[b].from &&
               (whole_months({periods[a].from, periods[b].until}, payment_day) == 1 ||
                add_months(periods[a].from, 1) == periods[b].until);
    };
    return (i > 0 && makes_month(i - 1, i)) || (i + 1 < periods.size() && makes_month(i, i + 1));
}

/// An interval may be of several kinds: 28 days are 4 weeks, and in a February a month.
TRAMO_INLINE std::vector<tally> tallies_of(std::vector<interval> const& periods, int payment_day) {
    std::vector<tally> tallies;
    for (std::size_t i = 0; i < periods.size(); ++i) {
        auto const days = periods[i].days();
        auto const months = whole_months(periods[i], payment_day);
        if (months && *months < 12) count_in(tallies, {unit_period_kind::months, static_cast<int>(*months)});
        if (months && *months == 12) count_in(tallies, {unit_period_kind::years, 1});
        if (days % 7 == 0 && days <= 364)
            count_in(tallies, {unit_period_kind::weeks, static_cast<int>(days / 7)});
        if (days == 1) count_in(tallies, {unit_period_kind::days, 1});
        if (is_half_month(periods, i, payment_day)) count_in(tallies, {unit_period_kind::semimonths, 1});
    }
    return tallies;
}

/// (b)(4)(i)(B): the standard interval nearest to the average of all periods, the lower of two equally near.
TRAMO_INLINE unit_period nearest_unit(std::vector<interval> const& periods) {
    double days = 0;
    for (auto const& period : periods) days += static_cast<double>(period.days());
    double const average = days / static_cast<double>(periods.size());
    std::vector<unit_period> standard{{unit_period_kind::days, 1}};
    for (int weeks = 1; weeks <= 52; ++weeks) standard.push_back({unit_period_kind::weeks, weeks});
    standard.push_back({unit_period_kind::semimonths, 1});
    for (int months = 1; months < 12; ++months) standard.push_back({unit_period_kind::months, months});
    standard.push_back({unit_period_kind::years, 1});
    auto const is_better = [&](unit_period const& a, unit_period const& b) {
        double const far_a = std::abs(rough_days(a) - average), far_b = std::abs(rough_days(b) - average);
        return far_a != far_b ? far_a < far_b : rough_days(a) < rough_days(b);
    };
    return *std::min_element(standard.begin(), standard.end(), is_better);
}

/// (b)(4)(i): the common period that occurs most often, the smaller of two that do equally.
TRAMO_INLINE unit_period common_unit(std::vector<interval> const& periods, int payment_day) {
    tally best;
    for (auto const& next : tallies_of(periods, payment_day)) {
        bool const is_smaller = rough_days(next.unit) < rough_days(best.unit);
        if (next.times > best.times || (next.times == best.times && is_smaller)) best = next;
    }
    return best.times > 1 ? best.unit : nearest_unit(periods);
}

TRAMO_INLINE unit_period_choice with_count(unit_period const& unit) {
    auto const a_year = unit_periods_a_year(unit).value;
    return {unit, static_cast<double>(a_year.numerator) / static_cast<double>(a_year.denominator), false};
}

/// (b)(5)(vi) and (vii): a term below a year is the unit-period, 12 / months or 365 / days to the year.
TRAMO_INLINE unit_period_choice single_payment(interval const& term, int payment_day) {
    auto const months = whole_months(term, payment_day);
    if (months ? *months >= 12 : term.days() > 365) return with_count({unit_period_kind::years, 1});
    if (months)
        return {
            {unit_period_kind::months, static_cast<int>(*months)}, 12.0 / static_cast<double>(*months), true};
    return {{unit_period_kind::days, 1}, 365.0 / static_cast<double>(term.days()), true};
}

}  // namespace tramo::offers::unit_periods

namespace tramo::offers {

TRAMO_INLINE unit_period_choice unit_period_of(std::span<dated_flow const> advances,
                                               std::span<dated_flow const> payments) {
    auto const given = unit_periods::days_of(advances);
    if (given.empty()) return {};
    auto const paid = unit_periods::payment_days(given.front(), payments);
    auto const periods = unit_periods::periods_of(given, paid);
    if (periods.empty()) return {};
    int const payment_day = payment_day_of(given.front(), paid);
    if (given.size() == 1 && paid.size() == 1)
        return unit_periods::single_payment(periods.front(), payment_day);
    return unit_periods::with_count(unit_periods::common_unit(periods, payment_day));
}

}  // namespace tramo::offers
