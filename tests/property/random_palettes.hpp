// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random policies with palettes that load, their meaning beside their text; random cases and actions for
// them.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "random_expression.hpp"
#include "slow_actions.hpp"

namespace tramo_test {

inline std::string acts_label_of(std::string const& name) {
    return name.back() % 2 == 0 ? "Gestión Ñ " + name : std::string();
}

class random_palettes {
public:
    explicit random_palettes(dice& draw) : draw_(draw) {}

    acts_policy make() {
        made_ = {};
        made_.levels = 1 + draw_.roll(3);
        made_.as_of = tramo::parse_date(draw_.pick<std::string>({"2026-03-31", "2026-03-01", "1970-01-02",
                                                                 "1969-12-31", "2024-02-29", "2026-07-15"}))
                          ->days;
        made_.has_ids = !draw_.one_in(4);
        made_.has_agents = !draw_.one_in(4);
        made_.are_ids_texts = draw_.one_in(3);
        made_.are_days = draw_.one_in(5);
        for (auto left = 1 + draw_.roll(3); left > 0; --left) add_palette();
        for (int i = 0; i < 6; ++i) made_.segments.push_back(segment());
        write();
        return std::move(made_);
    }

private:
    void add_palette() {
        acts_palette made;
        made.name = "p" + std::to_string(made_.palettes.size());
        if (!draw_.one_in(3)) std::tie(made.condition, made.meaning) = condition();
        for (auto i = 1 + draw_.roll(4); i > 0; --i) add_node(made, -1, 1);
        made_.palettes.push_back(std::move(made));
    }

    using account = acts_case const&;
    std::pair<std::string, std::function<tri(account)>> condition() {
        auto const is = [](account of, char const* who) {
            return of.creditor ? sure(*of.creditor == who) : tri::unknown;
        };
        auto const compared = [](std::optional<std::int64_t> const& value, auto holds) {
            return value ? sure(holds(*value)) : tri::unknown;
        };
        auto const as_of = made_.as_of;
        switch (draw_.roll(7)) {
            case 0:
                return {"creditor = \"North\"", [=](account of) { return is(of, "North"); }};
            case 1:
                return {"creditor in (\"South\", \"East\")",
                        [=](account of) { return either(is(of, "South"), is(of, "East")); }};
            case 2:
                return {"portfolio > 3", [=](account of) {
                            return compared(of.portfolio, [](auto value) { return value > 3; });
                        }};
            case 3:
                return {"not (creditor = \"North\" and portfolio < 5)", [=](account of) {
                            auto const small = compared(of.portfolio, [](auto value) { return value < 5; });
                            return negated(both(is(of, "North"), small));
                        }};
            case 4:
                return {"creditor is unknown", [](account of) { return sure(!of.creditor); }};
            case 5:
                return {"balance >= 50", [=](account of) {
                            return compared(of.balance, [](auto value) { return value >= 5000; });
                        }};
            default:
                return {"assigned >= as_of - 9 days", [=](account of) {
                            return compared(of.assigned, [=](auto value) { return value >= as_of - 9; });
                        }};
        }
    }

    void add_node(acts_palette& to, int parent, int depth) {
        auto const is_taken = [&](std::string const& name) {
            return std::any_of(to.nodes.begin(), to.nodes.end(),
                               [&](auto const& one) { return one.name == name; });
        };
        acts_node made;
        // Names of one level are again within one another and in other branches, and mean the same code
        // there.
        made.name = (parent < 0 || draw_.one_in(6) ? "n" : "r") + std::to_string(draw_.roll(5));
        made.label = acts_label_of(made.name);
        if (is_taken(made.name)) return;
        made.parent = parent;
        if (draw_.one_in(2)) made.aliases.push_back("Código " + made.name);
        auto const shared = draw_.pick<std::string>({"Opción", "Pç-1"});
        if (draw_.one_in(5) && may_be_called(to, shared, parent)) made.aliases.push_back(shared);
        if (parent < 0 || draw_.one_in(3)) made.rank = 1 + static_cast<int>(draw_.roll(4));
        if (draw_.one_in(2)) made.contact = static_cast<int>(draw_.roll(3));
        if (draw_.one_in(3)) made.channel = draw_.pick<std::string>({"phone", "email"});
        if (draw_.one_in(3)) made.state = draw_.pick<std::string>({"Done", "Open"});
        if (draw_.one_in(3)) made.substate = draw_.pick<std::string>({"Paid", "Promised"});
        made.closes = draw_.one_in(4);
        to.nodes.push_back(std::move(made));
        auto const own = static_cast<int>(to.nodes.size()) - 1;
        for (auto left = depth < 3 ? draw_.roll(4) : 0; left > 0; --left) add_node(to, own, depth + 1);
    }

