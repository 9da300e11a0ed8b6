// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The length of an interval in years, by the conventions in use. Exact: a sum of fractions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <tramo/offers/interval.hpp>
#include <tramo/offers/outcome.hpp>
#include <tramo/values/business_calendar.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

enum class day_count {
    actual_actual_isda,  ///< ACT/ACT ISDA: days in leap years / 366 + others / 365
    actual_365_fixed,    ///< ACT/365F
    actual_360,          ///< ACT/360
    actual_364,          ///< ACT/364
    actual_365_25,       ///< ACT/365.25
    no_leap_365,         ///< NL/365: 29 February is not counted
    thirty_360_isda,     ///< 30/360 (Bond Basis)
    thirty_360_us,       ///< 30U/360: with the rules for the end of February
    thirty_e_360,        ///< 30E/360 (Eurobond)
    thirty_e_plus_360,   ///< 30E+/360
    thirty_e_360_isda,   ///< 30E/360 ISDA (German): the last of February is a 30th, but for maturity
    business_252,        ///< BUS/252, with a calendar
    eu_apr,  ///< EU APR, 2008/48/EC and 2014/17/EU: whole years, months or weeks, counted back, then days
    equal_months  ///< equal months: whole ones, counted back, are 1/12 each, days left over / 365
};

/// `numerator / denominator`, in lowest terms, denominator > 0.
struct fraction {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    friend bool operator==(fraction const&, fraction const&) = default;
};

struct day_count_options {
    business_calendar const* calendar = nullptr;  ///< BUS/252 needs one
    std::optional<date> maturity;                 ///< 30E/360 ISDA treats it apart
    /// EU APR: what the interval is counted in before days are; `days` counts nothing but days.
    interval_unit regular_period = interval_unit::months;
    /// EU APR, equal months: the day of the month that payments fall on (`payment_day_of`); 0 is `until`'s.
    int payment_day = 0;
};

/// Days counted, as the convention counts them; calendar days where it counts months; 0 from a day to itself.
/// Days outside the years 1 to 9999 are objected to.
[[nodiscard]] outcome<std::int64_t> days_between(day_count convention, date from, date until,
                                                 day_count_options const& options = {});
/// Years from one day to another; negative where `until` comes first.
[[nodiscard]] outcome<fraction> year_fraction(day_count convention, date from, date until,
                                              day_count_options const& options = {});

/// Directive 2014/17/EU, annex I, remark (c): the period that payments recur by, for `regular_period`. Years,
/// else months, else weeks, whichever all intervals between neighbouring payments are whole numbers of; of a
/// single payment, the interval from `first`; months where none fits. Payments stand in order.
[[nodiscard]] interval_unit regular_period_of(date first, std::span<date const> payments);
/// The day of the month that all payments fall on, where shorter months have their last day instead: 31 if
/// all are last days (28 February, 30 April), the day of `first` if it is whole months before each of these;
/// 0 where they have no such day in common.
[[nodiscard]] int payment_day_of(date first, std::span<date const> payments);

/// Regulation Z, 12 CFR 1026, appendix J, (b)(4): what a transaction's time is measured in. A day, a number
/// of weeks, a semimonth, a number of months below 12, or a year.
enum class unit_period_kind { days, weeks, semimonths, months, years };
struct unit_period {
    unit_period_kind kind = unit_period_kind::months;
    int every = 1;  ///< of weeks and months; 1 of the others
    friend bool operator==(unit_period const&, unit_period const&) = default;
};

/// `whole` unit-periods and `odd / length` of one, not in lowest terms: 1 and 22/90.
struct unit_period_count {
    std::int64_t whole = 0;
    std::int64_t odd = 0;     ///< days; months where a year has whole months left
    std::int64_t length = 1;  ///< 30, 7, 15, 90, 365; 12 where `odd` is months
    friend bool operator==(unit_period_count const&, unit_period_count const&) = default;
};

/// Appendix J, (b)(5): full months are measured back from the later date, days forward from the earlier one;
/// payments on last days or on the 29th or 30th by their `payment_day` (b)(2). Objections: `until` before
/// `from`, a unit-period that there is not.
[[nodiscard]] outcome<unit_period_count> count_unit_periods(unit_period unit, date from, date until,
                                                            int payment_day = 0);
/// Appendix J, (b)(5): 365, 52 / weeks, 24, 12 / months or 1.
[[nodiscard]] outcome<fraction> unit_periods_a_year(unit_period unit);

/// `"ACT/365F"`, `"actual/365 fixed"`, `"30E/360"`: the names in use, case and blanks aside; none if unknown.
[[nodiscard]] std::optional<day_count> find_day_count(std::string_view name);
/// The name as in the comments above: `"ACT/365F"`.
[[nodiscard]] std::string_view name_of(day_count convention);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/day_count.ipp>
#endif
