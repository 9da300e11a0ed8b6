// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The rules of a machine as they are written, one fact after the other, with nothing in mind but the rules.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "story.hpp"

namespace tramo_test {

class plain_reading {
public:
    using trigger = alerts::transition::trigger;
    using kind = alerts::signal::kind;

    plain_reading(alerts::machine const& what, std::uint32_t unit) : what_(what), unit_(unit) {
        where.deadlines.assign(what.slots.size(), never);
    }

    void hear(alerts::signal const& heard, std::int64_t moment, std::uint32_t row,
              std::vector<std::int64_t> const& sets) {
        pass(moment, INT64_MIN);
        if (heard.what == kind::boundary) note(moment, row, change::boundary, where.value);
        if (heard.what == kind::event) hear_event(heard, moment, row, sets);
        if (heard.machine == 0) hear_hand(heard, moment, row);
        pass(moment, moment);
    }

    /// Fires what is due up to `limit`.
    void pass(std::int64_t limit, std::int64_t earliest) {
        while (auto const next = next_timer()) {
            if (next->first > limit) return;
            auto const number = next->second;
            auto const& rule = what_.transitions[number];
            if (rule.when == trigger::deadline && !what_.without_skipping) where.deadlines[rule.slot] = never;
            auto const to = target(rule);
            enter(std::max(next->first, earliest), change::no_row, static_cast<std::uint16_t>(number), to);
            if (what_.without_skipping && to == no_alert) forget();
        }
    }

    alerts::standing where;
    std::vector<change> changes;

private:
    static state_number target(alerts::transition const& rule) {
        return rule.what == alerts::effect::enter ? rule.target : no_alert;
    }
    [[nodiscard]] bool leaves(alerts::transition const& rule) const {
        return rule.from.empty() ||
               std::find(rule.from.begin(), rule.from.end(), where.value) != rule.from.end();
    }
    static bool matches(std::vector<alerts::cause> const& causes, alerts::signal const& heard) {
        return std::any_of(causes.begin(), causes.end(), [&](alerts::cause const& one) {
            return one.event == heard.event && (one.guard < 0 || (heard.guards >> one.guard & 1) != 0);
        });
    }

    void note(std::int64_t moment, std::uint32_t row, std::uint16_t transition, state_number to) {
        changes.push_back({moment, unit_, row, transition, where.value, to});
    }
    void enter(std::int64_t moment, std::uint32_t row, std::uint16_t transition, state_number to) {
        note(moment, row, transition, to);
        if (where.value == no_alert) ++where.times;
        where.value = to;
        where.since = moment;
        where.clear_pending = false;
        moved_ = true;
    }
    void forget() { std::fill(where.deadlines.begin(), where.deadlines.end(), never); }

    std::optional<std::pair<std::int64_t, std::size_t>> next_timer() const {
        std::optional<std::pair<std::int64_t, std::size_t>> first;
        for (std::size_t i = 0; i < what_.transitions.size(); ++i) {
            auto const& rule = what_.transitions[i];
            if (rule.when == trigger::on || !leaves(rule) || target(rule) == where.value) continue;
            auto const moment = rule.when == trigger::after ? time_is_up(rule) : deadline_of(rule);
            if (moment != never && (!first || moment < first->first)) first = {moment, i};
        }
        return first;
    }
    std::int64_t time_is_up(alerts::transition const& rule) const {
        if (!moved_) return never;
        auto day = where.since / alerts::micros_of_day;
        if (day * alerts::micros_of_day > where.since) --day;
        return (day + rule.days) * alerts::micros_of_day;
    }
    std::int64_t deadline_of(alerts::transition const& rule) const {
        auto const climbs = what_.without_skipping && target(rule) != no_alert;
        if (climbs && where.value + 1 != target(rule)) return never;
        auto const day = where.deadlines[rule.slot];
        return moved_ && day != never ? std::max(day, where.since) : day;
    }

    void hear_event(alerts::signal const& heard, std::int64_t moment, std::uint32_t row,
                    std::vector<std::int64_t> const& sets) {
        for (std::size_t slot = 0; slot < what_.slots.size(); ++slot)
            if (matches(what_.slots[slot].disarmed_by, heard)) where.deadlines[slot] = never;
        decide(heard, moment, row);
        auto is_anchored = false;
        for (std::size_t slot = 0; slot < what_.slots.size(); ++slot)
            if (what_.slots[slot].event == heard.event) {
                where.deadlines[slot] = sets[slot];
                is_anchored = true;
            }
        if (what_.without_skipping && is_anchored) fall(moment, row);
    }
    void decide(alerts::signal const& heard, std::int64_t moment, std::uint32_t row) {
        for (std::size_t i = 0; i < what_.transitions.size(); ++i) {
            auto const& rule = what_.transitions[i];
            if (rule.when != trigger::on || !leaves(rule) || !matches(rule.causes, heard)) continue;
            if (rule.what == alerts::effect::restore) return;
            if (what_.without_skipping && target(rule) == no_alert) forget();
            if (target(rule) != where.value) enter(moment, row, static_cast<std::uint16_t>(i), target(rule));
            return;
        }
    }
    void fall(std::int64_t moment, std::uint32_t row) {
        state_number reached = no_alert;
        for (state_number rung = 1; rung <= what_.states.size(); ++rung) {
            auto const rule = std::find_if(what_.transitions.begin(), what_.transitions.end(),
                                           [&](alerts::transition const& one) {
                                               return one.when == trigger::deadline && target(one) == rung;
                                           });
            auto const is_reached =
                rule == what_.transitions.end() ? where.value >= rung : where.deadlines[rule->slot] <= moment;
            if (!is_reached) break;
            reached = rung;
        }
        if (where.value > reached) enter(moment, row, change::moved, reached);
    }

    void hear_hand(alerts::signal const& heard, std::int64_t moment, std::uint32_t row) {
        auto const& raised = what_.raised_by_hand;
        if (heard.what == kind::raise && heard.state != where.value &&
            std::find(raised.begin(), raised.end(), heard.state) != raised.end())
            enter(moment, row, change::by_hand, heard.state);
        auto const is_asked = heard.what == kind::clear && what_.needs_confirmation;
        if (where.value == no_alert || !what_.clears_by_hand) return;
        if (is_asked && !where.clear_pending) {
            note(moment, row, change::asked, where.value);
            where.clear_pending = true;
        } else if ((heard.what == kind::clear && !is_asked) ||
                   (heard.what == kind::confirm && where.clear_pending)) {
            enter(moment, row, change::by_hand, no_alert);
            if (what_.without_skipping) forget();
        } else if (heard.what == kind::cancel && where.clear_pending) {
            note(moment, row, change::cancelled, where.value);
            where.clear_pending = false;
        }
    }

    alerts::machine const& what_;
    std::uint32_t unit_;
    bool moved_ = false;
};

}  // namespace tramo_test
