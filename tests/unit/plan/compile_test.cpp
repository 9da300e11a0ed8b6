// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the compiler makes of conditions: one node each, tests on intervals, constants folded.
#include <catch2/catch.hpp>

#include <tramo/check/program.hpp>
#include <tramo/plan/compile.hpp>
#include <tramo/plan/plan.hpp>

#include "unit/policy/portfolio.hpp"

using namespace tramo;
using tramo::testing::loaded;
using tramo::testing::on;
using tramo::testing::prepared;
using form = condition_node::form;

namespace {

std::string const fields =
    "policy \"p\" { currency BRL }\n"
    "field days : integer\n"
    "field due : date\n"
    "field seen : timestamp optional\n"
    "field balance : money\n"
    "field limit : money\n"
    "field share : percent optional\n"
    "field kind_of : one of \"A\", \"B\", \"C\"\n"
    "field name : text optional\n"
    "field ok : boolean\n";

plan plan_of(std::string const& text, question const& asked = on("2026-03-31")) {
    return prepared(fields + text, asked).plan();
}

condition_node const& root(plan const& of, std::size_t segment = 0) {
    return of.account.conditions[static_cast<std::size_t>(of.segments[segment].condition)];
}

/// The intervals that the only segment tests its field for.
std::vector<interval> tested(plan const& of) {
    auto const& node = root(of);
    REQUIRE(node.what == form::test);
    return of.account.uses[node.use].tests[node.test].numbers.ranges();
}

std::vector<interval> tested(std::string const& condition) {
    return tested(plan_of("segment it = " + condition + "\n"));
}

std::size_t count(plan const& of, form what) {
    return static_cast<std::size_t>(std::count_if(of.account.conditions.begin(), of.account.conditions.end(),
                                                  [&](auto const& node) { return node.what == what; }));
}

using ranges = std::vector<interval>;

}  // namespace

TEST_CASE("equal conditions of different segments are one node") {
    auto const made = plan_of(
        "segment a = days > 30 and ok\n"
        "segment b = ok and days > 30\n"
        "segment c = (days > 30 and ok) or balance > 10\n"
        "segment d = days >= 31 and ok\n");
    CHECK(made.segments[0].condition == made.segments[1].condition);
    CHECK(made.segments[0].condition == made.segments[3].condition);
    CHECK(count(made, form::all_of) == 1);
    CHECK(count(made, form::test) == 3);
}

TEST_CASE("a condition said twice in one and is taken once, and a double negation is none") {
    auto const made = plan_of("segment a = ok and ok\nsegment b = not not ok\nsegment c = ok\n");
    CHECK(made.segments[0].condition == made.segments[2].condition);
    CHECK(made.segments[1].condition == made.segments[2].condition);
}

TEST_CASE("what does not depend on data is folded") {
    auto const made = plan_of(
        "parameter limit_days : integer = 10\n"
        "segment a = ok and limit_days > 5\n"
        "segment b = ok and limit_days > 50\n"
        "segment c = ok or as_of > 2026-01-01\n"
        "segment d = day(as_of) = 31\n"
        "segment e = ok\n");
    CHECK(made.segments[0].condition == made.segments[4].condition);
    for (std::size_t const i : {1U, 2U, 3U}) {
        CHECK(root(made, i).what == form::constant);
        CHECK(root(made, i).is_true == (i != 1));
    }
}

TEST_CASE("a comparison with something always unknown is unknown, and stays so under not") {
    auto const made = plan_of("parameter none : integer = 0\nsegment a = not (1 / none > 3)\n");
    CHECK(root(made).what == form::constant);
    CHECK(root(made).is_unknown_constant);
    CHECK_FALSE(root(made).is_certain);
}

TEST_CASE("a field compared with a constant is a test on an interval of its coefficients") {
    CHECK(tested("days > 30") == ranges{{31, highest_int128}});
    CHECK(tested("30 < days") == ranges{{31, highest_int128}});
    CHECK(tested("balance >= 10.50") == ranges{{1050, highest_int128}});
    CHECK(tested("balance < 10.505") == ranges{{lowest_int128, 1050}});
    CHECK(tested("balance = 10.505") == ranges{});
    CHECK(tested("days != 3") == ranges{{lowest_int128, 2}, {4, highest_int128}});
    CHECK(tested("share <= 12.5%") == ranges{{lowest_int128, 125000}});
    CHECK(tested("due = 1970-01-11") == ranges{{10, 10}});
    CHECK(tested("kind_of = \"C\"") == ranges{{2, 2}});
    CHECK(tested("ok") == ranges{{1, 1}});
}

TEST_CASE("arithmetic with constants around a field is moved to the other side") {
    auto const day = parse_date("2026-03-31")->days;
    CHECK(tested("as_of - due > 30 days") == ranges{{lowest_int128, day - 31}});
    CHECK(tested("due + 30 days < as_of") == ranges{{lowest_int128, day - 31}});
    CHECK(tested("due >= as_of - 1 month") == ranges{{parse_date("2026-02-28")->days, highest_int128}});
    CHECK(tested("-days >= -5") == ranges{{lowest_int128, 5}});
    CHECK(tested("10 - days in 1..3") == ranges{{7, 9}});
    CHECK(tested("balance - 5 > 0.50") == ranges{{551, highest_int128}});
}

TEST_CASE("a value with a name is looked through") {
    auto const made = plan_of("value age = as_of - due\nsegment it = age > 30 days\n");
    CHECK(tested(made) == ranges{{lowest_int128, parse_date("2026-03-31")->days - 31}});
}

