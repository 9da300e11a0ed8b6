// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Machines without timers of which only the values are asked for: one byte a unit, which facts reach in any
// order about as fast as in another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include <tramo/impl/alerts/run_range.ipp>

namespace tramo::replaying {

/// Far enough ahead for a byte to be there when its turn comes.
inline constexpr std::size_t facts_ahead = 64;

[[nodiscard]] inline std::vector<code> codes_that_follow(compiled_machine const& by) {
    std::vector<code> follow(by.actions.size());
    for (std::size_t i = 0; i < follow.size(); ++i) follow[i] = by.actions[i].next;
    return follow;
}

inline void hear_codes(alerts::facts const& all, code const* follow, std::size_t stride, code* codes) {
    auto const* const unit = all.unit;
    auto const* const signal = all.signal;
    auto const follow_one = [&](std::size_t i) {
        codes[unit[i]] = follow[signal[i] * stride + codes[unit[i]]];
    };
    std::size_t i = 0;
#if defined(__GNUC__)
    for (; i + facts_ahead < all.count; ++i) {
        __builtin_prefetch(codes + unit[i + facts_ahead], 1);
        follow_one(i);
    }
#endif
    for (; i < all.count; ++i) follow_one(i);
}

template <class Source>
void hear_codes(Source const& source, unit_range range, code const* follow, std::size_t stride, code* codes) {
    for (auto i = range.begin; i < range.end; ++i) {
        auto const heard = source(i);
        codes[heard.unit] = follow[heard.signal * stride + codes[heard.unit]];
    }
}

}  // namespace tramo::replaying
