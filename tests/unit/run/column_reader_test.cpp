// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the data gate for numbers, booleans, dates and moments to what each field says it takes.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "made_columns.hpp"

using namespace made;
using tramo::kind;
using tramo::layout;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr auto largest = std::numeric_limits<std::int64_t>::max();
constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
auto const none = std::nullopt;

made_column decimals(int scale, cells<tramo::int128> const& rows, std::size_t offset = 0) {
    made_column column = fixed<tramo::int128>(layout::decimal128, rows, offset, tramo::power_of_ten(30));
    column.view.scale = scale;
    return column;
}

made_column moments(tramo::time_unit unit, cells<std::int64_t> const& rows, std::string const& zone = "") {
    made_column column = fixed<std::int64_t>(layout::timestamp, rows, 3, largest);
    column.view.unit = unit;
    column.view.zone = zone;
    return column;
}

std::string code_of(tramo::field const& as, tramo::column const& data, std::string_view zone = "") {
    auto const found = tramo::column_reader::check(as, data, zone);
    return found.empty() ? "" : found.front().code;
}

}  // namespace

TEST_CASE("an integer column of every width is read as it is, its nulls set apart") {
    auto const integer = a_field(kind::integer);
    CHECK(read_all(integer, fixed<std::int8_t>(layout::int8, {-128, none, 127}, 3)) ==
          words{"-128", "!missing", "127"});
    CHECK(read_all(integer, fixed<std::int16_t>(layout::int16, {-32768, 7}, 5)) == words{"-32768", "7"});
    CHECK(read_all(integer, fixed<std::int32_t>(layout::int32, {none, -5})) == words{"!missing", "-5"});
    CHECK(read_all(integer, fixed<std::int64_t>(layout::int64, {largest, smallest}, 1)) ==
          words{"9223372036854775807", "-9223372036854775808"});
    CHECK(read_all(integer, fixed<std::uint8_t>(layout::uint8, {255})) == words{"255"});
    CHECK(read_all(integer, fixed<std::uint16_t>(layout::uint16, {65535})) == words{"65535"});
    CHECK(read_all(integer, fixed<std::uint32_t>(layout::uint32, {4294967295U})) == words{"4294967295"});
    CHECK(read_all(optional(integer), fixed<std::int32_t>(layout::int32, {none, 4}, 9)) == words{"?", "4"});
}

TEST_CASE("an unsigned integer beyond 64 signed bits overflows an integer but not an amount") {
    auto const huge = fixed<std::uint64_t>(layout::uint64, {18446744073709551615U, 5}, 2);
    CHECK(read_all(a_field(kind::integer), huge) == words{"!overflow", "5"});
    CHECK(read_all(a_field(kind::money, 2), huge) == words{"1844674407370955161500", "500"});
}

TEST_CASE("a key field must be there even where it says it is optional") {
    auto key = optional(a_field(kind::integer));
    key.is_key = true;
    CHECK(read_all(key, fixed<std::int32_t>(layout::int32, {none, 1})) == words{"!missing", "1"});
}

TEST_CASE("integers become amounts at the field's scale, wide where they must") {
    auto const money = a_field(kind::money, 2);
    CHECK(read_all(money, fixed<std::int32_t>(layout::int32, {12, -3, none}, 1)) ==
          words{"1200", "-300", "!missing"});
    CHECK(read_all(money, fixed<std::int64_t>(layout::int64, {largest, 1})) ==
          words{"922337203685477580700", "100"});
    CHECK(read_all(money, fixed<std::int64_t>(layout::int64, {smallest})) == words{"-922337203685477580800"});
    CHECK(read_all(a_field(kind::decimal, 18), fixed<std::int8_t>(layout::int8, {9, 10})) ==
          words{"9000000000000000000", "10000000000000000000"});
    CHECK(read_all(a_field(kind::decimal, 30), fixed<std::int64_t>(layout::int64, {0, 3, largest})) ==
          words{"0", "3" + std::string(30, '0'), "!overflow"});
}

