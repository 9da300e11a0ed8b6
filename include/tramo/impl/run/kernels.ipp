// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The inner loops: values to interval numbers, interval numbers to bits. Written once as plain loops,
// compiled for what the processor has, chosen at run time; the choice changes the time and never the result.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

#if defined(__x86_64__)
#    include <immintrin.h>
#    define TRAMO_X86 1
#    define TRAMO_AVX2 __attribute__((target("avx2,bmi2")))
#else
#    define TRAMO_X86 0
#endif
#define TRAMO_ALWAYS_INLINE inline __attribute__((always_inline))

namespace tramo::kernels {

[[nodiscard]] inline bool has_avx2() {
#if TRAMO_X86
    static bool const yes = __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0;
    return yes;
#else
    return false;
#endif
}

/// Bits from bytes that are 0 or 1, eight at a time. `count` is a multiple of 64.
TRAMO_ALWAYS_INLINE void pack_bytes(std::uint8_t const* bytes, std::size_t count, std::uint64_t* out) {
    for (std::size_t word = 0; word < count / 64; ++word) {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 8; ++i) {
            std::uint64_t eight;
            std::memcpy(&eight, bytes + word * 64 + i * 8, 8);
            bits |= ((eight * 0x0102040810204080ULL) >> 56) << (8 * i);
        }
        out[word] = bits;
    }
}

/// out bit i = low <= bins[i] <= low + span. `count` is a multiple of 64, `bins` readable to its end.
inline void range_bits_plain(std::uint8_t const* bins, std::size_t count, std::uint8_t low, std::uint8_t span,
                             std::uint64_t* out) {
#if TRAMO_X86
    auto const lows = _mm_set1_epi8(static_cast<char>(low));
    auto const spans = _mm_set1_epi8(static_cast<char>(span));
    for (std::size_t word = 0; word < count / 64; ++word) {
        std::uint64_t bits = 0;
        for (unsigned part = 0; part < 4; ++part) {
            auto const* const at = reinterpret_cast<__m128i const*>(bins + word * 64 + part * 16);
            auto const moved = _mm_sub_epi8(_mm_loadu_si128(at), lows);
            auto const inside = _mm_cmpeq_epi8(_mm_min_epu8(moved, spans), moved);
            bits |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(inside)))
                    << (16 * part);
        }
        out[word] = bits;
    }
#else
    for (std::size_t word = 0; word < count / 64; ++word) {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 64; ++i) {
            auto const moved = static_cast<std::uint8_t>(bins[word * 64 + i] - low);
            bits |= static_cast<std::uint64_t>(moved <= span) << i;
        }
        out[word] = bits;
    }
#endif
}

#if TRAMO_X86
TRAMO_AVX2 inline void range_bits_avx2(std::uint8_t const* bins, std::size_t count, std::uint8_t low,
                                       std::uint8_t span, std::uint64_t* out) {
    auto const lows = _mm256_set1_epi8(static_cast<char>(low));
    auto const spans = _mm256_set1_epi8(static_cast<char>(span));
    for (std::size_t word = 0; word < count / 64; ++word) {
        auto const* const at = reinterpret_cast<__m256i const*>(bins + word * 64);
        auto const a = _mm256_sub_epi8(_mm256_loadu_si256(at), lows);
        auto const b = _mm256_sub_epi8(_mm256_loadu_si256(at + 1), lows);
        auto const x =
            static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(a, spans), a)));
        auto const y =
            static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_min_epu8(b, spans), b)));
        out[word] = x | (static_cast<std::uint64_t>(y) << 32);
    }
}
#endif

inline void range_bits(std::uint8_t const* bins, std::size_t count, std::uint8_t low, std::uint8_t span,
                       std::uint64_t* out) {
#if TRAMO_X86
    if (has_avx2()) return range_bits_avx2(bins, count, low, span, out);
#endif
    range_bits_plain(bins, count, low, span, out);
}

inline void range_bits(std::uint32_t const* bins, std::size_t count, std::uint32_t low, std::uint32_t span,
                       std::uint64_t* out) {
    for (std::size_t word = 0; word < count / 64; ++word) {
        std::uint8_t bytes[64];
        for (unsigned i = 0; i < 64; ++i) bytes[i] = bins[word * 64 + i] - low <= span;
        pack_bytes(bytes, 64, out + word);
    }
}

