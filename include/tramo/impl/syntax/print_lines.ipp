// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What all declarations share in canonical form: lines, their comments, labels, names and conditions.
#pragma once

#include <tramo/impl/syntax/lexemes.ipp>
#include <tramo/impl/syntax/print_expression.ipp>

namespace tramo::detail {

/// Collects the lines of a document.
class line_writer {
public:
    /// Without comments, for comparing: numbers are written in one way only.
    line_writer(language in, bool with_comments)
        : in_(in),
          with_comments_(with_comments),
          expressions_(in, !with_comments),
          broken_(expressions_, with_comments) {}

    [[nodiscard]] std::string take() { return std::move(text_); }
    void put(std::string_view text) { text_ += text; }

    [[nodiscard]] std::string word(keyword which) const { return expressions_.word(which); }
    [[nodiscard]] std::string name(ast::name const& what) const { return quote_name(what.text, in_); }
    [[nodiscard]] std::string state(ast::name const& what) const { return quote_state(what.text, in_); }
    [[nodiscard]] std::string expression(ast::expression const& what) const {
        return expressions_.print(what);
    }
    [[nodiscard]] language in() const { return in_; }

    /// Whether there are comments, and they are to be written.
    [[nodiscard]] bool keeps(std::vector<std::string> const& comments) const {
        return with_comments_ && !comments.empty();
    }

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

    void close_block(std::vector<std::string> const& comments, std::size_t indent = 0) {
        comment_lines(comments, indent + 2);
        text_ += std::string(indent, ' ') + "}\n";
    }

    [[nodiscard]] static std::string label(std::optional<ast::text_literal> const& text) {
        return text ? " " + quote_text(text->text) : "";
    }

    [[nodiscard]] std::string modifier(keyword which, std::optional<ast::text_literal> const& text) const {
        return text ? " " + word(which) + label(text) : "";
    }

    /// ` from column`, when there is a name.
    [[nodiscard]] std::string modifier(keyword which, std::optional<ast::name> const& what) const {
        return what ? " " + word(which) + " " + name(*what) : "";
    }

    /// `head condition tail`, on one line where it fits.
    void put_condition(std::string const& head, ast::expression const& condition, std::string const& tail,
                       ast::comments const& comments, std::size_t indent) {
        auto const end = tail.empty() ? "" : " " + tail;
        auto const line = head + " " + expressions_.print(condition) + end;
        bool const keeps_comments = with_comments_ && has_comment(condition);
        if (fits(line) && !keeps_comments)
            text_ += line;
        else
            text_ += head + "\n" + broken_.print(condition, indent + 4) +
                     (tail.empty() ? "" : "\n" + std::string(indent + 4, ' ') + tail);
        end_line(comments);
    }

private:
    language in_;
    bool with_comments_;
    expression_printer expressions_;
    broken_expression broken_;
    std::string text_;
};

}  // namespace tramo::detail
