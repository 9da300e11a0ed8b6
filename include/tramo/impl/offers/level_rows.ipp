// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The rows of level schedules, one by one and side by side. Side by side, the processor's wide
// registers are used where it has them, which changes the time and never the result.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#if defined(__x86_64__)
#    include <immintrin.h>
#endif

#include <tramo/impl/offers/annuity_factors.ipp>

namespace tramo::offers::leveling {

/// A rate below 1 as a binary fraction: at least r·2^64 and less than 3 above it. 2^93/10^9, taken upwards,
/// is off by less than 1, times a rate below 2^30, over 2^29: less than 2; and the cut and 1.
[[nodiscard]] inline std::uint64_t binary_rate(std::uint64_t rate) {
    constexpr auto unit = static_cast<std::uint64_t>((static_cast<uint128>(1) << 93) / one) + 1;
    return static_cast<std::uint64_t>(static_cast<uint128>(rate) * unit >> 29) + 1;
}

/// Up to here b·binary_rate(r) + 1/2, cut, is b·r rounded half up: b·r + 1/2 is a multiple of 10^−9, and
/// what the binary rate adds, b·3/2^64, is less than that.
inline constexpr std::uint64_t most_quick_principal = ~std::uint64_t{0} / (3 * one);

/// Where 32 bits hold every amount, too.
inline constexpr std::uint64_t most_side_by_side = 0xFFFF'FFFF;

/// Where rows of a schedule go: its first number, and how far the next is.
struct row_places {
    std::int64_t *payment, *principal, *interest, *balance;
    std::size_t step = 1;

    void write(std::size_t k, std::uint64_t paid, std::uint64_t cleared, std::uint64_t earned,
               std::uint64_t left) const {
        payment[k * step] = static_cast<std::int64_t>(paid);
        principal[k * step] = static_cast<std::int64_t>(cleared);
        interest[k * step] = static_cast<std::int64_t>(earned);
        balance[k * step] = static_cast<std::int64_t>(left);
    }
};

/// Interest on any balance within bounds: the binary rate may be 1 too high, which the remainder tells.
class careful_rate {
public:
    explicit careful_rate(std::uint64_t rate)
        : whole_(rate / one), part_(rate % one), binary_(binary_rate(part_)) {}
    [[nodiscard]] std::uint64_t interest(std::uint64_t balance) const {
        auto const guess = static_cast<std::uint64_t>((static_cast<uint128>(balance) * binary_ + half) >> 64);
        auto const rest = static_cast<std::int64_t>(balance * part_ + one / 2 - guess * one);
        return balance * whole_ + guess - (rest < 0 ? 1 : 0);
    }

private:
    std::uint64_t whole_, part_, binary_;
};

inline void write_careful_rows(std::uint64_t balance, std::uint64_t payment, std::uint64_t rate, int count,
                               row_places const& into) {
    careful_rate const by(rate);
    for (int k = 1; k <= count; ++k) {
        auto const interest = by.interest(balance);
        auto const due = balance + interest;
        auto const paid = k == count ? due : std::min(payment, due);
        balance = due - paid;
        into.write(static_cast<std::size_t>(k - 1), paid, paid - interest, interest, balance);
    }
}

/// Requires least and most_quick_principal to allow the principal. The next balance comes out of one sum, so
/// that a row waits for the row before it no longer than a product and two additions.
inline void write_quick_rows(std::uint64_t balance, std::uint64_t payment, std::uint64_t rate, int count,
                             std::int64_t* __restrict payments, std::int64_t* __restrict principals,
                             std::int64_t* __restrict interests, std::int64_t* __restrict balances) {
    auto const binary = binary_rate(rate);
    int const before_last = count - 1;
    std::fill_n(payments, before_last, static_cast<std::int64_t>(payment));
    for (int k = 0; k < before_last; ++k) {
        std::uint64_t const rest = balance - payment;  // may pass below 0; the interest brings it back
        uint128 const sum =
            static_cast<uint128>(balance) * binary + (static_cast<uint128>(rest) << 64 | half);
        auto const next = static_cast<std::uint64_t>(sum >> 64);
        principals[k] = static_cast<std::int64_t>(balance - next);
        interests[k] = static_cast<std::int64_t>(next - rest);
        balances[k] = static_cast<std::int64_t>(next);
        balance = next;
    }
    auto const last = static_cast<std::uint64_t>((static_cast<uint128>(balance) * binary + half) >> 64);
    payments[before_last] = static_cast<std::int64_t>(balance + last);
    principals[before_last] = static_cast<std::int64_t>(balance);
    interests[before_last] = static_cast<std::int64_t>(last);
    balances[before_last] = 0;
}

/// Schedules side by side, all of them quick and below most_side_by_side: 32 bits in 64, ready for products.
struct lanes {
    static constexpr std::size_t most = 64;
    std::uint64_t balance[most], payment[most], rate_high[most], rate_low[most];
};

/// As a quick row: the product with the binary rate from two halves, both cuts being exact.
inline void write_lane(lanes& of, std::size_t i, bool is_last, std::size_t at, row_places const& into) {
    auto const low = of.balance[i] * of.rate_low[i] >> 32;
    auto const interest = (of.balance[i] * of.rate_high[i] + low + (half >> 32)) >> 32;
    auto const paid = is_last ? of.balance[i] + interest : of.payment[i];
    auto const cleared = paid - interest;
    of.balance[i] -= cleared;
    into.payment[at] = static_cast<std::int64_t>(paid);
    into.principal[at] = static_cast<std::int64_t>(cleared);
    into.interest[at] = static_cast<std::int64_t>(interest);
    into.balance[at] = static_cast<std::int64_t>(of.balance[i]);
}

#if defined(__x86_64__)
[[gnu::target("avx2"), gnu::always_inline]] inline __m256i four_at(std::uint64_t const* from) {
    return _mm256_loadu_si256(reinterpret_cast<__m256i const*>(from));
}

template <class Number>
[[gnu::target("avx2"), gnu::always_inline]] inline void write_four(Number* to, __m256i four) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), four);
}

