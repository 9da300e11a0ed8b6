// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Each rule by which facts and time lead from state to state.
#include <tramo/alerts/replay.hpp>

#include <catch2/catch.hpp>

#include "story.hpp"

using namespace tramo_test;
using kind = alerts::signal::kind;

namespace {

constexpr state_number refuses = 1, cannot = 2;
constexpr std::uint32_t said_refuses = 0, said_cannot = 1, promised = 2, paid = 3, other = 5;

/// The article's machine.
alerts::machine payment_problem() {
    auto made = states(2);
    made.transitions = {on({said_refuses}, {}, refuses), on({said_cannot}, {}, cannot),
                        on({promised, paid}, {refuses, cannot}, no_alert)};
    made.clears_by_hand = true;
    made.needs_confirmation = true;
    made.raised_by_hand = {refuses};
    return made;
}

alerts::machine timed() {
    auto made = payment_problem();
    made.transitions.push_back(after(30, {cannot}, refuses));
    return made;
}

/// A promise's day is slot 0; a payment takes it back.
alerts::machine promise_watch(values from = {}) {
    auto made = states(2);
    made.transitions = {on({said_cannot}, {}, cannot), deadline(0, std::move(from), refuses)};
    made.slots = {{promised, 0, {{paid, -1}}}};
    return made;
}

}  // namespace

TEST_CASE("cannot pay, then a promise to pay: the alert is cleared (V-06)", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), event(said_cannot));
    CHECK(s.value() == cannot);
    s.add(at(2), event(promised));
    auto const all = s.replay();
    CHECK(all.value(0) == no_alert);
    CHECK(all.at(0) == alerts::standing{no_alert, false, at(2), 1, {}});
    CHECK(all.changes ==
          std::vector<change>{{at(1), 0, 0, 1, no_alert, cannot}, {at(2), 0, 1, 2, cannot, no_alert}});
}

TEST_CASE("refinancing, then a payment: an alert that no payment clears is kept (V-07)", "[alerts]") {
    auto machine = states(1);
    machine.transitions = {on({other}, {}, 1)};
    machine.clears_by_hand = true;
    story s{machine};
    s.add(at(1), event(other)).add(at(2), event(paid));
    CHECK(s.value() == 1);
}

TEST_CASE("values of one machine exclude each other, and the last one wins", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), event(said_refuses)).add(at(2), event(said_cannot));
    CHECK(s.value() == cannot);
    CHECK(s.replay().at(0).times == 1);
}

TEST_CASE("an event that leads to where a unit is changes nothing, not even since when", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), event(said_cannot)).add(at(5), event(said_cannot));
    CHECK(s.replay().at(0).since == at(1));
    CHECK(told(s.replay().changes) == "1:0>2");
}

TEST_CASE("of two transitions that could fire, the first written does", "[alerts]") {
    auto machine = states(2);
    machine.transitions = {on_guard(0, 3, 1), on({0}, {}, 2)};
    story with{machine}, without{machine};
    CHECK(with.add(at(1), event(0, 1U << 3)).value() == 1);
    CHECK(without.add(at(1), event(0, 1U << 2)).value() == 2);
}

TEST_CASE("the first transition decides even where it leads to the state at hand or restores", "[alerts]") {
    auto machine = states(2);
    machine.transitions = {on({0}, {1}, 1), on({0}, {}, 2), on({0}, {2}, 1), on({1}, {}, no_alert),
                           on({1}, {}, 1)};
    machine.transitions[3].what = alerts::effect::restore;
    story stays{machine};
    machine.transitions[0].target = 2;
    story s{machine};
    CHECK(s.add(at(1), event(0)).add(at(2), event(0)).value() == 2);
    CHECK(s.add(at(3), event(1)).value() == 2);
    stays.machine.raised_by_hand = {1};
    CHECK(stays.add(at(1), hand(kind::raise, 1)).add(at(2), event(0)).value() == 1);
}

TEST_CASE("a state is entered only from those that are named, none among them", "[alerts]") {
    auto machine = states(2);
    machine.transitions = {on({0}, {no_alert}, 1), on({1}, {no_alert}, 2)};
    story s{machine};
    CHECK(s.add(at(1), event(0)).add(at(2), event(1)).value() == 1);
}

