// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One account's offers: what is owed, which conditions let it, what is forgiven, how the rest may be paid.
#pragma once

#include <cmath>

#include <tramo/impl/policy/offer_rates.ipp>
#include <tramo/impl/policy/offer_terms.ipp>
#include <tramo/impl/policy/row_answers.ipp>
#include <tramo/offers/effective_rate.hpp>
#include <tramo/offers/forgiveness.hpp>
#include <tramo/offers/level_schedules.hpp>

namespace tramo::offering {

using detail::row_answers;

/// The debt as data have it.
struct read_debt {
    by_component<std::int64_t> amounts{};
    std::optional<std::int64_t> overdue;
    by_component<bool> is_unknown{};
    by_component<bool> is_negative{};
    by_component<bool> is_too_large{};
};

class account_search {
public:
    account_search(program const& policy, offer_plan const& planned,
                   std::vector<ready_condition> const& ready, offer_options const& options)
        : policy_(policy), planned_(planned), ready_(ready), scale_(policy.debt->money.scale) {
        if (options.entry) agreed_entry_ = smallest_units(*options.entry, scale_);
        auto const role = fold(options.role);
        for (auto const& matrix : policy.matrices) {
            auto& rows = admitted_.emplace_back();
            for (std::size_t i = 0; i < matrix.rows.size(); ++i)
                if (admits(matrix, matrix.rows[i], role)) rows.push_back(i);
        }
    }

    void search(row_answers const& row, std::uint32_t number, offer_batch& into) {
        auto const debt = read(row);
        for (auto const& condition : ready_)
            if (!refuse(condition, row, debt, number, into)) offer_all(condition, row, debt, number, into);
    }

private:
    [[nodiscard]] read_debt read(row_answers const& row) const {
        read_debt debt;
        for (std::size_t i = 0; i < component_count; ++i) {
            if (planned_.amounts[i] == no_index) continue;
            auto const* const amount = row.number(planned_.amounts[i]);
            debt.is_unknown[i] = amount == nullptr;
            if (!amount) continue;
            debt.amounts[i] = smallest_units(*amount, scale_);
            debt.is_negative[i] = debt.amounts[i] < 0;
            debt.is_too_large[i] = debt.amounts[i] > offers::largest_amount;
            if (debt.is_negative[i] || debt.is_too_large[i]) debt.amounts[i] = 0;
        }
        if (planned_.overdue == no_index) return debt;
        if (auto const* const days = row.number(planned_.overdue))
            debt.overdue =
                static_cast<std::int64_t>(std::clamp<int128>(floor_at_scale(*days, 0), INT64_MIN, INT64_MAX));
        return debt;
    }

    /// Notes every reason against the condition as a whole.
    [[nodiscard]] bool refuse(ready_condition const& ready, row_answers const& row, read_debt const& debt,
                              std::uint32_t number, offer_batch& into) const {
        auto const& condition = policy_.conditions[ready.index];
        auto const before = into.refused.size();
        auto const note = [&](refusal why, std::size_t requirement = 0) {
            into.refused.push_back({number, static_cast<std::uint16_t>(ready.index), 0xFFFF, why,
                                    static_cast<std::uint16_t>(requirement)});
        };
        for (std::size_t i = 0; i < condition.requirements.size(); ++i) {
            auto const segment = ready.planned.requirements + i;
            if (row.is_true(segment)) continue;
            note(row.is_unknown(segment) ? refusal::requirement_unknown : refusal::requirement, i);
        }
        if (condition.overdue_from || condition.overdue_until) {
            if (!debt.overdue)
                note(refusal::overdue_unknown);
            else if (debt.overdue < condition.overdue_from.value_or(INT64_MIN) ||
                     debt.overdue > condition.overdue_until.value_or(INT64_MAX))
                note(refusal::overdue);
        }
        if (is_any(condition, debt.is_unknown)) note(refusal::amount_unknown);
        if (is_any(condition, debt.is_negative)) note(refusal::amount_negative);
        if (is_any(condition, debt.is_too_large)) note(refusal::amount_too_large);
        bool const is_known = !is_any(condition, debt.is_unknown) && !is_any(condition, debt.is_negative) &&
                              !is_any(condition, debt.is_too_large);
        if (is_known) {
            int128 sum = 0;
            for (auto const one : charged(condition, debt.amounts)) sum += one;
            if (sum > offers::largest_amount) note(refusal::amount_too_large);
            if (sum == 0) note(refusal::nothing_owed);
            if (sum < ready.amount_from || sum > ready.amount_until) note(refusal::amount);
        }
        return into.refused.size() != before;
    }

