// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Quotients of exact numbers, rounded once, half up: shares and ratios whose products outgrow 128 bits.
#pragma once

#include <optional>

#include <tramo/impl/values/wide_integer.ipp>
#include <tramo/values/decimal.hpp>

namespace tramo::actions::quotients {

namespace wide = decimal_detail;

[[nodiscard]] inline uint128 size_of(int128 number) {
    return number < 0 ? -static_cast<uint128>(number) : static_cast<uint128>(number);
}

[[nodiscard]] inline uint128 power(int exponent) {
    return static_cast<uint128>(power_of_ten(exponent));
}

/// dividend * 10^digits / divisor and what is left of it; no value where the quotient outgrows a coefficient.
/// Requires 0 < divisor <= 2^127.
struct divided {
    uint128 whole = 0, rest = 0;
};
[[nodiscard]] inline std::optional<divided> divide_enlarged(uint128 dividend, uint128 divisor, int digits) {
    int const first_step = digits < max_scale ? digits : max_scale;
    wide::wide number = wide::multiply(dividend, power(first_step));
    uint128 rest = wide::divide(number, divisor);
    for (int step = first_step; step < digits; ++step) {
        if (number.high != 0) return {};
        wide::wide next = wide::multiply(rest, 10);
        rest = wide::divide(next, divisor);
        number = wide::add(wide::multiply(number.low, 10), next);
    }
    if (number.high != 0) return {};
    return divided{number.low, rest};
}

/// dividend / (divisor * 10^digits) rounded half up; the divisor as a whole may need more than 128 bits.
[[nodiscard]] inline uint128 divide_reduced(uint128 dividend, uint128 divisor, int digits) {
    uint128 const unit = power(digits);
    uint128 const whole = dividend / divisor;
    wide::wide const rest = wide::add(wide::multiply(whole % unit, divisor), {0, dividend - whole * divisor});
    wide::wide const missing = wide::subtract(wide::multiply(divisor, unit), rest);
    return whole / unit + (wide::compare(rest, missing) >= 0 ? 1 : 0);
}

/// a / b * 10^enlarged with `scale` decimals, ties away from zero; no value where b is 0 or it does not fit.
/// Requires 0 <= scale <= max_scale and 0 <= enlarged.
[[nodiscard]] inline std::optional<decimal> half_up(decimal const& a, decimal const& b, int enlarged,
                                                    int scale) {
    if (b.coefficient == 0) return {};
    uint128 const dividend = size_of(a.coefficient), divisor = size_of(b.coefficient);
    int const digits = scale + enlarged + b.scale - a.scale;
    uint128 made;
    if (digits < 0) {
        made = divide_reduced(dividend, divisor, -digits);
    } else {
        auto const found = divide_enlarged(dividend, divisor, digits);
        if (!found) return {};
        made = found->whole + (found->rest >= divisor - found->rest ? 1 : 0);
        if (made < found->whole) return {};
    }
    if (made >> 127 != 0) return {};
    bool const is_negative = (a.coefficient < 0) != (b.coefficient < 0);
    return decimal(is_negative ? -static_cast<int128>(made) : static_cast<int128>(made), scale);
}

/// The same with as many of two decimals as fit: 0.00 where the whole is 0, and the largest number where the
/// quotient is beyond it.
[[nodiscard]] inline decimal with_two_decimals(int128 part, int128 whole, int enlarged) {
    if (whole == 0) return decimal(0, 2);
    for (int scale = 2; scale >= 0; --scale)
        if (auto const found = half_up(decimal(part), decimal(whole), enlarged, scale)) return *found;
    auto const most = static_cast<int128>(~uint128{0} >> 1);
    return decimal((part < 0) != (whole < 0) ? -most : most);
}

}  // namespace tramo::actions::quotients
