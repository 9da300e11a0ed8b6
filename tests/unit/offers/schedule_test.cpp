// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds each method of repayment to tables that others have published, or that follow from its definition.
#include <tramo/offers/schedule.hpp>

#include <catch2/catch.hpp>

#include "schedule_story.hpp"

using namespace tramo_test;

TEST_CASE("level payments are those of a published Price table", "[offers]") {
    // pt.scribd.com/document/397006471: 10,000 at 2 % in 10; printed from an unrounded schedule.
    auto const asked = unrounded(loan(method::level_payment, "10000", "0.02", 10));
    CHECK(interests(asked) == texts{"200.00", "181.73", "163.10", "144.10", "124.72", "104.95", "84.78",
                                    "64.21", "43.23", "21.83"});
    CHECK(balances(asked) == texts{"9086.73", "8155.20", "7205.04", "6235.88", "5247.33", "4239.01",
                                   "3210.53", "2161.47", "1091.44", "0.00"});
    auto const made = make_schedule(asked).value;
    CHECK(to_string(made.regular_payment) == "1113.27");
    CHECK(to_string(made.financed) == "10000.00");
}

TEST_CASE("rows that are rounded leave the rest to the last payment", "[offers]") {
    auto const asked = loan(method::level_payment, "10000", "0.02", 10);
    CHECK(balances(asked) == texts{"9086.73", "8155.19", "7205.02", "6235.85", "5247.30", "4238.98",
                                   "3210.49", "2161.43", "1091.39", "0.00"});
    CHECK(last_of(payments(asked)) == "1113.22");
    auto const made = make_schedule(asked).value;
    CHECK(to_string(made.total) == "11132.65");
    CHECK(to_string(made.total_interest) == "1132.65");
}

TEST_CASE("constant principal is a published SAC table, and its last part closes it", "[offers]") {
    // slideserve.com, sistema SAC: 3,500 at 2 % in 6; the lecture leaves 0.02 unpaid.
    auto const asked = loan(method::constant_principal, "3500", "0.02", 6);
    CHECK(payments(asked) == texts{"653.33", "641.66", "630.00", "618.33", "606.66", "595.02"});
    CHECK(principals(asked) == texts{"583.33", "583.33", "583.33", "583.33", "583.33", "583.35"});
    CHECK(make_schedule(asked).value.regular_payment == decimal(0));
}

TEST_CASE("mixed payments are the means of level ones and those of constant principal", "[offers]") {
    auto const asked = unrounded(loan(method::mixed, "30000", "0.035", 6));
    CHECK(payments(asked) == texts{"5840.02", "5752.52", "5665.02", "5577.52", "5490.02", "5402.52"});
    CHECK(balances(asked) == texts{"25209.98", "20339.80", "15386.67", "10347.68", "5219.83", "0.00"});
}

TEST_CASE("flat interest is charged on the first principal", "[offers]") {
    // Apache Fineract, LoanRepayment.feature:317 (RS01): 5,000 at 12 % a year, 18 months, multiples of 1.
    auto asked = loan(method::flat, "5000", "0.01", 18);
    asked.rounding.installment = rounding::half_even;
    asked.rounding.installment_unit = number("1");
    CHECK(payments(asked).front() == "328.00");
    CHECK(interests(asked) == texts(18, "50.00"));
    CHECK(last_of(payments(asked)) == "324.00");
    CHECK(to_string(make_schedule(asked).value.total_interest) == "900.00");
}

TEST_CASE("flat interest can be charged on the down payment too", "[offers]") {
    // Apache Fineract, LoanDownPayment.feature:1542: 1,000 at 12 % a year, 25 % down, 3 months.
    auto asked = loan(method::flat, "1000", "0.01", 3);
    asked.down_payment_share = number("0.25");
    CHECK(interests(asked) == texts{"0.00", "7.50", "7.50", "7.50"});
    asked.is_flat_on_down_payment = true;
    CHECK(payments(asked) == texts{"250.00", "260.00", "260.00", "260.00"});
}

TEST_CASE("interest only leaves the principal to the end", "[offers]") {
    auto const asked = loan(method::interest_only, "10000", "0.02", 3);
    CHECK(payments(asked) == texts{"200.00", "200.00", "10200.00"});
    CHECK(balances(asked) == texts{"10000.00", "10000.00", "0.00"});
}

