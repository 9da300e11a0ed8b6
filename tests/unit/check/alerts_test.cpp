// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts: states, what leads from one to another, the fields that hold them, and their values in conditions.
#include <catch2/catch.hpp>

#include <tramo/check/lint.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::meaning_of;
using tramo::testing::read_policy;

namespace {

std::string const heading =
    "tramo 1 en\n"
    "policy \"p\" { currency PEN }\n"
    "field client : text key\n"
    "collection contact_points { field contact : text key  field good : boolean }\n"
    "collection debts { field number : text }\n"
    "event contact { field result : one of \"refuses\", \"cannot\"  field channel : text optional }\n"
    "event promise { field due : date  field amount : money }\n"
    "event payment { field amount : money  field paid_at : timestamp }\n"
    "event payment_reversed reverses payment by payment_id {\n"
    "  field told : date optional  field reason : text optional\n}\n"
    "event unpromised reverses promise by promise_id\n"
    "event bounce of contact_points\n";

checked_policy policy(std::string const& text) {
    return read_policy(heading + text);
}

/// One alert with two states.
checked_policy alert(std::string const& lines) {
    return policy(
        "alert problem \"Problema\" version \"1\" {\n  state refuses \"No quiere\" red stops treatment\n"
        "  state cannot yellow severity 7\n" +
        lines + "}\n");
}

std::vector<std::string> codes(std::string const& lines) {
    return alert(lines).codes();
}

/// A segment beside one alert of the account and one of each contact point.
checked_policy segment(std::string const& condition) {
    return policy(
        "alert problem { state refuses \"No quiere\"\n state cannot\n on contact => refuses\n manual "
        "clear\n}\n"
        "alert bad per contact_points any { state problem\n on bounce => problem\n manual clear\n}\n"
        "segment it = " +
        condition + "\n");
}

using strings = std::vector<std::string>;
using numbers = std::vector<std::size_t>;

}  // namespace

