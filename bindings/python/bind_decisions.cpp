// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Accounts, events and surroundings in; what must, may and must not be done, out.
#include <pybind11/stl.h>

#include <stdexcept>
#include <utility>

#include <tramo/check/program.hpp>
#include <tramo/json/decisions.hpp>

#include "alert_answer.hpp"
#include "decision_answer.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

using answer_ptr = std::shared_ptr<decision_answer>;
using surroundings_ptr = std::shared_ptr<tramo::surroundings>;

/// A column may hold a text of its own in every row; few of them are names.
constexpr std::size_t most_texts = 1'000'000;

std::shared_ptr<tramo::table const> table_of(std::shared_ptr<portfolio> const& from) {
    return from ? std::shared_ptr<tramo::table const>(from, &from->data) : nullptr;
}

/// Calendars are `(name, calendar)`: the policy's name for holidays need not be the calendar's own.
surroundings_ptr surroundings_from(py::list const& calendars, py::list const& zones, py::list const& packs) {
    auto made = std::make_shared<tramo::surroundings>();
    for (py::handle const each : calendars) {
        auto const pair = py::reinterpret_borrow<py::tuple>(each);
        made->holidays.push_back(pair[1].cast<tramo::business_calendar const&>());
        made->holidays.back().name = bytes_of(pair[0]);
    }
    for (py::handle const each : zones) made->zones.push_back(each.cast<tramo::contact::time_zone const&>());
    for (py::handle const each : packs) made->packs.push_back(each.cast<tramo::contact::pack const&>());
    (void)check_surroundings(*made);  // what is wrong is told with the first question
    return made;
}

/// `(now, with contacts, with messages, threads)`; now is text, empty: the beginning of the day.
tramo::decision_options options_of(py::tuple const& given, tramo::prepared_policy const& with,
                                   tramo::surroundings const& around) {
    tramo::decision_options made;
    made.with_contacts = given[1].cast<bool>();
    made.with_messages = given[2].cast<bool>();
    made.threads = given[3].cast<int>();
    auto const now = bytes_of(given[0]);
    try {
        if (!now.empty()) made.now = moment_asked(now, with.asked().as_of, with.policy().zone(), around);
    } catch (std::invalid_argument const& error) {
        throw py::value_error(error.what());
    }
    return made;
}

/// `(decisions or None, findings, drawing)`
py::tuple find_decisions(tramo::prepared_policy const& with, std::shared_ptr<portfolio> const& accounts,
                         std::shared_ptr<portfolio> const& events, std::shared_ptr<portfolio> const& actions,
                         surroundings_ptr const& around, py::tuple const& asked, std::string key,
                         std::vector<std::string> bad_lines, std::vector<std::string> bad_event_lines) {
    auto const options = options_of(asked, with, *around);
    auto const known = table_of(accounts), feed = table_of(events), done = table_of(actions);
    tramo::checked<tramo::decisions> found;
    answer_ptr made;
    {
        py::gil_scoped_release const release;
        found = tramo::find_decisions_in(with, known, feed, done,
                                         std::shared_ptr<tramo::surroundings const>(around), options);
        if (found.ok())
            made =
                std::make_shared<decision_answer>(std::move(found.value), known, feed, done, std::move(key),
                                                  std::move(bad_lines), std::move(bad_event_lines));
    }
    py::object shown = made ? py::cast(std::move(made)) : py::object(py::none());
    return answer(std::move(shown), found.diagnostics, with.policy().source());
}

void check_row(decision_answer const& self, std::int64_t row) {
    if (row < 0 || row >= self.found().rows())
        throw py::index_error("no account number " + std::to_string(row));
}

template <std::shared_ptr<portfolio> (decision_answer::*take)(std::uint32_t) const>
std::shared_ptr<portfolio> taken_out(decision_answer const& self, std::int64_t row) {
    check_row(self, row);
    py::gil_scoped_release const release;
    return (self.*take)(static_cast<std::uint32_t>(row));
}

