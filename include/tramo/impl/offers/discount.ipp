// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Takes discounts off a debt so that the parts add up and none is more than its component.
#pragma once

#include <algorithm>
#include <string>

#include <tramo/impl/offers/money_units.ipp>
#include <tramo/offers/discount.hpp>

namespace tramo::offers {
namespace discounting {

using money::unit_parts;
using money::units;

[[nodiscard]] inline std::string input_of(char const* member, std::size_t place) {
    return std::string(member) + "." + std::string(component_names[place]);
}

/// What is owed, in units; objections where that is not a debt.
template <class T>
[[nodiscard]] unit_parts read_owed(by_component<decimal> const& owed, rounding_policy const& rounding,
                                   outcome<T>& answer) {
    unit_parts parts{};
    if (!money::has_units(rounding, answer)) return parts;
    for (std::size_t place = 0; place < component_count; ++place) {
        if (owed[place].coefficient == 0) continue;
        auto const amount = money::read_amount(owed[place], input_of("owed", place), rounding, answer);
        parts[place] = amount.value_or(0);
    }
    return parts;
}

/// The shares as `forgive` takes them, with 18 decimals at most; objections to those that are none.
[[nodiscard]] inline discount_shares read_shares(discount_shares const& shares, outcome<discounted>& answer) {
    auto const read = [&](decimal const& share, std::string const& input) {
        money::check_share(share, input, answer);
        auto const exact = share.scale <= 18 ? share : rescale_exactly(share, 18);
        if (!exact) answer.object(input, "the share is " + to_string(share) + "; it has at most 18 decimals");
        return exact.value_or(decimal());
    };
    discount_shares made;
    made.base = shares.base;
    for (std::size_t place = 0; place < component_count; ++place)
        if (shares.of[place].coefficient != 0)
            made.of[place] = read(shares.of[place], input_of("shares.of", place));
    if (shares.of_total.coefficient != 0) made.of_total = read(shares.of_total, "shares.of_total");
    return made;
}

}  // namespace discounting

TRAMO_INLINE outcome<discounted> apply_discounts(by_component<decimal> const& owed,
                                                 discount_shares const& shares,
                                                 rounding_policy const& rounding) {
    outcome<discounted> answer;
    auto const debt = discounting::read_owed(owed, rounding, answer);
    auto const by = discounting::read_shares(shares, answer);
    auto const total = money::sum(debt);
    if (total > power_of_ten(17))
        answer.object("owed", "in all " + to_string(money::to_amount(total, rounding)) +
                                  " is owed; of more than " +
                                  to_string(money::to_amount(power_of_ten(17), rounding)) +
                                  " discounts are not computed");
    if (!answer.ok()) return answer;
    by_component<std::int64_t> counts{};
    for (std::size_t place = 0; place < component_count; ++place)
        counts[place] = static_cast<std::int64_t>(debt[place]);

    auto const made = forgive(counts, by, rounding.interest);
    auto net = total;
    for (std::size_t place = 0; place < component_count; ++place) {
        answer.value.owed[place] = money::to_amount(debt[place], rounding);
        answer.value.forgiven[place] = money::to_amount(made.parts[place], rounding);
        net -= made.parts[place];
    }
    answer.value.total = money::to_amount(total, rounding);
    answer.value.net = money::to_amount(net, rounding);
    answer.value.is_capped = made.is_capped;
    return answer;
}

TRAMO_INLINE decimal forgiven_share(discounted const& what) {
    if (what.total.coefficient == 0) return {};
    auto const total = wide::to_rational(what.total);
    wide::rational const share = (total - wide::to_rational(what.net)) / total;
    return wide::to_decimal(share, 6, rounding::half_up).value_or(decimal());
}

}  // namespace tramo::offers

#include <tramo/impl/offers/settle.ipp>
