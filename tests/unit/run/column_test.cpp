// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds what columns say of themselves and of their cells to what a message needs.
#include <catch2/catch.hpp>

#include <limits>

#include <tramo/values/unicode.hpp>

#include "made_columns.hpp"

using namespace made;
using tramo::cell_text;
using tramo::layout;

namespace {

auto const none = std::nullopt;

tramo::column of_layout(layout physical) {
    tramo::column column;
    column.physical = physical;
    return column;
}

/// A list column over integers, with the offsets given.
made_column lists(std::vector<std::int32_t> const& offsets, std::int64_t items) {
    made_column column;
    column.view.physical = layout::list;
    column.view.length = static_cast<std::int64_t>(offsets.size()) - 1;
    column.view.offsets = column.keep(offsets);
    column.view.children.push_back(of_layout(layout::int32));
    column.view.children[0].length = items;
    return column;
}

}  // namespace

TEST_CASE("a row is valid where its bit is set, at any offset") {
    auto const column = fixed<std::int8_t>(layout::int8, {1, none, 3}, 11);
    CHECK(is_valid(column.view, 0));
    CHECK_FALSE(is_valid(column.view, 1));
    CHECK(is_valid(column.view, 2));
    CHECK(is_valid(fixed<std::int8_t>(layout::int8, {1}).view, 0));
    CHECK_FALSE(is_valid(of_layout(layout::null), 0));
}

TEST_CASE("the text of a row is found in each layout") {
    for (layout const physical : {layout::utf8, layout::large_utf8, layout::utf8_view}) {
        auto const column = texts({"Ana", "", "uma frase com mais de doze bytes"}, 2, physical);
        CHECK(text_at(column.view, 0) == "Ana");
        CHECK(text_at(column.view, 1).empty());
        CHECK(text_at(column.view, 2) == "uma frase com mais de doze bytes");
    }
}

TEST_CASE("a list says which items are its own, or that it is broken") {
    auto const column = lists({0, 2, 2, 5}, 5);
    CHECK(items_at(column.view, 0).begin == 0);
    CHECK(items_at(column.view, 0).end == 2);
    CHECK(items_at(column.view, 1).begin == items_at(column.view, 1).end);
    CHECK(items_at(column.view, 2).end == 5);
    CHECK(items_at(lists({0, 6}, 5).view, 0).end == -1);
    CHECK(items_at(lists({3, 1}, 5).view, 0).end == -1);
    CHECK(items_at(lists({-1, 1}, 5).view, 0).end == -1);
}

TEST_CASE("a cell of every layout can be shown") {
    CHECK(cell_text(fixed<std::int8_t>(layout::int8, {-5}).view, 0) == "-5");
    CHECK(cell_text(fixed<std::uint64_t>(layout::uint64, {~std::uint64_t{0}}).view, 0) ==
          "18446744073709551615");
    CHECK(cell_text(booleans({false, true}).view, 1) == "true");
    CHECK(cell_text(fixed<double>(layout::float64, {0.1}).view, 0) == "0.1");
    CHECK(cell_text(fixed<float>(layout::float32, {10.1F}).view, 0) == "10.1");
    CHECK(cell_text(fixed<double>(layout::float64, {std::numeric_limits<double>::quiet_NaN()}).view, 0) ==
          "NaN");
    CHECK(cell_text(fixed<std::int32_t>(layout::date32, {20778}).view, 0) == "2026-11-21");
    CHECK(cell_text(fixed<std::int32_t>(layout::date32, {2147483647}).view, 0) == "day 2147483647");
    CHECK(cell_text(fixed<std::int64_t>(layout::date64, {86400000}).view, 0) == "1970-01-02");
    CHECK(cell_text(fixed<std::int8_t>(layout::int8, {none}).view, 0) == "null");
    CHECK(cell_text(of_layout(layout::structure), 0) == "a structure");
    CHECK(cell_text(lists({0, 2}, 2).view, 0) == "a list of 2");
    CHECK(cell_text(lists({0, 2}, 1).view, 0) == "a broken list");
    auto decimals = fixed<tramo::int128>(layout::decimal128, {-1250});
    decimals.view.scale = 2;
    CHECK(cell_text(decimals.view, 0) == "-12.50");
    decimals.view.scale = -3;
    CHECK(cell_text(decimals.view, 0) == "-1250e3");
}

