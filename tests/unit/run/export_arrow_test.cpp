// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds exported verdicts to what the verdicts say, by importing them again.
#include <catch2/catch.hpp>

#include <tramo/run/export_arrow.hpp>
#include <tramo/run/import_arrow.hpp>
#include <tramo/run/text_batch.hpp>

#include "made_columns.hpp"

using namespace made;

namespace {

using bit_words = std::vector<std::uint64_t>;
using numbers = std::vector<std::uint16_t>;

words shown(tramo::batch const& data, std::string_view name) {
    auto const* const found = find_column(data, name);
    REQUIRE(found != nullptr);
    words cells;
    for (std::int64_t row = 0; row < found->length; ++row) cells.push_back(cell_text(*found, row));
    return cells;
}

tramo::export_names some_names() {
    return {"", {"bloqueo", "reciente"}, {"diaria"}, {{"temprana", "resto"}}, {{"R-1", "diaria.resto"}}};
}

/// Five rows; row 2 is unknown in the first segment, row 3 is set apart. The second segment is never unknown.
std::shared_ptr<tramo::verdicts> some_verdicts() {
    auto all = std::make_shared<tramo::verdicts>();
    all->rows = 5;
    all->rows_set_apart = 1;
    all->errors = {{3, "c3", "saldo", "\"x\"", tramo::fault_reason::wrong_type, {}},
                   {3, "c3", "", "", tramo::fault_reason::arithmetic, {}}};
    tramo::batch_verdicts part;
    part.rows = 5;
    part.segments = {{bit_words{0b10001}, bit_words{0b00100}}, {bit_words{0b00110}, bit_words{}}};
    part.queues = {numbers{0, 1, 1, tramo::no_queue, 0}};
    part.set_apart = {0b01000};
    all->batches.push_back(std::move(part));
    return all;
}

tramo::table imported(std::shared_ptr<tramo::verdicts const> all,
                      std::shared_ptr<tramo::table const> data = nullptr,
                      tramo::export_names names = some_names()) {
    ArrowArrayStream stream{};
    export_stream(std::move(all), std::move(data), std::move(names), &stream);
    auto result = tramo::import_stream(&stream);
    REQUIRE(result.ok());
    return std::move(result.value);
}

std::shared_ptr<tramo::table> table_of(tramo::column const& key) {
    auto data = std::make_shared<tramo::table>();
    tramo::batch part;
    part.rows = key.length;
    part.columns = {key};
    part.columns[0].name = "cliente";
    data->batches = {part};
    return data;
}

}  // namespace

TEST_CASE("exported verdicts come back as they were") {
    auto const table = imported(some_verdicts());
    REQUIRE(table.batches.size() == 1);
    auto const& batch = table.batches[0];
    CHECK(batch.rows == 5);
    CHECK(shown(batch, "bloqueo") == words{"true", "false", "null", "null", "true"});
    CHECK(shown(batch, "reciente") == words{"false", "true", "true", "null", "false"});
    CHECK(shown(batch, "diaria") == words{"\"temprana\"", "\"resto\"", "\"resto\"", "null", "\"temprana\""});
    CHECK(shown(batch, "diaria_rule") ==
          words{"\"R-1\"", "\"diaria.resto\"", "\"diaria.resto\"", "null", "\"R-1\""});
    CHECK(shown(batch, "data_error") ==
          words{"null", "null", "null", "\"saldo: wrong_type; arithmetic\"", "null"});
    words names;
    for (auto const& each : batch.columns) names.push_back(each.name);
    CHECK(names == words{"bloqueo", "reciente", "diaria", "diaria_rule", "data_error"});
    CHECK(describe(*find_column(batch, "diaria")) == "dictionary of utf8");
    CHECK(find_column(batch, "diaria")->code_layout == tramo::layout::uint16);
}

