// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The canonical formatter.
#pragma once

#include <tramo/impl/syntax/lexemes.ipp>
#include <tramo/impl/syntax/print_expression.ipp>
#include <tramo/syntax/print.hpp>
#include <tramo/values/sha256.hpp>

namespace tramo {

namespace detail {

class document_printer {
public:
    /// Without comments, for comparing: numbers are written in one way only.
    document_printer(language in, bool with_comments)
        : in_(in),
          with_comments_(with_comments),
          expressions_(in, !with_comments),
          broken_(expressions_, with_comments) {}

    [[nodiscard]] std::string print(ast::document const& what) {
        comment_lines(what.heading_comments, 0);
        text_ += "tramo 1 " + std::string(code_of(in_)) + "\n";
        bool first = true;
        for (auto const& one : what.declarations) {
            std::visit([&](auto const& declaration) { open_line(declaration.comments, 0, first); }, one);
            std::visit([&](auto const& declaration) { put(declaration); }, one);
            first = false;
        }
        if (with_comments_ && !what.closing_comments.empty()) text_ += "\n";
        comment_lines(what.closing_comments, 0);
        return std::move(text_);
    }

private:
    [[nodiscard]] std::string word(keyword which) const { return expressions_.word(which); }

    void comment_lines(std::vector<std::string> const& lines, std::size_t indent) {
        if (!with_comments_) return;
        for (auto const& line : lines)
            text_ += line == ast::blank_line
                         ? line
                         : std::string(indent, ' ') + (line.empty() ? "#" : "# " + line) + "\n";
    }

    void open_line(ast::comments const& comments, std::size_t indent, bool after_heading) {
        if (comments.blank_line_before || after_heading) text_ += "\n";
        comment_lines(comments.leading, indent);
    }

    void end_line(ast::comments const& comments) {
        if (with_comments_ && !comments.trailing.empty()) text_ += "  # " + comments.trailing;
        text_ += "\n";
    }

    [[nodiscard]] static std::string label(std::optional<ast::text_literal> const& text) {
        return text ? " " + quote_text(text->text) : "";
    }

    [[nodiscard]] std::string modifier(keyword which, std::optional<ast::text_literal> const& text) const {
        return text ? " " + word(which) + label(text) : "";
    }

    [[nodiscard]] std::string period(ast::validity_period const& what) const {
        auto line = modifier(keyword::version, what.version) + modifier(keyword::id, what.id);
        if (what.from) line += " " + word(keyword::from) + " " + to_string(*what.from);
        if (what.until) line += " " + word(keyword::until) + " " + to_string(*what.until);
        if (what.is_inactive) line += " " + word(keyword::inactive);
        return line;
    }

    [[nodiscard]] static std::string spelled(ast::enum_value const& value) {
        auto text = quote_text(value.value.text);
        for (std::size_t i = 0; i < value.aliases.size(); ++i)
            text += (i == 0 ? " (alias " : ", ") + quote_text(value.aliases[i].text);
        return value.aliases.empty() ? text : text + ")";
    }

    [[nodiscard]] std::string type(ast::type_expression const& what) const {
        auto text = what.word ? word(*what.word) : std::string("?");
        if (what.currency) text += "(" + what.currency->text + ")";
        if (what.scale) text += "(" + std::to_string(*what.scale) + ")";
        for (std::size_t i = 0; i < what.values.size(); ++i)
            text += (i == 0 ? " " : ", ") + spelled(what.values[i]);
        return what.is_open ? text + " " + word(keyword::open) : text;
    }

    [[nodiscard]] std::string validity(ast::validity const& what) const {
        auto text = " " + word(keyword::valid) + " ";
        if (what.tax_id) return text + quote_name(what.tax_id->text, in_);
        text += word(keyword::digits) + " " + std::to_string(what.min_digits.value_or(0));
        return what.max_digits != what.min_digits ? text + ".." + std::to_string(what.max_digits.value_or(0))
                                                  : text;
    }

    void put_field(ast::field_declaration const& one, std::size_t indent) {
        text_ += std::string(indent, ' ') + word(keyword::field) + " " + quote_name(one.name.text, in_) +
                 " : " + type(one.type);
        if (one.is_optional) text_ += " " + word(keyword::optional);
        if (one.is_key) text_ += " " + word(keyword::key);
        for (auto const& rule : one.valid) text_ += validity(rule);
        text_ += label(one.label);
        end_line(one.comments);
    }

