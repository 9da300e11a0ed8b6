// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the rows of a table of discounts admit, and how its points are told.
#pragma once

#include <tramo/impl/values/box_extents.ipp>
#include <tramo/offers/settlement_matrix.hpp>

namespace tramo::offers::matrix {

using namespace tramo::boxes;

[[nodiscard]] inline admissions admissions_of(settlement_matrix const& matrix) {
    admissions made;
    for (auto const& row : matrix.rows) {
        std::vector<extent> parts;
        for (std::size_t axis = 0; axis < matrix.axes.size(); ++axis)
            parts.push_back(axis < row.ranges.size() ? admitted(matrix.axes[axis], row.ranges[axis])
                                                     : whole(matrix.axes[axis]));
        made.add(std::move(parts));
    }
    return made;
}

[[nodiscard]] inline std::variant<decimal, std::string> value_at(matrix_axis const& axis, coordinate at) {
    if (axis.is_text) return axis.texts[static_cast<std::size_t>(at)];
    return decimal(at, axis.scale);
}

/// `age = 100, balance = 5000`.
[[nodiscard]] inline std::string describe(settlement_matrix const& matrix, matrix_point const& at) {
    std::string text;
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
        auto const* number = std::get_if<decimal>(&at[axis]);
        text += (text.empty() ? "" : ", ") + matrix.axes[axis].name + " = " +
                (number ? to_shortest_string(*number) : std::get<std::string>(at[axis]));
    }
    return text;
}

/// `65%` for 0.65.
[[nodiscard]] inline std::string percent(decimal const& share) {
    return to_shortest_string(multiply(share, decimal(100)).value_or(share)) + "%";
}

}  // namespace tramo::offers::matrix
