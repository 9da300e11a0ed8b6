// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds exported tables to what their columns say, by importing them again.
#include <catch2/catch.hpp>

#include <tramo/run/export_table.hpp>
#include <tramo/run/import_arrow.hpp>

#include "made_columns.hpp"

using namespace made;
using tramo::layout;

namespace {

tramo::batch batch_of(std::vector<made_column> const& columns, std::vector<std::string> const& names) {
    tramo::batch part;
    auto kept = std::make_shared<std::vector<made_column>>(columns);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        part.columns.push_back(columns[i].view);
        part.columns.back().name = names[i];
    }
    part.rows = columns.front().view.length;
    part.owner = std::move(kept);
    return part;
}

tramo::checked<tramo::table> through_arrow(std::vector<tramo::batch> parts) {
    auto data = std::make_shared<tramo::table>();
    data->batches = std::move(parts);
    ArrowArrayStream stream{};
    export_table(std::move(data), &stream);
    return tramo::import_stream(&stream);
}

words shown(tramo::column const& data) {
    words cells;
    for (std::int64_t row = 0; row < data.length; ++row) cells.push_back(cell_text(data, row));
    return cells;
}

}  // namespace

TEST_CASE("an exported table comes back cell by cell, whatever its layouts and offsets") {
    std::vector<made_column> columns{
        fixed<std::int16_t>(layout::int16, {{7}, {}, {-3}}, 5),
        booleans({{true}, {}, {false}}, 3),
        fixed<std::int32_t>(layout::date32, {{20000}, {}, {0}}),
        fixed<double>(layout::float64, {{1.5}, {}, {2.0}}),
        texts({{"a"}, {}, {"ñandú"}}, 2, layout::utf8),
        texts({{"a"}, {}, {"ñandú"}}, 2, layout::large_utf8),
        texts({{"short"}, {}, {"a text longer than twelve"}}, 1, layout::utf8_view)};
    auto amounts = fixed<tramo::int128>(layout::decimal128, {{1250}, {}, {-1}});
    amounts.view.scale = 2;
    columns.push_back(amounts);
    auto moments = fixed<std::int64_t>(layout::timestamp, {{1'000}, {}, {0}});
    moments.view.unit = tramo::time_unit::milli;
    moments.view.zone = "UTC";
    columns.push_back(moments);
    columns.push_back(dictionary<std::uint8_t>(layout::uint8, {{1}, {}, {0}}, texts({{"x"}, {"y"}})));
    std::vector<std::string> const names{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};
    auto const part = batch_of(columns, names);
    auto const back = through_arrow({part});
    REQUIRE(back.ok());
    REQUIRE(back.value.batches.size() == 1);
    REQUIRE(back.value.batches[0].columns.size() == columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        auto const& column = back.value.batches[0].columns[i];
        CHECK(column.name == names[i]);
        CHECK(describe(column) == describe(part.columns[i]));
        CHECK(shown(column) == shown(part.columns[i]));
        CHECK(column.values == part.columns[i].values);  // nothing was copied
    }
}

TEST_CASE("buffers of an exported table live as long as what was imported from it") {
    auto part = batch_of({texts({{"kept"}})}, {"a"});
    std::weak_ptr<void const> const buffers = part.owner;
    {
        auto const back = through_arrow({std::move(part)});
        CHECK_FALSE(buffers.expired());
        CHECK(shown(back.value.batches[0].columns[0]) == words{"\"kept\""});
    }
    CHECK(buffers.expired());
}

TEST_CASE("lists of values are exported, structures are left out") {
    auto const items = fixed<std::int64_t>(layout::int64, {{1}, {2}, {3}});
    std::vector<std::int64_t> const offsets{0, 2, 3};
    tramo::column list;
    list.name = "list";
    list.physical = layout::large_list;
    list.length = 2;
    list.offsets = offsets.data();
    list.children = {items.view};
    tramo::column structure;
    structure.name = "structure";
    structure.physical = layout::structure;
    structure.length = 2;
    tramo::batch part;
    part.rows = 2;
    part.columns = {structure, list};
    auto data = std::make_shared<tramo::table>();
    data->batches = {part};
    CHECK(exported_columns(*data) == 1);
    auto const back = through_arrow({part});
    REQUIRE(back.ok());
    REQUIRE(back.value.batches[0].columns.size() == 1);
    auto const& column = back.value.batches[0].columns[0];
    CHECK(column.name == "list");
    CHECK(items_at(column, 0).end == 2);
    CHECK(shown(column.children[0]) == words{"1", "2", "3"});
}

TEST_CASE("batches of one shape follow each other; one of another shape is an error of the stream") {
    auto const first = batch_of({texts({{"a"}})}, {"x"}), second = batch_of({texts({{"b"}, {"c"}})}, {"x"});
    auto const both = through_arrow({first, second});
    REQUIRE(both.ok());
    CHECK(both.value.rows() == 3);
    for (auto const& other :
         {batch_of({texts({{"b"}})}, {"y"}), batch_of({fixed<std::int8_t>(layout::int8, {{1}})}, {"x"})}) {
        auto const broken = through_arrow({first, other});
        REQUIRE(broken.diagnostics.size() == 1);
        CHECK(broken.diagnostics[0].code == "T5008");
        CHECK(broken.diagnostics[0].message.find("other columns") != std::string::npos);
    }
}

TEST_CASE("a table without batches is a stream without columns") {
    auto const back = through_arrow({});
    CHECK(back.ok());
    CHECK(back.value.batches.empty());
}
