// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts are a pure function of what happened: they agree with a slow reading, and neither the order of
// arrival, nor snapshots, nor repetition, nor threads change them.
#include <catch2/catch.hpp>

#include <array>

#include <tramo/alerts/replay.hpp>

#include "alert_trials.hpp"

using namespace tramo_test;

namespace {

tramo::alerts::signal signal_of(slow_alert const& what, tramo::alerts::machine const& machine,
                                slow_log const& log, std::size_t at) {
    using kind = tramo::alerts::signal::kind;
    auto const& event = *log[at];
    tramo::alerts::signal heard;
    heard.event = static_cast<std::uint32_t>(event.type);
    if (event.type < 0) {
        static constexpr std::array<kind, 4> kinds = {kind::raise, kind::clear, kind::confirm, kind::cancel};
        heard.what = kinds[static_cast<std::size_t>(event.hand.what)];
        heard.machine = static_cast<std::uint32_t>(event.hand.alert);
        heard.state = static_cast<tramo::alerts::state_number>(event.hand.state);
    }
    auto const note = [&](std::vector<tramo::alerts::cause> const& causes, auto const& guard) {
        for (auto const& cause : causes) {
            bool const is_it = static_cast<int>(cause.event) == event.type && cause.guard >= 0;
            if (is_it && holds(guard, log, at)) heard.guards |= std::uint64_t{1} << cause.guard;
        }
    };
    for (std::size_t i = 0; i < what.transitions.size(); ++i) {
        auto const& one = what.transitions[i];
        note(machine.transitions[i].causes, one.guard);
        if (one.trigger == slow_transition::when)
            note(machine.slots[machine.transitions[i].slot].disarmed_by, one.without_guard);
    }
    return heard;
}

std::vector<std::int64_t> deadlines_of(slow_alert const& what, slow_event const& event) {
    std::vector<std::int64_t> all;
    for (auto const& one : what.transitions)
        if (one.trigger == slow_transition::when)
            all.push_back(event.d ? (*event.d + one.days + (one.is_reached ? 0 : 1)) * slow_day
                                  : tramo::alerts::never);
    return all;
}

}  // namespace

TEST_CASE("alerts are what a slow reading of the same events says") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        dice draw(seed);
        auto of = make_trial(draw, kinds_of(seed), 10 + draw.roll(80));
        of.as_of = first_day + static_cast<std::int64_t>(draw.roll(80));
        if (draw.one_in(3)) of.known_at = (first_day + static_cast<std::int64_t>(draw.roll(80))) * slow_day;
        INFO("seed " << seed << "\n"
                     << of.alerts.text << feed_text(of.events) << "as of " << moment(of.end()));
        auto const found = in_words(of, find(of, of.events), of.events);
        auto const due = read_slowly(of);
        check_same(found, due);
        CHECK(found.apart == due.apart);
        CHECK(found.later == due.later);
    }
}

TEST_CASE("with sequence and id, events may arrive in any order and in any number of batches") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        dice draw(seed);
        auto const of = make_trial(draw, kinds_of(seed), 10 + draw.roll(60));
        INFO("seed " << seed << "\n" << of.alerts.text);
        auto const due = in_words(of, find(of, of.events), of.events);
        for (int i = 0; i < 3; ++i) {
            auto rows = of.events;
            shuffle(draw, rows);
            options how;
            for (auto left = rows.size(); left > 0 && !draw.one_in(4);) {
                how.cuts.push_back(draw.roll(left + 1));
                left -= how.cuts.back();
            }
            check_same(in_words(of, find(of, rows, how), rows), due);
        }
    }
}

TEST_CASE("events that are fed twice count once") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        dice draw(seed);
        auto const of = make_trial(draw, kinds_of(seed), 10 + draw.roll(60));
        INFO("seed " << seed << "\n" << of.alerts.text);
        auto rows = of.events;
        rows.insert(rows.end(), of.events.begin(), of.events.end());
        shuffle(draw, rows);
        auto const found = find(of, rows);
        check_same(in_words(of, found, rows), in_words(of, find(of, of.events), of.events));
        CHECK(found.log().duplicates == static_cast<std::int64_t>(of.events.size()));
    }
}

TEST_CASE("two threads find what one finds, in the same order") {
    for (std::uint64_t seed = 1; seed <= 30; ++seed) {
        dice draw(seed);
        auto const of = make_trial(draw, kinds_of(seed), 10 + draw.roll(60));
        INFO("seed " << seed << "\n" << of.alerts.text);
        options two;
        two.threads = 2;
        auto const found = find(of, of.events, two);
        auto const due = find(of, of.events);
        check_same(in_words(of, found, of.events), in_words(of, due, of.events));
        auto const these = found.changes(), those = due.changes();
        bool const are_same = std::equal(these.begin(), these.end(), those.begin(), those.end(),
                                         [](auto const& a, auto const& b) {
                                             return a.row == b.row && a.account == b.account && a.to == b.to;
                                         });
        CHECK(are_same);
    }
}

