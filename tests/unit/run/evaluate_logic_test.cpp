// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions over rows with gaps: true, false and unknown, end to end.
#include "unit/policy/portfolio.hpp"

using namespace tramo::testing;

namespace {

/// Both truths in all pairs of true, false and unknown.
std::vector<cells> all_pairs() {
    std::vector<cells> rows;
    for (std::string const a : {"true", "false", ""})
        for (std::string const b : {"true", "false", ""}) {
            cells row;
            if (!a.empty()) row.emplace_back("a", a);
            if (!b.empty()) row.emplace_back("b", b);
            rows.push_back(row);
        }
    return rows;
}

std::string truths(std::string const& condition) {
    return marks_of("field a : boolean optional\nfield b : boolean optional", condition, all_pairs());
}

std::string const number = "field x : integer optional";
std::vector<std::string> const around_five = {"4", "5", "6", "null"};

}  // namespace

TEST_CASE("and, or and not are those of SQL's three-valued logic") {
    CHECK(truths("a and b") == "+-~---~-~");
    CHECK(truths("a or b") == "++++-~+~~");
    CHECK(truths("not a") == "---+++~~~");
    CHECK(truths("not (a and b)") == "-+~+++~+~");
    CHECK(truths("not (a or b)") == "----+~-~~");
    CHECK(truths("not a or not b") == truths("not (a and b)"));
    CHECK(truths("a and not a") == "------~~~");
    CHECK(truths("(a and b) or (not a and not b)") == truths("a = b"));
}

TEST_CASE("comparing truths is unknown as soon as one is") {
    CHECK(truths("a = b") == "+-~-+~~~~");
    CHECK(truths("a != b and a is known and b is known") == "-+-+-----");
    CHECK(truths("a = true") == "+++---~~~");
    CHECK(truths("a = false") == "---+++~~~");
    CHECK(truths("a in (true, false)") == "++++++~~~");
}

TEST_CASE("is unknown and is known are always true or false") {
    CHECK(truths("a is unknown") == "------+++");
    CHECK(truths("a is known") == "++++++---");
    CHECK(truths("(a and b) is unknown") == "--+---+-+");
    CHECK(truths("(a or b) is known") == "+++++-+--");
    CHECK(truths("not ((a or b) is known)") == "-----+-++");
}

TEST_CASE("a constant in a condition folds without changing what is unknown") {
    CHECK(truths("a and true") == "+++---~~~");
    CHECK(truths("a and false") == "---------");
    CHECK(truths("a or true") == "+++++++++");
}

TEST_CASE("each comparison with a constant, over values around it and none") {
    CHECK(marks_of(number, "x = 5", "x", around_five) == "-+-~");
    CHECK(marks_of(number, "x != 5 and x is known", "x", around_five) == "+-+-");
    CHECK(marks_of(number, "x < 5", "x", around_five) == "+--~");
    CHECK(marks_of(number, "x <= 5", "x", around_five) == "++-~");
    CHECK(marks_of(number, "x > 5", "x", around_five) == "--+~");
    CHECK(marks_of(number, "x >= 5", "x", around_five) == "-++~");
    CHECK(marks_of(number, "not (x >= 5)", "x", around_five) == "+--~");
}

TEST_CASE("lists and ranges, closed and half open, with and without not") {
    CHECK(marks_of(number, "x in (4, 6)", "x", around_five) == "+-+~");
    CHECK(marks_of(number, "x not in (4, 6) and x is known", "x", around_five) == "-+--");
    CHECK(marks_of(number, "x in 4..5", "x", around_five) == "++-~");
    CHECK(marks_of(number, "x in 4..<5", "x", around_five) == "+--~");
    CHECK(marks_of(number, "x between 5 and 6", "x", around_five) == "-++~");
    CHECK(marks_of(number, "x in (1, 5..9)", "x", around_five) == "-++~");
    CHECK(marks_of(number, "5 in (x, 6)", "x", around_five) == "-+-~");
    CHECK(marks_of(number, "5 in x..9", "x", around_five) == "++-~");
}

TEST_CASE("a list of many separate values is answered by a table") {
    std::string list = "x in (0";
    std::string due = "+";
    std::vector<std::string> rows = {"0"};
    for (int i = 1; i < 600; ++i) {
        bool const is_member = i % 3 == 0;
        if (is_member) list += ", " + std::to_string(i);
        due += is_member ? '+' : '-';
        rows.push_back(std::to_string(i));
    }
    CHECK(marks_of(number, list + ")", "x", rows) == due);
}

