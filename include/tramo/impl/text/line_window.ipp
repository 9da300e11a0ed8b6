// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which part of a line is drawn and how wide each character is, at a cost that does not grow with the line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include <tramo/values/unicode.hpp>

namespace tramo::detail {

inline constexpr std::size_t drawn_columns = 100;      ///< of a line, with the dots of a cut
inline constexpr std::size_t focus_columns = 40;       ///< of a long label that must be in sight
inline constexpr std::size_t walked_characters = 400;  ///< combining marks take no column but take time
inline constexpr std::string_view cut_mark = "...";
inline constexpr std::size_t window_columns = drawn_columns - 2 * cut_mark.size();
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";

/// A character of the text as it is drawn: `shown` is not the text's own bytes where those would harm.
struct glyph {
    std::string_view shown;
    std::size_t bytes = 1;
    std::size_t columns = 1;
};

/// Controls move the cursor, direction marks reorder the line, and invisible ones hide what is wrong.
inline bool harms_terminal(std::string_view character) {
    auto const byte = [&](std::size_t index) { return static_cast<unsigned char>(character[index]); };
    if (character.size() == 2) return (byte(0) == 0xC2U && byte(1) < 0xA0U) || character == "\xD8\x9C";
    if (character == "\xEF\xBB\xBF") return true;
    if (character.size() != 3 || byte(0) != 0xE2U) return false;
    unsigned const last = byte(2);
    if (byte(1) == 0x81U) return last >= 0xA0U && last <= 0xAFU;
    bool const steers = last == 0x8EU || last == 0x8FU || (last >= 0xA8U && last <= 0xAEU);
    return byte(1) == 0x80U && (steers || last == 0x8BU);
}

TRAMO_INLINE glyph glyph_at(std::string_view line, std::size_t offset) {
    auto const first = static_cast<unsigned char>(line[offset]);
    if (first == '\t') return {"    ", 1, 4};
    if (first < 0x20U || first == 0x7FU) return {replacement_character, 1, 1};
    if (first < 0x80U) return {line.substr(offset, 1), 1, 1};
    std::size_t const length = first >= 0xF0U ? 4U : first >= 0xE0U ? 3U : first >= 0xC0U ? 2U : 1U;
    std::string_view const character = line.substr(offset, length);
    if (find_invalid_utf8(character) != std::string_view::npos) return {replacement_character, 1, 1};
    if (harms_terminal(character)) return {replacement_character, character.size(), 1};
    return {character, character.size(), display_width(character)};
}

/// The glyph that ends where the offset is; the offset is not 0.
TRAMO_INLINE glyph glyph_before(std::string_view line, std::size_t offset) {
    for (std::size_t back = 2; back <= 4 && back <= offset; ++back) {
        glyph const found = glyph_at(line, offset - back);
        if (found.bytes == back) return found;
    }
    glyph const found = glyph_at(line, offset - 1);
    return found.bytes == 1 ? found : glyph{replacement_character, 1, 1};
}

/// A place in a line that was walked to, and the columns between.
struct walk {
    std::size_t offset = 0;
    std::size_t columns = 0;
};

/// Forward over whole glyphs while they fit into `columns` and begin before `end`.
TRAMO_INLINE walk advance(std::string_view line, std::size_t from, std::size_t columns, std::size_t end) {
    walk result{from, 0};
    for (std::size_t count = 0; result.offset < end && count < walked_characters; ++count) {
        glyph const next = glyph_at(line, result.offset);
        if (result.columns + next.columns > columns) break;
        result.offset += next.bytes;
        result.columns += next.columns;
    }
    return result;
}

/// Backward, likewise.
TRAMO_INLINE walk retreat(std::string_view line, std::size_t from, std::size_t columns) {
    walk result{from, 0};
    for (std::size_t count = 0; result.offset > 0 && count < walked_characters; ++count) {
        glyph const next = glyph_before(line, result.offset);
        if (result.columns + next.columns > columns) break;
        result.offset -= next.bytes;
        result.columns += next.columns;
    }
    return result;
}

/// The bytes of a line that are drawn.
struct line_window {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// From the line's beginning where `focus` is in sight from there, otherwise with `focus` in the middle.
TRAMO_INLINE line_window window_around(std::string_view line, line_window focus) {
    std::size_t const size = line.size();
    if (advance(line, 0, drawn_columns, size).offset >= size) return {0, size};
    std::size_t const without_left_mark = drawn_columns - cut_mark.size();
    walk const from_start = advance(line, 0, without_left_mark, size);
    if (from_start.offset >= focus.end && from_start.offset > focus.begin) return {0, from_start.offset};
    std::size_t const needed = advance(line, focus.begin, window_columns, focus.end).columns;
    std::size_t const spare = window_columns - needed;
    walk const right = advance(line, focus.begin, needed + spare - spare / 2, size);
    walk const left = retreat(line, focus.begin, window_columns - right.columns);
    return {left.offset, right.offset};
}

/// Whether two places of a long line can be drawn in one window.
TRAMO_INLINE bool in_one_window(std::string_view line, line_window focus) {
    if (advance(line, 0, drawn_columns, line.size()).offset >= line.size()) return true;
    return advance(line, focus.begin, window_columns, focus.end).offset >= focus.end;
}

/// A name or a sentence that may quote the text it speaks of, made fit for one line of a terminal.
TRAMO_INLINE std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t offset = 0; offset < text.size();) {
        glyph const next = glyph_at(text, offset);
        bool const blank = text[offset] == '\n' || text[offset] == '\r' || text[offset] == '\t';
        result += blank ? std::string_view(" ") : next.shown;
        offset += next.bytes;
    }
    return result;
}

}  // namespace tramo::detail
