// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That accounts are ranked as the policy says, and that each one is told what to do, by whom, or why not.
#include <tramo/policy/worklists.hpp>

#include <algorithm>
#include <map>
#include <random>

#include "portfolio.hpp"

namespace tramo::testing {
namespace {

std::string const fields = R"(policy "Worklists" version "1" { currency BRL  zone "America/Sao_Paulo" }
field debtor : text key
field balance : money optional
field days : integer optional
field due : date optional
field vip : boolean optional
field tier : one of "gold", "silver", "bronze" optional
field owner : text optional
)";

std::string const scored = R"(worklist daily {
  candidate call "Call" channel "phone" skill "voice" minutes 7 cost 3.50 value balance * 20% if days > 5
  candidate mail "E-mail" channel "email" minutes 1 cost 0.05 value balance * 1%
}
)";

std::shared_ptr<table const> table_of(policy const& of, std::vector<std::vector<cells>> const& parts) {
    auto all = std::make_shared<table>();
    for (auto const& rows : parts) all->batches.push_back(rows_of(of, rows));
    return all;
}

checked<worklist_answer> asked(std::string const& text, std::vector<std::vector<cells>> const& parts,
                               worklist_options const& options = {}, question const& on_day = {}) {
    auto const with = prepared(fields + text, on_day);
    return find_worklists(with, table_of(with.policy(), parts), options);
}

worklist_answer found(std::string const& text, std::vector<cells> const& rows,
                      worklist_options const& options = {}, question const& on_day = {}) {
    auto result = asked(text, {rows}, options, on_day);
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    return result.value;
}

actions::shift shift_of(std::string agent, std::int64_t minutes, std::vector<std::uint16_t> skills = {}) {
    return {std::move(agent), "", std::move(skills), minutes};
}

