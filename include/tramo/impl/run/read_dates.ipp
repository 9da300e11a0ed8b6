// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads days and moments, within the years 1 to 9999 that a calendar date has.
#pragma once

#include <array>

#include <tramo/impl/run/calendar_days.ipp>
#include <tramo/impl/run/members.ipp>
#include <tramo/impl/run/read_numbers.ipp>
#include <tramo/impl/run/reader_state.ipp>
#include <tramo/values/date.hpp>

namespace tramo::reading {

inline constexpr std::int64_t millis_in_day = 86'400'000;

[[nodiscard]] constexpr std::int64_t floor_quotient(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Numbers outside [first, last] are faults; known ones of a narrow block otherwise stay as they are.
TRAMO_INLINE void bound_block(reader_state const& reader, block& out, std::int64_t first, std::int64_t last) {
    if (are_within(out.narrow.data(), out.count, first, last)) return;
    for_each_known(out, [&](std::size_t i) {
        if (out.narrow[i] < first || out.narrow[i] > last)
            set_aside(reader, out, i, faulty(fault_reason::overflow));
    });
    clear_unknown(out, out.narrow);
}

/// Whole days of a count of `unit`s; what is no midnight is a fault.
TRAMO_INLINE void keep_midnights(reader_state const& reader, block& out, std::int64_t unit) {
    for_each_known(out, [&](std::size_t i) {
        if (out.narrow[i] % unit != 0) return set_aside(reader, out, i, faulty(fault_reason::wrong_type));
        out.narrow[i] /= unit;
    });
    clear_unknown(out, out.narrow);
}

[[nodiscard]] constexpr std::int64_t units_in_day(time_unit unit) {
    constexpr std::array<std::int64_t, 4> counts = {86'400, millis_in_day, micros_a_day, 1000 * micros_a_day};
    return counts[static_cast<std::size_t>(unit)];
}

TRAMO_INLINE void load_days(reader_state const& reader, block& out) {
    column const& data = *reader.data;
    copy_integers<std::int32_t>(data.values, data.offset + out.begin, out.count, out.narrow.data());
    clear_unknown(out, out.narrow);
}

TRAMO_INLINE void load_ticks(reader_state const& reader, block& out) {
    column const& data = *reader.data;
    copy_integers<std::int64_t>(data.values, data.offset + out.begin, out.count, out.narrow.data());
    clear_unknown(out, out.narrow);
}

/// A date's text; a moment's where it is midnight.
TRAMO_INLINE resolved_text read_date_text(std::string_view text) {
    text = trim(text);
    if (text.empty()) return {0, not_new, outcome::null};
    if (auto const day = parse_date(text)) return {day->days};
    auto const moment = parse_timestamp(text);
    if (!moment || moment->micros % micros_a_day != 0) return {0, not_new, faulty(fault_reason::wrong_type)};
    return {moment->micros / micros_a_day};
}

/// A moment's text; a date's is its midnight, as in a column of dates.
TRAMO_INLINE resolved_text read_moment_text(std::optional<int> zone_offset, std::string_view text) {
    text = trim(text);
    if (text.empty()) return {0, not_new, outcome::null};
    if (auto const moment = parse_timestamp(text, zone_offset)) return {moment->micros};
    if (auto const day = parse_date(text)) return {day->days * micros_a_day};
    return {0, not_new, faulty(fault_reason::wrong_type)};
}

/// Days recur, so they are remembered as spellings are.
TRAMO_INLINE void read_date_texts(reader_state& reader, block& out) {
    for_each_text(reader, out, [&](std::size_t i, text_key const& key) {
        if (auto const* const met = reader.memo.find(key)) return take_member(reader, out, i, *met);
        resolved_text const day = read_date_text(key.text);
        if (!reader.memo.is_full()) reader.memo.insert(key, day);
        take_member(reader, out, i, day);
    });
}

TRAMO_INLINE void read_moment_texts(reader_state& reader, block& out) {
    for_each_text(reader, out, [&](std::size_t i, text_key const& key) {
        take_member(reader, out, i, read_moment_text(reader.zone_offset, key.text));
    });
}

TRAMO_INLINE void read_dates(reader_state& reader, block& out) {
    grow(out.narrow, out.count);
    switch (reader.data->physical) {
        case layout::date32:
            load_days(reader, out);
            break;
        case layout::date64:
            load_ticks(reader, out);
            keep_midnights(reader, out, millis_in_day);
            break;
        case layout::timestamp:
            load_ticks(reader, out);
            keep_midnights(reader, out, units_in_day(reader.data->unit));
            break;
        default:
            return read_date_texts(reader, out);
    }
    bound_block(reader, out, first_calendar_day, last_calendar_day);
}

/// Counts of the column's unit as microseconds; those outside the calendar are faults before they can
/// overflow.
TRAMO_INLINE void read_ticks(reader_state const& reader, block& out) {
    load_ticks(reader, out);
    time_unit const unit = reader.data->unit;
    std::int64_t* const moments = out.narrow.data();
    if (unit == time_unit::nano) {  // 64 bits of nanoseconds end within the calendar
        for (std::size_t i = 0; i < out.count; ++i) moments[i] = floor_quotient(moments[i], 1000);
        return;
    }
    std::int64_t const in_day = units_in_day(unit);
    bound_block(reader, out, first_calendar_day * in_day, (last_calendar_day + 1) * in_day - 1);
    std::int64_t const factor = micros_a_day / in_day;
    if (factor == 1) return;
    for (std::size_t i = 0; i < out.count; ++i) moments[i] *= factor;
}

/// From UTC, where Arrow keeps moments with a zone, to the wall clock of the policy's zone.
TRAMO_INLINE void move_to_zone(reader_state const& reader, block& out) {
    if (reader.data->zone.empty() || !reader.zone_offset) return;
    std::int64_t const offset = *reader.zone_offset * std::int64_t{60'000'000};
    for (std::size_t i = 0; i < out.count; ++i) out.narrow[i] += offset;
    clear_unknown(out, out.narrow);
    bound_block(reader, out, first_calendar_day * micros_a_day, (last_calendar_day + 1) * micros_a_day - 1);
}

TRAMO_INLINE void read_timestamps(reader_state& reader, block& out) {
    grow(out.narrow, out.count);
    if (is_text_layout(reader.data->physical)) return read_moment_texts(reader, out);
    if (reader.data->physical == layout::timestamp) {
        read_ticks(reader, out);
        return move_to_zone(reader, out);
    }
    load_days(reader, out);
    bound_block(reader, out, first_calendar_day, last_calendar_day);
    for (std::size_t i = 0; i < out.count; ++i) out.narrow[i] *= micros_a_day;
}

}  // namespace tramo::reading
