// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plans what must be known of an account before it can be offered anything.
#pragma once

#include <tramo/impl/plan/used_definitions.ipp>
#include <tramo/plan/offer_plan.hpp>

namespace tramo {

namespace planning {

/// Whether a ceiling of the condition or of one of its alternatives is taken from that matrix.
[[nodiscard]] TRAMO_INLINE bool takes_from(payment_condition const& condition, std::size_t matrix) {
    auto const is_of = [&](discount_ceiling const& one) { return one.matrix == matrix; };
    if (std::any_of(condition.discounts.begin(), condition.discounts.end(), is_of)) return true;
    return std::any_of(condition.alternatives.begin(), condition.alternatives.end(), [&](auto const& one) {
        return std::any_of(one.discounts.begin(), one.discounts.end(), is_of);
    });
}

TRAMO_INLINE void lowering::lower_definitions_of_offers() {
    std::vector<typed_expression const*> asked;
    for (auto const& one : policy_.debt->amounts)
        if (one) asked.push_back(&*one);
    if (policy_.debt->overdue) asked.push_back(&*policy_.debt->overdue);
    for (auto const& condition : policy_.conditions) {
        if (!holds(condition.period)) continue;
        for (auto const& one : condition.requirements) asked.push_back(&one.condition);
        if (condition.approval_when) asked.push_back(&*condition.approval_when);
        for (std::size_t i = 0; i < policy_.matrices.size(); ++i)
            if (takes_from(condition, i))
                for (auto const& row : policy_.matrices[i].rows) asked.push_back(&row.condition);
    }
    lower_used_definitions(asked);
}

TRAMO_INLINE void lowering::plan_condition(std::size_t index, offer_plan& into) {
    auto const& condition = policy_.conditions[index];
    planned_condition planned;
    planned.condition = index;
    planned.requirements = plan_.segments.size();
    for (std::size_t i = 0; i < condition.requirements.size(); ++i) {
        auto const& one = condition.requirements[i];
        ask(one.name, one.label, one.rule_id, condition.version, one.condition, index, i);
    }
    if (condition.approval_when) {
        planned.approval = plan_.segments.size();
        ask(condition.name, condition.approval_by, condition.rule_id, condition.version,
            *condition.approval_when, index, condition.requirements.size());
    }
    into.conditions.push_back(planned);
}

/// A matrix that no condition of the day takes a discount from is left out: its fields need not be there.
TRAMO_INLINE void lowering::plan_matrices(offer_plan& into) {
    for (std::size_t i = 0; i < policy_.matrices.size(); ++i) {
        auto const& matrix = policy_.matrices[i];
        bool const is_taken =
            std::any_of(into.conditions.begin(), into.conditions.end(),
                        [&](auto const& one) { return takes_from(policy_.conditions[one.condition], i); });
        into.matrices.push_back(is_taken ? plan_.segments.size() : no_index);
        for (std::size_t row = 0; is_taken && row < matrix.rows.size(); ++row)
            ask(matrix.name, matrix.label, matrix.name + "." + std::to_string(row + 1), "",
                matrix.rows[row].condition, i, row);
    }
}

TRAMO_INLINE void lowering::plan_debt(offer_plan& into) {
    for (std::size_t i = 0; i < component_count; ++i)
        if (auto const& amount = policy_.debt->amounts[i]) into.amounts[i] = put_out(*amount);
    if (policy_.debt->overdue) into.overdue = put_out(*policy_.debt->overdue);
}

TRAMO_INLINE offer_plan lowering::run_offers() {
    offer_plan made;
    lower_definitions_of_offers();
    for (std::size_t i = 0; i < policy_.conditions.size(); ++i)
        if (holds(policy_.conditions[i].period)) plan_condition(i, made);
    plan_matrices(made);
    plan_debt(made);
    made.asked = finish();
    return made;
}

}  // namespace planning

TRAMO_INLINE offer_plan compile_offers(program const& policy, environment const& known) {
    return planning::lowering(policy, known).run_offers();
}

}  // namespace tramo
