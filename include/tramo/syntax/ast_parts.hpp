// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What declarations are made of: names, expressions, comments, periods.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
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
    aggregate,    ///< function `word` over the collection or the events `text`, of its field `member` (may be
                  ///< empty); operands: the condition, if any; `within_days` where more than 0
    negate,       ///< minus operands[0]
    arithmetic,   ///< operands[0] `op` operands[1], op one of + - * /
    compare,      ///< operands[0] `op` operands[1], op one of = != < <= > >=
    in,           ///< operands[0] in the others, each a value or a range; `negated` for `not in`
    range,        ///< operands[0] to operands[1], both included; `half_open` without its end
    like,         ///< operands[0] like the pattern operands[1]; `negated`
    starts_with,  ///< operands[0] starts with operands[1]; `negated`
    is_unknown,   ///< operands[0] is unknown; `negated` for `is known`
    alert,        ///< the alert `text`, `word` of it: state for `alert.name`; days, since or times for
                  ///< `alert.name.days`. The name `none` compared with it is no state, in any language.
    activity,     ///< what an account's actions say: `text` best, last, attempts or contacts, `member` code,
                  ///< action, rank, contact, day, agent, total, window, first or last, in English
    hold,         ///< `hold.member`: whether that hold is in force
    treated,      ///< `text` arrears or promises, `member` past_due, delinquent, paused; open, kept, partly_kept,
                  ///< broken, reversed, due, amount: in English
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
    std::int64_t within_days = 0;
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

/// When a rule counts: `version "2" id "R-7" from 2026-01-01 until 2026-12-31 inactive`. Both days are
/// included.
struct validity_period {
    std::optional<text_literal> version;
    std::optional<text_literal> id;
    std::optional<date> from, until;
    span from_at, until_at;
    bool is_inactive = false;
};

}  // namespace tramo::ast
