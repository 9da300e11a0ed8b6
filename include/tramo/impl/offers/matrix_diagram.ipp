// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The decision diagram of a table of discounts, and the points that ways through it lead to.
#pragma once

#include <numeric>

#include <tramo/impl/offers/matrix_extent.ipp>
#include <tramo/impl/values/box_diagram.ipp>

namespace tramo::offers::matrix {

[[nodiscard]] inline diagram diagram_of(settlement_matrix const& matrix, admissions const& by,
                                        std::vector<std::size_t> order) {
    std::vector<extent> axes;
    for (auto const& axis : matrix.axes) axes.push_back(whole(axis));
    return {std::move(axes), by, std::move(order)};
}

/// The axes in their order, but one of them last.
[[nodiscard]] inline std::vector<std::size_t> order_with_last(settlement_matrix const& matrix,
                                                              std::size_t last) {
    std::vector<std::size_t> order(matrix.axes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::rotate(order.begin() + static_cast<std::ptrdiff_t>(last),
                order.begin() + static_cast<std::ptrdiff_t>(last) + 1, order.end());
    return order;
}

/// The point that a way through a diagram leads to, with its axes in their own order.
[[nodiscard]] inline matrix_point to_point(settlement_matrix const& matrix,
                                           std::vector<std::size_t> const& order,
                                           std::vector<coordinate> const& path) {
    matrix_point point(matrix.axes.size());
    for (std::size_t level = 0; level < path.size(); ++level)
        point[order[level]] = value_at(matrix.axes[order[level]], path[level]);
    return point;
}

}  // namespace tramo::offers::matrix
