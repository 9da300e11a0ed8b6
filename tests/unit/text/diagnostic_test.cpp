// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the catalogue in order and a result usable exactly where nothing in it is an error.
#include <catch2/catch.hpp>

#include <algorithm>
#include <string_view>

#include <tramo/text/diagnostic.hpp>

using tramo::diagnostic_catalogue;
using tramo::severity;

TEST_CASE("the catalogue is sorted and no code appears twice") {
    auto const all = diagnostic_catalogue();
    REQUIRE_FALSE(all.empty());
    auto const out_of_order = std::adjacent_find(
        all.begin(), all.end(), [](auto const& left, auto const& right) { return left.code >= right.code; });
    if (out_of_order != all.end()) FAIL_CHECK("out of order after " << out_of_order->code);
}

TEST_CASE("every code is a T, the digit of its area and three digits, and has a title") {
    for (auto const& entry : diagnostic_catalogue()) {
        INFO(entry.code);
        REQUIRE(entry.code.size() == 5);
        CHECK(entry.code[0] == 'T');
        CHECK(std::string_view("123457").find(entry.code[1]) != std::string_view::npos);
        CHECK(entry.code.find_first_not_of("0123456789", 1) == std::string_view::npos);
        CHECK_FALSE(entry.title.empty());
    }
}

TEST_CASE("a result without findings is usable") {
    tramo::checked<int> const result{7, {}};
    CHECK(result.ok());
    CHECK(static_cast<bool>(result));
}

TEST_CASE("a warning leaves a result usable and an error does not") {
    tramo::checked<int> result;
    result.diagnostics.push_back({"T3001", severity::warning, "mixed", {}, {}});
    CHECK(result.ok());
    result.diagnostics.push_back({"T1001", severity::error, "unexpected", {}, {}});
    CHECK_FALSE(result.ok());
    CHECK_FALSE(static_cast<bool>(result));
}
