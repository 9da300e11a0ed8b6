// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random alerts as a policy that loads and as the slow reading wants them.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "random_expression.hpp"
#include "slow_alerts.hpp"

namespace tramo_test {

inline constexpr int event_types = 4, reversed_type = 0, reversal_type = 3;
inline constexpr std::array<char const*, event_types> event_names = {"a", "b", "c", "undo"};

struct machine_kinds {
    bool timers = true, restores = true, aggregates = true, children = false;
};

/// A policy of several alerts over the events a, b, c, and undo, which reverses an a. Each has a number `n`
/// and a day `d`, which may be missing.
class random_machines {
public:
    std::vector<slow_alert> alerts;
    std::vector<slow_guard> counters;  ///< whose bounds are of no meaning
    bool has_children = false;
    std::string text;

    random_machines(dice& draw, machine_kinds kinds)
        : has_children(kinds.children), draw_(draw), kinds_(kinds) {
        std::string const of = has_children ? " of points" : "";
        text = "tramo 1 en\npolicy \"p\" version \"1\" { currency PEN }\nfield client : text key\n";
        if (has_children) text += "collection points { field point : text key }\n";
        for (int i = 0; i < event_types; ++i)
            text += "event " + name_of(i) + of + (i == reversal_type ? " reverses a by ref" : "") +
                    " { field n : integer optional  field d : date optional }\n";
        for (int i = 0; i < 2; ++i) add_counter();
        auto const count = 1 + draw_.roll(3);
        for (std::size_t i = 0; i < count; ++i) add_alert(i);
    }

private:
    [[nodiscard]] static std::string name_of(int event) {
        return event_names[static_cast<std::size_t>(event)];
    }
    [[nodiscard]] static std::string state(int number) {
        return number == 0 ? "none" : "s" + std::to_string(number);
    }
    [[nodiscard]] int roll(int sides) {
        return static_cast<int>(draw_.roll(static_cast<std::size_t>(sides)));
    }

    void add_counter() {
        auto const made = aggregate();
        text += "counter c" + std::to_string(counters.size()) + " = " + words_of(made) + "\n";
        counters.push_back(made);
    }

    void add_alert(std::size_t number) {
        slow_alert made;
        made.is_per_child = has_children && draw_.one_in(2);
        made.states = 1 + roll(3);
        static constexpr std::array<char const*, 3> words = {"any", "all", "worst"};
        auto const how = draw_.roll(3);
        made.of_children = how == 0 ? slow_alert::any : how == 1 ? slow_alert::all : slow_alert::worst;
        text += "alert m" + std::to_string(number) +
                (made.is_per_child ? std::string(" per points ") + words[how] : "") + " {\n";
        for (int i = 1; i <= made.states; ++i) {
            made.severities.push_back(1 + roll(3));
            text += "  state " + state(i) + " severity " + std::to_string(made.severities.back()) + "\n";
        }
        add_on(made, true);
        for (auto left = 1 + roll(5); left > 0; --left) add_transition(made);
        if (kinds_.restores && draw_.one_in(2)) add_restore(made);
        made.clears = draw_.one_in(2);
        made.confirms = made.clears && draw_.one_in(2);
        if (made.clears)
            text += std::string("  manual clear") + (made.confirms ? " with confirmation" : "") + "\n";
        if (draw_.one_in(2)) {
            made.raises = {1 + roll(made.states)};
            text += "  manual raise " + state(made.raises[0]) + "\n";
        }
        text += "}\n";
        alerts.push_back(std::move(made));
    }

    void add_transition(slow_alert& to) {
        if (!kinds_.timers || draw_.roll(5) < 3) return add_on(to, false);
        if (draw_.one_in(2)) return add_after(to);
        add_when(to);
    }

    void add_restore(slow_alert& to) {
        slow_transition back;
        back.events = {reversal_type};
        back.target = slow_transition::restore;
        to.transitions.push_back(back);
        text += "  on undo => restore\n";
    }

