// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds, days past due and promises as columns, under the names by which a policy's conditions read them.
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_holds.ipp>
#include <tramo/impl/run/made_columns.ipp>

namespace tramo::deciding {

class treatment_columns {
public:
    explicit treatment_columns(decisions::model const& of) : model_(of) {}

    /// The accounts with these columns, in place of those of the same names.
    [[nodiscard]] table attach(table const& accounts) const {
        table out;
        for (std::size_t i = 0; i < accounts.batches.size(); ++i)
            out.batches.push_back(attach(accounts.batches[i], model_.first_rows[i]));
        return out;
    }

private:
    [[nodiscard]] batch attach(batch const& accounts, std::size_t first_row) const {
        running::batch_maker made(accounts.rows);
        auto const rows = static_cast<std::size_t>(accounts.rows);
        add_holds(made, first_row, rows);
        if (model_.treatment().arrears) add_days(made, first_row, rows);
        if (model_.treatment().promises) add_promises(made, first_row, rows);
        return running::with_columns(accounts, made.finish());
    }

    void add_holds(running::batch_maker& made, std::size_t first_row, std::size_t rows) const {
        auto const& holds = model_.treatment().holds;
        std::vector<std::uint8_t> const none((rows + 7) / 8, std::uint8_t{0});
        std::vector<std::vector<std::uint8_t>> bits(holds.size(), none);
        for (std::size_t i = 0; i < rows; ++i) {
            auto const row = first_row + i;
            for (auto at = model_.hold_starts[row]; at < model_.hold_starts[row + 1]; ++at) {
                auto const& one = model_.holds[at];
                if (!is_in_force(one, model_.as_of())) continue;
                auto& byte = bits[one.hold][i / 8];
                byte = static_cast<std::uint8_t>(byte | 1U << (i % 8));
            }
        }
        for (std::size_t i = 0; i < holds.size(); ++i)
            made.add("hold." + holds[i].name, layout::boolean, std::move(bits[i]));
    }

    void add_days(running::batch_maker& made, std::size_t first_row, std::size_t rows) const {
        std::array<std::vector<std::int64_t>, arrears_field_count> all;
        for (std::size_t i = 0; i < rows; ++i) {
            auto const& one = model_.days[first_row + i];
            all[0].push_back(one.past_due);
            all[1].push_back(one.delinquent);
            all[2].push_back(one.paused);
        }
        for (std::size_t i = 0; i < all.size(); ++i)
            made.add(arrears_field_names[i], layout::int64, std::move(all[i]));
    }

    void add_promises(running::batch_maker& made, std::size_t first_row, std::size_t rows) const {
        std::array<std::vector<std::int64_t>, 5> counts;
        for (auto& one : counts) one.assign(rows, 0);
        std::vector<std::int32_t> due(rows, 0);
        std::vector<bool> has_due(rows, false);
        std::vector<int128> amount(rows, 0);
        auto const& starts = model_.promise_starts;
        for (std::size_t i = 0; i < rows; ++i)
            for (auto at = starts[first_row + i]; at < starts[first_row + i + 1]; ++at) {
                auto const& one = model_.promises[at];
                ++counts[static_cast<std::size_t>(one.standing.state)][i];
                if (one.standing.state != treatment::promise_state::open) continue;
                amount[i] += one.promised.amount - one.standing.paid;
                due[i] = has_due[i] ? std::min(due[i], one.promised.due.days) : one.promised.due.days;
                has_due[i] = true;
            }
        for (std::size_t i = 0; i < counts.size(); ++i)
            made.add(promise_field_names[i], layout::int64, std::move(counts[i]));
        made.add(promise_field_names[5], layout::date32, std::move(due), has_due);
        made.add(promise_field_names[6], layout::decimal128, std::move(amount)).scale =
            model_.treatment().promises->money.scale;
    }

    decisions::model const& model_;
};

}  // namespace tramo::deciding
