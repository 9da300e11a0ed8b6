// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Whatever way the rows are cut, threaded or handed over one by one, the verdicts are the same, and they are
// those of a slow evaluator that shares nothing with the engine.
#include <catch2/catch.hpp>

#include <tramo/policy/record_matcher.hpp>

#include "random_policy.hpp"
#include "random_portfolio.hpp"
#include "unit/policy/portfolio.hpp"

using namespace tramo_test;
using tramo::testing::bit;

namespace {

tramo::date const today = *tramo::parse_date("2026-03-31");

/// A verdict in words: a mark for each segment, then the queues. Set apart: `!`.
using words = std::vector<std::string>;

std::string queue_text(std::uint16_t queue) {
    return queue == tramo::no_queue ? "none" : std::to_string(queue);
}

words verdicts_in_words(tramo::verdicts const& all) {
    words rows;
    for (auto const& part : all.batches)
        for (std::size_t row = 0; row < static_cast<std::size_t>(part.rows); ++row) {
            std::string text = bit(part.set_apart, row) ? "!" : "";
            for (auto const& segment : part.segments)
                text += bit(segment.is_true, row) ? '+' : bit(segment.is_unknown, row) ? '~' : '-';
            for (auto const& queues : part.queues) text += " " + queue_text(queues[row]);
            rows.push_back(text);
        }
    return rows;
}

/// Totals, errors and new values in words.
words totals_in_words(tramo::verdicts const& all) {
    words lines = tramo::testing::errors_of(all.errors);
    auto const add = [&](tramo::tally const& one) {
        lines.push_back(std::to_string(one.rows) + " " + tramo::to_string(one.amount));
    };
    for (auto const& one : all.segments) {
        add(one.is_true);
        add(one.is_unknown);
    }
    for (auto const& queues : all.queues)
        for (auto const& one : queues) add(one);
    for (auto const& field : all.new_values)
        for (auto const& one : field.values)
            lines.push_back(field.field + " " + one.text + " " + std::to_string(one.count));
    lines.push_back(std::to_string(all.rows) + " " + std::to_string(all.rows_set_apart));
    return lines;
}

struct trial {
    tramo::prepared_policy with;
    random_table table;

