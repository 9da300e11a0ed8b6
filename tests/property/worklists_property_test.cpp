// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Worklists are what a slow reading of the same accounts, candidates and shifts says, and add up.
#include <catch2/catch.hpp>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <tramo/policy/worklists.hpp>
#include <tramo/text/render.hpp>

#include "random_expression.hpp"
#include "slow_worklists.hpp"
#include "unit/policy/portfolio.hpp"

using namespace tramo_test;

namespace {

using account = listed_account const&;
using lines_t = std::vector<std::string>;

std::string told_cents(std::int64_t cents) {
    auto const digits = std::to_string(100 + cents % 100);
    return std::to_string(cents / 100) + "." + digits.substr(1);
}

class random_worklists {
public:
    explicit random_worklists(dice& draw) : draw_(draw) {}

    listed_policy make() {
        listed_policy made;
        made.has_values = draw_.one_in(2);
        made.has_agent = draw_.one_in(2);
        made.text =
            "policy \"w\" version \"1\" { currency BRL }\nfield debtor : text key\n"
            "field balance : money optional\nfield days : integer optional\n"
            "field vip : boolean optional\nfield tier : one of \"gold\", \"silver\", \"bronze\" "
            "optional\nfield owner : text optional\nworklist w {\n";
        for (auto left = 1 + draw_.roll(4); left > 0; --left) add_candidate(made);
        if (!made.has_values || draw_.one_in(2)) add_order(made);
        if (made.has_agent) made.text += "  agent owner\n";
        made.text += "}\n";
        return made;
    }

    std::vector<listed_account> accounts(std::size_t count) {
        std::vector<listed_account> all(count);
        for (std::size_t i = 0; i < count; ++i) {
            auto& one = all[i];
            one.key = (draw_.one_in(2) ? "K" : "") + std::to_string(1 + 7 * i);
            if (!draw_.one_in(6)) one.balance = 10 * roll(60);
            if (!draw_.one_in(6)) one.days = roll(5);
            if (!draw_.one_in(4)) one.vip = draw_.one_in(2);
            if (!draw_.one_in(4)) one.tier = static_cast<int>(roll(3));
            if (draw_.one_in(2)) one.owner = draw_.pick<std::string>({"ana", "JOSE", " Bo ", "Zed"});
            one.is_faulty = draw_.one_in(20);
        }
        for (auto i = count; i > 1; --i) std::swap(all[i - 1], all[draw_.roll(i)]);
        return all;
    }

    std::vector<listed_shift> shifts() {
        std::vector<listed_shift> all;
        for (auto left = draw_.roll(5); left > 0; --left) {
            listed_shift one{draw_.pick<std::string>({"Ana", "José", "Bo"}), "", {}, roll(60)};
            if (draw_.one_in(2)) one.skills.push_back("voice");
            if (draw_.one_in(3)) one.skills.push_back("EMAIL");
            one.name = std::to_string(all.size());
            all.push_back(one);
        }
        return all;
    }

private:
    [[nodiscard]] std::int64_t roll(std::size_t sides) {
        return static_cast<std::int64_t>(draw_.roll(sides));
    }

    void add_candidate(listed_policy& to) {
        listed_candidate made;
        made.name = "c" + std::to_string(to.candidates.size());
        auto& text = to.text;
        text += "  candidate " + made.name;
        if (draw_.one_in(2)) made.channel = draw_.pick<std::string>({"email", "Voice", "visit"});
        if (draw_.one_in(3)) made.skill = "VOICE";
        if (!made.channel.empty()) text += " channel \"" + made.channel + "\"";
        if (!made.skill.empty()) text += " skill \"" + made.skill + "\"";
        made.minutes = 1 + roll(12);
        text += " minutes " + std::to_string(made.minutes);
        if (to.has_values) add_worth(text, made);
        if (!draw_.one_in(3)) add_condition(text, made);
        text += "\n";
        to.candidates.push_back(std::move(made));
    }

