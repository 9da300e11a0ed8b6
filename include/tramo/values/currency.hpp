// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Currencies by their ISO 4217 code, and how many decimals their smallest unit has.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>

namespace tramo {

/// Decimals of the minor unit: BRL and USD 2, CLP and PYG 0, CLF (UF) 4. None for an unknown code.
/// Source: ISO 4217, list one.
[[nodiscard]] std::optional<int> minor_units(std::string_view code);

/// Every code known, sorted: for "did you mean".
[[nodiscard]] std::vector<std::string_view> const& currency_codes();

/// The code that a written sign stands for (`R$` BRL, `US$` USD, `€` EUR, `₲` PYG, `UF` CLF); none where it
/// stands for several (`$`) or is not known.
[[nodiscard]] std::optional<std::string_view> currency_of_sign(std::string_view sign);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/currency.ipp>
#endif
