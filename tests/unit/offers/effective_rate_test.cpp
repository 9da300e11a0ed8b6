// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The rates at which flows are worth nothing: all of them, to the last digits, and none that is not there.
#include <tramo/offers/effective_rate.hpp>

#include <cmath>
#include <string_view>

#include <catch2/catch.hpp>

namespace {

using namespace tramo::offers;
using tramo::date;
using tramo::decimal;

date on(std::string_view day) {
    return tramo::parse_date(day).value();
}
dated_flow flow(std::string_view day, std::string_view amount) {
    return {on(day), tramo::parse_decimal(amount).value()};
}
std::vector<dated_flow> monthly(std::string_view first, std::size_t count, std::string_view amount,
                                int months = 1) {
    std::vector<dated_flow> flows;
    for (std::size_t k = 0; k < count; ++k) {
        auto const day = tramo::add_months(on(first), static_cast<int>(k) * months).value();
        flows.push_back({day, tramo::parse_decimal(amount).value()});
    }
    return flows;
}
std::vector<double> roots_of(std::vector<double> const& amounts) {
    auto const found = irr(amounts);
    REQUIRE(found);
    return found.value.roots;
}
double percent(outcome<rate_solution> const& found) {
    REQUIRE(found);
    REQUIRE(found.value.is_single());
    return *found.value.chosen * 100;
}
/// Equal but for so many parts of the number.
Approx near(double number, double parts = 1e-13) {
    return Approx(number).epsilon(parts).margin(0);
}
double value_at(std::vector<double> const& amounts, double rate) {
    double value = 0;
    for (std::size_t i = amounts.size(); i-- > 0;) value = value / (1 + rate) + amounts[i];
    return value;
}

}  // namespace

TEST_CASE("one change of sign has one rate") {
    // 100 becomes 110: 10 %
    CHECK(roots_of({-100, 110}).front() == near(0.1));
    CHECK(roots_of({100, -110}).front() == near(0.1));
    // numpy-financial tests, TestIrr; digits computed independently with 25 decimals
    CHECK(roots_of({-150000, 15000, 25000, 35000, 45000, 60000}).front() == near(0.05243288885941410295743));
    CHECK(roots_of({-100, 39, 59, 55, 20}).front() == near(0.2809484211599611045766));
    CHECK(irr(std::vector<double>{-100, 39, 59, 55, 20}).value.is_single());
}

TEST_CASE("flows of one sign have no rate and are no objection") {
    for (auto const& amounts :
         {std::vector<double>{1, 2, 3}, std::vector<double>{-1, -2, -3}, std::vector<double>{0, 5}}) {
        auto const found = irr(amounts);
        CHECK(found);
        CHECK(found.value.roots.empty());
        CHECK_FALSE(found.value.chosen.has_value());
    }
}

TEST_CASE("changes of sign without a rate are told as none") {
    // x² − 2x + 2 has no real root
    auto const found = irr(std::vector<double>{2, -2, 1});
    CHECK(found);
    CHECK(found.value.roots.empty());
}

TEST_CASE("all of several rates are told, and the smallest that is not negative is chosen") {
    // 1 / (1 + r) is 0.9, 0.8 and 0.5: rates of 1/9, 1/4 and 1
    auto const three = irr(std::vector<double>{-0.36, 1.57, -2.2, 1});
    REQUIRE(three);
    REQUIRE(three.value.roots.size() == 3);
    CHECK(three.value.roots[0] == near(1.0 / 9, 1e-12));
    CHECK(three.value.roots[1] == near(0.25, 1e-12));
    CHECK(three.value.roots[2] == near(1, 1e-12));
    CHECK(three.value.chosen == three.value.roots[0]);
    REQUIRE(three.caveats.size() == 1);
    CHECK(three.caveats.front().find("3 rates: 0.11111111, 0.25, 1") != std::string::npos);
    // numpy-financial issue 28: its own answer was −0.76
    auto const mixed = irr(std::vector<double>{-50, -100, 600, 300, -100});
    CHECK(mixed.value.roots.size() == 2);
    CHECK(*mixed.value.chosen == near(1.854417828456177928643));
}

