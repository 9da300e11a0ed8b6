// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What must be done, by whom and until when: effects, tasks, messages and advice as rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tramo/impl/policy/decision_inferred.ipp>
#include <tramo/impl/policy/decision_messages.ipp>
#include <tramo/treatment/task_key.hpp>

namespace tramo::deciding {

[[nodiscard]] inline bool is_task(effect_definition const& effect, decided_effect const& of) {
    return of.status == effect_status::in_force && effect.what != effect_kind::block;
}

/// Bits of what a hold freezes, in words.
[[nodiscard]] inline std::vector<std::string> names_of_frozen(std::uint8_t bits) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < frozen_count; ++i)
        if (((bits >> i) & 1) != 0) names.emplace_back(frozen_names[i]);
    return names;
}

[[nodiscard]] inline std::string_view kind_name(effect_definition const& of) {
    return effect_kind_names[static_cast<std::size_t>(of.what)];
}

[[nodiscard]] inline told_columns effect_columns() {
    return {{"", told::key},         {"rule", told::coded},
            {"kind", told::coded},   {"effect", told::coded},
            {"label", told::coded},  {"status", told::coded},
            {"first", told::day},    {"next", told::day},
            {"last", told::day},     {"late", told::truth},
            {"holds", told::texts},  {"missing", told::texts},
            {"stops", told::texts},  {"inferred", told::truth},
            {"reason", told::coded}, {"policy_hash", told::coded}};
}

template <class Form>
void tell_effects(decisions::model const& of, row_span rows, Form& into) {
    account_texts texts(of, rows);
    effect_teller teller(of, texts);
    inferred_parameters const inferred(of);
    auto const& hash = of.with.policy().hash();
    for_rows(of.effects, of.effect_starts, rows, [&](decided_effect const& one) {
        auto const& effect = teller.definition(one);
        into.begin(one.row);
        into.text(effect.rule_id);
        into.text(kind_name(effect));
        into.text(effect.name);
        into.text(effect.label);
        into.text(effect_status_names[static_cast<std::size_t>(one.status)]);
        into.day(one.first);
        into.day(one.next);
        into.day(one.last);
        into.truth(one.is_late);
        into.texts(teller.holds(one));
        into.texts(teller.missing(one));
        into.texts(effect.stops);
        into.truth(inferred.is_inferred(one.effect, one.row));
        into.text(teller.reason(one));
        into.text(hash);
        into.end();
    });
}

[[nodiscard]] inline told_columns task_columns() {
    return {{"idempotency_key", told::text}, {"", told::key},          {"type", told::coded},
            {"title", told::coded},          {"owner", told::coded},   {"due", told::day},
            {"cause", told::coded},          {"route", told::coded},   {"to", told::texts},
            {"copy", told::texts},           {"channel", told::texts}, {"template", told::coded},
            {"reason", told::coded},         {"rule", told::coded},    {"day", told::day},
            {"policy_hash", told::coded}};
}

/// What a task's key holds of its rule: its name too where effects of other names bear the same id.
[[nodiscard]] inline std::string key_rule_of(decisions::model const& of, effect_definition const& effect) {
    auto const& all = of.treatment().effects;
    bool const is_shared = std::any_of(all.begin(), all.end(), [&](effect_definition const& one) {
        return one.rule_id == effect.rule_id && one.name != effect.name;
    });
    return is_shared ? effect.rule_id + '/' + effect.name : effect.rule_id;
}

/// An account without a key is told apart by its row.
[[nodiscard]] inline std::string key_account_of(decisions::model const& of, std::uint32_t row) {
    return of.keys[row].empty() ? "row " + std::to_string(row) : of.keys[row];
}

