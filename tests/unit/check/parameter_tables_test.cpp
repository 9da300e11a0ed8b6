// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables of parameters and calendars: rows, columns, what is asked of them, and what is refused.
#include <random>

#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::meaning_of;
using tramo::testing::read_policy;
using strings = std::vector<std::string>;

namespace {

std::string const declarations =
    "policy \"p\" { currency CLP }\n"
    "field debtor : text key\n"
    "field days_late : integer\n"
    "field balance : money\n"
    "field score : decimal(2)\n"
    "field due : date\n"
    "field visits : integer\n"
    "field calls : integer\n"
    "field tier : one of \"Large\", \"Small\", \"Tiny\"\n"
    "field maybe : one of \"A\", \"B\" optional\n"
    "field product : one of \"card\", \"loan\" open\n"
    "field is_legal : boolean\n"
    "parameter least : integer = 7\n"
    "collection debts { field amount : money }\n"
    "event call { field length : integer }\n"
    "segment heavy = balance > 1000\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\n" + declarations + text);
}

/// A table of one column of that type, drawn up so.
checked_policy table(std::string const& axes, std::string const& rows, std::string const& type = "integer") {
    return policy("table cuts by " + axes + " {\n  column block : " + type + "\n" + rows + "\n}\n");
}

strings codes(std::string const& axes, std::string const& rows, std::string const& type = "integer") {
    return table(axes, rows, type).codes();
}

/// "code: message", the label of the first place, the help, of all that was found.
std::string said(checked_policy const& read) {
    std::string all;
    for (auto const& one : read.found) {
        all +=
            (all.empty() ? "" : "\n") + one.code + ": " + one.message + " [" + one.labels.front().text + "]";
        for (auto const& line : one.help) all += " {" + line + "}";
    }
    return all;
}

parameter_table sound(checked_policy const& read) {
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    REQUIRE(read.policy.treatment.tables.size() == 1);
    return read.policy.treatment.tables.front();
}

/// A sound table of two columns, and a condition that asks it.
checked_policy asked(std::string const& condition) {
    return policy(
        "table cuts by tier {\n  column block : integer\n  column boss : text\n"
        "  row (\"Large\", \"Small\") => 60, \"Head\"\n  row \"Tiny\" => 90, \"Manager\"\n}\n" +
        condition + "\n");
}

}  // namespace

TEST_CASE("a table holds its axes, columns and rows as written, each row with its constants") {
    auto const one =
        sound(policy("table cuts \"Cuts\" by tier, days_late {\n"
                     "  column block : integer \"Block after\"\n  column boss : text\n"
                     "  row (\"Large\", \"Small\"), until 30 => 60, \"Head\"\n"
                     "  row (\"Large\", \"Small\"), from 31 => 66 inferred, \"Chief\"\n"
                     "  row \"Tiny\", * => 90, \"Manager\"\n}\n"));
    CHECK(one.label == "Cuts");
    REQUIRE(one.axes.size() == 2);
    CHECK(one.axes[0].type.kind == kind::enumeration);
    CHECK(one.axes[1].type.kind == kind::integer);
    REQUIRE(one.columns.size() == 2);
    CHECK(one.columns[0].label == "Block after");
    CHECK(one.columns[1].type.kind == kind::text);
    REQUIRE(one.rows.size() == 3);
    CHECK(one.rows[1].values == std::vector<value>{decimal(66), std::string("Chief")});
    CHECK(one.rows[1].is_inferred == std::vector<bool>{true, false});
    CHECK(one.rows[0].is_inferred == std::vector<bool>{false, false});
    CHECK(one.rows[0].cells[0].texts == strings{"Large", "Small"});
    CHECK(one.rows[1].cells[1].from == decimal(31));
    CHECK(one.rows[2].cells[1].is_all);
    CHECK(one.rows[0].condition.what == operation::and_);
    CHECK(one.rows[2].condition.what == operation::in);
}

TEST_CASE("columns are of any type that can be written out, and bare numbers beside money are amounts") {
    auto const one =
        sound(policy("table t by is_legal {\n  column a : boolean\n  column b : decimal\n  column c : money\n"
                     "  column d : percent\n  column e : date\n  column f : duration\n"
                     "  row true => true, 2.5, 1000, 10%, 2026-01-31, 2 weeks\n"
                     "  row false => false, -1, $ 20, 0.5%, 2026-02-28, 3 days\n}\n"));
    CHECK(one.rows[0].values[0] == value(true));
    CHECK(one.rows[0].values[2] == value(decimal(1000)));
    CHECK(one.rows[0].values[3] == value(decimal(10, 2)));
    CHECK(one.rows[0].values[5] == value(decimal(14)));
    CHECK(one.rows[1].values[1] == value(decimal(-1)));
    CHECK(one.columns[2].type.currency == "CLP");
    CHECK(one.rows[1].condition.what == operation::not_);
}

