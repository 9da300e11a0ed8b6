// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Two snapshots of a portfolio laid over each other, account by account.
#pragma once

#include <algorithm>
#include <utility>

#include <tramo/actions/kpi.hpp>
#include <tramo/impl/actions/exact_quotient.ipp>

namespace tramo::actions {
namespace figures {

/// Where an account stands on the second day.
struct standing {
    static constexpr std::uint8_t nowhere = 0, there = 1, met = 2;
    std::int64_t balance = 0;
    std::uint32_t bucket = 0;
    std::uint8_t state = nowhere;
};

/// The accounts of the second day, found by their numbers: in a table of all numbers, or by halves where
/// these are far apart.
class standings {
public:
    standings(std::span<snapshot_account const> all, buckets const& by) {
        std::uint32_t largest = 0;
        for (auto const& one : all) largest = std::max(largest, one.account);
        constexpr std::size_t most_gaps = 4, always = 1'000'000;
        if (largest > all.size() * most_gaps + always) sort_numbers(all);
        auto const direct = all.empty() ? 0 : std::size_t{largest} + 1;
        found_.resize(is_sorted_ ? numbers_.size() : direct);
        for (std::size_t at = 0; at < all.size(); ++at) {
            if (at + ahead < all.size()) fetch(all[at + ahead].account);
            auto const bucket = static_cast<std::uint32_t>(by.of(all[at].days_past_due));
            *find(all[at].account) = {all[at].balance, bucket, standing::there};
        }
    }

    /// Null where the number is beyond all.
    [[nodiscard]] standing* find(std::uint32_t account) {
        if (!is_sorted_) return account < found_.size() ? &found_[account] : nullptr;
        auto const at = std::lower_bound(numbers_.begin(), numbers_.end(), account);
        if (at == numbers_.end() || *at != account) return nullptr;
        return &found_[static_cast<std::size_t>(at - numbers_.begin())];
    }

    [[nodiscard]] std::vector<standing> const& all() const { return found_; }

    /// Accounts come in any order; so far ahead their places are brought near.
    static constexpr std::size_t ahead = 24;
    void fetch(std::uint32_t account) const {
        if (!is_sorted_ && account < found_.size()) __builtin_prefetch(&found_[account], 1);
    }

private:
    void sort_numbers(std::span<snapshot_account const> all) {
        is_sorted_ = true;
        for (auto const& one : all) numbers_.push_back(one.account);
        std::sort(numbers_.begin(), numbers_.end());
    }

    bool is_sorted_ = false;
    std::vector<std::uint32_t> numbers_;
    std::vector<standing> found_;
};

[[nodiscard]] inline roll_matrix empty_matrix(std::size_t count) {
    roll_matrix made;
    made.count = count;
    made.accounts.assign(count * (count + 1), 0);
    made.before.assign(count * (count + 1), 0);
    made.after = made.before;
    made.entered.assign(count, 0);
    made.entered_amounts.assign(count, 0);
    made.before_totals = made.after_totals = made.entered_amounts;
    made.before_accounts = made.after_accounts = made.entered;
    return made;
}

[[nodiscard]] inline std::optional<decimal> percent(int128 part, int128 whole, int decimals) {
    return quotients::half_up(decimal(part), decimal(whole), 2, decimals);
}

}  // namespace figures

TRAMO_INLINE roll_matrix roll_rates(std::span<snapshot_account const> before,
                                    std::span<snapshot_account const> after, buckets const& by) {
    using figures::standing;
    auto made = figures::empty_matrix(by.count());
    figures::standings now(after, by);
    for (std::size_t at = 0; at < before.size(); ++at) {
        if (at + now.ahead < before.size()) now.fetch(before[at + now.ahead].account);
        auto const& one = before[at];
        auto const from = by.of(one.days_past_due);
        auto* const found = now.find(one.account);
        bool const is_gone = !found || found->state == standing::nowhere;
        auto const cell = made.at(from, is_gone ? made.gone() : found->bucket);
        ++made.accounts[cell];
        made.before[cell] += one.balance;
        ++made.before_accounts[from];
        made.before_totals[from] += one.balance;
        if (is_gone) continue;
        made.after[cell] += found->balance;
        found->state = standing::met;
    }
    for (auto const& one : now.all()) {
        if (one.state == standing::nowhere) continue;
        ++made.after_accounts[one.bucket];
        made.after_totals[one.bucket] += one.balance;
        if (one.state == standing::met) continue;
        ++made.entered[one.bucket];
        made.entered_amounts[one.bucket] += one.balance;
    }
    return made;
}

TRAMO_INLINE std::optional<decimal> roll_matrix::roll_rate(std::size_t from, std::size_t to,
                                                           int decimals) const {
    return figures::percent(before[at(from, to)], before_totals[from], decimals);
}

TRAMO_INLINE std::optional<decimal> roll_matrix::account_rate(std::size_t from, std::size_t to,
                                                              int decimals) const {
    return figures::percent(accounts[at(from, to)], before_accounts[from], decimals);
}

TRAMO_INLINE std::optional<decimal> roll_matrix::net_roll_rate(std::size_t from, int decimals) const {
    if (from + 1 >= count) return {};
    return figures::percent(after_totals[from + 1], before_totals[from], decimals);
}

TRAMO_INLINE std::optional<decimal> roll_matrix::cure_rate(bool gone_is_cured, int decimals) const {
    std::int64_t cured = 0, all = 0;
    for (std::size_t from = 1; from < count; ++from) {
        all += before_accounts[from];
        cured += accounts[at(from, 0)];
        if (gone_is_cured) cured += accounts[at(from, gone())];
    }
    return figures::percent(cured, all, decimals);
}

}  // namespace tramo::actions
