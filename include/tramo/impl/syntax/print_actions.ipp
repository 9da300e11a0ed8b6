// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is done to accounts in canonical form: the feed of actions, palettes, worklists.
#pragma once

#include <tramo/impl/syntax/print_alerts.ipp>
#include <tramo/impl/syntax/print_offers.ipp>

namespace tramo::detail {

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::action_column const& one) {
    return out.word(one.role) + " " + print_names(out, one.columns);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::window_member const& one) {
    auto const head = out.word(keyword::window) + " ";
    if (one.length) return head + out.expression(*one.length);
    return head + out.word(one.what) + (one.what == keyword::since ? " " + out.name(one.field) : "");
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::actions_declaration const& one) {
    out.put(out.word(keyword::actions) + " {");
    out.end_line(one.comments);
    for (auto const& member : one.members)
        std::visit(
            [&](auto const& which) {
                out.open_line(which.comments, 2, false);
                print_member(out, which, "  ");
            },
            member);
    out.close_block(one.closing_comments);
}

/// An action as far as its brace.
[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::palette_action const& one) {
    auto text = out.word(one.depth == 0 ? keyword::action : keyword::response) + " " + out.name(one.name) +
                out.label(one.label);
    if (one.rank) text += " " + out.word(keyword::rank) + " " + std::to_string(*one.rank);
    if (one.contact) text += " " + out.word(*one.contact);
    text += out.modifier(keyword::channel, one.channel);
    if (one.closes) text += " " + out.word(keyword::closes);
    if (one.opens_promise) text += " " + out.word(keyword::opens_promise);
    if (one.raises_claim) text += " " + out.word(keyword::raises_claim);
    for (std::size_t i = 0; i < one.aliases.size(); ++i)
        text += (i == 0 ? " " + out.word(keyword::alias) + " " : ", ") + quote_text(one.aliases[i].text);
    return text + out.modifier(keyword::state, one.state) + out.modifier(keyword::substate, one.substate);
}

/// Closes the actions that are open from a depth on, the innermost first.
TRAMO_INLINE void close_actions(line_writer& out, std::vector<ast::palette_action const*>& open, int depth) {
    while (!open.empty() && open.back()->depth >= depth) {
        out.close_block(open.back()->closing_comments,
                        2 * (static_cast<std::size_t>(open.back()->depth) + 1));
        open.pop_back();
    }
}

/// Braces stand only around what is within an action.
TRAMO_INLINE void print_actions(line_writer& out, std::vector<ast::palette_action> const& all) {
    std::vector<ast::palette_action const*> open;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const& one = all[i];
        close_actions(out, open, one.depth);
        auto const indent = 2 * (static_cast<std::size_t>(one.depth) + 1);
        out.open_line(one.comments, indent, false);
        bool const has_within = i + 1 < all.size() && all[i + 1].depth > one.depth;
        bool const is_open = has_within || out.keeps(one.closing_comments);
        out.put(std::string(indent, ' ') + print_line(out, one) + (is_open ? " {" : ""));
        out.end_line(one.comments);
        if (is_open) open.push_back(&one);
    }
    close_actions(out, open, 0);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::palette_declaration const& one) {
    auto const head = out.word(keyword::palette) + " " + out.name(one.name) + out.label(one.label);
    if (one.condition) {
        out.put_condition(head + " " + out.word(keyword::if_), *one.condition, "{", one.comments, 0);
    } else {
        out.put(head + " {");
        out.end_line(one.comments);
    }
    print_actions(out, one.actions);
    out.close_block(one.closing_comments);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::order_member const& one) {
    auto text = out.word(keyword::order);
    for (std::size_t i = 0; i < one.keys.size(); ++i) {
        text += (i == 0 ? " " : ", ") + out.expression(one.keys[i].what);
        if (one.keys[i].direction) text += " " + out.word(*one.keys[i].direction);
    }
    return text;
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::agent_member const& one) {
    return out.word(keyword::agent) + " " + out.name(one.field);
}

TRAMO_INLINE void print_member(line_writer& out, ast::candidate_member const& one,
                               std::string const& margin) {
    auto const head = margin + out.word(keyword::candidate) + " " + out.name(one.name) +
                      out.label(one.label) + out.modifier(keyword::channel, one.channel) +
                      out.modifier(keyword::skill, one.skill) + clause(out, keyword::minutes, one.minutes) +
                      clause(out, keyword::cost, one.cost) + clause(out, keyword::value_, one.value);
    if (one.condition)
        return out.put_condition(head + " " + out.word(keyword::if_), *one.condition, "", one.comments,
                                 margin.size());
    out.put(head);
    out.end_line(one.comments);
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::worklist_declaration const& one) {
    out.put(out.word(keyword::worklist) + " " + out.name(one.name) + out.label(one.label) +
            print_period(out, one.period) + " {");
    out.end_line(one.comments);
    for (auto const& member : one.members)
        std::visit(
            [&](auto const& which) {
                out.open_line(which.comments, 2, false);
                print_member(out, which, "  ");
            },
            member);
    out.close_block(one.closing_comments);
}

}  // namespace tramo::detail