TEST_CASE("a column in a condition is a lookup of its type, row by row a condition and a constant") {
    auto const read = asked("segment late = days_late > cuts.block");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& lookup = meaning_of(read.policy, "late").operands[1];
    CHECK(lookup.what == operation::lookup);
    CHECK(lookup.type.kind == kind::integer);
    CHECK_FALSE(lookup.may_be_unknown);
    REQUIRE(lookup.operands.size() == 4);
    CHECK(lookup.operands[0].what == operation::in);
    CHECK(lookup.operands[1].literal == value(decimal(60)));
    CHECK(lookup.operands[3].literal == value(decimal(90)));
}

TEST_CASE("a lookup knows which of the tables it asks") {
    auto const read = asked(
        "table others by tier {\n  column block : integer\n  row * => 10\n}\n"
        "segment late = days_late > others.block");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    CHECK(meaning_of(read.policy, "late").operands[1].table == 1);
}

TEST_CASE("a column of a table by what may be unknown may be unknown") {
    auto const one = policy(
        "table t by maybe {\n  column n : integer\n  row \"A\" => 1\n  row \"B\" => 2\n}\n"
        "value it = t.n\n");
    INFO(one.rendering());
    REQUIRE(one.found.empty());
    CHECK(meaning_of(one.policy, "it").may_be_unknown);
}

TEST_CASE("a last row of stars alone takes what the others leave, and is no overlap") {
    auto const one =
        sound(table("tier, days_late", "row \"Large\", from 0 => 1\nrow *, until -1 => 2\nrow *, * => 3"));
    CHECK(one.rows[2].condition.what == operation::not_);
    CHECK(one.rows[2].condition.operands[0].what == operation::or_);
    CHECK(sound(table("tier", "row * => 5")).rows[0].condition.what == operation::constant);
    auto const two = sound(table("tier", "row \"Large\" => 1\nrow * => 2"));
    CHECK(two.rows[1].condition.operands[0].what == operation::in);
}

TEST_CASE("a combination that no row holds is named, the smallest") {
    CHECK(said(table("tier", "row \"Large\" => 1\nrow \"Tiny\" => 2")) ==
          "T4052: no row of the table `cuts` holds tier = \"Small\" [no row for it] {add a row for it} "
          "{or let the last row take all that is left: row * => …}");
    auto const gap = [](std::string const& axes, std::string const& rows) {
        auto const read = table(axes, rows);
        INFO(read.rendering());
        REQUIRE(read.codes() == strings{"T4052"});
        return read.found.front().message.substr(std::string("no row of the table `cuts` holds ").size());
    };
    CHECK(gap("days_late", "row until 30 => 1\nrow from 32 => 2") == "days_late = 31");
    CHECK(gap("days_late", "row 0..30 => 1\nrow from 31 => 2") == "days_late = -1");
    CHECK(gap("days_late", "row until 30 => 1") == "days_late = 31");
    CHECK(gap("score", "row until 1 => 1\nrow from 1.02 => 2") == "score = 1.01");
    CHECK(gap("is_legal", "row true => 1") == "is_legal = false");
    CHECK(gap("heavy", "row false => 1") == "heavy = true");
    CHECK(gap("tier, is_legal", "row \"Large\", * => 1\nrow (\"Small\", \"Tiny\"), true => 2") ==
          "tier = \"Small\", is_legal = false");
}

TEST_CASE("gaps that do not touch are told each") {
    CHECK(codes("days_late", "row until 10 => 1\nrow 12..20 => 2\nrow from 22 => 3") ==
          strings{"T4052", "T4052"});
}

TEST_CASE("two rows that hold one combination are refused with it, at both places") {
    auto const read = table("tier", "row (\"Large\", \"Small\") => 1\nrow (\"Small\", \"Tiny\") => 2");
    CHECK(
        said(read) ==
        "T4053: two rows of the table `cuts` hold tier = \"Small\" [this one] {draw them apart: exactly one "
        "row holds each combination; a last row of * alone takes what the others leave}");
    REQUIRE(read.found.front().labels.size() == 2);
    CHECK(read.found.front().labels[1].text == "and this one");
    auto const numbers = table("days_late", "row until 30 => 1\nrow from 30 => 2");
    REQUIRE(numbers.codes() == strings{"T4053"});
    CHECK(numbers.found.front().message == "two rows of the table `cuts` hold days_late = 30");
    CHECK(codes("tier", "row * => 1\nrow \"Small\" => 2") == strings{"T4053"});
}

