// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Agreements: what was accepted, and how it stands after the payments made.
#include <pybind11/stl.h>

#include <tramo/offers/agreement.hpp>
#include <tramo/values/currency.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

namespace offers = tramo::offers;
using agreement_ptr = std::shared_ptr<offers::agreement>;
using written_payments = std::vector<std::pair<std::string, std::string>>;  ///< day, amount

tramo::date day_of_text(std::string const& text, char const* what) {
    if (auto const day = tramo::parse_date(text)) return *day;
    throw py::value_error(std::string(what) + " is a day such as 2026-11-21, not '" + text + "'");
}

tramo::decimal amount_of(std::string const& text, char const* what) {
    if (auto const amount = tramo::parse_decimal(text)) return *amount;
    throw py::value_error(std::string(what) + " is no amount: '" + text + "'");
}

/// An amount in whole smallest units of a currency that is known.
tramo::decimal amount_in(std::string const& currency, std::string const& text, char const* what) {
    auto const amount = amount_of(text, what);
    auto const decimals = tramo::minor_units(currency);
    if (decimals && !tramo::rescale_exactly(amount, *decimals))
        throw py::value_error(std::string(what) + " of " + text + " is finer than " + currency +
                              " keeps: " + std::to_string(*decimals) + " decimals");
    return amount;
}

std::vector<offers::payment> payments_of(offers::agreement const& of, written_payments const& written) {
    std::vector<offers::payment> all;
    for (auto const& [day, amount] : written)
        all.push_back(
            {day_of_text(day, "the day of a payment"), amount_in(of.currency, amount, "a payment")});
    return all;
}

char const* name_of(offers::agreement_state state) {
    if (state == offers::agreement_state::kept) return "kept";
    return state == offers::agreement_state::late ? "late" : "broken";
}

py::object day_or_none(std::optional<tramo::date> const& day) {
    return day ? py::object(text_of(to_string(*day))) : py::object(py::none());
}

/// `(state, paid off, since, paid, overdue, outstanding, days late, installments late, next due, broken on)`
py::tuple standing_tuple(offers::agreement_standing const& of) {
    return py::make_tuple(name_of(of.state), of.is_paid_off, text_of(to_string(of.since)), to_string(of.paid),
                          to_string(of.overdue), to_string(of.outstanding), of.days_late,
                          of.installments_late, day_or_none(of.next_due), day_or_none(of.broken_on));
}

py::tuple standing(offers::agreement const& self, written_payments const& payments,
                   std::string const& as_of) {
    return standing_tuple(
        offers::standing_of(self, payments_of(self, payments), day_of_text(as_of, "as_of")));
}

/// `[(day, from, to, paid off), …]`
py::list history(offers::agreement const& self, written_payments const& payments, std::string const& as_of) {
    py::list list;
    for (auto const& one : offers::history_of(self, payments_of(self, payments), day_of_text(as_of, "as_of")))
        list.append(
            py::make_tuple(text_of(to_string(one.day)), name_of(one.from), name_of(one.to), one.is_paid_off));
    return list;
}

/// `(standing or None, [(input, message), …])`
py::tuple simulate(offers::agreement const& self, written_payments const& payments, std::string const& day,
                   std::string const& amount, std::string const& as_of) {
    auto const found = offers::simulate(
        self, payments_of(self, payments),
        {day_of_text(day, "the day of a payment"), amount_in(self.currency, amount, "a payment")},
        day_of_text(as_of, "as_of"));
    py::list objections;
    for (auto const& one : found.objections) {
        auto const name = one.input == "also.day" ? "on" : one.input == "also.amount" ? "pays" : one.input;
        objections.append(py::make_tuple(text_of(name), text_of(one.message)));
    }
    return py::make_tuple(found.ok() ? py::object(standing_tuple(found.value)) : py::object(py::none()),
                          objections);
}

