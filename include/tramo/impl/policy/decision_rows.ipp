// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The rows of a table of accounts by number and by key.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/impl/policy/case_columns.ipp>
#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/run/account_index.hpp>
#include <tramo/run/verdicts.hpp>

namespace tramo::deciding {

inline constexpr std::uint32_t no_row = UINT32_MAX;

/// The keys of rows as text, and where each batch begins.
struct numbered_rows {
    numbered_rows(program const& policy, table const& accounts) {
        auto const name = policy.key ? policy.fields.fields[*policy.key].name : policy.log.account;
        for (auto const& part : accounts.batches) {
            first_rows.push_back(keys.size());
            auto const* const data = find_column(part, name);
            for (std::int64_t i = 0; i < part.rows; ++i)
                keys.push_back(data == nullptr ? std::string() : running::text_of_cell(*data, i));
        }
    }
    std::vector<std::size_t> first_rows;  ///< by batch
    std::vector<std::string> keys;        ///< by row
};

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

/// Whether bit `row` is set; none are set where there are no bits.
[[nodiscard]] inline bool bit_at(std::vector<std::uint64_t> const& bits, std::size_t row) {
    return !bits.empty() && ((bits[row / 64] >> (row % 64)) & 1) != 0;
}

/// Sorts things by row, keeping their order within a row.
template <class Thing, class RowOf>
[[nodiscard]] std::pair<std::vector<Thing>, std::vector<std::size_t>> grouped(std::vector<Thing> all,
                                                                              std::size_t rows,
                                                                              RowOf row_of) {
    std::vector<std::size_t> starts(rows + 1, 0);
    for (auto const& one : all) ++starts[row_of(one) + 1];
    for (std::size_t i = 0; i < rows; ++i) starts[i + 1] += starts[i];
    auto next = starts;
    std::vector<std::size_t> order(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) order[next[row_of(all[i])]++] = i;
    std::vector<Thing> sorted;
    sorted.reserve(all.size());
    for (auto const i : order) sorted.push_back(std::move(all[i]));
    return {std::move(sorted), std::move(starts)};
}

}  // namespace tramo::deciding
