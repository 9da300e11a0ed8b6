// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What holds, promises, contacts and days past due there are: from accounts and the log of their events.
#pragma once

#include <algorithm>
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
    explicit fact_finder(decisions::model& into) : model_(into) {}

    [[nodiscard]] std::vector<diagnostic> find() {
        number_rows();
        auto const& planned = model_.with.holds();
        auto answered = evaluate(model_.program(), planned.asked, model_.accounts, evaluation_of(model_));
        if (!answered.ok()) return std::move(answered.diagnostics);
        std::vector<hold_bound> bounds;
        std::vector<made_promise> promises;
        std::vector<made_payment> payments;
        read_events(bounds, promises, payments);
        hold_finder holds(model_, planned, answered.value);
        holds.find(std::move(bounds));
        holds.count_days();
        promise_finder(model_).find(std::move(promises), std::move(payments));
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

    void read_events(std::vector<hold_bound>& bounds, std::vector<made_promise>& promises,
                     std::vector<made_payment>& payments) {
        event_needs const needs(model_.treatment());
        model_.contacts.starts.assign(model_.rows() + 1, 0);
        if (!needs.is_any || !model_.alerts) return;
        auto const& log = model_.alerts->log();
        guard_answers guards;
        if (needs.has_guards) guards = answer_guards(log);
        auto const row_of_unit = rows_of_units(model_.alerts->accounts(), model_.accounts, key_name());
        event_facts facts(model_.program(), log, guards, row_of_unit);
        facts.run();
        bounds = std::move(facts.bounds);
        promises = std::move(facts.promises);
        payments = std::move(facts.payments);
        keep_contacts(std::move(facts.contacts));
        for (auto const& one : facts.unclear) remark(one);
    }

    void remark(unclear_event const& of) {
        auto const id =
            event_id(model_.program(), model_.alerts->feed(), model_.alerts->log().rows[of.entry]);
        model_.remarks.push_back(
            {of.row,
             model_.keys[of.row],
             of.is_payment ? "payment" : "promise",
             id + (of.is_payment ? ": nothing is paid" : ": its day or its amount is missing"),
             of.is_payment ? fault_reason::not_increasing : fault_reason::missing,
             {}});
    }

    [[nodiscard]] guard_answers answer_guards(event_log const& log) {
        log_evaluation_options options;
        options.until = (std::int64_t{model_.as_of().days} + 1) * micros_a_day;
        options.threads = model_.options.threads;
        return evaluate_log(model_.program(), model_.with.plan(), log, {}, model_.alerts->account_data(),
                            options)
            .guards;
    }

    void keep_contacts(std::vector<std::pair<std::uint32_t, contact_fact>> all) {
        auto& into = model_.contacts;
        into.starts.assign(model_.rows() + 1, 0);
        for (auto const& [row, one] : all) ++into.starts[row + 1];
        for (std::size_t i = 0; i < model_.rows(); ++i) into.starts[i + 1] += into.starts[i];
        auto next = into.starts;
        into.things.resize(all.size());
        for (auto const& [row, one] : all) into.things[next[row]++] = one;
    }

    [[nodiscard]] std::string key_name() const {
        auto const& policy = model_.program();
        return policy.key ? policy.fields.fields[*policy.key].name : policy.log.account;
    }

    decisions::model& model_;
};

}  // namespace tramo::deciding
