// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Where the rest goes that rounded payments leave, and level payments that are adjusted to leave less.
#pragma once

#include <algorithm>
#include <vector>

#include <tramo/impl/offers/schedule_in_advance.ipp>

namespace tramo::offers::scheduling {

/// Runs a job again and again, with what does not change kept.
class scheduler {
public:
    explicit scheduler(job const& what) : what_(what), factors_(what) {}

    [[nodiscard]] trace run(course const& by) {
        if (what_.asked.how == method::level_in_advance) return advance_runner(what_, by).run();
        return runner(what_, factors_, by).run();
    }

private:
    job const& what_;
    annuities factors_;
};

/// The move of each payment, for `units` moves in all.
[[nodiscard]] TRAMO_INLINE std::vector<integer> spread(integer const& units, integer const& unit,
                                                       std::size_t payments) {
    integer each, more;
    divide_qr(units, integer(payments), each, more);
    std::vector<integer> made(payments, each * unit);
    for (std::size_t i = 0; i < payments && i < abs(more); ++i) made[i] += more < 0 ? -unit : unit;
    return made;
}

/// Moves payments until the last is as near to its own as it gets. A payment moved earlier changes the last
/// by itself and the interest it saves, so how much is found by trying: the rest falls as the moves rise.
class placement {
public:
    placement(job const& what, scheduler& runs, course& by, trace const& unmoved)
        : what_(what), runs_(runs), by_(by), unmoved_(unmoved) {}

    [[nodiscard]] trace place() {
        if (!choose() || unmoved_.rest == 0) return unmoved_;
        integer low = 0, high = unmoved_.unplaced / unit_ + 1;
        while (high - low > 1) {
            integer const middle = (low + high) / 2;
            (is_beyond(moved(middle)) ? high : low) = middle;
        }
        auto const before = moved(low), behind = moved(high);
        return abs(behind.rest) < abs(before.rest) ? behind : before;
    }

private:
    /// Which payments are moved, and by what; whether any.
    [[nodiscard]] bool choose() {
        auto const how = what_.asked.rounding.residual;
        payments_ = unmoved_.planned.size();
        is_spread_ = how == residual_placement::spread;
        unit_ = is_spread_ ? what_.money.unit : what_.money.step;
        if (how == residual_placement::largest) target_ = largest();
        return how != residual_placement::last && target_ + 1 < payments_;
    }

    [[nodiscard]] std::size_t largest() const {
        auto const first = unmoved_.rows.end() - static_cast<std::ptrdiff_t>(payments_);
        auto const found = std::max_element(
            first, unmoved_.rows.end(), [](auto const& a, auto const& b) { return a.payment < b.payment; });
        return static_cast<std::size_t>(found - first);
    }

    [[nodiscard]] trace moved(integer const& times) {
        integer const units = unmoved_.rest < 0 ? integer(-times) : times;
        by_.moves = is_spread_ ? spread(units, unit_, payments_) : std::vector<integer>(payments_, 0);
        if (!is_spread_) by_.moves[target_] = units * unit_;
        return runs_.run(by_);
    }

    [[nodiscard]] bool is_beyond(trace const& made) const {
        return unmoved_.rest < 0 ? made.rest > 0 : made.rest < 0;
    }

    job const& what_;
    scheduler& runs_;
    course& by_;
    trace const& unmoved_;
    std::size_t payments_ = 0, target_ = 0;
    bool is_spread_ = false;
    integer unit_ = 1;
};

/// Apache Fineract, ProgressiveEMICalculator: by the last difference / n, where that is more than n / 2 of
/// the smallest unit, and only if the difference shrinks.
TRAMO_INLINE void adjust_level(job const& what, scheduler& runs, course& by, trace& made) {
    if (!what.asked.adjusts_level_payment || made.planned.empty()) return;
    int count = 0;
    for (auto at = made.planned.rbegin(); at != made.planned.rend() && *at == made.planned.back(); ++at)
        ++count;
    if (abs(made.rest) <= integer(count / 2) * what.money.step) return;
    course other = by;
    other.level = round_to_unit({made.planned.back() * count + made.rest, integer(count)}, what.money);
    auto adjusted = runs.run(other);
    if (abs(adjusted.rest) >= abs(made.rest)) return;
    by = other;
    made = std::move(adjusted);
}

[[nodiscard]] TRAMO_INLINE trace make_trace(job const& what, course by) {
    scheduler runs(what);
    auto made = runs.run(by);
    adjust_level(what, runs, by, made);
    if (what.is_unrounded() || what.asked.how == method::single_payment) return made;
    return placement(what, runs, by, made).place();
}

}  // namespace tramo::offers::scheduling
