// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the import to Arrow's C interfaces: layouts, offsets, ownership, and arrays that contradict
// themselves.
#include <catch2/catch.hpp>

#include <functional>

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

tramo::checked<tramo::batch> import_of(arrow_export const& from) {
    if (from->array.release) from->itself = from;
    return tramo::import_batch(&from->array, &from->schema);
}

/// The cells of an imported column.
words shown(tramo::column const& data) {
    words cells;
    for (std::int64_t row = 0; row < data.length; ++row) cells.push_back(cell_text(data, row));
    return cells;
}

/// Imports a batch after `spoil` broke its only column; the messages found.
std::string complaint(arrow_export column, std::function<void(arrow_node&)> const& spoil) {
    auto const from = one_column(std::move(column));
    spoil(*from->children[0]);
    auto const imported = import_of(from);
    CHECK(from->array_releases == 1);
    CHECK(from->schema_releases == 1);
    CHECK(imported.value.columns.empty());
    if (imported.diagnostics.empty()) return "nothing";
    CHECK(imported.diagnostics[0].code == "T5001");
    return imported.diagnostics[0].message;
}

bool mentions(std::string const& text, std::string const& part) {
    UNSCOPED_INFO(text);
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a batch is taken over, used, and released once with its last owner") {
    auto const from = one_column(exported("i", "dias", three_numbers()));
    {
        auto imported = import_of(from);
        REQUIRE(imported.ok());
        CHECK(from->array.release == nullptr);
        CHECK(from->schema.release == nullptr);
        CHECK(from->schema_releases == 1);
        tramo::batch const copy = imported.value;
        imported = {};
        CHECK(from->array_releases == 0);
        CHECK(copy.rows == 3);
        REQUIRE(find_column(copy, "dias") != nullptr);
        CHECK(shown(copy.columns[0]) == words{"1", "null", "3"});
    }
    CHECK(from->array_releases == 1);
}

TEST_CASE("every format that a field can be read from is imported as its layout") {
    made_column const ints = fixed<std::int64_t>(layout::int64, {5, none}, 1);
    std::vector<std::pair<std::string, std::string>> const formats = {
        {"c", "int8"},
        {"C", "uint8"},
        {"s", "int16"},
        {"S", "uint16"},
        {"i", "int32"},
        {"I", "uint32"},
        {"l", "int64"},
        {"L", "uint64"},
        {"f", "float32"},
        {"g", "float64"},
        {"b", "boolean"},
        {"tdD", "date32"},
        {"tdm", "date64"},
        {"tss:", "timestamp(s)"},
        {"tsm:UTC", "timestamp(ms, UTC)"},
        {"tsu:", "timestamp(us)"},
        {"tsn:America/Asuncion", "timestamp(ns, America/Asuncion)"}};
    for (auto const& [format, words] : formats) {
        auto const imported = import_of(one_column(exported(format, "x", ints)));
        REQUIRE(imported.ok());
        CHECK(describe(imported.value.columns[0]) == words);
    }
    auto const decimals = fixed<tramo::int128>(layout::decimal128, {1250}, 1);
    for (std::string const format : {"d:18,2", "d:18,2,128"}) {
        auto const imported = import_of(one_column(exported(format, "x", decimals)));
        REQUIRE(imported.ok());
        CHECK(describe(imported.value.columns[0]) == "decimal(18, 2)");
        CHECK(shown(imported.value.columns[0]) == words{"12.50"});
    }
}

TEST_CASE("texts, views and dictionaries are imported with their offsets") {
    cells<std::string> const rows = {"Ana", none, "uma frase com mais de doze bytes"};
    for (auto const& [format, physical] :
         {std::pair{"u", layout::utf8}, {"U", layout::large_utf8}, {"vu", layout::utf8_view}}) {
        auto const imported = import_of(one_column(exported(format, "x", texts(rows, 5, physical))));
        REQUIRE(imported.ok());
        CHECK(shown(imported.value.columns[0])[0] == "\"Ana\"");
        CHECK(shown(imported.value.columns[0])[1] == "null");
        CHECK(text_at(imported.value.columns[0], 2) == *rows[2]);
    }
    auto const codes = fixed<std::uint16_t>(layout::uint16, {1, none, 0}, 3);
    auto const imported = import_of(
        one_column(with_dictionary(exported("S", "x", codes), exported("u", "", texts({"a", "b"}, 1)))));
    REQUIRE(imported.ok());
    CHECK(describe(imported.value.columns[0]) == "dictionary of utf8");
    CHECK(shown(imported.value.columns[0]) == words{"\"b\"", "null", "\"a\""});
}

