// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the compiler makes of conditions on events, of counters, and of comparisons with indicators.
#include <catch2/catch.hpp>

#include <tramo/plan/compile.hpp>
#include <tramo/plan/plan.hpp>

#include "unit/check/checked_policy.hpp"
#include "unit/policy/portfolio.hpp"

using namespace tramo;
using tramo::testing::cells;
using tramo::testing::evaluated;
using tramo::testing::marks;
using tramo::testing::prepared;
using tramo::testing::read_policy;
using tramo::testing::rows_of;
using form = condition_node::form;

namespace {

std::string const heading =
    "policy \"p\" { currency PEN }\n"
    "field client : text key\n"
    "field balance : money\n"
    "event promise { field due : date  field amount : money }\n"
    "event payment { field amount : money optional }\n"
    "counter paid = sum(payment.amount where amount > $1) * 2\n";

struct compiled {
    testing::checked_policy checked;
    plan made;
};

compiled planned(std::string const& text) {
    compiled result{read_policy("tramo 1 en\n" + heading + text), {}};
    INFO(result.checked.rendering());
    REQUIRE(result.checked.found.empty());
    result.made = compile(result.checked.policy, {date{20'000}, {}});
    return result;
}

condition_node const& node(space const& in, node_index at) {
    return in.conditions.at(static_cast<std::size_t>(at));
}

/// An indicator over optional fields, and one segment.
std::string marks_of(std::string const& condition, std::vector<cells> const& rows) {
    auto const with = prepared(
        "field a : integer optional\nfield b : integer optional\n"
        "indicator level { case high if a > 10\n case middle if b > 5\n rest low\n}\n"
        "segment it = " +
        condition + "\n");
    return marks(evaluated(with, rows_of(with.policy(), rows)), 0);
}

}  // namespace

TEST_CASE("conditions on an event are planned over its scope, filters apart from them") {
    auto const it = planned(
        "alert x { state on_it\n on promise where amount > $10 and balance > $20 => on_it\n"
        " on promise where amount > $10 => on_it\n manual clear\n}\n");
    auto const& program = it.checked.policy;
    REQUIRE(it.made.events.size() == 2);
    auto const& promise = it.made.events[0];
    CHECK(promise.filters.empty());
    REQUIRE(promise.guards.size() == 2);
    auto const& both = node(promise.at, promise.guards[0]);
    CHECK(both.what == form::all_of);
    CHECK(both.operands[0] == promise.guards[1]);
    CHECK(node(promise.at, promise.guards[1]).is_certain);
    CHECK_FALSE(both.is_certain);  // of an account that may be unknown
    CHECK(promise.at.uses[1].field == program.events[0].fields.size() + 1);
    CHECK(promise.at.needed_conditions == std::vector<bool>(promise.at.conditions.size(), true));
    CHECK(it.made.condition_of[program.events[0].guards[1].id] == promise.guards[1]);
    auto const& payment = it.made.events[1];
    REQUIRE(payment.filters.size() == 1);
    CHECK(node(payment.before, payment.filters[0]).what == form::test);
    CHECK(payment.guards.empty());
    CHECK(payment.at.conditions.empty());
}

TEST_CASE("deadlines are numbers of days over the scope") {
    auto const it =
        planned("alert x { state on_it\n when promise.due + 3 days passed => on_it\n manual clear\n}\n");
    auto const& promise = it.made.events[0];
    REQUIRE(promise.deadlines.size() == 1);
    CHECK(promise.at.needed_numbers.at(static_cast<std::size_t>(promise.deadlines[0])));
    REQUIRE(promise.at.uses.size() == 1);
    CHECK(promise.at.uses[0].field == 0);
}

TEST_CASE("a counter is planned over the aggregates that it uses") {
    auto const it = planned("segment s = paid > $10\n");
    REQUIRE(it.made.counters.size() == 1);
    auto const& counter = it.made.counters[0];
    REQUIRE(counter.over.uses.size() == 1);
    CHECK(counter.over.uses[0].field == 0);
    auto const& root = counter.over.numbers.at(static_cast<std::size_t>(counter.number));
    CHECK(root.op == operation::multiply);
    CHECK(it.made.account.uses.at(0).field == it.checked.policy.counters[0].field);
}

TEST_CASE("an indicator equals its first case that surely holds, and is never unknown") {
    std::vector<cells> const rows{{{"a", "20"}, {"b", "9"}},
                                  {{"a", "1"}, {"b", "9"}},
                                  {{"a", "1"}, {"b", "1"}},
                                  {{"b", "9"}},  // a is unknown: not surely high
                                  {{"a", "1"}},
                                  {}};
    CHECK(marks_of("level = high", rows) == "+-----");
    CHECK(marks_of("level = middle", rows) == "-+-+--");
    CHECK(marks_of("level = low", rows) == "--+-++");
    CHECK(marks_of("level != middle", rows) == "+-+-++");
    CHECK(marks_of("level in (high, low)", rows) == "+-+-++");
    CHECK(marks_of("level not in (high, low)", rows) == "-+-+--");
    CHECK(marks_of("level = level", rows) == "++++++");
    CHECK(marks_of("level is unknown", rows) == "------");
    CHECK(marks_of("not (level = low) and b > 5", rows) == "++-+--");
}

TEST_CASE("a case that is never unknown needs no question whether it is") {
    auto const it =
        planned("field days : integer\nindicator i { case a if days > 3\n rest b\n}\nsegment s = i = b\n");
    for (auto const& one : it.made.account.conditions) CHECK(one.what != form::is_true);
    auto const open = planned(
        "field days : integer optional\nindicator i { case a if days > 3\n rest b\n}\nsegment s = i = b\n");
    auto const& root = node(open.made.account, open.made.segments[0].condition);
    CHECK(root.is_certain);
    CHECK(root.what == form::negation);
    CHECK(node(open.made.account, root.operands[0]).what == form::is_true);
}

TEST_CASE("an indicator is compared with one declared with the same values") {
    auto const with = prepared(
        "field days : integer\nfield wanted : one of \"high\", \"low\" optional\n"
        "indicator level { case high if days > 10\n rest low\n}\nsegment it = level = wanted\n");
    std::vector<cells> const rows{{{"days", "20"}, {"wanted", "high"}},
                                  {{"days", "20"}, {"wanted", "low"}},
                                  {{"days", "2"}, {"wanted", "low"}},
                                  {{"days", "2"}}};
    CHECK(marks(evaluated(with, rows_of(with.policy(), rows)), 0) == "+-+~");
}
