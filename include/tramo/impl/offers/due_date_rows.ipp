// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Due dates as rows of months and side by side, from tables instead of a calendar's arithmetic.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include <tramo/impl/offers/month_starts.ipp>
#include <tramo/offers/level_schedules.hpp>

namespace tramo::offers::monthly {

/// A step in months or in days; the other is 0.
struct stride {
    std::int64_t months = 0, days = 0;

    explicit stride(interval const& step) {
        bool const is_long = step.unit == interval_unit::years;
        if (is_long || step.unit == interval_unit::months)
            months = std::int64_t{step.every} * (is_long ? 12 : 1);
        else
            days = std::int64_t{step.every} * (step.unit == interval_unit::weeks ? 7 : 1);
    }
};

[[nodiscard]] inline std::int64_t month_number(place const& from) {
    return std::int64_t{from.cycle} * cycle_months + from.month;
}

/// Whether `behind` steps lead from a day of the calendar to another.
[[nodiscard]] inline bool stays_in_calendar(date first, stride by, std::int64_t behind) {
    return by.months == 0 ? first.days + by.days * behind <= last_day
                          : month_number(place_of(first)) + by.months * behind <= last_month;
}

/// Four months at once: copied in and out, they stay in one register.
inline void write_four_months(std::int32_t const* month, std::int32_t base, std::int32_t day, date* into) {
    std::int32_t from[4], to[4], made[4];
    std::memcpy(from, month, sizeof from);
    std::memcpy(to, month + 1, sizeof to);
    for (std::size_t i = 0; i < 4; ++i) {
        auto const wanted = from[i] + day, last = to[i] - 1;
        made[i] = base + (wanted < last ? wanted : last);
    }
    static_assert(sizeof(date) == sizeof made[0]);
    std::memcpy(static_cast<void*>(into), made, sizeof made);
}

inline void write_months(place const from, std::size_t count, date* into) {
    auto const base = base_of(from);
    auto const* const month = starts.data() + from.month;
    std::size_t k = 0;
    for (; k + 4 <= count; k += 4) write_four_months(month + k, base, from.day, into + k);
    for (; k < count; ++k) into[k].days = day_in(month + k, base, from.day);
}

/// Any stride, each date on its own.
inline void write_strides(date first, stride by, std::size_t count, date* into, std::size_t apart) {
    auto const from = place_of(first);
    for (std::size_t k = 0; k < count; ++k) {
        auto const steps = static_cast<std::int64_t>(k);
        auto const number = month_number(from) + by.months * steps;
        auto const cycle = static_cast<std::int32_t>(number / cycle_months);
        into[k * apart].days =
            by.months == 0 ? static_cast<std::int32_t>(first.days + by.days * steps)
                           : day_in(starts.data() + number % cycle_months, base_of({cycle, 0, 0}), from.day);
    }
}

/// Months of many schedules side by side: where each stands, and the lengths of what comes.
struct date_lanes {
    static constexpr std::size_t most = 64;
    std::int32_t month[most], start[most], day[most];
    std::uint32_t lengths[most];
};

inline void fill(date_lanes& all, date const* firsts, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        auto const from = place_of(firsts[i]);
        all.month[i] = from.month;
        all.start[i] = base_of(from) + starts[static_cast<std::size_t>(from.month)];
        all.day[i] = from.day;
    }
}

[[gnu::always_inline]] inline void write_month_of_lanes(date_lanes& all, std::size_t size,
                                                        date* __restrict into) {
    for (std::size_t i = 0; i < size; ++i) {
        auto const last = static_cast<std::int32_t>(27 + (all.lengths[i] & 3));
        into[i].days = all.start[i] + (all.day[i] < last ? all.day[i] : last);
        all.start[i] += last + 1;
        all.lengths[i] >>= 2;
    }
}

[[gnu::always_inline]] inline void write_lanes_body(date_lanes& all, std::size_t size, std::size_t count,
                                                    date* into, std::size_t apart) {
    for (std::size_t k = 0; k < count; ++k) {
        if (k % lengths_at_once == 0)
            for (std::size_t i = 0; i < size; ++i)
                all.lengths[i] = lengths[static_cast<std::size_t>(all.month[i]) + k];
        write_month_of_lanes(all, size, into + k * apart);
    }
}

inline void write_lanes_plain(date_lanes& all, std::size_t size, std::size_t count, date* into,
                              std::size_t apart) {
    write_lanes_body(all, size, count, into, apart);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] inline void write_lanes_avx2(date_lanes& all, std::size_t size, std::size_t count,
                                                     date* into, std::size_t apart) {
    write_lanes_body(all, size, count, into, apart);
}
#endif

inline void write_lanes(date_lanes& all, std::size_t size, std::size_t count, date* into, std::size_t apart) {
#if defined(__x86_64__)
    static bool const has_avx2 = __builtin_cpu_supports("avx2") != 0;
    if (has_avx2) return write_lanes_avx2(all, size, count, into, apart);
#endif
    write_lanes_plain(all, size, count, into, apart);
}

[[nodiscard]] inline bool is_in_calendar(date day) {
    return day.days >= first_day && day.days <= last_day;
}

}  // namespace tramo::offers::monthly

namespace tramo::offers {

TRAMO_INLINE bool write_due_dates(date first, interval step, int count, std::span<date> into) {
    if (count < 0 || (step.every < 1 && count > 1)) return false;
    auto const rows = static_cast<std::size_t>(count);
    monthly::stride const by(step);
    if (rows == 0) return true;
    if (into.size() < rows || !monthly::is_in_calendar(first)) return false;
    auto const from = monthly::place_of(first);
    if (by.months == 1 && rows <= monthly::overhang) {
        if (monthly::month_number(from) + count - 1 > monthly::last_month) return false;
        monthly::write_months(from, rows, into.data());
        return true;
    }
    if (!monthly::stays_in_calendar(first, by, count - 1)) return false;
    monthly::write_strides(first, by, rows, into.data(), 1);
    return true;
}

TRAMO_INLINE bool write_due_dates(std::span<date const> firsts, interval step, int count,
                                  std::span<date> into) {
    if (count < 0 || (step.every < 1 && count > 1)) return false;
    auto const rows = static_cast<std::size_t>(count);
    if (firsts.empty() || rows == 0) return true;
    if (into.size() / firsts.size() < rows) return false;
    auto earliest = firsts[0].days, latest = firsts[0].days;
    for (auto const first : firsts) {
        earliest = first.days < earliest ? first.days : earliest;
        latest = first.days > latest ? first.days : latest;
    }
    monthly::stride const by(step);
    if (!monthly::is_in_calendar({earliest}) || !monthly::is_in_calendar({latest}) ||
        !monthly::stays_in_calendar({latest}, by, count - 1))
        return false;
    bool const is_side_by_side = by.months == 1 && rows <= monthly::overhang;
    for (std::size_t i = 0; !is_side_by_side && i < firsts.size(); ++i)
        monthly::write_strides(firsts[i], by, rows, into.data() + i, firsts.size());
    monthly::date_lanes all;
    for (std::size_t i = 0; is_side_by_side && i < firsts.size(); i += monthly::date_lanes::most) {
        auto const size = std::min(monthly::date_lanes::most, firsts.size() - i);
        monthly::fill(all, firsts.data() + i, size);
        monthly::write_lanes(all, size, rows, into.data() + i, firsts.size());
    }
    return true;
}

}  // namespace tramo::offers
