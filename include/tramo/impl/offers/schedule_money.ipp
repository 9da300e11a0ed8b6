// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Amounts of a schedule as whole numbers of a unit, and fractions that are never reduced.
#pragma once

#include <optional>

#include <tramo/offers/rounding_policy.hpp>

#include <tramo/impl/offers/wide_number.ipp>

namespace tramo::offers::scheduling {

using wide::integer;
using wide::rational;

inline constexpr int most_minor_units = 18;

/// Not in lowest terms: a greatest common divisor of thousands of digits costs more than it saves.
struct quotient {
    integer numerator = 0;
    integer denominator = 1;  ///< more than 0
};

/// How amounts are kept while a schedule is made.
struct frame {
    int scale = 2;          ///< amounts are whole numbers of 10^-scale
    integer unit = 1;       ///< installments are multiples of this …
    bool has_unit = false;  ///< … which was asked for
    integer step = 1;       ///< the currency's smallest unit
    integer noise = 1;      ///< what is less than one part in so many of it is none; 1: all counts
    rounding installment = rounding::half_up;
    rounding interest = rounding::half_up;
};

[[nodiscard]] inline bool is_whole(decimal const& amount, int scale) {
    return amount.scale <= scale || amount.coefficient % power_of_ten(amount.scale - scale) == 0;
}

/// Requires an amount without digits below the scale.
[[nodiscard]] inline integer at_scale(decimal const& amount, int scale) {
    integer const value = wide::to_integer(amount.coefficient);
    if (amount.scale <= scale) return value * wide::power_of_ten(scale - amount.scale);
    return value / wide::power_of_ten(amount.scale - scale);
}

/// What is so near to a multiple of a half (of `one`) is that: the digits behind are noise of what was
/// computed with more digits than can matter.
[[nodiscard]] inline integer without_noise(integer const& number, integer const& one, frame const& in) {
    if (in.noise == 1) return number;
    integer const halves = wide::round_quotient(number * 2, one, rounding::half_even);
    integer const off = abs(integer(number * 2 - halves * one));
    return off * in.noise < one ? integer(halves * one / 2) : number;
}

[[nodiscard]] inline integer round_to_unit(quotient const& exact, frame const& in) {
    if (in.unit == 1) return wide::round_quotient(exact.numerator, exact.denominator, in.installment);
    integer const one = exact.denominator * in.unit;
    return wide::round_quotient(without_noise(exact.numerator, one, in), one, in.installment) * in.unit;
}

[[nodiscard]] inline integer times(integer const& amount, rational const& rate, rounding mode) {
    using boost::multiprecision::denominator;
    using boost::multiprecision::numerator;
    return wide::round_quotient(amount * numerator(rate), denominator(rate), mode);
}

/// Cut after so many decimals.
[[nodiscard]] inline rational cut(rational const& factor, int decimals) {
    auto const ten = wide::power_of_ten(decimals);
    return rational(wide::round_to_integer(factor * rational(ten), rounding::down), ten);
}

}  // namespace tramo::offers::scheduling
