// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The names of a policy, and what each stands for.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/text/diagnostic.hpp>
#include <tramo/text/suggest.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::checking {

enum class symbol_kind {
    field,
    collection,
    parameter,
    definition,
    event,
    counter,
    condition,
    matrix,
    palette,
    worklist,
    table,
    calendar,
    effect
};

struct symbol {
    symbol_kind kind = symbol_kind::field;
    std::size_t index = 0;
    span at;
    bool is_broken = false;  ///< its type could not be read: its uses are not reported again
};

[[nodiscard]] inline diagnostic problem(char const* code, std::string message, span where, std::string label,
                                        std::vector<std::string> help = {},
                                        severity level = severity::error) {
    return {code, level, std::move(message), {{where, std::move(label)}}, std::move(help)};
}

[[nodiscard]] TRAMO_INLINE std::string backquoted(std::string_view name) {
    return "`" + std::string(name) + "`";
}

/// "did you mean `x`?" for the nearest of the candidates, or nothing.
[[nodiscard]] TRAMO_INLINE std::vector<std::string> did_you_mean(std::string_view word,
                                                                 std::vector<std::string> const& candidates) {
    auto const near = nearest(word, candidates);
    if (near.empty()) return {};
    return {"did you mean " + backquoted(near) + "?"};
}

class symbol_table {
public:
    /// False, with a diagnostic, when the name is taken.
    bool declare(ast::name const& name, symbol what, std::vector<diagnostic>& found) {
        auto const [at, is_new] = symbols_.try_emplace(name.text, what);
        if (is_new) return true;
        auto clash = problem("T3002", "the name " + backquoted(name.text) + " is declared twice", name.at,
                             "again here", {"give one of them another name"});
        clash.labels.push_back({at->second.at, "first declared here"});
        found.push_back(std::move(clash));
        return false;
    }

    [[nodiscard]] symbol const* find(std::string const& name) const {
        auto const at = symbols_.find(name);
        return at == symbols_.end() ? nullptr : &at->second;
    }

    [[nodiscard]] std::size_t size() const { return symbols_.size(); }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> all;
        all.reserve(symbols_.size());
        for (auto const& entry : symbols_) all.push_back(entry.first);
        std::sort(all.begin(), all.end());
        return all;
    }

private:
    std::unordered_map<std::string, symbol> symbols_;
};

/// Which value of an enumeration a folded text is.
struct spelling_of {
    std::size_t index = 0;
    bool is_alias = false;
};

/// `where` of an aggregate over events, with the field of an `any`.
struct written_filter {
    std::string member;
    ast::expression const* condition = nullptr;
};

/// What was written of a type of events.
struct event_source {
    symbol_table members;
    std::vector<written_filter> filters;            ///< of each of its filters
    std::vector<ast::expression const*> guards;     ///< of each of its guards
    std::vector<ast::expression const*> deadlines;  ///< of each of its deadlines
};

/// What was written of a counter.
struct counter_source {
    ast::counter_declaration const* written = nullptr;
    std::size_t nodes = 0;  ///< expressions that it takes to write it out
    bool is_sound = false;  ///< checked, and without mistakes
    bool reads_as_of = false;
};

/// What was written of a table of parameters.
struct table_source {
    ast::table_declaration const* written = nullptr;
    bool is_read = false;
    bool is_sound = false;  ///< read, and without mistakes
    bool may_be_unknown = false;
};

/// The name of the state of no alert, in every language.
inline constexpr char const* no_state_name = "none";
/// An alert's fields, from the first: its state, since when, for how many days, how often raised.
inline constexpr std::size_t alert_state_itself = 0, alert_since = 1, alert_days = 2, alert_times = 3;

/// Whether the values of a field are names of actions.
[[nodiscard]] inline bool is_code(action_field which) {
    return which == action_field::best_code || which == action_field::best_action ||
           which == action_field::last_code || which == action_field::last_action;
}

/// Whether it counts actions: 0 where there are none.
[[nodiscard]] inline bool is_count(action_field which) {
    return which >= action_field::attempts_total && which <= action_field::contacts_day;
}

/// Whether it depends on which actions are within the window.
[[nodiscard]] inline bool is_in_window(action_field which) {
    return which <= action_field::best_agent || which == action_field::attempts_window ||
           which == action_field::contacts_window;
}

/// Whether it tells of the day asked for.
[[nodiscard]] inline bool is_of_day(action_field which) {
    return which == action_field::attempts_day || which == action_field::contacts_day;
}