py::str json_of(decision_answer const& self, std::int64_t row) {
    check_row(self, row);
    std::string text;
    {
        py::gil_scoped_release const release;
        text = decision_to_json(self.found(), static_cast<std::uint32_t>(row));
    }
    return text_of(text);
}

std::shared_ptr<portfolio> table_named(decision_answer const& self, std::string const& name) {
    using make = tramo::batch (tramo::decisions::*)() const;
    static constexpr std::pair<char const*, make> tables[] = {
        {"decisions", &tramo::decisions::decision_table}, {"effects", &tramo::decisions::effect_table},
        {"tasks", &tramo::decisions::task_table},         {"holds", &tramo::decisions::hold_table},
        {"promises", &tramo::decisions::promise_table},   {"contacts", &tramo::decisions::contact_table},
        {"messages", &tramo::decisions::message_table},   {"advice", &tramo::decisions::advice_table}};
    for (auto const& [called, table] : tables) {
        if (name != called) continue;
        py::gil_scoped_release const release;
        auto made = std::make_shared<portfolio>();
        made->data.batches.push_back((self.found().*table)());
        return made;
    }
    throw py::value_error("no table '" + name + "' of decisions");
}

std::shared_ptr<outcome> verdicts_of(answer_ptr const& self) {
    auto made = std::make_shared<outcome>();
    made->with = self->found().with();
    made->all = std::shared_ptr<tramo::verdicts const>(self, &self->found().verdicts());
    made->data = std::shared_ptr<tramo::table const>(self, &self->found().accounts());
    auto const key = made->with.policy().key();
    if (key) made->key = made->with.policy().fields().fields[*key].name;
    return made;
}

/// `[(what, state, count), …]`
py::list counts_of(std::vector<decision_count> const& all) {
    py::list list;
    for (auto const& one : all) list.append(py::make_tuple(text_of(one.what), text_of(one.state), one.count));
    return list;
}

template <std::vector<decision_count> (decision_answer::*count)() const>
py::list counted(decision_answer const& self) {
    std::vector<decision_count> all;
    {
        py::gil_scoped_release const release;
        all = (self.*count)();
    }
    return counts_of(all);
}

py::list texts_of(std::vector<std::string> const& all) {
    py::list list;
    for (auto const& one : all) list.append(text_of(one));
    return list;
}

/// `[(name, label, [what it freezes, …]), …]`
py::list holds_of(tramo::treatment_program const& of) {
    py::list list;
    for (auto const& hold : of.holds) {
        py::list freezes;
        for (std::size_t bit = 0; bit < tramo::frozen_count; ++bit)
            if ((hold.freezes >> bit & 1U) != 0) freezes.append(tramo::frozen_names[bit]);
        list.append(py::make_tuple(text_of(hold.name), text_of(hold.label), freezes));
    }
    return list;
}

/// `[(name, label, kind, rule id, version), …]`
py::list effects_of(tramo::treatment_program const& of) {
    py::list list;
    for (auto const& one : of.effects)
        list.append(py::make_tuple(text_of(one.name), text_of(one.label),
                                   tramo::effect_kind_names[static_cast<std::size_t>(one.what)],
                                   text_of(one.rule_id), text_of(one.version)));
    return list;
}

py::dict contact_of(tramo::policy const& of, tramo::contact_definition const& contact) {
    auto const& fields = of.fields().fields;
    py::dict made;
    made["zone_field"] = contact.zone_field == tramo::no_index
                             ? py::object(py::none())
                             : py::object(text_of(fields[contact.zone_field].name));
    py::list jurisdiction;
    for (auto const field : contact.jurisdiction_fields) jurisdiction.append(text_of(fields[field].name));
    made["jurisdiction_fields"] = jurisdiction;
    made["packs"] = texts_of(contact.packs);
    made["has_calendar"] = contact.calendar != tramo::no_index;
    made["channels"] = texts_of(contact.channels);
    return made;
}

