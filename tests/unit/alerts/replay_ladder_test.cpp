// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Ladders: each rung on its own day, whatever moves the day from which they count.
#include <tramo/alerts/replay.hpp>

#include <catch2/catch.hpp>

#include "story.hpp"

using namespace tramo_test;
using kind = alerts::signal::kind;

namespace {

constexpr state_number warning = 1, blocked = 2, cancelled = 3;
constexpr std::uint32_t anchored = 0, paid_up = 1, disputed = 2;

/// Days of 2026 as days since 1970.
constexpr std::int64_t may(std::int64_t day) {
    return 20'573 + day;
}
constexpr std::int64_t june(std::int64_t day) {
    return 20'604 + day;
}

/// Overdue for 5, 7 and 11 days; a payment moves the day from which they count.
alerts::machine overdue() {
    auto made = states(3);
    made.without_skipping = true;
    made.slots = {{anchored, 0, {}}, {anchored, 1, {}}, {anchored, 2, {}}};
    made.transitions = {deadline(0, {}, warning), deadline(1, {}, blocked), deadline(2, {}, cancelled),
                        on({paid_up}, {}, no_alert)};
    made.clears_by_hand = true;
    made.raised_by_hand = {cancelled};
    return made;
}

std::vector<std::int64_t> from(std::int64_t day) {
    return {at(day + 5), at(day + 7), at(day + 11)};
}

}  // namespace

TEST_CASE("a partial payment moves the ladder, and it passes the warning again", "[alerts]") {
    story s{overdue()};
    s.add(at(may(31), 9), event(anchored), from(may(31)));
    s.add(at(june(6), 10), event(anchored), from(june(2)));
    auto const all = s.until(at(june(30)));
    CHECK(all.changes == std::vector<change>{{at(june(5)), 0, change::no_row, 0, no_alert, warning},
                                             {at(june(6), 10), 0, 1, change::moved, warning, no_alert},
                                             {at(june(7)), 0, change::no_row, 0, no_alert, warning},
                                             {at(june(9)), 0, change::no_row, 1, warning, blocked},
                                             {at(june(13)), 0, change::no_row, 2, blocked, cancelled}});
}

TEST_CASE("a late run passes all rungs on their own days", "[alerts]") {
    story s{overdue()};
    s.add(at(may(31)), event(anchored), from(may(31)));
    auto const rungs = [&](std::int64_t until) { return s.until(until).changes; };
    CHECK(rungs(at(june(5))).empty());
    auto const all = rungs(at(june(30)));
    REQUIRE(all.size() == 3);
    CHECK(all[0].happened == at(june(5)));
    CHECK(all[1].happened == at(june(7)));
    CHECK(all[2].happened == at(june(11)));
    CHECK(s.until(never).at(0).times == 1);
}

TEST_CASE("rungs that lie back are climbed at the event, one by one", "[alerts]") {
    story s{overdue()};
    s.add(at(june(8), 3), event(anchored), from(may(31)));
    auto const all = s.replay();
    REQUIRE(all.changes.size() == 2);
    CHECK(all.changes[0] == change{at(june(8), 3), 0, change::no_row, 0, no_alert, warning});
    CHECK(all.changes[1] == change{at(june(8), 3), 0, change::no_row, 1, warning, blocked});
}

TEST_CASE("a ladder falls to the highest rung that is still reached", "[alerts]") {
    story s{overdue()};
    s.add(at(may(20)), event(anchored), from(may(20)));
    s.add(at(june(8)), event(anchored), from(june(1)));
    auto const all = s.replay();
    CHECK(all.value(0) == blocked);
    CHECK(all.changes.back() == change{at(june(8)), 0, 1, change::moved, cancelled, blocked});
}

TEST_CASE("a ladder does not fall when its deadlines move and are still reached", "[alerts]") {
    story s{overdue()};
    s.add(at(may(20)), event(anchored), from(may(20)));
    s.add(at(june(30)), event(anchored), from(may(25)));
    CHECK(s.replay().changes.size() == 3);
    CHECK(s.replay().at(0).since == at(may(31)));
}

TEST_CASE("a deadline taken back makes a ladder fall", "[alerts]") {
    story s{overdue()};
    s.add(at(may(20)), event(anchored), from(may(20))).add(at(june(8)), event(anchored));
    CHECK(s.until(never).value(0) == no_alert);
}

TEST_CASE("a cleared ladder does not climb until an event sets its deadlines again", "[alerts]") {
    story s{overdue()};
    s.add(at(may(31)), event(anchored), from(may(31)));
    auto const clears = GENERATE(event(paid_up), hand(kind::clear));
    s.add(at(june(6)), clears);
    CHECK(s.until(never).value(0) == no_alert);
    CHECK(s.until(never).at(0).deadlines == std::vector<std::int64_t>{never, never, never});
    s.add(at(june(20)), event(anchored), from(june(20)));
    CHECK(s.until(at(june(26))).value(0) == warning);
}

TEST_CASE("a ladder that is cleared before its first rung does not climb", "[alerts]") {
    story s{overdue()};
    s.add(at(may(31)), event(anchored), from(may(31))).add(at(june(1)), event(paid_up));
    CHECK(s.until(never).changes.empty());
}

TEST_CASE("an event that clears a ladder and sets its deadlines leaves them set", "[alerts]") {
    story s{overdue()};
    s.machine.transitions.push_back(on({anchored}, {}, no_alert));
    s.add(at(may(20)), event(anchored), from(may(20))).add(at(june(8)), event(anchored), from(june(8)));
    CHECK(s.replay().value(0) == no_alert);
    CHECK(s.until(at(june(14))).value(0) == warning);
}

TEST_CASE("a rung that no deadline leads to is left when those below are no longer reached", "[alerts]") {
    story s{overdue()};
    s.machine.transitions[2] = on({disputed}, {}, cancelled);
    s.add(at(may(31)), event(anchored), from(may(31))).add(at(june(8)), event(disputed));
    auto below = s;
    s.add(at(june(9)), event(anchored), from(june(1)));
    CHECK(s.replay().value(0) == cancelled);
    below.add(at(june(9)), event(anchored), from(june(3)));
    CHECK(below.replay().value(0) == warning);
}

TEST_CASE("a rung raised by hand falls only when the deadlines move", "[alerts]") {
    story s{overdue()};
    s.add(at(may(31)), hand(kind::raise, cancelled)).add(at(june(1)), event(disputed));
    CHECK(s.until(never).value(0) == cancelled);
    s.add(at(june(2)), event(anchored), from(june(2)));
    CHECK(s.replay().value(0) == no_alert);
}

TEST_CASE("a ladder that time clears is over", "[alerts]") {
    story s{overdue()};
    s.machine.transitions.push_back(after(10, {cancelled}, no_alert));
    s.add(at(may(31)), event(anchored), from(may(31)));
    auto const all = s.until(never);
    CHECK(all.value(0) == no_alert);
    CHECK(all.changes.back().happened == at(june(21)));
    CHECK(all.changes.size() == 4);
}
