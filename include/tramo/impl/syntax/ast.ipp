// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Equality of trees, but for places and comments.
#pragma once

#include <tramo/impl/syntax/ast_treatment.ipp>

namespace tramo::ast {

namespace detail {

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

TRAMO_INLINE bool same_declaration(field_declaration const& a, field_declaration const& b) {
    return a.name.text == b.name.text && same_type(a.type, b.type) && a.is_optional == b.is_optional &&
           a.is_key == b.is_key && all_same(a.valid, b.valid, same_validity) && same_text(a.label, b.label) &&
           same_name(a.column, b.column) && a.is_step == b.is_step;
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
    return a.name.text == b.name.text && a.is_indicator == b.is_indicator && same_text(a.label, b.label) &&
           same_period(a.period, b.period) &&
           all_same(a.queues, b.queues, [](auto const& x, auto const& y) { return same_rule(x, y); }) &&
           a.rest.has_value() == b.rest.has_value() &&
           (!a.rest || (a.rest->name.text == b.rest->name.text && same_text(a.rest->label, b.rest->label) &&
                        same_text(a.rest->id, b.rest->id)));
}

TRAMO_INLINE bool same_declaration(log_declaration const& a, log_declaration const& b) {
    return all_same(a.columns, b.columns, [](log_column const& x, log_column const& y) {
        return x.role == y.role && x.column.text == y.column.text;
    });
}

TRAMO_INLINE bool same_match(event_match const& a, event_match const& b) {
    return a.column.text == b.column.text &&
           all_same(a.values, b.values, [](auto const& x, auto const& y) { return x.text == y.text; });
}

TRAMO_INLINE bool same_declaration(event_declaration const& a, event_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) &&
           same_name(a.collection, b.collection) && same_name(a.child_column, b.child_column) &&
           same_name(a.reverses, b.reverses) && same_name(a.reversed_column, b.reversed_column) &&
           all_same(a.matches, b.matches, same_match) &&
           all_same(a.fields, b.fields, [](auto const& x, auto const& y) { return same_declaration(x, y); });
}

TRAMO_INLINE bool same_declaration(counter_declaration const& a, counter_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same(a.meaning, b.meaning);
}

TRAMO_INLINE bool same_member(state_declaration const& a, state_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && a.colour == b.colour &&
           a.severity == b.severity && a.stops_treatment == b.stops_treatment &&
           a.is_manual_only == b.is_manual_only;
}

TRAMO_INLINE bool same_member(transition_declaration const& a, transition_declaration const& b) {
    return a.trigger == b.trigger && same_names(a.events, b.events) && same_part(a.condition, b.condition) &&
           same_part(a.length, b.length) && same_part(a.deadline, b.deadline) &&
           a.is_reached == b.is_reached && same_names(a.without, b.without) &&
           same_part(a.without_condition, b.without_condition) && same_names(a.from, b.from) &&
           a.target.what == b.target.what && a.target.state.text == b.target.state.text;
}

TRAMO_INLINE bool same_member(manual_declaration const& a, manual_declaration const& b) {
    return a.what == b.what && a.with_confirmation == b.with_confirmation && same_names(a.states, b.states);
}

TRAMO_INLINE bool same_declaration(alert_declaration const& a, alert_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_text(a.version, b.version) &&
           same_name(a.collection, b.collection) && a.aggregation == b.aggregation &&
           a.without_skipping == b.without_skipping &&
           all_same(a.members, b.members,
                    [](auto const& x, auto const& y) { return same_alternative(x, y); });
}

TRAMO_INLINE bool same_declaration(debt_declaration const& a, debt_declaration const& b) {
    return all_same(a.members, b.members, [](debt_member const& x, debt_member const& y) {
        return x.part == y.part && same(x.amount, y.amount);
    });
}

TRAMO_INLINE bool same_member(extent_member const& a, extent_member const& b) {
    return a.what == b.what && same_part(a.from, b.from) && same_part(a.until, b.until) &&
           a.is_enforced == b.is_enforced;
}

TRAMO_INLINE bool same_member(billing_member const& a, billing_member const& b) {
    return a.form.text == b.form.text && a.is_filter == b.is_filter;
}

TRAMO_INLINE bool same_member(first_due_member const& a, first_due_member const& b) {
    return same(a.length, b.length);
}

TRAMO_INLINE bool same_member(charge_member const& a, charge_member const& b) {
    return a.what == b.what && same(a.share, b.share);
}

TRAMO_INLINE bool same_member(base_member const& a, base_member const& b) {
    return a.what == b.what;
}

TRAMO_INLINE bool same_member(approval_member const& a, approval_member const& b) {
    return a.by.text == b.by.text && same_part(a.condition, b.condition);
}

TRAMO_INLINE bool same_member(discount_member const& a, discount_member const& b) {
    return a.what == b.what && same_part(a.share, b.share) && same_name(a.matrix, b.matrix) &&
           same_text(a.role, b.role);
}

TRAMO_INLINE bool same_member(round_member const& a, round_member const& b) {
    return a.mode == b.mode && same_part(a.unit, b.unit) && a.rest == b.rest;
}

TRAMO_INLINE bool same_member(broken_member const& a, broken_member const& b) {
    return same_part(a.length, b.length) && a.installments == b.installments;
}

TRAMO_INLINE bool same_member(alternative_member const& a, alternative_member const& b) {
    return a.is_lump_sum == b.is_lump_sum && a.name.text == b.name.text && same_text(a.label, b.label) &&
           a.fewest == b.fewest && a.most == b.most && same_part(a.every, b.every) &&
           same_part(a.entry, b.entry) && same_part(a.rate, b.rate) && same_part(a.minimum, b.minimum);
}

TRAMO_INLINE bool same_declaration(condition_declaration const& a, condition_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_period(a.period, b.period) &&
           a.is_default == b.is_default && all_same(a.members, b.members, [](auto const& x, auto const& y) {
               return same_alternative(x, y);
           });
}

TRAMO_INLINE bool same_declaration(matrix_declaration const& a, matrix_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) &&
           all_same(a.axes, b.axes,
                    [](matrix_axis const& x, matrix_axis const& y) {
                        return x.is_role == y.is_role && x.name.text == y.name.text &&
                               x.is_rising == y.is_rising;
                    }) &&
           all_same(a.rows, b.rows, [](matrix_row const& x, matrix_row const& y) {
               return all_same(x.cells, y.cells, same_cell) && same(x.share, y.share);
           });
}

