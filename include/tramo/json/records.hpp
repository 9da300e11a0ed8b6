// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Accounts as JSON, in. Numbers are read from their raw text: no amount ever passes through a double.
#pragma once

#include <string_view>

#include <tramo/run/column.hpp>
#include <tramo/text/diagnostic.hpp>
#include <tramo/values/schema.hpp>

namespace tramo {

/// Reads one object, an array of objects, or objects one a line (JSON Lines). A member that names a field is
/// its value: null, true, false, a number or a string (a string is read like a cell of a CSV file); a member
/// that names a collection is an array of objects. Other members are passed over. The last of two members of
/// one name wins. T5005 with line and column when the text is not JSON of that shape; nothing is read then.
[[nodiscard]] checked<batch> read_json_records(std::string_view json, schema const& fields);

/// For tables that bring children as JSON text: every utf8 column that bears the name of a collection becomes
/// a list of records. A row whose text is no JSON array of objects gets a broken list, hence a data error.
/// Other columns are kept.
[[nodiscard]] batch expand_json_children(batch data, schema const& fields);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/json/records.ipp>
#endif
