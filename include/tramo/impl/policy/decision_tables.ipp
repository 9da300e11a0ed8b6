// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Decisions, holds, promises and permitted contacts as rows, and all of it as tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tramo/impl/policy/alert_model.ipp>
#include <tramo/impl/policy/decision_contacts.ipp>
#include <tramo/impl/policy/decision_task_tables.ipp>
#include <tramo/plan/plan.hpp>

namespace tramo::deciding {

/// An alert that an account carries.
struct carried_alert {
    std::string const& name;
    std::string const& state;
    date since;
};

/// What was decided of one account as a whole.
class account_summary {
public:
    explicit account_summary(decisions::model const& of) : model_(of) {}

    [[nodiscard]] std::vector<std::string> segments(std::uint32_t row) const {
        std::vector<std::string> names;
        auto const answers = model_.answers(row);
        auto const& all = model_.with.plan().segments;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (answers.is_true(i)) names.push_back(all[i].name);
        return names;
    }

    /// The queue of a strategy, or the value of an indicator; empty for an account set apart.
    [[nodiscard]] std::string_view queue(std::size_t strategy, std::uint32_t row) const {
        auto const [part, at] = model_.place_of(row);
        auto const queue = model_.answered.batches[part].queues[strategy][static_cast<std::size_t>(at)];
        if (queue == no_queue) return {};
        return model_.with.plan().strategies[strategy].queues[queue].name;
    }

    template <class Use>
    void for_alerts(std::uint32_t row, Use use) const {
        if (!model_.alerts) return;
        auto const unit = model_.alerts->accounts().find(model_.keys[row]);
        if (unit == no_unit) return;
        auto const& all = model_.program().alerts;
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto const& column = model_.alerts->of_accounts(i);
            auto const state = unit < column.states.size() ? column.states[unit] : std::uint8_t{0};
            if (state == 0) continue;
            use(carried_alert{all[i].name, all[i].states[state - std::size_t{1}].name,
                              day_of(timestamp{column.since[unit]})});
        }
    }

    [[nodiscard]] std::vector<std::string> alerts(std::uint32_t row) const {
        std::vector<std::string> told;
        for_alerts(row, [&](carried_alert const& one) { told.push_back(one.name + "=" + one.state); });
        return told;
    }

    /// Null where the policy counts none, and for an account set apart.
    [[nodiscard]] treatment::days_counted const* days(std::uint32_t row) const {
        bool const is_told = row < model_.days.size() && !model_.answers(row).is_set_apart();
        return is_told ? &model_.days[row] : nullptr;
    }

    /// Each once.
    [[nodiscard]] std::vector<std::string> holds(std::uint32_t row) const {
        std::vector<std::string> names;
        for_rows(model_.holds, model_.hold_starts, {row, row + 1}, [&](decided_hold const& one) {
            if (is_in_force(one, model_.as_of())) add(names, model_.treatment().holds[one.hold].name);
        });
        return names;
    }

    /// Actions of the host that a block stops.
    [[nodiscard]] std::vector<std::string> blocked(std::uint32_t row) const {
        std::vector<std::string> actions;
        for_effects(row, [&](effect_definition const& effect) {
            if (effect.what != effect_kind::block) return;
            for (auto const& one : effect.stops) add(actions, one);
        });
        return actions;
    }

    [[nodiscard]] std::vector<std::string> effects(std::uint32_t row) const {
        std::vector<std::string> names;
        for_effects(row, [&](effect_definition const& effect) { names.push_back(effect.name); });
        return names;
    }

    [[nodiscard]] std::int64_t tasks(std::uint32_t row) const {
        std::int64_t count = 0;
        for_effects(row,
                    [&](effect_definition const& effect) { count += effect.what != effect_kind::block; });
        return count;
    }

    /// The best candidate of the worklist; empty where there is none, or a hold freezes the queue.
    [[nodiscard]] std::string next_action(std::uint32_t row) const {
        bool const is_open = model_.next && holds_in_force(model_, row, frozen::queue) == 0;
        return is_open ? model_.next->best_candidate(row) : std::string();
    }

private:
    static void add(std::vector<std::string>& all, std::string const& one) {
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    }