TEST_CASE("a moment is shown on its own clock, with Z where the column has a zone") {
    auto moments =
        fixed<std::int64_t>(layout::timestamp, {1500, -1, std::numeric_limits<std::int64_t>::max()});
    moments.view.unit = tramo::time_unit::milli;
    CHECK(cell_text(moments.view, 0) == "1970-01-01T00:00:01.5");
    CHECK(cell_text(moments.view, 1) == "1969-12-31T23:59:59.999");
    CHECK(cell_text(moments.view, 2) == "moment 9223372036854775807");
    moments.view.zone = "UTC";
    moments.view.unit = tramo::time_unit::nano;
    CHECK(cell_text(moments.view, 0) == "1970-01-01T00:00:00.000001Z");
}

TEST_CASE("a text is shown in quotes, short, and printable") {
    auto const column = texts({"NNN", "", "a\nb", "\xFF", std::string(100, 'x'), std::string(60, 'a') + "ñ"});
    CHECK(cell_text(column.view, 0) == "\"NNN\"");
    CHECK(cell_text(column.view, 1) == "\"\"");
    CHECK(cell_text(column.view, 2) == "\"a?b\"");
    CHECK(cell_text(column.view, 3) == "\"?\"");
    CHECK(cell_text(column.view, 4) == '"' + std::string(35, 'x') + "…\"");
    std::string accents;
    for (int i = 0; i < 40; ++i) accents += "ñ";
    CHECK(tramo::find_invalid_utf8(cell_text(texts({"a" + accents, accents}).view, 0)) == std::string::npos);
    CHECK(tramo::find_invalid_utf8(cell_text(texts({"a" + accents, accents}).view, 1)) == std::string::npos);
}

TEST_CASE("a cell of a dictionary is shown by its entry") {
    auto const column = dictionary<std::int8_t>(layout::int8, {1, 7, none}, texts({"a", "b"}));
    CHECK(cell_text(column.view, 0) == "\"b\"");
    CHECK(cell_text(column.view, 1) == "code 7 outside its dictionary");
    CHECK(cell_text(column.view, 2) == "null");
}

TEST_CASE("a column's type is described as it was declared") {
    CHECK(describe(of_layout(layout::int32)) == "int32");
    CHECK(describe(of_layout(layout::structure)) == "structure");
    auto decimals = of_layout(layout::decimal128);
    decimals.precision = 18;
    decimals.scale = 2;
    CHECK(describe(decimals) == "decimal(18, 2)");
    auto moments = of_layout(layout::timestamp);
    CHECK(describe(moments) == "timestamp(us)");
    moments.unit = tramo::time_unit::nano;
    moments.zone = "UTC";
    CHECK(describe(moments) == "timestamp(ns, UTC)");
    CHECK(describe(dictionary<std::int8_t>(layout::int8, {0}, texts({"a"})).view) == "dictionary of utf8");
    CHECK(describe(lists({0}, 0).view) == "list of int32");
    auto unsupported = of_layout(layout::null);
    CHECK(describe(unsupported) == "nulls");
    unsupported.unsupported = "w:16";
    CHECK(describe(unsupported) == "binary (Arrow format `w:16`)");
}

TEST_CASE("a column is found by its exact name") {
    tramo::batch data;
    data.columns.push_back(of_layout(layout::int8));
    data.columns[0].name = "saldo";
    CHECK(find_column(data, "saldo") == &data.columns[0]);
    CHECK(find_column(data, "Saldo") == nullptr);
}
