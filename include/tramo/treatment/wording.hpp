// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Amounts, numbers and days as people of a place write them, for messages.
#pragma once

#include <string>
#include <string_view>

#include <tramo/config.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::treatment {

/// How numbers and days are written: by the language of the text and the currency of the policy, which tells
/// the country (Mexico and Peru write 1,234.50, Paraguay and Chile 1.234,50).
struct wording_locale {
    std::string language = "en";  ///< en, es or pt
    char point = '.', group = ',';
};

[[nodiscard]] wording_locale locale_of(std::string_view language, std::string_view currency);

/// "R$ 1.234,50", "Gs. 1.234.567", "US$ 1,234.50", "UF 2,5000": with the decimals that the amount has. In
/// English
/// "$1,234.50" are US dollars only; pesos are told by their code.
[[nodiscard]] std::string write_amount(decimal const& amount, std::string_view currency,
                                       wording_locale const& in);
/// "1.234,5": as many decimals as are needed.
[[nodiscard]] std::string write_number(decimal const& number, wording_locale const& in);
/// 0.125 as "12,5 %" (English "12.5%").
[[nodiscard]] std::string write_percent(decimal const& share, wording_locale const& in);
/// "21/11/2026"; in English "21 Nov 2026", which nobody takes for another day.
[[nodiscard]] std::string write_day(date day, wording_locale const& in);

}  // namespace tramo::treatment

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/treatment/wording.ipp>
#endif
