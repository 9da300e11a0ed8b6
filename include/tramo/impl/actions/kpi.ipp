// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Key figures from their two sides, and the few that are no plain quotient.
#pragma once

#include <tramo/actions/kpi.hpp>
#include <tramo/impl/actions/buckets.ipp>
#include <tramo/impl/actions/exact_product.ipp>
#include <tramo/impl/actions/exact_quotient.ipp>
#include <tramo/impl/actions/kpi_table.ipp>
#include <tramo/impl/actions/promise_outcome.ipp>
#include <tramo/impl/actions/roll_rates.ipp>

namespace tramo::actions {

TRAMO_INLINE std::span<kpi_definition const> kpi_definitions() {
    return figures::definitions;
}

TRAMO_INLINE kpi_definition const* find_kpi(std::string_view name) {
    for (auto const& one : figures::definitions)
        if (one.name == name) return &one;
    return nullptr;
}

TRAMO_INLINE std::optional<kpi> kpi_of(std::string_view name, decimal numerator, decimal denominator,
                                       int decimals) {
    auto const* const of = find_kpi(name);
    if (!of) return {};
    int const enlarged = of->is_percent ? 2 : 0;
    return kpi{of, numerator, denominator, quotients::half_up(numerator, denominator, enlarged, decimals)};
}

TRAMO_INLINE std::optional<decimal> collection_effectiveness(decimal begin, decimal sales, decimal end_total,
                                                             decimal end_current, int decimals) {
    auto const due = add(begin, sales);
    if (!due) return {};
    auto const collected = subtract(*due, end_total), collectable = subtract(*due, end_current);
    if (!collected || !collectable) return {};
    return quotients::half_up(*collected, *collectable, 2, decimals);
}

TRAMO_INLINE std::optional<decimal> days_sales_outstanding(decimal receivables, decimal sales, int days,
                                                           int decimals) {
    auto const weighted = multiply(receivables, decimal(days));
    if (!weighted) return {};
    return quotients::half_up(*weighted, sales, 0, decimals);
}

TRAMO_INLINE std::optional<decimal> expected_charge_off(decimal balance, std::span<decimal const> roll_rates,
                                                        int decimals) {
    products::product left(balance);
    for (auto const& rate : roll_rates) left.multiply_by(rate);
    return left.half_up(decimals);
}

}  // namespace tramo::actions
