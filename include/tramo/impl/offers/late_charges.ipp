// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What being late costs, computed as fractions and rounded once for each charge.
#pragma once

#include <algorithm>

#include <tramo/impl/offers/posted_charges.ipp>
#include <tramo/impl/offers/wide_number.ipp>
#include <tramo/offers/late_charges.hpp>

namespace tramo::offers {
namespace charging {

/// Days beyond which nobody is late; it keeps what follows far from the end of 64 bits.
inline constexpr std::int64_t most_days = 3'652'059;  // 9,999 years

struct lateness {
    std::int64_t days = 0;
    std::optional<date> due;
};

template <class T>
void object_below_zero(outcome<T>& made, std::string const& name, decimal const& number) {
    if (number < decimal(0))
        made.object(name, "the value is " + to_shortest_string(number) + "; it must be at least 0");
}

TRAMO_INLINE void check_brackets(outcome<late_charge>& made, late_terms const& by) {
    for (std::size_t k = 0; k < by.fees.size(); ++k) {
        auto const name = "by.fees[" + std::to_string(k) + "]";
        object_below_zero(made, name + ".share", by.fees[k].share);
        auto const& until = by.fees[k].until;
        bool const is_last = k + 1 == by.fees.size();
        if (!until && !is_last) made.object(name + ".until", "only the last bracket may have no end");
        auto const before = k > 0 ? by.fees[k - 1].until : decimal(0);
        if (until && before && *until <= *before)
            made.object(name + ".until", "the bracket ends at " + to_shortest_string(*until) +
                                             "; it must end above " + to_shortest_string(*before));
    }
    if (by.fee_unit <= decimal(0))
        made.object("by.fee_unit",
                    "the value is " + to_shortest_string(by.fee_unit) + "; it must be more than 0");
    object_below_zero(made, "by.fee_reduction", by.fee_reduction);
}

TRAMO_INLINE void check_interest(outcome<late_charge>& made, late_interest const& interest) {
    object_below_zero(made, "by.interest.rate", interest.rate);
    if (interest.month_days < 1)
        made.object("by.interest.month_days",
                    "a month has " + std::to_string(interest.month_days) + " days; it must have at least 1");
    if (interest.unpaid_days < 0)
        made.object("by.interest.unpaid_days",
                    "the days are " + std::to_string(interest.unpaid_days) + "; they must be at least 0");
}

TRAMO_INLINE void check_terms(outcome<late_charge>& made, decimal const& principal, lateness const& late,
                              late_terms const& by, rounding_policy const& rounding) {
    object_below_zero(made, "principal", principal);
    if (late.days < 0 || late.days > most_days)
        made.object("days_late", "the days are " + std::to_string(late.days) + "; they must be 0 to " +
                                     std::to_string(most_days));
    if (by.free_days < 0 || by.fee_free_days < 0) made.object("by.free_days", "free days are at least 0");
    object_below_zero(made, "by.fine", by.fine);
    if (by.fine_cap) object_below_zero(made, "by.fine_cap", *by.fine_cap);
    if (by.interest) check_interest(made, *by.interest);
    if (by.interest_cap) object_below_zero(made, "by.interest_cap", *by.interest_cap);
    if (by.correction) object_below_zero(made, "by.correction", *by.correction);
    check_brackets(made, by);
    auto const in_range = [](int decimals) { return decimals >= 0 && decimals <= division_scale; };
    if (!in_range(rounding.minor_units) || !in_range(rounding.rate_decimals.value_or(0)) ||
        !in_range(rounding.truncated_decimals.value_or(0)))
        made.object("rounding", "decimals are 0 to " + std::to_string(division_scale));
}

[[nodiscard]] inline wide::rational at_decimals(wide::rational const& number, int decimals, rounding mode) {
    auto const one = wide::power_of_ten(decimals);
    return {wide::round_to_integer(number * wide::rational(one), mode), one};
}

/// Knobs 4 and 6 of the policy.
[[nodiscard]] inline wide::rational rounded_factor(wide::rational factor, rounding_policy const& rounding) {
    if (rounding.rate_decimals) factor = at_decimals(factor, *rounding.rate_decimals, rounding.rate);
    if (rounding.truncated_decimals)
        factor = at_decimals(factor, *rounding.truncated_decimals, rounding::down);
    return factor;
}

[[nodiscard]] inline bool counts_days_alone(day_count convention) {
    return convention == day_count::actual_365_fixed || convention == day_count::actual_360 ||
           convention == day_count::actual_364 || convention == day_count::actual_365_25;
}

/// Years or months that bear interest; none with an objection.
TRAMO_INLINE std::optional<wide::rational> bearing_periods(outcome<late_charge>& made,
                                                           late_interest const& interest,
                                                           lateness const& late) {
    auto const days = std::max<std::int64_t>(0, late.days - interest.unpaid_days);
    if (!interest.yearly) return wide::rational(days, interest.month_days);
    if (!late.due && !counts_days_alone(*interest.yearly)) {
        made.object("by.interest.yearly", std::string(name_of(*interest.yearly)) +
                                              " needs the due date, not only a number of days");
        return {};
    }
    auto const due = late.due.value_or(date{});
    auto const from = add_days(due, late.days - days), until = add_days(due, late.days);
    if (!from || !until) {
        made.object("days_late", "the last day is beyond the calendar");
        return {};
    }
    auto const years = year_fraction(*interest.yearly, *from, *until, {interest.calendar, {}});
    for (auto const& found : years.objections) made.object("by.interest." + found.input, found.message);
    if (!years) return {};
    return wide::rational(years.value.numerator, years.value.denominator);
}

/// (1 + rate)^periods − 1; none where it is beyond all amounts of money.
TRAMO_INLINE std::optional<wide::rational> compound_growth(wide::rational const& rate,
                                                           wide::rational const& periods) {
    constexpr int most_exact = 400, most_digits = 40;
    wide::rational const base = rate + 1;
    if (log10(wide::to_real(base)) * wide::to_real(periods) > most_digits) return {};
    bool const is_whole = denominator(periods) == 1 && periods <= most_exact;
    auto const grown = is_whole ? wide::power(base, static_cast<unsigned>(numerator(periods)))
                                : wide::fractional_power(base, periods);
    return wide::rational(grown - 1);
}

TRAMO_INLINE std::optional<wide::rational> interest_factor(outcome<late_charge>& made,
                                                           late_interest const& interest,
                                                           lateness const& late,
                                                           rounding_policy const& rounding) {
    auto const rate = wide::to_rational(interest.rate);
    if (interest.is_flat) return rate;
    auto const periods = bearing_periods(made, interest, late);
    if (!periods) return {};
    if (interest.how == growth::compound) {
        auto const grown = compound_growth(rate, *periods);
        if (!grown) made.object("by.interest.rate", "compounded over the days it exceeds 10^40");
        return grown ? std::optional(rounded_factor(*grown, rounding)) : std::nullopt;
    }
    if (interest.yearly) return rounded_factor(rate * *periods, rounding);
    auto const daily = rounded_factor(rate / interest.month_days, rounding);
    return wide::rational(daily * *periods * interest.month_days);
}

/// A progressive fee in units: each bracket's share of what lies in it.
[[nodiscard]] inline wide::rational progressive_fee(wide::rational const& amount, late_terms const& by) {
    wide::rational fee = 0, from = 0;
    for (auto const& bracket : by.fees) {
        auto const until = bracket.until ? std::min(amount, wide::to_rational(*bracket.until)) : amount;
        if (until > from) fee += (until - from) * wide::to_rational(bracket.share);
        from = std::max(from, until);
    }
    return std::max<wide::rational>(0, fee - wide::to_rational(by.fee_reduction));
}

/// Rounds to decimals, and remembers what does not fit.
struct rounding_room {
    outcome<late_charge>& made;
    rounding_policy const& policy;

