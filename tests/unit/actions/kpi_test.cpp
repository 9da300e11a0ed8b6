// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Key figures: published examples, what a promise came to, and the edges of buckets.
#include <tramo/actions/kpi.hpp>

#include <set>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::actions;

decimal number(char const* text) {
    return parse_decimal(text).value();
}
std::string shown(std::optional<decimal> const& value) {
    return value ? to_string(*value) : "none";
}
std::string value_of(char const* name, char const* numerator, char const* denominator, int decimals = 2) {
    return shown(kpi_of(name, number(numerator), number(denominator), decimals).value().value);
}
date day(char const* text) {
    return parse_date(text).value();
}

/// 300.00 by 2026-05-10, three days and 5 % of tolerance.
promise_terms const promise{number("300.00"), day("2026-05-10"), 3, number("5")};

promise_result outcome_of(std::vector<promise_payment> const& payments, char const* as_of = nullptr) {
    return promise_outcome_of(promise, payments, as_of ? std::optional(day(as_of)) : std::nullopt);
}

}  // namespace

TEST_CASE("each key figure has a name of its own, both sides of its quotient and its trap") {
    std::set<std::string_view> names;
    for (auto const& one : kpi_definitions()) {
        INFO(one.name);
        CHECK(names.insert(one.name).second);
        CHECK(find_kpi(one.name) == &one);
        for (auto const text : {one.label, one.numerator, one.denominator, one.trap}) CHECK(text.size() > 3);
    }
    CHECK(names.size() >= 25);
    CHECK(find_kpi("contactability") == nullptr);
    CHECK_FALSE(kpi_of("contactability", 1, 2));
}

TEST_CASE("published examples come out (kpi.json)") {
    CHECK(value_of("contact_rate", "75", "200", 1) == "37.5");
    CHECK(value_of("contact_rate_attempts", "120", "480", 0) == "25");
    CHECK(value_of("right_party_rate", "25", "50") == "50.00");
    CHECK(value_of("recovery_rate", "85000", "500000") == "17.00");
    CHECK(value_of("liquidation_rate", "125000", "1000000") == "12.50");
    CHECK(value_of("penetration", "3400", "4000") == "85.00");
    CHECK(value_of("intensity_worked", "10200", "3400") == "3.00");
    CHECK(value_of("intensity_assigned", "10200", "4000") == "2.55");
    CHECK(value_of("promise_rate", "180", "600") == "30.00");
    CHECK(value_of("kept_rate", "90", "150") == "60.00");
    CHECK(value_of("kept_rate_with_partial", "105", "150") == "70.00");
    CHECK(value_of("kept_rate_amount", "64500", "100000") == "64.50");
    CHECK(value_of("cure_rate", "92", "400") == "23.00");
    CHECK(value_of("cost_to_collect", "12500", "250000") == "5.00");
}

TEST_CASE("a figure carries its definition and both its sides") {
    auto const made = kpi_of("intensity_assigned", 10200, 4000).value();
    CHECK(made.of->denominator == "accounts assigned");
    CHECK_FALSE(made.of->is_percent);
    CHECK(made.numerator == decimal(10200));
    CHECK(made.denominator == decimal(4000));
}

TEST_CASE("where the denominator is 0 there is no value, and none is made up") {
    CHECK(value_of("contact_rate", "7", "0") == "none");
    CHECK(value_of("intensity_worked", "0", "0.00") == "none");
}

TEST_CASE("figures are rounded once, half up, whatever the scales of their sides") {
    CHECK(value_of("intensity_worked", "23", "8") == "2.88");
    CHECK(value_of("intensity_worked", "-23", "8") == "-2.88");
    CHECK(value_of("intensity_worked", "0.005", "1") == "0.01");
    CHECK(value_of("intensity_worked", "0.00499999999999999999999999999999999999", "1") == "0.00");
    CHECK(value_of("recovery_rate", "0.00000000000000000000000000000000000001",
                   "99999999999999999999999999999999999999") == "0.00");
    CHECK(value_of("recovery_rate", "1", "3", 30) == "33.333333333333333333333333333333");
    CHECK(value_of("recovery_rate", "12345678901234567890123456789012345678",
                   "99999999999999999999999999999999999999") == "12.35");
    CHECK(value_of("intensity_worked", "99999999999999999999999999999999999999",
                   "0.00000000000000000000000000000000000003", 0) == "none");
    CHECK(value_of("intensity_worked", "0.00000000000000000000000000000000000006",
                   "0.00000000000000000000000000000000000003", 38) == "none");
    CHECK(value_of("intensity_worked", "0.00000000000000000000000000000000000001",
                   "0.00000000000000000000000000000000000003",
                   37) == "0.3333333333333333333333333333333333333");
}

TEST_CASE("a figure of random sides is the one that fractions of small numbers make") {
    for (int denominator = 1; denominator < 80; ++denominator)
        for (int numerator = 0; numerator < 200; numerator += 3) {
            auto const made = kpi_of("intensity_worked", decimal(numerator, 1), decimal(denominator, 3), 1);
            REQUIRE((made->value->coefficient == (2 * 1000 * numerator + denominator) / (2 * denominator)));
        }
}

TEST_CASE("collection effectiveness is 75, days sales outstanding 30 (cei, dso)") {
    CHECK(shown(collection_effectiveness(100000, 60000, 70000, 40000)) == "75.00");
    CHECK(shown(collection_effectiveness(100, 0, 50, 100)) == "none");
    CHECK(shown(days_sales_outstanding(450000, 1350000, 90)) == "30.00");
    CHECK(shown(days_sales_outstanding(450000, 0, 90)) == "none");
}

