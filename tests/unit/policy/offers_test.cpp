// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
#include <tramo/policy/offers.hpp>

#include "found_offers.hpp"

namespace tramo::testing {
namespace {

TEST_CASE("V-14: the net amount under the three readings of the discount's base", "[offers]") {
    auto const [base, net, interest] =
        GENERATE(Catch::Generators::table<std::string, std::string, std::string>(
            {{"total", "922.00", "6.00"}, {"in turn", "922.50", "5.50"}, {"principal", "925.00", "5.00"}}));
    auto const made = offered(cash_with(base), one_thousand);
    REQUIRE(made.found.offers.size() == 1);
    auto const& one = made.found.offers.front();
    CHECK(made.text(one.debt) == "1030.00");
    CHECK(made.text(one.net) == net);
    CHECK(made.text(one.total) == net);
    CHECK(made.text(one.forgiven[index_of(component::interest)]) == interest);
    CHECK(one.forgiven[0] + one.forgiven[1] + one.forgiven[2] + one.forgiven[3] == one.debt - one.net);
    CHECK(one.effective_rate == 0);
}

TEST_CASE("V-15 and V-16: an entry of 30 %, three installments, dates that cross a leap day", "[offers]") {
    auto const made = offered(R"(condition plan {
  interest 1%
  fine 2%
  first after 10 days
  discount interest 50%
  discount total 10%
  installments spread 3..3 every 20 days entry 30%
})",
                              one_thousand);
    REQUIRE(made.found.offers.size() == 1);
    CHECK(made.paid(0) == "276.60 215.13 215.13 215.14");
    CHECK(made.dues(0) == "2024-01-25 2024-02-14 2024-03-05 2024-03-25");
    CHECK(made.text(made.found.offers[0].entry) == "276.60");
}

TEST_CASE("V-17: a lump sum is one installment", "[offers]") {
    auto const made = offered(cash_with("total"), one_thousand);
    CHECK(made.found.offers[0].installments == 1);
    CHECK(made.dues(0) == "2024-01-15");
}

TEST_CASE("every number of installments that the policy allows is offered", "[offers]") {
    auto const made = offered("condition plan {\n  installments spread 2..12 every 1 month\n}", one_thousand);
    REQUIRE(made.found.offers.size() == 11);
    CHECK(made.found.offers.front().installments == 2);
    CHECK(made.paid(1) == "333.33 333.33 333.34");
    CHECK(made.found.offers.back().installments == 12);
}

TEST_CASE("amounts are a hint unless they are enforced (Q-42)", "[offers]") {
    CHECK(
        offered("condition a {\n  amounts from 2000\n  lump sum now\n}", one_thousand).found.offers.size() ==
        1);
    auto const made = offered("condition a {\n  amounts from 2000 enforced\n  lump sum now\n}", one_thousand);
    CHECK(made.found.offers.empty());
    CHECK(made.reasons() == std::vector<std::string>{"the debt is less than 2000.00 BRL"});
}

TEST_CASE("days overdue are a condition, both ends included (Q-43)", "[offers]") {
    std::string const text = "condition a {\n  overdue from 30 until 90\n  lump sum now\n}";
    std::vector<cells> rows;
    for (auto const* const days : {"29", "30", "90", "91", ""})
        rows.push_back({{"debtor", "D"}, {"balance", "10"}, {"days_late", days}});
    auto const made = offered(text, rows);
    REQUIRE(made.found.offers.size() == 2);
    CHECK(made.found.offers[0].row == 1);
    CHECK(made.found.offers[1].row == 2);
    CHECK(made.reasons() == std::vector<std::string>{"the days overdue are not between 30 and 90",
                                                     "the days overdue are not between 30 and 90",
                                                     "the days overdue are unknown"});
}

TEST_CASE("every requirement that fails is a reason, and one that is unknown says so", "[offers]") {
    auto const made = offered(R"(condition a {
  requires important "Only important clients" = vip
  requires old = days_late > 60
  lump sum now
})",
                              one_thousand);
    CHECK(made.found.offers.empty());
    CHECK(made.reasons() ==
          std::vector<std::string>{
              "the requirement `important` (Only important clients) is unknown: a value that it "
              "reads is missing",
              "the requirement `old` does not hold"});
}

TEST_CASE("a campaign is offered in its month alone (C-037)", "[offers]") {
    std::string const text = "condition a from 2024-02-01 until 2024-02-29 {\n  lump sum now\n}";
    CHECK(offered(text, one_thousand, {}, "2024-02-29").found.offers.size() == 1);
    auto const made = offered(text, one_thousand, {}, "2024-03-01");
    CHECK(made.reasons() ==
          std::vector<std::string>{"it is not in force on 2024-03-01, but from 2024-02-01 until 2024-02-29"});
}

TEST_CASE("a ceiling of the role asked for takes the place of everybody's", "[offers]") {
    std::string const text =
        "condition a {\n  lump sum now\n    discount total 10%\n    discount total 30% for "
        "\"supervisor\"\n}";
    auto const everybody = offered(text, one_thousand);
    CHECK(everybody.text(everybody.found.offers[0].net) == "900.00");
    offer_options asked;
    asked.role = "supervisor";
    auto const made = offered(text, one_thousand, asked);
    CHECK(made.text(made.found.offers[0].net) == "700.00");
}

