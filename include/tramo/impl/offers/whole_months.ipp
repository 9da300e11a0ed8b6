// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How many whole months lie between two days, counted back from the later one. By itself, because the laws
// of the EU and of the United States both count so.
#pragma once

#include <algorithm>

#include <tramo/values/date.hpp>

namespace tramo::offers::whole_months {

/// Whole steps between two days, and the day where the first of them begins: days before it are odd.
struct counted {
    std::int64_t steps = 0;
    date begins;
};

constexpr std::int32_t first_day = -719162;  ///< 0001-01-01
constexpr std::int32_t last_day = 2932896;   ///< 9999-12-31

inline bool in_calendar(date day) {
    return first_day <= day.days && day.days <= last_day;
}

inline bool is_leap(std::int64_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

inline int month_length(date day) {
    return static_cast<int>(to_civil(end_of_month(day)).day);
}

/// Whether a day is where payments on the `payment_day` of each month fall.
inline bool falls_on(date day, int payment_day) {
    return static_cast<int>(to_civil(day).day) == std::min(payment_day, month_length(day));
}

inline std::int64_t months_apart(date from, date until) {
    civil const a = to_civil(from);
    civil const b = to_civil(until);
    return (std::int64_t{b.year} - a.year) * 12 + b.month - a.month;
}

/// The `payment_day` of the month so many months before `day`, or its last. Requires that month in the
/// calendar.
inline date stepped_back(date day, std::int64_t months, int payment_day) {
    date const month = add_months(start_of_month(day), -months).value_or(day);
    return date{month.days + std::min(payment_day, month_length(month)) - 1};
}

/// Steps of so many months from `from` to `until`. What a schedule from `from` reaches by its own day is
/// whole as well: 30 January to 28 February. Requires from <= until, both in the calendar, months >= 1.
TRAMO_INLINE counted count_back(date from, date until, int months, int payment_day) {
    if (payment_day < 1 || !falls_on(until, payment_day)) payment_day = static_cast<int>(to_civil(until).day);
    std::int64_t const steps = months_apart(from, until) / months;
    date const begins = stepped_back(until, steps * months, payment_day);
    if (from <= begins) return {steps, begins};
    if (add_months(from, steps * months) == until) return {steps, from};
    return {steps - 1, stepped_back(until, (steps - 1) * months, payment_day)};
}

}  // namespace tramo::offers::whole_months
