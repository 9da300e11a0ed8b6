// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Expressions as canonical text, on one line or broken at `and` and `or`.
#pragma once

#include <tramo/impl/syntax/activity_words.ipp>
#include <tramo/impl/syntax/lexemes.ipp>
#include <tramo/syntax/ast.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo {

[[nodiscard]] TRAMO_INLINE std::string quote_name(std::string_view name, language in) {
    bool const is_word = lexeme::word_at({name.data(), name.data() + name.size()}).size() == name.size();
    if (is_word && !name.empty() && !is_reserved(name, in)) return std::string(name);
    return "`" + std::string(name) + "`";
}

[[nodiscard]] TRAMO_INLINE std::string quote_text(std::string_view text) {
    std::string quoted = "\"";
    for (char const c : text) {
        switch (c) {
            case '"':
                quoted += "\\\"";
                break;
            case '\\':
                quoted += "\\\\";
                break;
            case '\n':
                quoted += "\\n";
                break;
            case '\t':
                quoted += "\\t";
                break;
            default:
                quoted += c;
        }
    }
    return quoted + "\"";
}

/// The name that stands for no alert, whatever the language.
inline constexpr char const* no_alert = "none";

[[nodiscard]] TRAMO_INLINE bool is_none(std::string_view name, language in) {
    return find_keyword(name, in, keyword_group::modifier) == keyword::none_;
}

/// A state's name, or `none` in the language's word for it.
[[nodiscard]] TRAMO_INLINE std::string quote_state(std::string const& name, language in) {
    if (name == no_alert) return std::string(spelling(keyword::none_, in));
    return is_none(name, in) ? "`" + name + "`" : quote_name(name, in);
}

namespace detail {

/// Whether a test has the state of an alert on one side, so that names on the other are states.
[[nodiscard]] TRAMO_INLINE bool compares_alert(ast::expression const& test) {
    auto const is_state = [&](std::size_t side) {
        auto const& part = test.operands[side];
        return part.kind == ast::node::alert && part.word == keyword::state;
    };
    if (test.kind == ast::node::in) return is_state(0);
    return test.kind == ast::node::compare && (is_state(0) || is_state(1));
}

/// How tightly a node binds; an operand that binds less than its place needs stands in parentheses.
[[nodiscard]] TRAMO_INLINE int binding(ast::expression const& what) {
    switch (what.kind) {
        case ast::node::or_:
            return 1;
        case ast::node::and_:
            return 2;
        case ast::node::not_:
            return 3;
        case ast::node::compare:
        case ast::node::in:
        case ast::node::like:
        case ast::node::starts_with:
        case ast::node::is_unknown:
            return 4;
        case ast::node::range:
            return 5;
        case ast::node::arithmetic:
            return what.op == "+" || what.op == "-" ? 6 : 7;
        case ast::node::negate:
            return 8;
        default:
            return 9;
    }
}

/// The least binding with which an operand stands in its place without parentheses.
[[nodiscard]] TRAMO_INLINE int least_binding(ast::expression const& what, std::size_t index) {
    switch (what.kind) {
        case ast::node::or_:
        case ast::node::and_:
        case ast::node::not_:
            return 3;
        case ast::node::in:
            return index == 0 ? 6 : 0;
        case ast::node::compare:
        case ast::node::like:
        case ast::node::starts_with:
        case ast::node::is_unknown:
        case ast::node::range:
            return 6;
        case ast::node::arithmetic:
            return binding(what) + (index == 0 ? 0 : 1);
        case ast::node::negate:
            return 8;
        default:
            return 0;
    }
}

/// `value in 1..30`, which needs no list in parentheses.
[[nodiscard]] TRAMO_INLINE bool is_in_range(ast::expression const& what) {
    return what.kind == ast::node::in && what.operands.size() == 2 &&
           what.operands[1].kind == ast::node::range;
}

/// Sets the height and the nesting of a node from those of its operands.
TRAMO_INLINE void measure(ast::expression& what) {
    bool const is_listed = what.kind == ast::node::call || what.kind == ast::node::aggregate;
    what.nesting = is_listed ? 1 : 0;
    for (std::size_t i = 0; i < what.operands.size(); ++i) {
        auto const& part = what.operands[i];
        bool const in_list = is_listed || (what.kind == ast::node::in && i > 0 && !is_in_range(what));
        bool const in_parentheses = in_list || binding(part) < least_binding(what, i);
        what.height = std::max(what.height, part.height + 1);
        what.nesting = std::max(what.nesting, part.nesting + (in_parentheses ? 1 : 0));
    }
}

class expression_printer {
public:
    /// With `shortest`, equal numbers are written alike: 1.50 as 1.5.
    explicit expression_printer(language in, bool shortest = false) : in_(in), shortest_(shortest) {}

