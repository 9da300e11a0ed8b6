// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Working days, from holidays given as data.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <tramo/config.hpp>
#include <tramo/values/date.hpp>

namespace tramo {

/// Where a day goes that is no working day. `modified_` ones stay within the month; `nearest` takes the
/// later of two equally near.
enum class business_day_convention {
    unadjusted,
    following,
    modified_following,
    preceding,
    modified_preceding,
    nearest
};

/// Holidays between two days for which they are known. Outside that span nothing is said of a day but
/// whether it is at a weekend, and whoever asks gets no answer.
struct business_calendar {
    std::string name;
    std::vector<date> holidays;  ///< sorted, each once
    date known_from;
    date known_until;                                                          ///< included
    std::array<bool, 7> rests{false, false, false, false, false, true, true};  ///< Monday to Sunday

    [[nodiscard]] bool covers(date day) const { return known_from <= day && day <= known_until; }
};

/// Whether work is done on a day; no value outside the calendar's span.
[[nodiscard]] std::optional<bool> is_business_day(business_calendar const& calendar, date day);
/// The day itself or the working day the convention names; no value where the calendar ends too soon.
[[nodiscard]] std::optional<date> adjust(business_calendar const& calendar, date day,
                                         business_day_convention how);
/// Working days from `from` (included) to `until` (excluded), negative the other way round, as BUS/252
/// counts them; no value where the calendar ends too soon.
[[nodiscard]] std::optional<std::int64_t> business_days_between(business_calendar const& calendar, date from,
                                                                date until);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/business_calendar.ipp>
#endif
