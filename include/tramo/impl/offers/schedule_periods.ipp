// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The periods of a schedule: when each ends, what it charges, and what is lent in it.
#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

#include <tramo/impl/offers/schedule_terms.ipp>

namespace tramo::offers::scheduling {

/// Ends with the payment of its row.
struct period {
    rational annual = 0;  ///< the rate in force: a year's where accrual is by days, else a period's
    rational length = 1;  ///< in what the rate is of
    std::int64_t days = 0;
    rational rate = 0;  ///< what it charges
    bool is_change = false;
    std::optional<date> due;
};

struct inflow {
    int row = 1;  ///< it comes before this row's payment and behind the one before
    integer amount = 0;
    integer down_payment = 0;
    rational rate = 0;  ///< what the rest of the period charges on it
    std::optional<date> day;
};

struct timeline {
    std::vector<period> periods;
    std::vector<inflow> inflows;  ///< by row

    [[nodiscard]] period const& row(int number) const {
        return periods[static_cast<std::size_t>(number - 1)];
    }
    [[nodiscard]] int size() const { return static_cast<int>(periods.size()); }
};

[[nodiscard]] TRAMO_INLINE rational charge(terms const& asked, rational const& annual, rational const& length,
                                           std::int64_t days) {
    auto const& how = asked.rounding;
    rational rate = annual * length;
    if (asked.interest.is_by_days && how.truncated_decimals && days != 0)
        rate = cut(rate / days, *how.truncated_decimals) * days;
    if (!how.rate_decimals) return rate;
    auto const ten = wide::power_of_ten(*how.rate_decimals);
    return rational(wide::round_to_integer(rate * rational(ten), how.rate), ten);
}

/// Measures shares of a year; says what speaks against it once.
class measure {
public:
    measure(terms const& asked, std::vector<date> const& dates, outcome<schedule>& into)
        : asked_(asked), into_(into) {
        options_.calendar = asked.interest.calendar;
        if (!asked.interest.is_by_days) return;
        options_.maturity = dates.back();
        options_.regular_period = asked.dates->step.unit;
        options_.payment_day = payment_day_of(*asked.start, dates);
        if (options_.payment_day != 0) return;  // else the first period may be irregular, and it alone
        options_.payment_day = payment_day_of(dates.front(), std::span(dates).subspan(1));
    }

    void between(date from, date until, period& made) {
        from = std::max(from, asked_.interest.charged_from.value_or(from));
        made.length = 0;
        made.days = 0;
        if (from >= until || !into_.ok()) return;
        auto const share = year_fraction(asked_.interest.convention, from, until, options_);
        auto const days = days_between(asked_.interest.convention, from, until, options_);
        if (!share || !days) return object(share ? days.objections : share.objections);
        made.length = rational(share.value.numerator, share.value.denominator);
        made.days = days.value;
    }

private:
    void object(std::vector<objection> const& found) {
        for (auto const& one : found) into_.object("terms.interest." + one.input, one.message);
    }

