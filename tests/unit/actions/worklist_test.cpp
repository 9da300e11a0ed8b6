// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That shifts are filled by rank as far as their minutes go, and that those left out are told the right line.
#include <tramo/actions/worklist.hpp>

#include <algorithm>
#include <numeric>
#include <random>

#include <catch2/catch.hpp>

namespace tramo::actions {
namespace {

/// A request that owns what it points to. Accounts are ranked by their numbers unless a test says otherwise.
struct day {
    std::vector<shift> shifts;
    std::vector<std::uint32_t> ranking;
    std::vector<std::uint16_t> skill, minutes;
    std::vector<std::uint32_t> agent;
    std::vector<std::string> agents;

    explicit day(std::size_t accounts, std::uint16_t each = 7)
        : ranking(accounts), skill(accounts, any_skill), minutes(accounts, each) {
        std::iota(ranking.begin(), ranking.end(), 0U);
    }
    [[nodiscard]] worklists filled() const {
        return assign(shifts, {ranking, skill, minutes, agent, agents}, skill.size());
    }
};

/// The contract of `assign`, read word by word.
worklists plainly_filled(day const& of) {
    worklists made;
    auto const accounts = of.skill.size();
    made.how.assign(accounts, placed::nothing_to_do);
    made.list.assign(accounts, no_list);
    made.position.assign(accounts, 0);
    made.place.assign(accounts, 0);
    made.cut.assign(accounts, 0);
    made.minutes_used.assign(of.shifts.size(), 0);
    made.calls.assign(of.shifts.size(), 0);
    std::vector<std::uint32_t> last(of.shifts.size(), 0);
    for (std::uint32_t place = 1; place <= of.ranking.size(); ++place) {
        auto const account = of.ranking[place - 1];
        made.place[account] = place;
        std::string owner;
        if (!of.agent.empty() && of.agent[account] != no_list) owner = of.agents[of.agent[account]];
        auto const is_here = [&](auto const& one) { return one.agent == owner; };
        bool const is_owned = std::any_of(of.shifts.begin(), of.shifts.end(), is_here);
        std::uint32_t best = no_list;
        std::int64_t longest = -1;
        for (std::uint32_t i = 0; i < of.shifts.size(); ++i) {
            auto const& one = of.shifts[i];
            bool const is_skilled =
                of.skill[account] == any_skill || one.skills.empty() ||
                std::find(one.skills.begin(), one.skills.end(), of.skill[account]) != one.skills.end();
            if (is_owned ? is_here(one) : is_skilled)
                made.cut[account] = std::max(made.cut[account], last[i]);
            if (!is_skilled || (is_owned && !is_here(one))) continue;
            longest = std::max(longest, one.minutes);
            auto const left = one.minutes - made.minutes_used[i];
            if (left < of.minutes[account]) continue;
            if (best == no_list || left > of.shifts[best].minutes - made.minutes_used[best]) best = i;
        }
        if (best == no_list) {
            made.how[account] = longest >= 0 ? (is_owned ? placed::owner_full : placed::full)
                                : is_owned   ? placed::owner_no_skill
                                             : placed::no_skill;
            if (longest < of.minutes[account]) made.cut[account] = 0;
            continue;
        }
        made.how[account] = placed::taken;
        made.cut[account] = 0;
        made.list[account] = best;
        made.position[account] = ++made.calls[best];
        made.minutes_used[best] += of.minutes[account];
        last[best] = place;
    }
    return made;
}

day random_day(std::mt19937& draw) {
    auto const below = [&](unsigned end) { return static_cast<std::uint32_t>(draw() % end); };
    day made(1 + below(60));
    for (auto i = below(7); i > 0; --i) {
        shift one;
        one.agent = "A-" + std::to_string(below(4));
        for (auto k = below(3); k > 0; --k) one.skills.push_back(static_cast<std::uint16_t>(below(3)));
        one.minutes = below(90);
        made.shifts.push_back(one);
    }
    std::shuffle(made.ranking.begin(), made.ranking.end(), draw);
    made.ranking.resize(below(static_cast<unsigned>(made.ranking.size())) + 1);
    made.agents = {"A-0", "A-9", "A-2"};
    bool const has_agents = below(2) == 1;
    for (std::size_t i = 0; i < made.skill.size(); ++i) {
        made.skill[i] = below(4) == 0 ? any_skill : static_cast<std::uint16_t>(below(4));
        made.minutes[i] = static_cast<std::uint16_t>(1 + below(12));
        if (has_agents) made.agent.push_back(below(3) == 0 ? below(3) : no_list);
    }
    return made;
}

TEST_CASE("V-22: a shift of 240 minutes takes 34 calls of 7", "[worklist]") {
    day of(40);
    of.shifts = {{"A-1", "", {}, 240}};
    auto const made = of.filled();
    CHECK(made.calls[0] == 34);
    CHECK(made.minutes_used[0] == 238);
    CHECK(made.how[33] == placed::taken);
    CHECK(made.position[33] == 34);
    CHECK(made.how[34] == placed::full);
}

TEST_CASE("an account left out is told the place of the last one taken", "[worklist]") {
    day of(40);
    of.shifts = {{"A-1", "", {}, 240}};
    auto const made = of.filled();
    CHECK(made.cut[34] == 34);
    CHECK(made.place[39] - made.cut[39] == 6);
    CHECK(made.cut[0] == 0);
}

TEST_CASE("the line is that of the skill, not that of the day", "[worklist]") {
    day of(6, 10);
    of.skill = {0, 1, 0, 1, 0, 1};
    of.shifts = {{"A-1", "", {0}, 10}, {"A-2", "", {1}, 20}};
    auto const made = of.filled();
    CHECK(made.cut[2] == 1);
    CHECK(made.cut[4] == 1);
    CHECK(made.cut[5] == 4);
}

TEST_CASE("two skills of one shift share its minutes", "[worklist]") {
    day of(4, 10);
    of.skill = {0, 1, 0, 1};
    of.shifts = {{"A-1", "", {0, 1}, 30}};
    auto const made = of.filled();
    CHECK(made.calls[0] == 3);
    CHECK(made.how[3] == placed::full);
    CHECK(made.cut[3] == 3);  // taken for the other skill
}

TEST_CASE("an account goes to the shift with most minutes left, the first of equals", "[worklist]") {
    day of(4, 10);
    of.shifts = {{"A-1", "", {}, 20}, {"A-2", "", {}, 30}, {"A-3", "", {}, 20}};
    auto const made = of.filled();
    CHECK(made.list == std::vector<std::uint32_t>{1, 0, 1, 2});
}

TEST_CASE("a shorter action is taken where a longer one was refused", "[worklist]") {
    day of(4);
    of.minutes = {20, 15, 5, 5};
    of.shifts = {{"A-1", "", {}, 30}};
    auto const made = of.filled();
    CHECK(made.how[1] == placed::full);
    CHECK(made.how[2] == placed::taken);
    CHECK(made.cut[1] == 1);  // those that fit behind it did not take its place
}

TEST_CASE("an account stays with its agent, whatever the case and accents of the name", "[worklist]") {
    day of(4, 10);
    of.agents = {"JOSE", "Ana"};
    of.agent = {no_list, 0, 0, 1};
    of.shifts = {{"Rosa", "", {}, 100}, {"José", "", {}, 10}};
    auto const made = of.filled();
    CHECK(made.list[0] == 0);
    CHECK(made.list[1] == 1);
    CHECK(made.how[2] == placed::owner_full);
    CHECK(made.cut[2] == 2);
    CHECK(made.list[3] == 0);  // Ana is not here today
}

TEST_CASE("an agent without the skill keeps the account and does not call it", "[worklist]") {
    day of(2);
    of.skill = {0, 1};
    of.agents = {"Ana"};
    of.agent = {0, 0};
    of.shifts = {{"Ana", "", {0}, 100}, {"Rosa", "", {1}, 100}};
    auto const made = of.filled();
    CHECK(made.how[1] == placed::owner_no_skill);
    CHECK(made.cut[1] == 0);  // no place would have been early enough
}

TEST_CASE("an action longer than every shift missed by no place", "[worklist]") {
    day of(4);
    of.minutes = {5, 40, 40, 5};
    of.agents = {"Ana"};
    of.agent = {no_list, no_list, 0, 0};
    of.shifts = {{"Rosa", "", {}, 30}, {"Ana", "", {}, 20}};
    auto const made = of.filled();
    CHECK(made.how[1] == placed::full);
    CHECK(made.cut[1] == 0);
    CHECK(made.how[2] == placed::owner_full);
    CHECK(made.cut[2] == 0);
}

TEST_CASE("a skill that no shift has leaves its accounts out, and no shift all of them", "[worklist]") {
    day of(2);
    of.skill = {0, any_skill};
    CHECK(of.filled().how == std::vector<placed>{placed::no_skill, placed::no_skill});
    of.shifts = {{"A-1", "", {1}, 0}};
    CHECK(of.filled().how == std::vector<placed>{placed::no_skill, placed::full});
}

TEST_CASE("shifts are filled as a plain reading of the contract fills them", "[worklist]") {
    std::mt19937 draw(22);
    for (int round = 0; round < 3'000; ++round) {
        auto const of = random_day(draw);
        auto const made = of.filled(), plain = plainly_filled(of);
        INFO("round " << round);
        REQUIRE(made.how == plain.how);
        REQUIRE(made.list == plain.list);
        REQUIRE(made.position == plain.position);
        REQUIRE(made.place == plain.place);
        REQUIRE(made.cut == plain.cut);
        REQUIRE(made.minutes_used == plain.minutes_used);
        REQUIRE(made.calls == plain.calls);
    }
}

TEST_CASE("accounts are ordered as a stable sort orders them, whatever the keys", "[worklist]") {
    std::mt19937_64 draw(5);
    auto const count = GENERATE(std::size_t{0}, std::size_t{1}, std::size_t{500}, std::size_t{5'000});
    auto const bits = GENERATE(0, 1, 10, 11, 12, 23, 40, 52, 60, 64);
    std::vector<std::int64_t> keys(count + 3);
    for (auto& one : keys) one = bits == 0 ? 7 : static_cast<std::int64_t>(draw()) >> (64 - bits);
    std::vector<std::uint32_t> accounts(count);
    std::iota(accounts.begin(), accounts.end(), 3U);
    std::shuffle(accounts.begin(), accounts.end(), draw);
    auto expected = accounts;
    std::stable_sort(expected.begin(), expected.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
    order_by(accounts, keys);
    CHECK(accounts == expected);
}

TEST_CASE("digits that all keys share are passed over", "[worklist]") {
    std::vector<std::int64_t> keys;
    for (std::int64_t i = 0; i < 2'000; ++i)
        keys.push_back((i % 2 == 0 ? 1 : 3) * (std::int64_t{1} << 40) + i % 3);
    std::vector<std::uint32_t> accounts(keys.size());
    std::iota(accounts.begin(), accounts.end(), 0U);
    order_by(accounts, keys);
    CHECK(std::is_sorted(accounts.begin(), accounts.end(),
                         [&](auto a, auto b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; }));
}

}  // namespace
}  // namespace tramo::actions
