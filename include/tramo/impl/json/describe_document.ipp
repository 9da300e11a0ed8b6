// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// In JSON: the whole document; and the proof that no alternative was forgotten.
#pragma once

#include <tramo/impl/json/describe_rules.ipp>
#include <tramo/impl/json/describe_treatment.ipp>

namespace tramo::policy_json {

inline constexpr std::string_view version_key = "tramo";

template <>
struct description<ast::document> {
    using self = ast::document;
    static constexpr std::string_view title = "document";
    static constexpr auto members = std::tuple{
        needed("language", &self::language), may("heading_comments", &self::heading_comments, comment_lines),
        needed("declarations", &self::declarations),
        may("closing_comments", &self::closing_comments, comment_lines), without(&self::broken_names)};
};

/// Every alternative is described, to its last member, and says by which word it is told.
template <class... All>
[[nodiscard]] constexpr bool are_whole(std::variant<All...> const*) {
    return ((is_whole<All>() && tagged<All>)&&...);
}

template <class Variant>
inline constexpr bool alternatives_are_whole = are_whole(static_cast<Variant const*>(nullptr));

static_assert(is_whole<ast::document>() && alternatives_are_whole<ast::declaration>);
static_assert(alternatives_are_whole<ast::alert_member> && alternatives_are_whole<ast::condition_member>);
static_assert(alternatives_are_whole<ast::actions_member> && alternatives_are_whole<ast::worklist_member>);
static_assert(alternatives_are_whole<ast::table_member> && alternatives_are_whole<ast::effect_member>);
static_assert(alternatives_are_whole<ast::hold_member> && alternatives_are_whole<ast::arrears_member>);
static_assert(alternatives_are_whole<ast::promises_member> && alternatives_are_whole<ast::template_member>);
static_assert(alternatives_are_whole<ast::contact_limits_member>);

}  // namespace tramo::policy_json
