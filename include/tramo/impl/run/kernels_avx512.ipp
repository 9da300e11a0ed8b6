// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The inner loops with 512-bit registers (AVX-512 F, BW, DQ, VL, VBMI, VPOPCNTDQ): searches and sets are
// looked up within registers, answers come as masks of 64 rows.
#pragma once

#include <tramo/impl/run/kernels_plain.ipp>

#if defined(__x86_64__)
// GCC 12 takes what its own header leaves undefined on purpose for a mistake.
#    if defined(__GNUC__) && !defined(__clang__)
#        pragma GCC diagnostic push
#        pragma GCC diagnostic ignored "-Wuninitialized"
#        pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#    endif
#    include <immintrin.h>
#    define TRAMO_AVX512 \
        __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vbmi,avx512vpopcntdq,popcnt")))
#    define TRAMO_AVX512_INLINE TRAMO_AVX512 __attribute__((always_inline)) inline

namespace tramo::kernels::avx512 {

using plain::word_rows;

[[nodiscard]] inline bool is_here() {
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
           __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0 &&
           __builtin_cpu_supports("avx512vbmi") != 0 && __builtin_cpu_supports("avx512vpopcntdq") != 0 &&
           __builtin_cpu_supports("popcnt") != 0;
}

TRAMO_AVX512_INLINE __m512i load(void const* from) {
    return _mm512_loadu_si512(from);
}

TRAMO_AVX512 inline void clip(std::int32_t const* from, std::size_t words, std::int32_t base,
                              std::uint8_t* bins) {
    auto const bases = _mm512_set1_epi32(base);
    for (std::size_t i = 0; i < words * word_rows; i += 16) {
        auto const above = _mm512_sub_epi32(_mm512_max_epi32(load(from + i), bases), bases);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(bins + i), _mm512_cvtusepi32_epi8(above));
    }
}

/// The pivots of one level for 16 rows: 2^Level of them stand in one register, two, or several pairs.
template <unsigned Level>
TRAMO_AVX512_INLINE __m512i pivots_32(std::int32_t const* level, __m512i at) {
    if constexpr (Level == 0) {
        return _mm512_set1_epi32(level[0]);
    } else if constexpr (Level <= 4) {
        return _mm512_permutexvar_epi32(at, load(level));
    } else if constexpr (Level == 5) {
        return _mm512_permutex2var_epi32(load(level), at, load(level + 16));
    } else {
        auto const below = pivots_32<Level - 1>(level, at);
        auto const above = pivots_32<Level - 1>(level + (1U << (Level - 1)), at);
        auto const is_above = _mm512_test_epi32_mask(at, _mm512_set1_epi32(1 << (Level - 1)));
        return _mm512_mask_mov_epi32(below, is_above, above);
    }
}

template <unsigned Level, unsigned Levels>
TRAMO_AVX512_INLINE __m512i search_levels_32(__m512i values, __m512i at,
                                             search_table<std::int32_t> const& table) {
    if constexpr (Level == Levels) {
        return at;
    } else {
        auto const is_above =
            _mm512_cmple_epi32_mask(pivots_32<Level>(table.pivots[Level].data(), at), values);
        at = _mm512_add_epi32(at, at);
        at = _mm512_mask_add_epi32(at, is_above, at, _mm512_set1_epi32(1));
        return search_levels_32<Level + 1, Levels>(values, at, table);
    }
}

template <unsigned Levels>
TRAMO_AVX512 inline void search_in_32(std::int32_t const* from, std::size_t words,
                                      search_table<std::int32_t> const& table, std::uint8_t* bins) {
    auto const most = _mm512_set1_epi32(table.count);
    for (std::size_t i = 0; i < words * word_rows; i += 16) {
        auto const at = search_levels_32<0, Levels>(load(from + i), _mm512_setzero_si512(), table);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(bins + i),
                         _mm512_cvtepi32_epi8(_mm512_min_epu32(at, most)));
    }
}

/// Calls the search that is made for as many levels as the table has.
template <class Search>
inline auto of_levels(unsigned levels, Search const (&searches)[8]) {
    return searches[levels == 0 ? 0 : levels - 1];
}

inline void search_32(std::int32_t const* from, std::size_t words, search_table<std::int32_t> const& table,
                      std::uint8_t* bins) {
    static constexpr decltype(&search_in_32<1>) searches[8] = {
        search_in_32<1>, search_in_32<2>, search_in_32<3>, search_in_32<4>,
        search_in_32<5>, search_in_32<6>, search_in_32<7>, search_in_32<8>};
    of_levels(table.levels, searches)(from, words, table, bins);
}

