// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Events in canonical form: the log's columns, event types, counters.
#pragma once

#include <tramo/impl/syntax/print_declarations.ipp>

namespace tramo::detail {

TRAMO_INLINE void print_declaration(line_writer& out, ast::log_declaration const& one) {
    out.put(out.word(keyword::log) + " {");
    out.end_line(one.comments);
    for (auto const& [role, column] : one.columns)
        out.put("  " + out.word(role) + " " + out.name(column) + "\n");
    out.close_block(one.closing_comments);
}

[[nodiscard]] TRAMO_INLINE std::string print_match(line_writer const& out, ast::event_match const& what) {
    auto text = out.name(what.column);
    if (what.values.size() == 1) return text + " = " + quote_text(what.values[0].text);
    text += " " + out.word(keyword::in) + " (";
    for (std::size_t i = 0; i < what.values.size(); ++i)
        text += (i == 0 ? "" : ", ") + quote_text(what.values[i].text);
    return text + ")";
}

[[nodiscard]] TRAMO_INLINE std::string print_event_head(line_writer const& out,
                                                        ast::event_declaration const& one) {
    auto text = out.word(keyword::event) + " " + out.name(one.name) + out.label(one.label) +
                out.modifier(keyword::of, one.collection) + out.modifier(keyword::by, one.child_column) +
                out.modifier(keyword::reverses, one.reverses) +
                out.modifier(keyword::by, one.reversed_column);
    for (std::size_t i = 0; i < one.matches.size(); ++i)
        text +=
            " " + out.word(i == 0 ? keyword::from : keyword::and_) + " " + print_match(out, one.matches[i]);
    return text;
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::event_declaration const& one) {
    out.put(print_event_head(out, one));
    if (one.fields.empty() && !out.keeps(one.closing_comments)) return out.end_line(one.comments);
    out.put(" {");
    out.end_line(one.comments);
    print_fields(out, one.fields);
    out.close_block(one.closing_comments);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::counter_declaration const& one) {
    out.put_condition(out.word(keyword::counter) + " " + out.name(one.name) + out.label(one.label) + " =",
                      one.meaning, "", one.comments, 0);
}

}  // namespace tramo::detail