/// out bit i = table[bins[i]] (0 or 1).
template <class Bin>
void table_bits(Bin const* bins, std::size_t count, std::uint8_t const* table, std::uint64_t* out) {
    for (std::size_t word = 0; word < count / 64; ++word) {
        std::uint8_t bytes[64];
        for (unsigned i = 0; i < 64; ++i) bytes[i] = table[bins[word * 64 + i]];
        pack_bytes(bytes, 64, out + word);
    }
}

/// Interval numbers by counting the cuts not above each value: for few cuts.
TRAMO_ALWAYS_INLINE void count_cuts_body(std::int64_t const* __restrict values, std::size_t count,
                                         std::int64_t const* __restrict cuts, std::size_t cut_count,
                                         std::uint8_t* __restrict bins) {
    for (std::size_t first = 0; first < count; first += 16) {
        std::int64_t total[16];
        for (unsigned i = 0; i < 16; ++i) total[i] = 1;
        for (std::size_t c = 0; c < cut_count; ++c) {
            auto const cut = cuts[c];
            for (unsigned i = 0; i < 16; ++i) total[i] += values[first + i] >= cut;
        }
        for (unsigned i = 0; i < 16; ++i) bins[first + i] = static_cast<std::uint8_t>(total[i]);
    }
}

TRAMO_ALWAYS_INLINE void count_cuts_body(double const* __restrict values, std::size_t count,
                                         double const* __restrict cuts, std::size_t cut_count,
                                         std::uint8_t* __restrict bins) {
    for (std::size_t first = 0; first < count; first += 16) {
        std::int64_t total[16];
        for (unsigned i = 0; i < 16; ++i) total[i] = 1;
        for (std::size_t c = 0; c < cut_count; ++c) {
            auto const cut = cuts[c];
            for (unsigned i = 0; i < 16; ++i) total[i] += values[first + i] >= cut;
        }
        for (unsigned i = 0; i < 16; ++i) bins[first + i] = static_cast<std::uint8_t>(total[i]);
    }
}

template <class Value>
void count_cuts_plain(Value const* values, std::size_t count, Value const* cuts, std::size_t cut_count,
                      std::uint8_t* bins) {
    count_cuts_body(values, count, cuts, cut_count, bins);
}
#if TRAMO_X86
template <class Value>
TRAMO_AVX2 void count_cuts_avx2(Value const* values, std::size_t count, Value const* cuts,
                                std::size_t cut_count, std::uint8_t* bins) {
    count_cuts_body(values, count, cuts, cut_count, bins);
}
#endif

/// `count` is a multiple of 16.
template <class Value>
void count_cuts(Value const* values, std::size_t count, Value const* cuts, std::size_t cut_count,
                std::uint8_t* bins) {
#if TRAMO_X86
    if (has_avx2()) return count_cuts_avx2(values, count, cuts, cut_count, bins);
#endif
    count_cuts_plain(values, count, cuts, cut_count, bins);
}

/// Interval numbers by a branch-free search: `tree` holds 2^levels - 1 sorted cuts, padded with the largest
/// value.
template <class Value, class Bin>
void search_cuts(Value const* __restrict values, std::size_t count, Value const* __restrict tree,
                 unsigned levels, std::size_t cut_count, Bin* __restrict bins) {
    for (std::size_t first = 0; first < count; first += 8) {
        std::uint32_t at[8] = {};
        for (unsigned level = levels; level-- > 0;) {
            auto const step = std::uint32_t{1} << level;
            for (unsigned i = 0; i < 8; ++i) at[i] += tree[at[i] + step - 1] <= values[first + i] ? step : 0;
        }
        for (unsigned i = 0; i < 8; ++i)
            bins[first + i] = static_cast<Bin>(std::min<std::size_t>(at[i], cut_count) + 1);
    }
}

/// Interval numbers by a table over the narrow range that the cuts span: table[v - base], clamped at both
/// ends.
inline void look_up_cuts(std::int64_t const* __restrict values, std::size_t count, std::int64_t base,
                         std::int64_t last, std::uint8_t const* __restrict table,
                         std::uint8_t* __restrict bins) {
    for (std::size_t i = 0; i < count; ++i) {
        auto const value = std::clamp(values[i], base, last);
        bins[i] = table[value - base];
    }
}

