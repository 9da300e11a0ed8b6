// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A feed of actions in; each case's best action, and reports that add up, out.
#include <pybind11/stl.h>

#include <utility>

#include <tramo/check/program.hpp>
#include <tramo/values/date.hpp>

#include "best_answer.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

using answer_ptr = std::shared_ptr<best_answer>;
using report_ptr = std::shared_ptr<report_answer>;

std::shared_ptr<tramo::table const> table_of(std::shared_ptr<portfolio> const& from) {
    return from ? std::shared_ptr<tramo::table const>(from, &from->data) : nullptr;
}

std::shared_ptr<portfolio> table_with(tramo::batch data) {
    auto made = std::make_shared<portfolio>();
    made->data.batches.push_back(std::move(data));
    return made;
}

/// `(word, day, days)`: the word is policy, all, since, month or rolling.
tramo::window_asked window_of(py::tuple const& given) {
    using kind = tramo::window_asked::kind_t;
    static constexpr std::pair<char const*, kind> words[] = {{"policy", kind::policy},
                                                             {"all", kind::all},
                                                             {"since", kind::since},
                                                             {"month", kind::month},
                                                             {"rolling", kind::rolling}};
    tramo::window_asked made;
    auto const word = given[0].cast<std::string>(), day = given[1].cast<std::string>();
    made.days = given[2].cast<std::int64_t>();
    for (auto const& [name, means] : words)
        if (word == name) made.what = means;
    if (made.what != kind::since) return made;
    auto const since = tramo::parse_date(day);
    if (!since) throw py::value_error("no day: '" + day + "'; write it as 2026-11-21");
    made.since = *since;
    return made;
}

/// `(best actions or None, findings, drawing)`
py::tuple find_best_actions(tramo::prepared_policy const& with, std::shared_ptr<portfolio> const& feed,
                            std::shared_ptr<portfolio> const& cases, py::tuple const& window,
                            std::string agent, std::string segment, std::string queue,
                            std::vector<std::pair<std::string, std::string>> where, std::string by,
                            std::string amount, bool has_details, std::vector<std::string> bad_lines,
                            std::vector<std::string> bad_case_lines) {
    tramo::best_action_options options;
    options.window = window_of(window);
    options.agent = std::move(agent);
    options.segment = std::move(segment);
    options.queue = std::move(queue);
    options.where = std::move(where);
    options.by = std::move(by);
    options.amount = std::move(amount);
    options.has_details = has_details;
    tramo::checked<tramo::best_actions> found;
    answer_ptr made;
    {
        py::gil_scoped_release const release;
        found = tramo::find_best_actions(with, table_of(feed), table_of(cases), options);
        if (found.ok())
            made = std::make_shared<best_answer>(std::move(found.value), std::move(bad_lines),
                                                 std::move(bad_case_lines), cases ? cases->data.rows() : 0);
    }
    py::object shown = made ? py::cast(std::move(made)) : py::object(py::none());
    return answer(std::move(shown), found.diagnostics, with.policy().source());
}

py::dict ledger_of(best_answer const& self) {
    auto const& from = self.found().standings();
    py::dict made;
    made["rows"] = self.rows();
    made["counted"] = self.counted();
    made["outside_window"] = from.outside_window;
    made["too_late"] = from.left_out.too_late;
    made["without_case"] = from.left_out.without_case;
    made["out_of_scope"] = from.left_out.out_of_scope;
    made["case_set_apart"] = from.left_out.case_set_apart;
    made["set_apart"] = self.unreadable();
    return made;
}

py::dict activity_of(best_answer const& self) {
    activity_counts found;
    {
        py::gil_scoped_release const release;
        found = self.activity();
    }
    py::dict made;
    made["cases"] = found.cases;
    made["attempted"] = found.attempted;
    made["contacted"] = found.contacted;
    made["attempts"] = found.attempts;
    made["contacts"] = found.contacts;
    made["right_party_contacts"] = found.right_party_contacts;
    made["promises"] = found.promises;
    return made;
}

report_ptr report_of(answer_ptr const& self, std::size_t group) {
    py::gil_scoped_release const release;
    auto const amounts = self->found().amount_type();
    return std::make_shared<report_answer>(
        report_answer{self, self->found().report(group), amounts ? amounts->scale : -1});
}

/// The report of the cases of one row of a report of all cases.
report_ptr narrowed(answer_ptr const& self, std::size_t group, std::size_t row) {
    py::gil_scoped_release const release;
    auto const amounts = self->found().amount_type();
    return std::make_shared<report_answer>(
        report_answer{self, self->found().narrowed(group, row), amounts ? amounts->scale : -1});
}

/// `(cases or None, findings, drawing)`
py::tuple cases_of(best_answer const& self, std::size_t group, std::size_t row, std::string const& sort,
                   bool is_descending) {
    tramo::checked<std::vector<std::uint32_t>> found;
    std::shared_ptr<portfolio> made;
    {
        py::gil_scoped_release const release;
        found = self.found().cases_of(group, row, sort, is_descending);
        if (found.ok()) made = table_with(self.found().case_table(found.value));
    }
    py::object shown = made ? py::cast(std::move(made)) : py::object(py::none());
    return answer(std::move(shown), found.diagnostics, self.found().with().policy().source());
}

std::shared_ptr<portfolio> case_table(best_answer const& self) {
    py::gil_scoped_release const release;
    return table_with(self.found().case_table());
}

std::shared_ptr<portfolio> attach(best_answer const& self, portfolio const& accounts) {
    py::gil_scoped_release const release;
    return std::make_shared<portfolio>(portfolio{self.found().attach(accounts.data)});
}

