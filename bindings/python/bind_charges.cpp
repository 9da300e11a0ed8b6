// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What being late costs, what the law allows, and which charges are new.
#include <pybind11/stl.h>

#include <array>
#include <deque>

#include <tramo/offers/late_charges.hpp>
#include <tramo/offers/legal_parameters.hpp>

#include "calculator_values.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

namespace offers = tramo::offers;

constexpr auto growths = std::to_array<word<offers::growth>>(
    {{"simple", offers::growth::simple}, {"compound", offers::growth::compound}});
constexpr auto bases = std::to_array<word<offers::interest_base>>(
    {{"principal", offers::interest_base::principal},
     {"principal_and_fine", offers::interest_base::principal_and_fine}});
constexpr auto rate_methods = std::to_array<word<offers::legal_rate_method>>(
    {{"factors", offers::legal_rate_method::factors}, {"difference", offers::legal_rate_method::difference}});

constexpr auto late_names = std::to_array<renamed>({{"by.interest.from", "due"},
                                                    {"by.interest.until", "on"},
                                                    {"by.", "terms."},
                                                    {"rounding.minor_units", "decimals"},
                                                    {"rounding.", ""},
                                                    {"rounding", "decimals"}});

offers::late_interest interest_of(arguments const& in) {
    offers::late_interest made;
    made.rate = in.share("rate");
    made.month_days = in.whole("month_days", made.month_days);
    if (in.has("yearly")) made.yearly = in.convention("yearly", offers::day_count::actual_365_fixed);
    made.calendar = in.calendar("calendar");
    made.how = in.choice<offers::growth>("growth", growths, made.how);
    made.base = in.choice<offers::interest_base>("base", bases, made.base);
    made.is_flat = in.flag("is_flat");
    made.unpaid_days = in.whole("unpaid_days", made.unpaid_days);
    return made;
}

offers::late_terms late_terms_of(arguments const& in) {
    offers::late_terms made;
    made.free_days = in.whole("free_days", made.free_days);
    made.fee_free_days = in.whole("fee_free_days", made.fee_free_days);
    made.fine = in.share("fine");
    made.fine_cap = in.share_if("fine_cap");
    if (in.has("interest")) made.interest = interest_of(in.member("interest"));
    made.interest_cap = in.share_if("interest_cap");
    for (auto const& one : in.members("fees"))
        made.fees.push_back({one.number_if("until"), one.share("share")});
    if (in.has("fee_unit")) made.fee_unit = in.number("fee_unit");
    made.fee_reduction = in.number("fee_reduction");
    made.correction = in.share_if("correction");
    return made;
}

/// `(corrected principal, interest, fine, fees, total, fee units, capped)`
py::object charge_tuple(offers::late_charge const& made) {
    return py::make_tuple(text_of_number(made.corrected_principal), text_of_number(made.interest),
                          text_of_number(made.fine), text_of_number(made.fees), text_of_number(made.total),
                          text_of_number(made.fee_units), py::tuple(py::cast(made.capped)));
}

py::tuple late_charges(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const principal = in.number("principal");
    auto const terms = late_terms_of(in.member("terms"));
    auto const rounding = amount_rounding(in);
    bool const is_counted = in.has("days_late");
    auto const days = in.whole("days_late", 0);
    auto const due = is_counted ? tramo::date() : in.day("due");
    auto const on = is_counted ? tramo::date() : in.day("on");
    return answer_to(
        unread, late_names,
        [&] {
            return is_counted ? offers::late_charges(principal, days, terms, rounding)
                              : offers::late_charges(principal, due, on, terms, rounding);
        },
        &charge_tuple);
}

/// Rows of the caller's own; the texts are kept here, for a parameter only points at them.
class own_parameters {
public:
    explicit own_parameters(arguments const& in) {
        for (auto const& one : in.members("own"))
            rows_.push_back({kept(one, "country"), kept(one, "name"), kept(one, "value"), kept(one, "unit"),
                             one.day("valid_from"), one.day_if("valid_until"), kept(one, "source"),
                             kept(one, "note")});
    }
    [[nodiscard]] std::span<offers::legal_parameter const> rows() const { return rows_; }

private:
    [[nodiscard]] std::string_view kept(arguments const& in, char const* name) {
        return texts_.emplace_back(in.has(name) ? in.text(name) : std::string());
    }

    std::deque<std::string> texts_;  // whose elements never move
    std::vector<offers::legal_parameter> rows_;
};

py::tuple parameter_tuple(offers::legal_parameter const& row) {
    return py::make_tuple(text_of(row.country), text_of(row.name), text_of(row.value), text_of(row.unit),
                          text_or_none(row.from), text_or_none(row.until), text_of(row.source),
                          text_of(row.note));
}

py::list legal_parameters() {
    py::list list;
    for (auto const& row : offers::legal_parameters()) list.append(parameter_tuple(row));
    return list;
}

