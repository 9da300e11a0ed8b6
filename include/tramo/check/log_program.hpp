// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a policy says of events: their types, what is counted over them, and the alerts they raise and clear.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/check/typed_expression.hpp>

namespace tramo {

inline constexpr auto no_index = static_cast<std::size_t>(-1);

/// The columns of a feed of events. All but `account`, `event` and `happened` may be missing in the feed.
struct log_columns {
    std::string account;                ///< the key of the account: else the name of the key field
    std::string event = "event";        ///< the type, for event types that do not say how they are told
    std::string happened = "happened";  ///< a date or timestamp
    std::string recorded = "recorded";  ///< when it became known; else when it happened
    std::string id = "id";              ///< tells one event from another; else every row is another event
    std::string sequence = "sequence";  ///< the order of events of one moment; else the order of rows
    std::string user = "user";          ///< who raised or cleared by hand
};

/// Rows whose `column` holds one of the texts (folded: case and accents do not matter).
struct event_match {
    std::string column;
    std::vector<std::string> folded;
};

/// A type of events. Conditions on its events are expressions over `scope`: first its own `fields`, then the
/// declared fields of the account, then one field for each of `scope_aggregates`.
struct event_type {
    std::string name;
    std::string label;
    std::vector<event_match>
        matches;  ///< all must hold; empty: the log's `event` column has the name or label
    std::vector<field> fields;
    std::vector<std::string> columns;   ///< of each field: the column of the feed it is read from
    std::vector<bool> is_step;          ///< of each field: its value is the increase of a running total
    std::size_t collection = no_index;  ///< it concerns one child of this collection, named in `child_column`
    std::string child_column;
    std::size_t reverses =
        no_index;  ///< it undoes the event of this type whose id stands in `reversed_column`
    std::string reversed_column;
    std::vector<field> scope;
    std::vector<std::size_t> scope_aggregates;  ///< indices into the program's aggregates
    std::vector<typed_expression> filters;      ///< conditions without aggregates: `where` of aggregates
    std::vector<typed_expression> guards;       ///< conditions: `where` of transitions
    std::vector<typed_expression> deadlines;    ///< dates: of `when` transitions
    span at;
};

/// Something computed over the events of an account, in order, up to and with the one at hand (`previous`:
/// without it). count and any need no field.
struct log_aggregate {
    keyword function = keyword::count;  ///< count, sum, min, max, any, latest, previous
    std::size_t event = 0;
    std::size_t field = no_index;   ///< of the event's fields
    std::size_t filter = no_index;  ///< of the event's filters: only events for which it is true
    std::int64_t within_days = 0;   ///< 0: all; else those that happened less than so many days before
    data_type type;
    span at;
};

/// A number, amount, day or length of time computed over all events of an account; account field `field`
/// holds it for segments.
struct counter {
    std::string name;
    std::string label;
    data_type type;
    typed_expression meaning;  ///< over a scope of one field for each of `log_scope`
    std::vector<tramo::field> scope;
    std::vector<std::size_t> scope_aggregates;
    std::size_t field = 0;
    span at;
};

struct alert_state {
    std::string name;
    std::string label;
    std::string colour;  ///< "red" … in English, empty when none
    int severity = 0;    ///< as written, else by colour: red 4, orange 3, yellow 2, blue and green and grey 1
    bool stops_treatment = false;
    bool is_manual_only = false;
    span at;
};

/// An event of a type, for which a condition of that type's `guards` is true (`no_index`: any).
struct event_guard {
    std::size_t event = 0;
    std::size_t guard = no_index;
};

struct alert_transition {
    keyword trigger = keyword::on;          ///< on, after, when
    std::vector<event_guard> events;        ///< on
    std::int64_t days = 0;                  ///< after
    std::size_t deadline_event = no_index;  ///< when: the type of events that set the deadline …
    std::size_t deadline = no_index;        ///< … and which of its `deadlines` it is
    bool is_reached = false;                ///< when: on the day itself, else on the next
    std::vector<event_guard> without;
    std::vector<std::size_t> from;    ///< states, counted from 1; empty: any
    keyword effect = keyword::state;  ///< state, clear, restore
    std::size_t target = 0;           ///< state, counted from 1
    std::string rule_id;              ///< `alert.1` for the first transition written, and so on
    span at;
};

/// An alert. Account field `field` holds its state, the three behind it since when (date), for how many days
/// (integer) and how often it was raised (integer); for an alert per child the collection's fields
/// `child_field` … hold those of the child.
struct alert_definition {
    std::string name;
    std::string label;
    std::string version;
    std::size_t collection = no_index;
    keyword aggregation = keyword::any;  ///< any, all, worst
    bool without_skipping = false;
    std::vector<alert_state> states;
    std::vector<alert_transition> transitions;  ///< in the order of their priority
    bool clears_by_hand = false;
    bool needs_confirmation = false;
    std::vector<std::size_t> raised_by_hand;  ///< states, counted from 1
    std::size_t field = 0;
    std::size_t child_field = no_index;
    span at;

    /// Whether time alone changes it, so that its state depends on the day asked for.
    [[nodiscard]] bool has_timers() const {
        for (auto const& one : transitions)
            if (one.trigger != keyword::on) return true;
        return false;
    }
};

}  // namespace tramo
