// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A schedule row by row, where interest is paid when its period ends.
#pragma once

#include <algorithm>
#include <vector>

#include <tramo/impl/offers/schedule_level.ipp>

namespace tramo::offers::scheduling {

struct plan_row {
    int number = 0;
    std::optional<date> due;
    integer payment = 0, principal = 0, interest = 0, balance = 0, lent = 0;
};

/// What is fixed before a run.
struct course {
    std::vector<integer> moves;      ///< added to payments, to place the rest; none: nothing
    std::vector<quotient> payments;  ///< where they are known beforehand
    std::optional<integer> level;    ///< the level payment behind the last change of rate
};

struct trace {
    std::vector<plan_row> rows;
    std::vector<integer> planned;  ///< payments of the rule, before moves and the rest
    integer rest = 0;              ///< by what the last payment differs from its own
    integer unplaced = 0;          ///< by what all payments differ from theirs, sizes summed
    int raised = 0;                ///< the first payment that was raised to its interest, 0 if none
    int unpaid = 0;                ///< the first payment that leaves interest to the balance, 0 if none
};

class runner {
public:
    runner(job const& what, annuities& factors, course const& by)
        : what_(what),
          factors_(factors),
          by_(by),
          balance_(what.principal - what.down_payment),
          base_(what.asked.is_flat_on_down_payment ? what.principal : balance_) {}

