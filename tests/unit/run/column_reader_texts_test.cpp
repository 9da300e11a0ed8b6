// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the data gate for texts, enumerations and dictionaries to what each field says it takes.
#include <catch2/catch.hpp>

#include "made_columns.hpp"

using namespace made;
using tramo::kind;
using tramo::layout;

namespace {

auto const none = std::nullopt;
auto const text_layouts = {layout::utf8, layout::large_utf8, layout::utf8_view};

tramo::field segments(bool is_open = false) {
    auto field = a_field(kind::enumeration);
    field.type.values = {{"Enterprise", {}}, {"Large", {"lLarge", "7"}}, {"Señal", {}}};
    field.type.is_open = is_open;
    return field;
}

using met_values = std::vector<std::pair<std::string, std::int64_t>>;

met_values met_by(tramo::column_reader const& reader) {
    met_values met;
    for (auto const& each : reader.new_values()) met.emplace_back(each.text, each.count);
    return met;
}

}  // namespace

TEST_CASE("texts of every layout are read as they are, empty ones as nulls") {
    for (layout const physical : text_layouts) {
        auto const column =
            texts({"Ana", "", none, " ", "uma frase com mais de doze bytes", "ñandú"}, 3, physical);
        CHECK(read_all(a_field(kind::text), column) ==
              words{"Ana", "!missing", "!missing", " ", "uma frase com mais de doze bytes", "ñandú"});
        CHECK(read_all(optional(a_field(kind::text)), column)[1] == "?");
    }
}

TEST_CASE("texts come composed, and the block owns those that had to be") {
    tramo::block read;
    {
        auto const field = a_field(kind::text);
        auto const column = texts({"Jose\u0301", "a", "nin\u0303o", "José"});
        tramo::column_reader(field, column.view, "").read(0, 4, read);
        CHECK(read.composed.size() == 2);
        CHECK(read.texts[0] == "José");
        CHECK(read.texts[2] == "niño");
        CHECK(rows_of(read) == words{"José", "a", "niño", "José"});
    }
}

TEST_CASE("bytes that are not UTF-8 are a fault") {
    CHECK(read_all(a_field(kind::text), texts({"a\xFF", "b", "\xC3"})) ==
          words{"!invalid_text", "b", "!invalid_text"});
    CHECK(read_all(segments(true), texts({"a\xFF"})) == words{"!invalid_text"});
}

TEST_CASE("offsets that lie are a fault of their rows") {
    auto column = texts({"abc", "def", "ghi"});
    std::vector<std::int32_t> offsets = {0, 3, 1, 9};
    column.view.offsets = column.keep(offsets);
    CHECK(read_all(a_field(kind::text), column) == words{"abc", "!invalid_text", "bcdefghi"});
    offsets = {-1, 3, 600, 9};
    column.view.offsets = column.keep(offsets);
    CHECK(read_all(a_field(kind::text), column) == words(3, "!invalid_text"));
    CHECK(read_all(a_field(kind::money, 2), column) == words(3, "!invalid_text"));
    CHECK(read_all(segments(), column) == words(3, "!invalid_text"));
    auto views = texts({"uma frase com mais de doze bytes"}, 0, layout::utf8_view);
    views.view.view_count = 1;
    CHECK(read_all(a_field(kind::text), views) == words{"!invalid_text"});
    views.view.view_count = 2;
    views.view.view_sizes = views.keep(std::vector<std::int64_t>{0, 5});
    CHECK(read_all(a_field(kind::text), views) == words{"!invalid_text"});
}

TEST_CASE("integers are texts of their digits") {
    CHECK(read_all(a_field(kind::text), fixed<std::int64_t>(layout::int64, {-12, none, 595981000000}, 1)) ==
          words{"-12", "!missing", "595981000000"});
    CHECK(read_all(a_field(kind::text), fixed<std::uint64_t>(layout::uint64, {18446744073709551615U})) ==
          words{"18446744073709551615"});
}

TEST_CASE("a tax id is held to its check digit") {
    auto field = a_field(kind::text);
    field.valid.tax_id = tramo::tax_id_kind::cl_rut;
    CHECK(read_all(field, texts({"76.000.000-0", "76000000-0", "76.000.000-1", "x", ""})) ==
          words{"76.000.000-0", "76000000-0", "!invalid_tax_id", "!invalid_tax_id", "!missing"});
}

