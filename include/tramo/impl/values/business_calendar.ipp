// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Looks for working days without ever guessing at a day that the calendar does not know.
#pragma once

#include <algorithm>

#include <tramo/values/business_calendar.hpp>

namespace tramo {
namespace calendar_search {

/// What a walk over days met: a working day, none, or a day of which nothing is known.
struct finding {
    bool is_known = true;
    std::optional<date> day;
};

/// Whether the weekday of a day is one of rest, whatever is known of holidays.
inline bool rests_on(business_calendar const& calendar, date day) {
    return calendar.rests[static_cast<std::size_t>(iso_weekday(day) - 1)];
}

/// The first working day from `day` to `last`, later for a `step` of 1, earlier for one of -1.
TRAMO_INLINE finding walk(business_calendar const& calendar, date day, int step, std::int64_t last) {
    for (std::int64_t at = day.days; step > 0 ? at <= last : at >= last; at += step) {
        date const met{static_cast<std::int32_t>(at)};
        auto const works = is_business_day(calendar, met);
        if (!works) return {false, {}};
        if (*works) return {true, met};
    }
    return {};
}

/// Towards the end (step 1) or the beginning of the calendar: a working day, or nothing is known.
TRAMO_INLINE std::optional<date> search(business_calendar const& calendar, date day, int step) {
    std::int64_t const edge = step > 0 ? calendar.known_until.days : calendar.known_from.days;
    return walk(calendar, day, step, edge + step).day;
}

/// First within the month, then the other way within it; a month without any work is left the first way.
TRAMO_INLINE std::optional<date> search_in_month(business_calendar const& calendar, date day, int step) {
    std::int64_t const first = start_of_month(day).days;
    std::int64_t const last = end_of_month(day).days;
    auto const ahead = walk(calendar, day, step, step > 0 ? last : first);
    if (ahead.day || !ahead.is_known) return ahead.day;
    auto const behind = walk(calendar, day, -step, step > 0 ? first : last);
    if (behind.day || !behind.is_known) return behind.day;
    return search(calendar, day, step);
}

TRAMO_INLINE std::optional<date> search_nearest(business_calendar const& calendar, date day) {
    for (std::int64_t distance = 0; calendar.covers(day); ++distance) {
        date const later{static_cast<std::int32_t>(day.days + distance)};
        auto const works_later = is_business_day(calendar, later);
        if (!works_later) return {};  // it might be the one
        if (*works_later) return later;
        date const earlier{static_cast<std::int32_t>(day.days - distance)};
        auto const worked_earlier = is_business_day(calendar, earlier);
        if (!worked_earlier) return {};
        if (*worked_earlier) return earlier;
    }
    return {};
}

/// Days of [from, until) on working weekdays, holidays among them.
TRAMO_INLINE std::int64_t working_weekdays(business_calendar const& calendar, date from, date until) {
    std::int64_t const length = std::int64_t{until.days} - from.days;
    auto const per_week = std::count(calendar.rests.begin(), calendar.rests.end(), false);
    std::int64_t counted = length / 7 * per_week;
    for (std::int64_t at = from.days + length / 7 * 7; at < until.days; ++at)
        counted += rests_on(calendar, date{static_cast<std::int32_t>(at)}) ? 0 : 1;
    return counted;
}

}  // namespace calendar_search

TRAMO_INLINE std::optional<bool> is_business_day(business_calendar const& calendar, date day) {
    if (!calendar.covers(day)) return std::nullopt;
    if (calendar_search::rests_on(calendar, day)) return false;
    return !std::binary_search(calendar.holidays.begin(), calendar.holidays.end(), day);
}

TRAMO_INLINE std::optional<date> adjust(business_calendar const& calendar, date day,
                                        business_day_convention how) {
    switch (how) {
        case business_day_convention::unadjusted:
            return day;
        case business_day_convention::following:
            return calendar_search::search(calendar, day, 1);
        case business_day_convention::modified_following:
            return calendar_search::search_in_month(calendar, day, 1);
        case business_day_convention::preceding:
            return calendar_search::search(calendar, day, -1);
        case business_day_convention::modified_preceding:
            return calendar_search::search_in_month(calendar, day, -1);
        case business_day_convention::nearest:
            return calendar_search::search_nearest(calendar, day);
    }
    return std::nullopt;
}

TRAMO_INLINE std::optional<std::int64_t> business_days_between(business_calendar const& calendar, date from,
                                                               date until) {
    if (until < from) {
        auto const backwards = business_days_between(calendar, until, from);
        return backwards ? std::optional(-*backwards) : std::nullopt;
    }
    if (from == until) return 0;
    if (!calendar.covers(from) || !calendar.covers(date{until.days - 1})) return std::nullopt;
    auto const first = std::lower_bound(calendar.holidays.begin(), calendar.holidays.end(), from);
    auto const last = std::lower_bound(first, calendar.holidays.end(), until);
    auto const missed = std::count_if(
        first, last, [&](date holiday) { return !calendar_search::rests_on(calendar, holiday); });
    return calendar_search::working_weekdays(calendar, from, until) - missed;
}

}  // namespace tramo
