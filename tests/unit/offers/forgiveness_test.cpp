// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
#include <tramo/offers/forgiveness.hpp>

#include <random>

#include <catch2/catch.hpp>

namespace tramo::offers {
namespace {

using amounts = by_component<std::int64_t>;

discount_shares of_total(decimal share, discount_base base = discount_base::total) {
    discount_shares made;
    made.of_total = share;
    made.base = base;
    return made;
}

TEST_CASE("V-14: a discount on the total is laid on the components by what is owed of each") {
    discount_shares by = of_total(decimal(10, 2));
    by.of[index_of(component::interest)] = decimal(50, 2);
    auto const made = forgive(amounts{100000, 1000, 2000, 0}, by);
    CHECK(made.parts == amounts{10000, 600, 200, 0});
    CHECK_FALSE(made.is_capped);
}

TEST_CASE("in turn, the total is what the components' discounts leave") {
    discount_shares by = of_total(decimal(10, 2), discount_base::in_turn);
    by.of[index_of(component::interest)] = decimal(50, 2);
    CHECK(forgive(amounts{100000, 1000, 2000, 0}, by).parts == amounts{10000, 550, 200, 0});
}

TEST_CASE("of the principal alone, nothing else is touched") {
    CHECK(forgive(amounts{100000, 1000, 2000, 0}, of_total(decimal(10, 2), discount_base::principal)).parts ==
          amounts{10000, 0, 0, 0});
}

TEST_CASE("what a component cannot take goes to fine, fees, interest and principal in this order") {
    discount_shares by = of_total(decimal(50, 2));
    by.of[index_of(component::interest)] = decimal(1);
    // T = 400, half of it is 200: 50 of interest have no room and go to the fine.
    CHECK(forgive(amounts{100, 100, 100, 100}, by).parts == amounts{50, 100, 100, 50});
}

TEST_CASE("discounts that ask for more than there is forgive all of it, and say so") {
    discount_shares by = of_total(decimal(50, 2));
    for (auto& one : by.of) one = decimal(60, 2);
    auto const made = forgive(amounts{10, 10, 10, 10}, by);
    CHECK(made.parts == amounts{10, 10, 10, 10});
    CHECK(made.is_capped);
}

TEST_CASE("units that are left over go to the largest remainders") {
    // 10 % of 33 + 33 + 34 = 10: 3.3, 3.3, 3.4.
    CHECK(forgive(amounts{33, 33, 34, 0}, of_total(decimal(10, 2))).parts == amounts{3, 3, 4, 0});
}

TEST_CASE("parts never exceed their component, and the total adds up") {
    std::mt19937_64 draw(5);
    for (int i = 0; i < 20'000; ++i) {
        amounts owed{};
        for (auto& one : owed) one = draw() % 3 == 0 ? 0 : static_cast<std::int64_t>(draw() % 100'000);
        discount_shares by = of_total(decimal(static_cast<std::int64_t>(draw() % 101), 2),
                                      static_cast<discount_base>(draw() % 3));
        for (auto& one : by.of)
            one = decimal(draw() % 2 == 0 ? 0 : static_cast<std::int64_t>(draw() % 101), 2);
        auto const made = forgive(owed, by);
        for (std::size_t k = 0; k < owed.size(); ++k) {
            REQUIRE(made.parts[k] >= 0);
            REQUIRE(made.parts[k] <= owed[k]);
        }
    }
}

}  // namespace
}  // namespace tramo::offers
