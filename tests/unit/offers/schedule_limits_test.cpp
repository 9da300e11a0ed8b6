// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds schedules at the edges of what can be asked: a named objection or a right answer.
#include <tramo/offers/schedule.hpp>

#include <catch2/catch.hpp>

#include "schedule_story.hpp"

using namespace tramo_test;

namespace {

constexpr auto with_level = method::level_payment;

texts inputs(terms const& asked) {
    texts named;
    for (auto const& one : make_schedule(asked).objections) named.push_back(one.input);
    return named;
}

}  // namespace

TEST_CASE("all wrong amounts are named at once", "[offers]") {
    auto asked = loan(with_level, "-1", "0.02", 0);
    asked.balloon = number("0.001");
    asked.down_payment_share = number("2");
    asked.grace = -1;
    asked.rounding.installment_unit = number("0");
    CHECK(inputs(asked) == texts{"terms.principal", "terms.down_payment_share", "terms.balloon",
                                 "terms.count", "terms.grace", "terms.rounding.installment_unit"});
    CHECK(payments(asked) == texts{"terms.principal: it is -1; it must be at least 0"});
}

TEST_CASE("rates are from 0 to a million", "[offers]") {
    CHECK(inputs(loan(with_level, "100", "-1", 3)) == texts{"terms.rate"});
    CHECK(inputs(loan(with_level, "100", "1000001", 3)) == texts{"terms.rate"});
    auto asked = loan(with_level, "100", "0.1", 3);
    asked.rates = {{2, number("0.2")}, {2, number("-0.1")}, {4, number("0.1")}};
    CHECK(inputs(asked) == texts{"terms.rates[1].rate", "terms.rates[1].from", "terms.rates[2].from"});
}

TEST_CASE("a count is from 1 to 1,200", "[offers]") {
    CHECK(inputs(loan(with_level, "100", "0.1", 1201)) == texts{"terms.count"});
    CHECK(payments(loan(with_level, "100", "0.1", 1)) == texts{"110.00"});
    auto const longest = make_schedule(loan(with_level, "100000", "0.01", 1200)).value;
    CHECK(longest.rows.size() == 1200);
    CHECK(to_string(longest.regular_payment) == "1000.01");  // 1000.0065
}

TEST_CASE("without a rate, payments are equal parts", "[offers]") {
    auto const how = GENERATE(method::level_payment, method::constant_principal, method::mixed, method::flat,
                              method::level_in_advance);
    auto const paid = payments(loan(how, "100", "0", 3));
    CHECK(texts(paid.end() - 3, paid.end()) == texts{"33.33", "33.33", "33.34"});
}

TEST_CASE("nothing lent is nothing paid", "[offers]") {
    CHECK(payments(loan(with_level, "0", "0.02", 3)) == texts{"0.00", "0.00", "0.00"});
    auto asked = loan(with_level, "100", "0.02", 2);
    asked.down_payment = number("100");
    CHECK(payments(asked) == texts{"100.00", "0.00", "0.00"});
}

TEST_CASE("a cent over 360 installments is paid with the last", "[offers]") {
    auto const made = make_schedule(loan(with_level, "0.01", "0.02", 360));
    CHECK(made.value.rows.size() == 360);
    CHECK(to_string(made.value.total) == "0.01");
    CHECK(made.caveats == texts{"the last installment is 0.01 where the others are 0.00"});
}

TEST_CASE("huge amounts and rates are computed exactly", "[offers]") {
    auto const made = make_schedule(loan(with_level, "1000000000000000", "0.02", 360)).value;
    CHECK(to_string(made.regular_payment) == "20016044138995.51");
    CHECK(made.rows.back().balance == decimal(0));
    // 10,000 % a period: 100 · 100 / (1 − 101^−2) = 10000.9803…
    CHECK(payments(loan(with_level, "100", "100", 2)) == texts{"10000.98", "10001.02"});
}

TEST_CASE("what outgrows 38 digits is an objection", "[offers]") {
    CHECK(payments(loan(method::single_payment, "100", "1", 200)) ==
          texts{"terms: the amounts outgrow 38 digits"});
    CHECK(make_schedule(loan(method::single_payment, "100", "1", 200)).value.rows.empty());
}

TEST_CASE("amounts are whole numbers of the currency's smallest unit", "[offers]") {
    auto asked = loan(with_level, "100.50", "0.1", 3);
    asked.rounding.minor_units = 0;
    CHECK(inputs(asked) == texts{"terms.principal"});
    asked.principal = number("100.00");
    CHECK(payments(asked) == texts{"40", "40", "41"});
    asked.rounding.installment_unit = number("0.5");
    CHECK(inputs(asked) == texts{"terms.rounding.installment_unit"});
    asked.rounding.minor_units = 19;
    CHECK(inputs(asked) == texts{"terms.rounding.minor_units"});
}

