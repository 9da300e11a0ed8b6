// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Laws of what is done with a debt: money is neither made nor lost, ceilings hold, nothing is charged twice.
#include <catch2/catch.hpp>

#include <tramo/offers/allocation.hpp>
#include <tramo/offers/discount.hpp>
#include <tramo/offers/late_charges.hpp>
#include <tramo/offers/payoff.hpp>

#include "random_terms.hpp"

using namespace tramo_test;
using namespace tramo::offers;
using tramo::by_component;
using tramo::component;
using tramo::component_count;
using tramo::decimal;
using tramo::int128;

namespace {

decimal random_share(dice& draw) {
    if (draw.one_in(4)) return decimal(static_cast<int>(draw.roll(2)));
    return {static_cast<std::int64_t>(draw.roll(1'000'001)), 6};
}

by_component<decimal> random_debt(dice& draw, int scale) {
    by_component<decimal> made;
    for (auto& one : made) one = {draw.one_in(4) ? 0 : below_power_of_ten(draw, 12), scale};
    return made;
}

int128 sum_of(by_component<decimal> const& parts, int scale) {
    int128 sum = 0;
    for (auto const& one : parts) sum += units_of(one, scale);
    return sum;
}

std::string text_of(by_component<decimal> const& parts) {
    std::string text;
    for (auto const& one : parts) text += " " + to_string(one);
    return text;
}

/// At most so much of an amount, to the unit above.
int128 most_of(int128 amount, decimal const& share) {
    auto const ten = tramo::power_of_ten(share.scale);
    return (amount * share.coefficient + ten - 1) / ten;
}

tramo::date random_day(dice& draw, int within) {
    return {20'500 + static_cast<std::int32_t>(draw.roll(static_cast<std::size_t>(within)))};
}

std::vector<posted_charge> random_charges(dice& draw, std::size_t most) {
    std::vector<posted_charge> made;
    for (auto left = draw.roll(most + 1); left > 0; --left) {
        posted_charge one;
        one.key.debt = draw.pick<std::string>({"D-1", "D-2"});
        one.key.kind = draw.pick<std::string>({"interest", "fine"});
        one.key.from = random_day(draw, 40);
        one.key.until = {one.key.from.days + static_cast<std::int32_t>(draw.roll(6))};
        if (draw.one_in(10)) --one.key.until.days;
        one.amount = {static_cast<std::int64_t>(draw.roll(3)) + 1, 2};
        made.push_back(one);
    }
    return made;
}

bool overlap(charge_key const& a, charge_key const& b) {
    return a.debt == b.debt && a.kind == b.kind && a.from <= b.until && b.from <= a.until;
}

}  // namespace

TEST_CASE("a discount is never more than its component, nor than the ceilings together") {
    dice draw(1);
    for (int i = 0; i < 5000; ++i) {
        rounding_policy by;
        by.minor_units = draw.pick<int>({0, 2, 3});
        by.interest = random_terms(draw).mode();
        auto const owed = random_debt(draw, by.minor_units);
        discount_shares shares;
        for (auto& one : shares.of) one = random_share(draw);
        shares.of_total = random_share(draw);
        shares.base = static_cast<tramo::discount_base>(draw.roll(3));
        auto const made = apply_discounts(owed, shares, by);
        INFO("trial " << i << ":" << text_of(owed) << ", shares" << text_of(shares.of) << " and "
                      << to_string(shares.of_total) << " of base " << static_cast<int>(shares.base)
                      << ", rounding " << static_cast<int>(by.interest));
        REQUIRE(made.ok());
        int const scale = by.minor_units;
        auto const& found = made.value;
        auto const total = sum_of(owed, scale);
        int128 most = most_of(total, shares.of_total);
        for (std::size_t c = 0; c < component_count; ++c) {
            auto const part = units_of(found.forgiven[c], scale), whole = units_of(owed[c], scale);
            REQUIRE(part >= 0);
            REQUIRE(part <= whole);
            REQUIRE(part >= most_of(whole, shares.of[c]) - 1);  // its own share is always given
            most += most_of(whole, shares.of[c]);
        }
        auto const forgiven = sum_of(found.forgiven, scale);
        REQUIRE(forgiven <= most);
        REQUIRE(units_of(found.total, scale) == total);
        REQUIRE(units_of(found.net, scale) == total - forgiven);
        REQUIRE(units_of(found.net, scale) >= 0);
    }
}

TEST_CASE("a settlement forgives its target, or all that the ceilings allow") {
    dice draw(2);
    int feasible = 0;
    for (int i = 0; i < 5000; ++i) {
        rounding_policy const by;
        auto const owed = random_debt(draw, 2);
        settlement_target target;
        if (draw.one_in(2))
            target.forgive_share = random_share(draw);
        else
            target.pay_amount = {
                static_cast<std::int64_t>(draw.roll(static_cast<std::size_t>(sum_of(owed, 2)) + 1)), 2};
        for (std::size_t c = 0; c < component_count; ++c) {
            if (!draw.one_in(4)) target.waterfall.push_back(static_cast<component>(c));
            target.ceilings[c] = random_share(draw);
        }
        for (auto left = target.waterfall.size(); left > 1; --left)
            std::swap(target.waterfall[left - 1], target.waterfall[draw.roll(left)]);
        auto const made = settle(owed, target, by);
        INFO("trial " << i << ":" << text_of(owed) << ", ceilings" << text_of(target.ceilings));
        REQUIRE(made.ok());
        auto const& found = made.value;
        int128 const total = sum_of(owed, 2), forgiven = sum_of(found.forgiven, 2);
        REQUIRE(units_of(found.net, 2) == total - forgiven);
        int128 room = 0;
        for (std::size_t c = 0; c < component_count; ++c) {
            auto const part = units_of(found.forgiven[c], 2), whole = units_of(owed[c], 2);
            auto const& share = target.ceilings[c];
            auto const ceiling = whole * share.coefficient / tramo::power_of_ten(share.scale);
            bool const is_named =
                std::count(target.waterfall.begin(), target.waterfall.end(), static_cast<component>(c)) != 0;
            REQUIRE(part >= 0);
            REQUIRE(part <= (is_named ? ceiling : 0));
            room += is_named ? ceiling : 0;
        }
        int128 const short_by = units_of(found.short_by, 2);
        REQUIRE(found.is_feasible == (short_by == 0));
        if (!found.is_feasible) REQUIRE(forgiven == room);
        if (target.pay_amount)
            REQUIRE(units_of(*target.pay_amount, 2) == total - forgiven - short_by);
        else
            REQUIRE(forgiven + short_by <= most_of(total, *target.forgive_share));
        feasible += found.is_feasible;
    }
    CHECK(feasible > 1000);
    CHECK(feasible < 4000);
}

TEST_CASE("a payoff on day 0 is the principal, and later no less") {
    dice draw(3);
    for (int i = 0; i < 3000; ++i) {
        running_loan loan;
        loan.balance = {below_power_of_ten(draw, 13), 2};
        loan.annual_rate = random_terms(draw).rate(9);
        do loan.convention = static_cast<day_count>(draw.roll(14));
        while (loan.convention == day_count::business_252);
        loan.interest_from = random_day(draw, 1500);
        loan.currency = "BRL";
        rounding_policy by;
        by.interest = random_terms(draw).mode();
        INFO("trial " << i << ": " << to_string(loan.balance) << " at " << to_string(loan.annual_rate)
                      << " by " << name_of(loan.convention) << " from " << to_string(loan.interest_from));
        auto const today = payoff_quote(loan, {}, loan.interest_from, loan.interest_from, by);
        REQUIRE(today.ok());
        REQUIRE(today.value.total == loan.balance);
        REQUIRE(today.value.accrued_interest == decimal(0));
        tramo::date const then{loan.interest_from.days + static_cast<std::int32_t>(draw.roll(800))};
        auto const later = payoff_quote(loan, {}, then, then, by);
        REQUIRE(later.ok());
        REQUIRE(later.value.principal == loan.balance);
        REQUIRE(later.value.accrued_interest >= decimal(0));
        REQUIRE(later.value.total == *tramo::add(loan.balance, later.value.accrued_interest));
    }
}

TEST_CASE("allocating a payment conserves money, and the oldest is paid first") {
    dice draw(4);
    for (int i = 0; i < 5000; ++i) {
        std::vector<open_item> items(draw.roll(6));
        for (auto& one : items) {
            one.due = random_day(draw, 60);
            one.open = random_debt(draw, draw.pick<int>({0, 2, 3}));
        }
        allocation_order order;
        for (std::size_t c = 0; c < component_count; ++c)
            if (!draw.one_in(5)) order.components.push_back(static_cast<component>(c));
        for (auto left = order.components.size(); left > 1; --left)
            std::swap(order.components[left - 1], order.components[draw.roll(left)]);
        order.how = static_cast<direction>(draw.roll(2));
        order.future = static_cast<future_rule>(draw.roll(4));
        decimal const amount{below_power_of_ten(draw, 14), 2};
        auto const on = random_day(draw, 60);
        auto const made = allocate(amount, items, order, on);
        INFO("trial " << i << ": " << to_string(amount) << " on " << to_string(on));
        REQUIRE(made.ok());
        int128 sum = units_of(made.value.unapplied, 3), left_due = 0, left_later = 0, paid_later = 0;
        REQUIRE(sum >= 0);
        std::vector<by_component<int128>> paid(items.size());
        for (auto const& part : made.value.parts)
            for (std::size_t c = 0; c < component_count; ++c) {
                paid[part.item][c] = units_of(part.paid[c], 3);
                sum += paid[part.item][c];
            }
        REQUIRE(sum == units_of(amount, 3));
        for (std::size_t k = 0; k < items.size(); ++k)
            for (std::size_t c = 0; c < component_count; ++c) {
                bool const is_named = std::count(order.components.begin(), order.components.end(),
                                                 static_cast<component>(c)) != 0;
                auto const open = is_named ? units_of(items[k].open[c], 3) : 0;
                REQUIRE(paid[k][c] >= 0);
                REQUIRE(paid[k][c] <= open);
                (items[k].due <= on ? left_due : left_later) += open - paid[k][c];
                if (items[k].due > on) paid_later += paid[k][c];
            }
        if (paid_later > 0 || made.value.unapplied != decimal(0)) REQUIRE(left_due == 0);
        if (order.future == future_rule::unapplied)
            REQUIRE(paid_later == 0);
        else if (made.value.unapplied != decimal(0))
            REQUIRE(left_later == 0);
    }
}

TEST_CASE("posting charges again posts nothing, and no day is charged twice") {
    for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
        INFO("seed " << seed);
        dice draw(seed);
        auto const asked = random_charges(draw, 12);
        auto posted = charges_to_post({}, random_charges(draw, 6)).value;
        auto const before = posted.size();
        auto const first = charges_to_post(posted, asked);
        posted.insert(posted.end(), first.value.begin(), first.value.end());
        auto const again = charges_to_post(posted, asked);
        REQUIRE(again.value.empty());
        REQUIRE(again.objections.size() == first.objections.size());
        for (std::size_t i = 0; i < again.objections.size(); ++i)
            REQUIRE(again.objections[i].input == first.objections[i].input);
        for (std::size_t i = 0; i < posted.size(); ++i)
            for (std::size_t k = 0; k < i; ++k) REQUIRE(!overlap(posted[i].key, posted[k].key));
        std::size_t refused = first.objections.size(), known = 0;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            auto const is_same = [&](posted_charge const& one) { return one.key == asked[i].key; };
            auto const earlier = asked.begin() + static_cast<std::ptrdiff_t>(i);
            bool const is_posted = std::any_of(posted.begin(), posted.end(), is_same);
            bool const is_new = std::any_of(first.value.begin(), first.value.end(), is_same) &&
                                std::none_of(asked.begin(), earlier, is_same);
            known += is_posted && !is_new;
        }
        REQUIRE(first.value.size() + refused + known == asked.size());
        REQUIRE(posted.size() == before + first.value.size());
    }
}

