// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The characters of the language: words, names, numbers, days, texts. Scanners by hand, so that each mistake
// can be told in the reader's words; the grammar uses them as its terminals.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include <tramo/syntax/ast.hpp>
#include <tramo/syntax/keywords.hpp>
#include <tramo/text/diagnostic.hpp>
#include <tramo/values/currency.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::lexeme {

/// Ends the reading of a statement; caught by the statement loop, never seen outside the parser.
struct failure {
    diagnostic what;
};

/// A stretch of source being read.
struct cursor {
    char const* at;
    char const* end;
    [[nodiscard]] std::string_view rest() const { return {at, static_cast<std::size_t>(end - at)}; }
};

[[nodiscard]] inline bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
[[nodiscard]] inline bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
[[nodiscard]] inline bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
[[nodiscard]] inline bool continues_word(char c) {
    return starts_word(c) || is_digit(c);
}

/// Signs beyond ASCII that look like punctuation and are never part of a word: typographic quotes and dashes,
/// odd spaces, comparison signs, currency signs. Returns the bytes of the one that `text` starts with, else
/// 0.
[[nodiscard]] TRAMO_INLINE std::size_t foreign_sign(std::string_view text) {
    if (text.size() < 2 || static_cast<unsigned char>(text[0]) < 0x80) return 0;
    if (text.starts_with("\xC2")) {
        auto const second = static_cast<unsigned char>(text[1]);
        bool const is_letter = second == 0xAA || second == 0xB5 || second == 0xBA;
        return is_letter ? 0 : 2;
    }
    if (text.starts_with("\xC3\x97") || text.starts_with("\xC3\xB7")) return 2;
    if (text.starts_with("\xE2") || text.starts_with("\xE3\x80") || text.starts_with("\xEF\xBB") ||
        text.starts_with("\xEF\xBF"))
        return text.size() < 3 ? text.size() : 3;
    return 0;
}

/// The word at the cursor (letters, digits, `_`, characters beyond ASCII), or an empty view.
[[nodiscard]] TRAMO_INLINE std::string_view word_at(cursor from) {
    if (from.at == from.end || !starts_word(*from.at)) return {};
    char const* last = from.at;
    while (last != from.end && continues_word(*last) &&
           foreign_sign({last, static_cast<std::size_t>(from.end - last)}) == 0)
        ++last;
    return {from.at, static_cast<std::size_t>(last - from.at)};
}

[[nodiscard]] inline bool ends_line(char c) {
    return c == '\n' || c == '\r';
}

/// The closing quote of the text or quoted name that opens at `open`; the last place of its line when it has
/// none.
[[nodiscard]] TRAMO_INLINE std::size_t closing_quote(std::string_view all, std::size_t open) {
    std::size_t at = open + 1;
    for (; at < all.size() && all[at] != all[open] && !ends_line(all[at]); ++at)
        if (all[open] == '"' && all[at] == '\\' && at + 1 < all.size() && !ends_line(all[at + 1])) ++at;
    return at < all.size() && !ends_line(all[at]) ? at : at - 1;
}

/// Past spaces, line ends and comments.
[[nodiscard]] TRAMO_INLINE char const* skip(cursor from) {
    while (from.at != from.end) {
        if (is_space(*from.at)) {
            ++from.at;
        } else if (*from.at == '#') {
            while (from.at != from.end && *from.at != '\n' && *from.at != '\r') ++from.at;
        } else {
            break;
        }
    }
    return from.at;
}

/// Whether a word is the keyword in another case, or with its accents written as marks of their own.
[[nodiscard]] TRAMO_INLINE bool spells(std::string_view word, std::string_view keyword) {
    if (word == keyword) return true;
    if (word.size() == keyword.size() && to_lower(word) == keyword) return true;
    return word.size() > keyword.size() && may_need_nfc(word) && to_lower(to_nfc(word)) == keyword;
}

/// Matches a keyword in any of its spellings; the words of a phrase may have any white space between them.
/// Returns the end of the match, or null.
[[nodiscard]] TRAMO_INLINE char const* match_phrase(cursor from, std::string_view phrase) {
    while (true) {
        auto const gap = phrase.find(' ');
        auto const want = phrase.substr(0, gap);
        // Looking no further keeps a word of megabytes from being read again and again.
        auto const limit = static_cast<std::ptrdiff_t>(max_keyword_bytes) + 1;
        auto const have = word_at({from.at, from.at + std::min(limit, from.end - from.at)});
        if (have.empty() || have.size() > max_keyword_bytes || !spells(have, want)) return nullptr;
        from.at += have.size();
        if (gap == std::string_view::npos) return from.at;
        phrase.remove_prefix(gap + 1);
        from.at = skip(from);
    }
}

[[nodiscard]] TRAMO_INLINE char const* match_keyword(cursor from, keyword which, language in) {
    auto joined = entry_of(which).spellings[static_cast<std::size_t>(in)];
    while (true) {
        auto const bar = joined.find('|');
        if (auto const* end = match_phrase(from, joined.substr(0, bar))) return end;
        if (bar == std::string_view::npos) return nullptr;
        joined.remove_prefix(bar + 1);
    }
}

/// The end of `digits [. digits]`, with single underscores between digits, or null. `1..30` ends after `1`.
[[nodiscard]] TRAMO_INLINE char const* match_number(cursor from) {
    auto const digits = [&](char const* at) {
        while (at != from.end && (is_digit(*at) || (*at == '_' && at + 1 != from.end && is_digit(at[1]))))
            ++at;
        return at;
    };
    if (from.at == from.end || !is_digit(*from.at)) return nullptr;
    char const* last = digits(from.at);
    if (last != from.end && *last == '.' && last + 1 != from.end && is_digit(last[1]))
        last = digits(last + 1);
    return last;
}

/// The end of something shaped `2026-11-21`, or null.
[[nodiscard]] TRAMO_INLINE char const* match_day(cursor from) {
    constexpr std::string_view shape = "dddd-dd-dd";
    auto const text = from.rest();
    if (text.size() < shape.size()) return nullptr;
    for (std::size_t i = 0; i < shape.size(); ++i)
        if (shape[i] == 'd' ? !is_digit(text[i]) : text[i] != '-') return nullptr;
    if (text.size() > shape.size() && is_digit(text[shape.size()])) return nullptr;
    return from.at + shape.size();
}

/// The end of the time that follows a day (`T10:30`, `T10:30:15.25-03:00`), or `day_end` when none does.
[[nodiscard]] TRAMO_INLINE char const* match_time(cursor after_day) {
    auto const text = after_day.rest();
    if (text.size() < 2 || text[0] != 'T' || !is_digit(text[1])) return after_day.at;
    std::size_t i = 1;
    while (i < text.size() && (is_digit(text[i]) || text[i] == ':' ||
                               (text[i] == '.' && i + 1 < text.size() && is_digit(text[i + 1]))))
        ++i;
    if (i < text.size() && text[i] == 'Z') return after_day.at + i + 1;
    bool const has_offset = text.size() >= i + 6 && (text[i] == '+' || text[i] == '-') &&
                            is_digit(text[i + 1]) && is_digit(text[i + 2]) && text[i + 3] == ':';
    return after_day.at + (has_offset ? i + 6 : i);
}

}  // namespace tramo::lexeme
