// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which roles a policy speaks of.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include <tramo/check/program.hpp>

namespace tramo::offering {

/// All roles that ceilings and matrices speak of, each once.
[[nodiscard]] inline std::vector<std::string> roles_of(program const& policy) {
    std::vector<std::string> all;
    auto const add = [&](std::string const& role) {
        if (!role.empty() && std::find(all.begin(), all.end(), role) == all.end()) all.push_back(role);
    };
    for (auto const& condition : policy.conditions) {
        for (auto const& one : condition.discounts) add(one.role);
        for (auto const& way : condition.alternatives)
            for (auto const& one : way.discounts) add(one.role);
    }
    for (auto const& matrix : policy.matrices)
        for (std::size_t i = 0; i < matrix.axes.size(); ++i)
            for (auto const& row : matrix.rows)
                if (matrix.axes[i].is_role && i < row.cells.size())
                    for (auto const& role : row.cells[i].texts) add(role);
    return all;
}

}  // namespace tramo::offering
