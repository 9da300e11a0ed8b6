// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Policies in the forms of others: their tree as JSON, out and in.
#include <utility>

#include <tramo/json/policy_json.hpp>
#include <tramo/syntax/parse.hpp>
#include <tramo/syntax/print.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

py::str policy_to_json(tramo::policy const& policy, int indent) {
    std::string made;
    {
        py::gil_scoped_release const release;
        made = tramo::to_json(tramo::parse(policy.source()).value, indent);
    }
    return text_of(made);
}

/// The policy's canonical text in its own language, or None.
py::tuple policy_from_json(py::handle json, py::handle name) {
    auto text = bytes_of(json);
    auto source_name = bytes_of(name);
    tramo::checked<tramo::ast::document> read;
    std::string printed;
    tramo::source drawn;
    {
        py::gil_scoped_release const release;
        read = tramo::document_from_json(text);
        if (read.ok())
            printed = tramo::print(read.value, read.value.language);
        else
            drawn = tramo::source(std::move(text), std::move(source_name));
    }
    py::object made = py::none();
    if (read.ok()) made = text_of(printed);
    return answer(std::move(made), read.diagnostics, drawn);
}

}  // namespace

void bind_interchange(py::module_& module) {
    module.def("policy_to_json", &policy_to_json, py::arg("policy"), py::arg("indent"));
    module.def("policy_from_json", &policy_from_json, py::arg("json"), py::arg("name"));
    module.def("policy_json_schema", [] { return text_of(tramo::policy_json_schema()); });
}

}  // namespace tramo_python