/// Due on the last day where there is one, else on the next that is permitted.
template <class Form>
void tell_tasks(decisions::model const& of, row_span rows, Form& into) {
    account_texts texts(of, rows);
    effect_teller teller(of, texts);
    auto const& hash = of.with.policy().hash();
    std::vector<std::string> rules(of.treatment().effects.size());
    for_rows(of.effects, of.effect_starts, rows, [&](decided_effect const& one) {
        auto const& effect = teller.definition(one);
        if (!is_task(effect, one)) return;
        auto& rule = rules[one.effect];
        if (rule.empty()) rule = key_rule_of(of, effect);
        into.begin(one.row);
        into.text(treatment::task_key(hash, key_account_of(of, one.row), rule, one.key_day));
        into.text(kind_name(effect));
        into.text(caption_of(effect.name, effect.label));
        into.text(texts.at(effect.owner, one.row));
        into.day(one.last ? one.last : one.next);
        into.text(texts.at(effect.cause, one.row));
        into.text(texts.at(effect.route, one.row));
        into.texts(texts.all(effect.to, one.row));
        into.texts(texts.all(effect.copy, one.row));
        into.texts(effect.channels);
        into.text(effect.template_name);
        into.text(teller.reason(one));
        into.text(effect.rule_id);
        into.day(of.as_of());
        into.text(hash);
        into.end();
    });
}

[[nodiscard]] inline told_columns message_columns() {
    return {{"", told::key},         {"template", told::coded}, {"channel", told::texts},
            {"subject", told::text}, {"text", told::text},      {"language", told::coded},
            {"to", told::texts},     {"copy", told::texts},     {"effect", told::coded},
            {"locked", told::truth}, {"problem", told::texts}};
}

/// Whether a part of it may not be changed by hand.
[[nodiscard]] inline bool is_locked(message_template const& of) {
    return (of.subject && of.subject->is_locked) ||
           std::any_of(of.text.begin(), of.text.end(), [](auto const& one) { return one.is_locked; });
}

template <class Form>
void tell_message(written_message const& one, account_texts& texts, Form& into) {
    bool const has_channels = one.by != nullptr && !one.by->channels.empty();
    auto const people = [&](std::vector<text_place> effect_definition::*which) {
        return one.by == nullptr ? std::vector<std::string>() : texts.all(one.by->*which, one.row);
    };
    into.begin(one.row);
    into.text(one.of->name);
    into.texts(has_channels ? one.by->channels : one.of->channels);
    into.text(one.subject);
    into.text(one.text);
    into.text(one.of->language);
    into.texts(people(&effect_definition::to));
    into.texts(people(&effect_definition::copy));
    into.text(one.by == nullptr ? std::string_view() : std::string_view(one.by->name));
    into.truth(is_locked(*one.of));
    into.texts(one.unknown);
    into.end();
}

template <class Form>
void tell_messages(decisions::model const& of, row_span rows, Form& into) {
    if (!of.options.with_messages || of.treatment().templates.empty()) return;
    account_texts texts(of, rows);
    message_writer writer(of, texts);
    for (auto row = rows.begin; row < rows.end; ++row)
        writer.write(row, [&](written_message const& one) { tell_message(one, texts, into); });
}

[[nodiscard]] inline told_columns advice_columns() {
    return {{"", told::key},     {"effect", told::coded}, {"advice", told::coded},
            {"from", told::day}, {"until", told::day},    {"in_time", told::truth}};
}

template <class Form>
void tell_advice(decisions::model const& of, row_span rows, Form& into) {
    for_rows(of.effects, of.effect_starts, rows, [&](decided_effect const& one) {
        auto const& effect = of.treatment().effects[one.effect];
        bool const is_ahead = one.status == effect_status::waiting || one.status == effect_status::in_force;
        if (effect.lead_until <= 0 || !is_ahead || !one.next) return;
        auto const until = add_days(*one.next, -std::int64_t{effect.lead_from});
        into.begin(one.row);
        into.text(effect.name);
        into.text(effect.lead_label);
        into.day(add_days(*one.next, -std::int64_t{effect.lead_until}));
        into.day(until);
        into.truth(until && of.as_of() <= *until);
        into.end();
    });
}

}  // namespace tramo::deciding
