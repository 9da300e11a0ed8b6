// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Promises of accounts, from the events that make, pay and take them back.
#pragma once

#include <algorithm>
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
    explicit promise_finder(decisions::model& into) : model_(into) {}

    void find(std::vector<made_promise> promises, std::vector<made_payment> payments) {
        model_.promise_starts.assign(model_.rows() + 1, 0);
        if (!model_.treatment().promises) return;
        auto const row_of = [](auto const& one) { return one.row; };
        auto [made, starts] = grouped(std::move(promises), model_.rows(), row_of);
        auto [paid, paid_starts] = grouped(std::move(payments), model_.rows(), row_of);
        auto const tolerance = tolerance_of(*model_.treatment().promises);
        for (std::uint32_t row = 0; row < model_.rows(); ++row) {
            if (starts[row] < starts[row + 1])
                settle(std::span(made).subspan(starts[row], starts[row + 1] - starts[row]),
                       std::span(paid).subspan(paid_starts[row], paid_starts[row + 1] - paid_starts[row]),
                       tolerance);
            model_.promise_starts[row + 1] = model_.promises.size();
        }
    }

private:
    void settle(std::span<made_promise> made, std::span<made_payment> paid,
                treatment::promise_tolerance const& tolerance) {
        std::stable_sort(made.begin(), made.end(),
                         [](auto const& a, auto const& b) { return a.promised.made < b.promised.made; });
        std::vector<treatment::promise> promises;
        std::vector<std::string> ids;
        for (auto const& one : made) {
            auto const id =
                event_id(model_.program(), model_.alerts->feed(), model_.alerts->log().rows[one.entry]);
            if (one.promised.amount <= 0) {
                remark(one.row, id);
                continue;
            }
            promises.push_back(one.promised);
            ids.push_back(id);
        }
        std::vector<treatment::promise_payment> payments;
        for (auto const& one : paid) {
            payments.push_back(one.payment);
            auto const at = std::find(ids.begin(), ids.end(), one.promise);
            if (!one.promise.empty() && at != ids.end())
                payments.back().directed = static_cast<std::size_t>(at - ids.begin());
        }
        auto const standings = treatment::settle_promises(promises, payments, tolerance, model_.as_of());
        for (std::size_t i = 0; i < promises.size(); ++i)
            model_.promises.push_back({made.front().row, ids[i], promises[i], standings[i]});
    }

    void remark(std::uint32_t row, std::string const& id) {
        model_.remarks.push_back({row,
                                  model_.keys[row],
                                  "promise",
                                  id + ": nothing is promised",
                                  fault_reason::not_increasing,
                                  {}});
    }

    decisions::model& model_;
};

}  // namespace tramo::deciding