TEST_CASE("bitmaps and queues are passed without copying, and live on with the export") {
    auto all = some_verdicts();
    all->batches[0].set_apart = {0};
    all->batches[0].queues = {numbers{0, 1, 1, 0, 0}};
    auto const* const bits = all->batches[0].segments[1].is_true.data();
    auto const* const queues = all->batches[0].queues[0].data();
    std::weak_ptr<tramo::verdicts> const watched = all;
    auto table = imported(std::move(all));
    CHECK_FALSE(watched.expired());
    auto const& batch = table.batches[0];
    CHECK(find_column(batch, "reciente")->values == bits);
    CHECK(find_column(batch, "reciente")->validity == nullptr);
    CHECK(find_column(batch, "bloqueo")->validity != nullptr);
    CHECK(find_column(batch, "diaria")->values == queues);
    CHECK(find_column(batch, "diaria_rule")->values == queues);
    CHECK(find_column(batch, "diaria")->validity == nullptr);
    table = {};
    CHECK(watched.expired());
}

TEST_CASE("the code of a row set apart lies within the dictionary, because some importers look there") {
    auto const table = imported(some_verdicts());
    auto const* const codes =
        static_cast<std::uint16_t const*>(find_column(table.batches[0], "diaria")->values);
    CHECK(codes[3] == 0);
}

TEST_CASE("many rows keep each its own bit across words and batches") {
    auto all = std::make_shared<tramo::verdicts>();
    for (std::int64_t first : {0, 130}) {
        tramo::batch_verdicts part;
        part.first_row = first;
        part.rows = 130;
        part.segments.resize(2);
        part.set_apart.resize(3);
        for (auto& segment : part.segments) {
            segment.is_true = bit_words(3);
            segment.is_unknown = bit_words(3);
        }
        numbers queues;
        for (std::size_t row = 0; row < 130; ++row) {
            std::uint64_t const bit = std::uint64_t{1} << (row % 64);
            bool const apart = row % 13 == 5, unknown = !apart && row % 7 == 3;
            if (apart) part.set_apart[row / 64] |= bit;
            if (apart) all->errors.push_back({first + static_cast<std::int64_t>(row), "", "f", "", {}, {}});
            if (unknown) part.segments[0].is_unknown[row / 64] |= bit;
            if (!apart && !unknown && row % 3 == 0) part.segments[0].is_true[row / 64] |= bit;
            queues.push_back(apart ? tramo::no_queue : static_cast<std::uint16_t>(row % 2));
        }
        part.queues = {std::move(queues)};
        all->batches.push_back(std::move(part));
    }
    auto const table = imported(all);
    REQUIRE(table.batches.size() == 2);
    for (auto const& batch : table.batches) {
        auto const truths = shown(batch, "bloqueo"), queues = shown(batch, "diaria"),
                   errors = shown(batch, "data_error");
        for (std::size_t row = 0; row < 130; ++row) {
            bool const apart = row % 13 == 5, unknown = row % 7 == 3;
            REQUIRE(truths[row] == (apart || unknown ? "null" : row % 3 == 0 ? "true" : "false"));
            REQUIRE(queues[row] == (apart ? "null" : row % 2 == 0 ? "\"temprana\"" : "\"resto\""));
            REQUIRE(errors[row] == (apart ? "\"f: missing\"" : "null"));
        }
    }
}

TEST_CASE("a row set apart beyond the listed errors says so") {
    auto all = some_verdicts();
    all->errors.clear();
    all->errors_not_listed = 2;
    CHECK(shown(imported(all).batches[0], "data_error")[3] == "\"not listed\"");
}

TEST_CASE("the key is exported whole, whatever holds it") {
    auto names = some_names();
    names.key = "cliente";
    std::string const long_name(100, 'k');
    auto const keys = [&](made_column const& column) {
        auto const table = imported(some_verdicts(), table_of(column.view), names);
        auto const* const key = find_column(table.batches[0], "cliente");
        REQUIRE(key != nullptr);
        REQUIRE(key->physical == tramo::layout::utf8);
        words cells;
        for (std::int64_t row = 0; row < 5; ++row)
            cells.push_back(is_valid(*key, row) ? std::string(text_at(*key, row)) : "-");
        return cells;
    };
    cells<std::string> const rows = {"a", long_name, std::nullopt, "", "ñ\xFF!"};
    words const due = {"a", long_name, "-", "", "ñ\xEF\xBF\xBD!"};
    CHECK(keys(texts(rows)) == due);
    CHECK(keys(texts(rows, 3, tramo::layout::utf8_view)) == due);
    CHECK(keys(texts(rows, 3, tramo::layout::large_utf8)) == due);
    CHECK(keys(fixed<std::int64_t>(tramo::layout::int64, {1, -2, std::nullopt, 4, 5}, 2)) ==
          words{"1", "-2", "-", "4", "5"});
    CHECK(keys(dictionary<std::int8_t>(tramo::layout::int8, {0, 1, 2, 9, std::nullopt},
                                       texts({"x", long_name, std::nullopt}), 1)) ==
          words{"x", long_name, "-", "-", "-"});
}