    /// Two actions may be called alike that do not stand side by side; in one column of codes, one within the
    /// other.
    [[nodiscard]] bool may_be_called(acts_palette const& in, std::string const& alias, int parent) const {
        for (int node = 0; node < static_cast<int>(in.nodes.size()); ++node) {
            if (!acts_is_called(in.at(node), acts_folded(alias))) continue;
            bool is_around = false;
            for (int up = parent; up >= 0; up = in.at(up).parent) is_around = is_around || up == node;
            if (in.at(node).parent == parent || (made_.levels == 1 && !is_around)) return false;
        }
        return true;
    }

    static std::string quoted(std::string const& text) { return "\"" + text + "\""; }

    std::string node_text(acts_palette const& of, int node) {
        auto const& one = of.at(node);
        std::vector<std::string> parts;
        if (one.rank) parts.push_back("rank " + std::to_string(*one.rank));
        static std::vector<std::string> const contacts = {"no contact", "contact", "right party"};
        if (one.contact) parts.push_back(contacts[static_cast<std::size_t>(*one.contact)]);
        if (one.channel) parts.push_back("channel " + quoted(*one.channel));
        if (one.state) parts.push_back("state " + quoted(*one.state));
        if (one.substate) parts.push_back("substate " + quoted(*one.substate));
        if (one.closes) parts.emplace_back("closes");
        std::string aliases;
        for (auto const& alias : one.aliases) aliases += (aliases.empty() ? "alias " : ", ") + quoted(alias);
        if (!aliases.empty()) parts.push_back(aliases);
        for (auto i = parts.size(); i > 1; --i) std::swap(parts[i - 1], parts[draw_.roll(i)]);
        auto text = (one.parent < 0 ? "action " : "response ") + one.name;
        if (!one.label.empty()) text += " " + quoted(one.label);
        for (auto const& part : parts) text += " " + part;
        std::string inner;
        for (int other = node + 1; other < static_cast<int>(of.nodes.size()); ++other)
            if (of.at(other).parent == node) inner += node_text(of, other);
        return text + (inner.empty() ? "\n" : " {\n" + inner + "}\n");
    }

    void write() {
        auto& text = made_.text;
        text =
            "tramo 1 en\npolicy \"random\" version \"1\" { currency BRL }\nfield case_id : text key\n"
            "field creditor : one of \"North\", \"South\", \"East\" optional\n"
            "field portfolio : integer optional\nfield balance : money optional\n"
            "field assigned : date optional\nactions {\n  account who\n  code c0";
        for (std::size_t i = 1; i < made_.levels; ++i) text += ", c" + std::to_string(i);
        text += "\n  happened at\n  id number\n  agent by\n" + window_text() + "}\n";
        for (auto const& one : made_.palettes) {
            text += "palette " + one.name + (one.condition.empty() ? "" : " if " + one.condition) + " {\n";
            for (int node = 0; node < static_cast<int>(one.nodes.size()); ++node)
                if (one.at(node).parent < 0) text += node_text(one, node);
            text += "}\n";
        }
        for (std::size_t i = 0; i < made_.segments.size(); ++i)
            text += "segment s" + std::to_string(i) + " = " + made_.segments[i].text + "\n";
    }

