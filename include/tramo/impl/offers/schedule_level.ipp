// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a level payment is, in whole numbers throughout.
#pragma once

#include <map>
#include <vector>

#include <tramo/impl/offers/schedule_periods.ipp>

namespace tramo::offers::scheduling {

/// A schedule's question, with amounts in the frame.
struct job {
    terms const& asked;
    timeline const& in;
    frame money;
    integer principal = 0, down_payment = 0, balloon = 0;
    std::vector<integer> weights = {};  ///< of the payments, on a scale of their own; none: all alike

    [[nodiscard]] int first_payment() const { return asked.grace + 1; }
    [[nodiscard]] int rows() const { return in.size(); }
    [[nodiscard]] bool is_unrounded() const {
        return asked.rounding.interest_at == interest_rounding::never && !money.has_unit;
    }
};

/// Payments per 1 of weight are (balance · growth − balloon · level) / sum: Π(1 + r_i) and fn_n of the
/// recurrence fn_1 = 1, fn_k = 1 + fn_{k−1}·(1 + r_k), brought to whole numbers by the powers of a common
/// denominator of the rates. (Apache Fineract, ProgressiveEMICalculator, has it in 12 digits.)
struct annuity {
    integer growth = 1, level = 1, sum = 1;
};

/// Of the row, if the rate in force in row `from` held.
[[nodiscard]] TRAMO_INLINE rational rate_as_of(job const& what, int from, int number) {
    auto const& known = what.in.row(from);
    auto const& one = what.in.row(number);
    if (one.annual == known.annual) return one.rate;
    return charge(what.asked, known.annual, one.length, one.days);
}

[[nodiscard]] inline bool is_one_rate(std::vector<rational> const& rates) {
    return std::all_of(rates.begin(), rates.end(), [&](rational const& r) { return r == rates.front(); });
}

[[nodiscard]] inline integer common_denominator(std::vector<rational> const& rates) {
    integer made = 1;
    for (auto const& rate : rates) made = lcm(made, denominator(rate));
    return made;
}

/// Π q = q^m, Σ q^i = (q^m − 1) / r: by powers, not by the recurrence.
[[nodiscard]] TRAMO_INLINE annuity annuity_of_one_rate(rational const& rate, unsigned payments) {
    integer const of = numerator(rate), base = denominator(rate);
    if (of == 0) return {1, 1, integer(payments)};
    annuity made;
    made.growth = pow(integer(base + of), payments);
    made.level = pow(base, payments);
    made.sum = base * ((made.growth - made.level) / of);
    return made;
}

[[nodiscard]] TRAMO_INLINE annuity annuity_of(std::vector<rational> const& rates,
                                              std::vector<integer> const& weights) {
    if (weights.empty() && is_one_rate(rates))
        return annuity_of_one_rate(rates.front(), static_cast<unsigned>(rates.size()));
    integer const base = common_denominator(rates);
    auto const first = weights.size() - (weights.empty() ? 0 : rates.size());
    annuity made;
    made.sum = 0;
    for (std::size_t i = 0; i < rates.size(); ++i) {
        integer const factor = base + numerator(rates[i]) * (base / denominator(rates[i]));
        made.sum *= factor;
        if (weights.empty())
            made.sum += made.level;
        else
            made.sum += weights[first + i] * made.level;
        made.growth *= factor;
        made.level *= base;
    }
    made.sum *= base;
    return made;
}

/// Annuities of the rows from which payments are level, each computed once.
class annuities {
public:
    explicit annuities(job const& what) : what_(what) {}

    [[nodiscard]] annuity const& from(int number) {
        auto const found = known_.find(number);
        if (found != known_.end()) return found->second;
        return known_.emplace(number, made_from(number)).first->second;
    }

private:
    [[nodiscard]] annuity made_from(int number) const {
        auto const payments = static_cast<unsigned>(what_.rows() - number + 1);
        bool const is_one = !what_.asked.interest.is_by_days && !what_.asked.is_due_at_start;
        if (is_one && what_.weights.empty()) return annuity_of_one_rate(what_.in.row(number).rate, payments);
        std::vector<rational> rates;
        for (int k = number; k <= what_.rows(); ++k) rates.push_back(rate_as_of(what_, number, k));
        return annuity_of(rates, what_.weights);
    }

    job const& what_;
    std::map<int, annuity> known_;
};

/// The payment per 1 of weight. `balance` is what the first of the periods charges interest on.
[[nodiscard]] TRAMO_INLINE quotient level_payment(job const& what, annuity const& by,
                                                  rational const& balance) {
    if (by.sum == 0) return {};  // no weight is left
    auto const cut_after = what.asked.rounding.truncated_decimals;
    if (cut_after) {
        rational const coefficient = cut(rational(by.growth, by.sum), *cut_after);
        rational const made = coefficient * (balance - rational(what.balloon * by.level, by.growth));
        return {numerator(made), denominator(made)};
    }
    integer const over = denominator(balance);
    return {numerator(balance) * by.growth - what.balloon * by.level * over, by.sum * over};
}

}  // namespace tramo::offers::scheduling
