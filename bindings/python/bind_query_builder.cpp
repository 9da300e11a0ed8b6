// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Segments as react-querybuilder's JSON, and its queries as policies.
#include <iterator>
#include <utility>

#include <tramo/json/query_builder.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

py::tuple to_query_builder(tramo::policy const& policy, py::handle segment, std::string const& as_of) {
    std::optional<tramo::date> day;
    if (!as_of.empty()) {
        day = tramo::parse_date(as_of);
        if (!day) throw py::value_error("no day: '" + as_of + "'; write it as 2026-11-21");
    }
    auto made = tramo::to_query_builder(policy, bytes_of(segment), day);
    py::object json = py::none();
    if (made.ok()) json = text_of(made.value);
    return answer(std::move(json), made.diagnostics, policy.source());
}

/// The policy made of the text, with the findings of both ways.
py::tuple loaded(tramo::checked<std::string> made, std::string const& name) {
    tramo::checked<tramo::policy> policy;
    if (made.ok()) policy = tramo::load(made.value, name);
    auto all = std::move(made.diagnostics);
    all.insert(all.end(), std::make_move_iterator(policy.diagnostics.begin()),
               std::make_move_iterator(policy.diagnostics.end()));
    py::object handle = py::none();
    if (policy.value && policy.ok()) handle = py::cast(std::move(policy.value));
    return answer(std::move(handle), all, tramo::source(std::move(made.value), name));
}

py::tuple from_query_builder(py::handle query, py::handle fields, py::handle name,
                             std::string const& language) {
    auto const in = tramo::language_of(language);
    if (!in) throw py::value_error("no such language: '" + language + "'; there are en, es and pt");
    tramo::query_builder_name const called{bytes_of(name), *in};
    auto const text = bytes_of(query);
    if (py::isinstance<tramo::policy>(fields))
        return loaded(tramo::from_query_builder(text, fields.cast<tramo::policy const&>(), called),
                      called.segment);
    return loaded(tramo::from_query_builder(text, bytes_of(fields), called), called.segment);
}

}  // namespace

void bind_query_builder(py::module_& module) {
    module.def("to_query_builder", &to_query_builder, py::arg("policy"), py::arg("segment"),
               py::arg("as_of"));
    module.def(
        "query_builder_fields",
        [](tramo::policy const& of) { return text_of(tramo::query_builder_fields(of)); }, py::arg("policy"));
    module.def("from_query_builder", &from_query_builder, py::arg("query"), py::arg("fields"),
               py::arg("name"), py::arg("language"));
}

}  // namespace tramo_python
