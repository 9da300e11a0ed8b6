// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Roots between two places: by Newton's steps inside a bracket, and by a grid where nothing better is known.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include <tramo/impl/offers/discounted_sum.ipp>

namespace tramo::offers::rate_search {

struct bracket {
    double low = 0;
    double high = 0;
    int sign_at_low = 0;  ///< at `high` it is the other one
};

/// The root between, beginning at `start`. A step of Newton's that leaves the bracket or is no half of the
/// one before is replaced by halving the bracket, so that 400 steps are more than can be needed.
template <class Function>
[[nodiscard]] double refine(Function const& at, bracket between, double start) {
    double u = start, last_step = between.high - between.low;
    for (int step = 0; step < 400; ++step) {
        sample const here = at(u);
        double const newton = here.slope == 0 ? last_step : -here.value / here.slope;
        bool const is_settled = std::abs(here.value) <= here.rounding;
        if (!is_settled)
            (here.value > 0 ? 1 : -1) == between.sign_at_low ? between.low = u : between.high = u;
        double next = u + newton;
        bool const stays = next >= between.low && next <= between.high;
        if (is_settled) return stays && std::abs(newton) <= std::abs(last_step) ? next : u;
        if (!stays || std::abs(newton) > std::abs(last_step) / 2)
            next = between.low + (between.high - between.low) / 2;
        last_step = next - u;
        if (next == u || std::abs(last_step) <= epsilon / 2 * std::abs(next)) return next;
        u = next;
    }
    return u;
}

[[nodiscard]] TRAMO_INLINE double middle_of(bracket const& between) {
    // A rate near 0 is the commonest
    if (between.low < 0 && between.high > 0) return 0;
    return between.low + (between.high - between.low) / 2;
}

/// Roots between neighbouring `cuts`, which hold between them no extreme of the function.
template <class Function>
[[nodiscard]] std::vector<double> roots_between(Function const& at, std::vector<double> const& cuts) {
    std::vector<double> roots;
    int before = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        int const sign = at(cuts[i]).sign();
        if (i > 0 && before * sign < 0) {
            bracket const between{cuts[i - 1], cuts[i], before};
            roots.push_back(refine(at, between, middle_of(between)));
        }
        if (sign == 0 && (roots.empty() || roots.back() != cuts[i])) roots.push_back(cuts[i]);
        before = sign;
    }
    return roots;
}

/// Rising, dense about 0 at the scale on which flows of this span change, sparse far from it; 0 is one.
[[nodiscard]] TRAMO_INLINE std::vector<double> grid_of(double span, double highest_u) {
    double const width = 1 / (4 * (span > 0 ? span : 1));
    double const stride = 1.0 / 24;
    auto const first = static_cast<int>(std::floor(std::asinh(lowest_u / width) / stride));
    auto const last = static_cast<int>(std::ceil(std::asinh(highest_u / width) / stride));
    std::vector<double> grid{lowest_u};
    for (int i = first; i <= last; ++i) {
        double const u = width * std::sinh(i * stride);
        if (u > lowest_u && u < highest_u) grid.push_back(u);
    }
    grid.push_back(highest_u);
    return grid;
}

/// Where the slope changes its sign between two places; `at` tells values by one origin of time there.
template <class Function>
[[nodiscard]] double extreme_between(Function const& at, double low, double high) {
    bool const falls = at(low).slope < 0;
    for (int step = 0; step < 100 && low < high; ++step) {
        double const middle = low + (high - low) / 2;
        if (middle == low || middle == high) break;
        (at(middle).slope < 0) == falls ? low = middle : high = middle;
    }
    return low + (high - low) / 2;
}

/// The grid and, between two of its points where the function turns before it reaches 0, the turn.
/// `at(u, from_last)` as in `discounted_sum`.
template <class Function>
[[nodiscard]] std::vector<double> grid_roots(Function const& at, double span, double highest_u) {
    auto const grid = grid_of(span, highest_u);
    std::vector<double> cuts{grid.front()};
    sample low = at(grid.front(), true);
    for (std::size_t i = 1; i < grid.size(); ++i) {
        bool const from_last = grid[i] <= 0;
        auto const one_side = [&](double u) { return at(u, from_last); };
        if (grid[i - 1] == 0) low = one_side(0);
        sample const high = one_side(grid[i]);
        bool const is_same = low.sign() * high.sign() > 0;
        if (is_same && low.value * low.slope < 0 && high.value * high.slope > 0)
            cuts.push_back(extreme_between(one_side, grid[i - 1], grid[i]));
        cuts.push_back(grid[i]);
        low = high;
    }
    return roots_between([&](double u) { return at(u, u < 0); }, cuts);
}

}  // namespace tramo::offers::rate_search
