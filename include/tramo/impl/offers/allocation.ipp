// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Lays a payment on items and components. All amounts are brought to one scale, so that what follows is
// comparing and subtracting whole numbers, and no money is made or lost.
#pragma once

#include <algorithm>
#include <array>
#include <numeric>

#include <tramo/offers/allocation.hpp>

namespace tramo::offers {
namespace allocating {

struct preset {
    std::string_view name;
    std::array<component, component_count> components;
};

inline constexpr auto presets = std::to_array<preset>({
    // Apache Fineract's default
    {"penalty_fee_interest_principal",
     {component::fine, component::fees, component::interest, component::principal}},
    {"penalty_fee_principal_interest",
     {component::fine, component::fees, component::principal, component::interest}},
    {"interest_principal_penalty_fee",
     {component::interest, component::principal, component::fine, component::fees}},
    {"principal_interest_penalty_fee",
     {component::principal, component::interest, component::fine, component::fees}},
    // § 367 BGB: costs, then interest, then the main performance
    {"costs_interest_principal",
     {component::fees, component::fine, component::interest, component::principal}},
    // Código Civil of Chile art. 1595, of Brazil art. 354, of Colombia art. 1653: interest before principal
    {"interest_first", {component::interest, component::fine, component::fees, component::principal}},
});

/// The amounts as whole numbers of 10^-scale.
struct counted {
    int scale = 0;
    int128 left = 0;   ///< of the payment
    int128 share = 1;  ///< what equal shares are multiples of
    std::vector<by_component<int128>> open, paid;
};

TRAMO_INLINE void check(outcome<allocation>& made, decimal const& amount, std::vector<open_item> const& items,
                        allocation_order const& order) {
    if (amount < decimal(0))
        made.object("amount", "the amount is " + to_shortest_string(amount) + "; it must be at least 0");
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t c = 0; c < component_count; ++c)
            if (items[i].open[c] < decimal(0))
                made.object(
                    "items[" + std::to_string(i) + "].open." + std::string(component_names[c]),
                    "the open amount is " + to_shortest_string(items[i].open[c]) + "; it must be at least 0");
    by_component<int> times{};
    for (auto const which : order.components)
        if (++times[index_of(which)] == 2)
            made.object("order.components",
                        std::string(component_names[index_of(which)]) + " stands in it more than once");
    if (order.minor_units < 0 || order.minor_units > division_scale)
        made.object("order.minor_units", "decimals are 0 to " + std::to_string(division_scale));
}

/// All at the finest scale of any; none where an amount does not fit.
TRAMO_INLINE std::optional<counted> count(decimal const& amount, std::vector<open_item> const& items,
                                          int minor_units) {
    counted all;
    all.scale = std::max(amount.scale, minor_units);
    for (auto const& item : items)
        for (auto const& open : item.open) all.scale = std::max(all.scale, open.scale);
    auto const left = rescale_exactly(amount, all.scale);
    if (!left) return {};
    all.left = left->coefficient;
    all.share = power_of_ten(all.scale - minor_units);
    all.paid.resize(items.size());
    all.open.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        for (std::size_t c = 0; c < component_count; ++c) {
            auto const open = rescale_exactly(items[i].open[c], all.scale);
            if (!open) return {};
            all.open[i][c] = open->coefficient;
        }
    return all;
}

/// Pays one component of one item out of `money`.
inline void pay(counted& all, std::size_t item, component which, int128& money) {
    auto const c = index_of(which);
    auto const paid = std::min(money, all.open[item][c]);
    all.open[item][c] -= paid;
    all.paid[item][c] += paid;
    money -= paid;
}

/// Pays these items, in this order, out of what is left of the payment.
TRAMO_INLINE void pay_in_turn(counted& all, std::vector<std::size_t> const& items,
                              allocation_order const& order) {
    if (order.how == direction::by_installment) {
        for (auto const item : items)
            for (auto const which : order.components) pay(all, item, which, all.left);
    } else {
        for (auto const which : order.components)
            for (auto const item : items) pay(all, item, which, all.left);
    }
}

/// What an item can take, no more than the payment: open amounts together may not fit.
[[nodiscard]] inline int128 room_of(counted const& all, std::size_t item, allocation_order const& order) {
    int128 room = 0;
    for (auto const which : order.components)
        room += std::min(all.open[item][index_of(which)], all.left - room);
    return room;
}

/// Equal shares. Those with least room come first, so that what they cannot take is shared by the rest; of
/// equals the earliest comes last and takes what the shares do not divide.
TRAMO_INLINE void pay_equally(counted& all, std::vector<std::size_t> const& items,
                              allocation_order const& order) {
    struct taker {
        int128 room;
        std::size_t item;
    };
    std::vector<taker> takers;
    for (auto item = items.rbegin(); item != items.rend(); ++item)
        takers.push_back({room_of(all, *item, order), *item});
    std::stable_sort(takers.begin(), takers.end(), [](auto& a, auto& b) { return a.room < b.room; });
    auto others = static_cast<int128>(takers.size());
    for (auto const& taker : takers) {
        auto const equal = all.left / others / all.share * all.share;
        auto share = std::min(taker.room, others == 1 ? all.left : equal);
        all.left -= share;
        for (auto const which : order.components) pay(all, taker.item, which, share);
        --others;
    }
    pay_in_turn(all, items, order);  // fractions of a unit that whole shares left
}

TRAMO_INLINE void pay_ahead(counted& all, std::vector<std::size_t> items, allocation_order const& order) {
    switch (order.future) {
        case future_rule::next:
            pay_in_turn(all, items, order);
            break;
        case future_rule::last:
            std::reverse(items.begin(), items.end());
            pay_in_turn(all, items, order);
            break;
        case future_rule::spread:
            pay_equally(all, items, order);
            break;
        case future_rule::unapplied:
            break;
    }
}

TRAMO_INLINE allocation told(counted const& all) {
    allocation made;
    made.unapplied = {all.left, all.scale};
    for (std::size_t i = 0; i < all.paid.size(); ++i) {
        if (all.paid[i] == by_component<int128>{}) continue;
        auto& part = made.parts.emplace_back();
        part.item = i;
        for (std::size_t c = 0; c < component_count; ++c) part.paid[c] = {all.paid[i][c], all.scale};
    }
    return made;
}

}  // namespace allocating