py::list groups_of(best_answer const& self) {
    py::list list;
    for (auto const& one : self.found().groups()) list.append(text_of(one));
    return list;
}

py::list others_of(best_answer const& self) {
    py::list list;
    for (auto const& one : self.found().others()) list.append(py::make_tuple(text_of(one.code), one.rows));
    return list;
}

py::str number_text(tramo::decimal const& number) {
    return text_of(to_string(number));
}

py::tuple row_tuple(report_answer const& self, tramo::actions::report_row const& row) {
    py::tuple path(row.path.size());
    for (std::size_t i = 0; i < row.path.size(); ++i) path[i] = text_of(row.path[i]);
    py::object amount = py::none(), amount_percent = py::none();
    if (self.scale >= 0) {
        amount = number_text(tramo::decimal(row.amount, self.scale));
        amount_percent = number_text(with_cents(row.amount_percent));
    }
    return py::make_tuple(path, row.depth, row.actions, row.cases, number_text(with_cents(row.ratio)),
                          number_text(with_cents(row.percent)), row.actions_on_cases,
                          number_text(with_cents(row.ratio_on_cases)), amount, amount_percent, row.rank,
                          row.is_contact, name_of(row.what), row.contacted);
}

py::list rows_of(report_answer const& self) {
    py::list list;
    for (auto const& row : self.report.rows) list.append(row_tuple(self, row));
    return list;
}

py::object row_of(report_answer const& self, std::vector<std::string> const& path) {
    auto const row = self.from->found().row_of(self.report, path);
    return row ? py::object(py::int_(*row)) : py::object(py::none());
}

py::object amount_of(report_answer const& self) {
    if (self.scale < 0) return py::none();
    return number_text(tramo::decimal(self.report.amount, self.scale));
}

/// `(name, label, parent or -1, depth, rank, contact, right party, channel, closes, opens a promise, raises
/// a claim, state, substate, aliases)`
py::tuple kind_tuple(tramo::palette_action const& one) {
    py::list aliases;
    for (auto const& alias : one.aliases) aliases.append(text_of(alias));
    auto const parent = one.parent == tramo::no_index ? -1 : static_cast<std::int64_t>(one.parent);
    return py::make_tuple(text_of(one.name), text_of(one.label), parent, one.depth, one.rank, one.is_contact,
                          one.is_right_party, text_of(one.channel), one.closes, one.opens_promise,
                          one.raises_claim, text_of(one.state), text_of(one.substate), aliases);
}

/// `[(name, label, kinds), …]`
py::list palettes_of(tramo::policy const& of) {
    py::list list;
    for (auto const& palette : of.program().palettes) {
        py::list kinds;
        for (auto const& one : palette.actions) kinds.append(kind_tuple(one));
        list.append(py::make_tuple(text_of(palette.name), text_of(palette.label), kinds));
    }
    return list;
}

py::list action_fields() {
    py::list list;
    for (auto const* const name : tramo::action_field_names) list.append(text_of(name));
    return list;
}

void bind_rows_apart(py::module_& module) {
    py::class_<rows_apart, std::shared_ptr<rows_apart>>(module, "RowsApart")
        .def_property_readonly("data_errors", [](rows_apart const& self) { return self.rows; })
        .def_property_readonly("error_count", [](rows_apart const& self) { return self.errors.size(); })
        .def_property_readonly("errors_not_listed", [](rows_apart const& self) { return self.not_listed; })
        .def(
            "errors_json",
            [](rows_apart const& self, std::size_t begin, std::size_t end) {
                return errors_json(self.errors, begin, end);
            },
            py::arg("begin"), py::arg("end"))
        .def("error_summary", [](rows_apart const& self) { return error_summary(self.errors); })
        .def("new_values", [](rows_apart const&) { return py::list(); });
}

}  // namespace

void bind_best_actions(py::module_& module) {
    bind_rows_apart(module);
    py::class_<best_answer, answer_ptr>(module, "BestActions")
        .def_property_readonly("actions_apart", &best_answer::actions_apart)
        .def_property_readonly("cases_apart", &best_answer::cases_apart)
        .def_property_readonly("is_scoped", [](best_answer const& self) { return self.found().is_scoped(); })
        .def("ledger", &ledger_of)
        .def("activity", &activity_of)
        .def("groups", &groups_of)
        .def("others", &others_of)
        .def_property_readonly("others_not_listed",
                               [](best_answer const& self) { return self.found().others_not_listed(); })
        .def("cases", &case_table)
        .def("attach", &attach, py::arg("accounts"))
        .def("report", &report_of, py::arg("group"))
        .def("narrowed", &narrowed, py::arg("group"), py::arg("row"))
        .def("cases_of", &cases_of, py::arg("group"), py::arg("row"), py::arg("sort"),
             py::arg("is_descending"));
    py::class_<report_answer, report_ptr>(module, "ActionReport")
        .def_property_readonly("base", [](report_answer const& self) { return self.report.base; })
        .def_property_readonly("actions", [](report_answer const& self) { return self.report.actions; })
        .def_property_readonly("amount", &amount_of)
        .def("rows", &rows_of)
        .def("row_of", &row_of, py::arg("path"))
        .def("table", [](report_answer const& self) { return table_with(report_table(self)); });
    module.def("find_best_actions", &find_best_actions, py::arg("prepared"), py::arg("feed"),
               py::arg("cases"), py::arg("window"), py::arg("agent"), py::arg("segment"), py::arg("queue"),
               py::arg("where"), py::arg("by"), py::arg("amount"), py::arg("has_details"),
               py::arg("bad_lines"), py::arg("bad_case_lines"));
    module.def("palettes", &palettes_of, py::arg("policy"));
    module.def("action_fields", &action_fields);
}

}  // namespace tramo_python
