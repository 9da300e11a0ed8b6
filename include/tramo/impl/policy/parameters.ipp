// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Parameters given as text, read by the same gate as a cell of data.
#pragma once

#include <algorithm>

#include <tramo/check/constant.hpp>
#include <tramo/run/column_reader.hpp>
#include <tramo/run/text_batch.hpp>
#include <tramo/text/suggest.hpp>

namespace tramo {

namespace detail {

/// The value that a block's first row holds.
[[nodiscard]] inline value first_value(block const& read, data_type const& type) {
    if ((read.known[0] & 1) == 0) return unknown_t{};
    if (read.form == block::form_t::texts) return std::string(read.texts[0]);
    int128 const number = read.form == block::form_t::wide ? read.wide[0] : int128{read.narrow[0]};
    switch (type.kind) {
        case kind::boolean:
            return number != 0;
        case kind::date:
            return date{static_cast<std::int32_t>(number)};
        case kind::timestamp:
            return timestamp{static_cast<std::int64_t>(number)};
        case kind::enumeration:
            return type.values[static_cast<std::size_t>(number)].value;
        default:
            return decimal(number, type.scale);
    }
}

/// The parameter's value, or none with a T3012.
[[nodiscard]] inline std::optional<value> read_parameter(parameter const& of, std::string const& text,
                                                         std::string const& zone,
                                                         std::vector<diagnostic>& found) {
    schema one;
    one.fields.push_back({of.name, of.label, of.type, false, false, {}});
    one.fields.front().type.is_open = false;
    text_batch cells(one);
    (void)cells.set(of.name, text);
    cells.end_record();
    auto const data = cells.finish();
    column_reader reader(one.fields.front(), data.columns.front(), zone);
    block read;
    reader.read(0, 1, read);
    if (read.faults.empty() && (read.known[0] & 1) != 0) return first_value(read, of.type);
    auto const why =
        read.faults.empty() ? describe(fault_reason::missing) : describe(read.faults.front().reason);
    found.push_back({"T3012",
                     severity::error,
                     "parameter `" + of.name + "`: \"" + text + "\" " + std::string(why),
                     {},
                     {"it is declared as " + describe(of.type)}});
    return {};
}

}  // namespace detail

/// Every parameter's value: given, or as declared. T3010 to T3012 where that fails.
[[nodiscard]] inline environment read_parameters(
    program const& policy, std::vector<std::pair<std::string, std::string>> const& given,
    std::vector<diagnostic>& found) {
    environment known;
    std::vector<std::string> names;
    for (auto const& one : policy.parameters) {
        names.push_back(one.name);
        known.parameters.push_back(one.initial.value_or(unknown_t{}));
    }
    std::vector<bool> is_given(names.size(), false);
    for (auto const& [name, text] : given) {
        auto const at = std::find(names.begin(), names.end(), name);
        if (at == names.end()) {
            std::vector<std::string> help;
            if (auto const near = nearest(name, names); !near.empty())
                help.push_back("did you mean `" + std::string(near) + "`?");
            found.push_back({"T3011",
                             severity::error,
                             "the policy has no parameter `" + name + "`",
                             {},
                             std::move(help)});
            continue;
        }
        auto const index = static_cast<std::size_t>(at - names.begin());
        is_given[index] = true;
        if (auto read = detail::read_parameter(policy.parameters[index], text, policy.zone, found))
            known.parameters[index] = *std::move(read);
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (is_given[i] || policy.parameters[i].initial) continue;
        found.push_back({"T3010",
                         severity::error,
                         "parameter `" + names[i] + "` has no value",
                         {},
                         {"give one: " + names[i] + "=…, or write one into the policy"}});
    }
    return known;
}

}  // namespace tramo
