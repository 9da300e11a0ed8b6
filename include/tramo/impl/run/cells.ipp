// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Single elements of Arrow buffers, read without trusting their alignment or their offsets.
#pragma once

#include <cstring>
#include <optional>
#include <string_view>

#include <tramo/run/column.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::reading {

template <class T>
[[nodiscard]] inline T load_at(void const* base, std::int64_t index) {
    T element;
    std::memcpy(&element, static_cast<char const*>(base) + index * static_cast<std::int64_t>(sizeof(T)),
                sizeof(T));
    return element;
}

[[nodiscard]] inline bool bit_at(void const* bits, std::int64_t index) {
    return ((static_cast<unsigned char const*>(bits)[index / 8] >> (index % 8)) & 1) != 0;
}

[[nodiscard]] constexpr bool is_integer_layout(layout physical) {
    return physical >= layout::int8 && physical <= layout::uint64;
}
[[nodiscard]] constexpr bool is_float_layout(layout physical) {
    return physical == layout::float32 || physical == layout::float64;
}
[[nodiscard]] constexpr bool is_text_layout(layout physical) {
    return physical == layout::utf8 || physical == layout::large_utf8 || physical == layout::utf8_view;
}
[[nodiscard]] constexpr bool has_wide_offsets(layout physical) {
    return physical == layout::large_utf8 || physical == layout::large_list;
}

/// Calls `use` with a zero of the C++ type of an integer layout, and returns what it returns.
template <class Use>
inline auto with_integer_type(layout physical, Use&& use) {
    switch (physical) {
        case layout::int8:
            return use(std::int8_t{});
        case layout::int16:
            return use(std::int16_t{});
        case layout::int32:
            return use(std::int32_t{});
        case layout::uint8:
            return use(std::uint8_t{});
        case layout::uint16:
            return use(std::uint16_t{});
        case layout::uint32:
            return use(std::uint32_t{});
        case layout::uint64:
            return use(std::uint64_t{});
        default:
            return use(std::int64_t{});
    }
}

/// An integer of any layout, exact.
[[nodiscard]] inline int128 integer_at(layout physical, void const* values, std::int64_t element) {
    return with_integer_type(physical,
                             [&](auto zero) -> int128 { return load_at<decltype(zero)>(values, element); });
}

/// Offset number `element` of a text or list column.
[[nodiscard]] inline std::int64_t offset_at(column const& data, std::int64_t element) {
    if (has_wide_offsets(data.physical)) return load_at<std::int64_t>(data.offsets, element);
    return load_at<std::int32_t>(data.offsets, element);
}

/// How many bytes the texts of utf8 or large_utf8 lie in. Some rows of a column cannot say it themselves: the
/// end of the last of them may lie like any other offset.
[[nodiscard]] inline std::int64_t byte_count_of(column const& data) {
    return data.byte_count >= 0 ? data.byte_count : offset_at(data, data.offset + data.length);
}

/// Arrow's 16 bytes of a string view: up to 12 bytes stand in it, more lie in a variadic buffer.
inline bool find_viewed_text(column const& data, std::int64_t element, std::string_view& text) {
    constexpr std::int32_t most_inline = 12;
    char const* const view = static_cast<char const*>(data.values) + element * 16;
    auto const size = load_at<std::int32_t>(view, 0);
    if (size < 0) return false;
    if (size <= most_inline) {
        text = {view + 4, static_cast<std::size_t>(size)};
        return true;
    }
    auto const buffer = load_at<std::int32_t>(view, 2);
    auto const begin = load_at<std::int32_t>(view, 3);
    if (buffer < 0 || buffer >= data.view_count || begin < 0) return false;
    if (data.view_sizes && begin + std::int64_t{size} > load_at<std::int64_t>(data.view_sizes, buffer))
        return false;
    auto const* const bytes = static_cast<char const*>(data.view_buffers[buffer]);
    if (!bytes) return false;
    text = {bytes + begin, static_cast<std::size_t>(size)};
    return true;
}

/// The text of a valid row; false when its offsets lie outside the column's bytes.
inline bool find_text(column const& data, std::int64_t row, std::string_view& text) {
    std::int64_t const element = data.offset + row;
    if (data.physical == layout::utf8_view) return find_viewed_text(data, element, text);
    std::int64_t const begin = offset_at(data, element), end = offset_at(data, element + 1);
    if (begin < 0 || end < begin || end > byte_count_of(data)) return false;
    text = {data.bytes + begin, static_cast<std::size_t>(end - begin)};
    return true;
}

[[nodiscard]] constexpr bool is_ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

[[nodiscard]] inline std::string_view trim(std::string_view text) {
    while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
    return text;
}

[[nodiscard]] inline double float_at(column const& data, std::int64_t element) {
    return data.physical == layout::float32 ? reading::load_at<float>(data.values, element)
                                            : reading::load_at<double>(data.values, element);
}

/// Of a column of floats: none where it is not whole, or beyond 2^53, where floats skip whole numbers.
[[nodiscard]] inline std::optional<std::int64_t> whole_number_at(column const& data, std::int64_t element) {
    constexpr double most_whole = 9007199254740992.0;
    double const number = float_at(data, element);
    bool const is_whole = number > -most_whole && number < most_whole &&
                          number == static_cast<double>(static_cast<std::int64_t>(number));
    return is_whole ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
}

}  // namespace tramo::reading