    [[nodiscard]] tramo::verdicts run(std::vector<tramo::batch> batches,
                                      tramo::evaluation_options options = {}) const {
        tramo::table all;
        all.batches = std::move(batches);
        auto result = with.evaluate(all, options, "limit");
        INFO(tramo::render(result.diagnostics, tramo::source("")));
        REQUIRE(result.ok());
        return result.value;
    }
};

trial make_trial(dice& draw, bool with_children) {
    auto const text = random_policy(draw, with_children).make();
    auto loaded = tramo::load(text);
    INFO(tramo::render(loaded.diagnostics, tramo::source(text)));
    REQUIRE(loaded.ok());
    auto prepared = loaded.value.prepare({today, {}});
    REQUIRE(prepared.ok());
    std::vector<std::size_t> const sizes = {1, 63, 64, 65, 128, 130, 300, 500, 700};
    auto table = random_portfolio(draw, loaded.value.fields()).make(draw.pick(sizes));
    if (!with_children && draw.one_in(2)) {
        table.data.columns.pop_back();
        for (auto& row : table.rows) row.has_dirty_debts = false;
    }
    return {prepared.value, std::move(table)};
}

words slowly(trial const& given) {
    auto const& program = given.with.policy().program();
    tramo::environment known{today, {}};
    for (auto const& one : program.parameters) known.parameters.push_back(*one.initial);
    slow_evaluator slow(program, known);
    words rows;
    for (auto const& row : given.table.rows) {
        slow.look_at(row);
        std::string segments;
        for (auto const& definition : program.definitions) {
            if (!definition.is_segment) continue;
            auto holds = tri::no;
            for (auto const& version : definition.versions)
                if (version.period.holds_on(today)) holds = slow.truth(version.meaning);
            segments += holds == tri::yes ? '+' : holds == tri::unknown ? '~' : '-';
        }
        auto const& queues = program.strategies[0].versions[0].queues;
        auto taken = queues.size() - 1;
        for (std::size_t i = queues.size() - 1; i-- > 0;)
            if (queues[i].period.holds_on(today) && slow.truth(queues[i].condition) == tri::yes) taken = i;
        bool const apart = row.is_dirty || row.has_dirty_debts || slow.fails();
        rows.push_back(apart ? "!" + std::string(segments.size(), '-') + " none"
                             : segments + " " + std::to_string(taken));
    }
    return rows;
}

std::vector<tramo::batch> cut(dice& draw, tramo::batch const& whole) {
    std::vector<tramo::batch> parts;
    for (std::int64_t at = 0; at < whole.rows;) {
        auto const size = std::min<std::int64_t>(whole.rows - at, static_cast<std::int64_t>(draw.roll(200)));
        parts.push_back(tramo::testing::sliced(whole, at, size));
        at += size;
    }
    return parts;
}

void check_rows(words const& due, words const& found, std::string const& how) {
    REQUIRE(due.size() == found.size());
    for (std::size_t i = 0; i < due.size(); ++i)
        if (due[i] != found[i]) {
            INFO(how << ", row " << i);
            REQUIRE(found[i] == due[i]);
        }
    CHECK(due == found);
}

void set(tramo::record& account, tramo::field_slot where, tramo::field const& of, tramo::value const& held) {
    if (auto const* number = std::get_if<tramo::decimal>(&held)) {
        bool const is_percent = of.type.kind == tramo::kind::percent;
        auto const shown = is_percent ? *tramo::multiply(*number, tramo::decimal(100)) : *number;
        if (shown.scale == 0)
            account.set(where, static_cast<std::int64_t>(shown.coefficient));
        else
            account.set(where, shown);
    }
    if (auto const* truth = std::get_if<bool>(&held)) account.set(where, *truth);
    if (auto const* day = std::get_if<tramo::date>(&held)) account.set(where, *day);
    if (auto const* moment = std::get_if<tramo::timestamp>(&held)) account.set(where, *moment);
    if (auto const* text = std::get_if<std::string>(&held)) account.set(where, *text);
    if (std::holds_alternative<tramo::unknown_t>(held)) account.clear(where);
}

std::string typed_verdict(trial const& given, tramo::record& account, meant_row const& row) {
    auto const& fields = given.with.policy().fields().fields;
    for (std::size_t i = 0; i < fields.size(); ++i) set(account, {i}, fields[i], row.fields[i]);
    auto const found = tramo::evaluate(given.with, account);
    CHECK(tramo::record_matcher(given.with).queue_of(account) == found.queues[0]);
    std::string text = found.errors.empty() ? "" : "!";
    for (auto const one : found.segments)
        text += one == tramo::truth_value::yes ? '+' : one == tramo::truth_value::unknown ? '~' : '-';
    for (auto const queue : found.queues) text += " " + queue_text(queue);
    return text;
}

void check_options(trial const& given, words const& due, words const& totals, dice& draw) {
    for (std::size_t const block : {64U, 128U, 1000U, 4096U}) {
        int const threads = draw.pick<int>({1, 2, 3, 7});
        using tramo::instructions;
        auto const with =
            draw.pick<instructions>({instructions::best, instructions::avx2, instructions::plain});
        auto const found = given.run({given.table.data}, {threads, block, with});
        check_rows(due, verdicts_in_words(found), "blocks, threads and instructions");
        REQUIRE(totals_in_words(found) == totals);
    }
}

/// Without the rows where segments are unknown, the others are the same.
void check_true_only(trial const& given, words due) {
    tramo::evaluation_options options;
    options.with_unknown = false;
    for (auto& row : due) std::replace(row.begin(), row.end(), '~', '-');
    check_rows(due, verdicts_in_words(given.run({given.table.data}, options)), "true only");
}

void check_cuts(trial const& given, words const& due, words const& totals, dice& draw) {
    int const threads = draw.pick<int>({1, 2, 3, 7});
    auto const block = draw.pick<std::size_t>({64, 128, 1000, 4096});
    auto const found = given.run(cut(draw, given.table.data), {threads, block});
    check_rows(due, verdicts_in_words(found), "batches");
    REQUIRE(totals_in_words(found) == totals);
    for (int i = 0; i < 10; ++i) {
        auto const row = draw.roll(due.size());
        auto const one =
            given.run({tramo::testing::sliced(given.table.data, static_cast<std::int64_t>(row), 1)});
        REQUIRE(verdicts_in_words(one) == words{due[row]});
    }
}

void check_records(trial const& given, words const& due, dice& draw) {
    tramo::record account(given.with.policy());
    for (int i = 0; i < 10; ++i) {
        auto const row = draw.roll(due.size());
        if (given.table.rows[row].is_dirty || given.table.rows[row].has_dirty_debts) continue;
        INFO("typed record of row " << row);
        REQUIRE(typed_verdict(given, account, given.table.rows[row]) == due[row]);
    }
}

void check_trial(trial const& given, bool with_children, dice& draw) {
    INFO(given.with.policy().source().text());
    auto const whole = given.run({given.table.data});
    auto const due = verdicts_in_words(whole);
    check_rows(slowly(given), due, "the slow evaluator");
    auto const totals = totals_in_words(whole);
    check_options(given, due, totals, draw);
    check_true_only(given, due);
    check_cuts(given, due, totals, draw);
    if (!with_children) check_records(given, due, draw);
}

}  // namespace

TEST_CASE("a batch says of each row what the slow evaluator says, however it is cut, and so does a record") {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        INFO("seed " << seed);
        dice draw(seed);
        bool const with_children = seed % 2 == 0;
        auto const given = make_trial(draw, with_children);
        check_trial(given, with_children, draw);
    }
}

TEST_CASE("the random policies and tables reach every answer") {
    std::string met;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        dice draw(seed);
        auto const given = make_trial(draw, seed % 2 == 0);
        for (auto const& row : verdicts_in_words(given.run({given.table.data}))) met += row;
    }
    for (char const mark : {'+', '-', '~', '!', '0', '1', '2', '3'}) {
        INFO(mark);
        CHECK(std::count(met.begin(), met.end(), mark) > 100);
    }
}
