// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What being late costs: published Brazilian and Chilean cases, caps, conventions, and charging once.
#include <tramo/offers/late_charges.hpp>

#include <catch2/catch.hpp>

using namespace tramo;
using namespace tramo::offers;

namespace {

decimal number(char const* text) {
    return parse_decimal(text).value();
}

date day(char const* text) {
    return parse_date(text).value();
}

late_terms two_and_one_percent() {
    late_terms terms;
    terms.fine = number("0.02");
    terms.interest.emplace().rate = number("0.01");
    return terms;
}

/// Collection fees of Ley 19.496 art. 37.
late_terms chilean(char const* uf) {
    late_terms terms;
    terms.fee_free_days = 20;
    terms.fees = {{number("10"), number("0.09")}, {number("50"), number("0.06")}, {{}, number("0.03")}};
    terms.fee_unit = number(uf);
    return terms;
}

rounding_policy with_decimals(int minor_units, rounding interest = rounding::half_up) {
    rounding_policy policy;
    policy.minor_units = minor_units;
    policy.interest = interest;
    return policy;
}

late_charge charged(char const* principal, std::int64_t days, late_terms const& terms,
                    rounding_policy const& policy = {}) {
    auto const made = late_charges(number(principal), days, terms, policy);
    REQUIRE(made.ok());
    return made.value;
}

std::string first_objection(late_terms const& terms, char const* principal = "100", std::int64_t days = 5) {
    auto const made = late_charges(number(principal), days, terms, {});
    REQUIRE_FALSE(made.ok());
    CHECK(made.value.total == decimal(0));
    return made.objections[0].input;
}

}  // namespace

TEST_CASE("fine and simple interest by day over 30 give what Brazilian pages publish", "[offers]") {
    struct published {
        char const *principal, *interest, *total;
        int days;
    };
    auto const given = GENERATE(values<published>({
        {"100", "0.33", "102.33", 10},       // dashboard.ciclo.eco, como funcionam os juros do boleto
        {"3000", "10.00", "3070.00", 10},    // vivaprev.com.br, 2024-11-20
        {"500", "1.67", "511.67", 10},       // iguanadigital.net, calculadora de multa por atraso
        {"1000", "1.67", "1021.67", 5},      // qive.com.br
        {"1000", "10.00", "1030.00", 30},    // iguanadigital.net prints 1,050.00, which is wrong
        {"1234.56", "18.52", "1277.77", 45}  // by hand: 1234.56 * 0.01 * 1.5 = 18.5184
    }));
    auto const made = charged(given.principal, given.days, two_and_one_percent());
    CHECK(made.interest == number(given.interest));
    CHECK(made.total == number(given.total));
    CHECK(to_string(made.interest) == given.interest);
}

TEST_CASE("interest is cut where the policy rounds down", "[offers]") {
    // ajuda.kobana.com.br, multa e juros de mora: 0.1667 becomes 0.16
    auto const made = charged("100", 5, two_and_one_percent(), with_decimals(2, rounding::down));
    CHECK(made.interest == number("0.16"));
    CHECK(made.total == number("102.16"));
}

TEST_CASE("a daily rate cut after five decimals gives two cents less", "[offers]") {
    // euquerosabertudo.com: 0.033 % a day, 500 * 0.00033 * 10 = 1.65
    auto policy = with_decimals(2);
    policy.truncated_decimals = 5;
    CHECK(charged("500", 10, two_and_one_percent(), policy).interest == number("1.65"));
    policy.truncated_decimals.reset();
    policy.rate_decimals = 4;  // 0.0003
    CHECK(charged("500", 10, two_and_one_percent(), policy).interest == number("1.50"));
}

TEST_CASE("interest may be on principal and fine, at a rate per day", "[offers]") {
    // wiki.ultramax.com.br: 510 * 0.00033 * 3 = 0.5049
    auto terms = two_and_one_percent();
    terms.interest->rate = number("0.00033");
    terms.interest->month_days = 1;
    terms.interest->base = interest_base::principal_and_fine;
    auto const made = charged("500", 3, terms, with_decimals(2, rounding::down));
    CHECK(made.interest == number("0.50"));
    CHECK(made.total == number("510.50"));
}

