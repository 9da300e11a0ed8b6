// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds decimal arithmetic to exact answers, also where 128 bits are not enough on the way.
#include <tramo/values/decimal.hpp>

#include <cmath>
#include <limits>
#include <string>

#include <catch2/catch.hpp>

#include <tramo/impl/values/wide_integer.ipp>

namespace {

using tramo::decimal;
using tramo::int128;
using tramo::parse_decimal;
using tramo::rounding;

char const* const largest = "170141183460469231731687303715884105727";    // 2^127 - 1
char const* const smallest = "-170141183460469231731687303715884105728";  // -2^127

std::string text_of(std::optional<decimal> const& number) {
    return number ? to_string(*number) : "none";
}
decimal number(std::string_view text) {
    return parse_decimal(text).value();
}

struct arithmetic_row {
    char const* a;
    char const* b;
    char const* quotient;
    char const* product;
    char const* sum;
};

constexpr arithmetic_row rows[] = {
#include "decimal_vectors.inc"
};

}  // namespace

TEST_CASE("quotients, products and sums equal those computed with unbounded fractions") {
    for (auto const& row : rows) {
        INFO(row.a << " and " << row.b);
        decimal const a = number(row.a), b = number(row.b);
        CHECK(text_of(divide(a, b)) == row.quotient);
        CHECK(text_of(multiply(a, b)) == row.product);
        CHECK(text_of(multiply(b, a)) == row.product);
        CHECK(text_of(add(a, b)) == row.sum);
        CHECK(text_of(add(b, a)) == row.sum);
        if (auto const sum = add(a, b)) {
            auto const back = subtract(*sum, b);
            if (back) CHECK(*back == a);
        }
    }
}

TEST_CASE("a quotient is not a tie where anything at all lies beyond the half") {
    CHECK(text_of(divide(decimal(750, 20), decimal(3))) == "0.000000000000000002");
    CHECK(text_of(divide(decimal(751, 20), decimal(3))) == "0.000000000000000003");
    CHECK(text_of(divide(decimal(-751, 20), decimal(3))) == "-0.000000000000000003");
    CHECK(text_of(divide(decimal(749, 20), decimal(3))) == "0.000000000000000002");
}

TEST_CASE("a product beyond 256 bits is refused and leaves its factor alone") {
    tramo::decimal_detail::wide number{static_cast<tramo::uint128>(1) << 127, 5};
    CHECK_FALSE(tramo::decimal_detail::multiply(number, 4));
    CHECK_FALSE(tramo::decimal_detail::multiply(number, 2));
    CHECK(number.low == 5);
    CHECK(tramo::decimal_detail::multiply(number, 1));
    CHECK(number.high >> 127 == 1);
    tramo::uint128 const all_bits = ~static_cast<tramo::uint128>(0);
    tramo::decimal_detail::wide third{all_bits / 3, all_bits};
    CHECK_FALSE(tramo::decimal_detail::multiply(third, 3));  // only the carry from below is too much
}

TEST_CASE("a difference is exact even where the operands share no common scale that fits") {
    CHECK(text_of(subtract(number("10.25"), number("0.5"))) == "9.75");
    CHECK(text_of(subtract(number("0.5"), number("10.25"))) == "-9.75");
    CHECK(text_of(subtract(number(largest), number("1.00"))) == "170141183460469231731687303715884105726");
    CHECK(text_of(subtract(number(largest), number("0.5"))) == "none");
    CHECK(text_of(subtract(number("0"), number(smallest))) == "none");
    CHECK(text_of(subtract(number("-1"), number(smallest))) == largest);
    CHECK(text_of(subtract(number(smallest), number("0.0"))) == smallest);
}

