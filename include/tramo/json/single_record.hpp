// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One account as JSON into a record that is there already, for hosts that ask account by account.
#pragma once

#include <string_view>
#include <vector>

#include <tramo/policy/record.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// Makes `into` the account that one JSON object describes: members as in `read_json_records`, fields that it
/// does not name unknown. Collections are passed over. T5005 when the text is no such object; `into` then
/// holds what was read before.
[[nodiscard]] std::vector<diagnostic> read_json_record(std::string_view json, record& into);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/json/single_record.ipp>
#endif
