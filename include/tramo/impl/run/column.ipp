// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a column says of itself and of its cells.
#pragma once

#include <array>
#include <charconv>
#include <cmath>

#include <tramo/impl/run/cells.ipp>
#include <tramo/run/column.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo {
namespace reading {

inline constexpr std::array<std::string_view, 23> layout_names = {
    "nulls",  "boolean",    "int8",      "int16",      "int32",   "int64",      "uint8",    "uint16",
    "uint32", "uint64",     "float32",   "float64",    "decimal", "date32",     "date64",   "timestamp",
    "utf8",   "large_utf8", "utf8_view", "dictionary", "list",    "large_list", "structure"};

inline constexpr std::array<std::string_view, 4> unit_names = {"s", "ms", "us", "ns"};

[[nodiscard]] inline std::string_view name_of_layout(layout physical) {
    return layout_names[static_cast<std::size_t>(physical)];
}

/// What an Arrow format that no field can be read from holds.
[[nodiscard]] inline std::string_view words_of_format(std::string_view format) {
    struct known_format {
        std::string_view prefix, words;
    };
    constexpr std::array<known_format, 14> known = {{{"z", "binary"},
                                                     {"Z", "binary"},
                                                     {"vz", "binary"},
                                                     {"w:", "binary"},
                                                     {"tt", "time of day"},
                                                     {"tD", "duration"},
                                                     {"ti", "interval"},
                                                     {"e", "float16"},
                                                     {"d:", "decimal"},
                                                     {"+w:", "fixed-size list"},
                                                     {"+m", "map"},
                                                     {"+u", "union"},
                                                     {"+v", "list view"},
                                                     {"+r", "run-end encoded"}}};
    for (auto const& [prefix, words] : known)
        if (format.substr(0, prefix.size()) == prefix) return words;
    return "type";
}

inline constexpr std::size_t longest_cell_text = 40;

/// In quotes, so that "12" and "" can be told from 12 and nothing; cut between characters.
TRAMO_INLINE std::string quoted(std::string_view text) {
    std::string shown;
    bool const is_cut = text.size() > longest_cell_text - 2;
    if (is_cut) {
        std::size_t end = longest_cell_text - 5;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
        text = text.substr(0, end);
    }
    bool const is_utf8 = find_invalid_utf8(text) == std::string_view::npos;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        shown += byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !is_utf8) ? '?' : c;
    }
    return '"' + shown + (is_cut ? "…\"" : "\"");
}

template <class Float>
[[nodiscard]] inline std::string float_text(Float number) {
    if (std::isnan(number)) return "NaN";
    std::array<char, 40> digits{};
    auto const written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return {digits.data(), written.ptr};
}

TRAMO_INLINE std::string decimal_text(int128 coefficient, int scale) {
    if (scale >= 0 && scale <= max_scale) return to_string(decimal(coefficient, scale));
    return to_string(coefficient) + "e" + std::to_string(-scale);
}

/// Days in years 1 to 9999; nothing else has a date to show.
[[nodiscard]] constexpr bool is_calendar_day(std::int64_t days) {
    return days >= -719162 && days <= 2932896;
}

TRAMO_INLINE std::string day_text(std::int64_t days) {
    if (!is_calendar_day(days)) return "day " + std::to_string(days);
    return to_string(date{static_cast<std::int32_t>(days)});
}

