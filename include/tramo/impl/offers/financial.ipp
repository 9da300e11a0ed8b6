// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// pmt, ipmt, ppmt, nper, pv, fv, rate, npv, mirr: fv + pv·(1 + r)^n + pmt·(1 + r·when)·((1 + r)^n − 1) / r =
// 0 solved for each (numpy-financial; OpenFormula 1.2, 6.12).
#pragma once

#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/offers/bracketed_root.ipp>
#include <tramo/impl/offers/rate_search.ipp>
#include <tramo/offers/financial.hpp>

namespace tramo::offers::annuities {

/// x = n·log(1 + r) decides which way of writing the equation keeps powers at most 1.
struct growth {
    double rate = 0;
    double periods = 0;
    double x = 0;
    double at_begin = 1;  ///< 1 + r·when

    growth(double rate_, double periods_, payment_time when)
        : rate(rate_),
          periods(periods_),
          x(periods_ * std::log1p(rate_)),
          at_begin(when == payment_time::begin ? 1 + rate_ : 1) {}

    /// What 1 a period is worth at the end, and now.
    [[nodiscard]] double sum_at_end() const { return rate == 0 ? periods : at_begin * std::expm1(x) / rate; }
    [[nodiscard]] double sum_now() const { return rate == 0 ? periods : at_begin * -std::expm1(-x) / rate; }
};

template <class T>
void check_finite(outcome<T>& result, std::initializer_list<std::pair<char const*, double>> inputs) {
    for (auto const& [name, value] : inputs)
        if (!std::isfinite(value)) result.object(name, "it is no finite number");
}

template <class T>
void check_rate(outcome<T>& result, char const* name, double rate) {
    if (std::isfinite(rate) && rate <= -1)
        result.object(name,
                      "the rate is " + to_shortest_string(rounded_rate(rate, 12)) + "; it must be above -1");
}

/// A result that left the range of a double is none.
TRAMO_INLINE outcome<double> told(outcome<double> result, double value) {
    if (!result) return result;
    if (std::isfinite(value))
        result.value = value == 0 ? 0 : value;  // no −0
    else
        result.object("result", "it is too large to be told");
    return result;
}

TRAMO_INLINE outcome<double> checked(double rate, double nper, double a, double b) {
    outcome<double> result;
    check_finite(result, {{"rate", rate}, {"nper", nper}, {"amount", a}, {"amount", b}});
    check_rate(result, "rate", rate);
    return result;
}

TRAMO_INLINE void check_periods(outcome<double>& result, double nper) {
    if (std::isfinite(nper) && nper <= 0)
        result.object("nper", "the number of periods is " + to_shortest_string(rounded_rate(nper, 6)) +
                                  "; it must be above 0");
}

TRAMO_INLINE outcome<double> checked_period(double rate, double per, double nper, double pv, double fv) {
    auto result = checked(rate, nper, pv, fv);
    check_periods(result, nper);
    if (!(per >= 1 && per <= nper))
        result.object("per", "the period is " + to_shortest_string(rounded_rate(per, 6)) +
                                 "; it must be between 1 and nper");
    return result;
}

/// fv·(1 + r)^−n, or pv·(1 + r)^n, where 0 times a power without bound is 0.
TRAMO_INLINE double moved(double amount, double exponent) {
    return amount == 0 ? 0 : amount * std::exp(exponent);
}

TRAMO_INLINE double payment(growth const& by, double pv, double fv) {
    if (by.x > 0) return -(moved(fv, -by.x) + pv) / by.sum_now();
    return -(fv + moved(pv, by.x)) / by.sum_at_end();
}

/// What is owed k periods before the end.
TRAMO_INLINE double present(growth const& by, double pmt, double fv) {
    return -(moved(fv, -by.x) + (pmt == 0 ? 0 : pmt * by.sum_now()));
}

/// The principal in payment k is (pv + fv)·r / ((1 + r)^n − 1)·(1 + r)^(k−1), discounted once where payments
/// begin a period; so the digits of a small first part are not lost in the payment.
TRAMO_INLINE double principal_part(double rate, double per, double nper, double both, payment_time when) {
    if (rate == 0) return -both / nper;
    double const u = std::log1p(rate), x = nper * u,
                 until = (when == payment_time::begin ? per - 2 : per - 1) * u;
    double const share = x > 0 ? std::exp(until - x) / -std::expm1(-x) : std::exp(until) / std::expm1(x);
    return -both * rate * share;
}

/// The equation as a function of u = log(1 + r), for numbers of periods that are no count of flows.
struct annuity_value {
    double periods = 0;
    double pmt = 0;
    double pv = 0;
    double fv = 0;
    payment_time when = payment_time::end;

