// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Best actions are a pure function of what was done: they agree with a slow reading, reports add up, and
// neither the order of rows, nor batches, nor layouts change them.
#include "action_trials.hpp"

using namespace tramo_test;

namespace {

/// A trial, the table of its cases and that of its actions.
struct fed_trial {
    fed_trial(dice& draw, std::function<void(acts_policy&)> const& change = {})
        : policy(made(draw, change)), feed(draw, policy), of(acts_trial_of(draw, feed, policy)) {
        cases = feed.table_of(of.cases, 1 + draw.roll(3));
        actions = feed.table_of(of.rows, 1 + draw.roll(3));
    }

    acts_policy policy;
    random_action_feed feed;
    acts_trial of;
    std::shared_ptr<tramo::table const> cases, actions;

private:
    static acts_policy made(dice& draw, std::function<void(acts_policy&)> const& change) {
        auto policy = random_palettes(draw).make();
        if (change) change(policy);
        return policy;
    }
};

acts_lines told_cases(tramo::best_actions const& found, fed_trial const& with) {
    auto lines = in_words(found.case_table(), with.policy.has_ids);
    std::sort(lines.begin(), lines.end());
    return lines;
}

acts_lines told_slowly(slow_actions const& of, fed_trial const& with, slow_report::scope const& in_scope) {
    acts_lines lines;
    for (std::size_t i = 0; i < with.of.cases.size(); ++i)
        if (of.is_a_case(i) && in_scope(i))
            lines.push_back(in_words(*with.of.cases[i].key, of.standing(i), with.policy.has_ids));
    std::sort(lines.begin(), lines.end());
    return lines;
}

acts_lines told_report(tramo::best_actions const& found, std::size_t group = 0) {
    auto const report = found.report(group);
    check_acts_sums(report);
    return in_words(in_rows(report));
}

}  // namespace

TEST_CASE("best actions and their report are what a slow reading of the same feed says") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        dice draw(seed);
        fed_trial const with(draw);
        auto const asked = random_acts_question(draw, with.policy);
        INFO("seed " << seed << "\n" << with.policy.text << acts_feed_text(with.of));
        auto const found = acts_found(with.of, with.actions, with.cases, asked.options);
        slow_actions const slow(with.policy, with.of.cases, with.of.rows, asked.window, asked.agent);
        auto const in_scope = [&](std::size_t which) {
            return !asked.creditor || with.of.cases[which].creditor == asked.creditor;
        };
        slow_report due(with.policy, slow, with.of.cases, with.of.rows, in_scope);
        check_same_lines(told_cases(found, with), told_slowly(slow, with, in_scope));
        check_same_lines(told_report(found), in_words(due.make()));
        auto const ledger = due.ledger();
        check_acts_ledger(found, ledger);
        std::set<std::int64_t> errors;
        for (auto const& one : found.errors()) errors.insert(one.row);
        if (asked.agent.empty()) CHECK(errors == ledger.errors);
        std::int64_t others = 0;
        for (auto const& one : found.others()) others += one.rows;
        check_within(others, ledger.others);
    }
}

TEST_CASE("segments read of actions what a slow reading says, and choose the cases of a report") {
    for (std::uint64_t seed = 1; seed <= 80; ++seed) {
        dice draw(seed);
        fed_trial const with(draw);
        auto asked = random_acts_question(draw, with.policy);
        asked.agent = asked.options.agent = "";
        asked.creditor.reset();
        asked.options.where.clear();
        INFO("seed " << seed << "\n" << with.policy.text << acts_feed_text(with.of));
        auto const found = acts_found(with.of, with.actions, with.cases, asked.options);
        slow_actions const slow(with.policy, with.of.cases, with.of.rows, asked.window);
        auto const verdicts = with.of.with.evaluate(found.attach(*with.cases));
        REQUIRE(verdicts.ok());
        for (std::size_t i = 0; i < with.policy.segments.size(); ++i) {
            auto const& segment = with.policy.segments[i];
            INFO(segment.text);
            std::int64_t sure_rows = 0, open_rows = 0;
            for (std::size_t each = 0; each < with.of.cases.size(); ++each) {
                auto const& one = with.of.cases[each];
                if (one.is_faulty) continue;
                auto const answer =
                    segment.meaning(slow.standing(*slow.case_of({one.key, {}, {}, {}, {}, {}})));
                sure_rows += answer == tri::yes;
                open_rows += answer == tri::unknown;
            }
            CHECK(verdicts.value.segments[i].is_true.rows == sure_rows);
            CHECK(verdicts.value.segments[i].is_unknown.rows == open_rows);
        }
        auto const which = draw.roll(with.policy.segments.size());
        asked.options.segment = "s" + std::to_string(which);
        auto const chosen = acts_found(with.of, with.actions, with.cases, asked.options);
        auto const in_scope = [&](std::size_t each) {
            return with.policy.segments[which].meaning(slow.standing(each)) == tri::yes;
        };
        INFO(with.policy.segments[which].text);
        slow_report due(with.policy, slow, with.of.cases, with.of.rows, in_scope);
        check_same_lines(told_cases(chosen, with), told_slowly(slow, with, in_scope));
        check_same_lines(told_report(chosen), in_words(due.make()));
        check_acts_ledger(chosen, due.ledger());
    }
}

