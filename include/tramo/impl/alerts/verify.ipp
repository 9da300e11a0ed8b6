// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Finds what is wrong with a machine: its rules become edges between states, and the rest is reachability.
#pragma once

#include <tramo/alerts/verify.hpp>
#include <tramo/impl/alerts/shape.ipp>

namespace tramo::alerts {
namespace verifying {

class verification {
public:
    verification(machine const& what, never_true const& impossible,
                 std::vector<std::pair<cause, cause>> const& disjoint)
        : what_(what), shape_(what, impossible.guards) {
        for (auto const& [one, other] : disjoint) {
            disjoint_.insert({key_of(one), key_of(other)});
            disjoint_.insert({key_of(other), key_of(one)});
        }
    }

    [[nodiscard]] std::vector<finding> all() {
        unreachable_states();
        ways_out();
        taken_rules();
        timers();
        returns();
        if (what_.without_skipping) skips(false);
        return std::move(found_);
    }

    [[nodiscard]] std::vector<finding> skipped() {
        skips(true);
        return std::move(found_);
    }

private:
    using kind = finding::kind;

    [[nodiscard]] state_number last_state() const { return static_cast<state_number>(what_.states.size()); }

    [[nodiscard]] bool is_reachable(state_number state) const { return shape_.reachable().test(state); }

    void unreachable_states() {
        for (state_number state = 1; state <= last_state(); ++state)
            if (!is_reachable(state)) found_.push_back({kind::unreachable_state, state, 0, 0});
    }

    /// A rule that leads out of a state.
    [[nodiscard]] edge const* way_out(state_number state) const {
        for (auto const& one : shape_.edges())
            if (one.from.test(state)) return &one;
        return nullptr;
    }

    [[nodiscard]] bool hand_leads_out(state_number state) const {
        if (what_.clears_by_hand) return true;
        return std::any_of(what_.raised_by_hand.begin(), what_.raised_by_hand.end(),
                           [&](state_number raised) { return raised != state; });
    }

    /// What leads out of each state, kind by kind.
    void ways_out() {
        for (auto const sought : {kind::no_way_out, kind::manual_way_out_only, kind::not_manual_only})
            for (state_number state = 1; state <= last_state(); ++state)
                if (is_reachable(state)) judge_way_out(sought, state);
    }

    void judge_way_out(kind sought, state_number state) {
        bool const declared = what_.states[state - std::size_t{1}].is_manual_only;
        auto const* const rule = way_out(state);
        auto const judged = rule != nullptr         ? kind::not_manual_only
                            : hand_leads_out(state) ? kind::manual_way_out_only
                                                    : kind::no_way_out;
        bool const as_declared =
            judged != kind::no_way_out && (judged == kind::manual_way_out_only) == declared;
        if (judged != sought || as_declared) return;
        auto const transition = rule != nullptr ? rule->transition : 0;
        found_.push_back({judged, state, transition, transition});
    }

    /// Rules on events that others, written before them, take events from.
    void taken_rules() {
        std::vector<finding> dead;
        for (std::uint32_t number = 0; number < what_.transitions.size(); ++number) {
            if (what_.transitions[number].when != transition::trigger::on) continue;
            if (auto const taker = whole_taker(number))
                dead.push_back({kind::never_fires, no_alert, number, *taker});
            else
                find_overlap(number);
        }
        found_.insert(found_.end(), dead.begin(), dead.end());
    }

    /// The rule that takes the first event of one that never fires because of those before it.
    [[nodiscard]] std::optional<std::uint32_t> whole_taker(std::uint32_t number) const {
        auto const from = shape_.leaves(number) & shape_.reachable();
        auto const& causes = shape_.causes(number);
        if (from.none() || causes.empty()) return std::nullopt;
        for (auto const& one : causes)
            if ((one.live & shape_.reachable()).any()) return std::nullopt;
        auto const state = lowest(from);
        for (auto const& earlier : shape_.hearing(causes.front().what.event))
            if (takes(earlier.what, causes.front().what) && shape_.leaves(earlier.transition).test(state))
                return earlier.transition;
        return std::nullopt;
    }

    void find_overlap(std::uint32_t number) {
        std::optional<finding> first;
        for (auto const& own : shape_.causes(number)) {
            auto const met = overlap_of(number, own.what);
            if (met && (!first || met->other < first->other)) first = met;
        }
        if (first) found_.push_back(*first);
    }

    [[nodiscard]] std::optional<finding> overlap_of(std::uint32_t number, cause const& own) const {
        auto left = shape_.leaves(number) & shape_.reachable();
        auto const aim = destination(what_.transitions[number]);
        for (auto const& earlier : shape_.hearing(own.event)) {
            if (earlier.transition >= number || left.none()) break;
            auto const shared = left & earlier.live;
            bool const differs = destination(what_.transitions[earlier.transition]) != aim;
            if (shared.any() && differs && disjoint_.count({key_of(earlier.what), key_of(own)}) == 0)
                return finding{kind::overlap, lowest(shared), number, earlier.transition};
            // What is taken whole from this rule no longer meets those in between.
            if (takes(earlier.what, own)) left &= ~shape_.leaves(earlier.transition);
        }
        return std::nullopt;
    }

    void timers() {
        std::vector<finding> unset;
        for (std::uint32_t number = 0; number < what_.transitions.size(); ++number) {
            auto const& rule = what_.transitions[number];
            if (rule.when == transition::trigger::on) continue;
            if (rule.when == transition::trigger::deadline && !shape_.can_be_set(rule.slot))
                unset.push_back({kind::slot_never_set, no_alert, number, number});
            else if (!shape_.is_walked(number))
                found_.push_back({kind::timer_never_fires, no_alert, number, faster_timer(number)});
        }
        found_.insert(found_.end(), unset.begin(), unset.end());
    }

    /// The timer that fires before this one wherever this one could, else itself.
    [[nodiscard]] std::uint32_t faster_timer(std::uint32_t number) const {
        auto const& rule = what_.transitions[number];
        auto const from = shape_.leaves_for_good(number) & shape_.reachable();
        if (rule.when != transition::trigger::after || from.none()) return number;
        return shape_.first_timer(lowest(from)).value_or(number);
    }

    void returns() {
        auto raised = shape_.reachable();
        raised.reset(no_alert);
        if (raised.none() || what_.clears_by_hand) return;
        for (auto const& one : shape_.edges())
            if (one.to == no_alert && (one.from & raised).any()) return;
        found_.push_back({kind::raise_without_clear, no_alert, 0, 0});
    }

    void skips(bool each_state) {
        for (auto const& one : shape_.edges()) {
            auto const from = one.from & shape_.reachable();
            if (from.none()) continue;
            auto const first = lowest(from) + 1;
            auto const beyond = each_state ? int{one.to} : std::min(first + 1, int{one.to});
            for (int state = first; state < beyond; ++state)
                found_.push_back(
                    {kind::skips_state, static_cast<state_number>(state), one.transition, one.transition});
        }
    }

    machine const& what_;
    shape shape_;
    std::set<std::pair<cause_key, cause_key>> disjoint_;
    std::vector<finding> found_;
};

}  // namespace verifying

TRAMO_INLINE std::vector<finding> verify(machine const& what, never_true const& impossible,
                                         std::vector<std::pair<cause, cause>> const& disjoint) {
    return verifying::verification(what, impossible, disjoint).all();
}

TRAMO_INLINE std::vector<finding> skipped_states(machine const& what) {
    return verifying::verification(what, {}, {}).skipped();
}

}  // namespace tramo::alerts
