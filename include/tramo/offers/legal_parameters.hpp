// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the law allows, as data with the days it holds and where it stands. A missing rule means: charge
// nothing.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/offers/late_charges.hpp>

namespace tramo::offers {

/// A parameter of a country's law, valid from a day to a day (included; none: still).
struct legal_parameter {
    std::string_view country;  ///< ISO 3166: "BR"
    std::string_view name;     ///< "consumer_fine_cap"
    std::string_view value;    ///< an exact decimal, "0.02", or brackets "10:0.09;50:0.06;*:0.03"
    std::string_view unit;     ///< "fraction", "fraction a month", "days", "UF"
    date from;
    std::optional<date> until;
    std::string_view source;  ///< the norm, and where it can be read
    std::string_view note;    ///< what is not settled: "to verify against the statute"
};

/// All that are kept here (impl/offers/legal_parameters_table.ipp). What is published every month (Brazil's
/// legal rate, Chile's rates, the UF) is not: give it as rows of your own.
[[nodiscard]] std::span<legal_parameter const> legal_parameters();
/// The one that holds on a day, or none. Rows of one's own come before those kept here; of several that hold,
/// the one that began last.
[[nodiscard]] legal_parameter const* find_legal_parameter(std::string_view country, std::string_view name,
                                                          date on, std::span<legal_parameter const> own = {});
/// The number of a row; none where it holds brackets.
[[nodiscard]] std::optional<decimal> legal_number(legal_parameter const& parameter);
/// `"10:0.09;50:0.06;*:0.03"` as brackets; none where it is not written so.
[[nodiscard]] std::optional<std::vector<fee_bracket>> legal_brackets(legal_parameter const& parameter);

/// What the law makes a charge depend on.
struct legal_circumstances {
    bool had_useful_management = true;  ///< Chile: the debtor was told for free within 15 days
    std::span<legal_parameter const> own = {};
};

/// Late charges as a country's law has them on a day: "BR" fine 2 % and 1 % a month simple, days / 30; "CL"
/// fees of collection 9/6/3 % of brackets in UF from day 21 on (`uf` is that day's UF in pesos). An objection
/// for a country without rules, and where a rule needed holds no value on the day: then the terms charge
/// nothing.
[[nodiscard]] outcome<late_terms> lawful_late_terms(std::string_view country, date on,
                                                    std::optional<decimal> const& uf = {},
                                                    legal_circumstances const& given = {});

/// How Brazil's legal rate follows from Selic and IPCA-15 of the month before: the quotient of their factors
/// less 1 (Res. CMN 5.171/2024 art. 2), or the plain difference. Not below 0 (Código Civil art. 406 § 3).
enum class legal_rate_method { factors, difference };
/// A fraction a month with `decimals` decimals, half to even (NBR 5891). The central bank publishes it: use
/// the published one where there is one. Objections: a fraction of −1 or below.
[[nodiscard]] outcome<decimal> legal_rate(decimal const& selic, decimal const& index, legal_rate_method how,
                                          int decimals = 8);

/// A twelfth of an annual rate, half up: how Chile's maximum rates are given by month.
[[nodiscard]] outcome<decimal> monthly_rate(decimal const& annual, int decimals);
/// Chile's segment of a loan in pesos, not indexed, of 90 days and more: "<=50", "50-200", ">200" UF.
[[nodiscard]] outcome<std::string> maximum_rate_segment(decimal const& amount_uf, date on,
                                                        std::span<legal_parameter const> own = {});
/// Chile's maximum conventional rate a year: up to 200 UF the reference rate and the segment's points (Ley
/// 18.010 art. 6 bis); above, or without an amount, the larger of 1.5 times the current rate and the rate and
/// 2 points (art. 6). All fractions. To verify against the statute; the published one counts. An objection
/// where no row holds on the day.
[[nodiscard]] outcome<decimal> maximum_rate(decimal const& rate, std::optional<decimal> const& amount_uf,
                                            date on, std::span<legal_parameter const> own = {});

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/legal_parameters.ipp>
#endif
