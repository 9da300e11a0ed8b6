// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Mistakes in events and alerts: each is reported once, in its place, and leaves the rest to be read.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using list = std::vector<std::string>;

namespace {

/// The only finding in a member of an alert; another member behind it must be read all the same.
tramo::diagnostic finding_in(std::string const& member) {
    auto const text = english("alert a {\n  state b\n  " + member + "\n  on last => b\n}\n");
    auto const result = tramo::parse(text);
    INFO(text.text() << "\n" << render(result.diagnostics, text));
    REQUIRE(result.diagnostics.size() == 1);
    auto const& alert = std::get<tramo::ast::alert_declaration>(result.value.declarations.at(0));
    auto const& last = std::get<tramo::ast::transition_declaration>(alert.members.back());
    CHECK(last.events.at(0).text == "last");
    return result.diagnostics[0];
}

std::string message_in(std::string const& member) {
    auto const found = finding_in(member);
    CHECK(found.code == "T1005");
    return found.message;
}

std::string help_in(std::string const& member) {
    auto const found = finding_in(member);
    return found.help.empty() ? "" : found.help[0];
}

}  // namespace

TEST_CASE("five mistakes in an alert are five messages, and what is right between them is read") {
    auto const text = english(
        "alert a {\n  state one purpel\n  on talk -> one\n  state two\n  after 30 in one => two\n"
        "  when promise.due => two\n  on talk => two\n  manual celar\n  manual clear\n}\nsegment s = x\n");
    auto const result = tramo::parse(text);
    INFO(render(result.diagnostics, text));
    CHECK(codes(text) == list{"T1005", "T1005", "T1005", "T1005", "T1005"});
    REQUIRE(result.value.declarations.size() == 2);
    CHECK(std::get<tramo::ast::alert_declaration>(result.value.declarations[0]).members.size() == 4);
}

TEST_CASE("what people write for the arrow is recognised") {
    for (std::string const sign : {"->", ":", "→", "⇒", "="}) {
        CHECK(message_in("on talk " + sign + " b") == "expected `=>` and a state, found `" + sign + "`");
        CHECK(help_in("on talk from b " + sign + " b") == "write `=>`");
    }
    CHECK(message_in("on talk where x = 3 -> b") == "expected `=>` and a state, found `->`");
    CHECK(message_in("on talk where x = 3 : b") == "expected `=>` and a state, found `:`");
    CHECK(message_in("on talk b") == "expected `=>` and a state, found `b`");
    CHECK(message_in("on talk") == "expected `=>` and a state, found `on`");
}

TEST_CASE("a target that is missing, or is no state, is told") {
    CHECK(message_in("on talk =>") == "expected a state, `clear` or `restore`, found `on`");
    CHECK(message_in("on talk => none") == "`none` is no state");
    CHECK(help_in("on talk => none") == "write `clear`");
    CHECK(finding_in("on talk => b c").code == "T1004");
}

TEST_CASE("if is not where, and where stands before from") {
    CHECK(message_in("on talk if x => b") == "expected `where`, found `if`");
    CHECK(message_in("when e.d passed without talk if x => b") == "expected `where`, found `if`");
    CHECK(message_in("on talk from b where x => b") == "`where` stands before `from`");
    CHECK(code_in("count(a within 3 days where b)") == "T1005");
}

TEST_CASE("an event and states must be named") {
    CHECK(message_in("on => b") == "expected an event, found `=>`");
    CHECK(message_in("on talk, => b") == "expected an event, found `=>`");
    CHECK(message_in("on talk from => b") == "expected a state, found `=>`");
    CHECK(message_in("on talk from b,") == "expected a state, found `on`");
    CHECK(message_in("when e.d passed without => b") == "expected an event, found `=>`");
}

TEST_CASE("a length of time has a unit, and its states stand behind in") {
    CHECK(message_in("after 30 in b => b") == "expected a length of time such as `30 days`, found `30`");
    CHECK(help_in("after 30 in b => b") == "write: 30 days");
    CHECK(message_in("after thirty days in b => b") ==
          "expected a length of time such as 30 days, found `thirty`");
    CHECK(message_in("after 30 days b => b") == "expected `in` and the states, found `b`");
    CHECK(message_in("after 30 days => b") == "expected `in` and the states, found `=>`");
}

