// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The states of alerts in conditions, and the values of alerts, indicators and actions, which are written
// without quotes.
#pragma once

#include <tramo/impl/check/account_names.ipp>

namespace tramo::checking {

/// Which of an alert's fields is meant: its state, or since when, for how many days, how often.
[[nodiscard]] TRAMO_INLINE std::size_t part_of_alert(ast::expression const& written) {
    switch (written.word) {
        case keyword::since:
            return alert_since;
        case keyword::days:
            return alert_days;
        case keyword::times:
            return alert_times;
        default:
            return alert_state_itself;
    }
}

TRAMO_INLINE typed_expression expression_checker::alert(ast::expression const& written) {
    auto result = alert_field(written);
    result.has_names = part_of_alert(written) == alert_state_itself;
    return result;
}

TRAMO_INLINE typed_expression expression_checker::alert_field(ast::expression const& written) {
    auto const* const found = work_.alerts.find(written.text);
    auto const name = backquoted(work_.word(keyword::alert) + "." + written.text);
    if (found == nullptr) {
        if (work_.broken.contains(written.text)) return invalid_at(written.at);
        auto help = work_.near(written.text, work_.alerts);
        if (help.empty())
            help = {"declare it: " + work_.word(keyword::alert) + " " + written.text + " { … }"};
        work_.report(problem("T3014", "unknown alert " + backquoted(written.text), written.at, "not declared",
                             std::move(help)));
        return invalid_at(written.at);
    }
    if (scope_.over_log()) {
        auto const place = scope_.of_event() ? "a condition on events" : "a counter";
        work_.report(problem("T4012", std::string(place) + " cannot look at " + name, written.at,
                             "alerts follow from events, not the other way round",
                             {"say from which states a transition leads: … " + work_.word(keyword::from) +
                              " …, or compare in a segment"}));
        return invalid_at(written.at);
    }
    auto const& meant = work_.program.alerts[found->index];
    if (scope_.inside() && meant.collection != scope_.index) {
        work_.report(problem("T4012", name + " is not kept for each of " + place_name(), written.at,
                             meant.collection == no_index ? "one for the whole account" : "of other records",
                             {"compare it outside of the aggregate"}));
        return invalid_at(written.at);
    }
    auto const part = part_of_alert(written);
    if (part == alert_days) work_.program.reads_as_of = true;
    if (!scope_.inside()) return account_field(meant.field + part);
    return collection_field(meant.child_field + part);
}

TRAMO_INLINE bool expression_checker::is_bare_name(ast::expression const& written) const {
    return written.kind == ast::node::name && written.member.empty();
}

/// Whether what is written has values that are written without quotes.
TRAMO_INLINE bool expression_checker::has_names(ast::expression const& written) const {
    if (written.kind == ast::node::alert || has_action_names(written)) return true;
    if (!is_bare_name(written) || scope_.where != scope::place::account) return false;
    auto const* const found = work_.symbols.find(written.text);
    if (found == nullptr || found->kind != symbol_kind::definition) return false;
    auto const& versions = work_.program.definitions[found->index].versions;
    bool const stands_for_one = !versions.empty() && versions.front().meaning.has_names;
    return stands_for_one || work_.program.definitions[found->index].is_indicator;
}

TRAMO_INLINE typed_expression expression_checker::value_without_quotes(typed_expression const& typed,
                                                                       ast::expression const& written) {
    auto const& values = typed.type.values;
    auto const is_meant = [&](enumerant const& one) { return one.value == written.text; };
    auto found = std::find_if(values.begin(), values.end(), is_meant);
    bool const has_none = !values.empty() && values[0].value == no_state_name;
    if (found == values.end() && has_none && is_none(written.text, work_)) found = values.begin();
    if (found == values.end()) {
        bool const is_declared = work_.symbols.find(written.text) != nullptr;
        if (is_declared || work_.broken.contains(written.text)) return visit(written);
        if (!is_invalid(typed)) match_.refuse_value(written.at, written.text, typed);
        return invalid_at(written.at);
    }
    typed_expression result;
    result.what = operation::constant;
    result.type = typed.type;
    result.literal = found->value;
    result.at = written.at;
    result.id = work_.program.expression_count++;
    return result;
}

}  // namespace tramo::checking