/// Four lanes of one row from `i` on.
[[gnu::target("avx2")]] inline void write_four_lanes(lanes& of, std::size_t i, bool is_last, std::size_t at,
                                                     row_places const& into) {
    auto const balance = four_at(of.balance + i);
    auto const low = _mm256_srli_epi64(_mm256_mul_epu32(balance, four_at(of.rate_low + i)), 32);
    auto const high = _mm256_mul_epu32(balance, four_at(of.rate_high + i));
    auto const rounded = _mm256_add_epi64(low, _mm256_set1_epi64x(std::int64_t{1} << 31));
    auto const interest = _mm256_srli_epi64(_mm256_add_epi64(high, rounded), 32);
    auto const paid = is_last ? _mm256_add_epi64(balance, interest) : four_at(of.payment + i);
    auto const cleared = _mm256_sub_epi64(paid, interest);
    auto const left = _mm256_sub_epi64(balance, cleared);
    write_four(of.balance + i, left);
    write_four(into.payment + at, paid);
    write_four(into.principal + at, cleared);
    write_four(into.interest + at, interest);
    write_four(into.balance + at, left);
}

[[gnu::target("avx2")]] inline void write_lanes_avx2(lanes& of, std::size_t size, int count,
                                                     row_places const& into) {
    for (int k = 0; k < count; ++k) {
        auto const at = static_cast<std::size_t>(k) * into.step;
        std::size_t i = 0;
        for (; i + 4 <= size; i += 4) write_four_lanes(of, i, k + 1 == count, at + i, into);
        for (; i < size; ++i) write_lane(of, i, k + 1 == count, at + i, into);
    }
}
#endif

inline void write_lanes_plain(lanes& of, std::size_t size, int count, row_places const& into) {
    for (int k = 0; k < count; ++k)
        for (std::size_t i = 0; i < size; ++i)
            write_lane(of, i, k + 1 == count, static_cast<std::size_t>(k) * into.step + i, into);
}

inline void write_lanes(lanes& of, std::size_t size, int count, row_places const& into) {
#if defined(__x86_64__)
    static bool const has_avx2 = __builtin_cpu_supports("avx2") != 0;
    if (has_avx2) return write_lanes_avx2(of, size, count, into);
#endif
    write_lanes_plain(of, size, count, into);
}

}  // namespace tramo::offers::leveling
