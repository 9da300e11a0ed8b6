// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The trade's key figures, each with its formula: exact, and with the denominator named.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::actions {

/// A figure that is a quotient: `contact_rate` = accounts contacted / accounts assigned.
struct kpi_definition {
    std::string_view name;         ///< "contact_rate"
    std::string_view label;        ///< "Contact rate by account"
    std::string_view numerator;    ///< "accounts with at least one contact"
    std::string_view denominator;  ///< "accounts assigned"
    bool is_percent = true;        ///< 100 * numerator / denominator; else the quotient itself
    std::string_view trap;         ///< what it is mistaken for
};

/// All of them, in the order of the glossary.
[[nodiscard]] std::span<kpi_definition const> kpi_definitions();
[[nodiscard]] kpi_definition const* find_kpi(std::string_view name);

struct kpi {
    kpi_definition const* of = nullptr;
    decimal numerator, denominator;
    std::optional<decimal> value;  ///< none where the denominator is 0, or it does not fit
};
/// Rounded half up to `decimals`. None of a name that is not defined.
[[nodiscard]] std::optional<kpi> kpi_of(std::string_view name, decimal numerator, decimal denominator,
                                        int decimals = 2);

/// Collection effectiveness: 100 (begin + sales - end) / (begin + sales - end_current); none where that is
/// 0.
[[nodiscard]] std::optional<decimal> collection_effectiveness(decimal begin, decimal sales, decimal end_total,
                                                              decimal end_current, int decimals = 2);
/// Days sales outstanding: receivables / sales * days; none where sales are 0.
[[nodiscard]] std::optional<decimal> days_sales_outstanding(decimal receivables, decimal sales, int days,
                                                            int decimals = 2);
/// balance times the product of the rates (fractions), rounded half up to `decimals`; none where it does not
/// fit.
[[nodiscard]] std::optional<decimal> expected_charge_off(decimal balance, std::span<decimal const> roll_rates,
                                                         int decimals = 2);

/// Ranges of days past due, both ends included: bounds 0, 30, 60, 90 make "0", "1-30", "31-60", "61-90",
/// "91+". Days below 0 are in the first.
class buckets {
public:
    /// Requires bounds that rise.
    explicit buckets(std::vector<std::int64_t> bounds = {0, 30, 60, 90});
    [[nodiscard]] std::size_t of(std::int64_t days_past_due) const;
    [[nodiscard]] std::size_t count() const { return bounds_.size() + 1; }
    [[nodiscard]] std::string const& name(std::size_t bucket) const { return names_[bucket]; }

private:
    std::vector<std::int64_t> bounds_;
    std::vector<std::string> names_;
};

/// An account in a snapshot of the portfolio. Balances are in the smallest unit.
struct snapshot_account {
    std::uint32_t account = 0;  ///< the same number in both snapshots
    std::int64_t days_past_due = 0;
    std::int64_t balance = 0;
};

/// From which bucket to which, between two days. Rows are the buckets of the first day; columns those of the
/// second, then `gone` (in the first snapshot only). `entered` are in the second only, by bucket. A `before`
/// amount is the balance of the first day, an `after` amount that of the second.
struct roll_matrix {
    std::size_t count = 0;               ///< of buckets
    std::vector<std::int64_t> accounts;  ///< row * (count + 1) + column
    std::vector<int128> before, after;
    std::vector<std::int64_t> entered;
    std::vector<int128> entered_amounts;
    std::vector<int128> before_totals, after_totals;  ///< by bucket: the balance of each snapshot
    std::vector<std::int64_t> before_accounts, after_accounts;

    [[nodiscard]] std::size_t gone() const { return count; }
    [[nodiscard]] std::size_t at(std::size_t from, std::size_t to) const { return from * (count + 1) + to; }
    /// Account level: balance of `from` that is in `to` on the second day, of all of `from`, in percent.
    [[nodiscard]] std::optional<decimal> roll_rate(std::size_t from, std::size_t to, int decimals = 2) const;
    /// The same of accounts.
    [[nodiscard]] std::optional<decimal> account_rate(std::size_t from, std::size_t to,
                                                      int decimals = 2) const;
    /// Snapshot level: balance of bucket k + 1 now, of that of bucket k before; nets entries and exits.
    [[nodiscard]] std::optional<decimal> net_roll_rate(std::size_t from, int decimals = 2) const;
    /// Accounts in a bucket behind the first that are in the first on the second day, or gone with it as
    /// `gone_is_cured`, in percent of those.
    [[nodiscard]] std::optional<decimal> cure_rate(bool gone_is_cured = false, int decimals = 2) const;
};

/// Requires that no account comes twice in a snapshot.
[[nodiscard]] roll_matrix roll_rates(std::span<snapshot_account const> before,
                                     std::span<snapshot_account const> after, buckets const& by = buckets());

/// What became of a promise, from the payments after it.
enum class promise_outcome { pending, kept, partly_kept, broken, late };
struct promise_terms {
    decimal amount;
    date due;
    int tolerance_days = 0;
    decimal tolerance_percent;  ///< percent points that may be missing: 5
};
struct promise_payment {
    date day;
    decimal amount;
};
struct promise_result {
    promise_outcome outcome = promise_outcome::pending;
    decimal paid;          ///< by the last day of the tolerance and by `as_of`
    decimal paid_percent;  ///< 4 decimals, half up
};
/// kept: at least the amount less the tolerance was paid by due + tolerance; partly_kept: less, but
/// something; late: nothing by then and something after; pending: the tolerance has not passed on `as_of` and
/// the promise is not kept yet; broken: else. Requires an amount above 0 and payments whose sum fits.
[[nodiscard]] promise_result promise_outcome_of(promise_terms const& promise,
                                                std::span<promise_payment const> payments,
                                                std::optional<date> as_of = {});

}  // namespace tramo::actions

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/actions/kpi.ipp>
#endif