TEST_CASE("junk under a null neither widens a block nor makes a fault") {
    auto const money = optional(a_field(kind::money, 2));
    tramo::block read;
    auto const integers = fixed<std::int64_t>(layout::int64, {none, 1}, 0, largest);
    tramo::column_reader(money, integers.view, "").read(0, 2, read);
    CHECK(read.form == tramo::block::form_t::narrow);
    CHECK(rows_of(read) == words{"?", "100"});
    CHECK(read.narrow[0] == 0);
    CHECK(read_all(money, fixed<double>(layout::float64, {none, 1.5}, 0, infinity)) == words{"?", "150"});
    CHECK(read_all(optional(a_field(kind::date)),
                   fixed<std::int32_t>(layout::date32, {none, 0}, 0, 2147483647)) == words{"?", "0"});
    CHECK(read_all(optional(a_field(kind::boolean)), fixed<std::int8_t>(layout::int8, {none, 1}, 0, 77)) ==
          words{"?", "1"});
}

TEST_CASE("a float is the decimal of its shortest text, and an amount must fit its minor units") {
    auto const money = a_field(kind::money, 2);
    CHECK(read_all(money,
                   fixed<double>(layout::float64, {0.1, 10.55, -19.99, 1e12, 0.29, 1.005, 0.1 + 0.2}, 1)) ==
          words{"10", "1055", "-1999", "100000000000000", "29", "!too_precise", "!too_precise"});
    CHECK(read_all(money, fixed<double>(layout::float64,
                                        {not_a_number, infinity, -infinity, -0.0, 1e300, 1e-300})) ==
          words{"!missing", "!infinite", "!infinite", "0", "!overflow", "!too_precise"});
    CHECK(read_all(money, fixed<double>(layout::float64, {1e25, 123456789012345.67})) ==
          words{"1000000000000000000000000000", "12345678901234567"});
    CHECK(read_all(money, fixed<float>(layout::float32, {10.1F, 0.07F, 16777216.0F, 1.005F, 99999.99F})) ==
          words{"1010", "7", "1677721600", "!too_precise", "9999999"});
    CHECK(read_all(optional(money), fixed<double>(layout::float64, {not_a_number})) == words{"?"});
}

TEST_CASE("a decimal or percent from a float rounds half to even") {
    auto const decimal = a_field(kind::decimal, 2);
    CHECK(read_all(decimal, fixed<double>(layout::float64, {1.005, 1.015, 1.0051, -1.005, 2.5, 1e-300})) ==
          words{"100", "102", "101", "-100", "250", "0"});
    CHECK(read_all(a_field(kind::decimal, 18), fixed<double>(layout::float64, {0.75, 12.5, 0.1})) ==
          words{"750000000000000000", "12500000000000000000", "100000000000000000"});
    CHECK(
        read_all(a_field(kind::percent, 6), fixed<double>(layout::float64, {12.5, 0.00005, 0.00015, 100})) ==
        words{"125000", "0", "2", "1000000"});
}

TEST_CASE("an integer takes floats that are whole") {
    auto const integer = a_field(kind::integer);
    CHECK(read_all(integer,
                   fixed<double>(layout::float64, {3.0, 3.5, 9007199254740992.0, 1e19, not_a_number})) ==
          words{"3", "!wrong_type", "9007199254740992", "!overflow", "!missing"});
    CHECK(read_all(integer, fixed<float>(layout::float32, {-7.0F, 0.5F, 16777216.0F})) ==
          words{"-7", "!wrong_type", "16777216"});
}

TEST_CASE("floats are kept as they are where the caller can compare them") {
    auto const data = fixed<double>(layout::float64, {12.5, none, not_a_number, infinity}, 3);
    tramo::block read;
    auto const percent = optional(a_field(kind::percent, 6));
    tramo::column_reader reader(percent, data.view, "");
    reader.read(0, 4, read, true);
    CHECK(read.form == tramo::block::form_t::floats);
    CHECK(rows_of(read) == words{"12.500000", "?", "?", "!infinite"});
    CHECK(read.floats[1] == 0.0);
    CHECK(read.floats[2] == 0.0);
    reader.read(0, 1, read, false);
    CHECK(rows_of(read) == words{"125000"});
    auto const money = a_field(kind::money, 2);
    tramo::column_reader(money, data.view, "").read(0, 1, read, true);
    CHECK(read.form == tramo::block::form_t::narrow);
}

