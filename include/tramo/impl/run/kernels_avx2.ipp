// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The inner loops with 256-bit registers (AVX2, BMI2, POPCNT). Searches of many cuts are left to the plain
// loops, compiled for this processor.
#pragma once

#include <tramo/impl/run/kernels_plain.ipp>

#if defined(__x86_64__)
#    include <immintrin.h>
#    define TRAMO_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))
#    define TRAMO_AVX2_INLINE TRAMO_AVX2 __attribute__((always_inline)) inline

namespace tramo::kernels::avx2 {

using plain::word_rows;

[[nodiscard]] inline bool is_here() {
    return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi") != 0 &&
           __builtin_cpu_supports("bmi2") != 0 && __builtin_cpu_supports("popcnt") != 0;
}

TRAMO_AVX2_INLINE __m256i load(void const* from) {
    return _mm256_loadu_si256(static_cast<__m256i const*>(from));
}
TRAMO_AVX2_INLINE void store(void* to, __m256i what) {
    _mm256_storeu_si256(static_cast<__m256i*>(to), what);
}
TRAMO_AVX2_INLINE __m256i twice(void const* sixteen) {
    return _mm256_broadcastsi128_si256(_mm_loadu_si128(static_cast<__m128i const*>(sixteen)));
}
TRAMO_AVX2_INLINE std::uint32_t mask_of(__m256i bytes) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
}

/// 32 numbers of 0 to 255 in the order of their rows, from four registers of eight.
TRAMO_AVX2_INLINE __m256i narrow(__m256i a, __m256i b, __m256i c, __m256i d) {
    auto const packed = _mm256_packus_epi16(_mm256_packus_epi32(a, b), _mm256_packus_epi32(c, d));
    return _mm256_permutevar8x32_epi32(packed, _mm256_setr_epi32(0, 4, 1, 5, 2, 6, 3, 7));
}

TRAMO_AVX2_INLINE __m256i clip_8(std::int32_t const* from, __m256i base) {
    auto const above = _mm256_sub_epi32(_mm256_max_epi32(load(from), base), base);
    return _mm256_min_epu32(above, _mm256_set1_epi32(255));
}

TRAMO_AVX2 inline void clip(std::int32_t const* from, std::size_t words, std::int32_t base,
                            std::uint8_t* bins) {
    auto const bases = _mm256_set1_epi32(base);
    for (std::size_t i = 0; i < words * word_rows; i += 32)
        store(bins + i, narrow(clip_8(from + i, bases), clip_8(from + i + 8, bases),
                               clip_8(from + i + 16, bases), clip_8(from + i + 24, bases)));
}

template <unsigned Level>
TRAMO_AVX2_INLINE __m256i pivots_32(std::int32_t const* level, __m256i at) {
    if constexpr (Level == 0) {
        return _mm256_set1_epi32(level[0]);
    } else if constexpr (Level <= 3) {
        return _mm256_permutevar8x32_epi32(load(level), at);
    } else {
        auto const below = pivots_32<Level - 1>(level, at);
        auto const above = pivots_32<Level - 1>(level + (1U << (Level - 1)), at);
        auto const is_above = _mm256_slli_epi32(at, 32 - static_cast<int>(Level));
        return _mm256_castps_si256(_mm256_blendv_ps(_mm256_castsi256_ps(below), _mm256_castsi256_ps(above),
                                                    _mm256_castsi256_ps(is_above)));
    }
}

template <unsigned Level, unsigned Levels>
TRAMO_AVX2_INLINE __m256i search_levels(__m256i values, __m256i at, search_table<std::int32_t> const& table) {
    if constexpr (Level == Levels) {
        return at;
    } else {
        auto const is_below = _mm256_cmpgt_epi32(pivots_32<Level>(table.pivots[Level].data(), at), values);
        // Twice the place, and one more where the value is not below: minus one where it is.
        at = _mm256_add_epi32(_mm256_add_epi32(at, at), _mm256_add_epi32(is_below, _mm256_set1_epi32(1)));
        return search_levels<Level + 1, Levels>(values, at, table);
    }
}

