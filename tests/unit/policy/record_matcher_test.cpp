// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That the queue found by looking up values is the one that an evaluation finds.
#include <catch2/catch.hpp>

#include <tramo/policy/policy.hpp>
#include <tramo/policy/record_matcher.hpp>

using namespace tramo;

namespace {

prepared_policy prepared(std::string const& text) {
    auto loaded = load("tramo 1 en\n" + text);
    REQUIRE(loaded.ok());
    auto made = loaded.value.prepare({*parse_date("2026-03-31"), {}});
    REQUIRE(made.ok());
    return made.value;
}

std::string const fields =
    "policy \"p\" { currency BRL }\n"
    "field days : integer\n"
    "field balance : money\n"
    "field tier : one of \"Gold\" (alias \"Oro\"), \"Silver\"\n"
    "field paid : date optional\n"
    "field note : text optional\n";

std::string const queues =
    "strategy daily {\n"
    "  queue early if days in 1..30 and tier = \"Gold\"\n"
    "  queue large if balance > 1000.50 or not (paid >= as_of - 30 days)\n"
    "  queue unheard if paid is unknown\n"
    "  rest others\n}\n";

/// Both ways must agree; the answer.
std::uint16_t queue_of(record_matcher const& matcher, prepared_policy const& with, record const& account) {
    auto const found = matcher.queue_of(account);
    CHECK(found == evaluate(with, account).queues[0]);
    return found;
}

}  // namespace

TEST_CASE("a record goes to the first queue that wants it, whatever its values") {
    auto const with = prepared(fields + queues);
    record_matcher const matcher(with);
    REQUIRE(matcher.is_laid_out());
    record account(with.policy());
    for (std::int64_t const days : {-5, 0, 1, 30, 31})
        for (auto const* const tier : {"Gold", "oro", "SILVER"})
            for (std::int64_t const cents : {100'050, 100'051, -3})
                for (auto const* const paid : {"", "2026-03-01", "2026-02-28"}) {
                    account.set({0}, days);
                    account.set({1}, decimal(cents, 2));
                    account.set({2}, tier);
                    if (*paid == 0)
                        account.clear({3});
                    else
                        account.set({3}, *parse_date(paid));
                    INFO(days << " " << tier << " " << cents << " " << paid);
                    CHECK(queue_of(matcher, with, account) < 4);
                }
}

TEST_CASE("a record that cannot be read is in no queue, and the next one is again") {
    auto const with = prepared(fields + queues);
    record_matcher const matcher(with);
    record account(with.policy());
    CHECK(queue_of(matcher, with, account) == no_queue);
    account.set({0}, 12);
    account.set({1}, decimal(1, 0));
    account.set({2}, "Gold");
    CHECK(queue_of(matcher, with, account) == 0);
    account.set({2}, "Bronze");
    CHECK(queue_of(matcher, with, account) == no_queue);
    account.set({2}, "Silver");
    account.set({1}, decimal(12'345, 3));
    CHECK(queue_of(matcher, with, account) == no_queue);
    account.set({1}, decimal(12'340, 3));
    CHECK(queue_of(matcher, with, account) == 2);
    account.set({0}, "twelve");
    CHECK(queue_of(matcher, with, account) == no_queue);
    account.set({0}, 12);
    account.set({4}, "caf\xC3\xA9");
    CHECK(queue_of(matcher, with, account) == 2);
}

TEST_CASE("what computes, or looks at texts, goes the long way to the same answer") {
    for (std::string const condition : {"balance / 3 > 10", "note like \"a%\"", "days * days > 100"}) {
        auto const with =
            prepared(fields + "strategy daily {\n  queue one if " + condition + "\n  rest others\n}\n");
        record_matcher const matcher(with);
        CHECK_FALSE(matcher.is_laid_out());
        record account(with.policy());
        account.set({0}, 12);
        account.set({1}, decimal(4'000, 2));
        account.set({2}, "Gold");
        account.set({4}, "abc");
        CHECK(queue_of(matcher, with, account) == 0);
    }
}

TEST_CASE("conditions with too many alternatives are not laid out") {
    std::string condition;
    for (int i = 0; i < 7; ++i)
        condition += (i == 0 ? "" : " and ") + std::string("(days = ") + std::to_string(i) +
                     " or balance > " + std::to_string(i * 100) + ".00)";
    auto const with =
        prepared(fields + "strategy daily {\n  queue one if " + condition + "\n  rest others\n}\n");
    CHECK_FALSE(record_matcher(with).is_laid_out());
}

TEST_CASE("not known is not the same as not true") {
    auto const with =
        prepared(fields +
                 "segment recent = paid >= as_of - 30 days\n"
                 "strategy daily {\n  queue unclear if recent is unknown\n"
                 "  queue stale if not recent\n  queue clear if recent is known\n  rest others\n}\n");
    record_matcher const matcher(with);
    REQUIRE(matcher.is_laid_out());
    record account(with.policy());
    account.set({0}, 12);
    account.set({1}, decimal(1, 0));
    account.set({2}, "Gold");
    CHECK(queue_of(matcher, with, account) == 0);
    account.set({3}, *parse_date("2025-01-01"));
    CHECK(queue_of(matcher, with, account) == 1);
    account.set({3}, *parse_date("2026-03-30"));
    CHECK(queue_of(matcher, with, account) == 2);
}
