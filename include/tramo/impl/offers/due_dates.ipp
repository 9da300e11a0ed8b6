// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Every date is computed from the first one: adding a step to the date before would lose the 31st in
// February.
#pragma once

#include <algorithm>
#include <charconv>
#include <string>

#include <tramo/offers/due_dates.hpp>

namespace tramo::offers {
namespace dating {

inline bool has_months(interval step) {
    return step.unit == interval_unit::months || step.unit == interval_unit::years;
}

inline std::string_view name_of(interval_unit unit) {
    constexpr std::string_view names[] = {"day", "week", "month", "year"};
    return names[static_cast<std::size_t>(unit)];
}

inline std::string text_of(interval step) {
    std::string text = std::to_string(step.every) + ' ';
    text += name_of(step.unit);
    return step.every == 1 ? text : text + 's';
}

/// Date number k, counted from 0, before adjustment; no value beyond the year 9999.
TRAMO_INLINE std::optional<date> nominal(date_policy const& policy, std::int64_t k) {
    std::int64_t const steps = k * policy.step.every;
    std::optional<date> day;
    switch (policy.step.unit) {
        case interval_unit::days:
            return add_days(policy.first, steps);
        case interval_unit::weeks:
            return add_days(policy.first, 7 * steps);
        case interval_unit::months:
            day = add_months(policy.first, steps);
            break;
        case interval_unit::years:
            day = add_months(policy.first, 12 * steps);
            break;
    }
    return day && policy.at_month_end ? end_of_month(*day) : day;
}

TRAMO_INLINE void check(outcome<std::vector<date>>& result, date_policy const& policy, int count) {
    if (count < 0)
        result.object("count", "the count is " + std::to_string(count) + "; it must be at least 0");
    if (policy.step.every < (count <= 1 ? 0 : 1))
        result.object("step", "the step is " + text_of(policy.step) + "; it must be at least 1 " +
                                  std::string(name_of(policy.step.unit)));
    if (policy.at_month_end && !has_months(policy.step))
        result.object("at_month_end", "dates at the end of the month need a step of months or years; it is " +
                                          text_of(policy.step));
    if (policy.adjustment != business_day_convention::unadjusted && policy.calendar == nullptr)
        result.object("calendar", "dates are moved to working days; that needs a calendar");
    if (!add_days(policy.first, 0))
        result.object("first",
                      "the first date is " + to_string(policy.first) + "; it must be in the years 1 to 9999");
}

TRAMO_INLINE std::string out_of_calendar(business_calendar const& calendar, date day, int number) {
    return "the holidays of " + calendar.name + " are known from " + to_string(calendar.known_from) +
           " until " + to_string(calendar.known_until) + "; that does not tell the working day for " +
           to_string(day) + ", date " + std::to_string(number);
}

inline bool is_blank(char letter) {
    return letter == ' ' || letter == '\t';
}

inline std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

inline std::optional<interval_unit> find_unit(std::string_view word) {
    std::string lowered;
    for (char const letter : word)
        lowered += letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    for (auto const unit :
         {interval_unit::days, interval_unit::weeks, interval_unit::months, interval_unit::years})
        if (lowered == name_of(unit) || lowered == std::string(name_of(unit)) + 's') return unit;
    return std::nullopt;
}

}  // namespace dating

TRAMO_INLINE outcome<std::vector<date>> due_dates(date_policy const& policy, int count) {
    outcome<std::vector<date>> result;
    dating::check(result, policy, count);
    result.value.reserve(static_cast<std::size_t>(std::clamp(count, 0, 600)));
    for (int k = 0; result.ok() && k < count; ++k) {
        auto const day = dating::nominal(policy, k);
        if (!day) {
            result.object("count", "date " + std::to_string(k + 1) + " of " + std::to_string(count) +
                                       ", every " + dating::text_of(policy.step) + " from " +
                                       to_string(policy.first) + ", is beyond the year 9999");
            break;
        }
        if (policy.adjustment == business_day_convention::unadjusted) {
            result.value.push_back(*day);
            continue;
        }
        auto const adjusted = adjust(*policy.calendar, *day, policy.adjustment);
        if (adjusted)
            result.value.push_back(*adjusted);
        else
            result.object("calendar", dating::out_of_calendar(*policy.calendar, *day, k + 1));
    }
    if (!result.ok()) result.value.clear();
    return result;
}

TRAMO_INLINE outcome<interval> parse_interval(std::string_view text) {
    outcome<interval> result;
    std::string_view const whole = dating::trimmed(text);
    std::string_view rest = whole;
    auto const read = std::from_chars(rest.data(), rest.data() + rest.size(), result.value.every);
    rest.remove_prefix(static_cast<std::size_t>(read.ptr - rest.data()));
    bool const has_number = rest.size() < whole.size();
    if (read.ec == std::errc::result_out_of_range) {
        result.object("interval", "the interval '" + std::string(whole) + "' is too long");
        return result;
    }
    auto const unit = dating::find_unit(dating::trimmed(rest));
    if (!unit || (has_number && !rest.empty() && !dating::is_blank(rest.front()))) {
        result.object("interval", "'" + std::string(whole) +
                                      "' is no interval; a number and a unit are due, like 1 month, 20 days, "
                                      "2 weeks or 1 year");
        return result;
    }
    result.value.unit = *unit;
    if (result.value.every < 1)
        result.object("interval", "the interval is " + dating::text_of(result.value) +
                                      "; it must be at least 1 " + std::string(dating::name_of(*unit)));
    return result;
}

}  // namespace tramo::offers
