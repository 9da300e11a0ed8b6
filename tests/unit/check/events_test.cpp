// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What becomes of `log` and `event`: columns, fields, and the scope of conditions on events.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::read_policy;

namespace {

std::string const heading =
    "tramo 1 en\n"
    "policy \"p\" { currency PEN }\n"
    "field client : text key\n"
    "field balance : money\n"
    "field amount : integer\n"
    "collection contact_points { field contact : text key  field channel : text }\n"
    "collection debts { field number : text }\n"
    "segment owing = balance > 0\n";

checked_policy events(std::string const& text) {
    return read_policy(heading + text);
}

/// One condition on promises, among a few events.
checked_policy guarded(std::string const& condition, std::string const& more = "") {
    return events(
        "event promise { field due : date  field amount : money  field channel : text optional }\n"
        "event payment { field amount : money  field kind_of : one of \"cash\", \"card\" }\n"
        "counter paid = sum(payment.amount)\n"
        "parameter limit : money = 100\n" +
        more + "alert it {\n  state on_it\n  on promise where " + condition +
        " => on_it\n  manual clear\n}\n");
}

std::vector<std::string> codes(std::string const& text) {
    return events(text).codes();
}

using strings = std::vector<std::string>;

}  // namespace

TEST_CASE("the account of an event stands in the column of the key, unless the log says otherwise") {
    CHECK(events("").policy.log.account == "client");
    auto const named = events("log { account case_id  happened at_time }\n").policy.log;
    CHECK(named.account == "case_id");
    CHECK(named.happened == "at_time");
    CHECK(named.recorded == "recorded");
    CHECK(read_policy("tramo 1 en\nfield a : integer\nsegment s = a > 1\n").policy.log.account == "account");
}

TEST_CASE("a role of the log said twice is a mistake, and so is a second log") {
    CHECK(codes("log { happened a  happened b }\n") == strings{"T1019"});
    CHECK(codes("log { happened a }\nlog { recorded b }\n") == strings{"T1019"});
}

