// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plans what must be known of an account before it can be offered anything.
#pragma once

#include <tramo/impl/plan/compile.ipp>
#include <tramo/plan/offer_plan.hpp>

namespace tramo {

namespace planning {

/// The definitions that expressions name, and those that these name in turn: without recursion into
/// definitions, of which there may be a long chain.
class definition_finder {
public:
    definition_finder(program const& policy, std::vector<std::size_t> const& active_version)
        : policy_(policy), active_version_(active_version), is_used_(policy.definitions.size(), false) {}

    void follow(typed_expression const& what) {
        note(what);
        while (!open_.empty()) {
            auto const index = open_.back();
            open_.pop_back();
            auto const& definition = policy_.definitions[index];
            auto const version = definition.is_segment ? active_version_[index] : 0;
            if (version != no_version) note(definition.versions[version].meaning);
        }
    }
    [[nodiscard]] bool is_used(std::size_t index) const { return is_used_[index]; }

private:
    void note(typed_expression const& what) {
        if (what.what == operation::definition && !is_used_[what.index]) {
            is_used_[what.index] = true;
            open_.push_back(what.index);
        }
        for (auto const& one : what.operands) note(one);
    }

    program const& policy_;
    std::vector<std::size_t> const& active_version_;
    std::vector<bool> is_used_;
    std::vector<std::size_t> open_;
};

/// Whether a ceiling of the condition or of one of its alternatives is taken from that matrix.
[[nodiscard]] TRAMO_INLINE bool takes_from(payment_condition const& condition, std::size_t matrix) {
    auto const is_of = [&](discount_ceiling const& one) { return one.matrix == matrix; };
    if (std::any_of(condition.discounts.begin(), condition.discounts.end(), is_of)) return true;
    return std::any_of(condition.alternatives.begin(), condition.alternatives.end(), [&](auto const& one) {
        return std::any_of(one.discounts.begin(), one.discounts.end(), is_of);
    });
}

/// Definitions before those that use them, so that no chain of them is lowered by recursion.
TRAMO_INLINE void lowering::lower_used_definitions() {
    definition_finder finder(policy_, active_version_);
    for (auto const& one : policy_.debt->amounts)
        if (one) finder.follow(*one);
    if (policy_.debt->overdue) finder.follow(*policy_.debt->overdue);
    for (auto const& condition : policy_.conditions) {
        if (!holds(condition.period)) continue;
        for (auto const& one : condition.requirements) finder.follow(one.condition);
        if (condition.approval_when) finder.follow(*condition.approval_when);
        for (std::size_t i = 0; i < policy_.matrices.size(); ++i)
            if (takes_from(condition, i))
                for (auto const& row : policy_.matrices[i].rows) finder.follow(row.condition);
    }
    for (auto const index : policy_.order)
        if (finder.is_used(index)) lower_definition(index);
}

TRAMO_INLINE void lowering::ask(std::string const& name, std::string const& label, std::string const& rule_id,
                                std::string const& version, typed_expression const& what,
                                std::size_t definition, std::size_t index) {
    plan_.segments.push_back(
        {name, label, rule_id, version, condition(what, graphs_[0]), true, definition, index});
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
    auto const put = [&](typed_expression const& what) {
        plan_.outputs.push_back(number(what, graphs_[0]));
        return plan_.outputs.size() - 1;
    };
    for (std::size_t i = 0; i < component_count; ++i)
        if (auto const& amount = policy_.debt->amounts[i]) into.amounts[i] = put(*amount);
    if (policy_.debt->overdue) into.overdue = put(*policy_.debt->overdue);
}

TRAMO_INLINE offer_plan lowering::run_offers() {
    offer_plan made;
    lower_used_definitions();
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
