// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// An entry and installments that add up.
#pragma once

#include <tramo/offers/payment_plan.hpp>

namespace tramo::offers {

namespace planning_payments {

inline constexpr std::int64_t rate_one = 1'000'000'000;

/// The multiple of `unit` for a quotient. Requires numerator >= 0, denominator > 0.
[[nodiscard]] inline int128 rounded_multiple(int128 numerator, int128 denominator, std::int64_t unit,
                                             rounding mode) {
    int128 const step = denominator * unit;
    int128 const whole = numerator / step, rest = numerator % step;
    bool goes_up = false;
    switch (mode) {
        case rounding::up:
        case rounding::ceiling:
            goes_up = rest != 0;
            break;
        case rounding::half_up:
            goes_up = rest * 2 >= step;
            break;
        case rounding::half_down:
            goes_up = rest * 2 > step;
            break;
        case rounding::half_even:
            goes_up = rest * 2 > step || (rest * 2 == step && whole % 2 != 0);
            break;
        case rounding::down:
        case rounding::floor:
            break;
    }
    return (whole + (goes_up ? 1 : 0)) * unit;
}

[[nodiscard]] inline std::optional<payment_plan> finish(payment_plan plan, int128 regular, int128 odd,
                                                        int count, int128 interest) {
    if (regular <= 0 && count > 1) return {};
    if (odd <= 0) return {};
    int128 const total = plan.entry + regular * (count - 1) + odd;
    if (total > largest_amount) return {};
    plan.regular = static_cast<std::int64_t>(regular);
    plan.odd = static_cast<std::int64_t>(odd);
    plan.interest = static_cast<std::int64_t>(interest);
    plan.total = static_cast<std::int64_t>(total);
    return plan;
}

/// What the last payment must be for the balance to end at 0.
[[nodiscard]] inline std::optional<payment_plan> with_interest(payment_plan plan, int128 financed,
                                                               payment_terms const& terms,
                                                               std::int64_t level_payment) {
    int128 const regular = rounded_multiple(level_payment, 1, terms.unit, terms.parts);
    int128 balance = financed, interest = 0;
    for (int k = 1; k <= terms.count; ++k) {
        int128 const due = (balance * terms.rate + rate_one / 2) / rate_one;
        interest += due;
        if (k == terms.count) return finish(plan, regular, balance + due, terms.count, interest);
        balance += due - regular;
        if (balance <= 0 || balance > largest_amount) return {};
    }
    return {};
}

}  // namespace planning_payments

TRAMO_INLINE std::int64_t share_of(std::int64_t amount, decimal const& share) {
    if (share.scale > 18) return share_of(amount, *rescale(share, 18, rounding::half_up));
    int128 const one = power_of_ten(share.scale);
    return static_cast<std::int64_t>((share.coefficient * amount + one / 2) / one);
}

TRAMO_INLINE std::optional<payment_plan> plan_payments(std::int64_t amount, payment_terms const& terms,
                                                       std::int64_t level_payment) {
    payment_plan plan;
    plan.entry = terms.entry;
    int128 const financed = amount - terms.entry;
    if (financed <= 0) return {};
    if (terms.rate != 0) return planning_payments::with_interest(plan, financed, terms, level_payment);
    int128 const regular =
        planning_payments::rounded_multiple(financed, terms.count, terms.unit, terms.parts);
    return planning_payments::finish(plan, regular, financed - regular * (terms.count - 1), terms.count, 0);
}

}  // namespace tramo::offers
