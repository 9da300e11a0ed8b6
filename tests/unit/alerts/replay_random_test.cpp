// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random machines and facts: batch, steps and a plain reading of the rules say the same, in any order of
// units and in any number of threads.
#include <tramo/alerts/replay.hpp>

#include <algorithm>
#include <numeric>
#include <random>

#include <catch2/catch.hpp>

#include "plain_reading.hpp"
#include "story.hpp"

using namespace tramo_test;
using kind = alerts::signal::kind;

namespace {

class dice {
public:
    explicit dice(std::uint64_t seed) : engine_(seed) {}
    std::size_t roll(std::size_t sides) { return static_cast<std::size_t>(engine_() % sides); }
    bool one_in(std::size_t sides) { return roll(sides) == 0; }

private:
    std::mt19937_64 engine_;
};

constexpr std::uint32_t event_types = 5;

std::vector<alerts::cause> random_causes(dice& random) {
    std::vector<alerts::cause> made(1 + random.roll(2));
    for (auto& one : made)
        one = {static_cast<std::uint32_t>(random.roll(event_types)),
               static_cast<std::int32_t>(random.roll(4)) - 1};
    return made;
}

alerts::transition random_transition(dice& random, std::size_t most, std::size_t slots) {
    values from;
    for (std::size_t value = 0; value <= most; ++value)
        if (random.one_in(3)) from.push_back(static_cast<state_number>(value));
    auto made = leads(from, static_cast<state_number>(random.roll(most + 1)));
    if (random.one_in(12)) made.what = alerts::effect::restore;
    if (made.what == alerts::effect::restore || random.roll(5) < 3) {
        made.causes = random_causes(random);
    } else if (slots != 0 && random.one_in(2)) {
        made.when = alerts::transition::trigger::deadline;
        made.slot = static_cast<std::uint32_t>(random.roll(slots));
    } else {
        made.when = alerts::transition::trigger::after;
        made.days = 1 + static_cast<std::int64_t>(random.roll(20));
    }
    return made;
}

/// What kind of machine a random one is to be.
enum class kinds { without_timers, timed, with_deadlines, ladder };

alerts::machine random_machine(dice& random, kinds what) {
    auto made = states(1 + random.roll(6));
    auto const has_slots = what == kinds::with_deadlines || what == kinds::ladder;
    made.slots.resize(has_slots ? 1 + random.roll(3) : 0);
    for (auto& slot : made.slots) {
        slot.event = static_cast<std::uint32_t>(random.roll(event_types));
        if (random.one_in(2)) slot.disarmed_by = random_causes(random);
    }
    made.without_skipping = what == kinds::ladder;
    made.clears_by_hand = !random.one_in(3);
    made.needs_confirmation = random.one_in(2);
    for (std::size_t value = 1; value <= made.states.size(); ++value)
        if (random.one_in(2)) made.raised_by_hand.push_back(static_cast<state_number>(value));
    for (auto left = 3 + random.roll(8); left > 0; --left) {
        auto one = random_transition(random, made.states.size(), made.slots.size());
        if (what == kinds::without_timers && one.when != alerts::transition::trigger::on) continue;
        made.transitions.push_back(std::move(one));
    }
    return made;
}

alerts::signal random_signal(dice& random, std::size_t most) {
    if (random.roll(4) != 0)
        return event(static_cast<std::uint32_t>(random.roll(event_types)), random.roll(8));
    constexpr kind kinds_of_hand[] = {kind::raise,  kind::clear,    kind::confirm,
                                      kind::cancel, kind::boundary, kind::nothing};
    return hand(kinds_of_hand[random.roll(6)], static_cast<state_number>(random.roll(most + 1)),
                random.one_in(6) ? 1 : 0);
}

/// In order of time; units at random.
story random_story(dice& random, alerts::machine machine, std::size_t units, std::size_t count) {
    story made{std::move(machine)};
    made.units = units;
    auto moment = at(static_cast<std::int64_t>(random.roll(30'000)) - 10'000);
    auto const gap = 200 * alerts::micros_of_day / static_cast<std::int64_t>(count);
    for (auto number = 2 + random.roll(30); number > 0; --number)
        made.signals.push_back(random_signal(random, made.machine.states.size()));
    for (std::size_t i = 0; i < count; ++i) {
        if (!random.one_in(4))
            moment += static_cast<std::int64_t>(random.roll(static_cast<std::size_t>(2 * gap)));
        std::vector<std::int64_t> sets(made.machine.slots.size());
        for (auto& one : sets) {
            auto const day = moment / alerts::micros_of_day + static_cast<std::int64_t>(random.roll(30)) - 8;
            one = random.one_in(6) ? never : at(day);
        }
        made.add_number(moment, random.roll(made.signals.size()), sets,
                        static_cast<std::uint32_t>(random.roll(units)));
    }
    return made;
}

std::vector<std::int64_t> sets_of(story const& of, std::size_t row) {
    std::vector<std::int64_t> sets;
    for (auto const& slot : of.deadlines) sets.push_back(slot[row]);
    return sets;
}

/// Rows of the units in order, each unit's in theirs.
std::vector<std::size_t> by_unit(story const& of) {
    std::vector<std::size_t> rows(of.unit.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t one, std::size_t other) { return of.unit[one] < of.unit[other]; });
    return rows;
}

story rearranged(story const& from, std::vector<std::size_t> const& rows) {
    story made{from.machine, from.signals};
    made.units = from.units;
    for (auto const row : rows)
        made.add_number(from.happened[row], from.signal[row], sets_of(from, row), from.unit[row]);
    return made;
}

void check_same(alerts::replayed const& one, alerts::replayed const& other) {
    CHECK(one.changes == other.changes);
    CHECK(one.packed == other.packed);
    CHECK(one.times == other.times);
    CHECK(one.deadlines == other.deadlines);
}

void check_against_plain_reading(story const& of, std::int64_t until, alerts::replayed const& all) {
    std::vector<change> changes;
    auto const rows = by_unit(of);
    auto next = rows.begin();
    for (std::uint32_t unit = 0; unit < of.units; ++unit) {
        plain_reading reading(of.machine, unit);
        for (; next != rows.end() && of.unit[*next] == unit; ++next)
            reading.hear(of.signals[of.signal[*next]], of.happened[*next], static_cast<std::uint32_t>(*next),
                         sets_of(of, *next));
        if (until != INT64_MIN) reading.pass(until - 1, INT64_MIN);
        CHECK(all.at(unit) == reading.where);
        changes.insert(changes.end(), reading.changes.begin(), reading.changes.end());
    }
    CHECK(all.changes == changes);
}

void check_against_steps(story const& of, std::int64_t until, alerts::replayed const& all) {
    std::vector<change> changes;
    auto const rows = by_unit(of);
    auto next = rows.begin();
    for (std::uint32_t unit = 0; unit < of.units; ++unit) {
        alerts::standing where;
        where.deadlines.assign(of.machine.slots.size(), never);
        auto const first = changes.size();
        for (; next != rows.end() && of.unit[*next] == unit; ++next) {
            auto const sets = sets_of(of, *next);
            auto const before = changes.size();
            alerts::step(of.machine, 0, of.signals[of.signal[*next]], of.happened[*next], sets.data(), where,
                         changes);
            for (auto i = before; i < changes.size(); ++i)
                if (changes[i].row != change::no_row) changes[i].row = static_cast<std::uint32_t>(*next);
        }
        alerts::advance(of.machine, until, where, changes);
        for (auto i = first; i < changes.size(); ++i) changes[i].unit = unit;
        CHECK(all.at(unit) == where);
    }
    CHECK(all.changes == changes);
}

}  // namespace

TEST_CASE("batch, steps and a plain reading of random machines agree", "[alerts][random]") {
    auto const what = GENERATE(kinds::without_timers, kinds::timed, kinds::with_deadlines, kinds::ladder);
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(static_cast<int>(what), seed);
        dice random(seed);
        auto const s = random_story(random, random_machine(random, what), 1 + random.roll(20), 300);
        auto const until = random.one_in(3) ? INT64_MIN : s.happened.back() + at(20);
        auto const all = s.until(until);
        check_against_plain_reading(s, until, all);
        check_against_steps(s, until, all);
    }
}

