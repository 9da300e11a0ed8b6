// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A segment as SQL that selects exactly the rows the engine does, or the reasons why it cannot be.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tramo/policy/policy.hpp>

namespace tramo {

enum class sql_dialect { duckdb, postgresql };

/// `duckdb`, `postgresql`; none for another word.
[[nodiscard]] std::optional<sql_dialect> sql_dialect_of(std::string_view name);

struct sql_options {
    sql_dialect dialect = sql_dialect::duckdb;
    std::string table =
        "accounts";            ///< its name, `schema.table` too; a part in double quotes is taken as it is
    std::string select = "*";  ///< what stands behind SELECT: SQL, written as given
};

/// A query for the rows that the segment holds for, on the day and with the parameters prepared for. It
/// begins with a comment that says whose it is and what it expects of the table: columns called and typed as
/// the policy's fields (BOOLEAN, BIGINT, DECIMAL with the field's decimals, DATE, TIMESTAMP, VARCHAR in NFC
/// with no collation but that of bytes for equality, enumerations by their values as declared, durations as
/// BIGINT days, percentages in percent points), computed fields such as `alert.x` as columns of that name.
/// Rows are not selected either that the engine sets apart because a field that some rule reads has no value
/// and is not optional, or because a day of this segment leaves the calendar; values that no column of the
/// types above holds, and what other rules compute, are not looked at. A number of more than 18 digits
/// (`decimal(s)`: 10 before its point, percent points: 6) that is computed with stops the query.
/// T5007 for a name that is no segment; T7021 to T7027, each with its place, for what SQL cannot say exactly.
[[nodiscard]] checked<std::string> to_sql(prepared_policy const& with, std::string_view segment,
                                          sql_options const& options = {});

/// The same condition alone: TRUE, FALSE or NULL where the engine says true, false or unknown of a row that
/// it does not set apart.
[[nodiscard]] checked<std::string> to_sql_condition(prepared_policy const& with, std::string_view segment,
                                                    sql_dialect dialect = sql_dialect::duckdb);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/export/sql.ipp>
#endif
