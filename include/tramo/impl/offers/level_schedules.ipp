// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Chooses for each schedule the quickest way that is proven to be exact.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <tramo/impl/offers/annuity_factors.ipp>
#include <tramo/impl/offers/due_date_rows.ipp>
#include <tramo/impl/offers/level_rows.ipp>
#include <tramo/impl/offers/unit_rounding.ipp>
#include <tramo/impl/offers/wide_number.ipp>
#include <tramo/offers/level_schedules.hpp>
#include <tramo/offers/payment_plan.hpp>

namespace tramo::offers {

namespace leveling {

inline constexpr std::int64_t most_principal = largest_amount, most_rate = 100'000'000'000;
inline constexpr int most_count = 480;

[[nodiscard]] inline bool is_amount_within_bounds(std::int64_t principal, std::int64_t rate) {
    constexpr auto most = static_cast<uint128>(9'000'000'000'000'000'000) * one;
    return static_cast<std::uint64_t>(principal) <= most_principal &&
           static_cast<std::uint64_t>(rate) <= most_rate &&
           static_cast<uint128>(principal) * (one + static_cast<std::uint64_t>(rate)) <= most;
}

[[nodiscard]] inline bool is_count_within_bounds(int count) {
    return count >= 1 && count <= most_count;
}

/// Of all of them. Below 2^56 and 2^36 the product is, too; it is looked at where one is huge.
[[nodiscard]] inline bool are_amounts_within_bounds(std::span<std::int64_t const> principals,
                                                    std::span<std::int64_t const> rates) {
    std::uint64_t principal = 0, rate = 0;
    for (auto const one_of_them : principals) principal |= static_cast<std::uint64_t>(one_of_them);
    for (auto const one_of_them : rates) rate |= static_cast<std::uint64_t>(one_of_them);
    if (principal < std::uint64_t{1} << 56 && rate < std::uint64_t{1} << 36) return true;
    for (std::size_t i = 0; i < principals.size(); ++i)
        if (!is_amount_within_bounds(principals[i], rates[i])) return false;
    return true;
}

[[nodiscard]] inline bool is_quick(annuity const& known, std::uint64_t principal, std::uint64_t most) {
    return principal <= most && principal >> known.least() != 0;
}

template <class Rows>
void resize(Rows& rows, std::size_t size) {
    for (auto* column : {&rows.payment, &rows.principal, &rows.interest, &rows.balance})
        if (column->size() != size) column->resize(size);
}

template <class Rows>
[[nodiscard]] row_places places_in(Rows& rows, std::size_t from, std::size_t step) {
    return {rows.payment.data() + from, rows.principal.data() + from, rows.interest.data() + from,
            rows.balance.data() + from, step};
}

}  // namespace leveling

struct level_scheduler::state {
    leveling::annuity_table annuities;

    [[nodiscard]] std::uint64_t payment(leveling::annuity const& known, level_terms const& asked) const {
        if (asked.count == 1) return 0;  // the last one is what is left
        return static_cast<std::uint64_t>(leveling::payment_by(known, asked.principal,
                                                               static_cast<std::uint64_t>(asked.rate),
                                                               static_cast<unsigned>(asked.count)));
    }

    void write_carefully(level_terms const& asked, leveling::row_places const& into) {
        auto const rate = static_cast<std::uint64_t>(asked.rate);
        auto const& known = annuities.of(rate, static_cast<unsigned>(asked.count));
        leveling::write_careful_rows(static_cast<std::uint64_t>(asked.principal), payment(known, asked), rate,
                                     asked.count, into);
    }

