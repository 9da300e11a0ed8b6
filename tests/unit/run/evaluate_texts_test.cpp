// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tests on texts: the same answer whether they lie plain, as views or behind a dictionary.
#include "unit/policy/portfolio.hpp"
#include "unit/run/made_columns.hpp"

using namespace tramo::testing;
using tramo::layout;

namespace {

made::cells<std::string> const names = {
    "Ana", "ana", "Anabel Costa de Oliveira", "", "Çelik", "_a%", "A na", "Zoé", std::nullopt, "a\\b"};

/// The dictionary holds values twice, values nobody has, and a null.
made::made_column dictionary() {
    made::cells<std::string> entries = {"unused", "Ana"};
    made::cells<std::int32_t> codes;
    for (auto const& name : names) {
        codes.push_back(name && *name == "Ana" ? 1 : static_cast<std::int32_t>(entries.size()));
        entries.push_back(name);
    }
    return made::dictionary<std::int32_t>(layout::int32, codes, made::texts(entries, 3), 5);
}

std::vector<made::made_column> every_layout() {
    return {made::texts(names, 1), made::texts(names, 2, layout::large_utf8),
            made::texts(names, 3, layout::utf8_view), dictionary()};
}

std::string marks_in(made::made_column column, tramo::prepared_policy const& with) {
    column.view.name = "name";
    tramo::batch data;
    data.rows = column.view.length;
    data.columns = {column.view};
    return marks(evaluated(with, data), 0);
}

void check(std::string const& condition, std::string const& due) {
    auto const with = prepared("field name : text optional\nsegment it = " + condition + "\n");
    for (auto const& column : every_layout()) {
        INFO(condition << " over " << tramo::describe(column.view));
        CHECK(marks_in(column, with) == due);
    }
}

}  // namespace

TEST_CASE("texts are equal byte by byte, and unknown where there is none or an empty one") {
    check("name = \"Ana\"", "+--~----~-");
    check("name = \"\"", "---~----~-");
    check("name = \"nobody\"", "---~----~-");
    check("name in (\"Ana\", \"Zoé\")", "+--~---+~-");
    check("name not in (\"Ana\", \"Zoé\") and name is known", "-++-+++--+");
    check("name != \"Ana\" or name is unknown", "-+++++++++");
}

TEST_CASE("a text composed otherwise is the same text") {
    check("name = \"Zo\xC3\xA9\"", "---~---+~-");
    check("name = \"Zoe\xCC\x81\"", "---~---+~-");
    made::cells<std::string> const decomposed = {"Zoe\xCC\x81", "Zo\xC3\xA9", "Zoe"};
    auto const with = prepared("field name : text\nsegment it = name in (\"Zoé\")\n");
    CHECK(marks_in(made::texts(decomposed), with) == "++-");
}

TEST_CASE("like takes % for any run and _ for one character, and a backslash takes them as they are") {
    check("name like \"An%\"", "+-+~----~-");
    check("name like \"%a%\"", "+++~-++-~+");
    check("name like \"___\"", "++-~-+-+~+");
    check("name like \"Zo_\"", "---~---+~-");
    check("name like \"_elik\"", "---~+---~-");
    check("name like \"\\\\_a\\\\%\"", "---~-+--~-");
    check("name like \"%\"", "+++~++++~+");
    check("name like \"\"", "---~----~-");
    check("name like \"%a%a%\"", "-++~----~-");
    check("name not like \"A%\" and name is known", "-+--++-+-+");
}

TEST_CASE("starts with, and order by bytes") {
    check("name starts with \"An\"", "+-+~----~-");
    check("name starts with \"\"", "+++~++++~+");
    check("name < \"B\"", "+-+~--+-~-");
    check("name >= \"a\"", "-+-~+---~+");
    check("name between \"Ana\" and \"Anz\"", "+-+~----~-");
}

TEST_CASE("many tests on one text column are answered apart from each other") {
    std::string text = "field name : text optional\n";
    for (int i = 0; i < 60; ++i)
        text += "segment s" + std::to_string(i) + " = name in (\"n" + std::to_string(i) + "\", \"n" +
                std::to_string(i + 1) + "\") or name > \"n" + std::to_string(i + 30) + "\"\n";
    auto const with = prepared(text);
    made::cells<std::string> rows;
    for (int i = 0; i < 200; ++i) rows.push_back("n" + std::to_string(i % 97));
    auto column = made::texts(rows);
    column.view.name = "name";
    tramo::batch data;
    data.rows = 200;
    data.columns = {column.view};
    auto const all = evaluated(with, data);
    for (int i = 0; i < 60; ++i) {
        std::string due;
        for (auto const& row : rows) {
            auto const n = [](int number) { return "n" + std::to_string(number); };
            due += *row == n(i) || *row == n(i + 1) || *row > n(i + 30) ? '+' : '-';
        }
        CHECK(marks(all, static_cast<std::size_t>(i)) == due);
    }
}

TEST_CASE("two text columns are compared row by row") {
    std::vector<cells> const rows = {
        {{"a", "x"}, {"b", "x"}}, {{"a", "x"}, {"b", "y"}}, {{"a", "x"}}, {{"b", "x"}}};
    auto const two = "field a : text optional\nfield b : text optional";
    CHECK(marks_of(two, "a = b", rows) == "+-~~");
    CHECK(marks_of(two, "a != b and a is known", rows) == "-+~-");
    CHECK(marks_of(two, "a < b", rows) == "-+~~");
    CHECK(marks_of(two, "a >= b", rows) == "+-~~");
    CHECK(marks_of(two, "a in (b, \"x\")", rows) == "+++~");
}

TEST_CASE("texts that are not UTF-8 set their rows apart") {
    auto const with = prepared("field name : text\nsegment it = name = \"a\"\n");
    CHECK(marks_in(made::texts({"a", "\xFF", "b"}), with) == "+!-");
}
