// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How a calculator loses decimals: six knobs on which lenders differ, none of them hidden.
#pragma once

#include <optional>

#include <tramo/values/decimal.hpp>
#include <tramo/values/rounding.hpp>

namespace tramo::offers {

/// When interest is rounded. `never`: a schedule is kept exact and only shown rounded, each number for
/// itself, so that rows may miss their sum by a unit (textbook tables are printed so).
enum class interest_rounding { each_period, never };

/// Which installment takes what the others leave, so that principals add up to the principal. `spread` gives
/// one unit each to the first ones; `largest` is the installment with the largest payment, the first of
/// equals.
enum class residual_placement { last, first, largest, spread };

struct rounding_policy {
    int minor_units = 2;                       ///< decimals of the currency, 0 to 18 (values/currency.hpp)
    rounding installment = rounding::half_up;  ///< 1. installments, to a multiple of …
    std::optional<decimal> installment_unit;   ///<    … this amount, more than 0; none: the smallest unit
    rounding interest = rounding::half_up;     ///< 2. interest, to the smallest unit …
    interest_rounding interest_at = interest_rounding::each_period;  ///<    … and when
    residual_placement residual = residual_placement::last;          ///< 3.
    std::optional<int> rate_decimals;  ///< 4. the rate per period is rounded before use; none: exact
    rounding rate = rounding::half_up;
    rounding display = rounding::half_up;   ///< 5. of numbers shown where interest is never rounded
    std::optional<int> truncated_decimals;  ///< 6. factors computed on the way (a daily rate) are cut
                                            ///<    after so many decimals; none: exact
    friend bool operator==(rounding_policy const&, rounding_policy const&) = default;
};

}  // namespace tramo::offers