    /// Those in force.
    template <class Use>
    void for_effects(std::uint32_t row, Use use) const {
        for_rows(model_.effects, model_.effect_starts, {row, row + 1}, [&](decided_effect const& one) {
            if (one.status == effect_status::in_force) use(model_.treatment().effects[one.effect]);
        });
    }

    decisions::model const& model_;
};

/// A strategy that is called like another column is told as `queue.NAME`.
[[nodiscard]] inline told_columns decision_columns(decisions::model const& of) {
    told_columns columns{{"", told::key}, {"segments", told::coded}};
    told_columns const behind{
        {"alerts", told::coded},  {"past_due", told::whole}, {"delinquent", told::whole},
        {"paused", told::whole},  {"holds", told::coded},    {"blocked", told::coded},
        {"effects", told::coded}, {"tasks", told::whole},    {"next_action", told::coded}};
    for (auto const& one : of.with.plan().strategies) {
        auto const is_called = [&](told_column const& other) { return other.name == one.name; };
        bool const is_taken = one.name == "segments" || std::any_of(behind.begin(), behind.end(), is_called);
        columns.push_back({is_taken ? "queue." + one.name : one.name, told::coded});
    }
    columns.insert(columns.end(), behind.begin(), behind.end());
    return columns;
}

template <class Form>
void tell_decisions(decisions::model const& of, row_span rows, Form& into) {
    account_summary const summary(of);
    auto const strategies = of.with.plan().strategies.size();
    for (auto row = rows.begin; row < rows.end; ++row) {
        into.begin(row);
        into.text(joined(summary.segments(row)));
        for (std::size_t i = 0; i < strategies; ++i) into.text(summary.queue(i, row));
        into.text(joined(summary.alerts(row)));
        auto const* const days = summary.days(row);
        into.whole(days ? std::optional(days->past_due) : std::nullopt);
        into.whole(days ? std::optional(days->delinquent) : std::nullopt);
        into.whole(days ? std::optional(days->paused) : std::nullopt);
        into.text(joined(summary.holds(row)));
        into.text(joined(summary.blocked(row)));
        into.text(joined(summary.effects(row)));
        into.whole(summary.tasks(row));
        into.text(summary.next_action(row));
        into.end();
    }
}

[[nodiscard]] inline told_columns hold_columns() {
    return {{"", told::key},         {"hold", told::coded},  {"label", told::coded},
            {"from", told::day},     {"until", told::day},   {"freezes", told::texts},
            {"reason", told::coded}, {"owner", told::coded}, {"in_force", told::truth},
            {"refused", told::coded}};
}

template <class Form>
void tell_holds(decisions::model const& of, row_span rows, Form& into) {
    for_rows(of.holds, of.hold_starts, rows, [&](decided_hold const& one) {
        auto const& hold = of.treatment().holds[one.hold];
        into.begin(one.row);
        into.text(hold.name);
        into.text(hold.label);
        into.day(one.when.from);
        into.day(one.when.end ? std::optional(date{one.when.end->days - 1}) : std::nullopt);
        into.texts(names_of_frozen(hold.freezes));
        into.text(one.reason);
        into.text(one.owner);
        into.truth(is_in_force(one, of.as_of()));
        into.text(one.refused);
        into.end();
    });
}

[[nodiscard]] inline told_columns promise_columns(decisions::model const& of) {
    int const scale = of.treatment().promises ? of.treatment().promises->money.scale : 0;
    return {{"", told::key},
            {"promise", told::text},
            {"state", told::coded},
            {"amount", told::amount, scale},
            {"paid", told::amount, scale},
            {"made", told::moment},
            {"due", told::day},
            {"last_day", told::day},
            {"decided", told::day},
            {"kept_once", told::day},
            {"undone", told::day}};
}

