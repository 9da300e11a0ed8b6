// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Accounts in; offers, payments, refusals and agreements out.
#include <pybind11/stl.h>

#include <stdexcept>
#include <utility>

#include <tramo/check/program.hpp>
#include <tramo/json/offers.hpp>

#include "offer_answer.hpp"

namespace tramo_python {
namespace {

using answer_ptr = std::shared_ptr<offer_answer>;

std::string amount_text(tramo::offer_finder const& by, std::int64_t units) {
    return to_string(tramo::decimal(units, by.scale()));
}

std::optional<tramo::decimal> number_of(std::string const& text, char const* what) {
    if (text.empty()) return {};
    auto const number = tramo::parse_decimal(text);
    if (!number) throw py::value_error(std::string("no ") + what + ": '" + text + "'");
    return number;
}

/// `(offers or None, findings, drawing)`
py::tuple find_offers(tramo::prepared_policy const& with, std::shared_ptr<portfolio> const& accounts,
                      std::string role, std::string condition, std::string alternative, int installments,
                      std::string const& entry) {
    tramo::offer_options options{std::move(role), std::move(condition), std::move(alternative), installments,
                                 number_of(entry, "entry")};
    auto found = tramo::find_offers(with, options);
    py::object shown = py::none();
    if (found.ok() && !accounts->data.batches.empty())
        for (auto& one : found.value.check(accounts->data.batches.front()))
            found.diagnostics.push_back(std::move(one));
    if (found.ok())
        shown = py::cast(std::make_shared<offer_answer>(
            with, std::move(options), std::shared_ptr<tramo::table const>(accounts, &accounts->data)));
    return answer(std::move(shown), found.diagnostics, with.policy().source());
}

py::object stream(offer_answer const& self, offer_rows which, py::handle requested_schema) {
    (void)requested_schema;  // consumers may wish for other types; these are the ones there are
    auto made = std::make_unique<ArrowArrayStream>();
    made->release = nullptr;
    tramo::export_batches(self.rows(which), made.get());
    return stream_capsule(std::move(made));
}

py::list payments_of(tramo::offer_finder const& by, tramo::offer const& one) {
    py::list list;
    for (auto const& payment : by.payments(one))
        list.append(
            py::make_tuple(payment.number, text_of(to_string(payment.due)), amount_text(by, payment.amount)));
    return list;
}

py::dict parts_of(tramo::offer_finder const& by, tramo::by_component<std::int64_t> const& parts,
                  tramo::by_component<std::int64_t> const& owed) {
    py::dict made;
    for (std::size_t i = 0; i < tramo::component_count; ++i)
        if (owed[i] != 0) made[text_of(tramo::component_names[i])] = amount_text(by, parts[i]);
    return made;
}

py::tuple offer_tuple(tramo::offer_finder const& by, tramo::offer const& one) {
    auto const& condition = by.with().policy().program().conditions[one.condition];
    auto const& alternative = condition.alternatives[one.alternative];
    auto const until = by.valid_until(one);
    bool const has_rate = one.effective_rate != tramo::no_rate;
    return py::make_tuple(text_of(condition.name), text_of(condition.label), text_of(alternative.name),
                          text_of(alternative.label), static_cast<int>(one.installments),
                          amount_text(by, one.debt), parts_of(by, one.owed, one.owed),
                          parts_of(by, one.forgiven, one.owed), amount_text(by, one.net),
                          amount_text(by, one.entry), amount_text(by, one.interest),
                          amount_text(by, one.total), amount_text(by, one.saving()),
                          has_rate ? py::object(text_of(to_string(tramo::decimal(one.effective_rate, 8))))
                                   : py::object(py::none()),
                          text_of(one.needs_approval ? condition.approval_by : ""),
                          text_of(condition.billing_form), condition.is_default, text_of(alternative.rule_id),
                          text_of(until ? to_string(*until) : ""), payments_of(by, one));
}

py::tuple refusal_tuple(tramo::offer_finder const& by, tramo::refused_offer const& one) {
    auto const& condition = by.with().policy().program().conditions[one.condition];
    bool const is_whole = one.alternative == 0xFFFF;
    return py::make_tuple(text_of(condition.name), text_of(condition.label),
                          text_of(is_whole ? "" : condition.alternatives[one.alternative].name),
                          text_of(by.reason(one)));
}

/// `(offers, refusals, is it set apart)` of a row.
py::tuple offers_at(offer_answer const& self, std::int64_t row) {
    auto const pass = self.at(row);
    py::list made, refused;
    for (auto const& one : pass.found().offers) made.append(offer_tuple(pass.finder(), one));
    for (auto const& one : pass.found().refused) refused.append(refusal_tuple(pass.finder(), one));
    return py::make_tuple(made, refused, pass.finder().totals().rows_set_apart > 0);
}

offer_counts const& counted(offer_answer const& self) {
    py::gil_scoped_release const release;
    return self.counts();
}

py::dict counts_of(offer_answer const& self) {
    auto const& all = counted(self);
    py::dict made;
    made["rows"] = all.rows;
    made["data_errors"] = all.set_apart;
    made["offers"] = all.offers;
    made["accounts_with_offers"] = all.with_offers;
    made["refusals"] = all.refusals;
    made["made"] = py::cast(all.made);
    made["refused"] = py::cast(all.refused);
    made["errors"] = all.totals.errors.size();
    made["error_summary"] = error_summary(all.totals.errors);
    made["errors_not_listed"] = all.totals.errors_not_listed;
    return made;
}

tramo::timestamp moment_of(std::string const& text, std::string const& zone) {
    if (auto const moment = tramo::parse_timestamp(text, tramo::fixed_offset(zone))) return *moment;
    if (auto const day = tramo::parse_date(text)) return tramo::timestamp{day->days * tramo::micros_a_day};
    throw py::value_error("no moment: '" + text + "'; write it as 2026-11-21T10:30");
}

using agreement_ptr = std::shared_ptr<tramo::offers::agreement>;

/// `(agreement or None, [(input, message), …])`
py::tuple accept(offer_answer const& self, std::int64_t row, std::size_t number, std::string account,
                 std::string id, std::string const& at) {
    auto const pass = self.at(row);
    if (number >= pass.found().offers.size()) throw py::index_error("no such offer");
    auto made = tramo::accept(pass.finder(), pass.found().offers[number], std::move(account), std::move(id),
                              moment_of(at, self.with().policy().zone()));
    py::list objections;
    for (auto const& one : made.objections)
        objections.append(py::make_tuple(text_of(one.input), text_of(one.message)));
    py::object value = py::none();
    if (made.ok()) value = py::cast(std::make_shared<tramo::offers::agreement>(std::move(made.value)));
    return py::make_tuple(value, objections);
}

class json_pass {
public:
    explicit json_pass(offer_pass pass) : pass_(std::move(pass)) {}
    bool next() {
        py::gil_scoped_release const release;
        return pass_.next();
    }
    [[nodiscard]] py::str offers() const {
        return text_of(tramo::offers_to_json(pass_.finder(), pass_.found(), pass_.part()));
    }
    [[nodiscard]] py::str refusals() const {
        return text_of(tramo::refusals_to_json(pass_.finder(), pass_.found(), pass_.part()));
    }

private:
    offer_pass pass_;
};

}  // namespace

void bind_offers(py::module_& module) {
    py::class_<json_pass>(module, "OfferPass")
        .def("next", &json_pass::next)
        .def("offers", &json_pass::offers)
        .def("refusals", &json_pass::refusals);
    py::class_<offer_answer, answer_ptr>(module, "Offers")
        .def("counts", &counts_of)
        .def_property_readonly("error_count",
                               [](offer_answer const& self) { return counted(self).totals.errors.size(); })
        .def(
            "errors_json",
            [](offer_answer const& self, std::size_t begin, std::size_t end) {
                return errors_json(counted(self).totals.errors, begin, end);
            },
            py::arg("begin"), py::arg("end"))
        .def("at", &offers_at, py::arg("row"))
        .def("accept", &accept, py::arg("row"), py::arg("number"), py::arg("account"), py::arg("id"),
             py::arg("at"))
        .def("json", [](offer_answer const& self) { return json_pass(self.start()); })
        .def(
            "export_offers",
            [](offer_answer const& self, py::handle wish) { return stream(self, offer_rows::offers, wish); },
            py::arg("requested_schema") = py::none())
        .def(
            "export_payments",
            [](offer_answer const& self, py::handle wish) {
                return stream(self, offer_rows::payments, wish);
            },
            py::arg("requested_schema") = py::none())
        .def(
            "export_refusals",
            [](offer_answer const& self, py::handle wish) {
                return stream(self, offer_rows::refusals, wish);
            },
            py::arg("requested_schema") = py::none());
    module.def("find_offers", &find_offers, py::arg("prepared"), py::arg("accounts"), py::arg("role"),
               py::arg("condition"), py::arg("alternative"), py::arg("installments"), py::arg("entry"));
}

}  // namespace tramo_python
