// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That a gathered row holds what its row held: whatever the layout, the chunk and the order.
#include <catch2/catch.hpp>

#include <tramo/impl/run/gather_rows.ipp>

#include "unit/run/made_columns.hpp"

using tramo::layout;
using tramo::running::gather;
using tramo::running::no_row;

namespace {

/// Rows 3, none, 0, 0 of four.
tramo::running::row_list const some = {3, no_row, 0, 0};

std::vector<std::string> cells_of(tramo::column const& data) {
    std::vector<std::string> found;
    for (std::int64_t row = 0; row < data.length; ++row)
        found.push_back(is_misfit(data, row) ? "misfit" : cell_text(data, row));
    return found;
}

made::words gathered(made::made_column const& from) {
    auto const made = gather(&from.view, some);
    return cells_of(made.data);
}

template <class T>
made::words fixed(layout physical) {
    return gathered(made::fixed<T>(physical, {T(7), std::nullopt, T(9), T(5)}, 3));
}

}  // namespace

TEST_CASE("numbers of any width are gathered as they are") {
    made::words const expected = {"5", "null", "7", "7"};
    CHECK(fixed<std::int8_t>(layout::int8) == expected);
    CHECK(fixed<std::uint16_t>(layout::uint16) == expected);
    CHECK(fixed<std::int32_t>(layout::int32) == expected);
    CHECK(fixed<std::uint64_t>(layout::uint64) == expected);
    CHECK(fixed<double>(layout::float64) == expected);
    CHECK(fixed<float>(layout::float32) == expected);
    CHECK(fixed<tramo::int128>(layout::decimal128) == expected);
    CHECK(fixed<std::int32_t>(layout::date32) ==
          made::words{"1970-01-06", "null", "1970-01-08", "1970-01-08"});
}

TEST_CASE("a null stays a null, and where no row is null none is looked for") {
    auto const from = made::fixed<std::int64_t>(layout::int64, {1, std::nullopt, 3});
    CHECK(cells_of(gather(&from.view, {1, 2, 1}).data) == made::words{"null", "3", "null"});
    auto const full = made::fixed<std::int64_t>(layout::int64, {1, 2, 3});
    CHECK(gather(&full.view, {2, 0}).data.validity == nullptr);
}

TEST_CASE("booleans are gathered bit by bit") {
    CHECK(gathered(made::booleans({false, true, std::nullopt, true}, 5)) ==
          made::words{"true", "null", "false", "false"});
}

TEST_CASE("texts of each layout are copied") {
    for (auto const physical : {layout::utf8, layout::large_utf8, layout::utf8_view}) {
        auto const from =
            made::texts({"first and longer than twelve", std::nullopt, "", "fourth"}, 2, physical);
        CHECK(gathered(from) == made::words{"\"fourth\"", "null", "\"first and longer than twelve\"",
                                            "\"first and longer than twelve\""});
        CHECK(cells_of(gather(&from.view, {1, 2}).data) == made::words{"null", "\"\""});
    }
}

TEST_CASE("codes keep their dictionary") {
    auto const entries = made::texts({"a", "b"});
    auto const from = made::dictionary<std::int8_t>(layout::int8, {0, std::nullopt, 0, 1}, entries, 1);
    auto const made = gather(&from.view, some);
    CHECK(made.data.dictionary == from.view.dictionary);
    CHECK(cells_of(made.data) == made::words{"\"b\"", "null", "\"a\"", "\"a\""});
}

TEST_CASE("misfits are gathered with their rows") {
    auto from = made::texts({"a", "b", "c", "d"});
    std::uint8_t const bits = 0b1000;
    from.view.misfits = &bits;
    CHECK(gathered(from) == made::words{"misfit", "null", "\"a\"", "\"a\""});
}

TEST_CASE("rows are found in the chunk they lie in") {
    auto const first = made::fixed<std::int32_t>(layout::int32, {10, 11}, 1);
    auto const empty = made::fixed<std::int32_t>(layout::int32, {});
    auto const last = made::fixed<std::int32_t>(layout::int32, {12, std::nullopt, 14}, 2);
    auto const made = gather({&first.view, &empty.view, &last.view}, {0, 2, 2}, {4, 0, 2, 3, 1, no_row});
    CHECK(cells_of(made.data) == made::words{"14", "10", "12", "null", "11", "null"});
    CHECK(made.data.physical == layout::int32);
}

TEST_CASE("rows of a chunk without the column are null") {
    auto const last = made::fixed<std::int32_t>(layout::int32, {12, 13});
    CHECK(cells_of(gather({nullptr, &last.view}, {0, 2}, {0, 2, 1, 3}).data) ==
          made::words{"null", "12", "null", "13"});
    CHECK(cells_of(gather({nullptr}, {0}, {0, 1}).data) == made::words{"null", "null"});
}

TEST_CASE("codes of different dictionaries become texts") {
    auto const here = made::texts({"a", "b"});
    auto const there = made::texts({"c", std::nullopt});
    auto const first = made::dictionary<std::int8_t>(layout::int8, {1, 0}, here);
    auto const last = made::dictionary<std::int8_t>(layout::int8, {0, 1, 9, std::nullopt}, there);
    auto const made = gather({&first.view, &last.view}, {0, 2}, {0, 1, 2, 3, 4, 5});
    CHECK(made.data.physical == layout::large_utf8);
    CHECK(cells_of(made.data) == made::words{"\"b\"", "\"a\"", "\"c\"", "null", "misfit", "null"});
}

TEST_CASE("chunks that differ in their layout meet as texts") {
    auto const first = made::fixed<std::int32_t>(layout::int32, {10, 11});
    auto const last = made::texts({"12", std::nullopt});
    CHECK(cells_of(gather({&first.view, &last.view}, {0, 2}, {3, 2, 1, 0}).data) ==
          made::words{"null", "\"12\"", "\"11\"", "\"10\""});
}