template <unsigned Levels>
TRAMO_AVX2_INLINE __m256i search_8(std::int32_t const* from, search_table<std::int32_t> const& table) {
    auto const at = search_levels<0, Levels>(load(from), _mm256_setzero_si256(), table);
    return _mm256_min_epu32(at, _mm256_set1_epi32(table.count));
}

template <unsigned Levels>
TRAMO_AVX2 inline void search_in_32(std::int32_t const* from, std::size_t words,
                                    search_table<std::int32_t> const& table, std::uint8_t* bins) {
    for (std::size_t i = 0; i < words * word_rows; i += 32)
        store(bins + i,
              narrow(search_8<Levels>(from + i, table), search_8<Levels>(from + i + 8, table),
                     search_8<Levels>(from + i + 16, table), search_8<Levels>(from + i + 24, table)));
}

inline void search_32(std::int32_t const* from, std::size_t words, search_table<std::int32_t> const& table,
                      std::uint8_t* bins) {
    static constexpr decltype(&search_in_32<1>) searches[6] = {
        search_in_32<1>, search_in_32<2>, search_in_32<3>, search_in_32<4>, search_in_32<5>, search_in_32<6>};
    if (table.levels > 6) return plain::search(from, words, table, bins);
    searches[table.levels == 0 ? 0 : table.levels - 1](from, words, table, bins);
}

/// The cuts not above each of four values, one by one: for few cuts.
TRAMO_AVX2_INLINE __m256i count_4(double const* from, search_table<double> const& table) {
    auto const values = _mm256_loadu_pd(from);
    auto at = _mm256_setzero_si256();
    for (unsigned level = 0; level < table.levels; ++level)
        for (unsigned i = 0; i < 1U << level; ++i) {
            auto const pivot = _mm256_set1_pd(table.pivots[level][i]);
            at = _mm256_sub_epi64(at, _mm256_castpd_si256(_mm256_cmp_pd(pivot, values, _CMP_LE_OQ)));
        }
    return at;
}

/// Eight 32-bit numbers from twice four 64-bit ones.
TRAMO_AVX2_INLINE __m256i join_halves(__m256i a, __m256i b) {
    auto const even = _mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), 0x88);
    return _mm256_permute4x64_epi64(_mm256_castps_si256(even), 0xD8);
}

TRAMO_AVX2_INLINE __m256i count_8(double const* from, search_table<double> const& table) {
    auto const at = join_halves(count_4(from, table), count_4(from + 4, table));
    return _mm256_min_epu32(at, _mm256_set1_epi32(table.count));
}

TRAMO_AVX2 inline void search_doubles(double const* from, std::size_t words,
                                      search_table<double> const& table, std::uint8_t* bins) {
    if (table.levels > 4) return plain::search(from, words, table, bins);
    for (std::size_t i = 0; i < words * word_rows; i += 32)
        store(bins + i, narrow(count_8(from + i, table), count_8(from + i + 8, table),
                               count_8(from + i + 16, table), count_8(from + i + 24, table)));
}

/// Whole numbers of 64 bits to 32, those beyond to the end of their side.
TRAMO_AVX2_INLINE __m256i saturate_4(std::int64_t const* from) {
    auto const values = load(from);
    auto const low = _mm256_set1_epi64x(std::numeric_limits<std::int32_t>::min());
    auto const high = _mm256_set1_epi64x(std::numeric_limits<std::int32_t>::max());
    auto const not_low = _mm256_blendv_epi8(values, low, _mm256_cmpgt_epi64(low, values));
    return _mm256_blendv_epi8(not_low, high, _mm256_cmpgt_epi64(not_low, high));
}