TEST_CASE("of negative rates only, the nearest to 0 is chosen") {
    // numpy-financial tests, TestIrr
    auto const found = irr(std::vector<double>{-100, 100, 0, -7});
    CHECK(found.value.roots.size() == 2);
    CHECK(*found.value.chosen == near(-0.08329966618493268648357));
}

TEST_CASE("a rate that the value only touches is told once") {
    // (1 − 1.1 x)²
    CHECK(roots_of({1, -2.2, 1.21}).size() == 1);
    CHECK(roots_of({1, -2.2, 1.21}).front() == near(0.1, 1e-7));
    CHECK(roots_of({1, -2, 1}) == std::vector<double>{0});
}

TEST_CASE("many changes of sign lose no rate") {
    // Counted again on a fine grid
    std::vector<double> wave;
    for (int k = 0; k < 80; ++k) wave.push_back(std::cos(2.399963 * k * k));
    auto const found = irr(wave);
    REQUIRE(found);
    std::size_t counted = 0;
    double before = 0;
    for (double u = -6; u < 6; u += 0.0003) {
        double value = 0;
        for (std::size_t k = 0; k < wave.size(); ++k)
            value += wave[k] * std::exp(-u * (static_cast<double>(k) - (u < 0 ? 79 : 0)));
        counted += before * value < 0;
        before = value;
    }
    CHECK(counted > 0);
    CHECK(found.value.roots.size() == counted);
    for (double const rate : found.value.roots)
        CHECK(std::abs(value_at(wave, rate)) < 1e-9 * std::pow(1 + rate, rate < 0 ? -79 : 0));
}

TEST_CASE("a rate of 0 is 0") {
    CHECK(roots_of({-300, 100, 100, 100}) == std::vector<double>{0});
    CHECK(roots_of({-100, 33.33, 33.33, 33.34}) == std::vector<double>{0});
}

TEST_CASE("small rates have as many digits as large ones") {
    CHECK(roots_of({-1e15, 1e15 + 1}).front() == near(1e-15));
    CHECK(roots_of({-100, 100.0000000001}).front() == near((100.0000000001 - 100) / 100));
    CHECK(roots_of({-1, 1e6 + 1}).front() == near(1e6));
    CHECK(roots_of({-1e6, 0.5}).front() == near(-0.9999995));
}

TEST_CASE("amounts from 0.01 to 10^15 over 360 periods have their rate") {
    for (double const scale : {0.01, 1.0, 1e15}) {
        for (double const rate : {1e-6, 0.02, 1.0, 100.0}) {
            // Level: pv = payment·(1 − (1 + r)^−360) / r
            double const payment = scale * rate / -std::expm1(-360 * std::log1p(rate));
            std::vector<double> amounts(361, payment);
            amounts[0] = -scale;
            CHECK(roots_of(amounts).front() == near(rate, 1e-11));
        }
    }
}

TEST_CASE("rates beyond the largest are none") {
    CHECK(roots_of({-1, 1e7}).empty());
}

TEST_CASE("one flow, and what is no number, is objected to") {
    CHECK(irr(std::vector<double>{}).objections.front().message ==
          "there is no flow; there must be at least 2");
    CHECK(irr(std::vector<double>{-1}).objections.front().message ==
          "there is one flow; there must be at least 2");
    auto const found = irr(std::vector<double>{-1, std::nan(""), 2});
    CHECK(found.objections.front() == objection{"flows", "flow 2 is no number below 10^300"});
    CHECK_FALSE(irr(std::vector<double>{-1, INFINITY}));
}

TEST_CASE("flows that cancel have any rate: 0 is told, with a caveat") {
    std::vector<timed_flow> const flows{{0.5, 500}, {0.5, -500}};
    auto const found = solve_rate(flows);
    REQUIRE(found);
    CHECK(found.value.chosen == 0.0);
    CHECK(found.caveats.size() == 1);
    std::vector<timed_flow> const unequal{{0.5, 500}, {0.5, -400}};
    CHECK(solve_rate(unequal).value.roots.empty());
}

TEST_CASE("present values are sums of discounted flows") {
    std::vector<timed_flow> const flows{{0, -100}, {0.5, 50}, {2, 121}};
    CHECK(present_value(flows, 0.21) == near(-100 + 50 / 1.1 + 121 / (1.21 * 1.21)));
    CHECK(std::isnan(present_value(flows, -1)));
}

