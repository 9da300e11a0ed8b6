// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Loops for bins that do not fit a byte: fields with more cuts than that, and texts.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace tramo::kernels {

/// Bits from bytes that are 0 or 1, eight at a time. `count` is a multiple of 64.
inline void pack_bytes(std::uint8_t const* bytes, std::size_t count, std::uint64_t* out) {
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

/// out bit i = low <= bins[i] <= low + span. `count` is a multiple of 64.
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

/// For each value how many cuts are not above it, by a branch-free search: `tree` holds 2^levels - 1 sorted
/// cuts, padded with the largest value.
template <class Value>
void search_cuts(Value const* __restrict values, std::size_t count, Value const* __restrict tree,
                 unsigned levels, std::size_t cut_count, std::uint32_t* __restrict bins) {
    for (std::size_t first = 0; first < count; first += 8) {
        std::uint32_t at[8] = {};
        for (unsigned level = levels; level-- > 0;) {
            auto const step = std::uint32_t{1} << level;
            for (unsigned i = 0; i < 8; ++i) at[i] += tree[at[i] + step - 1] <= values[first + i] ? step : 0;
        }
        for (unsigned i = 0; i < 8; ++i)
            bins[first + i] = static_cast<std::uint32_t>(std::min<std::size_t>(at[i], cut_count));
    }
}

}  // namespace tramo::kernels
