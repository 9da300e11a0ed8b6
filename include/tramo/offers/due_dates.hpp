// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// When installments fall due: every k days, weeks or months, counted from the seed, so that dates never
// drift.
#pragma once

#include <string_view>
#include <vector>

#include <tramo/offers/interval.hpp>
#include <tramo/offers/outcome.hpp>
#include <tramo/values/business_calendar.hpp>
#include <tramo/values/date.hpp>

namespace tramo::offers {

/// Date k is `first + k * step`: the 31st stays the 31st where the month has one, else its last day.
struct date_policy {
    date first;
    interval step;
    bool at_month_end = false;  ///< every date is the last of its month (needs months or years)
    business_day_convention adjustment = business_day_convention::unadjusted;
    business_calendar const* calendar = nullptr;  ///< needed unless unadjusted
};

/// The dates, never falling; none for a count of 0. Adjusting moves a date, not those behind it. Objections:
/// a count below 0, a step below 1, dates beyond the year 9999, a calendar that ends too soon (with the day),
/// a missing calendar, the month's end with a step of days or weeks.
[[nodiscard]] outcome<std::vector<date>> due_dates(date_policy const& policy, int count);
/// `"1 month"`, `"20 days"`, `"2 weeks"`, `"month"`, case and outer blanks aside; an objection to what is
/// less than 1 or no interval.
[[nodiscard]] outcome<interval> parse_interval(std::string_view text);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/due_dates.ipp>
#endif
