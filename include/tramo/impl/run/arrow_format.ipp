// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Arrow's format strings: which layout each names.
// Source: https://arrow.apache.org/docs/format/CDataInterface.html, "Data type description -- format
// strings".
#pragma once

#include <array>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include <tramo/run/column.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::reading {

/// A format read; `physical` null with `is_supported` false where Arrow knows the type and no field does.
struct arrow_format {
    layout physical = layout::null;
    bool is_supported = true;
    int precision = 0, scale = 0;
    time_unit unit = time_unit::micro;
    std::string_view zone;
};

inline constexpr std::array<std::pair<std::string_view, layout>, 20> plain_formats = {
    {{"n", layout::null},        {"b", layout::boolean},    {"c", layout::int8},
     {"C", layout::uint8},       {"s", layout::int16},      {"S", layout::uint16},
     {"i", layout::int32},       {"I", layout::uint32},     {"l", layout::int64},
     {"L", layout::uint64},      {"f", layout::float32},    {"g", layout::float64},
     {"u", layout::utf8},        {"U", layout::large_utf8}, {"vu", layout::utf8_view},
     {"tdD", layout::date32},    {"tdm", layout::date64},   {"+l", layout::list},
     {"+L", layout::large_list}, {"+s", layout::structure}}};

inline constexpr std::array<std::string_view, 18> unsupported_formats = {
    "e",   "z",   "Z",   "vz",  "tts", "ttm", "ttu", "ttn", "tDs",
    "tDm", "tDu", "tDn", "tiM", "tiD", "tin", "+m",  "+r",  "+vl"};
inline constexpr std::array<std::string_view, 5> unsupported_prefixes = {"w:", "+w:", "+ud:", "+us:", "+vL"};

/// Takes an integer and the comma after it, if any, off the front.
inline std::optional<int> take_format_number(std::string_view& text) {
    int number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return number;
    if (text.front() != ',' || text.size() == 1) return std::nullopt;
    text.remove_prefix(1);
    return number;
}

/// `d:precision,scale` with an optional width in bits; only 128 can be read.
TRAMO_INLINE std::optional<arrow_format> parse_decimal_format(std::string_view text) {
    arrow_format format;
    text.remove_prefix(2);
    auto const precision = take_format_number(text);
    if (!precision || text.empty()) return std::nullopt;
    auto const scale = take_format_number(text);
    if (!scale) return std::nullopt;
    std::optional<int> width = 128;
    if (!text.empty()) width = take_format_number(text);
    if (!width || !text.empty() || *precision < 1) return std::nullopt;
    bool const is_wide = *width != 128;
    if (!is_wide && (*precision > max_scale || *scale > max_scale || *scale < -max_scale))
        return std::nullopt;
    format.is_supported = !is_wide;
    format.physical = is_wide ? layout::null : layout::decimal128;
    format.precision = *precision;
    format.scale = *scale;
    return format;
}

/// `tsu:zone`.
TRAMO_INLINE std::optional<arrow_format> parse_timestamp_format(std::string_view text) {
    auto const unit = std::string_view("smun").find(text[2]);
    if (unit == std::string_view::npos || text[3] != ':') return std::nullopt;
    arrow_format format;
    format.physical = layout::timestamp;
    format.unit = static_cast<time_unit>(unit);
    format.zone = text.substr(4);
    return format;
}

/// No value for a text that is not one of Arrow's formats.
TRAMO_INLINE std::optional<arrow_format> parse_arrow_format(std::string_view text) {
    arrow_format format;
    for (auto const& [name, physical] : plain_formats) {
        if (name != text) continue;
        format.physical = physical;
        return format;
    }
    if (text.substr(0, 2) == "d:") return parse_decimal_format(text);
    if (text.size() >= 4 && text.substr(0, 2) == "ts") return parse_timestamp_format(text);
    format.is_supported = false;
    for (auto const name : unsupported_formats)
        if (name == text) return format;
    for (auto const prefix : unsupported_prefixes)
        if (text.substr(0, prefix.size()) == prefix) return format;
    return std::nullopt;
}

/// How many buffers an array of this layout has; utf8_view has these and its variadic ones.
[[nodiscard]] constexpr std::int64_t buffer_count(layout physical) {
    switch (physical) {
        case layout::null:
            return 0;
        case layout::structure:
            return 1;
        case layout::utf8:
        case layout::large_utf8:
        case layout::utf8_view:
            return 3;
        default:
            return 2;
    }
}

}  // namespace tramo::reading