TEST_CASE("what is paid first or last is at most what is owed", "[offers]") {
    auto asked = loan(with_level, "100", "0.1", 3);
    asked.down_payment = number("100.01");
    CHECK(inputs(asked) == texts{"terms.down_payment"});
    asked.down_payment = number("60");
    asked.balloon = number("40.01");
    CHECK(inputs(asked) == texts{"terms.balloon"});
    asked.balloon = number("40");
    CHECK(payments(asked) == texts{"60.00", "4.00", "4.00", "44.00"});
}

TEST_CASE("interest in advance takes less than all of the balance", "[offers]") {
    CHECK(inputs(loan(method::level_in_advance, "100", "1", 3)) == texts{"terms.rate"});
    auto asked = loan(method::level_in_advance, "100", "0.1", 3);
    asked.grace = 1;
    asked.grace_interest = grace_interest::capitalized;
    asked.advances = {{1, number("10"), {}, {}}};
    CHECK(inputs(asked) == texts{"terms.advances", "terms.grace_interest"});
}

TEST_CASE("what does not go together is named", "[offers]") {
    auto asked = loan(method::interest_only, "100", "0.1", 3);
    asked.is_due_at_start = true;
    asked.grace = 1;
    asked.balloon = number("1");
    asked.weights = {number("1")};
    asked.adjusts_level_payment = asked.is_flat_on_down_payment = true;
    CHECK(inputs(asked) == texts{"terms.weights", "terms.is_due_at_start", "terms.is_due_at_start",
                                 "terms.balloon", "terms.adjusts_level_payment",
                                 "terms.is_flat_on_down_payment"});
}

TEST_CASE("weights are one for each payment, and not all 0", "[offers]") {
    auto asked = loan(method::free_series, "100", "0.1", 2);
    CHECK(inputs(asked) == texts{"terms.weights", "terms.weights"});
    asked.weights = {number("0"), number("-1")};
    CHECK(inputs(asked) == texts{"terms.weights[1]", "terms.weights"});
}

TEST_CASE("dates that cannot be are named", "[offers]") {
    auto asked = loan(with_level, "100", "0.1", 3);
    asked.interest.is_by_days = true;
    CHECK(inputs(asked) == texts{"terms.start", "terms.dates"});
    asked.start = day("2026-05-01");
    asked.dates = every(1, interval_unit::months, "2026-04-01");
    CHECK(inputs(asked) == texts{"terms.dates.first"});
    asked.dates->first = day("2026-06-01");
    asked.interest.convention = day_count::business_252;
    CHECK(inputs(asked) == texts{"terms.interest.calendar"});
    asked.interest = {};
    asked.dates->step.every = 0;
    CHECK(inputs(asked) == texts{"terms.dates.step"});
    asked.dates->step = {900, interval_unit::years};
    asked.count = 12;
    CHECK(inputs(asked) == texts{"terms.dates.count"});
}

TEST_CASE("money is lent between the start and the last due date", "[offers]") {
    auto asked = loan(with_level, "100", "0.1", 2);
    asked.advances = {{2, number("1"), {}, {}}, {0, number("1"), day("2026-05-01"), {}}};
    CHECK(inputs(asked) == texts{"terms.advances[0].after_period", "terms.advances[1].day"});
    asked.start = day("2026-05-01");
    asked.dates = every(1, interval_unit::months, "2026-06-01");
    asked.advances = {{0, number("1"), day("2026-07-01"), {}}, {1, number("-1"), {}, number("1.5")}};
    CHECK(inputs(asked) == texts{"terms.advances[1].amount", "terms.advances[1].down_payment_share"});
    asked.advances.pop_back();
    CHECK(inputs(asked) == texts{"terms.advances[0].day"});
    asked.advances[0].day = day("2026-06-30");
    CHECK(inputs(asked).empty());
}

TEST_CASE("an installment due on the day of the loan is said", "[offers]") {
    auto asked = loan(with_level, "100", "0.1", 2);
    asked.start = day("2026-05-01");
    asked.dates = every(1, interval_unit::months, "2026-05-01");
    CHECK(make_schedule(asked).caveats ==
          texts{"the first installment is due at the start, behind a whole period's interest"});
    asked.is_due_at_start = true;
    CHECK(make_schedule(asked).caveats.empty());
    asked.start = day("2026-04-30");
    CHECK(inputs(asked) == texts{"terms.dates.first"});
}

TEST_CASE("where the rest would make an installment negative it is refused there", "[offers]") {
    auto asked = loan(method::free_series, "0.01", "0.5", 3);
    asked.weights = {number("1"), number("2"), number("2")};
    CHECK(make_schedule(asked).ok());
    asked.rounding.residual = residual_placement::first;
    CHECK(inputs(asked) == texts{"terms.rounding.residual"});
    asked = loan(method::level_in_advance, "0.01", "0.000001", 10);
    asked.balloon = number("0.01");
    asked.rounding.installment = rounding::up;
    asked.rounding.residual = residual_placement::first;
    CHECK(inputs(asked) == texts{"terms.rounding.residual"});
}
