// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That accounts stand in the order that the policy asks for, and candidates by their scores.
#include <algorithm>
#include <optional>
#include <random>
#include <tuple>

#include <tramo/impl/run/compare_ids.ipp>

#include "found_worklists.hpp"

namespace tramo::testing {
namespace {

TEST_CASE("equal scores are told in the order declared, equal accounts by their keys", "[worklists]") {
    auto const made = found("worklist w {\n  candidate b value balance\n  candidate a value balance\n}",
                            {{{"debtor", "Z"}, {"balance", "5.00"}},
                             {{"debtor", "Y"}, {"balance", "5.00"}},
                             {{"debtor", "X"}, {"balance", "6.00"}}});
    CHECK(told(made.next_actions(0), {"debtor", "action"}) ==
          lines{"X b", "X a", "Y b", "Y a", "Z b", "Z a"});
}

TEST_CASE("keys that are whole numbers are compared as numbers and come before all others", "[worklists]") {
    std::string const text = "worklist w {\n  candidate call\n  order days\n}";
    auto const by_number = found(text, {{{"debtor", "10"}}, {{"debtor", "9"}}, {{"debtor", "-1"}}});
    CHECK(column_told(by_number.next_actions(), "debtor") == lines{"-1", "9", "10"});
    auto const mixed = found(
        text,
        {{{"debtor", "9"}}, {{"debtor", "x"}}, {{"debtor", "-"}}, {{"debtor", "10"}}, {{"debtor", "010"}}});
    CHECK(column_told(mixed.next_actions(), "debtor") == lines{"9", "10", "-", "010", "x"});
    auto const in_order = found(text, {{{"debtor", "9"}}, {{"debtor", "10"}}, {{"debtor", "x"}}});
    CHECK(column_told(in_order.next_actions(), "debtor") == lines{"9", "10", "x"});
}

TEST_CASE("many keys of which some are numbers have the one order of ids", "[worklists]") {
    std::mt19937 draw(8);
    lines keys;
    for (int i = 0; i < 3'000; ++i)
        keys.push_back(i % 3 == 0 ? std::to_string(i * i - 500)
                                  : (i % 3 == 1 ? "K" : "0") + std::to_string(i * 7));
    std::shuffle(keys.begin(), keys.end(), draw);
    std::vector<cells> rows;
    for (auto const& one : keys) rows.push_back({{"debtor", one}});
    auto const made = found("worklist w {\n  candidate call\n  order days\n}", rows);
    std::sort(keys.begin(), keys.end(),
              [](auto const& a, auto const& b) { return running::compare_ids(a, b) < 0; });
    CHECK(column_told(made.next_actions(), "debtor") == keys);
}

TEST_CASE("unknown numbers, members and truths come last in either direction", "[worklists]") {
    std::vector<cells> const rows = {{{"debtor", "A"}, {"days", "1"}, {"tier", "silver"}, {"vip", "false"}},
                                     {{"debtor", "B"}},
                                     {{"debtor", "C"}, {"days", "-3"}, {"tier", "gold"}, {"vip", "true"}},
                                     {{"debtor", "D"}, {"days", "2"}, {"tier", "bronze"}, {"vip", "false"}}};
    auto const in_order = [&](std::string const& order) {
        std::string all;
        auto const made = found("worklist w {\n  candidate call\n  order " + order + "\n}", rows);
        for (auto const& one : column_told(made.next_actions(), "debtor")) all += one;
        return all;
    };
    CHECK(in_order("days") == "CADB");
    CHECK(in_order("days descending") == "DACB");
    CHECK(in_order("tier") == "CADB");
    CHECK(in_order("tier descending") == "DACB");
    CHECK(in_order("vip") == "CADB");
    CHECK(in_order("vip descending") == "ADCB");
    CHECK(in_order("vip, days descending") == "CDAB");
}

TEST_CASE("scores of more digits than 64 bits hold are ranked exactly", "[worklists]") {
    auto const made = found("worklist w {\n  candidate call value balance * 1000000000000\n}",
                            {{{"debtor", "A"}, {"balance", "90000000000.01"}},
                             {{"debtor", "B"}, {"balance", "90000000000.03"}},
                             {{"debtor", "C"}, {"balance", "-90000000000.02"}},
                             {{"debtor", "D"}, {"balance", "0.01"}}});
    CHECK(column_told(made.next_actions(), "debtor") == lines{"B", "A", "D", "C"});
}

TEST_CASE("many keys of text are in the order of their bytes, whatever they begin with", "[worklists]") {
    std::mt19937 draw(3);
    auto const mark = GENERATE(std::string(), std::string("ACCOUNT-"), std::string("\u00e9"));
    lines keys;
    for (int i = 0; i < 2'000; ++i)
        keys.push_back(mark + std::to_string(i * i) + (i % 2 == 0 ? "x" : "-longer"));
    std::shuffle(keys.begin(), keys.end(), draw);
    std::vector<cells> rows;
    for (auto const& one : keys) rows.push_back({{"debtor", one}});
    auto const made = found("worklist w {\n  candidate call\n  order days\n}", rows);
    std::sort(keys.begin(), keys.end());
    CHECK(column_told(made.next_actions(), "debtor") == keys);
}

/// An account as the slow reading of the language page ranks it.
struct ranked_plainly {
    std::string key;
    std::optional<std::int64_t> days, cents;
    int tier = 3;
    std::int64_t score = 0;
    std::string action;
};

TEST_CASE("random accounts are ranked as a plain reading of the page ranks them", "[worklists]") {
    std::mt19937 draw(11);
    auto const below = [&](unsigned end) { return static_cast<std::int64_t>(draw() % end); };
    std::string const text = R"(worklist w {
  candidate call cost 0.30 value balance * 10% if days > 2
  candidate mail cost 0.10 value balance * 5%
  order tier, days descending
}
)";
    char const* const tiers[] = {"gold", "silver", "bronze"};
    for (auto const count : {7U, 700U, 3'000U}) {
        std::vector<std::vector<cells>> parts(3);
        std::vector<ranked_plainly> plain;
        for (unsigned i = 0; i < count; ++i) {
            ranked_plainly one;
            one.key = "K" + std::to_string(below(9)) + "-" + std::to_string(i * 7919 % 100'003);
            if (below(4) != 0) one.days = below(5);
            if (below(9) != 0) one.cents = below(20) * 100;
            one.tier = static_cast<int>(below(4));
            cells row = {{"debtor", one.key}};
            if (one.days) row.push_back({"days", std::to_string(*one.days)});
            if (one.cents) row.push_back({"balance", to_string(decimal(*one.cents, 2))});
            if (one.tier < 3) row.push_back({"tier", tiers[one.tier]});
            parts[i * 3 / count].push_back(row);
            if (!one.cents) continue;
            one.score = *one.cents * 5 - 1'000;
            one.action = "mail";
            bool const calls = one.days && *one.days > 2 && *one.cents * 10 - 3'000 >= one.score;
            if (calls) one.score = *one.cents * 10 - 3'000;
            if (calls) one.action = "call";
            plain.push_back(one);
        }
        std::stable_sort(plain.begin(), plain.end(), [](auto const& a, auto const& b) {
            return std::tuple(a.tier, !a.days, -a.days.value_or(0), -a.score, a.key) <
                   std::tuple(b.tier, !b.days, -b.days.value_or(0), -b.score, b.key);
        });
        lines expected;
        for (auto const& one : plain) expected.push_back(one.key + " " + one.action);
        auto const made = asked(text, parts);
        REQUIRE(made.ok());
        CHECK(told(made.value.next_actions(), {"debtor", "action"}) == expected);
    }
}

}  // namespace
}  // namespace tramo::testing