TEST_CASE("a phone is held to its number of digits") {
    auto field = a_field(kind::text);
    field.valid.min_digits = 8;
    field.valid.max_digits = 10;
    CHECK(read_all(field, texts({"+595 (98) 10-00.00", "12345678", "1234567", "12345678901", "12345678x"})) ==
          words{"!wrong_length", "12345678", "!wrong_length", "!wrong_length", "!wrong_length"});
    CHECK(read_all(field, texts({"(098) 10-00.00"})) == words{"(098) 10-00.00"});
    CHECK(read_all(field, fixed<std::int32_t>(layout::int32, {981000000, 5})) ==
          words{"981000000", "!wrong_length"});
}

TEST_CASE("an enumeration folds case, accents and spaces, and knows aliases") {
    for (layout const physical : text_layouts) {
        auto const column =
            texts({"Enterprise", "LARGE ", "llarge", "senal", "SEN\u0303AL", "NNN", none}, 5, physical);
        CHECK(read_all(segments(), column) == words{"0", "1", "1", "2", "2", "!not_a_member", "!missing"});
    }
    CHECK(read_all(segments(), fixed<std::int16_t>(layout::int16, {7, 8, 7, none})) ==
          words{"1", "!not_a_member", "1", "!missing"});
}

TEST_CASE("a blank is no member of a closed enumeration, and nothing in an optional one") {
    CHECK(read_all(segments(), texts({"", "  "})) == words(2, "!not_a_member"));
    CHECK(read_all(optional(segments()), texts({"", "  ", none, "NNN"})) ==
          words{"?", "?", "?", "!not_a_member"});
    CHECK(read_all(segments(true), texts({"", " "})) == words(2, "!missing"));
    CHECK(read_all(optional(segments(true)), texts({"", " "})) == words(2, "?"));
}

TEST_CASE("an open enumeration keeps and counts its new values") {
    auto const field = segments(true);
    auto const column = texts({"Retail", "Large", " Retail", "Jose\u0301", "José", "retail", "Retail"});
    tramo::column_reader reader(field, column.view, "");
    tramo::block read;
    reader.read(0, 5, read);
    CHECK(rows_of(read) == words{"3", "1", "3", "3", "3"});
    reader.read(5, 2, read);
    CHECK(met_by(reader) == met_values{{"Retail", 3}, {"José", 2}, {"retail", 1}});
}

