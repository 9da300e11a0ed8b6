// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Trials of random palettes: what the engine finds and what the slow reading says, in the same words.
#pragma once

#include <catch2/catch.hpp>

#include <tramo/policy/best_actions.hpp>
#include <tramo/text/render.hpp>

#include "random_action_feed.hpp"
#include "slow_action_report.hpp"

namespace tramo_test {

using acts_lines = std::vector<std::string>;

/// Tells those that differ alone.
inline void check_same_lines(acts_lines const& found, acts_lines const& due) {
    acts_lines odd, lacking;
    std::set_difference(found.begin(), found.end(), due.begin(), due.end(), std::back_inserter(odd));
    std::set_difference(due.begin(), due.end(), found.begin(), found.end(), std::back_inserter(lacking));
    CHECK(odd == lacking);
    CHECK(found.size() == due.size());
}

struct acts_trial {
    acts_policy policy;
    tramo::prepared_policy with;
    std::vector<acts_case> cases;
    std::vector<acts_action> rows;
};

inline tramo::prepared_policy acts_prepared(std::string const& text, std::int64_t as_of) {
    auto loaded = tramo::load(text);
    INFO(tramo::render(loaded.diagnostics, tramo::source(text)));
    REQUIRE(loaded.ok());
    auto made = loaded.value.prepare({tramo::date{static_cast<std::int32_t>(as_of)}, {}});
    REQUIRE(made.ok());
    return made.value;
}

inline acts_trial acts_trial_of(dice& draw, random_action_feed& feed, acts_policy policy) {
    acts_trial made;
    made.policy = std::move(policy);
    made.with = acts_prepared(made.policy.text, made.policy.as_of);
    made.cases = feed.cases(1 + draw.roll(10));
    made.rows = feed.actions(draw.roll(90), made.cases.size());
    return made;
}

inline std::string acts_feed_text(acts_trial const& of) {
    std::string text = "as of " + std::to_string(of.policy.as_of) + "\n";
    auto const shown = [](auto const& one) { return one ? std::to_string(*one) : std::string("-"); };
    for (auto const& one : of.cases)
        text += "case " + one.key.value_or("-") + " " + one.creditor.value_or("-") + " " +
                shown(one.portfolio) + " " + shown(one.balance) + " since " + shown(one.assigned) + "\n";
    for (auto const& one : of.rows) {
        text += one.key.value_or("-") + " #" + std::to_string(one.id) + " ";
        for (auto const& code : one.codes) text += "|" + code.value_or("-");
        text += "| " + (one.moment ? tramo::to_string(tramo::timestamp{*one.moment}) : std::string("-")) +
                (one.is_garbled ? " garbled " : " ") + one.agent.value_or("-") + "\n";
    }
    return text;
}

inline tramo::best_actions acts_found(acts_trial const& of, std::shared_ptr<tramo::table const> feed,
                                      std::shared_ptr<tramo::table const> cases,
                                      tramo::best_action_options const& options) {
    auto found = tramo::find_best_actions(of.with, std::move(feed), std::move(cases), options);
    INFO(tramo::render(found.diagnostics, tramo::source("")));
    REQUIRE(found.ok());
    return found.value;
}

inline std::string acts_cell(tramo::batch const& of, std::string const& name, std::int64_t row) {
    auto const* const column = tramo::find_column(of, name);
    INFO(name);
    REQUIRE(column != nullptr);
    auto text = tramo::cell_text(*column, row);
    std::erase(text, '"');
    return text == "null" ? "-" : text;
}

inline acts_lines const& acts_columns() {
    static acts_lines const all = {
        "best.code",      "best.action",     "best.rank",      "best.contact",    "best.day",
        "best.agent",     "best.label",      "best.at",        "best.id",         "best.channel",
        "best.closes",    "best.state",      "best.substate",  "last.code",       "last.action",
        "last.rank",      "last.contact",    "last.day",       "last.agent",      "last.label",
        "last.at",        "last.id",         "attempts.total", "attempts.window", "attempts.day",
        "contacts.total", "contacts.window", "contacts.day",   "contacts.first",  "contacts.last"};
    return all;
}

/// `K1 best.code=n0 …` for each case: what there is of it.
inline acts_lines in_words(tramo::batch const& of, bool has_ids) {
    acts_lines lines;
    for (std::int64_t row = 0; row < of.rows; ++row) {
        auto line = acts_cell(of, "case_id", row);
        for (auto const& name : acts_columns()) {
            auto const text = acts_cell(of, name, row);
            bool const is_told = text != "-" && (has_ids || name.find(".id") == std::string::npos);
            if (is_told) line += " " + name + "=" + text;
        }
        lines.push_back(line);
    }
    return lines;
}

inline std::string acts_day_text(std::int64_t day) {
    return tramo::to_string(tramo::date{static_cast<std::int32_t>(day)});
}

inline std::string in_words(acts_told const& of, std::string const& prefix, bool has_ids) {
    if (!of.is_there) return "";
    std::string line;
    auto const add = [&](char const* name, std::string const& text) {
        if (!text.empty()) line += " " + prefix + name + "=" + text;
    };
    add("code", of.code);
    add("action", of.action);
    add("rank", of.rank ? std::to_string(*of.rank) : "");
    add("contact", of.contact ? "true" : "false");
    add("day", acts_day_text(of.day()));
    add("agent", of.agent);
    add("label", of.label);
    add("at", tramo::to_string(tramo::timestamp{of.moment}));
    if (has_ids) add("id", of.id);
    if (prefix != "best.") return line;
    add("channel", of.channel);
    add("closes", !of.rank ? "" : of.closes ? "true" : "false");
    add("state", of.state);
    add("substate", of.substate);
    return line;
}

inline std::string in_words(std::string const& key, acts_standing const& of, bool has_ids) {
    auto line = key + in_words(of.best, "best.", has_ids) + in_words(of.last, "last.", has_ids);
    auto const add = [&](char const* name, std::int64_t number) {
        line += std::string(" ") + name + "=" + std::to_string(number);
    };
    add("attempts.total", of.total);
    add("attempts.window", of.window);
    add("attempts.day", of.day);
    add("contacts.total", of.contacts);
    add("contacts.window", of.contacts_window);
    add("contacts.day", of.contacts_day);
    if (of.first_contact) line += " contacts.first=" + acts_day_text(*of.first_contact);
    if (of.last_contact) line += " contacts.last=" + acts_day_text(*of.last_contact);
    return line;
}

inline acts_report in_rows(tramo::actions::action_report const& of) {
    acts_report made{of.base, of.actions, static_cast<std::int64_t>(of.amount), {}};
    for (auto const& row : of.rows) {
        std::string path;
        for (auto const& one : row.path) path += (path.empty() ? "" : " / ") + one;
        CHECK(made.rows.count(path) == 0);
        made.rows[path] = {row.actions, row.cases, row.actions_on_cases,
                           static_cast<std::int64_t>(row.amount),
                           row.what == tramo::actions::row_kind::node ? row.rank : 0};
        if (row.what == tramo::actions::row_kind::unspecified && row.cases + row.actions == 0) continue;
        CHECK(tramo::to_string(row.ratio) == acts_quotient(row.actions, row.cases));
        CHECK(tramo::to_string(row.ratio_on_cases) == acts_quotient(row.actions_on_cases, row.cases));
        CHECK(tramo::to_string(row.percent) == acts_quotient(100 * row.cases, of.base));
        CHECK(tramo::to_string(row.amount_percent) ==
              acts_quotient(100 * static_cast<std::int64_t>(row.amount), made.amount));
    }
    return made;
}

/// Rows of depth 0 add up to the whole, those within a row to that row.
inline void check_acts_sums(tramo::actions::action_report const& of) {
    std::map<std::size_t, acts_row> sums;
    auto const whole = of.rows.size();
    for (std::size_t i = 0; i < of.rows.size(); ++i) {
        auto const& row = of.rows[i];
        auto& into = sums[row.depth == 0 ? whole : row.parent];
        into.actions += row.actions;
        into.cases += row.cases;
        into.on_cases += row.actions_on_cases;
        into.amount += static_cast<std::int64_t>(row.amount);
        CHECK((row.depth == 0 || row.parent < i));
    }
    CHECK(sums[whole].cases == of.base);
    CHECK(sums[whole].actions == of.actions);
    CHECK(sums[whole].on_cases == of.actions);
    CHECK(sums[whole].amount == static_cast<std::int64_t>(of.amount));
    for (std::size_t i = 0; i < of.rows.size(); ++i) {
        auto const inner = sums.find(i);
        if (inner == sums.end()) continue;
        CHECK(inner->second.cases == of.rows[i].cases);
        CHECK(inner->second.actions == of.rows[i].actions);
        CHECK(inner->second.on_cases == of.rows[i].actions_on_cases);
        CHECK(inner->second.amount == static_cast<std::int64_t>(of.rows[i].amount));
    }
}

inline void check_within(std::int64_t found, acts_range const& due) {
    CHECK(found >= due.least);
    CHECK(found <= due.most);
}

/// Each row read is counted in one place, the right one.
inline void check_acts_ledger(tramo::best_actions const& found, acts_ledger const& due) {
    auto const& of = found.standings();
    auto const& out = of.left_out;
    std::int64_t counted = 0;
    for (std::size_t i = 0; i < found.groups().size(); ++i) counted += found.report(i).actions;
    CHECK(counted + of.outside_window + out.without_case + out.out_of_scope + out.case_set_apart +
              out.too_late + out.set_apart ==
          found.rows());
    check_within(out.set_apart, due.set_apart);
    check_within(out.without_case, due.without_case);
    check_within(out.out_of_scope + out.case_set_apart, due.out_of_scope);
    check_within(out.too_late, due.too_late);
    check_within(of.outside_window, due.outside_window);
}

/// What is asked, for the engine and for the slow reading.
struct acts_question {
    tramo::best_action_options options;
    acts_window window;
    std::string agent;
    std::optional<std::string> creditor;
};

inline acts_question random_acts_question(dice& draw, acts_policy const& of) {
    acts_question made;
    made.options.amount = "balance";
    made.window = of.window;
    using kind = tramo::window_asked::kind_t;
    if (draw.one_in(2)) {
        made.window.what = draw.pick<acts_window::what_t>(
            {acts_window::all, acts_window::since_day, acts_window::month, acts_window::rolling});
        made.window.day = of.as_of - static_cast<std::int64_t>(draw.roll(20));
        made.window.days = 1 + static_cast<std::int64_t>(draw.roll(20));
        static std::map<acts_window::what_t, kind> const kinds = {{acts_window::all, kind::all},
                                                                  {acts_window::since_day, kind::since},
                                                                  {acts_window::month, kind::month},
                                                                  {acts_window::rolling, kind::rolling}};
        made.options.window = {kinds.at(made.window.what),
                               tramo::date{static_cast<std::int32_t>(made.window.day)}, made.window.days};
    }
    if (of.has_agents && draw.one_in(5)) made.agent = draw.pick<std::string>({"ANA", "jose"});
    made.options.agent = made.agent;
    if (draw.one_in(4)) made.creditor = draw.pick<std::string>({"North", "South"});
    if (made.creditor) made.options.where = {{"creditor", *made.creditor}};
    return made;
}

}  // namespace tramo_test