template <unsigned Level>
TRAMO_AVX512_INLINE __m512i pivots_64(void const* of, __m512i at) {
    auto const* const level = static_cast<std::int64_t const*>(of);
    if constexpr (Level == 0) {
        return _mm512_set1_epi64(level[0]);
    } else if constexpr (Level <= 3) {
        return _mm512_permutexvar_epi64(at, load(level));
    } else if constexpr (Level == 4) {
        return _mm512_permutex2var_epi64(load(level), at, load(level + 8));
    } else {
        auto const below = pivots_64<Level - 1>(level, at);
        auto const above = pivots_64<Level - 1>(level + (1U << (Level - 1)), at);
        auto const is_above = _mm512_test_epi64_mask(at, _mm512_set1_epi64(std::int64_t{1} << (Level - 1)));
        return _mm512_mask_mov_epi64(below, is_above, above);
    }
}

TRAMO_AVX512_INLINE __mmask8 not_above(__m512i pivots, __m512i values, std::int64_t) {
    return _mm512_cmple_epi64_mask(pivots, values);
}
TRAMO_AVX512_INLINE __mmask8 not_above(__m512i pivots, __m512i values, double) {
    return _mm512_cmp_pd_mask(_mm512_castsi512_pd(pivots), _mm512_castsi512_pd(values), _CMP_LE_OQ);
}

template <unsigned Level, unsigned Levels, class Value>
TRAMO_AVX512_INLINE __m512i search_levels_64(__m512i values, __m512i at, search_table<Value> const& table) {
    if constexpr (Level == Levels) {
        return at;
    } else {
        auto const is_above = not_above(pivots_64<Level>(table.pivots[Level].data(), at), values, Value{});
        at = _mm512_add_epi64(at, at);
        at = _mm512_mask_add_epi64(at, is_above, at, _mm512_set1_epi64(1));
        return search_levels_64<Level + 1, Levels>(values, at, table);
    }
}

template <unsigned Levels, class Value>
TRAMO_AVX512 inline void search_in_64(Value const* from, std::size_t words, search_table<Value> const& table,
                                      std::uint8_t* bins) {
    auto const most = _mm512_set1_epi64(table.count);
    for (std::size_t i = 0; i < words * word_rows; i += 8) {
        auto const at = search_levels_64<0, Levels>(load(from + i), _mm512_setzero_si512(), table);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(bins + i),
                         _mm512_cvtepi64_epi8(_mm512_min_epu64(at, most)));
    }
}

template <class Value>
void search_64(Value const* from, std::size_t words, search_table<Value> const& table, std::uint8_t* bins) {
    static constexpr decltype(&search_in_64<1, Value>) searches[8] = {
        search_in_64<1, Value>, search_in_64<2, Value>, search_in_64<3, Value>, search_in_64<4, Value>,
        search_in_64<5, Value>, search_in_64<6, Value>, search_in_64<7, Value>, search_in_64<8, Value>};
    of_levels(table.levels, searches)(from, words, table, bins);
}

TRAMO_AVX512 inline void look_up(std::int32_t const* from, std::size_t words, value_table const& table,
                                 std::uint8_t* bins) {
    auto const base = _mm512_set1_epi32(table.base), last = _mm512_set1_epi32(table.last);
    for (std::size_t i = 0; i < words * word_rows; i += 16) {
        auto const within = _mm512_min_epi32(_mm512_max_epi32(load(from + i), base), last);
        auto const found = _mm512_i32gather_epi32(_mm512_sub_epi32(within, base), table.bins.data(), 1);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(bins + i), _mm512_cvtepi32_epi8(found));
    }
}

TRAMO_AVX512 inline void saturate(std::int64_t const* from, std::size_t words, std::int32_t* to) {
    for (std::size_t i = 0; i < words * word_rows; i += 8)
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to + i), _mm512_cvtsepi64_epi32(load(from + i)));
}

TRAMO_AVX512 inline bool are_within(std::int32_t const* from, std::size_t words, std::int32_t low,
                                    std::int32_t high) {
    auto least = _mm512_set1_epi32(high), most = _mm512_set1_epi32(low);
    for (std::size_t i = 0; i < words * word_rows; i += 16) {
        least = _mm512_min_epi32(least, load(from + i));
        most = _mm512_max_epi32(most, load(from + i));
    }
    return _mm512_reduce_min_epi32(least) >= low && _mm512_reduce_max_epi32(most) <= high;
}

TRAMO_AVX512 inline bool keep_numbers(double const* from, std::size_t words, double limit,
                                      std::uint64_t* known) {
    auto const limits = _mm512_set1_pd(limit);
    unsigned outside = 0;
    for (std::size_t word = 0; word < words; ++word) {
        std::uint64_t numbers = 0;
        for (unsigned i = 0; i < word_rows; i += 8) {
            auto const values = _mm512_loadu_pd(from + word * word_rows + i);
            std::uint64_t const ordered = _mm512_cmp_pd_mask(values, values, _CMP_ORD_Q);
            numbers |= ordered << i;
            outside |= _mm512_cmp_pd_mask(_mm512_abs_pd(values), limits, _CMP_GE_OQ);
        }
        known[word] &= numbers;
    }
    return outside == 0;
}