TEST_CASE("an alert without timers is the same on any day after the last event") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        dice draw(seed);
        auto of = make_trial(draw, {false, true, true, seed % 2 == 0}, 10 + draw.roll(60));
        INFO("seed " << seed << "\n" << of.alerts.text);
        of.as_of = first_day + 90;
        auto const due = in_words(of, find(of, of.events), of.events);
        for (auto const day : {first_day + 91, first_day + 400, first_day + 90'000}) {
            of.as_of = day;
            auto const found = in_words(of, find(of, of.events), of.events);
            CHECK(text_of(found.states) == text_of(due.states));
            CHECK(text_of(found.changes) == text_of(due.changes));
        }
    }
}

TEST_CASE("a snapshot and what came after it give what the whole feed gives") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        dice draw(seed);
        auto of = make_trial(draw, kinds_of(seed), 10 + draw.roll(80));
        auto const last_day = first_day + 80;
        of.as_of = last_day;
        auto const whole = find(of, of.events);
        auto const due = in_words(of, whole, of.events);
        std::vector<std::int64_t> splits;
        for (auto left = 1 + draw.roll(3); left > 0; --left)
            splits.push_back(first_day + static_cast<std::int64_t>(draw.roll(75)));
        std::sort(splits.begin(), splits.end());
        INFO("seed " << seed << "\n"
                     << of.alerts.text << feed_text(of.events) << "split first at "
                     << moment(splits[0] * slow_day));
        std::vector<slow_event> fed, rest = of.events;
        tramo::alert_snapshot state;
        bool has_state = false;
        auto const knows_late = draw.one_in(4);
        for (auto const split : splits) {
            auto rows = fed;  // the kept ones
            std::vector<slow_event> later;
            for (auto const& one : rest) {
                bool const has_come = one.happened < (split + 1) * slow_day || draw.one_in(5);
                (has_come ? rows : later).push_back(one);
            }
            rest = later;
            of.as_of = split;
            if (knows_late) of.known_at = (split - static_cast<std::int64_t>(draw.roll(3))) * slow_day;
            options how;
            how.state = has_state ? &state : nullptr;
            auto next = find(of, rows, how).snapshot();
            if (!knows_late) CHECK(next.horizon.micros == (split + 1) * slow_day - 1);
            fed.clear();
            for (auto const row : next.kept_rows) fed.push_back(rows[row]);
            state = std::move(next);
            has_state = true;
        }
        auto rows = fed;
        rows.insert(rows.end(), rest.begin(), rest.end());
        // A host that sends everything once more is told which of it is too old, and nothing else changes.
        if (draw.one_in(2)) rows.insert(rows.end(), of.events.begin(), of.events.end());
        of.as_of = last_day;
        of.known_at.reset();
        options how;
        how.state = &state;
        auto const found = find(of, rows, how);
        auto const answer = in_words(of, found, rows);
        CHECK(text_of(answer.states) == text_of(due.states));
        CHECK(text_of(answer.counters) == text_of(due.counters));
        CHECK(text_of(answer.changes) == text_of(after(whole, of, of.events, state.horizon.micros)));
    }
}

TEST_CASE("one event at a time, alerts are the same as all at once") {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        dice draw(seed);
        auto const of = make_trial(draw, {true, false, true, false}, 10 + draw.roll(60));
        INFO("seed " << seed << "\n" << of.alerts.text << feed_text(of.events));
        auto const due = in_words(of, find(of, of.events), of.events);
        std::map<std::string, slow_log> accounts;
        for (auto const& one : of.events) accounts[one.account].push_back(&one);
        lines states;
        for (auto& [account, log] : accounts) {
            put_in_order(log);
            auto const undone = find_undone(log, reversed_type);
            std::erase_if(log, [&](auto const* one) {
                return one->type == reversal_type && undone.count(one->id) == 0;
            });
            for (std::size_t alert = 0; alert < of.alerts.alerts.size(); ++alert) {
                auto const& machine = of.policy.machines()[alert];
                auto const& what = of.alerts.alerts[alert];
                tramo::alerts::standing where;
                std::vector<tramo::alerts::change> changes;
                for (std::size_t at = 0; at < log.size(); ++at) {
                    auto const& event = *log[at];
                    if (event.happened >= of.end()) continue;
                    auto const deadlines = deadlines_of(what, event);
                    auto const heard = signal_of(what, machine, log, at);
                    tramo::alerts::step(machine, static_cast<std::uint32_t>(alert), heard, event.happened,
                                        deadlines.data(), where, changes);
                }
                tramo::alerts::advance(machine, of.end(), where, changes);
                auto const text = state_in_words(where.value, where.clear_pending, where.since, where.times);
                if (text != "0 times 0") states[unit_name(alert, account, "")] = {text};
            }
        }
        CHECK(text_of(states) == text_of(due.states));
    }
}
