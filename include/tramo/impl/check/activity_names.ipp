// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What conditions ask of an account's actions: `best.code`, `attempts.day` and the like.
#pragma once

#include <tramo/impl/check/expressions.ipp>

namespace tramo::checking {

/// Which of the computed fields is meant; none for a part that there is not.
[[nodiscard]] TRAMO_INLINE std::optional<action_field> action_field_of(ast::expression const& written) {
    auto const asked = written.text + "." + written.member;
    for (std::size_t i = 0; i < action_field_count; ++i)
        if (asked == action_field_names[i]) return static_cast<action_field>(i);
    return {};
}

/// Whether its values are names of actions.
[[nodiscard]] TRAMO_INLINE bool has_action_names(ast::expression const& written) {
    auto const part = written.kind == ast::node::activity ? action_field_of(written) : std::nullopt;
    return part && is_code(*part);
}

/// Whose part is asked for in `best.x`, in English; empty where it is nothing that actions say.
[[nodiscard]] TRAMO_INLINE std::string owner_of_activity(std::string const& word, language in) {
    for (auto const one : {keyword::best, keyword::last, keyword::attempts, keyword::contacts}) {
        auto const all = spellings(one, in);
        if (std::find(all.begin(), all.end(), word) != all.end())
            return std::string(spelling(one, language::en));
    }
    return {};
}

TRAMO_INLINE typed_expression expression_checker::unknown_activity(ast::expression const& written) {
    std::string all;
    auto shown = written;
    shown.kind = ast::node::activity;
    auto const asked = print(shown, work_.lang());
    for (std::string_view const one : action_field_names) {
        if (!one.starts_with(written.text + ".")) continue;
        shown.member = one.substr(written.text.size() + 1);
        all += (all.empty() ? "" : ", ") + print(shown, work_.lang());
    }
    work_.report(problem("T3001", "unknown name " + backquoted(asked), written.at, "actions do not say this",
                         {"there are: " + all}));
    auto result = invalid_at(written.at);
    result.has_names = true;  // so that what stands beside it is not reported on top
    return result;
}

/// Whether actions may be asked for here; with a diagnostic where they may not.
TRAMO_INLINE bool expression_checker::is_activity_here(ast::expression const& written) {
    auto const name = backquoted(print(written, work_.lang()));
    if (scope_.over_log()) {
        auto const place = scope_.of_event() ? "a condition on events" : "a counter";
        work_.report(problem("T4012", std::string(place) + " cannot look at " + name, written.at,
                             "actions have a feed of their own, which is read apart",
                             {"compare it in a segment"}));
        return false;
    }
    if (scope_.inside()) {
        work_.report(problem("T4012", name + " is not kept for each of " + place_name(), written.at,
                             "one for the whole account", {"compare it outside of the aggregate"}));
        return false;
    }
    if (work_.program.action_fields != no_index) return true;
    if (work_.broken.empty())
        work_.report(
            problem("T3017", name + " needs a palette", written.at, "nothing says what actions mean",
                    {"declare one: " + work_.word(keyword::palette) + " calls { " +
                     work_.word(keyword::action) + " promise " + work_.word(keyword::rank) + " 1 }"}));
    return false;
}

TRAMO_INLINE typed_expression expression_checker::activity(ast::expression const& written) {
    auto const part = action_field_of(written);
    if (!part) return unknown_activity(written);
    auto result = invalid_at(written.at);
    if (is_activity_here(written)) {
        auto& program = work_.program;
        bool const is_of_window = is_in_window(*part) && program.window.reads_as_of();
        if (is_of_window || is_of_day(*part)) program.reads_as_of = true;
        result = account_field(program.action_fields + static_cast<std::size_t>(*part));
    }
    result.has_names = is_code(*part);
    return result;
}

}  // namespace tramo::checking
