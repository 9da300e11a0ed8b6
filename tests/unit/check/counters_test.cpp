// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Counters: their types, the fields that hold them, and what they may look at.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::meaning_of;
using tramo::testing::read_policy;

namespace {

checked_policy counted(std::string const& text) {
    return read_policy(
        "tramo 1 en\npolicy \"p\" { currency PEN }\nfield client : text key\nfield balance : money\n"
        "event promise { field due : date  field amount : money  field seen : timestamp  field kept : "
        "boolean }\n"
        "event payment { field amount : money }\n" +
        text);
}

std::vector<std::string> codes(std::string const& text) {
    return counted(text).codes();
}

using strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a counter is held by a field behind the declared ones, which segments name") {
    auto const read =
        counted("counter paid \"Paid\" = coalesce(sum(payment.amount), $0)\nsegment s = paid > $100\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& program = read.policy;
    CHECK(program.declared_fields == 2);
    REQUIRE(program.counters.size() == 1);
    auto const& counter = program.counters[0];
    CHECK(counter.label == "Paid");
    CHECK(counter.type.kind == kind::money);
    CHECK(counter.type.currency == "PEN");
    REQUIRE(counter.scope.size() == 1);
    CHECK_FALSE(counter.scope[0].is_optional);
    auto const& field = program.fields.fields.at(counter.field);
    CHECK(counter.field >= program.declared_fields);
    CHECK(field.name == "paid");
    CHECK(field.is_computed);
    CHECK(field.is_optional);
    CHECK(meaning_of(program, "s").operands[0].index == counter.field);
}

TEST_CASE("counters use counters, in any order, each over a scope of its own") {
    auto const read = counted(
        "counter twice = once + once\ncounter once = count(payment) + share\ncounter share = "
        "count(promise)\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    CHECK(read.policy.counters[0].scope_aggregates.size() == 2);
    CHECK(read.policy.counters[1].scope_aggregates.size() == 2);
    CHECK(read.policy.counters[2].scope_aggregates.size() == 1);
    CHECK(read.policy.aggregates.size() == 2);
    CHECK(codes("counter a = b + 1\ncounter b = c\ncounter c = a\n") == strings{"T3003"});
    CHECK(codes("counter a = a + 1\nsegment s = a > 3\n") == strings{"T3003"});
}

TEST_CASE("a counter takes events, parameters, other counters and the day, and nothing else") {
    CHECK(codes("parameter p : integer = 3\ncounter a = count(payment) * p\n").empty());
    auto const dated = counted("counter a = as_of - latest(promise.due)\n");
    CHECK(dated.found.empty());
    CHECK(dated.policy.reads_as_of);
    CHECK(dated.policy.counters[0].type.kind == kind::duration);
    CHECK(codes("counter a = balance\n") == strings{"T4012"});
    CHECK(codes("segment s = balance > $1\ncounter a = count(payment where s)\n") == strings{"T4012"});
    CHECK(codes("counter a = previous(payment.amount)\n") == strings{"T2036"});
    CHECK(codes("counter a = payment.amount\n") == strings{"T2036"});
}

TEST_CASE("a filter may look at the account's fields") {
    auto const read = counted("counter a = count(payment where amount > balance)\n");
    REQUIRE(read.found.empty());
    auto const& event = read.policy.events[1];
    REQUIRE(event.filters.size() == 1);
    CHECK(event.filters[0].operands[1].index == event.fields.size() + 1);
}

TEST_CASE("a counter is a quantity or a date") {
    CHECK(codes("counter a = latest(promise.seen)\n") == strings{"T2039"});
    CHECK(codes("counter a = any(promise where amount > $3)\n") == strings{"T2039"});
    CHECK(codes("counter a = 2 months\n") == strings{"T2039"});
    CHECK(counted("counter a = min(promise.due)\n").policy.counters[0].type.kind == kind::date);
}

TEST_CASE("any of a field is any of a condition") {
    auto const read = counted(
        "alert x { state on_it\n on payment where any(promise.kept) => on_it\n"
        " on payment where any(promise.kept where amount > $3) => on_it\n manual clear\n}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& filters = read.policy.events[0].filters;
    REQUIRE(filters.size() == 2);
    CHECK(filters[0].what == operation::field);
    CHECK(filters[1].what == operation::and_);
    CHECK(read.policy.aggregates[0].field == no_index);
}

TEST_CASE("counters that double from one to the next are refused before they exhaust the machine") {
    std::string text = "counter c0 = count(payment)\n";
    for (int i = 1; i <= 64; ++i)
        text += "counter c" + std::to_string(i) + " = c" + std::to_string(i - 1) + " + c" +
                std::to_string(i - 1) + "\n";
    CHECK(codes(text) == strings{"T1013"});
    text = "counter c0 = count(payment)\n";
    for (int i = 1; i <= 3000; ++i)
        text += "counter c" + std::to_string(i) + " = c" + std::to_string(i - 1) + " + 1\n";
    CHECK(codes(text) == strings{"T1013"});
}
