// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds suggestions to names a reader would have meant.
#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include <tramo/text/suggest.hpp>

using tramo::nearest;
using names = std::vector<std::string>;

TEST_CASE("one letter wrong, missing or too many still finds the name") {
    names const known{"segment", "balance", "days_past_due"};
    CHECK(nearest("balanse", known) == "balance");
    CHECK(nearest("balnce", known) == "balance");
    CHECK(nearest("ballance", known) == "balance");
}

TEST_CASE("a swap of neighbours is one edit") {
    CHECK(nearest("teh", names{"the"}) == "the");
    CHECK(nearest("blaance", names{"balance"}) == "balance");
    CHECK(nearest("hte_bank", names{"the_bnak"}) == "the_bnak");
}

TEST_CASE("case and accents cost nothing") {
    CHECK(nearest("SALDO", names{"saldo"}) == "saldo");
    CHECK(nearest("senal", names{"señal"}) == "señal");
    CHECK(nearest("NAO", names{"não"}) == "não");
    CHECK(nearest("y", names{"Y"}) == "Y");
}

TEST_CASE("two edits are near and three are not") {
    CHECK(nearest("balanzas", names{"balance"}) == "");
    CHECK(nearest("balanza", names{"balance"}) == "balance");
    CHECK(nearest("days_past_dew", names{"days_past_due"}) == "days_past_due");
    CHECK(nearest("day_past_dew", names{"days_past_due"}) == "");
}

TEST_CASE("a short word must be nearer than a long one") {
    CHECK(nearest("ab", names{"ac"}) == "");
    CHECK(nearest("abc", names{"abd"}) == "abd");
    CHECK(nearest("abcde", names{"abxye"}) == "");
    CHECK(nearest("abcdef", names{"abxyef"}) == "abxyef");
}

TEST_CASE("length is counted in characters, not bytes") {
    CHECK(nearest("ñó", names{"ñx"}) == "");
    CHECK(nearest("€€", names{"€x"}) == "");
    CHECK(nearest("€€€", names{"€€x"}) == "€€x");
}

TEST_CASE("the smallest distance wins and the first of equals") {
    CHECK(nearest("payment", names{"paymint_", "paymen", "payments"}) == "paymen");
    CHECK(nearest("payment", names{"paymexx", "paymenx"}) == "paymenx");
    CHECK(nearest("payment", names{"payments", "Payment"}) == "Payment");
    CHECK(nearest("saldo", names{"SALDO", "saldo"}) == "SALDO");
}

TEST_CASE("nothing near is nothing suggested") {
    CHECK(nearest("balance", names{}).empty());
    CHECK(nearest("balance", names{"segment", ""}).empty());
    CHECK(nearest("", names{"segment", ""}).empty());
}

TEST_CASE("words over 64 characters suggest nothing") {
    std::string const longest(64, 'a');
    CHECK(nearest(longest, names{longest}) == longest);
    CHECK(nearest(longest + "a", names{longest}).empty());
    CHECK(nearest(longest, names{longest + "a"}).empty());
    std::string accented;
    for (int i = 0; i < 64; ++i) accented += "ñ";
    CHECK(nearest(accented, names{accented}) == accented);
    CHECK(nearest(std::string(1'000'000, 'a'), names{std::string(1'000'000, 'a')}).empty());
}

TEST_CASE("words that are not UTF-8 suggest nothing and are not suggested") {
    CHECK(nearest("bal\xFFnce", names{"balance"}).empty());
    CHECK(nearest("balance", names{"bal\xFFnce", "balanc"}) == "balanc");
}

TEST_CASE("the suggestion is a view of the candidate as written") {
    names const known{"Señal"};
    CHECK(nearest("senal", known).data() == known[0].data());
}
