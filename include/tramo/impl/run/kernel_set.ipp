// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the inner loops are asked for, whatever the processor: values to bins, bins to bits, bits to verdicts.
// Rows come in words of 64; the choice of a set changes the time and never the result.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include <tramo/config.hpp>

namespace tramo::kernels {

/// A binary search laid out by levels: level l has 2^l pivots, each the middle of what is left. At most 255
/// cuts.
template <class Value>
struct search_table {
    static constexpr unsigned most_levels = 8;
    static constexpr std::size_t most_cuts = 255;

    unsigned levels = 0;
    std::uint8_t count = 0;  ///< of cuts
    alignas(64) std::array<std::array<Value, 128>, most_levels> pivots{};

    search_table() = default;
    /// Requires sorted cuts, at most `most_cuts`.
    explicit search_table(std::vector<Value> const& cuts) : count(static_cast<std::uint8_t>(cuts.size())) {
        while ((std::size_t{1} << levels) - 1 < cuts.size()) ++levels;
        for (unsigned level = 0; level < levels; ++level) {
            auto const step = std::size_t{1} << (levels - 1 - level);
            for (std::size_t i = 0; i < std::size_t{1} << level; ++i) {
                auto const at = i * 2 * step + step - 1;
                pivots[level][i] = at < cuts.size() ? cuts[at] : highest();
            }
        }
    }

private:
    static constexpr Value highest() {
        using limits = std::numeric_limits<Value>;
        return limits::has_infinity ? limits::infinity() : limits::max();
    }
};

/// Bins of the numbers from `base` to `last`, whose bin all above have; three more bytes than numbers, for
/// loads of four.
struct value_table {
    std::int32_t base = 0, last = 0;
    std::vector<std::uint8_t> bins;
};

/// A set of at most 64 codes: a byte of ones for each member. Or of at most 512: a bit, in byte code / 8.
struct code_set {
    alignas(64) std::array<std::uint8_t, 64> bytes{};
};

/// Codes as two bytes each: code / 8, and the bit code % 8.
struct split_codes {
    std::uint8_t* high = nullptr;
    std::uint8_t* bit = nullptr;
};

/// Rows taken by the first of several that want them, told in bits of its number.
struct first_taken {
    std::uint64_t* free = nullptr;    ///< rows that nobody has taken yet
    std::uint64_t* planes = nullptr;  ///< plane b begins at word b * stride
    std::size_t stride = 0;
    unsigned plane_count = 0;
};

/// Pointers need no alignment; `words` rows of 64 are read or written, no byte more.
struct kernel_set {
    char const* name;
    std::size_t searched_cuts;  ///< up to so many a search is faster than a table of values

    // Numbers to bins: how many cuts are not above each.
    /// The distance from `base`, 0 below it and 255 at most.
    void (*clip)(std::int32_t const* from, std::size_t words, std::int32_t base, std::uint8_t* bins);
    void (*search_32)(std::int32_t const*, std::size_t words, search_table<std::int32_t> const&,
                      std::uint8_t* bins);
    void (*search_64)(std::int64_t const*, std::size_t words, search_table<std::int64_t> const&,
                      std::uint8_t* bins);
    void (*search_doubles)(double const*, std::size_t words, search_table<double> const&, std::uint8_t* bins);
    void (*look_up)(std::int32_t const*, std::size_t words, value_table const&, std::uint8_t* bins);
    /// What is beyond 32 bits becomes their end.
    void (*saturate)(std::int64_t const* from, std::size_t words, std::int32_t* to);

    // The gate's questions.
    bool (*are_within)(std::int32_t const*, std::size_t words, std::int32_t low, std::int32_t high);
    /// Clears the bits of what is no number; false where a number's size is not below `limit`.
    bool (*keep_numbers)(double const*, std::size_t words, double limit, std::uint64_t* known);

    // Codes of dictionaries; they answer with the largest code met, read without a sign.
    std::uint32_t (*narrow_codes)(void const* from, unsigned width, std::size_t words, std::uint8_t* codes);
    std::uint32_t (*split)(void const* from, unsigned width, std::size_t words, split_codes const& to);

    // Bins and codes to bits.
    void (*test_range)(std::uint8_t const* bins, std::size_t words, std::uint8_t low, std::uint8_t span,
                       std::uint64_t* out);
    /// Requires codes below 64, or takes them modulo 64. `size`: how many codes there are.
    void (*test_codes)(std::uint8_t const* codes, std::size_t words, code_set const&, std::size_t size,
                       std::uint64_t* out);
    void (*test_split)(split_codes const&, std::size_t words, code_set const&, std::uint64_t* out);

    // Bits to bits.
    void (*all_of)(std::uint64_t const* const* from, std::size_t count, std::size_t words,
                   std::uint64_t* out);
    void (*any_of)(std::uint64_t const* const* from, std::size_t count, std::size_t words,
                   std::uint64_t* out);

    // Bits to verdicts; they answer with how many rows there are.
    /// out = bits and sound, written past the caches.
    std::int64_t (*publish)(std::uint64_t const* bits, std::uint64_t const* sound, std::size_t words,
                            std::uint64_t* out);
    /// out = maybe, but not bits, and sound.
    std::int64_t (*publish_unknown)(std::uint64_t const* maybe, std::uint64_t const* bits,
                                    std::uint64_t const* sound, std::size_t words, std::uint64_t* out);
    /// The free rows among those wanted go to `number`, and into `taken`.
    std::int64_t (*take)(std::uint64_t const* wanted, std::size_t words, std::size_t number,
                         first_taken const&, std::uint64_t* taken);
    /// Numbers of rows from their planes; 0xFFFF where a row is not sound.
    void (*number_rows)(first_taken const&, std::uint64_t const* sound, std::size_t words,
                        std::uint16_t* out);
    /// What was written past the caches is seen by whoever waits for this thread.
    void (*settle)();
};

}  // namespace tramo::kernels
