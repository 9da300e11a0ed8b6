// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// In JSON: the debt, conditions of payment and matrices; actions, palettes and worklists.
#pragma once

#include <tramo/impl/json/describe_expressions.ipp>

namespace tramo::policy_json {

template <>
struct description<ast::debt_member> {
    using self = ast::debt_member;
    static constexpr std::string_view title = "debt_part";
    static constexpr auto members =
        std::tuple{needed("part", &self::part, {.words = grammar::debt_words}),
                   needed("amount", &self::amount), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::debt_declaration> {
    using self = ast::debt_declaration;
    static constexpr std::string_view title = "debt";
    static constexpr fixed_tag tag{declaration_key, "debt"};
    static constexpr auto members =
        std::tuple{may("members", &self::members), without(&self::at), may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

inline constexpr keyword extent_words[] = {keyword::amounts, keyword::overdue};
inline constexpr keyword charge_words[] = {keyword::interest, keyword::fine};
inline constexpr keyword base_words[] = {keyword::total, keyword::principal, keyword::in_turn};
inline constexpr keyword discount_words[] = {keyword::principal, keyword::interest, keyword::fine,
                                             keyword::fees, keyword::total};
inline constexpr keyword rounding_modes[] = {keyword::up, keyword::down, keyword::nearest};
inline constexpr keyword rounding_rests[] = {keyword::first, keyword::last};

template <>
struct description<ast::extent_member> {
    using self = ast::extent_member;
    static constexpr std::string_view title = "extent";
    static constexpr word_tag tag{member_key, &self::what, std::span<keyword const>(extent_words)};
    static constexpr auto members =
        std::tuple{may("from", &self::from), may("until", &self::until), may("enforced", &self::is_enforced),
                   without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::billing_member> {
    using self = ast::billing_member;
    static constexpr std::string_view title = "billing";
    static constexpr fixed_tag tag{member_key, "billing"};
    static constexpr auto members = std::tuple{needed("form", &self::form), may("filter", &self::is_filter),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::first_due_member> {
    using self = ast::first_due_member;
    static constexpr std::string_view title = "first_due";
    static constexpr fixed_tag tag{member_key, "first"};
    static constexpr auto members =
        std::tuple{needed("length", &self::length), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::charge_member> {
    using self = ast::charge_member;
    static constexpr std::string_view title = "charge";
    static constexpr word_tag tag{member_key, &self::what, std::span<keyword const>(charge_words)};
    static constexpr auto members =
        std::tuple{needed("share", &self::share), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::base_member> {
    using self = ast::base_member;
    static constexpr std::string_view title = "base";
    static constexpr fixed_tag tag{member_key, "base"};
    static constexpr auto members = std::tuple{needed("what", &self::what, {.words = base_words}),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::requirement_member> {
    using self = ast::requirement_member;
    static constexpr std::string_view title = "requirement";
    static constexpr fixed_tag tag{member_key, "requires"};
    static constexpr auto members = std::tuple{needed("name", &self::name), may("label", &self::label),
                                               needed("condition", &self::condition), without(&self::at),
                                               may("comments", &self::comments)};
};

template <>
struct description<ast::approval_member> {
    using self = ast::approval_member;
    static constexpr std::string_view title = "approval";
    static constexpr fixed_tag tag{member_key, "approval"};
    static constexpr auto members = std::tuple{needed("by", &self::by), may("condition", &self::condition),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::discount_member> {
    using self = ast::discount_member;
    static constexpr std::string_view title = "discount";
    static constexpr fixed_tag tag{member_key, "discount"};
    static constexpr auto members = std::tuple{needed("what", &self::what, {.words = discount_words}),
                                               may("share", &self::share),
                                               may("matrix", &self::matrix),
                                               may("role", &self::role),
                                               without(&self::at),
                                               may("comments", &self::comments)};
};

template <>
struct description<ast::round_member> {
    using self = ast::round_member;
    static constexpr std::string_view title = "rounding";
    static constexpr fixed_tag tag{member_key, "rounding"};
    static constexpr auto members =
        std::tuple{needed("mode", &self::mode, {.words = rounding_modes}), may("unit", &self::unit),
                   may("rest", &self::rest, {.words = rounding_rests}), without(&self::at),
                   may("comments", &self::comments)};
};

template <>
struct description<ast::broken_member> {
    using self = ast::broken_member;
    static constexpr std::string_view title = "broken";
    static constexpr fixed_tag tag{member_key, "broken"};
    static constexpr auto members =
        std::tuple{may("length", &self::length), may("installments", &self::installments), without(&self::at),
                   may("comments", &self::comments)};
};

template <>
struct description<ast::alternative_member> {
    using self = ast::alternative_member;
    static constexpr std::string_view title = "alternative";
    static constexpr flag_tag tag{member_key, &self::is_lump_sum, "installments", "lump sum"};
    static constexpr auto members = std::tuple{
        needed("name", &self::name),     may("label", &self::label),     may("fewest", &self::fewest),
        may("most", &self::most),        may("every", &self::every),     may("entry", &self::entry),
        may("rate", &self::rate),        may("minimum", &self::minimum), without(&self::at),
        may("comments", &self::comments)};
};

template <>
struct description<ast::condition_declaration> {
    using self = ast::condition_declaration;
    static constexpr std::string_view title = "condition";
    static constexpr fixed_tag tag{declaration_key, "condition"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("period", &self::period),
                   may("default", &self::is_default),
                   may("members", &self::members, {.words = grammar::condition_words}),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::matrix_row> {
    using self = ast::matrix_row;
    static constexpr std::string_view title = "matrix_row";
    static constexpr auto members =
        std::tuple{needed("cells", &self::cells, {.fewest = 1}), needed("share", &self::share),
                   without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::matrix_declaration> {
    using self = ast::matrix_declaration;
    static constexpr std::string_view title = "matrix";
    static constexpr fixed_tag tag{declaration_key, "matrix"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   needed("axes", &self::axes, {.fewest = 1}),
                   may("rows", &self::rows),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

inline constexpr keyword action_roles[] = {keyword::account, keyword::code, keyword::happened, keyword::id,
                                           keyword::agent};
inline constexpr keyword window_words[] = {keyword::since, keyword::month, keyword::days};
inline constexpr keyword contact_kinds[] = {keyword::contact, keyword::no_contact, keyword::right_party};
inline constexpr keyword directions[] = {keyword::ascending, keyword::descending};

template <>
struct description<ast::action_column> {
    using self = ast::action_column;
    static constexpr std::string_view title = "action_column";
    static constexpr word_tag tag{member_key, &self::role, std::span<keyword const>(action_roles)};
    static constexpr auto members = std::tuple{needed("columns", &self::columns, {.fewest = 1}),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::window_member> {
    using self = ast::window_member;
    static constexpr std::string_view title = "window";
    static constexpr fixed_tag tag{member_key, "window"};
    static constexpr auto members =
        std::tuple{needed("what", &self::what, {.words = window_words}), may("field", &self::field),
                   may("length", &self::length), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::actions_declaration> {
    using self = ast::actions_declaration;
    static constexpr std::string_view title = "actions";
    static constexpr fixed_tag tag{declaration_key, "actions"};
    static constexpr auto members = std::tuple{
        may("members", &self::members, {.words = grammar::actions_words}), without(&self::at),
        may("comments", &self::comments), may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::palette_action> {
    using self = ast::palette_action;
    static constexpr std::string_view title = "palette_action";
    static constexpr auto members =
        std::tuple{may("depth", &self::depth),
                   needed("name", &self::name),
                   may("label", &self::label),
                   may("rank", &self::rank, {.least = 1}),
                   may("contact", &self::contact, {.words = contact_kinds}),
                   may("channel", &self::channel),
                   may("closes", &self::closes),
                   may("opens_promise", &self::opens_promise),
                   may("raises_claim", &self::raises_claim),
                   may("state", &self::state),
                   may("substate", &self::substate),
                   may("aliases", &self::aliases),
                   without(&self::is_open),  // known from what is within
                   without(&self::at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::palette_declaration> {
    using self = ast::palette_declaration;
    static constexpr std::string_view title = "palette";
    static constexpr fixed_tag tag{declaration_key, "palette"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("condition", &self::condition),
                   may("actions", &self::actions),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::candidate_member> {
    using self = ast::candidate_member;
    static constexpr std::string_view title = "candidate";
    static constexpr fixed_tag tag{member_key, "candidate"};
    static constexpr auto members = std::tuple{
        needed("name", &self::name),     may("label", &self::label),         may("channel", &self::channel),
        may("skill", &self::skill),      may("minutes", &self::minutes),     may("cost", &self::cost),
        may("value", &self::value),      may("condition", &self::condition), without(&self::at),
        may("comments", &self::comments)};
};

template <>
struct description<ast::order_key> {
    using self = ast::order_key;
    static constexpr std::string_view title = "order_key";
    static constexpr auto members =
        std::tuple{needed("what", &self::what), may("direction", &self::direction, {.words = directions}),
                   without(&self::at)};
};

template <>
struct description<ast::order_member> {
    using self = ast::order_member;
    static constexpr std::string_view title = "order";
    static constexpr fixed_tag tag{member_key, "order"};
    static constexpr auto members = std::tuple{needed("keys", &self::keys, {.fewest = 1}), without(&self::at),
                                               may("comments", &self::comments)};
};

template <>
struct description<ast::agent_member> {
    using self = ast::agent_member;
    static constexpr std::string_view title = "agent";
    static constexpr fixed_tag tag{member_key, "agent"};
    static constexpr auto members =
        std::tuple{needed("field", &self::field), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::worklist_declaration> {
    using self = ast::worklist_declaration;
    static constexpr std::string_view title = "worklist";
    static constexpr fixed_tag tag{declaration_key, "worklist"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("period", &self::period),
                   may("members", &self::members, {.words = grammar::worklist_words}),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

static_assert(is_whole<ast::debt_member>() && is_whole<ast::matrix_row>());
static_assert(is_whole<ast::palette_action>() && is_whole<ast::order_key>());

}  // namespace tramo::policy_json