    void add_worth(std::string& text, listed_candidate& into) {
        if (draw_.one_in(2)) into.cost = 10'000 * roll(4);
        if (into.cost > 0) text += " cost " + std::to_string(into.cost / 10'000);
        auto const share = 1 + roll(30);
        text += " value balance * " + std::to_string(share) + "%";
        into.value = [share](account of) {
            return of.balance ? std::optional(*of.balance * share) : std::nullopt;
        };
    }

    void add_condition(std::string& text, listed_candidate& into) {
        auto const bound = roll(4);
        switch (draw_.roll(3)) {
            case 0:
                text += " if days > " + std::to_string(bound);
                into.condition = [bound](account of) {
                    return of.days ? sure(*of.days > bound) : tri::unknown;
                };
                return;
            case 1:
                text += " if vip or days <= " + std::to_string(bound);
                into.condition = [bound](account of) {
                    return either(of.vip ? sure(*of.vip) : tri::unknown,
                                  of.days ? sure(*of.days <= bound) : tri::unknown);
                };
                return;
            default:
                text += " if tier is known";
                into.condition = [](account of) { return sure(of.tier.has_value()); };
        }
    }

    void add_order(listed_policy& to) {
        using whole = std::optional<std::int64_t>;
        std::vector<std::pair<std::string, listed_amount>> const keys = {
            {"days", [](account of) { return of.days; }},
            {"balance", [](account of) { return of.balance; }},
            {"tier", [](account of) { return of.tier ? whole(*of.tier) : whole(); }},
            {"vip", [](account of) { return of.vip ? whole(!*of.vip) : whole(); }},
            {"days > 2", [](account of) { return of.days ? whole(*of.days <= 2) : whole(); }}};
        std::string text;
        for (auto left = 1 + draw_.roll(3); left > 0; --left) {
            auto const& [name, size] = draw_.pick(keys);
            bool const is_descending = draw_.one_in(2) && name != "vip" && name != "days > 2";
            text += (text.empty() ? "  order " : ", ") + name + (is_descending ? " descending" : "");
            to.order.push_back({size, is_descending});
        }
        to.text += text + "\n";
    }

    dice& draw_;
};

std::shared_ptr<tramo::table const> table_of(dice& draw, tramo::policy const& of,
                                             std::vector<listed_account> const& accounts) {
    static lines_t const tiers = {"gold", "silver", "bronze"};
    auto made = std::make_shared<tramo::table>();
    std::vector<tramo::testing::cells> rows;
    for (auto const& one : accounts) {
        if (draw.one_in(20)) made->batches.push_back(tramo::testing::rows_of(of, std::exchange(rows, {})));
        auto& row = rows.emplace_back();
        row.emplace_back("debtor", one.key);
        if (one.balance) row.emplace_back("balance", told_cents(*one.balance));
        if (one.days) row.emplace_back("days", std::to_string(*one.days));
        if (one.vip) row.emplace_back("vip", *one.vip ? "true" : "false");
        if (one.tier && !one.is_faulty) row.emplace_back("tier", tiers[static_cast<std::size_t>(*one.tier)]);
        if (one.is_faulty) row.emplace_back("tier", "tin");
        if (one.owner) row.emplace_back("owner", *one.owner);
    }
    made->batches.push_back(tramo::testing::rows_of(of, rows));
    return made;
}

std::string told_cell(tramo::batch const& of, char const* name, std::int64_t row) {
    auto const* const column = tramo::find_column(of, name);
    INFO(name);
    REQUIRE(column != nullptr);
    auto text = tramo::cell_text(*column, row);
    std::erase(text, '"');
    return text == "null" ? "-" : text;
}

lines_t told_rows(tramo::batch const& of, std::vector<char const*> const& names) {
    lines_t lines;
    for (std::int64_t row = 0; row < of.rows; ++row) {
        lines.emplace_back();
        for (auto const* name : names) lines.back() += " " + told_cell(of, name, row);
    }
    return lines;
}

/// What a slow reading writes into the three tables, under the names that are compared.
struct due_tables {
    lines_t next, taken, left;
};

due_tables tables_of(slow_worklists const& slow, listed_policy const& policy,
                     std::vector<listed_account> const& accounts, std::vector<listed_shift> const& shifts) {
    due_tables made;
    std::map<std::pair<std::size_t, std::size_t>, std::string> by_shift;
    for (auto const which : slow.ranking) {
        auto const& key = accounts[which].key;
        auto const& end = slow.ends.at(which);
        auto const choices = slow.choices(which);
        for (std::size_t i = 0; i < choices.size(); ++i) {
            auto const name = [&](std::size_t at) {
                return at < choices.size() ? policy.candidates[choices[at].candidate].name : "-";
            };
            made.next.push_back(" " + key + " " + std::to_string(end.place) + " " + std::to_string(i + 1) +
                                " " + name(i) + " " + name(i + 1));
        }
        auto const& best = policy.candidates[choices[0].candidate];
        if (end.why == "taken")
            by_shift[{end.shift, end.position}] =
                " " + shifts[end.shift].agent + " " + shifts[end.shift].name + " " +
                std::to_string(end.position) + " " + key + " " + best.name + " " +
                std::to_string(best.minutes) + " " + std::to_string(end.place);
        else
            made.left.push_back(" " + key + " " + std::to_string(end.place) + " " + end.why + " " +
                                (end.cut == 0 ? "-" : std::to_string(end.place - end.cut)));
    }
    for (auto const& [at, line] : by_shift) made.taken.push_back(line);
    return made;
}

void check_tables(tramo::worklist_answer const& found, due_tables const& due) {
    CHECK(told_rows(found.next_actions(0), {"debtor", "place", "choice", "action", "runner_up"}) == due.next);
    auto taken =
        told_rows(found.worklists(), {"agent", "shift", "position", "debtor", "action", "minutes", "place"});
    auto due_taken = due.taken;
    std::sort(taken.begin(), taken.end());
    std::sort(due_taken.begin(), due_taken.end());
    CHECK(taken == due_taken);
    CHECK(told_rows(found.left_out(), {"debtor", "place", "why", "missed_by_places"}) == due.left);
}

/// Each account read is in one place, and on one list at most.
void check_sums(tramo::worklist_answer const& found, std::size_t accounts) {
    using tramo::actions::placed;
    auto sum = found.rows_set_apart();
    for (auto const how : {placed::nothing_to_do, placed::taken, placed::no_skill, placed::full,
                           placed::owner_full, placed::owner_no_skill})
        sum += found.count(how);
    CHECK(sum == static_cast<std::int64_t>(accounts));
    std::set<std::string> once;
    auto const lists = found.worklists();
    for (std::int64_t row = 0; row < lists.rows; ++row)
        CHECK(once.insert(told_cell(lists, "debtor", row)).second);
    CHECK(found.count(placed::taken) == lists.rows);
}

}  // namespace

TEST_CASE("worklists are what a slow reading of the same accounts and shifts says, and add up") {
    for (std::uint64_t seed = 1; seed <= 400; ++seed) {
        dice draw(seed);
        random_worklists random(draw);
        auto const policy = random.make();
        auto const accounts = random.accounts(draw.roll(60));
        auto const shifts = random.shifts();
        auto const with = tramo::testing::prepared(policy.text);
        tramo::worklist_options options;
        options.skills = {"Voice", "email"};
        for (auto const& one : shifts) {
            options.shifts.push_back({one.agent, one.name, {}, one.minutes});
            for (auto const& skill : one.skills)
                options.shifts.back().skills.push_back(skill == "voice" ? 0 : 1);
        }
        INFO("seed " << seed << "\n" << policy.text);
        auto const found = find_worklists(with, table_of(draw, with.policy(), accounts), options);
        REQUIRE(found.ok());
        slow_worklists const slow(policy, accounts, shifts);
        check_tables(found.value, tables_of(slow, policy, accounts, shifts));
        check_sums(found.value, accounts.size());
        for (std::size_t i = 0; i < shifts.size(); ++i) {
            CHECK(found.value.lists().minutes_used[i] <= shifts[i].minutes);
            CHECK(found.value.lists().minutes_used[i] == slow.used[i]);
            CHECK(found.value.lists().calls[i] == slow.calls[i]);
        }
    }
}

TEST_CASE("the ranking of accounts does not depend on the order of their rows") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        dice draw(seed);
        random_worklists random(draw);
        auto const policy = random.make();
        auto accounts = random.accounts(40);
        auto const with = tramo::testing::prepared(policy.text);
        INFO("seed " << seed << "\n" << policy.text);
        auto const told = [&] {
            auto const found = find_worklists(with, table_of(draw, with.policy(), accounts));
            REQUIRE(found.ok());
            return told_rows(found.value.next_actions(0), {"debtor", "place", "choice", "action", "score"});
        };
        auto const due = told();
        for (auto i = accounts.size(); i > 1; --i) std::swap(accounts[i - 1], accounts[draw.roll(i)]);
        CHECK(told() == due);
    }
}