TEST_CASE("a day passes or is reached") {
    CHECK(message_in("when e.d => b") == "expected `passed` or `reached`, found `=>`");
    CHECK(help_in("when e.d pased => b") == "did you mean `passed`?");
}

TEST_CASE("hands clear or raise") {
    CHECK(message_in("manual") == "expected `clear` or `raise`, found `on`");
    CHECK(help_in("manual celar") == "did you mean `clear`?");
}

TEST_CASE("an unknown colour is named with the nearest one, and the state is read all the same") {
    CHECK(message_in("state c yelow severity 2") ==
          "expected a colour or the next declaration, found `yelow`");
    CHECK(help_in("state c yelow severity 2") == "did you mean `yellow`?");
    CHECK(help_in("state c purple") == "the colours are: red, orange, yellow, green, blue, grey");
    CHECK(help_in("state c 3 red") == "write: severity 3");
    CHECK(finding_in("state c red onn talk => b").code == "T1004");
    CHECK(help_in("state c red onn talk => b") == "did you mean `on`?");
}

TEST_CASE("what is said twice of a state, an alert or a log is shown where it is said again") {
    CHECK(finding_in("state c red blue").code == "T1019");
    CHECK(finding_in("state c severity 2 severity 2").code == "T1019");
    CHECK(finding_in("state c \"a\" \"b\"").code == "T1019");
    CHECK(place_of("alert a version \"1\" version \"2\" {}") == "\"2\"");
    CHECK(place_of("log { account a  account b }") == "account b");
    CHECK(place_of("event a of b of c") == "c");
}

TEST_CASE("no state is called none") {
    CHECK(finding_in("state none").code == "T1008");
    CHECK(finding_in("state `none`").code == "T1008");
    CHECK(codes(tramo::source("tramo 1 es\nalerta a {\n  estado ninguno\n}\n")) == list{"T1008"});
    CHECK(codes(tramo::source("tramo 1 es\nalerta a {\n  estado `ninguno`\n}\n")).empty());
}

TEST_CASE("members outside of their blocks are reported") {
    for (std::string const text :
         {"state a red", "on a => b", "after 3 days in a => b", "when a reached => b", "manual clear",
          "case a if b", "account a", "sequence a", "id a"})
        CHECK(codes(text + "\nsegment s = x\n") == list{"T1010"});
    CHECK(codes("strategy s { case a if b rest c }\n") == list{"T1010"});
    CHECK(codes("indicator s { queue a if b rest c }\n") == list{"T1010"});
    CHECK(codes("indicator s { rest c case a if b }\n") == list{"T1010"});
    CHECK(codes("indicator s { case a if b }\n") == list{"T1011"});
}

TEST_CASE("only the field of an event says from which column it is read") {
    CHECK(place_of("field a : text from b") == "b");
    CHECK(codes("field a : text from b\n") == list{"T1010"});
    CHECK(codes("collection c { field a : text from step of b }\n") == list{"T1010"});
    CHECK(codes("event e { field a : text from b from c }\n") == list{"T1019"});
}

TEST_CASE("a block of events or alerts without its end is shown where it opens") {
    CHECK(place_of("alert a {\n  state b\nsegment c = d\n") == "alert a {");
    CHECK(place_of("event a {\n  field b : text\nsegment c = d\n") == "event a {");
    CHECK(place_of("log {\n  account b\nevent c from d = \"e\"\n") == "log {");
    CHECK(place_of("indicator a {\n  case b if c\n  rest d\nalert e {}\n") == "indicator a {");
}

