// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What leads an alert from one state to another: events, time, and hands.
#pragma once

#include <tramo/impl/check/deadlines.ipp>

namespace tramo::checking {

class transition_checker {
public:
    transition_checker(workspace& work, std::size_t alert) : work_(work), index_(alert), guards_(work) {}

    void read(ast::alert_declaration const& written) {
        bool is_raised_by_hand = false;
        for (auto const& member : written.members) {
            if (auto const* one = std::get_if<ast::transition_declaration>(&member)) add(*one);
            if (auto const* one = std::get_if<ast::manual_declaration>(&member)) {
                add(*one);
                is_raised_by_hand = is_raised_by_hand || one->what == keyword::raise;
            }
        }
        auto const& of = alert();
        bool const is_known_gap = of.states.empty() || work_.broken.contains(of.name);
        if (!of.transitions.empty() || is_raised_by_hand || is_known_gap) return;
        work_.report(problem(
            "T4016", "nothing raises alert " + backquoted(of.name), of.at, "no event, no time, no hand",
            {"say what does: " + work_.word(keyword::on) + " event => " + of.states[0].name}));
    }

private:
    [[nodiscard]] alert_definition& alert() { return work_.program.alerts[index_]; }

    void add(ast::transition_declaration const& written) {
        alert_transition added;
        added.trigger = written.trigger;
        added.at = written.at;
        added.rule_id = alert().name + "." + std::to_string(alert().transitions.size() + 1);
        added.from = states(written.from);
        set_target(written, added);
        switch (written.trigger) {
            case keyword::on:
                added.events = events(written.events, written.condition);
                break;
            case keyword::after:
                set_length(written, added);
                break;
            default:
                set_deadline(written, added);
        }
        if (added.effect == keyword::restore) require_reversals(written, added);
        alert().transitions.push_back(std::move(added));
    }

    void add(ast::manual_declaration const& written) {
        auto& of = alert();
        auto const [first, is_new] = by_hand_.try_emplace(written.what, written.at);
        if (!is_new) {
            auto what = problem("T1019", "what hands may do is said twice", written.at, "again here",
                                {"put it into one line"});
            what.labels.push_back({first->second, "first said here"});
            return work_.report(std::move(what));
        }
        if (written.what == keyword::clear) {
            of.clears_by_hand = true;
            of.needs_confirmation = written.with_confirmation;
            return;
        }
        of.raised_by_hand = states(written.states);
        auto const none = std::find(of.raised_by_hand.begin(), of.raised_by_hand.end(), std::size_t{0});
        if (none != of.raised_by_hand.end()) refuse_none(written.at, "raises no alert", clear_help());
        if (!written.states.empty()) return;
        for (std::size_t i = 1; i <= of.states.size(); ++i) of.raised_by_hand.push_back(i);
    }

    void refuse_none(span at, std::string label, std::string help) {
        work_.report(problem("T4014", backquoted(work_.word(keyword::none_)) + " is the state of no alert",
                             at, std::move(label), {std::move(help)}));
    }
    [[nodiscard]] std::string first_state() { return alert().states.empty() ? "…" : alert().states[0].name; }
    [[nodiscard]] std::string clear_help() const {
        return "to take an alert away write: " + work_.word(keyword::clear);
    }

