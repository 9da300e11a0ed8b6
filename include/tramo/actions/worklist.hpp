// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Who works which account today: accounts in the order of their worth, taken by agents as far as their
// minutes go, and for each one left out by how much it missed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <tramo/config.hpp>
#include <tramo/values/long_vector.hpp>

namespace tramo::actions {

inline constexpr std::uint32_t no_list = UINT32_MAX;
/// The skill of an action that any shift can do.
inline constexpr std::uint16_t any_skill = UINT16_MAX;

/// An agent's shift. Requires minutes >= 0.
struct shift {
    std::string agent;
    std::string name;                   ///< of the shift: "morning"; may be empty
    std::vector<std::uint16_t> skills;  ///< that the agent has; empty: all
    std::int64_t minutes = 0;
};

/// What is asked of the lists, for each account, in parallel. Place 0 of `ranking` is served first.
struct worklist_request {
    std::span<std::uint32_t const> ranking;  ///< accounts, best first; those with nothing to do are not in it
    std::span<std::uint16_t const> skill;    ///< by account: the one its action needs, or `any_skill`
    std::span<std::uint16_t const> minutes;  ///< by account: what its action takes, at least 1
    std::span<std::uint32_t const> agent;    ///< by account: index into `agents` of who has it already, or
                                             ///< `no_list`; empty: nobody has any
    std::span<std::string const> agents;
};

enum class placed : std::uint8_t {
    nothing_to_do,  ///< not in the ranking
    taken,
    no_skill,       ///< no shift of today has the skill
    full,           ///< every shift with the skill is full
    owner_full,     ///< it stays with its agent, whose shifts with the skill are full
    owner_no_skill  ///< it stays with its agent, none of whose shifts has the skill
};

/// By account. `position` counts from 1 within the list of a shift.
struct worklists {
    long_vector<placed> how;
    long_vector<std::uint32_t> list;  ///< index into the shifts, else `no_list`
    long_vector<std::uint32_t> position;
    long_vector<std::uint32_t> place;  ///< in the ranking, from 1; 0: not in it
    /// The place of the last account before it that was taken by the shifts it competes for: those with its
    /// skill, or those of its agent; 0 where none was, where none of them could have taken it at any place
    /// (for lack of the skill, or of minutes from the start), and for those taken. An account left out missed
    /// by `place - cut` places.
    long_vector<std::uint32_t> cut;
    std::vector<std::int64_t> minutes_used;  ///< by shift
    std::vector<std::uint32_t> calls;        ///< by shift
};

/// Serves accounts in the order of the ranking. One that an agent of today has already (by name, case and
/// accents do not matter) goes to the shifts of that agent alone; others to the shift with their skill that
/// has most minutes left, the first of equals. A shift takes an account while its minutes left are at least
/// those of the action: so floor(minutes / minutes per call) equal calls (V-22), and once it has refused one
/// it is closed for those that take as long or longer. No account is on two lists.
[[nodiscard]] worklists assign(std::span<shift const> shifts, worklist_request const& asked,
                               std::size_t accounts);

/// Sorts accounts by a key: those with the smallest first, of equals those first in the order given. Requires
/// keys by account. Linear in the accounts.
void order_by(std::vector<std::uint32_t>& accounts, std::span<std::int64_t const> keys);

}  // namespace tramo::actions

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/actions/worklist.ipp>
#endif
