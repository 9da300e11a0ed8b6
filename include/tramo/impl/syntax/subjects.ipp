// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What members of a block say, to tell when something is said twice, and which block they are of.
#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include <tramo/syntax/ast.hpp>

namespace tramo::grammar {

/// What a member of a block says, where that may be said once; nothing where it may be said again.
using subject = std::pair<std::size_t, int>;

template <class T, class... Kinds>
inline constexpr bool is_any_of = (std::is_same_v<T, Kinds> || ...);

/// Which of the things that its kind says a member says, by number.
template <class Member>
[[nodiscard]] int aspect_of(Member const& one) {
    if constexpr (is_any_of<Member, ast::extent_member, ast::charge_member, ast::clause_member,
                            ast::day_member, ast::length_member, ast::named_member, ast::texts_member>)
        return static_cast<int>(one.what);
    else if constexpr (std::is_same_v<Member, ast::billing_member>)
        return one.is_filter ? 1 : 0;
    else if constexpr (std::is_same_v<Member, ast::broken_member>)
        return one.length ? 1 : 0;
    else if constexpr (std::is_same_v<Member, ast::action_column>)
        return static_cast<int>(one.role);
    else if constexpr (std::is_same_v<Member, ast::bound_event_member>)
        return one.is_end ? 1 : 0;
    else if constexpr (std::is_same_v<Member, ast::tolerance_member>)
        return one.what.kind == ast::node::duration ? 1 : one.what.kind == ast::node::percent ? 2 : 0;
    else
        return 0;
}

template <class Member>
[[nodiscard]] bool is_repeatable(Member const& one) {
    if constexpr (std::is_same_v<Member, ast::wording_member>)
        return !one.is_subject;
    else
        return is_any_of<Member, ast::requirement_member, ast::discount_member, ast::alternative_member,
                         ast::candidate_member, ast::table_column, ast::table_row, ast::consent_member,
                         ast::promise_event_member, ast::contact_event_member, ast::channel_consent_member,
                         ast::limit_member, ast::statement_member>;
}

[[nodiscard]] TRAMO_INLINE std::optional<subject> subject_of(ast::debt_member const& one) {
    return subject{0, static_cast<int>(one.part)};
}

template <class... Kinds>
[[nodiscard]] std::optional<subject> subject_of(std::variant<Kinds...> const& one) {
    return std::visit(
        [&](auto const& which) -> std::optional<subject> {
            if (is_repeatable(which)) return {};
            return subject{one.index(), aspect_of(which)};
        },
        one);
}

[[nodiscard]] TRAMO_INLINE span place_in_text(ast::debt_member const& one) {
    return one.at;
}
template <class... Kinds>
[[nodiscard]] span place_in_text(std::variant<Kinds...> const& one) {
    return std::visit([](auto const& which) { return which.at; }, one);
}

/// Whether an operator might follow a member.
[[nodiscard]] TRAMO_INLINE bool may_end_with_expression(ast::debt_member const&) {
    return true;
}
template <class... Kinds>
[[nodiscard]] bool may_end_with_expression(std::variant<Kinds...> const& one) {
    return std::visit(
        [](auto const& which) {
            return !is_any_of<std::decay_t<decltype(which)>, ast::action_column, ast::window_member,
                              ast::table_column, ast::month_days_member, ast::weekdays_member,
                              ast::length_member, ast::named_member, ast::holidays_member, ast::lead_member,
                              ast::once_member, ast::texts_member, ast::freezes_member, ast::needs_member,
                              ast::channel_consent_member, ast::contact_event_member, ast::limit_member>;
        },
        one);
}

/// Whether a declaration holds members of a kind.
template <class Declaration, class Member>
inline constexpr bool has_members = requires(Declaration& one, Member member) {
    requires std::is_same_v<decltype(one.members), std::vector<Member>>;
};

/// The word of a block whose members begin with words of their own.
template <class Declaration>
[[nodiscard]] keyword word_of_block(Declaration const& one) {
    if constexpr (std::is_same_v<Declaration, ast::effect_declaration>)
        return one.what;
    else if constexpr (std::is_same_v<Declaration, ast::debt_declaration>)
        return keyword::debt;
    else if constexpr (std::is_same_v<Declaration, ast::condition_declaration>)
        return keyword::condition;
    else if constexpr (std::is_same_v<Declaration, ast::matrix_declaration>)
        return keyword::matrix;
    else if constexpr (std::is_same_v<Declaration, ast::actions_declaration>)
        return keyword::actions;
    else if constexpr (std::is_same_v<Declaration, ast::palette_declaration>)
        return keyword::palette;
    else if constexpr (std::is_same_v<Declaration, ast::worklist_declaration>)
        return keyword::worklist;
    else if constexpr (std::is_same_v<Declaration, ast::table_declaration>)
        return keyword::table;
    else if constexpr (std::is_same_v<Declaration, ast::hold_declaration>)
        return keyword::hold;
    else if constexpr (std::is_same_v<Declaration, ast::arrears_declaration>)
        return keyword::arrears;
    else if constexpr (std::is_same_v<Declaration, ast::promises_declaration>)
        return keyword::promises;
    else if constexpr (std::is_same_v<Declaration, ast::contact_limits_declaration>)
        return keyword::contact_limits;
    else {
        static_assert(std::is_same_v<Declaration, ast::template_declaration>);
        return keyword::template_;
    }
}

}  // namespace tramo::grammar
