// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What becomes of a statement that could not be read: what was wrong with it, and where the next one begins.
#pragma once

#include <algorithm>

#include <tramo/impl/syntax/scan_names.ipp>

namespace tramo::grammar {

/// The end of the line, or a brace on it that closes a block.
[[nodiscard]] TRAMO_INLINE char const* end_of_line_or_block(lexeme::cursor from) {
    auto const line = from.rest();
    std::size_t i = 0;
    for (; i < line.size() && !lexeme::ends_line(line[i]) && line[i] != '}'; ++i) {
        if (line[i] == '#') return from.at + std::min(line.find_first_of("\r\n", i), line.size());
        if (line[i] == '"' || line[i] == '`') i = lexeme::closing_quote(line, i);
    }
    return from.at + i;
}

/// Whether a line reads like a statement, and not like a field of that name in an expression that goes on.
[[nodiscard]] TRAMO_INLINE bool begins_statement(lexeme::cursor from, reading const& in) {
    if (!declaration_word_at(from, in)) return is_misspelled(from, in);
    lexeme::cursor const next{lexeme::skip({from.at + lexeme::word_at(from).size(), from.end}), from.end};
    return next.at != next.end && !goes_on(next, in);
}

/// The start of the next line that begins like a statement, or the end of a block, whichever comes first.
[[nodiscard]] TRAMO_INLINE char const* next_statement(lexeme::cursor from, reading const& in,
                                                      bool is_in_log = false) {
    char const* at = from.at;
    while (true) {
        at = lexeme::skip({end_of_line_or_block({at, from.end}), from.end});
        if (at == from.end || *at == '}') return at;
        if (begins_statement({at, from.end}, in) || (is_in_log && is_role({at, from.end}, in))) return at;
    }
}

/// Whether a brace opens between two places.
[[nodiscard]] TRAMO_INLINE bool has_brace(lexeme::cursor within) {
    auto const all = within.rest();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] == '{') return true;
        if (all[i] == '#')
            i = std::min(all.find_first_of("\r\n", i), all.size());
        else if (all[i] == '"' || all[i] == '`')
            i = lexeme::closing_quote(all, i);
    }
    return false;
}

/// The name of a statement that could not be read, so that its uses are not reported too.
[[nodiscard]] TRAMO_INLINE std::string broken_name(lexeme::cursor from, reading& in) {
    auto const word = declaration_word_at(from, in);
    bool const has_name = word && *word != keyword::on && *word != keyword::after && *word != keyword::when &&
                          *word != keyword::manual && *word != keyword::log;
    if (!has_name) return {};
    from.at += lexeme::word_at(from).size();
    from.at = lexeme::skip(from);
    ast::name name;
    try {
        return scan_name(from, in, name) ? name.text : std::string();
    } catch (lexeme::failure const&) {
        return {};
    }
}

[[nodiscard]] TRAMO_INLINE diagnostic not_a_statement(lexeme::cursor from, reading const& in,
                                                      bool after_expression) {
    refuse_foreign_sign(from, in);
    auto what =
        at_span("T1004", "expected a declaration, found " + describe_found(from), found_span(from, in),
                after_expression ? "an operator or a new declaration was due" : "a declaration was due");
    auto const words = declaration_words(in.language);
    if (auto const near = nearest(lexeme::word_at(from), words); !near.empty())
        what.help.push_back("did you mean `" + std::string(near) + "`?");
    if (from.at != from.end && *from.at == ',' && from.at + 1 != from.end && lexeme::is_digit(from.at[1]))
        what.help.push_back("the decimal sign is a point: 1.50; to group digits write 1_000");
    for (auto& line : help_for_found(from, in)) what.help.push_back(std::move(line));
    return what;
}

[[nodiscard]] TRAMO_INLINE diagnostic not_a_role(lexeme::cursor from, reading const& in) {
    refuse_foreign_sign(from, in);
    std::vector<std::string> words;
    std::string all;
    for (auto const one : log_roles) {
        words.emplace_back(spelling(one, in.language));
        all += (all.empty() ? "" : ", ") + words.back();
    }
    auto what = at_span("T1004", "expected what a column says, found " + describe_found(from),
                        found_span(from, in), "not a role of a column");
    if (auto const near = nearest(lexeme::word_at(from), words); !near.empty())
        what.help.push_back("did you mean `" + std::string(near) + "`?");
    what.help.push_back("the roles are: " + all);
    return what;
}

}  // namespace tramo::grammar
