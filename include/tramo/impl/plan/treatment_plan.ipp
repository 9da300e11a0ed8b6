// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plans what must be known of an account before it is treated.
#pragma once

#include <algorithm>

#include <tramo/impl/plan/used_definitions.ipp>
#include <tramo/plan/treatment_plan.hpp>

namespace tramo {

namespace planning {

/// Lowers what one question after the other asks: conditions become segments, numbers outputs.
TRAMO_INLINE std::size_t lowering::ask_if(std::optional<typed_expression> const& what) {
    if (!what) return no_index;
    ask("", "", "", "", *what, 0, 0);
    return plan_.segments.size() - 1;
}

TRAMO_INLINE std::size_t lowering::put_out_if(std::optional<typed_expression> const& what) {
    return what ? put_out(*what) : no_index;
}

/// Whether the owner or the reason of a hold stands in a table of parameters.
[[nodiscard]] inline bool is_read_by_holds(treatment_program const& of, std::size_t table) {
    return std::any_of(of.holds.begin(), of.holds.end(), [&](hold_definition const& one) {
        return (one.reason.what == text_place::form::table && one.reason.table == table) ||
               (one.owner.what == text_place::form::table && one.owner.table == table);
    });
}

TRAMO_INLINE hold_plan lowering::run_holds() {
    auto const& treatment = policy_.treatment;
    std::vector<typed_expression const*> asked;
    for (std::size_t i = 0; i < treatment.tables.size(); ++i)
        if (is_read_by_holds(treatment, i))
            for (auto const& row : treatment.tables[i].rows) asked.push_back(&row.condition);
    for (auto const& one : treatment.holds)
        for (auto const* const part : {&one.condition, &one.from, &one.end})
            if (*part) asked.push_back(&**part);
    if (treatment.arrears) asked.push_back(&treatment.arrears->due);
    lower_used_definitions(asked);
    hold_plan made;
    for (auto const& one : treatment.holds)
        made.holds.push_back({ask_if(one.condition), put_out_if(one.from), put_out_if(one.end)});
    if (treatment.arrears) made.due = put_out(treatment.arrears->due);
    for (std::size_t i = 0; i < treatment.tables.size(); ++i) {
        auto& rows = made.tables.emplace_back();
        if (!is_read_by_holds(treatment, i)) continue;
        for (auto const& row : treatment.tables[i].rows) rows.push_back(ask_if(row.condition));
    }
    made.asked = finish();
    return made;
}

/// Every expression that an effect, a template or a table asks of the account.
class treatment_expressions {
public:
    void add(effect_definition const& one) {
        for (auto const* const part : {&one.condition, &one.stands, &one.release, &one.since}) add(*part);
        for (auto const& requirement : one.requirements) all.push_back(&requirement.condition);
        for (auto const& approval : one.approvals) add(approval.condition);
    }
    void add(message_template const& one) {
        add(one.condition);
        if (one.subject) add(*one.subject);
        for (auto const& paragraph : one.text) add(paragraph);
    }
    void add(parameter_table const& one) {
        for (auto const& row : one.rows) all.push_back(&row.condition);
    }
    std::vector<typed_expression const*> all;

private:
    void add(std::optional<typed_expression> const& what) {
        if (what) all.push_back(&*what);
    }
    void add(message_paragraph const& one) {
        add(one.condition);
        for (auto const& part : one.parts) add(part.meaning);
    }
};

TRAMO_INLINE void lowering::plan_effect(std::size_t index, treatment_plan& into) {
    auto const& effect = policy_.treatment.effects[index];
    planned_effect planned;
    planned.effect = index;
    planned.condition = ask_if(effect.condition);
    planned.stands = ask_if(effect.stands);
    planned.release = ask_if(effect.release);
    planned.requirements = plan_.segments.size();
    for (auto const& one : effect.requirements)
        ask(one.name, one.label, one.rule_id, effect.version, one.condition, index, 0);
    for (auto const& one : effect.approvals) planned.approvals.push_back({ask_if(one.condition)});
    planned.since = put_out_if(effect.since);
    into.effects.push_back(std::move(planned));
}

TRAMO_INLINE planned_paragraph lowering::plan_paragraph(message_paragraph const& one) {
    planned_paragraph planned;
    planned.condition = ask_if(one.condition);
    for (auto const& part : one.parts)
        planned.numbers.push_back(part.what == message_part::form::truth ? ask_if(part.meaning)
                                                                         : put_out_if(part.meaning));
    return planned;
}

TRAMO_INLINE void lowering::plan_template(std::size_t index, treatment_plan& into) {
    auto const& one = policy_.treatment.templates[index];
    planned_template planned;
    planned.which = index;
    planned.condition = ask_if(one.condition);
    if (one.subject) planned.subject = plan_paragraph(*one.subject);
    for (auto const& paragraph : one.text) planned.text.push_back(plan_paragraph(paragraph));
    into.templates.push_back(std::move(planned));
}

TRAMO_INLINE treatment_plan lowering::run_treatment() {
    auto const& treatment = policy_.treatment;
    treatment_expressions asked;
    for (auto const& one : treatment.effects)
        if (holds(one.period)) asked.add(one);
    for (auto const& one : treatment.templates)
        if (holds(one.period)) asked.add(one);
    for (auto const& one : treatment.tables) asked.add(one);
    lower_used_definitions(asked.all);
    treatment_plan made;
    for (std::size_t i = 0; i < treatment.effects.size(); ++i)
        if (holds(treatment.effects[i].period)) plan_effect(i, made);
    for (std::size_t i = 0; i < treatment.templates.size(); ++i)
        if (holds(treatment.templates[i].period)) plan_template(i, made);
    for (auto const& table : treatment.tables) {
        auto& rows = made.tables.emplace_back();
        for (auto const& row : table.rows) rows.push_back(ask_if(row.condition));
    }
    if (treatment.contact)
        for (auto const& one : treatment.contact->consents) {
            typed_expression field;
            field.what = operation::field;
            field.index = one.field;
            field.type = policy_.fields.fields[one.field].type;
            field.id = policy_.expression_count;  // no expression of the policy: nobody asks for it by number
            made.consents.push_back(ask_if(field));
        }
    made.asked = finish();
    return made;
}

}  // namespace planning

TRAMO_INLINE hold_plan compile_holds(program const& policy, environment const& known) {
    return planning::lowering(policy, known).run_holds();
}

TRAMO_INLINE treatment_plan compile_treatment(program const& policy, environment const& known) {
    return planning::lowering(policy, known).run_treatment();
}

}  // namespace tramo