    void add_on(slow_alert& to, bool is_first) {
        slow_transition made;
        made.events = {is_first ? 0 : roll(event_types)};
        auto const more = roll(event_types);
        if (!is_first && more != made.events[0] && draw_.one_in(3)) made.events.push_back(more);
        made.guard = maybe_guard();
        if (!is_first) made.from = some_states(to, true);
        made.target = is_first ? 1 : roll(to.states + 1);
        text += "  on " + events(made.events) + where(made.guard) + from(made.from) + arrow(made.target);
        to.transitions.push_back(std::move(made));
    }

    void add_after(slow_alert& to) {
        slow_transition made;
        made.trigger = slow_transition::after;
        made.days = 1 + roll(12);
        made.from = some_states(to, false);
        made.target = roll(to.states + 1);
        if (made.from.empty()) made.from = {1};
        text += "  after " + std::to_string(made.days) + " days in " + names(made.from) + arrow(made.target);
        to.transitions.push_back(std::move(made));
    }

    void add_when(slow_alert& to) {
        slow_transition made;
        made.trigger = slow_transition::when;
        made.deadline_event = roll(event_types);
        made.days = roll(4);
        made.is_reached = draw_.one_in(2);
        made.from = some_states(to, true);
        made.target = roll(to.states + 1);
        text += "  when " + name_of(made.deadline_event) + ".d + " + std::to_string(made.days) + " days " +
                (made.is_reached ? "reached" : "passed");
        if (draw_.one_in(2)) {
            made.without = {roll(event_types)};
            made.without_guard = maybe_guard();
            text += " without " + events(made.without) + where(made.without_guard);
        }
        text += from(made.from) + arrow(made.target);
        to.transitions.push_back(std::move(made));
    }

    [[nodiscard]] std::vector<int> some_states(slow_alert const& of, bool with_none) {
        std::vector<int> some;
        if (draw_.one_in(2)) return some;
        for (int i = with_none ? 0 : 1; i <= of.states; ++i)
            if (draw_.one_in(2)) some.push_back(i);
        return some;
    }

    [[nodiscard]] std::optional<slow_guard> maybe_guard() {
        if (draw_.one_in(2)) return {};
        if (kinds_.aggregates && draw_.one_in(2)) return aggregate();
        slow_guard made;
        made.what = draw_.one_in(2) ? slow_guard::n_is : slow_guard::n_at_least;
        made.bound = roll(4);
        return made;
    }

    [[nodiscard]] slow_guard aggregate() {
        slow_guard made;
        made.what = draw_.one_in(2) ? slow_guard::count_at_least : slow_guard::sum_at_least;
        made.counted = roll(3);
        made.bound = 1 + roll(made.what == slow_guard::sum_at_least ? 6 : 4);
        if (draw_.one_in(2)) made.days = 1 + roll(30);
        if (draw_.one_in(2)) made.above = roll(3);
        return made;
    }

    [[nodiscard]] static std::string words_of(slow_guard const& of) {
        bool const is_sum = of.what == slow_guard::sum_at_least;
        return (is_sum ? "sum(" + name_of(of.counted) + ".n" : "count(" + name_of(of.counted)) +
               (of.above ? " where n > " + std::to_string(*of.above) : "") +
               (of.days > 0 ? " within " + std::to_string(of.days) + " days" : "") + ")";
    }

    [[nodiscard]] static std::string where(std::optional<slow_guard> const& guard) {
        if (!guard) return "";
        auto const bound = std::to_string(guard->bound);
        if (guard->what == slow_guard::n_at_least) return " where n >= " + bound;
        if (guard->what == slow_guard::n_is) return " where n = " + bound;
        return " where " + words_of(*guard) + " >= " + bound;
    }
    [[nodiscard]] static std::string events(std::vector<int> const& all) {
        std::string text;
        for (auto const one : all) text += (text.empty() ? "" : ", ") + name_of(one);
        return text;
    }
    [[nodiscard]] static std::string names(std::vector<int> const& states) {
        std::string text;
        for (auto const one : states) text += (text.empty() ? "" : ", ") + state(one);
        return text;
    }
    [[nodiscard]] static std::string from(std::vector<int> const& states) {
        return states.empty() ? "" : " from " + names(states);
    }
    [[nodiscard]] static std::string arrow(int target) {
        return " => " + (target == slow_transition::clear ? std::string("clear") : state(target)) + "\n";
    }

    dice& draw_;
    machine_kinds kinds_;
};

}  // namespace tramo_test
