// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random accounts for `random_conditions`: nothing known, nothing owed, a coin, more than is worked with.
#pragma once

#include <string>
#include <vector>

#include "random_conditions.hpp"
#include "unit/policy/portfolio.hpp"

namespace tramo_test {

class random_debtors {
public:
    random_debtors(dice& draw, int scale) : draw_(draw), scale_(scale) {}

    std::vector<tramo::testing::cells> cells;
    std::vector<slow_account> accounts;

    void make(std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            cells.push_back({{"debtor", "D-" + std::to_string(i)}});
            accounts.emplace_back();
            auto& now = accounts.back();
            if (!draw_.one_in(20)) now.balance = put("balance", amount());
            if (!draw_.one_in(12)) now.accrued = put("accrued", amount());
            if (!draw_.one_in(12)) now.penalty = put("penalty", amount());
            if (!draw_.one_in(12)) now.costs = put("costs", amount());
            if (!draw_.one_in(6)) now.days = put_days();
            if (!draw_.one_in(4)) now.vip = draw_.one_in(2);
            if (now.vip) cells.back().emplace_back("vip", *now.vip ? "true" : "false");
        }
    }

private:
    exact put(char const* field, std::string const& text) {
        cells.back().emplace_back(field, text);
        return number_of(text);
    }
    std::int64_t put_days() {
        auto const days = static_cast<std::int64_t>(draw_.roll(130)) - 5;
        cells.back().emplace_back("days", std::to_string(days));
        return days;
    }

    /// So many random digits in all, of which the last are decimals.
    std::string digits(std::size_t most) {
        std::string text;
        for (auto left = draw_.roll(most + 1) + 1; left > 0; --left) text += std::to_string(draw_.roll(10));
        if (scale_ == 0) return text;
        auto const decimals = static_cast<std::size_t>(scale_);
        if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
        return text.insert(text.size() - decimals, ".");
    }

    std::string amount() {
        switch (draw_.roll(24)) {
            case 0:
            case 1:
            case 2:
                return "0";
            case 3:
                return "-" + digits(4);
            case 4:
                return digits(18);
            case 5:
                return "1" + std::string(17 - static_cast<std::size_t>(scale_), '0');
            case 6:
            case 7:
                return digits(13);
            case 8:
            case 9:
            case 10:
                return digits(1);
            default:
                return digits(6);
        }
    }

    dice& draw_;
    int scale_;
};

}  // namespace tramo_test
