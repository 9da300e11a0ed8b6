// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Snapshots: standings at a horizon and the rows of the feed that a later replay must see again.
#pragma once

#include <tramo/impl/policy/alert_model.ipp>

namespace tramo::alerting {

/// The states that a migration turns old ones into; null when it says nothing of this alert.
[[nodiscard]] inline alert_migration const* migration_of(std::vector<alert_migration> const& all,
                                                         std::string const& alert) {
    for (auto const& one : all)
        if (one.alert == alert) return &one;
    return nullptr;
}

/// The policy's name of a state of a snapshot; empty for none.
[[nodiscard]] inline std::string migrated(std::vector<alert_migration> const& all, std::string const& alert,
                                          std::string const& state) {
    if (auto const* const moves = migration_of(all, alert))
        for (auto const& [old, now] : moves->states)
            if (old == state) return now;
    return state;
}

/// Each state of the snapshot must be one of the policy's, or none.
inline void check_states(alert_snapshot const& state, std::vector<alert_migration> const& migrations,
                         alert_definition const& alert, std::vector<diagnostic>& found) {
    std::vector<std::string> told;
    for (auto const& one : state.standings) {
        if (one.alert != alert.name || std::find(told.begin(), told.end(), one.state) != told.end()) continue;
        told.push_back(one.state);
        auto const name = migrated(migrations, alert.name, one.state);
        bool const is_known =
            name.empty() || std::any_of(alert.states.begin(), alert.states.end(),
                                        [&](auto const& known) { return known.name == name; });
        if (is_known) continue;
        found.push_back(
            {"T5010",
             severity::error,
             "the snapshot has the state `" + name + "`, which the alert `" + alert.name + "` lacks",
             {},
             {"say in the migration which state `" + one.state + "` is now, or that it is none"}});
    }
}

/// Which rule a pending day belongs to is known within one version only.
inline void refuse_deadlines(alert_snapshot const& state, alert_definition const& alert,
                             std::vector<diagnostic>& found) {
    bool const is_pending = std::any_of(state.standings.begin(), state.standings.end(), [&](auto const& one) {
        return one.alert == alert.name && std::any_of(one.deadlines.begin(), one.deadlines.end(),
                                                      [](auto day) { return day != alerts::never; });
    });
    if (!is_pending) return;
    found.push_back({"T5010",
                     severity::error,
                     "the snapshot holds deadlines of another version of the alert `" + alert.name + "`",
                     {},
                     {"replay the whole feed: a migration says what states mean, not what days are for"}});
}

/// A snapshot is for the machines it was taken from, or for those that a migration names.
inline void check_snapshot(alert_snapshot const& state, std::vector<alert_migration> const& migrations,
                           program const& policy, std::vector<diagnostic>& found) {
    for (auto const& alert : policy.alerts) {
        auto const known = std::find_if(state.alerts.begin(), state.alerts.end(),
                                        [&](auto const& one) { return one.alert == alert.name; });
        bool const is_same = known != state.alerts.end() && known->hash == machine_hash(policy, alert.name);
        if (is_same || migration_of(migrations, alert.name) != nullptr) {
            check_states(state, migrations, alert, found);
            if (!is_same) refuse_deadlines(state, alert, found);
            continue;
        }
        bool const is_new = known == state.alerts.end();
        found.push_back(
            {"T5010",
             severity::error,
             is_new ? "the snapshot knows no alert `" + alert.name + "`"
                    : "the alert `" + alert.name + "` is not what it was when the snapshot was taken",
             {},
             {"say which of its states are which of the policy's (a migration), or replay the whole "
              "feed"}});
    }
}

/// A snapshot knows nothing of what was before it.
inline void check_day(alert_snapshot const& state, std::optional<std::int64_t> end,
                      std::vector<diagnostic>& found) {
    if (!end || *end - 1 >= state.horizon.micros) return;
    found.push_back({"T5010",
                     severity::error,
                     "the question is for before " + to_string(state.horizon) +
                         ", which is as far back as the snapshot remembers",
                     {},
                     {"ask for a later day, or replay the whole feed"}});
}

/// The children that a snapshot speaks of are children too.
inline void note_children(alert_snapshot const& state, alert_verdicts::model& into) {
    for (auto const& one : state.standings) {
        if (one.child.empty()) continue;
        for (auto const& alert : into.policy().alerts) {
            if (alert.name != one.alert || alert.collection == no_index) continue;
            auto const unit = into.accounts.find(one.account);
            if (unit != no_unit)
                (void)into.children[alert.collection].add(std::to_string(unit) + '\x1F' + one.child);
        }
    }
}

class snapshot_reader {
public:
    snapshot_reader(alert_snapshot const& state, std::vector<alert_migration> const& migrations,
                    alert_verdicts::model& into)
        : state_(state), migrations_(migrations), into_(into) {}

