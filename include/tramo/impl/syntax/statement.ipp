// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of one statement. A document is read statement by statement, so that a mistake in one leaves
// the others to be read: what stands in braces is a statement of its own.
#pragma once

#include <variant>

#include <tramo/impl/syntax/statements_actions.ipp>
#include <tramo/impl/syntax/statements_conditions.ipp>
#include <tramo/impl/syntax/statements_contacts.ipp>
#include <tramo/impl/syntax/statements_effects.ipp>
#include <tramo/impl/syntax/statements_holds.ipp>
#include <tramo/impl/syntax/statements_matrix.ipp>
#include <tramo/impl/syntax/statements_tables.ipp>
#include <tramo/impl/syntax/statements_worklists.ipp>

namespace tramo::grammar {

using statement = std::variant<
    heading, closing, policy_member, opening<ast::policy_declaration>, opening<ast::collection_declaration>,
    opening<ast::strategy_declaration>, ast::field_declaration, ast::parameter_declaration,
    ast::value_declaration, ast::segment_declaration, ast::queue_declaration, ast::rest_declaration,
    opening<ast::log_declaration>, log_member, opening<ast::event_declaration>, ast::counter_declaration,
    opening<ast::alert_declaration>, ast::state_declaration, ast::transition_declaration,
    ast::manual_declaration, opening<ast::debt_declaration>, ast::debt_member,
    opening<ast::condition_declaration>, ast::condition_member, opening<ast::matrix_declaration>,
    ast::matrix_row, opening<ast::actions_declaration>, ast::actions_member,
    opening<ast::palette_declaration>, palette_line, opening<ast::worklist_declaration>, ast::worklist_member,
    opening<ast::table_declaration>, ast::table_member, ast::calendar_declaration,
    opening<ast::effect_declaration>, ast::effect_member, opening<ast::hold_declaration>, ast::hold_member,
    opening<ast::arrears_declaration>, ast::arrears_member, opening<ast::promises_declaration>,
    ast::promises_member, opening<ast::contact_limits_declaration>, ast::contact_limits_member,
    opening<ast::template_declaration>, ast::template_member>;

inline constexpr auto keep_statement = [](auto const& context) {
    x3::_val(context) = std::move(x3::_attr(context));
};

inline x3::rule<struct statement_rule, statement> const statement_ = "statement";

inline auto const statement__def =
    closing_[keep_statement] | (inside{keyword::condition} >> condition_member_[keep_statement]) |
    (inside{keyword::matrix} >> row_[keep_statement]) |
    (inside{keyword::actions} >> actions_member_[keep_statement]) |
    (inside{keyword::palette} >> palette_action_[keep_statement]) |
    (inside{keyword::worklist} >> worklist_member_[keep_statement]) |
    (inside{keyword::debt} >> debt_member_[keep_statement]) |
    (inside{keyword::table} >> table_member_[keep_statement]) |
    (inside_effect{} >> treatment_member_[keep_statement]) |
    (inside{keyword::hold} >> hold_member_[keep_statement]) |
    (inside{keyword::arrears} >> arrears_member_[keep_statement]) |
    (inside{keyword::promises} >> promises_member_[keep_statement]) |
    (inside{keyword::contact_limits} >> contact_member_[keep_statement]) |
    (inside{keyword::template_} >> template_member_[keep_statement]) | field_[keep_statement] |
    segment_[keep_statement] | queue_[keep_statement] | rest_[keep_statement] | value_[keep_statement] |
    parameter_[keep_statement] | strategy_[keep_statement] | collection_[keep_statement] |
    on_[keep_statement] | state_[keep_statement] | event_[keep_statement] | counter_[keep_statement] |
    alert_[keep_statement] | after_[keep_statement] | when_[keep_statement] | manual_[keep_statement] |
    debt_[keep_statement] | condition_[keep_statement] | matrix_[keep_statement] | actions_[keep_statement] |
    palette_[keep_statement] | worklist_[keep_statement] | table_[keep_statement] |
    calendar_[keep_statement] | treatment_[keep_statement] | hold_[keep_statement] |
    arrears_[keep_statement] | promises_[keep_statement] | contact_limits_[keep_statement] |
    template_[keep_statement] | log_[keep_statement] | policy_[keep_statement] |
    policy_member_[keep_statement] | log_member_[keep_statement] | heading_[keep_statement];

BOOST_SPIRIT_DEFINE(statement_)

}  // namespace tramo::grammar