py::dict to_dict(offers::agreement const& self) {
    py::dict made;
    made["id"] = text_of(self.id);
    made["accepted_at"] = text_of(to_string(self.accepted_at));
    made["account"] = text_of(self.account);
    made["condition"] = text_of(self.condition);
    made["alternative"] = text_of(self.alternative);
    made["rule"] = text_of(self.rule);
    made["policy_hash"] = text_of(self.policy_hash);
    made["currency"] = text_of(self.currency);
    made["approval"] = text_of(self.approval_by);
    made["debt"] = to_string(self.debt);
    made["net"] = to_string(self.net);
    py::dict discounts;
    for (std::size_t i = 0; i < tramo::component_count; ++i)
        discounts[text_of(tramo::component_names[i])] = to_string(self.forgiven[i]);
    made["discounts"] = discounts;
    py::list rows;
    for (auto const& one : self.installments) {
        py::dict row;
        row["number"] = one.number;
        row["due"] = text_of(to_string(one.due));
        row["amount"] = to_string(one.amount);
        rows.append(row);
    }
    made["installments"] = rows;
    py::dict breaks;
    breaks["days_late"] =
        self.breaks.days_late ? py::object(py::int_(*self.breaks.days_late)) : py::object(py::none());
    breaks["installments_late"] = self.breaks.installments_late;
    breaks["tolerance"] = to_string(self.breaks.tolerance);
    made["breaks"] = breaks;
    return made;
}

std::string text_at(py::dict const& from, char const* name) {
    if (!from.contains(name)) throw py::value_error(std::string("no agreement: it lacks '") + name + "'");
    return bytes_of(py::str(from[name]));
}

agreement_ptr agreement_from(py::dict from) {
    auto made = std::make_shared<offers::agreement>();
    made->id = text_at(from, "id");
    auto const moment = tramo::parse_timestamp(text_at(from, "accepted_at"));
    if (!moment) throw py::value_error("no moment: '" + text_at(from, "accepted_at") + "'");
    made->accepted_at = *moment;
    made->account = text_at(from, "account");
    made->condition = text_at(from, "condition");
    made->alternative = text_at(from, "alternative");
    made->rule = text_at(from, "rule");
    made->policy_hash = text_at(from, "policy_hash");
    made->currency = text_at(from, "currency");
    made->approval_by = text_at(from, "approval");
    made->debt = amount_of(text_at(from, "debt"), "debt");
    made->net = amount_of(text_at(from, "net"), "net");
    auto const discounts = py::reinterpret_borrow<py::dict>(from["discounts"]);
    for (std::size_t i = 0; i < tramo::component_count; ++i) {
        std::string const name(tramo::component_names[i]);
        if (discounts.contains(name.c_str()))
            made->forgiven[i] = amount_of(text_at(discounts, name.c_str()), name.c_str());
    }
    for (py::handle const each : from["installments"]) {
        auto const row = py::reinterpret_borrow<py::dict>(each);
        made->installments.push_back({row["number"].cast<int>(), day_of_text(text_at(row, "due"), "due"),
                                      amount_in(made->currency, text_at(row, "amount"), "an installment")});
    }
    if (made->installments.empty()) throw py::value_error("no agreement: it has no installments");
    auto const breaks = py::reinterpret_borrow<py::dict>(from["breaks"]);
    if (!breaks["days_late"].is_none()) made->breaks.days_late = breaks["days_late"].cast<std::int64_t>();
    made->breaks.installments_late = breaks["installments_late"].cast<int>();
    made->breaks.tolerance = amount_of(text_at(breaks, "tolerance"), "tolerance");
    return made;
}

}  // namespace

void bind_agreements(py::module_& module) {
    py::class_<offers::agreement, agreement_ptr>(module, "Agreement")
        .def("standing", &standing, py::arg("payments"), py::arg("as_of"))
        .def("history", &history, py::arg("payments"), py::arg("as_of"))
        .def("simulate", &simulate, py::arg("payments"), py::arg("day"), py::arg("amount"), py::arg("as_of"))
        .def("to_dict", &to_dict);
    module.def("agreement_from", &agreement_from, py::arg("members"));
}

}  // namespace tramo_python