TEST_CASE("a single payment is compounded, and rounded once", "[offers]") {
    auto const asked = loan(method::single_payment, "10000", "0.02", 10);
    CHECK(payments(asked) ==
          texts{"0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "0.00", "12189.94"});
    CHECK(last_of(principals(asked)) == "10000.00");
}

TEST_CASE("interest in advance is paid when its period begins", "[offers]") {
    // Sistema alemão: R = P·i / (1 − (1 − i)^n).
    auto const asked = unrounded(loan(method::level_in_advance, "10000", "0.02", 10));
    CHECK(interests(asked) == texts{"200.00", "181.77", "163.17", "144.18", "124.81", "105.05", "84.88",
                                    "64.30", "43.30", "21.87", "0.00"});
    CHECK(balances(asked) == texts{"10000.00", "9088.44", "8158.27", "7209.12", "6240.60", "5252.32",
                                   "4243.87", "3214.83", "2164.80", "1093.33", "0.00"});
    CHECK(to_string(make_schedule(asked).value.regular_payment) == "1093.33");
}

TEST_CASE("a free series pays in the proportion of its weights", "[offers]") {
    auto asked = loan(method::free_series, "1000", "0.10", 3);
    asked.weights = {number("1"), number("2"), number("3")};
    // 1000 / (1/1.1 + 2/1.21 + 3/1.331) = 207.6442…
    CHECK(payments(asked) == texts{"207.64", "415.29", "622.94"});
    asked.weights = {number("0"), number("0"), number("0.5")};
    CHECK(payments(asked) == texts{"0.00", "0.00", "1331.00"});
    CHECK(balances(asked) == texts{"1100.00", "1210.00", "0.00"});
}

TEST_CASE("a balloon is paid on top of the last payment", "[offers]") {
    auto asked = loan(method::level_payment, "10000", "0.02", 10);
    asked.balloon = number("3000");
    auto const made = make_schedule(unrounded(asked)).value;
    CHECK(to_string(made.regular_payment) == "839.29");
    CHECK(to_string(made.rows.back().payment) == "3839.29");
}

TEST_CASE("an annuity due pays first, and owes interest on the rest", "[offers]") {
    auto asked = loan(method::level_payment, "10000", "0.02", 10);
    asked.is_due_at_start = true;
    CHECK(to_string(make_schedule(asked).value.regular_payment) == "1091.44");
    CHECK(interests(asked)[0] == "0.00");
    CHECK(interests(asked)[1] == "178.17");  // (10000 − 1091.44) · 2 %
}

TEST_CASE("a down payment comes first and reduces what is financed", "[offers]") {
    auto asked = loan(method::level_payment, "10000", "0.02", 10);
    asked.down_payment_share = number("0.25");
    auto const made = make_schedule(asked).value;
    CHECK(made.rows.size() == 11);
    CHECK(made.rows[0].number == 0);
    CHECK(to_string(made.rows[0].payment) == "2500.00");
    CHECK(to_string(made.financed) == "7500.00");
    CHECK(to_string(made.regular_payment) == "834.95");
    asked.down_payment = number("3000");
    CHECK(payments(asked)[0] == "3000.00");
}

TEST_CASE("in grace interest is paid, capitalized, deferred or not charged", "[offers]") {
    auto asked = loan(method::level_payment, "300000", "0.015", 6);
    asked.grace = 2;
    CHECK(payments(asked)[1] == "4500.00");
    CHECK(payments(asked)[2] == "52657.56");
    asked.grace_interest = grace_interest::capitalized;
    CHECK(balances(asked)[1] == "309067.50");
    CHECK(principals(asked)[1] == "-4567.50");
    CHECK(payments(asked)[2] == "54249.14");  // passeidireto.com
    asked.grace_interest = grace_interest::deferred;
    CHECK(payments(asked)[1] == "0.00");
    CHECK(payments(asked)[2] == "61657.56");
    CHECK(payments(asked)[3] == "52657.56");
    asked.grace_interest = grace_interest::free;
    CHECK(interests(asked)[1] == "0.00");
    CHECK(payments(asked)[2] == "52657.56");
}

TEST_CASE("a rate that changes computes level payments anew", "[offers]") {
    auto asked = loan(method::level_payment, "1000", "0.01", 4);
    asked.rates = {{3, number("0.02")}};
    // 256.28 at 1 %; 504.98 left, at 2 % in two: 504.98 · 0.02 / (1 − 1.02^−2) = 260.0897…
    CHECK(payments(asked) == texts{"256.28", "256.28", "260.09", "260.09"});
    CHECK(interests(asked) == texts{"10.00", "7.54", "10.10", "5.10"});
    CHECK(make_schedule(asked).value.regular_payment == decimal(0));
}

TEST_CASE("a rate that changes changes flat interest", "[offers]") {
    // Apache Fineract, LoanReschedule.feature:280.
    auto asked = loan(method::flat, "3000", "0.01", 3);
    asked.rates = {{2, number("0.005")}};
    CHECK(payments(asked) == texts{"1030.00", "1015.00", "1015.00"});
}
