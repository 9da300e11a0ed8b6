// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What being late costs: fines, interest, fees of collection, within their caps; charged once.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/offers/day_count.hpp>
#include <tramo/offers/outcome.hpp>
#include <tramo/offers/rounding_policy.hpp>
#include <tramo/values/business_calendar.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

/// How late interest grows.
enum class growth { simple, compound };

/// What interest is taken on.
enum class interest_base { principal, principal_and_fine };

/// Interest from a day on: a share a month of so many days, or a year by a convention.
struct late_interest {
    decimal rate;                     ///< a fraction per month of `month_days`, or per year with `yearly`
    int month_days = 30;              ///< 1: the rate is per day
    std::optional<day_count> yearly;  ///< the rate is annual, days by this convention
    business_calendar const* calendar = nullptr;  ///< BUS/252 needs one
    growth how = growth::simple;
    interest_base base = interest_base::principal;
    bool is_flat = false;  ///< once on the amount, whatever the days (Q-44)
    int unpaid_days = 0;   ///< so many days at the beginning bear none, however late it becomes
};

/// One bracket of a progressive fee: on what lies above the bracket before, up to `until` (none: no end).
struct fee_bracket {
    std::optional<decimal> until;
    decimal share;
};

struct late_terms {
    int free_days = 0;                ///< nothing is charged up to and with this day late
    int fee_free_days = 0;            ///< no fees up to and with this day late (Chile: 20)
    decimal fine;                     ///< a fraction of the principal, once
    std::optional<decimal> fine_cap;  ///< the largest lawful fraction
    std::optional<late_interest> interest;
    std::optional<decimal> interest_cap;  ///< interest is at most this fraction of the principal
    std::vector<fee_bracket> fees;        ///< progressive, in units of `fee_unit`
    decimal fee_unit = decimal(1);        ///< money one unit of the brackets is worth (the UF of the day)
    decimal fee_reduction;                ///< taken off the fee, in units, not below 0
    std::optional<decimal> correction;    ///< the principal is first raised by this fraction (index), and
                                          ///< all charges are on the raised one
};

struct late_charge {
    decimal corrected_principal;
    decimal interest, fine, fees;
    decimal total;      ///< of all four
    decimal fee_units;  ///< the fees in `fee_unit`s, six decimals half up, before money is rounded
    std::vector<std::string> capped;  ///< which cap held, by its rule: "fine_cap", "interest_cap"
};

/// What is due on `principal` after so many days. Nothing is charged where nothing is late. Corrected
/// principal, interest, fine and fees are each rounded to the smallest unit by `rounding.interest`, so that
/// they add up. A daily rate (of growth by a year's convention or compounded: the whole factor) is
/// rounded to `rate_decimals` and cut after `truncated_decimals` where the policy says so. Caps hold for
/// fractions: 2 % of 99.99 is 2.00 to the nearest cent; `rounding::down` stays below to the cent. Interest on
/// principal and fine takes the fine as rounded. Objections: a negative principal, negative days, brackets
/// that do not rise, a fraction below 0, a convention that needs dates (use the other overload).
[[nodiscard]] outcome<late_charge> late_charges(decimal const& principal, std::int64_t days_late,
                                                late_terms const& by, rounding_policy const& rounding);
/// The same between two days; nothing is late before or on the due date.
[[nodiscard]] outcome<late_charge> late_charges(decimal const& principal, date due, date on,
                                                late_terms const& by, rounding_policy const& rounding);

/// A charge that is asked for: for which debt, of which kind, for which period.
struct charge_key {
    std::string debt;
    std::string kind;  ///< "interest", "fine", "fees"
    date from, until;  ///< the period, both included; a charge once for all has both on the due date
    friend auto operator<=>(charge_key const&, charge_key const&) = default;
};

struct posted_charge {
    charge_key key;
    decimal amount;
};

/// Charges of a run that are not among those posted before, nor earlier in the run: running twice charges
/// once. Where the amount differs from the one posted, a caveat says so and the posted one stays. A charge
/// whose period overlaps another of its debt and kind without being equal to it, or ends before it begins, is
/// refused by an objection that names both; the others go on, so the value counts even then.
[[nodiscard]] outcome<std::vector<posted_charge>> charges_to_post(std::vector<posted_charge> const& before,
                                                                  std::vector<posted_charge> const& asked);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/late_charges.ipp>
#endif
