// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Results as JSON, out. Amounts are strings with all their decimals.
#pragma once

#include <string>
#include <vector>

#include <tramo/explain/explain.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/policy/record.hpp>

namespace tramo {

/// `{"rows": n, "data_errors": n, "segments": {name: {"true": n, "unknown": n}}, "strategies": {name: {queue:
/// n}}}`, in the policy's order, zeros printed.
[[nodiscard]] std::string counts_to_json(prepared_policy const& with, verdicts const& all);
/// An array of `{"row", "key", "field", "value", "reason", "message"}`, in row order.
[[nodiscard]] std::string errors_to_json(verdicts const& all);
/// An array of `{"code", "severity", "message", "help", "labels": [{"line", "column", "end_line",
/// "end_column", "text"}]}`.
[[nodiscard]] std::string to_json(std::vector<diagnostic> const& all, source const& text);
/// The explanation as an object; `holds` is true, false or null.
[[nodiscard]] std::string to_json(explanation const& what);
/// `{"segments": {name: true|false|null}, "queues": {strategy: queue|null}, "rules": {strategy: rule
/// id|null}, "errors": […]}`.
[[nodiscard]] std::string to_json(record_verdict const& what, prepared_policy const& with);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/json/report.ipp>
#endif
