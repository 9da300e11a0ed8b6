// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Mistakes in debts, conditions and matrices: each is reported once, in its place, and leaves the rest to be
// read.
#include <catch2/catch.hpp>

#include "reading.hpp"

using namespace tramo_test;
using list = std::vector<std::string>;
using tramo::ast::condition_declaration;
using tramo::ast::debt_declaration;
using tramo::ast::matrix_declaration;

namespace {

/// The only finding in a block; the line behind it must be read all the same.
template <class Block>
tramo::diagnostic finding(std::string const& head, std::string const& line, std::string const& last) {
    auto const text = english(head + " {\n  " + line + "\n  " + last + "\n}\nsegment s = x\n");
    auto const result = tramo::parse(text);
    INFO(text.text() << "\n" << render(result.diagnostics, text));
    REQUIRE(result.diagnostics.size() == 1);
    REQUIRE(result.value.declarations.size() == 2);
    auto const& block = std::get<Block>(result.value.declarations[0]);
    if constexpr (std::is_same_v<Block, matrix_declaration>)
        CHECK_FALSE(block.rows.empty());
    else
        CHECK_FALSE(block.members.empty());
    return result.diagnostics[0];
}

tramo::diagnostic in_condition(std::string const& line) {
    return finding<condition_declaration>("condition c", line, "lump sum last");
}
tramo::diagnostic in_debt(std::string const& line) {
    return finding<debt_declaration>("debt", line, "overdue late");
}
tramo::diagnostic in_matrix(std::string const& line) {
    return finding<matrix_declaration>("matrix m by a, b", line, "row *, * => 5%");
}

std::string message(tramo::diagnostic const& found) {
    CHECK(found.code == "T1005");
    return found.message;
}
std::string help(tramo::diagnostic const& found) {
    return found.help.empty() ? "" : found.help[0];
}

}  // namespace

TEST_CASE("five mistakes in a condition are five messages, and what is right between them is read") {
    auto const text = english(
        "condition c {\n  amounts form 100\n  billing Boleto\n  lump sum cash\n  frist after 10 days\n"
        "  interest = 1%\n  base totl\n  fine 2%\n}\nsegment s = x\n");
    auto const result = tramo::parse(text);
    INFO(render(result.diagnostics, text));
    CHECK(codes(text) == list{"T1005", "T1005", "T1004", "T1005", "T1005"});
    REQUIRE(result.value.declarations.size() == 2);
    CHECK(std::get<condition_declaration>(result.value.declarations[0]).members.size() == 2);
}

TEST_CASE("five mistakes in a debt and five in a matrix are five messages each") {
    CHECK(codes("debt {\n  principle a\n  interest\n  fees ?\n  overdue from 3\n  interest 1\n  interest "
                "2\n}\n") == list{"T1004", "T1005", "T1005", "T1004", "T1019"});
    CHECK(codes("matrix m by a, b {\n  row\n  row \"a\" 10%\n  row *, * -> 1%\n  roww *, 2 => 1%\n"
                "  row *, => 1%\n  row *, 1 => 2%\n}\n") ==
          list{"T1005", "T1005", "T1005", "T1004", "T1005"});
}

TEST_CASE("a word that begins no member is named with the nearest, or with all there are") {
    auto const near = in_condition("frist after 10 days");
    CHECK(near.code == "T1004");
    CHECK(near.message == "expected a member of the `condition`, found `frist`");
    CHECK(help(near) == "did you mean `first`?");
    CHECK(help(in_condition("instalments a 2 every 1 month")) == "did you mean `installments`?");
    CHECK(help(in_condition("feild x : text")) == "did you mean `field`?");
    CHECK(help(in_condition("gadget 2%")).starts_with("a line begins with `amounts`, `overdue`, `billing`"));
    CHECK(help(in_condition("installments a 2 every 1 month raet 3%")) == "did you mean `rate`?");
    CHECK(in_debt("intrest 3").message == "expected a member of the `debt`, found `intrest`");
    CHECK(help(in_debt("costs 3")) ==
          "a line begins with `principal`, `interest`, `fine`, `fees` or `overdue`");
    CHECK(in_matrix("roww 1, 2 => 3%").message == "expected a member of the `matrix`, found `roww`");
}

TEST_CASE("a member in the wrong block is told where it stands") {
    CHECK(help(in_condition("principal 5")) == "`principal` stands inside `debt`");
    CHECK(help(in_condition("row \"a\" => 3%")) == "`row` stands inside `matrix` or `table`");
    CHECK(help(in_debt("discount total 5%")) == "`discount` stands inside `condition`");
    CHECK(help(only_finding("interest 3%")) == "`interest` stands inside `debt` or `condition`");
    CHECK(only_finding("lump sum cash").code == "T1004");
    CHECK(help(only_finding("segment s = a\n  interest > 3")).empty());
}

