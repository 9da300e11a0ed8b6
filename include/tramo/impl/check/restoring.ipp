// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What an alert restores on: events that mean nothing else to it, or the first written would not be the
// first.
#pragma once

#include <map>

#include <tramo/impl/check/names.ipp>

namespace tramo::checking {

/// Reads an alert whose transitions are known. A reversal is heard before all else, whatever stands above it:
/// so it leads nowhere else, sets no deadline and keeps none from passing.
class restoring_checker {
public:
    restoring_checker(workspace& work, std::size_t alert) : work_(work), alert_(alert) {}

    void read(ast::alert_declaration const& written) {
        auto const all = transitions_of(written);
        for (std::size_t i = 0; i < all.size(); ++i) note(*all[i], i);
        if (restored_at_.empty()) return;
        for (std::size_t i = 0; i < all.size(); ++i) {
            refuse_each(all[i]->events, "it is heard here too", i);
            refuse_each(all[i]->without, "it keeps this deadline from passing too", i);
            refuse_deadline(*all[i], i);
        }
    }

private:
    struct place {
        span at;
        std::size_t transition = 0;
    };

    [[nodiscard]] static std::vector<ast::transition_declaration const*> transitions_of(
        ast::alert_declaration const& written) {
        std::vector<ast::transition_declaration const*> all;
        for (auto const& member : written.members)
            if (auto const* const one = std::get_if<ast::transition_declaration>(&member)) all.push_back(one);
        return all;
    }

    /// Events that undo nothing are refused where they should restore: once is enough.
    [[nodiscard]] bool is_reversal(std::string const& name) const {
        auto const* const found = work_.symbols.find(name);
        if (found == nullptr || found->kind != symbol_kind::event) return false;
        return work_.program.events[found->index].reverses != no_index;
    }

    void note(ast::transition_declaration const& written, std::size_t transition) {
        if (written.trigger != keyword::on || written.target.what != keyword::restore) return;
        for (auto const& one : written.events)
            if (is_reversal(one.text)) restored_at_.try_emplace(one.text, place{one.at, transition});
    }

    void refuse_each(std::vector<ast::name> const& named, char const* why, std::size_t transition) {
        std::unordered_set<std::string> met;
        for (auto const& one : named)
            if (met.insert(one.text).second) refuse(one.text, one.at, why, transition);
    }

    void refuse_deadline(ast::transition_declaration const& written, std::size_t transition) {
        auto const event = work_.program.alerts[alert_].transitions[transition].deadline_event;
        if (event == no_index || !written.deadline) return;
        refuse(work_.program.events[event].name, written.deadline->at, "it sets this deadline too",
               transition);
    }

    void refuse(std::string const& name, span at, char const* why, std::size_t transition) {
        auto const found = restored_at_.find(name);
        if (found == restored_at_.end() || found->second.transition == transition) return;
        auto what = problem(
            "T4014", "an alert that restores on " + backquoted(name) + " takes it for nothing else", at, why,
            {"take one of the two out",
             "or let another alert, one that does not restore, look at " + backquoted(name)});
        what.labels.push_back({found->second.at, "what it undoes is restored here"});
        work_.report(std::move(what));
    }

    workspace& work_;
    std::size_t alert_;
    std::map<std::string, place> restored_at_;
};

}  // namespace tramo::checking
