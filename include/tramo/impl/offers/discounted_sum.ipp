// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The value of flows as a function of u = log(1 + rate), with its slope and what rounding may have done to
// it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include <tramo/config.hpp>

namespace tramo::offers::rate_search {

/// A function of u at one place. `rounding` is what its own arithmetic may have added, `noise` also what the
/// last bits of the inputs are worth.
struct sample {
    double value = 0;
    double slope = 0;
    double rounding = 0;
    double noise = 0;

    [[nodiscard]] int sign() const { return std::abs(value) <= noise ? 0 : value > 0 ? 1 : -1; }
};

inline constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// Where u is searched: rates above −1 by more than a double's last bit, up to 10^6.
inline constexpr double lowest_u = -36;

/// The sum of many numbers as if rounded once (Neumaier).
struct careful_sum {
    double sum = 0;
    double lost = 0;

    void add(double next) {
        double const both = sum + next;
        lost += std::abs(sum) >= std::abs(next) ? (sum - both) + next : (next - both) + sum;
        sum = both;
    }
    [[nodiscard]] double total() const { return sum + lost; }
};

/// Σ amount·e^(−u·time) / (1 + fraction·(e^u − 1)), times rising and none twice. `fractions` is empty where
/// they are all 0; they are appendix J's parts of unit-periods.
struct discounted_sum {
    std::vector<double> times;
    std::vector<double> amounts;
    std::vector<double> fractions;
    double total = 0;  ///< of the amounts
    double size = 0;   ///< of their absolute values

    [[nodiscard]] double span() const { return times.back() - times.front(); }
    [[nodiscard]] sample at(double u) const { return at(u, u < 0); }
    [[nodiscard]] sample at(double u, bool from_last) const;

private:
    [[nodiscard]] sample near_zero(double u, double origin) const;
    [[nodiscard]] sample far_from_zero(double u, double origin) const;
};

/// Times count from the first flow, or back from the last, so that no term exceeds its amount: the sum is
/// multiplied by a positive number, which moves no root.
TRAMO_INLINE sample discounted_sum::at(double u, bool from_last) const {
    double const origin = from_last ? times.back() : times.front();
    bool const is_near = fractions.empty() && std::abs(u) * span() < 0.5;
    return is_near ? near_zero(u, origin) : far_from_zero(u, origin);
}

/// Σ amount + Σ amount·(e^x − 1): the first sum is exact and the second small, so a small rate has as many
/// digits as a large one.
TRAMO_INLINE sample discounted_sum::near_zero(double u, double origin) const {
    sample made;
    double grown = 0, moved = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        double const time = times[i] - origin;
        double const growth = amounts[i] * std::expm1(-u * time);
        grown += growth;
        moved += std::abs(growth);
        made.slope -= time * (amounts[i] + growth);
    }
    made.value = total + grown;
    made.rounding = epsilon * (std::abs(total) + moved);
    made.noise = 4 * epsilon * (size + moved);
    return made;
}

TRAMO_INLINE sample discounted_sum::far_from_zero(double u, double origin) const {
    sample made;
    double const rate = std::expm1(u);
    double sizes = 0, moved = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        double const time = times[i] - origin;
        double term = amounts[i] * std::exp(-u * time), decay = time;
        if (!fractions.empty()) {
            double const simple = 1 + fractions[i] * rate;
            term /= simple;
            decay += fractions[i] * (1 + rate) / simple;
        }
        made.value += term;
        made.slope -= decay * term;
        sizes += std::abs(term);
        moved += std::abs(term * u * time);
    }
    made.rounding = epsilon * sizes;
    made.noise = 4 * epsilon * (sizes + moved);
    return made;
}

/// Which amounts have another sign than the one before that is not 0. There are no more roots than that
/// (Descartes; of exponential sums, Laguerre 1883).
TRAMO_INLINE std::vector<std::size_t> changes_of_sign(std::vector<double> const& amounts) {
    std::vector<std::size_t> changes;
    double before = 0;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        if (amounts[i] == 0) continue;
        if (before != 0 && (before > 0) != (amounts[i] > 0)) changes.push_back(i);
        before = amounts[i];
    }
    return changes;
}

/// Amounts of the order of 1: no product of theirs then leaves the range of a double.
TRAMO_INLINE void scale_amounts(discounted_sum& flows) {
    double largest = 0;
    for (double const amount : flows.amounts) largest = std::max(largest, std::abs(amount));
    int exponent = 0;
    std::frexp(largest, &exponent);
    careful_sum total, size;
    for (double& amount : flows.amounts) {
        amount = std::ldexp(amount, -exponent);
        total.add(amount);
        size.add(std::abs(amount));
    }
    flows.total = total.total();
    flows.size = size.total();
}

struct term {
    double time = 0;
    double amount = 0;
    double fraction = 0;
};

/// Sorted by time, amounts at one time added up, those that cancel left out.
TRAMO_INLINE discounted_sum make_sum(std::vector<term> terms) {
    auto const place = [](term const& of) { return std::pair(of.time, of.fraction); };
    std::stable_sort(terms.begin(), terms.end(),
                     [&](term const& a, term const& b) { return place(a) < place(b); });
    discounted_sum made;
    bool const has_fractions =
        std::any_of(terms.begin(), terms.end(), [](term const& of) { return of.fraction != 0; });
    for (std::size_t i = 0; i < terms.size();) {
        term const& first = terms[i];
        careful_sum amount;
        for (; i < terms.size() && place(terms[i]) == place(first); ++i) amount.add(terms[i].amount);
        if (amount.total() == 0) continue;
        made.times.push_back(first.time);
        made.amounts.push_back(amount.total());
        if (has_fractions) made.fractions.push_back(first.fraction);
    }
    if (!made.amounts.empty()) scale_amounts(made);
    return made;
}

}  // namespace tramo::offers::rate_search
