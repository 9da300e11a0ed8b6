// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is wrong with a machine before any event is seen.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include <tramo/alerts/machine.hpp>

namespace tramo::alerts {

/// One thing found. `state` and `transition`, `other` are numbers of the machine; which are of meaning is
/// told beside each kind.
struct finding {
    enum class kind : std::uint8_t {
        unreachable_state,    ///< `state`: no transition and no hand leads to it from what can be reached
        no_way_out,           ///< `state`: nothing leads out of it, neither a rule nor a hand
        manual_way_out_only,  ///< `state`: only a hand leads out, and it is not declared `manual only`
        not_manual_only,      ///< `state`: declared `manual only`, though `transition` leads out of it
        overlap,      ///< `transition` and `other` (written first) can fire on the same event from the same
                      ///< state (`state`) with different targets; of several others the first is named
        never_fires,  ///< `transition`: an earlier one (`other`) takes all its events and states
        timer_never_fires,    ///< `transition`: none of its states can be reached, or it leads where it is;
                              ///< or another (`other`, else the same) always fires before it
        slot_never_set,       ///< `transition`: its deadline's event never happens (see `never_true`)
        raise_without_clear,  ///< the machine as a whole: once raised it never goes back to none
        skips_state           ///< `transition`: a ladder would pass over `state` (the lowest of them)
    };
    kind what = kind::unreachable_state;
    state_number state = no_alert;
    std::uint32_t transition = 0;
    std::uint32_t other = 0;
};

/// Conditions that are known never to be true, by event and number: transitions that need them do not count.
/// Number -1 stands for the event itself, which then never happens.
struct never_true {
    std::vector<cause> guards;
};

/// Everything found, in the order of the kinds, then of states and transitions. Two conditions `a` and `b` of
/// one event in `disjoint` are known never to be true together: no overlap.
[[nodiscard]] std::vector<finding> verify(machine const& what, never_true const& impossible = {},
                                          std::vector<std::pair<cause, cause>> const& disjoint = {});

/// On request: each state that a ladder can pass over, as `skips_state` findings, for a machine that does not
/// say `without skipping` too.
[[nodiscard]] std::vector<finding> skipped_states(machine const& what);

}  // namespace tramo::alerts

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/alerts/verify.ipp>
#endif
