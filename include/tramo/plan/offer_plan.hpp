// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The plan of a policy's offers: what must be known of each account before a payment condition can be worked
// out.
#pragma once

#include <optional>
#include <vector>

#include <tramo/check/offer_program.hpp>
#include <tramo/plan/plan.hpp>
#include <tramo/values/component.hpp>

namespace tramo {

struct environment;
struct program;

/// A condition that holds on the day. Numbers are indices into the plan's segments.
struct planned_condition {
    std::size_t condition = 0;        ///< index into the program's conditions
    std::size_t requirements = 0;     ///< its first one; the others follow
    std::size_t approval = no_index;  ///< `no_index`: not asked
};

/// `asked.segments` are not the policy's segments but its requirements, approvals and rows of matrices;
/// `asked.outputs` the amounts of the debt, then the days overdue.
struct offer_plan {
    plan asked;
    std::vector<planned_condition> conditions;
    std::vector<std::size_t> matrices;  ///< by matrix: its first row among the segments, the others
                                        ///< follow; `no_index` where no condition of the day uses it
    by_component<std::size_t> amounts{no_index, no_index, no_index, no_index};  ///< indices into the outputs
    std::size_t overdue = no_index;
};

/// Requires a program that declares a debt.
[[nodiscard]] offer_plan compile_offers(program const& policy, environment const& known);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/plan/offer_plan.ipp>
#endif