TEST_CASE("a matrix decides by its first row that admits", "[offers]") {
    std::string const text = R"(matrix haircut by role, days_late rising {
  row "agent", 0..30     => 5%
  row "agent", from 31   => 15%
  row "supervisor", *    => 40%
}
condition a {
  lump sum now
    discount principal by haircut
})";
    offer_options asked;
    asked.role = "agent";
    auto const agent = offered(text, one_thousand, asked);
    CHECK(agent.text(agent.found.offers[0].net) == "850.00");
    asked.role = "supervisor";
    auto const supervisor = offered(text, one_thousand, asked);
    CHECK(supervisor.text(supervisor.found.offers[0].net) == "600.00");
    auto const nobody = offered(text, one_thousand);
    CHECK(nobody.text(nobody.found.offers[0].net) == "1000.00");
}

TEST_CASE("a row that cannot be read has neither offers nor refusals", "[offers]") {
    auto const made = offered(cash_with("total"), {{{"debtor", "A"}, {"balance", "ten"}}, one_thousand[0]});
    REQUIRE(made.found.offers.size() == 1);
    CHECK(made.found.offers[0].row == 1);
    CHECK(made.found.refused.empty());
    CHECK(made.finder.totals().rows_set_apart == 1);
}

TEST_CASE("nothing is offered for a debt of 0, below 0, or beyond all bounds", "[offers]") {
    auto const made = offered("condition a {\n  lump sum now\n}", {{{"debtor", "A"}, {"balance", "0"}},
                                                                   {{"debtor", "B"}, {"balance", "-5"}},
                                                                   {{"debtor", "C"}, {"balance", "1e17"}},
                                                                   {{"debtor", "D"}, {"balance", "1e15"}}});
    CHECK(made.found.offers.size() == 1);
    CHECK(made.reasons() ==
          std::vector<std::string>{"nothing is owed", "a part of the debt is below 0",
                                   "the debt is too large: more than 10^17 of the currency's smallest unit"});
}

TEST_CASE("an offer that is accepted becomes an agreement", "[offers]") {
    auto const made = offered(
        "condition a from 2024-01-01 until 2024-01-31 {\n  broken after 10 days\n  "
        "installments b 2..2 every 30 days\n}",
        one_thousand);
    auto const agreed =
        accept(made.finder, made.found.offers[0], "D-1", "A-1", *parse_timestamp("2024-01-15T10:00"));
    REQUIRE(agreed.ok());
    CHECK(agreed.value.rule == "a.b");
    CHECK(agreed.value.installments.size() == 2);
    CHECK(agreed.value.breaks.days_late == 10);
    CHECK(to_string(agreed.value.net) == "1000.00");
    auto const late =
        accept(made.finder, made.found.offers[0], "D-1", "A-2", *parse_timestamp("2024-02-01T10:00"));
    CHECK(late.objections.size() == 2);  // the condition's last day, and the first due date
    auto const unnamed =
        accept(made.finder, made.found.offers[0], "D-1", "", *parse_timestamp("2024-01-14T10:00"));
    CHECK(unnamed.objections.size() == 2);
}

TEST_CASE("offers need a day, conditions, and names that the policy has", "[offers]") {
    auto const policy = loaded(debts + cash_with("total"));
    CHECK(codes_of(find_offers(policy.prepare().value).diagnostics) == std::vector<std::string>{"T4010"});
    auto const with = policy.prepare(on("2024-01-15")).value;
    offer_options asked;
    asked.condition = "cach";
    auto const wrong = find_offers(with, asked);
    CHECK(codes_of(wrong.diagnostics) == std::vector<std::string>{"T5007"});
    CHECK(wrong.diagnostics[0].help == std::vector<std::string>{"did you mean `cash`?"});
    asked.condition = "cash";
    asked.alternative = "later";
    CHECK(codes_of(find_offers(with, asked).diagnostics) == std::vector<std::string>{"T5007"});
    auto const none = prepared("field a : integer\nsegment s = a > 1", on("2024-01-15"));
    CHECK(codes_of(find_offers(none).diagnostics) == std::vector<std::string>{"T5012"});
}

TEST_CASE("tables of offers name the account, the rule and the days", "[offers]") {
    auto const with =
        prepared(debts + cash_with("total") + "condition other {\n  requires never = vip\n  lump sum b\n}",
                 on("2024-01-15"));
    auto finder = find_offers(with).value;
    auto const data = rows_of(with.policy(), one_thousand);
    auto const found = finder.add(data);
    auto const offers = finder.offer_table(found, data);
    REQUIRE(offers.rows == 1);
    CHECK(cell_text(*find_column(offers, "debtor"), 0) == "\"D-1\"");
    CHECK(cell_text(*find_column(offers, "rule"), 0) == "\"cash.now\"");
    CHECK(cell_text(*find_column(offers, "net"), 0) == "922.00");
    CHECK(cell_text(*find_column(offers, "first_due"), 0) == "2024-01-15");
    CHECK(finder.payment_table(found, data).rows == 1);
    auto const refused = finder.refusal_table(found, data);
    REQUIRE(refused.rows == 1);
    CHECK(cell_text(*find_column(refused, "rule"), 0) == "\"other.never\"");
}

TEST_CASE("a matrix with a hole and a fall is warned of, with its witness", "[offers]") {
    auto const found = load("tramo 1 en\n" + debts + R"(matrix haircut by days_late rising, balance {
  row 0..90,   *       => 30%
  row from 91, 0..4999 => 20%
}
condition a {
  lump sum now
    discount principal by haircut
})");
    REQUIRE(found.ok());
    auto const codes = codes_of(found.diagnostics);
    CHECK(std::find(codes.begin(), codes.end(), "T4034") != codes.end());
    CHECK(std::find(codes.begin(), codes.end(), "T4035") != codes.end());
}

}  // namespace
}  // namespace tramo::testing