TEST_CASE("compound interest takes a power of the days", "[offers]") {
    late_terms terms;
    terms.interest.emplace().rate = number("0.01");
    CHECK(charged("1000", 45, terms).interest == number("15.00"));
    terms.interest->how = growth::compound;
    CHECK(charged("1000", 45, terms).interest == number("15.04"));  // 1.01^1.5 - 1 = 0.0150373...
    CHECK(charged("1000", 60, terms).interest == number("20.10"));  // 1.01^2 - 1 = 0.0201
}

TEST_CASE("a tie is decided exactly", "[offers]") {
    // 0.5 * 0.01 * 30 / 30 = 0.005 and 2.5 * 0.01 = 0.025, of which doubles know no better
    late_terms terms;
    terms.interest.emplace().rate = number("0.01");
    CHECK(charged("0.5", 30, terms).interest == number("0.01"));
    CHECK(charged("2.5", 30, terms, with_decimals(2, rounding::half_even)).interest == number("0.02"));
}

TEST_CASE("an annual rate counts days by its convention", "[offers]") {
    late_terms terms;
    terms.interest.emplace().rate = number("0.12");
    terms.interest->yearly = day_count::actual_360;
    CHECK(charged("1000", 45, terms).interest == number("15.00"));
    terms.interest->yearly = day_count::actual_365_fixed;
    CHECK(charged("1000", 45, terms).interest == number("14.79"));  // 1000 * 0.12 * 45 / 365 = 14.7945...
    terms.interest->yearly = day_count::thirty_e_360;
    CHECK(first_objection(terms) == "by.interest.yearly");
    auto const made = late_charges(number("1000"), day("2026-01-31"), day("2026-03-31"), terms, {});
    REQUIRE(made.ok());
    CHECK(made.value.interest == number("20.00"));  // two months of 30 days
}

TEST_CASE("flat interest is charged once, whatever the days", "[offers]") {
    // V-14: 1,000.00 with 1 % and 2 % is 1,030.00
    auto terms = two_and_one_percent();
    terms.interest->is_flat = true;
    CHECK(charged("1000", 1, terms).total == number("1030.00"));
    CHECK(charged("1000", 400, terms).total == number("1030.00"));
    CHECK(charged("1000", 0, terms).total == number("1000.00"));
}

TEST_CASE("nothing is charged up to and with the last free day", "[offers]") {
    auto terms = two_and_one_percent();
    terms.free_days = 3;
    auto const days = GENERATE(0, 1, 3);
    auto const free = charged("350.50", days, terms);
    CHECK(free.fine == decimal(0));
    CHECK(free.interest == decimal(0));
    CHECK(free.total == number("350.50"));
    CHECK(charged("350.50", 4, terms).fine == number("7.01"));
    CHECK(charged("350.50", 4, terms).interest == number("0.47"));  // from the first day
    terms.interest->unpaid_days = 3;
    CHECK(charged("350.50", 4, terms).interest == number("0.12"));  // of the fourth day alone
}

TEST_CASE("a payment on the due date or before it is in time", "[offers]") {
    auto const due = day("2026-05-10");
    auto const on = GENERATE(as<char const*>(), "2026-05-10", "2026-05-01");
    auto const made = late_charges(number("100"), due, day(on), two_and_one_percent(), {});
    REQUIRE(made.ok());
    CHECK(made.value.total == number("100"));
    auto const late = late_charges(number("100"), due, day("2026-05-20"), two_and_one_percent(), {});
    CHECK(late.value.total == number("102.33"));
}

TEST_CASE("the principal is corrected before all else", "[offers]") {
    auto terms = two_and_one_percent();
    terms.correction = number("0.03");
    auto const made = charged("1000", 30, terms);
    CHECK(made.corrected_principal == number("1030.00"));
    CHECK(made.interest == number("10.30"));
    CHECK(made.fine == number("20.60"));
    CHECK(made.total == number("1060.90"));
}

TEST_CASE("a fine above its cap is lowered and told", "[offers]") {
    // Lei 8.078/1990 art. 52 § 1: 10 % is lowered to 2 %
    late_terms terms;
    terms.fine = number("0.10");
    terms.fine_cap = number("0.02");
    auto const made = charged("1000", 1, terms);
    CHECK(made.fine == number("20.00"));
    CHECK(made.capped == std::vector<std::string>{"fine_cap"});
    terms.fine = number("0.02");
    CHECK(charged("1000", 1, terms).capped.empty());
}

