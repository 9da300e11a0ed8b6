// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// XIRR of ordinary flows, fast: Newton's steps on log(money in / money out), whose slope hardly changes.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include <tramo/impl/offers/rate_search.ipp>
#include <tramo/offers/effective_rate.hpp>

namespace tramo::offers::fast_rates {

using days_span = std::span<std::int32_t const>;
using amounts_span = std::span<double const>;

/// Sums at one rate, of amounts and of their sizes, plain and weighted with days.
struct weighed {
    double value = 0;
    double size = 0;
    double value_days = 0;
    double size_days = 0;

    void add(double amount, double days) {
        double const absolute = std::abs(amount);
        value += amount;
        size += absolute;
        value_days += amount * days;
        size_days += absolute * days;
    }
};

struct flows_on_days {
    days_span days;
    amounts_span amounts;
    std::int32_t first = 0;
    std::int32_t last = 0;

    [[nodiscard]] std::int64_t span() const { return std::int64_t{last} - first; }
};

/// e^(exponent·k) for whole k of up to 20 bits: the product of a power below and one above half of the bits.
/// A table is doubled by multiplying what is there, so that errors grow with the logarithm only.
struct power_table {
    static constexpr std::int64_t longest = std::int64_t{1} << 20;
    std::array<double, 1024> low;
    std::array<double, 1024> high;
    int shift = 0;

    // The arrays are written before they are read; clearing them would take longer than the work
    power_table() {}  // NOLINT(modernize-use-equals-default,cppcoreguidelines-pro-type-member-init)

    [[nodiscard]] static int shift_for(std::int64_t span) {
        return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(span))) / 2;
    }
    void fill(double exponent, std::int64_t span) {
        shift = shift_for(span);
        fill(low, exponent, std::int64_t{1} << shift);
        fill(high, std::ldexp(exponent, shift), (span >> shift) + 1);
    }
    static void fill(std::array<double, 1024>& table, double exponent, std::int64_t count) {
        table[0] = 1;
        double power = std::exp(exponent);
        for (std::size_t known = 1; known < static_cast<std::size_t>(count); known *= 2, power *= power)
            for (std::size_t k = 0; k < known; ++k) table[known + k] = table[k] * power;
    }
    [[nodiscard]] double operator[](std::uint32_t k) const {
        return high[k >> shift] * low[k & ((std::uint32_t{1} << shift) - 1)];
    }
};

/// Days count from the end that makes every power at most 1.
TRAMO_INLINE weighed weigh_by_table(flows_on_days const& flows, double u, power_table& table) {
    table.fill(-std::abs(u) / 365, flows.span());
    bool const from_last = u < 0;
    weighed sums;
    for (std::size_t i = 0; i < flows.days.size(); ++i) {
        auto const days =
            static_cast<std::uint32_t>(from_last ? flows.last - flows.days[i] : flows.days[i] - flows.first);
        sums.add(flows.amounts[i] * table[days], static_cast<double>(days));
    }
    return sums;
}

TRAMO_INLINE weighed weigh_one_by_one(flows_on_days const& flows, double u) {
    double const exponent = -std::abs(u) / 365;
    bool const from_last = u < 0;
    weighed sums;
    for (std::size_t i = 0; i < flows.days.size(); ++i) {
        auto const days = static_cast<double>(from_last ? std::int64_t{flows.last} - flows.days[i]
                                                        : std::int64_t{flows.days[i]} - flows.first);
        sums.add(flows.amounts[i] * std::exp(exponent * days), days);
    }
    return sums;
}

/// Where the step leads from u; NaN where log(in / out) has no slope.
TRAMO_INLINE double newton_step(weighed const& sums, bool from_last) {
    double const in = (sums.size + sums.value) / 2, out = (sums.size - sums.value) / 2;
    double const mean_in = (sums.size_days + sums.value_days) / 2 / in;
    double const mean_out = (sums.size_days - sums.value_days) / 2 / out;
    double const years = (from_last ? mean_out - mean_in : mean_in - mean_out) / 365;
    return std::log1p(sums.value / out) / years;
}

/// Where a root is known to lie, and the sign of the value at its lower end; 0 where nothing is known.
struct outlook {
    double low = rate_search::lowest_u;
    double high = 0;
    int sign_at_low = 0;

    [[nodiscard]] bool is_bracket() const { return sign_at_low != 0; }
    [[nodiscard]] bool holds(double u) const { return u >= low && u <= high; }
    void see(double u, double value) { (value > 0 ? 1 : -1) == sign_at_low ? low = u : high = u; }
    /// Between the ends, and not far from the one nearer to 0, where most rates are.
    [[nodiscard]] double inside() const {
        double const half = (high - low) / 2;
        return low >= 0 ? low + std::min(half, 0.5 + low) : high - std::min(half, 0.5 - std::min(high, 0.0));
    }
};

struct search {
    flows_on_days flows;
    bool by_table = false;
    power_table table;

