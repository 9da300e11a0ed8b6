// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The shape of an alert: states, what leads from one to another, and the time after which it does. Events,
// their conditions and rules are opaque numbers here: whoever knows them stands above.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tramo/config.hpp>

namespace tramo::alerts {

/// A state of a machine: 0 is none (no alert), n the n-th of `machine::states`.
using state_number = std::uint8_t;
inline constexpr state_number no_alert = 0;
/// The most states a machine can have.
inline constexpr std::size_t most_states = 100;

struct state {
    std::string name;
    std::string label;
    std::string colour;            ///< "red", "orange", "yellow", "green", "blue", "grey", or empty
    int severity = 0;              ///< the larger the worse
    bool stops_treatment = false;  ///< whether the account is left alone while it is in this state
    bool is_manual_only = false;   ///< declared to be left by hand only
};

enum class effect : std::uint8_t { enter, clear, restore };

/// An event of a type for which a condition (a number among that type's conditions) is true.
struct cause {
    std::uint32_t event = 0;
    std::int32_t guard = -1;  ///< -1: without a condition
    friend bool operator==(cause const&, cause const&) = default;
};

/// Leads from some states to another. Of several that could fire, the first in `machine::transitions` does.
struct transition {
    enum class trigger : std::uint8_t {
        on,     ///< any of `causes`
        after,  ///< `days` days after the day on which the state was entered, from the beginning of that day
        deadline  ///< when the day set by deadline `slot` begins, and its state allows
    };
    trigger when = trigger::on;
    std::vector<cause> causes;
    std::int64_t days = 0;
    std::uint32_t slot = 0;
    std::vector<state_number> from;  ///< empty: any state, none included
    effect what = effect::enter;
    state_number target = no_alert;  ///< of `enter`
    std::uint32_t rule = 0;          ///< opaque
};

/// A moment that an event sets and others take back. Each event of type `event` sets it to its value number
/// `deadline`, or takes it back where that value is unknown; an event of `disarmed_by` takes it back.
struct deadline_slot {
    std::uint32_t event = 0;
    std::uint32_t deadline = 0;
    std::vector<cause> disarmed_by;
};

struct machine {
    std::string name;
    std::string label;
    std::vector<state> states;
    std::vector<transition> transitions;  ///< in the order of their priority
    std::vector<deadline_slot> slots;
    bool clears_by_hand = false;
    bool needs_confirmation = false;
    std::vector<state_number> raised_by_hand;
    /// A ladder: its states are rungs, entered one after the other. When an event moves the deadlines, it
    /// falls to the highest rung whose deadline, and that of all rungs below, has been reached; and climbs
    /// one by one, each at its own time or, where that lies back, at the time of the event.
    bool without_skipping = false;

    [[nodiscard]] bool has_timers() const;
    [[nodiscard]] bool restores() const;
};

/// A date's beginning, and no moment at all, as microseconds.
inline constexpr std::int64_t micros_of_day = 86'400'000'000;
inline constexpr std::int64_t never = INT64_MAX;

/// What happened, as far as machines care: a type of event and which of its conditions are true, or an act by
/// hand. Facts name a signal by its number.
struct signal {
    enum class kind : std::uint8_t {
        event,
        raise,     ///< by hand, to `state`
        clear,     ///< by hand: asks for it, or does it where no confirmation is needed
        confirm,   ///< the clear asked for
        cancel,    ///< it
        boundary,  ///< changes nothing, and is noted in the transitions: see `reversals.hpp`
        nothing    ///< concerns no machine
    };
    kind what = kind::event;
    std::uint32_t event = 0;
    std::uint64_t guards = 0;   ///< bit i: condition number i is true
    std::uint32_t machine = 0;  ///< by hand: which one
    state_number state = no_alert;
    friend bool operator==(signal const&, signal const&) = default;
};

}  // namespace tramo::alerts

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/alerts/machine.ipp>
#endif
