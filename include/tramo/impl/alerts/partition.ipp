// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Facts brought together by ranges of units small enough that all their states stay in the cache. The order
// of a unit's facts is kept.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include <tramo/alerts/replay.hpp>
#include <tramo/impl/alerts/large_memory.ipp>
#include <tramo/impl/alerts/threads.ipp>

#if defined(__SSE2__)
#    include <emmintrin.h>
#endif

namespace tramo::replaying {

/// A fact among those of a range of units, which ends where the upper half of their numbers changes or
/// before.
struct packed_fact {
    std::uint64_t what;  ///< index, signal, and the lower half of the unit
    std::int64_t happened;

    static packed_fact of(alerts::facts const& all, std::size_t i) {
        return {static_cast<std::uint64_t>(i) << 32 | std::uint64_t{all.signal[i]} << 16 |
                    (all.unit[i] & 0xFFFFU),
                all.happened[i]};
    }
};

/// Ranges of 2^shift units: those of range r are at [starts[r], starts[r + 1]).
struct partitioned {
    unsigned shift = 0;
    std::vector<std::size_t> starts;
    large_array<packed_fact> facts;
};

/// Two cache lines at once: whether one is full is a guess that fails each time it is.
inline constexpr std::size_t facts_in_line = 8;

struct alignas(64) fact_line {
    packed_fact facts[facts_in_line];
};

/// Writes whole lines past the cache, which has better things to hold.
inline void write_line(packed_fact* to, fact_line const& from) {
#if defined(__SSE2__)
    for (std::size_t i = 0; i < facts_in_line; ++i)
        _mm_stream_si128(reinterpret_cast<__m128i*>(to + i),
                         _mm_load_si128(reinterpret_cast<__m128i const*>(from.facts + i)));
#else
    std::memcpy(to, from.facts, sizeof from);
#endif
}

inline void finish_writing() {
#if defined(__SSE2__)
    _mm_sfence();
#endif
}

[[nodiscard]] inline std::size_t ranges_of(std::size_t units, unsigned shift) {
    return units == 0 ? 1 : ((units - 1) >> shift) + 1;
}

/// How many facts of [begin, end) each range has.
inline std::vector<std::size_t> count_ranges(alerts::facts const& all, std::size_t begin, std::size_t end,
                                             unsigned shift, std::size_t ranges) {
    // Equal units in a row would wait for each other's count: two tables take turns.
    std::vector<std::uint32_t> even(ranges), odd(ranges);
    auto i = begin;
    for (; i + 2 <= end; i += 2) {
        ++even[all.unit[i] >> shift];
        ++odd[all.unit[i + 1] >> shift];
    }
    if (i < end) ++even[all.unit[i] >> shift];
    std::vector<std::size_t> counts(ranges);
    for (std::size_t range = 0; range < ranges; ++range)
        counts[range] = std::size_t{even[range]} + odd[range];
    return counts;
}

/// Brings facts [begin, end) to where their ranges' positions are. A line of facts is gathered in the cache
/// and written at once; at the ends of a range it is shared with a neighbour, and written in part.
inline void scatter(alerts::facts const& all, std::size_t begin, std::size_t end, unsigned shift,
                    std::vector<std::size_t> const& first, packed_fact* to) {
    auto const ranges = first.size();
    large_array<fact_line> lines(ranges);
    auto next = first;
    auto* const line = lines.data();
    auto* const position = next.data();
    auto const write_part = [&](std::size_t range, std::size_t from, std::size_t until) {
        for (auto i = from; i < until; ++i) to[i] = line[range].facts[i % facts_in_line];
    };
    for (auto i = begin; i < end; ++i) {
        auto const range = all.unit[i] >> shift;
        auto const at = position[range]++;
        line[range].facts[at % facts_in_line] = packed_fact::of(all, i);
        if (at % facts_in_line != facts_in_line - 1) continue;
        auto const line_begin = at - (facts_in_line - 1);
        if (line_begin >= first[range])
            write_line(to + line_begin, line[range]);
        else
            write_part(range, first[range], at + 1);
    }
    for (std::size_t range = 0; range < ranges; ++range) {
        auto const line_begin = next[range] / facts_in_line * facts_in_line;
        write_part(range, std::max(line_begin, first[range]), next[range]);
    }
    finish_writing();
}

/// Stable: threads take facts from first to last, and each range has theirs in that order.
[[nodiscard]] inline partitioned partition(alerts::facts const& all, unsigned shift, std::size_t threads) {
    auto const ranges = ranges_of(all.units, shift);
    partitioned made{shift, std::vector<std::size_t>(ranges + 1), large_array<packed_fact>(all.count)};
    std::vector<std::vector<std::size_t>> first(threads);
    auto const part = [&](std::size_t which) { return all.count / threads * which; };
    auto const part_end = [&](std::size_t which) {
        return which + 1 == threads ? all.count : part(which + 1);
    };
    in_threads(threads, [&](std::size_t which) {
        first[which] = count_ranges(all, part(which), part_end(which), shift, ranges);
    });
    std::size_t position = 0;
    for (std::size_t range = 0; range < ranges; ++range) {
        made.starts[range] = position;
        for (auto& one : first) position += std::exchange(one[range], position);
    }
    made.starts[ranges] = position;
    in_threads(threads, [&](std::size_t which) {
        scatter(all, part(which), part_end(which), shift, first[which], made.facts.data());
    });
    return made;
}

}  // namespace tramo::replaying