/// 64 codes of one, two or four bytes as four registers of 16.
template <unsigned Width>
TRAMO_AVX512_INLINE __m512i load_codes(void const* from, std::size_t row) {
    auto const* const at = static_cast<char const*>(from) + row * Width;
    if constexpr (Width == 1)
        return _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<__m128i const*>(at)));
    if constexpr (Width == 2)
        return _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<__m256i const*>(at)));
    return load(at);
}

template <unsigned Width>
TRAMO_AVX512 inline std::uint32_t narrow_codes_of(void const* from, std::size_t words, std::uint8_t* codes) {
    auto largest = _mm512_setzero_si512();
    for (std::size_t i = 0; i < words * word_rows; i += 16) {
        auto const some = load_codes<Width>(from, i);
        largest = _mm512_max_epu32(largest, some);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(codes + i), _mm512_cvtepi32_epi8(some));
    }
    return _mm512_reduce_max_epu32(largest);
}

inline std::uint32_t narrow_codes(void const* from, unsigned width, std::size_t words, std::uint8_t* codes) {
    if (width == 1) return narrow_codes_of<1>(from, words, codes);
    if (width == 2) return narrow_codes_of<2>(from, words, codes);
    return narrow_codes_of<4>(from, words, codes);
}

template <unsigned Width>
TRAMO_AVX512 inline std::uint32_t split_of(void const* from, std::size_t words, split_codes const& to) {
    auto const one = _mm512_set1_epi32(1), seven = _mm512_set1_epi32(7);
    auto largest = _mm512_setzero_si512();
    for (std::size_t i = 0; i < words * word_rows; i += 16) {
        auto const codes = load_codes<Width>(from, i);
        largest = _mm512_max_epu32(largest, codes);
        auto const high = _mm512_cvtepi32_epi8(_mm512_srli_epi32(codes, 3));
        auto const bit = _mm512_cvtepi32_epi8(_mm512_sllv_epi32(one, _mm512_and_si512(codes, seven)));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to.high + i), high);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to.bit + i), bit);
    }
    return _mm512_reduce_max_epu32(largest);
}

inline std::uint32_t split(void const* from, unsigned width, std::size_t words, split_codes const& to) {
    if (width == 1) return split_of<1>(from, words, to);
    if (width == 2) return split_of<2>(from, words, to);
    return split_of<4>(from, words, to);
}

TRAMO_AVX512 inline void test_range(std::uint8_t const* bins, std::size_t words, std::uint8_t low,
                                    std::uint8_t span, std::uint64_t* out) {
    auto const lows = _mm512_set1_epi8(static_cast<char>(low)),
               spans = _mm512_set1_epi8(static_cast<char>(span));
    for (std::size_t word = 0; word < words; ++word)
        out[word] = _mm512_cmple_epu8_mask(_mm512_sub_epi8(load(bins + word * word_rows), lows), spans);
}

TRAMO_AVX512 inline void test_codes(std::uint8_t const* codes, std::size_t words, code_set const& set,
                                    std::size_t, std::uint64_t* out) {
    auto const members = load(set.bytes.data());
    for (std::size_t word = 0; word < words; ++word)
        out[word] = _mm512_movepi8_mask(_mm512_permutexvar_epi8(load(codes + word * word_rows), members));
}

TRAMO_AVX512 inline void test_split(split_codes const& codes, std::size_t words, code_set const& set,
                                    std::uint64_t* out) {
    auto const members = load(set.bytes.data());
    for (std::size_t word = 0; word < words; ++word) {
        auto const eight = _mm512_permutexvar_epi8(load(codes.high + word * word_rows), members);
        out[word] = _mm512_test_epi8_mask(eight, load(codes.bit + word * word_rows));
    }
}

template <bool All>
TRAMO_AVX512 inline void join(std::uint64_t const* const* from, std::size_t count, std::size_t words,
                              std::uint64_t* out) {
    std::size_t i = 0;
    for (; i + 8 <= words; i += 8) {
        auto bits = load(from[0] + i);
        for (std::size_t operand = 1; operand < count; ++operand) {
            auto const next = load(from[operand] + i);
            bits = All ? _mm512_and_si512(bits, next) : _mm512_or_si512(bits, next);
        }
        _mm512_storeu_si512(out + i, bits);
    }
    for (; i < words; ++i) {
        auto bits = from[0][i];
        for (std::size_t operand = 1; operand < count; ++operand)
            bits = All ? bits & from[operand][i] : bits | from[operand][i];
        out[i] = bits;
    }
}

