// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds constants to calendar and arithmetic, and what a comparison selects to asking each number one by one.
#include <catch2/catch.hpp>

#include <array>
#include <random>

#include <tramo/check/constant.hpp>
#include <tramo/values/interval_set.hpp>

#include "unit/check/checked_policy.hpp"

using tramo::comparison;
using tramo::constant_value;
using tramo::decimal;
using tramo::int128;
using tramo::kind;
using tramo::operation;
using tramo::value;
using tramo::testing::meaning_of;
using tramo::testing::read_value;

namespace {

std::string const declarations =
    "policy \"p\" { currency BRL }\nfield i : integer\nparameter rate : decimal = 0.5\nparameter start : "
    "date = 2026-01-31";

tramo::date day(char const* text) {
    return *tramo::parse_date(text);
}

/// The constant that a text denotes on 2026-03-31 with rate 0.5 and no start given.
std::optional<value> constant(std::string const& text) {
    auto const policy = read_value(declarations, text);
    INFO(policy.rendering());
    REQUIRE(policy.found.empty());
    tramo::environment const known{day("2026-03-31"), {value(decimal(5, 1)), value(tramo::unknown_t{})}};
    return constant_value(meaning_of(policy.policy, "it"), known);
}

void check_number(std::string const& text, decimal const& due) {
    INFO(text);
    auto const found = constant(text);
    REQUIRE(found.has_value());
    REQUIRE(std::holds_alternative<decimal>(*found));
    CHECK(tramo::to_shortest_string(std::get<decimal>(*found)) == tramo::to_shortest_string(due));
}

void check_day(std::string const& text, char const* due) {
    INFO(text);
    auto const found = constant(text);
    REQUIRE(found.has_value());
    REQUIRE(std::holds_alternative<tramo::date>(*found));
    CHECK(tramo::to_string(std::get<tramo::date>(*found)) == due);
}

bool holds(comparison op, decimal const& a, decimal const& b) {
    switch (op) {
        case comparison::equal:
            return a == b;
        case comparison::not_equal:
            return !(a == b);
        case comparison::less:
            return a < b;
        case comparison::less_or_equal:
            return a <= b;
        case comparison::greater:
            return a > b;
        case comparison::greater_or_equal:
            return a >= b;
    }
    return false;
}

constexpr std::array all_comparisons = {comparison::equal,   comparison::not_equal,
                                        comparison::less,    comparison::less_or_equal,
                                        comparison::greater, comparison::greater_or_equal};

}  // namespace

TEST_CASE("numbers written out are computed exactly") {
    check_number("1 + 2 * 3", 7);
    check_number("(1 + 2) * 3", 9);
    check_number("0.1 + 0.2", decimal(3, 1));
    check_number("10 / 4", decimal(25, 1));
    check_number("1 / 3", decimal(333333333333333333, 18));
    check_number("2 - 5", -3);
    check_number("- - 5", 5);
    check_number("abs(2 - 5)", 3);
    check_number("max(1, 7, 3)", 7);
    check_number("min(1, 7, -3)", -3);
    check_number("12.5%", decimal(125, 3));
    check_number("$ 10.50 + 2", decimal(1250, 2));
    check_number("3 weeks + 2 days", 23);
}

TEST_CASE("round goes half away from zero at the decimals asked for") {
    check_number("round(2.345, 2)", decimal(235, 2));
    check_number("round(2.344999, 2)", decimal(234, 2));
    check_number("round(-2.345, 2)", decimal(-235, 2));
    check_number("round(2.5, 0)", 3);
    check_number("round(7, 2)", 7);
    check_number("round(rate + 0.045, 2)", decimal(55, 2));
}

