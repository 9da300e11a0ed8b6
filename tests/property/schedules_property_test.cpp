// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Laws of schedules, whatever their terms: they add up, they end, they cost what their rate says.
#include <catch2/catch.hpp>

#include <cmath>

#include <tramo/offers/effective_rate.hpp>
#include <tramo/offers/level_schedules.hpp>
#include <tramo/offers/payment_plan.hpp>

#include "random_terms.hpp"

using namespace tramo_test;
using namespace tramo::offers;
using tramo::decimal;
using tramo::int128;

namespace {

level_terms random_level_terms(dice& draw) {
    level_terms made;
    do {
        made.principal = below_power_of_ten(draw, draw.one_in(4) ? 17 : 10);
        made.rate = below_power_of_ten(draw, draw.one_in(4) ? 11 : 9);
        made.count = 1 + static_cast<int>(draw.roll(draw.one_in(100) ? 480 : 24));
    } while (!is_within_bounds(made));
    return made;
}

terms long_way(level_terms const& asked) {
    terms made;
    made.principal = {asked.principal, 2};
    made.rate = {asked.rate, level_rate_decimals};
    made.count = asked.count;
    return made;
}

std::string in_words(level_terms const& asked) {
    return "principal " + std::to_string(asked.principal) + ", rate " + std::to_string(asked.rate) +
           ", count " + std::to_string(asked.count);
}

/// The schedule that terms make; none where they are refused.
std::optional<schedule> made_of(terms const& asked) {
    auto made = make_schedule(asked);
    if (!made.ok()) return {};
    return std::move(made.value);
}

int128 sum_of(schedule const& made, decimal schedule_row::*part, int scale) {
    int128 sum = 0;
    for (auto const& row : made.rows) sum += units_of(row.*part, scale);
    return sum;
}

void check_rows(terms const& asked, schedule const& made) {
    int const scale = asked.rounding.minor_units;
    auto const in_units = [&](decimal const& one) { return units_of(one, scale); };
    int128 balance = in_units(asked.principal);
    int number = 0;
    for (auto const& row : made.rows) {
        INFO("row " << row.number);
        number = std::max(number, row.number);
        REQUIRE(row.payment == *tramo::add(row.principal, row.interest));
        REQUIRE(in_units(row.interest) >= 0);
        REQUIRE(in_units(row.payment) >= 0);
        balance -= in_units(row.principal);
        REQUIRE(in_units(row.balance) == balance);
        REQUIRE(balance >= 0);
    }
    REQUIRE(number == asked.grace + asked.count);
    REQUIRE(balance == 0);
    REQUIRE(sum_of(made, &schedule_row::principal, scale) == in_units(asked.principal));
    REQUIRE(sum_of(made, &schedule_row::payment, scale) == in_units(made.total));
    REQUIRE(sum_of(made, &schedule_row::interest, scale) == in_units(made.total_interest));
}

void check_dates(terms const& asked, schedule const& made) {
    for (auto const& row : made.rows) {
        if (row.number == 0) continue;
        REQUIRE(row.due.has_value() == asked.dates.has_value());
        if (!asked.dates) continue;
        auto const [every, unit] = asked.dates->step;
        auto const steps = std::int64_t{every} * (row.number - 1);
        auto const due =
            unit == interval_unit::days ? add_days(asked.dates->first, steps)
            : unit == interval_unit::weeks
                ? add_days(asked.dates->first, 7 * steps)
                : add_months(asked.dates->first, unit == interval_unit::years ? 12 * steps : steps);
        REQUIRE(row.due == due);
    }
}

/// Payments that are to be multiples of a unit are, but those that take the rest or end the debt.
void check_multiples(terms const& asked, schedule const& made) {
    auto const& unit = asked.rounding.installment_unit;
    bool const is_asked = unit && asked.how == method::level_payment && asked.grace == 0 &&
                          asked.rounding.residual == residual_placement::last;
    if (!is_asked) return;
    auto const step = units_of(*unit, asked.rounding.minor_units);
    for (auto const& row : made.rows) {
        bool const is_regular = row.number > 0 && row.number < asked.count && row.balance > asked.balloon &&
                                row.principal.coefficient > 0;
        if (is_regular) REQUIRE(units_of(row.payment, asked.rounding.minor_units) % step == 0);
    }
}

/// Interest on what is owed, each period: then payments are worth at the rate what was lent, but for what
/// rounding of interest took away or added, at most a unit in each period.
void check_worth(terms const& asked, schedule const& made) {
    bool const is_on_balance = asked.how != method::flat && asked.how != method::level_in_advance;
    bool const is_compounded = asked.grace == 0 || asked.grace_interest == grace_interest::paid ||
                               asked.grace_interest == grace_interest::capitalized;
    if (!is_on_balance || !is_compounded) return;
    int const scale = asked.rounding.minor_units;
    auto const rate = static_cast<long double>(to_double(asked.rate));
    auto const owed = static_cast<long double>(units_of(made.financed, scale));
    long double worth = 0;
    for (auto const& row : made.rows) {
        if (row.number == 0) continue;
        auto const periods = row.number - (asked.is_due_at_start ? 1 : 0);
        worth += static_cast<long double>(units_of(row.payment, scale)) *
                 std::pow(1 + rate, static_cast<long double>(-periods));
    }
    long double const most = static_cast<long double>(asked.grace + asked.count) + 1e-9L + owed * 1e-15L;
    REQUIRE(std::abs(worth - owed) <= most);
}

}  // namespace

