// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the reading of Arrow streams: to their end, dropped before it, and where they fail.
#include <catch2/catch.hpp>

#include <tramo/run/import_arrow.hpp>

#include "arrow_exports.hpp"

using namespace made;
using tramo::layout;

namespace {

auto const none = std::nullopt;

made_column three_numbers() {
    return fixed<std::int32_t>(layout::int32, {1, none, 3}, 2);
}

arrow_export one_column(arrow_export column) {
    std::int64_t const length = column->array.length;
    return structure("", length, std::move(column));
}

/// The cells of an imported column.
words shown(tramo::column const& data) {
    words cells;
    for (std::int64_t row = 0; row < data.length; ++row) cells.push_back(cell_text(data, row));
    return cells;
}

bool mentions(std::string const& text, std::string const& part) {
    UNSCOPED_INFO(text);
    return text.find(part) != std::string::npos;
}

/// A stream of exports that may fail at the end.
struct made_stream {
    std::vector<arrow_export> batches;
    arrow_export schema;
    std::size_t next = 0;
    int failure = 0;
    int releases = 0;

    ArrowArrayStream stream() {
        ArrowArrayStream made{};
        made.private_data = this;
        made.get_schema = [](ArrowArrayStream* self, ArrowSchema* out) {
            auto& source = *static_cast<made_stream*>(self->private_data);
            if (!source.schema) return source.failure;
            *out = source.schema->schema;
            return 0;
        };
        made.get_next = [](ArrowArrayStream* self, ArrowArray* out) {
            auto& source = *static_cast<made_stream*>(self->private_data);
            *out = ArrowArray{};
            if (source.next == source.batches.size()) return source.failure;
            *out = source.batches[source.next++]->array;
            return 0;
        };
        made.get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
        made.release = [](ArrowArrayStream* self) {
            ++static_cast<made_stream*>(self->private_data)->releases;
            self->release = nullptr;
        };
        return made;
    }
};

}  // namespace

TEST_CASE("a stream is read to its end, each batch with its own dictionary") {
    made_stream source;
    auto const batch = [](words const& entries) {
        auto codes = exported("i", "x", fixed<std::int32_t>(layout::int32, {0, 1}));
        return one_column(
            with_dictionary(std::move(codes), exported("u", "", texts({entries[0], entries[1]}))));
    };
    source.schema = batch({"", ""});
    source.batches.push_back(batch({"a", "b"}));
    source.batches.push_back(batch({"c", "d"}));
    ArrowArrayStream stream = source.stream();
    auto imported = tramo::import_stream(&stream);
    CHECK(stream.release == nullptr);
    CHECK(source.releases == 1);
    CHECK(source.schema->schema_releases == 1);
    REQUIRE(imported.ok());
    CHECK(imported.value.rows() == 4);
    CHECK(shown(imported.value.batches[0].columns[0]) == words{"\"a\"", "\"b\""});
    CHECK(shown(imported.value.batches[1].columns[0]) == words{"\"c\"", "\"d\""});
    imported = {};
    CHECK(source.batches[0]->array_releases == 1);
    CHECK(source.batches[1]->array_releases == 1);
}

TEST_CASE("a stream that fails says so in its own words") {
    made_stream source;
    source.failure = 5;
    source.schema = one_column(exported("i", "x", three_numbers()));
    source.batches.push_back(one_column(exported("i", "x", three_numbers())));
    ArrowArrayStream stream = source.stream();
    auto const imported = tramo::import_stream(&stream);
    REQUIRE(imported.diagnostics.size() == 1);
    CHECK(imported.diagnostics[0].code == "T5008");
    CHECK(mentions(imported.diagnostics[0].message, "the disk is gone"));
    CHECK(imported.value.batches.empty());
    CHECK(source.batches[0]->array_releases == 1);
    CHECK(source.releases == 1);

    made_stream without_schema;
    without_schema.failure = 7;
    stream = without_schema.stream();
    stream.get_last_error = nullptr;
    CHECK(mentions(tramo::import_stream(&stream).diagnostics.at(0).message, "error code 7"));
    CHECK_FALSE(tramo::import_stream(nullptr).ok());
}

TEST_CASE("a stream can be read batch by batch, and dropped before its end") {
    made_stream source;
    source.schema = one_column(exported("i", "x", three_numbers()));
    source.batches.push_back(one_column(exported("i", "x", three_numbers())));
    source.batches.push_back(one_column(exported("i", "x", three_numbers())));
    ArrowArrayStream stream = source.stream();
    {
        tramo::stream_reader reader(&stream);
        tramo::stream_reader moved = std::move(reader);
        CHECK(moved.next().value.rows == 3);
        CHECK(source.batches[0]->array_releases == 1);
        CHECK(source.releases == 0);
    }
    CHECK(source.releases == 1);
    source.next = 1;
    stream = source.stream();
    source.schema = one_column(exported("i", "x", three_numbers()));
    tramo::stream_reader reader(&stream);
    CHECK(reader.next().value.owner != nullptr);
    CHECK(reader.next().value.owner == nullptr);
    CHECK(reader.next().ok());
}
