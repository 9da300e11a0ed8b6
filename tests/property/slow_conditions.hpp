// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Payment conditions and accounts as a reader of the language page would note them down: numbers are exact
// fractions, nothing of it is the engine's.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include <tramo/policy/offers.hpp>

#include "slow_evaluator.hpp"

namespace tramo_test {

using whole = boost::multiprecision::cpp_int;
using exact = boost::multiprecision::cpp_rational;

/// `12.5` and `12.5%` as fractions.
inline exact number_of(std::string text) {
    bool const is_percent = text.back() == '%';
    if (is_percent) text.pop_back();
    bool const is_negative = text.front() == '-';
    whole digits = 0, under = is_percent ? 100 : 1;
    bool is_behind_point = false;
    for (char const each : text) {
        if (each == '.') is_behind_point = true;
        if (each < '0' || each > '9') continue;
        digits = digits * 10 + (each - '0');
        if (is_behind_point) under *= 10;
    }
    return is_negative ? exact(-digits, under) : exact(digits, under);
}

struct slow_account {
    std::optional<exact> balance, accrued, penalty, costs;
    std::optional<std::int64_t> days;
    std::optional<bool> vip;
};

/// A condition on an account, as the policy has it and as it is meant.
struct slow_test {
    std::string text;
    std::function<tri(slow_account const&)> meaning;
};

/// An amount of the debt; none where it is unknown.
struct slow_amount {
    std::string text;
    std::function<std::optional<exact>(slow_account const&)> meaning;
};

struct slow_row {
    std::vector<std::string> roles;  ///< none: all
    std::optional<std::int64_t> from, until;
    std::optional<bool> vip;
    exact share;
};

struct slow_ceiling {
    int what = 0;  ///< principal, interest, fine, fees, total
    exact share;
    bool is_by_matrix = false;
    std::string role;
};

struct slow_alternative {
    std::string name;
    bool is_lump_sum = false;
    int fewest = 1, most = 1;
    int every = 0;
    char every_unit = 'd';  ///< days, weeks, months
    std::optional<exact> entry_share, entry_amount, minimum;
    exact rate;
    std::vector<slow_ceiling> discounts;
};

struct slow_condition {
    std::string name;
    std::optional<std::int32_t> from, until;  ///< days
    bool is_inactive = false;
    std::optional<exact> amount_from, amount_until;
    bool are_amounts_enforced = false;
    std::optional<std::int64_t> overdue_from, overdue_until;
    int first_after = 0;
    std::optional<exact> interest, fine;
    char base = 't';  ///< total, principal, in turn
    std::vector<slow_test> requirements;
    bool has_approval = false;
    std::optional<slow_test> approval;
    std::vector<slow_ceiling> discounts;
    char rounding = ' ';  ///< up, down, nearest, or as it is without a word
    std::optional<exact> unit;
    bool is_rest_first = false;
    std::vector<slow_alternative> alternatives;

    [[nodiscard]] bool holds_on(std::int32_t day) const {
        return !is_inactive && (!from || *from <= day) && (!until || day <= *until);
    }
};

struct slow_policy {
    std::string text;
    std::string currency = "BRL";
    int scale = 2;
    std::int32_t as_of = 0;
    std::vector<std::optional<slow_amount>> debt;  ///< principal, interest, fine, fees
    std::vector<slow_row> matrix;
    std::vector<slow_condition> conditions;
    std::vector<std::string> roles;  ///< all that it speaks of

    [[nodiscard]] exact units(exact const& amount) const {
        exact made = amount;
        for (int i = 0; i < scale; ++i) made *= 10;
        return made;
    }
};

}  // namespace tramo_test
