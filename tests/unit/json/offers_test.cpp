// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Offers and refusals as JSON: whose they are, whatever column holds the key.
#include <tramo/json/offers.hpp>

#include <catch2/catch.hpp>

#include "unit/policy/found_offers.hpp"
#include "unit/run/made_columns.hpp"

namespace {

using namespace tramo::testing;

/// The offer and the refusal of one debtor whose key lies in that column.
std::string told(made::made_column const& keys) {
    auto const with = prepared(debts +
                                   "condition cash { lump sum now }\n"
                                   "condition late { overdue from 60  lump sum now }\n",
                               on("2024-01-15"));
    auto data = rows_of(with.policy(), one_thousand);
    for (auto& column : data.columns) {
        if (column.name != "debtor") continue;
        column = keys.view;
        column.name = "debtor";
    }
    auto by = tramo::find_offers(with, {});
    REQUIRE(by.ok());
    REQUIRE(by.value.check(data).empty());
    auto const found = by.value.add(data);
    REQUIRE(found.offers.size() == 1);
    REQUIRE(found.refused.size() == 1);
    return offers_to_json(by.value, found, data) + refusals_to_json(by.value, found, data);
}

}  // namespace

TEST_CASE("offers and refusals name their account by its key, be it text, a number or a dictionary's code") {
    auto const text = told(made::texts({" D-1 "}, 2));
    CHECK(text.find(R"({"account": "D-1", "condition": "cash")") == 0);
    CHECK(text.find(R"({"account": "D-1", "condition": "late", "reason":)") != std::string::npos);
    auto const entries = made::texts({"D-0", "D-1"});
    CHECK(told(made::dictionary<std::int8_t>(tramo::layout::int8, {1}, entries)) == text);
    auto const number = told(made::fixed<std::int64_t>(tramo::layout::int64, {4711}));
    CHECK(number.find(R"({"account": "4711", "condition": "cash")") == 0);
}
