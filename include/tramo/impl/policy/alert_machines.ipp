// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts as declared become machines, whose events and conditions are numbers.
#pragma once

#include <set>

#include <tramo/alerts/machine.hpp>
#include <tramo/check/program.hpp>
#include <tramo/syntax/print.hpp>
#include <tramo/values/sha256.hpp>

namespace tramo::alerting {

[[nodiscard]] inline std::vector<alerts::cause> causes_of(std::vector<event_guard> const& written) {
    std::vector<alerts::cause> causes;
    for (auto const& one : written)
        causes.push_back({static_cast<std::uint32_t>(one.event),
                          one.guard == no_index ? -1 : static_cast<std::int32_t>(one.guard)});
    return causes;
}

[[nodiscard]] inline alerts::transition make_transition(alert_transition const& written, std::uint32_t rule,
                                                        alerts::machine& into) {
    using trigger = alerts::transition::trigger;
    alerts::transition made;
    made.rule = rule;
    made.days = written.days;
    for (auto const state : written.from) made.from.push_back(static_cast<alerts::state_number>(state));
    made.target = static_cast<alerts::state_number>(written.target);
    made.what = written.effect == keyword::restore ? alerts::effect::restore
                : written.effect == keyword::clear ? alerts::effect::clear
                                                   : alerts::effect::enter;
    made.when = written.trigger == keyword::on      ? trigger::on
                : written.trigger == keyword::after ? trigger::after
                                                    : trigger::deadline;
    if (made.when == trigger::on) made.causes = causes_of(written.events);
    if (made.when != trigger::deadline) return made;
    made.slot = static_cast<std::uint32_t>(into.slots.size());
    into.slots.push_back(
        {static_cast<std::uint32_t>(written.deadline_event), made.slot, causes_of(written.without)});
    return made;
}

[[nodiscard]] inline alerts::machine make_machine(alert_definition const& written) {
    alerts::machine made;
    made.name = written.name;
    made.label = written.label;
    for (auto const& one : written.states)
        made.states.push_back(
            {one.name, one.label, one.colour, one.severity, one.stops_treatment, one.is_manual_only});
    for (std::uint32_t i = 0; i < written.transitions.size(); ++i)
        made.transitions.push_back(make_transition(written.transitions[i], i, made));
    made.clears_by_hand = written.clears_by_hand;
    made.needs_confirmation = written.needs_confirmation;
    for (auto const state : written.raised_by_hand)
        made.raised_by_hand.push_back(static_cast<alerts::state_number>(state));
    made.without_skipping = written.without_skipping;
    return made;
}

[[nodiscard]] inline std::vector<alerts::machine> make_machines(program const& policy) {
    std::vector<alerts::machine> all;
    for (auto const& one : policy.alerts) all.push_back(make_machine(one));
    return all;
}

[[nodiscard]] inline ast::alert_declaration const* declaration_of(program const& policy,
                                                                  std::string const& alert) {
    for (auto const& one : policy.document.declarations)
        if (auto const* const found = std::get_if<ast::alert_declaration>(&one))
            if (found->name.text == alert) return found;
    return nullptr;
}

/// The events whose declarations an alert's states depend on.
[[nodiscard]] inline std::set<std::string> events_heard(program const& policy, std::string const& alert) {
    std::set<std::string> names;
    auto const hear = [&](std::size_t event) {
        if (event >= policy.events.size()) return;
        names.insert(policy.events[event].name);
        for (auto const one : policy.events[event].scope_aggregates)
            names.insert(policy.events[policy.aggregates[one].event].name);
    };
    for (auto const& one : policy.alerts) {
        if (one.name != alert) continue;
        for (auto const& transition : one.transitions) {
            for (auto const& cause : transition.events) hear(cause.event);
            for (auto const& cause : transition.without) hear(cause.event);
            hear(transition.deadline_event);
        }
    }
    for (auto const& one : policy.events)
        if (one.reverses != no_index && names.contains(one.name))
            names.insert(policy.events[one.reverses].name);
    return names;
}

/// The hash of an alert's text and of all that its rules hear and count: what a snapshot's states mean.
[[nodiscard]] inline std::string machine_hash(program const& policy, std::string const& alert) {
    ast::document alone;
    if (auto const* const found = declaration_of(policy, alert)) alone.declarations.push_back(*found);
    auto const heard = events_heard(policy, alert);
    for (auto const& one : policy.document.declarations) {
        auto const* const event = std::get_if<ast::event_declaration>(&one);
        bool const is_heard = event != nullptr && heard.contains(event->name.text);
        bool const is_shared = std::holds_alternative<ast::counter_declaration>(one) ||
                               std::holds_alternative<ast::log_declaration>(one) ||
                               std::holds_alternative<ast::parameter_declaration>(one);
        if (is_heard || is_shared) alone.declarations.push_back(one);
    }
    return content_hash(alone);
}

/// The text of a transition up to its `=>`, on one line.
[[nodiscard]] inline std::string caption_of(source const& text, span at) {
    auto written = std::string(text.slice(at));
    if (auto const arrow = written.find("=>"); arrow != std::string::npos) written.resize(arrow);
    std::string caption;
    for (char const c : written) {
        bool const is_space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!is_space)
            caption += c;
        else if (!caption.empty() && caption.back() != ' ')
            caption += ' ';
    }
    while (!caption.empty() && caption.back() == ' ') caption.pop_back();
    return caption;
}

}  // namespace tramo::alerting
