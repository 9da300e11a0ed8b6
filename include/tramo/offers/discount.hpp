// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What may be forgiven of a debt, component by component, and how a target is reached within the ceilings.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tramo/offers/forgiveness.hpp>
#include <tramo/offers/outcome.hpp>
#include <tramo/offers/rounding_policy.hpp>
#include <tramo/values/component.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

struct discounted {
    by_component<decimal> owed;
    by_component<decimal> forgiven;  ///< each at most what is owed
    decimal total;                   ///< of what is owed
    decimal net;                     ///< total less all that is forgiven
    bool is_capped = false;          ///< the shares together asked for more than there is
};

/// As `forgive` has it, of amounts of money: the parts add up and none is more than its component. With base
/// `total`: net = T − r(c·d_c) − r(T·d_T). Rounded to the smallest unit, as interest is. Objections: an
/// amount that is negative or finer than the smallest unit, more than 10^17 units in all, a share outside 0
/// to 1 or with more than 18 decimals.
[[nodiscard]] outcome<discounted> apply_discounts(by_component<decimal> const& owed,
                                                  discount_shares const& shares,
                                                  rounding_policy const& rounding);

/// What is forgiven of the total, as a fraction with six decimals, half up: 400 of 1400 is 0.285714.
[[nodiscard]] decimal forgiven_share(discounted const& what);

/// A target to reach: how much of the total is to be forgiven (or what is to be paid), by a waterfall.
struct settlement_target {
    std::optional<decimal> forgive_share;  ///< of the total
    std::optional<decimal> pay_amount;     ///< instead: what the debtor pays
    std::vector<component> waterfall;      ///< the order in which components are forgiven, each at most once
    by_component<decimal> ceilings{decimal(1), decimal(1), decimal(1), decimal(1)};  ///< fractions
};

struct settlement {
    by_component<decimal> forgiven;  ///< where it is not feasible: the most there is
    decimal net;                     ///< of the total, less what is forgiven
    bool is_feasible = false;
    decimal short_by;             ///< what the ceilings and the waterfall do not let forgive
    std::string reason;           ///< not feasible: "max 300.00 (21.43%) < requested 560.00"
    std::vector<component> held;  ///< not feasible: components whose ceiling holds, in the waterfall's order
};

/// Components are forgiven in the waterfall's order, each up to its ceiling (rounded down to the smallest
/// unit), until the target is reached; one that the waterfall does not name is not touched. Objections: as
/// for discounts, a component named twice, both targets or none, more to pay than is owed.
[[nodiscard]] outcome<settlement> settle(by_component<decimal> const& owed, settlement_target const& target,
                                         rounding_policy const& rounding);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/discount.ipp>
#endif
