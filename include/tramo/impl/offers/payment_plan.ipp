// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// An entry and installments that add up.
#pragma once

#include <tramo/impl/offers/unit_rounding.ipp>
#include <tramo/offers/payment_plan.hpp>

namespace tramo::offers {

namespace planning_payments {

inline constexpr std::int64_t rate_one = 1'000'000'000;

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
    int128 const regular = level_payment;
    int128 balance = financed, interest = 0;
    for (int k = 1; k <= terms.count; ++k) {
        int128 const due = (balance * terms.rate + rate_one / 2) / rate_one;
        interest += due;
        if (k == terms.count) return finish(plan, regular, balance + due, terms.count, interest);
        if (regular <= due) return {};
        balance += due - regular;
        if (balance <= 0 || balance > largest_amount) return {};
    }
    return {};
}

}  // namespace planning_payments

TRAMO_INLINE std::int64_t share_of(std::int64_t amount, decimal const& share, rounding mode) {
    if (share.coefficient == 0) return 0;
    if (share.scale > 18) return share_of(amount, *rescale(share, 18, mode), mode);
    return static_cast<std::int64_t>(
        rounded_quotient(share.coefficient * amount, power_of_ten(share.scale), mode));
}

TRAMO_INLINE std::optional<payment_plan> plan_payments(std::int64_t amount, payment_terms const& terms,
                                                       std::int64_t level_payment) {
    payment_plan plan;
    plan.entry = terms.entry;
    int128 const financed = amount - terms.entry;
    if (financed <= 0) return {};
    if (terms.rate != 0) return planning_payments::with_interest(plan, financed, terms, level_payment);
    int128 const step = static_cast<int128>(terms.count) * terms.unit;
    int128 const regular = rounded_quotient(financed, step, terms.parts) * terms.unit;
    return planning_payments::finish(plan, regular, financed - regular * (terms.count - 1), terms.count, 0);
}

}  // namespace tramo::offers
