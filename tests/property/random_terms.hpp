// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random terms of loans that can be computed: every method, rounding and grace; and amounts as whole units.
#pragma once

#include <string>
#include <vector>

#include <tramo/offers/schedule.hpp>
#include <tramo/values/date.hpp>

#include "random_expression.hpp"

namespace tramo_test {

/// An amount as a whole number of 10^-scale.
inline tramo::int128 units_of(tramo::decimal const& amount, int scale) {
    return tramo::rescale_exactly(amount, scale).value().coefficient;
}

inline std::int64_t below_power_of_ten(dice& draw, std::size_t most_digits) {
    std::size_t most = 1;
    for (auto left = draw.roll(most_digits + 1); left > 0; --left) most *= 10;
    return static_cast<std::int64_t>(draw.roll(most + 1));
}

class random_terms {
public:
    explicit random_terms(dice& draw) : draw_(draw) {}

    tramo::offers::terms make() {
        using tramo::offers::method;
        tramo::offers::terms made;
        made.how = static_cast<method>(draw_.roll(8));
        auto& by = made.rounding;
        by.minor_units = draw_.pick<int>({0, 2, 2, 2, 3});
        made.principal = {below_power_of_ten(draw_, 12), by.minor_units};
        made.rate = rate(9);
        made.count = 1 + static_cast<int>(draw_.roll(draw_.one_in(8) ? 60 : 12));
        by.installment = mode();
        by.interest = mode();
        bool const is_rest_last = made.how == method::level_in_advance || made.how == method::free_series;
        by.residual = static_cast<tramo::offers::residual_placement>(draw_.roll(4));
        if (is_rest_last) by.residual = tramo::offers::residual_placement::last;
        if (draw_.one_in(3)) by.installment_unit = tramo::decimal(draw_.pick<int>({1, 5, 10, 100}));
        bool const is_at_end = made.how == method::interest_only || made.how == method::single_payment;
        if (draw_.one_in(3))
            made.down_payment_share = {static_cast<int>(draw_.roll(51)), 2};
        else if (!is_at_end && draw_.one_in(3))
            made.balloon = part_of_principal(made);
        add_grace(made);
        if (made.how == method::free_series)
            for (int i = 0; i < made.count; ++i)
                made.weights.emplace_back(static_cast<int>(draw_.roll(5)) + (i == 0 ? 1 : 0));
        bool const can_pay_at_start = made.grace == 0 && !is_at_end && made.how != method::level_in_advance;
        if (can_pay_at_start && draw_.one_in(6)) made.is_due_at_start = true;
        add_dates(made);
        return made;
    }

    tramo::rounding mode() { return static_cast<tramo::rounding>(draw_.roll(7)); }
    tramo::decimal rate(int decimals) {
        auto const text = draw_.pick<char const*>(
            {"0", "0.01", "0.015", "0.02", "0.1", "0.000001", "0.5", "0.0275", "0.013888889"});
        auto made = *tramo::parse_decimal(text);
        if (draw_.one_in(2)) made = {below_power_of_ten(draw_, 9), decimals};
        return made;
    }

private:
    tramo::decimal part_of_principal(tramo::offers::terms const& of) {
        auto const most = static_cast<std::size_t>(of.principal.coefficient) + 1;
        return {static_cast<std::int64_t>(draw_.roll(most)), of.rounding.minor_units};
    }

    void add_grace(tramo::offers::terms& made) {
        using tramo::offers::method;
        if (made.how == method::level_in_advance || !draw_.one_in(4)) return;
        made.grace = static_cast<int>(draw_.roll(4));
        made.grace_interest = static_cast<tramo::offers::grace_interest>(draw_.roll(4));
    }

    void add_dates(tramo::offers::terms& made) {
        using tramo::offers::interval_unit;
        if (draw_.one_in(2)) return;
        auto const first = draw_.pick<char const*>({"2026-01-31", "2024-02-29", "2026-12-15", "2025-08-30"});
        made.start = tramo::parse_date(first);
        made.dates.emplace();
        made.dates->step = {1 + static_cast<int>(draw_.roll(4)), static_cast<interval_unit>(draw_.roll(4))};
        made.dates->first = made.is_due_at_start
                                ? *made.start
                                : *tramo::add_days(*made.start, static_cast<int>(draw_.roll(40)));
    }

    dice& draw_;
};

/// What the terms were, to be shown where a law does not hold.
inline std::string in_words(tramo::offers::terms const& asked) {
    auto const number = [](auto const one) { return std::to_string(static_cast<int>(one)); };
    auto const& by = asked.rounding;
    std::string text = "method " + number(asked.how) + ", principal " + tramo::to_string(asked.principal) +
                       ", rate " + tramo::to_string(asked.rate) + ", count " + number(asked.count) +
                       ", grace " + number(asked.grace) + " (" + number(asked.grace_interest) +
                       "), balloon " + tramo::to_string(asked.balloon) + ", down payment " +
                       tramo::to_string(asked.down_payment_share) +
                       (asked.is_due_at_start ? ", at start" : "") + ", decimals " + number(by.minor_units) +
                       ", installment " + number(by.installment) + ", interest " + number(by.interest) +
                       ", residual " + number(by.residual);
    if (by.installment_unit) text += ", unit " + tramo::to_string(*by.installment_unit);
    for (auto const& one : asked.weights) text += " " + tramo::to_string(one);
    if (asked.dates)
        text += ", from " + tramo::to_string(*asked.start) + ", first " +
                tramo::to_string(asked.dates->first) + " every " + number(asked.dates->step.every) + " of " +
                number(asked.dates->step.unit);
    return text;
}

}  // namespace tramo_test