    /// The number of a state, counted from 1, and 0 for none; nothing, with a diagnostic, when unknown.
    [[nodiscard]] std::optional<std::size_t> state(ast::name const& named) {
        auto const& all = alert().states;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].name == named.text) return i + 1;
        if (is_none(named.text, work_)) return std::size_t{0};
        if (work_.broken.contains(named.text)) return {};
        std::vector<std::string> names;
        for (auto const& one : all) names.push_back(one.name);
        auto help = did_you_mean(named.text, names);
        if (help.empty()) help = {"declare it: " + work_.word(keyword::state) + " " + named.text};
        work_.report(problem("T3015",
                             "alert " + backquoted(alert().name) + " has no state " + backquoted(named.text),
                             named.at, "not declared", std::move(help)));
        return {};
    }

    [[nodiscard]] std::vector<std::size_t> states(std::vector<ast::name> const& named) {
        std::vector<std::size_t> all;
        for (auto const& one : named) {
            auto const found = state(one);
            if (!found) continue;
            if (std::find(all.begin(), all.end(), *found) != all.end())
                report_twice(one);
            else
                all.push_back(*found);
        }
        return all;
    }

    void report_twice(ast::name const& named) {
        work_.report(problem("T1019", backquoted(named.text) + " is said twice", named.at, "again here",
                             {"take one of them out"}));
    }

    void set_target(ast::transition_declaration const& written, alert_transition& added) {
        added.effect = written.target.what;
        if (added.effect != keyword::state) return;
        auto const found = state(written.target.state);
        if (!found) return;
        if (*found == 0) refuse_none(written.target.at, "leads to no alert", clear_help());
        added.target = *found;
    }

    [[nodiscard]] std::vector<event_guard> events(std::vector<ast::name> const& named,
                                                  std::optional<ast::expression> const& condition) {
        std::vector<event_guard> all;
        std::unordered_set<std::string> met;
        for (auto const& one : named) {
            if (!met.insert(one.text).second) {
                report_twice(one);
                continue;
            }
            auto const found = event(one);
            if (!found) continue;
            auto const guard = condition ? guards_.guard(*found, *condition) : no_index;
            all.push_back({*found, guard});
        }
        return all;
    }

    [[nodiscard]] std::optional<std::size_t> event(ast::name const& named) {
        auto const* const found = work_.symbols.find(named.text);
        if (found == nullptr || found->kind != symbol_kind::event) {
            bool const is_known_gap =
                work_.broken.contains(named.text) || (found != nullptr && found->is_broken);
            if (!is_known_gap) report_unknown_event(work_, named);
            return {};
        }
        require_child(found->index, named.at);
        return found->index;
    }

    /// An alert per child must be told which child an event concerns.
    void require_child(std::size_t event, span at) {
        auto const& of = alert();
        auto const& heard = work_.program.events[event];
        if (of.collection == no_index || heard.collection == of.collection) return;
        auto const& kept_for = work_.program.fields.collections[of.collection].name;
        auto what =
            problem("T4013",
                    "event " + backquoted(heard.name) + " does not say which of the " + backquoted(kept_for) +
                        " it concerns",
                    at, "which of them?",
                    {"declare it: " + work_.word(keyword::event) + " " + heard.name + " " +
                     work_.word(keyword::of) + " " + kept_for + " " + work_.word(keyword::by) + " column"});
        what.labels.push_back({of.at, "one state for each of the " + backquoted(kept_for)});
        work_.report(std::move(what));
    }

    void set_length(ast::transition_declaration const& written, alert_transition& added) {
        if (std::find(added.from.begin(), added.from.end(), std::size_t{0}) != added.from.end())
            refuse_none(written.at, "it has no beginning to count from",
                        "name a state that is entered: … " + work_.word(keyword::in) + " " + first_state());
        if (written.length) added.days = guards_.whole_days(*written.length);
    }

    void set_deadline(ast::transition_declaration const& written, alert_transition& added) {
        added.is_reached = written.is_reached;
        added.without = events(written.without, written.without_condition);
        if (!written.deadline) return;
        auto const found = guards_.deadline(*written.deadline);
        if (!found) return;
        added.deadline_event = found->event;
        added.deadline = found->guard;
        require_child(found->event, written.deadline->at);
    }

    void require_reversals(ast::transition_declaration const& written, alert_transition const& added) {
        auto const refuse = [&](span at, std::string label, std::string help) {
            work_.report(problem("T4014", "only an event that undoes another restores what was before", at,
                                 std::move(label), {std::move(help)}));
        };
        auto const restore = work_.word(keyword::restore);
        if (written.trigger != keyword::on)
            return refuse(written.target.at, "time undoes nothing",
                          "write: " + work_.word(keyword::on) + " event => " + restore);
        if (written.condition || !written.from.empty())
            return refuse(written.condition ? written.condition->at : written.from.front().at,
                          "whatever it restores, it does so always",
                          "take the condition and the states off: … => " + restore);
        for (auto const& one : added.events) {
            auto const& heard = work_.program.events[one.event];
            if (heard.reverses != no_index) continue;
            refuse(written.target.at, backquoted(heard.name) + " undoes no event",
                   "declare it: " + work_.word(keyword::event) + " " + heard.name + " " +
                       work_.word(keyword::reverses) + " …");
        }
    }

    workspace& work_;
    std::size_t index_;
    guard_checker guards_;
    std::map<keyword, span> by_hand_;
};

}  // namespace tramo::checking
