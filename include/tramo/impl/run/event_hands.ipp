// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What was done by hand: rows that name an alert, an action, a state to raise and who did it.
#pragma once

#include <array>

#include <tramo/impl/run/event_entries.ipp>

namespace tramo::running {

/// The action that a word in any of the three languages names.
[[nodiscard]] inline std::optional<hand_act::kind> action_of(std::string const& word) {
    struct known_word {
        std::string_view word;
        hand_act::kind what;
    };
    using kind = hand_act::kind;
    static constexpr std::array<known_word, 11> known = {{{"raise", kind::raise},
                                                          {"marcar", kind::raise},
                                                          {"clear", kind::clear},
                                                          {"quitar", kind::clear},
                                                          {"remover", kind::clear},
                                                          {"confirm", kind::confirm},
                                                          {"confirmar", kind::confirm},
                                                          {"cancel", kind::cancel},
                                                          {"cancelar", kind::cancel},
                                                          {"confirmed", kind::confirm},
                                                          {"cancelled", kind::cancel}}};
    auto const folded = fold(word);
    for (auto const& one : known)
        if (one.word == folded) return one.what;
    return {};
}

class hand_reader {
public:
    hand_reader(program const& policy, table const& feed, feed_rows const& rows, event_errors& errors)
        : policy_(policy),
          rows_(rows),
          errors_(errors),
          alert_(column_of(feed, "alert")),
          action_(column_of(feed, "action")),
          state_(column_of(feed, "state")),
          user_(column_of(feed, policy.log.user)) {}

    /// The act of a row, or nothing, with an error.
    [[nodiscard]] std::optional<hand_act> read(std::int64_t row) {
        hand_act act;
        auto const alert = alert_named(text_of_row(alert_, rows_, row));
        if (alert == no_index) return refuse(row, alert_, fault_reason::not_a_member);
        auto const what = action_of(text_of_row(action_, rows_, row));
        if (!what) return refuse(row, action_, fault_reason::not_a_member);
        act.user = text_of_row(user_, rows_, row);
        if (act.user.empty()) return refuse(row, user_, fault_reason::missing);
        act.what = *what;
        act.alert = static_cast<std::uint16_t>(alert);
        auto const& of = policy_.alerts[alert];
        if (act.what != hand_act::kind::raise)
            return of.clears_by_hand ? std::optional(act) : refuse(row, action_, fault_reason::not_by_hand);
        auto const number = state_named(of, text_of_row(state_, rows_, row));
        if (number == 0) return refuse(row, state_, fault_reason::not_a_member);
        auto const& allowed = of.raised_by_hand;
        if (std::find(allowed.begin(), allowed.end(), number) == allowed.end())
            return refuse(row, state_, fault_reason::not_by_hand);
        act.state = static_cast<std::uint8_t>(number);
        return act;
    }

private:
    std::optional<hand_act> refuse(std::int64_t row, feed_column const& at, fault_reason reason) {
        bool const is_missing = text_of_row(at, rows_, row).empty();
        errors_.add(row, at, is_missing ? fault_reason::missing : reason);
        return {};
    }

    [[nodiscard]] std::size_t alert_named(std::string const& text) const {
        auto const folded = fold(text);
        for (std::size_t i = 0; i < policy_.alerts.size(); ++i)
            if (fold(policy_.alerts[i].name) == folded || fold(policy_.alerts[i].label) == folded)
                return text.empty() ? no_index : i;
        return no_index;
    }

    [[nodiscard]] static std::size_t state_named(alert_definition const& of, std::string const& text) {
        auto const folded = fold(text);
        for (std::size_t i = 0; i < of.states.size() && !text.empty(); ++i)
            if (fold(of.states[i].name) == folded || fold(of.states[i].label) == folded) return i + 1;
        return 0;
    }

    program const& policy_;
    feed_rows const& rows_;
    event_errors& errors_;
    feed_column alert_, action_, state_, user_;
};

}  // namespace tramo::running
