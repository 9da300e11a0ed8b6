// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Replays a policy's machines over a log: over its accounts, over the children of each collection, and, where
// events are undone, over what would have been without them.
#pragma once

#include <algorithm>
#include <memory>
#include <numeric>

#include <tramo/alerts/reversals.hpp>
#include <tramo/impl/policy/alert_facts.ipp>
#include <tramo/impl/policy/alert_machines.ipp>

namespace tramo::alerting {

/// The units of one kind, accounts or the children of a collection, and where they begin.
struct unit_space {
    std::size_t collection = no_index;  ///< none: accounts
    std::size_t units = 0;
    std::vector<std::size_t> alerts;  ///< of the policy, that have a state for each unit
    /// By alert (as in `alerts`): standings before the first event, and up to when events are in them; empty:
    /// none.
    std::vector<std::vector<alerts::standing>> base;
    std::vector<std::vector<std::int64_t>> applied;
};

struct replay_request {
    std::int64_t until = INT64_MIN;
    int threads = 1;
    bool with_counters = false;
    /// By entry of the log: left out; empty: none is.
    std::vector<bool> left_out;
};

struct replay_answer {
    std::vector<alerts::replayed> alerts;  ///< as in `unit_space::alerts`
    std::vector<log_answers::counted> counters;
    std::vector<data_error> errors;
    bool has_too_many_signals = false;
};

class space_replayer {
public:
    space_replayer(program const& policy, plan const& prepared, std::vector<alerts::machine> const& machines,
                   event_log const& log, account_rows const& accounts)
        : policy_(policy), plan_(prepared), machines_(machines), log_(log), accounts_(accounts) {}

    [[nodiscard]] replay_answer run(unit_space const& space, replay_request const& asked) {
        replay_answer answer;
        answer.alerts.resize(space.alerts.size());
        std::vector<std::size_t> all, restoring;
        for (std::size_t i = 0; i < space.alerts.size(); ++i) all.push_back(i);
        run_group(space, sequences_of(space, asked.left_out), {}, all, asked.with_counters, asked, answer);
        if (log_.undoes.empty()) return answer;
        for (auto const i : all)
            if (machines_[space.alerts[i]].restores()) restoring.push_back(i);
        if (asked.with_counters) run_epochs(space, log_.undoes, {}, true, asked, answer);
        while (!restoring.empty()) {  // machines that restore on the same events share their epochs
            auto const undoes = undoes_within(space, machines_[space.alerts[restoring.front()]]);
            std::vector<std::size_t> together, left;
            for (auto const i : restoring) {
                bool const is_same = undoes_within(space, machines_[space.alerts[i]]) == undoes;
                (is_same ? together : left).push_back(i);
            }
            run_epochs(space, undoes, together, false, asked, answer);
            restoring = left;
        }
        return answer;
    }

private:
    /// The entries of each unit in order.
    [[nodiscard]] unit_sequences sequences_of(unit_space const& space,
                                              std::vector<bool> const& left_out) const {
        unit_sequences made;
        made.count = space.units;
        bool const is_account = space.collection == no_index;
        if (is_account && left_out.empty()) return made;  // the log as it is
        if (is_account && !log_.is_grouped) return grouped(space, left_out, log_.units);
        if (!is_account) return grouped(space, left_out, log_.children);
        made.over.starts.push_back(0);
        for (std::size_t unit = 0; unit < space.units; ++unit) {
            for (auto i = start(unit); i < start(unit + 1); ++i)
                if (!left_out[i]) made.over.entries.push_back(static_cast<std::uint32_t>(i));
            made.over.starts.push_back(made.over.entries.size());
        }
        return made;
    }

    [[nodiscard]] std::size_t start(std::size_t unit) const {
        return unit < log_.starts.size() ? log_.starts[unit] : log_.size();
    }

    [[nodiscard]] bool concerns(std::size_t entry, unit_space const& space) const {
        if (space.collection == no_index) return true;
        if (log_.children.empty() || log_.children[entry] == event_log::none) return false;
        auto const type = log_.types[entry];
        auto const of = type == event_log::by_hand
                            ? policy_.alerts[log_.acts[log_.places[entry]].alert].collection
                            : policy_.events[type].collection;
        return of == space.collection;
    }

    [[nodiscard]] unit_sequences grouped(unit_space const& space, std::vector<bool> const& left_out,
                                         long_vector<std::uint32_t> const& units) const {
        unit_sequences made;
        made.count = space.units;
        auto& starts = made.over.starts;
        starts.assign(space.units + 1, 0);
        auto const counts = [&](std::size_t i) {
            return concerns(i, space) && (left_out.empty() || !left_out[i]);
        };
        for (std::size_t i = 0; i < log_.size(); ++i)
            if (counts(i)) ++starts[units[i] + 1];
        std::partial_sum(starts.begin(), starts.end(), starts.begin());
        made.over.entries.resize(starts.back());
        auto next = starts;
        for (std::size_t i = 0; i < log_.size(); ++i)
            if (counts(i)) made.over.entries[next[units[i]]++] = static_cast<std::uint32_t>(i);
        return made;
    }

