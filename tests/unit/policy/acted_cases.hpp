// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Cases, what was done about them, and reports that a test can read at a glance.
#pragma once

#include <tramo/policy/best_actions.hpp>

#include "unit/policy/feed.hpp"

namespace tramo::testing {

inline char const* const action_policy = R"(
policy "P" version "1" { currency CLP  zone "America/Santiago" }
field case : text key
field creditor : one of "North", "South"
field balance : money
field assigned : date optional
actions {
  account case
  code kind, response
  happened at
  agent by
}
palette north "North" if creditor = "North" {
  action promise "COMPROMISO DE PAGO" rank 10 right party channel "phone" alias "CP" {
    response pickup "RETIRO DE CHEQUE"
    response campaign "ACEPTA CAMPAÑA" rank 11
  }
  action email "ENVIO EMAIL" rank 60 no contact
}
palette south "South" {
  action email "MAIL" rank 1
}
segment promised = best.action = promise
segment tried = attempts.total >= 2
)";

inline std::shared_ptr<table const> cases(std::vector<std::string> const& lines) {
    return feed(lines);
}

inline std::shared_ptr<table const> three_cases() {
    return cases({"case=A creditor=North balance=100 assigned=2026-01-01", "case=B creditor=South balance=50",
                  "case=C creditor=North balance=7 assigned=2026-02-01"});
}

inline best_actions found(std::shared_ptr<table const> actions, std::shared_ptr<table const> given,
                          best_action_options const& options = {}, std::string const& day = "2026-03-31") {
    auto result =
        find_best_actions(prepared(action_policy, on(day)), std::move(actions), std::move(given), options);
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    auto const& all = result.value.standings();
    auto sum = all.outside_window + all.left_out.without_case + all.left_out.out_of_scope +
               all.left_out.too_late + all.left_out.set_apart + all.left_out.case_set_apart;
    for (std::size_t i = 0; i < result.value.groups().size(); ++i) sum += result.value.report(i).actions;
    CHECK(sum == result.value.rows());
    return result.value;
}

/// `COMPROMISO DE PAGO / RETIRO DE CHEQUE 2/1` for each row that is not all zero: actions and cases.
inline std::vector<std::string> lines(actions::action_report const& of) {
    std::vector<std::string> all;
    for (auto const& row : of.rows) {
        if (row.actions == 0 && row.cases == 0) continue;
        std::string line;
        for (auto const& one : row.path) line += (line.empty() ? "" : " / ") + one;
        all.push_back(line + " " + std::to_string(row.actions) + "/" + std::to_string(row.cases));
    }
    return all;
}

using strings = std::vector<std::string>;

/// `1 kind missing` for each error, in their order.
inline strings in_words(std::vector<data_error> const& errors) {
    strings all;
    for (auto const& one : errors)
        all.push_back(std::to_string(one.row) + " " + one.field + " " + std::string(name_of(one.reason)));
    return all;
}

/// Cells with `_` for a blank.
inline std::shared_ptr<table const> actions_of(std::vector<cells> const& rows) {
    auto made = std::make_shared<table>();
    made->batches.push_back(texts_of(rows));
    return made;
}
inline cells made_action(std::string const& of, std::string const& at, std::string const& kind,
                         std::string const& response = {}, std::string const& id = {}) {
    cells made{{"case", of}, {"at", at}, {"kind", kind}, {"by", "U-1"}};
    made.emplace_back("response", response);
    if (!id.empty()) made.emplace_back("id", id);
    return made;
}

}  // namespace tramo::testing
