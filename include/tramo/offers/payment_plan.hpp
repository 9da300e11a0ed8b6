// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How a negotiated amount is paid: an entry and installments, in the currency's smallest unit.
#pragma once

#include <cstdint>
#include <optional>

#include <tramo/config.hpp>
#include <tramo/values/decimal.hpp>
#include <tramo/values/rounding.hpp>

namespace tramo::offers {

/// Amounts above it are refused: sums and products of those below stay within 128 bits.
inline constexpr std::int64_t largest_amount = 100'000'000'000'000'000;  // 10^17

/// Terms of installments. All amounts are in the smallest unit.
struct payment_terms {
    std::int64_t entry = 0;           ///< paid down, 0 to the amount
    int count = 1;                    ///< installments behind the entry, at least 1
    std::int64_t rate = 0;            ///< per interval, as `level_terms::rate`; 0: equal parts
    rounding parts = rounding::down;  ///< of installments, to a multiple of …
    std::int64_t unit = 1;            ///< … this, at least 1
    bool is_rest_first = false;       ///< the first one takes the rest; not with a rate
};

/// All installments are `regular` but one, the last or the first. They add up to the amount less the entry,
/// and the interest.
struct payment_plan {
    std::int64_t entry = 0, regular = 0, odd = 0;
    std::int64_t interest = 0;
    std::int64_t total = 0;  ///< entry and installments
};

/// A share of an amount, rounded to the smallest unit (shares of more than 18 decimals to those first).
/// Requires 0 <= amount <= largest_amount, share >= 0.
[[nodiscard]] std::int64_t share_of(std::int64_t amount, decimal const& share,
                                    rounding mode = rounding::half_up);

/// No plan where an installment is not positive or, with a rate, does not pay more than its interest; nor
/// where numbers grow beyond `largest_amount`. With a rate `level_payment` is the installment
/// (`level_scheduler::payment` with these terms' rounding), interest is rounded half up per interval on the
/// balance left, and the last one takes the rest. Equal parts: Q-49, multiples of the unit, the rest in one.
[[nodiscard]] std::optional<payment_plan> plan_payments(std::int64_t amount, payment_terms const& terms,
                                                        std::int64_t level_payment = 0);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/payment_plan.ipp>
#endif
