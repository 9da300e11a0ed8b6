// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A log's events as facts for machines: what happened becomes a number, the same for all that they would
// answer alike.
#pragma once

#include <limits>
#include <unordered_map>

#include <tramo/alerts/replay.hpp>
#include <tramo/check/program.hpp>
#include <tramo/run/log_evaluation.hpp>

namespace tramo::alerting {

/// Numbers signals as they are met.
class signal_numbers {
public:
    explicit signal_numbers(program const& policy) : tables_(policy.events.size()) {
        for (std::size_t i = 0; i < tables_.size(); ++i) {
            auto const conditions = policy.events[i].guards.size();
            if (conditions <= most_in_a_table) tables_[i].assign(std::size_t{1} << conditions, unset);
        }
        all_.resize(2);
        all_[nothing].what = alerts::signal::kind::nothing;
        all_[boundary].what = alerts::signal::kind::boundary;
    }

    static constexpr std::uint16_t nothing = 0, boundary = 1;

    [[nodiscard]] std::uint16_t of_event(std::size_t type, std::uint64_t guards) {
        if (tables_[type].empty()) return of_wide(type, guards);
        auto& number = tables_[type][guards];
        if (number == unset) number = add_event(type, guards);
        return number;
    }

    [[nodiscard]] std::uint16_t of_hand(hand_act const& act) {
        alerts::signal made;
        using kind = alerts::signal::kind;
        made.what = act.what == hand_act::kind::raise     ? kind::raise
                    : act.what == hand_act::kind::clear   ? kind::clear
                    : act.what == hand_act::kind::confirm ? kind::confirm
                                                          : kind::cancel;
        made.machine = act.alert;
        made.state = act.state;
        for (std::size_t i = 0; i < all_.size(); ++i)
            if (all_[i] == made) return static_cast<std::uint16_t>(i);
        return add(made);
    }

    [[nodiscard]] std::vector<alerts::signal> const& all() const { return all_; }
    /// More kinds of events were met than numbers can tell apart; the answers are of no use then.
    [[nodiscard]] bool is_full() const { return is_full_; }

private:
    static constexpr std::uint16_t unset = std::numeric_limits<std::uint16_t>::max();
    static constexpr std::size_t most_in_a_table = 10;

    [[nodiscard]] std::uint16_t of_wide(std::size_t type, std::uint64_t guards) {
        auto& known = wide_[guards];
        known.resize(tables_.size(), unset);
        if (known[type] == unset) known[type] = add_event(type, guards);
        return known[type];
    }

    [[nodiscard]] std::uint16_t add_event(std::size_t type, std::uint64_t guards) {
        alerts::signal made;
        made.event = static_cast<std::uint32_t>(type);
        made.guards = guards;
        return add(made);
    }

    [[nodiscard]] std::uint16_t add(alerts::signal const& made) {
        is_full_ = is_full_ || all_.size() >= unset;
        if (is_full_) return nothing;
        all_.push_back(made);
        return static_cast<std::uint16_t>(all_.size() - 1);
    }

    std::vector<std::vector<std::uint16_t>> tables_;  ///< by type, then by which conditions are true
    std::unordered_map<std::uint64_t, std::vector<std::uint16_t>> wide_;
    std::vector<alerts::signal> all_;
    bool is_full_ = false;
};

/// Entries of a log, sequence after sequence: of accounts, of children, or of epochs of either.
struct unit_sequences {
    log_sequence over;      ///< no `entries`: the whole log in its own order
    std::size_t count = 0;  ///< of sequences
    std::vector<std::uint32_t>
        opens;  ///< by sequence: the entry that is a boundary, or none; empty: none at all
    std::vector<std::uint32_t> closes;  ///< the same
};

/// What `alerts::replay` reads, and what it points into.
struct fact_columns {
    long_vector<std::uint32_t> units, rows;
    long_vector<std::int64_t> happened;
    long_vector<std::uint16_t> signals;
    alerts::facts facts;
};

class fact_maker {
public:
    fact_maker(program const& policy, event_log const& log, signal_numbers& numbers)
        : policy_(policy), log_(log), numbers_(numbers) {}

    /// `applied[s]`: events of sequence s that happened by then are in the standing it begins with; empty:
    /// none.
    void make(unit_sequences const& from, log_answers const& answers,
              std::vector<std::int64_t> const& applied, fact_columns& out) {
        auto const& entries = from.over.entries;
        bool const is_whole = entries.empty() && from.over.starts.empty();
        auto const count = is_whole ? log_.size() : entries.size();
        out.signals.resize(count);
        if (is_whole)
            whole(answers, applied, out);
        else
            parts(from, answers, applied, out);
        out.facts.count = count;
        out.facts.units = from.count;
        out.facts.signal = out.signals.data();
    }

private:
    [[nodiscard]] std::uint16_t signal_of(std::size_t entry, std::uint64_t guards) {
        auto const type = log_.types[entry];
        if (type == event_log::by_hand) return numbers_.of_hand(log_.acts[log_.places[entry]]);
        return numbers_.of_event(type, guards);
    }

    void whole(log_answers const& answers, std::vector<std::int64_t> const& applied, fact_columns& out) {
        bool const has_guards = !answers.guards.empty();
        for (std::size_t i = 0; i < out.signals.size(); ++i)
            out.signals[i] = signal_of(i, has_guards ? answers.guards[i] : 0);
        if (!applied.empty())
            for (std::size_t i = 0; i < out.signals.size(); ++i)
                if (log_.happened[i] <= applied[log_.units[i]]) out.signals[i] = signal_numbers::nothing;
        out.facts.unit = log_.units.data();
        out.facts.happened = log_.happened.data();
        out.facts.row = nullptr;
    }

    void parts(unit_sequences const& from, log_answers const& answers,
               std::vector<std::int64_t> const& applied, fact_columns& out) {
        auto const& entries = from.over.entries;
        out.units.resize(entries.size());
        out.happened.resize(entries.size());
        for (std::size_t s = 0; s < from.count; ++s)
            for (auto i = from.over.starts[s]; i < from.over.starts[s + 1]; ++i) {
                auto const entry = entries[i];
                out.units[i] = static_cast<std::uint32_t>(s);
                out.happened[i] = log_.happened[entry];
                bool const is_boundary =
                    !from.opens.empty() && (from.opens[s] == entry || from.closes[s] == entry);
                bool const is_applied = !applied.empty() && log_.happened[entry] <= applied[s];
                out.signals[i] = is_boundary ? signal_numbers::boundary
                                 : is_applied
                                     ? signal_numbers::nothing
                                     : signal_of(entry, answers.guards.empty() ? 0 : answers.guards[i]);
            }
        out.rows.assign(entries.begin(), entries.end());
        out.facts.unit = out.units.data();
        out.facts.happened = out.happened.data();
        out.facts.row = out.rows.data();
    }

    program const& policy_;
    event_log const& log_;
    signal_numbers& numbers_;
};

/// The days that events set, for each slot of a machine: by position, micros at which the rule may fire.
[[nodiscard]] inline std::vector<std::vector<std::int64_t>> deadlines_of(alert_definition const& alert,
                                                                         log_answers const& answers) {
    std::vector<std::vector<std::int64_t>> all;
    for (auto const& one : alert.transitions) {
        if (one.trigger != keyword::when) continue;
        auto days = answers.deadlines[one.deadline_event][one.deadline];
        if (!one.is_reached)
            for (auto& day : days)
                if (day != alerts::never) day += alerts::micros_of_day;
        all.push_back(std::move(days));
    }
    return all;
}

}  // namespace tramo::alerting
