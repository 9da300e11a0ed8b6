// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Mistakes in tables, calendars, effects, holds, promises, limits of contact and templates: each is reported
// once, in its place, and leaves the rest to be read.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using list = std::vector<std::string>;
namespace ast = tramo::ast;

namespace {

/// The only finding in a block; the line behind it must be read all the same.
tramo::diagnostic finding(std::string const& head, std::string const& line, std::string const& last) {
    auto const text = english(head + " {\n  " + line + "\n  " + last + "\n}\nsegment s = x\n");
    auto const result = tramo::parse(text);
    INFO(text.text() << "\n" << render(result.diagnostics, text));
    REQUIRE(result.diagnostics.size() == 1);
    REQUIRE(result.value.declarations.size() == 2);
    std::visit(
        [](auto const& block) {
            if constexpr (requires { block.members; }) CHECK_FALSE(block.members.empty());
        },
        result.value.declarations[0]);
    return result.diagnostics[0];
}

tramo::diagnostic in_task(std::string const& line) {
    return finding("task t", line, "owner \"x\"");
}
tramo::diagnostic in_hold(std::string const& line) {
    return finding("hold h", line, "until last");
}
tramo::diagnostic in_promises(std::string const& line) {
    return finding("promises", line, "tolerance 5%");
}
tramo::diagnostic in_limits(std::string const& line) {
    return finding("contact limits", line, "zone z");
}
tramo::diagnostic in_table(std::string const& line) {
    return finding("table t by a", line, "row * => 1");
}
tramo::diagnostic in_template(std::string const& line) {
    return finding("template t", line, "channel \"sms\"");
}

std::string message(tramo::diagnostic const& found) {
    CHECK(found.code == "T1005");
    return found.message;
}
std::string help(tramo::diagnostic const& found) {
    return found.help.empty() ? "" : found.help[0];
}

}  // namespace

TEST_CASE("five mistakes in an effect are five messages, and what is right between them is read") {
    auto const text = english(
        "cut a {\n  if x >\n  after 3 months\n  only on mondy\n  reason \"R\"\n  owner\n  ownr \"x\"\n"
        "  within 3 days\n}\nsegment s = x\n");
    auto const result = tramo::parse(text);
    INFO(render(result.diagnostics, text));
    CHECK(codes(text) == list{"T1005", "T1005", "T1005", "T1005", "T1004"});
    REQUIRE(result.value.declarations.size() == 2);
    CHECK(std::get<ast::effect_declaration>(result.value.declarations[0]).members.size() == 2);
}

TEST_CASE("five mistakes in a table, a hold, promises, limits and a template are five messages each") {
    CHECK(codes("table t by a {\n  column a integer\n  column b : intger\n  row \"a\" -> 1\n  row => 1\n"
                "  colum d : text\n  row * => 2\n}\n") == list{"T1005", "T2001", "T1005", "T1005", "T1004"});
    CHECK(codes("hold h {\n  of\n  starts on x if y\n  freezes dayz\n  needs reasons\n  until\n}\n") ==
          list{"T1005", "T1005", "T1005", "T1005", "T1005"});
    CHECK(codes("promises {\n  made promise due x\n  made on promise amout x\n  paid on p if x\n"
                "  tolerance 2 months\n  tolerance 5%\n  tolerance 6%\n}\n") ==
          list{"T1005", "T1004", "T1005", "T1005", "T1019"});
    CHECK(codes("contact limits {\n  zone \"UTC\"\n  on call => attemt\n  on call where x\n"
                "  limit d 3 attempts\n  pack PY\n}\n") == list{"T1005", "T1005", "T1005", "T1005", "T1005"});
    CHECK(codes("template t language fr {\n  text Hola\n  subject \"b\" where x\n  states b\n"
                "  text \"a\" lock\n}\n") == list{"T1003", "T1005", "T1005", "T1005", "T1004"});
}

