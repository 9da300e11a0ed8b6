// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The comment above a query: whose it is, and what it expects of its table.
#pragma once

#include <set>

#include <tramo/check/program.hpp>
#include <tramo/impl/export/sql_numbers.ipp>
#include <tramo/impl/policy/parameters.ipp>

namespace tramo::exporting {

[[nodiscard]] inline std::string type_words(data_type const& type) {
    switch (type.kind) {
        case kind::boolean:
            return "BOOLEAN";
        case kind::integer:
            return "BIGINT";
        case kind::duration:
            return "BIGINT, days";
        case kind::date:
            return "DATE";
        case kind::timestamp:
            return "TIMESTAMP";
        case kind::text:
            return "VARCHAR";
        case kind::percent:
            return sql_decimal_type(column_width(type), column_scale(type)) + ", percent points";
        case kind::enumeration:
            break;
        default:
            return sql_decimal_type(column_width(type), column_scale(type));
    }
    std::string values;
    for (auto const& one : type.values) values += (values.empty() ? "" : ", ") + sql_text(one.value);
    return "VARCHAR: " + values + (type.is_open ? " and others" : "");
}

[[nodiscard]] inline std::string value_words(data_type const& type, value const& of) {
    if (auto const* const truth = std::get_if<bool>(&of)) return *truth ? "true" : "false";
    if (auto const* const day = std::get_if<date>(&of)) return to_string(*day);
    if (auto const* const moment = std::get_if<timestamp>(&of)) return to_string(*moment);
    if (auto const* const text = std::get_if<std::string>(&of)) return sql_text(*text);
    auto const* const number = std::get_if<decimal>(&of);
    if (number == nullptr) return "unknown";
    if (type.kind != kind::percent) return to_string(*number);
    auto const points = multiply(*number, decimal(100));
    return (points ? to_shortest_string(*points) : to_string(*number)) + "%";
}

class head_words {
public:
    explicit head_words(prepared_policy const& with) : with_(with), program_(with.policy().program()) {}

    [[nodiscard]] std::string write(planned_segment const& of, std::set<std::size_t> const& columns) {
        line("policy " + sql_name(program_.title) + " version " + sql_name(program_.version) +
             (program_.currency.empty() ? "" : ", in " + program_.currency));
        line("segment " + of.name + (of.label.empty() ? "" : " " + sql_name(of.label)) +
             (of.version.empty() ? "" : " version " + sql_name(of.version)) +
             (of.rule_id == of.name ? "" : " rule " + of.rule_id) +
             (of.is_active ? "" : ": not active, so it holds for nobody"));
        if (with_.asked().as_of) line("as of " + to_string(*with_.asked().as_of));
        parameters();
        line("columns, texts in NFC, empty meaning null:");
        for (auto const one : columns) column(program_.fields.fields[one]);
        return std::move(text_);
    }

private:
    void line(std::string const& what) { text_ += "-- " + in_comment(what) + "\n"; }

    void parameters() {
        std::vector<diagnostic> found;  // none: the policy was prepared with them
        auto const known = read_parameters(program_, with_.asked().parameters, found);
        for (std::size_t i = 0; i < program_.parameters.size(); ++i) {
            auto const& one = program_.parameters[i];
            line("parameter " + one.name + " = " + value_words(one.type, known.parameters[i]));
        }
    }

    void column(field const& of) {
        line("  " + sql_name(of.name) + " " + type_words(of.type) + (of.is_optional ? "" : ", not null"));
    }

    prepared_policy const& with_;
    program const& program_;
    std::string text_;
};

}  // namespace tramo::exporting