TEST_CASE("reports by a field add up to the whole, and each is the report of that value") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        dice draw(seed);
        fed_trial const with(draw);
        tramo::best_action_options options;
        options.amount = "balance";
        INFO("seed " << seed << "\n" << with.policy.text << acts_feed_text(with.of));
        auto const whole = in_rows(acts_found(with.of, with.actions, with.cases, options).report());
        options.by = draw.pick<std::string>({"creditor", "portfolio", "assigned"});
        auto const found = acts_found(with.of, with.actions, with.cases, options);
        slow_actions const slow(with.policy, with.of.cases, with.of.rows, with.policy.window);
        acts_report sum;
        for (std::size_t group = 0; group < found.groups().size(); ++group) {
            check_acts_sums(found.report(group));
            auto const one = in_rows(found.report(group));
            sum.base += one.base;
            sum.actions += one.actions;
            sum.amount += one.amount;
            for (auto const& [path, row] : one.rows) {
                auto& into = sum.rows[path];
                into.actions += row.actions;
                into.cases += row.cases;
                into.on_cases += row.on_cases;
                into.amount += row.amount;
                into.rank = row.rank;
            }
            if (options.by != "creditor") continue;
            auto const name = found.groups()[group];
            slow_report due(with.policy, slow, with.of.cases, with.of.rows, [&](std::size_t which) {
                auto const& own = with.of.cases[which].creditor;
                return own ? *own == name : name != "North" && name != "South" && name != "East";
            });
            check_same_lines(in_words(one), in_words(due.make()));
        }
        check_same_lines(in_words(sum), in_words(whole));
    }
}

TEST_CASE("neither the order of rows, nor batches, nor layouts change a best action or a report") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        dice draw(seed);
        fed_trial with(draw);
        auto const asked = random_acts_question(draw, with.policy);
        INFO("seed " << seed << "\n" << with.policy.text << acts_feed_text(with.of));
        auto const due = acts_found(with.of, with.actions, with.cases, asked.options);
        for (int i = 0; i < 3; ++i) {
            auto rows = with.of.rows;
            if (with.policy.has_ids)
                for (auto left = rows.size(); left > 1; --left)
                    std::swap(rows[left - 1], rows[draw.roll(left)]);
            auto const parts = i == 0 ? rows.size() + 1 : 1 + draw.roll(4);
            auto const found = acts_found(with.of, with.feed.table_of(rows, parts),
                                          with.feed.table_of(with.of.cases, 1 + draw.roll(3)), asked.options);
            check_same_lines(told_cases(found, with), told_cases(due, with));
            check_same_lines(told_report(found), told_report(due));
            CHECK(found.standings().outside_window == due.standings().outside_window);
            CHECK(found.standings().left_out.set_apart == due.standings().left_out.set_apart);
            CHECK(found.standings().left_out.without_case == due.standings().left_out.without_case);
            CHECK(found.standings().left_out.out_of_scope == due.standings().left_out.out_of_scope);
            CHECK(found.standings().left_out.too_late == due.standings().left_out.too_late);
        }
    }
}

TEST_CASE("a report narrowed to a row is the report of a table of that row's cases alone") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        dice draw(seed);
        fed_trial with(draw);
        auto const asked = random_acts_question(draw, with.policy);
        INFO("seed " << seed << "\n" << with.policy.text << acts_feed_text(with.of));
        auto const found = acts_found(with.of, with.actions, with.cases, asked.options);
        auto const report = found.report();
        for (int i = 0; i < 3; ++i) {
            auto const row = draw.roll(report.rows.size());
            INFO("row " << report.rows[row].path.back());
            auto const units = found.cases_of(0, row);
            REQUIRE(units.ok());
            CHECK(static_cast<std::int64_t>(units.value.size()) == report.rows[row].cases);
            std::set<std::string> keys;
            for (auto const unit : units.value) keys.insert(found.cases().key(unit));
            std::vector<acts_case> own;
            for (auto const& one : with.of.cases)
                if (keys.erase(*one.key) == 1) own.push_back(one);
            auto const due = acts_found(with.of, with.actions, with.feed.table_of(own, 1), asked.options);
            auto const narrow = found.narrowed(0, row);
            check_acts_sums(narrow);
            check_same_lines(in_words(in_rows(narrow)), told_report(due));
        }
    }
}

TEST_CASE("without a table of cases the cases are those that the feed has") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        dice draw(seed);
        auto policy = random_palettes(draw).make();
        bool const knows_cases =
            !policy.palettes[0].condition.empty() || policy.window.what == acts_window::since_field;
        if (knows_cases) continue;
        random_action_feed feed(draw, policy);
        auto trial = acts_trial_of(draw, feed, policy);
        trial.cases.clear();
        // A row that is set apart for something else names its case all the same.
        for (auto const& one : trial.rows)
            if (one.key) trial.cases.push_back({one.key, {}, {}, {}, {}});
        INFO("seed " << seed << "\n" << policy.text << acts_feed_text(trial));
        auto const found = acts_found(trial, feed.table_of(trial.rows, 1 + draw.roll(3)), nullptr, {});
        slow_actions const slow(policy, trial.cases, trial.rows, policy.window);
        auto const all = [](std::size_t) { return true; };
        slow_report due(policy, slow, trial.cases, trial.rows, all);
        check_same_lines(told_report(found), in_words(due.make()));
        check_acts_ledger(found, due.ledger());
    }
}
