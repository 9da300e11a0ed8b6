// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What money costs: the rates at which flows of money are worth nothing together.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include <tramo/offers/day_count.hpp>
#include <tramo/offers/outcome.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

/// Money that comes in (positive) or goes out, at a time in years (or periods).
struct timed_flow {
    double time = 0;
    double amount = 0;
};

struct dated_flow {
    date day;
    decimal amount;
};

/// The roots found in the range searched, −1 excluded to `largest_rate`, rising. `chosen` is the only one; of
/// several the smallest that is not negative, else the negative one nearest to 0 (the rule of the UK's MCOB
/// 10.3.1; pyxirr and spreadsheets tell whichever their first guess leads to); none where there is no root.
struct rate_solution {
    std::vector<double> roots;
    std::optional<double> chosen;
    [[nodiscard]] bool is_single() const { return roots.size() == 1; }
};

inline constexpr double largest_rate = 1e6;  ///< 100,000,000 %

/// Rates r with Σ amount·(1 + r)^−time = 0, each to about 1e-14 relative where the amounts decide it so far.
/// Every root up to 24 changes of sign of the flows in order of time, by the zeros of the derivatives;
/// beyond, every one that a grid in log(1 + r) and the extremes between its points tell. Each is refined
/// inside a bracket, in a bounded number of steps. A double root, where the value touches 0 within its
/// rounding, is told once. Flows that cancel at every time have any rate as root: 0 is told, with a caveat;
/// several roots are a caveat too. Objections: fewer than two flows, numbers that are not finite. Flows all
/// of one sign have no root and are no objection.
[[nodiscard]] outcome<rate_solution> solve_rate(std::span<timed_flow const> flows);

/// Σ amount·(1 + r)^−time; NaN for rates of −1 and less.
[[nodiscard]] double present_value(std::span<timed_flow const> flows, double rate);

/// Flows at equal intervals, from time 0.
[[nodiscard]] outcome<rate_solution> irr(std::span<double const> amounts);
/// Flows on days, in any order; times by a convention, ACT/365F in spreadsheets. From the earliest flow.
[[nodiscard]] outcome<rate_solution> xirr(std::span<dated_flow const> flows, day_count convention,
                                          day_count_options const& options = {});
/// NaN for rates of −1 and less, and where the convention cannot count.
[[nodiscard]] double xnpv(double rate, std::span<dated_flow const> flows, day_count convention,
                          day_count_options const& options = {});
/// The same for an ordinary case, fast: amounts and days side by side, ACT/365F; falls back on the careful
/// search. To about 1e-14 of 1 + rate. NaN where there is no root. Of several roots it may tell the one that
/// `guess` leads to, which is a root all the same; `xirr` tells them all.
[[nodiscard]] double fast_xirr(std::span<std::int32_t const> days, std::span<double const> amounts,
                               double guess = 0.1);

/// How an annual percentage rate measures time and quotes the rate.
enum class apr_method {
    us_actuarial,  ///< Regulation Z, appendix J: unit-periods, nominal (rate per unit-period × their number a
                   ///< year)
    eu,     ///< 2008/48/EC, 2014/17/EU: effective, `day_count::eu_apr`
    uk,     ///< CONC App 1: effective; whole months, else weeks, where all intervals are such, else years and
            ///< then days / 365, or / 366 where the year that they begin holds a 29 February
    br_cet  ///< Res. CMN 4.881/2020: effective, ACT/365F
};

/// Of a credit: `advances` are what the debtor gets, `payments` what he pays, charges included. As a fraction
/// (0.1052 is 10.52 %). Time runs from the first advance. Objections: no advance, no payment, amounts below
/// 0, payments before the first advance.
[[nodiscard]] outcome<rate_solution> annual_percentage_rate(std::span<dated_flow const> advances,
                                                            std::span<dated_flow const> payments,
                                                            apr_method how);

/// What `apr_method::us_actuarial` measures these flows in: how, and how many there are a year.
struct unit_period_choice {
    unit_period unit;
    double a_year = 12;
    /// Of a single advance and payment less than a year apart, the term is the unit-period.
    bool is_term = false;
};
/// Regulation Z, appendix J, (b)(3), (4), (5)(vi) and (vii): the commonest interval, the smaller of equals;
/// none common: the standard interval nearest to their average. Requires flows, the advances first.
[[nodiscard]] unit_period_choice unit_period_of(std::span<dated_flow const> advances,
                                                std::span<dated_flow const> payments);

/// (1 + periodic)^periods_a_year − 1.
[[nodiscard]] double effective_annual_rate(double periodic, double periods_a_year);
/// The rate per period that compounds to `annual`: (1 + annual)^(1/periods) − 1.
[[nodiscard]] double equivalent_rate(double annual, double periods_a_year);
/// Of a rate, the decimal with so many decimals, half up (away from zero), from its shortest text (0.285 is
/// 0.29). Requires a finite rate below 10^12 and 0 to 18 decimals.
[[nodiscard]] decimal rounded_rate(double rate, int decimals = 8);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/effective_rate.ipp>
#endif
