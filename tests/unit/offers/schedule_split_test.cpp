// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds equal parts to their sum.
#include <tramo/offers/schedule.hpp>

#include <catch2/catch.hpp>

#include "schedule_story.hpp"

using namespace tramo_test;

namespace {

texts parts(std::string_view total, int count, rounding_policy const& how) {
    auto const made = split(number(total), count, how);
    texts shown;
    for (auto const& one : made.objections) shown.push_back(one.input + ": " + one.message);
    for (auto const& one : made.value) shown.push_back(to_string(one));
    return shown;
}

rounding_policy in_units(std::string_view unit, rounding how, residual_placement where) {
    rounding_policy made;
    made.installment_unit = number(unit);
    made.installment = how;
    made.residual = where;
    return made;
}

constexpr auto last = residual_placement::last;
constexpr auto first = residual_placement::first;
constexpr auto spread = residual_placement::spread;

}  // namespace

TEST_CASE("a total is split into multiples, and the last part takes the rest", "[offers]") {
    CHECK(parts("1000", 3, in_units("0.01", rounding::half_up, last)) == texts{"333.33", "333.33", "333.34"});
    CHECK(parts("1000", 3, in_units("0.01", rounding::up, last)) == texts{"333.34", "333.34", "333.32"});
    CHECK(parts("500", 3, in_units("1", rounding::down, last)) == texts{"166.00", "166.00", "168.00"});
    CHECK(parts("500", 3, in_units("1", rounding::up, last)) == texts{"167.00", "167.00", "166.00"});
    // Apache Fineract, LoanReAging.feature: 875 in three, half even
    rounding_policy even;
    even.installment = rounding::half_even;
    CHECK(parts("875", 3, even) == texts{"291.67", "291.67", "291.66"});
}

TEST_CASE("the rest of a split goes first, or is spread by units", "[offers]") {
    CHECK(parts("1000", 3, in_units("0.01", rounding::down, first)) == texts{"333.34", "333.33", "333.33"});
    CHECK(parts("1001", 3, in_units("1", rounding::down, spread)) == texts{"334.00", "334.00", "333.00"});
    CHECK(parts("100.50", 3, in_units("1", rounding::up, spread)) == texts{"33.00", "34.00", "33.50"});
}

TEST_CASE("a part is never negative", "[offers]") {
    // XRPL-Standards PR 240: 11 in 10 whole units
    CHECK(parts("11", 10, in_units("1", rounding::down, last)).back() == "2.00");
    CHECK(parts("3", 5, in_units("1", rounding::up, last)) == texts{"1.00", "1.00", "1.00", "0.00", "0.00"});
    CHECK(parts("3", 5, in_units("1", rounding::up, first)) == texts{"0.00", "0.00", "1.00", "1.00", "1.00"});
    CHECK(parts("3", 5, in_units("1", rounding::up, spread)) ==
          texts{"0.00", "0.00", "1.00", "1.00", "1.00"});
    CHECK(split(number("3"), 5, in_units("1", rounding::up, last)).caveats == texts{"the last parts are 0"});
}

TEST_CASE("what cannot be split is named", "[offers]") {
    CHECK(parts("-1", 0, {}) ==
          texts{"total: it is -1; it must be at least 0", "count: it is 0; it must be 1 to 1200"});
    CHECK(parts("0.001", 2, {}) == texts{"total: it is 0.001; the currency has 2 decimals"});
    CHECK(parts("0", 2, {}) == texts{"0.00", "0.00"});
}
