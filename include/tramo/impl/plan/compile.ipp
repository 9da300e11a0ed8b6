// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plans segments and strategies for a day.
#pragma once

#include <tramo/impl/plan/lower_choices.ipp>
#include <tramo/impl/plan/lower_conditions.ipp>
#include <tramo/impl/plan/lower_lookups.ipp>
#include <tramo/impl/plan/lower_numbers.ipp>
#include <tramo/impl/plan/needed.ipp>

namespace tramo {

namespace planning {

TRAMO_INLINE lowering::lowering(program const& policy, environment const& known)
    : policy_(policy), known_(known) {
    plan_.children.resize(policy.fields.collections.size());
    plan_.condition_of.assign(policy.expression_count, no_node);
    plan_.number_of.assign(policy.expression_count, no_node);
    graphs_.emplace_back(plan_.account, policy.fields.fields);
    for (std::size_t i = 0; i < plan_.children.size(); ++i)
        graphs_.emplace_back(plan_.children[i], policy.fields.collections[i].fields);
    definition_conditions_.assign(policy.definitions.size(), no_node);
    definition_numbers_.assign(policy.definitions.size(), no_node);
    for (auto const& definition : policy.definitions) {
        auto const& versions = definition.versions;
        auto const active = std::find_if(versions.begin(), versions.end(),
                                         [&](auto const& one) { return holds(one.period); });
        active_version_.push_back(
            active == versions.end() ? no_version : static_cast<std::size_t>(active - versions.begin()));
    }
}

/// A use of a definition, for those that nothing uses.
[[nodiscard]] TRAMO_INLINE typed_expression definition_reference(std::size_t index, definition const& of) {
    typed_expression reference;
    reference.what = operation::definition;
    reference.index = index;
    reference.type = of.type;
    return reference;
}

TRAMO_INLINE void lowering::lower_definition(std::size_t index) {
    auto const& definition = policy_.definitions[index];
    if (definition.type.kind == kind::boolean)
        (void)definition_condition(index, graphs_[0]);
    else if (definition.type.kind != kind::text && definition.type.kind != kind::enumeration)
        (void)definition_number(definition_reference(index, definition), graphs_[0]);
}

TRAMO_INLINE plan lowering::run() {
    for (auto const index : policy_.order) lower_definition(index);
    plan_segments();
    plan_strategies();
    plan_events();
    plan_counters();
    return finish();
}

TRAMO_INLINE plan lowering::finish() {
    for (auto& graph : graphs_) graph.finish();
    mark_needed(plan_);
    list_fields_read();
    return std::move(plan_);
}

TRAMO_INLINE void lowering::plan_segments() {
    for (std::size_t i = 0; i < policy_.definitions.size(); ++i) {
        auto const& definition = policy_.definitions[i];
        if (!definition.is_segment) continue;
        auto const version = active_version_[i];
        bool const active = version != no_version;
        auto const& shown = definition.versions[active ? version : 0];
        plan_.segments.push_back({definition.name, definition.label, shown.rule_id, shown.version,
                                  definition_condition(i, graphs_[0]), active, i, active ? version : 0});
    }
}

TRAMO_INLINE void lowering::plan_strategies() {
    for (std::size_t i = 0; i < policy_.strategies.size(); ++i) {
        auto const& strategy = policy_.strategies[i];
        for (std::size_t j = 0; j < strategy.versions.size(); ++j) {
            auto const& version = strategy.versions[j];
            if (!holds(version.period)) continue;
            planned_strategy planned{strategy.name, strategy.label, version.version, {}, i, j};
            for (std::size_t k = 0; k < version.queues.size(); ++k) {
                auto const& queue = version.queues[k];
                bool const is_rest = k + 1 == version.queues.size();
                bool const active = holds(queue.period);
                auto const node = is_rest   ? no_node
                                  : !active ? graphs_[0].constant(false)
                                            : condition(queue.condition, graphs_[0]);
                planned.queues.push_back({queue.name, queue.label, queue.rule_id, node, active, k});
            }
            plan_.strategies.push_back(std::move(planned));
            break;
        }
    }
}

/// Conditions and deadlines over the scope of each event; filters apart, which are asked before.
TRAMO_INLINE void lowering::plan_events() {
    plan_.events.resize(policy_.events.size());
    for (std::size_t i = 0; i < policy_.events.size(); ++i) {
        auto const& event = policy_.events[i];
        auto& planned = plan_.events[i];
        graph before(planned.before, event.scope);
        for (auto const& one : event.filters) planned.filters.push_back(condition(one, before));
        before.finish();
        graph at(planned.at, event.scope);
        for (auto const& one : event.guards) planned.guards.push_back(condition(one, at));
        for (auto const& one : event.deadlines) planned.deadlines.push_back(number(one, at));
        at.finish();
    }
}

TRAMO_INLINE void lowering::plan_counters() {
    plan_.counters.resize(policy_.counters.size());
    for (std::size_t i = 0; i < policy_.counters.size(); ++i) {
        auto const& counter = policy_.counters[i];
        graph over(plan_.counters[i].over, counter.scope);
        plan_.counters[i].number = number(counter.meaning, over);
        over.finish();
    }
}

TRAMO_INLINE void lowering::list_fields_read() {
    for (auto const& use : plan_.account.uses) plan_.fields_read.push_back(use.field);
    if (policy_.key) plan_.fields_read.push_back(*policy_.key);
    std::sort(plan_.fields_read.begin(), plan_.fields_read.end());
    plan_.fields_read.erase(std::unique(plan_.fields_read.begin(), plan_.fields_read.end()),
                            plan_.fields_read.end());
}

}  // namespace planning

TRAMO_INLINE plan compile(program const& policy, environment const& known) {
    return planning::lowering(policy, known).run();
}

}  // namespace tramo
