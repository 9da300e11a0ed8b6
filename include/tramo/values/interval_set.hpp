// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Sets of whole numbers as sorted, disjoint ranges: what a test on a column selects.
#pragma once

#include <vector>

#include <tramo/values/decimal.hpp>

namespace tramo {

/// Both ends are included.
struct interval {
    int128 low;
    int128 high;
    friend bool operator==(interval const&, interval const&) = default;
};

inline constexpr int128 lowest_int128 = static_cast<int128>(static_cast<uint128>(1) << 127);
inline constexpr int128 highest_int128 = -(lowest_int128 + 1);

class interval_set {
public:
    interval_set() = default;
    /// Empty where low > high.
    interval_set(int128 low, int128 high) {
        if (low <= high) ranges_.push_back({low, high});
    }
    [[nodiscard]] static interval_set everything() { return {lowest_int128, highest_int128}; }

    [[nodiscard]] std::vector<interval> const& ranges() const { return ranges_; }
    [[nodiscard]] bool empty() const { return ranges_.empty(); }
    [[nodiscard]] bool is_everything() const { return *this == everything(); }
    [[nodiscard]] bool contains(int128 number) const;
    /// Whether every member is a member of `other`.
    [[nodiscard]] bool within(interval_set const& other) const;

    [[nodiscard]] interval_set complement() const;
    [[nodiscard]] static interval_set unite(std::vector<interval> parts);
    [[nodiscard]] static interval_set unite(interval_set const& a, interval_set const& b);
    [[nodiscard]] static interval_set intersect(interval_set const& a, interval_set const& b);

    friend bool operator==(interval_set const&, interval_set const&) = default;

private:
    std::vector<interval> ranges_;
};

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/interval_set.ipp>
#endif
