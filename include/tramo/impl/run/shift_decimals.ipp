// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Moves a coefficient to another scale, and says why where that cannot be done.
#pragma once

#include <limits>

#include <tramo/impl/run/reader_state.ipp>
#include <tramo/values/decimal.hpp>

namespace tramo::reading {

/// What digits beyond the field's scale are: a fraction is no integer at all.
[[nodiscard]] constexpr fault_reason inexact_reason(kind as) {
    return is_whole_kind(as) ? fault_reason::wrong_type : fault_reason::too_precise;
}

/// Integers and days fit 64 bits or are too large.
[[nodiscard]] constexpr outcome check_whole(kind as, int128 number) {
    return is_whole_kind(as) && !fits_narrow(number) ? faulty(fault_reason::overflow) : outcome::known;
}

inline outcome append_digits(int128 coefficient, int digits, int128& shifted) {
    shifted = 0;
    if (coefficient == 0) return outcome::known;
    if (digits > max_scale) return faulty(fault_reason::overflow);
    int128 const factor = power_of_ten(digits);
    if (!fits_narrow(coefficient) || digits > 18) {
        constexpr auto largest = static_cast<int128>(~uint128{0} >> 1);
        int128 const limit = largest / factor;
        if (coefficient > limit || coefficient < -limit) return faulty(fault_reason::overflow);
    }
    shifted = coefficient * factor;
    return outcome::known;
}

/// `coefficient * 10^shift`, any shift. Digits that fall away are `inexact`, or round half to even.
inline outcome shift_decimals(int128 coefficient, int shift, bool rounds, fault_reason inexact,
                              int128& shifted) {
    if (shift >= 0) return append_digits(coefficient, shift, shifted);
    shifted = 0;
    if (shift < -max_scale) return coefficient == 0 || rounds ? outcome::known : faulty(inexact);
    int128 rest = 0;
    if (fits_narrow(coefficient) && shift >= -18) {  // a 64-bit division takes a third of the time
        auto const unit = static_cast<std::int64_t>(power_of_ten(-shift));
        auto const number = static_cast<std::int64_t>(coefficient);
        shifted = number / unit;
        rest = number % unit;
    } else {
        shifted = coefficient / power_of_ten(-shift);
        rest = coefficient % power_of_ten(-shift);
    }
    if (rest == 0) return outcome::known;
    if (!rounds) return faulty(inexact);
    int128 const lost = rest < 0 ? -rest : rest;
    int128 const kept = power_of_ten(-shift) - lost;
    if (lost > kept || (lost == kept && shifted % 2 != 0)) shifted += coefficient < 0 ? -1 : 1;
    return outcome::known;
}

/// Whether all numbers lie in [first, last]. Requires first <= 0 <= last: then a difference is negative
/// exactly where a number lies outside, overflow included. Compilers vectorise this sooner than comparisons.
inline bool are_within(std::int64_t const* numbers, std::size_t count, std::int64_t first,
                       std::int64_t last) {
    std::uint64_t signs = 0;
    for (std::size_t i = 0; i < count; ++i) {
        auto const number = static_cast<std::uint64_t>(numbers[i]);
        signs |= (number - static_cast<std::uint64_t>(first)) | (static_cast<std::uint64_t>(last) - number);
    }
    return signs >> 63 == 0;
}

/// Takes every known number of a narrow block `digits` decimals further.
inline void scale_up_block(reader_state const& reader, block& out, int digits) {
    if (digits == 0) return;
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    std::int64_t const factor = digits <= 18 ? static_cast<std::int64_t>(power_of_ten(digits)) : largest;
    std::int64_t const limit = largest / factor;
    std::int64_t* const numbers = out.narrow.data();
    if (digits <= 18 && are_within(numbers, out.count, -limit, limit)) {
        for (std::size_t i = 0; i < out.count; ++i) numbers[i] *= factor;
        return;
    }
    widen(out);
    for_each_known(out, [&](std::size_t i) {
        int128 number = 0;
        outcome const found = shift_decimals(out.wide[i], digits, false, fault_reason::too_precise, number);
        settle(reader, out, i, found, number);
    });
}

}  // namespace tramo::reading
