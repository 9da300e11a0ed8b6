// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A slow reading of palettes and actions, case by case and row by row, written from what the language page
// says and sharing nothing with the engine.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <tramo/values/date.hpp>

#include "slow_evaluator.hpp"

namespace tramo_test {

inline constexpr std::int64_t acts_day = 86'400'000'000;

/// As written: what a node does not say of itself it has from around it.
struct acts_node {
    std::string name, label;
    std::vector<std::string> aliases;
    int parent = -1;  ///< before it
    std::optional<int> rank;
    std::optional<int> contact;  ///< 0: no contact, 1: contact, 2: right party
    std::optional<std::string> channel, state, substate;
    bool closes = false;
    [[nodiscard]] std::string const& shown() const { return label.empty() ? name : label; }
};

struct acts_case {
    std::optional<std::string> key, creditor;
    std::optional<std::int64_t> portfolio, balance, assigned;  ///< cents; a day
    bool is_faulty = false;
};

struct acts_palette {
    std::string name;
    std::vector<acts_node> nodes;
    std::string condition;  ///< empty: all
    std::function<tri(acts_case const&)> meaning;
    [[nodiscard]] acts_node const& at(int node) const { return nodes[static_cast<std::size_t>(node)]; }
};

struct acts_action {
    std::optional<std::string> key;
    std::vector<std::optional<std::string>> codes;
    std::optional<std::int64_t> moment;
    bool is_garbled = false;  ///< the moment is no moment
    std::int64_t id = 0;
    std::optional<std::string> agent;
};

struct acts_window {
    enum what_t { all, since_field, since_day, month, rolling } what = all;
    std::int64_t day = 0, days = 0;
};

/// A code as the palette knows it; node -1: other.
struct acts_code {
    int palette = -1, node = -1;
    bool is_listed = false;
};

struct acts_standing;

struct acts_segment {
    std::string text;
    std::function<tri(acts_standing const&)> meaning;
};

struct acts_policy {
    std::string text;
    std::vector<acts_palette> palettes;
    std::size_t levels = 1;
    acts_window window;
    std::int64_t as_of = 0;
    bool has_ids = true, has_agents = true, are_ids_texts = false, are_days = false;
    std::vector<acts_segment> segments;
};

/// One action that stands for a case, as a reader of the policy tells it.
struct acts_told {
    bool is_there = false;
    std::string code, action, label, id, agent, channel, state, substate;
    std::optional<int> rank;
    bool contact = false, closes = false;
    std::int64_t moment = 0;
    acts_code of;
    [[nodiscard]] std::int64_t day() const {
        return (moment - (moment % acts_day + acts_day) % acts_day) / acts_day;
    }
};

struct acts_standing {
    acts_told best, last;
    std::int64_t total = 0, window = 0, day = 0;
    std::int64_t contacts = 0, contacts_window = 0, contacts_day = 0;
    std::optional<std::int64_t> first_contact, last_contact;  ///< days
};

/// Letters without case and accents, of those that the random texts have, and without blanks around.
inline std::string acts_folded(std::string text) {
    static std::vector<std::pair<std::string, std::string>> const plain = {
        {"á", "a"}, {"Á", "a"}, {"é", "e"}, {"É", "e"}, {"ó", "o"},
        {"Ó", "o"}, {"ñ", "n"}, {"Ñ", "n"}, {"ç", "c"}, {"Ç", "c"}};
    for (auto const& [from, to] : plain)
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from))
            text.replace(at, from.size(), to);
    for (auto& each : text)
        if (each >= 'A' && each <= 'Z') each = static_cast<char>(each - 'A' + 'a');
    auto const first = text.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// What is said at a node, or at the nearest one around it.
template <class T>
std::optional<T> acts_said(acts_palette const& in, int node, std::optional<T> acts_node::*what) {
    for (; node >= 0; node = in.at(node).parent)
        if (in.at(node).*what) return in.at(node).*what;
    return {};
}

inline bool acts_is_called(acts_node const& node, std::string const& folded) {
    if (acts_folded(node.name) == folded || acts_folded(node.label) == folded) return true;
    return std::any_of(node.aliases.begin(), node.aliases.end(),
                       [&](auto const& one) { return acts_folded(one) == folded; });
}