TEST_CASE("days move by days, and by months to the month's end at most") {
    check_day("as_of", "2026-03-31");
    check_day("as_of - 30 days", "2026-03-01");
    check_day("as_of + 2 weeks", "2026-04-14");
    check_day("as_of - 1 month", "2026-02-28");
    check_day("as_of + 1 month", "2026-04-30");
    check_day("as_of - 13 months", "2025-02-28");
    check_day("as_of + 2 years - 1 month", "2028-02-29");
    check_day("2024-02-29 + 1 year", "2025-02-28");
    check_day("2024-02-29 + 4 years", "2028-02-29");
    check_day("2026-01-31 + 1 month + 1 month", "2026-03-28");
    check_day("2026-01-31 + 2 months", "2026-03-31");
    check_day("start_of_month(as_of - 1 month)", "2026-02-01");
    check_day("end_of_month(as_of - 1 month)", "2026-02-28");
    check_day("date(2026-05-01T23:59:59)", "2026-05-01");
    check_day("max(as_of, 2026-04-02)", "2026-04-02");
}

TEST_CASE("parts of a day and distances between days are numbers") {
    check_number("day(as_of)", 31);
    check_number("month(as_of)", 3);
    check_number("year(as_of - 3 months)", 2025);
    check_number("weekday(2026-11-21)", 6);
    check_number("weekday(2026-11-22)", 7);
    check_number("as_of - 2026-01-01", 89);
    check_number("2026-01-01 - as_of", -89);
    check_number("2026-01-03T12:00 - 2026-01-01T00:00", decimal(25, 1));
}

TEST_CASE("moments move by days") {
    auto const found = constant("2026-01-01T10:30 + 2 days");
    REQUIRE(found.has_value());
    CHECK(tramo::to_string(std::get<tramo::timestamp>(*found)) == "2026-01-03T10:30:00");
}

TEST_CASE("what depends on data is no constant, nor is a parameter without a value") {
    CHECK_FALSE(constant("i + 1").has_value());
    CHECK_FALSE(constant("max(i, 3)").has_value());
    CHECK_FALSE(constant("start + 3 days").has_value());
    check_number("rate * 3", decimal(15, 1));
}

TEST_CASE("the day of the question is no constant while it is not known") {
    auto const policy = read_value(declarations, "as_of - 30 days");
    CHECK_FALSE(constant_value(meaning_of(policy.policy, "it"), {}).has_value());
}

TEST_CASE("what leaves the range is unknown for certain") {
    auto const is_unknown = [](std::string const& text) {
        INFO(text);
        auto const found = constant(text);
        return found && std::holds_alternative<tramo::unknown_t>(*found);
    };
    CHECK(is_unknown("99999999999999999999999999999999999999 * 10"));
    CHECK(is_unknown("1 / (rate - 0.5)"));
    CHECK(is_unknown("9999-12-31 + 1 day"));
    CHECK(is_unknown("9999-12-31 + 1 month"));
    CHECK(is_unknown("0001-01-01 - 1 month"));
    // 2^64 days and 5 come out as day 5 where the upper half is cut off.
    CHECK(is_unknown("1970-01-01 + 3 days * 6148914691236517207"));
    CHECK(is_unknown("1970-01-01T00:00 + 4000000 days * 99999999999999999999"));
}

TEST_CASE("a comparison selects exactly the numbers for which it holds") {
    std::mt19937 draw(7);
    for (int round = 0; round < 2000; ++round) {
        int const field_scale = static_cast<int>(draw() % 4);
        int const constant_scale = static_cast<int>(draw() % 5);
        decimal const constant(static_cast<int>(draw() % 4001) - 2000, constant_scale);
        tramo::data_type type;
        type.kind = kind::decimal;
        type.scale = field_scale;
        auto const op = all_comparisons[draw() % all_comparisons.size()];
        auto const selected = tramo::selected_by(op, type, value(constant));
        auto const near = tramo::floor_at_scale(constant, field_scale);
        for (int128 number = near - 3; number <= near + 3; ++number) {
            INFO(tramo::to_string(number) << " at scale " << field_scale << ", constant "
                                          << tramo::to_string(constant) << ", op " << static_cast<int>(op));
            CHECK(selected.contains(number) == holds(op, decimal(number, field_scale), constant));
        }
        CHECK(selected.contains(-1'000'000'000) == holds(op, decimal(-1'000'000'000, field_scale), constant));
        CHECK(selected.contains(1'000'000'000) == holds(op, decimal(1'000'000'000, field_scale), constant));
    }
}