TEST_CASE("decimal128 is moved to the field's scale exactly or not at all") {
    auto const money = a_field(kind::money, 2);
    CHECK(read_all(money, decimals(2, {1050, none, -1}, 3)) == words{"1050", "!missing", "-1"});
    CHECK(read_all(money, decimals(4, {105000, 105050})) == words{"1050", "!too_precise"});
    CHECK(read_all(money, decimals(0, {3, -4})) == words{"300", "-400"});
    CHECK(read_all(money, decimals(-3, {7})) == words{"700000"});
    CHECK(read_all(money, decimals(2, {tramo::power_of_ten(25), 1})) ==
          words{"1" + std::string(25, '0'), "1"});
    CHECK(read_all(money, decimals(0, {tramo::power_of_ten(37), 1})) == words{"!overflow", "100"});
    CHECK(read_all(a_field(kind::integer), decimals(2, {500, 550, tramo::power_of_ten(30)})) ==
          words{"5", "!wrong_type", "!overflow"});
    CHECK(read_all(a_field(kind::integer), decimals(-3, {7, largest})) == words{"7000", "!overflow"});
    CHECK(read_all(a_field(kind::percent, 6), decimals(4, {125000})) == words{"125000"});
}

TEST_CASE("12.5 in a percent column means 12.5 %") {
    auto const percent = a_field(kind::percent, 6);
    CHECK(read_all(percent, fixed<std::int32_t>(layout::int32, {10, 100})) == words{"100000", "1000000"});
    CHECK(read_all(percent, texts({"12.5", "12.5%", " 12.5 % ", "0.00001", "%"})) ==
          words{"125000", "125000", "125000", "!too_precise", "!wrong_type"});
    CHECK(read_all(a_field(kind::percent, 1), fixed<std::int32_t>(layout::int32, {50, 55})) ==
          words{"5", "!too_precise"});
    CHECK(read_all(a_field(kind::percent, 1), fixed<double>(layout::float64, {50, 55, 65})) ==
          words{"5", "6", "6"});
}

TEST_CASE("the text of an amount has a point, and at most its own currency beside it") {
    auto const money = a_field(kind::money, 2);
    CHECK(read_all(
              money,
              texts({"10.50", "BRL 10.50", "10.5 BRL", " -3 ", "USD 1", "1,50", "1.234,50", "1.005"}, 2)) ==
          words{"1050", "1050", "1050", "-300", "!wrong_type", "!wrong_type", "!wrong_type", "!too_precise"});
    CHECK(read_all(money, texts({"", "  ", none, "BRL", "BRL 1 BRL", "abc"})) ==
          words{"!missing", "!missing", "!missing", "!wrong_type", "!wrong_type", "!wrong_type"});
    CHECK(read_all(optional(money), texts({"", "  ", none})) == words{"?", "?", "?"});
    CHECK(read_all(money, texts({"1e2", "1" + std::string(60, '0')})) == words{"10000", "!overflow"});
    CHECK(read_all(money, texts({"99999999999999999999.99", "0.01"})) ==
          words{"9999999999999999999999", "1"});
}

TEST_CASE("integers and durations from text are whole") {
    CHECK(read_all(a_field(kind::integer), texts({"12", "1.0", "1.5", "9223372036854775808"})) ==
          words{"12", "1", "!wrong_type", "!overflow"});
    CHECK(read_all(a_field(kind::duration), texts({"30", "1.5", "30 dias"})) ==
          words{"30", "!wrong_type", "!wrong_type"});
    CHECK(read_all(a_field(kind::duration), fixed<std::uint16_t>(layout::uint16, {45})) == words{"45"});
}

TEST_CASE("booleans come as bits, as 0 and 1, or as words in three languages") {
    auto const boolean = a_field(kind::boolean);
    CHECK(read_all(boolean, booleans({true, false, none, true}, 13)) == words{"1", "0", "!missing", "1"});
    CHECK(read_all(boolean, fixed<std::int32_t>(layout::int32, {0, 1, 2, -1})) ==
          words{"0", "1", "!wrong_type", "!wrong_type"});
    CHECK(read_all(boolean, fixed<std::uint64_t>(layout::uint64, {1, std::uint64_t{1} << 63})) ==
          words{"1", "!wrong_type"});
    CHECK(read_all(boolean, texts({"true", "T", "Yes", "1", "Sí", "si", "SIM"})) == words(7, "1"));
    CHECK(read_all(boolean, texts({"false", "f", "NO", "0", "não", "Nao", " no "})) == words(7, "0"));
    CHECK(read_all(boolean, texts({"", "quizás", "\xFF", "2"})) ==
          words{"!missing", "!wrong_type", "!invalid_text", "!wrong_type"});
}

