// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is wrong with the machines of a policy, told where it is written.
#pragma once

#include <tramo/alerts/verify.hpp>
#include <tramo/check/lint.hpp>
#include <tramo/impl/policy/alert_machines.ipp>

namespace tramo::alerting {

[[nodiscard]] inline alerts::cause cause_of(event_guard const& one) {
    return {static_cast<std::uint32_t>(one.event),
            one.guard == no_index ? -1 : static_cast<std::int32_t>(one.guard)};
}

class finding_teller {
public:
    finding_teller(program const& policy, std::size_t alert)
        : alert_(policy.alerts[alert]), in_(policy.document.language) {}

    [[nodiscard]] diagnostic tell(alerts::finding const& one) const {
        using kind = alerts::finding::kind;
        switch (one.what) {
            case kind::unreachable_state:
                return at_state(one, "T4021", "nothing leads to the state " + state(one.state),
                                "never reached", {"add a transition to it, or take it out"});
            case kind::no_way_out:
                return at_state(
                    one, "T4022", "nothing leads out of the state " + state(one.state),
                    "once here, always here",
                    {"add a transition with `=> " + word(keyword::clear) + "`",
                     "or let a hand do it: `" + word(keyword::manual) + " " + word(keyword::clear) +
                         "`, and mark the state `" + word(keyword::manual_only) + "`"});
            case kind::manual_way_out_only:
                return at_state(one, "T4023", "only a hand leads out of the state " + state(one.state),
                                "no event and no time clears it",
                                {"if that is meant, mark the state `" + word(keyword::manual_only) + "`"});
            case kind::not_manual_only:
                return with_other(
                    at_state(one, "T4023", "the state " + state(one.state) + " is left by more than a hand",
                             "said to be `" + word(keyword::manual_only) + "`", {"take one of the two out"}),
                    one.transition, "leads out of it");
            case kind::overlap:
                return with_other(
                    at_transition(
                        one, "T4024", "two transitions can fire on the same event", "leads elsewhere",
                        {"the first written wins; to say it yourself, make their conditions exclude "
                         "each other"}),
                    one.other, "this one wins");
            case kind::never_fires:
                return with_other(
                    at_transition(one, "T4025", "this transition never fires", "nothing is left for it",
                                  {"move it before the other, or take it out"}),
                    one.other, "takes all of its events");
            default:
                return tell_of_time(one);
        }
    }

private:
    [[nodiscard]] diagnostic tell_of_time(alerts::finding const& one) const {
        using kind = alerts::finding::kind;
        switch (one.what) {
            case kind::timer_never_fires: {
                auto made = at_transition(one, "T4025", "this transition never fires",
                                          "its states are never reached, or left before",
                                          {"let it start from a state that is reached"});
                return one.other != one.transition
                           ? with_other(std::move(made), one.other, "always comes first")
                           : made;
            }
            case kind::slot_never_set:
                return at_transition(one, "T4025", "this transition never fires",
                                     "the event that sets its day never happens", {});
            case kind::raise_without_clear:
                return finding_at("T4026", "the alert `" + alert_.name + "` is raised and never cleared",
                                  alert_.at, "no way back to none",
                                  {"add a transition with `=> " + word(keyword::clear) + "`"});
            default: {
                auto const skipping = word(keyword::without_skipping);
                if (!alert_.without_skipping)
                    return at_transition(
                        one, "T4027", "this transition passes over the state " + state(one.state),
                        "leads past it",
                        {"let it start from the state before, or declare the alert `" + skipping + "`"});
                return at_transition(
                    one, "T4027", "this transition passes over the state " + state(one.state),
                    "the alert is declared `" + skipping + "`",
                    {"let it start from the state before, or take `" + skipping + "` off the alert"});
            }
        }
    }

    [[nodiscard]] std::string word(keyword which) const { return std::string(spelling(which, in_)); }
    [[nodiscard]] std::string state(std::size_t number) const {
        return number == 0 ? "`" + word(keyword::none_) + "`" : "`" + alert_.states[number - 1].name + "`";
    }

    [[nodiscard]] static diagnostic finding_at(char const* code, std::string message, span where,
                                               std::string label, std::vector<std::string> help) {
        auto const level = std::string_view(code) == "T4027" ? severity::error : severity::warning;
        return {code, level, std::move(message), {{where, std::move(label)}}, std::move(help)};
    }
    [[nodiscard]] diagnostic at_state(alerts::finding const& one, char const* code, std::string message,
                                      std::string label, std::vector<std::string> help) const {
        return finding_at(code, std::move(message), alert_.states[one.state - 1U].at, std::move(label),
                          std::move(help));
    }
    [[nodiscard]] diagnostic at_transition(alerts::finding const& one, char const* code, std::string message,
                                           std::string label, std::vector<std::string> help) const {
        return finding_at(code, std::move(message), alert_.transitions[one.transition].at, std::move(label),
                          std::move(help));
    }
    [[nodiscard]] diagnostic with_other(diagnostic made, std::uint32_t transition, std::string label) const {
        made.labels.push_back({alert_.transitions[transition].at, std::move(label)});
        return made;
    }

    alert_definition const& alert_;
    language in_;
};

/// An alert that has no way out of some state is not told again that it has none at all.
[[nodiscard]] inline std::vector<diagnostic> find_in_machines(program const& policy,
                                                              std::vector<alerts::machine> const& machines) {
    std::vector<diagnostic> found;
    if (machines.empty()) return found;
    alerts::never_true impossible;
    for (auto const& one : never_true_guards(policy)) impossible.guards.push_back(cause_of(one));
    std::vector<std::pair<alerts::cause, alerts::cause>> disjoint;
    for (auto const& [a, b] : disjoint_guards(policy)) disjoint.emplace_back(cause_of(a), cause_of(b));
    for (std::size_t i = 0; i < machines.size(); ++i) {
        finding_teller const teller(policy, i);
        bool has_dead_end = false;
        for (auto const& one : alerts::verify(machines[i], impossible, disjoint)) {
            using kind = alerts::finding::kind;
            has_dead_end = has_dead_end || one.what == kind::no_way_out;
            if (one.what == kind::raise_without_clear && has_dead_end) continue;
            found.push_back(teller.tell(one));
        }
    }
    return found;
}

}  // namespace tramo::alerting