    [[nodiscard]] std::string print(ast::expression const& what) const {
        switch (what.kind) {
            case ast::node::number:
                return number(what);
            case ast::node::percent:
                return number(what) + "%";
            case ast::node::money:
                return (what.text.empty() ? "$" : what.text) + " " + number(what);
            case ast::node::date:
                return to_string(what.day);
            case ast::node::timestamp:
                return to_string(what.moment);
            case ast::node::duration:
                return number(what) + " " + unit(what);
            case ast::node::text:
                return quote_text(what.text);
            case ast::node::truth:
                return word(what.is_true ? keyword::true_ : keyword::false_);
            case ast::node::as_of:
                return word(keyword::as_of);
            case ast::node::null:
                return word(keyword::null);
            case ast::node::name:
                return path(what.text, what.member);
            case ast::node::call:
                return word(what.word) + "(" + list(what, 0) + ")";
            case ast::node::aggregate:
                return aggregate(what);
            case ast::node::alert:
            case ast::node::activity:
            case ast::node::hold:
            case ast::node::treated:
                return told(what);
            case ast::node::invalid:
                return "?";
            default:
                return operation(what);
        }
    }

    /// An operand, in parentheses where its place asks for them.
    [[nodiscard]] std::string operand(ast::expression const& of, std::size_t index) const {
        auto const& what = of.operands[index];
        bool const is_state = what.kind == ast::node::name && what.member.empty() && compares_alert(of);
        if (is_state) return quote_state(what.text, in_);
        return binding(what) < least_binding(of, index) ? "(" + print(what) + ")" : print(what);
    }

    [[nodiscard]] std::string word(keyword which) const { return std::string(spelling(which, in_)); }

private:
    [[nodiscard]] std::string number(ast::expression const& what) const {
        return shortest_ ? to_shortest_string(what.number) : to_string(what.number);
    }

    /// The table has the plural first, then the singular.
    [[nodiscard]] std::string unit(ast::expression const& what) const {
        return std::string(what.number == decimal{1} ? spellings(what.word, in_)[1]
                                                     : spelling(what.word, in_));
    }

    /// A collection called `alert` would be read as the word, and so would `best.code` or `hold.day`.
    [[nodiscard]] std::string path(std::string const& name, std::string const& member) const {
        if (member.empty()) return quote_name(name, in_);
        auto const declares = find_keyword(name, in_, keyword_group::declaration);
        bool const is_word = declares == keyword::alert || declares == keyword::hold ||
                             is_activity(name, member, in_) || find_treated(name, member, in_);
        return (is_word ? "`" + name + "`" : quote_name(name, in_)) + "." + quote_name(member, in_);
    }

    [[nodiscard]] std::string alert(ast::expression const& what) const {
        auto const state = word(keyword::alert) + "." + quote_name(what.text, in_);
        return what.word == keyword::state ? state : state + "." + word(what.word);
    }

    /// What alerts, actions, holds, days past due and promises tell of an account.
    [[nodiscard]] std::string told(ast::expression const& what) const {
        if (what.kind == ast::node::alert) return alert(what);
        if (what.kind == ast::node::hold) return word(keyword::hold) + "." + quote_name(what.member, in_);
        if (what.kind == ast::node::treated) return treated_words(what.text, what.member, in_);
        return activity_word(activity_owners, what.text, in_) + "." +
               activity_word(activity_parts, what.member, in_);
    }

    [[nodiscard]] std::string list(ast::expression const& of, std::size_t from) const {
        std::string text;
        for (auto i = from; i < of.operands.size(); ++i) text += (i == from ? "" : ", ") + operand(of, i);
        return text;
    }

    [[nodiscard]] std::string aggregate(ast::expression const& what) const {
        auto text = word(what.word) + "(" + path(what.text, what.member);
        if (!what.operands.empty()) text += " " + word(keyword::where) + " " + print(what.operands[0]);
        if (what.within_days == 0) return text + ")";
        auto const days =
            what.within_days == 1 ? spellings(keyword::days, in_)[1] : spelling(keyword::days, in_);
        return text + " " + word(keyword::within) + " " + std::to_string(what.within_days) + " " +
               std::string(days) + ")";
    }

