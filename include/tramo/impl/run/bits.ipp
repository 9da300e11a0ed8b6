// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Bitmaps at any bit offset, moved a word at a time without reading a byte beyond their end.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace tramo::reading {

static_assert(std::endian::native == std::endian::little, "Arrow buffers are read as little-endian words");

[[nodiscard]] constexpr std::size_t word_count(std::size_t bits) {
    return (bits + 63) / 64;
}

/// All bits set below `count`, which is 1 to 64.
[[nodiscard]] constexpr std::uint64_t low_bits(std::size_t count) {
    return ~std::uint64_t{0} >> (64 - count);
}

/// `count` (1 to 63) bits that begin `shift` bits into `bytes`.
[[nodiscard]] inline std::uint64_t load_last_bits(unsigned char const* bytes, unsigned shift,
                                                  std::size_t count) {
    std::size_t const size = (shift + count + 7) / 8;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, size < 8 ? size : 8);
    word >>= shift;
    if (size > 8) word |= std::uint64_t{bytes[8]} << (64 - shift);
    return word & low_bits(count);
}

/// Copies `count` bits from bit `first` of `bits` to the beginning of `to`; the rest of its last word is
/// cleared.
inline void copy_bits(void const* bits, std::int64_t first, std::size_t count, std::uint64_t* to) {
    if (count == 0) return;
    auto const* const bytes = static_cast<unsigned char const*>(bits) + first / 8;
    auto const shift = static_cast<unsigned>(first % 8);
    std::size_t const whole = count / 64;
    if (shift == 0) {
        std::memcpy(to, bytes, whole * 8);
    } else {
        for (std::size_t w = 0; w < whole; ++w) {
            std::uint64_t low;
            std::memcpy(&low, bytes + w * 8, 8);
            to[w] = low >> shift | std::uint64_t{bytes[w * 8 + 8]} << (64 - shift);
        }
    }
    if (count % 64 != 0) to[whole] = load_last_bits(bytes + whole * 8, shift, count % 64);
}

/// Calls `use(i)` for each set bit of `word`, `base` added.
template <class Use>
inline void for_each_bit(std::uint64_t word, std::size_t base, Use&& use) {
    for (; word != 0; word &= word - 1) use(base + static_cast<std::size_t>(std::countr_zero(word)));
}

/// Calls `use(i)` for each bit set below `count` when its word is reached; `use` may clear bits.
template <class Use>
inline void for_each_set(std::uint64_t const* words, std::size_t count, Use&& use) {
    for (std::size_t w = 0; w * 64 < count; ++w) {
        std::uint64_t const word = words[w];
        if (word != ~std::uint64_t{0}) {
            for_each_bit(word, w * 64, use);
            continue;
        }
        for (std::size_t i = w * 64; i < w * 64 + 64; ++i) use(i);
    }
}

/// Calls `use(i)` for each bit clear below `count`.
template <class Use>
inline void for_each_clear(std::uint64_t const* words, std::size_t count, Use&& use) {
    for (std::size_t w = 0; w * 64 < count; ++w) {
        std::size_t const left = count - w * 64;
        for_each_bit(~words[w] & low_bits(left < 64 ? left : 64), w * 64, use);
    }
}

}  // namespace tramo::reading
