// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads the calculators' arguments; each thing that cannot be read is said under Python's name for it.
#include "calculator_values.hpp"

#include <array>
#include <limits>
#include <memory>

#include <tramo/offers/due_dates.hpp>
#include <tramo/values/currency.hpp>

#include "handles.hpp"

namespace tramo_python {
namespace {

using tramo::decimal;
using tramo::rounding;
using tramo::offers::day_count;
using tramo::offers::interest_rounding;
using tramo::offers::residual_placement;

constexpr auto roundings = std::to_array<word<rounding>>({{"half_up", rounding::half_up},
                                                          {"half_even", rounding::half_even},
                                                          {"half_down", rounding::half_down},
                                                          {"up", rounding::up},
                                                          {"down", rounding::down},
                                                          {"ceiling", rounding::ceiling},
                                                          {"floor", rounding::floor}});
constexpr auto interest_roundings = std::to_array<word<interest_rounding>>(
    {{"each_period", interest_rounding::each_period}, {"never", interest_rounding::never}});
constexpr auto placements = std::to_array<word<residual_placement>>({{"last", residual_placement::last},
                                                                     {"first", residual_placement::first},
                                                                     {"largest", residual_placement::largest},
                                                                     {"spread", residual_placement::spread}});

/// A hundredth, exact.
std::optional<decimal> percent(decimal const& number) {
    if (number.scale + 2 <= tramo::max_scale) return decimal{number.coefficient, number.scale + 2};
    return tramo::multiply(number, decimal{1, 2});
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

/// All conventions, for "known are".
std::vector<std::string_view> convention_names() {
    std::vector<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(day_count::equal_months); ++i)
        names.push_back(tramo::offers::name_of(static_cast<day_count>(i)));
    return names;
}

}  // namespace

bool arguments::has(char const* name) const {
    return given_.contains(name) && !given_[name].is_none();
}

std::string arguments::text(char const* name) const {
    return bytes_of(py::str(given_[name]));
}

std::string arguments::path(std::string_view name) const {
    return path_.empty() ? std::string(name) : path_ + "." + std::string(name);
}

void arguments::object(char const* name, std::string message) const {
    objections_->push_back({path(name), std::move(message)});
}

void arguments::object_to_word(char const* name, std::string const& asked,
                               std::vector<std::string_view> const& names) const {
    std::string known;
    for (auto const each : names) known += (known.empty() ? "" : ", ") + std::string(each);
    object(name, "'" + asked + "' is not known; known are " + known);
}

std::optional<decimal> arguments::read(char const* name, bool may_be_percent) const {
    if (!has(name)) return {};
    auto const written = text(name);
    auto digits = trimmed(written);
    bool const is_percent = may_be_percent && digits.ends_with('%');
    if (is_percent) digits = trimmed(digits.substr(0, digits.size() - 1));
    auto found = tramo::parse_decimal(digits);
    if (found && is_percent) found = percent(*found);
    if (found) return found;
    object(name, "'" + written + (tramo::is_number(digits) ? "' has more than 38 digits" : "' is no number"));
    return decimal();
}

decimal arguments::number(char const* name) const {
    return read(name, false).value_or(decimal());
}

std::optional<decimal> arguments::number_if(char const* name) const {
    return read(name, false);
}

decimal arguments::share(char const* name) const {
    return read(name, true).value_or(decimal());
}

std::optional<decimal> arguments::share_if(char const* name) const {
    return read(name, true);
}

std::optional<std::int64_t> arguments::integer(py::handle value) const {
    int overflow = 0;
    auto const found = PyLong_AsLongLongAndOverflow(value.ptr(), &overflow);
    if (found == -1 && PyErr_Occurred()) throw py::error_already_set();
    return overflow == 0 ? std::optional<std::int64_t>(found) : std::nullopt;
}

std::optional<int> arguments::whole_if(char const* name) const {
    if (!has(name)) return {};
    auto const found = integer(given_[name]);
    if (found && *found >= std::numeric_limits<int>::min() && *found <= std::numeric_limits<int>::max())
        return static_cast<int>(*found);
    object(name, "it is " + text(name) + ", which is beyond any count");
    return 0;
}

int arguments::whole(char const* name, int otherwise) const {
    return whole_if(name).value_or(otherwise);
}

bool arguments::flag(char const* name) const {
    return has(name) && given_[name].cast<bool>();
}

std::optional<tramo::date> arguments::day_if(char const* name) const {
    if (!has(name)) return {};
    auto const written = text(name);
    if (auto const day = tramo::parse_date(written)) return day;
    object(name, "'" + written + "' is no day such as 2026-11-21");
    return tramo::date();
}

tramo::date arguments::day(char const* name) const {
    if (!has(name)) object(name, "a day such as 2026-11-21 is due");
    return day_if(name).value_or(tramo::date());
}

day_count arguments::convention(char const* name, day_count otherwise) const {
    if (!has(name)) return otherwise;
    auto const asked = text(name);
    if (auto const found = tramo::offers::find_day_count(asked)) return *found;
    object_to_word(name, asked, convention_names());
    return otherwise;
}

tramo::offers::interval arguments::interval(char const* name) const {
    auto const found = tramo::offers::parse_interval(text(name));
    for (auto const& one : found.objections) object(name, one.message);
    return found.value;
}

tramo::offers::fraction arguments::fraction(char const* name) const {
    if (!has(name)) return {};
    auto const pair = given_[name].cast<py::tuple>();
    auto const over = integer(pair[0]), under = integer(pair[1]);
    if (over && under) return {*over, *under};
    object(name, "it has a numerator or denominator beyond 64 bits");
    return {};
}

tramo::business_calendar const* arguments::calendar(char const* name) const {
    if (!has(name)) return nullptr;
    return given_[name].cast<std::shared_ptr<tramo::business_calendar>>().get();
}

tramo::by_component<decimal> arguments::components(char const* name, decimal otherwise,
                                                   bool may_be_percent) const {
    tramo::by_component<decimal> made;
    made.fill(otherwise);
    if (!has(name)) return made;
    auto const parts = member(name);
    for (std::size_t i = 0; i < tramo::component_count; ++i)
        if (auto const found = parts.read(tramo::component_names[i].data(), may_be_percent)) made[i] = *found;
    return made;
}

tramo::by_component<decimal> arguments::amounts(char const* name) const {
    return components(name, {}, false);
}

tramo::by_component<decimal> arguments::shares(char const* name, decimal otherwise) const {
    return components(name, otherwise, true);
}

rounding arguments::rounding(char const* name) const {
    return choice<tramo::rounding>(name, roundings, rounding::half_up);
}

arguments arguments::member(char const* name) const {
    return {given_[name].cast<py::dict>(), *objections_, path(name)};
}

std::vector<arguments> arguments::members(char const* name) const {
    std::vector<arguments> made;
    if (!has(name)) return made;
    for (py::handle const one : given_[name])
        made.emplace_back(one.cast<py::dict>(), *objections_,
                          path(name) + "[" + std::to_string(made.size()) + "]");
    return made;
}

std::vector<std::string> arguments::texts(char const* name) const {
    std::vector<std::string> made;
    if (!has(name)) return made;
    for (py::handle const one : given_[name]) made.push_back(bytes_of(one));
    return made;
}

int minor_units_of(arguments const& in) {
    constexpr int usual = 2;
    auto const decimals = in.whole_if("decimals");
    if (!in.has("currency")) return decimals.value_or(usual);
    auto const code = in.text("currency");
    auto const found = tramo::minor_units(code);
    if (!found) in.object("currency", "'" + code + "' is no code of ISO 4217, such as BRL");
    if (found && decimals && *decimals != *found)
        in.object("decimals", "it is " + std::to_string(*decimals) + "; the smallest unit of " + code +
                                  " has " + std::to_string(*found));
    return decimals.value_or(found.value_or(usual));
}

tramo::offers::rounding_policy schedule_rounding(arguments const& in) {
    tramo::offers::rounding_policy made;
    made.minor_units = minor_units_of(in);
    made.installment = in.rounding("rounding");
    made.installment_unit = in.number_if("unit");
    made.interest = in.rounding("interest_rounding");
    made.interest_at = in.choice<interest_rounding>("interest_at", interest_roundings, made.interest_at);
    made.residual = in.choice<residual_placement>("residual", placements, made.residual);
    made.rate_decimals = in.whole_if("rate_decimals");
    made.rate = in.rounding("rate_rounding");
    made.display = in.rounding("display_rounding");
    made.truncated_decimals = in.whole_if("truncated_decimals");
    return made;
}

tramo::offers::rounding_policy amount_rounding(arguments const& in) {
    tramo::offers::rounding_policy made;
    made.minor_units = minor_units_of(in);
    made.interest = made.installment = in.rounding("rounding");
    made.rate_decimals = in.whole_if("rate_decimals");
    made.rate = in.rounding("rate_rounding");
    made.truncated_decimals = in.whole_if("truncated_decimals");
    return made;
}

py::str text_of_number(decimal const& number) {
    return text_of(to_string(number));
}

py::object text_or_none(std::optional<decimal> const& number) {
    return number ? py::object(text_of_number(*number)) : py::object(py::none());
}

py::object text_or_none(std::optional<tramo::date> const& day) {
    return day ? py::object(text_of(to_string(*day))) : py::object(py::none());
}

py::dict component_texts(tramo::by_component<decimal> const& parts) {
    py::dict made;
    for (std::size_t i = 0; i < tramo::component_count; ++i)
        made[text_of(tramo::component_names[i])] = text_of_number(parts[i]);
    return made;
}

objection_list in_python(objection_list all, std::span<renamed const> names) {
    for (auto& one : all)
        for (auto const& [from, to] : names) {
            if (!one.input.starts_with(from)) continue;
            one.input = std::string(to) + one.input.substr(from.size());
            break;
        }
    return all;
}

py::tuple told(py::object value, objection_list const& objections, std::vector<std::string> const& caveats) {
    py::list spoken, said;
    for (auto const& one : objections)
        spoken.append(py::make_tuple(text_of(one.input), text_of(one.message)));
    for (auto const& one : caveats) said.append(text_of(one));
    return py::make_tuple(std::move(value), spoken, said);
}

}  // namespace tramo_python
