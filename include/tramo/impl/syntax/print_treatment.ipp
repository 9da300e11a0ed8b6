// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables, calendars and effects on accounts in canonical form, and the members that blocks of treatment
// share.
#pragma once

#include <tramo/impl/syntax/print_actions.ipp>

namespace tramo::detail {

/// `"a", "b"`, without parentheses.
[[nodiscard]] TRAMO_INLINE std::string list_texts(std::vector<ast::text_literal> const& all) {
    std::string text;
    for (auto const& one : all) text += (text.empty() ? "" : ", ") + quote_text(one.text);
    return text;
}

[[nodiscard]] TRAMO_INLINE std::string list_words(line_writer const& out, std::vector<keyword> const& all) {
    std::string text;
    for (auto const one : all) text += (text.empty() ? "" : ", ") + out.word(one);
    return text;
}

[[nodiscard]] TRAMO_INLINE std::string print_place(line_writer const& out, ast::text_or_name const& one) {
    if (one.text) return quote_text(one.text->text);
    return out.name(one.name) + (one.member.text.empty() ? "" : "." + out.name(one.member));
}

/// The plural first, the singular second.
[[nodiscard]] TRAMO_INLINE std::string count_of(line_writer const& out, std::int64_t number, keyword unit) {
    return std::to_string(number) + " " +
           std::string(number == 1 ? spellings(unit, out.in())[1] : spelling(unit, out.in()));
}

[[nodiscard]] TRAMO_INLINE std::string per(line_writer const& out, keyword unit) {
    return " " + out.word(keyword::per) + " " + std::string(spellings(unit, out.in())[1]);
}

/// `5` or `5..10`
[[nodiscard]] TRAMO_INLINE std::string print_extent(int from, int until) {
    return std::to_string(from) + (until == from ? "" : ".." + std::to_string(until));
}

/// `head if condition` where there is a condition, else `head`.
TRAMO_INLINE void put_optional(line_writer& out, std::string const& head, keyword before,
                               std::optional<ast::expression> const& condition, std::string const& tail,
                               ast::comments const& comments, std::string const& margin) {
    if (condition)
        return out.put_condition(head + " " + out.word(before), *condition, tail, comments, margin.size());
    out.put(head + (tail.empty() ? "" : " " + tail));
    out.end_line(comments);
}

template <class Members>
void print_members(line_writer& out, Members const& all) {
    for (auto const& member : all)
        std::visit(
            [&](auto const& which) {
                out.open_line(which.comments, 2, false);
                print_member(out, which, "  ");
            },
            member);
}

template <class Block>
void print_block(line_writer& out, std::string const& head, Block const& one) {
    out.put(head + " {");
    out.end_line(one.comments);
    print_members(out, one.members);
    out.close_block(one.closing_comments);
}

TRAMO_INLINE void print_member(line_writer& out, ast::clause_member const& one, std::string const& margin) {
    auto const before = one.what == keyword::if_ ? std::string() : out.word(one.what) + " ";
    out.put_condition(margin + before + out.word(keyword::if_), one.condition, "", one.comments,
                      margin.size());
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::day_member const& one) {
    return out.word(one.what) + " " + out.expression(one.day);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::length_member const& one) {
    return out.word(one.what) + " " +
           count_of(out, one.days, one.is_business ? keyword::business : keyword::days);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::month_days_member const& one) {
    return out.word(keyword::month_days) + " " + print_extent(one.from, one.until);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::weekdays_member const& one) {
    return out.word(keyword::only_on) + " " + list_words(out, one.days);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::named_member const& one) {
    return out.word(one.what) + " " + out.name(one.name);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::holidays_member const& one) {
    return out.word(keyword::holidays) + " " + out.word(one.what);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::lead_member const& one) {
    bool const is_one = one.from == 1 && one.until == 1;
    auto const unit = is_one ? spellings(keyword::days, out.in())[1] : spelling(keyword::days, out.in());
    return out.word(keyword::lead) + " " + print_extent(one.from, one.until) + " " + std::string(unit) +
           out.label(one.label);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::once_member const& one) {
    return out.word(keyword::once) + (one.unit ? per(out, *one.unit) : "");
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::texts_member const& one) {
    auto text = out.word(one.what);
    for (std::size_t i = 0; i < one.texts.size(); ++i)
        text += (i == 0 ? " " : ", ") + print_place(out, one.texts[i]);
    if (one.aliases.empty()) return text;
    return text + " " + out.word(keyword::alias) + " " + list_texts(one.aliases);
}

TRAMO_INLINE void print_member(line_writer& out, ast::consent_member const& one, std::string const& margin) {
    put_optional(out,
                 margin + out.word(keyword::approval) + " " + list_texts(one.roles) +
                     out.modifier(keyword::by, one.by) + out.modifier(keyword::evidence, one.evidence),
                 keyword::if_, one.condition, "", one.comments, margin);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::effect_declaration const& one) {
    print_block(
        out,
        out.word(one.what) + " " + out.name(one.name) + out.label(one.label) + print_period(out, one.period),
        one);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::table_column const& one) {
    return out.word(keyword::column) + " " + out.name(one.name) + " : " + out.word(one.type) +
           out.label(one.label);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::table_row const& one) {
    auto text = out.word(keyword::row);
    for (std::size_t i = 0; i < one.cells.size(); ++i)
        text += (i == 0 ? " " : ", ") + print_cell(out, one.cells[i]);
    for (std::size_t i = 0; i < one.values.size(); ++i)
        text += (i == 0 ? " => " : ", ") + out.expression(one.values[i].what) +
                (one.values[i].is_inferred ? " " + out.word(keyword::inferred) : "");
    return text;
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::table_declaration const& one) {
    auto head = out.word(keyword::table) + " " + out.name(one.name) + out.label(one.label) + " " +
                out.word(keyword::by);
    for (std::size_t i = 0; i < one.axes.size(); ++i)
        head += (i == 0 ? " " : ", ") + out.name(one.axes[i].name);
    print_block(out, head, one);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::calendar_declaration const& one) {
    out.put(out.word(keyword::calendar) + " " + out.name(one.name) + out.label(one.label) + " " +
            out.word(keyword::holidays) + " " + quote_text(one.holidays.text));
    if (!one.rests.empty()) out.put(" " + out.word(keyword::rests) + " " + list_words(out, one.rests));
    out.end_line(one.comments);
}

}  // namespace tramo::detail
