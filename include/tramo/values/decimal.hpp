// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Exact decimal numbers: a 128-bit coefficient and a scale, the layout of Arrow's decimal128.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tramo/config.hpp>
#include <tramo/values/rounding.hpp>

namespace tramo {

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

/// The most decimals a number may carry: 10^38 is the largest power of ten a coefficient holds.
inline constexpr int max_scale = 38;

/// The decimals that a division is rounded to, half to even (language page, "Division").
inline constexpr int division_scale = 18;

/// `coefficient / 10^scale`, exact. Two decimals that denote the same number compare equal whatever
/// their scales (1.50 = 1.5). Requires 0 <= scale <= max_scale.
struct decimal {
    int128 coefficient = 0;
    int scale = 0;

    constexpr decimal() = default;
    constexpr decimal(int128 coefficient_, int scale_ = 0) : coefficient(coefficient_), scale(scale_) {}
};

[[nodiscard]] std::strong_ordering operator<=>(decimal const& a, decimal const& b);
[[nodiscard]] bool operator==(decimal const& a, decimal const& b);

/// 10^exponent. Requires 0 <= exponent <= max_scale.
[[nodiscard]] int128 power_of_ten(int exponent);

/// Reads `-12.50`, `+7`, `1_000`, `.5`, `1e3`, `-1.2E-4`; an underscore may separate digits. Nothing else may
/// stand in the text. No value when it is not a number; also none when it does not fit (use
/// `is_number` to tell the two apart).
[[nodiscard]] std::optional<decimal> parse_decimal(std::string_view text);
/// Whether `text` has the form of a number, of any size.
[[nodiscard]] bool is_number(std::string_view text);

/// Plain digits with exactly `scale` decimals: `-12.50`.
[[nodiscard]] std::string to_string(decimal const& number);
/// The same without trailing zeros after the point: `-12.5`, `3`.
[[nodiscard]] std::string to_shortest_string(decimal const& number);
[[nodiscard]] std::string to_string(int128 number);

/// Sum, difference, product: exact, or no value when the exact result does not fit. The scale is the larger
/// of both (of a product: their sum), less the zeros at the end that the result must lose to fit.
[[nodiscard]] std::optional<decimal> add(decimal const& a, decimal const& b);
[[nodiscard]] std::optional<decimal> subtract(decimal const& a, decimal const& b);
[[nodiscard]] std::optional<decimal> multiply(decimal const& a, decimal const& b);

/// The quotient rounded half to even at `division_scale` decimals, less the zeros at the end that it must
/// lose to fit; no value when it does not fit even so.
/// Requires b != 0.
[[nodiscard]] std::optional<decimal> divide(decimal const& a, decimal const& b);

/// The same number with `scale` decimals, rounded as asked; no value when it does not fit.
/// Requires, as all that follow, 0 <= scale <= max_scale.
[[nodiscard]] std::optional<decimal> rescale(decimal const& number, int scale, rounding mode);
/// The same number with `scale` decimals; no value when digits would be lost or it does not fit.
[[nodiscard]] std::optional<decimal> rescale_exactly(decimal const& number, int scale);
/// The largest integer not above / the smallest not below `number * 10^scale`, saturated to int128.
[[nodiscard]] int128 floor_at_scale(decimal const& number, int scale);
[[nodiscard]] int128 ceil_at_scale(decimal const& number, int scale);

/// The decimal that the shortest round-trip text of `number` denotes (0.1 is 0.1), with at most
/// `division_scale` decimals, half to even beyond. Requires a finite number; no value when it does not fit.
[[nodiscard]] std::optional<decimal> from_double(double number);
/// The nearest double.
[[nodiscard]] double to_double(decimal const& number);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/decimal.ipp>
#endif
