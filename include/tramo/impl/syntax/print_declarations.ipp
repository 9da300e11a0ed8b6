// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Declarations about accounts in canonical form: fields, segments, strategies.
#pragma once

#include <tramo/impl/syntax/print_lines.ipp>

namespace tramo::detail {

[[nodiscard]] TRAMO_INLINE std::string print_period(line_writer const& out,
                                                    ast::validity_period const& what) {
    auto line = out.modifier(keyword::version, what.version) + out.modifier(keyword::id, what.id);
    if (what.from) line += " " + out.word(keyword::from) + " " + to_string(*what.from);
    if (what.until) line += " " + out.word(keyword::until) + " " + to_string(*what.until);
    if (what.is_inactive) line += " " + out.word(keyword::inactive);
    return line;
}

[[nodiscard]] TRAMO_INLINE std::string print_enum_value(ast::enum_value const& value) {
    auto text = quote_text(value.value.text);
    for (std::size_t i = 0; i < value.aliases.size(); ++i)
        text += (i == 0 ? " (alias " : ", ") + quote_text(value.aliases[i].text);
    return value.aliases.empty() ? text : text + ")";
}

[[nodiscard]] TRAMO_INLINE std::string print_type(line_writer const& out, ast::type_expression const& what) {
    auto text = what.word ? out.word(*what.word) : std::string("?");
    if (what.currency) text += "(" + what.currency->text + ")";
    if (what.scale) text += "(" + std::to_string(*what.scale) + ")";
    for (std::size_t i = 0; i < what.values.size(); ++i)
        text += (i == 0 ? " " : ", ") + print_enum_value(what.values[i]);
    return what.is_open ? text + " " + out.word(keyword::open) : text;
}

[[nodiscard]] TRAMO_INLINE std::string print_validity(line_writer const& out, ast::validity const& what) {
    auto text = " " + out.word(keyword::valid) + " ";
    if (what.tax_id) return text + out.name(*what.tax_id);
    text += out.word(keyword::digits) + " " + std::to_string(what.min_digits.value_or(0));
    return what.max_digits != what.min_digits ? text + ".." + std::to_string(what.max_digits.value_or(0))
                                              : text;
}

TRAMO_INLINE void print_field(line_writer& out, ast::field_declaration const& one, std::size_t indent) {
    out.put(std::string(indent, ' ') + out.word(keyword::field) + " " + out.name(one.name) + " : " +
            print_type(out, one.type));
    if (one.is_optional) out.put(" " + out.word(keyword::optional));
    if (one.is_key) out.put(" " + out.word(keyword::key));
    for (auto const& rule : one.valid) out.put(print_validity(out, rule));
    if (one.column) {
        auto const step = one.is_step ? " " + out.word(keyword::step_of) : std::string();
        out.put(" " + out.word(keyword::from) + step + " " + out.name(*one.column));
    }
    out.put(out.label(one.label));
    out.end_line(one.comments);
}

TRAMO_INLINE void print_fields(line_writer& out, std::vector<ast::field_declaration> const& all) {
    for (auto const& field : all) {
        out.open_line(field.comments, 2, false);
        print_field(out, field, 2);
    }
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::policy_declaration const& one) {
    out.put(out.word(keyword::policy) + out.label(one.title) + out.modifier(keyword::version, one.version));
    if (!one.currency && !one.zone && !out.keeps(one.closing_comments)) return out.end_line(one.comments);
    out.put(" {");
    out.end_line(one.comments);
    if (one.currency) out.put("  " + out.word(keyword::currency) + " " + one.currency->text + "\n");
    if (one.zone) out.put("  " + out.word(keyword::zone) + out.label(one.zone) + "\n");
    out.close_block(one.closing_comments);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::field_declaration const& one) {
    print_field(out, one, 0);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::collection_declaration const& one) {
    out.put(out.word(keyword::collection) + " " + out.name(one.name) + out.label(one.label) + " {");
    out.end_line(one.comments);
    print_fields(out, one.fields);
    out.close_block(one.closing_comments);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::parameter_declaration const& one) {
    out.put(out.word(keyword::parameter) + " " + out.name(one.name) + " : " + print_type(out, one.type));
    if (one.initial) out.put(" = " + out.expression(*one.initial));
    out.put(out.label(one.label));
    out.end_line(one.comments);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::value_declaration const& one) {
    out.put_condition(out.word(keyword::value_) + " " + out.name(one.name) + out.label(one.label) + " =",
                      one.meaning, "", one.comments, 0);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::segment_declaration const& one) {
    out.put_condition(out.word(keyword::segment) + " " + out.name(one.name) + out.label(one.label) +
                          print_period(out, one.period) + " =",
                      one.condition, "", one.comments, 0);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::strategy_declaration const& one) {
    auto const queue_word = out.word(one.is_indicator ? keyword::case_ : keyword::queue);
    out.put(out.word(one.is_indicator ? keyword::indicator : keyword::strategy) + " " + out.name(one.name) +
            out.label(one.label) + print_period(out, one.period) + " {");
    out.end_line(one.comments);
    for (auto const& queue : one.queues) {
        out.open_line(queue.comments, 2, false);
        out.put_condition("  " + queue_word + " " + out.name(queue.name) + out.label(queue.label) +
                              print_period(out, queue.period) + " " + out.word(keyword::if_),
                          queue.condition, "", queue.comments, 2);
    }
    if (one.rest) {
        out.open_line(one.rest->comments, 2, false);
        out.put("  " + out.word(keyword::rest) + " " + out.name(one.rest->name) + out.label(one.rest->label) +
                out.modifier(keyword::id, one.rest->id));
        out.end_line(one.rest->comments);
    }
    out.close_block(one.closing_comments);
}

}  // namespace tramo::detail
