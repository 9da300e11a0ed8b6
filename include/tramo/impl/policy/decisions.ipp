// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// From accounts and what happened to them to what is to be done today.
#pragma once

// Without the compiled library it includes what those below include, and must be first.

#include <tramo/impl/policy/decision_answers.ipp>
#include <tramo/impl/policy/decision_attach.ipp>
#include <tramo/impl/policy/decision_effects.ipp>
#include <tramo/impl/policy/decision_facts.ipp>
#include <tramo/impl/policy/decision_surroundings.ipp>
#include <tramo/impl/policy/parameters.ipp>
#include <tramo/run/evaluate.hpp>

namespace tramo {

namespace deciding {

class decision_maker {
public:
    decision_maker(decisions::model& into, std::shared_ptr<table const> accounts,
                   std::shared_ptr<table const> events, std::shared_ptr<table const> actions)
        : model_(into),
          accounts_(std::move(accounts)),
          events_(std::move(events)),
          actions_(std::move(actions)) {}

    [[nodiscard]] std::vector<diagnostic> run() {
        surroundings_checker(model_, found_).check();
        if (has_errors()) return std::move(found_);
        find_alerts_of_accounts();
        find_actions_of_accounts();
        if (has_errors()) return std::move(found_);
        note(fact_finder(model_, model_.options.with_contacts).find());
        if (has_errors()) return std::move(found_);
        model_.accounts = treatment_columns(model_).attach(model_.accounts);
        ask();
        if (has_errors()) return std::move(found_);
        effect_finder(model_).find();
        find_next_actions();
        return std::move(found_);
    }

private:
    [[nodiscard]] bool has_errors() const {
        return std::any_of(found_.begin(), found_.end(),
                           [](auto const& one) { return one.severity == severity::error; });
    }
    void note(std::vector<diagnostic> more) {
        for (auto& one : more) {
            bool const is_told = std::any_of(found_.begin(), found_.end(), [&](auto const& other) {
                return other.code == one.code && other.message == one.message;
            });
            if (!is_told) found_.push_back(std::move(one));
        }
    }

    /// Without a feed nothing has happened yet.
    void find_alerts_of_accounts() {
        model_.accounts = *accounts_;
        if (model_.program().events.empty()) return;
        if (!events_) events_ = std::make_shared<table const>();
        alert_options options;
        options.threads = model_.options.threads;
        auto found = find_alerts(model_.with, events_, accounts_, options);
        note(std::move(found.diagnostics));
        if (has_errors()) return;
        model_.alerts = std::move(found.value);
        model_.accounts = model_.alerts->attach(model_.accounts);
    }

    void find_actions_of_accounts() {
        if (has_errors() || model_.program().palettes.empty()) return;
        if (!actions_) return;
        auto found = find_best_actions(model_.with, actions_, accounts_);
        note(std::move(found.diagnostics));
        if (has_errors()) return;
        model_.best = std::move(found.value);
        model_.accounts = model_.best->attach(model_.accounts);
    }

    /// The policy's own questions, and those of treatment.
    void ask() {
        auto answered =
            evaluate(model_.program(), model_.with.plan(), model_.accounts, evaluation_of(model_));
        note(std::move(answered.diagnostics));
        if (has_errors()) return;
        model_.answered = std::move(answered.value);
        name_expressions(model_.answered.errors, model_.with.policy());
        auto treated =
            evaluate(model_.program(), model_.plan().asked, model_.accounts, evaluation_of(model_));
        note(std::move(treated.diagnostics));
        if (has_errors()) return;
        model_.treated = std::move(treated.value);
    }

    void find_next_actions() {
        bool const has_list =
            std::any_of(model_.program().worklists.begin(), model_.program().worklists.end(),
                        [&](auto const& one) { return one.period.holds_on(model_.as_of()); });
        if (!has_list) return;
        auto found = find_worklists(model_.with, std::make_shared<table const>(model_.accounts));
        note(std::move(found.diagnostics));
        if (has_errors()) return;
        model_.next = std::move(found.value);
    }