TEST_CASE("a field compared with another is computed, with the same three answers") {
    std::vector<cells> const rows = {{{"x", "1"}, {"y", "2"}},
                                     {{"x", "2"}, {"y", "2"}},
                                     {{"x", "3"}, {"y", "2"}},
                                     {{"x", "3"}},
                                     {{"y", "3"}},
                                     {}};
    auto const two = "field x : integer optional\nfield y : integer optional";
    CHECK(marks_of(two, "x < y", rows) == "+--~~~");
    CHECK(marks_of(two, "x <= y", rows) == "++-~~~");
    CHECK(marks_of(two, "x = y", rows) == "-+-~~~");
    CHECK(marks_of(two, "x != y and x is known", rows) == "+-+~--");
    CHECK(marks_of(two, "x > y", rows) == "--+~~~");
    CHECK(marks_of(two, "x >= y", rows) == "-++~~~");
    CHECK(marks_of(two, "x in (y, 3)", rows) == "-+++~~");
}

TEST_CASE("enumerations are compared by value, whatever spelling the data bring") {
    auto const one_of = "field s : one of \"Large\" (alias \"lLarge\", \"grande\"), \"Small\" optional";
    std::vector<std::string> const rows = {"Large", "LLARGE", "Grande", "small", "null"};
    CHECK(marks_of(one_of, "s = \"Large\"", "s", rows) == "+++-~");
    CHECK(marks_of(one_of, "s in (\"Small\")", "s", rows) == "---+~");
    CHECK(marks_of(one_of, "s like \"%l%\"", "s", rows) == "---+~");
    CHECK(marks_of(one_of, "s starts with \"La\"", "s", rows) == "+++-~");
    CHECK(marks_of("field s : one of \"A\", \"B\"", "s = \"A\"", "s", {"A", "NNN", "", "B"}) == "+!!-");
}

TEST_CASE("an open enumeration keeps new values: they are none of the declared ones") {
    auto const with =
        prepared("field s : one of \"A\", \"B\" open\nsegment a = s = \"A\"\nsegment others = s != \"A\"\n");
    auto const all = evaluated(with, column_of(with.policy(), "s", {"A", "C", "b", "D", "c", "C"}));
    CHECK(marks(all, 0) == "+-----");
    CHECK(marks(all, 1) == "-+++++");
    REQUIRE(all.new_values.size() == 1);
    CHECK(all.new_values[0].field == "s");
    std::vector<std::pair<std::string, std::int64_t>> met;
    for (auto const& one : all.new_values[0].values) met.emplace_back(one.text, one.count);
    CHECK(met == std::vector<std::pair<std::string, std::int64_t>>{{"C", 2}, {"D", 1}, {"c", 1}});
}

TEST_CASE("a segment may use segments and values, however deep") {
    std::string text = "field x : integer\nvalue twice = x + x\nsegment s0 = twice > 4\n";
    for (int i = 1; i <= 100; ++i)
        text += "segment s" + std::to_string(i) + " = s" + std::to_string(i - 1) + " and (s" +
                std::to_string(i - 1) + " or twice > " + std::to_string(i) + ")\n";
    auto const with = prepared(text);
    CHECK(marks(evaluated(with, column_of(with.policy(), "x", {"2", "3"})), 100) == "-+");
}

TEST_CASE("a value that names a text or an enumeration stands for it") {
    auto const declarations =
        "field a : integer\nfield s : one of \"A\", \"B\" optional\nfield t : text optional\n"
        "value the_s = s\nvalue the_t = t\nvalue wanted = \"x\"";
    std::vector<cells> const rows = {
        {{"a", "1"}, {"s", "A"}, {"t", "x"}}, {{"a", "1"}, {"s", "B"}, {"t", "y"}}, {{"a", "1"}}};
    CHECK(marks_of(declarations, "the_s = \"A\"", rows) == "+-~");
    CHECK(marks_of(declarations, "the_t = \"x\"", rows) == "+-~");
    CHECK(marks_of(declarations, "the_t = wanted", rows) == "+-~");
    CHECK(marks_of(declarations, "wanted = t", rows) == "+-~");
    CHECK(marks_of(declarations, "the_t in (wanted, \"z\")", rows) == "+-~");
    CHECK(marks_of(declarations, "the_t < wanted", rows) == "--~");
    CHECK(marks_of(declarations, "the_t is unknown", rows) == "--+");
    CHECK(marks_of(declarations, "the_s is known", rows) == "++-");
    CHECK(marks_of(declarations, "wanted is unknown", rows) == "---");
    CHECK(marks_of(declarations, "the_t = t and wanted = \"x\"", rows) == "++~");
}
