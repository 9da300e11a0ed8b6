// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What it costs to end a loan early: payoff quotes and the rebates that the law gives.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tramo/offers/day_count.hpp>
#include <tramo/offers/outcome.hpp>
#include <tramo/offers/rounding_policy.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

/// A loan as it stands: what is still owed of it.
struct running_loan {
    decimal balance;  ///< principal not yet repaid
    decimal annual_rate;
    day_count convention = day_count::actual_365_fixed;
    business_calendar const* calendar = nullptr;
    date interest_from;  ///< the day up to which interest is paid
    decimal arrears;     ///< due and unpaid: interest, fines, fees
    decimal credit;      ///< paid and not applied
    std::string currency;
    std::string arrears_currency, credit_currency;  ///< empty: the loan's
};

/// What the lender may ask for ending early: a share of the principal, at most another amount. Without either
/// cap nothing is asked: a cap that is not known is none that is kept.
struct compensation {
    decimal share;
    std::optional<decimal> cap_share;  ///< of the principal
    std::optional<decimal> cap_amount;
    std::string currency;  ///< of `cap_amount`; empty: the loan's
};

struct payoff {
    decimal principal, accrued_interest, arrears, compensation, credit;
    decimal total;           ///< the sum, less the credit, not below 0
    decimal refund;          ///< credit beyond what is owed
    bool is_capped = false;  ///< less compensation is asked than the share would give
    date as_of, valid_until;
    std::string currency;
};

/// A quote for a day, good until another: interest is up to the day it is valid until where
/// `charges_validity`. Interest is balance · rate · years, by the policy's interest knob. Objections:
/// amounts that are negative, finer than the smallest unit or of several currencies, an `as_of` before
/// `interest_from`, a validity that ends before it begins, a calendar that ends too soon.
[[nodiscard]] outcome<payoff> payoff_quote(running_loan const& loan, compensation const& asked, date as_of,
                                           date valid_until, rounding_policy const& rounding,
                                           bool charges_validity = false);

/// Payments that are left, at equal periods.
struct remaining_payments {
    decimal payment;
    int count = 0;            ///< 0 to 1,200
    decimal rate;             ///< per period, above −1
    fraction part_of_period;  ///< 0 right after a due date, up to 1: gone since then (12 of 30 days: 12/30)
};

/// The present value of what is left at the contract's rate: payment · (1 − (1 + r)^−n) / r · (1 + r)^part
/// (Brazil: CDC art. 52 par. 2, Res. CMN 3.516/2007).
[[nodiscard]] outcome<decimal> present_value_payoff(remaining_payments const& left,
                                                    rounding_policy const& rounding);

/// A loan of `principal` repaid by `count` payments at equal periods, settled after `settled_after` of them
/// and a part of a period.
struct uk_settlement {
    decimal principal, payment;
    int count = 0;  ///< 1 to 1,200
    decimal apr;    ///< at least 0
    int periods_a_year = 12;
    int settled_after = 0;
    fraction part_period;      ///< 28/30
    int deferral_periods = 0;  ///< by which the settlement date may be put back
};

struct uk_quote {
    decimal outstanding;  ///< payments due after the settlement date
    decimal rebate;       ///< of the charge for credit in them
    decimal settlement;   ///< outstanding less rebate
};

/// The UK Consumer Credit (Early Settlement) Regulations 2004, reg. 4: the rebate is what falls due after the
/// settlement date, less A·(1 + r)^a − ΣB·(1 + r)^b of the advance A and the payments B before it, a and b
/// the periods from each to that date. r is (1 + apr)^(1/periods) − 1, rounded as the policy's rate knob says
/// (six decimals in the regulations' examples).
[[nodiscard]] outcome<uk_quote> uk_rebate(uk_settlement const& asked, rounding_policy const& rounding);

/// Sum of digits: interest · m·(m + 1) / (n·(n + 1)), what belongs to the last m = `remaining` of n = `count`
/// periods.
[[nodiscard]] outcome<decimal> rule_of_78_rebate(decimal const& interest, int count, int remaining,
                                                 rounding_policy const& rounding);

struct added_interest {
    decimal added;
    bool is_capped = false;
};

/// How much of `more` interest may be added to what has accrued before a cap, a share of the principal
/// rounded down to the smallest unit, is reached. No cap: all of it.
[[nodiscard]] outcome<added_interest> capped_interest(decimal const& principal, decimal const& accrued,
                                                      decimal const& more,
                                                      std::optional<decimal> const& cap_share,
                                                      rounding_policy const& rounding);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/payoff.ipp>
#endif