TEST_CASE("dates come as days, as milliseconds, as text, or as moments at midnight") {
    auto const date = a_field(kind::date);
    CHECK(read_all(date, fixed<std::int32_t>(layout::date32,
                                             {20778, none, -719162, -719163, 2932896, 2932897}, 7)) ==
          words{"20778", "!missing", "-719162", "!overflow", "2932896", "!overflow"});
    CHECK(read_all(date, fixed<std::int64_t>(layout::date64, {86400000, 86400001, -86400000, largest})) ==
          words{"1", "!wrong_type", "-1", "!wrong_type"});
    CHECK(read_all(date, moments(tramo::time_unit::second, {86400, 3600, none})) ==
          words{"1", "!wrong_type", "!missing"});
    CHECK(read_all(date, moments(tramo::time_unit::nano, {-86400000000000})) == words{"-1"});
    CHECK(read_all(date, texts({"1970-01-02", "2023-02-29", "1970-01-02T00:00", "1970-01-02 10:30", "",
                                "1970-01-03 "})) ==
          words{"1", "!wrong_type", "1", "!wrong_type", "!missing", "2"});
}

TEST_CASE("moments of every unit become microseconds, nanoseconds by the floor") {
    auto const timestamp = a_field(kind::timestamp);
    CHECK(read_all(timestamp, moments(tramo::time_unit::second, {1, -1, largest})) ==
          words{"1000000", "-1000000", "!overflow"});
    CHECK(read_all(timestamp, moments(tramo::time_unit::milli, {1, smallest, none})) ==
          words{"1000", "!overflow", "!missing"});
    CHECK(read_all(timestamp, moments(tramo::time_unit::micro, {1, largest})) == words{"1", "!overflow"});
    CHECK(read_all(timestamp, moments(tramo::time_unit::nano, {1999, -1, largest, smallest})) ==
          words{"1", "-1", "9223372036854775", "-9223372036854776"});
    CHECK(read_all(timestamp, fixed<std::int32_t>(layout::date32, {1, -1, 2147483647})) ==
          words{"86400000000", "-86400000000", "!overflow"});
    CHECK(read_all(timestamp, texts({"1970-01-01T00:00:01", "1970-01-02", "1970-01-01T00:00Z", "x"})) ==
          words{"1000000", "86400000000", "!wrong_type", "!wrong_type"});
}

TEST_CASE("a moment ends with the year 9999, and begins with the year 1") {
    auto const timestamp = a_field(kind::timestamp);
    CHECK(read_all(timestamp, moments(tramo::time_unit::second, {253402300799, 253402300800})) ==
          words{"253402300799000000", "!overflow"});
    CHECK(read_all(timestamp, moments(tramo::time_unit::second, {-62135596800, -62135596801})) ==
          words{"-62135596800000000", "!overflow"});
    auto const first = moments(tramo::time_unit::second, {-62135596800}, "UTC");
    CHECK(read_all(timestamp, first, "-03:00") == words{"!overflow"});
}

TEST_CASE("a column with a zone is moved to the policy's wall clock where that is a fixed offset") {
    auto const timestamp = a_field(kind::timestamp);
    auto const zoned = moments(tramo::time_unit::second, {0, 3600, none}, "UTC");
    CHECK(read_all(timestamp, zoned, "-03:00") == words{"-10800000000", "-7200000000", "!missing"});
    CHECK(read_all(timestamp, texts({"1970-01-01T03:00Z"}), "-03:00") == words{"0"});
    CHECK(code_of(timestamp, zoned.view, "-03:00").empty());
    CHECK(code_of(timestamp, zoned.view, "America/Asuncion") == "T5003");
    CHECK(code_of(a_field(kind::date), zoned.view, "-03:00") == "T5002");
    CHECK(code_of(a_field(kind::date), moments(tramo::time_unit::second, {0}).view).empty());
}