template <class Form>
void tell_promises(decisions::model const& of, row_span rows, Form& into) {
    int const scale = of.treatment().promises ? of.treatment().promises->money.scale : 0;
    for_rows(of.promises, of.promise_starts, rows, [&](decided_promise const& one) {
        into.begin(one.row);
        into.text(one.id);
        into.text(treatment::promise_state_names[static_cast<std::size_t>(one.standing.state)]);
        into.amount(decimal(one.promised.amount, scale));
        into.amount(decimal(one.standing.paid, scale));
        into.moment(one.promised.made);
        into.day(one.promised.due);
        into.day(one.standing.last_day);
        into.day(one.standing.decided);
        into.day(one.standing.kept_once);
        into.day(one.standing.undone);
        into.end();
    });
}

[[nodiscard]] inline told_columns contact_columns() {
    return {{"", told::key},          {"channel", told::coded},
            {"allowed", told::truth}, {"first_allowed", told::moment},
            {"zone", told::coded},    {"binding", told::texts},
            {"label", told::coded},   {"presumption", told::truth},
            {"left", told::whole},    {"tightest", told::coded},
            {"held_by", told::coded}, {"unanswered", told::coded},
            {"pack", told::texts}};
}

/// `label`: of the limits that say no; `presumption`: none of them is a ban.
template <class Form>
void tell_contact(decisions::model const& of, decided_contact const& one, contact_place const& place,
                  Form& into) {
    std::vector<std::string> labels;
    for (auto const i : one.may.binding)
        labels.push_back(caption_of(place.limits[i].id, place.limits[i].label));
    into.begin(one.row);
    into.text(of.treatment().contact->channels[one.channel]);
    into.truth(one.may.is_allowed);
    into.moment(one.may.first);
    into.text(place.clock->name);
    into.texts(one.binding);
    into.text(joined(labels, "; "));
    into.truth(!one.may.is_allowed && one.may.is_allowed_by_caps);
    into.whole(one.may.left ? std::optional<std::int64_t>(*one.may.left) : std::nullopt);
    into.text(one.may.tightest ? std::string_view(place.limits[*one.may.tightest].id) : std::string_view());
    into.text(one.held_by);
    into.text(one.may.unanswered);
    into.texts(place.packs);
    into.end();
}

template <class Form>
void tell_contacts(decisions::model const& of, row_span rows, Form& into) {
    for_contacts(of, rows, [&](decided_contact const& one, contact_place const& place) {
        tell_contact(of, one, place, into);
    });
}

/// The tables of `decisions`, over all accounts.
[[nodiscard]] inline batch decision_table(decisions::model const& of) {
    told_table made(of, decision_columns(of));
    tell_decisions(of, all_rows(of), made);
    return made.finish();
}
[[nodiscard]] inline batch effect_table(decisions::model const& of) {
    told_table made(of, effect_columns());
    tell_effects(of, all_rows(of), made);
    return made.finish();
}
[[nodiscard]] inline batch task_table(decisions::model const& of) {
    told_table made(of, task_columns());
    tell_tasks(of, all_rows(of), made);
    return made.finish();
}
[[nodiscard]] inline batch hold_table(decisions::model const& of) {
    told_table made(of, hold_columns());
    tell_holds(of, all_rows(of), made);
    return made.finish();
}
[[nodiscard]] inline batch promise_table(decisions::model const& of) {
    told_table made(of, promise_columns(of));
    tell_promises(of, all_rows(of), made);
    return made.finish();
}
[[nodiscard]] inline batch contact_table(decisions::model const& of) {
    told_table made(of, contact_columns());
    tell_contacts(of, all_rows(of), made);
    return made.finish();
}
[[nodiscard]] inline batch message_table(decisions::model const& of) {
    told_table made(of, message_columns());
    tell_messages(of, all_rows(of), made);
    return made.finish();
}
[[nodiscard]] inline batch advice_table(decisions::model const& of) {
    told_table made(of, advice_columns());
    tell_advice(of, all_rows(of), made);
    return made.finish();
}

}  // namespace tramo::deciding
