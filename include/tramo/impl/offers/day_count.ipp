// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The conventions as their sources have them: 2006 ISDA Definitions, section 4.16; ICMA rule 251; the annexes
// of Directives 2008/48/EC and 2014/17/EU. An interval that runs backwards is the same with its sign changed.
#pragma once

#include <array>
#include <numeric>
#include <string>

#include <tramo/impl/offers/unit_periods.ipp>
#include <tramo/impl/offers/whole_months.ipp>
#include <tramo/offers/day_count.hpp>

namespace tramo::offers {
namespace day_counting {

struct named_convention {
    day_count convention;
    std::string_view name;
    std::int64_t year;  ///< days in a year; 0 where it takes more than that
    std::array<std::string_view, 5> also;
};

/// What the names in `also` stand for is the same in 2006 ISDA 4.16 or unmistakable. "ACT/365" is not among
/// them: it was ACT/ACT in 1991 and is ACT/365F in most mouths.
inline constexpr std::array<named_convention, 14> conventions{{
    {day_count::actual_actual_isda, "ACT/ACT ISDA", 0, {"act/actisda", "act/act"}},
    {day_count::actual_365_fixed, "ACT/365F", 365, {"act/365f", "act/365fixed", "a/365f"}},
    {day_count::actual_360, "ACT/360", 360, {"act/360", "a/360"}},
    {day_count::actual_364, "ACT/364", 364, {"act/364"}},
    {day_count::actual_365_25, "ACT/365.25", 0, {"act/365.25"}},
    {day_count::no_leap_365, "NL/365", 365, {"nl/365", "act/365nl", "act/365noleap", "noleap/365"}},
    {day_count::thirty_360_isda,
     "30/360",
     360,
     {"30/360", "30/360isda", "bondbasis", "30/360bondbasis", "360/360"}},
    {day_count::thirty_360_us, "30U/360", 360, {"30u/360", "30/360us", "30us/360"}},
    {day_count::thirty_e_360, "30E/360", 360, {"30e/360", "30e/360eurobond", "eurobondbasis"}},
    {day_count::thirty_e_plus_360, "30E+/360", 360, {"30e+/360"}},
    {day_count::thirty_e_360_isda,
     "30E/360 ISDA",
     360,
     {"30e/360isda", "30e/360isdagerman", "30e/360german", "30/360german"}},
    {day_count::business_252, "BUS/252", 252, {"bus/252", "business/252", "du/252"}},
    {day_count::eu_apr, "EU APR", 0, {"euapr"}},
    {day_count::equal_months, "equal months", 0, {"equalmonths"}},
}};

TRAMO_INLINE std::string folded(std::string_view name) {
    std::string made;
    for (char const letter : name) {
        if (std::string_view(" \t()-_").find(letter) != std::string_view::npos) continue;
        made += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    for (auto at = made.find("actual"); at != std::string::npos; at = made.find("actual"))
        made.erase(at + 3, 3);
    return made;
}

/// Requires denominator > 0.
inline fraction reduced(std::int64_t numerator, std::int64_t denominator) {
    std::int64_t const common = std::gcd(numerator, denominator);
    return {numerator / common, denominator / common};
}

inline fraction sum(fraction a, fraction b) {
    return reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

inline std::int64_t calendar_days(date from, date until) {
    return std::int64_t{until.days} - from.days;
}

inline std::int64_t leap_years_before(std::int64_t year) {
    return (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400;
}

/// Days before `day` that lie in leap years, from the year 1.
TRAMO_INLINE std::int64_t days_in_leap_years(date day) {
    civil const parts = to_civil(day);
    std::int64_t const before = 366 * leap_years_before(parts.year);
    if (!whole_months::is_leap(parts.year)) return before;
    return before + calendar_days(to_date({parts.year, 1, 1}).value_or(day), day);
}

/// 29 Februaries up to and with `day`.
TRAMO_INLINE std::int64_t leap_days_until(date day) {
    civil const parts = to_civil(day);
    bool const is_past = parts.month > 2 || parts.day == 29;
    return leap_years_before(parts.year) + (whole_months::is_leap(parts.year) && is_past ? 1 : 0);
}

inline bool is_last_of_february(date day) {
    return to_civil(day).month == 2 && day == end_of_month(day);
}

/// Which day of a month of 30 an interval begins at.
TRAMO_INLINE std::int64_t first_of_thirty(day_count convention, date from) {
    bool const knows_february =
        convention == day_count::thirty_360_us || convention == day_count::thirty_e_360_isda;
    if (knows_february && is_last_of_february(from)) return 30;
    return std::min<std::int64_t>(to_civil(from).day, 30);
}

/// Which day it ends at, given the day that it begins at; 30E+/360 ends at the first of the next month, which
/// is the 31st of this one.
TRAMO_INLINE std::int64_t last_of_thirty(day_count convention, date from, date until,
                                         std::optional<date> maturity) {
    std::int64_t const day = to_civil(until).day;
    bool const is_february = is_last_of_february(until);
    switch (convention) {
        case day_count::thirty_360_us:
            if (is_february && is_last_of_february(from)) return 30;
            [[fallthrough]];
        case day_count::thirty_360_isda:
            return day == 31 && first_of_thirty(convention, from) == 30 ? 30 : day;
        case day_count::thirty_e_360_isda:
            return day == 31 || (is_february && until != maturity) ? 30 : day;
        case day_count::thirty_e_360:
            return std::min<std::int64_t>(day, 30);
        default:
            return day;
    }
}

TRAMO_INLINE std::int64_t thirties(day_count convention, date from, date until,
                                   std::optional<date> maturity) {
    return 30 * whole_months::months_apart(from, until) + last_of_thirty(convention, from, until, maturity) -
           first_of_thirty(convention, from);
}

TRAMO_INLINE outcome<std::int64_t> business_days(date from, date until, business_calendar const* calendar) {
    outcome<std::int64_t> result;
    if (calendar == nullptr) {
        result.object("calendar", "BUS/252 counts working days; it needs a calendar");
        return result;
    }
    if (auto const counted = business_days_between(*calendar, from, until)) {
        result.value = *counted;
        return result;
    }
    bool const is_early = from < calendar->known_from;
    date const unknown =
        is_early || from > calendar->known_until ? from : date{calendar->known_until.days + 1};
    result.object("calendar", "the holidays of " + calendar->name + " are known from " +
                                  to_string(calendar->known_from) + " until " +
                                  to_string(calendar->known_until) + "; BUS/252 needs " + to_string(unknown));
    return result;
}

/// ISDA 2006, 4.16(b).
TRAMO_INLINE fraction actual_actual(date from, date until) {
    std::int64_t const in_leap_years = days_in_leap_years(until) - days_in_leap_years(from);
    return sum(reduced(in_leap_years, 366), reduced(calendar_days(from, until) - in_leap_years, 365));
}

/// 366 where the year that ends with `day` has a 29 February in it, or ends on one.
inline std::int64_t year_counted_back(date day) {
    civil const parts = to_civil(day);
    bool const is_past = parts.month > 2 || parts.day == 29;
    return whole_months::is_leap(is_past ? parts.year : std::int64_t{parts.year} - 1) ? 366 : 365;
}

/// Directive 2014/17/EU, annex I, remark (c): equal periods and then days are counted back to the first
/// drawdown; days are divided by those of the year counted back from their last one. 52 weeks, 12 months.
TRAMO_INLINE fraction eu_years(date from, date until, day_count_options const& options) {
    std::int64_t const days = calendar_days(from, until);
    std::int64_t a_year = 1;
    whole_months::counted whole{0, until};
    switch (options.regular_period) {
        case interval_unit::days:
            break;
        case interval_unit::weeks:
            a_year = 52;
            whole = {days / 7, date{static_cast<std::int32_t>(until.days - days / 7 * 7)}};
            break;
        case interval_unit::months:
            a_year = 12;
            whole = whole_months::count_back(from, until, 1, options.payment_day);
            break;
        case interval_unit::years:
            whole = whole_months::count_back(from, until, 12, options.payment_day);
            break;
    }
    return sum(reduced(whole.steps, a_year),
               reduced(calendar_days(from, whole.begins), year_counted_back(whole.begins)));
}

inline fraction equal_month_years(date from, date until, int payment_day) {
    auto const whole = whole_months::count_back(from, until, 1, payment_day);
    return sum(reduced(whole.steps, 12), reduced(calendar_days(from, whole.begins), 365));
}

template <class T>
inline bool are_days(outcome<T>& result, date from, date until) {
    for (date const day : {from, until})
        if (!whole_months::in_calendar(day))
            result.object(day == from ? "from" : "until",
                          "the day " + to_string(day) + " is outside the years 1 to 9999");
    return result.ok();
}

/// Requires from <= until, both in the calendar.
TRAMO_INLINE outcome<std::int64_t> count_days(day_count convention, date from, date until,
                                              day_count_options const& options) {
    outcome<std::int64_t> result;
    if (from == until) return result;  // 30E+/360 would make a day of the 31st, 30E/360 ISDA -2 of a maturity
    switch (convention) {
        case day_count::no_leap_365:
            result.value = calendar_days(from, until) - (leap_days_until(until) - leap_days_until(from));
            break;
        case day_count::thirty_360_isda:
        case day_count::thirty_360_us:
        case day_count::thirty_e_360:
        case day_count::thirty_e_plus_360:
        case day_count::thirty_e_360_isda:
            result.value = thirties(convention, from, until, options.maturity);
            break;
        case day_count::business_252:
            return business_days(from, until, options.calendar);
        default:
            result.value = calendar_days(from, until);
    }
    return result;
}

/// Requires from <= until, both in the calendar.
TRAMO_INLINE outcome<fraction> count_years(day_count convention, date from, date until,
                                           day_count_options const& options) {
    outcome<fraction> result;
    if (convention == day_count::actual_actual_isda) result.value = actual_actual(from, until);
    if (convention == day_count::actual_365_25) result.value = reduced(4 * calendar_days(from, until), 1461);
    if (convention == day_count::eu_apr) result.value = eu_years(from, until, options);
    if (convention == day_count::equal_months)
        result.value = equal_month_years(from, until, options.payment_day);
    std::int64_t const year = conventions[static_cast<std::size_t>(convention)].year;
    if (year == 0) return result;
    auto days = count_days(convention, from, until, options);
    result.value = reduced(days.value, year);
    result.objections = std::move(days.objections);
    return result;
}

}  // namespace day_counting

TRAMO_INLINE outcome<std::int64_t> days_between(day_count convention, date from, date until,
                                                day_count_options const& options) {
    outcome<std::int64_t> result;
    if (!day_counting::are_days(result, from, until)) return result;
    if (from <= until) return day_counting::count_days(convention, from, until, options);
    result = day_counting::count_days(convention, until, from, options);
    result.value = -result.value;
    return result;
}

TRAMO_INLINE outcome<fraction> year_fraction(day_count convention, date from, date until,
                                             day_count_options const& options) {
    outcome<fraction> result;
    if (!day_counting::are_days(result, from, until)) return result;
    if (from <= until) return day_counting::count_years(convention, from, until, options);
    result = day_counting::count_years(convention, until, from, options);
    result.value.numerator = -result.value.numerator;
    return result;
}

TRAMO_INLINE std::optional<day_count> find_day_count(std::string_view name) {
    std::string const sought = day_counting::folded(name);
    for (auto const& known : day_counting::conventions)
        for (std::string_view const also : known.also)
            if (!also.empty() && also == sought) return known.convention;
    return std::nullopt;
}

TRAMO_INLINE std::string_view name_of(day_count convention) {
    return day_counting::conventions[static_cast<std::size_t>(convention)].name;
}

}  // namespace tramo::offers