    [[nodiscard]] trace run() {
        if (what_.down_payment != 0)
            made_.rows.push_back(
                {0, what_.asked.start, what_.down_payment, what_.down_payment, 0, balance_, 0});
        if (what_.asked.is_due_at_start && !what_.asked.start && !made_.rows.empty())
            made_.rows.front().due = what_.in.row(1).due;
        for (int number = 1; number <= what_.rows(); ++number) {
            plan_row row;
            row.number = number;
            row.due = what_.in.row(number).due;
            lend(row);
            if (number < what_.first_payment())
                pass(row);
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
    [[nodiscard]] bool is_last(plan_row const& row) const { return row.number == what_.rows(); }
    [[nodiscard]] bool is_flat() const { return what_.asked.how == method::flat; }
    [[nodiscard]] std::size_t index(plan_row const& row) const {
        return static_cast<std::size_t>(row.number - what_.first_payment());
    }

    /// What was lent since the row before, and the interest of the period on all of it.
    void lend(plan_row& row) {
        auto const& all = what_.in.inflows;
        auto const& period = what_.in.row(row.number);
        before_ = balance_;
        worth_ = 0;
        interest_ = {(is_flat() ? base_ : balance_) * numerator(period.rate), denominator(period.rate)};
        is_anew_ = row.number == what_.first_payment() || period.is_change;
        for (; next_ < all.size() && all[next_].row == row.number; ++next_) {
            lend(all[next_], period, row);
            is_anew_ = true;
        }
        worth_ += rational(before_);
        row.interest = wide::round_quotient(interest_.numerator, interest_.denominator, what_.money.interest);
    }

    void lend(inflow const& more, period const& in, plan_row& row) {
        integer const net = more.amount - more.down_payment;
        integer const counted = what_.asked.is_flat_on_down_payment ? more.amount : net;
        worth_ += rational(net) * (1 + more.rate) / (1 + in.rate);
        rational const interest =
            rational(interest_.numerator, interest_.denominator) + rational(counted) * more.rate;
        interest_ = {numerator(interest), denominator(interest)};
        base_ += counted;
        balance_ += net;
        row.lent += more.amount;
        if (more.down_payment == 0) return;
        made_.rows.push_back({0, more.day, more.down_payment, more.down_payment, 0, balance_, row.lent});
        row.lent = 0;
    }

    /// A period of grace.
    void pass(plan_row& row) {
        switch (what_.asked.grace_interest) {
            case grace_interest::paid:
                return;
            case grace_interest::capitalized:
                row.principal = -row.interest;
                base_ += row.interest;
                return;
            case grace_interest::deferred:
                deferred_ += row.interest;
                row.interest = 0;
                return;
            case grace_interest::free:
                row.interest = 0;
                return;
        }
    }

    void pay(plan_row& row) {
        if (what_.asked.how == method::single_payment) {
            pay_at_end(row);
        } else {
            quotient const exact = plan(row);
            integer planned = rounded(exact, row);
            made_.planned.push_back(planned);
            if (!by_.moves.empty()) planned += by_.moves[index(row)];
            row.principal = is_last(row) ? balance_ : bounded(planned - row.interest, exact, row);
            settle(planned, row);
        }
        if (what_.asked.how == method::single_payment && !is_last(row)) return;
        row.interest += deferred_;
        deferred_ = 0;
    }

    /// How far the payment is from its own.
    void settle(integer const& planned, plan_row const& row) {
        integer const off =
            row.principal + row.interest - planned - (is_last(row) ? what_.balloon : integer(0));
        made_.unplaced += abs(off);
        if (is_last(row) && what_.asked.how != method::interest_only) made_.rest = off;
    }

    [[nodiscard]] integer bounded(integer const& principal, quotient const& exact, plan_row const& row) {
        integer const most = std::max(integer(0), integer(balance_ - what_.balloon));
        if (principal > most) return most;
        if (principal >= 0) return principal;
        bool const adds_up = leaves_interest(exact);
        auto& first = adds_up ? made_.unpaid : made_.raised;
        bool const is_noise = what_.money.noise != 1 && -principal * what_.money.noise < what_.money.step;
        if (first == 0 && !is_noise) first = row.number;
        return adds_up ? principal : integer(0);
    }

    /// Whether the rule itself does not pay the interest, rather than the rounding of its payments.
    [[nodiscard]] bool leaves_interest(quotient const& exact) const {
        if (what_.is_unrounded()) return true;
        auto const how = what_.asked.how;
        bool const may = how == method::level_payment || how == method::free_series;
        return may && exact.numerator * interest_.denominator < interest_.numerator * exact.denominator;
    }

    /// The payment by the rule, before it is rounded.
    [[nodiscard]] quotient plan(plan_row const& row) {
        auto const how = what_.asked.how;
        if (!by_.payments.empty()) return by_.payments[index(row)];
        if (how == method::interest_only) return {row.interest, 1};
        if (is_anew_) plan_anew(row);
        if (how == method::level_payment) return share_;
        if (how == method::free_series)
            return {share_.numerator * what_.weights[index(row)], share_.denominator};
        return {share_.numerator + row.interest * share_.denominator, share_.denominator};
    }

    /// From here on: the level payment, or the equal parts of principal.
    void plan_anew(plan_row const& row) {
        auto const how = what_.asked.how;
        if (how == method::level_payment || how == method::free_series) {
            share_ = level_payment(what_, factors_.from(row.number), worth_);
            level_ = by_.level && is_last_change(row) ? *by_.level : round_to_unit(share_, what_.money);
            return;
        }
        share_ = {balance_ - what_.balloon, integer(what_.rows() - row.number + 1)};
        if (how == method::constant_principal) level_ = round_to_unit(share_, what_.money);
    }

    [[nodiscard]] bool is_last_change(plan_row const& row) const {
        for (int k = row.number + 1; k <= what_.rows(); ++k)
            if (what_.in.row(k).is_change) return false;
        return next_ == what_.in.inflows.size();
    }

    [[nodiscard]] integer rounded(quotient const& exact, plan_row const& row) const {
        auto const how = what_.asked.how;
        if (how == method::interest_only) return row.interest;
        if (how == method::level_payment) return level_;
        if (how == method::constant_principal && !what_.money.has_unit) return level_ + row.interest;
        return round_to_unit(exact, what_.money);
    }

    /// All at the end: compounded exactly, rounded once.
    void pay_at_end(plan_row& row) {
        if (row.number == what_.first_payment()) value_ = {before_, 1};
        rational const rate = what_.in.row(row.number).rate;
        rational more = balance_ - before_;
        if (more != 0)
            more += rational(interest_.numerator, interest_.denominator) - rational(before_) * rate;
        integer const over = denominator(rate), more_over = denominator(more);
        value_.numerator *= (over + numerator(rate)) * more_over;
        value_.denominator *= over;
        value_.numerator += numerator(more) * value_.denominator;
        value_.denominator *= more_over;
        row.interest = 0;
        made_.planned.emplace_back(0);
        if (!is_last(row)) return;
        row.principal = balance_;
        row.interest = wide::round_quotient(value_.numerator - balance_ * value_.denominator,
                                            value_.denominator, what_.money.interest);
    }

    job const& what_;
    annuities& factors_;
    course const& by_;
    integer balance_;
    integer base_;        ///< of flat interest
    integer before_ = 0;  ///< the balance before what the row's period was lent
    rational worth_ = 0;  ///< what the row's period would have to charge in full to earn its interest
    quotient interest_;   ///< of the row's period, not rounded
    integer deferred_ = 0;
    quotient share_, value_;
    integer level_ = 0;
    bool is_anew_ = false;
    std::size_t next_ = 0;  ///< of the inflows
    trace made_;
};

}  // namespace tramo::offers::scheduling