/// Whether it is a field of treatment that is known wherever there are decisions: all of them but the day the
/// next promise is due.
[[nodiscard]] inline bool is_sure_treatment(treatment_program const& of, std::size_t field) {
    auto const is_among = [&](std::size_t first, std::size_t count) {
        return first != no_index && field >= first && field - first < count;
    };
    if (of.arrears && is_among(of.arrears->fields, arrears_field_count)) return true;
    if (of.promises && is_among(of.promises->fields, promise_field_count))
        return field - of.promises->fields + 2 != promise_field_count;
    return std::any_of(of.holds.begin(), of.holds.end(), [&](auto const& one) { return one.field == field; });
}

/// What the passes of checking share.
struct workspace {
    tramo::program program;
    symbol_table symbols;
    std::unordered_set<std::string> broken;  ///< declared, but not readably: not reported again
    std::vector<diagnostic> found;
    std::vector<ast::expression const*> meanings;  ///< of each definition that is a value, else null
    std::vector<ast::strategy_declaration const*> indicators;  ///< each definition that is one, else null
    std::vector<symbol_table> members;                         ///< the fields of each collection
    std::vector<event_source> events;
    std::vector<counter_source> counters;
    std::vector<table_source> tables;
    symbol_table alerts;                       ///< which have names of their own: `alert.x`
    symbol_table holds;                        ///< likewise: `hold.x`
    symbol_table templates;                    ///< likewise: `template x`
    std::unordered_set<std::string> actions;   ///< names of palettes' actions, and `other`
    std::size_t unfolded_left = 2'000'000;     ///< expressions that counters may be written out into
    std::size_t comparisons_left = 1'000'000;  ///< of names while looking for near ones, which costs time
    std::unordered_map<enumerant const*, std::unordered_map<std::string, spelling_of>> spellings;

    void report(diagnostic what) { found.push_back(std::move(what)); }
    /// "did you mean `x`?" as long as looking for it stays cheap.
    [[nodiscard]] std::vector<std::string> near(std::string_view word, symbol_table const& names) {
        if (names.size() > comparisons_left) return {};
        comparisons_left -= names.size();
        return did_you_mean(word, names.names());
    }
    [[nodiscard]] language lang() const { return program.document.language; }
    [[nodiscard]] std::string word(keyword which) const { return std::string(spelling(which, lang())); }
};

/// Whether a word stands for the state of no alert.
[[nodiscard]] TRAMO_INLINE bool is_none(std::string const& word, workspace const& work) {
    auto const asked = fold(word);
    if (asked == no_state_name) return true;
    auto const all = spellings(keyword::none_, work.lang());
    return std::any_of(all.begin(), all.end(),
                       [&](std::string_view one) { return fold(std::string(one)) == asked; });
}

TRAMO_INLINE void report_unknown_event(workspace& work, ast::name const& named) {
    std::vector<std::string> names;
    for (auto const& one : work.program.events) names.push_back(one.name);
    auto help = did_you_mean(named.text, names);
    if (help.empty()) help = {"declare it: " + work.word(keyword::event) + " " + named.text};
    work.report(problem("T3013", "unknown event " + backquoted(named.text), named.at, "not declared",
                        std::move(help)));
}

/// A collection, and the name of its key field.
struct keyed_collection {
    std::size_t collection = 0;
    std::string key;
};

/// A collection whose records can be told from one another; none, with a diagnostic, when there is no such.
[[nodiscard]] TRAMO_INLINE std::optional<keyed_collection> collection_with_key(ast::name const& named,
                                                                               workspace& work) {
    auto const* const found = work.symbols.find(named.text);
    auto const& collections = work.program.fields.collections;
    if (found == nullptr || found->kind != symbol_kind::collection) {
        if (work.broken.contains(named.text)) return {};
        std::vector<std::string> names;
        for (auto const& one : collections) names.push_back(one.name);
        auto help = did_you_mean(named.text, names);
        if (help.empty())
            help = {"declare it: " + work.word(keyword::collection) + " " + named.text + " { … }"};
        work.report(problem("T3007", "unknown collection " + backquoted(named.text), named.at,
                            found == nullptr ? "not declared" : "not a collection", std::move(help)));
        return {};
    }
    for (auto const& one : collections[found->index].fields)
        if (one.is_key) return keyed_collection{found->index, one.name};
    auto what = problem("T4013", "the " + backquoted(named.text) + " of an account cannot be told apart",
                        named.at, "which of them?",
                        {"declare one of its fields " + backquoted(work.word(keyword::key)) + ": " +
                         work.word(keyword::field) + " number : " + work.word(keyword::text) + " " +
                         work.word(keyword::key)});
    what.labels.push_back({found->at, "without a key"});
    work.report(std::move(what));
    return {};
}

}  // namespace tramo::checking
