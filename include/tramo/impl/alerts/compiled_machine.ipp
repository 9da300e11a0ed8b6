// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A machine as tables: what each signal does in each state, and which timers run in it.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tramo/alerts/replay.hpp>

namespace tramo::replaying {

/// A value and one bit more: that a clear waits for its confirmation or, of none, that it is no longer the
/// none before the first change (whose `since` means nothing).
using code = std::uint8_t;

[[nodiscard]] constexpr code code_entered(alerts::state_number value) {
    return static_cast<code>(value << 1 | (value == alerts::no_alert ? 1 : 0));
}
[[nodiscard]] constexpr alerts::state_number value_of(unsigned of) {
    return static_cast<alerts::state_number>(of >> 1);
}
[[nodiscard]] constexpr bool is_pending(unsigned of) {
    return (of & 1) != 0 && of != 1;
}

/// What a signal does in a state: what a change says of it, the code that follows, and what else.
struct action {
    std::uint16_t transition = 0;
    alerts::state_number from = alerts::no_alert;
    alerts::state_number to = alerts::no_alert;
    code next = 0;
    std::uint8_t noted = 0;  ///< 1: is written as a change
    std::uint8_t moved = 0;  ///< 1: another value is entered
    std::uint8_t ends = 0;   ///< 1: takes back all deadlines of a ladder

    static action stays(code in) { return {0, value_of(in), value_of(in), in}; }
    static action notes(code in, code then, std::uint16_t transition) {
        auto const moved = value_of(in) != value_of(then);
        return {transition, value_of(in), value_of(then), then, 1, static_cast<std::uint8_t>(moved ? 1 : 0)};
    }
};

/// A transition that time brings.
struct timer {
    std::int64_t span = 0;  ///< micros from the beginning of the day on which the state was entered
    std::uint32_t slot = 0;
    bool waits_for_slot = false;  ///< in place of `span`
    std::uint16_t transition = 0;
    alerts::state_number target = alerts::no_alert;
};

struct slot_effects {
    std::vector<std::uint32_t> disarmed;
    std::vector<std::uint32_t> armed;
};

inline constexpr std::uint32_t no_slot = UINT32_MAX;

struct compiled_machine {
    std::size_t values = 1;                  ///< states, and none
    std::size_t stride = 2;                  ///< codes, up to a power of two
    std::vector<action> actions;             ///< of signal s in code c at [s * stride + c]
    std::vector<slot_effects> effects;       ///< by signal; empty without slots
    std::vector<std::vector<timer>> timers;  ///< by value, in their written order
    std::vector<std::uint32_t> rungs;        ///< of a ladder, by value: the slot that it waits for
    std::size_t slots = 0;
    bool is_ladder = false;
    bool has_timers = false;
    bool fires_at_once = false;  ///< a timer may be due the moment it begins
    /// By code: no timer without slot is due before this many micros after the state was entered.
    std::array<std::int64_t, 256> soonest{};

    [[nodiscard]] action const& does(std::size_t signal, code in) const {
        return actions[signal * stride + in];
    }
};

/// The values that a transition may leave.
struct leaving {
    std::array<std::uint64_t, 2> bits{};

    explicit leaving(alerts::transition const& of) {
        if (of.from.empty()) bits = {~std::uint64_t{0}, ~std::uint64_t{0}};
        for (auto const value : of.from)
            if (value < 128) bits[value >> 6] |= std::uint64_t{1} << (value & 63);
    }
    [[nodiscard]] bool holds(std::size_t value) const { return (bits[value >> 6] >> (value & 63) & 1) != 0; }
};

[[nodiscard]] inline bool is_cause(alerts::cause const& of, alerts::signal const& heard) {
    if (heard.what != alerts::signal::kind::event || of.event != heard.event) return false;
    return of.guard < 0 || (of.guard < 64 && (heard.guards >> of.guard & 1) != 0);
}

[[nodiscard]] inline bool is_among(std::vector<alerts::cause> const& causes, alerts::signal const& heard) {
    return std::any_of(causes.begin(), causes.end(),
                       [&](alerts::cause const& one) { return is_cause(one, heard); });
}

[[nodiscard]] inline alerts::state_number target_of(alerts::transition const& of) {
    return of.what == alerts::effect::enter ? of.target : alerts::no_alert;
}

/// Writes tables from a machine; what it is told of by number that is not there is left out.
class machine_compiler {
public:
    machine_compiler(alerts::machine const& what, std::uint32_t number, std::size_t signals)
        : what_(what), number_(number) {
        made_.values = std::min(what.states.size(), alerts::most_states) + 1;
        made_.stride = std::bit_ceil(2 * made_.values);
        made_.actions.resize(signals * made_.stride);
        made_.slots = what.slots.size();
        made_.is_ladder = what.without_skipping;
        if (made_.slots != 0) made_.effects.resize(signals);
        add_timers();
    }

    void add_signal(std::size_t index, alerts::signal const& heard) {
        auto* const row = made_.actions.data() + index * made_.stride;
        for (std::size_t in = 0; in < made_.stride; ++in) row[in] = action::stays(static_cast<code>(in));
        using kind = alerts::signal::kind;
        if (heard.what == kind::event) {
            add_event(row, heard);
            add_slot_effects(index, heard);
        } else if (heard.what == kind::boundary) {
            for (unsigned in = 0; in < 2 * made_.values; ++in)
                row[in] =
                    action::notes(static_cast<code>(in), static_cast<code>(in), alerts::change::boundary);
        } else if (heard.what != kind::nothing && heard.machine == number_) {
            add_hand(row, heard);
        }
    }

