// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a policy says of actions: how their feed is read, what they mean and which is better, what to do next.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/check/offer_program.hpp>
#include <tramo/check/typed_expression.hpp>

namespace tramo {

/// The columns of a feed of actions. `id` and `agent` may be missing in the feed.
struct action_columns {
    std::string account;                       ///< the key of the account: else the name of the key field
    std::vector<std::string> code = {"code"};  ///< one for each level of the palette, or one for all levels
    std::string happened = "happened";         ///< a date or timestamp
    std::string id = "id";                     ///< the last tie-break; else the number of the row
    std::string agent = "agent";
};

/// Which actions may be the best one: all known, those since a day that the account holds, of the month or
/// of the last days before the day asked for.
struct action_window {
    enum class kind_t { all, since_field, month, rolling };
    kind_t what = kind_t::all;
    std::size_t field = no_index;  ///< of the account, of kind date: its day counts
    std::int64_t days = 0;         ///< rolling: the day asked for is the last of them
    span at;
    [[nodiscard]] bool reads_as_of() const { return what == kind_t::month || what == kind_t::rolling; }
};

/// What an action can be. What is not written is that of the one around it.
struct palette_action {
    std::string name;
    std::string label;              ///< its name where none was written
    std::size_t code = 0;           ///< index into the program's action codes
    std::size_t parent = no_index;  ///< index into the palette's actions: before this one
    int depth = 0;
    int rank = 0;  ///< 1 is best
    bool is_contact = false;
    bool is_right_party = false;  ///< with the debtor: a contact too
    std::string channel;
    bool closes = false;
    bool opens_promise = false;
    bool raises_claim = false;
    std::string state, substate;
    std::vector<std::string> aliases;  ///< codes of source systems; the name and the label are read too
    span at;
};

/// The first palette whose condition is true for an account is the account's.
struct action_palette {
    std::string name;
    std::string label;
    std::optional<typed_expression> condition;  ///< none: for all
    std::vector<palette_action> actions;
    span at;
};

/// What conditions may ask of an account's actions: fields `action_fields` + each of these, computed.
enum class action_field : std::uint8_t {
    best_code,     ///< `best.code`: enumeration of all names, `other` behind them
    best_action,   ///< `best.action`: the one of depth 0 around it, same values
    best_rank,     ///< integer
    best_contact,  ///< boolean
    best_day,      ///< date
    best_agent,    ///< text
    last_code,     ///< `last.code` …: of the latest, whatever its rank
    last_action,
    last_rank,
    last_contact,
    last_day,
    last_agent,
    attempts_total,   ///< integer, 0 without actions: all that happened
    attempts_window,  ///< in the window
    attempts_day,     ///< on the day asked for
    contacts_total,
    contacts_window,
    contacts_day,
    contacts_first,  ///< date of the first one
    contacts_last
};
inline constexpr std::size_t action_field_count = 20;
/// "best.code" …, by action_field: names of fields and of columns.
inline constexpr char const* action_field_names[action_field_count] = {
    "best.code",      "best.action",     "best.rank",      "best.contact",    "best.day",
    "best.agent",     "last.code",       "last.action",    "last.rank",       "last.contact",
    "last.day",       "last.agent",      "attempts.total", "attempts.window", "attempts.day",
    "contacts.total", "contacts.window", "contacts.day",   "contacts.first",  "contacts.last"};
/// The value of `best.code` for actions that no palette knows.
inline constexpr char const* other_action = "other";

/// Something that may be done next. Its rule is `worklist.name`.
struct worklist_candidate {
    std::string name;
    std::string label;
    std::string rule_id;
    std::string channel, skill;
    int minutes = 0;                            ///< 0: not said
    std::optional<typed_expression> cost;       ///< money or a number
    std::optional<typed_expression> value;      ///< of the same kind; all candidates of a worklist or none
    std::optional<typed_expression> condition;  ///< none: for all
    span at;
};

/// One criterion of the order of accounts.
struct worklist_order {
    enum class form { number, truth, member };  ///< number: amounts, days and moments too
    form what = form::number;
    typed_expression key;  ///< truth: a condition; member: of kind enumeration
    bool is_descending = false;
    std::string caption;  ///< as written: "days_past_due descending"
    span at;
};

/// What to do next with whom, in one of its versions.
struct worklist {
    std::string name;
    std::string label;
    std::string version;
    std::string rule_id;  ///< as declared with `id`, else its name
    tramo::period period;
    std::vector<worklist_candidate> candidates;
    std::vector<worklist_order> order;  ///< empty: by the score of the best candidate, largest first
    data_type score;                    ///< of kind money or decimal; invalid where candidates have no value
    std::size_t agent_field = no_index;
    span at;
    [[nodiscard]] bool has_scores() const { return score.kind == kind::money || score.kind == kind::decimal; }
};

}  // namespace tramo
