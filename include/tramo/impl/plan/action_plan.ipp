// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plans which palette is whose, and what accounts are ranked by.
#pragma once

#include <tramo/impl/plan/used_definitions.ipp>
#include <tramo/plan/action_plan.hpp>

namespace tramo {

namespace planning {

TRAMO_INLINE palette_plan lowering::run_palettes() {
    std::vector<typed_expression const*> asked;
    for (auto const& one : policy_.palettes)
        if (one.condition) asked.push_back(&*one.condition);
    lower_used_definitions(asked);
    palette_plan made;
    for (std::size_t i = 0; i < policy_.palettes.size(); ++i) {
        auto const& palette = policy_.palettes[i];
        made.conditions.push_back(palette.condition ? plan_.segments.size() : no_index);
        if (palette.condition) ask(palette.name, palette.label, palette.name, "", *palette.condition, i, 0);
    }
    if (policy_.window.what == action_window::kind_t::since_field) {
        typed_expression day;
        day.what = operation::field;
        day.index = policy_.window.field;
        day.type = policy_.fields.fields[day.index].type;
        day.id = policy_.expression_count;  // no expression of the policy: nobody asks for it by number
        day.at = policy_.window.at;
        made.since = put_out(day);
    }
    made.asked = finish();
    return made;
}

TRAMO_INLINE void lowering::lower_definitions_of_worklist(std::size_t index) {
    auto const& list = policy_.worklists[index];
    std::vector<typed_expression const*> asked;
    for (auto const& one : list.candidates)
        for (auto const* const part : {&one.condition, &one.cost, &one.value})
            if (*part) asked.push_back(&**part);
    for (auto const& one : list.order) asked.push_back(&one.key);
    lower_used_definitions(asked);
}

TRAMO_INLINE void lowering::plan_candidate(std::size_t index, std::size_t candidate, worklist_plan& into) {
    auto const& list = policy_.worklists[index];
    auto const& one = list.candidates[candidate];
    planned_candidate planned;
    if (one.condition) {
        planned.condition = plan_.segments.size();
        ask(one.name, one.label, one.rule_id, list.version, *one.condition, index, candidate);
    }
    if (one.cost) planned.cost = put_out(*one.cost);
    if (one.value) planned.value = put_out(*one.value);
    into.candidates.push_back(planned);
}

/// A list of values is asked for value by value, so that its order is that of the policy.
TRAMO_INLINE void lowering::plan_order(std::size_t index, std::size_t key, worklist_plan& into) {
    auto const& list = policy_.worklists[index];
    auto const& one = list.order[key];
    planned_order planned;
    planned.first = plan_.segments.size();
    switch (one.what) {
        case worklist_order::form::number:
            planned.first = no_index;
            planned.number = put_out(one.key);
            break;
        case worklist_order::form::truth:
            planned.count = 1;
            ask(one.caption, "", list.rule_id, list.version, one.key, index, key);
            break;
        case worklist_order::form::member:
            planned.count = one.key.type.values.size();
            for (std::size_t i = 0; i < planned.count; ++i)
                plan_.segments.push_back({one.key.type.values[i].value, "", list.rule_id, list.version,
                                          is_value(one.key, i, graphs_[0]), true, index, key});
            break;
    }
    into.order.push_back(planned);
}

TRAMO_INLINE worklist_plan lowering::run_worklist(std::size_t index) {
    lower_definitions_of_worklist(index);
    worklist_plan made;
    made.worklist = index;
    auto const& list = policy_.worklists[index];
    for (std::size_t i = 0; i < list.candidates.size(); ++i) plan_candidate(index, i, made);
    for (std::size_t i = 0; i < list.order.size(); ++i) plan_order(index, i, made);
    made.asked = finish();
    return made;
}

}  // namespace planning

TRAMO_INLINE palette_plan compile_palettes(program const& policy, environment const& known) {
    return planning::lowering(policy, known).run_palettes();
}

TRAMO_INLINE worklist_plan compile_worklist(program const& policy, std::size_t index,
                                            environment const& known) {
    return planning::lowering(policy, known).run_worklist(index);
}

}  // namespace tramo
