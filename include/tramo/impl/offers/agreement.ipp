// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Follows an agreement from day to day: only days on which something can change are looked at.
#pragma once

#include <algorithm>
#include <string>
#include <utility>

#include <tramo/offers/agreement.hpp>

namespace tramo::offers {
namespace following {

/// Money in units of the finest scale that occurs. Sums stay within ±10^37, so that adding two cannot
/// overflow.
using units = int128;

[[nodiscard]] TRAMO_INLINE units most_units() {
    return power_of_ten(37);
}

[[nodiscard]] TRAMO_INLINE units bounded(units number) {
    return std::clamp(number, -most_units(), most_units());
}

[[nodiscard]] TRAMO_INLINE units at_scale(decimal const& amount, int scale) {
    auto const scaled = rescale_exactly(amount, scale);
    if (scaled) return bounded(scaled->coefficient);
    return amount.coefficient < 0 ? -most_units() : most_units();
}

[[nodiscard]] TRAMO_INLINE int scale_of(agreement const& what, std::vector<payment> const& payments) {
    int scale = what.breaks.tolerance.scale;
    for (auto const& each : what.installments) scale = std::max(scale, each.amount.scale);
    for (auto const& each : payments) scale = std::max(scale, each.amount.scale);
    return scale;
}

/// What is due until when, summed up.
struct claim {
    date due;
    units amount = 0;
    units until_here = 0;        ///< of all claims up to and with this one
    std::size_t counted_to = 0;  ///< of them, how many are larger than the tolerance
};

/// A day's movements.
struct day_paid {
    date day;
    units until_here = 0;
};

class ledger {
public:
    ledger(agreement const& what, std::vector<payment> const& payments, date as_of)
        : what_(what), scale_(scale_of(what, payments)), as_of_(as_of), begun_(day_of(what.accepted_at)) {
        tolerance_ = std::max<units>(at_scale(what.breaks.tolerance, scale_), 0);
        add_claims();
        add_payments(payments);
        find_days();
    }

    /// Calls `see` with the standing at the end of each day on which something may have changed.
    template <class See>
    void walk(See&& see) const {
        agreement_standing now;
        now.since = begun_;
        std::size_t paid = 0;
        for (auto const day : days_) {
            while (paid < paid_.size() && paid_[paid].day <= day) ++paid;
            look(now, day, paid == 0 ? 0 : paid_[paid - 1].until_here);
            see(std::as_const(now), day);
        }
    }

private:
    void add_claims() {
        std::vector<installment> sorted;
        auto const& given = what_.installments;
        auto const is_before = [](installment const& a, installment const& b) { return a.due < b.due; };
        if (!std::is_sorted(given.begin(), given.end(), is_before)) {
            sorted = given;
            std::stable_sort(sorted.begin(), sorted.end(), is_before);
        }
        claim sum;
        claims_.reserve(given.size());
        for (auto const& each : sorted.empty() ? given : sorted) {
            sum.due = each.due;
            sum.amount = std::max<units>(at_scale(each.amount, scale_), 0);
            sum.until_here = bounded(sum.until_here + sum.amount);
            sum.counted_to += sum.amount > tolerance_ ? 1 : 0;
            claims_.push_back(sum);
        }
    }

    void add_payments(std::vector<payment> const& payments) {
        std::vector<payment> sorted;
        for (auto const& each : payments)
            if (each.day <= as_of_) sorted.push_back(each);
        std::stable_sort(sorted.begin(), sorted.end(),
                         [](payment const& a, payment const& b) { return a.day < b.day; });
        units sum = 0;
        for (auto const& each : sorted) {
            sum = bounded(sum + at_scale(each.amount, scale_));
            if (paid_.empty() || paid_.back().day < each.day) paid_.push_back({each.day, sum});
            paid_.back().until_here = sum;
        }
    }

    /// Days at whose end the standing may be another than before: payments, the day after a due date, the day
    /// on which a claim that is unpaid since then breaks the agreement; and the day that is asked for.
    void find_days() {
        auto const add = [&](date from, std::int64_t later) {
            if (later <= std::int64_t{as_of_.days} - from.days)
                days_.push_back({static_cast<std::int32_t>(from.days + later)});
        };
        add(begun_, 0);
        for (auto const& each : paid_) days_.push_back(each.day);
        for (auto const& each : claims_) {
            add(each.due, 1);
            if (auto const patience = patience_days(); patience && *patience < most_days)
                add(each.due, *patience + 1);
        }
        days_.push_back(as_of_);
        std::sort(days_.begin(), days_.end());
        days_.erase(std::unique(days_.begin(), days_.end()), days_.end());
    }

    [[nodiscard]] std::optional<std::int64_t> patience_days() const {
        if (!what_.breaks.days_late) return {};
        return std::max<std::int64_t>(*what_.breaks.days_late, 0);
    }

