// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Indicators: strategies that conditions may ask for.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using namespace tramo;
using tramo::testing::checked_policy;
using tramo::testing::definition_named;
using tramo::testing::meaning_of;
using tramo::testing::read_policy;

namespace {

std::string const indicator =
    "indicator level \"Level\" {\n  case high \"Very high\" if days > 90\n  case middle if days > 30\n"
    "  rest low \"Low\"\n}\n";

checked_policy policy(std::string const& text) {
    return read_policy("tramo 1 en\nfield days : integer\nfield name : text\n" + text);
}

std::vector<std::string> codes(std::string const& text) {
    return policy(text).codes();
}

using strings = std::vector<std::string>;

}  // namespace

TEST_CASE("an indicator is a definition with values, and a column of results") {
    auto const read = policy(indicator);
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const& level = definition_named(read.policy, "level");
    CHECK_FALSE(level.is_segment);
    CHECK_FALSE(level.may_be_unknown);
    CHECK(level.label == "Level");
    auto const& meaning = meaning_of(read.policy, "level");
    CHECK(meaning.what == operation::choice);
    REQUIRE(meaning.operands.size() == 2);
    REQUIRE(meaning.type.values.size() == 3);
    CHECK(meaning.type.values[0].value == "high");
    CHECK(meaning.type.values[0].aliases == strings{"Very high"});
    CHECK(meaning.type.values[2].value == "low");
    REQUIRE(read.policy.strategies.size() == 1);
    auto const& column = read.policy.strategies[0];
    CHECK(column.is_indicator);
    REQUIRE(column.versions.at(0).queues.size() == 3);
    CHECK(column.versions[0].queues[1].condition.id == meaning.operands[1].id);
    CHECK(column.versions[0].queues[1].rule_id == "level.middle");
}

TEST_CASE("conditions compare an indicator with its cases, without quotes") {
    for (auto const* condition : {"level = high", "low = level", "level != middle", "level in (high, low)",
                                  "level not in (high)", "level = \"Very high\"", "also = high"}) {
        auto const read =
            policy(indicator + "value also = level\nsegment it = " + std::string(condition) + "\n");
        INFO(read.rendering());
        CHECK(read.found.empty());
    }
    CHECK(codes(indicator + "segment it = level = hihg\n") == strings{"T3004"});
    CHECK(codes(indicator + "segment it = level > high\n") == strings{"T2031"});
    CHECK(codes(indicator + "segment it = level = name\n") == strings{"T2031"});
    CHECK(codes(indicator + "segment it = level\n") == strings{"T2002"});
}

TEST_CASE("indicators use segments and other indicators, and not themselves") {
    auto const read = policy(
        "indicator outer { case a if level = high and late\n rest b\n}\nsegment late = level != low\n" +
        indicator);
    INFO(read.rendering());
    REQUIRE(read.found.empty());
    auto const place = [&](std::string_view name) {
        auto const& order = read.policy.order;
        return std::find_if(order.begin(), order.end(),
                            [&](auto index) { return read.policy.definitions[index].name == name; }) -
               order.begin();
    };
    CHECK(place("level") < place("late"));
    CHECK(place("late") < place("outer"));
    CHECK(codes("indicator a { case x if b\n rest y\n}\nsegment b = a = x\n") == strings{"T3003"});
}

TEST_CASE("an indicator holds always") {
    CHECK(codes("indicator a from 2026-01-01 { case x if days > 3\n rest y\n}\n") == strings{"T4020"});
    CHECK(codes("indicator a { case x inactive if days > 3\n rest y\n}\n") == strings{"T4020"});
}

TEST_CASE("names of an indicator and of its cases are taken once") {
    CHECK(codes(indicator + "segment level = days > 3\n") == strings{"T3002"});
    CHECK(codes("indicator a { case x if days > 3\n case x if days > 2\n rest y\n}\n") == strings{"T3002"});
    CHECK(codes("indicator a { case x if days > 3\n case X if days > 2\n rest y\n}\n") == strings{"T3009"});
    CHECK(codes(indicator + "strategy level { queue q if days > 3\n rest r\n}\n") ==
          strings{"T3002", "T3002"});
}

TEST_CASE("a case that is never reached is reported") {
    auto const read = policy("indicator a { case x if days > 3\n case y if days > 5\n rest z\n}\n");
    REQUIRE(read.codes() == strings{"T4002"});
    CHECK(read.found[0].message == "case `y` is never reached");
}

TEST_CASE("a strategy is no value") {
    CHECK(codes("strategy s { queue q if days > 3\n rest r\n}\nsegment it = s = \"q\"\n") ==
          strings{"T3001"});
}