std::string text_in(batch const& from, std::string const& name, std::int64_t row) {
    auto const* const column = find_column(from, name);
    INFO(name);
    REQUIRE(column != nullptr);
    if (!is_valid(*column, row)) return "-";
    auto text = cell_text(*column, row);
    return text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

/// Some columns of each row, with blanks between.
std::vector<std::string> told(batch const& from, std::vector<std::string> const& names) {
    std::vector<std::string> rows;
    for (std::int64_t row = 0; row < from.rows; ++row) {
        std::string line;
        for (auto const& name : names) line += (line.empty() ? "" : " ") + text_in(from, name, row);
        rows.push_back(line);
    }
    return rows;
}

std::vector<std::string> column_told(batch const& from, std::string const& name) {
    return told(from, {name});
}

/// A reason may be longer than a cell is shown.
std::string reason_in(batch const& from, std::int64_t row) {
    return std::string(text_at(*find_column(from, "reason"), row));
}

using lines = std::vector<std::string>;

TEST_CASE("the best candidate of an account is the one with the largest score", "[worklists]") {
    auto const made = found(scored, {{{"debtor", "A"}, {"balance", "10.00"}, {"days", "9"}},
                                     {{"debtor", "B"}, {"balance", "100.00"}, {"days", "9"}}});
    CHECK(told(made.next_actions(), {"debtor", "place", "action", "score", "runner_up", "runner_up_score"}) ==
          lines{"B 1 call 16.50 mail 0.95", "A 2 mail 0.05 call -1.50"});
}

TEST_CASE("all candidates of an account are told on demand, best first", "[worklists]") {
    auto const made = found(scored, {{{"debtor", "A"}, {"balance", "100.00"}, {"days", "9"}},
                                     {{"debtor", "B"}, {"balance", "100.00"}, {"days", "1"}}});
    CHECK(told(made.next_actions(0), {"debtor", "choice", "action", "channel", "skill", "minutes", "value",
                                      "cost", "score", "reason", "runner_up"}) ==
          lines{"A 1 call phone voice 7 20.00 3.50 16.50 daily.call mail",
                "A 2 mail email email 1 1.00 0.05 0.95 daily.mail -",
                "B 1 mail email email 1 1.00 0.05 0.95 daily.mail -"});
}

TEST_CASE("a candidate whose condition or amount is unknown is not open", "[worklists]") {
    auto const made = found(scored, {{{"debtor", "A"}, {"balance", "100.00"}},
                                     {{"debtor", "B"}, {"days", "9"}},
                                     {{"debtor", "C"}, {"balance", "1.00"}, {"days", "5"}}});
    CHECK(told(made.next_actions(0), {"debtor", "action"}) == lines{"A mail", "C mail"});
    CHECK(made.count(actions::placed::nothing_to_do) == 1);
}

TEST_CASE("equal scores are told in the order declared, equal accounts by their keys", "[worklists]") {
    auto const made = found("worklist w {\n  candidate b value balance\n  candidate a value balance\n}",
                            {{{"debtor", "Z"}, {"balance", "5.00"}},
                             {{"debtor", "Y"}, {"balance", "5.00"}},
                             {{"debtor", "X"}, {"balance", "6.00"}}});
    CHECK(told(made.next_actions(0), {"debtor", "action"}) ==
          lines{"X b", "X a", "Y b", "Y a", "Z b", "Z a"});
}

TEST_CASE("without values the first candidate that is open is the next action", "[worklists]") {
    auto const made = found(
        "worklist w {\n  candidate visit if days > 90\n  candidate call if days > 5\n  order days "
        "descending\n}",
        {{{"debtor", "A"}, {"days", "10"}}, {{"debtor", "B"}, {"days", "100"}}, {{"debtor", "C"}}});
    CHECK(told(made.next_actions(), {"debtor", "action", "score", "value", "runner_up", "minutes"}) ==
          lines{"B visit - - call -", "A call - - - -"});
}

TEST_CASE("keys that are all whole numbers are compared as numbers, others as text", "[worklists]") {
    std::string const text = "worklist w {\n  candidate call\n  order days\n}";
    auto const by_number = found(text, {{{"debtor", "10"}}, {{"debtor", "9"}}, {{"debtor", "-1"}}});
    CHECK(column_told(by_number.next_actions(), "debtor") == lines{"-1", "9", "10"});
    auto const by_text = found(text, {{{"debtor", "9"}}, {{"debtor", "10"}}, {{"debtor", "x"}}});
    CHECK(column_told(by_text.next_actions(), "debtor") == lines{"10", "9", "x"});
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

TEST_CASE("V-22: 34 calls of 7 minutes in 240, and the 35th account knows by how much it missed",
          "[worklists]") {
    std::vector<cells> rows;
    for (int i = 0; i < 40; ++i)
        rows.push_back({{"debtor", std::to_string(i)}, {"balance", std::to_string(1000 - i)}, {"days", "9"}});
    worklist_options options;
    options.skills = {"Voice"};
    options.shifts = {shift_of("A-1", 240, {0})};
    auto const made = found(scored, rows, options);
    CHECK(made.count(actions::placed::taken) == 34);
    CHECK(made.count(actions::placed::full) == 6);
    auto const lists = made.worklists();
    CHECK(lists.rows == 34);
    CHECK(told(lists, {"agent", "shift", "position", "debtor", "action", "minutes", "place"}).back() ==
          "A-1  34 33 call 7 34");
    auto const left = made.left_out();
    CHECK(told(left, {"debtor", "place", "why", "missed_by_places", "cut_score", "missed_by_score"})[0] ==
          "34 35 full 1 189.90 0.20");
    CHECK(reason_in(left, 0) == "1 place behind the last one taken for `voice` (place 34)");
    CHECK(reason_in(left, 5) == "6 places behind the last one taken for `voice` (place 34)");
}

TEST_CASE("an order by keys tells which of them put the last one taken before an account", "[worklists]") {
    std::string const text =
        "worklist w {\n  candidate call minutes 7\n  order days descending, balance descending, due\n}";
    worklist_options options;
    options.shifts = {shift_of("A-1", 7)};
    auto const made = found(text,
                            {{{"debtor", "A"}, {"days", "9"}, {"balance", "12.00"}, {"due", "2026-01-31"}},
                             {{"debtor", "B"}, {"days", "9"}, {"balance", "7.50"}},
                             {{"debtor", "C"}, {"balance", "12.00"}},
                             {{"debtor", "D"}, {"days", "9"}, {"balance", "12.00"}}},
                            options);
    auto const left = made.left_out();
    CHECK(column_told(left, "debtor") == lines{"D", "B", "C"});
    CHECK(reason_in(left, 0) ==
          "1 place behind the last one taken (place 1); by due: unknown after 2026-01-31");
    CHECK(reason_in(left, 1) ==
          "2 places behind the last one taken (place 1); by balance descending: 7.50 BRL after 12.00 BRL");
    CHECK(reason_in(left, 2) ==
          "3 places behind the last one taken (place 1); by days descending: unknown after 9");
}

TEST_CASE("an account stays with its agent, and one whose agent is not there goes to anybody",
          "[worklists]") {
    std::string const text =
        "worklist w {\n  candidate call skill \"voice\" minutes 7\n  order days\n  agent owner\n}";
    worklist_options options;
    options.skills = {"voice", "digital"};
    options.shifts = {shift_of("Ana", 7, {0}), shift_of("José", 7, {0}), shift_of("Rosa", 70, {1})};
    auto const made = found(text,
                            {{{"debtor", "A"}, {"owner", " JOSE"}},
                             {{"debtor", "B"}, {"owner", "Jose"}},
                             {{"debtor", "C"}, {"owner", "Pedro"}},
                             {{"debtor", "D"}, {"owner", "rosa"}},
                             {{"debtor", "E"}}},
                            options);
    CHECK(told(made.worklists(), {"agent", "debtor"}) == lines{"Ana C", "José A"});
    auto const left = made.left_out();
    CHECK(told(left, {"debtor", "why", "missed_by_places"}) ==
          lines{"B owner_full 1", "D owner_full -", "E full 2"});
    CHECK(reason_in(left, 0) ==
          "stays with its agent Jose, whose shift is full: 1 place behind the last one taken "
          "there (place 1)");
    CHECK(reason_in(left, 1) == "stays with its agent rosa, whose shift lacks the skill `voice`");
}

TEST_CASE("a skill that nobody has today says so, and minutes that nobody has too", "[worklists]") {
    worklist_options options;
    options.skills = {"digital"};
    options.shifts = {shift_of("A-1", 100, {0})};
    std::vector<cells> const rows = {{{"debtor", "A"}}};
    CHECK(reason_in(
              found("worklist w {\n  candidate c skill \"voice\" minutes 7\n  order days\n}", rows, options)
                  .left_out(),
              0) == "no shift of today has the skill `voice`");
    CHECK(reason_in(found("worklist w {\n  candidate c channel \"DIGITAL\" minutes 101\n  order days\n}",
                          rows, options)
                        .left_out(),
                    0) == "no shift with the skill `DIGITAL` has 101 minutes");
    CHECK(reason_in(found("worklist w {\n  candidate c\n  order days\n}", rows).left_out(), 0) ==
          "no shift was given");
}

TEST_CASE("minutes that a candidate does not say are those of every call, else an error", "[worklists]") {
    std::string const text = "worklist w {\n  candidate call\n  order days\n}";
    worklist_options options;
    options.shifts = {shift_of("A-1", 240)};
    CHECK(codes_of(asked(text, {{{{"debtor", "A"}}}}, options).diagnostics) == lines{"T5015"});
    options.minutes_per_call = 7;
    CHECK(column_told(found(text, {{{"debtor", "A"}}}, options).worklists(), "minutes") == lines{"7"});
    options.minutes_per_call = -7;
    CHECK(codes_of(asked(text, {{{{"debtor", "A"}}}}, options).diagnostics) == lines{"T5015"});
    options.minutes_per_call = 7;
    options.shifts[0].minutes = -1;
    CHECK(codes_of(asked(text, {{{{"debtor", "A"}}}}, options).diagnostics) == lines{"T5015"});
}

TEST_CASE("the worklist of the day is asked for by name or is the first that holds", "[worklists]") {
    std::string const text = R"(worklist early from 2026-01-01 until 2026-01-31 {
  candidate call
  order days
}
worklist late from 2026-02-01 {
  candidate mail
  order days
}
)";
    auto const action_on = [&](std::string const& day, worklist_options const& options = {}) {
        return column_told(found(text, {{{"debtor", "A"}}}, options, on(day)).next_actions(), "action");
    };
    CHECK(action_on("2026-01-15") == lines{"call"});
    CHECK(action_on("2026-02-15") == lines{"mail"});
    worklist_options options;
    options.worklist = "early";
    auto const too_late = asked(text, {}, options, on("2026-02-15"));
    CHECK(codes_of(too_late.diagnostics) == lines{"T5016"});
    CHECK(too_late.diagnostics[0].message == "the worklist `early` does not hold on 2026-02-15");
    CHECK(too_late.diagnostics[0].help == lines{"`early` holds from 2026-01-01 until 2026-01-31"});
    options.worklist = "erly";
    auto const unknown = asked(text, {}, options, on("2026-02-15"));
    CHECK(codes_of(unknown.diagnostics) == lines{"T5007"});
    CHECK(unknown.diagnostics[0].help == lines{"did you mean `early`?"});
    CHECK(codes_of(asked("segment late = days > 5\n", {}).diagnostics) == lines{"T5016"});
}

