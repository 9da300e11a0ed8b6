// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is forgiven of a debt, in the currency's smallest unit: shares of components and of the total.
#pragma once

#include <cstdint>

#include <tramo/config.hpp>
#include <tramo/values/component.hpp>
#include <tramo/values/decimal.hpp>
#include <tramo/values/rounding.hpp>

namespace tramo::offers {

/// Shares to forgive, fractions from 0 to 1: of each component, and of the total.
struct discount_shares {
    by_component<decimal> of;
    decimal of_total;
    discount_base base = discount_base::total;
};

struct forgiveness {
    by_component<std::int64_t> parts{};  ///< each at most what is owed
    bool is_capped = false;              ///< the shares together asked for more than there is
};

/// Each component's discount is rounded by itself, then that on the total, which is laid on the components in
/// proportion to what is owed of each (of the principal alone where that is the base; to what is left of each
/// in turn), the units left over to the largest remainders; what a component cannot take goes to fine, fees,
/// interest and principal in this order. Requires amounts from 0 whose sum is at most 10^17.
[[nodiscard]] forgiveness forgive(by_component<std::int64_t> const& owed, discount_shares const& by,
                                  rounding mode = rounding::half_up);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/forgiveness.ipp>
#endif
