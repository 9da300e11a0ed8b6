// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Level schedules by the million: the same rows as make_schedule, in 64-bit integers, and their due dates.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tramo/config.hpp>
#include <tramo/offers/interval.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/rounding.hpp>

namespace tramo::offers {

/// The decimals of `level_terms::rate`.
inline constexpr int level_rate_decimals = 9;

/// Amounts in the currency's smallest unit.
struct level_terms {
    std::int64_t principal = 0;  ///< 0 to 10^17
    std::int64_t rate = 0;       ///< per period, in 10^-9: 20'000'000 is 2 %; 0 to 10^11 (10,000 %)
    int count = 1;               ///< 1 to 480
};

/// Whether terms are within their bounds, and principal and one period's interest within 9 * 10^18.
[[nodiscard]] bool is_within_bounds(level_terms const& asked);

/// Rows of one schedule, by number.
struct level_rows {
    std::vector<std::int64_t> payment, principal, interest, balance;
};

/// Rows of many schedules of one count: `payment[k * schedules + i]` is row k of schedule i.
struct level_table {
    std::size_t schedules = 0;
    int count = 0;
    std::vector<std::int64_t> payment, principal, interest, balance;
};

/// Exact, whatever the terms: where 64 bits cannot tell, the long way is taken. The payment is P·r/(1 −
/// (1 + r)^−n), or P/n without interest, rounded half up to the smallest unit; a period's interest is the
/// balance times r, rounded half up; the last payment is the balance and its interest, and so is one before
/// it where the balance is less than a payment would clear: those behind it are 0.
///
/// Keeps the annuity factors that it has met (up to 16 MB of them), so that a portfolio with few rates is
/// cheap. Not to be shared by threads; each has its own.
class level_scheduler {
public:
    level_scheduler();
    ~level_scheduler();
    level_scheduler(level_scheduler&& other) noexcept;
    level_scheduler& operator=(level_scheduler&& other) noexcept;

    /// The level payment alone; 0 where terms are out of bounds.
    [[nodiscard]] std::int64_t payment(level_terms const& asked);
    /// The level payment as a multiple of `unit` (at least 1), rounded once from the exact quotient, of up to
    /// 1,200 payments; 0 where terms are out of bounds, or the payment is.
    [[nodiscard]] std::int64_t payment(level_terms const& asked, rounding mode, std::int64_t unit);
    /// Writes `asked.count` rows. False, and no rows, where terms are out of bounds.
    [[nodiscard]] bool rows(level_terms const& asked, level_rows& into);
    /// The same for many of equal count, principals and rates side by side; fastest a few hundred at a time,
    /// so that the table stays in the cache. False, and no rows, where any terms are out of bounds or the two
    /// spans differ in size.
    [[nodiscard]] bool rows(std::span<std::int64_t const> principals, std::span<std::int64_t const> rates,
                            int count, level_table& into);

private:
    struct state;
    state* state_;
};

/// Date k is `first + k * step`, as add_months and add_days tell it, unadjusted. False, and nothing written,
/// where the step is below 1 (a single date needs none), a date leaves the years 1 to 9999, or `into` is
/// shorter than `count`.
[[nodiscard]] bool write_due_dates(date first, interval step, int count, std::span<date> into);
/// The same for many: `into[k * firsts.size() + i]` is date k of `firsts[i]`.
[[nodiscard]] bool write_due_dates(std::span<date const> firsts, interval step, int count,
                                   std::span<date> into);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/level_schedules.ipp>
#endif
