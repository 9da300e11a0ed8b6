// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The financial functions: numpy-financial's published numbers, and the edges at which others break.
#include <tramo/offers/financial.hpp>

#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using namespace tramo::offers;

Approx near(double number, double parts = 1e-13) {
    return Approx(number).epsilon(parts).margin(0);
}
double value_of(outcome<double> const& result) {
    REQUIRE(result);
    return result.value;
}

}  // namespace

TEST_CASE("payments and their parts") {
    // numpy-financial tests, TestPmt, TestIpmt, TestPpmt; digits computed there with 28 decimals
    CHECK(value_of(pmt(0.08 / 12, 60, 15000)) == near(-304.1459143262052370338701494));
    CHECK(value_of(pmt(0.8, 3, 20000)) == near(-19311.25827814569536423841060));
    CHECK(value_of(pmt(0, 60, 15000)) == -250);
    CHECK(value_of(ipmt(0.1 / 12, 1, 24, 2000)) == near(-16.66666666666666666666666667));
    CHECK(value_of(ipmt(0.001988079518355057, 3, 360, 300000, 0, payment_time::begin)) ==
          near(-592.9715921748405447294));
    CHECK(value_of(ppmt(0.1 / 12, 1, 60, 55000)) == near(-710.2541257864217612489830917));
    CHECK(value_of(ppmt(0.1 / 12, 1, 60, 55000, 0, payment_time::begin)) == near(-1158.929711523724060743));
}

TEST_CASE("interest and principal make the payment, and the principal parts what was lent") {
    for (double const rate : {-0.5, 0.0, 1e-9, 0.02, 1.0, 100.0})
        for (auto const when : {payment_time::end, payment_time::begin}) {
            double repaid = 0;
            double const level = value_of(pmt(rate, 24, 1000, -50, when));
            for (int k = 1; k <= 24; ++k) {
                double const part = value_of(ppmt(rate, k, 24, 1000, -50, when));
                CHECK(part + value_of(ipmt(rate, k, 24, 1000, -50, when)) == Approx(level).epsilon(1e-11));
                repaid += part;
            }
            if (when == payment_time::end) CHECK(repaid == near(-950, 1e-12));
        }
}

TEST_CASE("no interest is in a payment that begins the loan") {
    CHECK(value_of(ipmt(0.1 / 12, 1, 24, 2000, 0, payment_time::begin)) == 0);
    CHECK(value_of(ppmt(0.1 / 12, 1, 24, 2000, 0, payment_time::begin)) ==
          value_of(pmt(0.1 / 12, 24, 2000, 0, payment_time::begin)));
}

TEST_CASE("present and future values") {
    // numpy-financial tests, TestPV, TestFV
    CHECK(value_of(pv(0.07, 20, 12000)) == near(-127128.1709461939327295222005));
    CHECK(value_of(fv(0.075, 20, -2000, 0)) == near(86609.36267304300040536731624));
    CHECK(value_of(fv(0.075, 20, -2000, 0, payment_time::begin)) == near(93105.06487352122543577));
    CHECK(value_of(fv(0, 5, 100, 0)) == -500);
    CHECK(value_of(fv(0.1, 2, 0, -100)) == near(121));
}

TEST_CASE("numbers of periods") {
    // numpy-financial tests, TestNper
    CHECK(value_of(nper(0.075, -2000, 0, 100000)) == near(21.54494419732332669218));
    CHECK(value_of(nper(0.075, -2000, 0, 100000, payment_time::begin)) == near(20.76156440518952245461));
    CHECK(value_of(nper(0.1, 0, -500, 1500)) == near(11.52670460724761225559));
    CHECK(value_of(nper(0, -100, 1000)) == 10);
    // 1e-12 a period: as if there were none
    CHECK(value_of(nper(1e-12, -100, 1000)) == near(10, 1e-10));
}

TEST_CASE("payments that only cover the interest never end, smaller ones are objected to") {
    auto const interest_only = nper(0.125, -125, 1000);
    CHECK(std::isinf(value_of(interest_only)));
    CHECK(interest_only.caveats == std::vector<std::string>{"the payments never pay it off"});
    CHECK(std::isinf(value_of(nper(0, 0, 1000))));
    auto const too_little = nper(0.01, -5, 1000);
    REQUIRE(too_little.objections.size() == 1);
    CHECK(too_little.objections.front().message ==
          "no number of payments of -5 leads from the present value to the future one");
}

