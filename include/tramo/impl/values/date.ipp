// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The civil calendar in integers: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"
// (howardhinnant.github.io/date_algorithms.html), with no clock, locale or zone database.
#pragma once

#include <tramo/values/date.hpp>

namespace tramo {
namespace date_detail {

inline constexpr std::int64_t micros_per_second = 1'000'000;
inline constexpr std::int64_t micros_per_minute = 60 * micros_per_second;
inline constexpr std::int64_t micros_per_day = 24 * 60 * micros_per_minute;

/// Days from 1970-01-01. Years begin in March here, so that the leap day is the last of its year and an
/// era of 400 years always has 146097 days.
constexpr std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2;
    std::int64_t const era = (year >= 0 ? year : year - 399) / 400;
    std::int64_t const year_of_era = year - era * 400;
    std::int64_t const day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    std::int64_t const day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

constexpr civil civil_from_days(std::int64_t days) {
    days += 719468;
    std::int64_t const era = (days >= 0 ? days : days - 146096) / 146097;
    std::int64_t const day_of_era = days - era * 146097;
    std::int64_t const year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    std::int64_t const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    std::int64_t const march_month = (5 * day_of_year + 2) / 153;
    civil result;
    result.day = static_cast<unsigned>(day_of_year - (153 * march_month + 2) / 5 + 1);
    result.month = static_cast<unsigned>(march_month < 10 ? march_month + 3 : march_month - 9);
    result.year = static_cast<int>(year_of_era + era * 400 + (result.month <= 2 ? 1 : 0));
    return result;
}

inline constexpr std::int64_t first_day = days_from_civil(1, 1, 1);
inline constexpr std::int64_t last_day = days_from_civil(9999, 12, 31);

constexpr unsigned days_in_month(int year, unsigned month) {
    if (month == 2) return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Takes exactly `count` digits off the front; -1 when they are not there.
inline int take_fixed(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    int number = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = number * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return number;
}

inline bool take_mark(std::string_view& text, char mark) {
    if (text.empty() || text.front() != mark) return false;
    text.remove_prefix(1);
    return true;
}

inline std::optional<date> take_date(std::string_view& text) {
    int const year = take_fixed(text, 4);
    if (year < 0 || !take_mark(text, '-')) return std::nullopt;
    int const month = take_fixed(text, 2);
    if (month < 0 || !take_mark(text, '-')) return std::nullopt;
    int const day = take_fixed(text, 2);
    if (day < 0) return std::nullopt;
    return to_date({year, static_cast<unsigned>(month), static_cast<unsigned>(day)});
}

/// Takes `10:30`, `10:30:15` or `10:30:15.25` as microseconds; what is beyond the sixth decimal is cut.
TRAMO_INLINE std::optional<std::int64_t> take_time(std::string_view& text) {
    int const hour = take_fixed(text, 2);
    if (hour < 0 || hour > 23 || !take_mark(text, ':')) return std::nullopt;
    int const minute = take_fixed(text, 2);
    if (minute < 0 || minute > 59) return std::nullopt;
    std::int64_t micros = (hour * 60 + minute) * micros_per_minute;
    if (!take_mark(text, ':')) return micros;
    int const second = take_fixed(text, 2);
    if (second < 0 || second > 59) return std::nullopt;
    micros += second * micros_per_second;
    if (!take_mark(text, '.')) return micros;
    std::int64_t unit = micros_per_second / 10;
    int digit = take_fixed(text, 1);
    if (digit < 0) return std::nullopt;
    for (; digit >= 0; digit = take_fixed(text, 1), unit /= 10) micros += digit * unit;
    return micros;
}

/// Reads `Z`, `-03:00`, `-0300` or `-03` whole: minutes east of UTC.
TRAMO_INLINE std::optional<int> read_offset(std::string_view text) {
    if (text == "Z") return 0;
    bool const is_west = take_mark(text, '-');
    if (!is_west && !take_mark(text, '+')) return std::nullopt;
    int const hours = take_fixed(text, 2);
    if (hours < 0 || hours > 23) return std::nullopt;
    int minutes = 0;
    if (!text.empty()) {
        take_mark(text, ':');
        minutes = take_fixed(text, 2);
        if (minutes < 0 || minutes > 59 || !text.empty()) return std::nullopt;
    }
    int const offset = hours * 60 + minutes;
    return is_west ? -offset : offset;
}

/// Writes `number` with at least `width` digits.
inline void append_padded(std::string& text, std::int64_t number, std::size_t width) {
    if (number < 0) text += '-';
    std::string const digits = std::to_string(number < 0 ? -number : number);
    if (digits.size() < width) text.append(width - digits.size(), '0');
    text += digits;
}

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace date_detail

TRAMO_INLINE civil to_civil(date day) {
    return date_detail::civil_from_days(day.days);
}

TRAMO_INLINE std::optional<date> to_date(civil day) {
    if (day.year < 1 || day.year > 9999 || day.month < 1 || day.month > 12) return std::nullopt;
    if (day.day < 1 || day.day > date_detail::days_in_month(day.year, day.month)) return std::nullopt;
    return date{static_cast<std::int32_t>(date_detail::days_from_civil(day.year, day.month, day.day))};
}

TRAMO_INLINE std::optional<date> parse_date(std::string_view text) {
    auto const day = date_detail::take_date(text);
    return text.empty() ? day : std::nullopt;
}

TRAMO_INLINE std::optional<timestamp> parse_timestamp(std::string_view text,
                                                      std::optional<int> zone_offset_minutes) {
    auto const day = date_detail::take_date(text);
    if (!day || (!date_detail::take_mark(text, 'T') && !date_detail::take_mark(text, ' ')))
        return std::nullopt;
    auto const time = date_detail::take_time(text);
    if (!time) return std::nullopt;
    timestamp moment{day->days * date_detail::micros_per_day + *time};
    if (text.empty()) return moment;
    auto const offset = date_detail::read_offset(text);
    if (!offset || !zone_offset_minutes) return std::nullopt;
    moment.micros +=
        (static_cast<std::int64_t>(*zone_offset_minutes) - *offset) * date_detail::micros_per_minute;
    std::int64_t const shifted_day = date_detail::floor_divide(moment.micros, date_detail::micros_per_day);
    if (shifted_day < date_detail::first_day || shifted_day > date_detail::last_day) return std::nullopt;
    return moment;
}

TRAMO_INLINE std::optional<int> fixed_offset(std::string_view zone) {
    if (zone == "UTC" || zone == "Etc/UTC") return 0;
    return date_detail::read_offset(zone);
}

TRAMO_INLINE std::string to_string(date day) {
    civil const parts = to_civil(day);
    std::string text;
    date_detail::append_padded(text, parts.year, 4);
    text += '-';
    date_detail::append_padded(text, parts.month, 2);
    text += '-';
    date_detail::append_padded(text, parts.day, 2);
    return text;
}

TRAMO_INLINE std::string to_string(timestamp moment) {
    date const day = day_of(moment);
    std::int64_t rest = moment.micros - day.days * date_detail::micros_per_day;
    std::string text = to_string(day);
    text += 'T';
    date_detail::append_padded(text, rest / (60 * date_detail::micros_per_minute), 2);
    text += ':';
    date_detail::append_padded(text, rest / date_detail::micros_per_minute % 60, 2);
    text += ':';
    date_detail::append_padded(text, rest / date_detail::micros_per_second % 60, 2);
    rest %= date_detail::micros_per_second;
    if (rest == 0) return text;
    text += '.';
    date_detail::append_padded(text, rest, 6);
    text.erase(text.find_last_not_of('0') + 1);
    return text;
}

TRAMO_INLINE std::optional<date> add_months(date day, std::int64_t months) {
    constexpr std::int64_t all_months = 12 * 10000;  // more leave the calendar from any day in it
    if (months > all_months || months < -all_months) return std::nullopt;
    civil const from = to_civil(day);
    std::int64_t const month_count = from.year * std::int64_t{12} + from.month - 1 + months;
    std::int64_t const year = date_detail::floor_divide(month_count, 12);
    if (year < 1 || year > 9999) return std::nullopt;
    civil to{static_cast<int>(year), static_cast<unsigned>(month_count - year * 12 + 1), from.day};
    unsigned const length = date_detail::days_in_month(to.year, to.month);
    if (to.day > length) to.day = length;
    return to_date(to);
}

TRAMO_INLINE std::optional<date> add_days(date day, std::int64_t days) {
    constexpr std::int64_t all_days = date_detail::last_day - date_detail::first_day;
    if (days > all_days || days < -all_days) return std::nullopt;
    std::int64_t const sum = day.days + days;
    if (sum < date_detail::first_day || sum > date_detail::last_day) return std::nullopt;
    return date{static_cast<std::int32_t>(sum)};
}

TRAMO_INLINE date start_of_month(date day) {
    return date{static_cast<std::int32_t>(day.days - static_cast<std::int64_t>(to_civil(day).day) + 1)};
}

TRAMO_INLINE date end_of_month(date day) {
    civil const parts = to_civil(day);
    std::int64_t const days_left =
        std::int64_t{date_detail::days_in_month(parts.year, parts.month)} - parts.day;
    return date{static_cast<std::int32_t>(day.days + days_left)};
}

TRAMO_INLINE int iso_weekday(date day) {
    std::int64_t const since_monday = std::int64_t{day.days} + 3;  // 1970-01-01 was a Thursday
    return static_cast<int>(since_monday - date_detail::floor_divide(since_monday, 7) * 7) + 1;
}

TRAMO_INLINE date day_of(timestamp moment) {
    return date{
        static_cast<std::int32_t>(date_detail::floor_divide(moment.micros, date_detail::micros_per_day))};
}

}  // namespace tramo