    void read() {
        into_.told_until = state_.horizon.micros;
        for (auto& space : into_.spaces) {
            space.base.resize(space.alerts.size());
            space.applied.resize(space.alerts.size());
            for (std::size_t i = 0; i < space.alerts.size(); ++i) {
                auto const slots = into_.machines()[space.alerts[i]].slots.size();
                alerts::standing none;
                none.deadlines.assign(slots, alerts::never);
                space.base[i].assign(space.units, none);
                space.applied[i].assign(space.units, state_.horizon.micros);
            }
        }
        for (auto const& one : state_.standings) take(one);
    }

private:
    void take(snapshot_standing const& one) {
        auto const& policy = into_.policy();
        for (auto& space : into_.spaces)
            for (std::size_t i = 0; i < space.alerts.size(); ++i) {
                if (policy.alerts[space.alerts[i]].name != one.alert) continue;
                auto const unit = unit_of(one, space);
                if (unit == no_unit) continue;
                auto& where = space.base[i][unit];
                where.value = state_named(policy.alerts[space.alerts[i]], one.state);
                where.clear_pending = one.clear_pending && where.value != 0;
                where.since = one.since.micros;
                where.times = one.times;
                if (one.deadlines.size() == where.deadlines.size()) where.deadlines = one.deadlines;
                space.applied[i][unit] = one.applied_until.micros;
            }
    }

    [[nodiscard]] std::uint32_t unit_of(snapshot_standing const& one, unit_space const& space) const {
        auto const account = into_.accounts.find(one.account);
        if (account == no_unit || space.collection == no_index) return account;
        return into_.children[space.collection].find(std::to_string(account) + '\x1F' + one.child);
    }

    [[nodiscard]] alerts::state_number state_named(alert_definition const& alert,
                                                   std::string const& state) const {
        auto const name = migrated(migrations_, alert.name, state);
        for (std::size_t i = 0; i < alert.states.size(); ++i)
            if (alert.states[i].name == name) return static_cast<alerts::state_number>(i + 1);
        return alerts::no_alert;
    }

    alert_snapshot const& state_;
    std::vector<alert_migration> const& migrations_;
    alert_verdicts::model& into_;
};

inline void take_snapshot(alert_snapshot const& state, std::vector<alert_migration> const& migrations,
                          alert_verdicts::model& into) {
    snapshot_reader(state, migrations, into).read();
}

/// Looks at a finished replay once more, as of the horizon.
class snapshot_maker {
public:
    explicit snapshot_maker(alert_verdicts::model const& from) : model_(from), log_(from.log) {}

    [[nodiscard]] alert_snapshot make() {
        find_horizon();
        made_.policy_hash = model_.with.policy().hash();
        auto const& policy = model_.policy();
        for (auto const& one : policy.alerts)
            made_.alerts.push_back({one.name, one.version, machine_hash(policy, one.name)});
        for (auto const& space : model_.spaces)
            if (!space.alerts.empty()) note_standings(space);
        if (!model_.accounts_given && !policy.alerts.empty()) note_others();
        keep_rows();
        return std::move(made_);
    }

private:
    /// Accounts that only the feed told of, and that carry nothing: they are accounts all the same.
    void note_others() {
        std::vector<bool> is_noted(model_.accounts.size(), false);
        for (auto const& one : made_.standings) is_noted[model_.accounts.find(one.account)] = true;
        for (std::uint32_t unit = 0; unit < is_noted.size(); ++unit) {
            if (is_noted[unit]) continue;
            auto& none = made_.standings.emplace_back();
            none.account = model_.accounts.key(unit);
            none.alert = model_.policy().alerts.front().name;
            none.applied_until.micros = horizon_;
        }
    }

