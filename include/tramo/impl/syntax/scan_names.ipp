// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Names as they are used, `balance`, `debts.amount`, `alert.contact.days`, told from the beginning of the
// next declaration; and lengths of time where nothing else may stand.
#pragma once

#include <algorithm>
#include <iterator>

#include <tramo/impl/syntax/print_expression.ipp>
#include <tramo/impl/syntax/scan_literals.ipp>
#include <tramo/impl/syntax/scan_members.ipp>

namespace tramo::grammar {

/// Whether a word is followed on its line by what could be the name in a declaration, and not by the rest of
/// an expression.
[[nodiscard]] TRAMO_INLINE bool names_something(std::string_view word, lexeme::cursor from,
                                                reading const& in) {
    auto const next = next_on_line(from.at + word.size(), from);
    if (next.at == next.end || goes_on(next, in)) return false;
    auto const which = find_keyword(word, in.language, keyword_group::declaration);
    if (which && is_block_word(*which) && !opens_on_line(next)) return false;
    // `after 30 days`, `log {`.
    bool const opens = lexeme::is_digit(*next.at) || *next.at == '{';
    return !lexeme::word_at(next).empty() || *next.at == '`' || opens;
}

[[nodiscard]] TRAMO_INLINE std::vector<std::string> declaration_words(language in) {
    std::vector<std::string> words;
    for (auto const& row : keyword_table())
        if (row.group == keyword_group::declaration) words.emplace_back(spelling(row.id, in));
    return words;
}

/// Whether a line reads like a declaration with its first word misspelled: `feld name`. A collection called
/// `debts` is none.
[[nodiscard]] TRAMO_INLINE bool is_misspelled(lexeme::cursor from, reading const& in) {
    auto const word = lexeme::word_at(from);
    if (word.empty() || is_reserved(word, in.language) || !names_something(word, from, in)) return false;
    auto words = declaration_words(in.language);
    auto const blocks = std::stable_partition(words.begin(), words.end(), [&](std::string const& one) {
        return !is_block_word(*find_keyword(one, in.language, keyword_group::declaration));
    });
    std::vector<std::string> const block_words(blocks, words.end());
    words.erase(blocks, words.end());
    if (!nearest(word, words).empty()) return true;
    auto const near = nearest(word, block_words);
    return !near.empty() && opens_on_line(from) && !word.starts_with(near);
}

/// The block that a line opens with its words misspelled: `tsk overdue {`, `contact limit {`.
[[nodiscard]] TRAMO_INLINE std::optional<keyword> misspelled_block(lexeme::cursor from, reading const& in) {
    if (in.inside || declaration_word_at(from, in) || !opens_on_line(from)) return {};
    auto const words = declaration_words(in.language);
    auto const near = nearest(lexeme::word_at(from), words);
    auto const meant = find_keyword(near, in.language, keyword_group::declaration);
    if (meant && is_block_word(*meant)) return meant;
    auto head = from.rest().substr(0, from.rest().find('{'));
    head = head.substr(0, head.find_last_not_of(" \t") + 1);
    auto const limits = std::string(spelling(keyword::contact_limits, in.language));
    if (meant || nearest(head, {limits}).empty()) return {};
    return keyword::contact_limits;
}

/// The block that a statement opens, or was to open.
[[nodiscard]] TRAMO_INLINE std::optional<keyword> wanted_block(lexeme::cursor from, reading const& in) {
    auto const opened = opened_block(from, in);
    return opened ? opened : misspelled_block(from, in);
}

/// Whether a new line begins here that reads like a declaration (`segment name`): then a value is missing
/// before it.
[[nodiscard]] TRAMO_INLINE bool begins_declaration(lexeme::cursor from, reading const& in) {
    if (!on_later_line(from, in)) return false;
    if (begins_member(from, in)) return true;
    if (!declaration_word_at(from, in)) return is_misspelled(from, in);
    return names_something(lexeme::word_at(from), from, in);
}

/// A name of something declared elsewhere, in a clause.
TRAMO_INLINE bool scan_reference(lexeme::cursor& from, reading& in, ast::name& read) {
    return !begins_declaration(from, in) && scan_name(from, in, read);
}

/// One of several names, behind which the next declaration may begin on the same line.
TRAMO_INLINE bool scan_listed(lexeme::cursor& from, reading& in, ast::name& read) {
    bool const declares = declaration_word_at(from, in) && names_something(lexeme::word_at(from), from, in);
    return !declares && scan_reference(from, in, read);
}

/// The name of a state; `none` in the document's language is the same name in all.
TRAMO_INLINE bool scan_state(lexeme::cursor& from, reading& in, ast::name& read) {
    if (lexeme::match_keyword(from, keyword::with_confirmation, in.language) != nullptr) return false;
    bool const is_quoted = from.at != from.end && *from.at == '`';
    if (!scan_listed(from, in, read)) return false;
    if (!is_quoted && is_none(read.text, in.language)) read.text = no_alert;
    return true;
}

/// The name of a column of a feed.
TRAMO_INLINE bool scan_column(lexeme::cursor& from, reading& in, ast::name& read) {
    if (begins_declaration(from, in)) return false;
    if (from.rest().starts_with('"'))
        fail(at_span("T1005", "expected the name of a column, found a text",
                     in.between(from.at, from.at + lexeme::closing_quote(from.rest(), 0) + 1),
                     "a text, not a name", {"a name that is no word stands in back-quotes: `Result code`"}));
    return scan_new_name(from, in, read);
}

inline constexpr keyword log_roles[] = {keyword::account,  keyword::event, keyword::happened,
                                        keyword::recorded, keyword::id,    keyword::sequence};

/// Whether a word is a role of a column in a log: `happened paid_at`.
[[nodiscard]] TRAMO_INLINE bool is_role(lexeme::cursor from, reading const& in) {
    auto const role = find_keyword(lexeme::word_at(from), in.language, keyword_group::modifier);
    if (declaration_word_at(from, in) == keyword::event) return true;
    return role && std::find(std::begin(log_roles), std::end(log_roles), *role) != std::end(log_roles);
}

/// The column of a role, where the next role is none.
TRAMO_INLINE bool scan_role_column(lexeme::cursor& from, reading& in, ast::name& read) {
    bool const is_next =
        on_later_line(from, in) && is_role(from, in) && names_something(lexeme::word_at(from), from, in);
    return !is_next && scan_column(from, in, read);
}

/// `days`, `since` or `times` behind `alert.name.`
TRAMO_INLINE void scan_measure(lexeme::cursor& from, reading& in, ast::expression& read) {
    std::vector<std::string> known;
    for (auto word : {keyword::days, keyword::since, keyword::times}) {
        known.emplace_back(spelling(word, in.language));
        char const* const end = lexeme::match_keyword(from, word, in.language);
        if (end == nullptr) continue;
        read.word = word;
        from.at = end;
        return;
    }
    auto const due = "`" + known[0] + "`, `" + known[1] + "` or `" + known[2] + "`";
    std::vector<std::string> help;
    if (auto const near = nearest(lexeme::word_at(from), known); !near.empty())
        help.push_back("did you mean `" + std::string(near) + "`?");
    fail(at_span("T1005", "expected " + due + " of the alert, found " + describe_found(from),
                 found_span(from, in), "expected " + due, std::move(help)));
}

/// `alert.name`, `alert.name.days`. A field called `alert` is followed by no point.
TRAMO_INLINE bool scan_alert(lexeme::cursor& from, reading& in, ast::expression& read) {
    char const* const word_end = lexeme::match_keyword(from, keyword::alert, in.language);
    lexeme::cursor at{word_end, from.end};
    if (word_end == nullptr || !at.rest().starts_with('.') || at.rest().starts_with("..")) return false;
    ++at.at;
    ast::name name;
    if (!scan_name(at, in, name)) {
        at.at = lexeme::skip(at);
        fail(at_span("T1005", "expected the name of an alert, found " + describe_found(at),
                     found_span(at, in), "expected the name of an alert"));
    }
    read.kind = ast::node::alert;
    read.word = keyword::state;
    read.text = std::move(name.text);
    read.op_at = in.between(from.at, word_end);
    read.member_at = name.at;
    if (at.rest().starts_with('.') && !at.rest().starts_with("..")) {
        ++at.at;
        scan_measure(at, in, read);
    }
    read.at = in.between(from.at, at.at);
    from = at;
    return true;
}

/// `best.code`, `attempts.day`. Words that stand alone, or before another name, are names.
TRAMO_INLINE bool scan_activity(lexeme::cursor& from, reading& in, ast::expression& read) {
    auto const owner = lexeme::word_at(from);
    lexeme::cursor at{from.at + owner.size(), from.end};
    if (owner.empty() || !at.rest().starts_with('.')) return false;
    auto const known = tramo::detail::find_among(tramo::detail::activity_owners, owner, in.language);
    ++at.at;
    auto const member = lexeme::word_at(at);
    auto const part = tramo::detail::find_among(tramo::detail::activity_parts, member, in.language);
    if (!known || !part) return false;
    read.kind = ast::node::activity;
    read.text = spelling(*known, language::en);
    read.member = spelling(*part, language::en);
    read.op_at = in.between(from.at, from.at + owner.size());
    read.member_at = in.between(at.at, at.at + member.size());
    read.at = in.between(from.at, at.at + member.size());
    from.at = at.at + member.size();
    return true;
}

/// `hold.name`. Nothing else follows a point behind the word.
TRAMO_INLINE bool scan_hold(lexeme::cursor& from, reading& in, ast::expression& read) {
    char const* const word_end = lexeme::match_keyword(from, keyword::hold, in.language);
    lexeme::cursor at{word_end, from.end};
    if (word_end == nullptr || !at.rest().starts_with('.') || at.rest().starts_with("..")) return false;
    ++at.at;
    ast::name name;
    if (!scan_name(at, in, name)) return false;
    read.kind = ast::node::hold;
    read.member = std::move(name.text);
    read.op_at = in.between(from.at, word_end);
    read.member_at = name.at;
    read.at = in.between(from.at, at.at);
    from = at;
    return true;
}

/// `arrears.past_due`, `promises.open`. Words that stand alone, or before another name, are names.
TRAMO_INLINE bool scan_treated(lexeme::cursor& from, reading& in, ast::expression& read) {
    auto const owner = lexeme::word_at(from);
    lexeme::cursor at{from.at + owner.size(), from.end};
    if (owner.empty() || !at.rest().starts_with('.')) return false;
    ++at.at;
    auto const member = lexeme::word_at(at);
    auto const known = tramo::detail::find_treated(owner, member, in.language);
    if (!known) return false;
    read.kind = ast::node::treated;
    read.text = spelling(known->first, language::en);
    read.member = spelling(known->second, language::en);
    read.op_at = in.between(from.at, from.at + owner.size());
    read.member_at = in.between(at.at, at.at + member.size());
    read.at = in.between(from.at, at.at + member.size());
    from.at = at.at + member.size();
    return true;
}

/// `name` or `collection.member`.
TRAMO_INLINE bool scan_path(lexeme::cursor& from, reading& in, ast::expression& read) {
    ast::name name;
    if (begins_declaration(from, in)) return false;
    if (scan_alert(from, in, read) || scan_activity(from, in, read) || scan_hold(from, in, read) ||
        scan_treated(from, in, read))
        return true;
    if (!scan_name(from, in, name)) return false;
    read.kind = ast::node::name;
    read.text = std::move(name.text);
    read.at = name.at;
    lexeme::cursor member = from;
    if (member.at == member.end || *member.at != '.' || member.rest().starts_with("..")) return true;
    ++member.at;
    ast::name second;
    if (!scan_name(member, in, second)) return true;
    read.member = std::move(second.text);
    read.member_at = second.at;
    read.at.end = second.at.end;
    from = member;
    return true;
}

/// A number and its unit: `30 days`.
TRAMO_INLINE bool scan_length(lexeme::cursor& from, reading& in, ast::expression& read) {
    lexeme::cursor const start = from;
    if (from.at == from.end || !lexeme::is_digit(*from.at)) return false;
    scan_number(from, in, read);
    if (read.kind == ast::node::duration) return true;
    auto const days = std::string(spelling(keyword::days, in.language));
    auto const number = std::string(in.begin + read.at.begin, in.begin + read.at.end);
    fail(at_span("T1005", "expected a length of time such as `30 " + days + "`, found `" + number + "`",
                 in.between(start.at, from.at), "without its unit",
                 {"write: " + to_string(read.number) + " " + days}));
}

/// The days of `within 90 days`: whole days or weeks, at least one, at most a thousand years.
TRAMO_INLINE bool scan_days_back(lexeme::cursor& from, reading& in, std::int64_t& read) {
    constexpr std::int64_t longest = 366'000;
    ast::expression length;
    if (!scan_length(from, in, length)) return false;
    bool const is_week = length.word == keyword::weeks;
    auto const days = std::string(spelling(keyword::days, in.language));
    auto const weeks = std::string(spelling(keyword::weeks, in.language));
    if (!is_week && length.word != keyword::days)
        fail(at_span("T1005", "expected `" + days + "` or `" + weeks + "`: months and years differ in length",
                     length.at, "expected `" + days + "` or `" + weeks + "`"));
    auto const whole = rescale_exactly(length.number, 0);
    bool const fits = whole && whole->coefficient >= 1 && whole->coefficient <= longest / (is_week ? 7 : 1);
    if (!fits)
        fail(at_span("T1007", "expected a whole number of days, at least 1 and at most 366000", length.at,
                     "not such a number"));
    read = static_cast<std::int64_t>(whole->coefficient) * (is_week ? 7 : 1);
    return true;
}

}  // namespace tramo::grammar
