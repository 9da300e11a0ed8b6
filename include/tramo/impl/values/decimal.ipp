// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Arithmetic of decimals: native 128 bits on the common path, 256 bits where an exact answer needs them.
#pragma once

#include <array>

#include <tramo/impl/values/decimal_text.ipp>
#include <tramo/impl/values/wide_integer.ipp>
#include <tramo/values/decimal.hpp>

namespace tramo {
namespace decimal_detail {

/// `magnitude / 10^scale` as a decimal, dropping zeros at its end while it does not fit otherwise.
inline std::optional<decimal> narrow(bool negative, wide magnitude, int scale) {
    auto const fits = [&] {
        return magnitude.high == 0 && fits_coefficient(negative, magnitude.low) && scale <= max_scale;
    };
    while (!fits()) {
        if (scale == 0 || divide(magnitude, 10) != 0) return std::nullopt;
        --scale;
    }
    return decimal(with_sign(negative, magnitude.low), scale);
}

/// Whether a magnitude that lost digits goes one up. `to_half` compares what was lost with a half.
inline bool rounds_away(rounding mode, bool negative, bool is_odd, std::strong_ordering to_half) {
    switch (mode) {
        case rounding::half_even:
            return to_half > 0 || (to_half == 0 && is_odd);
        case rounding::half_up:
            return to_half >= 0;
        case rounding::half_down:
            return to_half > 0;
        case rounding::up:
            return true;
        case rounding::down:
            return false;
        case rounding::ceiling:
            return !negative;
        case rounding::floor:
            return negative;
    }
    return false;
}

TRAMO_INLINE std::optional<decimal> add_widely(decimal const& a, decimal const& b, bool b_is_subtracted) {
    int const scale = a.scale > b.scale ? a.scale : b.scale;
    wide const left = multiply(magnitude_of(a.coefficient), unsigned_power(scale - a.scale));
    wide const right = multiply(magnitude_of(b.coefficient), unsigned_power(scale - b.scale));
    bool const left_is_negative = a.coefficient < 0;
    bool const right_is_negative = (b.coefficient < 0) != b_is_subtracted;
    if (left_is_negative == right_is_negative) return narrow(left_is_negative, add(left, right), scale);
    return compare(left, right) >= 0 ? narrow(left_is_negative, subtract(left, right), scale)
                                     : narrow(right_is_negative, subtract(right, left), scale);
}

/// Brings both coefficients to the larger scale and returns it, or -1 when one would not fit.
inline int align(decimal const& a, decimal const& b, int128& left, int128& right) {
    left = a.coefficient;
    right = b.coefficient;
    if (a.scale == b.scale) return a.scale;
    if (a.scale < b.scale) return scale_up(left, b.scale - a.scale) ? b.scale : -1;
    return scale_up(right, a.scale - b.scale) ? a.scale : -1;
}

/// Compares without scaling up: whole parts first, then fractions, which always fit at the larger scale.
inline std::strong_ordering compare_by_parts(decimal const& a, decimal const& b) {
    int128 const a_unit = power(a.scale), b_unit = power(b.scale);
    if (auto const whole = a.coefficient / a_unit <=> b.coefficient / b_unit; whole != 0) return whole;
    int128 a_rest = a.coefficient % a_unit, b_rest = b.coefficient % b_unit;
    if (a.scale < b.scale)
        a_rest *= power(b.scale - a.scale);
    else
        b_rest *= power(a.scale - b.scale);
    return a_rest <=> b_rest;
}

/// |a| / |b| where the numerator outgrows 128 bits. The power of ten is applied in two steps, so that no
/// intermediate value outgrows 256 bits unless the quotient could not fit either.
TRAMO_INLINE std::optional<decimal> divide_scaled_up(bool negative, uint128 a, uint128 b, int exponent) {
    int const second_step = exponent > max_scale ? exponent - max_scale : 0;
    wide quotient = multiply(a, unsigned_power(exponent - second_step));
    uint128 remainder = divide(quotient, b);
    if (second_step > 0) {
        uint128 const factor = unsigned_power(second_step);
        if (!multiply(quotient, factor)) return std::nullopt;
        wide rest = multiply(remainder, factor);
        remainder = divide(rest, b);
        quotient = add(quotient, rest);
    }
    if (rounds_away(rounding::half_even, negative, (quotient.low & 1) != 0, remainder <=> b - remainder))
        quotient = add(quotient, {0, 1});
    return narrow(negative, quotient, division_scale);
}

/// |a| / (|b| * 10^digits), by dividing twice: the divisor itself may need more than 128 bits.
TRAMO_INLINE std::optional<decimal> divide_scaled_down(bool negative, uint128 a, uint128 b, int digits) {
    uint128 const unit = unsigned_power(digits);
    uint128 const whole = a / b;
    uint128 quotient = whole / unit;
    wide const rest = add(multiply(whole % unit, b), {0, a % b});
    wide const half = subtract(multiply(b, unit), rest);
    if (rounds_away(rounding::half_even, negative, (quotient & 1) != 0, compare(rest, half))) ++quotient;
    return narrow(negative, {0, quotient}, division_scale);
}

}  // namespace decimal_detail

TRAMO_INLINE std::strong_ordering operator<=>(decimal const& a, decimal const& b) {
    int128 left, right;
    if (decimal_detail::align(a, b, left, right) >= 0) return left <=> right;
    return decimal_detail::compare_by_parts(a, b);
}

TRAMO_INLINE bool operator==(decimal const& a, decimal const& b) {
    if (a.scale == b.scale) return a.coefficient == b.coefficient;
    return (a <=> b) == 0;
}

TRAMO_INLINE int128 power_of_ten(int exponent) {
    return decimal_detail::power(exponent);
}

TRAMO_INLINE std::optional<decimal> add(decimal const& a, decimal const& b) {
    int128 left, right, sum;
    int const scale = decimal_detail::align(a, b, left, right);
    if (scale >= 0 && !__builtin_add_overflow(left, right, &sum)) return decimal(sum, scale);
    return decimal_detail::add_widely(a, b, false);
}

TRAMO_INLINE std::optional<decimal> subtract(decimal const& a, decimal const& b) {
    int128 left, right, difference;
    int const scale = decimal_detail::align(a, b, left, right);
    if (scale >= 0 && !__builtin_sub_overflow(left, right, &difference)) return decimal(difference, scale);
    return decimal_detail::add_widely(a, b, true);
}

TRAMO_INLINE std::optional<decimal> multiply(decimal const& a, decimal const& b) {
    int const scale = a.scale + b.scale;
    if (decimal_detail::fits_64_bits(a.coefficient) && decimal_detail::fits_64_bits(b.coefficient) &&
        scale <= max_scale)
        return decimal(a.coefficient * b.coefficient, scale);
    bool const negative = (a.coefficient < 0) != (b.coefficient < 0);
    decimal_detail::wide const product = decimal_detail::multiply(
        decimal_detail::magnitude_of(a.coefficient), decimal_detail::magnitude_of(b.coefficient));
    return decimal_detail::narrow(negative, product, scale);
}

TRAMO_INLINE std::optional<decimal> divide(decimal const& a, decimal const& b) {
    bool const negative = (a.coefficient < 0) != (b.coefficient < 0);
    uint128 const dividend = decimal_detail::magnitude_of(a.coefficient);
    uint128 const divisor = decimal_detail::magnitude_of(b.coefficient);
    int const exponent = division_scale + b.scale - a.scale;
    if (exponent < 0) return decimal_detail::divide_scaled_down(negative, dividend, divisor, -exponent);

    uint128 numerator;
    if (exponent > max_scale ||
        __builtin_mul_overflow(dividend, decimal_detail::unsigned_power(exponent), &numerator))
        return decimal_detail::divide_scaled_up(negative, dividend, divisor, exponent);
    uint128 quotient = numerator / divisor;
    uint128 const remainder = numerator - quotient * divisor;
    if (decimal_detail::rounds_away(rounding::half_even, negative, (quotient & 1) != 0,
                                    remainder <=> divisor - remainder))
        ++quotient;
    return decimal_detail::narrow(negative, {0, quotient}, division_scale);
}

TRAMO_INLINE std::optional<decimal> rescale(decimal const& number, int scale, rounding mode) {
    int128 coefficient = number.coefficient;
    if (scale >= number.scale) {
        if (!decimal_detail::scale_up(coefficient, scale - number.scale)) return std::nullopt;
        return decimal(coefficient, scale);
    }
    int128 const unit = power_of_ten(number.scale - scale);
    int128 const lost = coefficient % unit;
    coefficient /= unit;
    if (lost == 0) return decimal(coefficient, scale);
    bool const negative = lost < 0;
    int128 const lost_magnitude = negative ? -lost : lost;
    if (decimal_detail::rounds_away(mode, negative, (coefficient & 1) != 0,
                                    lost_magnitude <=> unit - lost_magnitude))
        coefficient += negative ? -1 : 1;
    return decimal(coefficient, scale);
}

TRAMO_INLINE std::optional<decimal> rescale_exactly(decimal const& number, int scale) {
    auto const rescaled = rescale(number, scale, rounding::down);
    if (rescaled && scale < number.scale && *rescaled != number) return std::nullopt;
    return rescaled;
}

TRAMO_INLINE int128 floor_at_scale(decimal const& number, int scale) {
    auto const rescaled = rescale(number, scale, rounding::floor);
    if (rescaled) return rescaled->coefficient;
    return number.coefficient < 0 ? decimal_detail::int128_min : decimal_detail::int128_max;
}

TRAMO_INLINE int128 ceil_at_scale(decimal const& number, int scale) {
    auto const rescaled = rescale(number, scale, rounding::ceiling);
    if (rescaled) return rescaled->coefficient;
    return number.coefficient < 0 ? decimal_detail::int128_min : decimal_detail::int128_max;
}

}  // namespace tramo