    /// The first claim from a place on that is larger than the tolerance: others count as paid wherever they
    /// stand. The number of claims where there is none.
    [[nodiscard]] std::size_t first_counted(std::size_t place) const {
        auto const before = place == 0 ? 0 : claims_[place - 1].counted_to;
        return first_where([&](claim const& each) { return each.counted_to > before; });
    }

    /// The first claim that does not count as paid; the number of claims where there is none.
    [[nodiscard]] std::size_t first_unpaid(units paid) const {
        return first_counted(
            first_where([&](claim const& each) { return each.until_here - paid > tolerance_; }));
    }

    /// Requires that `holds` holds from some claim on.
    template <class Holds>
    [[nodiscard]] std::size_t first_where(Holds holds) const {
        auto const found = std::partition_point(claims_.begin(), claims_.end(),
                                                [&](claim const& each) { return !holds(each); });
        return static_cast<std::size_t>(found - claims_.begin());
    }

    void look(agreement_standing& now, date day, units paid) const {
        auto const counting = std::max<units>(paid, 0);
        auto const oldest = first_unpaid(counting);
        auto const due = first_where([&](claim const& each) { return each.due >= day; });
        auto const all = claims_.empty() ? 0 : claims_.back().until_here;
        auto const all_due = due == 0 ? 0 : claims_[due - 1].until_here;
        now.paid = {paid, scale_};
        now.outstanding = {std::max<units>(all - counting, 0), scale_};
        now.overdue = {std::max<units>(all_due - counting, 0), scale_};
        now.is_paid_off = oldest == claims_.size();
        now.installments_late = 0;
        now.days_late = 0;
        if (oldest < due) {
            now.days_late = std::int64_t{day.days} - claims_[oldest].due.days;
            auto const before = oldest == 0 ? 0 : claims_[oldest - 1].counted_to;
            now.installments_late = static_cast<int>(claims_[due - 1].counted_to - before);
        }
        auto const next = first_counted(std::max(due, oldest));
        now.next_due = next < claims_.size() ? std::optional(claims_[next].due) : std::nullopt;
        enter(now, day);
    }

    void enter(agreement_standing& now, date day) const {
        auto const before = now.state;
        if (before == agreement_state::broken) return;
        now.state = now.days_late > 0 ? agreement_state::late : agreement_state::kept;
        auto const patience = patience_days();
        bool const is_too_late = patience && now.days_late > *patience;
        bool const are_too_many =
            what_.breaks.installments_late > 0 && now.installments_late >= what_.breaks.installments_late;
        if (is_too_late || are_too_many) {
            now.state = agreement_state::broken;
            now.broken_on = day;
        }
        if (now.state != before) now.since = day;
    }

    static constexpr std::int64_t most_days = std::int64_t{1} << 40;

    agreement const& what_;
    int scale_;
    date as_of_, begun_;
    units tolerance_ = 0;
    std::vector<claim> claims_;
    std::vector<day_paid> paid_;
    std::vector<date> days_;
};

}  // namespace following

TRAMO_INLINE agreement_standing standing_of(agreement const& what, std::vector<payment> const& payments,
                                            date as_of) {
    agreement_standing last;
    following::ledger(what, payments, as_of).walk([&](agreement_standing const& now, date) { last = now; });
    return last;
}

TRAMO_INLINE std::vector<agreement_change> history_of(agreement const& what,
                                                      std::vector<payment> const& payments, date as_of) {
    std::vector<agreement_change> changes;
    auto state = agreement_state::kept;
    bool is_paid_off = false;
    following::ledger(what, payments, as_of).walk([&](agreement_standing const& now, date day) {
        if (now.state != state || now.is_paid_off != is_paid_off)
            changes.push_back({day, state, now.state, now.is_paid_off});
        state = now.state;
        is_paid_off = now.is_paid_off;
    });
    return changes;
}

TRAMO_INLINE outcome<agreement_standing> simulate(agreement const& what, std::vector<payment> payments,
                                                  payment const& also, date as_of) {
    outcome<agreement_standing> answer;
    if (also.amount.coefficient <= 0)
        answer.object("also.amount",
                      "the amount is " + to_shortest_string(also.amount) + "; it must be above 0");
    if (auto const begun = day_of(what.accepted_at); also.day < begun)
        answer.object("also.day",
                      "the day is " + to_string(also.day) + "; the agreement is of " + to_string(begun));
    if (as_of < also.day)
        answer.object("as_of", "the day is " + to_string(as_of) + "; the payment comes later, on " +
                                   to_string(also.day));
    if (!answer.ok()) return answer;
    payments.push_back(also);
    answer.value = standing_of(what, payments, as_of);
    return answer;
}

}  // namespace tramo::offers
