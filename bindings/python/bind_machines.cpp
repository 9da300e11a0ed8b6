// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The machines of a policy's alerts, and pictures of them.
#include <tramo/alerts/diagram.hpp>
#include <tramo/check/program.hpp>
#include <tramo/policy/alerts.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

namespace alerts = tramo::alerts;

py::object state_name(alerts::machine const& of, alerts::state_number state) {
    return state == alerts::no_alert ? py::str("none") : text_of(of.states[state - 1U].name);
}

py::list names_of(alerts::machine const& of, std::vector<alerts::state_number> const& states) {
    py::list names;
    for (auto const state : states) names.append(state_name(of, state));
    return names;
}

/// `(name, label, colour, severity, stops treatment, is left by hand only)`
py::list states_of(alerts::machine const& of) {
    py::list list;
    for (auto const& one : of.states)
        list.append(py::make_tuple(text_of(one.name), text_of(one.label), text_of(one.colour), one.severity,
                                   one.stops_treatment, one.is_manual_only));
    return list;
}

char const* word_of(alerts::transition::trigger when) {
    switch (when) {
        case alerts::transition::trigger::after:
            return "after";
        case alerts::transition::trigger::deadline:
            return "when";
        default:
            return "on";
    }
}

/// `(rule id, line, in words, on | after | when, days, number of its deadline, states it leads from, state it
/// leads to or None where it restores)`
py::list transitions_of(tramo::policy const& policy, std::size_t alert) {
    auto const& machine = policy.machines()[alert];
    auto const& written = policy.program().alerts[alert].transitions;
    auto const captions = transition_captions(policy, alert);
    py::list list;
    for (std::size_t i = 0; i < machine.transitions.size(); ++i) {
        auto const& one = machine.transitions[i];
        py::object target = py::none();
        if (one.what == alerts::effect::enter) target = state_name(machine, one.target);
        if (one.what == alerts::effect::clear) target = py::str("none");
        list.append(py::make_tuple(text_of(written[i].rule_id), policy.source().at(written[i].at.begin).line,
                                   text_of(captions[i]), word_of(one.when), one.days, one.slot,
                                   names_of(machine, one.from), target));
    }
    return list;
}

/// `[(name, label, version, collection or None, states, transitions, clears by hand, and with confirmation,
/// states raised by hand), …]`
py::list machines_of(tramo::policy const& policy) {
    py::list list;
    auto const& machines = policy.machines();
    for (std::size_t i = 0; i < machines.size(); ++i) {
        auto const& machine = machines[i];
        auto const& alert = policy.program().alerts[i];
        py::object collection = py::none();
        if (alert.collection != tramo::no_index)
            collection = text_of(policy.fields().collections[alert.collection].name);
        list.append(py::make_tuple(text_of(machine.name), text_of(machine.label), text_of(alert.version),
                                   collection, states_of(machine), transitions_of(policy, i),
                                   machine.clears_by_hand, machine.needs_confirmation,
                                   names_of(machine, machine.raised_by_hand)));
    }
    return list;
}

py::list skipped_states_of(tramo::policy const& policy) {
    std::vector<tramo::diagnostic> found;
    {
        py::gil_scoped_release const release;
        found = skipped_states(policy);
    }
    return findings(found, policy.source());
}

alerts::captions words_of(tramo::policy const& policy, std::size_t alert) {
    alerts::captions words;
    words.transitions = transition_captions(policy, alert);
    return words;
}

py::str diagram(tramo::policy const& policy, std::size_t alert, std::string const& format) {
    auto const& machine = policy.machines().at(alert);
    auto const words = words_of(policy, alert);
    return text_of(format == "dot" ? to_graphviz(machine, words) : to_mermaid(machine, words));
}

alerts::state_number state_named(alerts::machine const& of, std::string const& name) {
    for (std::size_t i = 0; i < of.states.size(); ++i)
        if (of.states[i].name == name) return static_cast<alerts::state_number>(i + 1);
    return alerts::no_alert;
}

/// `entries` are `(moment as text, state before, state after, what happened)`; `until` is a day as text, or
/// empty.
py::str timeline(tramo::policy const& policy, std::size_t alert, py::list entries, std::string const& until,
                 std::size_t width) {
    auto const& machine = policy.machines().at(alert);
    std::vector<alerts::timeline_entry> all;
    for (py::handle const each : entries) {
        auto const entry = py::reinterpret_borrow<py::tuple>(each);
        auto const happened = tramo::parse_timestamp(bytes_of(entry[0]));
        all.push_back({happened ? happened->micros : 0, state_named(machine, bytes_of(entry[1])),
                       state_named(machine, bytes_of(entry[2])), bytes_of(entry[3])});
    }
    auto const day = tramo::parse_date(until);
    auto const end = day ? (day->days + std::int64_t{1}) * tramo::micros_a_day : alerts::never;
    return text_of(alerts::timeline(machine, all, end, words_of(policy, alert), width));
}

}  // namespace

void bind_machines(py::module_& module) {
    module.def("machines", &machines_of, py::arg("policy"));
    module.def("skipped_states", &skipped_states_of, py::arg("policy"));
    module.def("diagram", &diagram, py::arg("policy"), py::arg("alert"), py::arg("format"));
    module.def("timeline", &timeline, py::arg("policy"), py::arg("alert"), py::arg("entries"),
               py::arg("until"), py::arg("width"));
}

}  // namespace tramo_python
