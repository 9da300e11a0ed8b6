// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The alert that is measured, twice: as a machine that tramo replays, and as a person would write it in C++.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <tramo/alerts/replay.hpp>

namespace tramo_bench {

namespace alerts = tramo::alerts;
using alerts::state_number;

constexpr std::int64_t day = alerts::micros_of_day;
constexpr state_number none = 0, refuses = 1, cannot = 2, broken = 3, restructured = 4;
enum event : std::uint8_t {
    said_refuses,
    said_cannot,
    said_restructuring,
    promised,
    paid,
    broke_promise,
    called,
    wrote,
    bounced,
    visited
};
constexpr std::uint16_t event_count = 10;
constexpr std::int32_t enough = 100;  ///< a payment below this clears nothing
/// Signals are numbered as events are, and a payment that is enough has a number of its own.
constexpr std::uint16_t paid_enough = event_count;

inline alerts::transition on(std::vector<alerts::cause> causes, std::vector<state_number> from,
                             state_number to) {
    alerts::transition made;
    made.causes = std::move(causes);
    made.from = std::move(from);
    made.what = to == none ? alerts::effect::clear : alerts::effect::enter;
    made.target = to;
    return made;
}

inline alerts::transition after(std::int64_t days, state_number from, state_number to) {
    auto made = on({}, {from}, to);
    made.when = alerts::transition::trigger::after;
    made.days = days;
    return made;
}

/// Every payment clears, and time changes nothing.
inline alerts::machine plain_machine() {
    alerts::machine made;
    made.name = "payment_problem";
    for (auto const* name : {"refuses", "cannot", "broken", "restructured"})
        made.states.emplace_back().name = name;
    made.transitions = {
        on({{said_refuses, -1}}, {none, cannot, broken}, refuses),
        on({{said_cannot, -1}}, {none, refuses, broken}, cannot),
        on({{said_restructuring, -1}}, {}, restructured),
        on({{promised, -1}, {paid, -1}}, {refuses, cannot, broken}, none),
        on({{broke_promise, -1}}, {none, cannot}, broken),
    };
    return made;
}

/// A payment clears where its amount is enough (guard 0); a smaller one (guard 1) shows good will.
inline alerts::machine full_machine() {
    auto made = plain_machine();
    made.transitions[3] = on({{promised, -1}, {paid, 0}}, {refuses, cannot, broken}, none);
    made.transitions.push_back(on({{paid, 1}}, {refuses}, cannot));
    made.transitions.push_back(after(30, cannot, refuses));
    made.transitions.push_back(after(60, broken, none));
    return made;
}

inline std::vector<alerts::signal> all_signals() {
    std::vector<alerts::signal> made(event_count + 1);
    for (std::uint32_t i = 0; i < event_count; ++i) made[i].event = i;
    made[paid].guards = 2;
    made[paid_enough].event = paid;
    made[paid_enough].guards = 1;
    return made;
}

inline state_number heard_plainly(state_number in, std::uint8_t event) {
    switch (event) {
        case said_refuses:
            return in == restructured ? in : refuses;
        case said_cannot:
            return in == restructured ? in : cannot;
        case said_restructuring:
            return restructured;
        case promised:
        case paid:
            return in == restructured ? in : none;
        case broke_promise:
            return in == none || in == cannot ? broken : in;
        default:
            return in;
    }
}

inline state_number heard(state_number in, std::uint8_t event, std::int32_t amount) {
    if (event == paid && amount < enough) return in == refuses ? cannot : in;
    return heard_plainly(in, event);
}

/// Events as columns, in order of time; `grouped` keeps that order for each unit.
struct columns {
    std::vector<std::uint32_t> unit;
    std::vector<std::int64_t> happened;
    std::vector<std::uint8_t> event;
    std::vector<std::uint16_t> signal;  ///< the event's number: what machines without guards hear
    std::vector<std::int32_t> amount;
    std::size_t units = 0;

    columns(std::size_t units_of, std::size_t count)
        : unit(count), happened(count), event(count), signal(count), amount(count), units(units_of) {}

    [[nodiscard]] alerts::facts facts(std::uint16_t const* signals) const {
        return {unit.size(), units, unit.data(), happened.data(), signals, nullptr, nullptr};
    }
};

/// Half a year of events, in order of time, of units at random.
inline columns random_facts(std::size_t units, std::size_t count) {
    columns made(units, count);
    std::uint64_t random = 88172645463325252U;
    auto const begin = 20'000 * day;
    auto const gap = 180 * day / static_cast<std::int64_t>(count);
    for (std::size_t i = 0; i < count; ++i) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        made.unit[i] = static_cast<std::uint32_t>(((random >> 32) * units) >> 32);
        made.happened[i] = begin + gap * static_cast<std::int64_t>(i);
        made.signal[i] = static_cast<std::uint16_t>((random & 0xFFFF) * event_count >> 16);
        made.event[i] = static_cast<std::uint8_t>(made.signal[i]);
        made.amount[i] = static_cast<std::int32_t>((random >> 16 & 0xFFFF) * 2 * enough >> 16);
    }
    return made;
}

inline columns by_unit(columns const& from) {
    std::vector<std::size_t> next(from.units + 1);
    for (auto const unit : from.unit) ++next[unit + std::size_t{1}];
    for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
    auto made = from;
    for (std::size_t i = 0; i < from.unit.size(); ++i) {
        auto const to = next[from.unit[i]]++;
        made.unit[to] = from.unit[i];
        made.happened[to] = from.happened[i];
        made.event[to] = from.event[i];
        made.signal[to] = from.signal[i];
        made.amount[to] = from.amount[i];
    }
    return made;
}

struct hand_state {
    std::int64_t since = 0;
    state_number value = none;
};

/// The full machine: value, since when, what time leads to, and the log of changes.
struct hand_written {
    std::vector<hand_state> states;
    std::vector<alerts::change> changes;

    void enter(std::uint32_t unit, std::int64_t at, std::uint32_t row, state_number to) {
        auto& of = states[unit];
        changes.push_back({at, unit, row, 0, of.value, to});
        of = {at, to};
    }
    void pass(std::uint32_t unit, std::int64_t at) {
        auto const of = states[unit];
        if (of.value != cannot && of.value != broken) return;
        auto const days = of.value == cannot ? 30 : 60;
        auto const due = (of.since / day + days) * day;  // all after 1970
        if (due <= at) enter(unit, due, alerts::change::no_row, of.value == cannot ? refuses : none);
    }
    void replay(columns const& facts) {
        states.assign(facts.units, {});
        changes.clear();
        for (std::size_t i = 0; i < facts.unit.size(); ++i) {
            auto const unit = facts.unit[i];
            pass(unit, facts.happened[i]);
            auto const to = heard(states[unit].value, facts.event[i], facts.amount[i]);
            if (to != states[unit].value) enter(unit, facts.happened[i], static_cast<std::uint32_t>(i), to);
        }
    }
};

}  // namespace tramo_bench