TEST_CASE("a last row of stars that the rows before leave nothing draws a warning") {
    CHECK(
        said(table("tier", "row * => 1\nrow * => 2")) ==
        "T4057: the last row of the table `cuts` is for nobody [the rows before it hold everything] {take it "
        "out}");
    CHECK(codes("is_legal", "row true => 1\nrow false => 2\nrow * => 3") == strings{"T4057"});
    CHECK(codes("product", "row \"card\" => 1\nrow \"loan\" => 2\nrow * => 3") == strings{});
}

TEST_CASE("what is new to an open list falls to a row with a star there, or draws a warning") {
    CHECK(codes("product", "row \"card\" => 1\nrow * => 2") == strings{});
    CHECK(codes("product, is_legal", "row *, true => 1\nrow *, false => 2") == strings{});
    auto const read = policy(
        "table cuts by product {\n  column block : integer\n  row \"card\" => 1\n  row \"loan\" => 2\n}\n"
        "value it = cuts.block\n");
    CHECK(said(read) ==
          "T4054: no row of the table `cuts` holds values that are new in the data: product = … [its columns "
          "are unknown there] {write * for the open list in one of the rows} {or let the last row take all "
          "that is left: row * => …}");
    CHECK(meaning_of(read.policy, "it").may_be_unknown);
}

TEST_CASE("a table whose rows cut each other into too many parts is refused") {
    std::mt19937 random(13);
    std::string rows;
    for (int i = 0; i < 200; ++i) {
        rows += "row ";
        for (int axis = 0; axis < 5; ++axis) {
            auto const from = random() % 1000;
            rows += (axis == 0 ? "" : ", ") + std::to_string(from) + ".." + std::to_string(from + 500);
        }
        rows += " => 1\n";
    }
    auto const read = table("days_late, balance, score, visits, calls", rows);
    auto const found = std::find_if(read.found.begin(), read.found.end(),
                                    [](auto const& one) { return one.code == "T4055"; });
    REQUIRE(found != read.found.end());
    CHECK(found->message ==
          "the rows of the table `cuts` cut each other into too many parts to look through");
    CHECK(found->labels.front().text == "too many combinations");
    CHECK(found->help == strings{"use fewer axes, or rows that share their bounds"});
}

TEST_CASE("a row has a cell for each axis and a value for each column") {
    CHECK(
        said(table("tier, is_legal", "row \"Large\" => 1")) ==
        "T4050: the row has 1 cell, and the table is by 2 [2 cells are due] {write * for a cell that admits "
        "everything}");
    CHECK(said(table("tier", "row * => 1, 2")) ==
          "T4050: the row gives 2 values, and the table has 1 column [1 value is due] {give a value for each "
          "column, in their order}");
    CHECK(said(table("tier", "row 5 => 1")) ==
          "T4050: this is no cell of `tier` [one of a list of values is due] {write texts in quotes, or *}");
}

TEST_CASE("values are constants of their column's type") {
    CHECK(said(table("tier", "row * => \"x\"")) ==
          "T4050: the column `block` is a whole number [text] {write it without quotes, or declare the "
          "column as "
          "text}");
    CHECK(said(table("tier", "row * => 2.5")) ==
          "T4050: `block` holds whole numbers [at most 0 decimals are kept] {round it, or declare the column "
          "as decimal}");
    CHECK(said(table("tier", "row * => least")) ==
          "T4050: `block` is written out in each row [not known before there are data] {write a value}");
    CHECK(said(table("tier", "row * => 10", "percent")) ==
          "T4050: the column `block` is a percentage [a bare number] {write 10%}");
    CHECK(said(table("tier", "row * => 2 months", "duration")) ==
          "T4050: the column `block` is a length of time [months and years differ in length] {write a length "
          "of time}");
    CHECK(codes("tier", "row * => $ 0.5", "money") == strings{"T4050"});
    CHECK(codes("tier", "row * => days_late") == strings{"T4050"});
}