TEST_CASE("xirr by six conventions") {
    // MathWorks, Financial Toolbox, xirr; the values by basis, to the digits it is good for
    std::vector<dated_flow> const flows{flow("2007-01-12", "-10000"), flow("2008-02-14", "2500"),
                                        flow("2008-03-03", "2000"), flow("2008-06-14", "3000"),
                                        flow("2008-12-01", "4000")};
    CHECK(*xirr(flows, day_count::actual_365_fixed).value.chosen == Approx(0.10064378342638).epsilon(1e-10));
    CHECK(*xirr(flows, day_count::actual_360).value.chosen == Approx(0.0991988898057063).epsilon(1e-10));
    CHECK(*xirr(flows, day_count::thirty_360_us).value.chosen == Approx(0.100675477282743).epsilon(1e-10));
    CHECK(*xirr(flows, day_count::thirty_360_isda).value.chosen == Approx(0.100675477282743).epsilon(1e-10));
    CHECK(*xirr(flows, day_count::thirty_e_360).value.chosen == Approx(0.100675477282743).epsilon(1e-10));
    CHECK(*xirr(flows, day_count::actual_actual_isda).value.chosen ==
          Approx(0.100739648987346).epsilon(1e-10));
    CHECK(std::abs(xnpv(0.10064378342638, flows, day_count::actual_365_fixed)) < 1e-7);
}

TEST_CASE("a convention that cannot count is objected to") {
    std::vector<dated_flow> const flows{flow("2026-01-01", "-1"), flow("2026-06-01", "2")};
    CHECK_FALSE(xirr(flows, day_count::business_252));
    CHECK(std::isnan(xnpv(0.1, flows, day_count::business_252)));
}

TEST_CASE("the fast xirr tells what the careful one does") {
    // pyxirr tests/samples: unordered, minus_0_99, minus_0_99999
    std::vector<std::int32_t> const days{on("2015-06-11").days, on("2015-07-21").days, on("2018-06-10").days,
                                         on("2015-10-17").days};
    CHECK(fast_xirr(days, std::vector<double>{-1000, -9000, 20000, -3000}) ==
          Approx(0.1635371584).epsilon(1e-9));
    auto const two = [](std::string_view first, double out, std::string_view last, double in) {
        return fast_xirr(std::vector<std::int32_t>{on(first).days, on(last).days},
                         std::vector<double>{out, in});
    };
    CHECK(two("2021-06-09", -134.09, "2021-08-11", 40.86) == near(-0.9989769231734277, 1e-12));
    CHECK(two("2020-03-05", -18480, "2020-03-16", 13120) == near(-0.9999884228170087, 1e-12));
    CHECK(two("2020-01-01", -100, "2020-12-31", 100) == 0);
    CHECK(std::isnan(two("2020-01-01", 100, "2020-12-31", 100)));
    CHECK(std::isnan(two("2020-01-01", -1, "2020-01-01", 2)));
    CHECK(std::isnan(two("2020-01-01", -1, "2020-01-02", 2)));  // above 10^6
    CHECK(std::isnan(fast_xirr(std::vector<std::int32_t>{1}, std::vector<double>{1})));
    CHECK(std::isnan(fast_xirr(std::vector<std::int32_t>{1, 2}, std::vector<double>{1})));
}

TEST_CASE("of 300 installments the fast and the careful xirr agree") {
    std::vector<std::int32_t> days{0};
    std::vector<double> amounts{-30000};
    std::vector<timed_flow> flows{{0, -30000}};
    for (int k = 1; k <= 300; ++k) {
        days.push_back(days.back() + 20 + k % 17);
        amounts.push_back(100 + k % 7 * 11.25);
        flows.push_back({days.back() / 365.0, amounts.back()});
    }
    for (double const first : {-30000.0, -80000.0}) {
        amounts[0] = flows[0].amount = first;
        auto const careful = solve_rate(flows);
        REQUIRE(careful.value.is_single());
        CHECK(1 + fast_xirr(days, amounts) == near(1 + *careful.value.chosen));
    }
}

