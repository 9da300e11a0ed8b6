// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Discounts that never exceed their component and add up.
#pragma once

#include <algorithm>

#include <tramo/offers/forgiveness.hpp>

namespace tramo::offers {

namespace forgiving {

using amounts = by_component<std::int64_t>;

/// numerator / denominator, both from 0.
[[nodiscard]] inline int128 rounded(int128 numerator, int128 denominator, rounding mode) {
    int128 const whole = numerator / denominator, rest = numerator % denominator;
    bool goes_up = false;
    switch (mode) {
        case rounding::up:
        case rounding::ceiling:
            goes_up = rest != 0;
            break;
        case rounding::half_up:
            goes_up = rest * 2 >= denominator;
            break;
        case rounding::half_down:
            goes_up = rest * 2 > denominator;
            break;
        case rounding::half_even:
            goes_up = rest * 2 > denominator || (rest * 2 == denominator && whole % 2 != 0);
            break;
        case rounding::down:
        case rounding::floor:
            break;
    }
    return whole + (goes_up ? 1 : 0);
}

[[nodiscard]] inline std::int64_t share(std::int64_t amount, decimal const& of, rounding mode) {
    if (of.coefficient == 0) return 0;
    if (of.scale > 18) return share(amount, *rescale(of, 18, rounding::half_up), mode);
    return static_cast<std::int64_t>(rounded(of.coefficient * amount, power_of_ten(of.scale), mode));
}

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

TRAMO_INLINE forgiveness forgive(by_component<std::int64_t> const& owed, unit_discounts const& by,
                                 rounding mode) {
    using namespace forgiving;
    forgiveness made;
    for (std::size_t i = 0; i < owed.size(); ++i)
        made.parts[i] = std::min(owed[i], share(owed[i], by.of[i], mode));
    if (by.of_total.coefficient == 0) return made;
    amounts left = owed;
    for (std::size_t i = 0; i < owed.size(); ++i) left[i] -= made.parts[i];
    std::int64_t const room = sum(left);
    auto const principal = index_of(component::principal);
    amounts weights = by.base == total_base::in_turn ? left : owed;
    if (by.base == total_base::principal) weights = amounts{}, weights[principal] = owed[principal];
    std::int64_t const asked = share(sum(weights), by.of_total, mode);
    made.is_capped = asked > room;
    lay(std::min(asked, room), weights, made.parts, owed);
    return made;
}

}  // namespace tramo::offers
