// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Rates of flows at equal intervals and of flows on days, and rates made of rates.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <tramo/impl/offers/apr.ipp>
#include <tramo/impl/offers/fast_xirr.ipp>
#include <tramo/impl/offers/rate_search.ipp>
#include <tramo/offers/effective_rate.hpp>

namespace tramo::offers::rate_search {

/// Times from the earliest flow.
[[nodiscard]] TRAMO_INLINE outcome<std::vector<term>> timed_terms(std::span<dated_flow const> flows,
                                                                  day_count convention,
                                                                  day_count_options const& options) {
    outcome<std::vector<term>> result;
    if (flows.empty()) return result;
    date first = flows.front().day;
    for (auto const& flow : flows) first = std::min(first, flow.day);
    for (auto const& flow : flows) {
        auto const years = year_fraction(convention, first, flow.day, options);
        if (!years) {
            result.objections = years.objections;
            return result;
        }
        result.value.push_back({apr::as_double(years.value), to_double(flow.amount), 0});
    }
    return result;
}

}  // namespace tramo::offers::rate_search

namespace tramo::offers {

TRAMO_INLINE outcome<rate_solution> irr(std::span<double const> amounts) {
    std::vector<rate_search::term> terms;
    terms.reserve(amounts.size());
    for (double const amount : amounts) terms.push_back({static_cast<double>(terms.size()), amount, 0});
    return rate_search::solve(std::move(terms));
}

TRAMO_INLINE outcome<rate_solution> xirr(std::span<dated_flow const> flows, day_count convention,
                                         day_count_options const& options) {
    auto terms = rate_search::timed_terms(flows, convention, options);
    if (terms) return rate_search::solve(std::move(terms.value));
    outcome<rate_solution> result;
    result.objections = std::move(terms.objections);
    return result;
}

TRAMO_INLINE double xnpv(double rate, std::span<dated_flow const> flows, day_count convention,
                         day_count_options const& options) {
    auto const terms = rate_search::timed_terms(flows, convention, options);
    if (!terms) return std::numeric_limits<double>::quiet_NaN();
    std::vector<timed_flow> timed;
    for (auto const& term : terms.value) timed.push_back({term.time, term.amount});
    return present_value(timed, rate);
}

TRAMO_INLINE double effective_annual_rate(double periodic, double periods_a_year) {
    return std::expm1(periods_a_year * std::log1p(periodic));
}

TRAMO_INLINE double equivalent_rate(double annual, double periods_a_year) {
    return std::expm1(std::log1p(annual) / periods_a_year);
}

TRAMO_INLINE decimal rounded_rate(double rate, int decimals) {
    auto const exact = std::isfinite(rate) ? from_double(rate) : std::nullopt;
    if (!exact) return {};
    return rescale(*exact, decimals, rounding::half_up).value_or(*exact);
}

}  // namespace tramo::offers