TEST_CASE("facts in order of units and in order of time give the same", "[alerts][random]") {
    auto const what = GENERATE(kinds::without_timers, kinds::timed, kinds::with_deadlines);
    dice random(static_cast<std::uint64_t>(what) + 11);
    auto const mixed = random_story(random, random_machine(random, what), 50'000, 120'000);
    auto const rows = by_unit(mixed);
    auto const until = mixed.happened.back() + at(9);
    auto const all = mixed.until(until);
    auto grouped = rearranged(mixed, rows).until(until);
    for (auto& one : grouped.changes)
        if (one.row != change::no_row) one.row = static_cast<std::uint32_t>(rows[one.row]);
    check_same(all, grouped);
    check_against_plain_reading(mixed, until, all);
}

TEST_CASE("two and five threads give what one gives", "[alerts][random]") {
    auto const what = GENERATE(kinds::without_timers, kinds::timed, kinds::ladder);
    auto const units = GENERATE(std::size_t{3}, std::size_t{700}, std::size_t{70'000});
    dice random(units + static_cast<std::uint64_t>(what));
    auto const s = random_story(random, random_machine(random, what), units, 90'000);
    auto const until = s.happened.back() + at(3);
    auto const all = s.until(until);
    check_same(all, s.replay({until, 2, false}));
    check_same(all, s.replay({until, 5, false}));
    auto const states_only = s.replay({until, 3, true});
    for (std::size_t unit = 0; unit < units; ++unit) REQUIRE(states_only.value(unit) == all.value(unit));
}

TEST_CASE("facts put in order once serve any number of machines", "[alerts][random]") {
    dice random(5);
    auto const s = random_story(random, random_machine(random, kinds::timed), 40'000, 60'000);
    alerts::ordered_facts const ordered(s.facts(), 2);
    for (auto const what : {kinds::without_timers, kinds::timed}) {
        auto other = s;
        other.machine = random_machine(random, what);
        check_same(alerts::replay(other.machine, 0, s.signals, ordered, nullptr, nullptr, {}),
                   other.replay());
    }
}

TEST_CASE("sixty thousand signals are told apart", "[alerts][random]") {
    dice random(7);
    auto s = random_story(random, random_machine(random, kinds::timed), 20'000, 1);
    s.signals.clear();
    for (std::uint32_t i = 0; i < 60'000; ++i) s.signals.push_back(event(i % 7, i));
    for (int i = 0; i < 60'000; ++i)
        s.add_number(s.happened.back() + at(0, 1), random.roll(60'000), {},
                     static_cast<std::uint32_t>(random.roll(s.units)));
    s.signal[0] = 0;
    auto const until = s.happened.back() + at(9);
    check_against_plain_reading(s, until, s.until(until));
}

TEST_CASE("a replay that goes on from an earlier one ends where one from the beginning does",
          "[alerts][random]") {
    auto const what = GENERATE(kinds::without_timers, kinds::timed, kinds::with_deadlines, kinds::ladder);
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(static_cast<int>(what), seed);
        dice random(seed + 1000);
        auto const s = random_story(random, random_machine(random, what), 30, 400);
        std::vector<std::size_t> rows(s.unit.size());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        auto const cut = rows.begin() + static_cast<std::ptrdiff_t>(random.roll(rows.size()));
        auto const before = rearranged(s, {rows.begin(), cut}).replay();
        std::vector<alerts::standing> base;
        for (std::size_t unit = 0; unit < s.units; ++unit) base.push_back(before.at(unit));
        auto const all = s.until(s.happened.back());
        auto const rest = rearranged(s, {cut, rows.end()}).replay({s.happened.back(), 1, false}, &base);
        for (std::size_t unit = 0; unit < s.units; ++unit) CHECK(rest.at(unit) == all.at(unit));
        CHECK(before.changes.size() + rest.changes.size() == all.changes.size());
    }
}
