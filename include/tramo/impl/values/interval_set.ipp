// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Union, complement and inclusion of sets of whole numbers.
#pragma once

#include <algorithm>

#include <tramo/values/interval_set.hpp>

namespace tramo {

TRAMO_INLINE bool interval_set::contains(int128 number) const {
    auto const after =
        std::upper_bound(ranges_.begin(), ranges_.end(), number,
                         [](int128 wanted, interval const& range) { return wanted < range.low; });
    return after != ranges_.begin() && number <= std::prev(after)->high;
}

TRAMO_INLINE bool interval_set::within(interval_set const& other) const {
    return intersect(*this, other) == *this;
}

TRAMO_INLINE interval_set interval_set::complement() const {
    interval_set rest;
    int128 next = lowest_int128;
    for (auto const& range : ranges_) {
        if (range.low > next) rest.ranges_.push_back({next, range.low - 1});
        if (range.high == highest_int128) return rest;
        next = range.high + 1;
    }
    rest.ranges_.push_back({next, highest_int128});
    return rest;
}

TRAMO_INLINE interval_set interval_set::unite(std::vector<interval> parts) {
    std::sort(parts.begin(), parts.end(), [](auto const& a, auto const& b) { return a.low < b.low; });
    interval_set all;
    for (auto const& part : parts) {
        if (part.low > part.high) continue;
        bool const touches = !all.ranges_.empty() && (all.ranges_.back().high == highest_int128 ||
                                                      part.low <= all.ranges_.back().high + 1);
        if (touches)
            all.ranges_.back().high = std::max(all.ranges_.back().high, part.high);
        else
            all.ranges_.push_back(part);
    }
    return all;
}

TRAMO_INLINE interval_set interval_set::unite(interval_set const& a, interval_set const& b) {
    auto parts = a.ranges_;
    parts.insert(parts.end(), b.ranges_.begin(), b.ranges_.end());
    return unite(std::move(parts));
}

TRAMO_INLINE interval_set interval_set::intersect(interval_set const& a, interval_set const& b) {
    interval_set both;
    auto left = a.ranges_.begin();
    auto right = b.ranges_.begin();
    while (left != a.ranges_.end() && right != b.ranges_.end()) {
        auto const low = std::max(left->low, right->low);
        auto const high = std::min(left->high, right->high);
        if (low <= high) both.ranges_.push_back({low, high});
        if (left->high < right->high)
            ++left;
        else
            ++right;
    }
    return both;
}

}  // namespace tramo
