// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Events in; alerts, what led to them, and snapshots out.
#include <pybind11/stl.h>

#include <stdexcept>
#include <utility>

#include <tramo/check/program.hpp>
#include <tramo/values/date.hpp>

#include "alert_answer.hpp"

namespace tramo_python {
namespace {

using answer_ptr = std::shared_ptr<alert_answer>;

std::shared_ptr<tramo::table const> table_of(std::shared_ptr<portfolio> const& from) {
    return from ? std::shared_ptr<tramo::table const>(from, &from->data) : nullptr;
}

std::shared_ptr<portfolio> table_with(tramo::batch data) {
    auto made = std::make_shared<portfolio>();
    made->data.batches.push_back(std::move(data));
    return made;
}

/// A moment of the policy's clock; a day stands for its end.
std::optional<tramo::timestamp> moment_of(std::string const& text, std::string const& zone) {
    if (text.empty()) return {};
    if (auto const day = tramo::parse_date(text))
        return tramo::timestamp{(day->days + std::int64_t{1}) * tramo::micros_a_day - 1};
    auto const moment = tramo::parse_timestamp(text, tramo::fixed_offset(zone));
    if (moment) return moment;
    bool const is_local = tramo::parse_timestamp(text, 0).has_value();
    throw py::value_error(is_local
                              ? "'" + text + "' names an offset, and the policy's zone has no fixed one: " +
                                    "give the time of its clock"
                              : "no moment: '" + text + "'; write it as 2026-11-21T10:30");
}

std::vector<tramo::alert_migration> migrations_of(py::list given) {
    std::vector<tramo::alert_migration> all;
    for (py::handle const each : given) {
        auto const pair = py::reinterpret_borrow<py::tuple>(each);
        auto& made = all.emplace_back();
        made.alert = bytes_of(pair[0]);
        for (py::handle const states : py::reinterpret_borrow<py::list>(pair[1])) {
            auto const names = py::reinterpret_borrow<py::tuple>(states);
            made.states.emplace_back(bytes_of(names[0]), bytes_of(names[1]));
        }
    }
    return all;
}

/// `(alerts or None, findings, drawing)`
py::tuple find_alerts(tramo::prepared_policy const& with, std::shared_ptr<portfolio> const& feed,
                      std::shared_ptr<portfolio> const& accounts, std::string const& known_at,
                      std::string const& horizon, int threads, tramo::alert_snapshot const* state,
                      py::list migrations, std::vector<std::string> bad_lines) {
    tramo::alert_options options;
    options.threads = threads;
    options.known_at = moment_of(known_at, with.policy().zone());
    if (!horizon.empty()) {
        options.horizon = tramo::parse_date(horizon);
        if (!options.horizon) throw py::value_error("no day: '" + horizon + "'; write it as 2026-11-21");
    }
    auto const moved = migrations_of(migrations);
    auto const events = table_of(feed);
    tramo::checked<tramo::alert_verdicts> found;
    answer_ptr made;
    {
        py::gil_scoped_release const release;
        found = tramo::find_alerts(with, events, table_of(accounts), options, state, moved);
        if (found.ok())
            made = std::make_shared<alert_answer>(std::move(found.value), events,
                                                  state ? state->kept_count : 0, std::move(bad_lines));
    }
    py::object shown = made ? py::cast(std::move(made)) : py::object(py::none());
    return answer(std::move(shown), found.diagnostics, with.policy().source());
}

/// `[(alert, [(state, accounts), …]), …]`; none comes last.
py::list counts_of(alert_answer const& self) {
    py::list list;
    auto const& machines = self.policy().machines();
    for (std::size_t i = 0; i < machines.size(); ++i) {
        auto const counts = self.found().counts(i);
        py::list states;
        for (std::size_t state = 1; state < counts.size(); ++state)
            states.append(py::make_tuple(text_of(machines[i].states[state - 1].name), counts[state]));
        states.append(py::make_tuple("none", counts.front()));
        list.append(py::make_tuple(text_of(machines[i].name), states));
    }
    return list;
}

std::shared_ptr<portfolio> states_of(alert_answer const& self) {
    py::gil_scoped_release const release;
    return table_with(self.found().states());
}

std::shared_ptr<portfolio> child_states_of(alert_answer const& self, std::size_t collection) {
    py::gil_scoped_release const release;
    return table_with(self.found().child_states(collection));
}

std::shared_ptr<portfolio> attach(alert_answer const& self, portfolio const& accounts) {
    py::gil_scoped_release const release;
    return std::make_shared<portfolio>(portfolio{self.found().attach(accounts.data)});
}

py::object cell(tramo::batch const& data, char const* column, std::size_t row) {
    auto const text = text_at_row(data, column, static_cast<std::int64_t>(row));
    return text ? py::object(text_of(*text)) : py::object(py::none());
}

/// `[(transition's number, child, from, to, event, event id, rule, line, happened, recorded, user), …]`, each
/// as text or None; None where the account is not known.
py::object history(alert_answer const& self, std::size_t alert, std::string const& key) {
    auto const account = self.found().accounts().find(key);
    if (account == tramo::no_unit) return py::none();
    std::vector<std::size_t> places;
    std::shared_ptr<portfolio const> rows;
    {
        py::gil_scoped_release const release;
        places = self.changes_of(alert, account);
        rows = self.transitions();
    }
    auto const& data = rows->data.batches.front();
    py::list list;
    for (auto const row : places)
        list.append(py::make_tuple(self.changes()[row].transition, cell(data, "child", row),
                                   cell(data, "from", row), cell(data, "to", row), cell(data, "event", row),
                                   cell(data, "event_id", row), cell(data, "rule", row),
                                   cell(data, "line", row), cell(data, "happened", row),
                                   cell(data, "recorded", row), cell(data, "user", row)));
    return list;
}

std::size_t collection_of(alert_answer const& self, std::size_t alert) {
    return self.policy().program().alerts.at(alert).collection;
}

/// The keys of an account's children that an alert is about; None where the account is not known.
py::object children_of(alert_answer const& self, std::size_t alert, std::string const& key) {
    auto const account = self.found().accounts().find(key);
    if (account == tramo::no_unit) return py::none();
    py::list list;
    auto const collection = collection_of(self, alert);
    if (collection == tramo::no_index) return list;
    for (auto const& child : self.children_of(collection, account)) list.append(text_of(child));
    return list;
}

tramo::alert_column const& column_of(alert_answer const& self, std::size_t alert, std::string const& child) {
    return child.empty() ? self.found().of_accounts(alert) : self.found().of_children(alert);
}

/// The unit of an account, or of its child where one is named; `no_unit` where there is none.
std::uint32_t unit_of(alert_answer const& self, std::size_t alert, std::string const& key,
                      std::string const& child) {
    auto unit = self.found().accounts().find(key);
    auto const collection = collection_of(self, alert);
    if (unit != tramo::no_unit && !child.empty())
        unit = collection == tramo::no_index ? tramo::no_unit : self.child_unit(collection, unit, child);
    bool const is_there = unit < column_of(self, alert, child).states.size();
    return is_there ? unit : tramo::no_unit;
}

/// `(state, since or None, times raised, whether a clear waits for its confirmation)` of an account, or of
/// its child where one is named; None where there is none.
py::object standing(alert_answer const& self, std::size_t alert, std::string const& key,
                    std::string const& child) {
    auto const unit = unit_of(self, alert, key, child);
    if (unit == tramo::no_unit) return py::none();
    auto const& from = column_of(self, alert, child);
    auto const& machine = self.policy().machines()[alert];
    auto const state = from.states[unit];
    py::object since = py::none();
    if (state != 0) since = text_of(to_string(tramo::timestamp{from.since[unit]}));
    return py::make_tuple(state == 0 ? py::str("none") : text_of(machine.states[state - 1U].name), since,
                          from.times[unit], static_cast<bool>(from.clear_pending[unit]));
}

/// The day, as text, on which each deadline of a machine comes for an account, or for a child where the alert
/// is per child; None where none is set.
py::list deadlines(alert_answer const& self, std::size_t alert, std::string const& key,
                   std::string const& child) {
    py::list list;
    auto const unit = unit_of(self, alert, key, child);
    bool const is_per_child = collection_of(self, alert) != tramo::no_index;
    if (unit == tramo::no_unit || is_per_child == child.empty()) return list;
    for (auto const moment : self.found().standing(alert, unit).deadlines)
        list.append(moment == tramo::alerts::never
                        ? py::object(py::none())
                        : py::object(text_of(to_string(day_of(tramo::timestamp{moment})))));
    return list;
}

/// `(policy hash, [(alert, version, hash), …], horizon, standings, rows kept)`
py::tuple snapshot(alert_answer const& self) {
    tramo::alert_snapshot all;
    std::shared_ptr<portfolio> standings, kept;
    {
        py::gil_scoped_release const release;
        all = self.found().snapshot();
        standings = table_with(standings_table(all.standings));
        kept = table_with(picked_rows(self.feed(), all.kept_rows));
    }
    py::list alerts;
    for (auto const& one : all.alerts)
        alerts.append(py::make_tuple(text_of(one.alert), text_of(one.version), text_of(one.hash)));
    return py::make_tuple(text_of(all.policy_hash), alerts, text_of(to_string(all.horizon)), standings, kept);
}

std::shared_ptr<tramo::alert_snapshot> snapshot_from(std::string const& policy_hash, py::list alerts,
                                                     std::string const& horizon, portfolio const& standings,
                                                     std::int64_t kept_count) {
    auto made = std::make_shared<tramo::alert_snapshot>();
    made->policy_hash = policy_hash;
    for (py::handle const each : alerts) {
        auto const one = py::reinterpret_borrow<py::tuple>(each);
        made->alerts.push_back({bytes_of(one[0]), bytes_of(one[1]), bytes_of(one[2])});
    }
    auto const moment = tramo::parse_timestamp(horizon);
    if (!moment) throw py::value_error("no snapshot of alerts: its horizon is '" + horizon + "'");
    made->horizon = *moment;
    made->kept_count = kept_count;
    try {
        made->standings = standings_of(standings.data);
    } catch (std::invalid_argument const& error) {
        throw py::value_error(error.what());
    }
    return made;
}

}  // namespace

void bind_alerts(py::module_& module) {
    py::class_<tramo::alert_snapshot, std::shared_ptr<tramo::alert_snapshot>>(module, "Snapshot");
    py::class_<alert_answer, answer_ptr>(module, "Alerts")
        .def_property_readonly("rows", &alert_answer::rows)
        .def_property_readonly("data_errors", &alert_answer::rows_set_apart)
        .def_property_readonly("error_count", [](alert_answer const& self) { return self.errors().size(); })
        .def_property_readonly("errors_not_listed",
                               [](alert_answer const& self) { return self.found().log().errors_not_listed; })
        .def_property_readonly("duplicates",
                               [](alert_answer const& self) { return self.found().log().duplicates; })
        .def_property_readonly("not_yet_known",
                               [](alert_answer const& self) { return self.found().log().not_yet_known; })
        .def_property_readonly("not_yet_happened",
                               [](alert_answer const& self) { return self.found().log().not_yet_happened; })
        .def_property_readonly("accounts",
                               [](alert_answer const& self) { return self.found().accounts().size(); })
        .def_property_readonly("transition_count",
                               [](alert_answer const& self) {
                                   py::gil_scoped_release const release;
                                   return self.changes().size();
                               })
        .def(
            "errors_json",
            [](alert_answer const& self, std::size_t begin, std::size_t end) {
                return errors_json(self.errors(), begin, end);
            },
            py::arg("begin"), py::arg("end"))
        .def("error_summary", [](alert_answer const& self) { return error_summary(self.errors()); })
        .def("new_values", [](alert_answer const& self) { return new_values(self.found().log().new_values); })
        .def("counts", &counts_of)
        .def("states", &states_of)
        .def("child_states", &child_states_of, py::arg("collection"))
        .def("transitions",
             [](alert_answer const& self) {
                 py::gil_scoped_release const release;
                 return std::const_pointer_cast<portfolio>(self.transitions());
             })
        .def("attach", &attach, py::arg("accounts"))
        .def("history", &history, py::arg("alert"), py::arg("key"))
        .def("children", &children_of, py::arg("alert"), py::arg("key"))
        .def("standing", &standing, py::arg("alert"), py::arg("key"), py::arg("child"))
        .def("deadlines", &deadlines, py::arg("alert"), py::arg("key"), py::arg("child"))
        .def("snapshot", &snapshot);
    module.def("find_alerts", &find_alerts, py::arg("prepared"), py::arg("events"), py::arg("accounts"),
               py::arg("known_at"), py::arg("horizon"), py::arg("threads"), py::arg("state"),
               py::arg("migrations"), py::arg("bad_lines"));
    module.def("snapshot_from", &snapshot_from, py::arg("policy_hash"), py::arg("alerts"), py::arg("horizon"),
               py::arg("standings"), py::arg("kept_count"));
}

}  // namespace tramo_python
