// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which facts belong to which range of units, found out when it is first asked for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <mutex>
#include <utility>

#include <tramo/alerts/replay.hpp>
#include <tramo/impl/alerts/partition.ipp>

namespace tramo::alerts {

struct ordered_facts::state {
    /// So many units' states stay in the second-level cache, and so few ranges are written to at once that
    /// their lines stay in it too.
    static constexpr unsigned usual_shift = 14;

    facts all;
    std::size_t threads = 1;
    bool is_read_in_place = false;  ///< the columns are in order of ranges
    replaying::partitioned parts;   ///< its facts only where they are not

    state(facts const& what, int with_threads)
        : all(what), threads(replaying::bounded_threads(with_threads)) {}

    void prepare() {
        std::call_once(once_, [this] {
            is_read_in_place = find_ranges(choose_shift());
            if (!is_read_in_place) parts = replaying::partition(all, parts.shift, threads);
        });
    }
    [[nodiscard]] std::size_t ranges() const { return parts.starts.size() - 1; }

private:
    /// Few units are divided among the threads all the same.
    [[nodiscard]] unsigned choose_shift() const {
        auto shift = usual_shift;
        while (threads > 1 && shift > 4 && all.units >> shift < 8 * threads) --shift;
        return shift;
    }

    /// True where ranges are in ascending order already; then `parts` knows where they begin.
    bool find_ranges(unsigned shift) {
        auto const ranges = replaying::ranges_of(all.units, shift);
        parts.shift = shift;
        parts.starts.assign(1, 0);
        for (std::size_t i = 0; i < all.count && ranges > 1; ++i) {
            auto const range = all.unit[i] >> shift;
            if (range + 1 < parts.starts.size()) return false;
            while (parts.starts.size() <= range) parts.starts.push_back(i);
        }
        parts.starts.resize(ranges + 1, all.count);
        return true;
    }

    std::once_flag once_;
};

TRAMO_INLINE ordered_facts::ordered_facts(facts const& all, int threads)
    : state_(std::make_unique<state>(all, threads)) {}
TRAMO_INLINE ordered_facts::~ordered_facts() = default;
TRAMO_INLINE ordered_facts::ordered_facts(ordered_facts&&) noexcept = default;
TRAMO_INLINE ordered_facts& ordered_facts::operator=(ordered_facts&&) noexcept = default;

}  // namespace tramo::alerts
