// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy as prose, and as flows.
#include <tramo/explain/describe.hpp>
#include <tramo/explain/flow.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

tramo::language language_named(std::string const& code) {
    auto const in = tramo::language_of(code);
    if (!in) throw py::value_error("no such language: '" + code + "'; there are en, es and pt");
    return *in;
}

py::str description(tramo::policy const& policy, std::string const& language, bool pictures) {
    auto const in = language_named(language);
    std::string text;
    {
        py::gil_scoped_release const release;
        text = describe(policy, in, {pictures});
    }
    return text_of(text);
}

/// Of the whole policy where neither a strategy nor a segment is named; None where there is none so named.
py::object flow_text(tramo::policy const& policy, std::string const& strategy, std::string const& segment,
                     std::string const& form, std::string const& language) {
    auto const in = language_named(language);
    std::string text;
    {
        py::gil_scoped_release const release;
        auto const drawn = !strategy.empty()  ? flow_of_strategy(policy, strategy, in)
                           : !segment.empty() ? flow_of_segment(policy, segment, in)
                                              : std::optional(flow_of_policy(policy, in));
        if (drawn) text = form == "bpmn" ? to_bpmn(*drawn) : to_mermaid(*drawn);
    }
    return text.empty() ? py::object(py::none()) : py::object(text_of(text));
}

}  // namespace

void bind_describe(py::module_& module) {
    module.def("describe", &description, py::arg("policy"), py::arg("language"), py::arg("pictures"));
    module.def("flow", &flow_text, py::arg("policy"), py::arg("strategy"), py::arg("segment"),
               py::arg("form"), py::arg("language"));
}

}  // namespace tramo_python
