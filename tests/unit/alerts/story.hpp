// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Small machines and what happens to their units, written down quickly.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <tramo/alerts/replay.hpp>

namespace tramo_test {

namespace alerts = tramo::alerts;
using alerts::change;
using alerts::never;
using alerts::no_alert;
using alerts::state_number;

using values = std::vector<state_number>;
using events = std::vector<std::uint32_t>;

inline std::int64_t at(std::int64_t day, std::int64_t hour = 0) {
    return day * alerts::micros_of_day + hour * 3'600'000'000;
}

inline alerts::machine states(std::size_t count) {
    alerts::machine made;
    made.states.resize(count);
    return made;
}

inline alerts::transition leads(values from, state_number to) {
    alerts::transition made;
    made.from = std::move(from);
    made.what = to == no_alert ? alerts::effect::clear : alerts::effect::enter;
    made.target = to;
    return made;
}

inline alerts::transition on(events const& heard, values from, state_number to) {
    auto made = leads(std::move(from), to);
    for (auto const one : heard) made.causes.push_back({one, -1});
    return made;
}

inline alerts::transition on_guard(std::uint32_t event, std::int32_t guard, state_number to) {
    auto made = leads({}, to);
    made.causes.push_back({event, guard});
    return made;
}

inline alerts::transition after(std::int64_t days, values from, state_number to) {
    auto made = leads(std::move(from), to);
    made.when = alerts::transition::trigger::after;
    made.days = days;
    return made;
}

inline alerts::transition deadline(std::uint32_t slot, values from, state_number to) {
    auto made = leads(std::move(from), to);
    made.when = alerts::transition::trigger::deadline;
    made.slot = slot;
    return made;
}

inline alerts::signal event(std::uint32_t type, std::uint64_t guards = 0) {
    alerts::signal made;
    made.event = type;
    made.guards = guards;
    return made;
}

inline alerts::signal hand(alerts::signal::kind what, state_number state = no_alert,
                           std::uint32_t machine = 0) {
    alerts::signal made;
    made.what = what;
    made.state = state;
    made.machine = machine;
    return made;
}

/// Facts as columns that grow; each fact brings a value for each slot of the machine.
struct story {
    alerts::machine machine;
    std::vector<alerts::signal> signals = {};
    std::vector<std::uint32_t> unit = {};
    std::vector<std::int64_t> happened = {};
    std::vector<std::uint16_t> signal = {};
    std::vector<std::vector<std::int64_t>> deadlines = {};
    std::size_t units = 1;

    story& add(std::int64_t moment, alerts::signal const& heard, std::vector<std::int64_t> sets = {},
               std::uint32_t of = 0) {
        std::size_t number = 0;
        while (number < signals.size() && !(signals[number] == heard)) ++number;
        if (number == signals.size()) signals.push_back(heard);
        return add_number(moment, number, std::move(sets), of);
    }
    story& add_number(std::int64_t moment, std::size_t number, std::vector<std::int64_t> sets,
                      std::uint32_t of) {
        unit.push_back(of);
        happened.push_back(moment);
        signal.push_back(static_cast<std::uint16_t>(number));
        deadlines.resize(machine.slots.size());
        for (std::size_t slot = 0; slot < deadlines.size(); ++slot)
            deadlines[slot].push_back(slot < sets.size() ? sets[slot] : never);
        if (of >= units) units = of + std::size_t{1};
        return *this;
    }

    [[nodiscard]] alerts::facts facts() const {
        return {unit.size(), units, unit.data(), happened.data(), signal.data(), nullptr, nullptr};
    }
    [[nodiscard]] std::vector<std::int64_t const*> slots() const {
        std::vector<std::int64_t const*> made;
        for (auto const& one : deadlines) made.push_back(one.data());
        return made;
    }
    [[nodiscard]] alerts::replayed replay(alerts::replay_options options = {},
                                          std::vector<alerts::standing> const* base = nullptr) const {
        alerts::ordered_facts const ordered(facts(), options.threads);
        return alerts::replay(machine, 0, signals, ordered, base, slots().data(), options);
    }
    [[nodiscard]] alerts::replayed until(std::int64_t moment) const { return replay({moment, 1, false}); }
    [[nodiscard]] state_number value() const { return replay().value(0); }
};

/// Changes as "day:from>to", `!` behind those that time alone led to.
inline std::string told(std::vector<change> const& changes) {
    std::string text;
    for (auto const& one : changes) {
        if (!text.empty()) text += ' ';
        text += std::to_string(one.happened / alerts::micros_of_day) + ':' + std::to_string(one.from) + '>' +
                std::to_string(one.to);
        if (one.row == change::no_row) text += '!';
    }
    return text;
}

}  // namespace tramo_test
