// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The inner loops for any processor: the reading of what each kernel does.
#pragma once

#include <bit>
#include <cmath>
#include <cstring>

#include <tramo/impl/run/kernel_set.ipp>

namespace tramo::kernels::plain {

inline constexpr std::size_t word_rows = 64;

template <class Value>
[[nodiscard]] inline Value load(Value const* from, std::size_t at) {
    Value value;
    std::memcpy(&value, reinterpret_cast<char const*>(from) + at * sizeof(Value), sizeof(Value));
    return value;
}

inline void clip(std::int32_t const* from, std::size_t words, std::int32_t base, std::uint8_t* bins) {
    for (std::size_t i = 0; i < words * word_rows; ++i) {
        auto const above =
            static_cast<std::uint32_t>(std::max(load(from, i), base)) - static_cast<std::uint32_t>(base);
        bins[i] = static_cast<std::uint8_t>(std::min<std::uint32_t>(above, 255));
    }
}

/// Eight rows at a time, so that their searches overlap.
template <class Value>
void search(Value const* from, std::size_t words, search_table<Value> const& table, std::uint8_t* bins) {
    for (std::size_t first = 0; first < words * word_rows; first += 8) {
        std::uint32_t at[8] = {};
        for (unsigned level = 0; level < table.levels; ++level)
            for (unsigned i = 0; i < 8; ++i)
                at[i] = 2 * at[i] + (table.pivots[level][at[i]] <= load(from, first + i) ? 1 : 0);
        for (unsigned i = 0; i < 8; ++i)
            bins[first + i] = static_cast<std::uint8_t>(std::min<std::uint32_t>(at[i], table.count));
    }
}

inline void look_up(std::int32_t const* from, std::size_t words, value_table const& table,
                    std::uint8_t* bins) {
    auto const* const known = table.bins.data();
    for (std::size_t i = 0; i < words * word_rows; ++i)
        bins[i] = known[std::clamp(load(from, i), table.base, table.last) - table.base];
}

inline void saturate(std::int64_t const* from, std::size_t words, std::int32_t* to) {
    using limits = std::numeric_limits<std::int32_t>;
    for (std::size_t i = 0; i < words * word_rows; ++i)
        to[i] =
            static_cast<std::int32_t>(std::clamp<std::int64_t>(load(from, i), limits::min(), limits::max()));
}

inline bool are_within(std::int32_t const* from, std::size_t words, std::int32_t low, std::int32_t high) {
    unsigned outside = 0;
    for (std::size_t i = 0; i < words * word_rows; ++i)
        outside |= static_cast<unsigned>(load(from, i) < low) | static_cast<unsigned>(load(from, i) > high);
    return outside == 0;
}

inline bool keep_numbers(double const* from, std::size_t words, double limit, std::uint64_t* known) {
    bool all_fit = true;
    for (std::size_t word = 0; word < words; ++word) {
        std::uint64_t numbers = 0;
        for (std::size_t i = 0; i < word_rows; ++i) {
            auto const value = load(from, word * word_rows + i);
            bool const is_number = value == value;
            numbers |= static_cast<std::uint64_t>(is_number) << i;
            all_fit &= !is_number || std::fabs(value) < limit;
        }
        known[word] &= numbers;
    }
    return all_fit;
}

/// Calls `use(i, code)` with each code, read without a sign; answers with the largest.
template <class Code, class Use>
inline std::uint32_t each_code(void const* from, std::size_t words, Use use) {
    std::uint32_t largest = 0;
    for (std::size_t i = 0; i < words * word_rows; ++i) {
        std::uint32_t const code = load(static_cast<Code const*>(from), i);
        largest = std::max(largest, code);
        use(i, code);
    }
    return largest;
}

template <class Use>
inline std::uint32_t with_codes(void const* from, unsigned width, std::size_t words, Use use) {
    if (width == 1) return each_code<std::uint8_t>(from, words, use);
    if (width == 2) return each_code<std::uint16_t>(from, words, use);
    return each_code<std::uint32_t>(from, words, use);
}

inline std::uint32_t narrow_codes(void const* from, unsigned width, std::size_t words, std::uint8_t* codes) {
    return with_codes(from, width, words,
                      [&](std::size_t i, std::uint32_t code) { codes[i] = static_cast<std::uint8_t>(code); });
}

inline std::uint32_t split(void const* from, unsigned width, std::size_t words, split_codes const& to) {
    return with_codes(from, width, words, [&](std::size_t i, std::uint32_t code) {
        to.high[i] = static_cast<std::uint8_t>(code >> 3);
        to.bit[i] = static_cast<std::uint8_t>(1U << (code & 7));
    });
}

/// Bits from bytes that are 0 or 1, eight at a time.
[[nodiscard]] inline std::uint64_t pack(std::uint8_t const (&bytes)[word_rows]) {
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < 8; ++i)
        bits |=
            (load(reinterpret_cast<std::uint64_t const*>(bytes), i) * 0x0102040810204080ULL) >> 56 << (8 * i);
    return bits;
}

