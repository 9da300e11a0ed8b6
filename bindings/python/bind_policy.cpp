// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy and what it says of itself.
#include <utility>

#include <tramo/check/program.hpp>
#include <tramo/values/date.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

py::tuple load(py::handle text, py::handle name) {
    auto source_text = bytes_of(text);
    auto source_name = bytes_of(name);
    tramo::checked<tramo::policy> loaded;
    tramo::source drawn;
    {
        py::gil_scoped_release const release;
        loaded = tramo::load(source_text, source_name);
        if (!loaded.diagnostics.empty())
            drawn = tramo::source(std::move(source_text), std::move(source_name));
    }
    py::object made = py::none();
    if (loaded.ok()) made = py::cast(std::move(loaded.value));
    return answer(std::move(made), loaded.diagnostics, drawn);
}

/// `(name, label, rule id, version, is active)`
py::tuple rule_of(tramo::rule_info const& rule) {
    return py::make_tuple(text_of(rule.name), text_of(rule.label), text_of(rule.rule_id),
                          text_of(rule.version), rule.is_active);
}

py::list rules_of(std::vector<tramo::rule_info> const& rules) {
    py::list list;
    for (auto const& rule : rules) list.append(rule_of(rule));
    return list;
}

/// `(name, label, version, queues)`
py::list strategies_of(std::vector<tramo::strategy_info> const& strategies) {
    py::list list;
    for (auto const& one : strategies)
        list.append(py::make_tuple(text_of(one.name), text_of(one.label), text_of(one.version),
                                   rules_of(one.queues)));
    return list;
}

/// `((name, label, rule id, version, is active), is default, alternatives)`
py::list conditions_of(tramo::policy const& of) {
    py::list list;
    for (auto const& one : of.conditions())
        list.append(py::make_tuple(rules_of({one.about})[0], one.is_default, rules_of(one.alternatives)));
    return list;
}

/// `(name, label, type in words, is optional, is key, is computed from events)`
py::list fields_of(std::vector<tramo::field> const& fields) {
    py::list list;
    for (auto const& field : fields)
        list.append(py::make_tuple(text_of(field.name), text_of(field.label), text_of(describe(field.type)),
                                   field.is_optional, field.is_key, field.is_computed));
    return list;
}

/// `(name, label, fields)`
py::list collections_of(tramo::policy const& policy) {
    py::list list;
    for (auto const& one : policy.fields().collections)
        list.append(py::make_tuple(text_of(one.name), text_of(one.label), fields_of(one.fields)));
    return list;
}

/// `(name, label, type in words, has a value of its own)`
py::list parameters_of(tramo::policy const& policy) {
    py::list list;
    for (auto const& one : policy.parameters())
        list.append(py::make_tuple(text_of(one.name), text_of(one.label), text_of(describe(one.type)),
                                   one.has_initial));
    return list;
}

py::object key_of(tramo::policy const& policy) {
    auto const key = policy.key();
    return key ? py::object(text_of(policy.fields().fields[*key].name)) : py::object(py::none());
}

std::string format(tramo::policy const& policy, std::string const& language) {
    auto const in = tramo::language_of(language);
    if (!in) throw py::value_error("no such language: '" + language + "'; there are en, es and pt");
    py::gil_scoped_release const release;
    return policy.format(*in);
}

py::tuple prepare(tramo::policy const& policy, std::string const& as_of, py::list parameters) {
    tramo::question asked;
    if (!as_of.empty()) {
        asked.as_of = tramo::parse_date(as_of);
        if (!asked.as_of) throw py::value_error("no day: '" + as_of + "'; write it as 2026-11-21");
    }
    for (py::handle const each : parameters) {
        auto const pair = py::reinterpret_borrow<py::tuple>(each);
        asked.parameters.emplace_back(bytes_of(pair[0]), bytes_of(pair[1]));
    }
    tramo::checked<tramo::prepared_policy> prepared;
    {
        py::gil_scoped_release const release;
        prepared = policy.prepare(asked);
    }
    py::object made = py::none();
    if (prepared.ok()) made = py::cast(std::move(prepared.value));
    return answer(std::move(made), prepared.diagnostics, policy.source());
}

}  // namespace

void bind_policy(py::module_& module) {
    using tramo::policy;
    py::class_<policy>(module, "Policy")
        .def_property_readonly("title", [](policy const& self) { return text_of(self.title()); })
        .def_property_readonly("version", [](policy const& self) { return text_of(self.version()); })
        .def_property_readonly("language",
                               [](policy const& self) { return text_of(code_of(self.language())); })
        .def_property_readonly("hash", [](policy const& self) { return text_of(self.hash()); })
        .def_property_readonly("currency", [](policy const& self) { return text_of(self.currency()); })
        .def_property_readonly("zone", [](policy const& self) { return text_of(self.zone()); })
        .def_property_readonly("source", [](policy const& self) { return text_of(self.source().text()); })
        .def_property_readonly("name", [](policy const& self) { return text_of(self.source().name()); })
        .def_property_readonly("reads_as_of", &policy::reads_as_of)
        .def_property_readonly("key", &key_of)
        .def("fields", [](policy const& self) { return fields_of(self.fields().fields); })
        .def("collections", &collections_of)
        .def("parameters", &parameters_of)
        .def("segments", [](policy const& self) { return rules_of(self.segments()); })
        .def("strategies", [](policy const& self) { return strategies_of(self.strategies()); })
        .def("conditions", &conditions_of)
        .def("format", &format, py::arg("language"))
        .def("prepare", &prepare, py::arg("as_of"), py::arg("parameters"));

    using tramo::prepared_policy;
    py::class_<prepared_policy>(module, "PreparedPolicy")
        .def("segments", [](prepared_policy const& self) { return rules_of(self.segments()); })
        .def("strategies", [](prepared_policy const& self) { return strategies_of(self.strategies()); });

    module.def("load", &load, py::arg("text"), py::arg("name"));
}

}  // namespace tramo_python
