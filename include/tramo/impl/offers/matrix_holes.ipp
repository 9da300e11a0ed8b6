// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Regions that no row of a table of discounts admits, each told at one place.
#pragma once

#include <algorithm>
#include <utility>

#include <tramo/impl/offers/matrix_diagram.ipp>
#include <tramo/impl/values/open_boxes.ipp>

namespace tramo::offers::matrix {

/// The place to show of a region: single numbers that are left out, here or elsewhere in the region, say more
/// than the least number of a wide gap does.
[[nodiscard]] inline std::vector<coordinate> witness_of(std::vector<box> const& region) {
    std::size_t const axes = region.front().size();
    std::vector<std::vector<coordinate>> single(axes);
    for (auto const& each : region)
        for (std::size_t axis = 0; axis < axes; ++axis)
            if (!each[axis].is_text() && each[axis].first == each[axis].last)
                single[axis].push_back(each[axis].first);
    for (auto& numbers : single) std::sort(numbers.begin(), numbers.end());

    std::pair<int, std::vector<coordinate>> best{1, {}};
    for (auto const& each : region) {
        std::pair<int, std::vector<coordinate>> shown{0, {}};
        for (std::size_t axis = 0; axis < axes; ++axis) {
            auto at = each[axis].lowest();
            auto const number = std::lower_bound(single[axis].begin(), single[axis].end(), each[axis].first);
            if (!each[axis].is_text() && number != single[axis].end() && *number <= each[axis].last) {
                at = *number;
                --shown.first;
            }
            shown.second.push_back(at);
        }
        best = std::min(best, shown);
    }
    return best.second;
}

inline void find_holes(settlement_matrix const& matrix, diagram const& of, std::size_t most,
                       std::vector<matrix_finding>& found) {
    for (auto const& region : to_regions(open_boxes(of).take())) {
        if (most-- == 0) return;
        matrix_finding hole;
        hole.what = matrix_flaw::hole;
        hole.witness = to_point(matrix, of.order(), witness_of(region));
        hole.message = "no row admits " + describe(matrix, hole.witness);
        found.push_back(std::move(hole));
    }
}

}  // namespace tramo::offers::matrix
