// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Unsigned integers of 256 bits, for the products and quotients that pass through more than a
// coefficient holds; four operations do not justify a big-number library in every consumer's build.
#pragma once

#include <compare>
#include <cstdint>

#include <tramo/values/decimal.hpp>

namespace tramo::decimal_detail {

struct wide {
    uint128 high = 0;
    uint128 low = 0;
};

inline std::strong_ordering compare(wide a, wide b) {
    return a.high != b.high ? a.high <=> b.high : a.low <=> b.low;
}

/// The sum; requires that it fits.
inline wide add(wide a, wide b) {
    wide sum{a.high + b.high, a.low + b.low};
    if (sum.low < a.low) ++sum.high;
    return sum;
}

/// The difference; requires a >= b.
inline wide subtract(wide a, wide b) {
    wide difference{a.high - b.high, a.low - b.low};
    if (a.low < b.low) --difference.high;
    return difference;
}

inline wide multiply(uint128 a, uint128 b) {
    auto const low_half = [](uint128 n) { return static_cast<uint128>(static_cast<std::uint64_t>(n)); };
    uint128 const a_low = low_half(a), a_high = a >> 64;
    uint128 const b_low = low_half(b), b_high = b >> 64;
    uint128 const low = a_low * b_low;
    uint128 const cross = a_high * b_low + (low >> 64);  // cannot overflow: (2^64-1)^2 + 2^64-1 < 2^128
    uint128 const middle = a_low * b_high + low_half(cross);
    return {a_high * b_high + (cross >> 64) + (middle >> 64), (middle << 64) | low_half(low)};
}

/// Multiplies in place; false, and `number` is as it was, when the product needs more than 256 bits.
inline bool multiply(wide& number, uint128 factor) {
    wide const upper = multiply(number.high, factor);
    wide product = multiply(number.low, factor);
    if (upper.high != 0) return false;
    if (__builtin_add_overflow(product.high, upper.low, &product.high)) return false;
    number = product;
    return true;
}

/// Divides in place and returns the remainder. Requires 0 < divisor <= 2^127.
inline uint128 divide(wide& number, uint128 divisor) {
    uint128 remainder = number.high % divisor;
    number.high /= divisor;
    if (remainder == 0) {
        remainder = number.low % divisor;
        number.low /= divisor;
        return remainder;
    }
    if ((divisor >> 64) == 0) {  // limb by limb, each step a 128 by 64 bit division
        uint128 const upper = (remainder << 64) | (number.low >> 64);
        uint128 const lower = ((upper % divisor) << 64) | static_cast<std::uint64_t>(number.low);
        number.low = ((upper / divisor) << 64) | (lower / divisor);
        return lower % divisor;
    }
    uint128 quotient = 0;
    for (int bit = 127; bit >= 0; --bit) {
        remainder = (remainder << 1) | ((number.low >> bit) & 1);
        quotient <<= 1;
        if (remainder >= divisor) {
            remainder -= divisor;
            quotient |= 1;
        }
    }
    number.low = quotient;
    return remainder;
}

}  // namespace tramo::decimal_detail