/// What a policy says of treatment, and what it asks of the world.
py::dict treatment_of(tramo::policy const& of) {
    auto const& program = of.program();
    auto const& treatment = program.treatment;
    py::list calendars;
    for (auto const& one : treatment.calendars)
        calendars.append(py::make_tuple(text_of(one.name), text_of(one.label), text_of(one.holidays)));
    py::dict made;
    made["account_column"] = text_of(account_column(of));
    made["has_events"] = !program.events.empty();
    made["has_fields"] = !treatment.holds.empty() || treatment.arrears || treatment.promises;
    made["calendars"] = calendars;
    made["holds"] = holds_of(treatment);
    made["effects"] = effects_of(treatment);
    made["contact"] =
        treatment.contact ? py::object(contact_of(of, *treatment.contact)) : py::object(py::none());
    return made;
}

/// `(table or None, findings, drawing)`
py::tuple attach_treatment(tramo::prepared_policy const& with, portfolio const& accounts,
                           std::shared_ptr<alert_answer> const& alerts) {
    tramo::checked<tramo::table> found;
    {
        py::gil_scoped_release const release;
        found = tramo::attach_treatment(with, accounts.data, alerts ? &alerts->found() : nullptr);
    }
    py::object shown = py::none();
    if (found.ok()) shown = py::cast(std::make_shared<portfolio>(portfolio{std::move(found.value)}));
    return answer(std::move(shown), found.diagnostics, with.policy().source());
}

void bind_tables(py::module_& module) {
    module.def("attach_treatment", &attach_treatment, py::arg("prepared"), py::arg("accounts"),
               py::arg("alerts").none(true));
    module.def("treatment", &treatment_of, py::arg("policy"));
    module.def(
        "distinct_texts",
        [](portfolio const& in, std::string const& column) {
            std::vector<std::string> found;
            {
                py::gil_scoped_release const release;
                found = distinct_texts(in.data, column, most_texts);
            }
            return texts_of(found);
        },
        py::arg("table"), py::arg("column"));
}

}  // namespace

void bind_decisions(py::module_& module) {
    py::class_<tramo::surroundings, surroundings_ptr>(module, "Surroundings");
    py::class_<decision_answer, answer_ptr>(module, "Decisions")
        .def_property_readonly("rows", &decision_answer::rows)
        .def_property_readonly("decided", [](decision_answer const& self) { return self.found().rows(); })
        .def_property_readonly("apart", &decision_answer::accounts_apart)
        .def_property_readonly("remarks", &decision_answer::remarks)
        .def_property_readonly("alerts", &decision_answer::alerts)
        .def_property_readonly("best", &decision_answer::best)
        .def("verdicts", &verdicts_of)
        .def("row_of", &decision_answer::row_of, py::arg("key"))
        .def(
            "key_at",
            [](decision_answer const& self, std::int64_t row) {
                check_row(self, row);
                return text_of(self.key_at(static_cast<std::uint32_t>(row)));
            },
            py::arg("row"))
        .def(
            "is_apart",
            [](decision_answer const& self, std::int64_t row) {
                check_row(self, row);
                return self.is_apart(static_cast<std::uint32_t>(row));
            },
            py::arg("row"))
        .def("json", &json_of, py::arg("row"))
        .def("table", &table_named, py::arg("name"))
        .def("account_at", &taken_out<&decision_answer::account_at>, py::arg("row"))
        .def("events_at", &taken_out<&decision_answer::events_at>, py::arg("row"))
        .def("actions_at", &taken_out<&decision_answer::actions_at>, py::arg("row"))
        .def("effect_counts", &counted<&decision_answer::effect_counts>)
        .def("hold_counts", &counted<&decision_answer::hold_counts>)
        .def("promise_counts", &counted<&decision_answer::promise_counts>)
        .def("contact_counts", &counted<&decision_answer::contact_counts>);
    module.def("surroundings_from", &surroundings_from, py::arg("calendars"), py::arg("zones"),
               py::arg("packs"));
    module.def("find_decisions", &find_decisions, py::arg("prepared"), py::arg("accounts"), py::arg("events"),
               py::arg("actions"), py::arg("surroundings"), py::arg("asked"), py::arg("key"),
               py::arg("bad_lines"), py::arg("bad_event_lines"));
    bind_tables(module);
}

}  // namespace tramo_python