TEST_CASE("a clear by hand waits for its confirmation", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), event(said_cannot)).add(at(2), hand(kind::clear)).add(at(3), hand(kind::clear));
    CHECK(s.replay().at(0) == alerts::standing{cannot, true, at(1), 1, {}});
    CHECK(s.replay().changes.back() == change{at(2), 0, 1, change::asked, cannot, cannot});
    s.add(at(4), hand(kind::confirm));
    CHECK(s.replay().at(0) == alerts::standing{no_alert, false, at(4), 1, {}});
    CHECK(s.replay().changes.back() == change{at(4), 0, 3, change::by_hand, cannot, no_alert});
}

TEST_CASE("a clear that is cancelled cannot be confirmed", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), event(said_cannot)).add(at(2), hand(kind::clear)).add(at(3), hand(kind::cancel));
    CHECK(s.replay().changes.back() == change{at(3), 0, 2, change::cancelled, cannot, cannot});
    s.add(at(4), hand(kind::confirm)).add(at(5), hand(kind::cancel));
    CHECK(s.replay().at(0) == alerts::standing{cannot, false, at(1), 1, {}});
    CHECK(s.replay().changes.size() == 3);
}

TEST_CASE("a change of value ends the wait for a confirmation", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), event(said_cannot)).add(at(2), hand(kind::clear)).add(at(3), event(said_refuses));
    s.add(at(4), hand(kind::confirm));
    CHECK(s.replay().at(0) == alerts::standing{refuses, false, at(3), 1, {}});
}

TEST_CASE("a clear by hand clears at once where no confirmation is needed", "[alerts]") {
    story s{payment_problem()};
    s.machine.needs_confirmation = false;
    s.add(at(1), event(said_cannot)).add(at(2), hand(kind::clear));
    CHECK(s.value() == no_alert);
}

TEST_CASE("none cannot be cleared by hand, and nothing where the machine does not allow it", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), hand(kind::clear)).add(at(2), hand(kind::confirm));
    CHECK(s.replay().changes.empty());
    s.machine.clears_by_hand = false;
    s.add(at(3), event(said_cannot)).add(at(4), hand(kind::clear)).add(at(5), hand(kind::confirm));
    CHECK(s.value() == cannot);
}

TEST_CASE("a hand raises only states that may be raised by hand", "[alerts]") {
    story s{payment_problem()};
    CHECK(s.add(at(1), hand(kind::raise, cannot)).value() == no_alert);
    CHECK(s.add(at(2), hand(kind::raise, refuses)).value() == refuses);
    CHECK(s.replay().changes.back().transition == change::by_hand);
}

TEST_CASE("what a hand does to another machine changes nothing", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), hand(kind::raise, refuses, 1));
    CHECK(s.replay().changes.empty());
}

TEST_CASE("a boundary is noted and changes nothing", "[alerts]") {
    story s{timed()};
    s.add(at(1), event(said_cannot)).add(at(40), hand(kind::boundary)).add(at(41), hand(kind::nothing));
    CHECK(told(s.replay().changes) == "1:0>2 31:2>1! 40:1>1");
    CHECK(s.replay().changes.back().transition == change::boundary);
    CHECK(s.replay().at(0).since == at(31));
}

TEST_CASE("days in a state count from the beginning of the day on which it was entered", "[alerts]") {
    story s{timed()};
    s.add(at(1, 23), event(said_cannot));
    CHECK(s.until(at(31)).value(0) == cannot);
    auto const all = s.until(at(31) + 1);
    CHECK(all.at(0).since == at(31));
    CHECK(all.changes.back() == change{at(31), 0, change::no_row, 3, cannot, refuses});
}

TEST_CASE("days in a state count from its beginning before 1970 too", "[alerts]") {
    story s{timed()};
    s.add(at(-100, 23), event(said_cannot));
    CHECK(s.until(at(-70)).value(0) == cannot);
    CHECK(s.until(at(-70) + 1).at(0).since == at(-70));
}

TEST_CASE("a timer fires before an event of the same moment", "[alerts]") {
    story s{timed()};
    s.add(at(1), event(said_cannot)).add(at(31), event(paid));
    CHECK(told(s.replay().changes) == "1:0>2 31:2>1! 31:1>0");
}

