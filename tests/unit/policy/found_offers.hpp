// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Offers of a few accounts, as a test can read them.
#pragma once

#include <tramo/policy/offers.hpp>

#include "portfolio.hpp"

namespace tramo::testing {

inline std::string const debts = R"(
policy "Offers" version "1" { currency BRL  zone "America/Sao_Paulo" }
field debtor : text key
field balance : money
field days_late : integer optional
field vip : boolean optional
debt {
  principal balance
  overdue   days_late
}
)";

struct found_offers {
    offer_finder finder;
    offer_batch found;

    [[nodiscard]] std::string text(std::int64_t units) const {
        return to_string(decimal(units, finder.scale()));
    }
    /// "276.60 215.13 215.13 215.14": the payments of an offer.
    [[nodiscard]] std::string paid(std::size_t which) const {
        std::string all;
        for (auto const& one : finder.payments(found.offers.at(which)))
            all += (all.empty() ? "" : " ") + text(one.amount);
        return all;
    }
    [[nodiscard]] std::string dues(std::size_t which) const {
        std::string all;
        for (auto const& one : finder.payments(found.offers.at(which)))
            all += (all.empty() ? "" : " ") + to_string(one.due);
        return all;
    }
    [[nodiscard]] std::vector<std::string> reasons() const {
        std::vector<std::string> all;
        for (auto const& one : found.refused) all.push_back(finder.reason(one));
        return all;
    }
};

inline found_offers offered(std::string const& conditions, std::vector<cells> const& rows,
                            offer_options const& options = {}, std::string const& day = "2024-01-15") {
    auto const with = prepared(debts + conditions, on(day));
    auto made = find_offers(with, options);
    INFO(render(made.diagnostics, source("")));
    REQUIRE(made.ok());
    auto const data = rows_of(with.policy(), rows);
    REQUIRE(made.value.check(data).empty());
    auto found = made.value.add(data);
    return {std::move(made.value), std::move(found)};
}

inline std::vector<cells> const one_thousand{
    {{"debtor", "D-1"}, {"balance", "1000.00"}, {"days_late", "45"}}};

inline std::string cash_with(std::string const& base) {
    return "condition cash {\n  interest 1%\n  fine 2%\n  base " + base +
           "\n  lump sum now\n    discount interest 50%\n    discount total 10%\n}\n";
}

}  // namespace tramo::testing
