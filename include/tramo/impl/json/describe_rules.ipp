// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// In JSON: fields, values, segments and strategies; the log, events and alerts.
#pragma once

#include <tramo/impl/json/describe_expressions.ipp>

namespace tramo::policy_json {

template <>
struct description<ast::policy_declaration> {
    using self = ast::policy_declaration;
    static constexpr std::string_view title = "policy";
    static constexpr fixed_tag tag{declaration_key, "policy"};
    static constexpr auto members =
        std::tuple{needed("title", &self::title),
                   may("version", &self::version),
                   may("currency", &self::currency, {.means = meaning::currency}),
                   may("zone", &self::zone),
                   without(&self::at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::field_declaration> {
    using self = ast::field_declaration;
    static constexpr std::string_view title = "field";
    static constexpr fixed_tag tag{declaration_key, "field"};
    static constexpr auto members = std::tuple{
        needed("name", &self::name),     needed("type", &self::type), may("optional", &self::is_optional),
        may("key", &self::is_key),       may("valid", &self::valid),  may("label", &self::label),
        may("column", &self::column),    may("step", &self::is_step), without(&self::at),
        may("comments", &self::comments)};
};

template <>
struct description<ast::collection_declaration> {
    using self = ast::collection_declaration;
    static constexpr std::string_view title = "collection";
    static constexpr fixed_tag tag{declaration_key, "collection"};
    static constexpr auto members = std::tuple{
        needed("name", &self::name),      may("label", &self::label),
        may("fields", &self::fields),     without(&self::at),
        may("comments", &self::comments), may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::parameter_declaration> {
    using self = ast::parameter_declaration;
    static constexpr std::string_view title = "parameter";
    static constexpr fixed_tag tag{declaration_key, "parameter"};
    static constexpr auto members = std::tuple{
        needed("name", &self::name), needed("type", &self::type), may("initial", &self::initial),
        may("label", &self::label),  without(&self::at),          may("comments", &self::comments)};
};

template <>
struct description<ast::value_declaration> {
    using self = ast::value_declaration;
    static constexpr std::string_view title = "value";
    static constexpr fixed_tag tag{declaration_key, "value"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name), may("label", &self::label), needed("meaning", &self::meaning),
                   without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::segment_declaration> {
    using self = ast::segment_declaration;
    static constexpr std::string_view title = "segment";
    static constexpr fixed_tag tag{declaration_key, "segment"};
    static constexpr auto members = std::tuple{
        needed("name", &self::name),           may("label", &self::label), may("period", &self::period),
        needed("condition", &self::condition), without(&self::at),         may("comments", &self::comments)};
};

template <>
struct description<ast::queue_declaration> {
    using self = ast::queue_declaration;
    static constexpr std::string_view title = "queue";
    static constexpr auto members = std::tuple{
        needed("name", &self::name),           may("label", &self::label), may("period", &self::period),
        needed("condition", &self::condition), without(&self::at),         may("comments", &self::comments)};
};

template <>
struct description<ast::rest_declaration> {
    using self = ast::rest_declaration;
    static constexpr std::string_view title = "rest";
    static constexpr auto members =
        std::tuple{needed("name", &self::name), may("label", &self::label), may("id", &self::id),
                   without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::strategy_declaration> {
    using self = ast::strategy_declaration;
    static constexpr std::string_view title = "strategy";
    static constexpr flag_tag tag{declaration_key, &self::is_indicator, "strategy", "indicator"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("period", &self::period),
                   may("queues", &self::queues),
                   may("rest", &self::rest),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

inline constexpr keyword log_roles[] = {keyword::account,  keyword::event, keyword::happened,
                                        keyword::recorded, keyword::id,    keyword::sequence};

template <>
struct description<ast::log_column> {
    using self = ast::log_column;
    static constexpr std::string_view title = "log_column";
    static constexpr auto members =
        std::tuple{needed("role", &self::role, {.words = log_roles}), needed("column", &self::column)};
};

template <>
struct description<ast::log_declaration> {
    using self = ast::log_declaration;
    static constexpr std::string_view title = "log";
    static constexpr fixed_tag tag{declaration_key, "log"};
    static constexpr auto members =
        std::tuple{may("columns", &self::columns), without(&self::at), may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::event_match> {
    using self = ast::event_match;
    static constexpr std::string_view title = "event_match";
    static constexpr auto members =
        std::tuple{needed("column", &self::column), needed("values", &self::values, {.fewest = 1})};
};

template <>
struct description<ast::event_declaration> {
    using self = ast::event_declaration;
    static constexpr std::string_view title = "event";
    static constexpr fixed_tag tag{declaration_key, "event"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("collection", &self::collection),
                   may("child_column", &self::child_column),
                   may("reverses", &self::reverses),
                   may("reversed_column", &self::reversed_column),
                   may("matches", &self::matches),
                   may("fields", &self::fields),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::counter_declaration> {
    using self = ast::counter_declaration;
    static constexpr std::string_view title = "counter";
    static constexpr fixed_tag tag{declaration_key, "counter"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name), may("label", &self::label), needed("meaning", &self::meaning),
                   without(&self::at), may("comments", &self::comments)};
};

inline constexpr keyword state_colours[] = {keyword::red,   keyword::orange, keyword::yellow,
                                            keyword::green, keyword::blue,   keyword::grey};

template <>
struct description<ast::state_declaration> {
    using self = ast::state_declaration;
    static constexpr std::string_view title = "state";
    static constexpr fixed_tag tag{member_key, "state"};
    static constexpr auto members = std::tuple{needed("name", &self::name),
                                               may("label", &self::label),
                                               may("colour", &self::colour, {.words = state_colours}),
                                               may("severity", &self::severity),
                                               may("stops_treatment", &self::stops_treatment),
                                               may("manual_only", &self::is_manual_only),
                                               without(&self::at),
                                               may("comments", &self::comments)};
};

inline constexpr keyword target_words[] = {keyword::state, keyword::clear, keyword::restore};
inline constexpr keyword trigger_words[] = {keyword::on, keyword::after, keyword::when};
inline constexpr keyword manual_words[] = {keyword::clear, keyword::raise};
inline constexpr keyword aggregation_words[] = {keyword::any, keyword::all, keyword::worst};

template <>
struct description<ast::transition_target> {
    using self = ast::transition_target;
    static constexpr std::string_view title = "target";
    static constexpr auto members = std::tuple{needed("what", &self::what, {.words = target_words}),
                                               may("state", &self::state), without(&self::at)};
};

template <>
struct description<ast::transition_declaration> {
    using self = ast::transition_declaration;
    static constexpr std::string_view title = "transition";
    static constexpr word_tag tag{member_key, &self::trigger, std::span<keyword const>(trigger_words)};
    static constexpr auto members = std::tuple{may("events", &self::events),
                                               may("condition", &self::condition),
                                               may("length", &self::length),
                                               may("deadline", &self::deadline),
                                               may("reached", &self::is_reached),
                                               may("without", &self::without),
                                               may("without_condition", &self::without_condition),
                                               may("from", &self::from),
                                               needed("target", &self::target),
                                               policy_json::without(&self::at),
                                               may("comments", &self::comments)};
};

template <>
struct description<ast::manual_declaration> {
    using self = ast::manual_declaration;
    static constexpr std::string_view title = "manual";
    static constexpr fixed_tag tag{member_key, "manual"};
    static constexpr auto members =
        std::tuple{needed("what", &self::what, {.words = manual_words}),
                   may("with_confirmation", &self::with_confirmation), may("states", &self::states),
                   without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::alert_declaration> {
    using self = ast::alert_declaration;
    static constexpr std::string_view title = "alert";
    static constexpr fixed_tag tag{declaration_key, "alert"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("version", &self::version),
                   may("collection", &self::collection),
                   may("aggregation", &self::aggregation, {.words = aggregation_words}),
                   may("without_skipping", &self::without_skipping),
                   may("members", &self::members),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

static_assert(is_whole<ast::queue_declaration>() && is_whole<ast::rest_declaration>());
static_assert(is_whole<ast::log_column>() && is_whole<ast::event_match>());
static_assert(is_whole<ast::transition_target>());

}  // namespace tramo::policy_json
