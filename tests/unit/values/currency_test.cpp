// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the table of currencies to ISO 4217 where getting a decimal wrong would cost money.
#include <tramo/values/currency.hpp>

#include <algorithm>

#include <catch2/catch.hpp>

TEST_CASE("amounts are kept in as many decimals as the currency has") {
    CHECK(tramo::minor_units("BRL") == 2);
    CHECK(tramo::minor_units("USD") == 2);
    CHECK(tramo::minor_units("CLP") == 0);
    CHECK(tramo::minor_units("PYG") == 0);
    CHECK(tramo::minor_units("JPY") == 0);
    CHECK(tramo::minor_units("KWD") == 3);
    CHECK(tramo::minor_units("CLF") == 4);
    CHECK(tramo::minor_units("UYW") == 4);
    CHECK(tramo::minor_units("UYU") == 2);
    CHECK(tramo::minor_units("COP") == 2);
}

TEST_CASE("a code that is not a currency has no decimals") {
    for (auto const* code : {"", "XXX", "XAU", "brl", "BR", "BRLS", "AAA", "ZZZ"}) {
        INFO(code);
        CHECK_FALSE(tramo::minor_units(code));
    }
}

TEST_CASE("the codes are sorted, unique and three capitals each, and every one has its decimals") {
    auto const codes = tramo::currency_codes();
    CHECK(codes.size() > 150);
    CHECK(std::adjacent_find(codes.begin(), codes.end(), std::greater_equal<>{}) == codes.end());
    for (auto const code : codes) {
        INFO(code);
        CHECK(code.size() == 3);
        CHECK(std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
        CHECK(tramo::minor_units(code));
    }
    CHECK(std::count_if(codes.begin(), codes.end(),
                        [](auto code) { return tramo::minor_units(code) != 2; }) == 26);
}

TEST_CASE("a sign is read where it means one currency only") {
    CHECK(tramo::currency_of_sign("R$") == "BRL");
    CHECK(tramo::currency_of_sign("US$") == "USD");
    CHECK(tramo::currency_of_sign("€") == "EUR");
    CHECK(tramo::currency_of_sign("₲") == "PYG");
    CHECK(tramo::currency_of_sign("UF") == "CLF");
    CHECK_FALSE(tramo::currency_of_sign("$"));
    CHECK_FALSE(tramo::currency_of_sign("r$"));
    CHECK_FALSE(tramo::currency_of_sign(""));
}