    void find_horizon() {
        auto const end = model_.end_of_day();
        if (model_.options.horizon) {
            horizon_ = (model_.options.horizon->days + std::int64_t{1}) * alerts::micros_of_day - 1;
        } else if (!end) {
            horizon_ = model_.told_until.value_or(earliest);
            for (auto const one : log_.happened) horizon_ = std::max(horizon_, one);
        }
        // Nothing may lie before it that was not heard, nor time that has not passed.
        if (end) horizon_ = model_.options.horizon ? std::min(horizon_, *end - 1) : *end - 1;
        for (auto const& one : log_.waiting)
            if (!one.is_apart) horizon_ = std::min(horizon_, one.happened - 1);
        // What a snapshot has forgotten cannot be remembered again.
        if (model_.told_until) horizon_ = std::max(horizon_, *model_.told_until);
        made_.horizon.micros = horizon_;
    }

    [[nodiscard]] bool is_reversible(std::size_t entry) const {
        auto const type = log_.types[entry];
        auto const& events = model_.policy().events;
        return std::any_of(events.begin(), events.end(),
                           [&](auto const& one) { return one.reverses == type; });
    }

    /// Machines that restore begin again before the first event that may still be undone; others at the
    /// horizon.
    void note_standings(unit_space const& space) {
        std::vector<std::int64_t> first(space.units, INT64_MAX);
        for (std::size_t i = 0; i < log_.size(); ++i) {
            if (log_.happened[i] > horizon_ || !is_reversible(i)) continue;
            auto const unit = space.collection == no_index ? log_.units[i]
                              : log_.children.empty()      ? event_log::none
                                                           : log_.children[i];
            if (unit < first.size()) first[unit] = std::min(first[unit], log_.happened[i]);
        }
        for (auto const restoring : {false, true}) {
            auto part = space;
            part.alerts.clear();
            part.base.clear();
            part.applied.clear();
            for (std::size_t i = 0; i < space.alerts.size(); ++i) {
                if (model_.machines()[space.alerts[i]].restores() != restoring) continue;
                part.alerts.push_back(space.alerts[i]);
                if (!space.base.empty()) part.base.push_back(space.base[i]);
                if (!space.applied.empty()) part.applied.push_back(space.applied[i]);
            }
            if (!part.alerts.empty()) note_group(part, restoring ? first : std::vector<std::int64_t>());
        }
    }

    /// `first[u]`: events of unit u from there on are left to the next replay.
    void note_group(unit_space const& part, std::vector<std::int64_t> const& first) {
        auto const is_open = [&](std::size_t unit) {
            return unit < first.size() && first[unit] != INT64_MAX;
        };
        replay_request asked;
        asked.threads = model_.options.threads;
        asked.until = horizon_ + 1;
        asked.left_out.resize(log_.size());
        auto const rows = model_.rows_of_accounts();
        auto const run = [&](bool open) {
            for (std::size_t i = 0; i < log_.size(); ++i) {
                auto const unit = part.collection == no_index ? log_.units[i]
                                  : log_.children.empty()     ? event_log::none
                                                              : log_.children[i];
                bool const is_of = unit != event_log::none && is_open(unit) == open;
                auto const last = open && is_of ? first[unit] - 1 : horizon_;
                asked.left_out[i] = !is_of || log_.happened[i] > last;
            }
            space_replayer replayer(model_.policy(), model_.with.plan(), model_.machines(), log_, rows);
            return replayer.run(part, asked);
        };
        auto const closed = run(false);
        note_units(part, closed, horizon_, [&](std::size_t unit) { return !is_open(unit); });
        if (first.empty()) return;
        asked.until = INT64_MIN;  // time goes on in the next replay
        auto const open = run(true);
        note_units(part, open, 0, is_open, &first);
    }