    explicit search(flows_on_days const& flows_) : flows(flows_) {
        std::int64_t const entries = flows.span() >> power_table::shift_for(flows.span());
        by_table =
            flows.span()<power_table::longest&& static_cast<std::int64_t>(flows.days.size()) * 4> entries;
    }
    [[nodiscard]] weighed weigh(double u) {
        return by_table ? weigh_by_table(flows, u, table) : weigh_one_by_one(flows, u);
    }
    /// NaN where this way leads nowhere. Where a bracket is known the steps stay in it; elsewhere the last
    /// must be so small, and the slope so large beside the rounding, that the sign changes there.
    [[nodiscard]] double run(outlook ahead, double u) {
        double last_move = unknown;
        for (int step = 0, outside = 0; step < 24 && outside < 8; ++step) {
            auto const sums = weigh(u);
            if (sums.value == 0) return u;
            double const move = newton_step(sums, u < 0), next = u + move;
            if (ahead.is_bracket()) ahead.see(u, sums.value);
            bool const stays = ahead.holds(next);
            if (stays && is_last(move, last_move, next))
                return ahead.is_bracket() || is_sure(sums, move, next) ? next : nowhere;
            if (!stays && !ahead.is_bracket()) return nowhere;
            outside += !stays;
            last_move = stays ? move : unknown;
            u = stays ? next : ahead.inside();
        }
        return nowhere;
    }
    /// Newton's steps shrink with their square: the one after this would be lost in the last digit.
    [[nodiscard]] static bool is_last(double move, double last_move, double next) {
        double const shrunk = move / last_move;
        return std::abs(move) <= 1e-8 * std::abs(next) ||
               shrunk * shrunk * std::abs(move) <= rate_search::epsilon * std::abs(next);
    }
    [[nodiscard]] static bool is_sure(weighed const& sums, double move, double next) {
        double const slope = std::abs(sums.value / move);
        return rate_search::epsilon * 64 * sums.size < 1e-6 * slope * std::abs(next);
    }
    /// So small that no step beside it is the last.
    static constexpr double unknown = std::numeric_limits<double>::min();
    static constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
};

/// The sums so far never change their sign: no positive rate is possible (Norström 1972).
TRAMO_INLINE bool is_never_even(flows_on_days const& flows) {
    double sum = 0;
    bool has_in = false, has_out = false;
    for (std::size_t i = 0; i < flows.days.size(); ++i) {
        if (i > 0 && flows.days[i - 1] > flows.days[i]) return false;
        sum += flows.amounts[i];
        has_in = has_in || sum > 0;
        has_out = has_out || sum < 0;
    }
    return !(has_in && has_out);
}

TRAMO_INLINE double careful(flows_on_days const& flows) {
    std::vector<rate_search::term> terms;
    for (std::size_t i = 0; i < flows.days.size(); ++i)
        terms.push_back(
            {static_cast<double>(std::int64_t{flows.days[i]} - flows.first) / 365, flows.amounts[i], 0});
    return rate_search::solve(std::move(terms)).value.chosen.value_or(search::nowhere);
}

/// Sums at rate 0, and those of the first and the last day: the signs of the value at 0, of very large rates,
/// and of rates near −1.
struct ends {
    weighed at_zero;
    double first = 0;
    double last = 0;

    explicit ends(flows_on_days const& flows) {
        for (std::size_t i = 0; i < flows.days.size(); ++i) {
            at_zero.add(flows.amounts[i], static_cast<double>(std::int64_t{flows.days[i]} - flows.first));
            if (flows.days[i] == flows.first) first += flows.amounts[i];
            if (flows.days[i] == flows.last) last += flows.amounts[i];
        }
    }
};

/// u of a root, or NaN. Where the sums at rate 0 and on the first day differ in sign, a positive rate lies
/// between; else where those at 0 and on the last day do, a negative one, told unless a positive one is
/// found.
TRAMO_INLINE double find_root(flows_on_days const& flows, ends const& known, double guess) {
    static double const highest_u = std::log1p(largest_rate);
    double const total = known.at_zero.value, first_step = newton_step(known.at_zero, false);
    auto const start_in = [&](outlook const& ahead, double otherwise) {
        return first_step > ahead.low && first_step < ahead.high ? first_step : otherwise;
    };
    search looking(flows);
    double u = search::nowhere;
    if (total * known.first < 0) {
        outlook const positive{0, highest_u, total > 0 ? 1 : -1};
        u = looking.run(positive, start_in(positive, 0.1));
    }
    bool const has_negative = total * known.last < 0;
    if (std::isnan(u) && !(has_negative && is_never_even(flows)))
        for (double const start : {std::log1p(guess), -0.1, 1.0, -0.7}) {
            u = looking.run({rate_search::lowest_u, highest_u, 0}, start);
            if (has_negative || !std::isnan(u)) break;
        }
    outlook const negative{rate_search::lowest_u, 0, total > 0 ? -1 : 1};
    return std::isnan(u) && has_negative ? looking.run(negative, start_in(negative, -0.1)) : u;
}

}  // namespace tramo::offers::fast_rates

namespace tramo::offers {

TRAMO_INLINE double fast_xirr(std::span<std::int32_t const> days, std::span<double const> amounts,
                              double guess) {
    using namespace fast_rates;
    if (days.size() != amounts.size() || days.size() < 2) return search::nowhere;
    auto const [first, last] = std::minmax_element(days.begin(), days.end());
    flows_on_days const flows{days, amounts, *first, *last};
    ends const known(flows);
    auto const& plain = known.at_zero;
    bool const is_one_sided = plain.size == std::abs(plain.value) && plain.size > 0;
    if (!std::isfinite(plain.size_days) || is_one_sided) return search::nowhere;
    if (plain.value == 0) return 0;
    double const u = find_root(flows, known, guess);
    return std::isnan(u) ? careful(flows) : std::expm1(u);
}

}  // namespace tramo::offers
