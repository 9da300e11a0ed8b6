// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Equality of trees, but for places and comments.
#pragma once

#include <algorithm>

#include <tramo/syntax/ast.hpp>

namespace tramo::ast {

namespace detail {

template <class T, class Same>
bool all_same(std::vector<T> const& a, std::vector<T> const& b, Same equal) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
}

TRAMO_INLINE bool same_text(std::optional<text_literal> const& a, std::optional<text_literal> const& b) {
    return a.has_value() == b.has_value() && (!a || a->text == b->text);
}

TRAMO_INLINE bool same_name(std::optional<name> const& a, std::optional<name> const& b) {
    return a.has_value() == b.has_value() && (!a || a->text == b->text);
}

TRAMO_INLINE bool same_values(enum_value const& a, enum_value const& b) {
    return a.value.text == b.value.text &&
           all_same(a.aliases, b.aliases, [](auto const& x, auto const& y) { return x.text == y.text; });
}

TRAMO_INLINE bool same_type(type_expression const& a, type_expression const& b) {
    return a.word == b.word && same_name(a.currency, b.currency) && a.scale == b.scale &&
           a.is_open == b.is_open && all_same(a.values, b.values, same_values);
}

TRAMO_INLINE bool same_validity(validity const& a, validity const& b) {
    return same_name(a.tax_id, b.tax_id) && a.min_digits == b.min_digits && a.max_digits == b.max_digits;
}

TRAMO_INLINE bool same_period(validity_period const& a, validity_period const& b) {
    return same_text(a.version, b.version) && same_text(a.id, b.id) && a.from == b.from &&
           a.until == b.until && a.is_inactive == b.is_inactive;
}

TRAMO_INLINE bool same_declaration(field_declaration const& a, field_declaration const& b) {
    return a.name.text == b.name.text && same_type(a.type, b.type) && a.is_optional == b.is_optional &&
           a.is_key == b.is_key && all_same(a.valid, b.valid, same_validity) && same_text(a.label, b.label);
}

TRAMO_INLINE bool same_declaration(policy_declaration const& a, policy_declaration const& b) {
    return same_text(a.title, b.title) && same_text(a.version, b.version) &&
           same_name(a.currency, b.currency) && same_text(a.zone, b.zone);
}

TRAMO_INLINE bool same_declaration(collection_declaration const& a, collection_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) &&
           all_same(a.fields, b.fields, [](auto const& x, auto const& y) { return same_declaration(x, y); });
}

TRAMO_INLINE bool same_declaration(parameter_declaration const& a, parameter_declaration const& b) {
    return a.name.text == b.name.text && same_type(a.type, b.type) && same_text(a.label, b.label) &&
           a.initial.has_value() == b.initial.has_value() && (!a.initial || same(*a.initial, *b.initial));
}

TRAMO_INLINE bool same_declaration(value_declaration const& a, value_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same(a.meaning, b.meaning);
}

template <class Rule>
bool same_rule(Rule const& a, Rule const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_period(a.period, b.period) &&
           same(a.condition, b.condition);
}

TRAMO_INLINE bool same_declaration(segment_declaration const& a, segment_declaration const& b) {
    return same_rule(a, b);
}

TRAMO_INLINE bool same_declaration(strategy_declaration const& a, strategy_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_period(a.period, b.period) &&
           all_same(a.queues, b.queues, [](auto const& x, auto const& y) { return same_rule(x, y); }) &&
           a.rest.has_value() == b.rest.has_value() &&
           (!a.rest || (a.rest->name.text == b.rest->name.text && same_text(a.rest->label, b.rest->label) &&
                        same_text(a.rest->id, b.rest->id)));
}

TRAMO_INLINE bool same_scalars(expression const& a, expression const& b) {
    return a.kind == b.kind && a.text == b.text && a.member == b.member && a.op == b.op &&
           a.number == b.number && a.day == b.day && a.moment == b.moment && a.is_true == b.is_true &&
           a.negated == b.negated && a.half_open == b.half_open;
}

TRAMO_INLINE bool has_word(node kind) {
    return kind == node::duration || kind == node::call || kind == node::aggregate;
}

}  // namespace detail

TRAMO_INLINE bool same(expression const& a, expression const& b) {
    return detail::same_scalars(a, b) && (!detail::has_word(a.kind) || a.word == b.word) &&
           detail::all_same(a.operands, b.operands,
                            [](expression const& x, expression const& y) { return same(x, y); });
}

TRAMO_INLINE bool same(document const& a, document const& b) {
    return detail::all_same(a.declarations, b.declarations, [](declaration const& x, declaration const& y) {
        if (x.index() != y.index()) return false;
        return std::visit(
            [&](auto const& left) {
                return detail::same_declaration(left, std::get<std::decay_t<decltype(left)>>(y));
            },
            x);
    });
}

}  // namespace tramo::ast
