// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy document as a tree: what was written, where, and with which comments. Standard types only.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tramo/syntax/keywords.hpp>
#include <tramo/text/source.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::ast {

/// A name as written, back-quotes taken off, in NFC.
struct name {
    std::string text;
    span at;
};

enum class node {
    number,       ///< `number`
    percent,      ///< `number` percent points: 12.5 for 12.5%
    money,        ///< `number` of `text`, an ISO code
    date,         ///< `day`
    timestamp,    ///< `moment`
    duration,     ///< `number` of `word` (days, weeks, months, years)
    text,         ///< `text`
    truth,        ///< `is_true`
    as_of,        ///< the day the question is asked for
    null,         ///< written only by mistake: `is unknown` is meant
    name,         ///< `text`; with `member` for `debts.amount`
    call,         ///< function `word` of the operands
    aggregate,    ///< function `word` over collection `text`, of its field `member` (may be empty); operands:
                  ///< the condition, if any
    negate,       ///< minus operands[0]
    arithmetic,   ///< operands[0] `op` operands[1], op one of + - * /
    compare,      ///< operands[0] `op` operands[1], op one of = != < <= > >=
    in,           ///< operands[0] in the others, each a value or a range; `negated` for `not in`
    range,        ///< operands[0] to operands[1], both included; `half_open` without its end
    like,         ///< operands[0] like the pattern operands[1]; `negated`
    starts_with,  ///< operands[0] starts with operands[1]; `negated`
    is_unknown,   ///< operands[0] is unknown; `negated` for `is known`
    not_,
    and_,
    or_,
    invalid  ///< stands where a mistake was reported
};

/// The tallest expression that is read, so that whatever walks a tree has stack enough.
inline constexpr int max_height = 1000;

/// The deepest nesting of parentheses that is read, as written and in canonical form; deeper text is refused
/// with T1012.
inline constexpr int max_nesting = 200;

/// A node of an expression. Which members mean something is told beside each kind above.
struct expression {
    node kind = node::invalid;
    span at;     ///< the whole expression, without parentheses around it
    span op_at;  ///< the operator, or the name of a function
    std::string text;
    std::string member;
    span member_at;
    std::string op;
    decimal number;
    date day;
    timestamp moment;
    keyword word = keyword::days;
    bool is_true = false;
    bool negated = false;
    bool half_open = false;
    int height = 1;       ///< nodes on the longest way down; at most `max_height`
    int nesting = 0;      ///< parentheses around its innermost part in canonical form; at most `max_nesting`
    std::string comment;  ///< written behind this operand on its line
    std::vector<expression> operands;
};

/// Among leading comments: an empty line between them.
inline constexpr char const* blank_line = "\n";

struct comments {
    std::vector<std::string> leading;  ///< on lines of their own before it
    std::string trailing;              ///< behind it on its line
    bool blank_line_before = false;
};

struct text_literal {
    std::string text;
    span at;
};

struct enum_value {
    text_literal value;
    std::vector<text_literal> aliases;
};

struct type_expression {
    std::optional<keyword> word;     ///< boolean … text, one_of; none where a mistake was reported
    std::optional<name> currency;    ///< money(BRL)
    std::optional<int> scale;        ///< decimal(4)
    std::vector<enum_value> values;  ///< one of
    bool is_open = false;
    span at;
};

/// `valid cl_rut`, `valid digits 8..9`.
struct validity {
    std::optional<name> tax_id;
    std::optional<int> min_digits, max_digits;
    span at;
};

struct field_declaration {
    ast::name name;
    type_expression type;
    bool is_optional = false;
    bool is_key = false;
    std::vector<validity> valid;
    std::optional<text_literal> label;
    span at;
    ast::comments comments;
};

struct collection_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::vector<field_declaration> fields;
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

struct parameter_declaration {
    ast::name name;
    type_expression type;
    std::optional<expression> initial;
    std::optional<text_literal> label;
    span at;
    ast::comments comments;
};

struct value_declaration {
    ast::name name;
    std::optional<text_literal> label;
    expression meaning;
    span at;
    ast::comments comments;
};

/// When a rule counts: `version "2" id "R-7" from 2026-01-01 until 2026-12-31 inactive`. Both days are
/// included.
struct validity_period {
    std::optional<text_literal> version;
    std::optional<text_literal> id;
    std::optional<date> from, until;
    span from_at, until_at;
    bool is_inactive = false;
};

struct segment_declaration {
    ast::name name;
    std::optional<text_literal> label;
    validity_period period;
    expression condition;
    span at;
    ast::comments comments;
};

struct queue_declaration {
    ast::name name;
    std::optional<text_literal> label;
    validity_period period;
    expression condition;
    span at;
    ast::comments comments;
};

struct rest_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::optional<text_literal> id;
    span at;
    ast::comments comments;
};

struct strategy_declaration {
    ast::name name;
    std::optional<text_literal> label;
    validity_period period;
    std::vector<queue_declaration> queues;
    std::optional<rest_declaration> rest;
    span at;
    span head_at;  ///< `strategy NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

struct policy_declaration {
    std::optional<text_literal> title;
    std::optional<text_literal> version;
    std::optional<name> currency;
    std::optional<text_literal> zone;
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

using declaration =
    std::variant<policy_declaration, field_declaration, collection_declaration, parameter_declaration,
                 value_declaration, segment_declaration, strategy_declaration>;

struct document {
    tramo::language language = language::en;
    std::vector<std::string> heading_comments;  ///< before and behind the first line
    std::vector<declaration> declarations;
    std::vector<std::string> closing_comments;  ///< after the last declaration
    /// Names whose declaration could not be read: not to be reported as unknown again.
    std::vector<std::string> broken_names;
};

/// Equal but for places and comments.
[[nodiscard]] bool same(expression const& a, expression const& b);
[[nodiscard]] bool same(document const& a, document const& b);

}  // namespace tramo::ast

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/syntax/ast.ipp>
#endif
