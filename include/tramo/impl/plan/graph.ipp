// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Builds the graph of one space: equal nodes once, constants folded away.
#pragma once

#include <algorithm>
#include <functional>
#include <unordered_map>

#include <tramo/plan/plan.hpp>

namespace tramo::planning {

inline void mix(std::size_t& seed, std::size_t with) {
    seed ^= with + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
}

[[nodiscard]] TRAMO_INLINE std::size_t hash_of(condition_node const& node) {
    std::size_t seed = static_cast<std::size_t>(node.what);
    mix(seed,
        static_cast<std::size_t>(node.is_true) * 2 + static_cast<std::size_t>(node.is_unknown_constant));
    mix(seed, node.use);
    mix(seed, node.test);
    mix(seed, static_cast<std::size_t>(node.op));
    mix(seed, static_cast<std::size_t>(node.left));
    mix(seed, static_cast<std::size_t>(node.right));
    mix(seed, node.aggregate);
    for (auto const operand : node.operands) mix(seed, static_cast<std::size_t>(operand));
    return seed;
}

[[nodiscard]] TRAMO_INLINE std::size_t hash_of(number_node const& node) {
    std::size_t seed = static_cast<std::size_t>(node.what);
    mix(seed, static_cast<std::size_t>(node.number.coefficient));
    mix(seed, node.use);
    mix(seed, static_cast<std::size_t>(node.op));
    mix(seed, static_cast<std::size_t>(node.months));
    mix(seed, static_cast<std::size_t>(node.left));
    mix(seed, static_cast<std::size_t>(node.right));
    mix(seed, static_cast<std::size_t>(node.condition));
    mix(seed, node.aggregate);
    return seed;
}

[[nodiscard]] TRAMO_INLINE std::size_t hash_of(field_test const& test) {
    std::size_t seed = static_cast<std::size_t>(test.what) * 2 + static_cast<std::size_t>(test.asks_unknown);
    mix(seed, static_cast<std::size_t>(test.order));
    for (auto const& range : test.numbers.ranges()) {
        mix(seed, static_cast<std::size_t>(range.low));
        mix(seed, static_cast<std::size_t>(range.high));
    }
    for (auto const& text : test.texts) mix(seed, std::hash<std::string>()(text));
    return seed;
}

[[nodiscard]] TRAMO_INLINE std::size_t hash_of(aggregate const& what) {
    std::size_t seed = static_cast<std::size_t>(what.function);
    mix(seed, what.collection);
    mix(seed, static_cast<std::size_t>(what.value));
    mix(seed, static_cast<std::size_t>(what.member));
    mix(seed, static_cast<std::size_t>(what.condition));
    return seed;
}

class graph {
public:
    graph(space& into, std::vector<field> const& fields) : into_(into), fields_(fields) {}

    [[nodiscard]] node_index constant(bool is_true) {
        condition_node node;
        node.is_true = is_true;
        return intern(std::move(node));
    }

    [[nodiscard]] node_index unknown() {
        condition_node node;
        node.is_unknown_constant = true;
        node.is_certain = false;
        return intern(std::move(node));
    }

    [[nodiscard]] std::size_t use_of(std::size_t field) {
        auto const [at, is_new] = use_by_field_.try_emplace(field, into_.uses.size());
        if (is_new) {
            field_use added;
            added.field = field;
            into_.uses.push_back(std::move(added));
            tests_.emplace_back();
        }
        return at->second;
    }

    [[nodiscard]] node_index test(std::size_t field, field_test asked) {
        auto const use = use_of(field);
        auto& tests = into_.uses[use].tests;
        auto& same = tests_[use][hash_of(asked)];
        auto const found =
            std::find_if(same.begin(), same.end(), [&](std::size_t one) { return tests[one] == asked; });
        condition_node node;
        node.what = condition_node::form::test;
        node.use = use;
        node.test = found != same.end() ? *found : tests.size();
        node.is_certain = asked.asks_unknown || !fields_[field].is_optional;
        if (found == same.end()) {
            same.push_back(tests.size());
            tests.push_back(std::move(asked));
        }
        return intern(std::move(node));
    }

    [[nodiscard]] node_index negation(node_index of) {
        auto const& operand = into_.conditions[static_cast<std::size_t>(of)];
        if (operand.what == condition_node::form::negation) return operand.operands[0];
        if (operand.what == condition_node::form::constant)
            return operand.is_unknown_constant ? of : constant(!operand.is_true);
        condition_node node;
        node.what = condition_node::form::negation;
        node.is_certain = operand.is_certain;
        node.operands = {of};
        return intern(std::move(node));
    }

    /// Whether a condition surely holds: never unknown itself.
    [[nodiscard]] node_index is_true(node_index of) {
        auto const& operand = into_.conditions[static_cast<std::size_t>(of)];
        if (operand.is_certain) return of;
        if (operand.what == condition_node::form::constant) return constant(false);
        condition_node node;
        node.what = condition_node::form::is_true;
        node.operands = {of};
        return intern(std::move(node));
    }

    /// `and` (all) or `or` of the operands: sorted, without repetition, constants taken out.
    [[nodiscard]] node_index join(std::vector<node_index> operands, bool all) {
        std::sort(operands.begin(), operands.end());
        operands.erase(std::unique(operands.begin(), operands.end()), operands.end());
        condition_node node;
        node.what = all ? condition_node::form::all_of : condition_node::form::any_of;
        for (auto const operand : operands) {
            auto const& part = into_.conditions[static_cast<std::size_t>(operand)];
            bool const is_constant = part.what == condition_node::form::constant && !part.is_unknown_constant;
            if (is_constant && part.is_true != all) return operand;
            if (is_constant) continue;
            node.is_certain = node.is_certain && part.is_certain;
            node.operands.push_back(operand);
        }
        if (node.operands.empty()) return constant(all);
        if (node.operands.size() == 1) return node.operands[0];
        return intern(std::move(node));
    }

    [[nodiscard]] node_index intern(condition_node node) {
        return intern(std::move(node), into_.conditions, conditions_);
    }
    [[nodiscard]] node_index intern(number_node node) {
        return intern(std::move(node), into_.numbers, numbers_);
    }

    /// Sorts out the cut points of every field, once all tests are known.
    void finish() {
        for (auto& use : into_.uses) {
            for (auto const& test : use.tests)
                for (auto const& range : test.numbers.ranges()) {
                    if (range.low != lowest_int128) use.cuts.push_back(range.low);
                    if (range.high != highest_int128) use.cuts.push_back(range.high + 1);
                }
            std::sort(use.cuts.begin(), use.cuts.end());
            use.cuts.erase(std::unique(use.cuts.begin(), use.cuts.end()), use.cuts.end());
        }
    }

    [[nodiscard]] space& target() { return into_; }
    [[nodiscard]] std::vector<field> const& fields() const { return fields_; }

private:
    using index_map = std::unordered_map<std::size_t, std::vector<node_index>>;

    template <class Node>
    [[nodiscard]] static node_index intern(Node node, std::vector<Node>& all, index_map& known) {
        auto& same = known[hash_of(node)];
        for (auto const index : same)
            if (all[static_cast<std::size_t>(index)] == node) return index;
        auto const index = static_cast<node_index>(all.size());
        same.push_back(index);
        all.push_back(std::move(node));
        return index;
    }

    space& into_;
    std::vector<field> const& fields_;
    std::unordered_map<std::size_t, std::size_t> use_by_field_;
    std::vector<std::unordered_map<std::size_t, std::vector<std::size_t>>> tests_;
    index_map conditions_;
    index_map numbers_;
};

}  // namespace tramo::planning
