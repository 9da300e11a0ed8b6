// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That the rows of a report add up, level by level.
#pragma once

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include <tramo/actions/report.hpp>

namespace tramo::actions::told {

/// Of each depth 0 row, or of those directly within a row.
struct level_sums {
    std::int64_t cases = 0, actions = 0, on_cases = 0;
    int128 amount = 0;
    void add(report_row const& row) {
        cases += row.cases;
        actions += row.actions;
        on_cases += row.actions_on_cases;
        amount += row.amount;
    }
};

inline void check_that_rows_add_up(action_report const& made) {
    std::vector<level_sums> within(made.rows.size());
    std::vector<bool> has_rows(made.rows.size());
    level_sums top;
    for (std::size_t place = 0; place < made.rows.size(); ++place) {
        auto const& row = made.rows[place];
        if (row.depth == 0) {
            CHECK(row.parent == place);
            top.add(row);
            continue;
        }
        REQUIRE(row.parent < place);
        CHECK(made.rows[row.parent].depth == row.depth - 1);
        within[row.parent].add(row);
        has_rows[row.parent] = true;
    }
    CHECK(top.cases == made.base);
    CHECK(top.actions == made.actions);
    CHECK(top.on_cases == made.actions);
    CHECK((top.amount == made.amount));
    for (std::size_t place = 0; place < made.rows.size(); ++place) {
        auto const& row = made.rows[place];
        auto const& sums = within[place];
        if (!has_rows[place]) continue;
        bool const is_nothing = row.cases == 0 && row.actions == 0 && row.actions_on_cases == 0;
        CHECK((is_nothing || sums.cases == row.cases));
        CHECK((is_nothing || sums.actions == row.actions));
        CHECK((is_nothing || sums.on_cases == row.actions_on_cases));
        CHECK((is_nothing || sums.amount == row.amount));
    }
}

inline std::string path_of(report_row const& row) {
    std::string text;
    for (auto const& label : row.path) text += (text.empty() ? "" : " / ") + label;
    return text;
}

}  // namespace tramo::actions::told