TEST_CASE("a chain of roll rates takes its share of the balance, rounded once (loss_chain)") {
    std::vector<decimal> const rates{number("0.25"), number("0.5"), number("0.7"), number("0.9")};
    CHECK(shown(expected_charge_off(1000000, rates)) == "78750.00");
    CHECK(shown(expected_charge_off(number("0.05"), rates)) == "0.00");
    CHECK(shown(expected_charge_off(number("-0.10"), rates)) == "-0.01");
    CHECK(shown(expected_charge_off(number("12.5"), {})) == "12.50");
    std::vector<decimal> const thirds(8, number("0.333333333333333333"));
    CHECK(shown(expected_charge_off(1000000, thirds, 6)) == "152.415790");
    std::vector<decimal> const doubled(200, number("2"));
    CHECK(shown(expected_charge_off(1, doubled)) == "none");
}

TEST_CASE("the bounds of buckets are in them: 30 days are 1-30, 31 are 31-60") {
    buckets const usual;
    std::vector<std::pair<std::int64_t, char const*>> const due{
        {-5, "0"},     {0, "0"},      {1, "1-30"},   {30, "1-30"}, {31, "31-60"},
        {60, "31-60"}, {61, "61-90"}, {90, "61-90"}, {91, "91+"},  {100000, "91+"}};
    for (auto const& [days, name] : due) {
        INFO(days);
        CHECK(usual.name(usual.of(days)) == name);
    }
    CHECK(usual.count() == 5);
}

TEST_CASE("buckets of other bounds are called by what is in them") {
    auto const names = [](std::vector<std::int64_t> bounds) {
        buckets const by(std::move(bounds));
        std::string all;
        for (std::size_t place = 0; place < by.count(); ++place)
            all += (all.empty() ? "" : ", ") + by.name(place);
        return all;
    };
    CHECK(names({7, 30}) == "0-7, 8-30, 31+");
    CHECK(names({0, 1, 30}) == "0, 1, 2-30, 31+");
    CHECK(names({-10, 0, 30}) == "up to -10, -9 to 0, 1-30, 31+");
    CHECK(names({INT64_MAX}) == "0-9223372036854775807, 9223372036854775808+");
    CHECK(names({}) == "all");
}

TEST_CASE("a promise of which all but the tolerance was paid in time is kept (broken_promise)") {
    auto const made = outcome_of({{day("2026-05-12"), number("286.00")}});
    CHECK(made.outcome == promise_outcome::kept);
    CHECK(to_string(made.paid_percent) == "95.3333");
    CHECK(to_string(made.paid) == "286.00");
    CHECK(outcome_of({{day("2026-05-13"), number("285.00")}}).outcome == promise_outcome::kept);
}

TEST_CASE("a cent less than the tolerance allows is a promise kept in part (broken_promise_2)") {
    auto const made = outcome_of({{day("2026-05-12"), number("284.99")}});
    CHECK(made.outcome == promise_outcome::partly_kept);
    CHECK(to_string(made.paid_percent) == "94.9967");
}

TEST_CASE("what is paid after the tolerance alone is late (broken_promise_3)") {
    auto const made = outcome_of({{day("2026-05-14"), number("300.00")}});
    CHECK(made.outcome == promise_outcome::late);
    CHECK(to_string(made.paid) == "0");
    CHECK(outcome_of({{day("2026-05-14"), number("300.00")}}, "2026-05-14").outcome == promise_outcome::late);
    CHECK(outcome_of({{day("2026-05-20"), number("300.00")}}, "2026-05-14").outcome ==
          promise_outcome::broken);
}

TEST_CASE("a promise is pending to the end of the last day of its tolerance (promise_pending)") {
    CHECK(outcome_of({}, "2026-05-12").outcome == promise_outcome::pending);
    CHECK(outcome_of({}, "2026-05-13").outcome == promise_outcome::pending);
    CHECK(outcome_of({}, "2026-05-14").outcome == promise_outcome::broken);
    CHECK(outcome_of({}).outcome == promise_outcome::broken);
    CHECK(outcome_of({{day("2026-05-02"), number("100")}}, "2026-05-09").outcome == promise_outcome::pending);
    CHECK(outcome_of({{day("2026-05-02"), number("300")}}, "2026-05-09").outcome == promise_outcome::kept);
}

TEST_CASE("payments after the day that is asked for are not known yet") {
    std::vector<promise_payment> const paid{{day("2026-05-11"), number("200")},
                                            {day("2026-05-13"), number("100")}};
    auto const before = outcome_of(paid, "2026-05-12");
    CHECK(before.outcome == promise_outcome::pending);
    CHECK(to_string(before.paid) == "200");
    CHECK(outcome_of(paid, "2026-05-13").outcome == promise_outcome::kept);
}

TEST_CASE("money that was taken back does not keep a promise") {
    CHECK(outcome_of({{day("2026-05-11"), number("300")}, {day("2026-05-12"), number("-300")}}).outcome ==
          promise_outcome::broken);
}

TEST_CASE("tolerances of many digits are compared exactly") {
    promise_terms exact{number("3"), day("2026-05-10"), 0, number("33.333333333333333333333333333333333333")};
    std::vector<promise_payment> const two{{day("2026-05-10"), number("2")}};
    CHECK(promise_outcome_of(exact, two).outcome == promise_outcome::partly_kept);
    exact.tolerance_percent = number("33.333333333333333333333333333333333334");
    CHECK(promise_outcome_of(exact, two).outcome == promise_outcome::kept);
}

TEST_CASE("a tolerance beyond the last day of the calendar never passes") {
    promise_terms last = promise;
    last.due = day("9999-12-31");
    CHECK(promise_outcome_of(last, {}, day("9999-12-31")).outcome == promise_outcome::pending);
    CHECK(promise_outcome_of(last, {}).outcome == promise_outcome::broken);
}