    std::string window_text() {
        switch (draw_.roll(4)) {
            case 0:
                made_.window.what = acts_window::since_field;
                return "  window since assigned\n";
            case 1:
                made_.window.what = acts_window::month;
                return "  window month\n";
            case 2:
                made_.window.what = acts_window::rolling;
                made_.window.days = 1 + static_cast<std::int64_t>(draw_.roll(20));
                return "  window " + std::to_string(made_.window.days) + " days\n";
            default:
                return "";
        }
    }

    using standing = acts_standing const&;
    using told = acts_told acts_standing::*;

    acts_segment segment() {
        auto first = atom();
        if (draw_.one_in(2)) return first;
        auto const second = atom();
        switch (draw_.roll(3)) {
            case 0:
                return {"(" + first.text + ") and (" + second.text + ")",
                        [=](standing of) { return both(first.meaning(of), second.meaning(of)); }};
            case 1:
                return {"(" + first.text + ") or (" + second.text + ")",
                        [=](standing of) { return either(first.meaning(of), second.meaning(of)); }};
            default:
                return {"not (" + first.text + ")", [=](standing of) { return negated(first.meaning(of)); }};
        }
    }

    acts_segment atom() {
        if (draw_.one_in(3)) return number_atom();
        auto const [name, which] = draw_.pick<std::pair<std::string, told>>(
            {{"best", &acts_standing::best}, {"last", &acts_standing::last}});
        auto const of_action = [which = which](auto holds) {
            return [=](standing of) { return (of.*which).is_there ? sure(holds(of.*which)) : tri::unknown; };
        };
        auto const& nodes = draw_.pick(made_.palettes).nodes;
        auto const code = draw_.pick(nodes).name, other = draw_.pick(nodes).name;
        auto const rank = 1 + static_cast<int>(draw_.roll(4));
        auto const as_of = made_.as_of;
        switch (draw_.roll(8)) {
            case 0:
                return {name + ".code = " + code, of_action([=](auto const& of) { return of.code == code; })};
            case 1:
                return {name + ".code in (" + code + ", " + other + ")",
                        of_action([=](auto const& of) { return of.code == code || of.code == other; })};
            case 2:
                return {name + ".code != other",
                        of_action([](auto const& of) { return of.code != "other"; })};
            case 3:
                return {name + ".action = " + nodes[0].name,
                        of_action([outer = nodes[0].name](auto const& of) { return of.action == outer; })};
            case 4:
                return {name + ".rank <= " + std::to_string(rank), [=, which = which](standing of) {
                            auto const& own = (of.*which).rank;
                            return own ? sure(*own <= rank) : tri::unknown;
                        }};
            case 5:
                return {name + ".contact", of_action([](auto const& of) { return of.contact; })};
            case 6:
                return {name + ".day >= as_of - 5 days",
                        of_action([=](auto const& of) { return of.day() >= as_of - 5; })};
            default:
                return {name + ".agent is unknown",
                        [which = which](standing of) { return sure((of.*which).agent.empty()); }};
        }
    }

    acts_segment number_atom() {
        using number = std::int64_t acts_standing::*;
        auto const [name, which] =
            draw_.pick<std::pair<std::string, number>>({{"attempts.total", &acts_standing::total},
                                                        {"attempts.window", &acts_standing::window},
                                                        {"attempts.day", &acts_standing::day},
                                                        {"contacts.total", &acts_standing::contacts},
                                                        {"contacts.window", &acts_standing::contacts_window},
                                                        {"contacts.day", &acts_standing::contacts_day}});
        auto const bound = static_cast<std::int64_t>(draw_.roll(4));
        if (draw_.one_in(4))
            return {"contacts.first < contacts.last", [](standing of) {
                        return of.first_contact ? sure(*of.first_contact < *of.last_contact) : tri::unknown;
                    }};
        return {name + " <= " + std::to_string(bound),
                [bound, which = which](standing of) { return sure(of.*which <= bound); }};
    }

    dice& draw_;
    acts_policy made_;
};

}  // namespace tramo_test
