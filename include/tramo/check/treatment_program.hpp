// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a policy says of treatment: tables of parameters, holds, days past due, promises, limits of contact,
// messages, and effects on an account.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/check/log_program.hpp>
#include <tramo/check/offer_program.hpp>
#include <tramo/check/typed_expression.hpp>

namespace tramo {

struct table_column {
    std::string name;
    std::string label;
    data_type type;  ///< boolean, integer, decimal, money, percent, date, duration or text
    span at;
};

struct table_row {
    std::vector<discount_cell> cells;
    typed_expression condition;  ///< of all cells; of kind boolean
    std::vector<value> values;   ///< by column
    std::vector<bool> is_inferred;
    span at;
};

/// Parameters by what an account is. For each account exactly one row's condition is true, or none where
/// what it asks for is unknown: gaps and overlaps are errors.
struct parameter_table {
    std::string name;
    std::string label;
    std::vector<discount_axis> axes;
    std::vector<table_column> columns;
    std::vector<table_row> rows;
    span at;
};

/// Days on which no work is done. The holidays are an argument, found by `holidays`.
struct named_calendar {
    std::string name;
    std::string label;
    std::string holidays;                                                      ///< "PY"
    std::array<bool, 7> rests{false, false, false, false, false, true, true};  ///< Monday to Sunday
    span at;
};

/// Where a text is read: written out, a field (of the account; in a hold `of` a collection, of the child), a
/// text column of a table.
struct text_place {
    enum class form { none, literal, field, table };
    form what = form::none;
    std::string text;              ///< literal
    std::size_t field = no_index;  ///< field; of kind text or enumeration
    std::size_t table = no_index, column = no_index;
};

/// What a hold stops. `days`: the count of days past due; `queue`: the account is on no worklist.
enum class frozen : std::uint8_t { days = 1, messages = 2, cuts = 4, blocks = 8, tasks = 16, queue = 32 };
inline constexpr std::size_t frozen_count = 6;
/// By bit: "days", "messages", "cuts", "blocks", "tasks", "queue".
inline constexpr char const* frozen_names[frozen_count] = {"days",   "messages", "cuts",
                                                           "blocks", "tasks",    "queue"};

/// An interval during which something stands still. Its bounds come from one of: the account (`from` and
/// `end`, expressions), the children of `collection` (`from_field`, `end_field`, `child_condition` over the
/// child), events (`starts`, `ends`). Without bounds it is in force on the day asked for where `condition` is
/// true. What it reads is known before holds are: no `hold.`, `arrears.` or `promises.`.
struct hold_definition {
    std::string name;
    std::string label;
    std::uint8_t freezes = 0;                   ///< bits of `frozen`
    std::optional<typed_expression> condition;  ///< of the account: for whom it counts at all
    std::optional<typed_expression> from, end;  ///< days
    std::size_t collection = no_index;
    std::size_t from_field = no_index, end_field = no_index;  ///< dates of the child
    bool is_end_included = true;                              ///< `until`; false: `before`
    std::optional<event_guard> starts, ends;
    text_place reason, owner;
    bool needs_reason = false, needs_owner = false, needs_end = false;
    std::size_t field = no_index;  ///< account field `hold.name`: boolean, whether it is in force
    span at;
};

/// `due`: the day the oldest unpaid amount fell due; unknown: nothing is due. Account fields `fields` + 0, 1,
/// 2 hold `arrears.past_due`, `arrears.delinquent`, `arrears.paused` (integers, 0 where nothing is due).
struct arrears_definition {
    typed_expression due;
    std::int64_t grace = 0;
    std::size_t fields = no_index;
    span at;
};
inline constexpr std::size_t arrears_field_count = 3;
inline constexpr char const* arrears_field_names[arrears_field_count] = {
    "arrears.past_due", "arrears.delinquent", "arrears.paused"};

struct promise_source {
    event_guard on;
    std::size_t due = no_index;      ///< promises: a date field of the event
    std::size_t amount = no_index;   ///< a money field of the event
    std::size_t promise = no_index;  ///< payments: a text field that names the promise by its event's id
};

/// Account fields `fields` + index hold what `promise_field_names` says: numbers of promises by state, the
/// day the next open one is due (a date), what is still to be paid on open ones (money).
struct promises_definition {
    std::vector<promise_source> made, paid;
    std::int64_t tolerance_days = 0;
    decimal tolerance_share;   ///< a fraction of the promised amount
    decimal tolerance_amount;  ///< in the currency's units; the larger of the two holds
    data_type money;
    std::size_t fields = no_index;
    span at;
};
inline constexpr std::size_t promise_field_count = 7;
inline constexpr char const* promise_field_names[promise_field_count] = {
    "promises.open",     "promises.kept", "promises.partly_kept", "promises.broken",
    "promises.reversed", "promises.due",  "promises.amount"};

enum class contact_unit : std::uint8_t { attempt, conversation, message, any, none };

/// The first mapping whose condition is true says what an event is.
struct contact_mapping {
    event_guard on;
    contact_unit unit = contact_unit::attempt;  ///< none: it does not count
    std::string channel;                        ///< written out …
    std::size_t channel_field = no_index;       ///< … or a field of the event, text or enumeration
};

struct channel_consent {
    std::size_t field = no_index;  ///< boolean; unknown is no consent
    std::vector<std::string> channels;
};

/// At most so many in a window.
struct own_limit {
    std::string name;
    std::string label;
    int most = 1;
    contact_unit unit = contact_unit::attempt;
    std::vector<std::string> channels;  ///< empty: all
    std::int64_t within_days = 0;       ///< rolling, with the day asked for; 0: the calendar's
    keyword calendar = keyword::days;   ///< days, weeks or months
    span at;
};

struct contact_definition {
    std::size_t zone_field = no_index;             ///< text; unknown or none: the policy's zone
    std::vector<std::size_t> jurisdiction_fields;  ///< country, state: texts or enumerations
    std::vector<std::string> packs;                ///< always these
    std::size_t calendar = no_index;               ///< of the policy's calendars; none: the pack's own
    std::vector<contact_mapping> mappings;
    std::vector<channel_consent> consents;
    std::vector<own_limit> limits;
    std::vector<std::string> channels;  ///< all that are named anywhere in the policy, each once, as first
                                        ///< written: those that permissions are told for
    span at;
};

/// `{name}` within a text.
struct message_part {
    enum class form { text, text_field, number, truth, effect_day };
    form what = form::text;
    std::string text;                         ///< text; for the others the placeholder as written
    std::size_t field = no_index;             ///< text_field: text or enumeration of the account
    std::optional<typed_expression> meaning;  ///< number: number, amount, percent, day, duration
    std::size_t effect = no_index;            ///< effect_day: the first permitted day of an effect
    span at;
};

struct message_paragraph {
    std::vector<message_part> parts;
    std::optional<typed_expression> condition;
    bool is_locked = false;
};

/// Of several templates of one name the one whose period holds counts.
struct message_template {
    std::string name;
    std::string label;
    std::string version;
    std::string rule_id;
    tramo::period period;
    std::string language;  ///< en, es or pt
    std::optional<typed_expression> condition;
    std::vector<std::string> channels;
    std::optional<message_paragraph> subject;
    std::vector<message_paragraph> text;  ///< one a line
    span at;
};

enum class effect_kind : std::uint8_t { block, cut, notify, task, escalate };
inline constexpr char const* effect_kind_names[] = {"block", "cut", "notify", "task", "escalate"};
enum class holiday_rule : std::uint8_t { keep, following, preceding };
/// How often a task may come again: its key holds the day, the Monday of its week, the first of its month, or
/// the day the effect counts from (`ever`; the same for all days where it counts from none).
enum class recurrence : std::uint8_t { daily, weekly, monthly, ever };

struct effect_approval {
    std::vector<std::string> roles;         ///< any of them
    std::size_t by_field = no_index;        ///< text or enumeration: the role that has approved
    std::size_t evidence_field = no_index;  ///< known: the evidence is there
    std::optional<typed_expression> condition;
    span at;
};

/// What must (task, notify, escalate), may (cut) or must not (block) be done. In force where no release holds
/// and the condition holds or it still stands; it may be done from the day `since` + `after` on, on the days
/// that are permitted.
struct effect_definition {
    effect_kind what = effect_kind::task;
    std::string name;
    std::string label;
    std::string version;
    std::string rule_id;  ///< as declared with `id`, else its name
    tramo::period period;
    std::optional<typed_expression> condition, stands, release;
    std::vector<requirement> requirements;
    std::vector<effect_approval> approvals;
    std::optional<typed_expression> since;  ///< a day; none: the day asked for
    std::int64_t after_days = 0;
    bool is_after_business = false;
    std::optional<std::int64_t> within_days;  ///< the last day, from the same day on
    bool is_within_business = false;
    int month_from = 0, month_until = 0;  ///< days of the month, both included; 0: any
    std::uint8_t weekdays = 0;            ///< bit 0 Monday; 0: any
    std::size_t calendar = no_index;
    holiday_rule holidays = holiday_rule::keep;
    int lead_from = 0, lead_until = 0;  ///< days before the effect; 0: no recommendation
    std::string lead_label;
    recurrence repeats = recurrence::daily;
    text_place owner, cause, route, reason;
    std::vector<std::string> route_aliases;
    std::vector<text_place> to, copy;
    std::vector<std::string> channels;
    std::vector<std::string> stops;  ///< block: actions of the host
    std::string template_name;       ///< empty: none
    span at;
};

/// All of it, as one member of the program.
struct treatment_program {
    std::vector<parameter_table> tables;
    std::vector<named_calendar> calendars;
    std::vector<hold_definition> holds;
    std::optional<arrears_definition> arrears;
    std::optional<promises_definition> promises;
    std::optional<contact_definition> contact;
    std::vector<message_template> templates;
    std::vector<effect_definition> effects;  ///< in the order declared, versions of one name among them
};

}  // namespace tramo
