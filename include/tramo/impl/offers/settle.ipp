// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reaches a settlement's target component by component, as far as the ceilings let it.
#pragma once

#include <algorithm>

#include <tramo/impl/offers/discount.ipp>

namespace tramo::offers {
namespace settling {

using money::unit_parts;
using money::units;

inline void check_waterfall(settlement_target const& target, outcome<settlement>& answer) {
    by_component<bool> is_named{};
    for (auto const which : target.waterfall) {
        auto& before = is_named[index_of(which)];
        if (before)
            answer.object("target.waterfall",
                          std::string(component_names[index_of(which)]) + " stands there twice");
        before = true;
    }
    for (std::size_t place = 0; place < component_count; ++place)
        money::check_share(target.ceilings[place], discounting::input_of("target.ceilings", place), answer);
    if (target.forgive_share.has_value() == target.pay_amount.has_value())
        answer.object("target", "either a share to forgive or an amount to pay is due, one of the two");
}

/// How much is to be forgiven of a total.
[[nodiscard]] inline units goal_of(settlement_target const& target, units total,
                                   rounding_policy const& rounding, outcome<settlement>& answer) {
    if (target.forgive_share) {
        money::check_share(*target.forgive_share, "target.forgive_share", answer);
        return answer.ok() ? money::share_of(total, *target.forgive_share, rounding.interest) : 0;
    }
    if (!target.pay_amount) return 0;
    auto const paid = money::read_amount(*target.pay_amount, "target.pay_amount", rounding, answer);
    if (paid && *paid > total)
        answer.object("target.pay_amount", "the amount is " + to_string(*target.pay_amount) + "; only " +
                                               to_string(money::to_amount(total, rounding)) + " is owed");
    return total - paid.value_or(total);
}

/// `21.43%` for 300 of 1400.
[[nodiscard]] inline std::string percent_of(units part, units total) {
    if (total == 0) return "0.00%";
    auto const share = wide::rational(wide::to_integer(part) * 100, wide::to_integer(total));
    return to_string(wide::to_decimal(share, 2, rounding::half_up).value_or(decimal())) + "%";
}

}  // namespace settling

TRAMO_INLINE outcome<settlement> settle(by_component<decimal> const& owed, settlement_target const& target,
                                        rounding_policy const& rounding) {
    outcome<settlement> answer;
    auto const debt = discounting::read_owed(owed, rounding, answer);
    settling::check_waterfall(target, answer);
    if (!answer.ok()) return answer;
    auto const total = money::sum(debt);
    auto const goal = settling::goal_of(target, total, rounding, answer);
    if (!answer.ok()) return answer;

    money::unit_parts forgiven{};
    auto left = goal;
    for (auto const which : target.waterfall) {
        auto const place = index_of(which);
        // Down, whatever the policy: a ceiling is not passed by a fraction of a unit.
        auto const most = money::share_of(debt[place], target.ceilings[place], rounding::down);
        forgiven[place] = std::min(left, most);
        left -= forgiven[place];
        if (left > 0 && most < debt[place]) answer.value.held.push_back(which);
    }
    auto const reached = goal - left;
    for (std::size_t place = 0; place < component_count; ++place)
        answer.value.forgiven[place] = money::to_amount(forgiven[place], rounding);
    answer.value.net = money::to_amount(total - reached, rounding);
    answer.value.short_by = money::to_amount(left, rounding);
    answer.value.is_feasible = left == 0;
    if (left > 0)
        answer.value.reason = "max " + to_string(money::to_amount(reached, rounding)) + " (" +
                              settling::percent_of(reached, total) + ") < requested " +
                              to_string(money::to_amount(goal, rounding));
    else
        answer.value.held.clear();
    return answer;
}

}  // namespace tramo::offers
