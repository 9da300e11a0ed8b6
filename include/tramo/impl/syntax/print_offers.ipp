// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What may be agreed with a debtor in canonical form: the debt, conditions of payment, tables of discounts.
#pragma once

#include <tramo/impl/syntax/print_declarations.ipp>

namespace tramo::detail {

/// An expression where one of several words may stand instead: one that begins with such a word is kept from
/// being taken for it.
template <class IsWord>
[[nodiscard]] std::string print_beside(line_writer const& out, ast::expression const& what, IsWord is_word) {
    auto const text = out.expression(what);
    auto const first = lexeme::word_at({text.data(), text.data() + text.size()});
    if (first.empty() || !is_word(first)) return text;
    bool const is_name = what.kind == ast::node::name && what.member.empty();
    return is_name ? "`" + what.text + "`" : "(" + text + ")";
}

[[nodiscard]] TRAMO_INLINE bool is_one_of(std::string_view name, language in,
                                          std::initializer_list<keyword> words) {
    auto const word = find_keyword(name, in, keyword_group::modifier);
    return word && std::find(words.begin(), words.end(), *word) != words.end();
}

[[nodiscard]] TRAMO_INLINE std::string clause(line_writer const& out, keyword which,
                                              std::optional<ast::expression> const& what) {
    return what ? " " + out.word(which) + " " + out.expression(*what) : "";
}

[[nodiscard]] TRAMO_INLINE std::string print_texts(std::vector<ast::text_literal> const& all) {
    std::string text;
    for (auto const& one : all) text += (text.empty() ? "" : ", ") + quote_text(one.text);
    return all.size() == 1 ? text : "(" + text + ")";
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::debt_declaration const& one) {
    out.put(out.word(keyword::debt) + " {");
    out.end_line(one.comments);
    for (auto const& member : one.members) {
        out.open_line(member.comments, 2, false);
        out.put("  " + out.word(member.part) + " " + out.expression(member.amount));
        out.end_line(member.comments);
    }
    out.close_block(one.closing_comments);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::extent_member const& one) {
    return out.word(one.what) + clause(out, keyword::from, one.from) +
           clause(out, keyword::until, one.until) +
           (one.is_enforced ? " " + out.word(keyword::enforced) : "");
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::billing_member const& one) {
    return out.word(keyword::billing) + (one.is_filter ? " " + out.word(keyword::filter) : "") + " " +
           quote_text(one.form.text);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::first_due_member const& one) {
    return out.word(keyword::first) + " " + out.word(keyword::after) + " " + out.expression(one.length);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::charge_member const& one) {
    return out.word(one.what) + " " + out.expression(one.share);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::base_member const& one) {
    return out.word(keyword::base) + " " + out.word(one.what);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::discount_member const& one) {
    auto text = out.word(keyword::discount) + " " + out.word(one.what);
    auto const is_by = [&](std::string_view word) { return is_one_of(word, out.in(), {keyword::by}); };
    if (one.share) text += " " + print_beside(out, *one.share, is_by);
    return text + out.modifier(keyword::by, one.matrix) + out.modifier(keyword::for_, one.role);
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::round_member const& one) {
    auto text = out.word(keyword::rounding) + " " + out.word(one.mode);
    auto const is_next = [&](std::string_view word) {
        return is_one_of(word, out.in(), {keyword::last}) ||
               find_keyword(word, out.in(), keyword_group::member).has_value();
    };
    if (one.unit) text += " " + print_beside(out, *one.unit, is_next);
    return one.rest ? text + " " + out.word(*one.rest) : text;
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out, ast::broken_member const& one) {
    return out.word(keyword::broken) + " " + out.word(keyword::after) + " " +
           (one.length ? out.expression(*one.length)
                       : std::to_string(one.installments) + " " + out.word(keyword::installments));
}

[[nodiscard]] TRAMO_INLINE std::string print_line(line_writer const& out,
                                                  ast::alternative_member const& one) {
    auto const text = out.word(one.is_lump_sum ? keyword::lump_sum : keyword::installments) + " " +
                      out.name(one.name) + out.label(one.label);
    if (one.is_lump_sum) return text;
    auto const most = one.most == one.fewest ? "" : ".." + std::to_string(one.most);
    return text + " " + std::to_string(one.fewest) + most + clause(out, keyword::every, one.every) +
           clause(out, keyword::entry, one.entry) + clause(out, keyword::rate, one.rate) +
           clause(out, keyword::minimum, one.minimum);
}

template <class Member>
void print_member(line_writer& out, Member const& one, std::string const& margin) {
    out.put(margin + print_line(out, one));
    out.end_line(one.comments);
}

TRAMO_INLINE void print_member(line_writer& out, ast::requirement_member const& one,
                               std::string const& margin) {
    out.put_condition(
        margin + out.word(keyword::requires_) + " " + out.name(one.name) + out.label(one.label) + " =",
        one.condition, "", one.comments, margin.size());
}

TRAMO_INLINE void print_member(line_writer& out, ast::approval_member const& one, std::string const& margin) {
    auto const head = margin + out.word(keyword::approval) + " " + quote_text(one.by.text);
    if (one.condition)
        return out.put_condition(head + " " + out.word(keyword::if_), *one.condition, "", one.comments,
                                 margin.size());
    out.put(head);
    out.end_line(one.comments);
}

/// Behind the first alternative a discount is that of the alternative above it, and stands further in.
TRAMO_INLINE void print_declaration(line_writer& out, ast::condition_declaration const& one) {
    out.put(out.word(keyword::condition) + " " + out.name(one.name) + out.label(one.label) +
            print_period(out, one.period) + (one.is_default ? " " + out.word(keyword::default_) : "") + " {");
    out.end_line(one.comments);
    bool has_alternative = false;
    for (auto const& member : one.members) {
        has_alternative = has_alternative || std::holds_alternative<ast::alternative_member>(member);
        bool const is_inner = has_alternative && std::holds_alternative<ast::discount_member>(member);
        std::string const margin(is_inner ? 4 : 2, ' ');
        std::visit(
            [&](auto const& which) {
                out.open_line(which.comments, margin.size(), false);
                print_member(out, which, margin);
            },
            member);
    }
    out.close_block(one.closing_comments);
}

[[nodiscard]] TRAMO_INLINE std::string print_cell(line_writer const& out, ast::matrix_cell const& one) {
    if (one.is_all) return "*";
    if (!one.texts.empty()) return print_texts(one.texts);
    if (one.truth) return out.word(*one.truth ? keyword::true_ : keyword::false_);
    auto const value = [&](ast::expression const& what) {
        return print_beside(out, what, [&](std::string_view word) {
            return is_one_of(word, out.in(), {keyword::from, keyword::until});
        });
    };
    if (!one.from) return one.until ? out.word(keyword::until) + " " + value(*one.until) : "?";
    if (!one.until) return out.word(keyword::from) + " " + value(*one.from);
    bool const is_one = !one.half_open && same(*one.from, *one.until);
    return value(*one.from) + (is_one ? "" : (one.half_open ? "..<" : "..") + value(*one.until));
}

[[nodiscard]] TRAMO_INLINE std::string print_axis(line_writer const& out, ast::matrix_axis const& one) {
    if (one.is_role) return out.word(keyword::role);
    bool const is_role_word = is_one_of(one.name.text, out.in(), {keyword::role});
    return (is_role_word ? "`" + one.name.text + "`" : out.name(one.name)) +
           (one.is_rising ? " " + out.word(keyword::rising) : "");
}

TRAMO_INLINE void print_declaration(line_writer& out, ast::matrix_declaration const& one) {
    out.put(out.word(keyword::matrix) + " " + out.name(one.name) + out.label(one.label) + " " +
            out.word(keyword::by));
    for (std::size_t i = 0; i < one.axes.size(); ++i)
        out.put((i == 0 ? " " : ", ") + print_axis(out, one.axes[i]));
    out.put(" {");
    out.end_line(one.comments);
    for (auto const& row : one.rows) {
        out.open_line(row.comments, 2, false);
        out.put("  " + out.word(keyword::row));
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            out.put((i == 0 ? " " : ", ") + print_cell(out, row.cells[i]));
        out.put(" => " + out.expression(row.share));
        out.end_line(row.comments);
    }
    out.close_block(one.closing_comments);
}

}  // namespace tramo::detail
