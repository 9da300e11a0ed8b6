// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How the calculators' arguments come out of Python, and how their answers go back: numbers and days as text,
// so that none loses a digit on the way.
#pragma once

#include <pybind11/pybind11.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/offers/day_count.hpp>
#include <tramo/offers/interval.hpp>
#include <tramo/offers/outcome.hpp>
#include <tramo/offers/rounding_policy.hpp>
#include <tramo/values/business_calendar.hpp>
#include <tramo/values/component.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>
#include <tramo/values/rounding.hpp>

namespace tramo_python {

namespace py = pybind11;

using objection_list = std::vector<tramo::offers::objection>;

/// What a word of Python's stands for.
template <class Value>
struct word {
    std::string_view name;
    Value means;
};

/// Reads a dictionary of arguments. What is missing or None takes its default; what cannot be read becomes an
/// objection under the name that it has in Python, and counts as the default.
class arguments {
public:
    arguments(py::dict given, objection_list& objections, std::string path = {})
        : given_(std::move(given)), objections_(&objections), path_(std::move(path)) {}

    [[nodiscard]] bool has(char const* name) const;
    [[nodiscard]] std::string text(char const* name) const;
    [[nodiscard]] std::string path(std::string_view name) const;
    void object(char const* name, std::string message) const;

    [[nodiscard]] tramo::decimal number(char const* name) const;  ///< 0 where it is missing
    [[nodiscard]] std::optional<tramo::decimal> number_if(char const* name) const;
    [[nodiscard]] tramo::decimal share(char const* name) const;  ///< `0.02` or `2%`
    [[nodiscard]] std::optional<tramo::decimal> share_if(char const* name) const;
    [[nodiscard]] int whole(char const* name, int otherwise) const;
    [[nodiscard]] std::optional<int> whole_if(char const* name) const;
    [[nodiscard]] bool flag(char const* name) const;
    [[nodiscard]] tramo::date day(char const* name) const;
    [[nodiscard]] std::optional<tramo::date> day_if(char const* name) const;
    [[nodiscard]] tramo::offers::day_count convention(char const* name,
                                                      tramo::offers::day_count otherwise) const;
    [[nodiscard]] tramo::offers::interval interval(char const* name) const;
    [[nodiscard]] tramo::offers::fraction fraction(char const* name) const;  ///< a pair of int
    /// Lives as long as the arguments.
    [[nodiscard]] tramo::business_calendar const* calendar(char const* name) const;
    [[nodiscard]] tramo::by_component<tramo::decimal> amounts(char const* name) const;
    [[nodiscard]] tramo::by_component<tramo::decimal> shares(char const* name,
                                                             tramo::decimal otherwise) const;
    [[nodiscard]] tramo::rounding rounding(char const* name) const;

    template <class Value>
    [[nodiscard]] Value choice(char const* name, std::span<word<Value> const> words, Value otherwise) const {
        if (!has(name)) return otherwise;
        auto const asked = text(name);
        for (auto const& one : words)
            if (one.name == asked) return one.means;
        std::vector<std::string_view> names;
        for (auto const& one : words) names.push_back(one.name);
        object_to_word(name, asked, names);
        return otherwise;
    }

    [[nodiscard]] arguments member(char const* name) const;                ///< a dictionary
    [[nodiscard]] std::vector<arguments> members(char const* name) const;  ///< a list of dictionaries
    [[nodiscard]] std::vector<std::string> texts(char const* name) const;

private:
    [[nodiscard]] tramo::by_component<tramo::decimal> components(char const* name, tramo::decimal otherwise,
                                                                 bool may_be_percent) const;
    [[nodiscard]] std::optional<tramo::decimal> read(char const* name, bool may_be_percent) const;
    [[nodiscard]] std::optional<std::int64_t> integer(py::handle value) const;
    void object_to_word(char const* name, std::string const& asked,
                        std::vector<std::string_view> const& names) const;

    py::dict given_;
    objection_list* objections_;
    std::string path_;
};

/// `currency` or `decimals`; 2 where neither is given.
[[nodiscard]] int minor_units_of(arguments const& in);
/// All of a policy's knobs, `rounding` being that of installments.
[[nodiscard]] tramo::offers::rounding_policy schedule_rounding(arguments const& in);
/// The knobs of a single amount, `rounding` being that of interest, fines and discounts.
[[nodiscard]] tramo::offers::rounding_policy amount_rounding(arguments const& in);

/// How a name of C++ begins, and what stands there in Python.
struct renamed {
    std::string_view from, to;
};

[[nodiscard]] py::str text_of_number(tramo::decimal const& number);
[[nodiscard]] py::object text_or_none(std::optional<tramo::decimal> const& number);
[[nodiscard]] py::object text_or_none(std::optional<tramo::date> const& day);
[[nodiscard]] py::dict component_texts(tramo::by_component<tramo::decimal> const& parts);

/// Objections under Python's names: the first of `names` that an input begins with counts.
[[nodiscard]] objection_list in_python(objection_list all, std::span<renamed const> names);
/// `(value or None, [(input, message), …], [caveat, …])`: the shape of every answer of a calculator.
[[nodiscard]] py::tuple told(py::object value, objection_list const& objections,
                             std::vector<std::string> const& caveats = {});

/// The answer of a question whose arguments could be read, else what speaks against these.
template <class Ask, class Show>
[[nodiscard]] py::tuple answer_to(objection_list const& unread, std::span<renamed const> names, Ask ask,
                                  Show show) {
    if (!unread.empty()) return told(py::none(), unread);
    auto const found = ask();
    py::object value = py::none();
    if (found.ok()) value = show(found.value);
    return told(std::move(value), in_python(found.objections, names), found.caveats);
}

}  // namespace tramo_python