TEST_CASE("level schedules in 64 bits are those that the long way makes") {
    dice draw(1);
    level_scheduler quick;
    level_rows found;
    for (int i = 0; i < 50000; ++i) {
        auto const asked = random_level_terms(draw);
        INFO("trial " << i << ": " << in_words(asked));
        REQUIRE(quick.rows(asked, found));
        auto const due = make_schedule(long_way(asked));
        REQUIRE(due.ok());
        REQUIRE(due.value.rows.size() == found.payment.size());
        bool is_same = true;
        for (std::size_t k = 0; k < found.payment.size(); ++k) {
            auto const& row = due.value.rows[k];
            is_same = is_same && row.payment.coefficient == found.payment[k] &&
                      row.principal.coefficient == found.principal[k] &&
                      row.interest.coefficient == found.interest[k] &&
                      row.balance.coefficient == found.balance[k];
        }
        REQUIRE(is_same);
        if (asked.count > 1) REQUIRE(due.value.regular_payment.coefficient == quick.payment(asked));
    }
}

TEST_CASE("a plan of payments with a rate is a level schedule whose last payment takes the rest") {
    dice draw(2);
    level_scheduler level;
    int planned = 0;
    for (int i = 0; i < 5000; ++i) {
        level_terms asked;
        asked.principal = 1 + below_power_of_ten(draw, 12);
        asked.rate = 1 + below_power_of_ten(draw, 9);
        asked.count = 1 + static_cast<int>(draw.roll(draw.one_in(100) ? 600 : 24));
        payment_terms by;
        by.count = asked.count;
        by.rate = asked.rate;
        by.parts = static_cast<tramo::rounding>(draw.roll(7));
        by.unit = draw.pick<std::int64_t>({1, 1, 5, 100});
        auto const regular = level.payment(asked, by.parts, by.unit);
        auto const plan = plan_payments(asked.principal, by, regular);
        auto slow = long_way(asked);
        slow.rounding.installment = by.parts;
        slow.rounding.installment_unit = decimal(by.unit, 2);
        auto const due = make_schedule(slow);
        INFO("trial " << i << ": " << in_words(asked) << ", parts " << static_cast<int>(by.parts) << " of "
                      << by.unit);
        REQUIRE(due.ok());
        auto const& rows = due.value.rows;
        if (asked.count > 1) REQUIRE(due.value.regular_payment.coefficient == regular);
        // No plan where a payment does not pay more than its interest, or all is paid before the last one
        bool const is_plain = std::all_of(rows.begin(), rows.end(), [&](schedule_row const& row) {
            bool const is_last = row.number == asked.count;
            return row.principal.coefficient > 0 && (is_last || row.balance.coefficient > 0);
        });
        REQUIRE(plan.has_value() == is_plain);
        if (!plan) continue;
        ++planned;
        for (auto const& row : rows)
            REQUIRE(row.payment.coefficient == (row.number == asked.count ? plan->odd : plan->regular));
        REQUIRE(due.value.total_interest.coefficient == plan->interest);
        REQUIRE(due.value.total.coefficient == plan->total);
    }
    CHECK(planned > 3000);
}