TEST_CASE("what no conversion is declared for is refused by name") {
    auto const refuses = [](kind as, tramo::layout physical) {
        tramo::column data;
        data.physical = physical;
        return code_of(a_field(as), data) == "T5002";
    };
    CHECK(refuses(kind::integer, layout::boolean));
    CHECK(refuses(kind::boolean, layout::float64));
    CHECK(refuses(kind::date, layout::int32));
    CHECK(refuses(kind::duration, layout::float64));
    CHECK(refuses(kind::text, layout::float64));
    CHECK(refuses(kind::text, layout::decimal128));
    CHECK(refuses(kind::text, layout::boolean));
    CHECK(refuses(kind::enumeration, layout::date32));
    CHECK(refuses(kind::money, layout::timestamp));
    CHECK(refuses(kind::text, layout::list));
    CHECK(refuses(kind::text, layout::dictionary));
    CHECK_FALSE(refuses(kind::money, layout::utf8_view));
    auto const found = tramo::column_reader::check(a_field(kind::money, 2), booleans({true}).view, "");
    REQUIRE(found.size() == 1);
    CHECK(found[0].message == "column `x` holds boolean, which cannot be read as money(BRL)");
    CHECK(found[0].help.size() == 1);
}

TEST_CASE("a column of nulls reads as unknown, one of an unsupported type is refused") {
    made_column nulls;
    nulls.view.length = 3;
    for (kind const as : {kind::boolean, kind::money, kind::date, kind::text, kind::enumeration}) {
        CHECK(code_of(a_field(as), nulls.view).empty());
        CHECK(read_all(optional(a_field(as)), nulls) == words{"?", "?", "?"});
        CHECK(read_all(a_field(as), nulls) == words(3, "!missing"));
    }
    nulls.view.unsupported = "tiM";
    auto const found = tramo::column_reader::check(a_field(kind::date), nulls.view, "");
    REQUIRE(found.size() == 1);
    CHECK(found[0].message == "column `x` holds interval (Arrow format `tiM`), which cannot be read as date");
}

TEST_CASE("a block that is read again holds nothing of what it held before") {
    auto const text = a_field(kind::text);
    auto const integer = a_field(kind::integer);
    auto const names = texts(cells<std::string>(200, "a"));
    auto const numbers = fixed<std::int32_t>(layout::int32, {none, 2});
    tramo::block read;
    tramo::column_reader(text, names.view, "").read(0, 200, read);
    CHECK(read.all_known);
    tramo::column_reader(integer, numbers.view, "").read(0, 2, read);
    CHECK(rows_of(read) == words{"!missing", "2"});
    CHECK_FALSE(read.all_known);
    CHECK(read.known[0] == 2);
    CHECK(read.known[1] == 0);
    CHECK(read.known[3] == 0);
    tramo::column_reader(integer, numbers.view, "").read(1, 0, read);
    CHECK(read.count == 0);
    CHECK(read.all_known);
    CHECK(read.faults.empty());
}

TEST_CASE("faults come in the order of their rows, whatever found them") {
    auto const money = a_field(kind::money, 2);
    auto const data = fixed<double>(layout::float64, {1.005, none, infinity, not_a_number, 2.005});
    tramo::block read;
    tramo::column_reader(money, data.view, "").read(1, 4, read);
    REQUIRE(read.faults.size() == 4);
    tramo::column_reader(money, data.view, "").read(0, 5, read);
    REQUIRE(read.faults.size() == 5);
    for (std::size_t n = 0; n < 5; ++n) CHECK(read.faults[n].row == static_cast<std::int64_t>(n));
}

TEST_CASE("every fault has a name and words of its own") {
    words names;
    for (int reason = 0; reason <= static_cast<int>(tramo::fault_reason::arithmetic); ++reason) {
        names.push_back(std::string(name_of(static_cast<tramo::fault_reason>(reason))));
        CHECK_FALSE(describe(static_cast<tramo::fault_reason>(reason)).empty());
    }
    CHECK(names[1] == "not_a_member");
    CHECK(names.back() == "arithmetic");
    CHECK(std::unique(names.begin(), names.end()) == names.end());
}
