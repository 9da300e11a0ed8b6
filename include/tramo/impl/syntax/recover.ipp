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
    char const* const word_end = from.at + lexeme::word_at(from).size();
    if (is_block_word(*declaration_word_at(from, in)) && next_on_line(word_end, from).at == from.end)
        return false;
    lexeme::cursor const next{lexeme::skip({word_end, from.end}), from.end};
    return next.at != next.end && !goes_on(next, in);
}

/// The start of the next line that begins like a statement, or the end of a block, whichever comes first.
[[nodiscard]] TRAMO_INLINE char const* next_statement(lexeme::cursor from, reading const& in,
                                                      bool is_in_log = false) {
    char const* at = from.at;
    while (true) {
        char const* const line_end = end_of_line_or_block({at, from.end});
        bool const broke_off = in.inside && breaks_off({at, static_cast<std::size_t>(line_end - at)}, in);
        at = lexeme::skip({line_end, from.end});
        lexeme::cursor const line{at, from.end};
        if (at == from.end || *at == '}') return at;
        if (begins_statement(line, in) || (is_in_log && is_role(line, in))) return at;
        if (is_member_line(line, in, broke_off)) return at;
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
    auto const declared = declaration_word_at(from, in);
    auto const word = declared ? declared : misspelled_block(from, in);
    bool const has_name = word && *word != keyword::on && *word != keyword::after && *word != keyword::when &&
                          *word != keyword::manual && *word != keyword::log && *word != keyword::debt &&
                          *word != keyword::actions && *word != keyword::arrears &&
                          *word != keyword::promises && *word != keyword::contact_limits &&
                          !is_member_here(from, in);
    bool const is_action = in.inside == keyword::palette && match_member(from, in) != nullptr;
    if (!has_name && !is_action) return {};
    from.at += lexeme::word_at(from).size();
    from.at = lexeme::skip(from);
    ast::name name;
    try {
        return scan_name(from, in, name) ? name.text : std::string();
    } catch (lexeme::failure const&) {
        return {};
    }
}

/// The blocks that a line belongs to which stands outside of them.
[[nodiscard]] TRAMO_INLINE std::vector<std::string> owners_of_member(lexeme::cursor from, reading in) {
    std::vector<std::string> owners;
    for (auto const owner : blocks_with_words) {
        in.inside = owner;
        char const* const end = match_member(from, in);
        if (end != nullptr && is_clear_member(end, from, in))
            owners.emplace_back(spelling(owner, in.language));
    }
    return owners;
}

TRAMO_INLINE void help_for_comma(lexeme::cursor from, diagnostic& what) {
    if (from.at != from.end && *from.at == ',' && from.at + 1 != from.end && lexeme::is_digit(from.at[1]))
        what.help.push_back("the decimal sign is a point: 1.50; to group digits write 1_000");
}

[[nodiscard]] TRAMO_INLINE diagnostic not_a_statement(lexeme::cursor from, reading const& in,
                                                      bool after_expression) {
    refuse_foreign_sign(from, in);
    auto what =
        at_span("T1004", "expected a declaration, found " + describe_found(from), found_span(from, in),
                after_expression ? "an operator or a new declaration was due" : "a declaration was due");
    auto const words = declaration_words(in.language);
    auto const near = nearest(lexeme::word_at(from), words);
    auto const owners = owners_of_member(from, in);
    if (!near.empty() && owners.empty() && !declaration_word_at(from, in))
        what.help.push_back("did you mean `" + std::string(near) + "`?");
    if (near.empty() && misspelled_block(from, in) == keyword::contact_limits)
        what.help.push_back("did you mean `" + std::string(spelling(keyword::contact_limits, in.language)) +
                            "`?");
    help_for_comma(from, what);
    if (!owners.empty())
        what.help.push_back("`" + std::string(token_at(from)) + "` stands inside " + one_of_words(owners));
    for (auto& line : help_for_found(from, in)) what.help.push_back(std::move(line));
    return what;
}

[[nodiscard]] TRAMO_INLINE diagnostic not_a_member(lexeme::cursor from, reading const& in,
                                                   bool after_expression) {
    refuse_foreign_sign(from, in);
    auto const words = spelled(words_inside(in.inside), in.language);
    auto what = at_span("T1004",
                        "expected a member of the `" + std::string(spelling(*in.inside, in.language)) +
                            "`, found " + describe_found(from),
                        found_span(from, in),
                        after_expression ? "an operator or a new member was due" : "a member was due");
    auto const owners = owners_of_member(from, in);
    auto const clauses = spelled(clauses_inside(in.inside), in.language);
    for (auto const& candidates : {words, clauses, declaration_words(in.language)}) {
        auto const near = nearest(lexeme::word_at(from), candidates);
        if (!near.empty() && what.help.empty() && owners.empty())
            what.help.push_back("did you mean `" + std::string(near) + "`?");
    }
    help_for_comma(from, what);
    for (auto& line : help_for_found(from, in)) what.help.push_back(std::move(line));
    if (!owners.empty())
        what.help.push_back("`" + std::string(token_at(from)) + "` stands inside " + one_of_words(owners));
    if (what.help.empty() && !after_expression)
        what.help.push_back("a line begins with " + one_of_words(words));
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
