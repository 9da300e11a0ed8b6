// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A schedule row by row, where interest is paid before its period begins (sistema alemão).
#pragma once

#include <vector>

#include <tramo/impl/offers/schedule_run.ipp>

namespace tramo::offers::scheduling {

/// The payment R is a part of principal a_k and the interest in advance on what it leaves:
/// B_k = (B_{k−1} − R) / (1 − i_{k+1}), so B_0 = R · Σ Π(1 − i_j) + balloon · Π(1 − i_j), j from 2. With one
/// rate that is R = B·i / (1 − (1 − i)^n).
class advance_runner {
public:
    advance_runner(job const& what, course const& by) : what_(what), by_(by) {}

    [[nodiscard]] trace run() {
        balance_ = what_.principal - what_.down_payment;
        plan_row opening{0, what_.asked.start, 0, what_.down_payment, interest_on(balance_, 1), balance_, 0};
        opening.payment = opening.principal + opening.interest;
        made_.rows.push_back(opening);
        plan();
        for (int number = 1; number <= what_.rows(); ++number) {
            plan_row row;
            row.number = number;
            row.due = what_.in.row(number).due;
            if (number < what_.first_payment())
                row.interest = interest_on(balance_, number + 1);
            else
                pay(row);
            row.payment = row.principal + row.interest;
            balance_ -= row.principal;
            row.balance = balance_;
            made_.rows.push_back(row);
        }
        return std::move(made_);
    }

private:
    [[nodiscard]] integer interest_on(integer const& balance, int number) const {
        return times(balance, what_.in.row(number).rate, what_.money.interest);
    }

    void plan() {
        std::vector<rational> rates;
        for (int k = what_.first_payment() + 1; k <= what_.rows(); ++k) rates.push_back(what_.in.row(k).rate);
        integer const base = common_denominator(rates);
        integer power = 1, sum = 1, product = 1;
        for (auto rate = rates.rbegin(); rate != rates.rend(); ++rate) {
            integer const kept = base - numerator(*rate) * (base / denominator(*rate));
            power *= base;
            sum = power + kept * sum;
            product *= kept;
        }
        exact_ = {balance_ * power - what_.balloon * product, sum};
        if (auto const cut_after = what_.asked.rounding.truncated_decimals) {
            rational const made = cut(rational(power, sum), *cut_after) *
                                  (rational(balance_) - rational(what_.balloon * product, power));
            exact_ = {numerator(made), denominator(made)};
        }
        level_ = round_to_unit(exact_, what_.money);
    }

    void pay(plan_row& row) {
        auto const index = static_cast<std::size_t>(row.number - what_.first_payment());
        made_.planned.push_back(level_);
        integer const planned = by_.moves.empty() ? level_ : integer(level_ + by_.moves[index]);
        if (row.number == what_.rows()) {
            row.principal = balance_;
            made_.rest = balance_ - planned - what_.balloon;
            made_.unplaced += abs(made_.rest);
            return;
        }
        rational const rate = what_.in.row(row.number + 1).rate;
        integer const kept = denominator(rate) - numerator(rate);
        integer const least = std::min(balance_, what_.balloon);
        integer left = std::max(
            least, wide::round_quotient((balance_ - planned) * denominator(rate), kept, rounding::half_even));
        bool const adds_up = left > balance_ && leaves_interest(rate, row);
        if (!adds_up) left = std::min(left, balance_);
        row.interest = interest_on(left, row.number + 1);
        row.principal = std::min(integer(planned - row.interest), integer(balance_ - least));
        if (!adds_up) row.principal = std::max(row.principal, integer(0));
        made_.unplaced += abs(integer(row.principal + row.interest - planned));
    }

    /// Whether the rule itself does not pay the interest on the balance, rather than its rounding.
    [[nodiscard]] bool leaves_interest(rational const& rate, plan_row const& row) {
        bool const is_ruled = what_.is_unrounded() || exact_.numerator * denominator(rate) <
                                                          balance_ * numerator(rate) * exact_.denominator;
        auto& first = is_ruled ? made_.unpaid : made_.raised;
        if (first == 0) first = row.number;
        return is_ruled;
    }

    job const& what_;
    course const& by_;
    integer balance_ = 0, level_ = 0;
    quotient exact_;  ///< the level payment before it is rounded
    trace made_;
};

}  // namespace tramo::offers::scheduling
