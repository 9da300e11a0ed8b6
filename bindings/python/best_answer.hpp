// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Best actions and their reports as Python holds them, each with what it was made of.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <tramo/policy/best_actions.hpp>

#include "rows_apart.hpp"

namespace tramo_python {

/// What was done and reached: of the window, and of the cases in scope.
struct activity_counts {
    std::int64_t cases = 0, attempted = 0, contacted = 0;
    std::int64_t attempts = 0, contacts = 0, right_party_contacts = 0, promises = 0;
};

class best_answer {
public:
    /// `bad_lines` of the feed's file, and `bad_case_lines` of the file of `case_rows` cases, could not be
    /// laid into columns: they count as rows behind the others.
    best_answer(tramo::best_actions found, std::vector<std::string> bad_lines,
                std::vector<std::string> bad_case_lines, std::int64_t case_rows);

    [[nodiscard]] tramo::best_actions const& found() const { return found_; }
    [[nodiscard]] std::int64_t rows() const { return found_.rows() + bad_lines_; }
    /// Rows that could not be read, and those of no case that is known.
    [[nodiscard]] rows_apart const& actions_apart() const { return actions_apart_; }
    [[nodiscard]] rows_apart const& cases_apart() const { return cases_apart_; }
    [[nodiscard]] std::int64_t unreadable() const {
        return found_.standings().left_out.set_apart + bad_lines_;
    }
    /// Rows that are in a report.
    [[nodiscard]] std::int64_t counted() const;
    [[nodiscard]] activity_counts activity() const;

private:
    tramo::best_actions found_;
    std::int64_t bad_lines_ = 0;
    rows_apart actions_apart_, cases_apart_;
};

/// A report of one group, of all its cases or of those of a branch.
struct report_answer {
    std::shared_ptr<best_answer const> from;
    tramo::actions::action_report report;
    int scale = -1;  ///< decimals of the amounts; -1 where none were summed
};

/// One row for each row of the report: path, depth, kind, rank, contact, actions, cases, ratio, percent,
/// actions_on_cases, ratio_on_cases, contacted and, where amounts were summed, amount and amount_percent.
[[nodiscard]] tramo::batch report_table(report_answer const& of);
/// "node", "unspecified", "other", "no_action"
[[nodiscard]] char const* name_of(tramo::actions::row_kind what);
/// A report's number with its two decimals.
[[nodiscard]] tramo::decimal with_cents(tramo::decimal const& number);

}  // namespace tramo_python