    /// Replays the machines numbered in `which` over the sequences. `unit_of` maps a sequence to its unit;
    /// empty: it is the unit.
    void run_group(unit_space const& space, unit_sequences const& over,
                   std::vector<std::uint32_t> const& unit_of, std::vector<std::size_t> const& which,
                   bool with_counters, replay_request const& asked, replay_answer& answer) {
        log_evaluation_options options;
        options.with_counters = with_counters;
        options.threads = asked.threads;
        if (asked.until != INT64_MIN) options.until = asked.until - 1;  // the last moment of the day
        auto answers = evaluate_log(policy_, plan_, log_, over.over, accounts_, options);
        std::move(answers.errors.begin(), answers.errors.end(), std::back_inserter(answer.errors));
        if (with_counters) answer.counters = std::move(answers.counters);
        std::vector<std::size_t> done;
        while (done.size() < which.size()) {  // machines that begin at the same moments share their facts
            std::vector<std::size_t> together;
            std::vector<std::int64_t> const* applied = nullptr;
            for (auto const i : which) {
                if (std::find(done.begin(), done.end(), i) != done.end()) continue;
                auto const& own = space.applied.empty() ? no_moments_ : space.applied[i];
                if (applied == nullptr) applied = &own;
                if (own == *applied) together.push_back(i);
            }
            replay_together(space, over, unit_of, together, *applied, answers, asked, answer);
            done.insert(done.end(), together.begin(), together.end());
        }
    }

    template <class T>
    [[nodiscard]] static std::vector<T> by_sequence(std::vector<T> const& by_unit,
                                                    std::vector<std::uint32_t> const& unit_of) {
        if (by_unit.empty() || unit_of.empty()) return by_unit;
        std::vector<T> all;
        all.reserve(unit_of.size());
        for (auto const unit : unit_of) all.push_back(by_unit[unit]);
        return all;
    }

    void replay_together(unit_space const& space, unit_sequences const& over,
                         std::vector<std::uint32_t> const& unit_of, std::vector<std::size_t> const& which,
                         std::vector<std::int64_t> const& applied, log_answers const& answers,
                         replay_request const& asked, replay_answer& answer) {
        signal_numbers numbers(policy_);
        fact_columns columns;
        fact_maker(policy_, log_, numbers).make(over, answers, by_sequence(applied, unit_of), columns);
        answer.has_too_many_signals = answer.has_too_many_signals || numbers.is_full();
        alerts::ordered_facts const ordered(columns.facts, asked.threads);
        for (auto const i : which) {
            auto const alert = space.alerts[i];
            auto const deadlines = deadlines_of(policy_.alerts[alert], answers);
            std::vector<std::int64_t const*> slots;
            for (auto const& one : deadlines) slots.push_back(one.data());
            auto const base = by_sequence(space.base.empty() ? no_standings_ : space.base[i], unit_of);
            answer.alerts[i] =
                alerts::replay(machines_[alert], static_cast<std::uint32_t>(alert), numbers.all(), ordered,
                               base.empty() ? nullptr : &base, slots.empty() ? nullptr : slots.data(),
                               {asked.until, asked.threads});
        }
    }

    /// Whether a machine restores on events of a type.
    [[nodiscard]] static bool restores_on(alerts::machine const& of, std::uint32_t event) {
        for (auto const& one : of.transitions)
            for (auto const& cause : one.causes)
                if (one.what == alerts::effect::restore && cause.event == event) return true;
        return false;
    }

    /// Reversals that a machine restores on, between entries of one unit of the space; for it others undo
    /// nothing.
    [[nodiscard]] std::vector<std::uint32_t> undoes_within(unit_space const& space,
                                                           alerts::machine const& of) const {
        auto undoes = log_.undoes;
        bool const is_account = space.collection == no_index;
        for (std::size_t i = 0; i < undoes.size(); ++i) {
            if (undoes[i] == event_log::none) continue;
            bool const is_near = is_account || log_.children[i] == log_.children[undoes[i]];
            if (!is_near || !restores_on(of, log_.types[i])) undoes[i] = event_log::none;
        }
        return undoes;
    }

    /// Units of which something is undone, once more and over their epochs, a part of them at a time: epochs
    /// repeat their unit's rows.
    void run_epochs(unit_space const& space, std::vector<std::uint32_t> const& undoes,
                    std::vector<std::size_t> const& restoring, bool with_counters,
                    replay_request const& asked, replay_answer& answer) {
        std::vector<bool> none(asked.left_out);
        if (none.empty()) none.assign(log_.size(), false);
        auto const lived = sequences_of(space, none);
        std::vector<std::vector<alerts::change>> lived_changes(space.alerts.size());
        std::vector<bool> is_retold(space.units, false);
        for (std::size_t unit = 0; unit < space.units;) {
            auto const part = next_part(lived, undoes, unit);
            for (auto const one : part.units) is_retold[one] = true;
            if (!part.units.empty())
                run_part(space, part, undoes, restoring, with_counters, asked, answer, lived_changes);
        }
        for (auto const i : restoring) retell(answer.alerts[i].changes, is_retold, lived_changes[i]);
    }

