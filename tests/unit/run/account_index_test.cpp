// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Accounts have one number, however their key is written.
#include <catch2/catch.hpp>

#include <limits>
#include <map>
#include <random>

#include <tramo/run/account_index.hpp>

#include "unit/run/made_columns.hpp"

using namespace tramo;

namespace {

using units = std::vector<std::uint32_t>;

units add(account_index& to, made::made_column const& keys) {
    units made(static_cast<std::size_t>(keys.view.length), 7);
    to.add(keys.view, keys.view.length, made.data());
    return made;
}
units find(account_index const& in, made::made_column const& keys) {
    units made(static_cast<std::size_t>(keys.view.length), 7);
    in.find(keys.view, keys.view.length, made.data());
    return made;
}

}  // namespace

TEST_CASE("an integer, its digits, and an entry of a dictionary name the same account") {
    account_index all;
    CHECK(add(all, made::fixed<std::int64_t>(layout::int64, {7, 9, 7, -3}, 3)) == units{0, 1, 0, 2});
    CHECK(add(all, made::texts({"9", "7", "-3", " 7 ", "8"}, 2)) == units{1, 0, 2, 0, 3});
    CHECK(add(all, made::fixed<std::uint8_t>(layout::uint8, {8, 9})) == units{3, 1});
    auto const entries = made::texts({"9", "unused", "7"});
    CHECK(add(all, made::dictionary<std::int8_t>(layout::int8, {2, 0, std::nullopt, 2}, entries, 1)) ==
          units{0, 1, no_unit, 0});
    auto const numbers = made::fixed<std::int32_t>(layout::int32, {8, 70});
    CHECK(find(all, made::dictionary<std::uint16_t>(layout::uint16, {0, 1}, numbers)) == units{3, no_unit});
    CHECK(all.size() == 4);
    CHECK(all.key(2) == "-3");
}

TEST_CASE("what does not read back as it is written is a text: 07 is not 7") {
    account_index all;
    CHECK(add(all, made::texts({"7", "07", "+7", "-0", "0", "7.0", "A 7", "9223372036854775808"})) ==
          units{0, 1, 2, 3, 4, 5, 6, 7});
    CHECK(all.key(1) == "07");
    CHECK(all.key(7) == "9223372036854775808");
}

TEST_CASE("integers beyond the largest signed one are the accounts of their digits") {
    account_index all;
    auto const largest = std::numeric_limits<std::uint64_t>::max();
    CHECK(add(all, made::fixed<std::uint64_t>(layout::uint64, {largest, 5, largest})) == units{0, 1, 0});
    CHECK(all.key(0) == "18446744073709551615");
    CHECK(all.find("18446744073709551615") == 0);
    CHECK(all.find("-1") == no_unit);
}

TEST_CASE("a null, an empty text and blanks name no account") {
    account_index all;
    CHECK(add(all, made::texts({std::nullopt, "", "  ", "x"})) == units{no_unit, no_unit, no_unit, 0});
    CHECK(add(all, made::fixed<std::int64_t>(layout::int64, {std::nullopt, 4})) == units{no_unit, 1});
    CHECK(add(all, made::booleans({true, false})) == units{no_unit, no_unit});
    CHECK(all.size() == 2);
}

TEST_CASE("a whole float names the account of its digits: integers with a gap often come so") {
    account_index all;
    double const none = std::numeric_limits<double>::quiet_NaN(), beyond = 9007199254740992.0;
    CHECK(add(all, made::fixed<double>(layout::float64, {5.0, std::nullopt, 7.0, 5.0, -0.0}, 1)) ==
          units{0, no_unit, 1, 0, 2});
    CHECK(add(all, made::texts({"5", "7", "0"})) == units{0, 1, 2});
    CHECK(add(all, made::fixed<float>(layout::float32, {7.0F, 8.0F})) == units{1, 3});
    CHECK(add(all, made::fixed<double>(layout::float64, {none, 5.5, 1e300, beyond, beyond - 1})) ==
          units{no_unit, no_unit, no_unit, no_unit, 4});
    CHECK(find(all, made::fixed<double>(layout::float64, {7.0, 9.0})) == units{1, no_unit});
    auto const entries = made::fixed<double>(layout::float64, {5.0, 7.0});
    CHECK(find(all, made::dictionary<std::int8_t>(layout::int8, {1, 0}, entries)) == units{1, 0});
}

TEST_CASE("finding adds nothing") {
    account_index all;
    CHECK(all.find("1") == no_unit);
    CHECK(find(all, made::fixed<std::int64_t>(layout::int64, {0, 1})) == units{no_unit, no_unit});
    CHECK(all.size() == 0);
    CHECK(all.add("1") == 0);
    CHECK(all.find(" 1 ") == 0);
    CHECK(all.find("2") == no_unit);
}

TEST_CASE("keys that count up and keys that do not are all found again") {
    std::mt19937_64 draw(5);
    for (auto const stray : {0, 1, 3}) {
        account_index all;
        std::map<std::string, std::uint32_t> known;
        for (std::int64_t i = 0; i < 5000; ++i) {
            auto key = std::to_string(i - 100);
            if (stray != 0 && i > 1000 && draw() % 4 < static_cast<unsigned>(stray))
                key = draw() % 2 == 0 ? "K" + std::to_string(draw() % 500)
                                      : std::to_string(static_cast<std::int64_t>(draw()));
            auto const unit = all.add(key);
            auto const [at, is_new] = known.emplace(key, unit);
            REQUIRE(at->second == unit);
            if (is_new) REQUIRE(unit + 1 == all.size());
        }
        for (auto const& [key, unit] : known) {
            REQUIRE(all.find(key) == unit);
            REQUIRE(all.key(unit) == key);
        }
        CHECK(all.find("999999") == no_unit);
    }
}
