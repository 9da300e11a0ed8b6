// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Worklists of a few accounts, as a test can read them.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <tramo/policy/worklists.hpp>

#include "portfolio.hpp"

namespace tramo::testing {

inline std::string const fields = R"(policy "Worklists" version "1" { currency BRL  zone "America/Sao_Paulo" }
field debtor : text key
field balance : money optional
field days : integer optional
field due : date optional
field vip : boolean optional
field tier : one of "gold", "silver", "bronze" optional
field owner : text optional
)";

inline std::string const scored = R"(worklist daily {
  candidate call "Call" channel "phone" skill "voice" minutes 7 cost 3.50 value balance * 20% if days > 5
  candidate mail "E-mail" channel "email" minutes 1 cost 0.05 value balance * 1%
}
)";

inline std::shared_ptr<table const> table_of(policy const& of, std::vector<std::vector<cells>> const& parts) {
    auto all = std::make_shared<table>();
    for (auto const& rows : parts) all->batches.push_back(rows_of(of, rows));
    return all;
}

inline checked<worklist_answer> asked(std::string const& text, std::vector<std::vector<cells>> const& parts,
                                      worklist_options const& options = {}, question const& on_day = {}) {
    auto const with = prepared(fields + text, on_day);
    return find_worklists(with, table_of(with.policy(), parts), options);
}

inline worklist_answer found(std::string const& text, std::vector<cells> const& rows,
                             worklist_options const& options = {}, question const& on_day = {}) {
    auto result = asked(text, {rows}, options, on_day);
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    return result.value;
}

inline actions::shift shift_of(std::string agent, std::int64_t minutes,
                               std::vector<std::uint16_t> skills = {}) {
    return {std::move(agent), "", std::move(skills), minutes};
}

inline std::string text_in(batch const& from, std::string const& name, std::int64_t row) {
    auto const* const column = find_column(from, name);
    INFO(name);
    REQUIRE(column != nullptr);
    if (!is_valid(*column, row)) return "-";
    auto text = cell_text(*column, row);
    return text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

/// Some columns of each row, with blanks between.
inline std::vector<std::string> told(batch const& from, std::vector<std::string> const& names) {
    std::vector<std::string> rows;
    for (std::int64_t row = 0; row < from.rows; ++row) {
        std::string line;
        for (auto const& name : names) line += (line.empty() ? "" : " ") + text_in(from, name, row);
        rows.push_back(line);
    }
    return rows;
}

inline std::vector<std::string> column_told(batch const& from, std::string const& name) {
    return told(from, {name});
}

/// A reason may be longer than a cell is shown.
inline std::string reason_in(batch const& from, std::int64_t row) {
    return std::string(text_at(*find_column(from, "reason"), row));
}

using lines = std::vector<std::string>;

}  // namespace tramo::testing
