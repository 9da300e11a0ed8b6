// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Says results, errors and diagnostics to programs.
#pragma once

#include <tramo/impl/json/explanation_json.ipp>
#include <tramo/json/report.hpp>

namespace tramo {

namespace json_writing {

TRAMO_INLINE void write_label(label const& what, source const& text, json_text& out) {
    auto const begin = text.at(what.where.begin), end = text.at(what.where.end);
    out.begin_object();
    out.name("line").number(static_cast<std::int64_t>(begin.line));
    out.name("column").number(static_cast<std::int64_t>(begin.column));
    out.name("end_line").number(static_cast<std::int64_t>(end.line));
    out.name("end_column").number(static_cast<std::int64_t>(end.column));
    out.name("text").text(what.text);
    out.end_object();
}

TRAMO_INLINE void write_diagnostic(diagnostic const& what, source const& text, json_text& out) {
    out.begin_object();
    out.name("code").text(what.code);
    out.name("severity").text(what.severity == severity::error ? "error" : "warning");
    out.name("message").text(what.message);
    out.name("help").texts(what.help);
    out.name("labels").begin_array();
    for (auto const& each : what.labels) {
        bool const names_no_place = each.where == span{} && each.text.empty();
        if (!names_no_place) write_label(each, text, out);
    }
    out.end_array();
    out.end_object();
}

}  // namespace json_writing

TRAMO_INLINE std::string counts_to_json(prepared_policy const& with, verdicts const& all) {
    json_writing::json_text out;
    out.begin_object();
    out.name("rows").number(all.rows);
    out.name("data_errors").number(all.rows_set_apart);
    out.name("segments").begin_object();
    for (std::size_t i = 0; i < all.segments.size(); ++i) {
        out.name(with.segments()[i].name).begin_object();
        out.name("true").number(all.segments[i].is_true.rows);
        out.name("unknown").number(all.segments[i].is_unknown.rows);
        out.end_object();
    }
    out.end_object();
    out.name("strategies").begin_object();
    for (std::size_t i = 0; i < all.queues.size(); ++i) {
        auto const& strategy = with.strategies()[i];
        out.name(strategy.name).begin_object();
        for (std::size_t j = 0; j < all.queues[i].size(); ++j)
            out.name(strategy.queues[j].name).number(all.queues[i][j].rows);
        out.end_object();
    }
    return out.end_object().end_object().take();
}

TRAMO_INLINE std::string errors_to_json(verdicts const& all) {
    json_writing::json_text out;
    json_writing::write_errors(all.errors, out);
    return out.take();
}

TRAMO_INLINE std::string to_json(std::vector<diagnostic> const& all, source const& text) {
    json_writing::json_text out;
    out.begin_array();
    for (auto const& each : all) json_writing::write_diagnostic(each, text, out);
    return out.end_array().take();
}

TRAMO_INLINE std::string to_json(explanation const& what) {
    json_writing::json_text out;
    json_writing::write_explanation(what, out);
    return out.take();
}

TRAMO_INLINE std::string to_json(record_verdict const& what, prepared_policy const& with) {
    json_writing::json_text out;
    out.begin_object().name("segments").begin_object();
    for (std::size_t i = 0; i < what.segments.size(); ++i)
        json_writing::write_truth(what.segments[i], out.name(with.segments()[i].name));
    out.end_object();
    auto const write_queues = [&](char const* name, std::string rule_info::*member) {
        out.name(name).begin_object();
        for (std::size_t i = 0; i < what.queues.size(); ++i) {
            auto const& strategy = with.strategies()[i];
            out.name(strategy.name);
            if (what.queues[i] == no_queue)
                out.null();
            else
                out.text(strategy.queues[what.queues[i]].*member);
        }
        out.end_object();
    };
    write_queues("queues", &rule_info::name);
    write_queues("rules", &rule_info::rule_id);
    json_writing::write_errors(what.errors, out.name("errors"));
    return out.end_object().take();
}

}  // namespace tramo
