// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// On which days something may be done: a time to wait, days of the month, weekdays, holidays, a last day.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <tramo/config.hpp>
#include <tramo/values/business_calendar.hpp>
#include <tramo/values/date.hpp>

namespace tramo::treatment {

/// Where a permitted day goes that is a holiday (or a day of rest): nowhere, or to the next or the last
/// working day, which is permitted in its place. The last day goes there too; the time to wait is never cut
/// short.
enum class holiday_policy : std::uint8_t { keep, following, preceding };

struct day_rule {
    std::int64_t after = 0;  ///< days from the anchor to the first permitted day
    bool is_after_business = false;
    std::optional<std::int64_t> within;  ///< days from the anchor to the last permitted day
    bool is_within_business = false;
    int month_from = 0, month_until = 0;  ///< days of the month; 0: any. Of 31 in a shorter month its last
    std::uint8_t weekdays = 0;            ///< bit 0 Monday; 0: any
    holiday_policy holidays = holiday_policy::keep;
    business_calendar const* calendar = nullptr;  ///< for business days and holidays
};

struct permitted_days {
    bool is_today = false;      ///< the day asked for is one of them
    std::optional<date> first;  ///< of all, from the anchor on
    std::optional<date> next;   ///< the first from the day asked for on; none where the last has passed
    std::optional<date> last;   ///< the last day; none without `within`
    bool is_late = false;       ///< the last day has passed
    std::string unanswered;     ///< in words: a calendar that is missing or ends too soon; no day in sight
};

/// `anchor`: the day that is counted from. Days are looked for up to 400 days ahead. A holiday within the
/// time to wait makes no day behind it a permitted one; where there is no time to wait, one before the anchor
/// does.
[[nodiscard]] permitted_days find_permitted_days(day_rule const& rule, date anchor, date as_of);

/// The so-manieth working day behind `from`, a Saturday's first being Monday (0: the day itself, or the next
/// working one; below 0 as many before it); none where the calendar ends too soon.
[[nodiscard]] std::optional<date> add_business_days(business_calendar const& calendar, date from,
                                                    std::int64_t days);

}  // namespace tramo::treatment

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/treatment/permitted_days.ipp>
#endif