    decisions::model& model_;
    std::shared_ptr<table const> accounts_, events_, actions_;
    std::vector<diagnostic> found_;
};

}  // namespace deciding

TRAMO_INLINE checked<decisions> find_decisions_in(prepared_policy const& with,
                                                  std::shared_ptr<table const> accounts,
                                                  std::shared_ptr<table const> events,
                                                  std::shared_ptr<table const> actions,
                                                  std::shared_ptr<surroundings const> around,
                                                  decision_options const& options) {
    checked<decisions> result;
    if (!with.asked().as_of) {
        result.diagnostics.push_back({"T4010",
                                      severity::error,
                                      "a decision is for a day, and none was given",
                                      {},
                                      {"give as_of: the day the question is asked for, such as 2026-11-21"}});
        return result;
    }
    auto made = std::make_shared<decisions::model>();
    made->with = with;
    made->given = around ? std::move(around) : std::make_shared<surroundings const>();
    made->options = options;
    if (!accounts) accounts = std::make_shared<table const>();
    result.diagnostics =
        deciding::decision_maker(*made, std::move(accounts), std::move(events), std::move(actions)).run();
    if (result.ok()) result.value.model_ = std::move(made);
    return result;
}

TRAMO_INLINE checked<decisions> find_decisions(prepared_policy const& with,
                                               std::shared_ptr<table const> accounts,
                                               std::shared_ptr<table const> events,
                                               std::shared_ptr<table const> actions,
                                               surroundings const& around, decision_options const& options) {
    return find_decisions_in(with, std::move(accounts), std::move(events), std::move(actions),
                             std::make_shared<surroundings const>(around), options);
}

TRAMO_INLINE std::vector<diagnostic> check_surroundings(surroundings& of) {
    std::vector<diagnostic> found;
    if (!of.are_sound) deciding::check_data(of, found);
    of.are_sound = found.empty();
    return found;
}

TRAMO_INLINE checked<table> attach_treatment(prepared_policy const& with, table const& accounts,
                                             alert_verdicts const* alerts) {
    checked<table> result{accounts, {}};
    auto const& treatment = with.policy().program().treatment;
    if (treatment.holds.empty() && !treatment.arrears && !treatment.promises) return result;
    if (!with.asked().as_of) return result;
    decisions::model made;
    made.with = with;
    made.accounts = accounts;
    if (alerts != nullptr) made.alerts = *alerts;
    result.diagnostics = deciding::fact_finder(made, false).find();
    if (result.ok()) result.value = deciding::treatment_columns(made).attach(accounts);
    return result;
}

TRAMO_INLINE prepared_policy const& decisions::with() const {
    return model_->with;
}
TRAMO_INLINE std::int64_t decisions::rows() const {
    return static_cast<std::int64_t>(model_->rows());
}
TRAMO_INLINE table const& decisions::accounts() const {
    return model_->accounts;
}
TRAMO_INLINE verdicts const& decisions::verdicts() const {
    return model_->answered;
}
TRAMO_INLINE alert_verdicts const* decisions::alerts() const {
    return model_->alerts ? &*model_->alerts : nullptr;
}
TRAMO_INLINE best_actions const* decisions::best() const {
    return model_->best ? &*model_->best : nullptr;
}
TRAMO_INLINE std::vector<decided_effect> const& decisions::effects() const {
    return model_->effects;
}
TRAMO_INLINE std::vector<decided_hold> const& decisions::holds() const {
    return model_->holds;
}
TRAMO_INLINE std::vector<decided_promise> const& decisions::promises() const {
    return model_->promises;
}
TRAMO_INLINE treatment::days_counted decisions::days(std::uint32_t row) const {
    return model_->days.empty() ? treatment::days_counted{} : model_->days[row];
}
TRAMO_INLINE std::vector<data_error> const& decisions::remarks() const {
    return model_->remarks;
}

}  // namespace tramo
