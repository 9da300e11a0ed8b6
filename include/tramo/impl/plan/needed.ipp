// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which nodes the segments, queues and outputs need: the others are never computed but for an explanation.
#pragma once

#include <tramo/plan/plan.hpp>

namespace tramo::planning {

/// Operands come before their users, so one pass from the last node to the first marks all.
class need_marker {
public:
    explicit need_marker(plan& target) : plan_(target), aggregate_needed_(target.aggregates.size(), false) {}

    void mark() {
        prepare(plan_.account);
        for (auto& space : plan_.children) prepare(space);
        for (auto const& segment : plan_.segments) need_condition(plan_.account, segment.condition);
        for (auto const& strategy : plan_.strategies)
            for (auto const& queue : strategy.queues) need_condition(plan_.account, queue.condition);
        for (auto const output : plan_.outputs) need_number(plan_.account, output);
        propagate(plan_.account);
        for (auto& space : plan_.children) propagate(space);
        for (auto& event : plan_.events) mark(event);
        for (auto& counter : plan_.counters) {
            prepare(counter.over);
            need_number(counter.over, counter.number);
            propagate(counter.over);
        }
    }

private:
    void mark(planned_event& event) {
        prepare(event.before);
        prepare(event.at);
        for (auto const filter : event.filters) need_condition(event.before, filter);
        for (auto const guard : event.guards) need_condition(event.at, guard);
        for (auto const deadline : event.deadlines) need_number(event.at, deadline);
        propagate(event.before);
        propagate(event.at);
    }

    static void prepare(space& in) {
        in.needed_conditions.assign(in.conditions.size(), false);
        in.needed_numbers.assign(in.numbers.size(), false);
    }
    static void need_condition(space& in, node_index node) {
        if (node != no_node) in.needed_conditions[static_cast<std::size_t>(node)] = true;
    }
    static void need_number(space& in, node_index node) {
        if (node != no_node) in.needed_numbers[static_cast<std::size_t>(node)] = true;
    }

    void need_aggregate(std::size_t index) {
        if (aggregate_needed_[index]) return;
        aggregate_needed_[index] = true;
        auto const& what = plan_.aggregates[index];
        auto& inner = plan_.children[what.collection];
        need_condition(inner, what.member);
        need_condition(inner, what.condition);
        need_number(inner, what.value);
    }

    /// Numbers that hold under a condition need conditions, which may need numbers before them: another
    /// round.
    void propagate(space& in) {
        do {
            propagate_conditions(in);
        } while (propagate_numbers(in));
    }

    void propagate_conditions(space& in) {
        for (auto i = in.conditions.size(); i-- > 0;) {
            if (!in.needed_conditions[i]) continue;
            auto const& node = in.conditions[i];
            for (auto const operand : node.operands) need_condition(in, operand);
            need_number(in, node.left);
            need_number(in, node.right);
            if (node.what == condition_node::form::children) need_aggregate(node.aggregate);
        }
    }

    /// Whether a condition is needed that was not before.
    bool propagate_numbers(space& in) {
        bool is_new = false;
        for (auto i = in.numbers.size(); i-- > 0;) {
            if (!in.needed_numbers[i]) continue;
            auto const& node = in.numbers[i];
            need_number(in, node.left);
            need_number(in, node.right);
            if (node.what == number_node::form::aggregate) need_aggregate(node.aggregate);
            auto const condition = static_cast<std::size_t>(node.condition);
            is_new = is_new || (node.condition != no_node && !in.needed_conditions[condition]);
            need_condition(in, node.condition);
        }
        return is_new;
    }

    plan& plan_;
    std::vector<bool> aggregate_needed_;
};

TRAMO_INLINE void mark_needed(plan& target) {
    need_marker(target).mark();
}

}  // namespace tramo::planning