    template <class Is>
    void note_units(unit_space const& part, replay_answer const& answer, std::int64_t applied, Is is_of,
                    std::vector<std::int64_t> const* first = nullptr) {
        for (std::size_t i = 0; i < part.alerts.size(); ++i) {
            // That a child carries nothing decides what `all` says.
            bool const tells_all = model_.policy().alerts[part.alerts[i]].aggregation == keyword::all;
            for (std::size_t unit = 0; unit < part.units; ++unit) {
                if (!is_of(unit)) continue;
                auto const where = answer.alerts[i].at(unit);
                bool const is_armed = std::any_of(where.deadlines.begin(), where.deadlines.end(),
                                                  [](auto one) { return one != alerts::never; });
                bool const is_plain =
                    !tells_all && first == nullptr && where.value == 0 && where.times == 0 && !is_armed;
                if (is_plain) continue;
                note(part, part.alerts[i], static_cast<std::uint32_t>(unit), where,
                     first == nullptr ? applied : (*first)[unit] - 1);
            }
        }
    }

    void note(unit_space const& part, std::size_t alert, std::uint32_t unit, alerts::standing const& where,
              std::int64_t applied) {
        snapshot_standing one;
        auto const& written = model_.policy().alerts[alert];
        auto account = unit;
        if (part.collection != no_index) {
            account = model_.account_of_child[part.collection][unit];
            auto const key = model_.children[part.collection].key(unit);
            one.child = key.substr(key.find('\x1F') + 1);
        }
        one.account = model_.accounts.key(account);
        one.alert = written.name;
        if (where.value != 0) one.state = written.states[where.value - 1U].name;
        one.clear_pending = where.clear_pending;
        one.since.micros = where.since;
        one.times = where.times;
        one.deadlines = where.deadlines;
        one.applied_until.micros = applied;
        made_.standings.push_back(std::move(one));
    }

    /// How far back events of a type are looked at: not at all (0), some days, or always. What can be undone
    /// may be named by a reversal at any time, and what undoes must be there as long as what it undoes.
    [[nodiscard]] std::vector<std::int64_t> memory_of_types() const {
        auto const& policy = model_.policy();
        std::vector<std::int64_t> days(policy.events.size(), 0);
        for (auto const& one : policy.aggregates)
            days[one.event] =
                std::max(days[one.event], one.within_days == 0 ? always : std::int64_t{one.within_days});
        for (std::size_t i = 0; i < policy.events.size(); ++i) {
            auto const& type = policy.events[i];
            if (std::find(type.is_step.begin(), type.is_step.end(), true) != type.is_step.end())
                days[i] = always;
            if (type.reverses != no_index) days[i] = days[type.reverses] = always;
        }
        return days;
    }

    /// The next replay hears an account's events anew after `heard`; what they look back at is kept too.
    void keep_rows() {
        auto const memory = memory_of_types();
        auto const& machines = model_.machines();
        bool const restores =
            std::any_of(machines.begin(), machines.end(), [](auto const& one) { return one.restores(); });
        std::vector<std::int64_t> heard(model_.accounts.size(), horizon_);
        for (std::size_t i = 0; i < log_.size() && restores; ++i)
            if (is_reversible(i)) heard[log_.units[i]] = std::min(heard[log_.units[i]], log_.happened[i] - 1);
        auto& rows = made_.kept_rows;
        for (auto const& one : log_.waiting)
            if (one.happened > horizon_) rows.push_back(one.row);
        for (std::size_t i = 0; i < log_.size(); ++i) {
            auto const type = log_.types[i];
            auto const days = type < memory.size() ? memory[type] : 0;
            auto const after = heard[log_.units[i]];
            if (days == always || log_.happened[i] > after ||
                after - log_.happened[i] < days * alerts::micros_of_day)
                rows.push_back(log_.rows[i]);
        }
        std::sort(rows.begin(), rows.end());
        made_.kept_count = static_cast<std::int64_t>(rows.size());
    }

    static constexpr std::int64_t always = 10'000'000;  ///< more than the days from year 1 to 9999
    static constexpr std::int64_t earliest = -62'135'596'800'000'000;  ///< the beginning of year 1, in micros

    alert_verdicts::model const& model_;
    event_log const& log_;
    std::int64_t horizon_ = 0;
    alert_snapshot made_;
};

[[nodiscard]] inline alert_snapshot make_snapshot(alert_verdicts::model const& from) {
    return snapshot_maker(from).make();
}

}  // namespace tramo::alerting