py::tuple find_legal_parameter(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    own_parameters const own(in);
    auto const on = in.day("on");
    if (!unread.empty()) return told(py::none(), unread);
    auto const* const found =
        offers::find_legal_parameter(in.text("country"), in.text("name"), on, own.rows());
    return told(found ? py::object(parameter_tuple(*found)) : py::object(py::none()), {});
}

/// Terms as the arguments that `late_charges` takes.
py::object terms_dict(offers::late_terms const& of) {
    py::dict made;
    made["free_days"] = of.free_days;
    made["fee_free_days"] = of.fee_free_days;
    made["fine"] = text_of_number(of.fine);
    made["fine_cap"] = text_or_none(of.fine_cap);
    made["interest_cap"] = text_or_none(of.interest_cap);
    py::list fees;
    for (auto const& one : of.fees)
        fees.append(py::make_tuple(text_or_none(one.until), text_of_number(one.share)));
    made["fees"] = fees;
    made["fee_unit"] = text_of_number(of.fee_unit);
    made["fee_reduction"] = text_of_number(of.fee_reduction);
    made["correction"] = text_or_none(of.correction);
    if (!of.interest) {
        made["interest"] = py::none();
        return made;
    }
    py::dict interest;
    interest["rate"] = text_of_number(of.interest->rate);
    interest["month_days"] = of.interest->month_days;
    interest["growth"] = text_of(growths[static_cast<std::size_t>(of.interest->how)].name);
    interest["base"] = text_of(bases[static_cast<std::size_t>(of.interest->base)].name);
    interest["is_flat"] = of.interest->is_flat;
    interest["unpaid_days"] = of.interest->unpaid_days;
    interest["yearly"] = py::none();
    if (of.interest->yearly) interest["yearly"] = text_of(offers::name_of(*of.interest->yearly));
    made["interest"] = interest;
    return made;
}

py::tuple lawful_late_terms(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    own_parameters const own(in);
    auto const on = in.day("on");
    auto const uf = in.number_if("uf");
    offers::legal_circumstances const circumstances{in.flag("had_useful_management"), own.rows()};
    return answer_to(
        unread, {}, [&] { return offers::lawful_late_terms(in.text("country"), on, uf, circumstances); },
        &terms_dict);
}

py::tuple legal_rate(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const selic = in.share("selic"), index = in.share("index");
    auto const how = in.choice<offers::legal_rate_method>("method", rate_methods, {});
    auto const decimals = in.whole("decimals", 8);
    return answer_to(
        unread, {}, [&] { return offers::legal_rate(selic, index, how, decimals); }, &text_of_number);
}

py::tuple monthly_rate(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const annual = in.share("annual");
    auto const decimals = in.whole("decimals", 8);
    constexpr auto names = std::to_array<renamed>({{"rate", "annual"}});
    return answer_to(
        unread, names, [&] { return offers::monthly_rate(annual, decimals); }, &text_of_number);
}

py::tuple maximum_rate(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    own_parameters const own(in);
    auto const rate = in.share("current");
    auto const amount = in.number_if("amount_uf");
    auto const on = in.day("on");
    constexpr auto names = std::to_array<renamed>({{"rate", "current"}});
    return answer_to(
        unread, names, [&] { return offers::maximum_rate(rate, amount, on, own.rows()); }, &text_of_number);
}

py::tuple maximum_rate_segment(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    own_parameters const own(in);
    auto const amount = in.number("amount_uf");
    auto const on = in.day("on");
    return answer_to(
        unread, {}, [&] { return offers::maximum_rate_segment(amount, on, own.rows()); },
        [](std::string const& segment) { return text_of(segment); });
}

std::vector<offers::posted_charge> charges_of(arguments const& in, char const* name) {
    std::vector<offers::posted_charge> made;
    for (auto const& one : in.members(name))
        made.push_back(
            {{one.text("debt"), one.text("kind"), one.day("from_"), one.day("until")}, one.number("amount")});
    return made;
}

/// The charges that may be posted are there beside objections too, which name the others.
py::tuple charges_to_post(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const before = charges_of(in, "before"), asked = charges_of(in, "asked");
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = offers::charges_to_post(before, asked);
    py::list list;
    for (auto const& [key, amount] : found.value)
        list.append(py::make_tuple(text_of(key.debt), text_of(key.kind), text_or_none(key.from),
                                   text_or_none(key.until), text_of_number(amount)));
    return told(list, found.objections, found.caveats);
}

}  // namespace

void bind_charges(py::module_& module) {
    module.def("late_charges", &late_charges, py::arg("given"));
    module.def("legal_parameters", &legal_parameters);
    module.def("find_legal_parameter", &find_legal_parameter, py::arg("given"));
    module.def("lawful_late_terms", &lawful_late_terms, py::arg("given"));
    module.def("legal_rate", &legal_rate, py::arg("given"));
    module.def("monthly_rate", &monthly_rate, py::arg("given"));
    module.def("maximum_rate", &maximum_rate, py::arg("given"));
    module.def("maximum_rate_segment", &maximum_rate_segment, py::arg("given"));
    module.def("charges_to_post", &charges_to_post, py::arg("given"));
}

}  // namespace tramo_python
