// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A space cut down to what some of its nodes are made of: the other fields are neither read nor gathered.
#pragma once

#include <string>
#include <vector>

#include <tramo/plan/plan.hpp>
#include <tramo/values/schema.hpp>

namespace tramo::running {

/// A node that is asked for, and what it depends on.
struct asked_node {
    node_index node = no_node;
    std::vector<std::size_t> fields;    ///< of the cut-down scope
    std::vector<std::size_t> required;  ///< those of `fields` that the plan takes for known always
    std::vector<span> computed;         ///< its arithmetic
};

struct asked_space {
    space what;
    std::vector<field> fields;           ///< their names are their numbers: in a scope names may recur
    std::vector<std::size_t> scope_of;   ///< of each field: its number in the scope
    std::vector<asked_node> conditions;  ///< as asked for; `node` no_node where there is none
    std::vector<asked_node> numbers;
};

class space_cutter {
public:
    space_cutter(space const& whole, std::vector<field> const& scope) : whole_(whole), scope_(scope) {
        out_.what = whole;
        out_.what.uses.clear();
        out_.what.needed_conditions.assign(whole.conditions.size(), false);
        out_.what.needed_numbers.assign(whole.numbers.size(), false);
        new_use_.assign(whole.uses.size(), no_use);
    }

    [[nodiscard]] asked_space cut(std::vector<node_index> const& conditions,
                                  std::vector<node_index> const& numbers) {
        for (auto const node : conditions) out_.conditions.push_back(ask(node, no_node));
        for (auto const node : numbers) out_.numbers.push_back(ask(no_node, node));
        for (auto& node : out_.what.conditions) {
            if (node.what == condition_node::form::test || node.what == condition_node::form::compare_texts)
                node.use = use_of(node.use);
            if (node.what == condition_node::form::compare_texts) node.test = use_of(node.test);
        }
        for (auto& node : out_.what.numbers)
            if (node.what == number_node::form::field) node.use = use_of(node.use);
        return std::move(out_);
    }

private:
    static constexpr auto no_use = static_cast<std::size_t>(-1);

    /// Nodes that are not run may name a use that is gone.
    [[nodiscard]] std::size_t use_of(std::size_t before) const {
        return new_use_[before] == no_use ? 0 : new_use_[before];
    }

    /// Operands come before their users, so one way down through all nodes finds them without recursion.
    asked_node ask(node_index condition, node_index number) {
        asked_node asked;
        asked.node = condition == no_node ? number : condition;
        if (asked.node == no_node) return asked;
        asks_condition_.assign(whole_.conditions.size(), false);
        asks_number_.assign(whole_.numbers.size(), false);
        mark(asks_condition_, condition);
        mark(asks_number_, number);
        for (std::size_t i = whole_.conditions.size(); i-- > 0;)
            if (asks_condition_[i]) follow(whole_.conditions[i], asked);
        for (std::size_t i = whole_.numbers.size(); i-- > 0;)
            if (asks_number_[i]) follow(whole_.numbers[i], asked);
        for (std::size_t i = 0; i < asks_condition_.size(); ++i)
            if (asks_condition_[i]) out_.what.needed_conditions[i] = true;
        for (std::size_t i = 0; i < asks_number_.size(); ++i)
            if (asks_number_[i]) out_.what.needed_numbers[i] = true;
        return asked;
    }

    static void mark(std::vector<bool>& nodes, node_index node) {
        if (node != no_node) nodes[static_cast<std::size_t>(node)] = true;
    }

    void follow(condition_node const& node, asked_node& asked) {
        using form = condition_node::form;
        if (node.what == form::test || node.what == form::compare_texts) take(node.use, asked);
        if (node.what == form::compare_texts) take(node.test, asked);
        for (auto const operand : node.operands) mark(asks_condition_, operand);
        mark(asks_number_, node.left);
        mark(asks_number_, node.right);
    }

    void follow(number_node const& node, asked_node& asked) {
        if (node.what == number_node::form::field) return take(node.use, asked);
        if (node.what != number_node::form::constant) asked.computed.push_back(node.at);
        mark(asks_number_, node.left);
        mark(asks_number_, node.right);
    }

    void take(std::size_t use, asked_node& asked) {
        if (new_use_[use] == no_use) add(use);
        auto const at = new_use_[use];  // fields and uses have the same numbers
        asked.fields.push_back(at);
        if (!scope_[whole_.uses[use].field].is_optional) asked.required.push_back(at);
    }

    /// Nulls are no faults here: whoever asks leaves out the rows where a required field is unknown.
    void add(std::size_t use) {
        auto const number = out_.fields.size();
        new_use_[use] = number;
        out_.scope_of.push_back(whole_.uses[use].field);
        out_.what.uses.push_back(whole_.uses[use]);
        out_.what.uses.back().field = number;
        auto& field = out_.fields.emplace_back(scope_[whole_.uses[use].field]);
        field.name = std::to_string(number);
        field.is_optional = true;
        field.is_key = false;
    }

    space const& whole_;
    std::vector<field> const& scope_;
    asked_space out_;
    std::vector<std::size_t> new_use_;
    std::vector<bool> asks_condition_, asks_number_;
};

/// Requires that the plan's own nodes are asked for: conditions by the one list, numbers by the other.
[[nodiscard]] inline asked_space cut_space(space const& whole, std::vector<field> const& scope,
                                           std::vector<node_index> const& conditions,
                                           std::vector<node_index> const& numbers) {
    return space_cutter(whole, scope).cut(conditions, numbers);
}

}  // namespace tramo::running