TEST_CASE("members of an alert, a log or an event that could not be opened are not reported too") {
    CHECK(codes("alert {\n  state a\n  on b => a\n}\nsegment d = e\n") == list{"T1005"});
    CHECK(codes("alert a per {\n  state a\n}\nsegment d = e\n") == list{"T1005"});
    CHECK(codes("log x {\n  account a\n}\nsegment d = e\n") == list{"T1005"});
    CHECK(codes("event a from {\n  field b : text from c\n}\nsegment d = e\n") == list{"T1005"});
    auto const result = tramo::parse(english("event a from\nfield b : text\nsegment d = b\n"));
    CHECK(result.diagnostics.size() == 1);
    CHECK(result.value.declarations.size() == 2);
}

TEST_CASE("each mistake in a log is a message") {
    CHECK(codes("log {\n  acount a\n  happened \"b\"\n  recorded\n  sequence c\n}\n") ==
          list{"T1004", "T1005", "T1005"});
    CHECK(only_finding("log {\n  acount a\n}\n").help.at(0) == "did you mean `account`?");
    CHECK(codes(tramo::source("tramo 1 es\nregistro { ocurrido o }\n")) == list{"T1008"});
}

TEST_CASE("a column is a name, and rows are told by a text") {
    CHECK(only_finding("event a from \"kind\" = \"b\"").message ==
          "expected the name of a column, found a text");
    CHECK(place_of("event a from \"kind\" = \"b\"") == "\"kind\"");
    CHECK(only_finding("event a from kind is \"b\"").message ==
          "expected `=`, or `in` and texts in parentheses, found `is`");
    CHECK(only_finding("event a from kind = \"b\" or kind = \"c\"").help.at(0) ==
          "several texts of one column: from kind in (\"A\", \"B\")");
    CHECK(only_finding("event a reverses b\nsegment c = d\n").message ==
          "expected `by` and a column, found `segment`");
}

TEST_CASE("looking back takes whole days or weeks, and belongs to an aggregate") {
    CHECK(code_in("count(a within 90)") == "T1005");
    // Weeks are written as days: what is read must fit then too.
    CHECK(code_in("count(a within 52286 weeks)") == "T1007");
    CHECK(code_in("count(a within 3 months)") == "T1005");
    CHECK(code_in("count(a within 0 days)") == "T1007");
    CHECK(code_in("count(a within 1.5 days)") == "T1007");
    CHECK(code_in("count(a within 366_001 days)") == "T1007");
    CHECK(code_in("abs(a within 3 days)") == "T2033");
    CHECK(code_in("count(a within)") == "T1005");
}

TEST_CASE("what is asked of an alert is its days, since or times") {
    auto const found = only_finding("segment s = alert.a.dayz > 3");
    CHECK(found.message == "expected `days`, `since` or `times` of the alert, found `dayz`");
    CHECK(found.help.at(0) == "did you mean `days`?");
    CHECK(only_finding("segment s = alert. > 3").message == "expected the name of an alert, found `>`");
    CHECK(codes(tramo::source("tramo 1 es\nsegmento s = alerta.a.days > 3\n")) == list{"T1005"});
}

TEST_CASE("a name that is missing is told before the next declaration is taken for it") {
    CHECK(only_finding("event a of\nsegment b = c\n").message == "expected a collection, found `segment`");
    CHECK(only_finding("alert a {\n  on b where\n  on c => d\n}\n").message ==
          "expected a condition, found `on`");
    CHECK(only_finding("alert a {\n  on b where x >\n  after 3 days in c => d\n}\n").message ==
          "expected a value, found `after`");
}

TEST_CASE("a mistake in an expression over several lines that begin with such words is reported once") {
    CHECK(
        codes(
            "segment a = (b >\n  and\n  state = 3 and\n  on in (1, 2) and\n  value > 2)\nsegment c = d\n") ==
        list{"T1005"});
}

TEST_CASE("the names in what could not be read are remembered where they are declared") {
    auto const result = tramo::parse(
        english("event a from\ncounter b =\nalert c per {\n  state d e =\n}\nindicator f\nlog g\n"));
    CHECK(result.value.broken_names == list{"a", "b", "c", "f"});
    CHECK(tramo::parse(english("alert a {\n  on talk -> b\n}\n")).value.broken_names.empty());
}
