// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Segments as SQL for Python.
#include <string>

#include <tramo/export/sql.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

tramo::sql_dialect dialect_named(std::string const& name) {
    if (auto const found = tramo::sql_dialect_of(name)) return *found;
    throw py::value_error("no such dialect of SQL: '" + name + "'; there are duckdb and postgresql");
}

py::tuple answer_of(tramo::checked<std::string> const& made, tramo::prepared_policy const& with) {
    py::object text = py::none();
    if (made.ok()) text = text_of(made.value);
    return answer(std::move(text), made.diagnostics, with.policy().source());
}

py::tuple to_sql(tramo::prepared_policy const& with, py::handle segment, std::string const& dialect,
                 py::handle table, py::handle select) {
    tramo::sql_options const options{dialect_named(dialect), bytes_of(table), bytes_of(select)};
    return answer_of(tramo::to_sql(with, bytes_of(segment), options), with);
}

py::tuple to_sql_condition(tramo::prepared_policy const& with, py::handle segment,
                           std::string const& dialect) {
    return answer_of(tramo::to_sql_condition(with, bytes_of(segment), dialect_named(dialect)), with);
}

}  // namespace

void bind_sql(py::module_& module) {
    module.def("to_sql", &to_sql, py::arg("with_"), py::arg("segment"), py::arg("dialect"), py::arg("table"),
               py::arg("select"));
    module.def("to_sql_condition", &to_sql_condition, py::arg("with_"), py::arg("segment"),
               py::arg("dialect"));
}

}  // namespace tramo_python
