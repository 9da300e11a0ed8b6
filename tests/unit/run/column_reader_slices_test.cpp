// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Compares blocks at random offsets, sizes and nulls with the rows that they were made from.
#include <catch2/catch.hpp>

#include <random>

#include "made_columns.hpp"

using namespace made;
using tramo::kind;
using tramo::layout;

namespace {

/// The same numbers on every machine, which the standard's distributions are not.
struct dice {
    std::mt19937_64 engine{20261121};
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine() % limit); }
};

constexpr int rounds = 60;
constexpr std::size_t most_rows = 300;

/// Reads random slices of a column and holds each row to what is expected of it.
void hold_slices(dice& roll, tramo::field const& as, made_column const& column, words const& expected) {
    tramo::column_reader reader(as, column.view, "");
    tramo::block read;
    for (int n = 0; n < 8; ++n) {
        std::size_t const begin = roll.below(expected.size() + 1);
        std::size_t const count = roll.below(expected.size() - begin + 1);
        reader.read(static_cast<std::int64_t>(begin), count, read);
        auto const first = expected.begin() + static_cast<std::ptrdiff_t>(begin);
        words const due(first, first + static_cast<std::ptrdiff_t>(count));
        REQUIRE(rows_of(read) == due);
        bool const all_there =
            std::none_of(due.begin(), due.end(), [](auto const& row) { return row == "?"; });
        REQUIRE(read.all_known == all_there);
        for (std::size_t bit = count; bit < read.known.size() * 64; ++bit)
            REQUIRE((read.known[bit / 64] >> (bit % 64) & 1) == 0);
        for (std::size_t i = 0; i < count && read.form == tramo::block::form_t::narrow; ++i)
            REQUIRE((due[i] != "?" || read.narrow[i] == 0));
    }
}

/// Rows that `make` makes, some null (none at all in every third column), and their words.
template <class T, class Make, class Show>
std::pair<cells<T>, words> random_rows(dice& roll, Make&& make, Show&& show) {
    std::size_t const count = 1 + roll.below(most_rows);
    std::size_t const nulls_of_eight = roll.below(3) * 3;
    std::pair<cells<T>, words> made;
    for (std::size_t i = 0; i < count; ++i) {
        if (roll.below(8) < nulls_of_eight) {
            made.first.push_back(std::nullopt);
            made.second.push_back("?");
        } else {
            T const each = make();
            made.first.push_back(each);
            made.second.push_back(show(each));
        }
    }
    return made;
}

}  // namespace

TEST_CASE("random slices of integers hold what their rows hold") {
    dice roll;
    for (int n = 0; n < rounds; ++n) {
        auto const [rows, expected] = random_rows<std::int32_t>(
            roll, [&] { return static_cast<std::int32_t>(roll.engine()); },
            [](std::int32_t number) { return std::to_string(std::int64_t{number} * 100); });
        auto const column = fixed<std::int32_t>(layout::int32, rows, roll.below(70));
        hold_slices(roll, optional(a_field(kind::money, 2)), column, expected);
    }
}

TEST_CASE("random slices of booleans hold what their rows hold") {
    dice roll;
    for (int n = 0; n < rounds; ++n) {
        auto const [rows, expected] = random_rows<bool>(
            roll, [&] { return roll.below(2) == 1; }, [](bool each) { return each ? "1" : "0"; });
        hold_slices(roll, optional(a_field(kind::boolean)), booleans(rows, roll.below(70)), expected);
    }
}

TEST_CASE("random amounts come back from floats to the cent") {
    dice roll;
    for (int n = 0; n < rounds; ++n) {
        auto const [rows, expected] = random_rows<double>(
            roll,
            [&] {
                auto const cents =
                    static_cast<std::int64_t>(roll.engine() % 2'000'000'000'000'000) >> roll.below(40);
                return static_cast<double>(cents) / 100.0;
            },
            [](double amount) { return std::to_string(std::llround(amount * 100)); });
        auto const column = fixed<double>(layout::float64, rows, roll.below(70), 0.001);
        hold_slices(roll, optional(a_field(kind::money, 2)), column, expected);
    }
}

TEST_CASE("a float with three decimals in random rows is the only fault of its block") {
    dice roll;
    auto const money = a_field(kind::money, 2);
    for (int n = 0; n < rounds; ++n) {
        cells<double> rows(1 + roll.below(most_rows), 12.34);
        std::size_t const odd = roll.below(rows.size());
        rows[odd] = 12.345;
        words expected(rows.size(), "1234");
        expected[odd] = "!too_precise";
        REQUIRE(read_all(money, fixed<double>(layout::float64, rows, roll.below(9))) == expected);
    }
}

TEST_CASE("random slices of texts hold what their rows hold") {
    dice roll;
    words const samples = {"a",    "Ana", "doze  bytes.", "treze  bytes.", "uma frase comprida de verdade",
                           "ñandú"};
    for (layout const physical : {layout::utf8, layout::large_utf8, layout::utf8_view}) {
        for (int n = 0; n < rounds; ++n) {
            auto const [rows, expected] = random_rows<std::string>(
                roll, [&] { return samples[roll.below(samples.size())]; },
                [](std::string const& text) { return text; });
            hold_slices(roll, optional(a_field(kind::text)), texts(rows, roll.below(70), physical), expected);
        }
    }
}

TEST_CASE("random slices of dictionary codes hold what their rows hold") {
    dice roll;
    auto field = optional(a_field(kind::enumeration));
    field.type.values = {{"a", {}}, {"b", {}}, {"c", {}}};
    auto const entries = texts({"c", "b", "a", "B"}, 1);
    words const meanings = {"2", "1", "0", "1"};
    for (int n = 0; n < rounds; ++n) {
        auto const [rows, expected] = random_rows<std::uint8_t>(
            roll, [&] { return static_cast<std::uint8_t>(roll.below(4)); },
            [&](std::uint8_t code) { return meanings[code]; });
        hold_slices(roll, field, dictionary<std::uint8_t>(layout::uint8, rows, entries, roll.below(70), 200),
                    expected);
    }
}

TEST_CASE("random wide decimals make their blocks wide and stay exact") {
    dice roll;
    for (int n = 0; n < rounds; ++n) {
        auto const [rows, expected] = random_rows<tramo::int128>(
            roll,
            [&] {
                auto const small = static_cast<tramo::int128>(static_cast<std::int64_t>(roll.engine()));
                return roll.below(20) == 0 ? small * 1'000'000'007 : small >> 8;
            },
            [](tramo::int128 number) { return tramo::to_string(number); });
        auto column = fixed<tramo::int128>(layout::decimal128, rows, roll.below(20));
        column.view.scale = 4;
        hold_slices(roll, optional(a_field(kind::money, 4)), column, expected);
    }
}
