// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That those left out are told the true reason, and that what is odd about shifts and keys is said.
#include <limits>

#include "found_worklists.hpp"
#include "unit/run/made_columns.hpp"

namespace tramo::testing {
namespace {

std::string const owned =
    "worklist w {\n  candidate visit minutes 30 if vip\n  candidate call minutes 7\n  order days\n"
    "  agent owner\n}";

std::vector<cells> accounts_of(std::string const& agent, int count) {
    std::vector<cells> rows;
    for (int i = 0; i < count; ++i) rows.push_back({{"debtor", std::to_string(i)}, {"owner", agent}});
    return rows;
}

worklist_options with_shifts(std::vector<actions::shift> shifts, std::vector<std::string> skills = {}) {
    worklist_options options;
    options.shifts = std::move(shifts);
    options.skills = std::move(skills);
    return options;
}

TEST_CASE("an agent with too few minutes left is told with them, and one with none as full", "[worklists]") {
    auto const some = found(owned, accounts_of("Ana", 3), with_shifts({shift_of("Ana", 17)}));
    CHECK(reason_in(some.left_out(), 0) ==
          "stays with its agent Ana, whose shift has 3 minutes left of 17, and this takes 7: 1 place behind "
          "the last one taken there (place 2)");
    auto const none = found(owned, accounts_of("Ana", 3), with_shifts({shift_of("Ana", 14)}));
    CHECK(reason_in(none.left_out(), 0) ==
          "stays with its agent Ana, whose shift is full: 1 place behind the last one taken there (place 2)");
    auto const two =
        found(owned, accounts_of("Ana", 3), with_shifts({shift_of("Ana", 8), shift_of("Ana", 9)}));
    CHECK(
        reason_in(two.left_out(), 0) ==
        "stays with its agent Ana, whose shifts have at most 2 minutes left of 9, and this takes 7: 1 place "
        "behind the last one taken there (place 2)");
}

TEST_CASE("an action that is longer than the shift missed by no place", "[worklists]") {
    auto rows = accounts_of("Ana", 2);
    rows[1].push_back({"vip", "true"});
    auto const left = found(owned, rows, with_shifts({shift_of("Ana", 20)})).left_out();
    CHECK(told(left, {"debtor", "why", "missed_by_places"}) == lines{"1 owner_full -"});
    CHECK(reason_in(left, 0) ==
          "stays with its agent Ana, whose shift has 13 minutes left of 20, and this takes 30");
}

TEST_CASE("blanks around the agent of a shift do not count, as they do not around an owner", "[worklists]") {
    auto const made =
        found(owned, accounts_of(" ana", 2), with_shifts({shift_of("  Ana ", 7), shift_of("Rosa", 70)}));
    CHECK(told(made.worklists(), {"agent", "debtor"}) == lines{"Ana 0"});
    CHECK(column_told(made.left_out(), "why") == lines{"owner_full"});
}

TEST_CASE("what is missed by score is told only where the score decided", "[worklists]") {
    std::string const text =
        "worklist w {\n  candidate call minutes 7 value balance\n  order days descending\n}";
    auto const left = found(text,
                            {{{"debtor", "A"}, {"days", "9"}, {"balance", "5.00"}},
                             {{"debtor", "B"}, {"days", "9"}, {"balance", "4.00"}},
                             {{"debtor", "C"}, {"days", "8"}, {"balance", "90.00"}}},
                            with_shifts({shift_of("Ana", 7)}))
                          .left_out();
    CHECK(told(left, {"debtor", "missed_by_places", "score", "cut_score", "missed_by_score"}) ==
          lines{"B 1 4.00 5.00 1.00", "C 2 90.00 - -"});
}

TEST_CASE("the last one taken is said to be for a skill only if it was", "[worklists]") {
    std::string const text = R"(worklist w {
  candidate mail skill "digital" minutes 7 if vip
  candidate call skill "voice" minutes 7
  order days
}
)";
    auto const left = found(text, {{{"debtor", "A"}, {"vip", "true"}}, {{"debtor", "B"}}},
                            with_shifts({shift_of("Ana", 7, {0, 1})}, {"voice", "digital"}))
                          .left_out();
    CHECK(reason_in(left, 0) ==
          "1 place behind the last one taken by shifts with the skill `voice` (place 1)");
}