inline int acts_within(acts_palette const& in, int parent, std::string const& text) {
    for (std::size_t i = 0; i < in.nodes.size(); ++i)
        if (in.nodes[i].parent == parent && acts_is_called(in.nodes[i], acts_folded(text)))
            return static_cast<int>(i);
    return -1;
}

/// Of several that are called so and lie one within the other the outermost; of those the first.
inline int acts_anywhere(acts_palette const& in, std::string const& text) {
    auto const is_called = [&](int node) { return acts_is_called(in.at(node), acts_folded(text)); };
    for (int node = 0; node < static_cast<int>(in.nodes.size()); ++node) {
        bool is_outermost = is_called(node);
        for (int up = in.at(node).parent; up >= 0; up = in.at(up).parent)
            is_outermost = is_outermost && !is_called(up);
        if (is_outermost) return node;
    }
    return -1;
}

inline std::vector<std::string> acts_path_parts(std::string const& text) {
    std::vector<std::string> parts(1);
    for (char const each : text)
        if (each == '/')
            parts.emplace_back();
        else
            parts.back() += each;
    return parts;
}

inline acts_code acts_code_of(acts_policy const& with, int palette, acts_action const& row) {
    acts_code made{palette, -1, true};
    if (palette < 0) return made;
    auto const& in = with.palettes[static_cast<std::size_t>(palette)];
    std::vector<std::string> parts;
    for (auto const& one : row.codes)
        if (one) parts.push_back(*one);
    if (with.levels == 1) {
        made.node = acts_anywhere(in, parts[0]);
        made.is_listed = made.node < 0;
        if (made.node >= 0) return made;
        parts = acts_path_parts(parts[0]);
    }
    for (auto const& part : parts) {
        auto const next = acts_within(in, made.node, part);
        made.is_listed = next < 0;
        if (next < 0) {
            if (with.levels == 1) made.node = -1;  // a path is one code, known as a whole or not at all
            return made;
        }
        made.node = next;
    }
    return made;
}

/// Cases given or met, with what is asked of them; rows by number.
class slow_actions {
public:
    slow_actions(acts_policy const& with, std::vector<acts_case> const& cases,
                 std::vector<acts_action> const& rows, acts_window const& window, std::string agent = {})
        : with_(with), cases_(cases), rows_(rows), window_(window), agent_(acts_folded(std::move(agent))) {
        for (std::size_t i = 0; i < cases_.size(); ++i)
            if (cases_[i].key) case_of_.try_emplace(*cases_[i].key, i);
        for (std::size_t i = 0; i < rows_.size(); ++i)
            if (counts(rows_[i])) rows_of_[case_of_.at(*rows_[i].key)].push_back(i);
    }

    [[nodiscard]] bool is_sound(acts_action const& row) const {
        return row.key && row.codes[0] && row.moment && !row.is_garbled;
    }
    [[nodiscard]] std::optional<std::size_t> case_of(acts_action const& row) const {
        auto const at = row.key ? case_of_.find(*row.key) : case_of_.end();
        return at == case_of_.end() ? std::nullopt : std::optional(at->second);
    }
    [[nodiscard]] bool is_of_agent(acts_action const& row) const {
        return agent_.empty() || (row.agent && acts_folded(*row.agent) == agent_);
    }
    [[nodiscard]] bool is_too_late(acts_action const& row) const {
        return row.moment && *row.moment >= (with_.as_of + 1) * acts_day;
    }
    /// Whether the row of the table counts: the first of its key, without a fault.
    [[nodiscard]] bool is_a_case(std::size_t which) const {
        auto const& one = cases_[which];
        return one.key && !one.is_faulty && case_of_.at(*one.key) == which;
    }

    [[nodiscard]] int palette_of(std::size_t which) const {
        for (std::size_t i = 0; i < with_.palettes.size(); ++i) {
            auto const& one = with_.palettes[i];
            if (one.condition.empty() || one.meaning(cases_[which]) == tri::yes) return static_cast<int>(i);
        }
        return -1;
    }

    [[nodiscard]] bool is_in_window(std::size_t which, acts_action const& row) const {
        auto from = cases_[which].assigned;
        if (window_.what == acts_window::all) return true;
        if (window_.what == acts_window::since_day) from = window_.day;
        if (window_.what == acts_window::rolling) from = with_.as_of - window_.days + 1;
        if (window_.what == acts_window::month) {
            auto const of = tramo::to_civil(tramo::date{static_cast<std::int32_t>(with_.as_of)});
            from = with_.as_of - static_cast<std::int64_t>(of.day) + 1;
        }
        return !from || *row.moment >= *from * acts_day;
    }