    [[nodiscard]] decimal money(wide::rational const& number) {
        return with(number, policy.minor_units, policy.interest);
    }
    [[nodiscard]] decimal with(wide::rational const& number, int decimals, rounding mode) {
        auto const fits = wide::to_decimal(number, decimals, mode);
        if (!fits && made.ok()) made.object("principal", "a charge has more than 38 digits");
        return fits.value_or(decimal(0));
    }
};

TRAMO_INLINE decimal fine_of(rounding_room& room, wide::rational const& base, late_terms const& by) {
    bool const is_capped = by.fine_cap && by.fine > *by.fine_cap;
    if (is_capped) room.made.value.capped.emplace_back("fine_cap");
    return room.money(base * wide::to_rational(is_capped ? *by.fine_cap : by.fine));
}

TRAMO_INLINE decimal interest_of(rounding_room& room, wide::rational const& principal, decimal const& fine,
                                 lateness const& late, late_terms const& by) {
    auto const factor = interest_factor(room.made, *by.interest, late, room.policy);
    if (!factor) return {};
    bool const with_fine = by.interest->base == interest_base::principal_and_fine;
    auto interest = wide::rational((with_fine ? principal + wide::to_rational(fine) : principal) * *factor);
    if (!by.interest_cap) return room.money(interest);
    auto const most = wide::rational(principal * wide::to_rational(*by.interest_cap));
    if (interest > most) {
        interest = most;
        room.made.value.capped.emplace_back("interest_cap");
    }
    return room.money(interest);
}

TRAMO_INLINE void charge_all(rounding_room& room, decimal const& principal, lateness const& late,
                             late_terms const& by) {
    auto& charge = room.made.value;
    if (by.correction)
        charge.corrected_principal =
            room.money(wide::to_rational(principal) * (1 + wide::to_rational(*by.correction)));
    auto const base = wide::to_rational(charge.corrected_principal);
    charge.fine = fine_of(room, base, by);
    if (by.interest) charge.interest = interest_of(room, base, charge.fine, late, by);
    if (late.days > by.fee_free_days) {
        auto const unit = wide::to_rational(by.fee_unit);
        auto const units = progressive_fee(base / unit, by);
        charge.fee_units = room.with(units, 6, rounding::half_up);
        charge.fees = room.money(units * unit);
    }
}

TRAMO_INLINE void add_up(outcome<late_charge>& made) {
    auto& charge = made.value;
    std::optional<decimal> total = charge.corrected_principal;
    for (auto const* part : {&charge.interest, &charge.fine, &charge.fees})
        if (total) total = add(*total, *part);
    if (!total) return made.object("principal", "the total has more than 38 digits");
    charge.total = *total;
}

TRAMO_INLINE outcome<late_charge> charges_for(decimal const& principal, lateness const& late,
                                              late_terms const& by, rounding_policy const& rounding) {
    outcome<late_charge> made;
    check_terms(made, principal, late, by, rounding);
    if (!made) return made;
    made.value.corrected_principal = principal;
    rounding_room room{made, rounding};
    made.value.interest = made.value.fine = made.value.fees = room.money(0);
    if (late.days > by.free_days) charge_all(room, principal, late, by);
    if (made) add_up(made);
    if (!made) made.value = {};
    return made;
}

}  // namespace charging

TRAMO_INLINE outcome<late_charge> late_charges(decimal const& principal, std::int64_t days_late,
                                               late_terms const& by, rounding_policy const& rounding) {
    return charging::charges_for(principal, {days_late, {}}, by, rounding);
}

TRAMO_INLINE outcome<late_charge> late_charges(decimal const& principal, date due, date on,
                                               late_terms const& by, rounding_policy const& rounding) {
    auto const days = std::int64_t{on.days} - due.days;
    return charging::charges_for(principal, {std::max<std::int64_t>(0, days), due}, by, rounding);
}

}  // namespace tramo::offers
