// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy document as a tree: what was written, where, and with which comments. Standard types only.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tramo/syntax/ast_actions.hpp>
#include <tramo/syntax/ast_offers.hpp>
#include <tramo/syntax/ast_parts.hpp>
#include <tramo/syntax/ast_treatment.hpp>

namespace tramo::ast {

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
    std::optional<ast::name> column;  ///< of an event: `from column`
    bool is_step = false;             ///< of an event: `from step of column`, a running total's increase
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
    bool is_indicator = false;  ///< `indicator`, whose queues are written `case`
    span at;
    span head_at;  ///< `strategy NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `log { account client  happened paid_at }`: which columns of a feed of events say what.
struct log_column {
    keyword role = keyword::account;  ///< account, event, happened, recorded, id or sequence
    name column;
};

struct log_declaration {
    std::vector<log_column> columns;
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `from activity = "Payment"`, `in ("A", "B")`: which rows of the feed are events of this type.
struct event_match {
    name column;
    std::vector<text_literal> values;
};

/// `event bounce "Bounced" of contact_points by contact_id from kind = "bounce" { field … }`
struct event_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::optional<ast::name> collection;       ///< `of`: it concerns one child of the account
    std::optional<ast::name> child_column;     ///< `of … by`: the column that names the child
    std::optional<ast::name> reverses;         ///< `reverses`: events of this type are undone by it
    std::optional<ast::name> reversed_column;  ///< `reverses … by`: the column that names the event undone
    std::vector<event_match> matches;          ///< all must hold
    std::vector<field_declaration> fields;
    span at;
    span head_at;  ///< `event NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `state refuses "No quiere pagar" red severity 3 stops treatment manual only`
struct state_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::optional<keyword> colour;
    std::optional<int> severity;
    bool stops_treatment = false;
    bool is_manual_only = false;
    span at;
    ast::comments comments;
};

/// Where a transition leads: to a state, to none (`clear`), or back (`restore`).
struct transition_target {
    keyword what = keyword::state;  ///< state, clear or restore
    ast::name state;
    span at;
};

/// `on payment, promise where amount > 0 from refuses => clear`, `after 30 days in cannot => refuses`,
/// `when promise.due + 3 days passed without payment where amount > 0 from waiting => broken`
struct transition_declaration {
    keyword trigger = keyword::on;        ///< on, after or when
    std::vector<name> events;             ///< on
    std::optional<expression> condition;  ///< on: `where`
    std::optional<expression> length;     ///< after: a duration; `from` are then the states after `in`
    std::optional<expression> deadline;   ///< when
    bool is_reached = false;              ///< when: `reached`, on that day; else `passed`, on the next
    std::vector<name> without;            ///< when: events that keep it from happening
    std::optional<expression> without_condition;
    std::vector<name> from;  ///< empty: from any state; `none`, in any language, is no state
    transition_target target;
    span at;
    ast::comments comments;
};

/// `manual clear with confirmation`, `manual raise refuses, cannot`
struct manual_declaration {
    keyword what = keyword::clear;  ///< clear or raise
    bool with_confirmation = false;
    std::vector<name> states;  ///< raise: those that may be raised by hand; empty: all
    span at;
    ast::comments comments;
};

using alert_member = std::variant<state_declaration, transition_declaration, manual_declaration>;

/// `alert contact "Contact problem" version "2" per contact_points worst without skipping { … }`
struct alert_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::optional<text_literal> version;
    std::optional<ast::name> collection;  ///< `per`: one state for each child
    std::optional<keyword> aggregation;   ///< any, all or worst: the account's state from its children's
    bool without_skipping = false;
    std::vector<alert_member> members;  ///< as written
    span at;
    span head_at;  ///< `alert NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `counter paid "Paid so far" = sum(payment.amount)`: computed over the events of an account.
struct counter_declaration {
    ast::name name;
    std::optional<text_literal> label;
    expression meaning;
    span at;
    ast::comments comments;
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
                 value_declaration, segment_declaration, strategy_declaration, log_declaration,
                 event_declaration, alert_declaration, counter_declaration, debt_declaration,
                 condition_declaration, matrix_declaration, actions_declaration, palette_declaration,
                 worklist_declaration, table_declaration, calendar_declaration, effect_declaration,
                 hold_declaration, arrears_declaration, promises_declaration, contact_limits_declaration,
                 template_declaration>;

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