TRAMO_INLINE std::string moment_text(column const& data, std::int64_t stored) {
    constexpr std::array<std::int64_t, 4> units_per_second = {1, 1000, 1'000'000, 1'000'000'000};
    std::int64_t const per_second = units_per_second[static_cast<std::size_t>(data.unit)];
    std::int64_t const seconds = stored / per_second - (stored % per_second < 0 ? 1 : 0);
    std::int64_t const rest = stored % per_second + (stored % per_second < 0 ? per_second : 0);
    if (!is_calendar_day(seconds / 86'400)) return "moment " + std::to_string(stored);
    std::int64_t const micros = per_second > 1'000'000 ? rest / 1000 : rest * (1'000'000 / per_second);
    return to_string(timestamp{seconds * 1'000'000 + micros}) + (data.zone.empty() ? "" : "Z");
}

TRAMO_INLINE std::string coded_text(column const& data, std::int64_t element) {
    int128 const code = integer_at(data.code_layout, data.values, element);
    if (!data.dictionary || code < 0 || code >= data.dictionary->length)
        return "code " + to_string(code) + " outside its dictionary";
    return cell_text(*data.dictionary, static_cast<std::int64_t>(code));
}

}  // namespace reading

TRAMO_INLINE bool is_valid(column const& data, std::int64_t row) {
    if (data.physical == layout::null) return false;
    return !data.validity || reading::bit_at(data.validity, data.offset + row);
}

TRAMO_INLINE bool is_misfit(column const& data, std::int64_t row) {
    return data.misfits && reading::bit_at(data.misfits, data.offset + row);
}

TRAMO_INLINE std::string_view text_at(column const& data, std::int64_t row) {
    std::string_view text;
    reading::find_text(data, row, text);
    return text;
}

TRAMO_INLINE item_range items_at(column const& data, std::int64_t row) {
    if (is_misfit(data, row)) return {0, -1};
    item_range const range{reading::offset_at(data, data.offset + row),
                           reading::offset_at(data, data.offset + row + 1)};
    bool const is_sound = range.begin >= 0 && range.begin <= range.end && !data.children.empty() &&
                          range.end <= data.children.front().length;
    return is_sound ? range : item_range{0, -1};
}

TRAMO_INLINE std::string cell_text(column const& data, std::int64_t row) {
    if (!is_valid(data, row)) return "null";
    std::int64_t const element = data.offset + row;
    switch (data.physical) {
        case layout::boolean:
            return reading::bit_at(data.values, element) ? "true" : "false";
        case layout::float32:
            return reading::float_text(reading::load_at<float>(data.values, element));
        case layout::float64:
            return reading::float_text(reading::load_at<double>(data.values, element));
        case layout::decimal128:
            return reading::decimal_text(reading::load_at<int128>(data.values, element), data.scale);
        case layout::date32:
            return reading::day_text(reading::load_at<std::int32_t>(data.values, element));
        case layout::date64: {
            auto const millis = reading::load_at<std::int64_t>(data.values, element);
            return reading::day_text(millis / 86'400'000 - (millis % 86'400'000 < 0 ? 1 : 0));
        }
        case layout::timestamp:
            return reading::moment_text(data, reading::load_at<std::int64_t>(data.values, element));
        case layout::utf8:
        case layout::large_utf8:
        case layout::utf8_view:
            return is_misfit(data, row) ? std::string(text_at(data, row))
                                        : reading::quoted(text_at(data, row));
        case layout::dictionary:
            return reading::coded_text(data, element);
        case layout::list:
        case layout::large_list: {
            item_range const range = items_at(data, row);
            if (range.end < 0) return "a broken list";
            return "a list of " + std::to_string(range.end - range.begin);
        }
        case layout::structure:
            return "a structure";
        default:
            return to_string(reading::integer_at(data.physical, data.values, element));
    }
}

TRAMO_INLINE std::string describe(column const& data) {
    std::string words(reading::name_of_layout(data.physical));
    switch (data.physical) {
        case layout::null:
            if (data.unsupported.empty()) return words;
            return std::string(reading::words_of_format(data.unsupported)) + " (Arrow format `" +
                   data.unsupported + "`)";
        case layout::decimal128:
            return words + '(' + std::to_string(data.precision) + ", " + std::to_string(data.scale) + ')';
        case layout::timestamp:
            words += '(' + std::string(reading::unit_names[static_cast<std::size_t>(data.unit)]);
            return words + (data.zone.empty() ? ")" : ", " + data.zone + ')');
        case layout::dictionary:
            return data.dictionary ? words + " of " + describe(*data.dictionary) : words;
        case layout::list:
        case layout::large_list:
            return data.children.empty() ? words : words + " of " + describe(data.children.front());
        default:
            return words;
    }
}

TRAMO_INLINE column const* find_column(batch const& data, std::string_view name) {
    for (auto const& each : data.columns)
        if (each.name == name) return &each;
    return nullptr;
}

TRAMO_INLINE batch rows_of(batch const& data, std::int64_t from, std::int64_t rows) {
    batch part = data;
    part.rows = rows;
    for (auto& one : part.columns) {
        one.offset += from;
        one.length = rows;
    }
    return part;
}

}  // namespace tramo