TEST_CASE("rates per period") {
    // numpy-financial tests, TestRate and issue 126, where its own answer was −1.896
    CHECK(value_of(rate(10, 0, -3500, 10000)) == near(0.1106908537107528062538));
    CHECK(value_of(rate(8, 263175, -440000, 25500)) == near(0.5838779110248231294099));
    CHECK(value_of(rate(2, 0, -593.06, 214.07)) == near(-0.3992018483325895774231));
    CHECK(value_of(rate(12, -100, 1200, 0)) == 0);
    CHECK_FALSE(rate(12, 400, 10000, 5000));
    CHECK_FALSE(rate(12, 400, 10000, 5000, payment_time::begin));
    CHECK_FALSE(rate(0, 1, -1, 0));
}

TEST_CASE("rates of fractions of periods and of very many") {
    for (auto const when : {payment_time::end, payment_time::begin})
        for (double const periods : {2.5, 360.5, 5000.0, 1e7})
            for (double const true_rate : {1e-4, 0.02, 5.0}) {
                double const level = value_of(pmt(true_rate, periods, 1000, 0, when));
                CHECK(value_of(rate(periods, level, 1000, 0, when)) == near(true_rate, 1e-10));
            }
    CHECK(value_of(rate(2.5, -40, 100, 0)) == 0);
}

TEST_CASE("where two rates serve, the smallest that is not negative is told, with a caveat") {
    // −100 + 230 x − 132 x² = 0 at x = 1/1.1 and 1/1.2: pv −100, pmt 230, fv −362
    auto const found = rate(2, 230, -100, -362);
    CHECK(value_of(found) == near(0.1, 1e-12));
    CHECK(found.caveats.size() == 1);
}

TEST_CASE("net present values count from time 0, and need a rate above -1") {
    CHECK(value_of(npv(0.05, std::vector<double>{-15000, 1500, 2500, 3500, 4500, 6000})) ==
          near(122.8948549509426921616, 1e-11));
    CHECK_FALSE(npv(-1, std::vector<double>{0, 1, 2, 3, 4}));
    CHECK(value_of(npv(0.1, std::vector<double>{})) == 0);
}

TEST_CASE("modified rates of return") {
    // numpy-financial tests, TestMirr
    CHECK(value_of(mirr(std::vector<double>{-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000}, 0.08,
                        0.055)) == near(0.06659717503155354887424));
    CHECK(value_of(mirr(std::vector<double>{100, 200, -50, 300, -200}, 0.05, 0.06)) ==
          near(0.3428233878421766636478));
    CHECK_FALSE(mirr(std::vector<double>{39000, 30000, 21000}, 0.1, 0.12));
    CHECK_FALSE(mirr(std::vector<double>{}, 0.1, 0.12));
}

TEST_CASE("rates of -100 % and no periods are objected to by name") {
    CHECK(pmt(-1, 12, 1000).objections.front() == objection{"rate", "the rate is -1; it must be above -1"});
    CHECK(pmt(0.1, 0, 1000).objections.front() ==
          objection{"nper", "the number of periods is 0; it must be above 0"});
    CHECK(ppmt(0.1, 0, 60, 15000).objections.front() ==
          objection{"per", "the period is 0; it must be between 1 and nper"});
    CHECK_FALSE(ipmt(0.1, 61, 60, 15000));
    CHECK_FALSE(pv(std::nan(""), 1, 1));
    CHECK_FALSE(fv(0.1, std::numeric_limits<double>::infinity(), 1, 1));
}

TEST_CASE("10,000 % over 360 periods neither overflows nor divides by 0") {
    CHECK(value_of(pmt(100, 360, 1e15)) == near(-1e17));
    CHECK(value_of(ipmt(100, 1, 360, 1e15)) == near(-1e17));
    CHECK(value_of(ppmt(100, 360, 360, 1e15)) == near(-1e17 / 101));
    CHECK(value_of(ppmt(100, 1, 360, 1e15)) == 0);
    CHECK(value_of(pmt(100, 360, 0.01)) == near(-1));
    CHECK(fv(100, 360, 1, 0).objections.front().message == "it is too large to be told");
}