TEST_CASE("an event reads each field from its column") {
    auto const read = events(
        "event payment \"Payment\" from kind = \"Pago\" and code in (\"1\", \"2\") {\n"
        "  field amount : money from step of total_paid\n"
        "  field channel : text optional\n}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& event = read.policy.events.at(0);
    CHECK(event.label == "Payment");
    CHECK(event.columns == strings{"total_paid", "channel"});
    CHECK(event.is_step == std::vector<bool>{true, false});
    REQUIRE(event.matches.size() == 2);
    CHECK(event.matches[0].column == "kind");
    CHECK(event.matches[0].folded == strings{"pago"});
    CHECK(event.matches[1].folded == strings{"1", "2"});
}

TEST_CASE("an event of a collection names the child in the column of its key, or in the one declared") {
    auto const read = events("event bounce of contact_points\nevent reply of contact_points by phone\n");
    REQUIRE(read.found.empty());
    CHECK(read.policy.events[0].collection == 0);
    CHECK(read.policy.events[0].child_column == "contact");
    CHECK(read.policy.events[1].child_column == "phone");
    CHECK(codes("event bounce of debts by number\n") == strings{"T4013"});
    CHECK(codes("event bounce of contacts\n") == strings{"T3007"});
}

TEST_CASE("an event reverses another one, which may be declared below it") {
    auto const read = events(
        "event undone reverses payment by original\nevent payment\nevent back reverses payment by "
        "payment_id\n");
    REQUIRE(read.codes() == strings{});
    CHECK(read.policy.events[0].reverses == 1);
    CHECK(read.policy.events[0].reversed_column == "original");
    CHECK(read.policy.events[2].reversed_column == "payment_id");
    CHECK(codes("event undone reverses undone by x\n") == strings{"T2039"});
    CHECK(codes("event undone reverses paiment by x\nevent payment\n") == strings{"T3013"});
}

TEST_CASE("a reversal concerns what the event that it undoes concerns") {
    std::string const phones = "collection phones { field number : text key }\n";
    std::string const plain = "event bounce\n", of_contact = "event bounce of contact_points\n";
    CHECK(codes(plain + "event undone reverses bounce by x\n").empty());
    CHECK(codes(of_contact + "event undone of contact_points by phone reverses bounce by x\n").empty());
    CHECK(codes(of_contact + "event undone reverses bounce by x\n") == strings{"T4013"});
    CHECK(codes("event undone reverses bounce by x\n" + of_contact) == strings{"T4013"});
    CHECK(codes(plain + "event undone of contact_points reverses bounce by x\n") == strings{"T4013"});
    CHECK(codes(phones + of_contact + "event undone of phones reverses bounce by x\n") == strings{"T4013"});
}

TEST_CASE("of a reversal whose collection is a mistake, only that is told") {
    CHECK(codes("event bounce of contact_points\nevent undone of contacts reverses bounce by x\n") ==
          strings{"T3007"});
    CHECK(codes("event bounce of debts\nevent undone of contact_points reverses bounce by x\n") ==
          strings{"T4013"});
    CHECK(codes("event bounce of contacts\nevent undone reverses bounce by x\n") == strings{"T3007"});
}

TEST_CASE("an event after one that takes all its rows is reported") {
    CHECK(codes("event a from kind = \"x\"\nevent b from kind = \"X\"\n") == strings{"T4018"});
    CHECK(codes("event a from kind in (\"x\", \"y\")\nevent b from kind = \"x\" and code = \"1\"\n") ==
          strings{"T4018"});
    CHECK(codes("event b from kind = \"x\" and code = \"1\"\nevent a from kind = \"x\"\n").empty());
    CHECK(codes("event a \"B\"\nevent b\n") == strings{"T4018"});
    CHECK(codes("event a \"C\"\nevent b\n").empty());
    CHECK(codes("event a\nevent b from event = \"A\"\n") == strings{"T4018"});
}

TEST_CASE("an event has no key, and steps only of numbers and amounts") {
    CHECK(codes("event a { field x : text key }\n") == strings{"T4008"});
    CHECK(codes("event a { field x : date from step of y }\n") == strings{"T2039"});
    CHECK(codes("event a { field x : text  field x : date }\n") == strings{"T3002"});
    CHECK(codes("event a\nevent a\n") == strings{"T3002"});
}

TEST_CASE("a condition on an event sees its fields before the account's of the same name") {
    auto const read = guarded("amount > $10 and balance > $20 and promise.amount > limit");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& event = read.policy.events[0];
    REQUIRE(event.guards.size() == 1);
    auto const& parts = event.guards[0].operands;
    CHECK(parts[0].operands[0].index == 1);
    CHECK(parts[0].operands[0].is_scoped);
    CHECK(parts[1].operands[0].index == event.fields.size() + 1);
    CHECK(event.scope[parts[1].operands[0].index].name == "balance");
    CHECK(parts[1].operands[0].may_be_unknown);
    CHECK(event.scope.size() == event.fields.size() + read.policy.declared_fields);
    CHECK(parts[2].operands[0].index == 1);
}

TEST_CASE("equal aggregates over the log are one column of the scope") {
    auto const read = guarded(
        "count(promise where due > 2026-01-01 within 90 days) >= 3 and "
        "count(promise where due > 2026-01-01 within 90 days) <= 5 and latest(payment.kind_of) = \"cash\"");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& program = read.policy;
    REQUIRE(program.aggregates.size() == 3);  // the counter's own among them
    auto const& event = program.events[0];
    CHECK(event.scope_aggregates.size() == 2);
    REQUIRE(event.filters.size() == 1);
    auto const& counted = program.aggregates[event.scope_aggregates[0]];
    CHECK(counted.within_days == 90);
    CHECK(counted.filter == 0);
    CHECK(counted.event == 0);
    auto const& latest = program.aggregates[event.scope_aggregates[1]];
    CHECK(latest.function == keyword::latest);
    CHECK(latest.type.kind == kind::enumeration);
    CHECK_FALSE(event.scope[event.scope.size() - 2].is_optional);
    CHECK(event.scope.back().is_optional);
}

TEST_CASE("a counter in a condition on events is written out") {
    auto const read = guarded("paid > $100");
    REQUIRE(read.found.empty());
    auto const& event = read.policy.events[0];
    REQUIRE(event.scope_aggregates.size() == 1);
    CHECK(read.policy.aggregates[event.scope_aggregates[0]].function == keyword::sum);
    CHECK(event.guards[0].operands[0].index == event.scope.size() - 1);
}

TEST_CASE("a condition on events looks at nothing that follows from events or from the day") {
    CHECK(guarded("owing").codes() == strings{"T4012"});
    CHECK(guarded("due > as_of").codes() == strings{"T4012"});
    CHECK(guarded("alert.it = on_it").codes() == strings{"T4012"});
    CHECK(guarded("late > 3", "counter late = count(payment) + year(as_of)\n").codes() == strings{"T4012"});
    CHECK(guarded("count(debts) > 3").codes() == strings{"T2036"});
    CHECK(guarded("payment.amount > $3").codes() == strings{"T2036"});
    CHECK(guarded("dew > 2026-01-01").codes() == strings{"T3001"});
    CHECK(guarded("promise.dew > 2026-01-01").codes() == strings{"T3001"});
}

TEST_CASE("an aggregate over the log is taken over what it suits") {
    CHECK(guarded("sum(payment.kind_of) > 3").codes() == strings{"T2036"});
    CHECK(guarded("sum(payment) > 3").codes() == strings{"T2036"});
    CHECK(guarded("latest(payment.amount within 3 days) > $3").codes() == strings{"T2036"});
    CHECK(guarded("oldest(promise.due) > 2026-01-01").codes() == strings{"T2036"});
    CHECK(guarded("all(promise where amount > $3)").codes() == strings{"T2036"});
    CHECK(guarded("count(paiment) > 3").codes() == strings{"T3013"});
    CHECK(guarded("count(promise where count(payment) > 1) > 3").codes() == strings{"T2036"});
    CHECK(guarded("count(promise where paid > $1) > 3").codes() == strings{"T2036"});
    CHECK(guarded("previous(promise.amount) > $3 and any(payment)").codes().empty());
}

TEST_CASE("records have no order in time, and segments name counters, not events") {
    CHECK(codes("segment s = latest(contact_points.channel) = \"a\"\n") == strings{"T2036"});
    CHECK(codes("segment s = count(debts within 3 days) > 1\n") == strings{"T2036"});
    CHECK(codes("event e\nsegment s = count(e) > 1\n") == strings{"T2036"});
    CHECK(codes("event e { field x : integer }\nsegment s = e.x > 1\n") == strings{"T2036"});
    CHECK(codes("event e\nsegment s = e > 1\n") == strings{"T2036"});
}

TEST_CASE("a collection may have one key, and no two") {
    CHECK(codes("collection others { field a : text key  field b : text key }\n") == strings{"T4008"});
    CHECK(events("").policy.fields.collections[0].fields[0].is_key);
}