    terms const& asked_;
    outcome<schedule>& into_;
    day_count_options options_;
};

/// The due dates of all rows; none where the terms have none.
[[nodiscard]] TRAMO_INLINE std::vector<date> dates_of(terms const& asked, outcome<schedule>& into) {
    if (!asked.dates) return {};
    auto made = due_dates(*asked.dates, rows_of(asked));
    for (auto const& one : made.objections) into.object("terms.dates." + one.input, one.message);
    if (!into.ok() || !asked.start) return made.value;
    auto const first = made.value.front();
    if (asked.is_due_at_start && first != *asked.start)
        into.object("terms.dates.first", "the first installment is due on " + to_string(first) +
                                             "; due at the start it must be on " + to_string(*asked.start));
    else if (first < *asked.start)
        into.object("terms.dates.first", "the first installment is due on " + to_string(first) +
                                             ", before the start on " + to_string(*asked.start));
    else if (first == *asked.start && !asked.is_due_at_start && !asked.interest.is_by_days)
        into.caveats.push_back("the first installment is due at the start, behind a whole period's interest");
    return made.value;
}

/// The rates in force, row by row. With the first payment at the start, a row pays the period before it.
TRAMO_INLINE void put_rates(terms const& asked, std::vector<period>& periods) {
    rational rate = wide::to_rational(asked.rate);
    auto change = asked.rates.begin();
    int number = asked.is_due_at_start ? 0 : 1;
    for (auto& one : periods) {
        if (change != asked.rates.end() && change->from == number) {
            rational const next = wide::to_rational(change++->rate);
            one.is_change = next != rate;
            rate = next;
        }
        one.annual = rate;
        ++number;
    }
}

[[nodiscard]] TRAMO_INLINE std::vector<period> periods_of(terms const& asked, std::vector<date> const& dates,
                                                          measure& years) {
    std::vector<period> made(static_cast<std::size_t>(rows_of(asked)));
    put_rates(asked, made);
    for (std::size_t i = 0; i < made.size(); ++i) {
        auto& one = made[i];
        if (!dates.empty()) one.due = dates[i];
        if (asked.interest.is_by_days) years.between(i == 0 ? *asked.start : dates[i - 1], dates[i], one);
        if (i == 0 && asked.is_due_at_start) one.length = 0;
        one.rate = charge(asked, one.annual, one.length, one.days);
    }
    return made;
}

/// What the rest of a period charges on money lent on a day of it.
[[nodiscard]] TRAMO_INLINE rational rest_of_period(terms const& asked, period const& whole, date begin,
                                                   date day, measure& years) {
    if (day == begin) return whole.rate;
    if (!asked.interest.is_by_days)
        return whole.rate * rational(whole.due->days - day.days, whole.due->days - begin.days);
    period rest = whole;
    years.between(day, *whole.due, rest);
    return charge(asked, rest.annual, rest.length, rest.days);
}

/// An advance on a day, put into its period.
TRAMO_INLINE void place_on_day(terms const& asked, timeline const& in, date day, std::size_t index,
                               inflow& made, measure& years, outcome<schedule>& into) {
    auto const behind =
        std::find_if(in.periods.begin(), in.periods.end(), [&](period const& one) { return *one.due > day; });
    if (day < *asked.start || behind == in.periods.end())
        return into.object(indexed("terms.advances", index, "day"),
                           "it is " + to_string(day) + "; it must be from " + to_string(*asked.start) +
                               " to before the last due date, " + to_string(*in.periods.back().due));
    auto const begin = behind == in.periods.begin() ? *asked.start : *std::prev(behind)->due;
    made.row = static_cast<int>(behind - in.periods.begin()) + 1;
    made.day = day;
    made.rate = rest_of_period(asked, *behind, begin, day, years);
}

TRAMO_INLINE void put_inflows(terms const& asked, frame const& money, timeline& in, measure& years,
                              outcome<schedule>& into) {
    for (std::size_t i = 0; i < asked.advances.size(); ++i) {
        auto const& more = asked.advances[i];
        inflow made;
        made.amount = at_scale(more.amount, money.scale);
        rational const share = wide::to_rational(more.down_payment_share) * rational(made.amount);
        made.down_payment =
            std::min(made.amount, round_to_unit({numerator(share), denominator(share)}, money));
        if (more.day) {
            place_on_day(asked, in, *more.day, i, made, years, into);
        } else {
            made.row = more.after_period + 1;
            made.rate = in.row(made.row).rate;
            made.day = more.after_period == 0 ? asked.start : in.row(more.after_period).due;
        }
        in.inflows.push_back(made);
    }
    std::stable_sort(in.inflows.begin(), in.inflows.end(),
                     [](inflow const& a, inflow const& b) { return a.row < b.row; });
}

/// Digits by which an error can grow from the first row to the last; by as many can what matters fall short
/// of a tie.
[[nodiscard]] TRAMO_INLINE int digits_of_growth(terms const& asked, std::vector<period> const& periods) {
    double digits = 0;
    bool const in_advance = asked.how == method::level_in_advance;
    for (auto const& one : periods) {
        rational const factor = in_advance ? rational(1 - one.rate) : rational(1 + one.rate);
        auto const growth = factor.convert_to<double>();
        digits += growth > 0 ? std::abs(std::log10(growth)) : 0;
    }
    return static_cast<int>(std::ceil(digits));
}

[[nodiscard]] TRAMO_INLINE frame frame_of(terms const& asked, std::vector<period> const& periods) {
    auto const& how = asked.rounding;
    frame made;
    bool const is_kept_exact = how.interest_at == interest_rounding::never;
    made.has_unit = how.installment_unit.has_value();
    made.scale = how.minor_units;
    if (is_kept_exact) {
        int const growth = digits_of_growth(asked, periods);
        made.noise = wide::power_of_ten(growth + 50);
        made.scale = 2 * growth + 100;
    }
    if (made.has_unit) made.unit = at_scale(*how.installment_unit, made.scale);
    made.installment = is_kept_exact && !made.has_unit ? rounding::half_even : how.installment;
    made.interest = is_kept_exact ? rounding::half_even : how.interest;
    made.step = is_kept_exact ? wide::power_of_ten(made.scale - how.minor_units) : integer(1);
    return made;
}

}  // namespace tramo::offers::scheduling