TEST_CASE("of rows with one key the first counts, and sums always equal the rows read", "[worklists]") {
    worklist_options options;
    options.shifts = {shift_of("A-1", 14)};
    std::vector<std::vector<cells>> const parts = {
        {{{"debtor", "B"}}, {{"debtor", "A"}}, {{"debtor", ""}}},
        {{{"debtor", "B"}}, {{"debtor", "C"}, {"days", "many"}}, {{"debtor", "D"}}},
    };
    auto const result =
        asked("worklist w {\n  candidate call minutes 7 if days is unknown\n  order days\n}", parts, options);
    REQUIRE(result.ok());
    auto const& made = result.value;
    CHECK(made.rows() == 6);
    CHECK(made.rows_set_apart() == 3);
    CHECK(errors_of(made.errors()) ==
          lines{"2  debtor = \"\" missing", "3 B debtor = B repeated_key", "4 C days = \"many\" wrong_type"});
    std::int64_t total = made.rows_set_apart();
    for (auto const how : {actions::placed::nothing_to_do, actions::placed::taken, actions::placed::no_skill,
                           actions::placed::full, actions::placed::owner_full})
        total += made.count(how);
    CHECK(total == made.rows());
    CHECK(column_told(made.worklists(), "debtor") == lines{"A", "B"});
    CHECK(column_told(made.left_out(), "debtor") == lines{"D"});
}