    [[nodiscard]] rate_search::sample at(double u, bool from_last) const {
        growth const by(std::expm1(u), periods, when);
        double const x = periods * u;
        double const sum = from_last ? by.sum_at_end() : by.sum_now();
        double const now = moved(pv, from_last ? x : 0), end = moved(fv, from_last ? 0 : -x);
        rate_search::sample made;
        made.value = now + end + pmt * sum;
        made.slope = (from_last ? periods * now : -periods * end) + pmt * slope_of_sum(by, u, sum, from_last);
        made.rounding = rate_search::epsilon * (std::abs(now) + std::abs(end) + std::abs(pmt * sum));
        made.noise = 4 * made.rounding * (1 + std::abs(x));
        return made;
    }
    /// Of `sum_now` or `sum_at_end`, by u.
    [[nodiscard]] double slope_of_sum(growth const& by, double u, double sum, bool from_last) const {
        double const begins = when == payment_time::begin ? 1 : 0;
        if (std::abs(periods * u) < 1e-3) {
            double const mean = (periods + 1) / 2 - begins;  // of the times of payments
            return from_last ? periods * (periods - mean) : -periods * mean;
        }
        double const moving = from_last ? std::exp(periods * u) : std::exp(-periods * u);
        return periods * by.at_begin * moving / by.rate + sum * (begins - (1 + by.rate) / by.rate);
    }
};

TRAMO_INLINE std::vector<timed_flow> flows_of(double nper, double pmt, double pv, double fv,
                                              payment_time when) {
    auto const count = static_cast<std::size_t>(nper);
    std::vector<timed_flow> flows{{0, pv}};
    for (std::size_t k = 0; k < count; ++k)
        flows.push_back({static_cast<double>(when == payment_time::end ? k + 1 : k), pmt});
    flows.push_back({nper, fv});
    return flows;
}

TRAMO_INLINE outcome<rate_solution> rates_of(double nper, double pmt, double pv, double fv,
                                             payment_time when) {
    if (nper == std::floor(nper) && nper <= 1200) return solve_rate(flows_of(nper, pmt, pv, fv, when));
    outcome<rate_solution> result;
    annuity_value const flows{nper, pmt, pv, fv, when};
    auto const at = [&](double u, bool from_last) { return flows.at(u, from_last); };
    rate_search::tell_roots(result, rate_search::grid_roots(at, nper, std::log1p(largest_rate)));
    return result;
}

}  // namespace tramo::offers::annuities