TEST_CASE("more spellings than are remembered are read all the same") {
    cells<std::string> rows;
    for (int i = 0; i < 70'000; ++i) rows.push_back("value " + std::to_string(i));
    rows.push_back("Large");
    rows.push_back("value 69999");
    auto const field = segments(true);
    auto const column = texts(rows);
    tramo::column_reader reader(field, column.view, "");
    tramo::block read;
    reader.read(0, rows.size(), read);
    CHECK(read.narrow[0] == 3);
    CHECK(read.narrow[70'000] == 1);
    REQUIRE(reader.new_values().size() == 70'000);
    CHECK(reader.new_values()[0].count == 1);
    CHECK(reader.new_values()[69'999].count == 2);
}

TEST_CASE("long spellings that begin and end alike are told apart") {
    cells<std::string> rows;
    for (int i = 10'000; i < 40'000; ++i)
        rows.push_back("the same " + std::to_string(i) + " and then the same");
    auto const field = segments(true);
    auto const column = texts(rows);
    tramo::column_reader reader(field, column.view, "");
    tramo::block read;
    reader.read(0, rows.size(), read);
    CHECK(reader.new_values().size() == rows.size());
}

TEST_CASE("a dictionary is read through its codes, duplicates, nulls and unused entries included") {
    auto const entries = texts({"Large", none, "NNN", "Enterprise", "large", ""}, 2);
    auto const column = dictionary<std::int8_t>(layout::int8, {0, 1, 2, 3, 4, none, 5}, entries, 3, -1);
    CHECK(read_all(segments(), column) ==
          words{"1", "!missing", "!not_a_member", "0", "1", "!missing", "!not_a_member"});
    CHECK(read_all(optional(segments()), column) == words{"1", "?", "!not_a_member", "0", "1", "?", "?"});
    CHECK(read_all(optional(a_field(kind::text)), column) ==
          words{"Large", "?", "NNN", "Enterprise", "large", "?", "?"});
}

TEST_CASE("a code outside its dictionary is a fault, and junk under a null is not followed") {
    auto const entries = texts({"Large"});
    CHECK(read_all(segments(),
                   dictionary<std::int32_t>(layout::int32, {0, 1, -1, none}, entries, 1, 1'000'000)) ==
          words{"1", "!wrong_type", "!wrong_type", "!missing"});
    CHECK(read_all(segments(), dictionary<std::uint64_t>(layout::uint64, {~std::uint64_t{0}, none},
                                                         entries)) == words{"!wrong_type", "!missing"});
    CHECK(read_all(segments(), dictionary<std::uint8_t>(layout::uint8, {0}, texts({}))) ==
          words{"!wrong_type"});
}

TEST_CASE("a dictionary may hold numbers, wide ones too, and dates") {
    auto numbers = fixed<tramo::int128>(layout::decimal128, {5, tramo::power_of_ten(30), 7}, 0);
    numbers.view.scale = 2;
    auto const money = a_field(kind::money, 2);
    CHECK(read_all(money, dictionary<std::int16_t>(layout::int16, {1, 0, none, 2}, numbers)) ==
          words{"1" + std::string(30, '0'), "5", "!missing", "7"});
    auto const floats = fixed<double>(layout::float64, {1.5, 1.005});
    CHECK(read_all(money, dictionary<std::uint32_t>(layout::uint32, {0, 1}, floats)) ==
          words{"150", "!too_precise"});
    auto const days = fixed<std::int32_t>(layout::date32, {4, 5});
    CHECK(read_all(a_field(kind::date), dictionary<std::int64_t>(layout::int64, {1, 0}, days)) ==
          words{"5", "4"});
}

TEST_CASE("new values in a dictionary count rows, and not entries") {
    auto const field = segments(true);
    auto const entries = texts({"Large", "Retail", "unused", "Retail ", "Other"});
    auto const column = dictionary<std::int32_t>(layout::int32, {1, 0, 3, 1, none, 4}, entries);
    tramo::column_reader reader(field, column.view, "");
    tramo::block read;
    reader.read(0, 6, read);
    CHECK(rows_of(read) == words{"3", "1", "3", "3", "!missing", "3"});
    CHECK(met_by(reader) == met_values{{"Retail", 3}, {"Other", 1}});
}

TEST_CASE("texts that a dictionary composed belong to each block") {
    tramo::block read;
    {
        auto const field = a_field(kind::text);
        auto const column =
            dictionary<std::int32_t>(layout::int32, {1, 0, 1}, texts({"plain", "Jose\u0301"}));
        tramo::column_reader(field, column.view, "").read(0, 3, read);
        CHECK(rows_of(read) == words{"José", "plain", "José"});
        CHECK(read.composed.size() == 2);
    }
    CHECK(read.texts[0] == "José");
    CHECK(read.texts[2] == "José");
    CHECK(read_all(
              a_field(kind::text),
              dictionary<std::int8_t>(layout::int8, {1, 0}, fixed<std::int32_t>(layout::int32, {10, 20}))) ==
          words{"20", "10"});
}

TEST_CASE("of a dictionary far larger than the column only the entries in use are read") {
    cells<std::string> entries;
    for (int i = 0; i < 100'000; ++i) entries.push_back("value " + std::to_string(i));
    entries[70'000] = "Large";
    auto const column =
        dictionary<std::int32_t>(layout::int32, {70'000, 3, 99'999, 3, none, 100'000}, texts(entries));
    CHECK(read_all(segments(), column) ==
          words{"1", "!not_a_member", "!not_a_member", "!not_a_member", "!missing", "!wrong_type"});
    CHECK(read_all(a_field(kind::text), column) ==
          words{"Large", "value 3", "value 99999", "value 3", "!missing", "!wrong_type"});
}
