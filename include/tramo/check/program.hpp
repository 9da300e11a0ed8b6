// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy whose names are resolved and whose types are known.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tramo/check/action_program.hpp>
#include <tramo/check/log_program.hpp>
#include <tramo/check/offer_program.hpp>
#include <tramo/check/treatment_program.hpp>
#include <tramo/check/typed_expression.hpp>
#include <tramo/syntax/ast.hpp>
#include <tramo/values/schema.hpp>

namespace tramo {

struct parameter {
    std::string name;
    std::string label;
    data_type type;
    std::optional<value> initial;
    span at;
};

struct definition_version {
    tramo::period period;
    std::string version;
    std::string rule_id;
    typed_expression meaning;
    span at;
};

/// A value or a segment, in one version or more.
struct definition {
    std::string name;
    std::string label;
    bool is_segment = false;
    data_type type;
    bool may_be_unknown = false;
    std::vector<definition_version> versions;
    bool is_indicator = false;  ///< its meaning is a `choice`
};

struct queue {
    std::string name;
    std::string label;
    std::string rule_id;  ///< as declared with `id`, else `strategy.queue`
    tramo::period period;
    typed_expression condition;  ///< absent (invalid) for the rest
    span at;
};

struct strategy_version {
    tramo::period period;
    std::string version;
    std::vector<queue> queues;  ///< the rest is the last one
    span at;
};

struct strategy {
    std::string name;
    std::string label;
    std::vector<strategy_version> versions;
    bool is_indicator = false;  ///< an indicator's column of results
};

struct program {
    ast::document document;
    std::string title, version, currency, zone;
    schema fields;
    std::optional<std::size_t> key;  ///< the field declared key
    std::vector<parameter> parameters;
    std::vector<definition> definitions;  ///< in the order declared
    std::vector<std::size_t> order;       ///< definitions, each after those it uses
    std::vector<strategy> strategies;     ///< indicators among them
    log_columns log;
    std::vector<event_type> events;
    std::vector<log_aggregate> aggregates;  ///< over the log, used by guards and counters
    std::vector<counter> counters;
    std::vector<alert_definition> alerts;
    std::optional<offered_debt> debt;
    std::vector<payment_condition> conditions;  ///< in the order declared, versions of one name among them
    std::vector<discount_matrix> matrices;
    action_columns actions;
    action_window window;
    std::vector<action_palette> palettes;
    std::vector<std::string> action_codes;  ///< names of all palettes' actions, each once, then `other`
    std::size_t action_fields =
        no_index;  ///< index of the first of the computed fields; none without palettes
    std::vector<tramo::worklist> worklists;  ///< in the order declared, versions of one name among them
    treatment_program treatment;
    std::size_t declared_fields = 0;         ///< of the account: those behind are computed from the log
    std::size_t expression_count = 0;        ///< ids run from 0 to this
    bool reads_as_of = false;
};

/// "money(BRL)", "a date", for messages.
[[nodiscard]] std::string describe(data_type const& type);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/check/describe.ipp>
#endif
