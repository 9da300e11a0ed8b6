// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A slow reading of alerts: machines over a sorted list of events, one account at a time, written from what
// the language page says and sharing nothing with the engine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tramo_test {

inline constexpr std::int64_t slow_day = 86'400'000'000;

struct slow_hand {
    enum { raise, clear, confirm, cancel } what = clear;
    std::size_t alert = 0;
    int state = 0;
};

/// `type` counts the policy's events; -1 is an act by hand. `undoes` is the id of the event that it reverses.
struct slow_event {
    std::string account, child;
    int type = 0;
    std::int64_t happened = 0, recorded = 0, sequence = 0;
    int id = 0;
    std::optional<std::int64_t> n;
    std::optional<std::int64_t> d;  ///< a day
    std::optional<int> undoes;
    slow_hand hand;
};
using slow_log = std::vector<slow_event const*>;

/// A condition on an event: on its own n, or on what was counted up to and with it.
struct slow_guard {
    enum { n_at_least, n_is, count_at_least, sum_at_least } what = n_at_least;
    std::int64_t bound = 0;
    int counted = 0;                    ///< type of the events counted
    std::int64_t days = 0;              ///< 0: all
    std::optional<std::int64_t> above;  ///< counts only events whose n is above
};

struct slow_transition {
    enum { on, after, when } trigger = on;
    static constexpr int clear = 0, restore = -1;
    std::vector<int> events;
    std::optional<slow_guard> guard;
    std::vector<int> from;  ///< empty: any
    int target = clear;
    std::int64_t days = 0;  ///< after; and what is added to the day of a deadline
    bool is_reached = false;
    int deadline_event = 0;
    std::vector<int> without;
    std::optional<slow_guard> without_guard;
};

struct slow_alert {
    bool is_per_child = false;
    enum { any, all, worst } of_children = any;
    int states = 1;
    std::vector<int> severities;  ///< by state, from 1
    std::vector<slow_transition> transitions;
    bool clears = false, confirms = false;
    std::vector<int> raises;
    [[nodiscard]] bool restores() const {
        return std::any_of(transitions.begin(), transitions.end(),
                           [](auto const& one) { return one.target == slow_transition::restore; });
    }
    [[nodiscard]] bool has_timers() const {
        return std::any_of(transitions.begin(), transitions.end(),
                           [](auto const& one) { return one.trigger != slow_transition::on; });
    }
};

struct slow_change {
    std::string why;  ///< `t3` for the third transition, or what a hand did
    int from = 0, to = 0;
    std::int64_t happened = 0;
    int id = -1;  ///< of the event; -1: time alone
};

struct slow_state {
    int value = 0;
    bool is_pending = false, was_entered = false;
    std::int64_t since = 0;
    int times = 0;
    std::map<std::size_t, std::int64_t> deadlines;  ///< by transition
};

/// Puts events in order: time, sequence, id as a number.
inline void put_in_order(slow_log& all) {
    std::sort(all.begin(), all.end(), [](auto const* a, auto const* b) {
        if (a->happened != b->happened) return a->happened < b->happened;
        return a->sequence != b->sequence ? a->sequence < b->sequence : a->id < b->id;
    });
}

/// By id of a reversal: the id of the event that it undoes. Reversals of one account that are not in it name
/// nothing that can be undone.
inline std::map<int, int> find_undone(slow_log const& sorted, int reversed_type) {
    std::map<int, int> undone;
    std::map<int, bool> is_standing;
    for (auto const* one : sorted) {
        if (one->type == reversed_type) is_standing[one->id] = true;
        if (!one->undoes || !is_standing[*one->undoes]) continue;
        is_standing[*one->undoes] = false;
        undone[one->id] = *one->undoes;
    }
    return undone;
}

inline std::optional<std::int64_t> slow_sum(slow_log const& all, std::size_t end, std::int64_t now,
                                            slow_guard const& by) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < end; ++i) {
        if (all[i]->type != by.counted) continue;
        if (by.days > 0 && all[i]->happened <= now - by.days * slow_day) continue;
        if (by.above && (!all[i]->n || *all[i]->n <= *by.above)) continue;
        if (by.what == slow_guard::count_at_least)
            ++sum;
        else if (!all[i]->n)
            return {};
        else
            sum += *all[i]->n;
    }
    return sum;
}

