// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The financial functions of spreadsheets, with their names and signs: money received is positive, money paid
// negative. Definitions as in numpy-financial and OpenFormula 1.2, section 6.12. Objections by the name of
// the input: numbers that are not finite, rates of −1 and less, numbers of periods of 0 and less where one
// divides by them, results beyond the range of a double.
#pragma once

#include <span>

#include <tramo/offers/effective_rate.hpp>
#include <tramo/offers/outcome.hpp>

namespace tramo::offers {

/// When payments fall: at the end of a period or at its beginning.
enum class payment_time { end, begin };

[[nodiscard]] outcome<double> pmt(double rate, double nper, double pv, double fv = 0,
                                  payment_time when = payment_time::end);
/// Of period `per`, counted from 1 to `nper`.
[[nodiscard]] outcome<double> ipmt(double rate, double per, double nper, double pv, double fv = 0,
                                   payment_time when = payment_time::end);
[[nodiscard]] outcome<double> ppmt(double rate, double per, double nper, double pv, double fv = 0,
                                   payment_time when = payment_time::end);
/// Infinity, with a caveat, where payments only cover the interest; an objection where they do not.
[[nodiscard]] outcome<double> nper(double rate, double pmt, double pv, double fv = 0,
                                   payment_time when = payment_time::end);
[[nodiscard]] outcome<double> pv(double rate, double nper, double pmt, double fv = 0,
                                 payment_time when = payment_time::end);
[[nodiscard]] outcome<double> fv(double rate, double nper, double pmt, double pv,
                                 payment_time when = payment_time::end);
/// The rate per period; an objection where there is none, a caveat where there are two (`rate_solution` says
/// which is told). Bracketed: no guess is asked for.
[[nodiscard]] outcome<double> rate(double nper, double pmt, double pv, double fv,
                                   payment_time when = payment_time::end);
/// The first amount is at time 0.
[[nodiscard]] outcome<double> npv(double rate, std::span<double const> amounts);
/// Needs money that goes out and money that comes in.
[[nodiscard]] outcome<double> mirr(std::span<double const> amounts, double finance_rate,
                                   double reinvest_rate);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/financial.ipp>
#endif