TEST_CASE("a misspelled word of a member is named with the one that was meant") {
    CHECK(help(in_task("iff x > 3")) == "did you mean `if`?");
    CHECK(help(in_task("rout \"a\"")) == "did you mean `route`?");
    CHECK(help(in_task("aproval \"a\"")) == "did you mean `approval`?");
    CHECK(help(in_hold("freezs days")) == "did you mean `freezes`?");
    CHECK(help(in_promises("maed on x")) == "did you mean `made`?");
    CHECK(help(in_promises("made on x amout y")) == "did you mean `amount`?");
    CHECK(help(in_limits("limt d 1 attempt per week")) == "did you mean `limit`?");
    CHECK(help(in_table("colunm a : text")) == "did you mean `column`?");
    CHECK(help(in_template("sbject \"a\"")) == "did you mean `subject`?");
    CHECK(help(in_task("gadget 3")).starts_with("a line begins with `if`, `stands`, `release`"));
}

TEST_CASE("months are no count of days, and a number needs its unit") {
    auto const months = "expected `days` or `weeks`: months and years differ in length";
    CHECK(message(in_task("after 3 months")) == months);
    CHECK(message(in_task("within 1 year")) == months);
    CHECK(message(in_promises("tolerance 2 months")) == months);
    CHECK(help(in_task("within 3")) == "write: 3 days");
    CHECK(in_task("after 1.5 days").message == "expected a whole number of days, at most 366000");
    CHECK(in_task("after 52286 weeks").message == "expected a whole number of days, at most 366000");
    CHECK(in_task("after 400000 days").code == "T1007");
    CHECK(message(in_task("after x")) ==
          "expected a number of days, weeks or business days, such as 3 days, found `x`");
}

TEST_CASE("days of the week and of the month are those that there are") {
    auto const day = in_task("only on mondy");
    CHECK(help(day) == "did you mean `monday`?");
    CHECK(message(day).starts_with("expected `monday`, `tuesday`"));
    CHECK(message(in_task("only on")) == "expected a day of the week, found `owner`");
    CHECK(in_task("month days 0..10").message == "no month has a day 0");
    CHECK(in_task("month days 1..32").message == "no month has a day 32");
    CHECK(help(only_finding("calendar c holidays \"PY\" rest sundy\n")) == "did you mean `sunday`?");
}

TEST_CASE("a value that is missing is missed where it was due") {
    CHECK(message(in_task("if")) == "expected a condition, found `owner`");
    CHECK(message(in_task("if x >")) == "expected a value, found `owner`");
    CHECK(message(in_task("stands x")) == "expected `if` and a condition, found `x`");
    CHECK(message(in_task("since")) == "expected a day, found `owner`");
    CHECK(message(in_task("calendar \"PY\"")) == "expected the name of a calendar, found `\"`");
    CHECK(message(in_task("lead 5")) == "expected `days`, found `owner`");
    CHECK(message(in_task("stops shipment")) == "expected an action of the host in quotes, found `shipment`");
    CHECK(message(in_task("once per year")) == "expected `days`, `weeks` or `months`, found `year`");
    CHECK(message(in_task("holidays kept")) == "expected `keep`, `following` or `preceding`, found `kept`");
    CHECK(message(in_hold("from")) == "expected a day, found `until`");
    CHECK(message(in_hold("freezes")) == "expected what stands still, found `until`");
    CHECK(message(in_table("row \"a\" => 1,")) == "expected a value, found `row`");
    CHECK(message(in_table("row \"a\" 1")) == "expected `=>` and the values of the columns, found `1`");
    CHECK(message(in_limits("consent ok \"sms\"")) == "expected `for` and channels in quotes, found `\"`");
    CHECK(message(in_limits("limit d 3 attempts")) ==
          "expected `within` or `per` and a length of time, found `zone`");
    CHECK(message(in_limits("on call")) == "expected `=>` and how the event counts, found `zone`");
    CHECK(message(in_template("states a")) == "expected `if` and a condition, found `channel`");
    CHECK(message(only_finding("calendar w \"W\"\n")) ==
          "expected `holidays` and whose they are, in quotes, found the end of the text");
}