    /// Of the components that the condition takes from the data.
    [[nodiscard]] static bool is_any(payment_condition const& condition, by_component<bool> const& of) {
        for (std::size_t i = 0; i < component_count; ++i) {
            bool const is_replaced = (i == index_of(component::interest) && condition.interest) ||
                                     (i == index_of(component::fine) && condition.fine);
            if (of[i] && !is_replaced) return true;
        }
        return false;
    }

    /// Q-44: interest and fine are flat shares of the principal and fees, in place of what has accrued.
    [[nodiscard]] static by_component<std::int64_t> charged(payment_condition const& condition,
                                                            by_component<std::int64_t> amounts) {
        auto const base = amounts[index_of(component::principal)] + amounts[index_of(component::fees)];
        if (condition.interest)
            amounts[index_of(component::interest)] = offers::share_of(base, *condition.interest);
        if (condition.fine) amounts[index_of(component::fine)] = offers::share_of(base, *condition.fine);
        return amounts;
    }

    void offer_all(ready_condition const& ready, row_answers const& row, read_debt const& debt,
                   std::uint32_t number, offer_batch& into) {
        auto const& condition = policy_.conditions[ready.index];
        offer made;
        made.row = number;
        made.condition = static_cast<std::uint16_t>(ready.index);
        made.owed = charged(condition, debt.amounts);
        made.debt = 0;
        for (auto const one : made.owed) made.debt += one;
        made.needs_approval = !condition.approval_by.empty() &&
                              (ready.planned.approval == no_index || !is_surely_false(row, ready));
        for (auto const& one : ready.alternatives) {
            made.alternative = static_cast<std::uint16_t>(one.index);
            forgive(condition, one, row, made);
            offer_counts(one, made, into);
        }
    }

    /// An approval that may be needed is asked for.
    [[nodiscard]] static bool is_surely_false(row_answers const& row, ready_condition const& ready) {
        return !row.is_true(ready.planned.approval) && !row.is_unknown(ready.planned.approval);
    }

    /// What is missing must not give more: behind a row that may decide nothing is forgiven.
    [[nodiscard]] decimal share_of(std::optional<ready_ceiling> const& ceiling,
                                   row_answers const& row) const {
        if (!ceiling) return {};
        if (ceiling->matrix == no_index) return ceiling->share;
        auto const& matrix = policy_.matrices[ceiling->matrix];
        for (auto const i : admitted_[ceiling->matrix]) {
            auto const segment = planned_.matrices[ceiling->matrix] + i;
            if (row.is_true(segment)) return matrix.rows[i].share;
            if (row.is_unknown(segment)) return {};
        }
        return {};
    }

    [[nodiscard]] static bool admits(discount_matrix const& matrix, discount_row const& row,
                                     std::string const& role) {
        for (std::size_t i = 0; i < matrix.axes.size(); ++i) {
            if (!matrix.axes[i].is_role || row.cells[i].is_all) continue;
            auto const& roles = row.cells[i].texts;
            if (std::none_of(roles.begin(), roles.end(),
                             [&](std::string const& one) { return fold(one) == role; }))
                return false;
        }
        return true;
    }

