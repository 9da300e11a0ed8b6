// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Discounts add up, stay within their components, and reach targets as far as ceilings let them.
#include <tramo/offers/discount.hpp>

#include <random>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::offers;

decimal number(char const* text) {
    return parse_decimal(text).value();
}
/// In the order principal, interest, fine, fees.
by_component<decimal> parts(char const* principal, char const* interest, char const* fine, char const* fees) {
    return {number(principal), number(interest), number(fine), number(fees)};
}
std::string shown(by_component<decimal> const& amounts) {
    std::string text;
    for (auto const& each : amounts) text += (text.empty() ? "" : " ") + to_string(each);
    return text;
}
discount_shares shares(by_component<decimal> of, char const* of_total,
                       discount_base base = discount_base::total) {
    return {of, number(of_total), base};
}
rounding_policy const cents;
/// V-14: 1,000.00 at 1 % interest and 2 % fine; 50 % off the interest, 10 % off the total.
by_component<decimal> const debt = parts("1000.00", "10.00", "20.00", "0");
by_component<decimal> const half_of_interest = parts("0", "0.50", "0", "0");
by_component<decimal> const haircut_debt = parts("1000.00", "200.00", "150.00", "50.00");

decimal sum(by_component<decimal> const& amounts) {
    decimal total;
    for (auto const& each : amounts) total = add(total, each).value();
    return total;
}

}  // namespace

TEST_CASE("both discounts on what was owed at first leave 922.00 (V-14, Q-45)") {
    auto const made = apply_discounts(debt, shares(half_of_interest, "0.10"), cents);
    REQUIRE(made.ok());
    CHECK(to_string(made.value.net) == "922.00");
    CHECK(to_string(made.value.total) == "1030.00");
    CHECK(shown(made.value.forgiven) == "100.00 6.00 2.00 0.00");
    CHECK_FALSE(made.value.is_capped);
}

TEST_CASE("a discount in turn leaves 922.50, a tenth of what is left of each component (V-14)") {
    auto const made = apply_discounts(debt, shares(half_of_interest, "0.10", discount_base::in_turn), cents);
    CHECK(to_string(made.value.net) == "922.50");
    CHECK(shown(made.value.forgiven) == "100.00 5.50 2.00 0.00");
}

TEST_CASE("a discount on the principal alone leaves 925.00 and touches nothing else (V-14)") {
    auto const made =
        apply_discounts(debt, shares(half_of_interest, "0.10", discount_base::principal), cents);
    CHECK(to_string(made.value.net) == "925.00");
    CHECK(shown(made.value.forgiven) == "100.00 5.00 0.00 0.00");
}

TEST_CASE("a discount of each component is its share of it (haircut_mixed)") {
    auto const made = apply_discounts(haircut_debt, shares(parts("0.10", "0.50", "1", "1"), "0"), cents);
    CHECK(shown(made.value.forgiven) == "100.00 100.00 150.00 50.00");
    CHECK(to_string(made.value.net) == "1000.00");
    CHECK(to_string(forgiven_share(made.value)) == "0.285714");
}

TEST_CASE("what does not fit into a component goes to the others: fine, fees, interest, principal") {
    // 20 % of 1,400 is 280: 200, 40, 30 and 10. Interest has only 20 left, so 20 go to the fine.
    auto const made = apply_discounts(haircut_debt, shares(parts("0", "0.90", "0", "0"), "0.20"), cents);
    CHECK(shown(made.value.forgiven) == "200.00 200.00 50.00 10.00");
    CHECK(to_string(made.value.net) == "940.00");
    CHECK_FALSE(made.value.is_capped);
}

TEST_CASE("a discount on the principal overflows where the principal is forgiven already") {
    auto const made =
        apply_discounts(parts("100.00", "30.00", "10.00", "0"),
                        shares(parts("0.95", "0", "0", "0"), "0.09", discount_base::principal), cents);
    CHECK(shown(made.value.forgiven) == "100.00 0.00 4.00 0.00");
}

TEST_CASE("discounts that ask for more than there is leave nothing to pay and say so") {
    auto const made = apply_discounts(debt, shares(parts("1", "1", "1", "1"), "0.01"), cents);
    CHECK(to_string(made.value.net) == "0.00");
    CHECK(made.value.is_capped);
    CHECK(shown(made.value.forgiven) == "1000.00 10.00 20.00 0.00");
}

TEST_CASE("each discount is rounded by itself, to the currency's smallest unit") {
    auto const owed = parts("10.01", "10.01", "0", "0");
    auto const made = apply_discounts(owed, shares(parts("0", "0.50", "0", "0"), "0.25"), cents);
    CHECK(to_string(made.value.net) == "10.00");  // 20.02 − 5.01 − 5.01, both from 5.005
    rounding_policy pesos;
    pesos.minor_units = 0;
    auto const whole = apply_discounts(parts("1001", "0", "0", "0"), shares({}, "0.5"), pesos);
    CHECK(to_string(whole.value.net) == "500");
    pesos.interest = rounding::down;
    CHECK(to_string(apply_discounts(parts("1001", "0", "0", "0"), shares({}, "0.5"), pesos).value.net) ==
          "501");
}

TEST_CASE("nothing owed is nothing forgiven") {
    auto const made = apply_discounts({}, shares(parts("1", "1", "1", "1"), "1"), cents);
    REQUIRE(made.ok());
    CHECK(to_string(made.value.net) == "0.00");
    CHECK(forgiven_share(made.value) == decimal(0));
}

