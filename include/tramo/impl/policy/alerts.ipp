// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A feed of events to the alerts that accounts carry.
#pragma once

#include <tramo/impl/policy/alert_findings.ipp>
#include <tramo/impl/policy/alert_model.ipp>
#include <tramo/impl/policy/alert_snapshots.ipp>
#include <tramo/impl/policy/alert_tables.ipp>
#include <tramo/plan/plan.hpp>

namespace tramo {

namespace alerting {

class alert_finder {
public:
    alert_finder(alert_verdicts::model& into, alert_snapshot const* state,
                 std::vector<alert_migration> const& migrations)
        : model_(into), state_(state), migrations_(migrations) {}

    [[nodiscard]] std::vector<diagnostic> run() {
        prepare_units();
        if (has_errors()) return std::move(found_);
        if (!model_.accounts_given) warn_of_unknown_accounts(model_, found_);
        if (needs_day() && !model_.with.asked().as_of) report_no_day();
        if (state_ != nullptr) {
            check_snapshot(*state_, migrations_, model_.policy(), found_);
            check_day(*state_, model_.end_of_day(), found_);
        }
        if (has_errors()) return std::move(found_);
        read_log();
        if (has_errors()) return std::move(found_);
        make_spaces();
        if (state_ != nullptr) take_snapshot(*state_, migrations_, model_);
        replay();
        return std::move(found_);
    }

private:
    [[nodiscard]] bool has_errors() const {
        return std::any_of(found_.begin(), found_.end(),
                           [](auto const& one) { return one.severity == severity::error; });
    }

    void prepare_units() {
        model_.children.resize(model_.policy().fields.collections.size());
        if (state_ != nullptr) model_.kept_rows = state_->kept_count;
        if (!model_.accounts_given) return;
        check_accounts(model_, found_);
        if (has_errors()) return;
        take_accounts(model_, found_);
        take_children(model_);
    }

    [[nodiscard]] bool needs_day() const {
        auto const& machines = model_.machines();
        auto const& aggregates = model_.policy().aggregates;
        return std::any_of(machines.begin(), machines.end(),
                           [](auto const& one) { return one.has_timers(); }) ||
               std::any_of(model_.policy().counters.begin(), model_.policy().counters.end(),
                           [&](auto const& counter) {
                               return std::any_of(
                                   counter.scope_aggregates.begin(), counter.scope_aggregates.end(),
                                   [&](std::size_t one) { return aggregates[one].within_days > 0; });
                           });
    }

    void report_no_day() {
        found_.push_back({"T4010",
                          severity::error,
                          "alerts that change with time ask for the day, and none was given",
                          {},
                          {"give as_of: the day the question is asked for, such as 2026-11-21"}});
    }

    void read_log() {
        event_log_options options;
        if (model_.options.known_at) options.known_at = model_.options.known_at->micros;
        options.happens_before = model_.end_of_day();
        options.first_new_row = model_.kept_rows;
        if (state_ != nullptr) options.horizon = state_->horizon.micros;
        bool const knows_accounts = model_.accounts_given != nullptr;
        options.must_know_accounts = knows_accounts;
        options.must_know_children = knows_accounts && gives_children();
        if (state_ != nullptr && !knows_accounts)
            for (auto const& one : state_->standings) (void)model_.accounts.add(one.account);
        auto read = read_event_log(model_.policy(), *model_.feed, model_.accounts, model_.children, options);
        for (auto& one : read.diagnostics) found_.push_back(std::move(one));
        model_.log = std::move(read.value);
        if (state_ != nullptr) need_ids();
    }

    /// Without ids a reversal names a row by its number, and rows are numbered anew behind a snapshot.
    void need_ids() {
        auto const& events = model_.policy().events;
        bool const reverses = std::any_of(events.begin(), events.end(),
                                          [](auto const& one) { return one.reverses != no_index; });
        if (!reverses || model_.feed->batches.empty() ||
            running::column_of(*model_.feed, model_.policy().log.id).is_there())
            return;
        found_.push_back(
            {"T5010",
             severity::error,
             "events are undone by their ids, and the feed has no column `" + model_.policy().log.id + "`",
             {},
             {"give the events ids, or replay the whole feed without a snapshot"}});
    }