TEST_CASE("interest stops at its cap", "[offers]") {
    auto terms = two_and_one_percent();
    terms.interest_cap = number("0.05");
    CHECK(charged("1000", 150, terms).interest == number("50.00"));
    CHECK(charged("1000", 150, terms).capped.empty());
    CHECK(charged("1000", 151, terms).interest == number("50.00"));
    CHECK(charged("1000", 151, terms).capped == std::vector<std::string>{"interest_cap"});
}

TEST_CASE("collection fees are progressive in units", "[offers]") {
    // Ley 19.496 art. 37; by hand: 10 * 9 % + 40 * 6 % + 10 * 3 % = 3.6
    struct known {
        char const *debt, *fee;
    };
    auto const given = GENERATE(values<known>({{"0", "0"},
                                               {"0.01", "0.0009"},
                                               {"10", "0.9"},
                                               {"10.01", "0.9006"},
                                               {"50.01", "3.3003"},
                                               {"60", "3.6"},
                                               {"1000", "31.8"}}));
    auto const made = charged(given.debt, 21, chilean("1"), with_decimals(4));
    CHECK(made.fees == number(given.fee));
    CHECK(charged(given.debt, 20, chilean("1"), with_decimals(4)).fees == decimal(0));
}

TEST_CASE("collection fees in pesos follow the UF and what was not done for them", "[offers]") {
    // sernac.cl/portal/617/w3-article-55954.html: 9,000 pesos; 3,559 without useful management
    auto terms = chilean("27205.11");
    auto const full = charged("100000", 21, terms, with_decimals(0));
    CHECK(full.fees == decimal(9000));
    CHECK(full.fee_units == number("0.330820"));
    terms.fee_reduction = number("0.2");
    CHECK(charged("100000", 21, terms, with_decimals(0)).fees == decimal(3559));
    CHECK(charged("20000", 21, terms, with_decimals(0)).fees == decimal(0));  // never below 0
    CHECK(charged("45678", 30, chilean("39105.42"), with_decimals(0)).fees == decimal(4111));
}

TEST_CASE("fees wait for their day while interest runs", "[offers]") {
    auto terms = chilean("38000");
    terms.interest.emplace().rate = number("0.03");
    auto const before = charged("250000", 20, terms, with_decimals(0));
    CHECK(before.interest == decimal(5000));
    CHECK(before.fees == decimal(0));
    CHECK(charged("250000", 21, terms, with_decimals(0)).fees == decimal(22500));
}

TEST_CASE("what lies above the last bracket bears no fee where it has an end", "[offers]") {
    late_terms terms;
    terms.fees = {{number("10"), number("0.09")}};
    CHECK(charged("500", 1, terms).fees == number("0.90"));
}

TEST_CASE("charges on the largest and the smallest amounts are right or refused", "[offers]") {
    auto terms = two_and_one_percent();
    CHECK(charged("0.01", 30, terms).total == number("0.01"));
    CHECK(charged("0", 30, terms).total == decimal(0));
    CHECK(charged("1000000000000000", 1, terms).interest == number("333333333333.33"));
    terms.interest->rate = number("100");
    CHECK(charged("1000000000000000", 30, terms).interest == number("100000000000000000"));
    CHECK(charged("0.01", 360, terms).interest == number("12.00"));
    terms.interest->rate = decimal(0);
    CHECK(charged("100", 3000, terms).interest == decimal(0));
    terms.interest->rate = number("100");
    terms.interest->how = growth::compound;
    CHECK(first_objection(terms, "100", 3652059) == "by.interest.rate");
    terms.interest->how = growth::simple;
    CHECK(first_objection(terms, "99999999999999999999999999999999999999", 3000) == "principal");
}

TEST_CASE("compounding by small parts of a month neither hangs nor overflows", "[offers]") {
    late_terms terms;
    terms.interest.emplace().rate = number("0.010000000000000001");
    terms.interest->how = growth::compound;
    terms.interest->month_days = 2147483647;
    CHECK(charged("1000", 1, terms).interest == decimal(0));
    terms.interest->month_days = 1;
    CHECK(charged("0.01", 5000, terms).interest > number("40000000000000000000"));
}

