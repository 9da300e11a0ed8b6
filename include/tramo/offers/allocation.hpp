// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which part of a debt a payment pays.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/offers/outcome.hpp>
#include <tramo/values/component.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

/// An installment, or a debt: what is still open of each component.
struct open_item {
    std::string id;
    date due;
    by_component<decimal> open;
};

/// Horizontal: item by item, the oldest first, each in the order of components. Vertical: component by
/// component across all items.
enum class direction { by_installment, by_component };

/// Where money goes that is more than what is due: to the next installments, to the last ones, shared equally
/// by all that are to come, or nowhere (it stays unapplied).
enum class future_rule { next, last, spread, unapplied };

struct allocation_order {
    std::vector<component> components;  ///< each at most once; one that is missing gets nothing
    direction how = direction::by_installment;
    future_rule future = future_rule::next;
    int minor_units = 2;  ///< equal shares of a `spread` are whole units of so many decimals
};

/// "fine, fees, interest, principal" by name: `penalty_fee_interest_principal` (Fineract's default),
/// `penalty_fee_principal_interest`, `interest_principal_penalty_fee`, `principal_interest_penalty_fee`,
/// `costs_interest_principal` (§ 367 BGB: fees and fines, interest, principal), `interest_first` (civil codes
/// of Chile art. 1595, Brazil art. 354, Colombia art. 1653: interest, fine, fees, principal). None when
/// unknown.
[[nodiscard]] std::optional<allocation_order> find_allocation_order(std::string_view name);
[[nodiscard]] std::vector<std::string_view> allocation_order_names();

struct allocated {
    std::size_t item = 0;
    by_component<decimal> paid;
};

struct allocation {
    std::vector<allocated> parts;  ///< in the order of items as given, only those that got something
    decimal unapplied;             ///< what is left
};

/// Items are taken by due date, then as given: first those due on or before `on`, then by the future rule
/// those to come, both in the order's direction (`spread` takes each item's share in the order of
/// components; what a share does not divide, or an item cannot take, goes to the others, the earliest first).
/// Parts and `unapplied` add up to the amount. Objections: a negative amount or open component, a component
/// twice in the order.
[[nodiscard]] outcome<allocation> allocate(decimal const& amount, std::vector<open_item> const& items,
                                           allocation_order const& order, date on);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/allocation.ipp>
#endif