TEST_CASE("numbers are read in every written form") {
    struct {
        char const* text;
        char const* read;
    } const forms[] = {
        {"-12.50", "-12.50"},
        {"1_000", "1000"},
        {".5", "0.5"},
        {"1e3", "1000"},
        {"-1.2E-4", "-0.00012"},
        {"+7", "7"},
        {"0", "0"},
        {"-0.00", "0.00"},
        {"007", "7"},
        {"1_0.2_5", "10.25"},
        {"1.5e+2", "150"},
        {"1.25e1", "12.5"},
        {"0e999999999999999999999", "0"},
        {"123456789012345678", "123456789012345678"},
        {"1234567890123456789.5", "1234567890123456789.5"},
        {"-.000000000000000000001", "-0.000000000000000000001"},
        {largest, largest},
        {smallest, smallest},
        {"100000000000000000000000000000000000000.00", "100000000000000000000000000000000000000"},
        {"-170141183460469231731687303715884105728.000", smallest},
        {"1.00000000000000000000000000000000000000000000", "1.00000000000000000000000000000000000000"},
        {"1e-38", "0.00000000000000000000000000000000000001"},
        {"0.00000000000000000000000000000000000000000012e10", "0.0000000000000000000000000000000012"},
    };
    for (auto const& form : forms) {
        INFO(form.text);
        CHECK(tramo::is_number(form.text));
        CHECK(text_of(parse_decimal(form.text)) == form.read);
    }
}

TEST_CASE("a number that does not fit is still a number") {
    for (std::string const text :
         {"170141183460469231731687303715884105728", "-170141183460469231731687303715884105729", "1e39",
          "2e38", "1e-39", "1e99999999999999999999", "1e-99999999999999999999",
          "1.000000000000000000000000000000000000001",
          "99999999999999999999999999999999999999999999999999"}) {
        INFO(text);
        CHECK(tramo::is_number(text));
        CHECK_FALSE(parse_decimal(text));
    }
}

TEST_CASE("text that is not a number is neither read nor called one") {
    for (std::string const text :
         {"",      " ",     "-",   "+",    ".",    "5.",   "-.",   "1..2",  "1.2.3",   "1,5",
          " 1",    "1 ",    "1_",  "_1",   "1__0", "1_.5", "1._5", "e3",    "1e",      "1e+",
          "1e1.5", "1e1_0", "--1", "0x10", "1a",   "NaN",  "inf",  "1'000", "\xD9\xA1"}) {
        INFO(text);
        CHECK_FALSE(tramo::is_number(text));
        CHECK_FALSE(parse_decimal(text));
    }
    CHECK_FALSE(parse_decimal(std::string_view("1\0", 2)));
}

TEST_CASE("decimals are written plainly, or without the zeros at their end") {
    CHECK(to_string(decimal(-1250, 2)) == "-12.50");
    CHECK(to_string(decimal(5, 3)) == "0.005");
    CHECK(to_string(decimal(-5, 38)) == "-0.00000000000000000000000000000000000005");
    CHECK(to_string(number("10000000000000000000")) == "10000000000000000000");
    CHECK(to_string(number("18446744073709551616")) == "18446744073709551616");
    CHECK(tramo::to_string(number(smallest).coefficient) == smallest);
    CHECK(to_shortest_string(decimal(-1250, 2)) == "-12.5");
    CHECK(to_shortest_string(decimal(300, 2)) == "3");
    CHECK(to_shortest_string(decimal(300, 0)) == "300");
    CHECK(to_shortest_string(decimal(0, 18)) == "0");
}

TEST_CASE("order and equality look through the scale and never overflow") {
    CHECK(decimal(150, 2) == decimal(15, 1));
    CHECK(decimal(0, 38) == decimal(0));
    CHECK(decimal(-1, 38) < decimal(0));
    CHECK(number(largest) > number("1.00000000000000000000000000000000000000"));
    CHECK(number(smallest) < number("-1.70000000000000000000000000000000000000"));
    CHECK_FALSE(number(largest) < number(largest));
    decimal const whole(tramo::power_of_ten(38), 0), same(tramo::power_of_ten(38), 38);
    CHECK(whole > same);
    CHECK(same == decimal(1));
    CHECK(decimal(tramo::power_of_ten(38) + 1, 38) > decimal(1));
    // 1.7…5728 against 1.7: equal whole parts, and a scaled-up 17 that would fit; then one that would not.
    CHECK(decimal(number(largest).coefficient, 38) > number("1.7"));
    CHECK(decimal(number(largest).coefficient, 37) < decimal(number(largest).coefficient, 36));
    CHECK(decimal(number(smallest).coefficient, 37) > decimal(number(smallest).coefficient, 36));
    CHECK(decimal(number(smallest).coefficient, 0) < decimal(-1, 38));
    // Equal whole parts, only the fraction tells; scaling the left side up would overflow.
    CHECK(number("170141183460469231731687303715884.5") > number("170141183460469231731687303715884.10588"));
    CHECK(number("-170141183460469231731687303715884.5") <
          number("-170141183460469231731687303715884.10588"));
}