inline bool holds(std::optional<slow_guard> const& guard, slow_log const& all, std::size_t at) {
    if (!guard) return true;
    auto const& event = *all[at];
    if (guard->what == slow_guard::n_at_least) return event.n && *event.n >= guard->bound;
    if (guard->what == slow_guard::n_is) return event.n && *event.n == guard->bound;
    auto const counted = slow_sum(all, at + 1, event.happened, *guard);
    return counted && *counted >= guard->bound;
}

inline bool has(std::vector<int> const& all, int one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// One alert over the events of one account or child.
class slow_machine {
public:
    slow_machine(slow_alert const& what, std::size_t number) : what_(what), number_(number) {}

    slow_state state;
    std::vector<slow_change> changes;

    /// `note`: this event changes nothing, and is noted.
    void hear(slow_log const& all, std::size_t at, bool note = false) {
        auto const& event = *all[at];
        let_time_pass(event.happened, INT64_MIN);
        if (note) return add("note", state.value, event.happened, event.id);
        if (event.type < 0)
            obey(event);
        else
            follow(all, at);
        let_time_pass(event.happened, event.happened);
    }

    /// Everything that time brings up to and with `last`.
    void let_time_pass(std::int64_t last, std::int64_t not_before) {
        for (;;) {
            std::optional<std::size_t> first;
            std::int64_t moment = 0;
            for (std::size_t i = 0; i < what_.transitions.size(); ++i) {
                auto const when = due(i);
                if (!when || *when > last || (first && *when >= moment)) continue;
                first = i;
                moment = *when;
            }
            if (!first) return;
            state.deadlines.erase(*first);
            enter(what_.transitions[*first].target, std::max(moment, not_before), -1,
                  "t" + std::to_string(*first));
        }
    }

private:
    [[nodiscard]] bool leaves(slow_transition const& one) const {
        return one.from.empty() || has(one.from, state.value);
    }

    [[nodiscard]] std::optional<std::int64_t> due(std::size_t which) const {
        auto const& one = what_.transitions[which];
        if (one.trigger == slow_transition::on || !leaves(one) || one.target == state.value) return {};
        if (one.trigger == slow_transition::when) {
            auto const set = state.deadlines.find(which);
            if (set == state.deadlines.end()) return {};
            return state.was_entered ? std::max(set->second, state.since) : set->second;
        }
        auto const day = state.since / slow_day;  // moments here are after 1970
        return std::max((day + one.days) * slow_day, state.since);
    }

    void add(std::string why, int from, std::int64_t at, int id) {
        changes.push_back({std::move(why), from, state.value, at, id});
    }

    void enter(int target, std::int64_t at, int id, std::string why) {
        auto const from = state.value;
        state.value = target;
        state.is_pending = false;
        state.was_entered = true;
        state.since = at;
        if (from == 0) ++state.times;
        add(std::move(why), from, at, id);
    }

    void follow(slow_log const& all, std::size_t at) {
        auto const& event = *all[at];
        for (std::size_t i = 0; i < what_.transitions.size(); ++i)
            if (has(what_.transitions[i].without, event.type) &&
                holds(what_.transitions[i].without_guard, all, at))
                state.deadlines.erase(i);
        for (std::size_t i = 0; i < what_.transitions.size(); ++i) {
            auto const& one = what_.transitions[i];
            bool const fires = one.trigger == slow_transition::on && has(one.events, event.type) &&
                               leaves(one) && holds(one.guard, all, at);
            if (!fires) continue;
            if (one.target >= 0 && one.target != state.value)
                enter(one.target, event.happened, event.id, "t" + std::to_string(i));
            break;
        }
        for (std::size_t i = 0; i < what_.transitions.size(); ++i) {
            auto const& one = what_.transitions[i];
            if (one.trigger != slow_transition::when || one.deadline_event != event.type) continue;
            state.deadlines.erase(i);
            if (event.d) state.deadlines[i] = (*event.d + one.days + (one.is_reached ? 0 : 1)) * slow_day;
        }
    }

    void obey(slow_event const& event) {
        auto const& hand = event.hand;
        if (hand.alert != number_) return;
        auto const moment = event.happened;
        if (hand.what == slow_hand::raise && hand.state != state.value)
            return enter(hand.state, moment, event.id, "hand");
        if (state.value == 0 || hand.what == slow_hand::raise) return;
        bool const clears = hand.what == slow_hand::confirm
                                ? state.is_pending
                                : hand.what == slow_hand::clear && !what_.confirms;
        if (clears) return enter(0, moment, event.id, "hand");
        if (hand.what == slow_hand::clear && !state.is_pending) {
            state.is_pending = true;
            add("asked", state.value, moment, event.id);
        } else if (hand.what == slow_hand::cancel && state.is_pending) {
            state.is_pending = false;
            add("cancelled", state.value, moment, event.id);
        }
    }

    slow_alert const& what_;
    std::size_t number_;
};

/// Where an alert stands for one account or child, and how it came there.
struct slow_answer {
    slow_state state;
    std::vector<slow_change> changes;
};

/// What an account shows whose children are in these states.
inline int of_children(slow_alert const& what, std::vector<int> const& states) {
    int shown = 0;
    for (auto const one : states) {
        if (what.of_children == slow_alert::all && one != states[0]) return 0;
        if (one == 0) continue;
        auto const severity = [&](int state) { return what.severities[static_cast<std::size_t>(state - 1)]; };
        bool const is_worse =
            what.of_children == slow_alert::worst && shown != 0 && severity(one) != severity(shown);
        if (shown == 0 || (is_worse ? severity(one) > severity(shown) : one < shown)) shown = one;
    }
    return shown;
}

/// `undone`: as found for the account. Time passes until before `end`.
inline slow_answer without_reversals(slow_alert const& what, std::size_t number, slow_log const& sorted,
                                     std::int64_t end) {
    slow_machine machine(what, number);
    for (std::size_t i = 0; i < sorted.size(); ++i) machine.hear(sorted, i);
    machine.let_time_pass(end - 1, INT64_MIN);
    return {machine.state, machine.changes};
}

/// What was lived between two reversals is what a log says that never had what the first of them, and those
/// before it, undo.
inline slow_answer with_reversals(slow_alert const& what, std::size_t number, slow_log const& sorted,
                                  std::map<int, int> const& undone, std::int64_t end) {
    std::vector<int> reversals;
    for (auto const* one : sorted)
        if (undone.count(one->id) != 0) reversals.push_back(one->id);
    slow_answer answer;
    int left_in = 0;
    for (std::size_t passed = 0; passed <= reversals.size(); ++passed) {
        auto const opening = passed == 0 ? -1 : reversals[passed - 1];
        auto const closing = passed == reversals.size() ? -1 : reversals[passed];
        std::vector<int> gone;
        for (std::size_t i = 0; i < passed; ++i) gone.push_back(undone.at(reversals[i]));
        slow_log heard;
        for (auto const* one : sorted) {
            bool const is_reversal = has(reversals, one->id);
            bool const is_end = one->id == closing && closing >= 0;
            if (!has(gone, one->id) && (!is_reversal || one->id == opening || is_end)) heard.push_back(one);
            if (is_end) break;
        }
        slow_machine machine(what, number);
        for (std::size_t i = 0; i < heard.size(); ++i) machine.hear(heard, i, has(reversals, heard[i]->id));
        if (closing < 0) machine.let_time_pass(end - 1, INT64_MIN);
        bool is_lived = opening < 0;
        for (auto const& one : machine.changes) {
            if (one.why == "note" && one.id == opening) {
                is_lived = true;
                if (one.to != left_in)
                    answer.changes.push_back({"restored", left_in, one.to, one.happened, one.id});
            } else if (is_lived && one.why != "note") {
                answer.changes.push_back(one);
            }
        }
        answer.state = machine.state;
        left_in = machine.state.value;
    }
    return answer;
}

}  // namespace tramo_test