TEST_CASE("a debt of 10^15 is discounted to the cent") {
    auto const made = apply_discounts(parts("999999999999999.99", "0.01", "0", "0"),
                                      shares({}, "0.333333333333333333"), cents);
    CHECK(to_string(made.value.net) == "666666666666666.67");  // less 333,333,333,333,333.33
    auto const vast = apply_discounts(parts("1000000000000000.00", "0.01", "0", "0"), {}, cents);
    REQUIRE(vast.objections.size() == 1);
    CHECK(vast.objections[0] == objection{"owed",
                                          "in all 1000000000000000.01 is owed; of more than "
                                          "1000000000000000.00 discounts are not computed"});
}

TEST_CASE("a debt that cannot be computed with is named, all of it") {
    auto const made = apply_discounts(parts("-1", "0.001", "1e36", "0"),
                                      shares(parts("1.01", "-0.1", "0", "0"), "2"), cents);
    REQUIRE(made.objections.size() == 6);
    CHECK(made.objections[0] == objection{"owed.principal", "the amount is -1; it must not be negative"});
    CHECK(made.objections[1] ==
          objection{"owed.interest", "the amount is 0.001; the currency has 2 decimals"});
    CHECK(made.objections[2].input == "owed.fine");
    CHECK(made.objections[3] ==
          objection{"shares.of.principal", "the share is 1.01; it must be from 0 to 1"});
    CHECK(made.objections[4].input == "shares.of.interest");
    CHECK(made.objections[5].input == "shares.of_total");
    rounding_policy odd;
    odd.minor_units = 19;
    CHECK(apply_discounts(debt, {}, odd).objections.at(0).input == "rounding.minor_units");
    auto const fine = apply_discounts(debt, shares({}, "0.1234567890123456789"), cents);
    CHECK(fine.objections.at(0).message == "the share is 0.1234567890123456789; it has at most 18 decimals");
}

TEST_CASE("of random debts the parts add up, and none is more than its component") {
    std::mt19937_64 random(4);
    auto const below = [&](std::uint64_t end) { return static_cast<std::int64_t>(random() % end); };
    for (int round = 0; round < 3000; ++round) {
        by_component<decimal> owed;
        discount_shares asked;
        for (std::size_t place = 0; place < component_count; ++place) {
            owed[place] = {below(3) == 0 ? 0 : below(1 + (1u << below(20))), 2};
            asked.of[place] = {below(3) == 0 ? below(101) : 0, 2};
        }
        asked.of_total = {below(1001), 3};
        asked.base = static_cast<discount_base>(below(3));
        auto const made = apply_discounts(owed, asked, cents);
        REQUIRE(made.ok());
        CHECK(add(sum(made.value.forgiven), made.value.net) == sum(owed));
        CHECK(made.value.net >= decimal(0));
        for (std::size_t place = 0; place < component_count; ++place) {
            CHECK(made.value.forgiven[place] <= owed[place]);
            CHECK(made.value.forgiven[place] >= decimal(0));
        }
    }
}

TEST_CASE("a target is reached in the order of the waterfall (haircut_total_target)") {
    settlement_target target;
    target.forgive_share = number("0.20");
    target.waterfall = {component::fine, component::fees, component::interest, component::principal};
    target.ceilings = parts("0", "1", "1", "1");
    auto const made = settle(haircut_debt, target, cents);
    REQUIRE(made.ok());
    CHECK(made.value.is_feasible);
    CHECK(shown(made.value.forgiven) == "0.00 80.00 150.00 50.00");
    CHECK(to_string(made.value.net) == "1120.00");
    CHECK(made.value.reason.empty());
    target.forgive_share.reset();
    target.pay_amount = number("1120.00");
    CHECK(shown(settle(haircut_debt, target, cents).value.forgiven) == "0.00 80.00 150.00 50.00");
}

TEST_CASE("a target beyond the ceilings is told with the most there is (haircut_total_target_infeasible)") {
    settlement_target target;
    target.forgive_share = number("0.40");
    target.waterfall = {component::fine, component::fees, component::interest, component::principal};
    target.ceilings = parts("0", "0.50", "1", "1");
    auto const made = settle(haircut_debt, target, cents);
    REQUIRE(made.ok());
    CHECK_FALSE(made.value.is_feasible);
    CHECK(to_string(sum(made.value.forgiven)) == "300.00");
    CHECK(to_string(made.value.short_by) == "260.00");
    CHECK(made.value.reason == "max 300.00 (21.43%) < requested 560.00");
    CHECK(made.value.held == std::vector{component::interest, component::principal});
}

TEST_CASE("a component that the waterfall does not name is not touched") {
    settlement_target target;
    target.pay_amount = number("0");
    target.waterfall = {component::fees};
    auto const made = settle(haircut_debt, target, cents);
    CHECK(shown(made.value.forgiven) == "0.00 0.00 0.00 50.00");
    CHECK_FALSE(made.value.is_feasible);
    CHECK(made.value.held.empty());
}

TEST_CASE("a ceiling is not passed by a fraction of a cent") {
    settlement_target target;
    target.forgive_share = number("1");
    target.waterfall = {component::interest};
    target.ceilings = parts("0", "0.50", "0", "0");
    CHECK(shown(settle(parts("0", "0.99", "0", "0"), target, cents).value.forgiven) == "0.00 0.49 0.00 0.00");
}

TEST_CASE("a target that contradicts itself is refused") {
    settlement_target none;
    CHECK(settle(debt, none, cents).objections.at(0).input == "target");
    settlement_target twice;
    twice.forgive_share = number("0.1");
    twice.waterfall = {component::fine, component::fine};
    CHECK(settle(debt, twice, cents).objections.at(0).message == "fine stands there twice");
    settlement_target more;
    more.pay_amount = number("1030.01");
    CHECK(settle(debt, more, cents).objections.at(0).message ==
          "the amount is 1030.01; only 1030.00 is owed");
    more.forgive_share = number("0.1");
    CHECK_FALSE(settle(debt, more, cents).ok());
}
