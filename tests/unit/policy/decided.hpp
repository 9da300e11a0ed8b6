// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Decisions on a few accounts, as a test can read them.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <tramo/json/records.hpp>
#include <tramo/policy/decisions.hpp>

#include "unit/policy/feed.hpp"

namespace tramo::testing {

inline std::string const debtors = R"(policy "Treatment" version "1" { currency PYG  zone "-03:00" }
field client : text key
field tier : one of "Large" (alias "lLarge"), "Multinational" optional
field days_late : integer optional
field balance : money optional
field oldest_due : date optional
field blocked_on : date optional
field wl_from : date optional
field wl_until : date optional
field wl_reason : text optional
field wl_owner : text optional
field approved_by : text optional
field document : text optional
field in_court : boolean optional
field phone_ok : boolean optional
field zone : text optional
collection claims "Claims" {
  field opened : date
  field closed : date optional
  field handler : text optional
}
event payment { field amount : money }
event undo reverses payment by undone
event promise { field amount : money  field due : date }
event illness
event recovery
event call { field result : one of "talked", "no_answer"  field asked : boolean optional }
event mail { field channel : text }
)";

struct asked_decision {
    std::string accounts;             ///< JSON: an array of objects
    std::vector<std::string> events;  ///< rows as words
    date as_of = *parse_date("2026-11-21");
    surroundings around = {};
    decision_options options = {};
};

inline checked<decisions> try_to_decide(std::string const& text, asked_decision const& asked) {
    question on_day;
    on_day.as_of = asked.as_of;
    auto const with = prepared(debtors + text, on_day);
    auto records = read_json_records(asked.accounts, with.policy().fields());
    REQUIRE(records.ok());
    auto accounts = std::make_shared<table>();
    accounts->batches.push_back(std::move(records.value));
    auto const events = asked.events.empty() ? nullptr : feed(asked.events);
    return find_decisions(with, accounts, events, nullptr, asked.around, asked.options);
}

inline decisions decided(std::string const& text, asked_decision const& asked) {
    auto result = try_to_decide(text, asked);
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    return result.value;
}

/// `requests in_force`, `cut waiting 2026-12-07` for each effect of each account, behind its key.
inline std::vector<std::string> effects_in_words(decisions const& of) {
    std::vector<std::string> lines;
    for (auto const& one : of.effects()) {
        auto const& effect = of.with().policy().program().treatment.effects[one.effect];
        std::string line = std::to_string(one.row) + " " + effect.name + " " +
                           std::string(effect_status_names[static_cast<std::size_t>(one.status)]);
        if (one.status == effect_status::waiting && one.next) line += " " + to_string(*one.next);
        if (one.is_late) line += " late";
        if (one.stands) line += " stands";
        lines.push_back(line);
    }
    return lines;
}

inline std::vector<std::string> holds_in_words(decisions const& of) {
    std::vector<std::string> lines;
    for (auto const& one : of.holds()) {
        auto line = std::to_string(one.row) + " " +
                    of.with().policy().program().treatment.holds[one.hold].name + " " +
                    to_string(one.when.from) + ".." + (one.when.end ? to_string(*one.when.end) : "");
        if (!one.owner.empty()) line += " " + one.owner;
        if (!one.refused.empty()) line += " (" + one.refused + ")";
        lines.push_back(line);
    }
    return lines;
}

inline std::vector<std::string> promises_in_words(decisions const& of) {
    std::vector<std::string> lines;
    for (auto const& one : of.promises())
        lines.push_back(
            std::to_string(one.row) + " " + one.id + " " +
            std::string(treatment::promise_state_names[static_cast<std::size_t>(one.standing.state)]) + " " +
            std::to_string(one.standing.paid));
    return lines;
}

/// Names of the segments that hold for a row.
inline std::string segments_of(decisions const& of, std::size_t row = 0) {
    std::string all;
    auto const& segments = of.with().segments();
    for (std::size_t i = 0; i < segments.size(); ++i)
        if ((of.verdicts().batches[0].segments[i].is_true[row / 64] >> (row % 64) & 1) != 0)
            all += (all.empty() ? "" : " ") + segments[i].name;
    return all;
}

using lines = std::vector<std::string>;

}  // namespace tramo::testing
