// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The effective rate of a plan of installments: few iterations, begun at what the terms promise.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include <tramo/offers/payment_plan.hpp>

namespace tramo::offering {

/// Solves net = Σ payment_k · e^(−x·t_k) for x = ln(1 + rate). The right side falls and is convex in x, so
/// Newton's steps from the left of the root approach it from one side; NaN where there is none.
class plan_rate_solver {
public:
    /// Times of the entry, if any, and of `count` installments. Requires a plan with interest. The answer
    /// depends on these alone, not on plans solved before.
    [[nodiscard]] double solve(std::int64_t net, offers::payment_plan const& plan, bool is_rest_first,
                               double const* times, int count, bool has_entry, double begin) const {
        double at = begin, before = 1;
        for (int i = 0; i < most_steps; ++i) {
            double worth = 0, slope = 0;
            std::int64_t later = net;  // what is paid at once is told exactly: it may be nearly all
            auto const add = [&](std::int64_t amount, double time) {
                if (time == 0) {
                    later -= amount;
                    return;
                }
                double const now = static_cast<double>(amount) * std::exp(-at * time);
                worth += now;
                slope += now * time;
            };
            if (has_entry) add(plan.entry, times[0]);
            double const* const dues = times + (has_entry ? 1 : 0);
            for (int k = 0; k < count; ++k)
                add(k == (is_rest_first ? 0 : count - 1) ? plan.odd : plan.regular, dues[k]);
            if (!(slope > 0)) return std::nan("");  // all is paid at once: no rate makes the interest up
            double const step = (worth - static_cast<double>(later)) / slope;
            at = std::max(0.0,
                          at + step);  // with interest the root lies right of 0: from there it is approached
            double const size = std::abs(step);
            bool const is_found = size <= 1e-14 * (1 + at), is_noise = size < 1e-7 && size >= before;
            if (is_found || is_noise) return std::expm1(at);
            before = size;
        }
        return std::nan("");
    }

private:
    static constexpr int most_steps = 200;
};

}  // namespace tramo::offering