    void forgive(payment_condition const& condition, ready_alternative const& by, row_answers const& row,
                 offer& made) const {
        offers::discount_shares shares;
        for (std::size_t i = 0; i < component_count; ++i) shares.of[i] = share_of(by.of[i], row);
        shares.of_total = share_of(by.of_total, row);
        shares.base = condition.base;
        made.forgiven = offers::forgive(made.owed, shares).parts;
        made.net = made.debt;
        for (auto const one : made.forgiven) made.net -= one;
    }

    void refuse_alternative(refusal why, offer const& made, offer_batch& into) const {
        into.refused.push_back({made.row, made.condition, made.alternative, why, 0});
    }

    [[nodiscard]] std::optional<std::int64_t> entry_of(ready_alternative const& by, offer const& made,
                                                       offer_batch& into) const {
        if (!by.has_entry) return 0;
        auto const least = by.entry_share ? offers::share_of(made.net, *by.entry_share) : by.entry_amount;
        auto const entry = agreed_entry_.value_or(least);
        if (entry < least) return refuse_alternative(refusal::entry_too_small, made, into), std::nullopt;
        if (entry >= made.net) return refuse_alternative(refusal::entry_too_large, made, into), std::nullopt;
        return entry;
    }

    void offer_counts(ready_alternative const& by, offer& made, offer_batch& into) {
        if (by.most < by.fewest) return refuse_alternative(refusal::count_not_allowed, made, into);
        if (made.net <= 0) return refuse_alternative(refusal::nothing_owed, made, into);
        auto const entry = entry_of(by, made, into);
        if (!entry) return;
        bool is_any_made = false;
        for (int count = by.fewest; count <= by.most; ++count)
            is_any_made |= offer_one(by, *entry, count, made, into);
        if (!is_any_made) refuse_alternative(refusal::installment_too_small, made, into);
    }

    /// Rounded once, from the exact quotient.
    [[nodiscard]] std::int64_t level_payment(ready_alternative const& by, std::int64_t financed, int count) {
        if (by.rate == 0) return 0;
        offers::level_terms const terms{financed, by.rate, count};
        bool const is_ordinary = by.parts == rounding::half_up && by.unit == 1 && is_within_bounds(terms);
        return is_ordinary ? level_.payment(terms) : level_.payment(terms, by.parts, by.unit);
    }

    [[nodiscard]] bool offer_one(ready_alternative const& by, std::int64_t entry, int count, offer& made,
                                 offer_batch& into) {
        auto const dues = static_cast<std::size_t>(count + (by.has_entry ? 1 : 0));
        if (by.dues.size() < dues) return false;
        offers::payment_terms const terms{entry, count, by.rate, by.parts, by.unit, by.is_rest_first};
        auto const plan = offers::plan_payments(made.net, terms, level_payment(by, made.net - entry, count));
        if (!plan || std::min(count > 1 ? plan->regular : plan->odd, plan->odd) < by.minimum) return false;
        made.installments = static_cast<std::uint16_t>(count);
        made.is_rest_first = by.is_rest_first;
        made.entry = plan->entry;
        made.regular = plan->regular;
        made.odd = plan->odd;
        made.interest = plan->interest;
        made.total = plan->total;
        made.effective_rate = plan->interest == 0 ? 0 : rate_of(by, *plan, count, made.net);
        into.offers.push_back(made);
        return true;
    }

    [[nodiscard]] std::int64_t rate_of(ready_alternative const& by, offers::payment_plan const& plan,
                                       int count, std::int64_t net) const {
        double const rate =
            solver_.solve(net, plan, by.is_rest_first, by.times.data(), count, by.has_entry, by.begin);
        bool const is_rate = rate <= offers::largest_rate;  // no number is not
        return is_rate ? static_cast<std::int64_t>(std::round(rate * 1e8)) : no_rate;
    }

    program const& policy_;
    offer_plan const& planned_;
    std::vector<ready_condition> const& ready_;
    std::vector<std::vector<std::size_t>> admitted_;  ///< by matrix: rows for the role asked for
    int scale_;
    std::optional<std::int64_t> agreed_entry_;
    offers::level_scheduler level_;
    plan_rate_solver solver_;
};

}  // namespace tramo::offering