/// Calls `holds(row)` for each row and gathers the answers, which are 0 or 1.
template <class Holds>
inline void each_bit(std::size_t words, std::uint64_t* out, Holds holds) {
    for (std::size_t word = 0; word < words; ++word) {
        std::uint8_t bytes[word_rows];
        for (std::size_t i = 0; i < word_rows; ++i) bytes[i] = holds(word * word_rows + i);
        out[word] = pack(bytes);
    }
}

inline void test_range(std::uint8_t const* bins, std::size_t words, std::uint8_t low, std::uint8_t span,
                       std::uint64_t* out) {
    each_bit(words, out, [&](std::size_t i) -> std::uint8_t {
        return static_cast<std::uint8_t>(bins[i] - low) <= span ? 1 : 0;
    });
}

inline void test_codes(std::uint8_t const* codes, std::size_t words, code_set const& set, std::size_t,
                       std::uint64_t* out) {
    each_bit(words, out, [&](std::size_t i) -> std::uint8_t { return set.bytes[codes[i] & 63] & 1; });
}

inline void test_split(split_codes const& codes, std::size_t words, code_set const& set, std::uint64_t* out) {
    each_bit(words, out, [&](std::size_t i) -> std::uint8_t {
        return (set.bytes[codes.high[i] & 63] & codes.bit[i]) != 0 ? 1 : 0;
    });
}

template <bool All>
void join(std::uint64_t const* const* from, std::size_t count, std::size_t words, std::uint64_t* out) {
    for (std::size_t i = 0; i < words; ++i) {
        auto bits = from[0][i];
        for (std::size_t operand = 1; operand < count; ++operand)
            bits = All ? bits & from[operand][i] : bits | from[operand][i];
        out[i] = bits;
    }
}

inline std::int64_t publish(std::uint64_t const* bits, std::uint64_t const* sound, std::size_t words,
                            std::uint64_t* out) {
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < words; ++i) {
        out[i] = bits[i] & sound[i];
        rows += std::popcount(out[i]);
    }
    return rows;
}

inline std::int64_t publish_unknown(std::uint64_t const* maybe, std::uint64_t const* bits,
                                    std::uint64_t const* sound, std::size_t words, std::uint64_t* out) {
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < words; ++i) {
        out[i] = maybe[i] & ~bits[i] & sound[i];
        rows += std::popcount(out[i]);
    }
    return rows;
}

inline std::int64_t take(std::uint64_t const* wanted, std::size_t words, std::size_t number,
                         first_taken const& of, std::uint64_t* taken) {
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < words; ++i) {
        taken[i] = wanted[i] & of.free[i];
        of.free[i] &= ~taken[i];
        rows += std::popcount(taken[i]);
    }
    if (rows == 0) return 0;
    for (unsigned plane = 0; plane < of.plane_count; ++plane)
        if ((number >> plane & 1) != 0)
            for (std::size_t i = 0; i < words; ++i) of.planes[plane * of.stride + i] |= taken[i];
    return rows;
}

inline void number_rows(first_taken const& of, std::uint64_t const* sound, std::size_t words,
                        std::uint16_t* out) {
    for (std::size_t i = 0; i < words * word_rows; ++i) {
        auto const bit_of = [&](std::uint64_t const* bits) {
            return bits[i / word_rows] >> (i % word_rows) & 1;
        };
        std::uint64_t number = 0;
        for (unsigned plane = 0; plane < of.plane_count; ++plane)
            number |= bit_of(of.planes + plane * of.stride) << plane;
        out[i] = bit_of(sound) != 0 ? static_cast<std::uint16_t>(number) : std::uint16_t{0xFFFF};
    }
}

inline void settle() {}

inline constexpr kernel_set set = {
    "plain",        7,           clip,       search<std::int32_t>, search<std::int64_t>,
    search<double>, look_up,     saturate,   are_within,           keep_numbers,
    narrow_codes,   split,       test_range, test_codes,           test_split,
    join<true>,     join<false>, publish,    publish_unknown,      take,
    number_rows,    settle};

}  // namespace tramo::kernels::plain
