// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The rows of a table of accounts: whose they are, and what belongs to each.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_model.ipp>
#include <tramo/run/account_index.hpp>

namespace tramo::deciding {

inline constexpr std::uint32_t no_row = UINT32_MAX;

/// The row of each unit of an index, `no_row` for those that no row bears. Of rows with one key the first
/// counts.
[[nodiscard]] inline std::vector<std::uint32_t> rows_of_units(account_index const& units,
                                                              table const& accounts, std::string const& key) {
    std::vector<std::uint32_t> all(units.size(), no_row), found;
    std::size_t first = 0;
    for (auto const& part : accounts.batches) {
        found.assign(static_cast<std::size_t>(part.rows), no_unit);
        if (auto const* const keys = find_column(part, key)) units.find(*keys, part.rows, found.data());
        for (std::size_t i = 0; i < found.size(); ++i)
            if (found[i] != no_unit && all[found[i]] == no_row)
                all[found[i]] = static_cast<std::uint32_t>(first + i);
        first += found.size();
    }
    return all;
}

/// Things that have a row, brought together by it; within a row they keep their order.
template <class Things>
[[nodiscard]] by_row<Things> grouped(Things all, std::size_t rows) {
    by_row<Things> made;
    made.starts.assign(rows + 1, 0);
    for (auto const& one : all) ++made.starts[one.row + std::size_t{1}];
    for (std::size_t i = 0; i < rows; ++i) made.starts[i + 1] += made.starts[i];
    auto next = made.starts;
    made.things.resize(all.size());
    for (auto& one : all) made.things[next[one.row]++] = std::move(one);
    return made;
}

}  // namespace tramo::deciding
