// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Promises: the events that make and pay them, tolerances, their fields, and what is refused.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::meaning_of;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;

namespace {

std::string const declarations =
    "policy \"p\" { currency CLP }\n"
    "field debtor : text key\n"
    "field days_late : integer\n"
    "parameter allowed : integer = 3\n"
    "event promise {\n"
    "  field due_on : date\n"
    "  field amount : money(BRL)\n"
    "  field channel : text\n"
    "  field said_at : timestamp\n"
    "}\n"
    "event payment {\n"
    "  field value : money(BRL)\n"
    "  field dollars : money(USD)\n"
    "  field promise_id : text optional\n"
    "}\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + declarations + text);
}

strings codes(std::string const& members) {
    return policy("promises {\n" + members + "\n}\n").codes();
}

/// Beside a promise that is sound.
strings more(std::string const& members) {
    return codes("made on promise due due_on amount amount\n" + members);
}

}  // namespace

TEST_CASE("promises are made and paid by events, each with its fields and condition") {
    auto const read = policy(
        "promises {\nmade on promise due due_on amount amount where channel = \"phone\"\n"
        "paid on payment amount value for promise_id\ntolerance 1 week\ntolerance 5%\ntolerance 10.50\n}\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& of = *read.policy.treatment.promises;
    REQUIRE((of.made.size() == 1 && of.paid.size() == 1));
    CHECK(of.made[0].on.event == 0);
    CHECK(of.made[0].on.guard == 0);
    CHECK(of.made[0].due == 0);
    CHECK(of.made[0].amount == 1);
    CHECK(of.made[0].promise == no_index);
    CHECK(of.paid[0].on.event == 1);
    CHECK(of.paid[0].on.guard == no_index);
    CHECK(of.paid[0].amount == 0);
    CHECK(of.paid[0].promise == 2);
    CHECK(read.policy.events[0].guards.size() == 1);
    CHECK(of.tolerance_days == 7);
    CHECK(of.tolerance_share == decimal(5, 2));
    CHECK(of.tolerance_amount == decimal(1050, 2));
    CHECK(of.money.currency == "BRL");
    CHECK(read.policy.reads_as_of);
}

TEST_CASE(
    "what is known of promises are numbers, a day that may be unknown and an amount of their currency") {
    auto const read = policy(
        "promises { made on promise due due_on amount amount }\n"
        "segment waits = promises.open > 0 and promises.kept = 0 and promises.partly_kept = 0\n"
        "segment lost = promises.broken > 0 or promises.reversed > 0\n"
        "segment soon = promises.due >= as_of\n"
        "segment much = promises.amount > BRL 100.00\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const first = read.policy.treatment.promises->fields;
    auto const& fields = read.policy.fields.fields;
    for (std::size_t i = 0; i < promise_field_count; ++i) {
        CHECK(fields.at(first + i).name == promise_field_names[i]);
        CHECK(fields[first + i].is_computed);
    }
    CHECK(fields[first].type.kind == kind::integer);
    CHECK(fields[first + 5].type.kind == kind::date);
    CHECK(fields[first + 6].type.currency == "BRL");
    CHECK(meaning_of(read.policy, "soon").may_be_unknown);
    CHECK(meaning_of(read.policy, "lost").operands.at(1).operands.at(0).index == first + 4);
}

TEST_CASE("something makes promises, with a due day and an amount of the event") {
    CHECK(codes("tolerance 3 days") == strings{"T4076"});
    CHECK(codes("paid on payment amount value") == strings{"T4076"});
    CHECK(codes("made on promise amount amount") == strings{"T4076"});
    CHECK(codes("made on promise due due_on") == strings{"T4076"});
    CHECK(more("paid on payment for promise_id") == strings{"T4076"});
    CHECK(codes("made on promise due said_at amount amount") == strings{"T2047"});
    CHECK(codes("made on promise due due_on amount channel") == strings{"T2047"});
    CHECK(codes("made on promise due duo_on amount amount") == strings{"T3001"});
    CHECK(codes("made on promize due due_on amount amount") == strings{"T3013"});
    CHECK(codes("made on promise due due_on amount amount where chanel = \"x\"") == strings{"T3001"});
}

TEST_CASE("payments are of the currency of the promises and name them by a text") {
    CHECK(more("paid on payment amount value").empty());
    CHECK(more("paid on payment amount dollars") == strings{"T2034"});
    CHECK(more("paid on payment amount value for dollars") == strings{"T2047"});
    CHECK(more("made on payment due due_on amount value") == strings{"T3001"});
}

TEST_CASE("each tolerance is said once, written out, and neither below nothing nor above all") {
    CHECK(more("tolerance 3 days\ntolerance 1 week") == strings{"T1019"});
    CHECK(more("tolerance 3%\ntolerance 4%") == strings{"T1019"});
    CHECK(more("tolerance 3\ntolerance BRL 4.00") == strings{"T1019"});
    CHECK(more("tolerance 0 days\ntolerance 0%\ntolerance 0").empty());
    CHECK(more("tolerance 100%").empty());
    CHECK(more("tolerance 101%") == strings{"T2048"});
    CHECK(more("tolerance -1%") == strings{"T2048"});
    CHECK(more("tolerance -1") == strings{"T2048"});
    CHECK(more("tolerance 2026-01-01") == strings{"T2047"});
    CHECK(more("tolerance USD 3.00") == strings{"T2034"});
    CHECK(more("tolerance days_late") == strings{"T2047"});
    CHECK(more("tolerance allowed * 1 days") == strings{"T2041"});
}

TEST_CASE("promises are described once, and asked for where they are described") {
    std::string const block = "promises { made on promise due due_on amount amount }\n";
    CHECK(policy(block + block).codes() == strings{"T1019"});
    CHECK(policy("segment s = promises.open > 0\n").codes() == strings{"T3021"});
    CHECK(policy(block + "segment s = promises.lost > 0\n").codes() == strings{"T3001"});
    CHECK(policy(block + "segment s = promises.open != 1\n").codes().empty());
    CHECK(policy(block + "segment s = promises.due != 2026-01-01\n").codes() == strings{"T4003"});
    CHECK(
        policy(block + "segment s = promises.due != 2026-01-01 and promises.due is known\n").codes().empty());
}
