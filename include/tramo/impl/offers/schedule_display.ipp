// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The rows of a schedule as decimals, and what is worth saying of them.
#pragma once

#include <algorithm>
#include <string>

#include <tramo/impl/offers/schedule_rounding.ipp>

namespace tramo::offers::scheduling {

class display {
public:
    display(job const& what, outcome<schedule>& into)
        : what_(what),
          into_(into),
          one_(wide::power_of_ten(what.money.scale - what.asked.rounding.minor_units)) {}

    [[nodiscard]] decimal operator()(integer const& number) {
        auto const& how = what_.asked.rounding;
        integer shown = number;
        if (one_ != 1)
            shown = wide::round_quotient(without_noise(number, one_, what_.money), one_, how.display);
        auto const coefficient = wide::to_int128(shown);
        if (coefficient) return {*coefficient, how.minor_units};
        if (into_.ok()) into_.object("terms", "the amounts outgrow 38 digits");
        return {};
    }

private:
    job const& what_;
    outcome<schedule>& into_;
    integer one_;  ///< of the currency's smallest unit
};

TRAMO_INLINE void say_if_cleared(trace const& made, outcome<schedule>& into) {
    if (made.planned.back() == 0) return;
    auto const is_paid = [](plan_row const& row) { return row.payment != 0; };
    auto const last = std::find_if(made.rows.rbegin(), made.rows.rend(), is_paid);
    if (last == made.rows.rbegin() || last == made.rows.rend()) return;
    into.caveats.push_back("the debt is paid with installment " + std::to_string(last->number) +
                           "; those behind it are 0");
}

TRAMO_INLINE void say_if_uneven(trace const& made, display& show, outcome<schedule>& into) {
    auto const& own = made.planned.back();
    auto const last = made.rows.back().payment;
    if (abs(made.rest) * 2 <= own || last == 0) return;
    into.caveats.push_back("the last installment is " + to_string(show(last)) + " where the others are " +
                           to_string(show(own)));
}

TRAMO_INLINE void say_what_is_odd(trace const& made, display& show, outcome<schedule>& into) {
    if (made.raised > 0)
        into.caveats.push_back("installment " + std::to_string(made.raised) +
                               " rounded does not pay its interest; it is raised to it");
    if (made.unpaid > 0)
        into.caveats.push_back("installment " + std::to_string(made.unpaid) +
                               " does not pay its interest; what is unpaid adds to the balance");
    if (made.planned.empty()) return;
    say_if_cleared(made, into);
    say_if_uneven(made, show, into);
}

TRAMO_INLINE void put_rows(job const& what, trace const& made, outcome<schedule>& into) {
    display show(what, into);
    auto& value = into.value;
    integer total = 0, interest = 0;
    for (auto const& row : made.rows) {
        value.rows.push_back({row.number, row.due, show(row.payment), show(row.principal), show(row.interest),
                              show(row.balance), show(row.lent)});
        total += row.payment;
        interest += row.interest;
    }
    value.financed = show(what.principal - what.down_payment);
    auto const& own = made.planned;
    bool const is_regular =
        std::all_of(own.begin(), own.end(), [&](integer const& one) { return one == own.front(); });
    value.regular_payment = show(is_regular ? own.front() : integer(0));
    value.total = show(total);
    value.total_interest = show(interest);
    say_what_is_odd(made, show, into);
    if (!into.ok()) value = {};
}

}  // namespace tramo::offers::scheduling