TEST_CASE("schedules of any terms add up, end at nothing and keep their tenor and their dates") {
    int made_at_all = 0;
    for (std::uint64_t seed = 1; seed <= 10000; ++seed) {
        dice draw(seed);
        auto const asked = random_terms(draw).make();
        INFO("seed " << seed << ": " << in_words(asked));
        auto const made = made_of(asked);
        if (!made) continue;
        ++made_at_all;
        check_rows(asked, *made);
        check_dates(asked, *made);
        check_multiples(asked, *made);
        check_worth(asked, *made);
    }
    CHECK(made_at_all > 9000);
}

TEST_CASE("a schedule without costs has its nominal rate's equivalent as effective rate") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        dice draw(seed);
        terms asked;
        asked.how = draw.pick<method>({method::level_payment, method::constant_principal, method::mixed,
                                       method::interest_only, method::single_payment});
        asked.principal = {100'000 + below_power_of_ten(draw, 10), 2};
        asked.rate = {1'000'000 + static_cast<std::int64_t>(draw.roll(150'000'000)), 9};
        asked.count = 1 + static_cast<int>(draw.roll(24));
        INFO("seed " << seed << ": " << in_words(asked));
        auto const made = made_of(asked);
        REQUIRE(made);
        std::vector<double> flows = {-to_double(asked.principal)};
        double slope = 0;
        double const rate = to_double(asked.rate);
        for (auto const& row : made->rows) {
            flows.push_back(to_double(row.payment));
            slope += row.number * flows.back() * std::pow(1 + rate, -row.number - 1);
        }
        auto const found = irr(flows);
        REQUIRE(found.value.chosen);
        // Half a cent of interest in each period moves the rate by that over the slope.
        double const off = 0.005 * asked.count / slope * 1.01 + 1e-13;
        REQUIRE(std::abs(*found.value.chosen - rate) <= off);
        double const year = std::pow(1 + rate, 12) - 1;
        REQUIRE(std::abs(effective_annual_rate(*found.value.chosen, 12) - year) <=
                13 * off * std::pow(1 + rate, 12));
    }
}

TEST_CASE("doubling every amount doubles every amount that is not rounded") {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        dice draw(seed);
        auto asked = random_terms(draw).make();
        asked.rounding.interest_at = interest_rounding::never;
        asked.rounding.installment_unit.reset();
        asked.rounding.minor_units = 12;
        asked.principal = {below_power_of_ten(draw, 12), 2};
        asked.balloon = {};
        asked.down_payment_share = {};
        asked.count = std::min(asked.count, 12);
        if (!asked.weights.empty()) asked.weights.resize(static_cast<std::size_t>(asked.count));
        auto twice = asked;
        twice.principal.coefficient *= 2;
        INFO("seed " << seed << ": " << in_words(asked));
        auto const one = made_of(asked), two = made_of(twice);
        REQUIRE(one.has_value() == two.has_value());
        if (!one) continue;
        REQUIRE(one->rows.size() == two->rows.size());
        // Each is shown rounded at the twelfth decimal.
        auto const is_double = [](decimal const& a, decimal const& b) {
            auto const off = 2 * units_of(a, 12) - units_of(b, 12);
            return -1 <= off && off <= 1;
        };
        for (std::size_t k = 0; k < one->rows.size(); ++k) {
            auto const &a = one->rows[k], &b = two->rows[k];
            INFO("row " << a.number);
            REQUIRE(is_double(a.payment, b.payment));
            REQUIRE(is_double(a.principal, b.principal));
            REQUIRE(is_double(a.interest, b.interest));
            REQUIRE(is_double(a.balance, b.balance));
        }
    }
}

TEST_CASE("parts of a total add up to it, whichever takes the rest") {
    dice draw(3);
    for (int i = 0; i < 5000; ++i) {
        rounding_policy by;
        by.installment = random_terms(draw).mode();
        by.residual = static_cast<residual_placement>(draw.roll(4));
        if (draw.one_in(2)) by.installment_unit = decimal(draw.pick<int>({1, 5, 100}));
        decimal const total(below_power_of_ten(draw, 12), 2);
        int const count = 1 + static_cast<int>(draw.roll(24));
        auto const made = split(total, count, by);
        INFO("trial " << i << ": " << to_string(total) << " in " << count);
        REQUIRE(made.ok());
        REQUIRE(made.value.size() == static_cast<std::size_t>(count));
        int128 sum = 0;
        for (auto const& part : made.value) {
            REQUIRE(part.coefficient >= 0);
            sum += units_of(part, 2);
        }
        REQUIRE(sum == total.coefficient);
    }
}
