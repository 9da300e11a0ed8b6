// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds, days past due, promises, limits of contact and messages in canonical form.
#pragma once

#include <tramo/impl/syntax/print_treatment.ipp>

namespace tramo::detail {

TRAMO_INLINE void print_member(line_writer& out, ast::bound_event_member const& one,
                               std::string const& margin) {
    put_optional(
        out,
        margin + out.word(one.is_end ? keyword::ends_on : keyword::starts_on) + " " + out.name(one.event),
        keyword::where, one.condition, "", one.comments, margin);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::freezes_member const& one) {
    return out.word(keyword::freezes) + " " + list_words(out, one.what);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::needs_member const& one) {
    return out.word(keyword::needs) + " " + list_words(out, one.what);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::hold_declaration const& one) {
    print_block(out, out.word(keyword::hold) + " " + out.name(one.name) + out.label(one.label), one);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::arrears_declaration const& one) {
    print_block(out, out.word(keyword::arrears), one);
}

TRAMO_INLINE void print_member(line_writer& out, ast::promise_event_member const& one,
                               std::string const& margin) {
    put_optional(out,
                 margin + out.word(one.is_payment ? keyword::paid : keyword::made) + " " +
                     out.word(keyword::on) + " " + out.name(one.event) + out.modifier(keyword::due, one.due) +
                     out.modifier(keyword::amount, one.amount) + out.modifier(keyword::for_, one.promise),
                 keyword::where, one.condition, "", one.comments, margin);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::tolerance_member const& one) {
    return out.word(keyword::tolerance) + " " + out.expression(one.what);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::promises_declaration const& one) {
    print_block(out, out.word(keyword::promises), one);
}

TRAMO_INLINE void print_member(line_writer& out, ast::contact_event_member const& one,
                               std::string const& margin) {
    auto const channel =
        one.channel ? " " + out.word(keyword::by) + " " + print_place(out, *one.channel) : std::string();
    put_optional(out, margin + out.word(keyword::on) + " " + out.name(one.event), keyword::where,
                 one.condition, "=> " + out.word(one.unit) + channel, one.comments, margin);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out,
                                                  ast::channel_consent_member const& one) {
    return out.word(keyword::consent) + " " + out.name(one.field) + " " + out.word(keyword::for_) + " " +
           list_texts(one.channels);
}

/// What is counted, in the plural where there may be several.
[[nodiscard]] TRAMO_INLINE std::string print_unit(line_writer const& out, keyword unit, int most) {
    if (most == 1) return out.word(unit);
    switch (unit) {
        case keyword::attempt:
            return out.word(keyword::attempts);
        case keyword::message:
            return out.word(keyword::messages);
        case keyword::contact:
            return out.word(keyword::contacts);
        default:
            return std::string(spellings(unit, out.in())[1]);
    }
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::limit_member const& one) {
    auto text = out.word(keyword::limit) + " " + out.name(one.name) + out.label(one.label) + " " +
                std::to_string(one.most) + " " + print_unit(out, one.unit, one.most);
    if (!one.channels.empty()) text += " " + out.word(keyword::by) + " " + list_texts(one.channels);
    if (one.within_days == 0) return text + per(out, one.calendar);
    return text + " " + out.word(keyword::within) + " " + count_of(out, one.within_days, keyword::days);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::contact_limits_declaration const& one) {
    print_block(out, out.word(keyword::contact_limits), one);
}

TRAMO_INLINE void print_member(line_writer& out, ast::wording_member const& one, std::string const& margin) {
    put_optional(out,
                 margin + out.word(one.is_subject ? keyword::subject : keyword::text) + " " +
                     quote_text(one.text.text) + (one.is_locked ? " " + out.word(keyword::locked) : ""),
                 keyword::if_, one.condition, "", one.comments, margin);
}

TRAMO_INLINE void print_member(line_writer& out, ast::statement_member const& one,
                               std::string const& margin) {
    out.put_condition(
        margin + out.word(keyword::states) + " " + out.name(one.rule) + " " + out.word(keyword::if_),
        one.condition, "", one.comments, margin.size());
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::template_declaration const& one) {
    print_block(out,
                out.word(keyword::template_) + " " + out.name(one.name) + out.label(one.label) +
                    print_period(out, one.period) + out.modifier(keyword::language_, one.language),
                one);
}

}  // namespace tramo::detail