TEST_CASE("a list of constants is one set of intervals") {
    CHECK(tested("days in (3, 1, 2, 7..9, 20..<22)") == ranges{{1, 3}, {7, 9}, {20, 21}});
    CHECK(tested("days not in (0..5)") == ranges{{lowest_int128, -1}, {6, highest_int128}});
    CHECK(tested("kind_of in (\"A\", \"C\")") == ranges{{0, 0}, {2, 2}});
    CHECK(tested("kind_of starts with \"B\"") == ranges{{1, 1}});
    CHECK(tested("days between 3 and 5") == ranges{{3, 5}});
}

TEST_CASE("a list of texts is one sorted test without repetition") {
    auto const made = plan_of("segment it = name in (\"b\", \"a\", \"b\")\n");
    auto const& test = made.account.uses[root(made).use].tests[root(made).test];
    CHECK(test.what == field_test::form::text_equal);
    CHECK(test.texts == std::vector<std::string>{"a", "b"});
}

TEST_CASE("what compares two columns is computed row by row") {
    auto const made = plan_of("segment it = balance * 2 > limit\n");
    CHECK(root(made).what == form::compare);
    CHECK(made.account.numbers.size() == 4);
}

TEST_CASE("only what may be unknown has a second bitmap") {
    auto const made = plan_of(
        "segment sure = days > 3 and not ok\n"
        "segment open = days > 3 and name = \"x\"\n"
        "segment asked = name is unknown\n");
    CHECK(root(made, 0).is_certain);
    CHECK_FALSE(root(made, 1).is_certain);
    CHECK(root(made, 2).is_certain);
}

TEST_CASE("is unknown of a field that is never so is false") {
    CHECK(root(plan_of("segment it = days is unknown\n")).what == form::constant);
    CHECK(root(plan_of("segment it = days is known\n")).is_true);
}

TEST_CASE("cut points of a column are collected once and sorted") {
    auto const made = plan_of("segment a = days > 30\nsegment b = days in 10..30\nsegment c = days > 5\n");
    CHECK(made.account.uses[root(made).use].cuts == std::vector<int128>{6, 10, 31});
}

TEST_CASE("a segment without a version that holds on the day is planned as nobody") {
    std::string const text =
        "segment a from 2026-01-01 until 2026-01-31 = days > 1\n"
        "segment a version \"2\" id \"R-2\" from 2026-02-01 = days > 2\n"
        "segment b inactive = days > 3\n";
    auto const march = plan_of(text);
    CHECK(march.segments[0].version == "2");
    CHECK(march.segments[0].rule_id == "R-2");
    CHECK(tested(march) == ranges{{3, highest_int128}});
    CHECK_FALSE(march.segments[1].is_active);
    CHECK(root(march, 1).what == form::constant);
    CHECK(tested(plan_of(text, on("2026-01-31"))) == ranges{{2, highest_int128}});
    CHECK_FALSE(plan_of(text, on("2025-12-31")).segments[0].is_active);
}

TEST_CASE(
    "of a strategy's versions the one that holds is planned, and of its queues the others take nobody") {
    std::string const text =
        "strategy s version \"1\" until 2026-06-30 {\n"
        "  queue early if days < 30\n  queue late inactive if days > 60\n  rest others }\n"
        "strategy s version \"2\" from 2026-07-01 { rest all_of_them }\n"
        "strategy t from 2027-01-01 { rest nobody }\n";
    auto const march = plan_of(text);
    REQUIRE(march.strategies.size() == 1);
    CHECK(march.strategies[0].version == "1");
    REQUIRE(march.strategies[0].queues.size() == 3);
    CHECK(march.strategies[0].queues[0].rule_id == "s.early");
    CHECK_FALSE(march.strategies[0].queues[1].is_active);
    CHECK(march.strategies[0].queues[2].condition == no_node);
    CHECK(plan_of(text, on("2026-07-01")).strategies[0].queues[0].name == "all_of_them");
    CHECK(plan_of(text, on("2027-01-01")).strategies.size() == 2);
}

TEST_CASE("what no segment and no queue needs is planned for explanations but not run") {
    auto const made = plan_of("value unused = balance > limit\nvalue used = days > 3\nsegment it = used\n");
    CHECK(count(made, form::compare) == 1);
    for (std::size_t i = 0; i < made.account.conditions.size(); ++i)
        CHECK(made.account.needed_conditions[i] == (made.account.conditions[i].what == form::test));
    CHECK(made.account.needed_numbers == std::vector<bool>{false, false});
}

TEST_CASE("data must bring the fields that are read, and the key") {
    auto const made =
        prepared("field id_number : text key\nfield a : integer\nfield b : integer\nsegment it = b > 1\n")
            .plan();
    CHECK(made.fields_read == std::vector<std::size_t>{0, 2});
}

TEST_CASE("equal aggregates are one, and a condition inside is planned in its collection") {
    auto const made = prepared(
                          "policy \"p\" { currency BRL }\n"
                          "collection debts { field amount : money  field open_days : integer }\n"
                          "segment a = sum(debts.amount where open_days > 30) > 100\n"
                          "segment b = sum(debts.amount where open_days >= 31) < 50\n"
                          "segment c = any(debts where open_days > 30)\n")
                          .plan();
    CHECK(made.aggregates.size() == 2);
    CHECK(made.children[0].conditions.size() == 1);
    CHECK(made.account.uses.empty());
}