TEST_CASE("a value that is missing is told before the next member is taken for it") {
    CHECK(message(in_condition("interest")) == "expected a percentage, found `lump`");
    CHECK(message(in_condition("fine\n  interest 1%")) == "expected a percentage, found `interest`");
    CHECK(message(in_condition("requires a = b >\n  fine 2%")) == "expected a value, found `fine`");
    CHECK(message(in_condition("requires a = b and\n  billing \"x\"")) ==
          "expected a value, found `billing`");
    CHECK(message(in_condition("first after")) == "expected a length of time such as 10 days, found `lump`");
    CHECK(message(in_condition("requires\n  fine 2%")) == "expected a name, found `fine`");
    CHECK(message(in_condition("lump sum\n  fine 2%")) == "expected a name, found `fine`");
    CHECK(codes("debt {\n  principal\n  interest\n  fees 3\n}\n") == list{"T1005", "T1005"});
    CHECK(codes("condition c {\n  requires a = b >\n  intrest 2%\n}\n") == list{"T1005", "T1004"});
}

TEST_CASE("bounds, forms and lengths must be there") {
    CHECK(message(in_condition("amounts 100")) == "expected `from` or `until`, found `100`");
    CHECK(help(in_condition("amounts form 100")) == "did you mean `from`?");
    CHECK(message(in_condition("overdue from")) == "expected a value, found `lump`");
    CHECK(in_condition("overdue from 30 enforced").code == "T1004");
    CHECK(in_condition("amounts from 1 from 2").code == "T1019");
    CHECK(message(in_condition("billing Boleto")) == "expected the form's name in quotes, found `Boleto`");
    CHECK(message(in_condition("first 10 days")) == "expected `after` and a length of time, found `10`");
    CHECK(help(in_condition("first after 10")) == "write: 10 days");
    CHECK(message(in_condition("approval Team")) ==
          "expected the name in quotes of who approves, found `Team`");
    CHECK(message(in_condition("approval \"Team\" when x")) == "expected `if`, found `when`");
    CHECK(message(in_condition("approval \"Team\" where x")) == "expected `if`, found `where`");
}

TEST_CASE("one of a few words is due") {
    CHECK(message(in_condition("base totl")) == "expected `total`, `principal` or `in turn`, found `totl`");
    CHECK(help(in_condition("base totl")) == "did you mean `total`?");
    CHECK(message(in_condition("rounding sideways")) ==
          "expected `up`, `down` or `nearest`, found `sideways`");
    CHECK(message(in_condition("discount 50%")) ==
          "expected `principal`, `interest`, `fine`, `fees` or `total`, found `50`");
    CHECK(message(in_condition("discount\n  interest 5%")) ==
          "expected `principal`, `interest`, `fine`, `fees` or `total`, found `interest`");
    CHECK(message(in_condition("discount total")) ==
          "expected a percentage, or `by` and a matrix, found `lump`");
    CHECK(message(in_condition("discount total by")) == "expected a matrix, found `lump`");
    CHECK(message(in_condition("discount total 5% for boss")) == "expected a role in quotes, found `boss`");
    CHECK(codes(tramo::source("tramo 1 es\ncondición c {\n  base totl\n  redondeo x\n}\n")) ==
          list{"T1005", "T1005"});
}

TEST_CASE("an agreement breaks after days or whole installments") {
    CHECK(message(in_condition("broken after 10")) ==
          "expected a length of time such as `10 days` or a number of `installments`, found `10`");
    CHECK(help(in_condition("broken after 10")) == "write: 10 days");
    CHECK(message(in_condition("broken 10 days")) == "expected `after` and what is too late, found `10`");
    for (std::string const count : {"0", "2.5", "1_0", "99999"})
        CHECK(in_condition("broken after " + count + " installments").code == "T1007");
    CHECK(message(in_condition("broken after 2% installments")).ends_with("found `2%`"));
    CHECK(codes("condition c {\n  broken after 2\n  installments a 2 every 1 month\n}\n") == list{"T1005"});
}

TEST_CASE("installments have a name, a number and an interval") {
    CHECK(message(in_condition("installments 2..12 every 1 month")) == "expected a name, found `2`");
    CHECK(message(in_condition("installments a every 1 month")) ==
          "expected how many installments, such as 2..12, found `every`");
    CHECK(message(in_condition("installments a 2.. every 1 month")) ==
          "expected the largest number of installments, found `every`");
    CHECK(message(in_condition("installments a 2..12")) ==
          "expected `every` and a length of time, found `lump`");
    CHECK(help(in_condition("installments a 2..12 evry 1 month")) == "did you mean `every`?");
    CHECK(help(in_condition("installments a 2..12 every 20")) == "write: 20 days");
    CHECK(in_condition("installments a 2 every 1 day every 1 day").code == "T1019");
    CHECK(in_condition("installments and 2 every 1 day").code == "T1008");
}