    /// `head condition`, on one line where it fits.
    void put_condition(std::string head, ast::expression const& condition, ast::comments const& comments,
                       std::size_t indent) {
        auto const line = head + " " + expressions_.print(condition);
        bool const keeps_comments = with_comments_ && has_comment(condition);
        if (fits(line) && !keeps_comments)
            text_ += line;
        else
            text_ += head + "\n" + broken_.print(condition, indent + 4);
        end_line(comments);
    }

    void close_block(std::vector<std::string> const& comments) {
        comment_lines(comments, 2);
        text_ += "}\n";
    }

    void put(ast::policy_declaration const& one) {
        text_ += word(keyword::policy) + label(one.title) + modifier(keyword::version, one.version);
        bool const has_comments = with_comments_ && !one.closing_comments.empty();
        if (!one.currency && !one.zone && !has_comments) return end_line(one.comments);
        text_ += " {";
        end_line(one.comments);
        if (one.currency) text_ += "  " + word(keyword::currency) + " " + one.currency->text + "\n";
        if (one.zone) text_ += "  " + word(keyword::zone) + label(one.zone) + "\n";
        close_block(one.closing_comments);
    }

    void put(ast::field_declaration const& one) { put_field(one, 0); }

    void put(ast::collection_declaration const& one) {
        text_ += word(keyword::collection) + " " + quote_name(one.name.text, in_) + label(one.label) + " {";
        end_line(one.comments);
        for (auto const& field : one.fields) {
            open_line(field.comments, 2, false);
            put_field(field, 2);
        }
        close_block(one.closing_comments);
    }

    void put(ast::parameter_declaration const& one) {
        text_ += word(keyword::parameter) + " " + quote_name(one.name.text, in_) + " : " + type(one.type);
        if (one.initial) text_ += " = " + expressions_.print(*one.initial);
        text_ += label(one.label);
        end_line(one.comments);
    }

    void put(ast::value_declaration const& one) {
        put_condition(word(keyword::value_) + " " + quote_name(one.name.text, in_) + label(one.label) + " =",
                      one.meaning, one.comments, 0);
    }

    void put(ast::segment_declaration const& one) {
        put_condition(word(keyword::segment) + " " + quote_name(one.name.text, in_) + label(one.label) +
                          period(one.period) + " =",
                      one.condition, one.comments, 0);
    }

    void put(ast::strategy_declaration const& one) {
        text_ += word(keyword::strategy) + " " + quote_name(one.name.text, in_) + label(one.label) +
                 period(one.period) + " {";
        end_line(one.comments);
        for (auto const& queue : one.queues) {
            open_line(queue.comments, 2, false);
            put_condition("  " + word(keyword::queue) + " " + quote_name(queue.name.text, in_) +
                              label(queue.label) + period(queue.period) + " " + word(keyword::if_),
                          queue.condition, queue.comments, 2);
        }
        if (one.rest) {
            open_line(one.rest->comments, 2, false);
            text_ += "  " + word(keyword::rest) + " " + quote_name(one.rest->name.text, in_) +
                     label(one.rest->label) + modifier(keyword::id, one.rest->id);
            end_line(one.rest->comments);
        }
        close_block(one.closing_comments);
    }

    language in_;
    bool with_comments_;
    expression_printer expressions_;
    broken_expression broken_;
    std::string text_;
};

/// What the hash is taken over: no comments, and no empty lines but where all documents have one.
[[nodiscard]] TRAMO_INLINE std::string canonical_form(ast::document const& what) {
    auto const text = document_printer(language::en, false).print(what);
    std::string without_blank_lines;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (text[i] != '\n' || i == 0 || text[i - 1] != '\n') without_blank_lines += text[i];
    return without_blank_lines;
}

}  // namespace detail

TRAMO_INLINE std::string print(ast::document const& what, language in) {
    return detail::document_printer(in, true).print(what);
}

TRAMO_INLINE std::string print(ast::expression const& what, language in) {
    return detail::expression_printer(in).print(what);
}

TRAMO_INLINE std::string content_hash(ast::document const& what) {
    return sha256(detail::canonical_form(what));
}

}  // namespace tramo
