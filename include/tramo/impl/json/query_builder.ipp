// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Segments to react-querybuilder's JSON, and its queries to policies.
#pragma once

#include <utility>
#include <vector>

#include <tramo/check/check.hpp>
#include <tramo/impl/json/query_declared.ipp>
#include <tramo/impl/json/query_document.ipp>
#include <tramo/impl/json/query_export.ipp>
#include <tramo/impl/json/query_fields.ipp>
#include <tramo/impl/json/query_groups.ipp>
#include <tramo/impl/json/query_inference.ipp>
#include <tramo/json/query_builder.hpp>

namespace tramo {
namespace query_json {

[[nodiscard]] TRAMO_INLINE std::vector<ast::segment_declaration const*> versions_of(ast::document const& of,
                                                                                    std::string_view name) {
    std::vector<ast::segment_declaration const*> all;
    for (auto const& one : of.declarations)
        if (auto const* const segment = std::get_if<ast::segment_declaration>(&one))
            if (segment->name.text == name) all.push_back(segment);
    return all;
}

[[nodiscard]] TRAMO_INLINE diagnostic no_segment(policy const& from, std::string const& name) {
    std::vector<std::string> known;
    for (auto const& one : from.segments())
        if (known.empty() || known.back() != one.name) known.push_back(one.name);
    return {"T5007",
            severity::error,
            "the policy has no segment `" + name + "`",
            {},
            choices(name, "segments", known)};
}

[[nodiscard]] TRAMO_INLINE ast::segment_declaration const* version_on(
    std::vector<ast::segment_declaration const*> const& all, std::optional<date> day) {
    if (all.size() == 1) return all[0];
    for (auto const* const one : all) {
        auto const& period = one->period;
        bool const holds =
            day && (!period.from || *period.from <= *day) && (!period.until || *day <= *period.until);
        if (holds && !period.is_inactive) return one;
    }
    return nullptr;
}

[[nodiscard]] TRAMO_INLINE diagnostic no_version(std::string const& name, std::size_t count,
                                                 std::optional<date> day) {
    return {"T7041",
            severity::error,
            "segment `" + name + "` has " + std::to_string(count) + " versions" +
                (day ? ", and none holds on " + to_string(*day) : ""),
            {},
            {"a query has no days: name a day on which the version that is meant holds"}};
}

[[nodiscard]] TRAMO_INLINE std::vector<known_field> known_fields(program const& of) {
    std::vector<known_field> all;
    for (std::size_t i = 0; i < of.declared_fields; ++i)
        all.push_back({of.fields.fields[i].name, of.fields.fields[i].type, false});
    for (auto const& one : of.parameters) all.push_back({one.name, one.type, true});
    return all;
}

/// The condition; none after findings.
[[nodiscard]] TRAMO_INLINE tree read_query(raw_value const& root, std::vector<known_field> const& fields,
                                           language in, query_findings& told) {
    if (!root.is(json_reading::raw_value::form::object)) {
        told.refuse("T7042", "", "expected a group, found " + shown(root),
                    {"a group is {\"combinator\": \"and\", \"rules\": […]}"});
        return {};
    }
    auto part = group_reader(fields, in, told).read(root, "");
    if (part.is_left_out)
        told.refuse("T7047", "", "nothing is left of the query", {"take \"muted\" off the outermost group"});
    if (told.has_errors() || !part.condition) return {};
    return std::move(part.condition);
}

/// The types of declarations, which the checker knows how to read.
[[nodiscard]] TRAMO_INLINE std::vector<known_field> types_of(std::vector<ast::field_declaration> const& all,
                                                             query_findings& told) {
    if (all.empty()) return {};
    ast::document fields;
    for (auto const& one : all) fields.declarations.emplace_back(one);
    auto const checked = check(std::move(fields));
    for (auto const& one : checked.diagnostics) {
        bool const asks_for_segments = one.code == "T1018";
        if (one.severity == severity::error && !asks_for_segments)
            told.refuse("T7050", "", one.message, one.help);
    }
    return known_fields(checked.value);
}

[[nodiscard]] TRAMO_INLINE std::vector<ast::field_declaration> listed_fields(std::string_view text,
                                                                             raw_value const& query,
                                                                             query_findings& told,
                                                                             query_findings& told_of_fields) {
    if (text.empty()) return field_inference(told).infer(query);
    auto const list = json_reading::read_raw_json(text);
    if (list.failure.empty()) return field_list_reader(told_of_fields).read(list.root);
    told_of_fields.refuse("T7050", "", list.failure);
    return {};
}

/// Reads the JSON and hands it on; the answer is empty where anything is an error.
template <class Read>
[[nodiscard]] checked<std::string> answer(std::string_view query, Read read) {
    query_findings told("the query");
    checked<std::string> result;
    auto const found = json_reading::read_raw_json(query);
    if (!found.failure.empty())
        told.refuse("T7042", "", found.failure);
    else
        result.value = read(found.root, told);
    result.diagnostics = told.take();
    if (!result.ok()) result.value.clear();
    return result;
}

}  // namespace query_json

TRAMO_INLINE checked<std::string> to_query_builder(policy const& from, std::string_view segment,
                                                   std::optional<date> as_of) {
    auto const name = to_nfc(segment);
    auto const all = query_json::versions_of(from.program().document, name);
    if (all.empty()) return {"", {query_json::no_segment(from, name)}};
    auto const* const meant = query_json::version_on(all, as_of);
    if (meant == nullptr) return {"", {query_json::no_version(name, all.size(), as_of)}};
    return {query_json::query_writer(from.program(), from.language()).root(meant->condition), {}};
}

TRAMO_INLINE std::string query_builder_fields(policy const& of) {
    return query_json::fields_json(of.program());
}

TRAMO_INLINE checked<std::string> from_query_builder(std::string_view query, policy const& fields,
                                                     query_builder_name const& name) {
    auto const& program = fields.program();
    return query_json::answer(query, [&](auto const& root, auto& told) -> std::string {
        auto condition = query_json::read_query(root, query_json::known_fields(program), name.in, told);
        if (!condition) return {};
        return print(query_json::document_with(program.document, name.segment, std::move(*condition)),
                     name.in);
    });
}

TRAMO_INLINE checked<std::string> from_query_builder(std::string_view query, std::string_view fields,
                                                     query_builder_name const& name) {
    query_json::query_findings told_of_fields("the fields", "the fields, ");
    auto result = query_json::answer(query, [&](auto const& root, auto& told) -> std::string {
        auto all = query_json::listed_fields(fields, root, told, told_of_fields);
        auto const types = query_json::types_of(all, told_of_fields);
        if (told_of_fields.has_errors()) return {};
        auto condition = query_json::read_query(root, types, name.in, told);
        if (!condition) return {};
        return print(query_json::document_with(std::move(all), name.segment, std::move(*condition)), name.in);
    });
    for (auto& one : told_of_fields.take()) result.diagnostics.push_back(std::move(one));
    if (!result.ok()) result.value.clear();
    return result;
}

}  // namespace tramo
