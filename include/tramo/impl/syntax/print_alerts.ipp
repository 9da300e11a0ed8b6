// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts in canonical form: states, transitions, what may be done by hand.
#pragma once

#include <tramo/impl/syntax/print_lines.ipp>

namespace tramo::detail {

[[nodiscard]] TRAMO_INLINE std::string print_names(line_writer const& out,
                                                   std::vector<ast::name> const& all) {
    std::string text;
    for (auto const& one : all) text += (text.empty() ? "" : ", ") + out.name(one);
    return text;
}

[[nodiscard]] TRAMO_INLINE std::string print_states(line_writer const& out,
                                                    std::vector<ast::name> const& all) {
    std::string text;
    for (auto const& one : all) text += (text.empty() ? "" : ", ") + out.state(one);
    return text;
}

/// A state that is called like the word for another effect stands in back-quotes.
[[nodiscard]] TRAMO_INLINE std::string print_target(line_writer const& out,
                                                    ast::transition_target const& what) {
    if (what.what != keyword::state) return out.word(what.what);
    auto const word = find_keyword(what.state.text, out.in(), keyword_group::modifier);
    bool const is_effect = word == keyword::clear || word == keyword::restore;
    return is_effect ? "`" + what.state.text + "`" : out.state(what.state);
}

TRAMO_INLINE void print_member(line_writer& out, ast::state_declaration const& one) {
    out.put("  " + out.word(keyword::state) + " " + out.state(one.name) + out.label(one.label));
    if (one.colour) out.put(" " + out.word(*one.colour));
    if (one.severity) out.put(" " + out.word(keyword::severity) + " " + std::to_string(*one.severity));
    if (one.stops_treatment) out.put(" " + out.word(keyword::stops_treatment));
    if (one.is_manual_only) out.put(" " + out.word(keyword::manual_only));
    out.end_line(one.comments);
}

/// What stands before the condition, if there is one: `on payment`, `when due passed without payment`.
[[nodiscard]] TRAMO_INLINE std::string print_trigger(line_writer const& out,
                                                     ast::transition_declaration const& one) {
    auto const text = "  " + out.word(one.trigger) + " ";
    if (one.trigger == keyword::on) return text + print_names(out, one.events);
    if (one.trigger == keyword::after)
        return text + (one.length ? out.expression(*one.length) : "?") + " " + out.word(keyword::in) + " " +
               print_states(out, one.from);
    auto const limit = text + (one.deadline ? out.expression(*one.deadline) : "?") + " " +
                       out.word(one.is_reached ? keyword::reached : keyword::passed);
    if (one.without.empty()) return limit;
    return limit + " " + out.word(keyword::without) + " " + print_names(out, one.without);
}

TRAMO_INLINE void print_member(line_writer& out, ast::transition_declaration const& one) {
    auto const head = print_trigger(out, one);
    bool const has_from = one.trigger != keyword::after && !one.from.empty();
    auto const tail = (has_from ? out.word(keyword::from) + " " + print_states(out, one.from) + " " : "") +
                      "=> " + print_target(out, one.target);
    auto const& condition = one.condition ? one.condition : one.without_condition;
    if (condition)
        return out.put_condition(head + " " + out.word(keyword::where), *condition, tail, one.comments, 2);
    out.put(head + " " + tail);
    out.end_line(one.comments);
}

TRAMO_INLINE void print_member(line_writer& out, ast::manual_declaration const& one) {
    out.put("  " + out.word(keyword::manual) + " " + out.word(one.what));
    if (!one.states.empty()) out.put(" " + print_states(out, one.states));
    if (one.with_confirmation) out.put(" " + out.word(keyword::with_confirmation));
    out.end_line(one.comments);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::alert_declaration const& one) {
    out.put(out.word(keyword::alert) + " " + out.name(one.name) + out.label(one.label) +
            out.modifier(keyword::version, one.version) + out.modifier(keyword::per, one.collection));
    if (one.aggregation) out.put(" " + out.word(*one.aggregation));
    if (one.without_skipping) out.put(" " + out.word(keyword::without_skipping));
    out.put(" {");
    out.end_line(one.comments);
    for (auto const& member : one.members)
        std::visit(
            [&](auto const& which) {
                out.open_line(which.comments, 2, false);
                print_member(out, which);
            },
            member);
    out.close_block(one.closing_comments);
}

}  // namespace tramo::detail
