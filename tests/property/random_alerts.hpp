// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random logs, events and alerts, as the parser could have read them; fields and comments are put in
// elsewhere.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "random_expression.hpp"

namespace tramo_test {

class random_alerts {
public:
    random_alerts(dice& draw, random_expression& expressions) : draw_(draw), expressions_(expressions) {}

    tramo::ast::log_declaration log() {
        tramo::ast::log_declaration made;
        for (auto const role : {tramo::keyword::account, tramo::keyword::event, tramo::keyword::id,
                                tramo::keyword::recorded, tramo::keyword::happened, tramo::keyword::sequence})
            if (draw_.one_in(2)) made.columns.push_back({role, name()});
        return made;
    }

    tramo::ast::event_declaration event() {
        tramo::ast::event_declaration made;
        made.name = name();
        made.label = maybe_text();
        if (draw_.one_in(3)) made.collection = name();
        if (made.collection && draw_.one_in(2)) made.child_column = name();
        if (draw_.one_in(3)) made.reverses = made.reversed_column = name();
        for (auto left = draw_.roll(3); left > 0; --left) {
            tramo::ast::event_match match{name(), {text()}};
            while (draw_.one_in(2)) match.values.push_back(text());
            made.matches.push_back(std::move(match));
        }
        return made;
    }

    tramo::ast::alert_declaration alert() {
        tramo::ast::alert_declaration made;
        made.name = name();
        made.label = maybe_text();
        made.version = maybe_text();
        if (draw_.one_in(2)) made.collection = name();
        if (made.collection && draw_.one_in(2))
            made.aggregation =
                draw_.pick<tramo::keyword>({tramo::keyword::any, tramo::keyword::all, tramo::keyword::worst});
        made.without_skipping = draw_.one_in(2);
        for (auto left = draw_.roll(6); left > 0; --left) made.members.push_back(member());
        return made;
    }

private:
    tramo::ast::name name() { return {expressions_.any_name(), {}}; }
    tramo::ast::text_literal text() { return {expressions_.text(), {}}; }
    std::optional<tramo::ast::text_literal> maybe_text() {
        if (draw_.one_in(2)) return {};
        return text();
    }

    /// `none` is the name of no state.
    tramo::ast::name state_name() {
        auto made = name();
        while (made.text == "none") made = name();
        return made;
    }

    std::vector<tramo::ast::name> names(std::size_t at_least) {
        std::vector<tramo::ast::name> made;
        for (auto left = at_least + draw_.roll(3); left > 0; --left) made.push_back(name());
        return made;
    }

    tramo::ast::alert_member member() {
        switch (draw_.roll(4)) {
            case 0:
                return state();
            case 1:
                return manual();
            default:
                return transition();
        }
    }

    tramo::ast::state_declaration state() {
        tramo::ast::state_declaration made;
        made.name = state_name();
        made.label = maybe_text();
        if (draw_.one_in(2))
            made.colour = draw_.pick<tramo::keyword>({tramo::keyword::red, tramo::keyword::orange,
                                                      tramo::keyword::yellow, tramo::keyword::green,
                                                      tramo::keyword::blue, tramo::keyword::grey});
        if (draw_.one_in(2)) made.severity = static_cast<int>(draw_.roll(10'000));
        made.stops_treatment = draw_.one_in(2);
        made.is_manual_only = draw_.one_in(2);
        return made;
    }

    tramo::ast::manual_declaration manual() {
        tramo::ast::manual_declaration made;
        made.with_confirmation = draw_.one_in(2);
        if (draw_.one_in(2)) return made;
        made.what = tramo::keyword::raise;
        made.states = names(0);
        return made;
    }

    tramo::ast::transition_declaration transition() {
        tramo::ast::transition_declaration made;
        made.trigger =
            draw_.pick<tramo::keyword>({tramo::keyword::on, tramo::keyword::after, tramo::keyword::when});
        if (made.trigger == tramo::keyword::on) {
            made.events = names(1);
            if (draw_.one_in(2)) made.condition = expressions_.condition(3);
        } else if (made.trigger == tramo::keyword::after) {
            made.length = expressions_.length();
        } else {
            made.deadline = expressions_.value(3);
            made.is_reached = draw_.one_in(2);
            made.without = names(0);
            if (!made.without.empty() && draw_.one_in(2)) made.without_condition = expressions_.condition(3);
        }
        made.from = names(made.trigger == tramo::keyword::after ? 1 : 0);
        made.target.what = draw_.pick<tramo::keyword>(
            {tramo::keyword::state, tramo::keyword::clear, tramo::keyword::restore});
        if (made.target.what == tramo::keyword::state) made.target.state = state_name();
        return made;
    }

    dice& draw_;
    random_expression& expressions_;
};

}  // namespace tramo_test