TEST_CASE("an event just before a timer keeps it from firing", "[alerts]") {
    story s{timed()};
    s.add(at(1), event(said_cannot)).add(at(31) - 1, event(paid));
    CHECK(told(s.until(never).changes) == "1:0>2 30:2>0");
}

TEST_CASE("timers fire one after the other, each at its own moment", "[alerts]") {
    auto machine = states(3);
    machine.transitions = {on({0}, {}, 1), after(2, {1}, 2), after(3, {2}, 3), after(4, {3}, no_alert)};
    story s{machine};
    s.add(at(10, 5), event(0)).add(at(100), event(other));
    CHECK(told(s.replay().changes) == "10:0>1 12:1>2! 15:2>3! 19:3>0!");
    CHECK(told(s.until(at(15)).changes) == told(s.replay().changes));
}

TEST_CASE("of two timers due at the same moment, the first written fires", "[alerts]") {
    auto machine = states(3);
    machine.transitions = {on({0}, {}, 1), after(5, {1}, 2), after(5, {1}, 3)};
    machine.slots = {{0, 0, {}}};
    machine.transitions.push_back(deadline(0, {1}, 3));
    story s{machine};
    CHECK(s.add(at(1), event(0), {at(6)}).until(at(7)).value(0) == 2);
    std::swap(s.machine.transitions[1], s.machine.transitions[3]);
    CHECK(s.until(at(7)).value(0) == 3);
}

TEST_CASE("no time in none counts before the first change", "[alerts]") {
    auto machine = states(1);
    machine.transitions = {after(5, {no_alert}, 1), on({0}, {1}, no_alert)};
    machine.raised_by_hand = {1};
    story s{machine};
    s.add(at(100), event(other));
    CHECK(s.until(at(200)).changes.empty());
    s.add(at(200), hand(kind::raise, 1)).add(at(201), event(0));
    CHECK(told(s.until(at(207)).changes) == "200:0>1 201:1>0 206:0>1!");
    CHECK(s.until(at(207)).at(0).times == 2);
}

TEST_CASE("timers of no days fire at once and never for ever", "[alerts]") {
    auto machine = states(2);
    machine.transitions = {on({0}, {no_alert}, 1), after(0, {1}, 2)};
    story s{machine};
    CHECK(told(s.add(at(3, 7), event(0)).replay().changes) == "3:0>1 3:1>2!");
    CHECK(s.replay().at(0).since == at(3, 7));
    s.machine.transitions.push_back(after(0, {2}, 1));
    CHECK(s.replay().changes.size() < 10);
}

TEST_CASE("a deadline that passes without its event fires on its day", "[alerts]") {
    story s{promise_watch()};
    s.add(at(1), event(promised), {at(9)});
    CHECK(s.until(at(9)).value(0) == no_alert);
    auto const all = s.until(at(10));
    CHECK(told(all.changes) == "9:0>1!");
    CHECK(all.at(0).deadlines == std::vector<std::int64_t>{never});
}

TEST_CASE("a promise kept on the last day fires no deadline", "[alerts]") {
    story s{promise_watch()};
    s.add(at(1), event(promised), {at(9)}).add(at(9) - 1, event(paid));
    CHECK(s.until(never).changes.empty());
}

TEST_CASE("a later promise moves the deadline, and one without a day takes it back", "[alerts]") {
    story s{promise_watch()};
    s.add(at(1), event(promised), {at(9)}).add(at(5), event(promised), {at(20)});
    CHECK(told(s.until(never).changes) == "20:0>1!");
    s.add(at(6), event(promised), {never});
    CHECK(s.until(never).changes.empty());
}

TEST_CASE("a deadline waits for a state that allows it", "[alerts]") {
    story s{promise_watch({cannot})};
    s.add(at(1), event(promised), {at(9)});
    CHECK(s.until(at(50)).changes.empty());
    CHECK(s.until(at(50)).at(0).deadlines.front() == at(9));
    s.add(at(30), event(said_cannot));
    CHECK(told(s.until(at(50)).changes) == "30:0>2 30:2>1!");
}

TEST_CASE("a deadline that lies back when it is set fires at the event", "[alerts]") {
    story s{promise_watch()};
    s.add(at(10, 8), event(promised), {at(9)});
    CHECK(s.replay().changes == std::vector<change>{{at(10, 8), 0, change::no_row, 1, no_alert, refuses}});
}

