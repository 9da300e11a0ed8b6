// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Columns of parameter tables over rows: the value of the row that holds, and unknown where none surely does.
#include <tramo/explain/explain.hpp>
#include <tramo/plan/plan.hpp>

#include "unit/policy/portfolio.hpp"

using namespace tramo::testing;
using strings = std::vector<std::string>;
using form = tramo::condition_node::form;

namespace {

std::string const tables =
    "field days : integer optional\n"
    "field tier : one of \"Large\", \"Small\", \"Tiny\" optional\n"
    "field product : one of \"card\", \"loan\" open\n"
    "field ok : boolean optional\n"
    "table cuts by tier {\n  column block : integer\n  column hard : boolean\n"
    "  row \"Large\" => 60, true\n  row \"Small\" => 30, false\n  row * => 10, true\n}\n"
    "table same by tier, ok {\n  column level : integer\n"
    "  row \"Large\", * => 5\n  row (\"Small\", \"Tiny\"), true => 5\n  row (\"Small\", \"Tiny\"), false => "
    "9\n}\n"
    "table open_one by product {\n  column rate : integer\n  row \"card\" => 10\n  row \"loan\" => 31\n}\n"
    "table open_two by product {\n  column rate : integer\n  row \"card\" => 10\n  row * => 31\n}\n"
    "value block = cuts.block\n";

/// Every tier or none with every number or none and every truth or none, products in turn.
std::vector<cells> portfolio() {
    std::vector<cells> rows;
    for (std::string const tier : {"Large", "Small", "Tiny", ""})
        for (std::string const days : {"5", "10", "30", "31", "61", ""})
            for (std::string const ok : {"true", "false", ""}) {
                cells row{{"product", rows.size() % 3 == 0   ? "card"
                                      : rows.size() % 3 == 1 ? "loan"
                                                             : "gold"}};
                if (!tier.empty()) row.emplace_back("tier", tier);
                if (!days.empty()) row.emplace_back("days", days);
                if (!ok.empty()) row.emplace_back("ok", ok);
                rows.push_back(std::move(row));
            }
    return rows;
}

std::string marked(std::string const& condition) {
    return marks_of(tables, condition, portfolio());
}

/// Of one account.
std::string one(std::string const& condition, cells row) {
    row.emplace_back("product", "card");
    return marks_of(tables, condition, {std::move(row)});
}

std::size_t comparisons(std::string const& condition) {
    auto const with = prepared(tables + "segment it = " + condition + "\n");
    auto const& account = with.plan().account;
    std::size_t count = 0;
    for (std::size_t i = 0; i < account.conditions.size(); ++i)
        if (account.needed_conditions[i] && account.conditions[i].what == form::compare) ++count;
    return count;
}

}  // namespace

TEST_CASE("a column is the value of the row that holds") {
    CHECK(one("days > cuts.block", {{"days", "61"}, {"tier", "Large"}}) == "+");
    CHECK(one("days > cuts.block", {{"days", "60"}, {"tier", "Large"}}) == "-");
    CHECK(one("cuts.block < days", {{"days", "31"}, {"tier", "Small"}}) == "+");
    CHECK(one("days > cuts.block", {{"days", "11"}, {"tier", "Tiny"}}) == "+");
    CHECK(one("cuts.block * 2 = 120", {{"tier", "Large"}}) == "+");
    CHECK(one("cuts.block in (30, 60)", {{"tier", "Tiny"}}) == "-");
    CHECK(one("days in 0..cuts.block", {{"days", "30"}, {"tier", "Small"}}) == "+");
    CHECK(one("cuts.hard", {{"tier", "Small"}}) == "-");
    CHECK(one("not cuts.hard", {{"tier", "Small"}}) == "+");
    CHECK(one("cuts.hard = ok", {{"tier", "Tiny"}, {"ok", "true"}}) == "+");
}

