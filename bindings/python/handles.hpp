// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the binding files share: the handles that Python holds, and how findings reach it.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/run/arrow_abi.h>
#include <tramo/policy/policy.hpp>

namespace tramo_python {

namespace py = pybind11;

/// A table in the engine's hands; its buffers live as long as it does.
struct portfolio {
    tramo::table data;
};

/// Text as str; what is not UTF-8 is replaced, never raised.
[[nodiscard]] py::str text_of(std::string_view bytes);
/// The bytes of a str (lone surrogates too, for the engine to refuse) or of a bytes object.
[[nodiscard]] std::string bytes_of(py::handle text);

/// `[(code, severity, message, (help, …), ((line, column, end_line, end_column, text), …), drawing)]`
[[nodiscard]] py::list findings(std::vector<tramo::diagnostic> const& all, tramo::source const& text);
/// `(value or None, findings, all of them drawn)`: the shape of every answer that can find mistakes.
[[nodiscard]] py::tuple answer(py::object value, std::vector<tramo::diagnostic> const& all,
                               tramo::source const& text);

/// Errors number `begin` to `end` as JSON, so that their words are everywhere the same.
[[nodiscard]] py::str errors_json(std::vector<tramo::data_error> const& all, std::size_t begin,
                                  std::size_t end);
/// `[(field, reason, in words, count), …]`, the most frequent first.
[[nodiscard]] py::list error_summary(std::vector<tramo::data_error> const& all);
/// `[(field, [(value, count), …]), …]`
[[nodiscard]] py::list new_values(std::vector<tramo::field_new_values> const& all);

/// Hands a stream to Python, which releases it if nobody takes it.
[[nodiscard]] py::object stream_capsule(std::unique_ptr<ArrowArrayStream> stream);
/// A consumer may wish for other types, which need not be heeded; but never for other columns.
void check_wish(py::handle schema, std::int64_t columns);
[[nodiscard]] py::object export_table(std::shared_ptr<portfolio const> const& self,
                                      py::handle requested_schema);

void bind_values(py::module_& module);
void bind_policy(py::module_& module);
void bind_evaluate(py::module_& module);
void bind_describe(py::module_& module);
void bind_matcher(py::module_& module);
void bind_machines(py::module_& module);
void bind_alerts(py::module_& module);
void bind_agreements(py::module_& module);
void bind_offers(py::module_& module);
void bind_best_actions(py::module_& module);
void bind_worklists(py::module_& module);
void bind_decisions(py::module_& module);
void bind_contact(py::module_& module);
void bind_interchange(py::module_& module);
void bind_kpi(py::module_& module);
void bind_calendars(py::module_& module);
void bind_schedules(py::module_& module);
void bind_rates(py::module_& module);
void bind_charges(py::module_& module);
void bind_settlement(py::module_& module);
void bind_sql(py::module_& module);
void bind_matrix(py::module_& module);
void bind_treatment(py::module_& module);
void bind_query_builder(py::module_& module);

}  // namespace tramo_python
