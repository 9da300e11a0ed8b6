// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds each rounding mode to its name.
#include <tramo/values/rounding.hpp>

#include <string>

#include <catch2/catch.hpp>

#include <tramo/values/decimal.hpp>

using tramo::rounding;

namespace {

std::string rounded(std::string_view number, rounding mode) {
    auto const result = rescale(tramo::parse_decimal(number).value(), 0, mode);
    return result ? to_string(*result) : "none";
}

}  // namespace

TEST_CASE("each rounding mode treats ties and both signs as it is named") {
    struct {
        rounding mode;
        char const* expected[8];
    } const modes[] = {
        {rounding::half_even, {"2", "2", "3", "4", "-2", "-2", "-3", "-4"}},
        {rounding::half_up, {"2", "3", "3", "4", "-2", "-3", "-3", "-4"}},
        {rounding::half_down, {"2", "2", "3", "3", "-2", "-2", "-3", "-3"}},
        {rounding::up, {"3", "3", "3", "4", "-3", "-3", "-3", "-4"}},
        {rounding::down, {"2", "2", "2", "3", "-2", "-2", "-2", "-3"}},
        {rounding::ceiling, {"3", "3", "3", "4", "-2", "-2", "-2", "-3"}},
        {rounding::floor, {"2", "2", "2", "3", "-3", "-3", "-3", "-4"}},
    };
    char const* const inputs[] = {"2.1", "2.5", "2.500001", "3.5", "-2.1", "-2.5", "-2.500001", "-3.5"};
    for (auto const& [mode, expected] : modes)
        for (int i = 0; i < 8; ++i) {
            INFO(static_cast<int>(mode) << " of " << inputs[i]);
            CHECK(rounded(inputs[i], mode) == expected[i]);
        }
    CHECK(rounded("2", rounding::up) == "2");
    CHECK(rounded("-0.4", rounding::half_even) == "0");
}
