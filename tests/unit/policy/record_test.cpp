// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One typed record gets the verdict that the same row of a table gets.
#include "unit/policy/portfolio.hpp"

using namespace tramo::testing;
using tramo::record;
using tramo::truth_value;

namespace {

std::string const text =
    "policy \"p\" { currency BRL }\n"
    "field account : text key\nfield days : integer\nfield balance : money\nfield share : percent optional\n"
    "field due : date\nfield seen : timestamp optional\nfield kind_of : one of \"A\" (alias \"first\"), "
    "\"B\"\n"
    "field ok : boolean\nfield rate : decimal optional\nfield grace : duration optional\n"
    "segment late = as_of - due > 30 days and days > 30\n"
    "segment rich = balance >= 1000.50\n"
    "segment shared = share > 12.5%\n"
    "segment a = kind_of = \"A\" and ok\n"
    "segment rated = rate = 0.1\n"
    "segment seen_today = date(seen) = as_of\n"
    "segment graced = due + grace >= as_of\n"
    "strategy s { queue first if rich  queue second if late  rest others }\n";

struct filled {
    tramo::prepared_policy with = prepared(text, on("2026-03-31"));
    record account{with.policy()};

    tramo::field_slot slot(char const* name) const {
        auto const found = account.slot(name);
        REQUIRE(found);
        return *found;
    }
    filled() {
        account.set(slot("account"), "C-1");
        account.set(slot("days"), 45);
        account.set(slot("balance"), tramo::decimal(100050, 2));
        account.set(slot("due"), *tramo::parse_date("2026-02-01"));
        account.set(slot("kind_of"), "first");
        account.set(slot("ok"), true);
    }
    std::string marks() const {
        std::string shown;
        for (auto const one : tramo::evaluate(with, account).segments)
            shown += one == truth_value::yes ? '+' : one == truth_value::unknown ? '~' : '-';
        return shown;
    }
};

}  // namespace

TEST_CASE("every type of value can be set, and what is not set is unknown") {
    filled one;
    CHECK(one.marks() == "++~+~~~");
    one.account.set(one.slot("share"), tramo::decimal(126, 1));
    one.account.set(one.slot("rate"), tramo::decimal(1000, 4));
    one.account.set(one.slot("seen"), *tramo::parse_timestamp("2026-03-31T10:00"));
    one.account.set(one.slot("grace"), 58);
    CHECK(one.marks() == "+++++++");
    CHECK(tramo::evaluate(one.with, one.account).queues == std::vector<std::uint16_t>{0});
}

TEST_CASE("a record can be set anew, cleared, and moved") {
    filled one;
    one.account.set(one.slot("balance"), tramo::decimal(100049, 2));
    one.account.set(one.slot("ok"), false);
    one.account.set(one.slot("account"), std::string(100, 'x'));
    CHECK(one.marks() == "+-~-~~~");
    one.account.set(one.slot("share"), tramo::decimal(13));
    CHECK(one.marks() == "+-+-~~~");
    one.account.clear(one.slot("share"));
    one.account.set(one.slot("due"), *tramo::parse_date("2026-03-01"));
    CHECK(one.marks() == "--~-~~~");
    record const moved = std::move(one.account);
    CHECK(tramo::evaluate(one.with, moved).queues == std::vector<std::uint16_t>{2});
}

TEST_CASE("no field is called by a name the policy does not declare") {
    filled const one;
    CHECK_FALSE(one.account.slot("nobody"));
}

TEST_CASE("a value of the wrong type, or out of range, is an error of the record") {
    filled one;
    one.account.set(one.slot("days"), true);
    auto found = tramo::evaluate(one.with, one.account);
    REQUIRE(found.errors.size() == 1);
    CHECK(found.errors[0].field == "days");
    CHECK(found.errors[0].reason == tramo::fault_reason::wrong_type);
    CHECK(found.queues == std::vector<std::uint16_t>{tramo::no_queue});
    CHECK(found.segments == std::vector<truth_value>(7, truth_value::no));
    one.account.set(one.slot("days"), 45);
    one.account.set(one.slot("balance"), tramo::decimal(1005, 3));
    one.account.set(one.slot("kind_of"), "C");
    CHECK(
        errors_of(tramo::evaluate(one.with, one.account).errors) ==
        std::vector<std::string>{"0 C-1 balance = 1.005 too_precise", "0 C-1 kind_of = \"C\" not_a_member"});
    one.account.set(one.slot("balance"), tramo::decimal(1000500, 3));
    one.account.set(one.slot("kind_of"), "B");
    CHECK(one.marks() == "++~-~~~");
}

TEST_CASE("a required field that is not set is an error of the record") {
    filled one;
    one.account.clear(one.slot("due"));
    CHECK(errors_of(tramo::evaluate(one.with, one.account).errors) ==
          std::vector<std::string>{"0 C-1 due = null missing"});
}

TEST_CASE("wide amounts are exact in records too") {
    auto const with =
        prepared("policy \"p\" { currency BRL }\nfield a : money\nsegment it = a > 123456789012345678.91\n");
    record account(with.policy());
    auto const a = *account.slot("a");
    account.set(a, *tramo::parse_decimal("123456789012345678.92"));
    CHECK(tramo::evaluate(with, account).segments[0] == truth_value::yes);
    account.set(a, *tramo::parse_decimal("123456789012345678.91"));
    CHECK(tramo::evaluate(with, account).segments[0] == truth_value::no);
    account.set(a, *tramo::parse_decimal("123456789012345678.915"));
    CHECK(tramo::evaluate(with, account).errors.size() == 1);
}
