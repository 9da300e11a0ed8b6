// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What holds, promises, contacts and days past due there are: from accounts and the log of their events.
#pragma once

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_holds.ipp>
#include <tramo/impl/policy/decision_promises.ipp>
#include <tramo/run/evaluate.hpp>

namespace tramo::deciding {

[[nodiscard]] inline evaluation_options evaluation_of(decisions::model const& of) {
    return {of.options.threads, 0};
}

/// Requires that the accounts have what alerts and actions say of them.
class fact_finder {
public:
    /// Contacts are read where permissions may be asked for.
    explicit fact_finder(decisions::model& into, bool with_contacts)
        : model_(into), with_contacts_(with_contacts) {}

    [[nodiscard]] std::vector<diagnostic> find() {
        number_rows();
        auto const& planned = model_.with.holds();
        auto answered = evaluate(model_.program(), planned.asked, model_.accounts, evaluation_of(model_));
        if (!answered.ok()) return std::move(answered.diagnostics);
        auto const facts = read_events();
        hold_finder holds(model_, planned, answered.value);
        holds.find(facts ? std::move(facts->bounds) : std::vector<hold_bound>());
        holds.count_days();
        promise_finder(model_, facts.get()).find();
        std::stable_sort(model_.remarks.begin(), model_.remarks.end(),
                         [](auto const& a, auto const& b) { return a.row < b.row; });
        return std::move(answered.diagnostics);
    }

private:
    void number_rows() {
        numbered_rows rows(model_.program(), model_.accounts);
        model_.first_rows = std::move(rows.first_rows);
        model_.keys = std::move(rows.keys);
    }

    /// None where there are no events, or treatment asks nothing of them.
    [[nodiscard]] std::unique_ptr<event_facts> read_events() {
        event_needs const needs(model_.treatment(), with_contacts_);
        model_.contacts.starts.assign(model_.rows() + 1, 0);
        if (!needs.is_any || !model_.alerts) return nullptr;
        auto const& log = model_.alerts->log();
        guard_answers guards;
        if (needs.has_guards) guards = answer_guards(log);
        auto const row_of_unit = rows_of_units(model_.alerts->accounts(), model_.accounts, key_name());
        auto facts = std::make_unique<event_facts>(model_.program(), log, with_contacts_);
        facts->run(guards, row_of_unit);
        keep_contacts(std::exchange(facts->contacts, {}));
        return facts;
    }

    [[nodiscard]] guard_answers answer_guards(event_log const& log) {
        log_evaluation_options options;
        options.until = (std::int64_t{model_.as_of().days} + 1) * micros_a_day;
        options.threads = model_.options.threads;
        return evaluate_log(model_.program(), model_.with.plan(), log, {}, model_.alerts->account_data(),
                            options)
            .guards;
    }

    void keep_contacts(long_vector<contact_fact> const& all) {
        auto& into = model_.contacts;
        for (auto const& one : all) ++into.starts[one.row + 1];
        for (std::size_t i = 0; i < model_.rows(); ++i) into.starts[i + 1] += into.starts[i];
        auto next = into.starts;
        into.things.resize(all.size());
        for (auto const& one : all) into.things[next[one.row]++] = one;
    }

    [[nodiscard]] std::string key_name() const {
        auto const& policy = model_.program();
        return policy.key ? policy.fields.fields[*policy.key].name : policy.log.account;
    }

    decisions::model& model_;
    bool with_contacts_;
};

}  // namespace tramo::deciding
