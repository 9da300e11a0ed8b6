// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Equality of declarations of treatment, but for places and comments.
#pragma once

#include <tramo/impl/syntax/ast_parts.ipp>

namespace tramo::ast::detail {

TRAMO_INLINE bool same_texts(std::vector<text_literal> const& a, std::vector<text_literal> const& b) {
    return all_same(a, b, [](auto const& x, auto const& y) { return x.text == y.text; });
}

TRAMO_INLINE bool same_place(text_or_name const& a, text_or_name const& b) {
    return same_text(a.text, b.text) && a.name.text == b.name.text && a.member.text == b.member.text;
}

TRAMO_INLINE bool same_member(clause_member const& a, clause_member const& b) {
    return a.what == b.what && same(a.condition, b.condition);
}

TRAMO_INLINE bool same_member(day_member const& a, day_member const& b) {
    return a.what == b.what && same(a.day, b.day);
}

TRAMO_INLINE bool same_member(length_member const& a, length_member const& b) {
    return a.what == b.what && a.days == b.days && a.is_business == b.is_business;
}

TRAMO_INLINE bool same_member(month_days_member const& a, month_days_member const& b) {
    return a.from == b.from && a.until == b.until;
}

TRAMO_INLINE bool same_member(weekdays_member const& a, weekdays_member const& b) {
    return a.days == b.days;
}

TRAMO_INLINE bool same_member(named_member const& a, named_member const& b) {
    return a.what == b.what && a.name.text == b.name.text;
}

TRAMO_INLINE bool same_member(holidays_member const& a, holidays_member const& b) {
    return a.what == b.what;
}

TRAMO_INLINE bool same_member(lead_member const& a, lead_member const& b) {
    return a.from == b.from && a.until == b.until && same_text(a.label, b.label);
}

TRAMO_INLINE bool same_member(once_member const& a, once_member const& b) {
    return a.unit == b.unit;
}

TRAMO_INLINE bool same_member(texts_member const& a, texts_member const& b) {
    return a.what == b.what && all_same(a.texts, b.texts, same_place) && same_texts(a.aliases, b.aliases);
}

TRAMO_INLINE bool same_member(consent_member const& a, consent_member const& b) {
    return same_texts(a.roles, b.roles) && same_name(a.by, b.by) && same_name(a.evidence, b.evidence) &&
           same_part(a.condition, b.condition);
}

TRAMO_INLINE bool same_member(bound_event_member const& a, bound_event_member const& b) {
    return a.is_end == b.is_end && a.event.text == b.event.text && same_part(a.condition, b.condition);
}

TRAMO_INLINE bool same_member(freezes_member const& a, freezes_member const& b) {
    return a.what == b.what;
}

TRAMO_INLINE bool same_member(needs_member const& a, needs_member const& b) {
    return a.what == b.what;
}

TRAMO_INLINE bool same_member(promise_event_member const& a, promise_event_member const& b) {
    return a.is_payment == b.is_payment && a.event.text == b.event.text &&
           same_part(a.condition, b.condition) && same_name(a.due, b.due) && same_name(a.amount, b.amount) &&
           same_name(a.promise, b.promise);
}

TRAMO_INLINE bool same_member(tolerance_member const& a, tolerance_member const& b) {
    return same(a.what, b.what);
}

TRAMO_INLINE bool same_member(contact_event_member const& a, contact_event_member const& b) {
    return a.event.text == b.event.text && same_part(a.condition, b.condition) && a.unit == b.unit &&
           a.channel.has_value() == b.channel.has_value() &&
           (!a.channel || same_place(*a.channel, *b.channel));
}

TRAMO_INLINE bool same_member(channel_consent_member const& a, channel_consent_member const& b) {
    return a.field.text == b.field.text && same_texts(a.channels, b.channels);
}

TRAMO_INLINE bool same_member(limit_member const& a, limit_member const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && a.most == b.most &&
           a.unit == b.unit && same_texts(a.channels, b.channels) && a.within_days == b.within_days &&
           a.calendar == b.calendar;
}

TRAMO_INLINE bool same_member(wording_member const& a, wording_member const& b) {
    return a.is_subject == b.is_subject && a.text.text == b.text.text && a.is_locked == b.is_locked &&
           same_part(a.condition, b.condition);
}

TRAMO_INLINE bool same_member(statement_member const& a, statement_member const& b) {
    return a.rule.text == b.rule.text && same(a.condition, b.condition);
}

TRAMO_INLINE bool same_member(table_column const& a, table_column const& b) {
    return a.name.text == b.name.text && a.type == b.type && same_text(a.label, b.label);
}

TRAMO_INLINE bool same_member(table_row const& a, table_row const& b) {
    return all_same(a.cells, b.cells, same_cell) &&
           all_same(a.values, b.values, [](table_value const& x, table_value const& y) {
               return same(x.what, y.what) && x.is_inferred == y.is_inferred;
           });
}

TRAMO_INLINE bool same_declaration(table_declaration const& a, table_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) &&
           all_same(a.axes, b.axes,
                    [](matrix_axis const& x, matrix_axis const& y) { return x.name.text == y.name.text; }) &&
           same_members(a, b);
}

TRAMO_INLINE bool same_declaration(calendar_declaration const& a, calendar_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && a.holidays.text == b.holidays.text &&
           a.rests == b.rests;
}

TRAMO_INLINE bool same_declaration(effect_declaration const& a, effect_declaration const& b) {
    return a.what == b.what && a.name.text == b.name.text && same_text(a.label, b.label) &&
           same_period(a.period, b.period) && same_members(a, b);
}

TRAMO_INLINE bool same_declaration(hold_declaration const& a, hold_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_members(a, b);
}

TRAMO_INLINE bool same_declaration(arrears_declaration const& a, arrears_declaration const& b) {
    return same_members(a, b);
}

TRAMO_INLINE bool same_declaration(promises_declaration const& a, promises_declaration const& b) {
    return same_members(a, b);
}

TRAMO_INLINE bool same_declaration(contact_limits_declaration const& a, contact_limits_declaration const& b) {
    return same_members(a, b);
}

TRAMO_INLINE bool same_declaration(template_declaration const& a, template_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_period(a.period, b.period) &&
           same_name(a.language, b.language) && same_members(a, b);
}

}  // namespace tramo::ast::detail
