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
#include <tramo/impl/run/feed_columns.ipp>
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
        auto answered = ask(planned);
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
    /// Promises ask nothing, but put columns in the place of those given, which are looked at before.
    [[nodiscard]] checked<tramo::verdicts> ask(hold_plan const& planned) const {
        bool const is_asked =
            !planned.holds.empty() || planned.due != no_index || model_.treatment().promises;
        if (!is_asked) return {};
        return evaluate(model_.program(), planned.asked, model_.accounts, evaluation_of(model_));
    }

    void number_rows() {
        auto const& key = running::account_key(model_.program());
        for (auto const& part : model_.accounts.batches) {
            model_.first_rows.push_back(model_.keys.size());
            auto const* const data = find_column(part, key);
            for (std::int64_t i = 0; i < part.rows; ++i)
                model_.keys.push_back(data == nullptr ? std::string() : running::text_of_cell(*data, i));
        }
    }

    /// None where there are no events, or treatment asks nothing of them.
    [[nodiscard]] std::unique_ptr<event_facts> read_events() {
        event_needs const needs(model_.treatment(), with_contacts_);
        if (!needs.is_any || !model_.alerts) return nullptr;
        auto const& log = model_.alerts->log();
        guard_answers guards;
        if (needs.has_guards) guards = answer_guards(log);
        auto const row_of_unit =
            rows_of_units(model_.alerts->accounts(), model_.accounts, running::account_key(model_.program()));
        auto facts = std::make_unique<event_facts>(model_.program(), log, with_contacts_);
        facts->run(guards, row_of_unit);
        model_.contacts = grouped(std::move(facts->contacts), model_.rows());
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

    decisions::model& model_;
    bool with_contacts_;
};

}  // namespace tramo::deciding
