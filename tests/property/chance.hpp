// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Days and moments drawn at random, a few of them, so that many are the same.
#pragma once

#include <cstdint>
#include <random>

#include <tramo/values/date.hpp>

namespace tramo_test {

using tramo::date;
using tramo::timestamp;

inline constexpr std::int32_t first_day = 19'750;  // 2024-01-28, so that a leap day is not far

class chance {
public:
    explicit chance(std::uint64_t seed) : engine_(seed) {}
    /// From 0 to below `bound`.
    int roll(int bound) { return static_cast<int>(engine_() % static_cast<unsigned>(bound)); }
    bool once_in(int times) { return roll(times) == 0; }
    date day(int span) { return {first_day + roll(span)}; }
    /// Four moments a day, so that many are the same.
    timestamp moment(int span) {
        return {(first_day + roll(span)) * tramo::micros_a_day + roll(4) * (tramo::micros_a_day / 4)};
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace tramo_test
