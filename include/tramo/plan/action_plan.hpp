// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plans of palettes and worklists: what must be known of each account before its actions are read, and before
// it is ranked.
#pragma once

#include <cstddef>
#include <vector>

#include <tramo/check/action_program.hpp>
#include <tramo/plan/plan.hpp>

namespace tramo {

struct environment;
struct program;

/// Which palette is whose. `asked.segments` are the conditions of the palettes, `asked.outputs` the day that
/// the window begins on, if it is one of the account's.
struct palette_plan {
    plan asked;
    std::vector<std::size_t> conditions;  ///< by palette: index into the segments, `no_index`: for all
    std::size_t since = no_index;         ///< index into the outputs: days
};

struct planned_candidate {
    std::size_t condition = no_index;  ///< index into the plan's segments; `no_index`: for all
    std::size_t cost = no_index;       ///< index into the outputs
    std::size_t value = no_index;
};

struct planned_order {
    std::size_t number = no_index;  ///< index into the outputs
    std::size_t first = no_index;   ///< index into the segments: a truth, or `count` of them, one for each
                                    ///< value of the list in its order
    std::size_t count = 0;
};

struct worklist_plan {
    plan asked;
    std::size_t worklist = 0;  ///< index into the program's worklists
    std::vector<planned_candidate> candidates;
    std::vector<planned_order> order;
};

[[nodiscard]] palette_plan compile_palettes(program const& policy, environment const& known);
/// Requires an index of a worklist.
[[nodiscard]] worklist_plan compile_worklist(program const& policy, std::size_t index,
                                             environment const& known);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/plan/action_plan.ipp>
#endif
