// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The states of machines from facts: a pure function of (machine, facts, until). No clock, no stored timer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include <tramo/alerts/machine.hpp>

namespace tramo::alerts {

/// Where a machine stands for one unit: an account, or one child of it.
struct standing {
    state_number value = no_alert;
    bool clear_pending = false;  ///< a clear by hand waits for its confirmation
    std::int64_t since = 0;   ///< micros: when `value` was entered; of no meaning before the first transition
    std::uint32_t times = 0;  ///< how often it was raised: went from none to a state
    std::vector<std::int64_t> deadlines;  ///< by slot: micros at which the day begins, or `never`
    friend bool operator==(standing const&, standing const&) = default;
};

/// What led from one state to another: a rule (index into the machine's transitions) or a hand.
struct change {
    static constexpr std::uint32_t no_row = UINT32_MAX;
    static constexpr std::uint16_t by_hand = 0xFFF0;    ///< raised, cleared, confirmed
    static constexpr std::uint16_t asked = 0xFFF1;      ///< clear asked for: from = to
    static constexpr std::uint16_t cancelled = 0xFFF2;  ///< from = to
    static constexpr std::uint16_t boundary = 0xFFF3;   ///< a `boundary` signal: from = to
    static constexpr std::uint16_t moved = 0xFFF4;      ///< a ladder fell because its deadlines moved
    std::int64_t happened = 0;                          ///< micros
    std::uint32_t unit = 0;
    std::uint32_t row = no_row;    ///< the fact's row; `no_row` when time alone led to it
    std::uint16_t transition = 0;  ///< index into the machine's transitions, or one of the above
    state_number from = no_alert;
    state_number to = no_alert;
    friend bool operator==(change const&, change const&) = default;
};

/// Facts as columns. For each unit they are in their order in time; units may be mixed. Those that are not in
/// order of time for a unit break the contract.
struct facts {
    std::size_t count = 0;
    std::size_t units = 0;  ///< numbers of units are below this
    std::uint32_t const* unit = nullptr;
    std::int64_t const* happened = nullptr;  ///< micros since 1970-01-01T00:00, within years 1 to 9999
    std::uint16_t const* signal = nullptr;   ///< index into the signals
    std::uint32_t const* row = nullptr;      ///< as changes are to name it; null: the fact's own index
    /// By slot of the machine that is replayed: the beginning of the day in micros for each fact, `never`
    /// where unknown; read only for facts whose signal sets the slot. Null without slots.
    std::int64_t const* const* deadlines = nullptr;
};

/// One machine over all units. Read `packed`, `codes` and `far_since` with `at` and `value`.
struct replayed {
    std::vector<std::uint64_t> packed;    ///< by unit: value, pending, since
    std::vector<std::uint8_t> codes;      ///< with `states_only`, in place of `packed`: value, pending
    std::vector<std::int64_t> far_since;  ///< by unit, where `packed` has no room for them; else empty
    std::vector<std::uint32_t> times;     ///< by unit
    std::vector<std::int64_t> deadlines;  ///< slot s of unit u at [u * slots + s]
    std::vector<change> changes;          ///< for each unit in order; units in ascending order
    std::size_t slots = 0;
    [[nodiscard]] standing at(std::size_t unit) const;
    [[nodiscard]] state_number value(std::size_t unit) const;
    /// Makes room for `units`, all as before their first fact, with the columns that `like` has.
    void prepare(std::size_t units, replayed const& like);
    /// Sets `unit` to where `from`, of the same machine, has `from_unit`.
    void take(std::size_t unit, replayed const& from, std::size_t from_unit);
};

struct replay_options {
    /// Timers whose day begins before this fire; `never` lets all fire that ever will (do not use with timers
    /// that chase each other), the smallest number none after the last fact of a unit.
    std::int64_t until = INT64_MIN;
    int threads = 1;
    /// Of machines without timers only the values and what is pending: no `since`, `times` and `changes`. Of
    /// no effect on other machines.
    bool states_only = false;
};

/// Facts put in order for replaying: by unit where that is faster, when it is first asked for. Made once for
/// any number of machines, which may be replayed at the same time.
class ordered_facts {
public:
    explicit ordered_facts(facts const& all, int threads = 1);  ///< keeps pointing at the columns of `all`
    ~ordered_facts();
    ordered_facts(ordered_facts&&) noexcept;
    ordered_facts& operator=(ordered_facts&&) noexcept;

private:
    friend replayed replay(machine const&, std::uint32_t, std::vector<signal> const&, ordered_facts const&,
                           std::vector<standing> const*, std::int64_t const* const*, replay_options);
    struct state;
    std::unique_ptr<state> state_;
};

/// Replays one machine (number `machine_number` in signals by hand). `base` holds each unit's standing before
/// its first fact, or is null: none, never raised. `deadlines` is as `facts::deadlines`, by row index of the
/// facts as given to `ordered_facts`. The result does not depend on the number of threads.
[[nodiscard]] replayed replay(machine const& what, std::uint32_t machine_number,
                              std::vector<signal> const& signals, ordered_facts const& all,
                              std::vector<standing> const* base, std::int64_t const* const* deadlines,
                              replay_options options);

/// One fact for one unit: the same rules, one at a time. `deadlines` holds the fact's value for each slot, or
/// is null: all unknown. Changes are added to `changes`, those that time brings before `happened` first; they
/// name unit 0, and row 0 where the fact led to them.
void step(machine const& what, std::uint32_t machine_number, signal const& heard, std::int64_t happened,
          std::int64_t const* deadlines, standing& where, std::vector<change>& changes);

/// Lets time pass: timers whose day begins before `until` fire.
void advance(machine const& what, std::int64_t until, standing& where, std::vector<change>& changes);

}  // namespace tramo::alerts

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/alerts/replay.ipp>
#endif
