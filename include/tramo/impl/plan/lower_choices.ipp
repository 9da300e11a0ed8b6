// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Comparisons of indicators, whose value is the first case that holds.
#pragma once

#include <tramo/check/constant.hpp>
#include <tramo/impl/plan/lowering.ipp>

namespace tramo::planning {

/// The indicator that a name stands for; null for anything else.
TRAMO_INLINE typed_expression const* lowering::choice_behind(typed_expression const& what) const {
    if (what.what != operation::definition) return nullptr;
    auto const& meant = behind_name(what);
    return meant.what == operation::choice ? &meant : nullptr;
}

/// For each case, and for the rest, that none before it holds: a chain, as long as there are cases.
TRAMO_INLINE std::vector<node_index> const& lowering::none_before(typed_expression const& choice, graph& in) {
    auto& known = none_before_[choice.id];
    if (!known.empty()) return known;
    std::vector<node_index> chain{in.constant(true)};
    for (auto const& one : choice.operands)
        chain.push_back(in.join({chain.back(), in.negation(in.is_true(condition(one, in)))}, true));
    return known = std::move(chain);
}

/// The case holds, and none before it; for the rest, none.
TRAMO_INLINE node_index lowering::is_chosen(typed_expression const& choice, std::size_t value, graph& in) {
    auto const none = none_before(choice, in)[value];
    if (value == choice.operands.size()) return none;
    return in.join({none, in.is_true(condition(choice.operands[value], in))}, true);
}

/// Whether something of the indicator's type has its value number `value`.
TRAMO_INLINE node_index lowering::is_value(typed_expression const& what, std::size_t value, graph& in) {
    if (auto const* const choice = choice_behind(what)) return is_chosen(*choice, value, in);
    auto const code = static_cast<int128>(value);
    auto const& meant = behind_name(what);
    if (auto const constant = constant_value(meant, known_))
        return std::holds_alternative<unknown_t>(*constant) ? in.unknown()
                                                            : in.constant(!is_not(meant, value));
    if (meant.what != operation::field) return in.unknown();
    field_test asked;
    asked.numbers = interval_set(code, code);
    return in.test(meant.index, std::move(asked));
}

/// Whether something is known to be another value.
TRAMO_INLINE bool lowering::is_not(typed_expression const& what, std::size_t value) const {
    auto const constant = constant_value(what, known_);
    if (!constant || std::holds_alternative<unknown_t>(*constant)) return false;
    return coefficient_of(what.type, *constant).coefficient != static_cast<int128>(value);
}

TRAMO_INLINE node_index lowering::compare_choices(typed_expression const& left, typed_expression const& right,
                                                  comparison op, graph& in) {
    std::vector<node_index> same;
    for (std::size_t i = 0; i < left.type.values.size(); ++i) {
        bool const is_other = is_not(left, i) || is_not(right, i);
        if (!is_other) same.push_back(in.join({is_value(left, i, in), is_value(right, i, in)}, true));
    }
    auto const equal = in.join(std::move(same), false);
    return op == comparison::equal ? equal : in.negation(equal);
}

}  // namespace tramo::planning