    /// The rows that count for a case, in their order.
    [[nodiscard]] std::vector<std::size_t> rows_of(std::size_t which) const {
        auto const at = rows_of_.find(which);
        return at == rows_of_.end() ? std::vector<std::size_t>() : at->second;
    }

    [[nodiscard]] acts_standing standing(std::size_t which) const {
        acts_standing made;
        std::optional<std::size_t> best, last;
        for (auto const row : rows_of(which)) {
            auto const told = tell(which, row);
            bool const in_window = is_in_window(which, rows_[row]), on_day = told.day() == with_.as_of;
            ++made.total;
            made.window += in_window;
            made.day += on_day;
            made.contacts += told.contact;
            made.contacts_window += told.contact && in_window;
            made.contacts_day += told.contact && on_day;
            if (told.contact && (!made.first_contact || told.day() < *made.first_contact))
                made.first_contact = told.day();
            if (told.contact && (!made.last_contact || told.day() > *made.last_contact))
                made.last_contact = told.day();
            if (in_window && (!best || is_before(place(told, row), place(tell(which, *best), *best))))
                best = row;
            if (!last || is_before(place_in_time(row), place_in_time(*last))) last = row;
        }
        if (best) made.best = tell(which, *best);
        if (last) made.last = tell(which, *last);
        return made;
    }

    [[nodiscard]] acts_told tell(std::size_t which, std::size_t row) const {
        acts_told made;
        auto const& action = rows_[row];
        made.is_there = true;
        made.moment = *action.moment;
        made.id = id_of(action);
        made.agent = with_.has_agents ? action.agent.value_or("") : "";
        made.of = acts_code_of(with_, palette_of(which), action);
        made.code = made.action = "other";
        if (made.of.node < 0) return made;
        auto const& in = with_.palettes[static_cast<std::size_t>(made.of.palette)];
        made.code = in.at(made.of.node).name;
        made.label = in.at(made.of.node).shown();
        made.rank = acts_said(in, made.of.node, &acts_node::rank);
        made.contact = acts_said(in, made.of.node, &acts_node::contact).value_or(0) > 0;
        made.channel = acts_said(in, made.of.node, &acts_node::channel).value_or("");
        made.state = acts_said(in, made.of.node, &acts_node::state).value_or("");
        made.substate = acts_said(in, made.of.node, &acts_node::substate).value_or("");
        for (int up = made.of.node; up >= 0; up = in.at(up).parent) {
            made.closes = made.closes || in.at(up).closes;
            made.action = in.at(up).name;
        }
        return made;
    }

    [[nodiscard]] std::string id_of(acts_action const& row) const {
        return (with_.are_ids_texts ? "a" : "") + std::to_string(row.id);
    }

private:
    using place_t = std::tuple<int, std::int64_t, std::int64_t, std::string, std::size_t>;

    [[nodiscard]] bool counts(acts_action const& row) const {
        auto const which = case_of(row);
        return is_sound(row) && which && is_a_case(*which) && is_of_agent(row) && !is_too_late(row);
    }
    [[nodiscard]] static bool is_before(place_t const& a, place_t const& b) { return a < b; }
    /// The later is before the earlier, then the smaller id; without ids the row that was written first.
    [[nodiscard]] place_t place_in_time(std::size_t row) const {
        auto const& one = rows_[row];
        bool const are_numbers = with_.has_ids && !with_.are_ids_texts;
        return {0, -*one.moment, are_numbers ? one.id : 0,
                with_.are_ids_texts && with_.has_ids ? id_of(one) : "", row};
    }
    [[nodiscard]] place_t place(acts_told const& told, std::size_t row) const {
        auto made = place_in_time(row);
        std::get<0>(made) = told.rank.value_or(INT32_MAX);
        return made;
    }

    acts_policy const& with_;
    std::vector<acts_case> const& cases_;
    std::vector<acts_action> const& rows_;
    acts_window window_;
    std::string agent_;
    std::map<std::string, std::size_t> case_of_;
    std::map<std::size_t, std::vector<std::size_t>> rows_of_;
};

}  // namespace tramo_test
