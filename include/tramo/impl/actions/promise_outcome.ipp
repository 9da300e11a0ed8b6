// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What payments made of a promise.
#pragma once

#include <algorithm>

#include <tramo/actions/kpi.hpp>
#include <tramo/impl/actions/exact_product.ipp>
#include <tramo/impl/actions/exact_quotient.ipp>

namespace tramo::actions {
namespace figures {

/// Of days after `after` and up to `last`.
[[nodiscard]] inline decimal paid_between(std::span<promise_payment const> payments,
                                          std::optional<date> after, std::optional<date> last) {
    decimal sum;
    for (auto const& one : payments) {
        bool const counts = !(after && one.day <= *after) && !(last && *last < one.day);
        if (!counts) continue;
        if (auto const more = add(sum, one.amount)) sum = *more;
    }
    return sum;
}

/// Whether 100 * paid is at least amount * (100 - tolerance).
[[nodiscard]] inline bool is_enough(decimal const& paid, promise_terms const& promise) {
    auto const due_percent = subtract(decimal(100), promise.tolerance_percent);
    products::product given(paid), due(promise.amount);
    given.multiply_by(decimal(100));
    due.multiply_by(due_percent.value_or(decimal(100)));
    return given.is_at_least(due);
}

}  // namespace figures

TRAMO_INLINE promise_result promise_outcome_of(promise_terms const& promise,
                                               std::span<promise_payment const> payments,
                                               std::optional<date> as_of) {
    // Beyond the last day there is none later.
    auto const last = add_days(promise.due, promise.tolerance_days);
    auto const seen = as_of && last ? std::min(*as_of, *last) : as_of ? as_of : last;
    promise_result made;
    made.paid = figures::paid_between(payments, {}, seen);
    made.paid_percent = quotients::half_up(made.paid, promise.amount, 2, 4).value_or(decimal());
    bool const is_over = !as_of || (last && *last < *as_of);
    if (figures::is_enough(made.paid, promise))
        made.outcome = promise_outcome::kept;
    else if (!is_over)
        made.outcome = promise_outcome::pending;
    else if (decimal(0) < made.paid)
        made.outcome = promise_outcome::partly_kept;
    else if (last && decimal(0) < figures::paid_between(payments, last, as_of))
        made.outcome = promise_outcome::late;
    else
        made.outcome = promise_outcome::broken;
    return made;
}

}  // namespace tramo::actions