TRAMO_AVX2 inline void saturate(std::int64_t const* from, std::size_t words, std::int32_t* to) {
    for (std::size_t i = 0; i < words * word_rows; i += 8)
        store(to + i, join_halves(saturate_4(from + i), saturate_4(from + i + 4)));
}

TRAMO_AVX2 inline bool are_within(std::int32_t const* from, std::size_t words, std::int32_t low,
                                  std::int32_t high) {
    auto const lows = _mm256_set1_epi32(low), highs = _mm256_set1_epi32(high);
    auto outside = _mm256_setzero_si256();
    for (std::size_t i = 0; i < words * word_rows; i += 8) {
        auto const values = load(from + i);
        auto const beyond =
            _mm256_or_si256(_mm256_cmpgt_epi32(lows, values), _mm256_cmpgt_epi32(values, highs));
        outside = _mm256_or_si256(outside, beyond);
    }
    return _mm256_testz_si256(outside, outside) != 0;
}

TRAMO_AVX2 inline bool keep_numbers(double const* from, std::size_t words, double limit,
                                    std::uint64_t* known) {
    auto const limits = _mm256_set1_pd(limit), sign = _mm256_set1_pd(-0.0);
    auto outside = _mm256_setzero_pd();
    for (std::size_t word = 0; word < words; ++word) {
        std::uint64_t numbers = 0;
        for (unsigned i = 0; i < word_rows; i += 4) {
            auto const values = _mm256_loadu_pd(from + word * word_rows + i);
            auto const ordered = _mm256_movemask_pd(_mm256_cmp_pd(values, values, _CMP_ORD_Q));
            numbers |= static_cast<std::uint64_t>(static_cast<unsigned>(ordered)) << i;
            outside =
                _mm256_or_pd(outside, _mm256_cmp_pd(_mm256_andnot_pd(sign, values), limits, _CMP_GE_OQ));
        }
        known[word] &= numbers;
    }
    return _mm256_movemask_pd(outside) == 0;
}

TRAMO_AVX2 inline void test_range(std::uint8_t const* bins, std::size_t words, std::uint8_t low,
                                  std::uint8_t span, std::uint64_t* out) {
    auto const lows = _mm256_set1_epi8(static_cast<char>(low)),
               spans = _mm256_set1_epi8(static_cast<char>(span));
    for (std::size_t word = 0; word < words; ++word) {
        auto const a = _mm256_sub_epi8(load(bins + word * word_rows), lows);
        auto const b = _mm256_sub_epi8(load(bins + word * word_rows + 32), lows);
        auto const low_half = mask_of(_mm256_cmpeq_epi8(_mm256_min_epu8(a, spans), a));
        auto const high_half = mask_of(_mm256_cmpeq_epi8(_mm256_min_epu8(b, spans), b));
        out[word] = low_half | static_cast<std::uint64_t>(high_half) << 32;
    }
}

/// A table of 64 bytes as four registers.
struct quarters {
    __m256i of[4];
};

/// Looks up 32 numbers below 64: bits 4 and 5 choose the quarter.
TRAMO_AVX2_INLINE __m256i look_up_32(quarters const& table, __m256i at) {
    auto const fourth_bit = _mm256_slli_epi16(at, 3), fifth_bit = _mm256_slli_epi16(at, 2);
    auto const within = _mm256_and_si256(at, _mm256_set1_epi8(15));
    auto const low = _mm256_blendv_epi8(_mm256_shuffle_epi8(table.of[0], within),
                                        _mm256_shuffle_epi8(table.of[1], within), fourth_bit);
    auto const high = _mm256_blendv_epi8(_mm256_shuffle_epi8(table.of[2], within),
                                         _mm256_shuffle_epi8(table.of[3], within), fourth_bit);
    return _mm256_blendv_epi8(low, high, fifth_bit);
}

TRAMO_AVX2_INLINE quarters quarters_of(code_set const& set) {
    return {{twice(set.bytes.data()), twice(set.bytes.data() + 16), twice(set.bytes.data() + 32),
             twice(set.bytes.data() + 48)}};
}