TRAMO_INLINE bool same_member(action_column const& a, action_column const& b) {
    return a.role == b.role && same_names(a.columns, b.columns);
}

TRAMO_INLINE bool same_member(window_member const& a, window_member const& b) {
    return a.what == b.what && a.field.text == b.field.text && same_part(a.length, b.length);
}

TRAMO_INLINE bool same_declaration(actions_declaration const& a, actions_declaration const& b) {
    return same_members(a, b);
}

/// Braces with nothing within say nothing.
TRAMO_INLINE bool same_action(palette_action const& a, palette_action const& b) {
    return a.depth == b.depth && a.name.text == b.name.text && same_text(a.label, b.label) &&
           a.rank == b.rank && a.contact == b.contact && same_text(a.channel, b.channel) &&
           a.closes == b.closes && a.opens_promise == b.opens_promise && a.raises_claim == b.raises_claim &&
           same_text(a.state, b.state) && same_text(a.substate, b.substate) &&
           all_same(a.aliases, b.aliases, [](auto const& x, auto const& y) { return x.text == y.text; });
}

TRAMO_INLINE bool same_declaration(palette_declaration const& a, palette_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_part(a.condition, b.condition) &&
           all_same(a.actions, b.actions, same_action);
}

TRAMO_INLINE bool same_member(candidate_member const& a, candidate_member const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_text(a.channel, b.channel) &&
           same_text(a.skill, b.skill) && same_part(a.minutes, b.minutes) && same_part(a.cost, b.cost) &&
           same_part(a.value, b.value) && same_part(a.condition, b.condition);
}

TRAMO_INLINE bool same_member(order_member const& a, order_member const& b) {
    return all_same(a.keys, b.keys, [](order_key const& x, order_key const& y) {
        return same(x.what, y.what) && x.direction == y.direction;
    });
}

TRAMO_INLINE bool same_member(agent_member const& a, agent_member const& b) {
    return a.field.text == b.field.text;
}

template <class... Members>
bool same_alternative(std::variant<Members...> const& a, std::variant<Members...> const& b) {
    if (a.index() != b.index()) return false;
    return std::visit(
        [&](auto const& left) { return same_member(left, std::get<std::decay_t<decltype(left)>>(b)); }, a);
}

TRAMO_INLINE bool same_declaration(worklist_declaration const& a, worklist_declaration const& b) {
    return a.name.text == b.name.text && same_text(a.label, b.label) && same_period(a.period, b.period) &&
           same_members(a, b);
}

TRAMO_INLINE bool same_scalars(expression const& a, expression const& b) {
    return a.kind == b.kind && a.text == b.text && a.member == b.member && a.op == b.op &&
           a.number == b.number && a.day == b.day && a.moment == b.moment && a.is_true == b.is_true &&
           a.negated == b.negated && a.half_open == b.half_open && a.within_days == b.within_days;
}

TRAMO_INLINE bool has_word(node kind) {
    return kind == node::duration || kind == node::call || kind == node::aggregate || kind == node::alert;
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