    [[nodiscard]] std::string operation(ast::expression const& what) const {
        switch (what.kind) {
            case ast::node::or_:
                return chain(what, keyword::or_);
            case ast::node::and_:
                return chain(what, keyword::and_);
            case ast::node::not_:
                return word(keyword::not_) + " " + operand(what, 0);
            case ast::node::negate:
                return "-" + operand(what, 0);
            case ast::node::compare:
            case ast::node::arithmetic:
                return operand(what, 0) + " " + what.op + " " + operand(what, 1);
            case ast::node::range:
                return operand(what, 0) + (what.half_open ? "..<" : "..") + operand(what, 1);
            case ast::node::is_unknown:
                return operand(what, 0) + " " + word(what.negated ? keyword::is_known : keyword::is_unknown);
            case ast::node::in:
                return membership(what);
            default: {
                auto const op = what.kind == ast::node::like ? keyword::like : keyword::starts_with;
                return operand(what, 0) + " " + maybe_not(what) + word(op) + " " + operand(what, 1);
            }
        }
    }

    [[nodiscard]] std::string maybe_not(ast::expression const& what) const {
        return what.negated ? word(keyword::not_) + " " : "";
    }

    [[nodiscard]] std::string membership(ast::expression const& what) const {
        auto text = operand(what, 0) + " " + maybe_not(what) + word(keyword::in) + " ";
        return text + (is_in_range(what) ? print(what.operands[1]) : "(" + list(what, 1) + ")");
    }

    /// `and` inside `or` stands in parentheses, so that nobody has to know which binds tighter.
    [[nodiscard]] std::string chain(ast::expression const& what, keyword op) const {
        std::string text;
        for (std::size_t i = 0; i < what.operands.size(); ++i)
            text += (i == 0 ? "" : " " + word(op) + " ") + operand(what, i);
        return text;
    }

    language in_;
    bool shortest_;
};

[[nodiscard]] TRAMO_INLINE bool has_comment(ast::expression const& what) {
    if (!what.comment.empty()) return true;
    if (what.kind != ast::node::and_ && what.kind != ast::node::or_) return false;
    for (auto const& part : what.operands)
        if (has_comment(part)) return true;
    return false;
}

inline constexpr std::size_t line_limit = 100;

[[nodiscard]] TRAMO_INLINE bool fits(std::string_view line) {
    return line.size() <= line_limit || (line.size() <= 4 * line_limit && display_width(line) <= line_limit);
}

/// Writes a chain one operand a line, each behind its `and` or `or`; groups that are too long, or bear
/// comments inside, are broken in turn.
class broken_expression {
public:
    broken_expression(expression_printer printer, bool with_comments)
        : printer_(printer), with_comments_(with_comments) {}

    [[nodiscard]] std::string print(ast::expression const& what, std::size_t indent) const {
        if (what.kind != ast::node::and_ && what.kind != ast::node::or_)
            return std::string(indent, ' ') + printer_.print(what) + comment(what);
        auto const op = printer_.word(what.kind == ast::node::and_ ? keyword::and_ : keyword::or_) + " ";
        std::string text;
        for (std::size_t i = 0; i < what.operands.size(); ++i) {
            if (i != 0) text += "\n";
            text += part(what, i, i == 0 ? "" : op, indent);
        }
        return text;
    }

private:
    [[nodiscard]] std::string comment(ast::expression const& what) const {
        return with_comments_ && !what.comment.empty() ? "  # " + what.comment : "";
    }

    [[nodiscard]] std::string part(ast::expression const& of, std::size_t index, std::string const& op,
                                   std::size_t indent) const {
        auto const& what = of.operands[index];
        std::string const margin(indent, ' ');
        auto const line = margin + op + printer_.operand(of, index);
        bool const is_chain = what.kind == ast::node::and_ || what.kind == ast::node::or_;
        bool inner_comment = false;
        if (is_chain && with_comments_)
            for (auto const& one : what.operands) inner_comment = inner_comment || has_comment(one);
        if (!is_chain || (fits(line) && !inner_comment)) return line + comment(what);
        return margin + op + "(\n" + print(what, indent + 4) + "\n" + margin + ")" + comment(what);
    }

    expression_printer printer_;
    bool with_comments_;
};

}  // namespace detail

}  // namespace tramo