TEST_CASE("the offset of a structure is added to its children's") {
    auto const from =
        one_column(exported("i", "x", fixed<std::int32_t>(layout::int32, {1, 2, 3, none, 5}, 3)));
    from->array.offset = 2;
    from->array.length = 2;
    auto const imported = import_of(from);
    REQUIRE(imported.ok());
    CHECK(imported.value.rows == 2);
    CHECK(shown(imported.value.columns[0]) == words{"3", "null"});
}

TEST_CASE("a row that is null as a whole is null in every column") {
    auto const from = structure("", 3, exported("i", "x", fixed<std::int32_t>(layout::int32, {1, 2, 3, 4})),
                                exported("u", "y", texts({"a", "b", none, "d"}, 9)));
    made_column bits;
    from->buffers[0] = bits.keep(packed({true, true, false, true}));
    from->array.offset = 1;
    auto const imported = import_of(from);
    REQUIRE(imported.ok());
    CHECK(shown(imported.value.columns[0]) == words{"2", "null", "4"});
    CHECK(shown(imported.value.columns[1]) == words{"\"b\"", "null", "\"d\""});
}

TEST_CASE("lists of structures keep their items, and null structures null fields") {
    auto items = structure(
        "item", 4, exported("i", "monto", fixed<std::int32_t>(layout::int32, {0, 10, 20, 30, 40}, 2)));
    made_column bits;
    items->array.offset = 1;
    items->buffers[0] = bits.keep(packed({true, true, true, false, true}));
    auto const imported =
        import_of(one_column(list<std::int64_t>("+L", "deudas", {0, 3, 3, 4}, std::move(items))));
    REQUIRE(imported.ok());
    tramo::column const& lists = imported.value.columns[0];
    CHECK(describe(lists) == "large_list of structure");
    CHECK(shown(lists) == words{"a list of 3", "a list of 0", "a list of 1"});
    REQUIRE(lists.children[0].children.size() == 1);
    CHECK(lists.children[0].children[0].name == "monto");
    CHECK(shown(lists.children[0].children[0]) == words{"10", "20", "null", "40"});
}

TEST_CASE("columns that no field can be read from are kept by name") {
    for (std::string const format : {"z", "Z", "vz", "w:16", "ttu", "tDs", "tiM", "e", "d:40,2,256",
                                     "d:9,2,32", "+m", "+ud:0,1", "+us:0", "+r", "+vl", "+w:3"}) {
        auto const imported = import_of(one_column(exported(format, "x", three_numbers())));
        REQUIRE(imported.ok());
        CHECK(imported.value.columns[0].physical == layout::null);
        CHECK(imported.value.columns[0].unsupported == format);
        CHECK(imported.value.columns[0].length == 3);
    }
    made_column nulls;
    nulls.view.length = 4;
    auto node = exported("n", "x", nulls);
    node->array.null_count = 4;  // all of them, and Arrow's null layout has no bitmap to say so
    auto const imported = import_of(one_column(std::move(node)));
    REQUIRE(imported.ok());
    CHECK(imported.value.columns[0].unsupported.empty());
}

TEST_CASE("a format that is not Arrow's is said") {
    for (std::string const format :
         {"", "q", "ii", "tsx:", "ts", "tsu", "d:", "d:18", "d:18,", "d:x,2", "d:99,2", "d:18,2,", "+q"})
        CHECK(mentions(complaint(exported(format, "x", three_numbers()), [](arrow_node&) {}),
                       "is not Arrow's"));
    CHECK(mentions(
        complaint(exported("i", "x", three_numbers()), [](arrow_node& it) { it.schema.format = nullptr; }),
        "format is missing"));
}

