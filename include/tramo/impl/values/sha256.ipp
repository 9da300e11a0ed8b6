// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// SHA-256 by FIPS 180-4, so that naming a policy needs no cryptography library.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <tramo/values/sha256.hpp>

namespace tramo {
namespace sha256_detail {

inline constexpr std::size_t block_size = 64;

/// FIPS 180-4, 4.2.2: fractional parts of the cube roots of the first 64 primes.
inline constexpr std::array<std::uint32_t, 64> round_constants = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

using state = std::array<std::uint32_t, 8>;

/// FIPS 180-4, 5.3.3: fractional parts of the square roots of the first 8 primes.
inline constexpr state initial_state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// FIPS 180-4, 6.2.2; the letters are the standard's.
inline void take_block(state& hash, char const* block) {
    std::array<std::uint32_t, 64> w;
    for (std::size_t t = 0; t < 16; ++t) {
        w[t] = 0;
        for (std::size_t i = 0; i < 4; ++i) w[t] = (w[t] << 8) | static_cast<unsigned char>(block[t * 4 + i]);
    }
    for (std::size_t t = 16; t < 64; ++t) {
        std::uint32_t const early = w[t - 15], late = w[t - 2];
        std::uint32_t const sigma0 = std::rotr(early, 7) ^ std::rotr(early, 18) ^ (early >> 3);
        std::uint32_t const sigma1 = std::rotr(late, 17) ^ std::rotr(late, 19) ^ (late >> 10);
        w[t] = w[t - 16] + sigma0 + w[t - 7] + sigma1;
    }
    auto [a, b, c, d, e, f, g, h] = hash;
    for (std::size_t t = 0; t < 64; ++t) {
        std::uint32_t const sum1 = std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25);
        std::uint32_t const t1 = h + sum1 + ((e & f) ^ (~e & g)) + round_constants[t] + w[t];
        std::uint32_t const sum0 = std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22);
        std::uint32_t const t2 = sum0 + ((a & b) ^ (a & c) ^ (b & c));
        h = g, g = f, f = e, e = d + t1;
        d = c, c = b, b = a, a = t1 + t2;
    }
    state const after = {a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < hash.size(); ++i) hash[i] += after[i];
}

}  // namespace sha256_detail

TRAMO_INLINE std::string sha256(std::string_view bytes) {
    using namespace sha256_detail;
    state hash = initial_state;
    std::uint64_t const bit_count = static_cast<std::uint64_t>(bytes.size()) * 8;
    for (; bytes.size() >= block_size; bytes.remove_prefix(block_size)) take_block(hash, bytes.data());

    std::string last(bytes);
    last += '\x80';
    bool const length_fits = last.size() <= block_size - 8;
    last.resize((length_fits ? 1 : 2) * block_size - 8, '\0');
    for (int shift = 56; shift >= 0; shift -= 8) last += static_cast<char>((bit_count >> shift) & 0xFF);
    for (std::size_t at = 0; at < last.size(); at += block_size) take_block(hash, last.data() + at);

    std::string digest;
    digest.reserve(64);
    for (std::uint32_t const word : hash)
        for (int shift = 28; shift >= 0; shift -= 4) digest += "0123456789abcdef"[(word >> shift) & 0xF];
    return digest;
}

}  // namespace tramo
