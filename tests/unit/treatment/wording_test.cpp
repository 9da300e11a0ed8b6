// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds written amounts and days to how people of a place write them.
#include <tramo/treatment/wording.hpp>

#include <catch2/catch.hpp>

using namespace tramo::treatment;

namespace {

std::string amount(std::string_view digits, std::string_view currency, std::string_view language) {
    return write_amount(tramo::parse_decimal(digits).value(), currency, locale_of(language, currency));
}

std::string number(std::string_view digits, std::string_view language, std::string_view currency = "PYG") {
    return write_number(tramo::parse_decimal(digits).value(), locale_of(language, currency));
}

std::string percent(std::string_view share, std::string_view language) {
    return write_percent(tramo::parse_decimal(share).value(), locale_of(language, "PYG"));
}

std::string written(std::string_view day, std::string_view language) {
    return write_day(tramo::parse_date(day).value(), locale_of(language, "PYG"));
}

}  // namespace

TEST_CASE("amounts carry the sign and the marks of their country") {
    CHECK(amount("1234.50", "BRL", "pt") == "R$ 1.234,50");
    CHECK(amount("1234567", "PYG", "es") == "Gs. 1.234.567");
    CHECK(amount("1234567", "CLP", "es") == "$ 1.234.567");
    CHECK(amount("1234.50", "COP", "es") == "$ 1.234,50");
    CHECK(amount("1234.50", "ARS", "es") == "$ 1.234,50");
    CHECK(amount("1234.50", "MXN", "es") == "$ 1,234.50");
    CHECK(amount("1234.50", "PEN", "es") == "S/ 1,234.50");
    CHECK(amount("1234.50", "USD", "es") == "US$ 1,234.50");
    CHECK(amount("1234.50", "UYU", "es") == "$U 1.234,50");
    CHECK(amount("2.5000", "CLF", "es") == "UF 2,5000");
    CHECK(amount("1234.50", "EUR", "es") == "€ 1.234,50");
    CHECK(amount("1234.50", "DOP", "es") == "DOP 1,234.50");
    CHECK(amount("1234.50", "BOB", "es") == "BOB 1.234,50");
    CHECK(amount("1234.50", "USD", "pt") == "US$ 1.234,50");
}

TEST_CASE("in English a bare dollar sign is the US dollar only") {
    CHECK(amount("1234.50", "USD", "en") == "$1,234.50");
    CHECK(amount("1234.50", "MXN", "en") == "MXN 1,234.50");
    CHECK(amount("1234", "CLP", "en") == "CLP 1,234");
    CHECK(amount("1234.50", "BRL", "en") == "R$ 1,234.50");
    CHECK(amount("1234.50", "EUR", "en") == "€1,234.50");
}

TEST_CASE("the minus stands before the sign, and groups are of three") {
    CHECK(amount("-1234.50", "BRL", "pt") == "-R$ 1.234,50");
    CHECK(amount("-1234.50", "USD", "en") == "-$1,234.50");
    CHECK(amount("0", "PYG", "es") == "Gs. 0");
    CHECK(amount("999", "PYG", "es") == "Gs. 999");
    CHECK(amount("1000", "PYG", "es") == "Gs. 1.000");
    CHECK(amount("0.05", "USD", "en") == "$0.05");
    CHECK(amount("12345678901234567890123456789012345678", "PYG", "es") ==
          "Gs. 12.345.678.901.234.567.890.123.456.789.012.345.678");
}

TEST_CASE("a language of a region is that language, and one that is not known is English") {
    CHECK(locale_of("pt-BR", "USD").language == "pt");
    CHECK(locale_of("es-MX", "MXN").point == '.');
    CHECK(locale_of("est", "EUR").language == "en");
    CHECK(locale_of("de", "EUR").point == '.');
}

TEST_CASE("numbers have as many decimals as they need") {
    CHECK(number("1234.500", "es") == "1.234,5");
    CHECK(number("1234.000", "es") == "1.234");
    CHECK(number("-1234.5", "en") == "-1,234.5");
    CHECK(number("1234.5", "es", "PEN") == "1,234.5");
    CHECK(number("1234.5", "pt", "PEN") == "1.234,5");
}

TEST_CASE("shares are written as percent") {
    CHECK(percent("0.125", "es") == "12,5 %");
    CHECK(percent("0.125", "en") == "12.5%");
    CHECK(percent("0.125", "pt") == "12,5 %");
    CHECK(percent("1", "en") == "100%");
    CHECK(percent("0", "en") == "0%");
    CHECK(percent("0.5", "en") == "50%");
    CHECK(percent("0.0005", "en") == "0.05%");
    CHECK(percent("-0.02", "es") == "-2 %");
    CHECK(percent("12.345", "es") == "1.234,5 %");
    CHECK(percent("99999999999999999999999999999999999999", "en").ends_with("999,900%"));
}

TEST_CASE("days are written so that nobody takes one for another") {
    CHECK(written("2026-11-21", "es") == "21/11/2026");
    CHECK(written("2026-03-01", "pt") == "01/03/2026");
    CHECK(written("2026-11-21", "en") == "21 Nov 2026");
    CHECK(written("2026-03-01", "en") == "1 Mar 2026");
    CHECK(written("0009-03-01", "en") == "1 Mar 0009");
}
