// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What stands behind best_actions: the feed, the cases, and what the search for the best found.
#pragma once

#include <tramo/impl/policy/action_feed.ipp>
#include <tramo/impl/policy/action_palettes.ipp>
#include <tramo/impl/policy/case_scope.ipp>

namespace tramo {

struct best_actions::model {
    prepared_policy with;
    std::shared_ptr<table const> feed, cases_given;
    best_action_options options;
    actions::palette_set palettes;
    std::optional<actions::kind_finder> finder;
    std::optional<acting::action_feed> reading;
    acting::case_facts facts;
    actions::case_standings found;
    acting::action_errors errors;
    acting::other_list others;
    std::optional<data_type> amount_type;
    std::vector<std::uint16_t> code_of_kind;  ///< by kind, `other` the last: index into the program's codes

    [[nodiscard]] program const& policy() const { return with.policy().program(); }
    [[nodiscard]] bool is_in_scope(std::uint32_t unit) const {
        return facts.groups.empty() || facts.groups[unit] < actions::apart_group;
    }
    /// Kind `other` has neither.
    [[nodiscard]] actions::action_kind const* kind(std::uint16_t of) const {
        return of < palettes.kinds.size() ? &palettes.kinds[of] : nullptr;
    }
    /// The one of depth 0 around it.
    [[nodiscard]] std::uint16_t outermost(std::uint16_t kind) const {
        while (kind < palettes.kinds.size() && palettes.kinds[kind].parent != actions::no_kind)
            kind = palettes.kinds[kind].parent;
        return kind;
    }
};

namespace acting {

/// From when to when actions count.
class action_period {
public:
    action_period(prepared_policy const& with, best_action_options const& options)
        : as_of_(with.asked().as_of), policy_(with.policy().program().window) {
        auto asked = options.window;
        using form = window_asked::kind_t;
        is_asked_ = asked.what != form::policy;
        if (!is_asked_) asked = of_policy();
        what_ = asked.what;
        asked_ = asked;
        is_of_cases_ = !is_asked_ && policy_.what == action_window::kind_t::since_field;
    }

    /// A rolling window has a day at least, and not more than anybody remembers.
    [[nodiscard]] bool has_fitting_days() const {
        return what_ != window_asked::kind_t::rolling || (asked_.days >= 1 && asked_.days <= most_days);
    }
    static constexpr std::int64_t most_days = 36'500;

    [[nodiscard]] bool needs_day() const {
        return what_ == window_asked::kind_t::month || what_ == window_asked::kind_t::rolling;
    }
    /// A window was asked for, and it is not the policy's.
    [[nodiscard]] bool is_other() const {
        if (!is_asked_) return false;
        auto const own = of_policy();
        return policy_.what == action_window::kind_t::since_field || what_ != own.what ||
               (what_ == window_asked::kind_t::rolling && asked_.days != own.days);
    }
    /// The window begins on a day that each case has.
    [[nodiscard]] bool is_of_cases() const { return is_of_cases_; }

    /// Requires the day where it is needed.
    [[nodiscard]] actions::best_options options() const {
        actions::best_options made;
        if (as_of_) {
            made.before = micros((as_of_->days + std::int64_t{1}));
            made.day_begin = micros(as_of_->days);
        }
        if (what_ == window_asked::kind_t::since) made.window_begin = micros(asked_.since.days);
        if (what_ == window_asked::kind_t::month)
            made.window_begin = micros(tramo::start_of_month(*as_of_).days);
        if (what_ == window_asked::kind_t::rolling)
            made.window_begin = micros(as_of_->days - asked_.days + 1);
        return made;
    }

private:
    [[nodiscard]] static std::int64_t micros(std::int64_t day) { return day * micros_of_day; }
    [[nodiscard]] window_asked of_policy() const {
        window_asked asked;
        asked.what = window_asked::kind_t::all;
        if (policy_.what == action_window::kind_t::month) asked.what = window_asked::kind_t::month;
        if (policy_.what == action_window::kind_t::rolling) {
            asked.what = window_asked::kind_t::rolling;
            asked.days = policy_.days;
        }
        return asked;
    }

    std::optional<date> as_of_;
    action_window policy_;
    window_asked asked_;
    window_asked::kind_t what_ = window_asked::kind_t::all;
    bool is_asked_ = false;
    bool is_of_cases_ = false;
};

}  // namespace acting

}  // namespace tramo