TEST_CASE("a fast xirr without a root ends") {
    std::vector<std::int32_t> const days{0, 365, 730};
    CHECK(std::isnan(fast_xirr(days, std::vector<double>{2, -2, 1})));
    CHECK(std::isnan(
        fast_xirr(std::vector<std::int32_t>{-2147483647, 0, 2147483647}, std::vector<double>{2, -2, 1})));
}

TEST_CASE("regulation Z, appendix J (c): the rates it prints") {
    using enum apr_method;
    auto const rate = [](std::string_view day, std::string_view amount,
                         std::vector<dated_flow> const& payments) {
        return percent(
            annual_percentage_rate(std::vector<dated_flow>{flow(day, amount)}, payments, us_actuarial));
    };
    auto const cent = [](double number) { return Approx(number).margin(0.005).epsilon(0); };
    CHECK(rate("1978-01-10", "5000", monthly("1978-02-10", 24, "230")) == cent(9.69));
    CHECK(rate("1978-02-10", "6000", monthly("1978-04-01", 36, "200")) == cent(11.82));
    auto halves = monthly("1978-03-01", 12, "219.17");
    for (auto const& half : monthly("1978-03-16", 12, "219.17")) halves.push_back(half);
    CHECK(rate("1978-02-23", "5000", halves) == cent(10.34));
    CHECK(rate("1978-05-23", "10000", monthly("1978-10-01", 40, "385", 3)) == cent(8.97));
    std::vector<dated_flow> weeks;
    for (int k = 0; k < 30; ++k) weeks.push_back({{on("1978-04-21").days + 7 * k}, decimal(1760, 2)});
    CHECK(rate("1978-03-20", "500", weeks) == cent(14.96));
    auto last_larger = monthly("1978-02-10", 24, "230");
    last_larger.back().amount = decimal(280);
    CHECK(rate("1978-01-10", "5000", last_larger) == cent(10.50));
    CHECK(rate("1978-01-03", "1000", {flow("1978-09-15", "1080")}) == cent(11.45));
    CHECK(rate("1978-07-15", "1000", {flow("1979-01-15", "1044")}) == cent(8.80));
    CHECK(rate("1978-01-17", "1000", {flow("1979-07-17", "1135.19")}) == cent(8.76));
    CHECK(rate("1978-01-03", "1000", {flow("1980-01-03", "1240")}) == cent(11.36));
}

TEST_CASE("the unit-period is the commonest interval, else the one nearest to the average") {
    std::vector<dated_flow> const advance{flow("2026-01-10", "1000")};
    auto const unit = [&](std::vector<dated_flow> const& payments) {
        return unit_period_of(advance, payments).unit;
    };
    CHECK(unit(monthly("2026-02-15", 12, "90")) == unit_period{unit_period_kind::months, 1});
    CHECK(unit(monthly("2026-04-10", 4, "300", 3)) == unit_period{unit_period_kind::months, 3});
    CHECK(unit(monthly("2027-01-10", 3, "400", 12)) == unit_period{unit_period_kind::years, 1});
    // 45 days and a month of 30: 37.5 on average, nearest to 5 weeks
    CHECK(unit({flow("2026-02-24", "600"), flow("2026-03-24", "600")}) ==
          unit_period{unit_period_kind::weeks, 5});
    auto const term = unit_period_of(advance, std::vector<dated_flow>{flow("2026-04-10", "1100")});
    CHECK(term.is_term);
    CHECK(term.a_year == 4);
}

TEST_CASE("the European Commission's example 2, from its dates") {
    // DG FISMA, Examples for the calculation of the APRC (January 2015), example 2, cases 1 to 3
    auto const rate = [](std::string_view signed_on, std::vector<dated_flow> payments) {
        payments.push_back(flow(signed_on, "4000"));
        return percent(annual_percentage_rate(std::vector<dated_flow>{flow(signed_on, "200000")}, payments,
                                              apr_method::eu));
    };
    CHECK(rate("2012-01-12", monthly("2012-02-15", 240, "1433.57")) == near(6.4341850086971, 1e-12));
    CHECK(rate("2013-01-12", monthly("2013-02-15", 240, "1433.56")) == near(6.4341110491228, 1e-12));
    CHECK(rate("2012-01-12", monthly("2012-02-15", 20, "16541.86", 12)) == near(6.2820702139852, 1e-12));
}