TEST_CASE("a state has a severity, else that of its colour") {
    auto const read = alert("  on contact => refuses\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& it = read.policy.alerts.at(0);
    CHECK(it.label == "Problema");
    CHECK(it.version == "1");
    REQUIRE(it.states.size() == 2);
    CHECK(it.states[0].colour == "red");
    CHECK(it.states[0].severity == 4);
    CHECK(it.states[0].stops_treatment);
    CHECK(it.states[1].severity == 7);
}

TEST_CASE("transitions keep their order, and equal conditions on an event are one") {
    auto const read = alert(
        "  on contact where result = \"refuses\" => refuses\n"
        "  on contact where result = \"cannot\" from refuses, none => cannot\n"
        "  on contact, promise from refuses => clear\n"
        "  on contact where result = \"refuses\" from cannot => clear\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& all = read.policy.alerts[0].transitions;
    REQUIRE(all.size() == 4);
    CHECK(read.policy.events[0].guards.size() == 2);
    CHECK(all[0].target == 1);
    CHECK(all[0].rule_id == "problem.1");
    CHECK(all[1].rule_id == "problem.2");
    CHECK(all[1].from == numbers{1, 0});
    CHECK(all[1].events[0].guard == 1);
    CHECK(all[2].effect == keyword::clear);
    CHECK(all[2].events.size() == 2);
    CHECK(all[2].events[1].guard == no_index);
    CHECK(all[3].events[0].guard == 0);
    CHECK_FALSE(read.policy.alerts[0].has_timers());
    CHECK_FALSE(read.policy.reads_as_of);
}

TEST_CASE("time in a state is counted in days") {
    auto const read = alert("  on contact => cannot\n  after 2 weeks in cannot => refuses\n");
    REQUIRE(read.found.empty());
    auto const& after = read.policy.alerts[0].transitions[1];
    CHECK(after.days == 14);
    CHECK(after.from == numbers{2});
    CHECK(read.policy.alerts[0].has_timers());
    CHECK_FALSE(read.policy.reads_as_of);
    CHECK(codes("  on contact => cannot\n  after 2 months in cannot => refuses\n") == strings{"T4014"});
    CHECK(codes("  on contact => cannot\n  after 0 days in cannot => refuses\n") == strings{"T4014"});
    CHECK(codes("  on contact => cannot\n  after 3 days in none => refuses\n") == strings{"T4014"});
}

TEST_CASE("a deadline is a date of one type of events") {
    auto const read = alert(
        "  when promise.due + 3 days passed without payment where amount > $0 from cannot => refuses\n"
        "  when due reached => refuses\n"
        "  when due + 3 days reached => cannot\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& all = read.policy.alerts[0].transitions;
    CHECK(all[0].deadline_event == 1);
    CHECK_FALSE(all[0].is_reached);
    REQUIRE(all[0].without.size() == 1);
    CHECK(all[0].without[0].event == 2);
    CHECK(all[0].without[0].guard == 0);
    CHECK(all[1].is_reached);
    CHECK(all[1].deadline == 1);
    CHECK(read.policy.events[1].deadlines.size() == 3);
    CHECK(codes("  when amount passed => refuses\n") == strings{"T4015"});
    CHECK(
        codes("  when promise.due + (payment.amount / payment.amount) * 1 days passed => refuses\n").at(0) ==
        "T4015");
    CHECK(codes("  when 2026-01-01 passed => refuses\n") == strings{"T4015"});
    CHECK(codes("  when paid_at passed => refuses\n") == strings{"T4015"});
    CHECK(codes("  when promse.due passed => refuses\n") == strings{"T3013"});
}

TEST_CASE("only an event that undoes another restores") {
    CHECK(codes("  on contact => refuses\n  on payment_reversed => restore\n").empty());
    CHECK(codes("  on contact => refuses\n  on payment => restore\n") == strings{"T4014"});
    CHECK(codes("  on contact => refuses\n  on payment_reversed from refuses => restore\n") ==
          strings{"T4014"});
    CHECK(codes("  on contact => refuses\n  after 3 days in refuses => restore\n") == strings{"T4014"});
}

TEST_CASE("an alert takes a reversal that it restores on for nothing else") {
    std::string const restores = "  on payment_reversed => restore\n";
    for (std::string const other :
         {"  on payment_reversed => cannot\n", "  on contact, payment_reversed from refuses => clear\n",
          "  on payment_reversed where reason = \"late\" => cannot\n", "  on payment_reversed => restore\n",
          "  when payment_reversed.told reached => cannot\n", "  when told + 3 days passed => cannot\n",
          "  when promise.due passed without payment, payment_reversed => cannot\n"}) {
        INFO(other);
        CHECK(codes("  on contact => refuses\n" + other + restores) == strings{"T4014"});
        CHECK(codes("  on contact => refuses\n" + restores + other) == strings{"T4014"});
        CHECK(codes("  on contact => refuses\n" + other).empty());
    }
    CHECK(codes("  on contact => refuses\n  on payment_reversed, unpromised => restore\n").empty());
    CHECK(codes("  on contact => refuses\n  on unpromised => cannot\n" + restores).empty());
}

TEST_CASE("another alert may hear a reversal that one restores on") {
    auto const read = policy(
        "alert one { state a\n on contact => a\n on payment_reversed => restore\n}\n"
        "alert other { state a\n on payment_reversed => a\n}\n");
    CHECK(read.codes() == strings{});
}

TEST_CASE("hands may clear, and raise some states or all") {
    auto const read = alert("  manual clear with confirmation\n  manual raise cannot\n");
    REQUIRE(read.found.empty());
    CHECK(read.policy.alerts[0].clears_by_hand);
    CHECK(read.policy.alerts[0].needs_confirmation);
    CHECK(read.policy.alerts[0].raised_by_hand == numbers{2});
    CHECK(codes("  manual raise cannot\n  manual raise refuses\n") == strings{"T1019"});
    CHECK(codes("  manual raise none\n") == strings{"T4014"});
}

TEST_CASE("names in an alert are those of events and of its own states") {
    CHECK(codes("  on contct => refuses\n") == strings{"T3013"});
    CHECK(codes("  on contact => refused\n") == strings{"T3015"});
    CHECK(codes("  on contact from canot => refuses\n") == strings{"T3015"});
    CHECK(codes("  on contact, contact => refuses\n") == strings{"T1019"});
    CHECK(codes("  state refuses\n  on contact => refuses\n") == strings{"T3002"});
    CHECK(codes("  state Refuses\n  on contact => refuses\n") == strings{"T3009"});
    CHECK(codes("  state `None`\n  on contact => refuses\n").size() == 1);
    CHECK(codes("") == strings{"T4016"});
    CHECK(policy("alert x { manual clear\n}\n").codes() == strings{"T4016"});
}

TEST_CASE("an alert per child hears events that say which child") {
    auto const good =
        policy("alert bad per contact_points worst { state problem\n on bounce => problem\n}\n");
    REQUIRE(good.found.empty());
    CHECK(good.policy.alerts[0].collection == 0);
    CHECK(good.policy.alerts[0].aggregation == keyword::worst);
    CHECK(policy("alert bad per contact_points { state p\n on payment => p\n}\n").codes() ==
          strings{"T4013"});
    CHECK(policy("alert bad per debts { state p\n on bounce => p\n}\n").codes() == strings{"T4013"});
}

TEST_CASE("four fields behind the declared ones hold an alert, for each child too") {
    auto const read = segment("alert.problem = cannot");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& program = read.policy;
    CHECK(program.declared_fields == 1);
    auto const& fields = program.fields.fields;
    auto const first = program.alerts[0].field;
    CHECK(first == 1);
    CHECK(fields[first].name == "alert.problem");
    CHECK(fields[first].type.values[0].value == "none");
    CHECK(fields[first].type.values[1].aliases == strings{"No quiere"});
    CHECK(fields[first + 1].name == "alert.problem.since");
    CHECK(fields[first + 1].type.kind == kind::date);
    CHECK(fields[first + 2].name == "alert.problem.days");
    CHECK(fields[first + 3].name == "alert.problem.times");
    CHECK(fields[first + 3].is_computed);
    CHECK(fields[first + 3].is_optional);
    auto const child = program.alerts[1].child_field;
    CHECK(program.fields.collections[0].fields.at(child).name == "alert.bad");
    CHECK(program.fields.collections[0].fields.size() == 6);
    auto const& it = meaning_of(program, "it");
    CHECK(it.operands[0].index == first);
    CHECK(std::get<std::string>(it.operands[1].literal) == "cannot");
}

TEST_CASE("a state in a condition stands without quotes, on either side, or in quotes by name or label") {
    for (auto const* condition :
         {"alert.problem = none", "cannot = alert.problem", "alert.problem != refuses",
          "alert.problem in (refuses, cannot)", "alert.problem not in (none, \"cannot\")",
          "alert.problem = \"No quiere\"", "alert.bad = problem",
          "any(contact_points where alert.bad = problem and good)", "alert.problem.since < as_of - 1 month",
          "alert.problem.times >= 2", "count(contact_points where alert.bad != none) > 1"}) {
        auto const read = segment(condition);
        INFO(read.rendering());
        CHECK(read.found.empty());
    }
    CHECK(segment("alert.problem = canot").codes() == strings{"T3004"});
    CHECK(segment("alert.problem = \"canot\"").codes() == strings{"T3004"});
    CHECK(segment("alert.problm = cannot").codes() == strings{"T3014"});
    CHECK(segment("any(contact_points where alert.problem = cannot)").codes() == strings{"T4012"});
    CHECK(segment("alert.problem = client").codes() == strings{"T2031"});
}

TEST_CASE("a segment may bear the name of the state that it selects") {
    auto const read = segment(
        "true\nsegment cannot = alert.problem = cannot\nsegment refuses = refuses = alert.problem\n"
        "value state = alert.problem\nsegment none = state in (none, cannot)\n"
        "indicator level { case few if none\n rest cannot_say\n}\nsegment few = level = few");
    INFO(read.rendering());
    CHECK(read.found.empty());
    auto const& it = meaning_of(read.policy, "refuses");
    CHECK(std::get<std::string>(it.operands[0].literal) == "refuses");
    CHECK(it.operands[1].what == operation::field);
}

TEST_CASE("the state of no alert has a word in each language") {
    auto const read = read_policy(
        "tramo 1 es\ncampo c : texto clave\nevento pago\nalerta p { estado roto\n ante pago desde ninguna => "
        "roto\n}\n"
        "segmento a = alerta.p = ninguna\nsegmento b = alerta.p = \"ninguno\"\nsegmento d = alerta.p = "
        "none\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    for (auto const* name : {"a", "b", "d"})
        CHECK(std::get<std::string>(meaning_of(read.policy, name).operands[1].literal) == "none");
    CHECK(read.policy.alerts[0].transitions[0].from == numbers{0});
}

TEST_CASE("only days in a state need the day asked for") {
    CHECK(segment("alert.problem.days > 30").policy.reads_as_of);
    CHECK_FALSE(segment("alert.problem.times > 30").policy.reads_as_of);
    CHECK_FALSE(segment("alert.problem.since > 2026-01-01").policy.reads_as_of);
}

TEST_CASE("a field named like an alert's is refused, and so are two alerts of one name") {
    CHECK(policy("field `alert.x.days` : integer\nalert x { state a\n on contact => a\n}\n").codes() ==
          strings{"T3002"});
    CHECK(
        policy("alert x { state a\n on contact => a\n}\nalert x { state a\n on contact => a\n}\n").codes() ==
        strings{"T3002"});
}

TEST_CASE("an event has at most 64 different conditions, and an alert at most 100 states") {
    std::string guards, states;
    for (int i = 0; i < 66; ++i)
        guards += "  on promise where amount > $" + std::to_string(i) + " => refuses\n";
    CHECK(codes(guards) == strings{"T4017"});
    for (int i = 0; i < 101; ++i) states += "  state s" + std::to_string(i) + "\n";
    CHECK(policy("alert x {\n" + states + "  manual raise\n}\n").codes() == strings{"T4017"});
}

TEST_CASE("a condition on events that is never true is reported") {
    auto const read = alert("  on promise where amount > $5 and amount < $3 => refuses\n");
    CHECK(read.codes() == strings{"T4019"});
    CHECK(never_true_guards(read.policy).size() == 1);
    CHECK(
        codes(
            "  on contact where result = \"refuses\" and channel = \"a\" and channel = \"b\" => refuses\n") ==
        strings{"T4019"});
    CHECK(codes("  on promise where amount > $5 or amount < $3 => refuses\n").empty());
}

TEST_CASE("conditions that exclude each other are known") {
    auto const read = alert(
        "  on contact where result = \"refuses\" => refuses\n"
        "  on contact where result = \"cannot\" and channel = \"call\" => cannot\n"
        "  on contact where channel in (\"chat\", \"mail\") => cannot\n"
        "  on contact where not (result = \"refuses\") => cannot\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (auto const& [a, b] : disjoint_guards(read.policy)) {
        CHECK(a.event == 0);
        CHECK(b.event == 0);
        pairs.emplace_back(a.guard, b.guard);
    }
    CHECK(pairs == std::vector<std::pair<std::size_t, std::size_t>>{{0, 1}, {0, 3}, {1, 2}});
}
