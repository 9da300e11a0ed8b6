// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is to be paid to end a loan on a day, with the compensation that the law leaves of what is asked.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include <tramo/impl/offers/money_units.ipp>
#include <tramo/offers/payoff.hpp>

namespace tramo::offers {
namespace paying_off {

using money::units;

template <class T>
void check_not_negative(decimal const& rate, std::string const& input, outcome<T>& answer) {
    if (rate.coefficient < 0)
        answer.object(input, "the rate is " + to_shortest_string(rate) + "; it must not be negative");
}

template <class T>
void check_decimals(std::optional<int> decimals, std::string const& input, outcome<T>& answer) {
    if (!decimals || (0 <= *decimals && *decimals <= max_scale)) return;
    answer.object(input, "there are " + std::to_string(*decimals) + " decimals; 0 to 38 are due");
}

/// The number in whole units, or an objection where it has too many digits.
template <class T>
[[nodiscard]] units in_units(wide::rational const& amount, rounding mode, std::string const& input,
                             rounding_policy const& rounding, outcome<T>& answer) {
    auto const made = wide::to_decimal(amount, rounding.minor_units, mode);
    if (made && abs(wide::to_integer(made->coefficient)) < wide::power_of_ten(money::most_digits))
        return made->coefficient;
    answer.object(input, "what comes of it has more than " + std::to_string(money::most_digits) + " digits");
    return 0;
}

inline void check_currency(std::string const& currency, std::string const& input, running_loan const& loan,
                           outcome<payoff>& answer) {
    if (currency.empty() || currency == loan.currency) return;
    answer.object(input, "currency mismatch: the amount is in " + currency + ", the loan in " +
                             (loan.currency.empty() ? "none that is named" : loan.currency) +
                             "; amounts are not converted");
}

inline void check_days(running_loan const& loan, date as_of, date valid_until, outcome<payoff>& answer) {
    if (as_of < loan.interest_from)
        answer.object("as_of", "the day is " + to_string(as_of) + "; interest is paid up to " +
                                   to_string(loan.interest_from));
    if (valid_until < as_of)
        answer.object("valid_until", "the quote of " + to_string(as_of) + " would end on " +
                                         to_string(valid_until) + ", before it begins");
}

[[nodiscard]] inline units interest_of(running_loan const& loan, date until, rounding_policy const& rounding,
                                       outcome<payoff>& answer) {
    day_count_options options;
    options.calendar = loan.calendar;
    auto const years = year_fraction(loan.convention, loan.interest_from, until, options);
    for (auto const& each : years.objections) answer.objections.push_back(each);
    if (!years.ok()) return 0;
    auto factor =
        wide::to_rational(loan.annual_rate) * wide::rational(years.value.numerator, years.value.denominator);
    if (rounding.truncated_decimals) {
        auto const unit = wide::rational(1, wide::power_of_ten(*rounding.truncated_decimals));
        factor = wide::round_to_multiple(factor, unit, rounding::down);
    }
    return in_units(wide::to_rational(loan.balance) * factor, rounding.interest, "loan.annual_rate", rounding,
                    answer);
}

struct charged {
    units amount = 0;
    bool is_capped = false;
};

[[nodiscard]] inline charged compensation_of(units balance, compensation const& asked,
                                             rounding_policy const& rounding, outcome<payoff>& answer) {
    auto const wanted = money::share_of(balance, asked.share, rounding.interest);
    if (wanted == 0) return {};
    if (!asked.cap_share && !asked.cap_amount) {
        answer.caveats.push_back("no compensation is asked, since its cap is not given");
        return {0, true};
    }
    auto most = wanted;
    if (asked.cap_share) most = std::min(most, money::share_of(balance, *asked.cap_share, rounding.interest));
    if (asked.cap_amount)
        most = std::min(
            most, money::read_amount(*asked.cap_amount, "asked.cap_amount", rounding, answer).value_or(0));
    return {most, most < wanted};
}

/// What is owed and what was paid, in units.
struct sums {
    units balance = 0, interest = 0, arrears = 0, compensation = 0, credit = 0;
};

inline void fill(payoff& quote, sums const& of, rounding_policy const& rounding) {
    auto const owed = of.balance + of.interest + of.arrears + of.compensation;
    quote.principal = money::to_amount(of.balance, rounding);
    quote.accrued_interest = money::to_amount(of.interest, rounding);
    quote.arrears = money::to_amount(of.arrears, rounding);
    quote.compensation = money::to_amount(of.compensation, rounding);
    quote.credit = money::to_amount(of.credit, rounding);
    quote.total = money::to_amount(std::max<units>(owed - of.credit, 0), rounding);
    quote.refund = money::to_amount(std::max<units>(of.credit - owed, 0), rounding);
}

[[nodiscard]] inline sums read_sums(running_loan const& loan, rounding_policy const& rounding,
                                    outcome<payoff>& answer) {
    auto const read = [&](decimal const& amount, char const* input) {
        return money::read_amount(amount, input, rounding, answer).value_or(0);
    };
    sums made;
    made.balance = read(loan.balance, "loan.balance");
    made.arrears = read(loan.arrears, "loan.arrears");
    made.credit = read(loan.credit, "loan.credit");
    return made;
}

}  // namespace paying_off

TRAMO_INLINE outcome<payoff> payoff_quote(running_loan const& loan, compensation const& asked, date as_of,
                                          date valid_until, rounding_policy const& rounding,
                                          bool charges_validity) {
    outcome<payoff> answer;
    if (!money::has_units(rounding, answer)) return answer;
    auto sums = paying_off::read_sums(loan, rounding, answer);
    paying_off::check_not_negative(loan.annual_rate, "loan.annual_rate", answer);
    paying_off::check_decimals(rounding.truncated_decimals, "rounding.truncated_decimals", answer);
    paying_off::check_days(loan, as_of, valid_until, answer);
    paying_off::check_currency(loan.arrears_currency, "loan.arrears_currency", loan, answer);
    paying_off::check_currency(loan.credit_currency, "loan.credit_currency", loan, answer);
    paying_off::check_currency(asked.currency, "asked.currency", loan, answer);
    money::check_share(asked.share, "asked.share", answer);
    if (asked.cap_share) money::check_share(*asked.cap_share, "asked.cap_share", answer);
    if (!answer.ok()) return answer;

    sums.interest = paying_off::interest_of(loan, charges_validity ? valid_until : as_of, rounding, answer);
    auto const charged = paying_off::compensation_of(sums.balance, asked, rounding, answer);
    if (!answer.ok()) return answer;
    sums.compensation = charged.amount;
    auto& quote = answer.value;
    paying_off::fill(quote, sums, rounding);
    quote.is_capped = charged.is_capped;
    quote.as_of = as_of;
    quote.valid_until = valid_until;
    quote.currency = loan.currency;
    return answer;
}

TRAMO_INLINE outcome<added_interest> capped_interest(decimal const& principal, decimal const& accrued,
                                                     decimal const& more,
                                                     std::optional<decimal> const& cap_share,
                                                     rounding_policy const& rounding) {
    outcome<added_interest> answer;
    if (!money::has_units(rounding, answer)) return answer;
    auto const owed = money::read_amount(principal, "principal", rounding, answer).value_or(0);
    auto const before = money::read_amount(accrued, "accrued", rounding, answer).value_or(0);
    auto added = money::read_amount(more, "more", rounding, answer).value_or(0);
    if (cap_share) paying_off::check_not_negative(*cap_share, "cap_share", answer);
    if (!answer.ok()) return answer;
    if (cap_share) {
        wide::rational const most =
            wide::to_rational(money::to_amount(owed, rounding)) * wide::to_rational(*cap_share);
        auto const cap = paying_off::in_units(most, rounding::down, "cap_share", rounding, answer);
        auto const room = std::max<money::units>(cap - before, 0);
        answer.value.is_capped = room < added;
        added = std::min(added, room);
    }
    answer.value.added = money::to_amount(added, rounding);
    return answer;
}

}  // namespace tramo::offers

#include <tramo/impl/offers/rebates.ipp>