TEST_CASE("days, moments, truths and values of a list are selected by their numbers") {
    tramo::data_type type;
    type.kind = kind::date;
    auto const before = tramo::selected_by(comparison::less, type, value(tramo::date{10}));
    CHECK(before.contains(9));
    CHECK_FALSE(before.contains(10));
    type.kind = kind::timestamp;
    auto const from = tramo::selected_by(comparison::greater_or_equal, type, value(tramo::timestamp{5}));
    CHECK(from.contains(5));
    CHECK_FALSE(from.contains(4));
    type.kind = kind::boolean;
    auto const truth = tramo::selected_by(comparison::equal, type, value(true));
    CHECK(truth.contains(1));
    CHECK_FALSE(truth.contains(0));
    type.kind = kind::enumeration;
    type.values = {{"a", {}}, {"b", {}}, {"c", {}}};
    auto const other = tramo::selected_by(comparison::not_equal, type, value(std::string("b")));
    CHECK(other.contains(0));
    CHECK_FALSE(other.contains(1));
    CHECK(other.contains(2));
}

TEST_CASE("beyond the largest number a comparison selects all or nothing") {
    tramo::data_type type;
    type.kind = kind::money;
    type.scale = 6;
    value const huge = decimal(tramo::highest_int128);
    CHECK(tramo::selected_by(comparison::less, type, huge).contains(tramo::highest_int128 - 1));
    CHECK_FALSE(tramo::selected_by(comparison::greater, type, huge).contains(tramo::highest_int128 - 1));
    value const low = decimal(tramo::lowest_int128);
    CHECK(tramo::selected_by(comparison::greater, type, low).contains(tramo::lowest_int128 + 1));
    CHECK_FALSE(tramo::selected_by(comparison::less, type, low).contains(tramo::lowest_int128 + 1));
}

TEST_CASE("arithmetic on two numbers says when the result does not fit") {
    decimal const large(tramo::highest_int128);
    CHECK(tramo::apply(operation::add, 2, 3) == decimal(5));
    CHECK(tramo::apply(operation::subtract, 2, 3) == decimal(-1));
    CHECK(tramo::apply(operation::multiply, decimal(15, 1), 2) == decimal(3));
    CHECK(tramo::apply(operation::divide, 1, 8) == decimal(125, 3));
    CHECK(tramo::apply(operation::largest, 2, 3) == decimal(3));
    CHECK(tramo::apply(operation::smallest, 2, 3) == decimal(2));
    CHECK_FALSE(tramo::apply(operation::divide, 1, 0).has_value());
    CHECK_FALSE(tramo::apply(operation::add, large, large).has_value());
    CHECK_FALSE(tramo::apply(operation::multiply, large, large).has_value());
}

TEST_CASE("a constant beyond every coefficient selects all of them or none") {
    auto const huge = tramo::decimal(tramo::power_of_ten(38), 0);
    auto const low = tramo::decimal(-tramo::power_of_ten(38), 0);
    using tramo::comparison;
    for (auto const op : {comparison::less, comparison::less_or_equal, comparison::not_equal})
        CHECK(tramo::selected_by(op, 18, huge).is_everything());
    for (auto const op : {comparison::greater, comparison::greater_or_equal, comparison::equal})
        CHECK(tramo::selected_by(op, 18, huge).empty());
    CHECK(tramo::selected_by(comparison::greater, 18, low).is_everything());
    CHECK(tramo::selected_by(comparison::less_or_equal, 18, low).empty());
}
