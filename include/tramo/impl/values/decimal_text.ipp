// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Decimals to and from text and binary floats, and the powers of ten that both need.
#pragma once

#include <array>
#include <charconv>
#include <cstddef>

#include <tramo/values/decimal.hpp>

namespace tramo {
namespace decimal_detail {

inline constexpr uint128 sign_bit = static_cast<uint128>(1) << 127;
inline constexpr int128 int128_max = static_cast<int128>(sign_bit - 1);
inline constexpr int128 int128_min = -int128_max - 1;

inline constexpr std::array<int128, max_scale + 1> powers_of_ten = [] {
    std::array<int128, max_scale + 1> powers{1};
    for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
    return powers;
}();

constexpr int128 power(int exponent) {
    return powers_of_ten[static_cast<std::size_t>(exponent)];
}
constexpr uint128 unsigned_power(int exponent) {
    return static_cast<uint128>(power(exponent));
}

constexpr bool fits_64_bits(int128 n) {
    return n == static_cast<std::int64_t>(n);
}
constexpr uint128 magnitude_of(int128 n) {
    return n < 0 ? 0 - static_cast<uint128>(n) : static_cast<uint128>(n);
}
constexpr bool fits_coefficient(bool negative, uint128 magnitude) {
    return magnitude < sign_bit || (negative && magnitude == sign_bit);
}
constexpr int128 with_sign(bool negative, uint128 magnitude) {
    return static_cast<int128>(negative ? 0 - magnitude : magnitude);
}

/// Multiplies by 10^digits in place; false, and `n` is as it was, when that does not fit. Unsigned on
/// the long path, because clang calls a function that libgcc lacks for the signed 128-bit check.
inline bool scale_up(int128& n, int digits) {
    if (digits <= 18 && fits_64_bits(n)) {
        n *= power(digits);
        return true;
    }
    if (n == 0) return true;
    if (digits > max_scale) return false;
    uint128 product;
    if (__builtin_mul_overflow(magnitude_of(n), unsigned_power(digits), &product)) return false;
    if (!fits_coefficient(n < 0, product)) return false;
    n = with_sign(n < 0, product);
    return true;
}

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// A number's text taken apart. Its value is `coefficient * 10^(zeros - fraction_digits + exponent)`;
/// `zeros` counts those at its end, kept apart so that 1.000 (fifty zeros) still fits.
struct number_parts {
    uint128 coefficient = 0;
    std::int64_t zeros = 0;
    std::int64_t fraction_digits = 0;
    std::int64_t exponent = 0;
    bool is_negative = false;
    bool is_too_long = false;

    void take(char digit, bool after_point) {
        if (after_point) ++fraction_digits;
        if (digit == '0') {
            if (coefficient != 0 || is_too_long) ++zeros;
            return;
        }
        int128 scaled = static_cast<int128>(coefficient);
        if (is_too_long || zeros >= max_scale || !scale_up(scaled, static_cast<int>(zeros) + 1)) {
            is_too_long = true;
            return;
        }
        coefficient = static_cast<uint128>(scaled) + static_cast<uint128>(digit - '0');
        zeros = 0;
    }
};

/// Takes a run of digits, single underscores between them, off the front; false when there is none.
inline bool take_digits(std::string_view& text, number_parts& parts, bool after_point) {
    if (text.empty() || !is_digit(text.front())) return false;
    while (!text.empty()) {
        if (text.front() == '_' && text.size() > 1 && is_digit(text[1])) text.remove_prefix(1);
        if (!is_digit(text.front())) break;
        parts.take(text.front(), after_point);
        text.remove_prefix(1);
    }
    return true;
}

/// Takes `-` or `+` off the front, and returns whether it was a minus.
inline bool take_sign(std::string_view& text) {
    if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
    bool const is_minus = text.front() == '-';
    text.remove_prefix(1);
    return is_minus;
}

TRAMO_INLINE std::optional<number_parts> take_number_apart(std::string_view text) {
    number_parts parts;
    parts.is_negative = take_sign(text);
    bool const has_whole = take_digits(text, parts, false);
    if (!text.empty() && text.front() == '.') {
        text.remove_prefix(1);
        if (!take_digits(text, parts, true)) return std::nullopt;
    } else if (!has_whole) {
        return std::nullopt;
    }
    if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
        text.remove_prefix(1);
        bool const is_negative = take_sign(text);
        if (text.empty()) return std::nullopt;
        constexpr std::int64_t beyond_any_text = 1'000'000'000'000;  // so that huge exponents saturate
        for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1))
            if (parts.exponent < beyond_any_text) parts.exponent = parts.exponent * 10 + (text.front() - '0');
        if (is_negative) parts.exponent = -parts.exponent;
    }
    if (!text.empty()) return std::nullopt;
    return parts;
}