/// Past the caches where the place allows it: nobody reads verdicts before the batch is done.
TRAMO_AVX512_INLINE void write(std::uint64_t* out, __m512i bits) {
    if (reinterpret_cast<std::uintptr_t>(out) % 64 == 0)
        _mm512_stream_si512(reinterpret_cast<__m512i*>(out), bits);
    else
        _mm512_storeu_si512(out, bits);
}

TRAMO_AVX512 inline std::int64_t publish(std::uint64_t const* bits, std::uint64_t const* sound,
                                         std::size_t words, std::uint64_t* out) {
    auto rows = _mm512_setzero_si512();
    std::size_t i = 0;
    for (; i + 8 <= words; i += 8) {
        auto const some = _mm512_and_si512(load(bits + i), load(sound + i));
        rows = _mm512_add_epi64(rows, _mm512_popcnt_epi64(some));
        write(out + i, some);
    }
    return _mm512_reduce_add_epi64(rows) + plain::publish(bits + i, sound + i, words - i, out + i);
}

TRAMO_AVX512 inline std::int64_t publish_unknown(std::uint64_t const* maybe, std::uint64_t const* bits,
                                                 std::uint64_t const* sound, std::size_t words,
                                                 std::uint64_t* out) {
    auto rows = _mm512_setzero_si512();
    std::size_t i = 0;
    for (; i + 8 <= words; i += 8) {
        auto const some =
            _mm512_and_si512(_mm512_andnot_si512(load(bits + i), load(maybe + i)), load(sound + i));
        rows = _mm512_add_epi64(rows, _mm512_popcnt_epi64(some));
        write(out + i, some);
    }
    return _mm512_reduce_add_epi64(rows) +
           plain::publish_unknown(maybe + i, bits + i, sound + i, words - i, out + i);
}

TRAMO_AVX512 inline std::int64_t take(std::uint64_t const* wanted, std::size_t words, std::size_t number,
                                      first_taken const& of, std::uint64_t* taken) {
    if (words % 8 != 0) return plain::take(wanted, words, number, of, taken);
    auto rows = _mm512_setzero_si512();
    for (std::size_t i = 0; i < words; i += 8) {
        auto const free = load(of.free + i);
        auto const some = _mm512_and_si512(load(wanted + i), free);
        rows = _mm512_add_epi64(rows, _mm512_popcnt_epi64(some));
        _mm512_storeu_si512(of.free + i, _mm512_andnot_si512(some, free));
        _mm512_storeu_si512(taken + i, some);
    }
    auto const count = _mm512_reduce_add_epi64(rows);
    if (count == 0) return 0;
    for (auto left = number; left != 0; left &= left - 1) {
        auto* const plane = of.planes + static_cast<unsigned>(__builtin_ctzll(left)) * of.stride;
        for (std::size_t i = 0; i < words; i += 8)
            _mm512_storeu_si512(plane + i, _mm512_or_si512(load(plane + i), load(taken + i)));
    }
    return count;
}

TRAMO_AVX512 inline void number_rows(first_taken const& of, std::uint64_t const* sound, std::size_t words,
                                     std::uint16_t* out) {
    auto const none = _mm512_set1_epi16(-1);
    for (std::size_t word = 0; word < words; ++word)
        for (unsigned half = 0; half < 64; half += 32) {
            auto numbers = _mm512_setzero_si512();
            for (unsigned plane = 0; plane < of.plane_count; ++plane) {
                auto const rows = static_cast<__mmask32>(of.planes[plane * of.stride + word] >> half);
                auto const bit = _mm512_set1_epi16(static_cast<short>(1U << plane));
                numbers = _mm512_or_si512(numbers, _mm512_maskz_mov_epi16(rows, bit));
            }
            numbers = _mm512_mask_mov_epi16(none, static_cast<__mmask32>(sound[word] >> half), numbers);
            _mm512_storeu_si512(out + word * word_rows + half, numbers);
        }
}

TRAMO_AVX512 inline void settle() {
    _mm_sfence();
}

inline constexpr kernel_set set = {
    "avx512",          31,          clip,       search_32,       search_64<std::int64_t>,
    search_64<double>, look_up,     saturate,   are_within,      keep_numbers,
    narrow_codes,      split,       test_range, test_codes,      test_split,
    join<true>,        join<false>, publish,    publish_unknown, take,
    number_rows,       settle};

}  // namespace tramo::kernels::avx512
#    if defined(__GNUC__) && !defined(__clang__)
#        pragma GCC diagnostic pop
#    endif
#endif
