// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the law gives back of interest that was to come: present values, the UK's rebate, the sum of digits.
#pragma once

#include <tramo/impl/offers/payoff.ipp>

namespace tramo::offers {
namespace rebating {

using money::units;
using wide::rational;

inline constexpr int most_payments = 1200;

template <class T>
void check_count(int count, int least, std::string const& input, outcome<T>& answer) {
    if (least <= count && count <= most_payments) return;
    answer.object(input, "the count is " + std::to_string(count) + "; it must be from " +
                             std::to_string(least) + " to " + std::to_string(most_payments));
}

/// A fraction from 0 to 1.
template <class T>
void check_part(fraction const& part, std::string const& input, outcome<T>& answer) {
    if (part.denominator > 0 && 0 <= part.numerator && part.numerator <= part.denominator) return;
    answer.object(input, "the part is " + std::to_string(part.numerator) + "/" +
                             std::to_string(part.denominator) + "; it must be from 0 to 1");
}

[[nodiscard]] inline rational rounded_rate(rational const& rate, rounding_policy const& rounding) {
    if (!rounding.rate_decimals) return rate;
    return wide::round_to_multiple(rate, rational(1, wide::power_of_ten(*rounding.rate_decimals)),
                                   rounding.rate);
}

/// growth^part, exact where the part is 0 or 1. Requires growth > 0.
[[nodiscard]] inline rational grown_by(rational const& growth, fraction const& part) {
    if (part.numerator == 0) return 1;
    if (part.numerator == part.denominator) return growth;
    return wide::fractional_power(growth, rational(part.numerator, part.denominator));
}

/// 1 + g + … + g^(count − 1).
[[nodiscard]] inline rational sum_of_powers(rational const& growth, int count) {
    if (growth == 1) return count;
    return (wide::power(growth, static_cast<unsigned>(count)) - 1) / (growth - 1);
}

inline void check(uk_settlement const& asked, rounding_policy const& rounding, outcome<uk_quote>& answer) {
    check_count(asked.count, 1, "asked.count", answer);
    check_part(asked.part_period, "asked.part_period", answer);
    paying_off::check_decimals(rounding.rate_decimals, "rounding.rate_decimals", answer);
    paying_off::check_not_negative(asked.apr, "asked.apr", answer);
    if (asked.periods_a_year < 1 || asked.periods_a_year > 366)
        answer.object("asked.periods_a_year", "there are " + std::to_string(asked.periods_a_year) +
                                                  " periods a year; it must be from 1 to 366");
    if (asked.settled_after < 0 || asked.settled_after > asked.count)
        answer.object("asked.settled_after", "it is settled after " + std::to_string(asked.settled_after) +
                                                 " payments of " + std::to_string(asked.count));
    check_count(asked.deferral_periods, 0, "asked.deferral_periods", answer);
}

/// What the advance has become on the settlement date, less what the payments made until then have.
[[nodiscard]] inline rational owed_on_settlement(uk_settlement const& asked, units principal, units payment,
                                                 int made, rounding_policy const& rounding) {
    rational const yearly = 1 + wide::to_rational(asked.apr);
    rational const rate = wide::fractional_power(yearly, rational(1, asked.periods_a_year)) - 1;
    rational const growth = 1 + rounded_rate(rate, rounding);
    rational const advance = wide::power(growth, static_cast<unsigned>(made)) * wide::to_integer(principal);
    rational const payments = sum_of_powers(growth, made) * wide::to_integer(payment);
    return (advance - payments) * grown_by(growth, asked.part_period);
}

}  // namespace rebating

TRAMO_INLINE outcome<decimal> present_value_payoff(remaining_payments const& left,
                                                   rounding_policy const& rounding) {
    outcome<decimal> answer;
    if (!money::has_units(rounding, answer)) return answer;
    auto const payment = money::read_amount(left.payment, "left.payment", rounding, answer);
    rebating::check_count(left.count, 0, "left.count", answer);
    rebating::check_part(left.part_of_period, "left.part_of_period", answer);
    paying_off::check_decimals(rounding.rate_decimals, "rounding.rate_decimals", answer);
    if (left.rate <= decimal(-1))
        answer.object("left.rate", "the rate is " + to_shortest_string(left.rate) + "; it must be above -1");
    if (!answer.ok()) return answer;
    wide::rational const growth = 1 + rebating::rounded_rate(wide::to_rational(left.rate), rounding);
    if (growth <= 0) {
        answer.object("rounding.rate_decimals", "the rounded rate is -1; it must be above");
        return answer;
    }
    // Σ g^−k = (1 + g + … + g^(n−1)) / g^n.
    wide::rational const value = rebating::sum_of_powers(growth, left.count) /
                                 wide::power(growth, static_cast<unsigned>(left.count)) *
                                 rebating::grown_by(growth, left.part_of_period);
    wide::rational const amount = value * wide::to_rational(money::to_amount(*payment, rounding));
    answer.value = money::to_amount(
        paying_off::in_units(amount, rounding.interest, "left.payment", rounding, answer), rounding);
    return answer;
}

TRAMO_INLINE outcome<uk_quote> uk_rebate(uk_settlement const& asked, rounding_policy const& rounding) {
    outcome<uk_quote> answer;
    if (!money::has_units(rounding, answer)) return answer;
    auto const principal = money::read_amount(asked.principal, "asked.principal", rounding, answer);
    auto const payment = money::read_amount(asked.payment, "asked.payment", rounding, answer);
    rebating::check(asked, rounding, answer);
    if (!answer.ok()) return answer;
    auto const made = std::min(asked.settled_after + asked.deferral_periods, asked.count);
    auto const unit = wide::rational(1, wide::power_of_ten(rounding.minor_units));
    wide::rational const owed =
        rebating::owed_on_settlement(asked, *principal, *payment, made, rounding) * unit;
    wide::rational const outstanding = wide::to_integer(*payment) * (asked.count - made) * unit;
    auto const due = paying_off::in_units(outstanding, rounding.interest, "asked.payment", rounding, answer);
    auto rebate = paying_off::in_units(wide::rational(outstanding - owed), rounding.interest, "asked.apr",
                                       rounding, answer);
    // At the end a loan is overpaid by what payments and rate were rounded; beyond a payment it is another
    // loan.
    if (rebate > due + *payment)
        answer.object("asked.payment",
                      "the payments repay the loan before the settlement; they do not belong to this APR");
    if (!answer.ok()) return answer;
    if (rebate < 0) answer.caveats.push_back("no charge for credit is left, so there is no rebate");
    rebate = std::clamp<money::units>(rebate, 0, due);
    answer.value = {money::to_amount(due, rounding), money::to_amount(rebate, rounding),
                    money::to_amount(due - rebate, rounding)};
    return answer;
}

TRAMO_INLINE outcome<decimal> rule_of_78_rebate(decimal const& interest, int count, int remaining,
                                                rounding_policy const& rounding) {
    outcome<decimal> answer;
    if (!money::has_units(rounding, answer)) return answer;
    auto const all = money::read_amount(interest, "interest", rounding, answer);
    rebating::check_count(count, 1, "count", answer);
    if (remaining < 0 || remaining > count)
        answer.object("remaining", std::to_string(remaining) + " of " + std::to_string(count) +
                                       " periods remain; it must be from 0 to all of them");
    if (!answer.ok()) return answer;
    auto const rebate = wide::round_quotient(wide::to_integer(*all) * remaining * (remaining + 1),
                                             wide::integer(count) * (count + 1), rounding.interest);
    answer.value = money::to_amount(wide::to_int128(rebate).value_or(0), rounding);
    return answer;
}

}  // namespace tramo::offers
