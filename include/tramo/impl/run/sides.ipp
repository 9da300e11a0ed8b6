// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which bitmaps of a condition anybody asks for: where it surely holds, where it may, or both.
#pragma once

#include <cstdint>
#include <vector>

#include <tramo/plan/plan.hpp>

namespace tramo::running {

inline constexpr std::uint8_t sure_side = 1, maybe_side = 2, both_sides = 3;

/// Of each of the account's conditions. Only a condition that is told of as unknown, or negated, needs the
/// rows where it may hold: without unknown rows to report, three-valued logic costs what two-valued logic
/// does.
class side_finder {
public:
    side_finder(plan const& prepared, bool with_unknown)
        : space_(prepared.account), sides_(prepared.account.conditions.size(), 0) {
        for (auto const& segment : prepared.segments)
            need(segment.condition, with_unknown ? both_sides : sure_side);
        for (auto const& strategy : prepared.strategies)
            for (auto const& queue : strategy.queues) need(queue.condition, sure_side);
        for (std::size_t i = 0; i < space_.numbers.size(); ++i)
            if (space_.needed_numbers[i]) need(space_.numbers[i].condition, sure_side);
    }

    /// Operands come before their users: one pass from the last to the first.
    [[nodiscard]] std::vector<std::uint8_t> find() && {
        for (auto i = sides_.size(); i-- > 0;) {
            if (sides_[i] == 0) continue;
            auto const& node = space_.conditions[i];
            if (node.is_certain) sides_[i] = sure_side;
            for (auto const operand : node.operands) need(operand, of_operand(node, sides_[i]));
        }
        return std::move(sides_);
    }

private:
    void need(node_index node, std::uint8_t sides) {
        if (node == no_node) return;
        auto& at = sides_[static_cast<std::size_t>(node)];
        at = static_cast<std::uint8_t>(at | sides);
    }

    [[nodiscard]] static std::uint8_t of_operand(condition_node const& node, std::uint8_t sides) {
        switch (node.what) {
            case condition_node::form::negation:
                return static_cast<std::uint8_t>((sides & sure_side) << 1 | (sides & maybe_side) >> 1);
            case condition_node::form::is_true:
                return sure_side;
            case condition_node::form::all_of:
            case condition_node::form::any_of:
                return sides;
            default:
                return both_sides;
        }
    }

    space const& space_;
    std::vector<std::uint8_t> sides_;
};

}  // namespace tramo::running
