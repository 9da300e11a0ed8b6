// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The chapters of a description: which declaration belongs where, in the order in which a policy is worked
// out.
#pragma once

#include <tramo/impl/explain/describe_words.ipp>
#include <tramo/syntax/ast.hpp>

namespace tramo::describing {

enum class chapter {
    head,
    data,
    parameters,
    tables,
    events,
    alerts,
    actions,
    holds,
    values,
    segments,
    strategies,
    worklists,
    offers,
    contact,
    effects,
    templates,
    end
};

inline constexpr said chapter_titles[] = {
    said::policy_word,    said::chapter_data,     said::chapter_parameters, said::chapter_tables,
    said::chapter_events, said::chapter_alerts,   said::chapter_actions,    said::chapter_holds,
    said::chapter_values, said::chapter_segments, said::chapter_strategies, said::chapter_worklists,
    said::chapter_offers, said::chapter_contact,  said::chapter_effects,    said::chapter_templates};

// One for each kind of declaration: a new kind does not compile before it has a chapter.
constexpr chapter chapter_of(ast::policy_declaration const&) {
    return chapter::head;
}
constexpr chapter chapter_of(ast::field_declaration const&) {
    return chapter::data;
}
constexpr chapter chapter_of(ast::collection_declaration const&) {
    return chapter::data;
}
constexpr chapter chapter_of(ast::parameter_declaration const&) {
    return chapter::parameters;
}
constexpr chapter chapter_of(ast::table_declaration const&) {
    return chapter::tables;
}
constexpr chapter chapter_of(ast::calendar_declaration const&) {
    return chapter::tables;
}
constexpr chapter chapter_of(ast::log_declaration const&) {
    return chapter::events;
}
constexpr chapter chapter_of(ast::event_declaration const&) {
    return chapter::events;
}
constexpr chapter chapter_of(ast::counter_declaration const&) {
    return chapter::events;
}
constexpr chapter chapter_of(ast::alert_declaration const&) {
    return chapter::alerts;
}
constexpr chapter chapter_of(ast::actions_declaration const&) {
    return chapter::actions;
}
constexpr chapter chapter_of(ast::palette_declaration const&) {
    return chapter::actions;
}
constexpr chapter chapter_of(ast::hold_declaration const&) {
    return chapter::holds;
}
constexpr chapter chapter_of(ast::arrears_declaration const&) {
    return chapter::holds;
}
constexpr chapter chapter_of(ast::promises_declaration const&) {
    return chapter::holds;
}
constexpr chapter chapter_of(ast::value_declaration const&) {
    return chapter::values;
}
constexpr chapter chapter_of(ast::segment_declaration const&) {
    return chapter::segments;
}
constexpr chapter chapter_of(ast::strategy_declaration const&) {
    return chapter::strategies;
}
constexpr chapter chapter_of(ast::worklist_declaration const&) {
    return chapter::worklists;
}
constexpr chapter chapter_of(ast::debt_declaration const&) {
    return chapter::offers;
}
constexpr chapter chapter_of(ast::condition_declaration const&) {
    return chapter::offers;
}
constexpr chapter chapter_of(ast::matrix_declaration const&) {
    return chapter::offers;
}
constexpr chapter chapter_of(ast::contact_limits_declaration const&) {
    return chapter::contact;
}
constexpr chapter chapter_of(ast::effect_declaration const&) {
    return chapter::effects;
}
constexpr chapter chapter_of(ast::template_declaration const&) {
    return chapter::templates;
}

[[nodiscard]] inline chapter chapter_of(ast::declaration const& one) {
    return std::visit([](auto const& each) { return chapter_of(each); }, one);
}

[[nodiscard]] inline said title_of(chapter one) {
    return chapter_titles[static_cast<std::size_t>(one)];
}

}  // namespace tramo::describing
