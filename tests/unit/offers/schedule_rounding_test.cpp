// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the knobs of rounding: what is a multiple of what, where the rest goes, and that nothing is lost.
#include <tramo/offers/schedule.hpp>

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

#include "schedule_story.hpp"

using namespace tramo_test;

namespace {

constexpr auto placements = {residual_placement::last, residual_placement::first, residual_placement::largest,
                             residual_placement::spread};

/// Whether rows add up, whatever the terms.
bool adds_up(schedule const& made, decimal const& principal) {
    decimal left = principal, paid;
    for (auto const& row : made.rows) {
        left = add(left, row.lent).value();
        left = subtract(left, row.principal).value();
        paid = add(paid, row.payment).value();
        if (left != row.balance || row.interest < decimal(0) || row.payment < decimal(0)) return false;
        if (add(row.principal, row.interest) != row.payment) return false;
    }
    return left == decimal(0) && paid == made.total;
}

terms in_multiples(terms asked, std::string_view unit, rounding how) {
    asked.rounding.installment_unit = number(unit);
    asked.rounding.installment = how;
    return asked;
}

}  // namespace

TEST_CASE("installments in multiples are Fineract's cumulative schedule", "[offers]") {
    // Apache Fineract, LoanRepayment.feature:349 (RS02): 5,000 at 12 % a year, 18 months, half even,
    // multiples of 1.
    auto asked = in_multiples(loan(method::level_payment, "5000", "0.01", 18), "1", rounding::half_even);
    asked.rounding.interest = rounding::half_even;
    CHECK(payments(asked)[16] == "305.00");
    CHECK(last_of(payments(asked)) == "303.22");
    CHECK(balances(asked)[8] == "2611.02");
    CHECK(to_string(make_schedule(asked).value.total_interest) == "488.22");
}

TEST_CASE("with a unit, payments of constant principal are its multiples", "[offers]") {
    auto asked = loan(method::constant_principal, "1000", "0.013", 3);
    CHECK(payments(asked) == texts{"346.33", "342.00", "337.67"});
    asked = in_multiples(asked, "5", rounding::half_up);
    CHECK(payments(asked) == texts{"345.00", "340.00", "341.06"});
}

TEST_CASE("the tenor holds when rounding up pays the debt early", "[offers]") {
    auto const asked = in_multiples(loan(method::level_payment, "10", "0", 12), "1", rounding::up);
    auto const made = make_schedule(asked);
    CHECK(payments(asked)[9] == "1.00");
    CHECK(payments(asked)[10] == "0.00");
    CHECK(made.value.rows.size() == 12);
    REQUIRE(made.caveats.size() == 1);
    CHECK(made.caveats[0] == "the debt is paid with installment 10; those behind it are 0");
}

TEST_CASE("a last installment unlike the others is said", "[offers]") {
    // frappe/lending #1449: 130 at 20 % a year, rounded up to 13 instead of 12.04.
    auto const asked =
        in_multiples(loan(method::level_payment, "130", "0.016666666666666667", 12), "1", rounding::up);
    auto const made = make_schedule(asked);
    CHECK(made.value.rows.size() == 12);
    CHECK(made.caveats == texts{"the last installment is 0.42 where the others are 13.00"});
}

TEST_CASE("a payment rounded below its interest is raised to it", "[offers]") {
    auto const asked = in_multiples(loan(method::level_payment, "100", "0.1", 3), "1000", rounding::down);
    auto const made = make_schedule(asked);
    CHECK(payments(asked) == texts{"10.00", "10.00", "110.00"});
    CHECK(made.caveats.front() == "installment 1 rounded does not pay its interest; it is raised to it");
}

TEST_CASE("the rest is placed in the last, the first, the largest payment or spread", "[offers]") {
    auto asked = loan(method::constant_principal, "100", "0.01", 7);  // parts of 14.29, 0.03 too much
    auto const place = [&](residual_placement where) {
        asked.rounding.residual = where;
        return principals(asked);
    };
    CHECK(place(residual_placement::last) ==
          texts{"14.29", "14.29", "14.29", "14.29", "14.29", "14.29", "14.26"});
    CHECK(place(residual_placement::first) ==
          texts{"14.26", "14.29", "14.29", "14.29", "14.29", "14.29", "14.29"});
    CHECK(place(residual_placement::largest) == place(residual_placement::first));
    CHECK(place(residual_placement::spread) ==
          texts{"14.28", "14.28", "14.28", "14.29", "14.29", "14.29", "14.29"});
}

TEST_CASE("a rest placed first leaves the last payment like the others", "[offers]") {
    auto asked = in_multiples(loan(method::level_payment, "5000", "0.01", 18), "1", rounding::half_up);
    asked.rounding.residual = residual_placement::first;
    auto const paid = payments(asked);
    CHECK(paid[1] == "305.00");
    CHECK(last_of(paid) == "305.00");
    // About 1.78 / 1.01^17, and interest rounded each month: 303.51 would leave 305.01.
    CHECK(paid[0] == "303.52");
}