TEST_CASE("what is said twice is reported, and the first is kept") {
    for (std::string const line :
         {"interest 1%", "fine 1%", "amounts from 1", "overdue from 1", "billing \"a\"",
          "billing filter \"a\"", "first after 1 day", "base total", "rounding up", "approval \"a\"",
          "broken after 1 day", "broken after 1 installments"})
        CHECK(in_condition(line + "\n  " + line).code == "T1019");
    CHECK(codes("condition c { interest 1% fine 1% broken after 1 day broken after 1 installments }") ==
          list{});
    CHECK(codes("condition c { interest 1% }\ncondition d { interest 1% }") == list{});
    CHECK(in_debt("principal a\n  principal b").code == "T1019");
}

TEST_CASE("the head of a block must be whole, and its members are read for their own mistakes") {
    CHECK(only_finding("condition {\n  fine 2%\n}\n").message == "expected a name, found `{`");
    CHECK(only_finding("condition c defalt {\n  fine 2%\n}\n").help.at(0) == "did you mean `default`?");
    CHECK(codes("condition {\n  interest =\n  fine 2%\n}\nsegment s = x\n") == list{"T1005", "T1005"});
    CHECK(codes("condition c default default {}") == list{});
    CHECK(only_finding("condition c\nsegment s = x\n").message == "expected `{`, found `segment`");
    CHECK(only_finding("debt x {\n  principal a\n}\n").message == "expected `{`, found `x`");
    CHECK(only_finding("matrix m role {\n  row * => 1%\n}\n").message ==
          "expected `by` and what the rows are told by, found `role`");
    CHECK(only_finding("matrix m by {\n  row * => 1%\n}\n").message ==
          "expected a field, a value, a segment or the role, found `{`");
    CHECK(tramo::parse(english("condition c x\nmatrix m by\ndebt d {}\n")).value.broken_names ==
          list{"c", "m", "debt"});
}

TEST_CASE("a block without its end is shown where it opens, and the next declaration is read") {
    for (std::string const head : {"debt {", "condition c {", "matrix m by a {"}) {
        CHECK(place_of(head + "\nfield x : text\n") == head);
        CHECK(tramo::parse(english(head + "\nfield x : text\n")).value.declarations.size() == 2);
    }
    CHECK(codes("condition x y {\n  fine 2%\nfield z : text\nsegment s = z = \"a\"\n") == list{"T1005"});
}

TEST_CASE("a row has cells, an arrow and a share") {
    CHECK(message(in_matrix("row")) == "expected `*`, a text, a value or a range, found `row`");
    CHECK(message(in_matrix("row 1, => 2%")) == "expected `*`, a text, a value or a range, found `=>`");
    CHECK(message(in_matrix("row 1,")) == "expected `*`, a text, a value or a range, found `row`");
    CHECK(message(in_matrix("row < 30, 1 => 2%")) == "expected `*`, a text, a value or a range, found `<`");
    CHECK(message(in_matrix("row 1 + 2, 1 => 2%")) == "expected `*`, a text, a value or a range");
    CHECK(message(in_matrix("row a.b, 1 => 2%")) == "expected `*`, a text, a value or a range");
    CHECK(message(in_matrix("row (\"a\", 3), 1 => 2%")) == "expected a text in quotes, found `3`");
    CHECK(message(in_matrix("row 1, from => 2%")) == "expected a value, found `=>`");
    CHECK(message(in_matrix("row 1, 2 10%")) == "expected `=>` and a percentage, found `10`");
    CHECK(message(in_matrix("row 1, 2 -> 10%")) == "expected `=>` and a percentage, found `->`");
    CHECK(message(in_matrix("row 1, 2 = 10%")) == "expected `=>` and a percentage, found `=`");
    CHECK(help(in_matrix("row 1, \"a\" : 10%")) == "write `=>`");
    CHECK(message(in_matrix("row 1, 2 =>")) == "expected a percentage, found `row`");
    CHECK(message(in_matrix("row 1, *")) == "expected `=>` and a percentage, found `row`");
}

TEST_CASE("a mistake in an expression over several lines that begin with words of members is reported once") {
    CHECK(codes("condition c {\n  requires a = (b >\n  and\n  fine = 3 and\n  base in (1, 2) or\n"
                "  interest > 2)\n  fine 2%\n}\nsegment s = x\n") == list{"T1005"});
    CHECK(codes("debt {\n  interest a b +\n    fees\n  fees c\n}\n") == list{"T1004"});
}

TEST_CASE("fields called like the new words are operands where an operator stands behind them") {
    CHECK(only_finding("segment s = a\n  debt > 3").code == "T1004");
    CHECK(only_finding("segment s = a\n  matrix is known").code == "T1004");
    CHECK(only_finding("field x : debt").message == "unknown type `debt`");
}