/// A whole number in the order of the numbers it stands for.
[[nodiscard]] inline std::int64_t order_key(std::int64_t value) {
    return value;
}
[[nodiscard]] inline std::int64_t order_key(double value) {
    value += 0.0;  // negative zero is zero
    std::int64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return bits ^ static_cast<std::int64_t>(static_cast<std::uint64_t>(bits >> 63) >> 1);
}

/// Ranges of 2^shift keys each from `base` to `last`, none with more than two cuts: `starts` has the cuts
/// before each range, `cuts` two more of the largest number at its end.
struct cut_ranges {
    std::int64_t base = 0, last = 0;
    unsigned shift = 0;
    std::vector<std::uint32_t> starts;
    std::vector<std::int64_t> cuts;
};

/// Interval numbers by the range a value lies in and a look at the cuts there.
template <class Value, class Bin>
void range_cuts(Value const* __restrict values, std::size_t count, cut_ranges const& among,
                Bin* __restrict bins) {
    auto const* __restrict const starts = among.starts.data();
    auto const* __restrict const cuts = among.cuts.data();
    auto const base = among.base, last = among.last;
    auto const shift = among.shift;
    auto const most = static_cast<std::uint32_t>(among.cuts.size() - 2);
    for (std::size_t i = 0; i < count; ++i) {
        auto const key = order_key(values[i]);
        auto const inside =
            static_cast<std::uint64_t>(std::clamp(key, base, last)) - static_cast<std::uint64_t>(base);
        auto const start = starts[inside >> shift];
        auto const bin = start + (cuts[start] <= key ? 1U : 0U) + (cuts[start + 1] <= key ? 1U : 0U);
        bins[i] = static_cast<Bin>(std::min(bin, most) + 1);
    }
}

/// For each byte of bits, eight bytes that are 255 where the bit is set.
struct spread_table {
    std::uint64_t of[256];
    constexpr spread_table() : of() {
        for (unsigned byte = 0; byte < 256; ++byte)
            for (unsigned bit = 0; bit < 8; ++bit)
                if ((byte >> bit & 1U) != 0) of[byte] |= std::uint64_t{255} << (8 * bit);
    }
};
inline constexpr spread_table spread;

/// bins[i] = 0 where bit i of `known` is clear.
inline void clear_unknown(std::uint64_t const* known, std::size_t count, std::uint8_t* bins) {
    for (std::size_t word = 0; word < count / 64; ++word) {
        auto const bits = known[word];
        if (bits == ~std::uint64_t{0}) continue;
        for (unsigned i = 0; i < 8; ++i) {
            std::uint64_t eight;
            std::memcpy(&eight, bins + word * 64 + i * 8, 8);
            eight &= spread.of[(bits >> (8 * i)) & 255];
            std::memcpy(bins + word * 64 + i * 8, &eight, 8);
        }
    }
}
inline void clear_unknown(std::uint64_t const* known, std::size_t count, std::uint32_t* bins) {
    for (std::size_t word = 0; word < count / 64; ++word) {
        auto const bits = known[word];
        if (bits == ~std::uint64_t{0}) continue;
        for (unsigned i = 0; i < 64; ++i)
            bins[word * 64 + i] &= 0U - static_cast<std::uint32_t>((bits >> i) & 1);
    }
}

TRAMO_ALWAYS_INLINE std::int64_t count_bits_body(std::uint64_t const* words, std::size_t count) {
    std::int64_t total = 0;
    for (std::size_t i = 0; i < count; ++i) total += std::popcount(words[i]);
    return total;
}
#if TRAMO_X86
__attribute__((target("popcnt"))) inline std::int64_t count_bits_popcnt(std::uint64_t const* words,
                                                                        std::size_t count) {
    return count_bits_body(words, count);
}
#endif

/// How many bits are set in `count` words.
[[nodiscard]] inline std::int64_t count_bits(std::uint64_t const* words, std::size_t count) {
#if TRAMO_X86
    if (has_avx2()) return count_bits_popcnt(words, count);
#endif
    return count_bits_body(words, count);
}

}  // namespace tramo::kernels
