// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The fields of a policy as react-querybuilder's configuration.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/impl/json/json_text.ipp>
#include <tramo/impl/json/query_operators.ipp>
#include <tramo/syntax/print.hpp>

namespace tramo::query_json {

struct editor {
    std::string_view input;   ///< `inputType`
    std::string_view values;  ///< `valueEditorType`
};

/// Numbers that are written with a unit, such as `12.5%`, are text to a browser.
[[nodiscard]] inline editor editor_of(data_type const& type) {
    switch (type.kind) {
        case kind::boolean:
            return {"checkbox", "checkbox"};
        case kind::integer:
        case kind::decimal:
        case kind::money:
            return {"number", "text"};
        case kind::date:
            return {"date", "text"};
        case kind::timestamp:
            return {"datetime-local", "text"};
        case kind::enumeration:
            return {"text", "select"};
        default:
            return {"text", "text"};
    }
}

/// Fields of one comparable kind may be compared with each other.
[[nodiscard]] inline std::string comparable_kind(field const& of) {
    switch (of.type.kind) {
        case kind::boolean:
            return "boolean";
        case kind::integer:
        case kind::decimal:
            return "number";
        case kind::money:
            return "money(" + of.type.currency + ")";
        case kind::percent:
            return "percent";
        case kind::date:
            return "date";
        case kind::timestamp:
            return "timestamp";
        case kind::duration:
            return "duration";
        case kind::text:
            return "text";
        case kind::enumeration:
            break;
    }
    std::string all = "one of";
    for (auto const& one : of.type.values) all += " " + quote_text(one.value);
    return all;
}

/// `field balance : money(BRL) optional "Overdue balance"`, with the currency said.
[[nodiscard]] inline std::string declaration_text(ast::field_declaration const& written, field const& meant) {
    ast::document alone;
    auto declaration = written;
    declaration.comments = {};
    if (meant.type.kind == kind::money && !meant.type.currency.empty())
        declaration.type.currency = ast::name{meant.type.currency, {}};
    alone.declarations.emplace_back(std::move(declaration));
    auto text = print(alone, language::en);
    text.erase(0, text.find('\n') + 1);
    text.erase(0, text.find_first_not_of('\n'));
    while (text.ends_with('\n')) text.pop_back();
    return text;
}

inline void write_option(std::string_view name, std::string_view label, json_writing::json_text& out) {
    out.begin_object();
    out.name("name").text(name);
    out.name("label").text(label);
    out.end_object();
}

inline void write_operators(field const& of, json_writing::json_text& out) {
    out.name("operators").begin_array();
    for (auto const& one : query_operators())
        if (suits(one, of.type) && (one.form != operator_form::null || of.is_optional))
            write_option(one.name, one.label, out);
    out.end_array();
}

inline void write_values(data_type const& type, json_writing::json_text& out) {
    if (type.kind != kind::enumeration) return;
    out.name("values").begin_array();
    for (auto const& one : type.values) write_option(one.value, one.value, out);
    out.end_array();
}

inline void write_field(field const& of, std::string const& declaration, json_writing::json_text& out) {
    auto const edited = editor_of(of.type);
    out.begin_object();
    out.name("name").text(of.name);
    out.name("label").text(of.label.empty() ? of.name : of.label);
    out.name("inputType").text(edited.input);
    out.name("valueEditorType").text(edited.values);
    write_values(of.type, out);
    write_operators(of, out);
    out.name("valueSources").texts({"value", "field"});
    out.name("datatype").text(comparable_kind(of));
    out.name("comparator").text("datatype");
    out.name("tramo").begin_object();
    out.name("declaration").text(declaration);
    out.end_object();
    out.end_object();
}

/// So that an editor shows what it cannot take apart.
inline void write_expression_field(json_writing::json_text& out) {
    out.begin_object();
    out.name("name").text(expression_field);
    out.name("label").text("Expression");
    out.name("inputType").text("text");
    out.name("valueEditorType").text("textarea");
    out.name("operators").begin_array();
    write_option("=", "=", out);
    out.end_array();
    out.name("valueSources").texts({"value"});
    out.end_object();
}

[[nodiscard]] inline std::string fields_json(program const& of) {
    json_writing::json_text out;
    std::size_t next = 0;
    out.begin_array();
    for (auto const& one : of.document.declarations) {
        auto const* const written = std::get_if<ast::field_declaration>(&one);
        if (written == nullptr) continue;
        auto const& meant = of.fields.fields[next++];
        write_field(meant, declaration_text(*written, meant), out);
    }
    write_expression_field(out);
    out.end_array();
    return out.take();
}

}  // namespace tramo::query_json
