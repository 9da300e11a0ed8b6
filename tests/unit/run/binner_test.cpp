// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That a value's bin is the interval its exact number lies in, however the column brings it.
#include <catch2/catch.hpp>

#include <cmath>
#include <random>

#include <tramo/impl/run/binner.ipp>
#include <tramo/impl/run/kernels_chosen.ipp>

#include "unit/run/made_columns.hpp"

using tramo::data_type;
using tramo::int128;
using tramo::kind;
using tramo::running::bin_range;
using tramo::running::double_cut;
using tramo::running::number_bins;

namespace {

auto const& with = tramo::kernels::chosen(tramo::instructions::best);

constexpr double infinity = std::numeric_limits<double>::infinity();

/// What the gate makes of a double when it must know the number exactly: none when that is a fault.
std::optional<int128> read_exactly(double number, data_type const& type) {
    auto field = made::a_field(type.kind, type.scale);
    auto const column = made::fixed<double>(tramo::layout::float64, {number});
    tramo::column_reader reader(field, column.view, "");
    tramo::block read;
    reader.read(0, 1, read);
    if (!read.faults.empty()) return {};
    return read.form == tramo::block::form_t::wide ? read.wide[0] : int128{read.narrow[0]};
}

data_type type_of(kind what, int scale) {
    data_type type;
    type.kind = what;
    type.scale = scale;
    return type;
}

/// The double at the cut and its neighbours on both sides, a few steps away.
void check_cut(int128 cut, data_type const& type) {
    double const at = double_cut(cut, type);
    INFO("cut " << tramo::to_string(cut) << " scale " << type.scale << " double " << at);
    double below = at, above = at;
    for (int step = 0; step < 3; ++step) {
        auto const kept = read_exactly(above, type);
        CHECK((kept ? *kept >= cut : above > 0));
        above = std::nextafter(above, infinity);
        below = std::nextafter(below, -infinity);
        auto const under = read_exactly(below, type);
        CHECK((under ? *under < cut : below < 0));
    }
}

tramo::field_use use_of(std::vector<int128> cuts) {
    tramo::field_use use;
    use.cuts = std::move(cuts);
    return use;
}

template <class Bin>
std::vector<Bin> bins_of(number_bins& bins, tramo::block& values, std::size_t padded) {
    std::vector<Bin> out(padded);
    bins.bin(values, padded, out);
    out.resize(values.count);
    return out;
}

tramo::block read_block(tramo::field const& field, tramo::column const& column, bool floats) {
    tramo::block read;
    auto const padded = (static_cast<std::size_t>(column.length) + 63) / 64 * 64;
    read.known.resize(padded / 64);
    read.narrow.resize(padded);
    read.wide.resize(padded);
    read.floats.resize(padded);
    tramo::column_reader(field, column, "").read(0, static_cast<std::size_t>(column.length), read, floats);
    return read;
}

}  // namespace