TRAMO_AVX2 inline void test_codes(std::uint8_t const* codes, std::size_t words, code_set const& set,
                                  std::size_t size, std::uint64_t* out) {
    auto const all = quarters_of(set);
    auto const low_bits = _mm256_set1_epi8(15);
    for (std::size_t word = 0; word < words; ++word) {
        auto const a = load(codes + word * word_rows), b = load(codes + word * word_rows + 32);
        bool const is_small = size <= 16;
        auto const x =
            is_small ? _mm256_shuffle_epi8(all.of[0], _mm256_and_si256(a, low_bits)) : look_up_32(all, a);
        auto const y =
            is_small ? _mm256_shuffle_epi8(all.of[0], _mm256_and_si256(b, low_bits)) : look_up_32(all, b);
        out[word] = mask_of(x) | static_cast<std::uint64_t>(mask_of(y)) << 32;
    }
}

TRAMO_AVX2 inline void test_split(split_codes const& codes, std::size_t words, code_set const& set,
                                  std::uint64_t* out) {
    auto const all = quarters_of(set);
    for (std::size_t word = 0; word < words; ++word) {
        std::uint64_t bits = 0;
        for (unsigned half = 0; half < 64; half += 32) {
            auto const bit = load(codes.bit + word * word_rows + half);
            auto const eight = look_up_32(all, load(codes.high + word * word_rows + half));
            auto const found = mask_of(_mm256_cmpeq_epi8(_mm256_and_si256(eight, bit), bit));
            bits |= static_cast<std::uint64_t>(found) << half;
        }
        out[word] = bits;
    }
}

template <bool All>
TRAMO_AVX2 inline void join(std::uint64_t const* const* from, std::size_t count, std::size_t words,
                            std::uint64_t* out) {
    std::size_t i = 0;
    for (; i + 4 <= words; i += 4) {
        auto bits = load(from[0] + i);
        for (std::size_t operand = 1; operand < count; ++operand) {
            auto const next = load(from[operand] + i);
            bits = All ? _mm256_and_si256(bits, next) : _mm256_or_si256(bits, next);
        }
        store(out + i, bits);
    }
    for (; i < words; ++i) {
        auto bits = from[0][i];
        for (std::size_t operand = 1; operand < count; ++operand)
            bits = All ? bits & from[operand][i] : bits | from[operand][i];
        out[i] = bits;
    }
}

TRAMO_AVX2_INLINE std::int64_t count_4(__m256i bits) {
    return __builtin_popcountll(static_cast<std::uint64_t>(_mm256_extract_epi64(bits, 0))) +
           __builtin_popcountll(static_cast<std::uint64_t>(_mm256_extract_epi64(bits, 1))) +
           __builtin_popcountll(static_cast<std::uint64_t>(_mm256_extract_epi64(bits, 2))) +
           __builtin_popcountll(static_cast<std::uint64_t>(_mm256_extract_epi64(bits, 3)));
}

/// Past the caches where the place allows it: nobody reads verdicts before the batch is done.
TRAMO_AVX2_INLINE void write(std::uint64_t* out, __m256i bits) {
    if (reinterpret_cast<std::uintptr_t>(out) % 32 == 0)
        _mm256_stream_si256(reinterpret_cast<__m256i*>(out), bits);
    else
        store(out, bits);
}

TRAMO_AVX2 inline std::int64_t publish(std::uint64_t const* bits, std::uint64_t const* sound,
                                       std::size_t words, std::uint64_t* out) {
    std::int64_t rows = 0;
    std::size_t i = 0;
    for (; i + 4 <= words; i += 4) {
        auto const some = _mm256_and_si256(load(bits + i), load(sound + i));
        rows += count_4(some);
        write(out + i, some);
    }
    return rows + plain::publish(bits + i, sound + i, words - i, out + i);
}