    struct epoch_part {
        std::vector<std::uint32_t> units, rows;
        std::vector<std::size_t> starts{0};
        std::size_t most_epochs = 1000;
    };

    /// The next units with something undone whose epochs have room together; a unit too large for that alone,
    /// with its earliest epochs joined.
    [[nodiscard]] static epoch_part next_part(unit_sequences const& lived,
                                              std::vector<std::uint32_t> const& undoes, std::size_t& unit) {
        constexpr std::size_t most_rows = 10'000'000;
        epoch_part part;
        std::size_t rows = 0;
        for (; unit < lived.count; ++unit) {
            auto const begin = lived.over.starts[unit], end = lived.over.starts[unit + 1];
            std::size_t reversals = 0;
            for (auto i = begin; i < end; ++i)
                if (undoes[lived.over.entries[i]] != event_log::none) ++reversals;
            if (reversals == 0) continue;
            auto const own = (end - begin) * (std::min(reversals, part.most_epochs) + 1);
            if (rows + own > most_rows && !part.units.empty()) break;
            rows += own;
            part.units.push_back(static_cast<std::uint32_t>(unit));
            for (auto i = begin; i < end; ++i) part.rows.push_back(lived.over.entries[i]);
            part.starts.push_back(part.rows.size());
            if (rows <= most_rows) continue;
            part.most_epochs = std::max<std::size_t>(most_rows / (end - begin), 1);
            ++unit;
            break;
        }
        return part;
    }

    void run_part(unit_space const& space, epoch_part const& part, std::vector<std::uint32_t> const& undoes,
                  std::vector<std::size_t> const& restoring, bool with_counters, replay_request const& asked,
                  replay_answer& answer, std::vector<std::vector<alerts::change>>& lived_changes) {
        auto const unfolded = alerts::unfold(part.starts, part.rows, undoes, part.most_epochs);
        unit_sequences over;
        over.count = unfolded.epochs.size();
        over.over.entries = unfolded.rows;
        std::vector<std::uint32_t> unit_of;
        for (auto const& one : unfolded.epochs) {
            over.over.starts.push_back(one.begin);
            over.opens.push_back(one.opens_at);
            over.closes.push_back(one.closes_at);
            unit_of.push_back(part.units[one.unit]);
        }
        over.over.starts.push_back(unfolded.rows.size());
        replay_answer over_epochs;
        over_epochs.alerts.resize(space.alerts.size());
        run_group(space, over, unit_of, restoring, with_counters, asked, over_epochs);
        answer.has_too_many_signals = answer.has_too_many_signals || over_epochs.has_too_many_signals;
        for (auto const i : restoring) {
            auto folded = alerts::fold(unfolded, over_epochs.alerts[i], part.units.size(),
                                       restore_rule(machines_[space.alerts[i]]));
            for (std::size_t unit = 0; unit < part.units.size(); ++unit)
                answer.alerts[i].take(part.units[unit], folded, unit);
            for (auto& one : folded.changes) {
                one.unit = part.units[one.unit];
                lived_changes[i].push_back(one);
            }
        }
        std::move(over_epochs.errors.begin(), over_epochs.errors.end(), std::back_inserter(answer.errors));
        if (with_counters) take_last_epochs(unit_of, over_epochs.counters, answer.counters);
    }

    /// Puts the changes lived in the place of those told without reversals.
    static void retell(std::vector<alerts::change>& changes, std::vector<bool> const& is_retold,
                       std::vector<alerts::change> const& lived) {
        std::erase_if(changes, [&](auto const& one) { return is_retold[one.unit]; });
        changes.insert(changes.end(), lived.begin(), lived.end());
        std::stable_sort(changes.begin(), changes.end(),
                         [](auto const& a, auto const& b) { return a.unit < b.unit; });
    }

    [[nodiscard]] static std::uint16_t restore_rule(alerts::machine const& of) {
        for (std::size_t i = 0; i < of.transitions.size(); ++i)
            if (of.transitions[i].what == alerts::effect::restore) return static_cast<std::uint16_t>(i);
        return alerts::change::moved;
    }

    /// Later epochs of a unit come later: the last one tells.
    static void take_last_epochs(std::vector<std::uint32_t> const& unit_of,
                                 std::vector<log_answers::counted> const& all,
                                 std::vector<log_answers::counted>& into) {
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t s = 0; s < unit_of.size(); ++s) {
                auto const unit = unit_of[s];
                into[i].values[unit] = all[i].values[s];
                auto& word = into[i].known[unit / 64];
                auto const bit = std::uint64_t{1} << (unit % 64);
                bool const is_known = ((all[i].known[s / 64] >> (s % 64)) & 1) != 0;
                word = is_known ? word | bit : word & ~bit;
            }
    }

    program const& policy_;
    plan const& plan_;
    std::vector<alerts::machine> const& machines_;
    event_log const& log_;
    account_rows const& accounts_;
    std::vector<std::int64_t> no_moments_;
    std::vector<alerts::standing> no_standings_;
};

}  // namespace tramo::alerting
