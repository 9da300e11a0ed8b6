// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That each account is told what to do, by whom, or why not.
#include <tramo/policy/worklists.hpp>

#include <algorithm>

#include "found_worklists.hpp"

namespace tramo::testing {
namespace {

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

TEST_CASE("without values the first candidate that is open is the next action", "[worklists]") {
    auto const made = found(
        "worklist w {\n  candidate visit if days > 90\n  candidate call if days > 5\n  order days "
        "descending\n}",
        {{{"debtor", "A"}, {"days", "10"}}, {{"debtor", "B"}, {"days", "100"}}, {{"debtor", "C"}}});
    CHECK(told(made.next_actions(), {"debtor", "action", "score", "value", "runner_up", "minutes"}) ==
          lines{"B visit - - call -", "A call - - - -"});
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
          lines{"B owner_full 1", "D owner_no_skill -", "E full 2"});
    CHECK(reason_in(left, 0) ==
          "stays with its agent Jose, whose shift is full: 1 place behind the last one taken "
          "there (place 1)");
    CHECK(reason_in(left, 1) == "stays with its agent rosa, none of whose shifts has the skill `voice`");
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
    for (auto const how :
         {actions::placed::nothing_to_do, actions::placed::taken, actions::placed::no_skill,
          actions::placed::full, actions::placed::owner_full, actions::placed::owner_no_skill})
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

}  // namespace
}  // namespace tramo::testing
