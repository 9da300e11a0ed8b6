// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The compiler's state, and what it does with each kind of expression.
#pragma once

#include <deque>

#include <tramo/impl/plan/graph.ipp>
#include <tramo/plan/compile.hpp>
#include <tramo/plan/plan.hpp>

namespace tramo {
struct offer_plan;
struct palette_plan;
struct worklist_plan;
struct hold_plan;
struct treatment_plan;
struct planned_paragraph;
struct message_paragraph;
}  // namespace tramo

namespace tramo::planning {

/// A comparison turned so that a bare field stands on its left: `as_of - due > 30 days` is `due < as_of - 30
/// days`.
struct isolated {
    typed_expression const* field = nullptr;
    comparison op = comparison::equal;
    decimal bound;
};

class lowering {
public:
    lowering(program const& policy, environment const& known);
    [[nodiscard]] plan run();
    /// The same for offers: what they need, and nothing else of the policy.
    [[nodiscard]] offer_plan run_offers();
    [[nodiscard]] palette_plan run_palettes();
    [[nodiscard]] worklist_plan run_worklist(std::size_t index);
    [[nodiscard]] hold_plan run_holds();
    [[nodiscard]] treatment_plan run_treatment();

private:
    [[nodiscard]] plan finish();
    void lower_definition(std::size_t index);
    void lower_used_definitions(std::vector<typed_expression const*> const& asked);
    void lower_definitions_of_offers();
    void lower_definitions_of_worklist(std::size_t index);
    void plan_condition(std::size_t index, offer_plan& into);
    void plan_matrices(offer_plan& into);
    void plan_debt(offer_plan& into);
    void ask(std::string const& name, std::string const& label, std::string const& rule_id,
             std::string const& version, typed_expression const& what, std::size_t definition,
             std::size_t index);
    [[nodiscard]] std::size_t put_out(typed_expression const& what);
    /// `no_index` where nothing is asked.
    [[nodiscard]] std::size_t ask_if(std::optional<typed_expression> const& what);
    [[nodiscard]] std::size_t put_out_if(std::optional<typed_expression> const& what);
    void plan_effect(std::size_t index, treatment_plan& into);
    void plan_template(std::size_t index, treatment_plan& into);
    [[nodiscard]] planned_paragraph plan_paragraph(message_paragraph const& one);
    void plan_candidate(std::size_t index, std::size_t candidate, worklist_plan& into);
    void plan_order(std::size_t index, std::size_t key, worklist_plan& into);
    void plan_segments();
    void plan_strategies();
    void plan_events();
    void plan_counters();
    void list_fields_read();

    node_index condition(typed_expression const& what, graph& in);
    node_index lower_condition(typed_expression const& what, graph& in);
    node_index field_truth(typed_expression const& what, graph& in);
    node_index definition_condition(std::size_t index, graph& in);
    node_index compare(typed_expression const& left, typed_expression const& right, comparison op, graph& in);
    node_index compare_truths(typed_expression const& left, typed_expression const& right, comparison op,
                              graph& in);
    node_index compare_texts(typed_expression const& left, typed_expression const& right, comparison op,
                             graph& in);
    [[nodiscard]] typed_expression const* choice_behind(typed_expression const& what) const;
    [[nodiscard]] std::vector<node_index> const& none_before(typed_expression const& choice, graph& in);
    [[nodiscard]] bool is_not(typed_expression const& what, std::size_t value) const;
    node_index is_value(typed_expression const& what, std::size_t value, graph& in);
    node_index is_chosen(typed_expression const& choice, std::size_t value, graph& in);
    node_index compare_choices(typed_expression const& left, typed_expression const& right, comparison op,
                               graph& in);
    node_index compare_numbers(node_index left, node_index right, comparison op, graph& in);
    template <class Answer>
    node_index of_row(typed_expression const& lookup, graph& in, Answer answer);
    node_index lookup_condition(typed_expression const& lookup, graph& in);
    node_index lookup_number(typed_expression const& lookup, graph& in);
    [[nodiscard]] std::optional<node_index> compare_lookup(typed_expression const& left,
                                                           typed_expression const& right, comparison op,
                                                           graph& in);
    node_index membership(typed_expression const& what, graph& in);
    [[nodiscard]] std::optional<node_index> listed(typed_expression const& what, graph& in);
    [[nodiscard]] std::optional<node_index> listed_texts(typed_expression const& what, graph& in);
    node_index one_member(typed_expression const& subject, typed_expression const& member, graph& in);
    node_index text_match(typed_expression const& what, graph& in);
    node_index unknown_test(typed_expression const& what, graph& in);
    node_index aggregate_condition(typed_expression const& what, graph& in);
    [[nodiscard]] typed_expression const& behind_name(typed_expression const& what) const;
    [[nodiscard]] std::optional<node_index> compare_constants(typed_expression const& left,
                                                              typed_expression const& right, comparison op,
                                                              graph& in) const;
    [[nodiscard]] std::optional<isolated> isolate(typed_expression const& subject, comparison op,
                                                  value const& bound) const;
    [[nodiscard]] std::optional<isolated> peel(isolated from, typed_expression const* subject) const;

    node_index number(typed_expression const& what, graph& in);
    node_index lower_number(typed_expression const& what, graph& in);
    node_index constant_number(decimal const& number, graph& in);
    node_index field_number(typed_expression const& what, graph& in);
    node_index definition_number(typed_expression const& what, graph& in);
    node_index unary_number(typed_expression const& what, graph& in);
    node_index chain_number(typed_expression const& what, graph& in);
    node_index whole_micros(node_index of, span at, graph& in);
    node_index whole_day(node_index of, span at, graph& in);
    node_index day_of_calendar(node_index of, span at, graph& in);
    node_index binary(operation op, node_index left, node_index right, span at, graph& in);

    std::size_t aggregate_index(typed_expression const& what);
    [[nodiscard]] bool holds(period const& when) const {
        return when.holds_on(known_.as_of.value_or(date{0}));
    }

    program const& policy_;
    environment const& known_;
    plan plan_;
    std::deque<graph> graphs_;  ///< of the account, then of each collection
    std::unordered_map<std::size_t, std::vector<node_index>> none_before_;  ///< by indicator's meaning
    std::vector<node_index> definition_conditions_;
    std::vector<node_index> definition_numbers_;
    std::vector<std::size_t> active_version_;
    std::unordered_map<std::size_t, std::vector<std::size_t>> aggregates_;  ///< by hash
};

inline constexpr auto no_version = static_cast<std::size_t>(-1);

}  // namespace tramo::planning
