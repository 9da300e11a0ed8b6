// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Annual percentage rates: the same equation everywhere, and four ways of measuring time.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <tramo/impl/offers/rate_search.ipp>
#include <tramo/impl/offers/unit_period_choice.ipp>
#include <tramo/offers/effective_rate.hpp>

namespace tramo::offers::apr {

[[nodiscard]] TRAMO_INLINE double as_double(fraction const& of) {
    return static_cast<double>(of.numerator) / static_cast<double>(of.denominator);
}

TRAMO_INLINE void check_side(outcome<rate_solution>& result, std::span<dated_flow const> flows,
                             char const* name, date first) {
    if (flows.empty()) result.object(name, "there are none; there must be at least one");
    for (std::size_t i = 0; i < flows.size(); ++i) {
        std::string const input = std::string(name) + "[" + std::to_string(i) + "]";
        if (flows[i].amount < decimal(0))
            result.object(input + ".amount", "the amount is " + to_shortest_string(flows[i].amount) +
                                                 "; amounts have no sign here");
        if (flows[i].day < first)
            result.object(input + ".day", "the day is " + to_string(flows[i].day) +
                                              ", before the first advance on " + to_string(first));
    }
}

/// CONC App 1.1 and 1.2: whole months where all intervals are such, else whole weeks, else years and days.
struct uk_clock {
    date first;
    bool in_months = true;
    bool in_weeks = true;

    [[nodiscard]] std::int64_t months_until(date day) const {
        civil const from = to_civil(first), until = to_civil(day);
        std::int64_t const months =
            (until.year - from.year) * 12 + (static_cast<int>(until.month) - static_cast<int>(from.month));
        return add_months(first, months).value_or(day) > day ? months - 1 : months;
    }
    void see(date day) {
        in_months = in_months && add_months(first, months_until(day)) == day;
        in_weeks = in_weeks && (day.days - first.days) % 7 == 0;
    }
    [[nodiscard]] double years_until(date day) const {
        if (in_months) return static_cast<double>(months_until(day)) / 12;
        if (in_weeks) return static_cast<double>(day.days - first.days) / 7 / 52;
        std::int64_t const years = months_until(day) / 12;
        auto const begins = add_months(first, 12 * years), ends = add_months(first, 12 * years + 12);
        if (!begins || !ends) return static_cast<double>(day.days - first.days) / 365.25;
        return static_cast<double>(years) +
               static_cast<double>(day.days - begins->days) / static_cast<double>(ends->days - begins->days);
    }
};

/// Times and parts of unit-periods; amounts as the debtor sees them.
struct timeline {
    std::span<dated_flow const> advances;
    std::span<dated_flow const> payments;
    date first;
    std::vector<rate_search::term> terms;

    template <class Clock>
    void fill(Clock const& clock) {
        for (auto const& flow : advances) add(clock(flow.day), to_double(flow.amount));
        for (auto const& flow : payments) add(clock(flow.day), -to_double(flow.amount));
    }
    void add(rate_search::term at, double amount) {
        at.amount = amount;
        terms.push_back(at);
    }
};

/// By a day count; the first objection it raises is told once.
TRAMO_INLINE void fill_by_day_count(timeline& line, outcome<rate_solution>& result, day_count convention,
                                    day_count_options const& options) {
    line.fill([&](date day) -> rate_search::term {
        auto const years = year_fraction(convention, line.first, day, options);
        if (!years && result.ok()) result.objections = years.objections;
        return {years ? as_double(years.value) : 0, 0, 0};
    });
}

TRAMO_INLINE void fill_eu(timeline& line, outcome<rate_solution>& result) {
    auto const days = unit_periods::payment_days(line.first, line.payments);
    day_count_options options;
    if (!days.empty()) {
        options.regular_period = regular_period_of(line.first, days);
        options.payment_day = payment_day_of(line.first, days);
    }
    fill_by_day_count(line, result, day_count::eu_apr, options);
}

TRAMO_INLINE void fill_uk(timeline& line) {
    uk_clock clock{line.first};
    for (auto const& flow : line.advances) clock.see(flow.day);
    for (auto const& flow : line.payments) clock.see(flow.day);
    line.fill([&](date day) -> rate_search::term { return {clock.years_until(day), 0, 0}; });
}

/// Returns the unit-periods in a year.
TRAMO_INLINE double fill_us(timeline& line, outcome<rate_solution>& result) {
    auto const choice = unit_period_of(line.advances, line.payments);
    int const payment_day = payment_day_of(line.first, unit_periods::payment_days(line.first, line.payments));
    line.fill([&](date day) -> rate_search::term {
        if (choice.is_term) return {day > line.first ? 1.0 : 0.0, 0, 0};
        auto const count = count_unit_periods(choice.unit, line.first, day, payment_day);
        if (!count && result.ok()) result.objections = count.objections;
        if (!count) return {};
        double const odd = static_cast<double>(count.value.odd) / static_cast<double>(count.value.length);
        return {static_cast<double>(count.value.whole), 0, odd};
    });
    return choice.a_year;
}

}  // namespace tramo::offers::apr

namespace tramo::offers {

TRAMO_INLINE outcome<rate_solution> annual_percentage_rate(std::span<dated_flow const> advances,
                                                           std::span<dated_flow const> payments,
                                                           apr_method how) {
    outcome<rate_solution> result;
    date first;
    if (!advances.empty())
        first = std::min_element(advances.begin(), advances.end(), [](auto const& a, auto const& b) {
                    return a.day < b.day;
                })->day;
    apr::check_side(result, advances, "advances", first);
    apr::check_side(result, payments, "payments", first);
    if (!result) return result;
    apr::timeline line{advances, payments, first, {}};
    double a_year = 1;
    switch (how) {
        case apr_method::us_actuarial:
            a_year = apr::fill_us(line, result);
            break;
        case apr_method::eu:
            apr::fill_eu(line, result);
            break;
        case apr_method::uk:
            apr::fill_uk(line);
            break;
        case apr_method::br_cet:
            apr::fill_by_day_count(line, result, day_count::actual_365_fixed, {});
            break;
    }
    return result ? rate_search::solve(std::move(line.terms), a_year) : result;
}

}  // namespace tramo::offers