TRAMO_INLINE std::optional<allocation_order> find_allocation_order(std::string_view name) {
    for (auto const& known : allocating::presets)
        if (known.name == name) return allocation_order{{known.components.begin(), known.components.end()}};
    return {};
}

TRAMO_INLINE std::vector<std::string_view> allocation_order_names() {
    std::vector<std::string_view> names;
    for (auto const& known : allocating::presets) names.push_back(known.name);
    return names;
}

TRAMO_INLINE outcome<allocation> allocate(decimal const& amount, std::vector<open_item> const& items,
                                          allocation_order const& order, date on) {
    outcome<allocation> made;
    allocating::check(made, amount, items, order);
    if (!made) return made;
    auto all = allocating::count(amount, items, order.minor_units);
    if (!all) {
        made.object("amount", "the amounts have more than 38 digits at their finest decimal");
        return made;
    }
    std::vector<std::size_t> turn(items.size());
    std::iota(turn.begin(), turn.end(), std::size_t{0});
    std::stable_sort(turn.begin(), turn.end(), [&](auto a, auto b) { return items[a].due < items[b].due; });
    auto const to_come =
        std::partition_point(turn.begin(), turn.end(), [&](auto i) { return items[i].due <= on; });
    allocating::pay_in_turn(*all, {turn.begin(), to_come}, order);
    allocating::pay_ahead(*all, {to_come, turn.end()}, order);
    made.value = allocating::told(*all);
    return made;
}

}  // namespace tramo::offers
