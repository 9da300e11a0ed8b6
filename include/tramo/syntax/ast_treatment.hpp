// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Declarations of treatment: tables of parameters, calendars, holds, days past due, promises, limits of
// contact, messages, and what must or must not be done to an account.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include <tramo/syntax/ast_offers.hpp>
#include <tramo/syntax/ast_parts.hpp>

namespace tramo::ast {

/// `column block : integer "Block after"`
struct table_column {
    ast::name name;
    keyword type = keyword::integer;  ///< boolean, integer, decimal, money, percent, date, duration or text
    std::optional<text_literal> label;
    span at;
    ast::comments comments;
};

/// One value of a row: a literal (of its column's type), perhaps `inferred`.
struct table_value {
    expression what;
    bool is_inferred = false;
};

/// `row ("Enterprise", "Large"), 0..30 => 60, 66 inferred`
struct table_row {
    std::vector<matrix_cell> cells;
    std::vector<table_value> values;
    span at;
    ast::comments comments;
};

using table_member = std::variant<table_column, table_row>;

/// `table cuts "Cut parameters" by segment { column …  row … }`: parameters by what an account is.
struct table_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::vector<matrix_axis> axes;  ///< neither a role nor rising
    std::vector<table_member> members;
    span at;
    span head_at;  ///< `table NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `calendar working "Label" holidays "PY" rest saturday, sunday`: whose holidays are an argument.
struct calendar_declaration {
    ast::name name;
    std::optional<text_literal> label;
    text_literal holidays;
    std::vector<keyword> rests;  ///< monday … sunday; empty: Saturday and Sunday
    span at;
    ast::comments comments;
};

/// What a text is taken from: written out, a field, or a column of a table (`table.column`).
struct text_or_name {
    std::optional<text_literal> text;
    ast::name name;    ///< where `text` is empty
    ast::name member;  ///< behind a point; empty text where there is none
    span at;
};

/// `if condition`, `stands if condition`, `release if condition`
struct clause_member {
    keyword what = keyword::if_;  ///< if_, stands or release
    expression condition;
    span at;
    ast::comments comments;
};

/// A day in a member of its own: `since`, `from`, `until`, `before` (not included), `due`.
struct day_member {
    keyword what = keyword::since;
    expression day;
    span at;
    ast::comments comments;
};

/// `after 3 days`, `within 3 business days`, `grace 3 days`
struct length_member {
    keyword what = keyword::after;  ///< after, within or grace
    std::int64_t days = 0;          ///< weeks are seven days each
    bool is_business = false;
    span at;
    ast::comments comments;
};

/// `month days 1..10`
struct month_days_member {
    int from = 1, until = 31;
    span at;
    ast::comments comments;
};

/// `only on monday, friday`
struct weekdays_member {
    std::vector<keyword> days;  ///< monday … sunday
    span at;
    ast::comments comments;
};

/// `calendar working`, `template notice`: by name.
struct named_member {
    keyword what = keyword::calendar;  ///< calendar, template_ or of (a collection)
    ast::name name;
    span at;
    ast::comments comments;
};

/// `holidays keep`: where a permitted day goes that is a holiday: kept, to the next or the previous working
/// day.
struct holidays_member {
    keyword what = keyword::keep;  ///< keep, following or preceding
    span at;
    ast::comments comments;
};

/// `lead 5..10 days "Segment change"`: what should be done so many days before; a recommendation.
struct lead_member {
    int from = 0, until = 0;
    std::optional<text_literal> label;
    span at;
    ast::comments comments;
};

/// `once`, `once per week`: how often the same task may come again.
struct once_member {
    std::optional<keyword> unit;  ///< days, weeks or months; none: never again while it lasts
    span at;
    ast::comments comments;
};

/// Who and what, as texts: `owner`, `to`, `copy`, `cause`, `route`, `stops` (actions of the host), `reason`,
/// `channel`, `zone`, `jurisdiction`, `pack`, `subject`.
struct texts_member {
    keyword what = keyword::owner;
    std::vector<text_or_name> texts;
    std::vector<text_literal> aliases;  ///< route
    span at;
    ast::comments comments;
};

/// `approval "Portfolio head", "Segment manager" by approved_by evidence document if outside`
struct consent_member {
    std::vector<text_literal> roles;  ///< any of them
    std::optional<ast::name> by;      ///< the field that says who has approved
    std::optional<ast::name> evidence;
    std::optional<expression> condition;
    span at;
    ast::comments comments;
};

using effect_member = std::variant<clause_member, requirement_member, consent_member, day_member,
                                   length_member, month_days_member, weekdays_member, named_member,
                                   holidays_member, lead_member, once_member, texts_member>;

/// `cut administrative "Administrative cut" version "2" id "T-093" from 2026-01-01 { … }`
struct effect_declaration {
    keyword what = keyword::task;  ///< block, cut, notify, task or escalate
    ast::name name;
    std::optional<text_literal> label;
    validity_period period;
    std::vector<effect_member> members;
    span at;
    span head_at;  ///< `cut NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `starts on claim where kind = "billing"`, `ends on claim_closed`: an event begins or ends a hold.
struct bound_event_member {
    bool is_end = false;
    ast::name event;
    std::optional<expression> condition;
    span at;
    ast::comments comments;
};

/// `freezes days, messages, cuts, blocks, tasks, queue`
struct freezes_member {
    std::vector<keyword> what;
    span at;
    ast::comments comments;
};

/// `needs reason, owner, until`: without these a hold does not count.
struct needs_member {
    std::vector<keyword> what;  ///< reason, owner or until
    span at;
    ast::comments comments;
};

using hold_member = std::variant<clause_member, day_member, named_member, bound_event_member, freezes_member,
                                 needs_member, texts_member>;

/// `hold dispute "Dispute" { of claims  from opened before closed  freezes days, cuts }`
struct hold_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::vector<hold_member> members;
    span at;
    span head_at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

using arrears_member = std::variant<day_member, length_member>;  ///< due, grace

/// `arrears { due oldest_due  grace 3 days }`
struct arrears_declaration {
    std::vector<arrears_member> members;
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `made on promise due until_day amount sum`, `paid on payment amount value for promise_id`: events of the
/// log and their fields.
struct promise_event_member {
    bool is_payment = false;
    ast::name event;
    std::optional<expression> condition;  ///< `where`
    std::optional<ast::name> due;         ///< made
    std::optional<ast::name> amount;
    std::optional<ast::name> promise;  ///< paid: the field that names the promise by its id
    span at;
    ast::comments comments;
};

/// `tolerance 3 days`, `tolerance 5%`, `tolerance 1000`
struct tolerance_member {
    expression what;
    span at;
    ast::comments comments;
};

using promises_member = std::variant<promise_event_member, tolerance_member>;

struct promises_declaration {
    std::vector<promises_member> members;
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `on call where result = "talked" => conversation by "phone"`: how an event counts as a contact.
struct contact_event_member {
    ast::name event;
    std::optional<expression> condition;
    keyword unit = keyword::attempt;  ///< attempt, conversation, message or none (not counted)
    std::optional<text_or_name> channel;
    span at;
    ast::comments comments;
};

/// `consent phone_ok for "phone", "sms"`
struct channel_consent_member {
    ast::name field;
    std::vector<text_literal> channels;
    span at;
    ast::comments comments;
};

/// `limit daily "Once a day" 1 attempt by "phone" within 7 days`, `… per week`
struct limit_member {
    ast::name name;
    std::optional<text_literal> label;
    int most = 1;
    keyword unit = keyword::attempt;  ///< attempt, conversation, message or contact (all of them)
    std::vector<text_literal> channels;
    std::int64_t within_days = 0;      ///< rolling; 0: by the calendar
    keyword calendar = keyword::days;  ///< days, weeks or months
    span at;
    ast::comments comments;
};

using contact_limits_member =
    std::variant<texts_member, named_member, contact_event_member, channel_consent_member, limit_member>;

/// `contact limits { zone debtor_zone  pack "PY"  on call => attempt by "phone" }`
struct contact_limits_declaration {
    std::vector<contact_limits_member> members;
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `text "Dear {client}, …" if overdue > 0`, `subject "…" locked`
struct wording_member {
    bool is_subject = false;
    text_literal text;  ///< with `{name}`; `{{` and `}}` are braces
    bool is_locked = false;
    std::optional<expression> condition;
    span at;
    ast::comments comments;
};

/// `states requests if days_late > 0`: the message says that a rule applies; held against the rule.
struct statement_member {
    ast::name rule;
    expression condition;
    span at;
    ast::comments comments;
};

using template_member = std::variant<clause_member, texts_member, wording_member, statement_member>;

/// `template notice "Cut notice" version "1" language es { if …  channel "email"  subject "…"  text "…" }`
struct template_declaration {
    ast::name name;
    std::optional<text_literal> label;
    validity_period period;
    std::optional<ast::name> language;  ///< en, es or pt; none: the policy's
    std::vector<template_member> members;
    span at;
    span head_at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

}  // namespace tramo::ast