TEST_CASE("a skill of a shift that no candidate asks for is warned of once, with the nearest one",
          "[worklists]") {
    auto const warnings = [](std::vector<std::string> const& skills, std::vector<std::uint16_t> const& of) {
        auto const made = asked(scored, {{{{"debtor", "A"}}}},
                                with_shifts({shift_of("A-1", 7, of), shift_of("A-2", 7, of)}, skills));
        CHECK(made.ok());
        return made.diagnostics;
    };
    auto const found = warnings({"voic", "VOICE", "Voic"}, {0, 1, 2});
    REQUIRE(codes_of(found) == lines{"T5019"});
    CHECK(found[0].severity == severity::warning);
    CHECK(found[0].message == "no candidate asks for the skill `voic` of a shift");
    CHECK(found[0].help == lines{"did you mean `voice`?"});
    CHECK(warnings({"Voice", "EMAIL"}, {0, 1}).empty());
    CHECK(warnings({"unused"}, {}).empty());
    CHECK(warnings({"legal"}, {0}).at(0).help == lines{"one that is asked for is `voice`"});
    lines many;
    std::vector<std::uint16_t> all;
    for (std::uint16_t i = 0; i < 30; ++i) {
        many.push_back("K" + std::to_string(i));
        all.push_back(i);
    }
    auto const told = warnings(many, all);
    REQUIRE(told.size() == 21);
    CHECK(told.back().message == "no candidate asks for 10 more skills of shifts either");
}

TEST_CASE("more skills than there are numbers for are refused", "[worklists]") {
    lines skills;
    for (int i = 0; i < 65'534; ++i) skills.push_back("K" + std::to_string(i));
    auto const refused = [&](lines const& of) {
        return codes_of(
            asked(scored, {{{{"debtor", "A"}}}}, with_shifts({shift_of("A-1", 7)}, of)).diagnostics);
    };
    CHECK(refused(skills) == lines{"T5009"});  // `voice` and `email` are two more
    skills[0] = "Voice";
    CHECK(refused(skills).empty());
}

TEST_CASE("keys that come as floats are set apart where they come twice, as any others", "[worklists]") {
    auto const with = prepared(
        "policy \"p\" { currency BRL }\nfield id : integer key\n"
        "worklist w {\n  candidate call minutes 7\n  order id\n}\n");
    auto keys = made::fixed<double>(layout::float64, {5.0, 4.0, std::nullopt, 5.0});
    keys.view.name = "id";
    auto all = std::make_shared<table>();
    all->batches.push_back({{keys.view}, 4, nullptr});
    auto const made = find_worklists(with, all, with_shifts({shift_of("A-1", 70)}));
    REQUIRE(made.ok());
    CHECK(errors_of(made.value.errors()) == lines{"2  id = null missing", "3 5 id = 5 repeated_key"});
    CHECK(column_told(made.value.worklists(), "id") == lines{"4", "5"});
}

TEST_CASE("keys that are written as decimals are told apart, too", "[worklists]") {
    auto const with = prepared(
        "policy \"p\" { currency BRL }\nfield id : integer key\n"
        "worklist w {\n  candidate call minutes 7\n  order id\n}\n");
    auto keys = made::fixed<int128>(layout::decimal128, {int128{5}, int128{4}, int128{5}});
    keys.view.name = "id";
    auto all = std::make_shared<table>();
    all->batches.push_back({{keys.view}, 3, nullptr});
    auto const made = find_worklists(with, all);
    REQUIRE(made.ok());
    CHECK(errors_of(made.value.errors()) == lines{"2 5 id = 5 repeated_key"});
}

}  // namespace
}  // namespace tramo::testing
