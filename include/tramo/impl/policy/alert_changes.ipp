// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Every change of state: which event, by which rule, when it happened and since when it was known.
#pragma once

#include <tramo/impl/policy/alert_model.ipp>
#include <tramo/impl/run/made_columns.ipp>

namespace tramo::alerting {

[[nodiscard]] inline alert_change change_from(alert_verdicts::model const& model, std::size_t alert,
                                              alerts::change const& one) {
    auto const& log = model.log;
    auto const collection = model.policy().alerts[alert].collection;
    alert_change made;
    made.alert = static_cast<std::uint16_t>(alert);
    made.account = one.unit;
    if (collection != no_index) {
        made.child = one.unit;
        made.account = model.account_of_child[collection][one.unit];
    }
    made.from = one.from;
    made.to = one.to;
    made.transition = one.transition;
    made.happened.micros = made.recorded.micros = one.happened;
    if (one.row == alerts::change::no_row) return made;
    made.row = log.rows[one.row];
    if (!log.recorded.empty()) made.recorded.micros = log.recorded[one.row];
    return made;
}

[[nodiscard]] inline std::vector<alert_change> changes_of(alert_verdicts::model const& model) {
    std::vector<alert_change> all;
    for (std::size_t i = 0; i < model.replayed.size(); ++i) {
        auto const first = all.size();
        for (auto const& one : model.replayed[i].changes)
            if (!model.told_until || one.happened > *model.told_until)
                all.push_back(change_from(model, i, one));
        if (model.policy().alerts[i].collection == no_index) continue;
        // Children come in the order met: put them behind their accounts.
        std::stable_sort(all.begin() + static_cast<std::ptrdiff_t>(first), all.end(),
                         [](auto const& a, auto const& b) {
                             return a.account != b.account ? a.account < b.account : a.child < b.child;
                         });
    }
    return all;
}

/// The rule behind a change, and the place of its text.
struct named_rule {
    std::string id;
    std::optional<span> at;
};

[[nodiscard]] inline named_rule rule_of(alert_definition const& alert, std::uint16_t transition) {
    if (transition < alert.transitions.size())
        return {alert.transitions[transition].rule_id, alert.transitions[transition].at};
    switch (transition) {
        case alerts::change::asked:
            return {alert.name + ".clear_asked", {}};
        case alerts::change::cancelled:
            return {alert.name + ".clear_cancelled", {}};
        case alerts::change::moved:
            return {alert.name + ".deadline_moved", {}};
        default:
            return {alert.name + ".by_hand", {}};
    }
}

/// The changes as a table; `add_keys` adds the column of accounts.
template <class AddKeys>
[[nodiscard]] batch transition_table(alert_verdicts::model const& model,
                                     std::vector<alert_change> const& changes, AddKeys add_keys) {
    auto const& policy = model.policy();
    auto const& source = model.with.policy().source();
    auto const count = changes.size();
    std::vector<std::string> children(count), alerts(count), from(count), to(count), events(count),
        ids(count), rules(count), users(count);
    std::vector<bool> has_child(count), has_event(count), has_line(count), has_user(count);
    std::vector<std::int64_t> lines(count), happened(count), recorded(count);
    running::feed_rows const rows(*model.feed);
    auto const id_column = running::column_of(*model.feed, policy.log.id);
    auto const user_column = running::column_of(*model.feed, policy.log.user);
    std::vector<std::uint16_t> type_of_row(static_cast<std::size_t>(rows.total()));
    for (std::size_t i = 0; i < model.log.size(); ++i) type_of_row[model.log.rows[i]] = model.log.types[i];
    auto const name = [&](alert_definition const& alert, std::uint8_t state) {
        return state == 0 ? std::string("none") : alert.states[state - 1U].name;
    };
    for (std::size_t i = 0; i < count; ++i) {
        auto const& one = changes[i];
        auto const& alert = policy.alerts[one.alert];
        alerts[i] = alert.name;
        from[i] = name(alert, one.from);
        to[i] = name(alert, one.to);
        happened[i] = one.happened.micros;
        recorded[i] = one.recorded.micros;
        if (one.child != no_unit) {
            auto const key = model.children[alert.collection].key(one.child);
            children[i] = key.substr(key.find('\x1F') + 1);
            has_child[i] = true;
        }
        auto rule = rule_of(alert, one.transition);
        rules[i] = std::move(rule.id);
        has_line[i] = rule.at.has_value();
        if (rule.at) lines[i] = static_cast<std::int64_t>(source.at(rule.at->begin).line);
        has_event[i] = one.row != event_log::none;
        if (!has_event[i]) continue;
        auto const type = type_of_row[one.row];
        events[i] = type == event_log::by_hand ? "manual" : policy.events[type].name;
        ids[i] = running::text_of_row(id_column, rows, one.row);
        if (ids[i].empty()) ids[i] = std::to_string(one.row);
        if (type != event_log::by_hand) continue;
        users[i] = running::text_of_row(user_column, rows, one.row);
        has_user[i] = true;
    }
    running::batch_maker made(static_cast<std::int64_t>(count));
    add_keys(made);
    made.add_texts("child", children, has_child);
    made.add_texts("alert", alerts);
    made.add_texts("from", from);
    made.add_texts("to", to);
    made.add_texts("event", events, has_event);
    made.add_texts("event_id", ids, has_event);
    made.add_texts("rule", rules);
    made.add("line", layout::int64, std::move(lines), has_line);
    made.add("happened", layout::timestamp, std::move(happened)).unit = time_unit::micro;
    made.add("recorded", layout::timestamp, std::move(recorded)).unit = time_unit::micro;
    made.add_texts("user", users, has_user);
    made.add_texts("policy_hash", std::vector<std::string>(count, model.with.policy().hash()));
    return made.finish();
}

}  // namespace tramo::alerting
