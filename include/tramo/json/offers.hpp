// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Offers, refusals and agreements as JSON. Amounts and rates are strings, exact to the last digit.
#pragma once

#include <string>

#include <tramo/policy/offers.hpp>

namespace tramo {

/// One object after the other, with commas between them and no brackets: `{"account", "condition",
/// "alternative", "total", "discounts": {component: amount}, "entry", "installments": [{"due", "amount"}…],
/// "effective_rate", "saving", "rule"}`. `total` is what is paid in all; a component stands among the
/// discounts where something of it is owed; the entry is not among the installments.
[[nodiscard]] std::string offers_to_json(offer_finder const& by, offer_batch const& found, batch const& data);
/// `{"account", "condition", "reason"}`, one for each account and condition; several reasons are joined by ";
/// ".
[[nodiscard]] std::string refusals_to_json(offer_finder const& by, offer_batch const& found,
                                           batch const& data);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/json/offers.ipp>
#endif
