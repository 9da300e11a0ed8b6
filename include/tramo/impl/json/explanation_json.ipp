// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Writes the parts that results share: truths, errors of data, and the tree of an explanation.
#pragma once

#include <tramo/explain/explain.hpp>
#include <tramo/impl/json/json_text.ipp>

namespace tramo::json_writing {

TRAMO_INLINE void write_truth(truth_value what, json_text& out) {
    if (what == truth_value::unknown)
        out.null();
    else
        out.truth(what == truth_value::yes);
}

/// `saldo: "NNN" is not one of the declared values`
[[nodiscard]] inline std::string message_of(data_error const& what) {
    std::string message;
    if (!what.field.empty()) message += what.field + ": ";
    bool const has_value = !what.value.empty() && what.reason != fault_reason::missing;
    if (has_value) message += what.value + ' ';
    return message += describe(what.reason);
}

TRAMO_INLINE void write_errors(std::vector<data_error> const& all, json_text& out) {
    out.begin_array();
    for (auto const& each : all) {
        out.begin_object();
        out.name("row").number(each.row);
        out.name("key").text(each.key);
        out.name("field").text(each.field);
        out.name("value").text(each.value);
        out.name("reason").text(name_of(each.reason));
        out.name("message").text(message_of(each));
        out.end_object();
    }
    out.end_array();
}

TRAMO_INLINE void write_values(std::vector<used_value> const& all, json_text& out) {
    out.begin_array();
    for (auto const& each : all) {
        out.begin_object();
        out.name("name").text(each.name);
        out.name("value").text(each.value);
        out.name("is_unknown").truth(each.is_unknown);
        out.end_object();
    }
    out.end_array();
}

/// As deep as the policy's conditions, which the reader of policies limits.
TRAMO_INLINE void write_condition(explained_condition const& what, json_text& out) {
    if (what.kind.empty()) {
        out.null();
        return;
    }
    out.begin_object();
    out.name("kind").text(what.kind);
    out.name("text").text(what.text);
    write_truth(what.holds, out.name("holds"));
    out.name("line").number(static_cast<std::int64_t>(what.line));
    write_values(what.values, out.name("values"));
    out.name("parts").begin_array();
    for (auto const& each : what.parts) write_condition(each, out);
    out.end_array();
    out.end_object();
}

TRAMO_INLINE void write_rule(rule_info const& what, json_text& out) {
    out.begin_object();
    out.name("name").text(what.name);
    out.name("label").text(what.label);
    out.name("rule_id").text(what.rule_id);
    out.name("version").text(what.version);
    out.name("is_active").truth(what.is_active);
    out.end_object();
}

TRAMO_INLINE void write_steps(std::vector<explained_step> const& all, json_text& out) {
    out.begin_array();
    for (auto const& each : all) {
        out.begin_object();
        write_rule(each.queue, out.name("queue"));
        write_truth(each.holds, out.name("holds"));
        out.name("is_rest").truth(each.is_rest);
        write_condition(each.why, out.name("why"));
        out.end_object();
    }
    out.end_array();
}

TRAMO_INLINE void write_explanation(explanation const& what, json_text& out) {
    out.begin_object();
    out.name("row").number(what.row);
    out.name("key").text(what.key);
    out.name("segment").text_or_null(what.segment);
    out.name("strategy").text_or_null(what.strategy);
    out.name("queue").text_or_null(what.queue);
    write_rule(what.rule, out.name("rule"));
    write_truth(what.holds, out.name("holds"));
    out.name("taken_by").text_or_null(what.taken_by);
    out.name("unknown_because").texts(what.unknown_because);
    write_errors(what.errors, out.name("errors"));
    write_condition(what.why, out.name("why"));
    write_steps(what.steps, out.name("steps"));
    out.end_object();
}

}  // namespace tramo::json_writing