TEST_CASE("the Central Bank of Brazil's example, in equal months") {
    // Res. CMN 4.881/2020; 1,000 less 60 of fees, five times 205.73: 3.08 % a month, 43.93 % a year
    std::vector<timed_flow> flows{{0, 940}};
    for (int k = 1; k <= 5; ++k) flows.push_back({k / 12.0, -205.73});
    CHECK(percent(solve_rate(flows)) == near(43.93244817, 1e-10));
    CHECK(equivalent_rate(*solve_rate(flows).value.chosen, 12) == near(0.03081301359, 1e-9));
    // The same with a fee as a payment on the day of the advance, ACT/365F
    auto const of = [](std::vector<dated_flow> advances, std::vector<dated_flow> payments) {
        return percent(annual_percentage_rate(advances, payments, apr_method::br_cet));
    };
    std::vector<dated_flow> years{flow("2027-04-30", "40215"), flow("2028-04-30", "40215"),
                                  flow("2029-04-30", "40215")};
    CHECK(of({flow("2026-04-27", "99000")}, years) == near(10.5209460292413));
    years.push_back(flow("2026-04-27", "1000"));
    CHECK(of({flow("2026-04-27", "100000")}, years) == near(10.5209460292413));
}

TEST_CASE("in the United Kingdom whole months are twelfths and odd days are of 365 or 366") {
    auto const of = [](std::vector<dated_flow> payments) {
        return percent(annual_percentage_rate(std::vector<dated_flow>{flow("2012-10-10", "500")}, payments,
                                              apr_method::uk));
    };
    // 1.02^(365 / 5) − 1: the year from October 2012 holds no 29 February
    CHECK(of({flow("2012-10-15", "510")}) == near((std::pow(1.02, 73) - 1) * 100));
    CHECK(of({flow("2012-11-10", "505")}) == near((std::pow(1.01, 12) - 1) * 100));
    CHECK(of({flow("2012-10-24", "505")}) == near((std::pow(1.01, 26) - 1) * 100));
    // Two whole months: 270·(x + x²) = 500
    double const x = (std::sqrt(1 + 4 * 500.0 / 270) - 1) / 2;
    CHECK(of({flow("2012-11-10", "270"), flow("2012-12-10", "270")}) == near((std::pow(x, -12) - 1) * 100));
}

TEST_CASE("a credit without an advance, with a sign, or paid before it is given is objected to") {
    std::vector<dated_flow> const none, some{flow("2026-01-01", "100")}, early{flow("2025-12-31", "-100")};
    for (auto const how : {apr_method::us_actuarial, apr_method::eu, apr_method::uk, apr_method::br_cet}) {
        CHECK(annual_percentage_rate(none, some, how).objections.front().input == "advances");
        CHECK(annual_percentage_rate(some, none, how).objections.front().input == "payments");
        auto const found = annual_percentage_rate(some, early, how);
        REQUIRE(found.objections.size() == 2);
        CHECK(found.objections[0].input == "payments[0].amount");
        CHECK(found.objections[1].message == "the day is 2025-12-31, before the first advance on 2026-01-01");
        // Paid back the same day: any rate
        CHECK(annual_percentage_rate(some, some, how).value.chosen == 0.0);
    }
}

TEST_CASE("equivalent rates") {
    CHECK(equivalent_rate(0.12, 12) == near(0.009488792934583));
    CHECK(effective_annual_rate(0.01, 12) == near(0.126825030131970));
    CHECK(equivalent_rate(0.1365, 252) == near(0.000507880373262, 1e-11));
    CHECK(effective_annual_rate(-1, 12) == -1);
    CHECK(effective_annual_rate(1e-15, 12) == near(1.2e-14));
}

TEST_CASE("rates are rounded half up, from what they are written as") {
    CHECK(to_string(rounded_rate(0.285, 2)) == "0.29");
    CHECK(to_string(rounded_rate(-0.285, 2)) == "-0.29");
    CHECK(to_string(rounded_rate(0.105209460292413)) == "0.10520946");
    CHECK(to_string(rounded_rate(1e-12)) == "0.00000000");
    CHECK(to_string(rounded_rate(278.658495)) == "278.65849500");
}
