// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random feeds of actions, palettes and worklists, as the parser could have read them; periods and comments
// are put in elsewhere.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "random_expression.hpp"

namespace tramo_test {

class random_actions {
public:
    random_actions(dice& draw, random_expression& expressions) : draw_(draw), expressions_(expressions) {}

    tramo::ast::actions_declaration actions() {
        tramo::ast::actions_declaration made;
        for (auto const role : {tramo::keyword::account, tramo::keyword::code, tramo::keyword::happened,
                                tramo::keyword::id, tramo::keyword::agent})
            if (draw_.one_in(2)) made.members.push_back(column(role));
        if (draw_.one_in(2)) made.members.push_back(window());
        shuffle(made.members);
        return made;
    }

    tramo::ast::palette_declaration palette() {
        tramo::ast::palette_declaration made;
        made.name = name();
        made.label = maybe_text();
        if (draw_.one_in(2)) made.condition = expressions_.condition(3);
        for (auto left = draw_.roll(8); left > 0; --left) made.actions.push_back(action());
        int deepest = 0;
        for (std::size_t i = 0; i < made.actions.size(); ++i) {
            made.actions[i].depth = static_cast<int>(draw_.roll(static_cast<std::size_t>(deepest) + 1));
            deepest = made.actions[i].depth + 1;
            if (i > 0 && made.actions[i].depth > made.actions[i - 1].depth)
                made.actions[i - 1].is_open = true;
        }
        return made;
    }

    tramo::ast::worklist_declaration worklist() {
        tramo::ast::worklist_declaration made;
        made.name = name();
        made.label = maybe_text();
        for (auto left = draw_.roll(4); left > 0; --left) made.members.push_back(candidate());
        if (draw_.one_in(2)) made.members.push_back(order());
        if (draw_.one_in(2)) made.members.push_back(tramo::ast::agent_member{name(), {}, {}});
        shuffle(made.members);
        return made;
    }

private:
    using expression = tramo::ast::expression;

    tramo::ast::name name() { return {expressions_.any_name(), {}}; }
    tramo::ast::text_literal text() { return {expressions_.text(), {}}; }
    std::optional<tramo::ast::text_literal> maybe_text() {
        if (draw_.one_in(2)) return {};
        return text();
    }
    std::optional<expression> maybe_value() {
        if (draw_.one_in(2)) return {};
        return expressions_.value(3);
    }
    template <class Member>
    void shuffle(std::vector<Member>& all) {
        for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[draw_.roll(i)]);
    }

    tramo::ast::action_column column(tramo::keyword role) {
        tramo::ast::action_column made;
        made.role = role;
        do made.columns.push_back(name());
        while (role == tramo::keyword::code && draw_.one_in(2));
        return made;
    }

    tramo::ast::window_member window() {
        tramo::ast::window_member made;
        made.what =
            draw_.pick<tramo::keyword>({tramo::keyword::since, tramo::keyword::month, tramo::keyword::days});
        if (made.what == tramo::keyword::since) made.field = name();
        if (made.what == tramo::keyword::days) made.length = expressions_.length();
        return made;
    }

    tramo::ast::palette_action action() {
        tramo::ast::palette_action made;
        made.name = name();
        made.label = maybe_text();
        if (draw_.one_in(2)) made.rank = 1 + static_cast<int>(draw_.roll(9999));
        if (draw_.one_in(2))
            made.contact = draw_.pick<tramo::keyword>(
                {tramo::keyword::contact, tramo::keyword::no_contact, tramo::keyword::right_party});
        if (draw_.one_in(3)) made.channel = text();
        made.closes = draw_.one_in(4);
        made.opens_promise = draw_.one_in(4);
        made.raises_claim = draw_.one_in(4);
        if (draw_.one_in(3)) made.state = text();
        if (draw_.one_in(3)) made.substate = text();
        for (auto left = draw_.roll(3); left > 0; --left) made.aliases.push_back(text());
        return made;
    }

    tramo::ast::candidate_member candidate() {
        tramo::ast::candidate_member made;
        made.name = name();
        made.label = maybe_text();
        made.channel = maybe_text();
        made.skill = maybe_text();
        made.minutes = maybe_value();
        made.cost = maybe_value();
        made.value = maybe_value();
        if (draw_.one_in(2)) made.condition = expressions_.condition(3);
        return made;
    }

    tramo::ast::order_member order() {
        tramo::ast::order_member made;
        do {
            tramo::ast::order_key key;
            key.what = draw_.one_in(4) ? expressions_.condition(2) : expressions_.value(2);
            if (draw_.one_in(2))
                key.direction =
                    draw_.pick<tramo::keyword>({tramo::keyword::ascending, tramo::keyword::descending});
            made.keys.push_back(std::move(key));
        } while (draw_.one_in(2));
        return made;
    }

    dice& draw_;
    random_expression& expressions_;
};

}  // namespace tramo_test
