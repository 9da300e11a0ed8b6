// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Effective rates, and the financial functions of spreadsheets.
#include <pybind11/stl.h>

#include <array>
#include <cmath>
#include <span>

#include <tramo/offers/effective_rate.hpp>
#include <tramo/offers/financial.hpp>

#include "calculator_values.hpp"
#include "handles.hpp"

namespace tramo_python {
namespace {

namespace offers = tramo::offers;
using offers::apr_method;

constexpr auto apr_methods = std::to_array<word<apr_method>>({{"eu", apr_method::eu},
                                                              {"uk", apr_method::uk},
                                                              {"us", apr_method::us_actuarial},
                                                              {"cet", apr_method::br_cet}});
constexpr auto flow_names = std::to_array<renamed>({{"from", "flows"}, {"until", "flows"}});
constexpr auto value_names = std::to_array<renamed>({{"flows", "values"}, {"amounts", "values"}});

/// `(roots, chosen)`
py::object roots_of(offers::rate_solution const& found) {
    return py::make_tuple(py::tuple(py::cast(found.roots)), found.chosen);
}

std::vector<offers::dated_flow> flows_of(arguments const& in, char const* name) {
    std::vector<offers::dated_flow> made;
    for (auto const& one : in.members(name)) made.push_back({one.day("day"), one.number("amount")});
    return made;
}

struct dated_question {
    std::vector<offers::dated_flow> flows;
    offers::day_count convention;
    offers::day_count_options options;
};

dated_question question_of(arguments const& in) {
    dated_question made;
    made.flows = flows_of(in, "flows");
    made.convention = in.convention("convention", offers::day_count::actual_365_fixed);
    made.options.calendar = in.calendar("calendar");
    return made;
}

py::tuple effective_rate(py::dict given) {
    objection_list unread;
    auto const asked = question_of(arguments(given, unread));
    return answer_to(
        unread, flow_names, [&] { return offers::xirr(asked.flows, asked.convention, asked.options); },
        &roots_of);
}

py::tuple irr(std::vector<double> const& values) {
    return answer_to(
        {}, value_names, [&] { return offers::irr(values); }, &roots_of);
}

/// The engine says NaN to what it cannot compute; here it is said what that is.
offers::outcome<double> checked_xnpv(double rate, dated_question const& asked) {
    offers::outcome<double> made;
    made.value = offers::xnpv(rate, asked.flows, asked.convention, asked.options);
    if (std::isfinite(made.value)) return made;
    if (!(rate > -1)) made.object("rate", "it must be above -1");
    for (auto const& one : offers::xirr(asked.flows, asked.convention, asked.options).objections)
        made.object(one.input, one.message);
    if (made.ok()) made.object("result", "it is too large to be told");
    return made;
}

py::tuple xnpv(double rate, py::dict given) {
    objection_list unread;
    auto const asked = question_of(arguments(given, unread));
    return answer_to(
        unread, flow_names, [&] { return checked_xnpv(rate, asked); },
        [](double value) { return py::float_(value); });
}

py::tuple annual_percentage_rate(py::dict given) {
    objection_list unread;
    arguments const in(given, unread);
    auto const advances = flows_of(in, "advances"), payments = flows_of(in, "payments");
    auto const how = in.choice<apr_method>("method", apr_methods, apr_method::eu);
    return answer_to(
        unread, {}, [&] { return offers::annual_percentage_rate(advances, payments, how); }, &roots_of);
}

/// `(value or None, objections, caveats)` of what a financial function answers.
py::tuple number_told(offers::outcome<double> const& found) {
    auto value = found.ok() ? py::object(py::float_(found.value)) : py::object(py::none());
    return told(std::move(value), in_python(found.objections, value_names), found.caveats);
}

offers::payment_time time_of(bool is_at_begin) {
    return is_at_begin ? offers::payment_time::begin : offers::payment_time::end;
}

using four_numbers = offers::outcome<double> (*)(double, double, double, double, offers::payment_time);
using five_numbers = offers::outcome<double> (*)(double, double, double, double, double,
                                                 offers::payment_time);

void bind_function(py::module_& module, char const* name, four_numbers function) {
    module.def(name, [function](double a, double b, double c, double d, bool is_at_begin) {
        return number_told(function(a, b, c, d, time_of(is_at_begin)));
    });
}

void bind_function(py::module_& module, char const* name, five_numbers function) {
    module.def(name, [function](double a, double b, double c, double d, double e, bool is_at_begin) {
        return number_told(function(a, b, c, d, e, time_of(is_at_begin)));
    });
}

void bind_financial(py::module_& module) {
    bind_function(module, "pmt", &offers::pmt);
    bind_function(module, "ipmt", &offers::ipmt);
    bind_function(module, "ppmt", &offers::ppmt);
    bind_function(module, "nper", &offers::nper);
    bind_function(module, "pv", &offers::pv);
    bind_function(module, "fv", &offers::fv);
    bind_function(module, "rate", &offers::rate);
    module.def("npv", [](double rate, std::vector<double> const& values) {
        return number_told(offers::npv(rate, values));
    });
    module.def("mirr", [](std::vector<double> const& values, double finance_rate, double reinvest_rate) {
        return number_told(offers::mirr(values, finance_rate, reinvest_rate));
    });
}

/// Numbers of a type side by side in a buffer, as numpy and array lay them.
template <class Number>
std::span<Number const> numbers_in(py::buffer_info const& from, char const* what) {
    bool const is_one = from.ndim == 1 && from.itemsize == sizeof(Number) && from.strides[0] == from.itemsize;
    if (!is_one || !from.item_type_is_equivalent_to<Number>())
        throw py::type_error(std::string(what) + " are to lie side by side, one after the other");
    return {static_cast<Number const*>(from.ptr), static_cast<std::size_t>(from.shape[0])};
}

/// NaN where there is no root.
double fast_xirr(py::buffer const& days, py::buffer const& amounts, double guess) {
    auto const day_buffer = days.request(), amount_buffer = amounts.request();
    auto const on = numbers_in<std::int32_t>(day_buffer, "days (int32)");
    auto const of = numbers_in<double>(amount_buffer, "amounts (float64)");
    if (on.size() != of.size())
        throw py::value_error("there are " + std::to_string(on.size()) + " days and " +
                              std::to_string(of.size()) + " amounts");
    py::gil_scoped_release const release;
    return offers::fast_xirr(on, of, guess);
}

}  // namespace

void bind_rates(py::module_& module) {
    module.def("effective_rate", &effective_rate, py::arg("given"));
    module.def("irr", &irr, py::arg("values"));
    module.def("xnpv", &xnpv, py::arg("rate"), py::arg("given"));
    module.def("annual_percentage_rate", &annual_percentage_rate, py::arg("given"));
    module.def("effective_annual_rate", &offers::effective_annual_rate, py::arg("periodic"),
               py::arg("periods_a_year"));
    module.def("equivalent_rate", &offers::equivalent_rate, py::arg("annual"), py::arg("periods_a_year"));
    module.def(
        "rounded_rate",
        [](double rate, int decimals) { return text_of_number(offers::rounded_rate(rate, decimals)); },
        py::arg("rate"), py::arg("decimals"));
    bind_financial(module);
    module.def("fast_xirr", &fast_xirr, py::arg("days"), py::arg("amounts"), py::arg("guess"));
}

}  // namespace tramo_python