TEST_CASE("a rest spread in units keeps payments multiples", "[offers]") {
    auto asked = in_multiples(loan(method::level_payment, "5000", "0.01", 18), "1", rounding::up);
    asked.principal = number("5060");
    asked.rounding.residual = residual_placement::spread;
    auto const paid = payments(asked);
    std::set<std::string> const kinds(paid.begin(), paid.end() - 1);
    CHECK(kinds == std::set<std::string>{"308.00", "309.00"});
    CHECK(paid.front() == "308.00");
}

TEST_CASE("a level payment is adjusted where that brings the last one nearer", "[offers]") {
    // 65,841.92 at 1.968 %: 22,816.76 leaves a last of 22,816.78; 22,816.77 leaves 22,816.76.
    auto asked = loan(method::level_payment, "65841.92", "0.01968", 3);
    asked.rounding.installment = asked.rounding.interest = rounding::half_even;
    CHECK(payments(asked) == texts{"22816.76", "22816.76", "22816.78"});
    asked.adjusts_level_payment = true;
    CHECK(payments(asked) == texts{"22816.77", "22816.77", "22816.76"});
}

TEST_CASE("a rate is rounded, a factor cut, before it is used", "[offers]") {
    auto asked = loan(method::level_payment, "10000", "0.02049", 10);
    asked.rounding.rate_decimals = 3;
    CHECK(interests(asked)[0] == "200.00");
    asked.rounding.rate = rounding::up;
    CHECK(interests(asked)[0] == "210.00");
    asked = loan(method::level_payment, "10000", "0.02", 10);
    asked.rounding.truncated_decimals = 4;  // 0.1113265…
    CHECK(payments(asked)[0] == "1113.00");
}

TEST_CASE("a daily rate that is cut counts by its days", "[offers]") {
    auto asked = loan(method::interest_only, "1000000", "0.10", 1);
    asked.interest.is_by_days = true;
    asked.start = day("2026-01-01");
    asked.dates = every(1, interval_unit::months, "2026-02-01");
    CHECK(interests(asked)[0] == "8493.15");
    asked.rounding.truncated_decimals = 6;  // 0.000273 a day, 31 days
    CHECK(interests(asked)[0] == "8463.00");
}

TEST_CASE("interest that is never rounded can go with payments that are", "[offers]") {
    auto asked =
        in_multiples(unrounded(loan(method::level_payment, "1000", "0.0133", 4)), "1", rounding::half_up);
    CHECK(payments(asked) == texts{"258.00", "258.00", "258.00", "259.50"});
    CHECK(balances(asked)[2] == "256.09");
    asked.rounding.interest_at = interest_rounding::each_period;
    CHECK(balances(asked)[2] == "256.10");
    CHECK(last_of(payments(asked)) == "259.51");
}

TEST_CASE("numbers that are only shown are rounded one by one", "[offers]") {
    // pt.scribd.com/document/622149570 prints principals of 2607.20 and 2867.92 (2607.197 and 2867.917).
    auto asked = unrounded(loan(method::level_payment, "10000", "0.10", 4));
    CHECK(principals(asked) == texts{"2154.71", "2370.18", "2607.20", "2867.92"});
    asked.rounding.display = rounding::down;
    CHECK(principals(asked)[2] == "2607.19");
}

TEST_CASE("a half shown is a half, however the payments were computed", "[offers]") {
    auto asked = unrounded(loan(method::mixed, "0.25", "0.02", 2));
    asked.rounding.display = rounding::half_up;
    asked.rounding.minor_units = 2;
    CHECK(balances(asked).back() == "0.00");
    asked = unrounded(loan(method::constant_principal, "0.25", "0.02", 2));
    CHECK(principals(asked) == texts{"0.13", "0.13"});
    asked.rounding.display = rounding::half_even;
    CHECK(principals(asked) == texts{"0.12", "0.12"});
}

TEST_CASE("rows add up and their number holds, whatever is rounded how", "[offers]") {
    auto const how = GENERATE(method::level_payment, method::constant_principal, method::mixed, method::flat,
                              method::interest_only, method::single_payment, method::level_in_advance);
    auto const mode = GENERATE(rounding::half_even, rounding::up, rounding::down);
    auto const* unit = GENERATE("0.01", "0.05", "1", "100", "100000");
    for (auto const where : placements) {
        auto asked = in_multiples(loan(how, "12345.67", "0.0217", 13), unit, mode);
        asked.rounding.residual = where;
        asked.grace = 2;
        auto const made = make_schedule(asked);
        REQUIRE(made.ok());
        CHECK(adds_up(made.value, asked.principal));
        CHECK(made.value.rows.back().number == 15);
    }
}
