// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The other file that includes everything header-only.
#include <string>

#include <tramo/tramo.hpp>

std::string amount_in_two() {
    auto const price = tramo::parse_decimal("1.50");
    auto const amount = price ? tramo::multiply(*price, tramo::decimal{3}) : price;
    return amount ? tramo::to_string(*amount) : "nothing";
}