TEST_CASE("an array that contradicts itself is refused") {
    auto const numbers = [] { return exported("i", "x", three_numbers()); };
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.length = -1; }), "negative"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.offset = -1; }), "negative"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.n_buffers = -1; }), "negative"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.length = INT64_MAX; }), "absurd"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.null_count = 4; }), "null count"));
    CHECK(
        mentions(complaint(numbers(), [](arrow_node& it) { it.array.n_buffers = 1; }), "1 buffers where 2"));
    CHECK(
        mentions(complaint(numbers(), [](arrow_node& it) { it.array.n_buffers = 3; }), "3 buffers where 2"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.buffers = nullptr; }),
                   "list of buffers"));
    CHECK(
        mentions(complaint(numbers(), [](arrow_node& it) { it.buffers[1] = nullptr; }), "buffer of values"));
    CHECK(mentions(
        complaint(numbers(), [](arrow_node& it) { it.array.null_count = 1, it.buffers[0] = nullptr; }),
        "no validity"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.release = nullptr; }), "released"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.length = 2; }), "too short"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.n_children = 1; }),
                   "number of children"));
    CHECK(
        mentions(complaint(numbers(), [](arrow_node& it) { it.array.n_children = it.schema.n_children = 1; }),
                 "has children"));
    CHECK(mentions(complaint(numbers(), [](arrow_node& it) { it.array.dictionary = &it.array; }),
                   "dictionary is missing"));
}

TEST_CASE("texts, lists and dictionaries that contradict themselves are refused") {
    auto const names = [] { return exported("u", "x", texts({"abc", "d"})); };
    CHECK(mentions(complaint(names(), [](arrow_node& it) { it.buffers[2] = nullptr; }), "bytes are missing"));
    std::vector<std::int32_t> const backwards = {4, 3, 1};
    CHECK(mentions(complaint(names(), [&](arrow_node& it) { it.buffers[1] = backwards.data(); }),
                   "out of order"));
    auto const views = [] {
        return exported("vu", "x", texts({"uma frase com mais de doze bytes"}, 0, layout::utf8_view));
    };
    CHECK(mentions(complaint(views(), [](arrow_node& it) { it.buffers.back() = nullptr; }), "sizes"));
    CHECK(mentions(complaint(views(), [](arrow_node& it) { it.array.n_buffers = 2; }), "2 buffers where 3"));
    auto const lists = [](std::vector<std::int32_t> const& offsets) {
        return list<std::int32_t>("+l", "x", offsets, exported("i", "item", three_numbers()));
    };
    CHECK(mentions(complaint(lists({0, 4}), [](arrow_node&) {}), "beyond its items"));
    CHECK(mentions(
        complaint(lists({0, 3}), [](arrow_node& it) { it.array.n_children = it.schema.n_children = 0; }),
        "one child"));
    CHECK(mentions(complaint(lists({0, 3}), [](arrow_node& it) { it.array.children = nullptr; }),
                   "children are missing"));
    CHECK(mentions(complaint(lists({0, 3}), [](arrow_node& it) { it.child_arrays[0] = nullptr; }),
                   "child 0 is missing"));
    auto const coded = [](std::string const& format) {
        return with_dictionary(exported(format, "x", three_numbers()), exported("u", "", texts({"a"})));
    };
    CHECK(mentions(complaint(coded("f"), [](arrow_node&) {}), "not integers"));
    CHECK(mentions(complaint(coded("i"), [](arrow_node& it) { it.schema.dictionary = nullptr; }),
                   "dictionary is missing"));
    CHECK(mentions(complaint(coded("i"), [](arrow_node& it) { it.schema.dictionary = &it.schema; }),
                   "3 buffers where 2"));
}

TEST_CASE("a dictionary that holds itself ends at a depth") {
    auto const what =
        complaint(with_dictionary(exported("i", "x", three_numbers()), exported("i", "", three_numbers())),
                  [](arrow_node& it) {
                      it.array.dictionary = &it.array;
                      it.schema.dictionary = &it.schema;
                  });
    CHECK(mentions(what, "too deeply"));
}

TEST_CASE("what is no record batch is refused and released") {
    auto const from = exported("i", "x", three_numbers());
    auto const imported = import_of(from);
    REQUIRE(imported.diagnostics.size() == 1);
    CHECK(mentions(imported.diagnostics[0].message, "struct array"));
    CHECK(from->array_releases == 1);
    auto const again = import_of(from);
    CHECK(mentions(again.diagnostics[0].message, "released"));
    CHECK(from->array_releases == 1);
    CHECK_FALSE(tramo::import_batch(nullptr, nullptr).ok());
}

TEST_CASE("an empty array needs no buffers") {
    auto from = one_column(exported("u", "x", texts({})));
    from->children[0]->buffers = {nullptr, nullptr, nullptr};
    from->children[0]->connect();
    auto const imported = import_of(from);
    REQUIRE(imported.ok());
    CHECK(imported.value.rows == 0);
}
