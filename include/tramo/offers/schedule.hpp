// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Repayment schedules: what is paid when, and how much of it is interest.
#pragma once

#include <optional>
#include <vector>

#include <tramo/offers/day_count.hpp>
#include <tramo/offers/due_dates.hpp>
#include <tramo/offers/outcome.hpp>
#include <tramo/offers/rounding_policy.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

enum class method {
    level_payment,       ///< French, Price: equal payments
    constant_principal,  ///< SAC: equal parts of principal (alemán in Spanish America)
    mixed,               ///< SAM: the mean of the two, payment by payment
    flat,                ///< interest on what was lent in every period, equal payments
    interest_only,       ///< American, bullet: interest, the principal at the end
    single_payment,      ///< all at the end, interest compounded
    level_in_advance,    ///< German (sistema alemão): equal payments, interest paid at the period's start;
                         ///< all rates known from the start, no advances
    free_series          ///< payments in the proportion of given weights; what does not pay the interest
                         ///< adds to the balance (a principal below 0)
};

/// What happens to interest in periods of grace.
enum class grace_interest {
    paid,         ///< it is paid each period
    capitalized,  ///< it is added to the principal (a payment of 0, a principal of minus the interest)
    deferred,     ///< it is paid with the first payment behind the grace
    free          ///< none is charged
};

/// From period `from` (counted from 1, grace included) on, the rate is another; level payments are computed
/// anew, as if it held to the end. To be given by rising `from`.
struct rate_change {
    int from = 1;
    decimal rate;
};

/// How long a period is for interest. By days, a share of the year with `truncated_decimals` is taken as the
/// days counted times the daily rate, cut.
struct accrual {
    bool is_by_days = false;  ///< false: every period is one, and the rate is per period
    day_count convention =
        day_count::actual_365_fixed;  ///< by days: of this share of a year, the rate is annual
    business_calendar const* calendar = nullptr;
    std::optional<date> charged_from;  ///< by days: no interest before this day
};

/// Money more is lent later: at the end of a period, or on a day. It is spread over the payments behind it
/// only. Between two due dates its interest runs from its day: by days as the convention counts, else for the
/// share of the period's days that is left.
struct advance {
    int after_period = 0;  ///< 1: together with the first installment's due date; 0: at the start
    decimal amount;
    std::optional<date> day;     ///< instead of `after_period`; from `start` to before the last due date
    decimal down_payment_share;  ///< of the amount, paid back at once in a row of its own, number 0
};

struct terms {
    method how = method::level_payment;
    decimal principal;           ///< at least 0
    decimal rate;                ///< a fraction per period (0.02 is 2 %), per year where accrual is by days;
                                 ///< 0 to 1,000,000
    int count = 1;               ///< payments behind the grace, 1 to 1,200
    decimal down_payment;        ///< paid at the start, taken off the principal
    decimal down_payment_share;  ///< the same as a share of the principal, rounded as installments are; the
                                 ///< larger of the two counts
    decimal balloon;             ///< paid together with the last payment, on top of it
    int grace = 0;               ///< periods before the first of the `count` payments
    tramo::offers::grace_interest grace_interest = tramo::offers::grace_interest::paid;
    bool is_due_at_start = false;    ///< the first payment at the start (annuity due): not with grace
    std::vector<rate_change> rates;  ///< by period
    std::vector<decimal> weights;    ///< free series: one for each payment, not all 0
    std::vector<advance> advances;
    accrual interest;                  ///< by days needs `start` and `dates`
    std::optional<date> start;         ///< the day the principal is owed from
    std::optional<date_policy> dates;  ///< of rows 1 on, grace included; none: rows have no dates
    rounding_policy rounding;
    /// Level payments: where the last differs by more than count / 2 of the smallest unit, the payment is
    /// moved by that difference / count, if the difference shrinks by it (Apache Fineract, progressive
    /// schedules: ProgressiveEMICalculator).
    bool adjusts_level_payment = false;
    /// Flat: interest on the whole principal, the down payment included (Apache Fineract,
    /// LoanDownPayment.feature:1542), not on what is financed.
    bool is_flat_on_down_payment = false;
};

struct schedule_row {
    int number = 0;  ///< 0 for what is paid when money is lent (down payments, interest in advance)
    std::optional<date> due;
    decimal payment, principal, interest;
    decimal balance;  ///< principal left behind it
    decimal lent;     ///< by an advance since the row before: balance = the one before + lent − principal
};

/// Rows add up: their principals to the principal and the advances (down payments are rows too), payments
/// = principal + interest in each row, the last balance is 0. But where interest is never rounded: then
/// numbers are rounded for display one by one.
struct schedule {
    std::vector<schedule_row> rows;  ///< grace + count of them, and those with number 0
    decimal financed;                ///< the principal less what was paid off it at the start
    decimal regular_payment;  ///< of the `count` payments before the rest was placed; 0 where they differ
    decimal total;            ///< of all payments
    decimal total_interest;
};

/// Exact: powers and quotients are taken with as many digits as the rounding needs to be right. Objections
/// for every input that is wrong, all of them. Installments rounded up may clear the debt early: then the
/// tenor holds and the last installments are what is left, down to 0 (with a caveat), never negative; one
/// that would not pay its interest is raised to it (with a caveat). Level payments: P·r/(1 − (1 + r)^−n);
/// with unequal periods the recurrence fn_1 = 1, fn_k = 1 + fn_{k−1}·(1 + r_k), payment = P·Π(1 + r_i)/fn_n,
/// exact without a solver.
///
/// What is a multiple of the policy's installment unit: payments (level, mixed, flat, in advance, free
/// series); with constant principal the payments too where a unit is given, else the parts of principal are
/// rounded to the smallest unit. Where interest is never rounded, payments are multiples if a unit is given,
/// else exact too. `truncated_decimals` cut the payment per 1 of principal. The rest is placed
/// by payments: with `first` and `largest` one payment, with `spread` units in the first payments are moved
/// until the last is as near to its own as a unit can bring it.
[[nodiscard]] outcome<schedule> make_schedule(terms const& asked);

/// Equal parts of a total: multiples of the policy's installment unit, the rest as placed. They add up to it.
[[nodiscard]] outcome<std::vector<decimal>> split(decimal const& total, int count,
                                                  rounding_policy const& how);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/schedule.ipp>
#endif
