// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Numbers without a bound for what products, powers and quotients need, and the way back to decimals.
#pragma once

#include <optional>

#include <boost/multiprecision/cpp_dec_float.hpp>
#include <boost/multiprecision/cpp_int.hpp>

#include <tramo/values/decimal.hpp>

namespace tramo::offers::wide {

using integer = boost::multiprecision::cpp_int;
using rational = boost::multiprecision::cpp_rational;
/// For roots and powers that are no fractions: 80 digits.
using real = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<80>>;

[[nodiscard]] inline integer to_integer(int128 number) {
    bool const is_negative = number < 0;
    auto const size = is_negative ? -static_cast<uint128>(number) : static_cast<uint128>(number);
    integer made = static_cast<std::uint64_t>(size >> 64);
    made <<= 64;
    made += static_cast<std::uint64_t>(size);
    return is_negative ? integer(-made) : made;
}

[[nodiscard]] inline integer power_of_ten(int exponent) {
    return boost::multiprecision::pow(integer(10), static_cast<unsigned>(exponent));
}

[[nodiscard]] inline rational to_rational(decimal const& number) {
    return rational(to_integer(number.coefficient), power_of_ten(number.scale));
}

/// No value beyond 38 digits.
[[nodiscard]] inline std::optional<int128> to_int128(integer const& number) {
    integer const size = abs(number);
    if (size >= power_of_ten(max_scale)) return {};
    auto const high = static_cast<std::uint64_t>(integer(size >> 64));
    auto const low = static_cast<std::uint64_t>(integer(size & integer(~std::uint64_t{0})));
    auto const made = static_cast<int128>(static_cast<uint128>(high) << 64 | low);
    return number < 0 ? -made : made;
}

/// `numerator / denominator` as a whole number, rounded as asked. Requires denominator > 0.
[[nodiscard]] inline integer round_quotient(integer const& numerator, integer const& denominator,
                                            rounding mode) {
    bool const is_negative = numerator < 0;
    integer quotient, rest;
    divide_qr(integer(abs(numerator)), denominator, quotient, rest);
    if (rest == 0) return is_negative ? integer(-quotient) : quotient;
    integer const doubled = rest * 2;
    bool const is_tie = doubled == denominator, is_more = doubled > denominator;
    bool goes_out = false;  // away from zero
    switch (mode) {
        case rounding::half_even:
            goes_out = is_more || (is_tie && bit_test(quotient, 0));
            break;
        case rounding::half_up:
            goes_out = is_more || is_tie;
            break;
        case rounding::half_down:
            goes_out = is_more;
            break;
        case rounding::up:
            goes_out = true;
            break;
        case rounding::down:
            goes_out = false;
            break;
        case rounding::ceiling:
            goes_out = !is_negative;
            break;
        case rounding::floor:
            goes_out = is_negative;
            break;
    }
    if (goes_out) ++quotient;
    return is_negative ? integer(-quotient) : quotient;
}

[[nodiscard]] inline integer round_to_integer(rational const& number, rounding mode) {
    return round_quotient(boost::multiprecision::numerator(number),
                          boost::multiprecision::denominator(number), mode);
}

/// The decimal with so many decimals; no value where it does not fit.
[[nodiscard]] inline std::optional<decimal> to_decimal(rational const& number, int scale, rounding mode) {
    auto const coefficient = to_int128(round_to_integer(number * rational(power_of_ten(scale)), mode));
    if (!coefficient) return {};
    return decimal(*coefficient, scale);
}

/// The nearest multiple of `unit` in the direction asked. Requires unit > 0.
[[nodiscard]] inline rational round_to_multiple(rational const& number, rational const& unit, rounding mode) {
    return rational(round_to_integer(number / unit, mode)) * unit;
}

[[nodiscard]] inline rational power(rational const& base, unsigned exponent) {
    return rational(boost::multiprecision::pow(boost::multiprecision::numerator(base), exponent),
                    boost::multiprecision::pow(boost::multiprecision::denominator(base), exponent));
}

[[nodiscard]] inline real to_real(rational const& number) {
    return real(boost::multiprecision::numerator(number)) / real(boost::multiprecision::denominator(number));
}

/// base^exponent with 60 digits behind the point, for exponents that are no whole numbers. Requires base > 0.
[[nodiscard]] inline rational fractional_power(rational const& base, rational const& exponent) {
    real const scaled = pow(to_real(base), to_real(exponent)) * pow(real(10), 60);
    return rational(integer(boost::multiprecision::round(scaled)), power_of_ten(60));
}

}  // namespace tramo::offers::wide
