// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Calendar days of the proleptic Gregorian calendar, and civil date-times without a zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tramo/config.hpp>

namespace tramo {

/// A day, counted from 1970-01-01 (Arrow's date32).
struct date {
    std::int32_t days = 0;
    friend constexpr auto operator<=>(date, date) = default;
};

/// A moment on the wall clock of the policy's zone, in microseconds from 1970-01-01T00:00:00.
struct timestamp {
    std::int64_t micros = 0;
    friend constexpr auto operator<=>(timestamp, timestamp) = default;
};

/// Microseconds in a day.
inline constexpr std::int64_t micros_a_day = 86'400'000'000;

struct civil {
    int year = 1970;
    unsigned month = 1;  ///< 1 to 12
    unsigned day = 1;    ///< 1 to 31
};

[[nodiscard]] civil to_civil(date day);
/// No value when there is no such day (2023-02-29), or the year is outside 1 to 9999.
[[nodiscard]] std::optional<date> to_date(civil day);

/// Reads `2026-11-21`; nothing else may stand in the text.
[[nodiscard]] std::optional<date> parse_date(std::string_view text);
/// Reads `2026-11-21T10:30`, `2026-11-21 10:30:15.25` (no zone: wall clock), with `Z` or an offset
/// `-03:00` the wall clock at `zone_offset_minutes` east of UTC; no value with a zone and no offset given.
/// Digits of a second beyond the sixth are cut.
[[nodiscard]] std::optional<timestamp> parse_timestamp(std::string_view text,
                                                       std::optional<int> zone_offset_minutes = {});
/// Minutes east of UTC of `UTC`, `Z`, `Etc/UTC`, `+05:30`, `-0300`, `-03`; none for a named zone.
[[nodiscard]] std::optional<int> fixed_offset(std::string_view zone);

[[nodiscard]] std::string to_string(date day);          ///< `2026-11-21`
[[nodiscard]] std::string to_string(timestamp moment);  ///< `2026-11-21T10:30:15` with `.25` only if needed

/// The same day of the month `months` later, or that month's last day where it is shorter
/// (2026-01-31 + 1 month = 2026-02-28). No value when it leaves years 1 to 9999.
[[nodiscard]] std::optional<date> add_months(date day, std::int64_t months);
[[nodiscard]] std::optional<date> add_days(date day, std::int64_t days);
[[nodiscard]] date start_of_month(date day);
[[nodiscard]] date end_of_month(date day);
/// ISO: Monday 1 to Sunday 7.
[[nodiscard]] int iso_weekday(date day);
/// The day a moment falls on.
[[nodiscard]] date day_of(timestamp moment);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/date.ipp>
#endif
