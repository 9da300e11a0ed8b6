// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Quotients of whole units, rounded.
#pragma once

#include <tramo/values/decimal.hpp>
#include <tramo/values/rounding.hpp>

namespace tramo::offers {

/// The whole number for a quotient. Requires numerator >= 0, denominator > 0, and twice that within 128 bits.
[[nodiscard]] inline int128 rounded_quotient(int128 numerator, int128 denominator, rounding mode) {
    int128 const whole = numerator / denominator, rest = numerator % denominator;
    bool goes_up = false;
    switch (mode) {
        case rounding::up:
        case rounding::ceiling:
            goes_up = rest != 0;
            break;
        case rounding::half_up:
            goes_up = rest * 2 >= denominator;
            break;
        case rounding::half_down:
            goes_up = rest * 2 > denominator;
            break;
        case rounding::half_even:
            goes_up = rest * 2 > denominator || (rest * 2 == denominator && whole % 2 != 0);
            break;
        case rounding::down:
        case rounding::floor:
            break;
    }
    return whole + (goes_up ? 1 : 0);
}

}  // namespace tramo::offers