TEST_CASE("late charges are never negative, add up, and do not fall as days go by") {
    dice draw(6);
    for (int i = 0; i < 2000; ++i) {
        late_terms by;
        by.free_days = static_cast<int>(draw.roll(5));
        by.fine = {static_cast<int>(draw.roll(30)), 3};
        if (draw.one_in(2)) by.fine_cap = decimal(2, 2);
        if (!draw.one_in(3)) {
            late_interest interest;
            interest.rate = {static_cast<int>(draw.roll(100)), 3};
            interest.how = static_cast<growth>(draw.roll(2));
            interest.base = static_cast<interest_base>(draw.roll(2));
            interest.is_flat = draw.one_in(5);
            interest.unpaid_days = static_cast<int>(draw.roll(4));
            by.interest = interest;
        }
        if (draw.one_in(3)) by.interest_cap = decimal(static_cast<int>(draw.roll(50)), 2);
        decimal const principal{below_power_of_ten(draw, 12), 2};
        decimal before;
        INFO("trial " << i << ": " << to_string(principal));
        for (std::int64_t days = 0; days <= 60; days += 1 + static_cast<std::int64_t>(draw.roll(15))) {
            auto const made = late_charges(principal, days, by, {});
            INFO("day " << days);
            REQUIRE(made.ok());
            auto const& found = made.value;
            by_component<decimal> const parts = {found.corrected_principal, found.interest, found.fine,
                                                 found.fees};
            for (auto const& one : parts) REQUIRE(one.coefficient >= 0);
            REQUIRE(units_of(found.total, 2) == sum_of(parts, 2));
            REQUIRE(found.total >= before);
            if (days <= by.free_days) REQUIRE(found.total == principal);
            before = found.total;
        }
    }
}
