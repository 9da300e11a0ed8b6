// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Finds lines by binary search and columns by counting within one line only.
#pragma once

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <utility>

#include <tramo/text/source.hpp>

namespace tramo {

namespace detail {

inline bool continues_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// The line (from 1) that holds the byte; beyond the text the last one.
TRAMO_INLINE std::size_t line_number(source const& text, std::size_t offset) {
    std::size_t low = 1;
    std::size_t high = text.line_count();
    while (low < high) {
        std::size_t const middle = low + (high - low + 1) / 2;
        if (text.line_start(middle) <= offset)
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

/// Eight bytes at a time, because a generated policy may be one line of megabytes.
TRAMO_INLINE std::size_t count_characters(std::string_view text) {
    std::size_t continuations = 0;
    std::size_t index = 0;
    for (; index + 8 <= text.size(); index += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + index, 8);
        std::uint64_t const marks = (word >> 7) & (~word >> 6) & 0x0101010101010101U;
        continuations += static_cast<std::size_t>(std::popcount(marks));
    }
    for (; index < text.size(); ++index) continuations += continues_character(text[index]) ? 1U : 0U;
    return text.size() - continuations;
}

/// An offset inside a character belongs to that character, not to the next one.
TRAMO_INLINE std::size_t character_start(std::string_view text, std::size_t offset) {
    if (offset >= text.size()) return text.size();
    for (std::size_t back = 0; back < 4 && back <= offset; ++back) {
        auto const byte = static_cast<unsigned char>(text[offset - back]);
        if (continues_character(text[offset - back])) continue;
        std::size_t const length = byte >= 0xF0U ? 4U : byte >= 0xE0U ? 3U : byte >= 0xC0U ? 2U : 1U;
        return back < length ? offset - back : offset;
    }
    return offset;
}

}  // namespace detail

TRAMO_INLINE source::source(std::string text, std::string name)
    : text_(std::move(text)), name_(std::move(name)) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.erase(0, 3);
    std::size_t const limit = std::min<std::size_t>(text_.size(), std::numeric_limits<std::uint32_t>::max());
    for (std::size_t index = 0; index < limit; ++index) {
        char const byte = text_[index];
        if (byte != '\n' && byte != '\r') continue;
        if (byte == '\r' && index + 1 < limit && text_[index + 1] == '\n') ++index;
        line_starts_.push_back(static_cast<std::uint32_t>(index + 1));
    }
}

TRAMO_INLINE std::string_view source::line(std::size_t number) const {
    if (number == 0 || number > line_starts_.size()) return {};
    std::size_t const begin = line_starts_[number - 1];
    if (number == line_starts_.size()) return text().substr(begin);
    std::string_view whole = text().substr(begin, line_starts_[number] - begin);
    whole.remove_suffix(1);
    if (whole.ends_with('\r')) whole.remove_suffix(1);
    return whole;
}

TRAMO_INLINE position source::at(std::size_t offset) const {
    std::size_t const number = detail::line_number(*this, offset);
    std::string_view const text = line(number);
    std::size_t const within = detail::character_start(text, offset - line_starts_[number - 1]);
    return {number, detail::count_characters(text.substr(0, within)) + 1};
}

TRAMO_INLINE std::string_view source::slice(span where) const {
    std::size_t const begin = std::min<std::size_t>(where.begin, text_.size());
    std::size_t const end = std::clamp<std::size_t>(where.end, begin, text_.size());
    return text().substr(begin, end - begin);
}

}  // namespace tramo
