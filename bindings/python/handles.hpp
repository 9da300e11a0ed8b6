// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the binding files share: the handles that Python holds, and how findings reach it.
#pragma once

#include <pybind11/pybind11.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

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

void bind_values(py::module_& module);
void bind_policy(py::module_& module);
void bind_evaluate(py::module_& module);

}  // namespace tramo_python
