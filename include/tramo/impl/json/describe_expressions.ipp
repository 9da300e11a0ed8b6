// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The kinds of expressions in JSON, and what several declarations share: comments, periods, types, cells.
#pragma once

#include <tramo/impl/json/description.ipp>
#include <tramo/impl/syntax/activity_words.ipp>

namespace tramo::policy_json {

inline constexpr keyword length_units[] = {keyword::days, keyword::weeks, keyword::months, keyword::years};
inline constexpr keyword alert_measures[] = {keyword::state, keyword::days, keyword::since, keyword::times};
inline constexpr keyword call_words[] = {
    keyword::abs,          keyword::round,  keyword::max,  keyword::min,     keyword::coalesce,
    keyword::day,          keyword::month,  keyword::year, keyword::weekday, keyword::start_of_month,
    keyword::end_of_month, keyword::to_date};
inline constexpr keyword aggregate_words[] = {keyword::sum,    keyword::count,  keyword::max,
                                              keyword::min,    keyword::any,    keyword::all,
                                              keyword::oldest, keyword::latest, keyword::previous};
inline constexpr keyword treated_owners[] = {keyword::arrears, keyword::promises};
inline constexpr keyword treated_parts[] = {
    keyword::past_due,    keyword::delinquent, keyword::paused,   keyword::open, keyword::kept,
    keyword::partly_kept, keyword::broken,     keyword::reversed, keyword::due,  keyword::amount};
inline constexpr std::string_view arithmetic_signs[] = {"+", "-", "*", "/"};
inline constexpr std::string_view compare_signs[] = {"=", "!=", "<", "<=", ">", ">="};

/// One kind of node: its word, and those members of an expression that mean something there.
template <class... Members>
struct node_description {
    ast::node kind;
    std::string_view word;
    std::tuple<Members...> members;
};

template <class... Members>
[[nodiscard]] constexpr node_description<Members...> node(ast::node kind, std::string_view word,
                                                          Members... members) {
    return {kind, word, {members...}};
}

/// So many operands.
[[nodiscard]] constexpr auto operands(std::size_t fewest, std::size_t most = without_end) {
    return member<ast::expression, std::vector<ast::expression>>{
        "operands", &ast::expression::operands, fewest > 0, {.fewest = fewest, .most = most}};
}

using expr = ast::expression;
inline constexpr std::string_view node_key = "node";
inline constexpr limits a_name{.means = meaning::name};

inline constexpr auto nodes = std::tuple{
    node(ast::node::number, "number", needed("number", &expr::number)),
    node(ast::node::percent, "percent", needed("number", &expr::number)),
    node(ast::node::money, "money", needed("number", &expr::number),
         may("currency", &expr::text, {.means = meaning::currency})),
    node(ast::node::date, "date", needed("day", &expr::day)),
    node(ast::node::timestamp, "timestamp", needed("moment", &expr::moment)),
    node(ast::node::duration, "duration", needed("number", &expr::number),
         needed("unit", &expr::word, {.words = length_units})),
    node(ast::node::text, "text", needed("text", &expr::text)),
    node(ast::node::truth, "truth", needed("value", &expr::is_true)),
    node(ast::node::as_of, "as_of"),
    node(ast::node::null, "null"),
    node(ast::node::name, "name", needed("name", &expr::text, a_name), may("member", &expr::member, a_name)),
    node(ast::node::call, "call", needed("function", &expr::word, {.words = call_words}), operands(0)),
    node(ast::node::aggregate, "aggregate", needed("function", &expr::word, {.words = aggregate_words}),
         needed("of", &expr::text, a_name), may("member", &expr::member, a_name), operands(0, 1),
         may("within_days", &expr::within_days, {.largest = 366'000})),
    node(ast::node::negate, "negate", operands(1, 1)),
    node(ast::node::arithmetic, "arithmetic", needed("op", &expr::op, {.signs = arithmetic_signs}),
         operands(2, 2)),
    node(ast::node::compare, "compare", needed("op", &expr::op, {.signs = compare_signs}), operands(2, 2)),
    node(ast::node::in, "in", may("negated", &expr::negated), operands(2)),
    node(ast::node::range, "range", may("half_open", &expr::half_open), operands(2, 2)),
    node(ast::node::like, "like", may("negated", &expr::negated), operands(2, 2)),
    node(ast::node::starts_with, "starts with", may("negated", &expr::negated), operands(2, 2)),
    node(ast::node::is_unknown, "is unknown", may("negated", &expr::negated), operands(1, 1)),
    node(ast::node::alert, "alert", needed("alert", &expr::text, a_name),
         needed("measure", &expr::word, {.words = alert_measures})),
    node(ast::node::activity, "activity", needed("of", &expr::text, {.words = detail::activity_owners}),
         needed("part", &expr::member, {.words = detail::activity_parts})),
    node(ast::node::hold, "hold", needed("hold", &expr::member, a_name)),
    node(ast::node::treated, "treated", needed("of", &expr::text, {.words = treated_owners}),
         needed("part", &expr::member, {.words = treated_parts})),
    node(ast::node::not_, "not", operands(1, 1)),
    node(ast::node::and_, "and", operands(2)),
    node(ast::node::or_, "or", operands(2))};

/// Behind an operand of any kind.
inline constexpr auto operand_comment = may("comment", &expr::comment, {.means = meaning::comment});

static_assert(std::tuple_size_v<decltype(nodes)> == static_cast<std::size_t>(ast::node::invalid),
              "a kind of node is not described");
/// A new member must find its place among `nodes`, or be known from others, before it is counted here.
static_assert(decltype(takes_apart<19>(std::declval<expr const&>()))::value);

/// Calls `visit` with the description of a kind.
template <class Visit>
void with_node(ast::node kind, Visit&& visit) {
    auto const one = [&](auto const& which) {
        if (which.kind == kind) visit(which);
    };
    std::apply([&](auto const&... each) { (one(each), ...); }, nodes);
}

template <class Visit>
void for_each_node(Visit&& visit) {
    std::apply([&](auto const&... each) { (visit(each), ...); }, nodes);
}

inline constexpr limits comment_lines{.means = meaning::comment_line};

template <>
struct description<ast::comments> {
    using self = ast::comments;
    static constexpr std::string_view title = "comments";
    static constexpr auto members = std::tuple{may("leading", &self::leading, comment_lines),
                                               may("trailing", &self::trailing, {.means = meaning::comment}),
                                               may("blank_line_before", &self::blank_line_before)};
};

template <>
struct description<ast::validity_period> {
    using self = ast::validity_period;
    static constexpr std::string_view title = "period";
    static constexpr auto members =
        std::tuple{may("version", &self::version),     may("id", &self::id),    may("from", &self::from),
                   may("until", &self::until),         without(&self::from_at), without(&self::until_at),
                   may("inactive", &self::is_inactive)};
};

template <>
struct description<ast::enum_value> {
    using self = ast::enum_value;
    static constexpr std::string_view title = "enum_value";
    static constexpr auto members = std::tuple{needed("value", &self::value), may("aliases", &self::aliases)};
};

inline constexpr keyword type_words[] = {
    keyword::boolean, keyword::integer,   keyword::decimal,  keyword::money, keyword::percent,
    keyword::date,    keyword::timestamp, keyword::duration, keyword::text,  keyword::one_of};

template <>
struct description<ast::type_expression> {
    using self = ast::type_expression;
    static constexpr std::string_view title = "type";
    static constexpr auto members = std::tuple{needed("word", &self::word, {.words = type_words}),
                                               may("currency", &self::currency, {.means = meaning::currency}),
                                               may("scale", &self::scale),
                                               may("values", &self::values),
                                               may("open", &self::is_open),
                                               without(&self::at)};
};

template <>
struct description<ast::validity> {
    using self = ast::validity;
    static constexpr std::string_view title = "validity";
    static constexpr auto members =
        std::tuple{may("tax_id", &self::tax_id), may("min_digits", &self::min_digits),
                   may("max_digits", &self::max_digits), without(&self::at)};
};

template <>
struct description<ast::matrix_axis> {
    using self = ast::matrix_axis;
    static constexpr std::string_view title = "axis";
    static constexpr auto members = std::tuple{may("role", &self::is_role), may("name", &self::name),
                                               may("rising", &self::is_rising), without(&self::at)};
};

template <>
struct description<ast::matrix_cell> {
    using self = ast::matrix_cell;
    static constexpr std::string_view title = "cell";
    static constexpr auto members =
        std::tuple{may("all", &self::is_all),  may("texts", &self::texts),         may("from", &self::from),
                   may("until", &self::until), may("half_open", &self::half_open), may("truth", &self::truth),
                   without(&self::at)};
};

static_assert(is_whole<ast::comments>() && is_whole<ast::validity_period>() && is_whole<ast::enum_value>());
static_assert(is_whole<ast::type_expression>() && is_whole<ast::validity>());
static_assert(is_whole<ast::matrix_axis>() && is_whole<ast::matrix_cell>());

}  // namespace tramo::policy_json
