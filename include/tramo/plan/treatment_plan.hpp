// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plans of treatment: what must be known of each account before its holds are, and what afterwards.
#pragma once

#include <cstddef>
#include <vector>

#include <tramo/check/treatment_program.hpp>
#include <tramo/plan/plan.hpp>

namespace tramo {

struct environment;
struct program;

/// Conditions are indices into the plan's segments, days and amounts into its outputs; `no_index`: not asked.
struct planned_hold {
    std::size_t condition = no_index;
    std::size_t from = no_index, end = no_index;
};

/// What holds, days past due and permissions begin with; reads no computed field of treatment.
struct hold_plan {
    plan asked;
    std::vector<planned_hold> holds;
    std::size_t due = no_index;
    std::vector<std::vector<std::size_t>>
        tables;  ///< by table, row: its condition, where a hold's text is one
};

struct planned_approval {
    std::size_t condition = no_index;  ///< `no_index`: always needed
};

struct planned_effect {
    std::size_t effect = 0;  ///< index into the program's effects
    std::size_t condition = no_index, stands = no_index, release = no_index;
    std::size_t requirements = 0;  ///< its first one; the others follow
    std::vector<planned_approval> approvals;
    std::size_t since = no_index;
};

struct planned_paragraph {
    std::size_t condition = no_index;
    std::vector<std::size_t> numbers;  ///< by part: outputs, or for a truth a segment; `no_index`: none
};

struct planned_template {
    std::size_t which = 0;  ///< index into the program's templates
    std::size_t condition = no_index;
    planned_paragraph subject;
    std::vector<planned_paragraph> text;
};

/// Those effects and templates that hold on the day.
struct treatment_plan {
    plan asked;
    std::vector<planned_effect> effects;
    std::vector<planned_template> templates;
    std::vector<std::vector<std::size_t>> tables;  ///< by table, row: its condition
    std::vector<std::size_t> consents;             ///< by consent of the contact limits
};

[[nodiscard]] hold_plan compile_holds(program const& policy, environment const& known);
[[nodiscard]] treatment_plan compile_treatment(program const& policy, environment const& known);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/plan/treatment_plan.ipp>
#endif