TRAMO_AVX2 inline std::int64_t publish_unknown(std::uint64_t const* maybe, std::uint64_t const* bits,
                                               std::uint64_t const* sound, std::size_t words,
                                               std::uint64_t* out) {
    std::int64_t rows = 0;
    std::size_t i = 0;
    for (; i + 4 <= words; i += 4) {
        auto const some =
            _mm256_and_si256(_mm256_andnot_si256(load(bits + i), load(maybe + i)), load(sound + i));
        rows += count_4(some);
        write(out + i, some);
    }
    return rows + plain::publish_unknown(maybe + i, bits + i, sound + i, words - i, out + i);
}

TRAMO_AVX2 inline std::int64_t take(std::uint64_t const* wanted, std::size_t words, std::size_t number,
                                    first_taken const& of, std::uint64_t* taken) {
    if (words % 4 != 0) return plain::take(wanted, words, number, of, taken);
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < words; i += 4) {
        auto const free = load(of.free + i);
        auto const some = _mm256_and_si256(load(wanted + i), free);
        rows += count_4(some);
        store(of.free + i, _mm256_andnot_si256(some, free));
        store(taken + i, some);
    }
    if (rows == 0) return 0;
    for (auto left = number; left != 0; left &= left - 1) {
        auto* const plane = of.planes + static_cast<unsigned>(__builtin_ctzll(left)) * of.stride;
        for (std::size_t i = 0; i < words; i += 4)
            store(plane + i, _mm256_or_si256(load(plane + i), load(taken + i)));
    }
    return rows;
}

/// Sixteen rows of a plane as numbers of 16 bits: `value` where their bit is set.
TRAMO_AVX2_INLINE __m256i spread_16(std::uint64_t bits, __m256i value) {
    auto const places = _mm256_setr_epi16(1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192,
                                          16384, static_cast<short>(0x8000));
    auto const each = _mm256_and_si256(_mm256_set1_epi16(static_cast<short>(bits)), places);
    return _mm256_and_si256(_mm256_cmpeq_epi16(each, places), value);
}

TRAMO_AVX2 inline void number_rows(first_taken const& of, std::uint64_t const* sound, std::size_t words,
                                   std::uint16_t* out) {
    auto const ones = _mm256_set1_epi16(-1);
    for (std::size_t word = 0; word < words; ++word)
        for (unsigned part = 0; part < 64; part += 16) {
            auto numbers = spread_16(~sound[word] >> part, ones);
            for (unsigned plane = 0; plane < of.plane_count; ++plane)
                numbers =
                    _mm256_or_si256(numbers, spread_16(of.planes[plane * of.stride + word] >> part,
                                                       _mm256_set1_epi16(static_cast<short>(1U << plane))));
            store(out + word * word_rows + part, numbers);
        }
}

/// The plain loops, compiled with what this processor has.
TRAMO_AVX2 inline std::uint32_t narrow_codes(void const* from, unsigned width, std::size_t words,
                                             std::uint8_t* codes) {
    return plain::narrow_codes(from, width, words, codes);
}

TRAMO_AVX2 inline std::uint32_t split(void const* from, unsigned width, std::size_t words,
                                      split_codes const& to) {
    return plain::split(from, width, words, to);
}

TRAMO_AVX2 inline void settle() {
    _mm_sfence();
}

inline constexpr kernel_set set = {"avx2",
                                   15,
                                   clip,
                                   search_32,
                                   plain::search<std::int64_t>,
                                   search_doubles,
                                   plain::look_up,
                                   saturate,
                                   are_within,
                                   keep_numbers,
                                   narrow_codes,
                                   split,
                                   test_range,
                                   test_codes,
                                   test_split,
                                   join<true>,
                                   join<false>,
                                   publish,
                                   publish_unknown,
                                   take,
                                   number_rows,
                                   settle};

}  // namespace tramo::kernels::avx2
#endif