    /// Whether the accounts came with lists of the children that alerts are about.
    [[nodiscard]] bool gives_children() const {
        for (auto const& one : model_.policy().alerts)
            if (one.collection != no_index &&
                running::column_of(*model_.accounts_given,
                                   model_.policy().fields.collections[one.collection].name)
                    .is_there())
                return true;
        return false;
    }

    void make_spaces() {
        auto const& policy = model_.policy();
        auto const collections = policy.fields.collections.size();
        if (state_ != nullptr) note_children(*state_, model_);
        model_.spaces.resize(collections + 1);
        model_.spaces[0].units = model_.accounts.size();
        for (std::size_t i = 0; i < collections; ++i) {
            model_.spaces[i + 1].collection = i;
            model_.spaces[i + 1].units = model_.children[i].size();
            model_.account_of_child.push_back(accounts_of(model_.children[i]));
        }
        for (std::size_t i = 0; i < policy.alerts.size(); ++i) space_of(policy.alerts[i]).alerts.push_back(i);
    }

    [[nodiscard]] unit_space& space_of(alert_definition const& alert) {
        return model_.spaces[alert.collection == no_index ? 0 : alert.collection + 1];
    }

    void replay() {
        auto const& policy = model_.policy();
        replay_request asked;
        asked.until = model_.end_of_day().value_or(INT64_MIN);
        asked.threads = model_.options.threads;
        auto const rows = model_.rows_of_accounts();
        space_replayer replayer(policy, model_.with.plan(), model_.machines(), model_.log, rows);
        model_.replayed.resize(policy.alerts.size());
        for (std::size_t i = 0; i < model_.spaces.size(); ++i) {
            auto const& space = model_.spaces[i];
            asked.with_counters = i == 0 && !policy.counters.empty();
            if (space.alerts.empty() && !asked.with_counters) continue;
            auto answer = replayer.run(space, asked);
            if (answer.has_too_many_signals) report_too_many();
            for (std::size_t j = 0; j < space.alerts.size(); ++j)
                model_.replayed[space.alerts[j]] = std::move(answer.alerts[j]);
            if (asked.with_counters) keep_counters(answer.counters);
            keep_errors(std::move(answer.errors));
        }
        if (!policy.counters.empty()) count_nothing(rows);
        make_columns();
    }

    void report_too_many() {
        found_.push_back({"T5009",
                          severity::error,
                          "the events answer the conditions of alerts in more than 65,000 ways",
                          {},
                          {"make several policies of the alerts"}});
    }

    void keep_counters(std::vector<log_answers::counted> const& all) {
        for (auto const& one : all) {
            auto& values = model_.counters.emplace_back(model_.accounts.size());
            for (std::size_t unit = 0; unit < values.size() && unit < one.values.size(); ++unit)
                if (((one.known[unit / 64] >> (unit % 64)) & 1) != 0) values[unit] = one.values[unit];
        }
    }

    void count_nothing(account_rows const& rows) {
        event_log none;
        none.is_grouped = true;
        none.starts = {0, 0};
        none.tables.resize(model_.policy().events.size());
        log_evaluation_options options;
        options.with_counters = true;
        if (auto const end = model_.end_of_day()) options.until = *end;
        auto const answers = evaluate_log(model_.policy(), model_.with.plan(), none, {}, rows, options);
        for (auto const& one : answers.counters) {
            bool const is_known = !one.values.empty() && (one.known[0] & 1) != 0;
            model_.counters_of_none.push_back(is_known ? std::optional(one.values[0]) : std::nullopt);
        }
    }

    /// Conditions that are too large to compute: their events still count, so they are no rows set apart.
    void keep_errors(std::vector<data_error> errors) {
        if (errors.empty()) return;
        name_expressions(errors, model_.with.policy());
        auto& all = model_.log.errors;
        std::move(errors.begin(), errors.end(), std::back_inserter(all));
        std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.row < b.row; });
    }

    void make_columns() {
        auto const& policy = model_.policy();
        for (std::size_t i = 0; i < policy.alerts.size(); ++i) {
            auto const& alert = policy.alerts[i];
            auto own = column_from(model_.replayed[i], space_of(alert).units);
            if (alert.collection == no_index) {
                model_.of_accounts.push_back(std::move(own));
                model_.of_children.emplace_back();
                continue;
            }
            model_.of_accounts.push_back(
                aggregated(alert, own, model_.account_of_child[alert.collection], model_.accounts.size()));
            model_.of_children.push_back(std::move(own));
        }
    }

