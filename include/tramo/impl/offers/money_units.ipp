// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Amounts as whole numbers of a currency's smallest unit, with objections to what is none, and shares of
// them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include <tramo/impl/offers/wide_number.ipp>
#include <tramo/offers/outcome.hpp>
#include <tramo/offers/rounding_policy.hpp>
#include <tramo/values/component.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers::money {

using units = int128;
using unit_parts = by_component<units>;

/// Amounts are below 10^36 units, so that a handful of them can be added without looking.
inline constexpr int most_digits = 36;

/// Whether the policy can be computed with; an objection where not.
template <class T>
[[nodiscard]] bool has_units(rounding_policy const& rounding, outcome<T>& answer) {
    if (0 <= rounding.minor_units && rounding.minor_units <= 18) return true;
    answer.object("rounding.minor_units",
                  "the currency has " + std::to_string(rounding.minor_units) + " decimals; 0 to 18 are due");
    return false;
}

/// A number of units, not negative; an objection and no value where there is none.
template <class T>
[[nodiscard]] std::optional<units> read_amount(decimal const& amount, std::string const& input,
                                               rounding_policy const& rounding, outcome<T>& answer) {
    auto const say = [&](std::string const& what) {
        answer.object(input, "the amount is " + to_shortest_string(amount) + "; " + what);
    };
    if (amount.coefficient < 0) {
        say("it must not be negative");
        return {};
    }
    if (floor_at_scale(amount, rounding.minor_units) >= power_of_ten(most_digits)) {
        say("amounts of more than " + std::to_string(most_digits) + " digits are not computed with");
        return {};
    }
    auto const exact = rescale_exactly(amount, rounding.minor_units);
    if (!exact) {
        say("the currency has " + std::to_string(rounding.minor_units) + " decimals");
        return {};
    }
    return exact->coefficient;
}

/// A fraction from 0 to 1.
template <class T>
void check_share(decimal const& share, std::string const& input, outcome<T>& answer) {
    if (share.coefficient == 0 || (share.coefficient > 0 && share <= decimal(1))) return;
    answer.object(input, "the share is " + to_shortest_string(share) + "; it must be from 0 to 1");
}

[[nodiscard]] inline decimal to_amount(units count, rounding_policy const& rounding) {
    return {count, rounding.minor_units};
}

/// `amount · share` in whole units. Requires an amount below 10^36 and a share of at most 1.
[[nodiscard]] inline units share_of(units amount, decimal const& share, rounding mode) {
    if (auto const product = multiply(decimal(amount), share))
        if (auto const whole = rescale(*product, 0, mode)) return whole->coefficient;
    wide::rational const exact = wide::rational(wide::to_integer(amount)) * wide::to_rational(share);
    return wide::to_int128(wide::round_to_integer(exact, mode)).value_or(0);
}

[[nodiscard]] inline units sum(unit_parts const& parts) {
    units total = 0;
    for (auto const part : parts) total += part;
    return total;
}

}  // namespace tramo::offers::money
