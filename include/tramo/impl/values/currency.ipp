// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The currencies of ISO 4217, list one, and the signs that stand for one of them only.
#pragma once

#include <algorithm>
#include <array>
#include <utility>

#include <tramo/values/currency.hpp>

namespace tramo {
namespace currency_detail {

/// Sorted. Metals, test codes and others without a minor unit ("N.A.") are left out, because no amount can
/// be kept in them; codes withdrawn of late (ANG, BGN, CUC, ZWL) stay, because old debts are written in them.
inline constexpr auto codes = std::to_array<std::string_view>({
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN",
    "BHD", "BIF", "BMD", "BND", "BOB", "BOV", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF",
    "CHE", "CHF", "CHW", "CLF", "CLP", "CNY", "COP", "COU", "CRC", "CUC", "CUP", "CVE", "CZK", "DJF",
    "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD",
    "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD",
    "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR",
    "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK",
    "MXN", "MXV", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK",
    "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK",
    "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND",
    "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "USN", "UYI", "UYU", "UYW", "UZS", "VED",
    "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG", "ZWL",
});

/// The codes whose minor unit is not 2 decimals. Sorted.
inline constexpr auto other_minor_units = std::to_array<std::pair<std::string_view, int>>({
    {"BHD", 3}, {"BIF", 0}, {"CLF", 4}, {"CLP", 0}, {"DJF", 0}, {"GNF", 0}, {"IQD", 3},
    {"ISK", 0}, {"JOD", 3}, {"JPY", 0}, {"KMF", 0}, {"KRW", 0}, {"KWD", 3}, {"LYD", 3},
    {"OMR", 3}, {"PYG", 0}, {"RWF", 0}, {"TND", 3}, {"UGX", 0}, {"UYI", 0}, {"UYW", 4},
    {"VND", 0}, {"VUV", 0}, {"XAF", 0}, {"XOF", 0}, {"XPF", 0},
});

/// `$` alone, `Bs` and the yen's sign are missing: each stands for several currencies.
inline constexpr auto signs = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"R$", "BRL"},
    {"US$", "USD"},
    {"U$S", "USD"},
    {"€", "EUR"},
    {"£", "GBP"},
    {"₲", "PYG"},
    {"Gs.", "PYG"},
    {"UF", "CLF"},
    {"UVR", "COU"},
    {"S/", "PEN"},
    {"RD$", "DOP"},
    {"$U", "UYU"},
});

}  // namespace currency_detail

TRAMO_INLINE std::optional<int> minor_units(std::string_view code) {
    using namespace currency_detail;
    if (!std::binary_search(codes.begin(), codes.end(), code)) return std::nullopt;
    auto const is_it = [&](auto const& other) { return other.first == code; };
    auto const other = std::find_if(other_minor_units.begin(), other_minor_units.end(), is_it);
    return other == other_minor_units.end() ? 2 : other->second;
}

TRAMO_INLINE std::vector<std::string_view> const& currency_codes() {
    static std::vector<std::string_view> const all(currency_detail::codes.begin(),
                                                   currency_detail::codes.end());
    return all;
}

TRAMO_INLINE std::optional<std::string_view> currency_of_sign(std::string_view sign) {
    for (auto const& [written, code] : currency_detail::signs)
        if (written == sign) return code;
    return std::nullopt;
}

}  // namespace tramo
