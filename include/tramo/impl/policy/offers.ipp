// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Batch by batch from accounts to offers: conditions are evaluated in columns, terms worked out row by row.
#pragma once

#include <algorithm>

#include <tramo/impl/policy/offer_roles.ipp>
#include <tramo/impl/policy/offer_search.ipp>
#include <tramo/impl/policy/offer_tables.ipp>
#include <tramo/impl/policy/offer_words.ipp>
#include <tramo/impl/policy/parameters.ipp>
#include <tramo/policy/offers.hpp>
#include <tramo/run/evaluate.hpp>

namespace tramo {

struct offer_finder::state {
    prepared_policy with;
    offer_options options;
    date as_of;
    offer_plan planned;
    std::vector<offering::ready_condition> ready;
    std::vector<std::uint16_t> not_in_force;  ///< conditions that nobody is offered
    std::optional<evaluator> runner;
    std::optional<offering::account_search> search;

    [[nodiscard]] tramo::program const& program() const { return with.policy().program(); }
    [[nodiscard]] offering::offer_names names() const { return {program(), ready, as_of}; }
};

namespace offering {

[[nodiscard]] inline diagnostic unknown_name(std::string const& what, std::string const& name,
                                             std::vector<std::string> const& known) {
    std::vector<std::string> help;
    if (auto const near = nearest(name, known); !near.empty())
        help.push_back("did you mean `" + std::string(near) + "`?");
    return {"T5007", severity::error, "the policy has no " + what + " `" + name + "`", {}, std::move(help)};
}

inline void refuse_unknown_names(program const& policy, offer_options const& options,
                                 std::vector<diagnostic>& found) {
    std::vector<std::string> conditions, alternatives;
    for (auto const& one : policy.conditions) {
        conditions.push_back(one.name);
        bool const is_asked = options.condition.empty() || options.condition == one.name;
        for (auto const& way : one.alternatives)
            if (is_asked) alternatives.push_back(way.name);
    }
    auto const has = [](std::vector<std::string> const& all, std::string const& name) {
        return std::find(all.begin(), all.end(), name) != all.end();
    };
    if (!options.condition.empty() && !has(conditions, options.condition))
        found.push_back(unknown_name("payment condition", options.condition, conditions));
    if (!options.alternative.empty() && !alternatives.empty() && !has(alternatives, options.alternative))
        found.push_back(unknown_name("alternative", options.alternative, alternatives));
    if (options.role.empty()) return;
    auto const roles = roles_of(policy);
    auto const is_asked = [&](std::string const& one) { return fold(one) == fold(options.role); };
    if (!roles.empty() && std::none_of(roles.begin(), roles.end(), is_asked))
        found.push_back(unknown_name("role", options.role, roles));
}

/// An entry is paid in whole smallest units.
inline void refuse_entry(program const& policy, offer_options const& options,
                         std::vector<diagnostic>& found) {
    if (!options.entry) return;
    auto const scale = policy.debt->money.scale;
    if (options.entry->coefficient >= 0 && rescale_exactly(*options.entry, scale)) return;
    found.push_back({"T5013",
                     severity::error,
                     "an entry of " + to_shortest_string(*options.entry) + " cannot be paid",
                     {},
                     {"give an amount from 0 with at most " + std::to_string(scale) + " decimals"}});
}

}  // namespace offering

TRAMO_INLINE offer_finder::offer_finder() : state_(std::make_unique<state>()) {}
TRAMO_INLINE offer_finder::~offer_finder() = default;
TRAMO_INLINE offer_finder::offer_finder(offer_finder&&) noexcept = default;
TRAMO_INLINE offer_finder& offer_finder::operator=(offer_finder&&) noexcept = default;

TRAMO_INLINE prepared_policy const& offer_finder::with() const {
    return state_->with;
}
TRAMO_INLINE std::vector<diagnostic> offer_finder::check(batch const& data) const {
    return state_->runner->check(data);
}
TRAMO_INLINE verdicts offer_finder::totals() const {
    auto totals = state_->runner->totals();
    name_expressions(totals.errors, state_->with.policy());
    return totals;
}
TRAMO_INLINE int offer_finder::scale() const {
    return state_->program().debt->money.scale;
}
TRAMO_INLINE std::string const& offer_finder::currency() const {
    return state_->program().debt->money.currency;
}

TRAMO_INLINE offer_batch offer_finder::add(batch const& data) {
    auto const answers = state_->runner->add(data);
    offer_batch made;
    made.first_row = answers.first_row;
    made.rows = answers.rows;
    made.set_apart = answers.set_apart;
    for (std::int64_t row = 0; row < data.rows; ++row) {
        offering::row_answers const asked(answers, static_cast<std::size_t>(row));
        if (asked.is_set_apart()) continue;
        auto const number = static_cast<std::uint32_t>(row);
        auto const before = made.refused.size();
        state_->search->search(asked, number, made);
        for (auto const one : state_->not_in_force)
            made.refused.push_back({number, one, 0xFFFF, refusal::not_in_force, 0});
        if (!state_->not_in_force.empty())
            std::stable_sort(made.refused.begin() + static_cast<std::ptrdiff_t>(before), made.refused.end(),
                             [](auto const& a, auto const& b) { return a.condition < b.condition; });
    }
    return made;
}

TRAMO_INLINE std::vector<offered_payment> offer_finder::payments(offer const& of) const {
    return state_->names().payments(of);
}
TRAMO_INLINE std::string offer_finder::reason(refused_offer const& of) const {
    return offering::refusal_teller(state_->program(), state_->as_of).tell(of);
}
TRAMO_INLINE std::optional<date> offer_finder::valid_until(offer const& of) const {
    return state_->program().conditions[of.condition].period.until;
}
TRAMO_INLINE batch offer_finder::offer_table(offer_batch const& found, batch const& data) const {
    return offering::offer_table_maker(state_->names(), found, data).offers();
}
TRAMO_INLINE batch offer_finder::payment_table(offer_batch const& found, batch const& data) const {
    return offering::offer_table_maker(state_->names(), found, data).payments();
}
TRAMO_INLINE batch offer_finder::refusal_table(offer_batch const& found, batch const& data) const {
    return offering::offer_table_maker(state_->names(), found, data).refusals();
}

TRAMO_INLINE checked<offer_finder> find_offers(prepared_policy const& with, offer_options const& options) {
    checked<offer_finder> result{offer_finder(), {}};
    auto& state = *result.value.state_;
    auto const& program = with.policy().program();
    if (program.conditions.empty() || !program.debt)
        result.diagnostics.push_back({"T5012",
                                      severity::error,
                                      "the policy declares no payment condition",
                                      {},
                                      {"declare a `debt` and a `condition`: see the language page"}});
    if (!with.asked().as_of)
        result.diagnostics.push_back({"T4010",
                                      severity::error,
                                      "offers are made for a day, and none was given",
                                      {},
                                      {"give as_of: the day of the negotiation, such as 2026-11-21"}});
    offering::refuse_unknown_names(program, options, result.diagnostics);
    if (program.debt) offering::refuse_entry(program, options, result.diagnostics);
    if (!result.ok()) return result;
    state.with = with;
    state.options = options;
    state.as_of = *with.asked().as_of;
    auto known = read_parameters(program, with.asked().parameters, result.diagnostics);
    known.as_of = state.as_of;
    state.planned = compile_offers(program, known);
    offering::terms_reader const reader(program, state.options, state.as_of);
    std::vector<bool> holds(program.conditions.size(), false);
    for (auto const& one : state.planned.conditions) {
        holds[one.condition] = true;
        bool const is_wanted =
            options.condition.empty() || options.condition == program.conditions[one.condition].name;
        if (!is_wanted) continue;
        state.ready.push_back(reader.read(one));
        if (state.ready.back().alternatives.empty()) state.ready.pop_back();  // none of the name asked for
    }
    state.not_in_force = offering::idle_conditions(program, holds, options, state.as_of);
    state.runner.emplace(program, state.planned.asked);
    state.search.emplace(program, state.planned, state.ready, state.options);
    return result;
}

TRAMO_INLINE offers::outcome<offers::agreement> accept(offer_finder const& found, offer const& accepted,
                                                       std::string account, std::string id, timestamp at) {
    offers::outcome<offers::agreement> result;
    auto const& program = found.with().policy().program();
    auto const& condition = program.conditions[accepted.condition];
    auto const day = day_of(at), made_on = *found.with().asked().as_of;
    if (id.empty()) result.object("id", "an agreement needs an id");
    if (day < made_on)
        result.object("accepted_at",
                      "the offer was made for " + to_string(made_on) + ", later than the acceptance");
    if (condition.period.until && day > *condition.period.until)
        result.object("accepted_at", "the offer was good until " + to_string(*condition.period.until));
    if (auto const first = found.payments(accepted).front().due; first < day)
        result.object("accepted_at",
                      "the first payment was due on " + to_string(first) + ": make the offer anew");
    if (!result.ok()) return result;
    auto const amount = [&](std::int64_t units) { return decimal(units, found.scale()); };
    auto& made = result.value;
    made.id = std::move(id);
    made.accepted_at = at;
    made.account = std::move(account);
    made.condition = condition.name;
    made.alternative = condition.alternatives[accepted.alternative].name;
    made.rule = condition.alternatives[accepted.alternative].rule_id;
    made.policy_hash = found.with().policy().hash();
    if (accepted.needs_approval) made.approval_by = condition.approval_by;
    made.debt = amount(accepted.debt);
    made.net = amount(accepted.net);
    for (std::size_t i = 0; i < component_count; ++i) made.forgiven[i] = amount(accepted.forgiven[i]);
    for (auto const& one : found.payments(accepted))
        made.installments.push_back({one.number, one.due, amount(one.amount)});
    made.breaks.days_late = condition.broken_after_days;
    made.breaks.installments_late = condition.broken_after_installments;
    made.breaks.tolerance = amount(0);
    made.currency = found.currency();
    return result;
}

}  // namespace tramo
