// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A machine as a graph: from which states each rule really leads on, once rules written before it have taken
// their share, and which states can be reached.
#pragma once

#include <algorithm>
#include <bitset>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <tramo/alerts/machine.hpp>

namespace tramo::alerts::verifying {

/// Room for every number a state can have, so that a wrong one cannot lead outside.
using state_set = std::bitset<256>;
using cause_key = std::pair<std::uint32_t, std::int32_t>;

inline cause_key key_of(cause const& what) {
    return {what.event, what.guard};
}

/// The lowest state of a set that is not empty.
inline state_number lowest(state_set const& states) {
    std::size_t state = 0;
    while (state + 1 < states.size() && !states.test(state)) ++state;
    return static_cast<state_number>(state);
}

/// Where a rule leads; none for `restore`, which leads back to where the unit has been.
inline std::optional<state_number> destination(transition const& rule) {
    if (rule.what == effect::restore) return std::nullopt;
    return rule.what == effect::clear ? no_alert : rule.target;
}

/// Whether every event that the second means is one that the first means too.
inline bool takes(cause const& first, cause const& second) {
    return first.event == second.event && (first.guard == -1 || first.guard == second.guard);
}

/// A rule leads from any of `from` to `to`.
struct edge {
    std::uint32_t transition = 0;
    state_set from;
    state_number to = no_alert;
};

/// One cause of a rule, and the states in which no earlier rule takes it.
struct heard_cause {
    std::uint32_t transition = 0;
    cause what;
    state_set live;
};

class shape {
public:
    shape(machine const& what, std::vector<cause> const& impossible)
        : what_(what), causes_(what.transitions.size()) {
        for (auto const& never : impossible) impossible_.insert(key_of(never));
        for (std::size_t state = 0; state <= what.states.size(); ++state) all_.set(state);
        hear();
        time();
        connect();
        reach();
    }

    [[nodiscard]] state_set const& reachable() const { return reachable_; }
    /// By rule, in the order of their transitions.
    [[nodiscard]] std::vector<edge> const& edges() const { return edges_; }
    /// The causes of a rule that are not known to be impossible.
    [[nodiscard]] std::vector<heard_cause> const& causes(std::uint32_t transition) const {
        return causes_[transition];
    }
    /// The causes of all rules that hear an event, in the order of the rules.
    [[nodiscard]] std::vector<heard_cause> const& hearing(std::uint32_t event) const {
        auto const found = hearing_.find(event);
        return found == hearing_.end() ? nobody_ : found->second;
    }

    /// The states a rule speaks of.
    [[nodiscard]] state_set leaves(std::uint32_t transition) const {
        auto const& from = what_.transitions[transition].from;
        if (from.empty()) return all_;
        state_set named;
        for (auto const state : from) named.set(state);
        return named & all_;
    }
    /// The same but for the one it leads to: none where it leads nowhere new.
    [[nodiscard]] state_set leaves_for_good(std::uint32_t transition) const {
        auto const& rule = what_.transitions[transition];
        auto const aim = destination(rule);
        if (!aim) return {};
        auto left = leaves(transition);
        left.reset(*aim);
        return left;
    }

    [[nodiscard]] bool can_be_set(std::uint32_t slot) const {
        return slot < what_.slots.size() && impossible_.count({what_.slots[slot].event, -1}) == 0;
    }
    /// The timer that fires first in a state.
    [[nodiscard]] std::optional<std::uint32_t> first_timer(state_number state) const {
        auto const found = first_timers_.find(state);
        return found == first_timers_.end() ? std::nullopt : std::optional(found->second);
    }
    /// Whether a rule ever leads a unit on.
    [[nodiscard]] bool is_walked(std::uint32_t transition) const {
        return std::any_of(edges_.begin(), edges_.end(), [&](edge const& one) {
            return one.transition == transition && (one.from & reachable_).any();
        });
    }

private:
    [[nodiscard]] bool is_impossible(cause const& what) const {
        return impossible_.count(key_of(what)) != 0 || impossible_.count({what.event, -1}) != 0;
    }

    /// What each rule on events still hears.
    void hear() {
        std::map<cause_key, state_set> taken;
        for (std::uint32_t number = 0; number < what_.transitions.size(); ++number) {
            auto const& rule = what_.transitions[number];
            if (rule.when != transition::trigger::on) continue;
            auto const states = leaves(number);
            for (auto const& one : rule.causes) {
                if (is_impossible(one)) continue;
                auto const live = states & ~taken[{one.event, -1}] & ~taken[key_of(one)];
                causes_[number].push_back({number, one, live});
                hearing_[one.event].push_back(causes_[number].back());
            }
            for (auto const& one : causes_[number]) taken[key_of(one.what)] |= states;
        }
    }

    /// Which timer is the first in each state: whoever stays long enough for the second has left by then.
    void time() {
        for (std::uint32_t number = 0; number < what_.transitions.size(); ++number) {
            if (what_.transitions[number].when != transition::trigger::after) continue;
            auto const states = leaves_for_good(number);
            for (std::size_t state = 0; state < states.size(); ++state)
                if (states.test(state)) time(static_cast<state_number>(state), number);
        }
    }
    void time(state_number state, std::uint32_t number) {
        auto const [known, is_new] = first_timers_.try_emplace(state, number);
        if (!is_new && what_.transitions[number].days < what_.transitions[known->second].days)
            known->second = number;
    }

    [[nodiscard]] state_set walks(std::uint32_t number) const {
        auto const& rule = what_.transitions[number];
        state_set from;
        if (rule.when == transition::trigger::on) {
            for (auto const& one : causes_[number]) from |= one.live;
        } else if (rule.when == transition::trigger::after) {
            for (auto const& [state, timer] : first_timers_)
                if (timer == number) from.set(state);
        } else if (can_be_set(rule.slot)) {
            from = leaves(number);
            if (climbs(rule)) from &= state_set().set(rule.target - std::size_t{1});
        }
        return from & leaves_for_good(number);
    }

    /// A ladder climbs by its deadlines, one rung after the other, and falls when they move.
    [[nodiscard]] bool climbs(transition const& rule) const {
        return what_.without_skipping && rule.when == transition::trigger::deadline &&
               rule.what == effect::enter && rule.target != no_alert;
    }

    void connect() {
        for (std::uint32_t number = 0; number < what_.transitions.size(); ++number) {
            auto const& rule = what_.transitions[number];
            auto const from = walks(number);
            if (from.none()) continue;
            edges_.push_back({number, from, *destination(rule)});
            if (!climbs(rule)) continue;
            edges_.push_back({number, above(rule.target), static_cast<state_number>(rule.target - 1)});
        }
    }
    /// Who stands on a rung or higher falls when that rung's deadline moves.
    [[nodiscard]] state_set above(state_number rung) const { return all_ & (~state_set() << rung); }

    void reach() {
        reachable_.set(no_alert);
        for (auto const raised : what_.raised_by_hand) reachable_.set(raised);
        reachable_ &= all_;
        for (std::size_t before = 0; before != reachable_.count();) {
            before = reachable_.count();
            for (auto const& one : edges_)
                if ((one.from & reachable_).any()) reachable_.set(one.to);
        }
    }

    machine const& what_;
    state_set all_;
    state_set reachable_;
    std::set<cause_key> impossible_;
    std::vector<std::vector<heard_cause>> causes_;
    std::map<std::uint32_t, std::vector<heard_cause>> hearing_;
    std::map<state_number, std::uint32_t> first_timers_;
    std::vector<edge> edges_;
    std::vector<heard_cause> nobody_;
};

}  // namespace tramo::alerts::verifying