TRAMO_INLINE std::optional<decimal> to_decimal(number_parts const& parts) {
    std::int64_t const decimals = parts.fraction_digits - parts.exponent;
    int scale = decimals < 0 ? 0 : decimals > max_scale ? max_scale : static_cast<int>(decimals);
    if (parts.coefficient == 0 && !parts.is_too_long) return decimal(0, scale);
    std::int64_t digits = parts.zeros - decimals + scale;
    if (parts.is_too_long || digits < 0) return std::nullopt;
    for (; digits >= 0 && scale >= 0; --digits, --scale) {  // fewer decimals where the zeros do not fit
        uint128 product;
        if (digits <= max_scale &&
            !__builtin_mul_overflow(parts.coefficient, unsigned_power(static_cast<int>(digits)), &product) &&
            fits_coefficient(parts.is_negative, product))
            return decimal(with_sign(parts.is_negative, product), scale);
    }
    return std::nullopt;
}

/// The common shape: a sign or none, at most 18 digits, at most one point before a digit.
inline bool parse_short(std::string_view text, decimal& number) {
    std::size_t at = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    if (text.size() == at || text.size() - at > 19 || !is_digit(text.back())) return false;
    std::int64_t coefficient = 0;
    std::size_t digits = 0, after_point = 0;
    bool has_point = false;
    for (; at < text.size(); ++at) {
        if (is_digit(text[at])) {
            if (++digits > 18) return false;
            coefficient = coefficient * 10 + (text[at] - '0');
            if (has_point) ++after_point;
        } else if (text[at] == '.' && !has_point) {
            has_point = true;
        } else {
            return false;
        }
    }
    number = decimal(text[0] == '-' ? -coefficient : coefficient, static_cast<int>(after_point));
    return true;
}

/// Writes the digits of `n` right-aligned before `end`, and returns where they begin.
inline char* write_digits(char* end, uint128 n) {
    constexpr std::uint64_t chunk = 10'000'000'000'000'000'000U;
    auto part = static_cast<std::uint64_t>(n);
    for (; n > static_cast<uint128>(0xFFFF'FFFF'FFFF'FFFFU); part = static_cast<std::uint64_t>(n)) {
        auto rest = static_cast<std::uint64_t>(n % chunk);
        n /= chunk;
        for (int i = 0; i < 19; ++i, rest /= 10) *--end = static_cast<char>('0' + rest % 10);
    }
    do *--end = static_cast<char>('0' + part % 10);
    while ((part /= 10) != 0);
    return end;
}

}  // namespace decimal_detail

TRAMO_INLINE std::optional<decimal> parse_decimal(std::string_view text) {
    decimal number;
    if (decimal_detail::parse_short(text, number)) return number;
    auto const parts = decimal_detail::take_number_apart(text);
    return parts ? decimal_detail::to_decimal(*parts) : std::nullopt;
}

TRAMO_INLINE bool is_number(std::string_view text) {
    return decimal_detail::take_number_apart(text).has_value();
}

TRAMO_INLINE std::string to_string(int128 number) {
    return to_string(decimal(number));
}

TRAMO_INLINE std::string to_string(decimal const& number) {
    std::array<char, 48> digits;
    char* const end = digits.data() + digits.size();
    char* begin = decimal_detail::write_digits(end, decimal_detail::magnitude_of(number.coefficient));
    while (end - begin <= number.scale) *--begin = '0';
    std::string text;
    text.reserve(static_cast<std::size_t>(end - begin) + 2);
    if (number.coefficient < 0) text += '-';
    text.append(begin, end - number.scale);
    if (number.scale > 0) text.append(1, '.').append(end - number.scale, end);
    return text;
}

TRAMO_INLINE std::string to_shortest_string(decimal const& number) {
    std::string text = to_string(number);
    if (number.scale == 0) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

TRAMO_INLINE std::optional<decimal> from_double(double number) {
    std::array<char, 32> text;
    auto const end =
        std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::scientific).ptr;
    auto parts =
        decimal_detail::take_number_apart({text.data(), static_cast<std::size_t>(end - text.data())});
    if (!parts) return std::nullopt;
    std::int64_t const too_many = parts->fraction_digits - parts->exponent - division_scale;
    if (too_many <= 0) return decimal_detail::to_decimal(*parts);
    if (too_many > max_scale) return decimal(0, division_scale);
    int128 const coefficient = decimal_detail::with_sign(parts->is_negative, parts->coefficient);
    auto const rounded = rescale(decimal(coefficient, static_cast<int>(too_many)), 0, rounding::half_even);
    return decimal(rounded->coefficient, division_scale);
}

TRAMO_INLINE double to_double(decimal const& number) {
    constexpr int128 largest_exact = static_cast<int128>(1) << 53;
    constexpr int exact_power = 22;  // 10^22 is the largest power of ten that a double holds exactly
    if (number.scale <= exact_power && number.coefficient <= largest_exact &&
        number.coefficient >= -largest_exact)
        return static_cast<double>(static_cast<std::int64_t>(number.coefficient)) /
               static_cast<double>(decimal_detail::power(number.scale));
    std::string const text = to_string(number);
    double nearest = 0;
    std::from_chars(text.data(), text.data() + text.size(), nearest);
    return nearest;
}

}  // namespace tramo
