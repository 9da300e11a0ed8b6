// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Payment conditions made ready for a day and a role: ceilings resolved, dates counted, amounts in the
// smallest unit.
#pragma once

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/offers/due_dates.hpp>
#include <tramo/offers/level_schedules.hpp>
#include <tramo/offers/payment_plan.hpp>
#include <tramo/plan/offer_plan.hpp>
#include <tramo/policy/offers.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::offering {

/// A share known beforehand, or by the account's row of a matrix.
struct ready_ceiling {
    decimal share;
    std::size_t matrix = no_index;
};

struct ready_alternative {
    std::size_t index = 0;
    int fewest = 1, most = 1;
    by_component<std::optional<ready_ceiling>> of;
    std::optional<ready_ceiling> of_total;
    bool has_entry = false;
    std::optional<decimal> entry_share;
    std::int64_t entry_amount = 0;
    std::int64_t rate = 0;  ///< per interval, in 10^-9
    std::int64_t minimum = 0;
    rounding parts = rounding::down;
    std::int64_t unit = 1;
    bool is_rest_first = false;
    std::vector<date> dues;     ///< of the entry, if any, then of the installments, as many as there may be
    double begin = 0.1;         ///< where the search for the effective rate begins: ln(1 + rate a year)
    std::vector<double> times;  ///< of the same, in years from the day asked for, ACT/365F
};

struct ready_condition {
    std::size_t index = 0;
    planned_condition planned;
    std::int64_t amount_from = 0, amount_until = INT64_MAX;  ///< enforced ones
    std::vector<ready_alternative> alternatives;
};

[[nodiscard]] inline std::int64_t smallest_units(decimal const& amount, int scale) {
    auto const whole = rescale(amount, scale, rounding::half_up);
    if (!whole || whole->coefficient > INT64_MAX) return INT64_MAX;
    return whole->coefficient < INT64_MIN ? INT64_MIN : static_cast<std::int64_t>(whole->coefficient);
}

/// Of several ceilings the one of the role asked for (folded), else the one without a role.
[[nodiscard]] inline discount_ceiling const* find_ceiling(std::vector<discount_ceiling> const& among,
                                                          bool is_total, component what,
                                                          std::string const& role) {
    discount_ceiling const* found = nullptr;
    for (auto const& one : among) {
        if (one.is_total != is_total || (!is_total && one.what != what)) continue;
        if (one.role.empty()) found = &one;
        if (!role.empty() && fold(one.role) == role) return &one;
    }
    return found;
}

class terms_reader {
public:
    terms_reader(program const& policy, offer_options const& options, date as_of)
        : policy_(policy),
          options_(options),
          role_(fold(options.role)),
          as_of_(as_of),
          scale_(policy.debt->money.scale) {}

    [[nodiscard]] ready_condition read(planned_condition const& planned) const {
        auto const& condition = policy_.conditions[planned.condition];
        ready_condition ready;
        ready.index = planned.condition;
        ready.planned = planned;
        if (condition.are_amounts_enforced) {
            if (condition.amount_from) ready.amount_from = smallest_units(*condition.amount_from, scale_);
            if (condition.amount_until) ready.amount_until = smallest_units(*condition.amount_until, scale_);
        }
        for (std::size_t i = 0; i < condition.alternatives.size(); ++i) {
            auto const& one = condition.alternatives[i];
            if (!options_.alternative.empty() && options_.alternative != one.name) continue;
            ready.alternatives.push_back(read(condition, one));
            ready.alternatives.back().index = i;
        }
        return ready;
    }

private:
    [[nodiscard]] ready_alternative read(payment_condition const& condition,
                                         offer_alternative const& from) const {
        ready_alternative ready;
        ready.fewest = from.fewest;
        ready.most = from.most;
        if (options_.installments > 0) {
            ready.fewest = std::max(ready.fewest, options_.installments);
            ready.most = std::min(ready.most, options_.installments);
        }
        for (std::size_t i = 0; i < component_count; ++i)
            ready.of[i] = ceiling(condition, from, false, static_cast<component>(i));
        ready.of_total = ceiling(condition, from, true, component::principal);
        ready.has_entry = from.has_entry();
        ready.entry_share = from.entry_share;
        if (from.entry_amount) ready.entry_amount = smallest_units(*from.entry_amount, scale_);
        if (from.rate) ready.rate = smallest_units(*from.rate, offers::level_rate_decimals);
        if (from.minimum) ready.minimum = smallest_units(*from.minimum, scale_);
        ready.parts =
            condition.installment_rounding.value_or(ready.rate == 0 ? rounding::down : rounding::half_up);
        if (condition.installment_unit)
            ready.unit = std::max<std::int64_t>(1, smallest_units(*condition.installment_unit, scale_));
        ready.is_rest_first = condition.is_rest_first && ready.rate == 0;
        set_dates(condition, from, ready);
        return ready;
    }

    [[nodiscard]] std::optional<ready_ceiling> ceiling(payment_condition const& condition,
                                                       offer_alternative const& from, bool is_total,
                                                       component what) const {
        auto const* found = find_ceiling(from.discounts, is_total, what, role_);
        if (!found) found = find_ceiling(condition.discounts, is_total, what, role_);
        if (!found) return {};
        return ready_ceiling{found->share, found->matrix};
    }

    /// Q-46: the first falls due so many days after the negotiation; with an entry that is the entry.
    void set_dates(payment_condition const& condition, offer_alternative const& from,
                   ready_alternative& ready) const {
        using offers::interval_unit;
        auto const first = add_days(as_of_, condition.first_after_days);
        if (!first) return;
        int const count = ready.most + (ready.has_entry ? 1 : 0);
        auto const unit = from.every_unit == keyword::months  ? interval_unit::months
                          : from.every_unit == keyword::weeks ? interval_unit::weeks
                                                              : interval_unit::days;
        offers::date_policy dates;
        dates.first = *first;
        dates.step = {std::max(1, from.every), unit};
        ready.dues = offers::due_dates(dates, std::max(count, 0)).value;
        for (auto const due : ready.dues)
            ready.times.push_back(static_cast<double>(due.days - as_of_.days) / 365.0);
        double const interval = unit == interval_unit::months  ? from.every / 12.0
                                : unit == interval_unit::weeks ? from.every * 7 / 365.0
                                                               : from.every / 365.0;
        if (ready.rate > 0 && interval > 0)
            ready.begin = std::log1p(static_cast<double>(ready.rate) * 1e-9) / interval;
    }

    program const& policy_;
    offer_options const& options_;
    std::string role_;
    date as_of_;
    int scale_;
};

}  // namespace tramo::offering