TEST_CASE("rescaling keeps the number, and says when it cannot") {
    CHECK(text_of(rescale(number("1.5"), 4, rounding::down)) == "1.5000");
    CHECK(text_of(rescale(number(largest), 1, rounding::down)) == "none");
    CHECK(text_of(rescale(number("0"), 38, rounding::down)) == "0.00000000000000000000000000000000000000");
    CHECK(text_of(rescale(decimal(number(smallest).coefficient, 38), 0, rounding::half_even)) == "-2");
    CHECK(text_of(rescale_exactly(number("1.500"), 1)) == "1.5");
    CHECK(text_of(rescale_exactly(number("1.501"), 1)) == "none");
    CHECK(text_of(rescale_exactly(number("1.5"), 3)) == "1.500");
    CHECK(text_of(rescale_exactly(number(largest), 2)) == "none");
}

TEST_CASE("bounds at a scale round outward and saturate") {
    CHECK(tramo::floor_at_scale(number("10.019"), 2) == 1001);
    CHECK(tramo::ceil_at_scale(number("10.011"), 2) == 1002);
    CHECK(tramo::floor_at_scale(number("-10.011"), 2) == -1002);
    CHECK(tramo::ceil_at_scale(number("-10.019"), 2) == -1001);
    CHECK(tramo::floor_at_scale(number("7"), 2) == 700);
    CHECK(tramo::floor_at_scale(number(largest), 2) == number(largest).coefficient);
    CHECK(tramo::ceil_at_scale(number("-1e38"), 2) == number(smallest).coefficient);
}

TEST_CASE("a double becomes the decimal its shortest text denotes") {
    CHECK(text_of(tramo::from_double(0.1)) == "0.1");
    CHECK(text_of(tramo::from_double(-12.5)) == "-12.5");
    CHECK(text_of(tramo::from_double(1e22)) == "10000000000000000000000");
    CHECK(text_of(tramo::from_double(1e38)) == "100000000000000000000000000000000000000");
    CHECK(text_of(tramo::from_double(123456789.0)) == "123456789");
    CHECK(text_of(tramo::from_double(-0.0)) == "0");
    CHECK(tramo::from_double(1e-30) == decimal(0));
    CHECK(tramo::from_double(5e-324) == decimal(0));
    CHECK(text_of(tramo::from_double(1.5e-18)) == "0.000000000000000002");
    CHECK(text_of(tramo::from_double(2.5e-18)) == "0.000000000000000002");
    CHECK(text_of(tramo::from_double(-2.500001e-18)) == "-0.000000000000000003");
    CHECK(text_of(tramo::from_double(0.12345678901234567e-3)) == "0.000123456789012346");
    CHECK_FALSE(tramo::from_double(1e300));
    CHECK_FALSE(tramo::from_double(2e38));
}

TEST_CASE("a decimal becomes the nearest double") {
    for (double const value : {0.1, -12.5, 1e22, 1e-18, 0.3, 123456.789, 9007199254740993.0, 1.7e38})
        CHECK(to_double(tramo::from_double(value).value()) == value);
    CHECK(to_double(number("9007199254740993")) == 9007199254740992.0);  // 2^53 + 1: a tie, to even
    CHECK(to_double(number("0.1000000000000000055511151231257827021")) == 0.1);
    CHECK(to_double(number(smallest)) == -std::ldexp(1.0, 127));
    CHECK(to_double(decimal(1, 38)) == 1e-38);
    CHECK(to_double(decimal(1, 25)) == 1e-25);  // 10^25 is no double: dividing by it would miss
}
