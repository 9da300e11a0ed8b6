// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Where each effect stands for each account: whether it holds, what keeps it, and on which days it may be
// done.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <tramo/impl/policy/decision_holds.ipp>
#include <tramo/impl/policy/decision_surroundings.ipp>
#include <tramo/treatment/permitted_days.hpp>
#include <tramo/treatment/task_key.hpp>

namespace tramo::deciding {

/// What of a hold keeps an effect from being done.
[[nodiscard]] constexpr frozen frozen_by(effect_kind what) {
    switch (what) {
        case effect_kind::block:
            return frozen::blocks;
        case effect_kind::cut:
            return frozen::cuts;
        case effect_kind::notify:
            return frozen::messages;
        default:
            return frozen::tasks;
    }
}

/// The day that a task's key holds, so that it comes again as often as the policy says.
[[nodiscard]] inline std::optional<date> key_day_of(effect_definition const& effect,
                                                    std::optional<date> anchor, date as_of) {
    switch (effect.repeats) {
        case recurrence::daily:
            return as_of;
        case recurrence::weekly:
            return treatment::start_of_week(as_of);
        case recurrence::monthly:
            return start_of_month(as_of);
        default:
            return anchor;
    }
}

class effect_finder {
public:
    explicit effect_finder(decisions::model& into) : model_(into), texts_(into, all_rows(into)) {
        for (auto const& one : into.treatment().calendars)
            calendars_.push_back(calendar_of(one, into.around()));
        for (auto const& one : into.plan().effects) rules_.push_back(rule_of(definition(one)));
    }

    void find() {
        model_.effect_starts.assign(model_.rows() + 1, 0);
        for (std::uint32_t row = 0; row < model_.rows(); ++row) {
            if (!model_.is_set_apart(row)) {
                auto const answers = model_.treated_answers(row);
                for (std::size_t i = 0; i < rules_.size(); ++i) decide(i, row, answers);
            }
            model_.effect_starts[row + 1] = model_.effects.size();
        }
    }

private:
    [[nodiscard]] effect_definition const& definition(planned_effect const& of) const {
        return model_.treatment().effects[of.effect];
    }

    [[nodiscard]] treatment::day_rule rule_of(effect_definition const& of) const {
        treatment::day_rule rule;
        rule.after = of.after_days;
        rule.is_after_business = of.is_after_business;
        rule.within = of.within_days;
        rule.is_within_business = of.is_within_business;
        rule.month_from = of.month_from;
        rule.month_until = of.month_until;
        rule.weekdays = of.weekdays;
        rule.holidays = of.holidays == holiday_rule::keep        ? treatment::holiday_policy::keep
                        : of.holidays == holiday_rule::following ? treatment::holiday_policy::following
                                                                 : treatment::holiday_policy::preceding;
        if (of.calendar != no_index && calendars_[of.calendar]) rule.calendar = &*calendars_[of.calendar];
        return rule;
    }
    /// Whether every day is as good as any other.
    [[nodiscard]] static bool is_any_day(treatment::day_rule const& rule) {
        return rule.after == 0 && !rule.is_after_business && !rule.within && rule.month_from == 0 &&
               rule.weekdays == 0 && rule.holidays == treatment::holiday_policy::keep;
    }

    [[nodiscard]] bool needs_calendar(std::size_t index) const {
        auto const& rule = rules_[index];
        return rule.is_after_business || rule.is_within_business ||
               rule.holidays != treatment::holiday_policy::keep;
    }

