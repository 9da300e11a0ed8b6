// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The report of best actions: every case once, under its best action, and sums that add up (table F-T1).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <tramo/actions/best_action.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::actions {

/// What a row stands for.
enum class row_kind {
    node,         ///< a node of the palettes' tree
    unspecified,  ///< cases and actions coded with a node that has others within it: its last child, where
                  ///< any
    other,        ///< of no palette
    no_action     ///< cases without an action in the window
};

/// A node of the tree, or what belongs to none. Nodes of several palettes with equal paths of names are one.
/// Amounts are in the smallest unit.
struct report_row {
    row_kind what = row_kind::node;
    std::vector<std::string> path;     ///< of labels; {"(other)"}, {"(no action)"}, {…, "(unspecified)"}
    std::vector<std::uint16_t> kinds;  ///< of a node: one of each palette that has it
    std::size_t parent = 0;            ///< index among the rows; its own for rows of depth 0
    int depth = 0;
    int rank = 0;  ///< of its kinds; 0: none, or palettes rank it differently
    bool is_contact = false;
    std::int64_t actions = 0;           ///< of that kind, or of a kind within it (the manual's "Gestiones")
    std::int64_t cases = 0;             ///< whose best action it is, or one within it
    std::int64_t contacted = 0;         ///< of those cases: whose best action is itself a contact
    std::int64_t actions_on_cases = 0;  ///< all actions on those cases, whatever their kind
    int128 amount = 0;                  ///< of those cases
    decimal ratio;           ///< actions / cases, 2 decimals half up; 0.00 where there are no cases (V-04)
    decimal ratio_on_cases;  ///< actions_on_cases / cases (Q-05)
    decimal percent;         ///< of the base, 2 decimals half up
    decimal amount_percent;  ///< of the amounts of the base; 0.00 where these are 0
};

/// Rows are in the order of the palettes, each before those within it; then other, then no action. Over the
/// rows of depth 0 cases add up to `base`, actions and actions on cases to `actions`, amounts to `amount`;
/// over the rows within a row they, and the cases contacted, add up to that row. Rounded percentages need
/// not.
struct action_report {
    std::int64_t base = 0;     ///< cases in scope
    std::int64_t actions = 0;  ///< in scope and window
    int128 amount = 0;
    std::vector<report_row> rows;
    std::vector<std::uint32_t>
        row_of_kind;  ///< by kind, `other()` behind them: its own row, not `unspecified`
    std::uint32_t no_action_row = 0;
};

/// Sums up the cases of one group; of a group that is not there nothing. `amounts`: by case, in smallest
/// units; empty: none.
[[nodiscard]] action_report report(palette_set const& all, case_standings const& found,
                                   std::uint16_t group = 0, std::span<std::int64_t const> amounts = {});

/// The cases of a row, and of those within it, in their order; none of a row or group that is not there.
[[nodiscard]] std::vector<std::uint32_t> cases_of(action_report const& from, case_standings const& found,
                                                  std::uint16_t group, std::size_t row);

/// 100 * part / whole with two decimals, half up (ties away from 0); 0.00 where the whole is 0. Exact for all
/// 128-bit numbers; with fewer decimals, or the largest number, where the result does not fit.
[[nodiscard]] decimal percent_of(int128 part, int128 whole);
/// part / whole likewise.
[[nodiscard]] decimal ratio_of(int128 part, int128 whole);

}  // namespace tramo::actions

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/actions/report.ipp>
#endif
