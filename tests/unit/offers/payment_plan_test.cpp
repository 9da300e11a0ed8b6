// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
#include <tramo/offers/payment_plan.hpp>

#include <catch2/catch.hpp>

#include <tramo/offers/level_schedules.hpp>
#include <tramo/offers/schedule.hpp>

namespace tramo::offers {
namespace {

payment_terms terms_of(int count, std::int64_t entry = 0) {
    payment_terms made;
    made.count = count;
    made.entry = entry;
    return made;
}

TEST_CASE("V-15: equal parts are rounded down and the last takes the rest (Q-49)") {
    auto const plan = plan_payments(92200, terms_of(3, 27660));
    REQUIRE(plan);
    CHECK(plan->regular == 21513);
    CHECK(plan->odd == 21514);
    CHECK(plan->total == 92200);
    CHECK(plan->interest == 0);
}

TEST_CASE("multiples of a unit, the rest where it is asked for") {
    auto terms = terms_of(3);
    terms.unit = 100;
    auto const plan = plan_payments(100000, terms);
    REQUIRE(plan);
    CHECK(plan->regular == 33300);
    CHECK(plan->odd == 33400);
}

TEST_CASE("rounded up the last is smaller, and none where nothing would be left for it") {
    auto terms = terms_of(3);
    terms.parts = rounding::up;
    CHECK(plan_payments(100, terms)->odd == 32);
    CHECK_FALSE(plan_payments(10, [] {
        auto made = terms_of(11);
        made.parts = rounding::up;
        return made;
    }()));
}

TEST_CASE("more installments than units is no plan") {
    CHECK(plan_payments(3, terms_of(3)));
    CHECK_FALSE(plan_payments(2, terms_of(3)));
    CHECK_FALSE(plan_payments(0, terms_of(1)));
    CHECK_FALSE(plan_payments(100, terms_of(1, 100)));
}

TEST_CASE("with a rate the installment is rounded once, as make_schedule rounds it") {
    level_scheduler level;
    for (auto const mode : {rounding::half_up, rounding::up, rounding::down, rounding::half_even})
        for (std::int64_t const unit : {1, 5, 100})
            for (int const count : {2, 7, 10, 12, 36}) {
                std::int64_t const principal = 123457;
                auto const payment = level.payment({principal, 20'000'000, count}, mode, unit);
                terms asked;
                asked.principal = decimal(principal, 2);
                asked.rate = decimal(2, 2);
                asked.count = count;
                asked.rounding.installment = mode;
                asked.rounding.installment_unit = decimal(unit, 2);
                auto const exact = make_schedule(asked);
                INFO(count << " payments, unit " << unit << ", mode " << static_cast<int>(mode));
                REQUIRE(exact.ok());
                CHECK(exact.value.regular_payment == decimal(payment, 2));
                auto terms = terms_of(count);
                terms.rate = 20'000'000;
                auto const plan = plan_payments(principal, terms, payment);
                REQUIRE(plan);
                CHECK(exact.value.rows.back().payment == decimal(plan->odd, 2));
                CHECK(exact.value.total == decimal(plan->total, 2));
            }
}

TEST_CASE("more than 480 payments with a rate are worked out the long way") {
    level_scheduler level;
    // 1,000,000.00 at 0.1 % over 600 payments: P·r·(1 + r)^n / ((1 + r)^n − 1) = 2217.1778…
    CHECK(level.payment({100'000'000, 1'000'000, 600}, rounding::half_up, 1) / 100 == 2217);
    CHECK(level.payment({100'000'000, 1'000'000, 1201}, rounding::half_up, 1) == 0);
}

TEST_CASE("an installment that does not pay its interest is no plan") {
    auto terms = terms_of(60);
    terms.rate = 20'000'000;
    CHECK_FALSE(plan_payments(104'000, terms, 2'000));  // 2 % of 1,040.00 are 20.80
    CHECK(plan_payments(104'000, terms, 2'992));
}

TEST_CASE("a share is rounded half up to the smallest unit unless asked otherwise") {
    CHECK(share_of(92200, decimal(30, 2)) == 27660);
    CHECK(share_of(1, decimal(5, 1)) == 1);
    CHECK(share_of(1, decimal(5, 1), rounding::down) == 0);
    CHECK(share_of(largest_amount, decimal(1)) == largest_amount);
    CHECK(share_of(100, decimal(0)) == 0);
}

}  // namespace
}  // namespace tramo::offers