TEST_CASE("words that people write for others are refused with the right ones") {
    CHECK(message(in_task("when x > 3")) == "expected `if`, found `when`");
    CHECK(message(in_task("approval \"a\" where x")) == "expected `if`, found `where`");
    CHECK(message(in_promises("paid on p if x")) == "expected `where`, found `if`");
    CHECK(message(in_limits("on call if x => none")) == "expected `where`, found `if`");
    auto const hold = in_hold("starts on x if y");
    CHECK(message(hold) == "expected `where`, found `if`");
    CHECK(hold.help.size() == 2);
    CHECK(codes("hold h {\n  starts on x\n  if y\n}\n").empty());
}

TEST_CASE("a block without its brace is missed there, and its members are read all the same") {
    CHECK(message(only_finding("task t\n  owner \"x\"\n}\nsegment s = x\n")) ==
          "expected `{`, found `owner`");
    CHECK(message(only_finding("contact limits\n  zone z\n}\n")) == "expected `{`, found `zone`");
    CHECK(message(only_finding("hold h if x {\n  until y\n}\n")) == "expected `{`, found `if`");
    CHECK(codes("arrears\n  due\n  grace 3\n}\n") == list{"T1005", "T1005", "T1005"});
    CHECK(only_finding("task t {\n  owner \"x\"\ncut u {\n  if y\n}\n").message == "the block has no end");
    CHECK(only_finding("promises {\n  tolerance 5%\n").code == "T1010");
    CHECK(message(only_finding("table t {\n  row * => 1\n}\n")) ==
          "expected `by` and what the rows are told by, found `{`");
}

TEST_CASE("a block whose word is misspelled is one mistake, with its members and its brace") {
    CHECK(help(only_finding("tsk t {\n  owner \"x\"\n}\nsegment s = x\n")) == "did you mean `task`?");
    CHECK(help(only_finding("contact limit {\n  zone z\n}\n")) == "did you mean `contact limits`?");
    CHECK(help(only_finding("arears {\n  due x\n}\n")) == "did you mean `arrears`?");
    CHECK(codes("tsk t {\n  ownr \"x\"\n}\n") == list{"T1004", "T1004"});
}

TEST_CASE("what may stand once is reported the second time, what may stand again is not") {
    CHECK(place_of("task t {\n  if a\n  if b\n}\n") == "if b");
    CHECK(place_of("task t {\n  owner a\n  owner \"b\"\n}\n") == "owner \"b\"");
    CHECK(only_finding("hold h {\n  ends on a\n  ends on b\n}\n").code == "T1019");
    CHECK(only_finding("template t {\n  subject \"a\"\n  subject \"b\"\n}\n").code == "T1019");
    CHECK(codes("task t {\n  approval \"a\"\n  approval \"b\"\n  requires c = d\n  requires e = f\n"
                "  after 1 day\n  within 2 days\n}\n")
              .empty());
    CHECK(codes("hold h {\n  starts on a\n  ends on b\n  from c\n  until d\n}\n").empty());
}

TEST_CASE("a member outside of its block is told where it stands") {
    CHECK(help(only_finding("grace 3 days\n")) == "`grace` stands inside `arrears`");
    CHECK(help(only_finding("freezes days\n")) == "`freezes` stands inside `hold`");
    CHECK(help(only_finding("month days 1..10\n")).starts_with("`month` stands inside `block`, `cut`"));
}

TEST_CASE("a column of a table holds values of plain types") {
    auto const listed = in_table("column a : one of \"x\"");
    CHECK(listed.code == "T2001");
    CHECK(listed.message == "a column of a table holds no `one of`");
    CHECK(in_table("column a : timestamp").code == "T2001");
    CHECK(help(in_table("column a : intger")) == "did you mean `integer`?");
}
