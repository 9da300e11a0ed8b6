// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Columns of parameter tables: the value of the one row whose condition surely holds.
#pragma once

#include <tramo/check/constant.hpp>
#include <tramo/impl/plan/lowering.ipp>

namespace tramo::planning {

/// What `answer` says of the constant of the row that surely holds; unknown where none does.
template <class Answer>
node_index lowering::of_row(typed_expression const& lookup, graph& in, Answer answer) {
    std::vector<node_index> chosen, parts;
    for (std::size_t i = 0; i + 1 < lookup.operands.size(); i += 2) {
        chosen.push_back(in.is_true(condition(lookup.operands[i], in)));
        parts.push_back(in.join({chosen.back(), answer(lookup.operands[i + 1])}, true));
    }
    if (lookup.may_be_unknown)
        parts.push_back(in.join({in.unknown(), in.negation(in.join(std::move(chosen), false))}, true));
    return in.join(std::move(parts), false);
}

TRAMO_INLINE node_index lowering::lookup_condition(typed_expression const& lookup, graph& in) {
    return of_row(lookup, in, [&](typed_expression const& given) { return condition(given, in); });
}

/// The first of the rows' values that is known: at most one is.
TRAMO_INLINE node_index lowering::lookup_number(typed_expression const& lookup, graph& in) {
    auto result = no_node;
    for (auto i = lookup.operands.size() / 2; i-- > 0;) {
        number_node node;
        node.what = number_node::form::when;
        node.condition = condition(lookup.operands[2 * i], in);
        node.left = number(lookup.operands[2 * i + 1], in);
        node.at = lookup.at;
        auto const given = in.intern(std::move(node));
        result = result == no_node ? given : binary(operation::coalesce, given, result, lookup.at, in);
    }
    return result;
}

/// Each row's comparison with its constant, which becomes a test on a field where the other side is one.
TRAMO_INLINE std::optional<node_index> lowering::compare_lookup(typed_expression const& left,
                                                                typed_expression const& right, comparison op,
                                                                graph& in) {
    auto const& meant_left = behind_name(left);
    auto const& meant_right = behind_name(right);
    bool const is_left = meant_left.what == operation::lookup;
    bool const is_right = meant_right.what == operation::lookup;
    if (is_left == is_right) return {};
    if (is_left)
        return of_row(meant_left, in,
                      [&](typed_expression const& given) { return compare(given, right, op, in); });
    return of_row(meant_right, in,
                  [&](typed_expression const& given) { return compare(left, given, op, in); });
}

}  // namespace tramo::planning