    void decide(std::size_t index, std::uint32_t row, detail::row_answers const& answers) {
        auto const& planned = model_.plan().effects[index];
        bool const is_due = planned.condition == no_index || answers.is_true(planned.condition);
        bool const stands = planned.stands != no_index && answers.is_true(planned.stands);
        bool const is_unknown = !is_due && !stands &&
                                ((planned.condition != no_index && answers.is_unknown(planned.condition)) ||
                                 (planned.stands != no_index && answers.is_unknown(planned.stands)));
        if (!is_due && !stands && !is_unknown) return;
        auto const& effect = definition(planned);
        decided_effect one;
        one.row = row;
        one.effect = static_cast<std::uint16_t>(planned.effect);
        one.stands = stands && !is_due;
        auto const* const since = planned.since == no_index ? nullptr : answers.number(planned.since);
        bool const lacks_day = planned.since != no_index && since == nullptr;
        std::optional<date> anchor;
        if (since != nullptr)
            anchor = date{static_cast<std::int32_t>(
                rescale(*since, 0, rounding::floor).value_or(decimal()).coefficient)};
        bool const is_permitted = find_days(index, anchor.value_or(model_.as_of()), one);
        one.holds = holds_in_force(model_, row, frozen_by(effect.what));
        one.missing = missing_of(effect, planned, row, answers);
        one.key_day = key_day_of(effect, anchor, model_.as_of());
        if (lacks_day) one.first = one.next = one.last = std::nullopt;
        if (is_unknown || lacks_day || one.lacks_calendar)
            one.status = effect_status::unknown;
        else if (planned.release != no_index && answers.is_true(planned.release))
            one.status = effect_status::released;
        else
            one.status = status_of(one, is_permitted);
        model_.effects.push_back(one);
    }

    [[nodiscard]] static effect_status status_of(decided_effect const& one, bool is_permitted) {
        if (one.holds != 0) return effect_status::held;
        if ((one.missing & 0xFFFF) != 0) return effect_status::lacking;
        if (one.missing != 0) return effect_status::unapproved;
        return is_permitted ? effect_status::in_force : effect_status::waiting;
    }

    /// Whether it may be done on the day asked for. What is late is still to be done, on a day of those that
    /// are named.
    bool find_days(std::size_t index, date anchor, decided_effect& into) const {
        auto const as_of = model_.as_of();
        if (is_any_day(rules_[index]) && anchor <= as_of) {
            into.first = anchor;
            into.next = as_of;
            return true;
        }
        auto days = treatment::find_permitted_days(rules_[index], anchor, as_of);
        if (days.is_late) {
            auto unbounded = rules_[index];
            unbounded.within.reset();
            auto const still = treatment::find_permitted_days(unbounded, anchor, as_of);
            days.next = still.next;
            days.is_today = still.is_today;
        }
        into.first = days.first;
        into.next = days.next;
        into.last = days.last;
        into.is_late = days.is_late;
        into.lacks_calendar =
            !days.next && !days.is_late && !days.unanswered.empty() && needs_calendar(index);
        return days.is_today;
    }

    /// Bits of the requirements that are not true, from bit 16 on of the approvals that are not there.
    [[nodiscard]] std::uint32_t missing_of(effect_definition const& effect, planned_effect const& planned,
                                           std::uint32_t row, detail::row_answers const& answers) {
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < effect.requirements.size(); ++i)
            if (!answers.is_true(planned.requirements + i)) bits |= 1U << i;
        for (std::size_t i = 0; i < effect.approvals.size(); ++i) {
            auto const condition = planned.approvals[i].condition;
            bool const is_needed =
                condition == no_index || answers.is_true(condition) || answers.is_unknown(condition);
            if (is_needed && !is_approved(effect.approvals[i], row)) bits |= 1U << (16 + i);
        }
        return bits;
    }

    [[nodiscard]] bool is_approved(effect_approval const& asked, std::uint32_t row) {
        if (asked.evidence_field != no_index && !texts_.is_evidence(asked.evidence_field, row)) return false;
        if (asked.by_field == no_index) return asked.evidence_field != no_index;
        return texts_.names_role(asked, row);
    }

    decisions::model& model_;
    account_texts texts_;
    std::vector<std::optional<business_calendar>> calendars_;
    std::vector<treatment::day_rule> rules_;  ///< by effect of the plan
};

}  // namespace tramo::deciding
