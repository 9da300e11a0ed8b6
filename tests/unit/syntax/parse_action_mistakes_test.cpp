// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Mistakes in feeds of actions, palettes and worklists: each is reported once, in its place, and leaves the
// rest to be read, however deep it stands.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using list = std::vector<std::string>;
using tramo::ast::palette_declaration;

namespace {

/// What is read of a palette in spite of its mistakes: `0 a, 1 b`.
std::string read_of(std::string const& members, list const& due) {
    auto const text = english("palette p {\n" + members + "\n}\nsegment s = x\n");
    auto const result = tramo::parse(text);
    INFO(text.text() << "\n" << render(result.diagnostics, text));
    CHECK(codes(text) == due);
    REQUIRE(result.value.declarations.size() == 2);
    std::string all;
    for (auto const& one : std::get<palette_declaration>(result.value.declarations[0]).actions)
        all += (all.empty() ? "" : ", ") + std::to_string(one.depth) + " " + one.name.text;
    return all;
}

/// The only finding of a line in a block; the line behind it must be read all the same.
tramo::diagnostic finding(std::string const& head, std::string const& line, std::string const& last) {
    auto const text = english(head + " {\n  " + line + "\n  " + last + "\n}\nsegment s = x\n");
    auto const result = tramo::parse(text);
    INFO(text.text() << "\n" << render(result.diagnostics, text));
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.value.declarations.size() == 2);
    CHECK(tramo::render(result.diagnostics, text).find(last) == std::string::npos);
    return result.diagnostics[0];
}
tramo::diagnostic in_actions(std::string const& line) {
    return finding("actions", line, "window month");
}
tramo::diagnostic in_palette(std::string const& line) {
    return finding("palette p", line, "action z rank 9");
}
tramo::diagnostic in_worklist(std::string const& line) {
    return finding("worklist w", line, "order balance");
}

std::string help(tramo::diagnostic const& found) {
    return found.help.empty() ? "" : found.help[0];
}

}  // namespace

TEST_CASE("an action in an action and a response in a palette are mistakes, and read all the same") {
    CHECK(read_of("action a {\n action b {\n response c\n }\n}\nresponse d {\n response e\n}\naction f",
                  {"T1010", "T1010"}) == "0 a, 1 b, 2 c, 0 d, 1 e, 0 f");
    auto const deep = in_palette("action a { action b }");
    CHECK(deep.message == "`action` stands directly inside `palette`");
    CHECK(deep.help == list{"write `response`", "or close the action around it before, with }"});
    auto const shallow = in_palette("response a");
    CHECK(shallow.message == "`response` stands directly inside `action`");
    CHECK(help(shallow) == "write `action`");
}

TEST_CASE("an action that cannot be read opens its braces all the same") {
    CHECK(read_of("action a rank \"1\" {\n response b {\n response c\n }\n}\naction d { response e }",
                  {"T1005"}) == "0 d, 1 e");
    CHECK(read_of("action a { response b channel phone {\n response c\n }\n response d\n}\naction e",
                  {"T1005"}) == "0 a, 1 d, 0 e");
    CHECK(read_of("acton a {\n response b\n}\naction c", {"T1004"}) == "0 c");
}

TEST_CASE("the names of actions that could not be read are not missed") {
    auto const result = tramo::parse(
        english("palette p {\n action a rank one {\n response b\n }\n}\nsegment s = best.code in (a, b)\n"));
    auto const& broken = result.value.broken_names;
    for (std::string const name : {"a", "b"})
        CHECK(std::find(broken.begin(), broken.end(), name) != broken.end());
}

TEST_CASE("what is no clause of an action is passed over with what belongs to it") {
    CHECK(read_of("action a rnak 10 chanel \"phone\" {\n response b vip\n}\naction c 30",
                  {"T1005", "T1005", "T1005", "T1005"}) == "0 a, 1 b, 0 c");
    CHECK(help(in_palette("action a rnak 10")) == "did you mean `rank`?");
    CHECK(help(in_palette("action a 10")) == "write: rank 10");
    auto const any = in_palette("action a vip");
    CHECK(any.message == "expected a clause of the action, found `vip`");
    CHECK(help(any).starts_with("an action may have a text, `rank`, `contact`"));
}

TEST_CASE("a number that was meant to be the rank is taken for it") {
    for (std::string const line : {"action a rnak 10", "action a 10"}) {
        auto const result = tramo::parse(english("palette p {\n" + line + "\n}\n"));
        CHECK(std::get<palette_declaration>(result.value.declarations.at(0)).actions.at(0).rank == 10);
    }
}

TEST_CASE("a rank is a whole number from 1") {
    for (std::string const rank : {"0", "1.5", "10%", "1_000"}) {
        INFO(rank);
        CHECK(in_palette("action a rank " + rank).code == "T1007");
    }
    CHECK(in_palette("action a rank 10000").code == "T1007");
    CHECK(in_palette("action a rank").message == "expected a rank such as 10, found `action`");
}

