// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Declarations of what is done to accounts: the feed of actions, palettes of what it can say, worklists of
// what to do next.
#pragma once

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

#include <tramo/syntax/ast_parts.hpp>

namespace tramo::ast {

/// `account rut`, `code kind, response`, `happened at`, `id number`, `agent user`: which columns of the feed
/// say what. `code` has one column for each level of the palette, or one for all; the others one.
struct action_column {
    keyword role = keyword::code;  ///< account, code, happened, id or agent
    std::vector<name> columns;
    span at;
    ast::comments comments;
};

/// `window since assigned_on`, `window month`, `window 30 days`: which actions may be the best one.
struct window_member {
    keyword what = keyword::since;     ///< since, month or days
    name field;                        ///< since
    std::optional<expression> length;  ///< days: a duration
    span at;
    ast::comments comments;
};

using actions_member = std::variant<action_column, window_member>;

/// `actions { … }`: once in a policy.
struct actions_declaration {
    std::vector<actions_member> members;  ///< as written
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `action promise "COMPROMISO DE PAGO" rank 10 contact channel "phone" opens promise alias "CP" { … }`, and
/// `response` for those within it. In the palette's list each stands before those within it.
struct palette_action {
    int depth = 0;  ///< 0: an `action`; else a `response` within the nearest one before it of depth - 1
    ast::name name;
    std::optional<text_literal> label;
    std::optional<int> rank;         ///< 1 is best
    std::optional<keyword> contact;  ///< contact, no_contact or right_party
    std::optional<text_literal> channel;
    bool closes = false;
    bool opens_promise = false;
    bool raises_claim = false;
    std::optional<text_literal> state, substate;
    std::vector<text_literal> aliases;
    bool is_open = false;  ///< written with braces, even if nothing is within
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;  ///< before its `}`
};

/// `palette claro "Paleta de Claro" if creditor = "CLARO" { … }`
struct palette_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::optional<expression> condition;  ///< which accounts it is for; none: all
    std::vector<palette_action> actions;
    span at;
    span head_at;  ///< `palette NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `candidate call "Call" channel "phone" skill "voice" minutes 7 cost 350 value balance * 20% if late`
struct candidate_member {
    ast::name name;
    std::optional<text_literal> label;
    std::optional<text_literal> channel, skill;
    std::optional<expression> minutes;  ///< a whole number
    std::optional<expression> cost, value;
    std::optional<expression> condition;  ///< `if`; none: for all
    span at;
    ast::comments comments;
};

/// `days_past_due descending`
struct order_key {
    expression what;
    std::optional<keyword> direction;  ///< ascending or descending; none: ascending, true before false,
                                       ///< values of a list as declared
    span at;
};

/// `order days_past_due descending, balance descending, tier`
struct order_member {
    std::vector<order_key> keys;
    span at;
    ast::comments comments;
};

/// `agent owner`: the field that names the agent who has the account already.
struct agent_member {
    name field;
    span at;
    ast::comments comments;
};

using worklist_member = std::variant<candidate_member, order_member, agent_member>;

/// `worklist daily "Calls of the day" version "1" id "W-1" from 2026-01-01 { … }`
struct worklist_declaration {
    ast::name name;
    std::optional<text_literal> label;
    validity_period period;
    std::vector<worklist_member> members;  ///< as written
    span at;
    span head_at;  ///< `worklist NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

}  // namespace tramo::ast