TEST_CASE("the double at a cut is the first whose exact reading is not below it") {
    for (int const scale : {0, 2, 4, 18})
        for (int128 const cut :
             {int128{0}, int128{1}, int128{-1}, int128{5}, int128{125}, int128{-250}, int128{1000001},
              int128{999'999'999'999}, int128{-123'456'789'012'345}, int128{1} << 62, -(int128{1} << 70),
              tramo::power_of_ten(38), -tramo::power_of_ten(38)})
            check_cut(cut, type_of(kind::decimal, scale));
    for (int128 const cut :
         {int128{0}, int128{1}, int128{125000}, int128{-125000}, int128{1'000'000}, int128{333'333}})
        check_cut(cut, type_of(kind::percent, 6));
}

TEST_CASE("cuts at random hold too") {
    std::mt19937_64 engine(11);
    for (int i = 0; i < 300; ++i) {
        auto const wide = static_cast<int128>(engine()) << (engine() % 60);
        auto const cut = (engine() % 2 == 0 ? wide : -wide) >> (engine() % 90);
        auto const scale = static_cast<int>(engine() % 19);
        check_cut(cut, engine() % 3 == 0 ? type_of(kind::percent, 6) : type_of(kind::decimal, scale));
    }
}

TEST_CASE("a double is in the bin of the decimal that the gate reads from it") {
    std::vector<double> numbers = {0.0,
                                   -0.0,
                                   5e-324,
                                   -5e-324,
                                   1e-18,
                                   4.9e-19,
                                   5e-19,
                                   5.1e-19,
                                   0.1,
                                   0.29,
                                   0.29000000000000004,
                                   0.3,
                                   0.30000000000000004,
                                   12.5,
                                   12.345678,
                                   0.00005000000000000001,
                                   0.00005,
                                   0.00015,
                                   1e15,
                                   1e17,
                                   -1e17,
                                   123456789.015,
                                   2.675,
                                   1.005,
                                   -1.005,
                                   1e19,
                                   -1e19};
    for (double const anchor : {0.1, 0.005, 12.5, 99.99, 1e6}) {
        numbers.push_back(std::nextafter(anchor, infinity));
        numbers.push_back(std::nextafter(anchor, -infinity));
    }
    for (auto const& type : {type_of(kind::decimal, 2), type_of(kind::decimal, 18), type_of(kind::decimal, 0),
                             type_of(kind::decimal, 5), type_of(kind::percent, 6)}) {
        auto const field = made::a_field(type.kind, type.scale);
        std::vector<int128> cuts;
        for (double const number : numbers)
            for (int const step : {-1, 0, 1})
                if (auto const kept = read_exactly(number, type)) cuts.push_back(*kept + step);
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        auto const use = use_of(cuts);
        made::cells<double> rows(numbers.begin(), numbers.end());
        auto const column = made::fixed<double>(tramo::layout::float64, rows);
        auto read = read_block(field, column.view, true);
        REQUIRE(read.form == tramo::block::form_t::floats);
        number_bins bins(use, field.type, with);
        auto const narrow = bins_of<std::uint8_t>(bins, read, 64);
        auto const wide = bins_of<std::uint32_t>(bins, read, 64);
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            INFO(numbers[i] << " at scale " << type.scale);
            CHECK(wide[i] == bins.bin_of(*read_exactly(numbers[i], type)));
            CHECK(narrow[i] == wide[i]);
        }
    }
}

TEST_CASE("a float is read as its own shortest decimal, not as the double it widens to") {
    auto const field = made::a_field(kind::decimal, 18);
    auto const column = made::fixed<float>(tramo::layout::float32, {0.1F, 0.3F});
    auto read = read_block(field, column.view, true);
    auto const use =
        use_of({tramo::power_of_ten(17), tramo::power_of_ten(17) + 1, 3 * tramo::power_of_ten(17)});
    number_bins bins(use, field.type, with);
    CHECK(bins_of<std::uint8_t>(bins, read, 64) == std::vector<std::uint8_t>{1, 3});
}

TEST_CASE("a double too large for its field is a fault, whether its exact value is wanted or not") {
    auto const field = made::a_field(kind::decimal, 18);
    auto const column = made::fixed<double>(tramo::layout::float64, {1e20, 1.7e20, 1.8e20, -1e30, 1e300});
    for (bool const floats : {false, true}) {
        auto const read = read_block(field, column.view, floats);
        std::vector<std::int64_t> rows;
        for (auto const& one : read.faults) {
            CHECK(one.reason == tramo::fault_reason::overflow);
            rows.push_back(one.row);
        }
        CHECK(rows == std::vector<std::int64_t>{2, 3, 4});
    }
}

TEST_CASE("whole numbers are in the same bin in bytes, in wide bins and one by one") {
    std::mt19937_64 engine(5);
    auto const field = made::a_field(kind::integer);
    for (std::size_t const cut_count : {1U, 5U, 12U, 13U, 40U, 200U, 254U, 255U, 600U})
        for (std::uint64_t const spread : {300U, 8'000U, 1'000'000U}) {
            std::vector<int128> cuts;
            for (std::size_t i = 0; i < cut_count; ++i)
                cuts.push_back(static_cast<int128>(engine() % spread) - static_cast<int128>(spread / 2));
            std::sort(cuts.begin(), cuts.end());
            cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
            auto const use = use_of(cuts);
            made::cells<std::int64_t> rows;
            for (int i = 0; i < 500; ++i)
                rows.push_back(static_cast<std::int64_t>(engine() % (spread * 2)) -
                               static_cast<std::int64_t>(spread));
            rows.push_back(std::numeric_limits<std::int64_t>::min());
            rows.push_back(std::numeric_limits<std::int64_t>::max());
            auto const column = made::fixed<std::int64_t>(tramo::layout::int64, rows);
            auto read = read_block(field, column.view, false);
            number_bins bins(use, field.type, with);
            auto const wide = bins_of<std::uint32_t>(bins, read, 512);
            auto const narrow =
                bins.is_byte() ? bins_of<std::uint8_t>(bins, read, 512) : std::vector<std::uint8_t>{};
            bool all_same = true;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                all_same = all_same && wide[i] == bins.bin_of(*rows[i]);
                all_same = all_same && (!bins.is_byte() || narrow[i] == wide[i]);
            }
            CHECK(all_same);
        }
}

TEST_CASE("cuts in pairs, three in a row, and far apart: each way of searching finds the same bins") {
    std::mt19937_64 engine(3);
    auto const field = made::a_field(kind::decimal, 2);
    for (int const neighbours : {1, 2, 3}) {
        std::vector<int128> cuts;
        for (int i = 0; i < 20; ++i)
            for (int j = 0; j < neighbours; ++j) cuts.push_back(int128{i} * i * 99'991 + j);
        auto const use = use_of(cuts);
        made::cells<double> rows;
        made::cells<std::int64_t> whole;
        for (int i = 0; i < 640; ++i) {
            auto const near = static_cast<std::int64_t>(cuts[engine() % cuts.size()]) +
                              static_cast<std::int64_t>(engine() % 5) - 2;
            rows.push_back(static_cast<double>(near) / 100);
            whole.push_back(near);
        }
        auto const floats = made::fixed<double>(tramo::layout::float64, rows);
        auto const integers = made::fixed<std::int64_t>(tramo::layout::int64, whole);
        auto as_floats = read_block(field, floats.view, true);
        auto as_integers = read_block(made::a_field(kind::integer), integers.view, false);
        number_bins bins(use, field.type, with);
        for (auto* const read : {&as_floats, &as_integers}) {
            auto const narrow = bins_of<std::uint8_t>(bins, *read, 640);
            auto const wide = bins_of<std::uint32_t>(bins, *read, 640);
            bool all_same = true;
            for (std::size_t i = 0; i < whole.size(); ++i)
                all_same = all_same && wide[i] == bins.bin_of(*whole[i]) && narrow[i] == wide[i];
            CHECK(all_same);
        }
    }
}

TEST_CASE("cuts beyond 64 bits, on either side, do not disturb the others") {
    auto const field = made::a_field(kind::decimal, 18);
    std::vector<int128> cuts;
    for (int i = 400; i > 0; --i) cuts.push_back(-tramo::power_of_ten(20) * i);
    cuts.push_back(int128{1});
    cuts.push_back(tramo::power_of_ten(20));
    auto const use = use_of(cuts);
    number_bins bins(use, field.type, with);
    tramo::block values;
    values.count = 3;
    values.known = {7};
    values.narrow = {0, 1, std::numeric_limits<std::int64_t>::min()};
    values.narrow.resize(64);
    CHECK(bins_of<std::uint32_t>(bins, values, 64) == std::vector<std::uint32_t>{400, 401, 400});
    values.form = tramo::block::form_t::wide;
    values.wide = {-tramo::power_of_ten(20) * 400, -tramo::power_of_ten(20) * 400 - 1,
                   tramo::power_of_ten(20)};
    CHECK(bins_of<std::uint32_t>(bins, values, 64) == std::vector<std::uint32_t>{1, 0, 402});
}

TEST_CASE("cuts close to the largest number there is are found") {
    auto const field = made::a_field(kind::integer);
    constexpr auto highest = std::numeric_limits<std::int64_t>::max();
    std::vector<int128> cuts;
    for (int i = 40; i >= 0; i -= 2) cuts.push_back(highest - i);
    auto const use = use_of(cuts);
    number_bins bins(use, field.type, with);
    tramo::block values;
    values.count = 4;
    values.known = {15};
    values.narrow = {highest, highest - 1, highest - 41, 0};
    values.narrow.resize(64);
    CHECK(bins_of<std::uint8_t>(bins, values, 64) == std::vector<std::uint8_t>{21, 20, 0, 0});
}