TEST_CASE("a key that is an object of JSON, or no column at all, is null") {
    tramo::schema schema;
    schema.fields = {a_field(tramo::kind::text)};
    tramo::text_batch records(schema);
    for (int row = 0; row < 5; ++row) {
        records.set("x", "k");
        if (row == 3) records.set_misfit("x", "an object");
        records.end_record();
    }
    auto data = std::make_shared<tramo::table>();
    data->batches.push_back(records.finish());
    auto names = some_names();
    names.key = "x";
    CHECK(shown(imported(some_verdicts(), data, names).batches[0], "x") ==
          words{"\"k\"", "\"k\"", "\"k\"", "null", "\"k\""});
    names.key = "y";
    CHECK(shown(imported(some_verdicts(), data, names).batches[0], "y") == words(5, "null"));
    CHECK(shown(imported(some_verdicts(), nullptr, names).batches[0], "y") == words(5, "null"));
}

TEST_CASE("a batch of no rows is exported as one") {
    auto all = std::make_shared<tramo::verdicts>();
    all->batches.resize(1);
    all->batches[0].segments.resize(2);
    all->batches[0].queues.resize(1);
    auto const table = imported(all);
    REQUIRE(table.batches.size() == 1);
    CHECK(table.batches[0].rows == 0);
    CHECK(table.batches[0].columns.size() == 5);
}

TEST_CASE("without batches there is still a schema") {
    ArrowArrayStream stream{};
    auto names = some_names();
    names.key = "cliente";
    export_stream(std::make_shared<tramo::verdicts>(), nullptr, names, &stream);
    ArrowSchema schema{};
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    CHECK(std::string(schema.format) == "+s");
    REQUIRE(schema.n_children == 6);
    words columns;
    for (std::int64_t n = 0; n < schema.n_children; ++n) {
        auto const& child = *schema.children[n];
        columns.push_back(std::string(child.name) + ' ' + child.format +
                          (child.dictionary ? child.dictionary->format : ""));
        CHECK((child.flags & ARROW_FLAG_NULLABLE) != 0);
    }
    CHECK(columns ==
          words{"cliente u", "bloqueo b", "reciente b", "diaria Su", "diaria_rule Su", "data_error u"});
    ArrowArray array{};
    CHECK(stream.get_next(&stream, &array) == 0);
    CHECK(array.release == nullptr);
    CHECK(stream.get_next(&stream, &array) == 0);
    CHECK(array.release == nullptr);
    stream.release(&stream);
    schema.release(&schema);
}

TEST_CASE("schema, arrays and stream are released in any order, and a second time without harm") {
    auto all = some_verdicts();
    std::weak_ptr<tramo::verdicts> const watched = all;
    ArrowArrayStream stream{};
    export_stream(std::move(all), nullptr, some_names(), &stream);
    ArrowSchema schema{};
    ArrowArray array{};
    REQUIRE(stream.get_schema(&stream, &schema) == 0);
    REQUIRE(stream.get_next(&stream, &array) == 0);
    CHECK(stream.get_last_error(&stream) == nullptr);
    auto const release_stream = stream.release;
    release_stream(&stream);
    CHECK(stream.release == nullptr);
    release_stream(&stream);
    // A column moved out, as the interface allows, outlives its batch.
    ArrowArray column = *array.children[2];
    array.children[2]->release = nullptr;
    auto const release_array = array.release;
    release_array(&array);
    CHECK(array.release == nullptr);
    release_array(&array);
    REQUIRE(column.n_buffers == 2);
    CHECK(column.null_count == 1);
    CHECK(static_cast<std::uint16_t const*>(column.buffers[1])[1] == 1);
    auto const* const entries = column.dictionary;
    REQUIRE(entries->length == 2);
    CHECK(std::string(static_cast<char const*>(entries->buffers[2]), 13) == "tempranaresto");
    column.release(&column);
    CHECK(watched.expired());
    schema.release(&schema);
}
