// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Level schedules as most programs compute them, in `double`, and with numbers without a bound, to compare.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include <tramo/offers/level_schedules.hpp>

namespace tramo_bench {

using tramo::offers::level_terms;
using integer = boost::multiprecision::cpp_int;

/// Schedules side by side: their rows stay in the cache.
constexpr std::size_t block = 256;

template <class Number>
struct rows_of {
    std::vector<Number> payment, principal, interest, balance;
    explicit rows_of(std::size_t size) : payment(size), principal(size), interest(size), balance(size) {}
    void write(std::size_t at, Number paid, Number earned, Number left) {
        payment[at] = paid;
        principal[at] = paid - earned;
        interest[at] = earned;
        balance[at] = left;
    }
};

/// What most programs do.
inline double payment_in_double(level_terms const& asked) {
    double const rate = static_cast<double>(asked.rate) / 1e9,
                 principal = static_cast<double>(asked.principal);
    return std::round(rate == 0 ? principal / asked.count
                                : principal * rate / (1 - std::pow(1 + rate, -asked.count)));
}

inline void in_double(level_terms const& asked, rows_of<double>& into) {
    double const rate = static_cast<double>(asked.rate) / 1e9, regular = payment_in_double(asked);
    double balance = static_cast<double>(asked.principal);
    for (int k = 0; k < asked.count; ++k) {
        double const interest = std::round(balance * rate), due = balance + interest;
        double const paid = k + 1 == asked.count ? due : std::min(regular, due);
        balance = due - paid;
        into.write(static_cast<std::size_t>(k), paid, interest, balance);
    }
}

inline void in_double(std::int64_t const* principals, std::int64_t const* rates, std::size_t size, int count,
                      rows_of<double>& into) {
    double balance[block], rate[block], regular[block];
    for (std::size_t i = 0; i < size; ++i) {
        balance[i] = static_cast<double>(principals[i]);
        rate[i] = static_cast<double>(rates[i]) / 1e9;
        regular[i] = payment_in_double({principals[i], rates[i], count});
    }
    for (int k = 0; k < count; ++k)
        for (std::size_t i = 0; i < size; ++i) {
            double const interest = std::round(balance[i] * rate[i]), due = balance[i] + interest;
            double const paid = k + 1 == count ? due : std::min(regular[i], due);
            balance[i] = due - paid;
            into.write(static_cast<std::size_t>(k) * size + i, paid, interest, balance[i]);
        }
}

/// Every number without a bound: right because there is nothing in it that could be wrong.
inline void in_whole_numbers(level_terms const& asked, rows_of<std::int64_t>& into) {
    integer const one = 1'000'000'000;
    auto const half_up = [](integer const& over, integer const& under) {
        return integer((over * 2 + under) / (under * 2));
    };
    integer regular = half_up(asked.principal, asked.count);
    if (asked.rate != 0) {
        auto const n = static_cast<unsigned>(asked.count);
        integer const grown = pow(integer(one + asked.rate), n), base = pow(one, n);
        regular = half_up(integer(asked.principal) * asked.rate * grown, one * (grown - base));
    }
    integer balance = asked.principal;
    for (int k = 0; k < asked.count; ++k) {
        integer const interest = half_up(balance * asked.rate, one), due = balance + interest;
        integer const paid = k + 1 == asked.count || due < regular ? due : regular;
        balance = due - paid;
        into.write(static_cast<std::size_t>(k), static_cast<std::int64_t>(paid),
                   static_cast<std::int64_t>(interest), static_cast<std::int64_t>(balance));
    }
}

}  // namespace tramo_bench