TEST_CASE("each clause of an action is said once, and the three words on contact are one clause") {
    for (std::string const twice :
         {"rank 1 rank 2", "\"A\" \"B\"", "contact no contact", "right party contact", "closes closes",
          "opens promise opens promise", "raises claim raises claim", "alias \"a\" alias \"b\"",
          "channel \"a\" channel \"b\"", "state \"a\" state \"b\"", "substate \"a\" substate \"b\""}) {
        INFO(twice);
        CHECK(in_palette("action a " + twice).code == "T1019");
    }
}

TEST_CASE("a palette without its braces, its name or its condition leaves what follows to be read") {
    CHECK(place_of("palette p\n  action a rank 1\nsegment s = x\n").empty());
    CHECK(only_finding("palette {\n action a { response b }\n}\n").message == "expected a name, found `{`");
    CHECK(only_finding("palette p if {\n action a { response b }\n}\n").code == "T1005");
    CHECK(only_finding("palette p where x {\n action a { response b }\n}\n").message ==
          "expected `if`, found `where`");
}

TEST_CASE("a missing brace is shown at the innermost action that is open") {
    CHECK(place_of("palette p {\n action a {\n response b\nsegment s = x\n") == "action a {");
    CHECK(place_of("palette p {\n action a {\n }\nsegment s = x\n") == "palette p {");
    CHECK(codes("palette p {\n action a }\n}\n") == list{"T1010"});
}

TEST_CASE("responses deeper than 200 are refused once") {
    std::string text = "palette p {\naction a {\n";
    for (int i = 0; i < 300; ++i) text += "response r {\n";
    for (int i = 0; i < 302; ++i) text += "}\n";
    CHECK(codes(text) == list{"T1012"});
}

TEST_CASE("the columns of a feed are names, one for each role but the code") {
    CHECK(in_actions("acount x").message == "expected a member of the `actions`, found `acount`");
    CHECK(help(in_actions("acount x")) == "did you mean `account`?");
    CHECK(help(in_actions("kind x")) ==
          "a line begins with `account`, `code`, `happened`, `id`, `agent` or `window`");
    CHECK(in_actions("id \"x\"").message == "expected the name of a column, found a text");
    CHECK(in_actions("id a, b").labels.at(0).text == "only `code` has several columns");
    CHECK(in_actions("code a,").message == "expected the name of a column, found `window`");
    CHECK(in_actions("id").message == "expected the name of a column, found `window`");
    CHECK(codes("actions {\n id a\n agent b\n id c\n window month\n window 3 days\n}\n") ==
          list{"T1019", "T1019"});
}

TEST_CASE("a window is since a field, a month, or a length of time") {
    auto const in_feed = [](std::string const& line) { return finding("actions", line, "account x"); };
    CHECK(help(in_feed("window 30")) == "write: 30 days");
    CHECK(in_feed("window weekly").message ==
          "expected a length of time such as 30 days, `since` or `month`, found `weekly`");
    CHECK(in_feed("window since").message == "expected a field, found `account`");
}

TEST_CASE("mistakes in a worklist are told in its words") {
    CHECK(help(in_worklist("candidate a chanel \"x\"")) == "did you mean `channel`?");
    CHECK(in_worklist("candidate a cost").message == "expected an amount, found `order`");
    CHECK(in_worklist("candidate a when x").message == "expected `if`, found `when`");
    CHECK(in_worklist("candidate a if x where y").message == "expected `if`, found `where`");
    CHECK(in_worklist("candidate a skill 3").message == "expected the skill in quotes, found `3`");
    CHECK(in_worklist("agent \"x\"").message == "expected a field, found `\"`");
    CHECK(in_worklist("agent").message == "expected a field, found `order`");
    CHECK(in_worklist("candidate a minutes 3 minutes 4").code == "T1019");
    CHECK(help(in_worklist("action a")) == "`action` stands inside `palette`");
    CHECK(codes("worklist w {\n order a\n agent b\n order c\n agent d\n}\n") == list{"T1019", "T1019"});
    CHECK(help(only_finding("worklist w frm 2026-01-01 {\n candidate a\n}\n")) == "did you mean `from`?");
}

TEST_CASE("the direction of an order is one of two words") {
    auto const wrong = [](std::string const& line) { return finding("worklist w", line, "agent owner"); };
    CHECK(wrong("order a desc, b").message ==
          "expected `ascending` or `descending`, or a comma and the next key, found `desc`");
    CHECK(help(wrong("order a desc")) == "did you mean `descending`?");
    CHECK(help(wrong("order a acsending")) == "did you mean `ascending`?");
    CHECK(wrong("order a down").help.empty());
    CHECK(wrong("order a,").message == "expected what to order by, found `agent`");
}

TEST_CASE("members outside of their block are told where they belong") {
    CHECK(help(only_finding("action a rank 1\n")) == "`action` stands inside `palette`");
    CHECK(help(only_finding("candidate a \"A\"\n")) == "`candidate` stands inside `worklist`");
    CHECK(help(only_finding("agent x\n")) == "`agent` stands inside `actions` or `worklist`");
}
