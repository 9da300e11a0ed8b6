// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The floor of every evaluation: merely reading the columns that it touches, once, as wide as the machine
// loads.
#pragma once

#include <cstdint>
#include <thread>
#include <vector>

#include <tramo/run/column.hpp>

namespace tramo_bench {

#if defined(__x86_64__) && defined(__linux__) && defined(__GNUC__)
#    define TRAMO_BENCH_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#    define TRAMO_BENCH_WIDE
#endif

struct buffer {
    void const* begin = nullptr;
    std::size_t bytes = 0;
};

/// Four sums at once, so that adding never waits for the add before.
TRAMO_BENCH_WIDE inline std::uint64_t add_words(std::uint64_t const* words, std::size_t count) {
    std::uint64_t sums[32] = {};
    std::size_t i = 0;
    for (; i + 32 <= count; i += 32)
        for (std::size_t lane = 0; lane < 32; ++lane) sums[lane] += words[i + lane];
    for (; i < count; ++i) sums[0] += words[i];
    std::uint64_t sum = 0;
    for (auto const one : sums) sum += one;
    return sum;
}

inline std::size_t bits_of(tramo::layout physical) {
    switch (physical) {
        case tramo::layout::boolean:
            return 1;
        case tramo::layout::int8:
            return 8;
        case tramo::layout::int16:
            return 16;
        case tramo::layout::int64:
        case tramo::layout::float64:
            return 64;
        default:
            return 32;
    }
}

/// Every buffer that an engine must read of these columns: values, codes, offsets and bytes, and what is
/// there.
inline std::vector<buffer> buffers_of(tramo::batch const& data) {
    auto const rows = static_cast<std::size_t>(data.rows);
    std::vector<buffer> all;
    for (auto const& column : data.columns) {
        if (column.validity != nullptr) all.push_back({column.validity, (rows + 7) / 8});
        if (column.physical == tramo::layout::utf8) {
            auto const* const offsets = static_cast<std::int32_t const*>(column.offsets);
            all.push_back({offsets, (rows + 1) * sizeof(std::int32_t)});
            all.push_back({column.bytes, static_cast<std::size_t>(offsets[rows])});
            continue;
        }
        bool const is_coded = column.physical == tramo::layout::dictionary;
        all.push_back({column.values, rows * bits_of(is_coded ? column.code_layout : column.physical) / 8});
    }
    return all;
}

inline std::size_t bytes_of(std::vector<buffer> const& all) {
    std::size_t bytes = 0;
    for (auto const& one : all) bytes += one.bytes;
    return bytes;
}

/// Their sum; each thread reads its share of every buffer.
inline std::uint64_t read(std::vector<buffer> const& all, std::size_t threads) {
    std::vector<std::uint64_t> sums(threads);
    auto const share = [&](std::size_t which) {
        for (auto const& one : all) {
            auto const words = one.bytes / 8, from = words * which / threads;
            auto const* const begin = static_cast<std::uint64_t const*>(one.begin);
            sums[which] += add_words(begin + from, words * (which + 1) / threads - from);
        }
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back(share, i);
    share(0);
    for (auto& other : others) other.join();
    std::uint64_t sum = 0;
    for (auto const one : sums) sum += one;
    return sum;
}

}  // namespace tramo_bench