TEST_CASE("what cannot be charged with is named", "[offers]") {
    auto terms = two_and_one_percent();
    CHECK(first_objection(terms, "-1") == "principal");
    CHECK(first_objection(terms, "1", -1) == "days_late");
    CHECK(first_objection(terms, "1", INT64_MAX) == "days_late");
    terms.fine = number("-0.02");
    CHECK(first_objection(terms) == "by.fine");
    terms = two_and_one_percent();
    terms.interest->rate = number("-1");
    CHECK(first_objection(terms) == "by.interest.rate");
    terms.interest->rate = number("0.01");
    terms.interest->month_days = 0;
    CHECK(first_objection(terms) == "by.interest.month_days");
    terms = chilean("0");
    CHECK(first_objection(terms) == "by.fee_unit");
    terms = chilean("1");
    std::swap(terms.fees[0], terms.fees[1]);
    CHECK(first_objection(terms) == "by.fees[1].until");
    std::swap(terms.fees[0], terms.fees[2]);
    CHECK(first_objection(terms) == "by.fees[0].until");
}

namespace {

posted_charge charge(char const* debt, char const* kind, char const* from, char const* until,
                     char const* amount) {
    return {{debt, kind, day(from), day(until)}, number(amount)};
}

}  // namespace

TEST_CASE("a run that is run again charges nothing", "[offers]") {
    std::vector const run{charge("d1", "interest", "2026-01-01", "2026-01-31", "3.00"),
                          charge("d1", "interest", "2026-02-01", "2026-02-28", "2.80"),
                          charge("d1", "fine", "2026-01-01", "2026-01-01", "6.00"),
                          charge("d2", "interest", "2026-01-15", "2026-02-14", "1.00")};
    auto const first = charges_to_post({}, run);
    REQUIRE(first.ok());
    CHECK(first.value.size() == 4);
    auto const again = charges_to_post(first.value, run);
    CHECK(again.ok());
    CHECK(again.value.empty());
    CHECK(again.caveats.empty());
}

TEST_CASE("a charge that stands twice in a run is charged once", "[offers]") {
    auto const one = charge("d1", "fees", "2026-01-01", "2026-01-01", "0.9");
    auto const made = charges_to_post({}, {one, one});
    CHECK(made.ok());
    CHECK(made.value.size() == 1);
}

TEST_CASE("a charge posted with another amount stays and is told", "[offers]") {
    auto const made = charges_to_post({charge("d1", "interest", "2026-01-01", "2026-01-31", "3.00")},
                                      {charge("d1", "interest", "2026-01-01", "2026-01-31", "3.10")});
    CHECK(made.ok());
    CHECK(made.value.empty());
    REQUIRE(made.caveats.size() == 1);
    CHECK(made.caveats[0] ==
          "interest of d1 from 2026-01-01 to 2026-01-31 is posted with 3.00; asked for now: 3.10");
}

TEST_CASE("a period that overlaps another is refused, the others go on", "[offers]") {
    std::vector const before{charge("d1", "interest", "2026-01-01", "2026-12-31", "30.00"),
                             charge("d1", "interest", "2027-01-01", "2027-01-01", "0.10"),
                             charge("d1", "interest", "2027-01-02", "2027-01-02", "0.10")};
    auto const made = charges_to_post(before, {charge("d1", "interest", "2026-12-31", "2026-12-31", "0.10"),
                                               charge("d1", "interest", "2027-01-03", "2027-01-31", "2.00"),
                                               charge("d1", "interest", "2027-01-31", "2027-02-28", "2.00"),
                                               charge("d1", "interest", "2025-12-01", "2026-01-01", "2.00"),
                                               charge("d1", "fine", "2026-06-01", "2026-06-01", "2.00"),
                                               charge("d2", "interest", "2026-06-01", "2026-06-30", "2.00")});
    CHECK(made.value.size() == 3);
    REQUIRE(made.objections.size() == 3);
    CHECK(made.objections[0].input == "asked[0]");
    CHECK(
        made.objections[0].message ==
        "interest of d1 from 2026-12-31 to 2026-12-31 overlaps interest of d1 from 2026-01-01 to 2026-12-31");
    CHECK(made.objections[1].input == "asked[2]");
    CHECK(made.objections[2].input == "asked[3]");
}

TEST_CASE("a period that ends before it begins is refused", "[offers]") {
    auto const made = charges_to_post({}, {charge("d1", "interest", "2026-02-01", "2026-01-31", "1.00")});
    CHECK_FALSE(made.ok());
    CHECK(made.value.empty());
}
