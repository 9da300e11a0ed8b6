// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Decisions as JSON. Amounts are strings, exact to the last digit; days are `2026-11-21`.
#pragma once

#include <cstdint>
#include <string>

#include <tramo/policy/decisions.hpp>

namespace tramo {

/// The decision on one row: `{"account", "as_of", "policy": {"title", "version", "hash"}, "zones",
/// "segments": [name], "queues": {strategy: queue}, "indicators": {}, "alerts": {name: {"state", "since"}},
/// "days":
/// {"past_due", "delinquent", "paused"}, "holds": [], "promises": [], "effects": [], "blocked": [action],
/// "contacts": [], "tasks": [], "messages": [], "advice": [], "next_action", "set_apart", "errors": []}`:
/// lists hold the rows of the tables of `decisions` without the key; what is joined by commas in such a row
/// is a list here. `days` is null where the policy counts none; `zones` holds those that were read, each with
/// its release; `errors` says why the account is `set_apart`, or else what of its data was passed over.
[[nodiscard]] std::string decision_to_json(decisions const& all, std::uint32_t row);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/json/decisions.ipp>
#endif
