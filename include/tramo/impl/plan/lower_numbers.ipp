// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Typed expressions to number nodes.
#pragma once

#include <tramo/check/constant.hpp>
#include <tramo/impl/plan/lowering.ipp>

namespace tramo::planning {

TRAMO_INLINE node_index lowering::number(typed_expression const& what, graph& in) {
    auto const index = lower_number(what, in);
    if (what.id < plan_.number_of.size()) plan_.number_of[what.id] = index;
    return index;
}

TRAMO_INLINE node_index lowering::constant_number(decimal const& number, graph& in) {
    number_node node;
    node.number = number;
    return in.intern(std::move(node));
}

TRAMO_INLINE node_index lowering::lower_number(typed_expression const& what, graph& in) {
    auto const constant = constant_value(what, known_);
    if (constant && !std::holds_alternative<unknown_t>(*constant))
        return constant_number(coefficient_of(what.type, *constant), in);
    switch (what.what) {
        case operation::field:
            return field_number(what, in);
        case operation::definition:
            return definition_number(what, in);
        case operation::aggregate: {
            number_node node;
            node.what = number_node::form::aggregate;
            node.aggregate = aggregate_index(what);
            node.at = what.at;
            return in.intern(std::move(node));
        }
        case operation::add_months: {
            number_node node;
            node.what = number_node::form::add_months;
            node.left = number(what.operands[0], in);
            node.months = static_cast<std::int64_t>(std::get<decimal>(what.literal).coefficient);
            node.at = what.at;
            return in.intern(std::move(node));
        }
        case operation::lookup:
            return lookup_number(what, in);
        default:
            break;
    }
    return what.operands.size() == 1 ? unary_number(what, in) : chain_number(what, in);
}

TRAMO_INLINE node_index lowering::field_number(typed_expression const& what, graph& in) {
    number_node node;
    node.what = number_node::form::field;
    node.use = in.use_of(what.index);
    return in.intern(std::move(node));
}

TRAMO_INLINE node_index lowering::definition_number(typed_expression const& what, graph& in) {
    auto& known = definition_numbers_[what.index];
    if (known == no_node) known = number(policy_.definitions[what.index].versions.front().meaning, in);
    return known;
}

TRAMO_INLINE node_index lowering::unary_number(typed_expression const& what, graph& in) {
    number_node node;
    node.what = number_node::form::unary;
    node.op = what.what;
    node.digits = static_cast<int>(what.what == operation::round ? what.index : 0);
    node.left = number(what.operands[0], in);
    node.at = what.at;
    return in.intern(std::move(node));
}

TRAMO_INLINE node_index lowering::binary(operation op, node_index left, node_index right, span at,
                                         graph& in) {
    number_node node;
    node.what = op == operation::coalesce ? number_node::form::coalesce : number_node::form::binary;
    node.op = op;
    node.left = left;
    node.right = right;
    node.at = at;
    return in.intern(std::move(node));
}

/// Whether a length of time cannot carry a part of a day, as that between two moments does.
[[nodiscard]] TRAMO_INLINE bool counts_whole_days(typed_expression const& what) {
    if (what.type.kind == kind::integer) return true;
    switch (what.what) {
        case operation::constant:
        case operation::field:
        case operation::parameter:
            return what.type.kind != kind::timestamp;
        case operation::negate:
        case operation::absolute:
            return counts_whole_days(what.operands[0]);
        case operation::subtract:
            if (what.operands[0].type.kind == kind::date) return true;
            break;
        case operation::add:
        case operation::multiply:
            break;
        default:
            return false;
    }
    return std::all_of(what.operands.begin(), what.operands.end(), counts_whole_days);
}

/// The days between two moments are rounded; the microseconds they stand for are whole.
TRAMO_INLINE node_index lowering::whole_micros(node_index of, span at, graph& in) {
    number_node node;
    node.what = number_node::form::unary;
    node.op = operation::round;
    node.left = of;
    node.at = at;
    return in.intern(std::move(node));
}

/// The day on which a number of days falls that may carry a part of one.
TRAMO_INLINE node_index lowering::whole_day(node_index of, span at, graph& in) {
    number_node node;
    node.what = number_node::form::unary;
    node.op = operation::to_date;
    node.left = binary(operation::multiply, of, constant_number(decimal(micros_a_day), in), at, in);
    node.at = at;
    return in.intern(std::move(node));
}

/// The same day, or a fault where there is no such day.
TRAMO_INLINE node_index lowering::day_of_calendar(node_index of, span at, graph& in) {
    number_node node;
    node.what = number_node::form::add_months;
    node.left = of;
    node.at = at;
    return in.intern(std::move(node));
}

/// Durations count days; beside moments they count microseconds.
TRAMO_INLINE node_index lowering::chain_number(typed_expression const& what, graph& in) {
    bool const moved_moment = what.type.kind == kind::timestamp;
    auto const operand = [&](typed_expression const& part) {
        auto const index = number(part, in);
        if (!moved_moment || part.type.kind != kind::duration) return index;
        return whole_micros(
            binary(operation::multiply, index, constant_number(decimal(micros_a_day), in), part.at, in),
            part.at, in);
    };
    auto result = operand(what.operands[0]);
    for (std::size_t i = 1; i < what.operands.size(); ++i)
        result = binary(what.what, result, operand(what.operands[i]), what.at, in);
    bool const between_moments = what.type.kind == kind::duration &&
                                 what.operands[0].type.kind == kind::timestamp &&
                                 what.what == operation::subtract;
    bool const moved_day =
        what.type.kind == kind::date && (what.what == operation::add || what.what == operation::subtract);
    if (moved_day && !counts_whole_days(what.operands[1])) return whole_day(result, what.at, in);
    if (moved_day) return day_of_calendar(result, what.at, in);
    if (!between_moments) return result;
    return binary(operation::divide, result, constant_number(decimal(micros_a_day), in), what.at, in);
}

}  // namespace tramo::planning