namespace tramo::offers {

TRAMO_INLINE outcome<double> pmt(double rate, double nper, double pv, double fv, payment_time when) {
    auto result = annuities::checked(rate, nper, pv, fv);
    annuities::check_periods(result, nper);
    if (!result) return result;
    return annuities::told(result, annuities::payment({rate, nper, when}, pv, fv));
}

TRAMO_INLINE outcome<double> ipmt(double rate, double per, double nper, double pv, double fv,
                                  payment_time when) {
    auto result = annuities::checked_period(rate, per, nper, pv, fv);
    if (!result) return result;
    // A payment that begins the loan pays no interest
    if (when == payment_time::begin && per == 1) return result;
    double const level = annuities::payment({rate, nper, when}, pv, fv);
    double const owed = annuities::present({rate, nper - per + 1, when}, level, fv);
    double const past = annuities::moved(pv, (per - 1) * std::log1p(rate));
    double const paid = level * annuities::growth(rate, per - 1, when).sum_at_end();
    double const balance = rate > 0 ? owed : past + paid;
    return annuities::told(result, -balance * rate / (when == payment_time::begin ? 1 + rate : 1));
}

TRAMO_INLINE outcome<double> ppmt(double rate, double per, double nper, double pv, double fv,
                                  payment_time when) {
    auto result = annuities::checked_period(rate, per, nper, pv, fv);
    if (!result) return result;
    if (when == payment_time::begin && per == 1) return pmt(rate, nper, pv, fv, when);
    // Where payments begin a period and none bears interest, the parts are those of the end
    auto const from = rate == 0 ? payment_time::end : when;
    return annuities::told(result, annuities::principal_part(rate, per, nper, pv + fv, from));
}

TRAMO_INLINE outcome<double> nper(double rate, double pmt, double pv, double fv, payment_time when) {
    auto result = annuities::checked(rate, pmt, pv, fv);
    if (!result || pv + fv == 0) return result;
    double const begins = when == payment_time::begin ? 1 + rate : 1;
    auto const never = [&] {
        result.value = std::numeric_limits<double>::infinity();
        result.caveats.emplace_back("the payments never pay it off");
        return result;
    };
    if (rate == 0) return pmt == 0 ? never() : annuities::told(result, -(pv + fv) / pmt);
    // (z − fv) / (z + pv) = (1 + r)^n with z = pmt·(1 + r·when) / r
    double const owed = pmt * begins / rate + pv;
    if (owed == 0) return never();
    double const ratio = -(pv + fv) / owed;
    if (ratio > -1) return annuities::told(result, std::log1p(ratio) / std::log1p(rate));
    result.object("pmt", "no number of payments of " + to_shortest_string(rounded_rate(pmt, 6)) +
                             " leads from the present value to the future one");
    return result;
}

TRAMO_INLINE outcome<double> pv(double rate, double nper, double pmt, double fv, payment_time when) {
    auto const result = annuities::checked(rate, nper, pmt, fv);
    if (!result) return result;
    return annuities::told(result, annuities::present({rate, nper, when}, pmt, fv));
}

TRAMO_INLINE outcome<double> fv(double rate, double nper, double pmt, double pv, payment_time when) {
    auto const result = annuities::checked(rate, nper, pmt, pv);
    if (!result) return result;
    annuities::growth const by(rate, nper, when);
    return annuities::told(result, -(annuities::moved(pv, by.x) + (pmt == 0 ? 0 : pmt * by.sum_at_end())));
}

TRAMO_INLINE outcome<double> rate(double nper, double pmt, double pv, double fv, payment_time when) {
    outcome<double> result;
    annuities::check_finite(result, {{"nper", nper}, {"pmt", pmt}, {"pv", pv}, {"fv", fv}});
    annuities::check_periods(result, nper);
    if (!result) return result;
    auto const found = annuities::rates_of(nper, pmt, pv, fv, when);
    result.caveats = found.caveats;
    if (found.value.chosen)
        result.value = *found.value.chosen;
    else
        result.object("rate", "there is no rate at which these amounts are worth nothing together");
    return result;
}

TRAMO_INLINE outcome<double> npv(double rate, std::span<double const> amounts) {
    outcome<double> result;
    annuities::check_finite(result, {{"rate", rate}});
    annuities::check_rate(result, "rate", rate);
    if (!result) return result;
    double value = 0;
    for (std::size_t i = amounts.size(); i-- > 0;) value = value / (1 + rate) + amounts[i];
    return annuities::told(result, value);
}

/// ((what comes in, at the end, at `reinvest_rate`) / (what goes out, now, at `finance_rate`))^(1/n) − 1.
TRAMO_INLINE outcome<double> mirr(std::span<double const> amounts, double finance_rate,
                                  double reinvest_rate) {
    outcome<double> result;
    annuities::check_finite(result, {{"finance_rate", finance_rate}, {"reinvest_rate", reinvest_rate}});
    annuities::check_rate(result, "finance_rate", finance_rate);
    annuities::check_rate(result, "reinvest_rate", reinvest_rate);
    if (!result) return result;
    double in = 0, out = 0;
    for (std::size_t i = amounts.size(); i-- > 0;) {
        in = in / (1 + reinvest_rate) + (amounts[i] > 0 ? amounts[i] : 0);
        out = out / (1 + finance_rate) - (amounts[i] < 0 ? amounts[i] : 0);
    }
    if (!(in > 0) || !(out > 0)) {
        result.object("amounts", "money must go out and come in; one of the two is missing");
        return result;
    }
    auto const periods = static_cast<double>(amounts.size() - 1);
    return annuities::told(result, std::expm1(std::log(in / out) / periods + std::log1p(reinvest_rate)));
}

}  // namespace tramo::offers
