// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Ranges of days past due and what they are called.
#pragma once

#include <algorithm>
#include <utility>

#include <tramo/actions/kpi.hpp>

namespace tramo::actions {
namespace figures {

/// "31-60", "31" where that is all of it; days below 0 are told apart from the dash.
[[nodiscard]] inline std::string range_name(std::int64_t above, std::int64_t last) {
    auto const first = static_cast<int128>(above) + 1;
    auto const begin = to_string(first), end = to_string(static_cast<int128>(last));
    if (first == last) return begin;
    return begin + (first < 0 ? " to " : "-") + end;
}

[[nodiscard]] inline std::string first_name(std::int64_t last) {
    if (last == 0) return "0";
    return last < 0 ? "up to " + std::to_string(last) : "0-" + std::to_string(last);
}

}  // namespace figures

TRAMO_INLINE buckets::buckets(std::vector<std::int64_t> bounds) : bounds_(std::move(bounds)) {
    for (std::size_t place = 0; place < bounds_.size(); ++place)
        names_.push_back(place == 0 ? figures::first_name(bounds_[0])
                                    : figures::range_name(bounds_[place - 1], bounds_[place]));
    names_.push_back(bounds_.empty() ? "all" : to_string(static_cast<int128>(bounds_.back()) + 1) + "+");
}

TRAMO_INLINE std::size_t buckets::of(std::int64_t days_past_due) const {
    auto const found = std::lower_bound(bounds_.begin(), bounds_.end(), days_past_due);
    return static_cast<std::size_t>(found - bounds_.begin());
}

}  // namespace tramo::actions
