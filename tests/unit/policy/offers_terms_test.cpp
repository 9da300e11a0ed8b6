// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
#include <tramo/policy/offers.hpp>

#include "found_offers.hpp"

namespace tramo::testing {
namespace {

TEST_CASE("an approval is asked for where its condition holds", "[offers]") {
    auto const made =
        offered("condition a {\n  approval \"Credit\" if balance > 500\n  lump sum now\n}",
                {{{"debtor", "A"}, {"balance", "500"}}, {{"debtor", "B"}, {"balance", "500.01"}}});
    REQUIRE(made.found.offers.size() == 2);
    CHECK_FALSE(made.found.offers[0].needs_approval);
    CHECK(made.found.offers[1].needs_approval);
}

TEST_CASE("an entry agreed with the debtor holds where it is not below the least (E-030)", "[offers]") {
    std::string const text = "condition a {\n  installments b 2..2 every 30 days entry 30%\n}";
    offer_options asked;
    asked.entry = decimal(500);
    CHECK(offered(text, one_thousand, asked).paid(0) == "500.00 250.00 250.00");
    asked.entry = decimal(299);
    CHECK(offered(text, one_thousand, asked).reasons() ==
          std::vector<std::string>{"`b`: the entry agreed is less than 30 % of what is to be paid"});
    asked.entry = decimal(1000);
    CHECK(offered(text, one_thousand, asked).reasons() ==
          std::vector<std::string>{"`b`: the entry leaves nothing for installments"});
}

TEST_CASE("no installment is smaller than the least", "[offers]") {
    auto const made =
        offered("condition a {\n  installments b 2..12 every 1 month minimum 300\n}", one_thousand);
    CHECK(made.found.offers.size() == 2);
    auto const none =
        offered("condition a {\n  installments b 2..12 every 1 month minimum 600\n}", one_thousand);
    CHECK(none.reasons() == std::vector<std::string>{"`b`: no installment would be as large as 600.00 BRL"});
}

TEST_CASE("installments with a rate are level, and their effective rate counts days", "[offers]") {
    auto const made =
        offered("condition a {\n  first after 30 days\n  installments b 10..10 every 30 days rate 2%\n}",
                {{{"debtor", "A"}, {"balance", "10000"}}});
    REQUIRE(made.found.offers.size() == 1);
    CHECK(made.paid(0).substr(0, 15) == "1113.27 1113.27");
    CHECK(made.paid(0).substr(made.paid(0).size() - 7) == "1113.22");
    // (1.02)^(365/30) − 1 = 0.27241…, a little less for the rounded last payment.
    auto const rate = to_string(decimal(made.found.offers[0].effective_rate, 8));
    CHECK(rate.substr(0, 6) == "0.2724");
}

TEST_CASE("what is missing gives no larger discount: behind a row that may decide nothing is forgiven",
          "[offers]") {
    auto const made = offered(R"(matrix haircut by days_late {
  row 0..30 => 5%
  row *     => 40%
}
condition a {
  lump sum now
    discount principal by haircut
})",
                              {{{"debtor", "A"}, {"balance", "1000"}}});
    CHECK(made.text(made.found.offers.at(0).net) == "1000.00");
}

TEST_CASE("the case of a role does not matter", "[offers]") {
    offer_options asked;
    asked.role = "SUPERVISOR";
    auto const made = offered("condition a {\n  lump sum now\n    discount total 30% for \"Supervisor\"\n}",
                              one_thousand, asked);
    CHECK(made.text(made.found.offers.at(0).net) == "700.00");
}

TEST_CASE("an accrued amount that the condition replaces may be missing", "[offers]") {
    std::string const text = R"(
policy "Offers" { currency BRL }
field balance : money
field accrued : money optional
debt {
  principal balance
  interest  accrued
}
condition charged {
  interest 1%
  lump sum now
}
condition as_accrued {
  lump sum now
}
)";
    auto const with = prepared(text, on("2024-01-15"));
    auto finder = find_offers(with).value;
    auto const found = finder.add(rows_of(with.policy(), {{{"balance", "1000"}}}));
    REQUIRE(found.offers.size() == 1);
    CHECK(found.offers[0].debt == 101000);
    REQUIRE(found.refused.size() == 1);
    CHECK(finder.reason(found.refused[0]) == "the debt is unknown: an amount is missing");
}

TEST_CASE("a number of installments that is not allowed is a reason", "[offers]") {
    offer_options asked;
    asked.installments = 7;
    auto const made = offered("condition a {\n  installments b 2..3 every 30 days\n}", one_thousand, asked);
    CHECK(made.reasons() == std::vector<std::string>{"`b`: 2 to 3 installments are allowed"});
}

TEST_CASE("all that is paid at once with interest has no effective rate", "[offers]") {
    auto const made = offered("condition a {\n  installments b 1..1 every 30 days rate 2%\n}", one_thousand);
    CHECK(made.found.offers.at(0).effective_rate == no_rate);
}

TEST_CASE("an offer is not accepted when its first payment was due", "[offers]") {
    auto const made = offered("condition a {\n  first after 10 days\n  lump sum now\n}", one_thousand);
    auto const accepted_on = [&](char const* at) {
        return accept(made.finder, made.found.offers.at(0), "D-1", "A-1", *parse_timestamp(at)).ok();
    };
    CHECK(accepted_on("2024-01-25T23:00"));
    CHECK_FALSE(accepted_on("2024-01-26T00:00"));
}

TEST_CASE("of versions that do not hold the next to come is told", "[offers]") {
    auto const made = offered(R"(condition a from 2023-01-01 until 2023-01-31 {
  lump sum now
}
condition a from 2024-02-01 until 2024-02-29 {
  lump sum now
})",
                              one_thousand);
    CHECK(made.reasons() ==
          std::vector<std::string>{"it is not in force on 2024-01-15, but from 2024-02-01 until 2024-02-29"});
}

TEST_CASE("an entry finer than a coin cannot be paid", "[offers]") {
    auto const with = prepared(debts + cash_with("total"), on("2024-01-15"));
    offer_options asked;
    asked.entry = decimal(299995, 3);
    CHECK(codes_of(find_offers(with, asked).diagnostics) == std::vector<std::string>{"T5013"});
}

}  // namespace
}  // namespace tramo::testing