    /// Fills the lanes; one that needs care gets nothing to do, and its number is noted.
    std::size_t fill(std::int64_t const* principals, std::int64_t const* rates, int count, std::size_t size,
                     leveling::lanes& all, std::uint8_t* careful) {
        std::size_t noted = 0;
        for (std::size_t i = 0; i < size; ++i) {
            level_terms const asked{principals[i], rates[i], count};
            auto const& known =
                annuities.of(static_cast<std::uint64_t>(asked.rate), static_cast<unsigned>(count));
            bool const is_quick = leveling::is_quick(known, static_cast<std::uint64_t>(asked.principal),
                                                     leveling::most_side_by_side);
            careful[noted] = static_cast<std::uint8_t>(i);
            noted += is_quick ? 0 : 1;
            auto const binary = is_quick ? leveling::binary_rate(static_cast<std::uint64_t>(asked.rate)) : 0;
            all.balance[i] = is_quick ? static_cast<std::uint64_t>(asked.principal) : 0;
            all.payment[i] = is_quick ? payment(known, asked) : 0;
            all.rate_high[i] = binary >> 32;
            all.rate_low[i] = binary & 0xFFFF'FFFF;
        }
        return noted;
    }
};

TRAMO_INLINE bool is_within_bounds(level_terms const& asked) {
    return leveling::is_count_within_bounds(asked.count) &&
           leveling::is_amount_within_bounds(asked.principal, asked.rate);
}

TRAMO_INLINE level_scheduler::level_scheduler() : state_(new state) {}
TRAMO_INLINE level_scheduler::~level_scheduler() {
    delete state_;
}
TRAMO_INLINE level_scheduler::level_scheduler(level_scheduler&& other) noexcept
    : state_(std::exchange(other.state_, nullptr)) {}
TRAMO_INLINE level_scheduler& level_scheduler::operator=(level_scheduler&& other) noexcept {
    std::swap(state_, other.state_);
    return *this;
}

TRAMO_INLINE std::int64_t level_scheduler::payment(level_terms const& asked) {
    if (!is_within_bounds(asked)) return 0;
    auto const rate = static_cast<std::uint64_t>(asked.rate);
    if (asked.count == 1)
        return asked.principal + static_cast<std::int64_t>(leveling::careful_rate(rate).interest(
                                     static_cast<std::uint64_t>(asked.principal)));
    auto const count = static_cast<unsigned>(asked.count);
    return leveling::payment_by(state_->annuities.of(rate, count), asked.principal, rate, count);
}

namespace leveling {

/// P·r·(1 + r)^n / ((1 + r)^n − 1) to a multiple of the unit, in whole numbers without a bound.
[[nodiscard]] inline std::int64_t payment_the_long_way(level_terms const& asked, rounding mode,
                                                       std::int64_t unit) {
    auto const count = static_cast<unsigned>(asked.count);
    wide::integer const whole = one;
    wide::integer numerator = asked.principal, denominator = asked.count;
    if (asked.rate != 0) {
        wide::integer const one_grown = whole + asked.rate;  // what `auto` holds would look at what is gone
        wide::integer const grown = boost::multiprecision::pow(one_grown, count);
        wide::integer const before = boost::multiprecision::pow(whole, count);
        numerator = numerator * asked.rate * grown;
        denominator = whole * (grown - before);
    }
    wide::integer const payment = wide::round_quotient(numerator, denominator * unit, mode) * unit;
    return payment <= most_principal ? static_cast<std::int64_t>(payment) : 0;
}

/// What surely lies on both sides of a payment known to a thousandth of a unit.
inline constexpr std::int64_t thousand = 1000;

}  // namespace leveling

TRAMO_INLINE std::int64_t level_scheduler::payment(level_terms const& asked, rounding mode,
                                                   std::int64_t unit) {
    constexpr int most_at_all = 1200;
    bool const is_sound = asked.principal >= 0 && asked.principal <= leveling::most_principal &&
                          asked.rate >= 0 && asked.rate <= leveling::most_rate && asked.count >= 1 &&
                          asked.count <= most_at_all && unit >= 1 && unit <= leveling::most_principal;
    if (!is_sound) return 0;
    bool const is_small = asked.principal <= leveling::most_principal / leveling::thousand;
    level_terms const finer{asked.principal * (is_small ? leveling::thousand : 0), asked.rate, asked.count};
    if (is_small && is_within_bounds(finer)) {
        int128 const near = payment(finer), step = static_cast<int128>(unit) * leveling::thousand;
        auto const below = rounded_quotient(near > 0 ? near - 1 : 0, step, mode);
        if (below == rounded_quotient(near + 1, step, mode)) return static_cast<std::int64_t>(below * unit);
    }
    return leveling::payment_the_long_way(asked, mode, unit);
}

TRAMO_INLINE bool level_scheduler::rows(level_terms const& asked, level_rows& into) {
    if (!is_within_bounds(asked)) {
        leveling::resize(into, 0);
        return false;
    }
    leveling::resize(into, static_cast<std::size_t>(asked.count));
    auto const rate = static_cast<std::uint64_t>(asked.rate);
    auto const principal = static_cast<std::uint64_t>(asked.principal);
    auto const& known = state_->annuities.of(rate, static_cast<unsigned>(asked.count));
    auto const to = leveling::places_in(into, 0, 1);
    if (leveling::is_quick(known, principal, leveling::most_quick_principal)) [[likely]]
        leveling::write_quick_rows(principal, state_->payment(known, asked), rate, asked.count, to.payment,
                                   to.principal, to.interest, to.balance);
    else
        leveling::write_careful_rows(principal, state_->payment(known, asked), rate, asked.count, to);
    return true;
}

TRAMO_INLINE bool level_scheduler::rows(std::span<std::int64_t const> principals,
                                        std::span<std::int64_t const> rates, int count, level_table& into) {
    bool const is_good = leveling::is_count_within_bounds(count) && principals.size() == rates.size() &&
                         leveling::are_amounts_within_bounds(principals, rates);
    into.schedules = is_good ? principals.size() : 0;
    into.count = is_good ? count : 0;
    leveling::resize(into, into.schedules * static_cast<std::size_t>(into.count));
    leveling::lanes all;
    std::uint8_t careful[leveling::lanes::most];
    for (std::size_t first = 0; first < into.schedules; first += leveling::lanes::most) {
        auto const size = std::min(leveling::lanes::most, into.schedules - first);
        for (std::size_t i = first; i < first + size; ++i)
            state_->annuities.expect(static_cast<std::uint64_t>(rates[i]), static_cast<unsigned>(count));
        auto const noted =
            state_->fill(principals.data() + first, rates.data() + first, count, size, all, careful);
        leveling::write_lanes(all, size, count, leveling::places_in(into, first, into.schedules));
        for (std::size_t i = 0; i < noted; ++i) {
            auto const at = first + careful[i];
            state_->write_carefully({principals[at], rates[at], count},
                                    leveling::places_in(into, at, into.schedules));
        }
    }
    return is_good;
}

}  // namespace tramo::offers
