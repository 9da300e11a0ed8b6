// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Level payments from factors of 64 bits whose error is known: where it could matter, whole numbers decide.
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <tramo/impl/offers/wide_number.ipp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers::leveling {

/// 1 in the decimals of a rate.
inline constexpr std::uint64_t one = 1'000'000'000;
/// 1/2 behind 64 binary digits.
inline constexpr std::uint64_t half = std::uint64_t{1} << 63;
/// The true factor, times 2^64, is at least `factor` and less than this above it.
inline constexpr std::uint64_t factor_width = 16;
/// Of `annuity::least`: no principal.
inline constexpr unsigned never = 63;

/// What is kept of a rate and a count.
struct annuity {
    std::uint64_t tag = 0;     ///< rate, 9 bits of count, 6 bits of `least`; 0: empty
    std::uint64_t factor = 0;  ///< r/(1 − (1 + r)^−n) · 2^64; 0: not below 1, not computed

    /// From principals of 2^least on, no rounding clears the debt before the last payment.
    [[nodiscard]] unsigned least() const { return tag & 63; }
};

[[nodiscard]] inline std::uint64_t key_of(std::uint64_t rate, unsigned count) {
    return rate << 9 | count;
}

/// The upper half of a product of two 128-bit fractions, cut.
[[nodiscard]] inline uint128 product_of_fractions(uint128 a, uint128 b) {
    auto const a1 = static_cast<std::uint64_t>(a >> 64), a0 = static_cast<std::uint64_t>(a);
    auto const b1 = static_cast<std::uint64_t>(b >> 64), b0 = static_cast<std::uint64_t>(b);
    uint128 const low = static_cast<uint128>(a0) * b0, left = static_cast<uint128>(a1) * b0,
                  right = static_cast<uint128>(a0) * b1, high = static_cast<uint128>(a1) * b1;
    uint128 const middle = (low >> 64) + static_cast<std::uint64_t>(left) + static_cast<std::uint64_t>(right);
    return high + (left >> 64) + (right >> 64) + (middle >> 64);
}

/// (1 + r)^−n · 2^128, too small by less than 2n: each product adds its factors' errors and at most 1.
/// Requires rate > 0.
[[nodiscard]] inline uint128 discount_power(std::uint64_t rate, unsigned count) {
    uint128 const grown = one + rate, first = static_cast<uint128>(one) << 64;
    uint128 const high = first / grown, low = ((first % grown) << 64) / grown;
    uint128 const once = high << 64 | low;
    uint128 power = once;
    for (int bit = static_cast<int>(std::bit_width(count)) - 2; bit >= 0; --bit) {
        power = product_of_fractions(power, power);
        if ((count >> bit & 1) != 0) power = product_of_fractions(power, once);
    }
    return power;
}

/// A payment and an interest are each at most 1/2 off, so that the balance before the last payment is off by
/// at most ((1 + r)^(n − 1) − 1)/r. It is P·f/(1 + r), hence not below 0 where P >= ((1 + r)^n − 1)/r/f,
/// which is a²·(1 + r)^n with a = 1/f. Doubles only choose the way.
[[nodiscard]] inline unsigned least_principal(double discount, double present_value) {
    double const bound = present_value * present_value / discount;
    return bound < 4e9 ? static_cast<unsigned>(std::ilogb(bound * 1.001)) + 1 : never;
}

/// f = r/(1 − (1 + r)^−n) as r·2^192/E with E = 10^9·(1 − (1 + r)^−n)·2^128, of which the first 63 digits and
/// 2 more make a divisor that is too large by less than 2^−61 of it: the quotient is too small by less than
/// 8 and what its own cut takes. The power's error is below 2^−88 of E, since 1 − (1 + r)^−n > 2^−30.
[[nodiscard]] inline annuity make_annuity(std::uint64_t rate, unsigned count) {
    auto const tagged = [&](unsigned least) { return key_of(rate, count) << 6 | least; };
    if (rate >= one) return {tagged(never), 0};
    if (count == 1) return {tagged(0), 0};
    if (rate == 0) return {tagged(least_principal(1, count)), 0};
    uint128 const power = discount_power(rate, count), taken = ~power;
    auto const upper = static_cast<std::uint64_t>(taken >> 64), lower = static_cast<std::uint64_t>(taken);
    uint128 const scaled =
        static_cast<uint128>(upper) * one + (static_cast<uint128>(lower) * one >> 64);  // E / 2^64
    double const r = static_cast<double>(rate) / static_cast<double>(one);
    double const discount = std::ldexp(static_cast<double>(static_cast<std::uint64_t>(power >> 64)), -64);
    auto const least = least_principal(discount, std::ldexp(static_cast<double>(upper), -64) / r);
    auto const whole = static_cast<std::uint64_t>(scaled >> 64);  // of 10^9·r/f
    if (whole <= rate) return {tagged(never), 0};
    unsigned const cut = 1 + static_cast<unsigned>(std::bit_width(whole));
    auto const divisor = static_cast<std::uint64_t>(scaled >> cut) + 2;
    return {tagged(least), static_cast<std::uint64_t>((static_cast<uint128>(rate) << (128 - cut)) / divisor)};
}

/// Requires rate > 0.
[[nodiscard]] inline std::int64_t payment_in_whole_numbers(std::int64_t principal, std::uint64_t rate,
                                                           unsigned count) {
    wide::integer const grown = boost::multiprecision::pow(wide::integer(one + rate), count);
    wide::integer const base = boost::multiprecision::pow(wide::integer(one), count);
    return static_cast<std::int64_t>(wide::round_quotient(
        wide::integer(principal) * rate * grown, wide::integer(one) * (grown - base), rounding::half_up));
}

/// Half up: P·f + 1/2, cut, unless what is not known of f could carry it to the next whole number. Requires
/// count > 1.
[[nodiscard]] inline std::int64_t payment_by(annuity const& known, std::int64_t principal, std::uint64_t rate,
                                             unsigned count) {
    auto const amount = static_cast<std::uint64_t>(principal);
    if (rate == 0) return static_cast<std::int64_t>((2 * amount + count) / (2 * std::uint64_t{count}));
    uint128 const sum = static_cast<uint128>(amount) * known.factor + half;
    if (known.factor == 0 || static_cast<std::uint64_t>(sum) > ~(amount * factor_width)) [[unlikely]]
        return payment_in_whole_numbers(principal, rate, count);
    return static_cast<std::int64_t>(sum >> 64);
}

/// Annuities by rate and count. Forgets all when they are too many.
class annuity_table {
public:
    annuity_table() { clear(10); }

    [[nodiscard]] annuity const& of(std::uint64_t rate, unsigned count) {
        auto const key = key_of(rate, count);
        auto const at = place(key);
        if (slots_[at].tag >> 6 == key) [[likely]]
            return slots_[at];
        return search(at, rate, count);
    }
    void expect(std::uint64_t rate, unsigned count) const {
        __builtin_prefetch(&slots_[place(key_of(rate, count))]);
    }

private:
    static constexpr unsigned most_bits = 20;

    [[nodiscard]] std::size_t place(std::uint64_t key) const {
        return static_cast<std::size_t>(key * 0x9E37'79B9'7F4A'7C15U >> (64 - bits_));
    }
    [[nodiscard]] std::size_t next(std::size_t at) const { return (at + 1) & (slots_.size() - 1); }

    annuity const& search(std::size_t at, std::uint64_t rate, unsigned count) {
        auto const key = key_of(rate, count);
        while (slots_[at].tag != 0) {
            if (slots_[at].tag >> 6 == key) return slots_[at];
            at = next(at);
        }
        return keep(rate, count);
    }

    annuity const& keep(std::uint64_t rate, unsigned count) {
        if (used_ >= slots_.size() / 2) grow();
        ++used_;
        return put(make_annuity(rate, count));
    }

    annuity const& put(annuity const& one_more) {
        auto at = place(one_more.tag >> 6);
        while (slots_[at].tag != 0) at = next(at);
        return slots_[at] = one_more;
    }

    void clear(unsigned bits) {
        bits_ = bits;
        used_ = 0;
        slots_.assign(std::size_t{1} << bits, {});
    }

    void grow() {
        if (bits_ == most_bits) return clear(bits_);
        std::vector<annuity> before;
        before.swap(slots_);
        auto const used = used_;
        clear(bits_ + 1);
        used_ = used;
        for (auto const& old : before)
            if (old.tag != 0) put(old);
    }

    std::vector<annuity> slots_;
    unsigned bits_ = 0;
    std::size_t used_ = 0;
};

}  // namespace tramo::offers::leveling