    alert_verdicts::model& model_;
    alert_snapshot const* state_;
    std::vector<alert_migration> const& migrations_;
    std::vector<diagnostic> found_;
};

}  // namespace alerting

TRAMO_INLINE checked<alert_verdicts> find_alerts(prepared_policy const& with,
                                                 std::shared_ptr<table const> feed,
                                                 std::shared_ptr<table const> accounts,
                                                 alert_options const& options, alert_snapshot const* state,
                                                 std::vector<alert_migration> const& migrations) {
    checked<alert_verdicts> result;
    auto model = std::make_shared<alert_verdicts::model>();
    model->with = with;
    model->feed = std::move(feed);
    model->accounts_given = std::move(accounts);
    model->options = options;
    result.diagnostics = alerting::alert_finder(*model, state, migrations).run();
    if (result.ok()) result.value.model_ = std::move(model);
    return result;
}

TRAMO_INLINE std::vector<diagnostic> skipped_states(policy const& of) {
    std::vector<diagnostic> found;
    for (std::size_t i = 0; i < of.machines().size(); ++i)
        for (auto const& one : alerts::skipped_states(of.machines()[i])) {
            found.push_back(alerting::finding_teller(of.program(), i).tell(one));
            found.back().severity = severity::warning;
        }
    return found;
}

TRAMO_INLINE std::vector<std::string> transition_captions(policy const& of, std::size_t alert) {
    std::vector<std::string> all;
    for (auto const& one : of.program().alerts[alert].transitions)
        all.push_back(alerting::caption_of(of.source(), one.at));
    return all;
}

TRAMO_INLINE prepared_policy const& alert_verdicts::with() const {
    return model_->with;
}
TRAMO_INLINE event_log const& alert_verdicts::log() const {
    return model_->log;
}
TRAMO_INLINE account_index const& alert_verdicts::accounts() const {
    return model_->accounts;
}
TRAMO_INLINE account_index const& alert_verdicts::children(std::size_t collection) const {
    return model_->children[collection];
}
TRAMO_INLINE std::vector<std::uint32_t> const& alert_verdicts::account_of_child(
    std::size_t collection) const {
    return model_->account_of_child[collection];
}
TRAMO_INLINE alert_column const& alert_verdicts::of_accounts(std::size_t alert) const {
    return model_->of_accounts[alert];
}
TRAMO_INLINE alert_column const& alert_verdicts::of_children(std::size_t alert) const {
    return model_->of_children[alert];
}
TRAMO_INLINE std::vector<std::vector<std::optional<decimal>>> const& alert_verdicts::counters() const {
    return model_->counters;
}

TRAMO_INLINE table const& alert_verdicts::feed() const {
    return *model_->feed;
}
TRAMO_INLINE account_rows alert_verdicts::account_data() const {
    return model_->rows_of_accounts();
}

TRAMO_INLINE alerts::standing alert_verdicts::standing(std::size_t alert, std::uint32_t unit) const {
    return model_->replayed[alert].at(unit);
}

TRAMO_INLINE std::vector<std::int64_t> alert_verdicts::counts(std::size_t alert) const {
    std::vector<std::int64_t> all(model_->policy().alerts[alert].states.size() + 1, 0);
    for (auto const state : model_->of_accounts[alert].states) ++all[state];
    return all;
}

TRAMO_INLINE std::vector<alert_change> alert_verdicts::changes() const {
    return alerting::changes_of(*model_);
}
TRAMO_INLINE alert_snapshot alert_verdicts::snapshot() const {
    return alerting::make_snapshot(*model_);
}
TRAMO_INLINE batch alert_verdicts::states() const {
    return alerting::table_maker(*model_).states();
}
TRAMO_INLINE batch alert_verdicts::child_states(std::size_t collection) const {
    return alerting::table_maker(*model_).child_states(collection);
}
TRAMO_INLINE batch alert_verdicts::transitions() const {
    return alerting::table_maker(*model_).transitions();
}
TRAMO_INLINE table alert_verdicts::attach(table const& accounts) const {
    return alerting::table_maker(*model_).attach(accounts);
}

}  // namespace tramo
