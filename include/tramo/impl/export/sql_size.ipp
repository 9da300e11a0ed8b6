// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How large a condition becomes when what its plan shares is written out each time.
#pragma once

#include <algorithm>
#include <vector>

#include <tramo/plan/plan.hpp>

namespace tramo::exporting {

struct written_size {
    std::size_t nodes = 0, height = 0;
};

inline constexpr std::size_t most_nodes = 20'000;
/// Engines bound how deep an expression nests; DuckDB at 1,000.
inline constexpr std::size_t most_height = 250;

class size_finder {
public:
    explicit size_finder(space const& of)
        : of_(of), conditions_(of.conditions.size()), numbers_(of.numbers.size()) {}

    [[nodiscard]] bool is_too_large(node_index condition) {
        auto const found = of_condition(condition, 0);
        return found.nodes > most_nodes || found.height > most_height;
    }

private:
    static constexpr std::size_t quotient_copies = 4;

    static void take(written_size& into, written_size const& part, std::size_t copies = 1) {
        into.nodes = std::min(into.nodes + part.nodes * copies, most_nodes + 1);
        into.height = std::max(into.height, part.height + 1);
    }

    [[nodiscard]] written_size of_condition(node_index index, std::size_t depth) {
        auto& known = conditions_[static_cast<std::size_t>(index)];
        if (known.nodes > 0) return known;
        if (depth > most_height) return {most_nodes + 1, most_height + 1};
        auto const& node = of_.conditions[static_cast<std::size_t>(index)];
        written_size made{1, 1};
        for (auto const operand : node.operands) take(made, of_condition(operand, depth + 1));
        for (auto const number : {node.left, node.right})
            if (number != no_node) take(made, of_number(number, depth + 1));
        return known = made;
    }

    [[nodiscard]] written_size of_number(node_index index, std::size_t depth) {
        auto& known = numbers_[static_cast<std::size_t>(index)];
        if (known.nodes > 0) return known;
        if (depth > most_height) return {most_nodes + 1, most_height + 1};
        auto const& node = of_.numbers[static_cast<std::size_t>(index)];
        written_size made{1, 1};
        bool const is_repeated =
            node.op == operation::divide || node.op == operation::largest || node.op == operation::smallest;
        for (auto const operand : {node.left, node.right})
            if (operand != no_node)
                take(made, of_number(operand, depth + 1), is_repeated ? quotient_copies : 1);
        if (node.condition != no_node) take(made, of_condition(node.condition, depth + 1));
        return known = made;
    }

    space const& of_;
    std::vector<written_size> conditions_, numbers_;
};

}  // namespace tramo::exporting
