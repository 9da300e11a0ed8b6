// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds schedules with dates: interest by days, periods of unequal length, and money lent later.
#include <tramo/offers/schedule.hpp>

#include <catch2/catch.hpp>

#include "schedule_story.hpp"

using namespace tramo_test;

namespace {

terms by_days(terms asked, day_count convention, std::string_view start, date_policy const& dates) {
    asked.interest.is_by_days = true;
    asked.interest.convention = convention;
    asked.start = day(start);
    asked.dates = dates;
    return asked;
}

terms in_30_days(method how, std::string_view principal, int count) {
    return by_days(loan(how, principal, "0.365", count), day_count::actual_365_fixed, "2025-01-01",
                   every(30, interval_unit::days, "2025-01-31"));
}

advance lent_on(std::string_view when, std::string_view amount, std::string_view share = "0") {
    return {0, number(amount), day(when), number(share)};
}

}  // namespace

TEST_CASE("rows are due on the dates of the policy, a down payment at the start", "[offers]") {
    auto asked = loan(method::level_payment, "400", "0", 3);
    asked.start = day("2026-01-31");
    asked.dates = every(1, interval_unit::months, "2026-02-28");
    asked.dates->at_month_end = true;
    asked.down_payment = number("100");
    texts due;
    for (auto const& row : make_schedule(asked).value.rows) due.push_back(to_string(row.due.value()));
    CHECK(due == texts{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"});
}

TEST_CASE("a year of 360 days with months of 30 is Fineract's progressive schedule", "[offers]") {
    // Apache Fineract, Loan.feature:5624: 100 at 7 % a year in 6 months.
    auto asked = by_days(loan(method::level_payment, "100", "0.07", 6), day_count::thirty_360_isda,
                         "2024-01-01", every(1, interval_unit::months, "2024-02-01"));
    asked.rounding.installment = asked.rounding.interest = rounding::half_even;
    asked.adjusts_level_payment = true;
    CHECK(payments(asked) == texts{"17.01", "17.01", "17.01", "17.01", "17.01", "17.00"});
    CHECK(interests(asked) == texts{"0.58", "0.49", "0.39", "0.29", "0.20", "0.10"});
}

TEST_CASE("level payments over unequal periods pay off without a rest to speak of", "[offers]") {
    auto const asked = by_days(loan(method::level_payment, "5000", "0.12", 6), day_count::actual_365_fixed,
                               "2022-11-01", every(1, interval_unit::months, "2022-12-01"));
    // fn_6 of the periods of 30, 31, 31, 28, 31, 30 days, in fractions: 862.5688156…
    CHECK(payments(asked) == texts{"862.57", "862.57", "862.57", "862.57", "862.57", "862.56"});
    CHECK(interests(asked)[0] == "49.32");
    CHECK(interests(asked)[3] == "23.37");
}

TEST_CASE("equal months are equal from the last day of one to that of the next", "[offers]") {
    auto asked = by_days(loan(method::interest_only, "1000", "0.12", 3), day_count::equal_months,
                         "2025-01-31", every(1, interval_unit::months, "2025-02-28"));
    asked.dates->at_month_end = true;
    CHECK(interests(asked) == texts{"10.00", "10.00", "10.00"});
    asked.start = day("2025-01-21");  // a month and ten days, counted back: 10 + 1000 · 12 % · 10 / 365
    CHECK(interests(asked) == texts{"13.29", "10.00", "10.00"});
}

TEST_CASE("a long first period earns its interest", "[offers]") {
    auto asked = in_30_days(method::constant_principal, "1000", 2);
    asked.dates->first = day("2025-02-15");  // 45 days at 0.1 % a day, then 30
    CHECK(interests(asked) == texts{"45.00", "15.00"});
}

TEST_CASE("a level payment below the interest of a long period adds it to the balance", "[offers]") {
    auto asked = by_days(loan(method::level_payment, "1000", "0.12", 60), day_count::actual_365_fixed,
                         "2020-01-01", every(1, interval_unit::months, "2024-01-01"));
    auto const made = make_schedule(asked);
    CHECK(made.value.rows[0].principal < decimal(0));
    CHECK(made.value.rows[0].payment == made.value.rows[1].payment);
    REQUIRE(made.caveats.size() == 1);
    CHECK(made.caveats[0] == "installment 1 does not pay its interest; what is unpaid adds to the balance");
    CHECK(made.value.rows.back().balance == decimal(0));
}

TEST_CASE("interest runs from the day that it is charged from", "[offers]") {
    auto asked = in_30_days(method::constant_principal, "1000", 2);
    asked.interest.charged_from = day("2025-01-16");
    CHECK(interests(asked) == texts{"15.00", "15.00"});
    asked.interest.charged_from = day("2026-01-01");
    CHECK(interests(asked) == texts{"0.00", "0.00"});
}

TEST_CASE("money lent at the end of a period is spread over the payments behind it", "[offers]") {
    auto asked = loan(method::level_payment, "1000", "0.01", 4);
    asked.advances = {{2, number("500"), {}, {}}};
    // 504.98 + 500 at 1 % in two: 510.04
    CHECK(payments(asked) == texts{"256.28", "256.28", "510.04", "510.04"});
    CHECK(balances(asked) == texts{"753.72", "504.98", "504.99", "0.00"});
    CHECK(column(asked, &schedule_row::lent) == texts{"0.00", "0.00", "500.00", "0.00"});
}

TEST_CASE("each advance takes its own down payment", "[offers]") {
    // Apache Fineract, LoanDownPayment.feature:665: 1,000 twice, 25 % down, three months at 0 %.
    auto asked = loan(method::level_payment, "1000", "0", 3);
    asked.down_payment_share = number("0.25");
    asked.start = day("2022-01-01");
    asked.dates = every(1, interval_unit::months, "2022-02-01");
    asked.advances = {lent_on("2022-01-15", "1000", "0.25")};
    CHECK(payments(asked) == texts{"250.00", "250.00", "500.00", "500.00", "500.00"});
    CHECK(balances(asked) == texts{"750.00", "1500.00", "1000.00", "500.00", "0.00"});
    auto const made = make_schedule(asked).value;
    CHECK(made.rows[1].number == 0);
    CHECK(made.rows[1].due == day("2022-01-15"));
}

TEST_CASE("money lent between two dates owes interest from its day", "[offers]") {
    auto asked = in_30_days(method::constant_principal, "1000", 2);
    asked.advances = {lent_on("2025-01-16", "100")};
    CHECK(interests(asked) == texts{"31.50", "16.50"});  // 1000 · 30 + 100 · 15 days; 550 · 30 days
    asked.interest = {};
    asked.rate = number("0.03");  // a period, of which half is left
    CHECK(interests(asked) == texts{"31.50", "16.50"});
    asked.advances = {lent_on("2025-01-31", "100")};
    CHECK(interests(asked) == texts{"30.00", "18.00"});
}

TEST_CASE("a level payment counts the interest of money lent within its period", "[offers]") {
    auto asked = in_30_days(method::level_payment, "1000", 2);
    asked.advances = {lent_on("2025-01-16", "100")};
    // (1000 · 1.03 + 100 · 1.015) · 1.03 / (1 + 1.03) = 574.1059…
    CHECK(payments(asked) == texts{"574.11", "574.11"});
}

TEST_CASE("a single payment compounds what is lent later from its day", "[offers]") {
    auto asked = in_30_days(method::single_payment, "1000", 2);
    asked.advances = {lent_on("2025-01-16", "100")};
    // 1000 · 1.03² + 100 · 1.015 · 1.03 = 1165.445
    CHECK(payments(asked) == texts{"0.00", "1165.45"});
}

TEST_CASE("a payment at the start begins the dates", "[offers]") {
    auto asked = in_30_days(method::level_payment, "1000", 3);
    asked.is_due_at_start = true;
    asked.dates->first = day("2025-01-01");
    // 1000 / (1 + 1/1.03 + 1/1.03²) = 343.2333…
    CHECK(payments(asked) == texts{"343.23", "343.23", "343.24"});
    CHECK(interests(asked) == texts{"0.00", "19.70", "10.00"});
}