    [[nodiscard]] compiled_machine take() { return std::move(made_); }

private:
    /// The first that could fire decides, whatever it does; one that leads to where it is changes nothing.
    void add_event(action* row, alerts::signal const& heard) {
        std::vector<bool> decided(made_.values);
        for (std::size_t i = 0; i < what_.transitions.size(); ++i) {
            auto const& one = what_.transitions[i];
            if (one.when != alerts::transition::trigger::on || !is_among(one.causes, heard)) continue;
            leaving const from(one);
            for (std::size_t value = 0; value < made_.values; ++value) {
                if (decided[value] || !from.holds(value)) continue;
                decided[value] = true;
                if (one.what != alerts::effect::restore && target_of(one) < made_.values)
                    leave(row, value, target_of(one), static_cast<std::uint16_t>(i));
            }
        }
    }

    void leave(action* row, std::size_t value, alerts::state_number target, std::uint16_t transition) const {
        for (std::size_t in = 2 * value; in < 2 * value + 2; ++in) {
            if (value != target)
                row[in] = action::notes(static_cast<code>(in), code_entered(target), transition);
            if (made_.is_ladder && target == alerts::no_alert) row[in].ends = 1;
        }
    }

    void add_hand(action* row, alerts::signal const& heard) const {
        using kind = alerts::signal::kind;
        constexpr auto by_hand = alerts::change::by_hand;
        if (heard.what == kind::raise && !may_raise(heard.state)) return;
        for (std::size_t value = 0; value < made_.values; ++value) {
            if (heard.what == kind::raise && value != heard.state) leave(row, value, heard.state, by_hand);
            if (value == alerts::no_alert || !what_.clears_by_hand) continue;
            auto const in = static_cast<code>(value << 1);
            auto const pending = static_cast<code>(in | 1);
            if (heard.what == kind::clear && !what_.needs_confirmation)
                leave(row, value, alerts::no_alert, by_hand);
            if (heard.what == kind::clear && what_.needs_confirmation)
                row[in] = action::notes(in, pending, alerts::change::asked);
            if (heard.what == kind::confirm) {
                leave(row, value, alerts::no_alert, by_hand);
                row[in] = action::stays(in);
            }
            if (heard.what == kind::cancel)
                row[pending] = action::notes(pending, in, alerts::change::cancelled);
        }
    }

    [[nodiscard]] bool may_raise(alerts::state_number target) const {
        auto const& all = what_.raised_by_hand;
        return target < made_.values && std::find(all.begin(), all.end(), target) != all.end();
    }

    void add_slot_effects(std::size_t index, alerts::signal const& heard) {
        for (std::size_t slot = 0; slot < made_.slots; ++slot) {
            auto const number = static_cast<std::uint32_t>(slot);
            if (is_among(what_.slots[slot].disarmed_by, heard))
                made_.effects[index].disarmed.push_back(number);
            if (what_.slots[slot].event == heard.event) made_.effects[index].armed.push_back(number);
        }
    }

    void add_timers() {
        made_.timers.resize(made_.values);
        made_.rungs.assign(made_.values, no_slot);
        made_.soonest.fill(alerts::never);
        made_.fires_at_once = made_.slots != 0;
        for (std::size_t i = 0; i < what_.transitions.size(); ++i) {
            auto const& one = what_.transitions[i];
            auto const is_deadline = one.when == alerts::transition::trigger::deadline;
            if (one.when == alerts::transition::trigger::on || one.what == alerts::effect::restore) continue;
            if (target_of(one) >= made_.values || (is_deadline && one.slot >= made_.slots)) continue;
            if (!is_deadline && (one.days < 0 || one.days > most_days)) continue;
            if (is_deadline) add_rung(one);
            for (std::size_t value = 0; value < made_.values; ++value)
                if (runs_in(one, value)) add_timer(one, static_cast<std::uint16_t>(i), value);
        }
    }

    void add_rung(alerts::transition const& one) {
        auto& slot = made_.rungs[target_of(one)];
        if (target_of(one) != alerts::no_alert && slot == no_slot) slot = one.slot;
    }

    [[nodiscard]] bool runs_in(alerts::transition const& one, std::size_t value) const {
        if (value == target_of(one) || !leaving(one).holds(value)) return false;
        auto const climbs = made_.is_ladder && one.when == alerts::transition::trigger::deadline &&
                            target_of(one) != alerts::no_alert;
        return !climbs || value + 1 == target_of(one);
    }

    void add_timer(alerts::transition const& one, std::uint16_t transition, std::size_t value) {
        auto const is_deadline = one.when == alerts::transition::trigger::deadline;
        auto const span = is_deadline ? 0 : one.days * alerts::micros_of_day;
        made_.has_timers = true;
        made_.timers[value].push_back({span, one.slot, is_deadline, transition, target_of(one)});
        if (is_deadline) return;
        made_.fires_at_once = made_.fires_at_once || one.days == 0;
        for (auto in = 2 * value; in < 2 * value + 2; ++in)
            if (in != 0) made_.soonest[in] = std::min(made_.soonest[in], span - alerts::micros_of_day + 1);
    }

    static constexpr std::int64_t most_days = 10'000'000;  ///< later than any date

    alerts::machine const& what_;
    std::uint32_t number_;
    compiled_machine made_;
};

[[nodiscard]] TRAMO_INLINE compiled_machine compile(alerts::machine const& what, std::uint32_t number,
                                                    alerts::signal const* signals, std::size_t count) {
    machine_compiler compiler(what, number, count);
    for (std::size_t i = 0; i < count; ++i) compiler.add_signal(i, signals[i]);
    return compiler.take();
}

}  // namespace tramo::replaying
