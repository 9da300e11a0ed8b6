// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Accounts and shifts in; what to do next with whom, and the lists of the day, out.
#include <pybind11/stl.h>

#include <algorithm>
#include <utility>

#include <tramo/check/program.hpp>
#include <tramo/policy/worklists.hpp>

#include "handles.hpp"
#include "rows_apart.hpp"

namespace tramo_python {
namespace {

using tramo::actions::placed;

struct worklist_found {
    tramo::worklist_answer all;
    std::int64_t rows = 0;
    rows_apart apart;
};
using answer_ptr = std::shared_ptr<worklist_found>;

std::uint16_t number_of(std::string const& skill, std::vector<std::string>& all) {
    auto const at = std::find(all.begin(), all.end(), skill) - all.begin();
    if (static_cast<std::size_t>(at) == all.size()) all.push_back(skill);
    return static_cast<std::uint16_t>(at);
}

/// Shifts are `(agent, name, [skill, …], minutes)`.
void add_shifts(py::list const& given, tramo::worklist_options& to) {
    for (py::handle const each : given) {
        auto const row = py::reinterpret_borrow<py::tuple>(each);
        auto& made = to.shifts.emplace_back();
        made.agent = bytes_of(row[0]);
        made.name = bytes_of(row[1]);
        for (py::handle const skill : py::reinterpret_borrow<py::list>(row[2]))
            made.skills.push_back(number_of(bytes_of(skill), to.skills));
        made.minutes = row[3].cast<std::int64_t>();
    }
}

/// `(worklists or None, findings, drawing)`
py::tuple find_worklists(tramo::prepared_policy const& with, std::shared_ptr<portfolio> const& accounts,
                         std::string worklist, py::list const& shifts, int minutes_per_call,
                         std::vector<std::string> bad_lines) {
    tramo::worklist_options options;
    options.worklist = std::move(worklist);
    options.minutes_per_call = minutes_per_call;
    add_shifts(shifts, options);
    tramo::checked<tramo::worklist_answer> found;
    answer_ptr made;
    {
        py::gil_scoped_release const release;
        found = tramo::find_worklists(with, std::shared_ptr<tramo::table const>(accounts, &accounts->data),
                                      options);
        if (found.ok()) {
            made = std::make_shared<worklist_found>();
            made->all = std::move(found.value);
            made->rows = made->all.rows() + static_cast<std::int64_t>(bad_lines.size());
            made->apart = {made->all.rows_set_apart(), made->all.errors(), made->all.errors_not_listed()};
            made->apart.add_lines(std::move(bad_lines), made->all.rows());
        }
    }
    py::object shown = made ? py::cast(std::move(made)) : py::object(py::none());
    return answer(std::move(shown), found.diagnostics, with.policy().source());
}

py::dict counts_of(worklist_found const& self) {
    static constexpr std::pair<char const*, placed> names[] = {
        {"nothing_to_do", placed::nothing_to_do}, {"taken", placed::taken},
        {"no_skill", placed::no_skill},           {"full", placed::full},
        {"owner_full", placed::owner_full},       {"owner_no_skill", placed::owner_no_skill}};
    py::dict made;
    for (auto const& [name, how] : names) made[name] = self.all.count(how);
    return made;
}

/// `[(agent, shift, minutes, minutes used, calls), …]`
py::list shifts_of(worklist_found const& self) {
    py::list list;
    auto const& shifts = self.all.shifts();
    auto const& lists = self.all.lists();
    for (std::size_t i = 0; i < shifts.size(); ++i)
        list.append(py::make_tuple(text_of(shifts[i].agent), text_of(shifts[i].name), shifts[i].minutes,
                                   i < lists.minutes_used.size() ? lists.minutes_used[i] : 0,
                                   i < lists.calls.size() ? lists.calls[i] : 0));
    return list;
}

/// Makes a table without Python's lock.
template <class Make>
std::shared_ptr<portfolio> made_table(Make make) {
    py::gil_scoped_release const release;
    auto made = std::make_shared<portfolio>();
    made->data.batches.push_back(make());
    return made;
}

/// `[(name, label, version, rule id, [(name, label, rule id, channel, skill, minutes), …]), …]`
py::list worklists_of(tramo::policy const& of) {
    py::list list;
    for (auto const& one : of.program().worklists) {
        py::list candidates;
        for (auto const& each : one.candidates)
            candidates.append(py::make_tuple(text_of(each.name), text_of(each.label), text_of(each.rule_id),
                                             text_of(each.channel), text_of(each.skill), each.minutes));
        list.append(py::make_tuple(text_of(one.name), text_of(one.label), text_of(one.version),
                                   text_of(one.rule_id), candidates));
    }
    return list;
}

}  // namespace

void bind_worklists(py::module_& module) {
    py::class_<worklist_found, answer_ptr>(module, "Worklists")
        .def_property_readonly("rows", [](worklist_found const& self) { return self.rows; })
        .def_property_readonly("apart", [](worklist_found const& self) { return self.apart; })
        .def("counts", &counts_of)
        .def("shifts", &shifts_of)
        .def(
            "next",
            [](worklist_found const& self, int most) {
                return made_table([&] { return self.all.next_actions(most); });
            },
            py::arg("most"))
        .def("lists",
             [](worklist_found const& self) { return made_table([&] { return self.all.worklists(); }); })
        .def("left_out",
             [](worklist_found const& self) { return made_table([&] { return self.all.left_out(); }); });
    module.def("find_worklists", &find_worklists, py::arg("prepared"), py::arg("accounts"),
               py::arg("worklist"), py::arg("shifts"), py::arg("minutes_per_call"), py::arg("bad_lines"));
    module.def("worklists", &worklists_of, py::arg("policy"));
}

}  // namespace tramo_python
