// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What can be said of a machine at a glance.
#include <tramo/alerts/machine.hpp>

#include <catch2/catch.hpp>

#include "story.hpp"

using namespace tramo_test;

TEST_CASE("a machine that only events move has no timers", "[alerts]") {
    auto made = states(2);
    made.transitions = {on({0}, {}, 1), on({1}, {1}, no_alert)};
    CHECK_FALSE(made.has_timers());
}

TEST_CASE("a time in a state and a deadline are timers", "[alerts]") {
    auto const timer = GENERATE(after(3, {1}, 2), deadline(0, {1}, 2));
    auto made = states(2);
    made.slots.resize(1);
    made.transitions = {on({0}, {}, 1), timer};
    CHECK(made.has_timers());
}

TEST_CASE("a machine restores when a transition does", "[alerts]") {
    auto made = states(1);
    made.transitions = {on({0}, {}, 1)};
    CHECK_FALSE(made.restores());
    made.transitions.push_back(on({1}, {}, no_alert));
    CHECK_FALSE(made.restores());
    made.transitions.back().what = alerts::effect::restore;
    CHECK(made.restores());
}
