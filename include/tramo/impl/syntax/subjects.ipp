// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What members of a block say, to tell when something is said twice.
#pragma once

#include <optional>
#include <utility>

#include <tramo/syntax/ast.hpp>

namespace tramo::grammar {

/// What a member of a block says, where that may be said once; nothing where it may be said again.
using subject = std::pair<std::size_t, int>;

[[nodiscard]] TRAMO_INLINE std::optional<subject> subject_of(ast::debt_member const& one) {
    return subject{0, static_cast<int>(one.part)};
}

[[nodiscard]] TRAMO_INLINE std::optional<subject> subject_of(ast::condition_member const& one) {
    bool const is_repeated = std::holds_alternative<ast::requirement_member>(one) ||
                             std::holds_alternative<ast::discount_member>(one) ||
                             std::holds_alternative<ast::alternative_member>(one);
    if (is_repeated) return {};
    int which = 0;
    if (auto const* extent = std::get_if<ast::extent_member>(&one)) which = static_cast<int>(extent->what);
    if (auto const* charge = std::get_if<ast::charge_member>(&one)) which = static_cast<int>(charge->what);
    if (auto const* billing = std::get_if<ast::billing_member>(&one)) which = billing->is_filter ? 1 : 0;
    if (auto const* broken = std::get_if<ast::broken_member>(&one)) which = broken->length ? 1 : 0;
    return subject{one.index(), which};
}

[[nodiscard]] TRAMO_INLINE std::optional<subject> subject_of(ast::actions_member const& one) {
    auto const* column = std::get_if<ast::action_column>(&one);
    return subject{one.index(), column == nullptr ? 0 : static_cast<int>(column->role)};
}

[[nodiscard]] TRAMO_INLINE std::optional<subject> subject_of(ast::worklist_member const& one) {
    if (std::holds_alternative<ast::candidate_member>(one)) return {};
    return subject{one.index(), 0};
}

}  // namespace tramo::grammar
