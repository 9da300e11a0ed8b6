// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy made ready to run: one graph of conditions shared by all segments and queues, for a day and
// parameters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tramo/check/operation.hpp>
#include <tramo/syntax/keywords.hpp>
#include <tramo/text/source.hpp>
#include <tramo/values/interval_set.hpp>

namespace tramo {

using node_index = std::int32_t;
inline constexpr node_index no_node = -1;

/// A question about one field whose answer a table gives for every interval (or distinct text) of its values.
struct field_test {
    enum class form { numbers, text_equal, text_like, text_prefix, text_order };
    form what = form::numbers;
    interval_set numbers;                 ///< coefficients at the field's scale
    std::vector<std::string> texts;       ///< NFC: the members, or the one pattern or bound
    comparison order = comparison::less;  ///< text_order: value `order` texts[0]
    bool asks_unknown = false;            ///< `is unknown`: true for nulls, false for everything else
    friend bool operator==(field_test const&, field_test const&) = default;
};

/// A field that is read, and what is asked of it.
struct field_use {
    std::size_t field = 0;  ///< index into the schema's fields (of the account, or of the collection)
    std::vector<field_test> tests;
    std::vector<int128> cuts;  ///< sorted: value v lies in interval number (count of cuts <= v)
};

/// A condition. Operands come before their users.
struct condition_node {
    /// `is_true`: whether its one operand surely holds, never unknown.
    enum class form {
        constant,
        test,
        compare,
        compare_texts,
        known,
        all_of,
        any_of,
        negation,
        children,
        is_true
    };
    form what = form::constant;
    bool is_true = false;  ///< constant; with `is_unknown_constant` neither
    bool is_unknown_constant = false;
    bool is_certain = true;             ///< never unknown
    std::size_t use = 0;                ///< test: index into `uses`; compare_texts: the left one
    std::size_t test = 0;               ///< test: index into its tests; compare_texts: the right use
    comparison op = comparison::equal;  ///< compare, compare_texts
    node_index left = no_node;          ///< compare, known: number nodes
    node_index right = no_node;
    std::size_t aggregate = 0;  ///< children: index into the plan's aggregates
    std::vector<node_index> operands;
    friend bool operator==(condition_node const&, condition_node const&) = default;
};

/// A number, amount, day or moment computed for each row, as an exact decimal.
struct number_node {
    /// `when`: `left` where `condition` surely holds, else unknown.
    enum class form { constant, field, binary, unary, add_months, coalesce, aggregate, when };
    form what = form::constant;
    decimal number;                 ///< constant
    std::size_t use = 0;            ///< field: index into `uses`
    operation op = operation::add;  ///< binary, unary
    int digits = 0;                 ///< round
    std::int64_t months = 0;        ///< add_months
    std::size_t aggregate = 0;
    node_index left = no_node;
    node_index right = no_node;
    node_index condition = no_node;  ///< when: a condition node of the same space, made before this number
    span at;                         ///< for the message when its result does not fit; no part of equality
    friend bool operator==(number_node const& a, number_node const& b) {
        return a.what == b.what && a.number == b.number && a.use == b.use && a.op == b.op &&
               a.digits == b.digits && a.months == b.months && a.aggregate == b.aggregate &&
               a.left == b.left && a.right == b.right && a.condition == b.condition;
    }
};

/// What is computed row by row over one kind of record: the account, or the children of one collection.
struct space {
    std::vector<field_use> uses;
    std::vector<condition_node> conditions;
    std::vector<number_node> numbers;
    std::vector<bool> needed_conditions;  ///< by some segment or queue; the others serve explanations only
    std::vector<bool> needed_numbers;
};

struct aggregate {
    keyword function = keyword::count;
    std::size_t collection = 0;
    node_index value = no_node;      ///< a number node of the collection's space (sum, max, min, oldest)
    node_index member = no_node;     ///< a condition of it (any, all)
    node_index condition = no_node;  ///< a condition of it: `where`
    span at;
    friend bool operator==(aggregate const& a, aggregate const& b) {
        return a.function == b.function && a.collection == b.collection && a.value == b.value &&
               a.member == b.member && a.condition == b.condition;
    }
};

struct planned_segment {
    std::string name;
    std::string label;
    std::string rule_id;
    std::string version;
    node_index condition = no_node;
    bool is_active = true;  ///< else it holds for nobody
    std::size_t definition = 0;
    std::size_t version_index = 0;
};

struct planned_queue {
    std::string name;
    std::string label;
    std::string rule_id;
    node_index condition = no_node;  ///< no_node for the rest
    bool is_active = true;
    std::size_t index = 0;  ///< into the version's queues
};

struct planned_strategy {
    std::string name;
    std::string label;
    std::string version;
    std::vector<planned_queue> queues;  ///< the rest is the last
    std::size_t strategy = 0;
    std::size_t version_index = 0;
};

/// What is asked of the events of one type.
struct planned_event {
    space before;                       ///< for the filters, over the event's scope
    std::vector<node_index> filters;    ///< conditions of `before`
    space at;                           ///< for guards and deadlines, over the event's scope
    std::vector<node_index> guards;     ///< conditions of `at`
    std::vector<node_index> deadlines;  ///< numbers of `at`: days
};

struct planned_counter {
    space over;                   ///< over the counter's scope
    node_index number = no_node;  ///< of `over`
};

struct plan {
    space account;
    std::vector<space> children;  ///< by collection
    std::vector<aggregate> aggregates;
    std::vector<planned_segment> segments;
    std::vector<planned_strategy> strategies;  ///< those that hold on the day
    std::vector<node_index> condition_of;      ///< by expression id: its condition, or no_node
    std::vector<node_index> number_of;         ///< by expression id: its number, or no_node
    std::vector<std::size_t> fields_read;      ///< account fields that data must bring, the key included
    std::vector<node_index> outputs;           ///< numbers of the account that verdicts carry row by row
    std::vector<planned_event> events;
    std::vector<planned_counter> counters;
};

}  // namespace tramo
