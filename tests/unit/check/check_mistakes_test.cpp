// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the number of mistakes found to the number made: each is reported, and none draws others after it.
#include <catch2/catch.hpp>

#include "unit/check/checked_policy.hpp"

using tramo::testing::read_policy;
using tramo::testing::read_value;

namespace {

std::string const fields = "field i : integer\nfield e : one of \"A\", \"B\"";

}  // namespace

TEST_CASE("a broken declaration is reported once, and its uses are not") {
    CHECK(
        read_policy("tramo 1 en\nfield a : mony\nsegment s = a > 3\nsegment r = a = \"x\" or s\n").codes() ==
        std::vector<std::string>{"T2001"});
    CHECK(read_policy("tramo 1 en\ncollection c { field a : mony }\nsegment s = sum(c.a) > 3\n"
                      "segment r = any(c where a > 5)\n")
              .codes() == std::vector<std::string>{"T2001"});
    CHECK(read_policy("tramo 1 en\nparameter p : mony = 3\nfield i : integer\nsegment s = i > p\n").codes() ==
          std::vector<std::string>{"T2001"});
    CHECK(read_policy("tramo 1 en\nfield i : integer\nsegment a = i >\nsegment b = a and i > 3\n").codes() ==
          std::vector<std::string>{"T1005"});
    CHECK(read_policy("tramo 1 en\nfield a : money(XXQ)\nsegment s = a > BRL 3\n").codes() ==
          std::vector<std::string>{"T3005"});
    CHECK(read_policy("tramo 1 en\nfield a : txt key valid cl_rut\nsegment s = a = \"x\"\n").codes() ==
          std::vector<std::string>{"T2001"});
}

TEST_CASE("a mistake in one part does not hide one in another") {
    CHECK(read_value(fields, "nothing > 3 and neither < 5 and not i").codes() ==
          std::vector<std::string>{"T3001", "T3001", "T2002"});
    CHECK(read_value(fields, "nothing in (nowhere, 1..neither)").codes() ==
          std::vector<std::string>{"T3001", "T3001", "T3001"});
    CHECK(read_value(fields, "max(nothing, neither) > 3").codes() ==
          std::vector<std::string>{"T3001", "T3001"});
}

TEST_CASE(
    "types that do not fit in a list are reported once for the list, values that do not exist one by one") {
    CHECK(read_value(fields, "i in (\"1\", \"2\", \"3\")").codes() == std::vector<std::string>{"T2031"});
    CHECK(read_value(fields, "e in (\"X\", \"Y\")").codes() == std::vector<std::string>{"T3004", "T3004"});
}

TEST_CASE("a strategy of more queues than can be numbered is refused") {
    auto const policy_of = [](int queues) {
        std::string text = "tramo 1 en\nfield i : integer\nstrategy s {\n";
        for (int q = 0; q < queues; ++q)
            text += "queue q" + std::to_string(q) + " if i = " + std::to_string(q) + "\n";
        return text + "rest r\n}\n";
    };
    CHECK(read_policy(policy_of(64'999)).codes().empty());
    CHECK(read_policy(policy_of(65'000)).codes() == std::vector<std::string>{"T1013"});
}

TEST_CASE("two open lists are not compared, by whatever name they go") {
    std::string const lists = "field a : one of \"A\" open\nfield b : one of \"A\" open\nvalue named = a";
    CHECK(read_value(lists, "a = b").codes() == std::vector<std::string>{"T2031"});
    CHECK(read_value(lists, "named = b").codes() == std::vector<std::string>{"T2031"});
    CHECK(read_value(lists, "named = \"A\"").codes().empty());
}
