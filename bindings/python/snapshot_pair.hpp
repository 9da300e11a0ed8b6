// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Two tables of accounts laid over each other; nothing here touches Python.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <tramo/actions/kpi.hpp>
#include <tramo/run/column_reader.hpp>

namespace tramo_python {

/// Which columns of both tables are read.
struct snapshot_columns {
    std::string key, days, balance;
};

enum class side { before, after };

/// A row that counts nowhere. An account of which a row cannot be used counts in neither snapshot: it would
/// seem to have come or gone.
struct row_apart {
    side of = side::before;
    std::int64_t row = 0;  ///< of its table, from 0
    std::string key;
    std::string column;  ///< that could not be read
    std::string value;
    std::string reason;   ///< missing, wrong_type, …; `twice`, `other_side`
    std::string message;  ///< "is missing"
};

struct snapshot_pair {
    tramo::actions::roll_matrix matrix;
    int scale = 0;  ///< decimals of the amounts
    std::int64_t rows_before = 0, rows_after = 0;
    std::vector<row_apart> apart;  ///< the first million
    std::int64_t apart_count = 0;
    /// By side, column, reason and message.
    std::map<std::vector<std::string>, std::int64_t> apart_summary;
};

/// Balances are exact up to six decimals; those with more, and those beyond 18 digits, are set apart.
[[nodiscard]] tramo::checked<snapshot_pair> lay_over(tramo::table const& before, tramo::table const& after,
                                                     snapshot_columns const& columns,
                                                     tramo::actions::buckets const& by);

}  // namespace tramo_python
