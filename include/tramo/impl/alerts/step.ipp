// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One fact for one unit, the same for a batch and for a single event; and what time does between facts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include <tramo/impl/alerts/change_log.ipp>
#include <tramo/impl/alerts/compiled_machine.ipp>

namespace tramo::replaying {

/// Later than any moment that is looked at, and early enough to add spans to.
inline constexpr std::int64_t end_of_time = alerts::never / 4;

struct unit_state {
    code in = 0;
    std::int64_t since = 0;
    std::int64_t* slots = nullptr;
};

struct heard_fact {
    std::int64_t happened = 0;
    std::uint32_t unit = 0;
    std::uint32_t index = 0;
    std::size_t signal = 0;
};

[[nodiscard]] constexpr std::int64_t beginning_of_day(std::int64_t moment) {
    auto const into = moment % alerts::micros_of_day;
    return moment - into - (into < 0 ? alerts::micros_of_day : 0);
}

/// When a timer fires in this state, if nothing happens: `never` where it does not.
[[nodiscard]] inline std::int64_t due(timer const& what, unit_state const& of) {
    auto const was_entered = of.in != 0;
    if (!what.waits_for_slot)
        return was_entered ? std::max(beginning_of_day(of.since) + what.span, of.since) : alerts::never;
    auto const deadline = of.slots[what.slot];
    return was_entered ? std::max(deadline, of.since) : deadline;
}

inline void take_back_all(compiled_machine const& by, unit_state& of) {
    std::fill_n(of.slots, by.slots, alerts::never);
}

inline void fire(compiled_machine const& by, timer const& what, std::int64_t at, std::uint32_t unit,
                 unit_state& of, change_log& log) {
    log.note_timed({at, unit, alerts::change::no_row, what.transition, value_of(of.in), what.target});
    if (what.waits_for_slot && !by.is_ladder) of.slots[what.slot] = alerts::never;
    if (by.is_ladder && what.target == alerts::no_alert) take_back_all(by, of);
    of.in = code_entered(what.target);
    of.since = at;
}

/// Fires what is due at or before `limit`, in order of moment, ties in written order, and what that brings.
/// Nothing fires before `earliest`.
#if defined(__GNUC__)
[[gnu::noinline]]
#endif
TRAMO_INLINE void
fire_due(compiled_machine const& by, std::int64_t earliest, std::int64_t limit, std::uint32_t unit,
         unit_state& of, change_log& log) {
    limit = std::min(limit, end_of_time);
    std::size_t at_once = 0;  // timers of no days may chase each other
    while (at_once <= by.values + by.slots) {
        timer const* first = nullptr;
        auto moment = alerts::never;
        for (auto const& one : by.timers[value_of(of.in)])
            if (auto const when = due(one, of); when < moment) {
                first = &one;
                moment = when;
            }
        if (first == nullptr || moment > limit) return;
        auto const at = std::max(moment, earliest);
        at_once = of.in != 0 && at == of.since ? at_once + 1 : 0;
        fire(by, *first, at, unit, of, log);
        if (!by.fires_at_once && limit - of.since < by.soonest[of.in]) return;
    }
}

/// The highest rung whose deadline, and that of all below, has been reached. One that no deadline leads to
/// counts for those who stand on it or above.
[[nodiscard]] inline alerts::state_number reached_rung(compiled_machine const& by, unit_state const& of,
                                                       std::int64_t at) {
    alerts::state_number reached = alerts::no_alert;
    for (std::size_t rung = 1; rung < by.values; ++rung) {
        auto const slot = by.rungs[rung];
        if (slot == no_slot ? value_of(of.in) < rung : of.slots[slot] > at) break;
        reached = static_cast<alerts::state_number>(rung);
    }
    return reached;
}

inline void fall(compiled_machine const& by, heard_fact const& heard, unit_state& of, change_log& log) {
    auto const value = value_of(of.in);
    auto const reached = reached_rung(by, of, heard.happened);
    if (value <= reached) return;
    log.note_timed({heard.happened, heard.unit, heard.index, alerts::change::moved, value, reached});
    of.in = code_entered(reached);
    of.since = heard.happened;
}

enum class needs {
    table,   ///< no timers: what the table says
    timers,  ///< and timers that are due at least a day after the state was entered
    all      ///< and deadlines
};

/// What happened between facts, up to the one heard. Works on copies, so that a loop's own stay in registers.
inline void let_time_pass(compiled_machine const& by, std::int64_t earliest, heard_fact const& heard,
                          unit_state& of, change_log& log, alerts::change*& next) {
    auto copy = of;
    log.set_next(next);
    fire_due(by, earliest, heard.happened, heard.unit, copy, log);
    next = log.next();
    of = copy;
}

/// Takes back the deadlines that a fact takes back before anything else happens.
inline void disarm(compiled_machine const& by, heard_fact const& heard, unit_state& of) {
    if (by.slots == 0) return;
    for (auto const slot : by.effects[heard.signal].disarmed) of.slots[slot] = alerts::never;
}

template <class DeadlineOf>
void arm(compiled_machine const& by, heard_fact const& heard, DeadlineOf const& deadline_of, unit_state& of,
         change_log& log) {
    if (by.slots == 0) return;
    auto const& armed = by.effects[heard.signal].armed;
    for (auto const slot : armed) of.slots[slot] = deadline_of(slot);
    if (by.is_ladder && !armed.empty()) fall(by, heard, of, log);
}

/// What one fact does. `deadline_of(slot)` is the value that it sets a slot to; `next` is where `log` writes
/// next, and has room for one change. What is no change is written too, and overwritten.
template <needs What, class DeadlineOf>
inline void hear(compiled_machine const& by, heard_fact const& heard, DeadlineOf const& deadline_of,
                 unit_state& of, change_log& log, alerts::change*& next) {
    auto const at = heard.happened;
    if constexpr (What == needs::timers)
        if (at - of.since >= by.soonest[of.in]) let_time_pass(by, INT64_MIN, heard, of, log, next);
    if constexpr (What == needs::all) {
        let_time_pass(by, INT64_MIN, heard, of, log, next);
        disarm(by, heard, of);
    }
    auto const& does = by.does(heard.signal, of.in);
    *next = {at, heard.unit, heard.index, does.transition, does.from, does.to};
    next += does.noted;
    of.since ^= (of.since ^ at) & -std::int64_t{does.moved};  // no branch: nobody could foretell it
    of.in = does.next;
    if constexpr (What == needs::all) {
        log.set_next(next);
        log.make_room();
        if (does.ends != 0) take_back_all(by, of);
        arm(by, heard, deadline_of, of, log);
        next = log.next();
        let_time_pass(by, at, heard, of, log, next);
    }
}

}  // namespace tramo::replaying
