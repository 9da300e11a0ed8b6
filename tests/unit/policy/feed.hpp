// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Feeds of events written as text, and alerts that a test can read at a glance.
#pragma once

#include <algorithm>

#include <tramo/check/program.hpp>
#include <tramo/impl/run/made_columns.ipp>
#include <tramo/policy/alerts.hpp>

#include "unit/policy/portfolio.hpp"

namespace tramo::testing {

/// Rows as texts, all columns in the order met; what a row does not name is null.
inline batch texts_of(std::vector<cells> const& rows) {
    std::vector<std::string> names;
    for (auto const& row : rows)
        for (auto const& [name, text] : row)
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    running::batch_maker made(static_cast<std::int64_t>(rows.size()));
    for (auto const& name : names) {
        std::vector<std::string> texts(rows.size());
        std::vector<bool> known(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (auto const& [own, text] : rows[i])
                if (own == name) {
                    texts[i] = text;
                    known[i] = true;
                }
        made.add_texts(name, texts, known);
    }
    return made.finish();
}

/// A cell list from `client=A event=paid happened=2026-01-02`; no value may hold a blank.
inline cells row(std::string const& text) {
    cells made;
    std::size_t at = 0;
    while (at < text.size()) {
        auto const end = std::min(text.find(' ', at), text.size());
        auto const word = text.substr(at, end - at);
        auto const sign = word.find('=');
        if (!word.empty()) made.emplace_back(word.substr(0, sign), word.substr(sign + 1));
        at = end + 1;
    }
    return made;
}

inline batch rows(std::vector<std::string> const& lines) {
    std::vector<cells> all;
    for (auto const& line : lines) all.push_back(row(line));
    return texts_of(all);
}

inline std::shared_ptr<table const> feed(std::vector<std::string> const& lines) {
    auto made = std::make_shared<table>();
    made->batches.push_back(rows(lines));
    return made;
}

/// Alerts that must be found.
inline alert_verdicts found(prepared_policy const& with, std::shared_ptr<table const> events,
                            std::shared_ptr<table const> accounts = nullptr,
                            alert_options const& options = {}, alert_snapshot const* state = nullptr,
                            std::vector<alert_migration> const& migrations = {}) {
    auto result = find_alerts(with, std::move(events), std::move(accounts), options, state, migrations);
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    auto const& log = result.value.log();
    CHECK(log.rows_read == static_cast<std::int64_t>(log.size()) + log.rows_set_apart + log.duplicates +
                               log.not_yet_known + log.not_yet_happened);
    return result.value;
}

/// `A refuses 2026-01-02 x1` for each account: since when and how often, where it carries one.
inline std::vector<std::string> states_in_words(alert_verdicts const& of, std::size_t alert = 0) {
    std::vector<std::string> lines;
    auto const& column = of.of_accounts(alert);
    auto const& states = of.with().policy().program().alerts[alert].states;
    for (std::uint32_t unit = 0; unit < column.states.size(); ++unit) {
        auto line = of.accounts().key(unit) + " ";
        if (column.states[unit] == 0)
            line += "none";
        else
            line += states[column.states[unit] - 1U].name + " " +
                    to_string(day_of(timestamp{column.since[unit]}));
        line += " x" + std::to_string(column.times[unit]) + (column.clear_pending[unit] ? "?" : "");
        lines.push_back(line);
    }
    return lines;
}

/// A line of a table for each row: its cells, `-` where there is none.
inline std::vector<std::string> lines_of(batch const& of, std::vector<std::string> const& columns) {
    std::vector<std::string> lines;
    for (std::int64_t row = 0; row < of.rows; ++row) {
        std::string line;
        for (auto const& name : columns) {
            auto const* const column = find_column(of, name);
            INFO(name);
            REQUIRE(column != nullptr);
            auto text = cell_text(*column, row);
            std::erase(text, '"');
            line += (line.empty() ? "" : " ") + (text == "null" ? std::string("-") : text);
        }
        lines.push_back(line);
    }
    return lines;
}

/// `refuses>none by m.2 on payment p1` for each change, after its account.
inline std::vector<std::string> changes_in_words(alert_verdicts const& of) {
    auto const changes = of.transitions();
    return lines_of(changes, {"client", "from", "to", "rule", "event", "event_id"});
}

inline std::string const heading = "policy \"p\" version \"1\" { currency PEN }\nfield client : text key\n";

/// Something simple with times in it.
inline std::string const timed = heading +
                                 "event called { field n : integer optional }\nevent paid\n"
                                 "event promise { field due : date optional }\n"
                                 "alert it {\n  state fresh\n  state stale\n  state broken\n"
                                 "  on called => fresh\n  on paid => clear\n"
                                 "  after 30 days in fresh => stale\n"
                                 "  when promise.due + 3 days passed without paid => broken\n}\n"
                                 "segment old = alert.it.days > 10\n"
                                 "segment is_stale = alert.it = stale and alert.it.since >= as_of - 5 days\n";

/// Table A-T1 of the readings, machine 1, with agreements beside it.
inline std::string const payment_problem =
    heading +
    "event action { field result : one of \"No quiere pagar\", \"No puede pagar\", \"Reestructuración\","
    " \"Refinanciación\"  field channel : one of \"call\", \"chat\" optional }\n"
    "event payment { field amount : money optional }\nevent promise\nevent to_verify\n"
    "event rejected reverses to_verify by of\n"
    "alert problem \"Problema de no pago\" {\n"
    "  state refuses \"No quiere pagar\" red\n  state cannot \"No puede pagar\" yellow\n"
    "  on action where result = \"No quiere pagar\" => refuses\n"
    "  on action where result = \"No puede pagar\" => cannot\n"
    "  on to_verify, promise, payment from refuses, cannot => clear\n"
    "  on rejected => restore\n"
    "  manual clear with confirmation\n}\n"
    "alert agreement {\n  state restructuring manual only\n  state refinancing manual only\n"
    "  on action where result = \"Reestructuración\" and channel = \"call\" => restructuring\n"
    "  on action where result = \"Refinanciación\" and channel = \"call\" => refinancing\n"
    "  manual clear with confirmation\n}\n"
    "segment cannot_pay = alert.problem = cannot\n"
    "segment relapsed = alert.problem in (refuses, cannot) and alert.problem.times >= 2\n";

/// A row whose result has blanks in it.
inline cells action(std::string const& day, std::string const& result, std::string const& channel = "call") {
    return {
        {"client", "A"}, {"event", "action"}, {"happened", day}, {"result", result}, {"channel", channel}};
}

inline std::shared_ptr<table const> table_of(std::vector<cells> const& all) {
    auto made = std::make_shared<table>();
    made->batches.push_back(texts_of(all));
    return made;
}

inline verdicts evaluated_on(alert_verdicts const& of, table const& accounts) {
    auto result = of.with().evaluate(of.attach(accounts));
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    return result.value;
}

}  // namespace tramo::testing