TEST_CASE("where no row surely holds, a column and what compares with it are unknown") {
    CHECK(one("days > cuts.block", {{"days", "61"}}) == "~");
    CHECK(one("days > cuts.block", {{"days", "5"}}) == "~");
    CHECK(one("days > cuts.block", {{"tier", "Large"}}) == "~");
    CHECK(one("cuts.block is unknown", {{"days", "61"}}) == "+");
    CHECK(one("cuts.block is known", {{"tier", "Tiny"}}) == "+");
    CHECK(one("cuts.hard", {{"days", "61"}}) == "~");
    CHECK(one("cuts.hard is unknown", {}) == "+");
    CHECK(one("same.level > 4", {{"tier", "Small"}}) == "~");
    CHECK(one("same.level > 4", {{"tier", "Large"}}) == "+");
}

TEST_CASE("comparing with a column becomes tests, and answers as computing the number does") {
    for (std::string const op : {">", ">=", "<", "<=", "=", "!="})
        for (std::string const column : {"cuts.block", "same.level", "open_one.rate", "open_two.rate"}) {
            INFO(op << " " << column);
            auto const direct = marked("days " + op + " " + column);
            CHECK(direct == marked("days " + op + " " + column + " + 0"));
            CHECK(direct == marked("days * 1 " + op + " " + column + " * 1"));
            auto const turned = op == ">"    ? "<"
                                : op == ">=" ? "<="
                                : op == "<"  ? ">"
                                : op == "<=" ? ">="
                                             : op;
            CHECK(direct == marked(column + " " + turned + " days"));
            CHECK(direct.find('+') != std::string::npos);
            CHECK(direct.find('~') != std::string::npos);
        }
    CHECK(comparisons("days > cuts.block") == 0);
    CHECK(comparisons("days > block") == 0);
    CHECK(comparisons("days > cuts.block + 0") == 1);
}

TEST_CASE("two columns are compared, and a column may be asked in a value") {
    CHECK(marked("cuts.block > same.level") == marked("cuts.block + 0 > same.level"));
    CHECK(marked("days > block") == marked("days > cuts.block"));
    CHECK(marked("days > block + 1") == marked("days > cuts.block + 1"));
    CHECK(marked("coalesce(cuts.block, 10) = 10") == marked("cuts.block = 10 or cuts.block is unknown"));
}

TEST_CASE("a value new to an open list has no row, or that of the star") {
    std::vector<cells> const gold{{{"product", "gold"}}, {{"product", "loan"}}};
    CHECK(marks_of(tables, "open_one.rate = 31", gold) == "~+");
    CHECK(marks_of(tables, "open_one.rate is unknown", gold) == "+-");
    CHECK(marks_of(tables, "open_two.rate = 31", gold) == "++");
    CHECK(marks_of(tables, "open_two.rate + 0 = 31", gold) == "++");
}

TEST_CASE("a table by a segment that itself asks a table is computed in the order of use") {
    auto const text =
        tables +
        "segment big = days > cuts.block\n"
        "table next by big {\n  column least : integer\n  row true => 100\n  row false => 20\n}\n";
    std::vector<cells> rows{{{"product", "card"}, {"tier", "Small"}, {"days", "31"}},
                            {{"product", "card"}, {"tier", "Small"}, {"days", "25"}},
                            {{"product", "card"}, {"tier", "Large"}, {"days", "61"}},
                            {{"product", "card"}, {"days", "61"}}};
    auto const with =
        prepared(text + "segment it = days + 0 > next.least * 1\nsegment plain = days > next.least\n");
    auto const found = evaluated(with, rows_of(with.policy(), rows));
    CHECK(marks(found, 1) == "-+-~");
    CHECK(marks(found, 2) == "-+-~");
}

TEST_CASE("an explanation shows the value of a column, and what it depends on where it is unknown") {
    auto const with = prepared(tables + "segment it = days > cuts.block\n");
    auto const data = rows_of(with.policy(), {{{"product", "card"}, {"days", "61"}, {"tier", "Large"}},
                                              {{"product", "card"}, {"days", "61"}}});
    auto const told = tramo::explain_segment(with, data, 0, "it");
    REQUIRE(told.ok());
    strings values;
    for (auto const& used : told.value.why.values) values.push_back(used.name + " = " + used.value);
    CHECK(values == strings{"days = 61", "cuts.block = 60", "tier = \"Large\""});
    auto const open = tramo::explain_segment(with, data, 1, "it");
    REQUIRE(open.ok());
    CHECK(open.value.holds == tramo::truth_value::unknown);
    CHECK(open.value.unknown_because == strings{"tier"});
}
