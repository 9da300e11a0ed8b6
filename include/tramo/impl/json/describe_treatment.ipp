// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// In JSON: tables, calendars, effects, holds, days past due, promises, limits of contact, templates.
#pragma once

#include <tramo/impl/json/describe_offers.ipp>

namespace tramo::policy_json {

inline constexpr keyword column_types[] = {keyword::boolean,  keyword::integer, keyword::decimal,
                                           keyword::money,    keyword::percent, keyword::date,
                                           keyword::duration, keyword::text};
inline constexpr keyword week_days[] = {keyword::monday,   keyword::tuesday, keyword::wednesday,
                                        keyword::thursday, keyword::friday,  keyword::saturday,
                                        keyword::sunday};
inline constexpr keyword clause_words[] = {keyword::if_, keyword::stands, keyword::release};
inline constexpr keyword day_words[] = {keyword::since, keyword::from, keyword::until, keyword::before,
                                        keyword::due};
inline constexpr keyword length_words[] = {keyword::after, keyword::within, keyword::grace};
inline constexpr keyword named_words[] = {keyword::calendar, keyword::template_, keyword::of};
inline constexpr keyword holiday_words[] = {keyword::keep, keyword::following, keyword::preceding};
inline constexpr keyword repeat_units[] = {keyword::days, keyword::weeks, keyword::months};
inline constexpr keyword texts_words[] = {
    keyword::owner,  keyword::to,      keyword::copy, keyword::cause,        keyword::route, keyword::stops,
    keyword::reason, keyword::channel, keyword::zone, keyword::jurisdiction, keyword::pack};
inline constexpr keyword frozen_words[] = {keyword::days,   keyword::messages, keyword::cuts,
                                           keyword::blocks, keyword::tasks,    keyword::queue};
inline constexpr keyword needed_words[] = {keyword::reason, keyword::owner, keyword::until};
inline constexpr keyword event_units[] = {keyword::attempt, keyword::conversation, keyword::message,
                                          keyword::none_};
inline constexpr keyword limit_units[] = {keyword::attempt, keyword::conversation, keyword::message,
                                          keyword::contact};
inline constexpr std::int64_t longest_days = 366'000;

template <>
struct description<ast::table_column> {
    using self = ast::table_column;
    static constexpr std::string_view title = "table_column";
    static constexpr fixed_tag tag{member_key, "column"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name), needed("type", &self::type, {.words = column_types}),
                   may("label", &self::label), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::table_value> {
    using self = ast::table_value;
    static constexpr std::string_view title = "table_value";
    static constexpr auto members =
        std::tuple{needed("what", &self::what), may("inferred", &self::is_inferred)};
};

template <>
struct description<ast::table_row> {
    using self = ast::table_row;
    static constexpr std::string_view title = "table_row";
    static constexpr fixed_tag tag{member_key, "row"};
    static constexpr auto members = std::tuple{needed("cells", &self::cells, {.fewest = 1}),
                                               needed("values", &self::values, {.fewest = 1}),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::table_declaration> {
    using self = ast::table_declaration;
    static constexpr std::string_view title = "table";
    static constexpr fixed_tag tag{declaration_key, "table"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   needed("axes", &self::axes, {.fewest = 1}),
                   may("members", &self::members, {.words = grammar::table_words}),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::calendar_declaration> {
    using self = ast::calendar_declaration;
    static constexpr std::string_view title = "calendar";
    static constexpr fixed_tag tag{declaration_key, "calendar"};
    static constexpr auto members = std::tuple{needed("name", &self::name),
                                               may("label", &self::label),
                                               needed("holidays", &self::holidays),
                                               may("rests", &self::rests, {.words = week_days}),
                                               without(&self::at),
                                               may("comments", &self::comments)};
};

template <>
struct description<ast::text_or_name> {
    using self = ast::text_or_name;
    static constexpr std::string_view title = "text_or_name";
    static constexpr auto members = std::tuple{may("text", &self::text), may("name", &self::name),
                                               may("member", &self::member), without(&self::at)};
};

template <>
struct description<ast::clause_member> {
    using self = ast::clause_member;
    static constexpr std::string_view title = "clause";
    static constexpr word_tag tag{member_key, &self::what, std::span<keyword const>(clause_words)};
    static constexpr auto members = std::tuple{needed("condition", &self::condition), without(&self::at),
                                               may("comments", &self::comments)};
};

template <>
struct description<ast::day_member> {
    using self = ast::day_member;
    static constexpr std::string_view title = "day";
    static constexpr word_tag tag{member_key, &self::what, std::span<keyword const>(day_words)};
    static constexpr auto members =
        std::tuple{needed("day", &self::day), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::length_member> {
    using self = ast::length_member;
    static constexpr std::string_view title = "length";
    static constexpr word_tag tag{member_key, &self::what, std::span<keyword const>(length_words)};
    static constexpr auto members =
        std::tuple{needed("days", &self::days, {.largest = longest_days}),
                   may("business", &self::is_business), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::month_days_member> {
    using self = ast::month_days_member;
    static constexpr std::string_view title = "month_days";
    static constexpr fixed_tag tag{member_key, "month days"};
    static constexpr auto members = std::tuple{needed("from", &self::from, {.least = 1, .largest = 31}),
                                               needed("until", &self::until, {.least = 1, .largest = 31}),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::weekdays_member> {
    using self = ast::weekdays_member;
    static constexpr std::string_view title = "weekdays";
    static constexpr fixed_tag tag{member_key, "only on"};
    static constexpr auto members = std::tuple{needed("days", &self::days, {.words = week_days, .fewest = 1}),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::named_member> {
    using self = ast::named_member;
    static constexpr std::string_view title = "named";
    static constexpr word_tag tag{member_key, &self::what, std::span<keyword const>(named_words)};
    static constexpr auto members =
        std::tuple{needed("name", &self::name), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::holidays_member> {
    using self = ast::holidays_member;
    static constexpr std::string_view title = "holidays";
    static constexpr fixed_tag tag{member_key, "holidays"};
    static constexpr auto members = std::tuple{needed("what", &self::what, {.words = holiday_words}),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::lead_member> {
    using self = ast::lead_member;
    static constexpr std::string_view title = "lead";
    static constexpr fixed_tag tag{member_key, "lead"};
    static constexpr auto members =
        std::tuple{needed("from", &self::from), needed("until", &self::until), may("label", &self::label),
                   without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::once_member> {
    using self = ast::once_member;
    static constexpr std::string_view title = "once";
    static constexpr fixed_tag tag{member_key, "once"};
    static constexpr auto members = std::tuple{may("per", &self::unit, {.words = repeat_units}),
                                               without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::texts_member> {
    using self = ast::texts_member;
    static constexpr std::string_view title = "texts";
    static constexpr word_tag tag{member_key, &self::what, std::span<keyword const>(texts_words)};
    static constexpr auto members =
        std::tuple{needed("texts", &self::texts, {.fewest = 1}), may("aliases", &self::aliases),
                   without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::consent_member> {
    using self = ast::consent_member;
    static constexpr std::string_view title = "consent";
    static constexpr fixed_tag tag{member_key, "approval"};
    static constexpr auto members = std::tuple{
        needed("roles", &self::roles, {.fewest = 1}), may("by", &self::by), may("evidence", &self::evidence),
        may("condition", &self::condition),           without(&self::at),   may("comments", &self::comments)};
};

template <>
struct description<ast::effect_declaration> {
    using self = ast::effect_declaration;
    static constexpr std::string_view title = "effect";
    static constexpr word_tag tag{declaration_key, &self::what,
                                  std::span<keyword const>(grammar::effect_kinds)};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("period", &self::period),
                   may("members", &self::members, {.words = grammar::effect_words}),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::bound_event_member> {
    using self = ast::bound_event_member;
    static constexpr std::string_view title = "bound_event";
    static constexpr flag_tag tag{member_key, &self::is_end, "starts on", "ends on"};
    static constexpr auto members =
        std::tuple{needed("event", &self::event), may("condition", &self::condition), without(&self::at),
                   may("comments", &self::comments)};
};

template <>
struct description<ast::freezes_member> {
    using self = ast::freezes_member;
    static constexpr std::string_view title = "freezes";
    static constexpr fixed_tag tag{member_key, "freezes"};
    static constexpr auto members =
        std::tuple{needed("what", &self::what, {.words = frozen_words, .fewest = 1}), without(&self::at),
                   may("comments", &self::comments)};
};

template <>
struct description<ast::needs_member> {
    using self = ast::needs_member;
    static constexpr std::string_view title = "needs";
    static constexpr fixed_tag tag{member_key, "needs"};
    static constexpr auto members =
        std::tuple{needed("what", &self::what, {.words = needed_words, .fewest = 1}), without(&self::at),
                   may("comments", &self::comments)};
};

template <>
struct description<ast::hold_declaration> {
    using self = ast::hold_declaration;
    static constexpr std::string_view title = "hold";
    static constexpr fixed_tag tag{declaration_key, "hold"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("members", &self::members, {.words = grammar::hold_words}),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::arrears_declaration> {
    using self = ast::arrears_declaration;
    static constexpr std::string_view title = "arrears";
    static constexpr fixed_tag tag{declaration_key, "arrears"};
    static constexpr auto members = std::tuple{
        may("members", &self::members, {.words = grammar::arrears_words}), without(&self::at),
        may("comments", &self::comments), may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::promise_event_member> {
    using self = ast::promise_event_member;
    static constexpr std::string_view title = "promise_event";
    static constexpr flag_tag tag{member_key, &self::is_payment, "made", "paid"};
    static constexpr auto members = std::tuple{
        needed("event", &self::event),   may("condition", &self::condition), may("due", &self::due),
        may("amount", &self::amount),    may("promise", &self::promise),     without(&self::at),
        may("comments", &self::comments)};
};

template <>
struct description<ast::tolerance_member> {
    using self = ast::tolerance_member;
    static constexpr std::string_view title = "tolerance";
    static constexpr fixed_tag tag{member_key, "tolerance"};
    static constexpr auto members =
        std::tuple{needed("what", &self::what), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::promises_declaration> {
    using self = ast::promises_declaration;
    static constexpr std::string_view title = "promises";
    static constexpr fixed_tag tag{declaration_key, "promises"};
    static constexpr auto members = std::tuple{
        may("members", &self::members, {.words = grammar::promises_words}), without(&self::at),
        may("comments", &self::comments), may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::contact_event_member> {
    using self = ast::contact_event_member;
    static constexpr std::string_view title = "contact_event";
    static constexpr fixed_tag tag{member_key, "on"};
    static constexpr auto members = std::tuple{needed("event", &self::event),
                                               may("condition", &self::condition),
                                               needed("unit", &self::unit, {.words = event_units}),
                                               may("channel", &self::channel),
                                               without(&self::at),
                                               may("comments", &self::comments)};
};

template <>
struct description<ast::channel_consent_member> {
    using self = ast::channel_consent_member;
    static constexpr std::string_view title = "channel_consent";
    static constexpr fixed_tag tag{member_key, "consent"};
    static constexpr auto members =
        std::tuple{needed("field", &self::field), needed("channels", &self::channels, {.fewest = 1}),
                   without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::limit_member> {
    using self = ast::limit_member;
    static constexpr std::string_view title = "limit";
    static constexpr fixed_tag tag{member_key, "limit"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   needed("most", &self::most),
                   needed("unit", &self::unit, {.words = limit_units}),
                   may("channels", &self::channels),
                   may("within_days", &self::within_days, {.largest = longest_days}),
                   may("per", &self::calendar, {.words = repeat_units}),
                   without(&self::at),
                   may("comments", &self::comments)};
};

template <>
struct description<ast::contact_limits_declaration> {
    using self = ast::contact_limits_declaration;
    static constexpr std::string_view title = "contact_limits";
    static constexpr fixed_tag tag{declaration_key, "contact limits"};
    static constexpr auto members = std::tuple{
        may("members", &self::members, {.words = grammar::contact_words}), without(&self::at),
        may("comments", &self::comments), may("closing_comments", &self::closing_comments, comment_lines)};
};

template <>
struct description<ast::wording_member> {
    using self = ast::wording_member;
    static constexpr std::string_view title = "wording";
    static constexpr flag_tag tag{member_key, &self::is_subject, "text", "subject"};
    static constexpr auto members =
        std::tuple{needed("text", &self::text), may("locked", &self::is_locked),
                   may("condition", &self::condition), without(&self::at), may("comments", &self::comments)};
};

template <>
struct description<ast::statement_member> {
    using self = ast::statement_member;
    static constexpr std::string_view title = "statement";
    static constexpr fixed_tag tag{member_key, "states"};
    static constexpr auto members =
        std::tuple{needed("rule", &self::rule), needed("condition", &self::condition), without(&self::at),
                   may("comments", &self::comments)};
};

template <>
struct description<ast::template_declaration> {
    using self = ast::template_declaration;
    static constexpr std::string_view title = "template";
    static constexpr fixed_tag tag{declaration_key, "template"};
    static constexpr auto members =
        std::tuple{needed("name", &self::name),
                   may("label", &self::label),
                   may("period", &self::period),
                   may("language", &self::language, {.means = meaning::language}),
                   may("members", &self::members, {.words = grammar::template_words}),
                   without(&self::at),
                   without(&self::head_at),
                   may("comments", &self::comments),
                   may("closing_comments", &self::closing_comments, comment_lines)};
};

static_assert(is_whole<ast::table_value>() && is_whole<ast::text_or_name>());

}  // namespace tramo::policy_json
