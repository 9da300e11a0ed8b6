// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Repayment schedules: from terms to rows.
#pragma once

#include <algorithm>

#include <tramo/offers/schedule.hpp>

#include <tramo/impl/offers/schedule_display.ipp>
#include <tramo/impl/offers/schedule_split.ipp>

namespace tramo::offers::scheduling {

/// Weights as whole numbers of the finest of their decimals.
[[nodiscard]] TRAMO_INLINE std::vector<integer> weights_of(terms const& asked) {
    int scale = 0;
    for (auto const& weight : asked.weights) scale = std::max(scale, weight.scale);
    std::vector<integer> made;
    for (auto const& weight : asked.weights) made.push_back(at_scale(weight, scale));
    return made;
}

TRAMO_INLINE void put_amounts(job& what) {
    auto const& asked = what.asked;
    what.principal = at_scale(asked.principal, what.money.scale);
    what.balloon = at_scale(asked.balloon, what.money.scale);
    rational const share = wide::to_rational(asked.down_payment_share) * rational(what.principal);
    integer const shared = round_to_unit({numerator(share), denominator(share)}, what.money);
    what.down_payment =
        std::max(at_scale(asked.down_payment, what.money.scale), std::min(shared, what.principal));
    what.weights = weights_of(asked);
}

/// What only shows once periods and amounts are known.
TRAMO_INLINE void examine_job(job const& what, outcome<schedule>& into) {
    integer lent = what.principal - what.down_payment;
    for (auto const& more : what.in.inflows) lent += more.amount - more.down_payment;
    if (what.balloon > lent)
        into.object("terms.balloon", "it is " + to_shortest_string(what.asked.balloon) +
                                         "; it must be at most what is financed");
    if (what.asked.how != method::level_in_advance) return;
    auto const& all = what.in.periods;
    if (std::any_of(all.begin(), all.end(), [](period const& one) { return one.rate >= 1; }))
        into.object("terms.rate", "it takes all of the balance; in advance it must be less than 1 a period");
}

/// Payments of another method on the same money and periods, in units of 10^-scale, hardly rounded.
[[nodiscard]] TRAMO_INLINE std::vector<integer> exact_payments(job const& like, terms const& other,
                                                               frame const& money) {
    integer const finer = wide::power_of_ten(money.scale - like.money.scale);
    timeline in = like.in;
    for (auto& more : in.inflows) {
        more.amount *= finer;
        more.down_payment *= finer;
    }
    job const what{other, in, money, like.principal * finer, like.down_payment * finer, like.balloon * finer};
    return make_trace(what, {}).planned;
}

/// The mean of the two, payment by payment: each has a balance of its own.
[[nodiscard]] TRAMO_INLINE std::vector<quotient> mixed_payments(job const& what) {
    terms other = what.asked;
    other.rounding.interest_at = interest_rounding::never;
    other.rounding.installment_unit = {};
    frame money = frame_of(other, what.in.periods);
    std::vector<quotient> made(static_cast<std::size_t>(other.count),
                               {0, 2 * wide::power_of_ten(money.scale - what.money.scale)});
    for (auto const how : {method::level_payment, method::constant_principal}) {
        other.how = how;
        auto const payments = exact_payments(what, other, money);
        for (std::size_t i = 0; i < made.size(); ++i) made[i].numerator += payments[i];
    }
    if (what.is_unrounded()) return made;
    for (auto& one : made)
        one.numerator = without_noise(one.numerator, one.denominator * what.money.unit, money);
    return made;
}

[[nodiscard]] TRAMO_INLINE outcome<schedule> schedule_of(terms const& asked) {
    outcome<schedule> into;
    examine(asked, into);
    if (!into.ok()) return into;
    auto const dates = dates_of(asked, into);
    if (!into.ok()) return into;
    measure years(asked, dates, into);
    timeline in{periods_of(asked, dates, years), {}};
    if (!into.ok()) return into;
    frame const money = frame_of(asked, in.periods);
    put_inflows(asked, money, in, years, into);
    job what{asked, in, money};
    put_amounts(what);
    examine_job(what, into);
    if (!into.ok()) return into;
    course by;
    if (asked.how == method::mixed) by.payments = mixed_payments(what);
    put_rows(what, make_trace(what, by), into);
    return into;
}

}  // namespace tramo::offers::scheduling

namespace tramo::offers {

TRAMO_INLINE outcome<schedule> make_schedule(terms const& asked) {
    auto made = scheduling::schedule_of(asked);
    bool const is_below = std::any_of(made.value.rows.begin(), made.value.rows.end(),
                                      [](schedule_row const& row) { return row.payment.coefficient < 0; });
    if (!is_below || !made.ok()) return made;
    made.value = {};
    made.object("terms.rounding.residual",
                "the rest cannot be placed there: an installment would be below 0; leave it to the last one");
    return made;
}

TRAMO_INLINE outcome<std::vector<decimal>> split(decimal const& total, int count,
                                                 rounding_policy const& how) {
    using namespace scheduling;
    outcome<std::vector<decimal>> into;
    examiner in(into);
    in.amount(total, how.minor_units, "total");
    in.number(count, 1, most_payments, "count");
    in.policy(how, "how");
    if (!into.ok()) return into;
    frame money;
    money.scale = how.minor_units;
    money.installment = how.installment;
    if (how.installment_unit) money.unit = at_scale(*how.installment_unit, money.scale);
    for (auto const& part : parts_of(at_scale(total, money.scale), count, money, how.residual)) {
        auto const coefficient = wide::to_int128(part);
        if (!coefficient) {
            into.object("total", "it outgrows 38 digits");
            into.value.clear();
            return into;
        }
        into.value.emplace_back(*coefficient, money.scale);
    }
    if (into.value.back().coefficient == 0 && total.coefficient != 0)
        into.caveats.push_back("the last parts are 0");
    return into;
}

}  // namespace tramo::offers
