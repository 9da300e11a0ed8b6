// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Months as numbers, and the days on which they begin: the calendar repeats every 400 years.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include <tramo/values/date.hpp>

namespace tramo::offers::monthly {

inline constexpr std::int32_t cycle_days = 146'097;
inline constexpr std::int32_t cycle_months = 4'800;
/// 0001-01-01 and 9999-12-31, and the number of its month, January of the year 1 being 0.
inline constexpr std::int32_t first_day = -719'162;
inline constexpr std::int32_t last_day = 2'932'896;
inline constexpr std::int64_t last_month = 9'999 * 12 - 1;
/// Months in the table behind a cycle's end, so that a row of them need not look for it.
inline constexpr std::size_t overhang = 512;

/// The day each month of a cycle begins on, counted from the cycle's first.
inline constexpr auto starts = [] {
    std::array<std::int32_t, cycle_months + overhang + 1> made{};
    constexpr std::array<std::int32_t, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (std::size_t i = 0; i + 1 < made.size(); ++i) {
        auto const year = i / 12 + 1;
        bool const is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        made[i + 1] = made[i] + lengths[i % 12] + (is_leap && i % 12 == 1 ? 1 : 0);
    }
    return made;
}();

/// Of each month and the 15 behind it, how many days more than 28 they have, 2 bits each.
inline constexpr std::size_t lengths_at_once = 16;
inline constexpr auto lengths = [] {
    std::array<std::uint32_t, cycle_months + overhang> made{};
    std::uint32_t ahead = 0;
    for (std::size_t i = made.size(); i-- > 0;) {
        ahead = ahead << 2 | static_cast<std::uint32_t>(starts[i + 1] - starts[i] - 28);
        made[i] = ahead;
    }
    return made;
}();

/// A day as its cycle, its month in it, and the days before it in the month.
struct place {
    std::int32_t cycle, month, day;
};

/// Requires a day of the years 1 to 9999.
[[nodiscard]] inline place place_of(date day) {
    auto const since = static_cast<std::uint32_t>(day.days - first_day);
    auto const cycle = since / cycle_days, rest = since % cycle_days;
    // Months are never further than one from where equal months would begin.
    auto month = static_cast<std::int32_t>(rest * std::uint64_t{cycle_months} / cycle_days);
    auto const days = static_cast<std::int32_t>(rest);
    month += starts[static_cast<std::size_t>(month) + 1] <= days ? 1 : 0;
    month -= starts[static_cast<std::size_t>(month)] > days ? 1 : 0;
    return {static_cast<std::int32_t>(cycle), month, days - starts[static_cast<std::size_t>(month)]};
}

/// The first day of its cycle.
[[nodiscard]] inline std::int32_t base_of(place const& from) {
    return first_day + from.cycle * cycle_days;
}

/// The day in a month of the cycle that begins on `base`, or the month's last.
[[nodiscard]] inline std::int32_t day_in(std::int32_t const* month, std::int32_t base, std::int32_t day) {
    auto const wanted = month[0] + day, last = month[1] - 1;
    return base + (wanted < last ? wanted : last);
}

}  // namespace tramo::offers::monthly