TEST_CASE("a deadline that leads to the state at hand stays set", "[alerts]") {
    story s{promise_watch()};
    s.machine.raised_by_hand = {refuses};
    s.add(at(1), hand(kind::raise, refuses)).add(at(2), event(promised), {at(9)});
    CHECK(s.until(at(20)).at(0).deadlines.front() == at(9));
}

TEST_CASE("an event takes deadlines back, then moves the state, then sets its own", "[alerts]") {
    auto machine = states(2);
    machine.transitions = {on({promised}, {}, cannot), deadline(0, {cannot}, refuses)};
    machine.slots = {{promised, 0, {{promised, -1}}}};
    story s{machine};
    s.add(at(1), event(promised), {at(4)}).add(at(2), event(promised), {at(8)});
    CHECK(told(s.until(at(9)).changes) == "1:0>2 8:2>1!");
}

TEST_CASE("facts are not kept from being heard by an earlier until", "[alerts]") {
    story s{timed()};
    s.add(at(1), event(said_cannot)).add(at(50), event(said_cannot));
    CHECK(told(s.until(at(10)).changes) == "1:0>2 31:2>1! 50:1>2");
}

TEST_CASE("a replay goes on from where units stood", "[alerts]") {
    story s{timed()};
    s.units = 3;
    s.add(at(60), event(said_cannot), {}, 1);
    std::vector<alerts::standing> const base = {{cannot, true, at(20), 4, {}},
                                                {no_alert, false, at(5), 2, {}}};
    auto const all = s.replay({at(51), 1, false}, &base);
    CHECK(all.at(0) == alerts::standing{refuses, false, at(50), 4, {}});
    CHECK(all.at(1) == alerts::standing{cannot, false, at(60), 3, {}});
    CHECK(all.at(2) == alerts::standing{});
    CHECK(told(all.changes) == "50:2>1! 60:0>2");
}

TEST_CASE("the row that a fact names is the row of its change", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), event(said_cannot), {}, 1).add(at(1), event(said_refuses), {}, 0);
    std::vector<std::uint32_t> const rows = {70, 80};
    auto named = s.facts();
    named.row = rows.data();
    alerts::ordered_facts const ordered(named);
    auto const all = alerts::replay(s.machine, 0, s.signals, ordered, nullptr, nullptr, {});
    REQUIRE(all.changes.size() == 2);
    CHECK(all.changes[0].row == 80);
    CHECK(all.changes[1].row == 70);
}

TEST_CASE("moments of any year are kept to the microsecond", "[alerts]") {
    story s{timed()};
    auto const first = at(-719'162, 1) + 1, last = at(2'932'896, 23) + 7;
    s.add(first, event(said_refuses)).add(last, event(said_cannot), {}, 1);
    CHECK(s.replay().at(0).since == first);
    CHECK(s.replay().at(1).since == last);
    CHECK(s.until(never).at(1).since == at(2'932'926));
}

TEST_CASE("states alone are the states of the full replay", "[alerts]") {
    story s{payment_problem()};
    s.add(at(1), event(said_cannot), {}, 2).add(at(2), hand(kind::clear), {}, 2);
    s.add(at(2), event(said_refuses), {}, 0);
    auto const all = s.replay({INT64_MIN, GENERATE(1, 2), true});
    CHECK(all.changes.empty());
    CHECK(all.value(0) == refuses);
    CHECK(all.value(1) == no_alert);
    CHECK(all.at(2).clear_pending);
}

TEST_CASE("nothing happens where there are no facts", "[alerts]") {
    story s{timed()};
    CHECK(s.until(never).at(0) == alerts::standing{});
    s.units = 0;
    CHECK(s.until(never).packed.empty());
}

TEST_CASE("results are taken over unit by unit", "[alerts]") {
    story s{promise_watch()};
    s.add(at(1), event(promised), {at(9)}, 1).add(at(2'932'800), event(said_cannot), {}, 0);
    auto const all = s.replay();
    alerts::replayed copy;
    copy.prepare(3, all);
    copy.take(2, all, 1);
    copy.take(1, all, 0);
    CHECK(copy.at(2) == all.at(1));
    CHECK(copy.at(1) == all.at(0));
    CHECK(copy.at(0) == alerts::standing{no_alert, false, 0, 0, {never}});
}
