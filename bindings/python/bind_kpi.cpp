// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Key figures: quotients, promises, buckets, and roll rates between two snapshots.
#include <pybind11/stl.h>

#include <array>
#include <memory>
#include <utility>

#include <tramo/actions/kpi.hpp>

#include "calculator_values.hpp"
#include "handles.hpp"
#include "snapshot_pair.hpp"

namespace tramo_python {
namespace {

namespace actions = tramo::actions;
using buckets_ptr = std::shared_ptr<actions::buckets>;
using pair_ptr = std::shared_ptr<snapshot_pair>;

/// `[(name, label, numerator, denominator, is a percentage, trap), …]`
py::list kpi_definitions() {
    py::list made;
    for (auto const& one : actions::kpi_definitions())
        made.append(py::make_tuple(text_of(one.name), text_of(one.label), text_of(one.numerator),
                                   text_of(one.denominator), one.is_percent, text_of(one.trap)));
    return made;
}

int decimals_of(arguments const& in) {
    int const asked = in.whole("decimals", 2);
    if (asked >= 0 && asked <= tramo::division_scale) return asked;
    in.object("decimals", "it is " + std::to_string(asked) + "; it must be 0 to " +
                              std::to_string(tramo::division_scale));
    return 2;
}

/// A figure that has no value although there is something to divide by is too large.
py::tuple figure_told(arguments const& in, objection_list& unread, std::optional<tramo::decimal> const& found,
                      bool is_divisible) {
    if (unread.empty() && !found && is_divisible) in.object("result", "it has more than 38 digits");
    return told(unread.empty() ? text_or_none(found) : py::object(py::none()), unread);
}

/// None where the denominator is 0.
py::tuple kpi_value(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const denominator = in.number("denominator");
    auto const found = actions::kpi_of(in.text("name"), in.number("numerator"), denominator, decimals_of(in));
    if (!found) throw py::key_error("no key figure '" + in.text("name") + "'");
    return figure_told(in, unread, found->value, denominator.coefficient != 0);
}

py::tuple collection_effectiveness(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const begin = in.number("begin"), sales = in.number("sales"), current = in.number("end_current");
    auto const found =
        actions::collection_effectiveness(begin, sales, in.number("end_total"), current, decimals_of(in));
    auto const due = tramo::add(begin, sales);
    return figure_told(in, unread, found, !due || *due != current);
}

py::tuple days_sales_outstanding(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const sales = in.number("sales");
    int const days = in.whole("days", 0);
    if (days <= 0) in.object("days", "it is " + std::to_string(days) + "; it must be above 0");
    auto const found =
        actions::days_sales_outstanding(in.number("receivables"), sales, days, decimals_of(in));
    return figure_told(in, unread, found, sales.coefficient != 0);
}

py::tuple expected_charge_off(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    std::vector<tramo::decimal> rates;
    for (auto const& one : in.members("roll_rates")) {
        rates.push_back(one.share("rate"));
        if (rates.back() < tramo::decimal(0)) one.object("rate", "it is below 0");
    }
    auto const found = actions::expected_charge_off(in.number("balance"), rates, decimals_of(in));
    return figure_told(in, unread, found, true);
}

char const* name_of(actions::promise_outcome outcome) {
    switch (outcome) {
        case actions::promise_outcome::pending:
            return "pending";
        case actions::promise_outcome::kept:
            return "kept";
        case actions::promise_outcome::partly_kept:
            return "partly_kept";
        case actions::promise_outcome::broken:
            return "broken";
        case actions::promise_outcome::late:
            return "late";
    }
    return "";
}

actions::promise_terms promise_of(arguments const& in) {
    actions::promise_terms made;
    made.amount = in.number("amount");
    made.due = in.day("due");
    made.tolerance_days = in.whole("tolerance_days", 0);
    made.tolerance_percent = in.number("tolerance_percent");
    auto const zero = tramo::decimal(0);
    if (in.has("amount") && made.amount <= zero)
        in.object("amount", "it is " + to_string(made.amount) + "; it must be above 0");
    if (made.tolerance_days < 0)
        in.object("tolerance_days",
                  "it is " + std::to_string(made.tolerance_days) + "; it must be 0 or more");
    if (made.tolerance_percent < zero || made.tolerance_percent >= tramo::decimal(100))
        in.object("tolerance_percent", "it is " + to_string(made.tolerance_percent) +
                                           "; it must be from 0 to less than 100: 5 are five percent");
    return made;
}

std::vector<actions::promise_payment> payments_of(arguments const& in) {
    std::vector<actions::promise_payment> made;
    std::optional<tramo::decimal> sum = tramo::decimal(0);
    for (auto const& one : in.members("payments")) {
        made.push_back({one.day("date"), one.number("amount")});
        if (made.back().amount < tramo::decimal(0))
            one.object("amount", "it is " + to_string(made.back().amount) + "; a payment is not below 0");
        if (sum) sum = tramo::add(*sum, made.back().amount);
    }
    if (!sum) in.object("payments", "they are more together than 38 digits hold");
    return made;
}

/// `(outcome, paid, paid percent)`
py::tuple promise_outcome(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const promise = promise_of(in);
    auto const payments = payments_of(in);
    auto const as_of = in.day_if("as_of");
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = actions::promise_outcome_of(promise, payments, as_of);
    return told(py::make_tuple(name_of(found.outcome), text_of_number(found.paid),
                               text_of_number(found.paid_percent)),
                {});
}

/// ValueError where bounds do not rise.
buckets_ptr buckets_from(std::vector<std::int64_t> const& bounds) {
    if (bounds.empty()) throw py::value_error("bounds: there is none; give the last day of each bucket");
    for (std::size_t place = 1; place < bounds.size(); ++place)
        if (bounds[place] <= bounds[place - 1])
            throw py::value_error("bounds: " + std::to_string(bounds[place]) + " stands behind " +
                                  std::to_string(bounds[place - 1]) + "; they must rise");
    return std::make_shared<actions::buckets>(bounds);
}

py::tuple names_of(actions::buckets const& of) {
    py::tuple made(of.count());
    for (std::size_t place = 0; place < of.count(); ++place) made[place] = text_of(of.name(place));
    return made;
}

/// `(roll rates or None, findings, drawing)`
py::tuple roll_rates(std::shared_ptr<portfolio> const& before, std::shared_ptr<portfolio> const& after,
                     std::string key, std::string days, std::string balance, buckets_ptr const& by) {
    snapshot_columns const columns{std::move(key), std::move(days), std::move(balance)};
    tramo::checked<snapshot_pair> found;
    {
        py::gil_scoped_release const release;
        found = lay_over(before->data, after->data, columns, *by);
    }
    py::object made = py::none();
    if (found.ok()) made = py::cast(std::make_shared<snapshot_pair>(std::move(found.value)));
    return answer(std::move(made), found.diagnostics, tramo::source());
}

py::str amount(snapshot_pair const& self, tramo::int128 units) {
    return text_of_number(tramo::decimal(units, self.scale));
}

/// `[(from, to, accounts, before, after, percent of balance, percent of accounts), …]`; `to` may be the
/// number of buckets: gone.
py::list cells(snapshot_pair const& self) {
    py::list made;
    auto const& matrix = self.matrix;
    for (std::size_t from = 0; from < matrix.count; ++from)
        for (std::size_t to = 0; to <= matrix.gone(); ++to) {
            auto const at = matrix.at(from, to);
            made.append(py::make_tuple(from, to, matrix.accounts[at], amount(self, matrix.before[at]),
                                       amount(self, matrix.after[at]),
                                       text_or_none(matrix.roll_rate(from, to)),
                                       text_or_none(matrix.account_rate(from, to))));
        }
    return made;
}

/// `[(accounts before, balance before, accounts after, balance after, accounts entered, balance entered, net
/// roll rate), …]`, by bucket.
py::list totals(snapshot_pair const& self) {
    py::list made;
    auto const& matrix = self.matrix;
    for (std::size_t at = 0; at < matrix.count; ++at)
        made.append(py::make_tuple(matrix.before_accounts[at], amount(self, matrix.before_totals[at]),
                                   matrix.after_accounts[at], amount(self, matrix.after_totals[at]),
                                   matrix.entered[at], amount(self, matrix.entered_amounts[at]),
                                   text_or_none(matrix.net_roll_rate(at))));
    return made;
}

/// `[(side, row, key, column, value, reason, message), …]`
py::list set_apart(snapshot_pair const& self) {
    py::list made;
    for (auto const& one : self.apart)
        made.append(py::make_tuple(one.of == side::before ? "before" : "after", one.row, text_of(one.key),
                                   text_of(one.column), text_of(one.value), text_of(one.reason),
                                   text_of(one.message)));
    return made;
}

/// `[(side, column, reason, message, count), …]`
py::list set_apart_summary(snapshot_pair const& self) {
    py::list made;
    for (auto const& [what, count] : self.apart_summary)
        made.append(
            py::make_tuple(text_of(what[0]), text_of(what[1]), text_of(what[2]), text_of(what[3]), count));
    return made;
}

void bind_roll_rates(py::module_& module) {
    py::class_<snapshot_pair, pair_ptr>(module, "RollRates")
        .def_readonly("rows_before", &snapshot_pair::rows_before)
        .def_readonly("rows_after", &snapshot_pair::rows_after)
        .def_readonly("set_apart_count", &snapshot_pair::apart_count)
        .def("cells", &cells)
        .def("totals", &totals)
        .def(
            "cure_rate",
            [](snapshot_pair const& self, bool gone_is_cured) {
                return text_or_none(self.matrix.cure_rate(gone_is_cured));
            },
            py::arg("gone_is_cured"))
        .def("set_apart", &set_apart)
        .def("set_apart_summary", &set_apart_summary);
    module.def("roll_rates", &roll_rates, py::arg("before"), py::arg("after"), py::arg("key"),
               py::arg("days"), py::arg("balance"), py::arg("by"));
}

}  // namespace

void bind_kpi(py::module_& module) {
    py::class_<actions::buckets, buckets_ptr>(module, "Buckets")
        .def("of", &actions::buckets::of, py::arg("days"))
        .def("names", &names_of);
    module.def("buckets_from", &buckets_from, py::arg("bounds"));
    module.def("kpi_definitions", &kpi_definitions);
    module.def("kpi_value", &kpi_value, py::arg("given"));
    module.def("collection_effectiveness", &collection_effectiveness, py::arg("given"));
    module.def("days_sales_outstanding", &days_sales_outstanding, py::arg("given"));
    module.def("expected_charge_off", &expected_charge_off, py::arg("given"));
    module.def("promise_outcome", &promise_outcome, py::arg("given"));
    bind_roll_rates(module);
}

}  // namespace tramo_python
