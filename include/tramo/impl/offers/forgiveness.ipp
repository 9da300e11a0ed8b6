// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Discounts that never exceed their component and add up.
#pragma once

#include <algorithm>

#include <tramo/impl/offers/unit_rounding.ipp>
#include <tramo/offers/forgiveness.hpp>
#include <tramo/offers/payment_plan.hpp>

namespace tramo::offers {

namespace forgiving {

using amounts = by_component<std::int64_t>;

[[nodiscard]] inline std::int64_t sum(amounts const& of) {
    std::int64_t all = 0;
    for (auto const one : of) all += one;
    return all;
}

/// Lays an amount on the components by weight, none beyond its room. Requires the amount within all room.
inline void lay(std::int64_t amount, amounts const& weights, amounts& parts, amounts const& owed) {
    std::int64_t const whole = sum(weights);
    std::int64_t left = amount;
    amounts remainders{};
    for (std::size_t i = 0; i < parts.size() && whole > 0; ++i) {
        int128 const exact = static_cast<int128>(amount) * weights[i];
        auto const wanted = static_cast<std::int64_t>(exact / whole);
        remainders[i] = static_cast<std::int64_t>(exact % whole);
        auto const given = std::min(wanted, owed[i] - parts[i]);
        parts[i] += given;
        left -= given;
    }
    for (std::size_t round = 0; round < parts.size() && left > 0; ++round) {
        auto const most = std::max_element(remainders.begin(), remainders.end());
        auto const at = static_cast<std::size_t>(most - remainders.begin());
        if (*most > 0 && parts[at] < owed[at]) ++parts[at], --left;
        *most = 0;
    }
    for (auto const which : {component::fine, component::fees, component::interest, component::principal}) {
        auto const at = index_of(which);
        auto const given = std::min(left, owed[at] - parts[at]);
        parts[at] += given;
        left -= given;
    }
}

}  // namespace forgiving

TRAMO_INLINE forgiveness forgive(by_component<std::int64_t> const& owed, discount_shares const& by,
                                 rounding mode) {
    using namespace forgiving;
    forgiveness made;
    for (std::size_t i = 0; i < owed.size(); ++i)
        made.parts[i] = std::min(owed[i], share_of(owed[i], by.of[i], mode));
    if (by.of_total.coefficient == 0) return made;
    amounts left = owed;
    for (std::size_t i = 0; i < owed.size(); ++i) left[i] -= made.parts[i];
    std::int64_t const room = sum(left);
    auto const principal = index_of(component::principal);
    amounts weights = by.base == discount_base::in_turn ? left : owed;
    if (by.base == discount_base::principal) weights = amounts{}, weights[principal] = owed[principal];
    std::int64_t const asked = share_of(sum(weights), by.of_total, mode);
    made.is_capped = asked > room;
    lay(std::min(asked, room), weights, made.parts, owed);
    return made;
}

}  // namespace tramo::offers
