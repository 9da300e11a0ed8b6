// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Promises of accounts, from the events that make, pay and take them back.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_events.ipp>

namespace tramo::deciding {

/// In millionths, and in the smallest unit of the currency.
[[nodiscard]] inline treatment::promise_tolerance tolerance_of(promises_definition const& of) {
    auto const units = [](decimal const& number, int scale) {
        return static_cast<std::int64_t>(
            rescale(number, scale, rounding::floor).value_or(decimal()).coefficient);
    };
    return {of.tolerance_days, units(of.tolerance_share, 6), units(of.tolerance_amount, of.money.scale)};
}

class promise_finder {
public:
    promise_finder(decisions::model& into, event_facts* facts) : model_(into), facts_(facts) {}

    void find() {
        model_.promise_starts.assign(model_.rows() + 1, 0);
        if (!model_.treatment().promises || facts_ == nullptr) return;
        rows_.emplace(model_.alerts->feed());
        ids_of_feed_ = running::column_of(model_.alerts->feed(), model_.program().log.id);
        auto const [made, starts] = grouped(std::move(facts_->promises), model_.rows());
        auto const [paid, paid_starts] = grouped(std::move(facts_->payments), model_.rows());
        auto const tolerance = tolerance_of(*model_.treatment().promises);
        for (std::uint32_t row = 0; row < model_.rows(); ++row) {
            read_payments(std::span(paid).subspan(paid_starts[row], paid_starts[row + 1] - paid_starts[row]));
            if (starts[row] < starts[row + 1])
                settle(std::span(made).subspan(starts[row], starts[row + 1] - starts[row]), tolerance);
            model_.promise_starts[row + 1] = model_.promises.size();
        }
    }

private:
    void read_payments(std::span<money_event const> paid) {
        payments_.clear();
        for_.clear();
        for (auto const& one : paid) {
            auto const payment = facts_->payment_of(one);
            if (!payment) {
                remark(one, "payment", ": nothing is paid", fault_reason::not_positive);
                continue;
            }
            payments_.push_back(*payment);
            for_.push_back(facts_->promise_paid(one));
        }
    }

    void settle(std::span<money_event const> made, treatment::promise_tolerance const& tolerance) {
        promises_.clear();
        ids_.clear();
        for (auto const& one : made) {
            auto const promised = facts_->promise_of(one);
            if (!promised)
                remark(one, "promise", ": its day or its amount is missing", fault_reason::missing);
            else if (promised->amount <= 0)
                remark(one, "promise", ": nothing is promised", fault_reason::not_positive);
            else
                insert(*promised, one);
        }
        for (std::size_t i = 0; i < payments_.size(); ++i) {
            auto const at = std::find(ids_.begin(), ids_.end(), for_[i]);
            if (!for_[i].empty() && at != ids_.end())
                payments_[i].directed = static_cast<std::size_t>(at - ids_.begin());
        }
        auto const standings = treatment::settle_promises(promises_, payments_, tolerance, model_.as_of());
        for (std::size_t i = 0; i < promises_.size(); ++i)
            model_.promises.push_back({made.front().row, std::move(ids_[i]), promises_[i], standings[i]});
    }

    /// By when they were made; of one moment in the order of the log.
    void insert(treatment::promise const& promised, money_event const& from) {
        auto const at = std::upper_bound(promises_.begin(), promises_.end(), promised,
                                         [](auto const& a, auto const& b) { return a.made < b.made; });
        ids_.insert(ids_.begin() + (at - promises_.begin()), id_of(from));
        promises_.insert(at, promised);
    }

    /// As `event_id` tells it.
    [[nodiscard]] std::string id_of(money_event const& of) const {
        auto const row = model_.alerts->log().rows[of.entry];
        auto id = running::text_of_row(ids_of_feed_, *rows_, row);
        return id.empty() ? std::to_string(row) : id;
    }

    void remark(money_event const& of, char const* field, char const* what, fault_reason why) {
        model_.remarks.push_back({of.row, model_.keys[of.row], field, id_of(of) + what, why, {}});
    }

    decisions::model& model_;
    std::optional<running::feed_rows> rows_;
    running::feed_column ids_of_feed_;
    event_facts* facts_;                        ///< none: nothing happened
    std::vector<treatment::promise> promises_;  ///< of the account at hand
    std::vector<std::string> ids_;
    std::vector<treatment::promise_payment> payments_;
    std::vector<std::string> for_;  ///< the id of the promise that each payment is for
};

}  // namespace tramo::deciding
