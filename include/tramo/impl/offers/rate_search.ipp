// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// All rates at which flows are worth nothing together, and which of them is told.
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include <tramo/impl/offers/bracketed_root.ipp>
#include <tramo/offers/effective_rate.hpp>

namespace tramo::offers::rate_search {

/// More levels cost more than a grid, and lose the digits that make them exact.
inline constexpr std::size_t most_levels = 24;

/// The derivative of the flows' value, with times counted from between the flows of a change of sign: all
/// later terms change theirs, so there is one change less.
[[nodiscard]] TRAMO_INLINE discounted_sum derivative_of(discounted_sum const& flows) {
    auto const changes = changes_of_sign(flows.amounts);
    std::size_t const after = changes[changes.size() / 2];
    double const origin = flows.times[after - 1] + (flows.times[after] - flows.times[after - 1]) / 2;
    discounted_sum made;
    for (std::size_t i = 0; i < flows.times.size(); ++i) {
        double const amount = flows.amounts[i] * (origin - flows.times[i]);
        if (amount == 0) continue;
        made.times.push_back(flows.times[i]);
        made.amounts.push_back(amount);
    }
    scale_amounts(made);
    return made;
}

/// Rolle: between neighbouring zeros of the derivative there is at most one root. The chain of derivatives
/// ends where no sign changes, and has no root there.
[[nodiscard]] TRAMO_INLINE std::vector<double> chain_roots(discounted_sum const& flows, double highest_u) {
    std::vector<discounted_sum> chain{flows};
    while (changes_of_sign(chain.back().amounts).size() > 1) chain.push_back(derivative_of(chain.back()));
    std::vector<double> roots;
    for (std::size_t level = chain.size(); level-- > 0;) {
        std::vector<double> cuts{lowest_u};
        for (double const root : roots)
            if (root > lowest_u && root < highest_u) cuts.push_back(root);
        cuts.push_back(highest_u);
        roots = roots_between([&](double u) { return chain[level].at(u); }, cuts);
    }
    return roots;
}

/// Values of u, rising. Requires flows that do not cancel.
[[nodiscard]] TRAMO_INLINE std::vector<double> roots_of(discounted_sum const& flows, double highest_u) {
    std::size_t const changes = changes_of_sign(flows.amounts).size();
    // With fractions the order of terms is not the order of their decay, so that signs tell nothing
    bool const is_plain = flows.fractions.empty();
    if (changes == 0 || flows.times.size() < 2) return {};
    std::vector<double> roots;
    if (is_plain && changes <= most_levels)
        roots = chain_roots(flows, highest_u);
    else
        roots = grid_roots([&](double u, bool from_last) { return flows.at(u, from_last); }, flows.span(),
                           highest_u);
    // A rate that differs from 0 by no more than the amounts' last bits is 0
    for (double& root : roots)
        if (std::abs(root) * flows.span() <= epsilon && std::abs(flows.total) <= epsilon * flows.size)
            root = 0;
    return roots;
}

[[nodiscard]] TRAMO_INLINE std::string list_of(std::vector<double> const& rates) {
    std::string text;
    for (double const rate : rates) {
        if (!text.empty()) text += ", ";
        text += to_shortest_string(rounded_rate(rate, 8));
    }
    return text;
}

/// Rates of so many a year from values of u; the choice, and what is worth saying.
TRAMO_INLINE void tell_roots(outcome<rate_solution>& result, std::vector<double> const& places,
                             double a_year = 1) {
    auto& [roots, chosen] = result.value;
    for (double const u : places) {
        double const rate = std::expm1(u) * a_year;
        if (roots.empty() || rate > roots.back()) roots.push_back(rate);
    }
    for (double const rate : roots)
        if (!chosen || *chosen < 0) chosen = rate;
    if (roots.empty())
        result.caveats.push_back("there is no rate at which these flows are worth nothing together");
    if (roots.size() > 1)
        result.caveats.push_back("there are " + std::to_string(roots.size()) + " rates: " + list_of(roots) +
                                 "; the smallest that is not negative is chosen, else the largest");
}

/// Fewer than two, or one that is no number: sums of numbers below 10^300 are numbers.
TRAMO_INLINE void check_flows(outcome<rate_solution>& result, std::vector<term> const& terms) {
    if (terms.size() < 2)
        result.object("flows", "there is " + std::string(terms.empty() ? "no flow" : "one flow") +
                                   "; there must be at least 2");
    for (std::size_t i = 0; i < terms.size(); ++i)
        if (!(std::abs(terms[i].time) < 1e300 && std::abs(terms[i].amount) < 1e300)) {
            result.object("flows", "flow " + std::to_string(i + 1) + " is no number below 10^300");
            return;
        }
}

[[nodiscard]] TRAMO_INLINE outcome<rate_solution> solve(std::vector<term> terms, double a_year = 1) {
    outcome<rate_solution> result;
    check_flows(result, terms);
    if (!result) return result;
    auto const flows = make_sum(std::move(terms));
    if (flows.times.empty()) {
        result.value = {{0.0}, 0.0};
        result.caveats.emplace_back("the flows cancel one another at every time; any rate solves them");
        return result;
    }
    tell_roots(result, roots_of(flows, std::log1p(largest_rate / a_year)), a_year);
    return result;
}

}  // namespace tramo::offers::rate_search

namespace tramo::offers {

TRAMO_INLINE outcome<rate_solution> solve_rate(std::span<timed_flow const> flows) {
    std::vector<rate_search::term> terms;
    terms.reserve(flows.size());
    for (auto const& flow : flows) terms.push_back({flow.time, flow.amount, 0});
    return rate_search::solve(std::move(terms));
}

TRAMO_INLINE double present_value(std::span<timed_flow const> flows, double rate) {
    if (!(rate > -1)) return std::numeric_limits<double>::quiet_NaN();
    double const u = std::log1p(rate);
    rate_search::careful_sum sum;
    for (auto const& flow : flows) sum.add(flow.amount * std::exp(-u * flow.time));
    return sum.total();
}

}  // namespace tramo::offers
