// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How a new line with a word that begins a member, and is a name everywhere else, is told from an expression
// that goes on.
#pragma once

#include <algorithm>
#include <iterator>
#include <span>

#include <tramo/impl/syntax/member_words.ipp>
#include <tramo/impl/syntax/terminals.ipp>

namespace tramo::grammar {

[[nodiscard]] TRAMO_INLINE std::vector<std::string> spelled(std::span<keyword const> words, language in) {
    std::vector<std::string> all;
    for (auto const one : words) all.emplace_back(spelling(one, in));
    return all;
}

/// `a`, `b` or `c`
[[nodiscard]] TRAMO_INLINE std::string one_of_words(std::vector<std::string> const& words) {
    std::string all;
    for (std::size_t i = 0; i < words.size(); ++i) {
        bool const is_last = i + 1 == words.size();
        all += (i == 0 ? "`" : is_last ? " or `" : ", `") + words[i] + "`";
    }
    return all;
}

/// Whether what stands here goes on with an expression that the word before it is a name in.
[[nodiscard]] TRAMO_INLINE bool continues_expression(lexeme::cursor from, reading const& in) {
    for (auto word : {keyword::is_unknown, keyword::is_known, keyword::starts_with})
        if (lexeme::match_keyword(from, word, in.language) != nullptr) return true;
    auto const word = lexeme::word_at(from);
    if (!word.empty()) return is_reserved(word, in.language);
    if (from.rest().starts_with("=>")) return false;
    for (std::string_view const sign : {"\u2264", "\u2265", "\u2260"})
        if (from.rest().starts_with(sign)) return true;
    return from.at != from.end && std::string_view("=<>!+-*/.,)%").find(*from.at) != std::string_view::npos;
}

/// Whether what stands here goes on with an expression or a clause that the word before it is a name in.
[[nodiscard]] TRAMO_INLINE bool goes_on(lexeme::cursor from, reading const& in) {
    for (auto word : {keyword::where, keyword::within, keyword::from, keyword::without, keyword::passed,
                      keyword::reached, keyword::with_confirmation})
        if (lexeme::match_keyword(from, word, in.language) != nullptr) return true;
    return continues_expression(from, in);
}

/// What stands on the same line behind a word; the end of the text when nothing does.
[[nodiscard]] TRAMO_INLINE lexeme::cursor next_on_line(char const* word_end, lexeme::cursor from) {
    lexeme::cursor const next{lexeme::skip({word_end, from.end}), from.end};
    auto const gap = std::string_view(word_end, static_cast<std::size_t>(next.at - word_end));
    return gap.find_first_of("\r\n") == std::string_view::npos ? next : lexeme::cursor{from.end, from.end};
}

/// Whether a brace opens further on this line, before one closes. No line that a person writes is longer than
/// what is looked at.
[[nodiscard]] TRAMO_INLINE bool opens_on_line(lexeme::cursor from) {
    auto const line = from.rest().substr(0, 1000);
    for (std::size_t i = 0; i < line.size() && !lexeme::ends_line(line[i]) && line[i] != '#'; ++i) {
        if (line[i] == '{' || line[i] == '}') return line[i] == '{';
        if (line[i] == '"' || line[i] == '`') i = lexeme::closing_quote(line, i);
    }
    return false;
}

/// The end of a word that begins a member of the open block, or null.
[[nodiscard]] TRAMO_INLINE char const* match_member(lexeme::cursor from, reading const& in) {
    for (auto const word : words_inside(in.inside))
        if (auto const* end = lexeme::match_keyword(from, word, in.language)) return end;
    return nullptr;
}

/// The word of a declaration; `contact limits` is the only one of two words.
[[nodiscard]] TRAMO_INLINE std::optional<keyword> declaration_word_at(lexeme::cursor from,
                                                                      reading const& in) {
    auto const word = lexeme::word_at(from);
    if (word.empty()) return {};
    if (lexeme::match_keyword(from, keyword::contact_limits, in.language) != nullptr)
        return keyword::contact_limits;
    return find_keyword(word, in.language, keyword_group::declaration);
}

/// Whether a word that also declares, as `template` does, begins a member of the open block here.
[[nodiscard]] TRAMO_INLINE bool is_member_here(lexeme::cursor from, reading const& in) {
    return in.inside && match_member(from, in) != nullptr && !opens_on_line(from);
}

/// The block of members that a statement opens here, or wants to.
[[nodiscard]] TRAMO_INLINE std::optional<keyword> opened_block(lexeme::cursor from, reading const& in) {
    auto const which = declaration_word_at(from, in);
    if (!which || !is_block_word(*which) || is_member_here(from, in)) return {};
    auto const* end = lexeme::match_keyword(from, *which, in.language);
    lexeme::cursor const next{lexeme::skip({end, from.end}), from.end};
    return continues_expression(next, in) ? std::nullopt : which;
}

/// Whether behind a word stands what a member goes on with and an expression does not: `interest 1%`.
[[nodiscard]] TRAMO_INLINE bool is_clear_member(char const* word_end, lexeme::cursor from,
                                                reading const& in) {
    auto const next = next_on_line(word_end, from);
    if (next.at == next.end) return false;
    if (has_rows(in.inside) && *next.at == '*') {
        lexeme::cursor const behind{lexeme::skip({next.at + 1, next.end}), next.end};
        return behind.rest().starts_with(',') || behind.rest().starts_with("=>");
    }
    if (continues_expression(next, in)) return false;
    bool const is_cell = has_rows(in.inside) && *next.at == '(';
    return !lexeme::word_at(next).empty() || lexeme::is_digit(*next.at) || *next.at == '`' ||
           *next.at == '"' || is_cell;
}

/// Whether a member begins here although a value is due: its word, perhaps misspelled, with what can only
/// follow it there. A value is missing before it then. (What stands behind an operator is a name otherwise.)
[[nodiscard]] TRAMO_INLINE bool begins_member(lexeme::cursor from, reading const& in) {
    if (!in.inside) return false;
    if (auto const* end = match_member(from, in)) return is_clear_member(end, from, in);
    auto const word = lexeme::word_at(from);
    return !word.empty() && !is_reserved(word, in.language) &&
           is_clear_member(from.at + word.size(), from, in) &&
           !nearest(word, spelled(words_inside(in.inside), in.language)).empty();
}

/// Whether a line breaks off behind an operator, `if`, a comma or an opening parenthesis, so that the next
/// line goes on with it. Comments are passed over.
[[nodiscard]] TRAMO_INLINE bool breaks_off(std::string_view line, reading const& in) {
    std::size_t last = 0;  // of what stands in the line, one past its end
    for (std::size_t i = 0; i < line.size() && line[i] != '#'; ++i) {
        if (line[i] == '"' || line[i] == '`') i = lexeme::closing_quote(line, i);
        if (!lexeme::is_space(line[i])) last = i + 1;
    }
    line = line.substr(0, last);
    if (line.empty()) return false;
    if (std::string_view("=<>+-*/,(").find(line.back()) != std::string_view::npos)
        return !line.ends_with("=>");
    auto const end = std::find_if_not(line.rbegin(), line.rend(), lexeme::continues_word);
    auto const word = line.substr(static_cast<std::size_t>(line.rend() - end));
    return find_keyword(word, in.language, keyword_group::operator_).has_value() ||
           find_keyword(word, in.language, keyword_group::modifier) == keyword::if_;
}

/// Whether a line, behind one that could not be read, begins a member: with one of their words, unless the
/// line before broke off; or with a word that is none and yet stands like one.
[[nodiscard]] TRAMO_INLINE bool is_member_line(lexeme::cursor from, reading const& in, bool broke_off) {
    if (!in.inside) return false;
    if (match_member(from, in) != nullptr && (!broke_off || has_rows(in.inside))) return true;
    if (begins_member(from, in)) return true;
    auto const word = lexeme::word_at(from);
    bool const is_clause = find_keyword(word, in.language, keyword_group::modifier).has_value();
    return !broke_off && !word.empty() && !is_reserved(word, in.language) && !is_clause &&
           is_clear_member(from.at + word.size(), from, in);
}

}  // namespace tramo::grammar