TEST_CASE("a table is drawn up by numbers, amounts, percentages, lists and segments, each once") {
    CHECK(
        said(table("due", "row * => 1")) ==
        "T4051: a table cannot be drawn up by this [a date, because `due` is declared so] {name a number, an "
        "amount, a percentage, a list of values or a segment}");
    CHECK(codes("least", "row * => 1") == strings{"T4051"});
    CHECK(codes("teir", "row * => 1") == strings{"T3001"});
    CHECK(said(table("tier, tier", "row *, * => 1")) ==
          "T1019: the table is by `tier` twice [again here] {leave one of them out, with its cells}");
}

TEST_CASE("a table has columns and rows, and each column a name of its own") {
    CHECK(said(policy("table cuts by tier {\n  column block : integer\n}\n")) ==
          "T4051: table `cuts` has no row [nothing for anybody] {add one: row * => 30}");
    CHECK(
        policy("table cuts by tier {\n  column a : integer\n  column a : text\n  row * => 1\n}\n").codes() ==
        strings{"T3002"});
}

TEST_CASE("a column that there is not is refused with the nearest one") {
    CHECK(said(asked("segment late = days_late > cuts.blok")) ==
          "T3018: the table `cuts` has no column `blok` [not a column] {did you mean `block`?} {its columns "
          "are: block, boss}");
}

TEST_CASE("a table alone, a text column, a calendar and an effect are no values") {
    CHECK(said(asked("segment late = days_late > cuts")) ==
          "T4012: `cuts` is a table of parameters, not a value [nothing to compare with] {name one of its "
          "columns: cuts.block}");
    CHECK(said(asked("segment late = cuts.boss = \"Head\"")) ==
          "T4012: `cuts.boss` is a text, which only members of an effect take [a text of the table] {name it "
          "there: owner cuts.boss}");
    CHECK(said(asked("calendar working holidays \"PY\"\nsegment late = working > 1")) ==
          "T4012: `working` is a calendar, not a value [nothing to compare with] {name it in an effect: "
          "calendar working}");
    CHECK(said(asked("task ring { if heavy }\nsegment late = ring")) ==
          "T4012: `ring` is an effect, not a value [nothing to compare with] {make what it asks for a "
          "segment, and name that in both places}");
}

TEST_CASE("a table is asked of the account, not inside an aggregate nor over events") {
    CHECK(
        said(asked("segment late = any(debts where amount > cuts.block)")) ==
        "T4012: `cuts.block` is not kept for each of `debts` [one for the whole account] {compare it outside "
        "of the aggregate}");
    CHECK(said(asked("counter many = count(call where length > cuts.block)")) ==
          "T4012: a condition on events cannot look at `cuts.block` [by what the account is now] {compare it "
          "in a segment}");
}

TEST_CASE("a table by a segment is read before the segments that ask it, wherever they stand") {
    auto const read = policy(
        "segment late = days_late > cuts.block\n"
        "table cuts by grave {\n  column block : integer\n  row true => 1\n  row false => 2\n}\n"
        "segment grave = balance > 5\n");
    INFO(read.rendering());
    CHECK(read.found.empty());
    auto const circle = policy(
        "segment late = days_late > cuts.block\n"
        "table cuts by late {\n  column block : integer\n  row true => 1\n  row false => 2\n}\n");
    CHECK(circle.codes() == strings{"T3003"});
}

TEST_CASE("a calendar has a key of holidays, and rests on Saturday and Sunday unless it says otherwise") {
    auto const read = policy(
        "calendar working \"Days\" holidays \"PY\" rest sunday\ncalendar plain holidays \"CL\"\nsegment s = "
        "heavy\n");
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& all = read.policy.treatment.calendars;
    REQUIRE(all.size() == 2);
    CHECK(all[0].label == "Days");
    CHECK(all[0].holidays == "PY");
    CHECK(all[0].rests == std::array<bool, 7>{false, false, false, false, false, false, true});
    CHECK(all[1].rests == std::array<bool, 7>{false, false, false, false, false, true, true});
}

TEST_CASE("a calendar works on some day, and names each day of rest once") {
    CHECK(
        said(policy("calendar c holidays \"CL\" rest monday, tuesday, wednesday, thursday, friday, saturday, "
                    "sunday\n")) ==
        "T4056: the calendar `c` has no working day [all seven days rest] {leave out a weekday on which work "
        "is done}");
    CHECK(said(policy("calendar c holidays \"CL\" rest sunday, sunday\n")) ==
          "T1019: `sunday` is said twice [in this list] {leave one of them out}");
    CHECK(policy("calendar c holidays \" \"\n").codes() == strings{"T2039"});
}