TEST_CASE("no accounts are no error", "[worklists]") {
    auto const made = found(scored, {});
    CHECK(made.rows() == 0);
    CHECK(made.next_actions().rows == 0);
    CHECK(made.worklists().rows == 0);
    CHECK(made.left_out().rows == 0);
    CHECK(asked(scored, {}).ok());
}

TEST_CASE("the field of the agent must be there unless it is optional", "[worklists]") {
    std::string const text = "worklist w {\n  candidate call minutes 7\n  order days\n  agent owner\n}";
    auto const with = prepared(fields + text);
    auto all = std::make_shared<table>();
    all->batches.push_back(rows_of(with.policy(), {{{"debtor", "A"}}}));
    auto& columns = all->batches[0].columns;
    columns.erase(
        std::remove_if(columns.begin(), columns.end(), [](auto const& one) { return one.name == "owner"; }),
        columns.end());
    worklist_options options;
    options.shifts = {shift_of("A-1", 14)};
    auto const result = find_worklists(with, all, options);
    CHECK(codes_of(result.diagnostics) == lines{"T5004"});
    REQUIRE(result.ok());
    CHECK(result.value.count(actions::placed::taken) == 1);
}

TEST_CASE("scores of more digits than 64 bits hold are ranked exactly", "[worklists]") {
    auto const made = found("worklist w {\n  candidate call value balance * 1000000000000\n}",
                            {{{"debtor", "A"}, {"balance", "90000000000.01"}},
                             {{"debtor", "B"}, {"balance", "90000000000.03"}},
                             {{"debtor", "C"}, {"balance", "-90000000000.02"}},
                             {{"debtor", "D"}, {"balance", "0.01"}}});
    CHECK(column_told(made.next_actions(), "debtor") == lines{"B", "A", "D", "C"});
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
