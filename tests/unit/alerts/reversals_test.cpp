// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is undone never happened from its reversal on, and stays as it was lived before it.
#include <tramo/alerts/reversals.hpp>

#include <random>

#include <catch2/catch.hpp>

namespace {

using namespace tramo::alerts;
using rows = std::vector<std::uint32_t>;

constexpr auto none = undoes_nothing;
constexpr std::uint16_t restore_rule = 3;

rows rows_of(unfolded const& all, std::size_t number) {
    auto const at = [&](std::size_t place) { return all.rows.begin() + static_cast<std::ptrdiff_t>(place); };
    return {at(all.epochs[number].begin), at(all.epochs[number].end)};
}
change boundary_at(std::uint32_t epoch, std::uint32_t row, state_number value) {
    return {row * micros_of_day, epoch, row, change::boundary, value, value};
}
change changed(std::uint32_t epoch, std::uint32_t row, state_number from, state_number to) {
    return {row * micros_of_day, epoch, row, 0, from, to};
}

/// Of the log of one unit: what happened, in the order of days. `undoes` is a place in the log.
struct told {
    enum what : std::uint16_t { refusal, inability, payment, reversal, boundary };
    what happens = refusal;
    std::uint32_t undoes = none;
};

/// Refusal, inability, cleared by payment, which can be reversed; after 30 days inability is refusal.
machine payment_problem() {
    machine what;
    what.states = {{"refuses", "", "", 0, false, false}, {"cannot", "", "", 0, false, false}};
    using trigger = transition::trigger;
    what.transitions = {{trigger::on, {{0}}, 0, 0, {}, effect::enter, 1, 0},
                        {trigger::on, {{1}}, 0, 0, {}, effect::enter, 2, 1},
                        {trigger::on, {{2}}, 0, 0, {1, 2}, effect::clear, 0, 2},
                        {trigger::on, {{3}}, 0, 0, {}, effect::restore, 0, 3},
                        {trigger::after, {}, 30, 0, {2}, effect::enter, 1, 4}};
    return what;
}
std::vector<signal> signals() {
    std::vector<signal> all(5);
    for (std::uint32_t event = 0; event < 4; ++event) all[event].event = event;
    all[told::boundary].what = signal::kind::boundary;
    return all;
}

replayed replay_rows(std::vector<told> const& log, unfolded const& laid_out, std::int64_t until) {
    std::vector<std::uint32_t> unit(laid_out.rows.size());
    std::vector<std::int64_t> happened(laid_out.rows.size());
    std::vector<std::uint16_t> signal(laid_out.rows.size());
    for (std::uint32_t number = 0; number < laid_out.epochs.size(); ++number) {
        auto const& one = laid_out.epochs[number];
        for (auto place = one.begin; place < one.end; ++place) {
            auto const row = laid_out.rows[place];
            bool const bounds = row == one.opens_at || row == one.closes_at;
            unit[place] = number;
            happened[place] = row * micros_of_day;
            signal[place] = bounds ? told::boundary : log[row].happens;
        }
    }
    facts all;
    all.count = laid_out.rows.size();
    all.units = laid_out.epochs.size();
    all.unit = unit.data();
    all.happened = happened.data();
    all.signal = signal.data();
    all.row = laid_out.rows.data();
    return replay(payment_problem(), 0, signals(), ordered_facts(all), nullptr, nullptr, {until, 1});
}

/// The log of one unit, a row a day.
replayed lived(std::vector<told> const& log, std::int64_t until = INT64_MIN, std::size_t most_epochs = 1000) {
    rows all, undoes;
    for (auto const& one : log) {
        all.push_back(static_cast<std::uint32_t>(all.size()));
        undoes.push_back(one.undoes);
    }
    auto const laid_out = unfold({0, all.size()}, all, undoes, most_epochs);
    return fold(laid_out, replay_rows(log, laid_out, until), 1, restore_rule);
}

}  // namespace

TEST_CASE("a log without reversals has one epoch for each unit, also for one without rows") {
    auto const all = unfold({0, 2, 2, 5}, {3, 1, 0, 2, 4}, {});
    REQUIRE(all.epochs.size() == 3);
    CHECK(rows_of(all, 0) == rows{3, 1});
    CHECK(rows_of(all, 1).empty());
    CHECK(rows_of(all, 2) == rows{0, 2, 4});
    for (std::uint32_t unit = 0; unit < 3; ++unit) {
        CHECK(all.epochs[unit].unit == unit);
        CHECK(all.epochs[unit].opens_at == none);
        CHECK(all.epochs[unit].closes_at == none);
        CHECK(all.epochs[unit].first_lived == all.epochs[unit].begin);
    }
}

TEST_CASE("each reversal closes an epoch and opens one without what it undoes") {
    // Row 4 undoes row 1, row 6 undoes row 3.
    auto const all = unfold({0, 8}, {0, 1, 2, 3, 4, 5, 6, 7}, {none, none, none, none, 1, none, 3, none});
    REQUIRE(all.epochs.size() == 3);
    CHECK(rows_of(all, 0) == rows{0, 1, 2, 3, 4});
    CHECK(rows_of(all, 1) == rows{0, 2, 3, 4, 5, 6});
    CHECK(rows_of(all, 2) == rows{0, 2, 4, 5, 6, 7});
    CHECK((all.epochs[0].opens_at == none && all.epochs[0].closes_at == 4));
    CHECK((all.epochs[1].opens_at == 4 && all.epochs[1].closes_at == 6));
    CHECK((all.epochs[2].opens_at == 6 && all.epochs[2].closes_at == none));
    CHECK(all.epochs[0].first_lived == all.epochs[0].begin);
    CHECK(all.rows[all.epochs[1].first_lived] == 5);
    CHECK(all.rows[all.epochs[2].first_lived] == 7);
}

TEST_CASE("a reversal that is undone brings back what it undid") {
    // Row 2 undoes row 0, row 3 undoes row 2, row 4 undoes row 3: row 0 goes, comes back, goes again.
    auto const all = unfold({0, 6}, {0, 1, 2, 3, 4, 5}, {none, none, 0, 2, 3, none});
    REQUIRE(all.epochs.size() == 4);
    CHECK(rows_of(all, 0) == rows{0, 1, 2});
    CHECK(rows_of(all, 1) == rows{1, 2, 3});
    CHECK(rows_of(all, 2) == rows{0, 1, 3, 4});
    CHECK(rows_of(all, 3) == rows{1, 2, 4, 5});
}

TEST_CASE("epochs beyond the most are joined from the earliest on") {
    rows const undoes{none, none, none, 0, 1, 2, none};
    auto const all = unfold({0, 7}, {0, 1, 2, 3, 4, 5, 6}, undoes, 1);
    REQUIRE(all.epochs.size() == 2);
    CHECK(rows_of(all, 0) == rows{2, 3, 4, 5});
    CHECK((all.epochs[0].opens_at == none && all.epochs[0].first_lived == all.epochs[0].begin));
    CHECK(rows_of(all, 1) == rows{3, 4, 5, 6});
    auto const one = unfold({0, 7}, {0, 1, 2, 3, 4, 5, 6}, undoes, 0);
    REQUIRE(one.epochs.size() == 1);
    CHECK(rows_of(one, 0) == rows{3, 4, 5, 6});
}

TEST_CASE("units are unfolded each for itself") {
    auto const all = unfold({0, 3, 5}, {0, 2, 4, 1, 3}, {none, none, none, none, 2});
    REQUIRE(all.epochs.size() == 3);
    CHECK(rows_of(all, 0) == rows{0, 2, 4});
    CHECK(rows_of(all, 1) == rows{0, 4});
    CHECK(rows_of(all, 2) == rows{1, 3});
    CHECK((all.epochs[1].unit == 0 && all.epochs[2].unit == 1));
}

TEST_CASE("folding keeps what was lived, and tells what a reversal brings back") {
    unfolded of;
    of.epochs = {{0, 0, 0, none, 5, 0}, {0, 0, 0, 5, none, 0}, {1, 0, 0, none, none, 0}};
    replayed over;
    over.slots = 1;
    over.packed = {10, 11, 12};
    over.times = {3, 1, 7};
    over.deadlines = {100, 101, 102};
    over.changes = {
        changed(0, 1, 0, 2), changed(0, 3, 2, 0),  boundary_at(0, 5, 0), changed(0, 9, 0, 1),
        changed(1, 1, 0, 2), boundary_at(1, 5, 2), changed(1, 7, 2, 1),  changed(2, 2, 0, 1),
    };
    auto const result = fold(of, over, 2, restore_rule);
    CHECK(result.packed == std::vector<std::uint64_t>{11, 12});
    CHECK(result.times == std::vector<std::uint32_t>{1, 7});
    CHECK(result.deadlines == std::vector<std::int64_t>{101, 102});
    CHECK(result.slots == 1);
    change const restored{5 * micros_of_day, 0, 5, restore_rule, 0, 2};
    CHECK(result.changes == std::vector<change>{changed(0, 1, 0, 2), changed(0, 3, 2, 0), restored,
                                                changed(0, 7, 2, 1), changed(1, 2, 0, 1)});
}

TEST_CASE("a reversed payment brings the refusal back with its beginning") {
    auto const result = lived({{told::refusal}, {told::payment}, {told::reversal, 1}});
    CHECK(result.at(0).value == 1);
    CHECK(result.at(0).since == 0);
    CHECK(result.at(0).times == 1);
    REQUIRE(result.changes.size() == 3);
    CHECK(result.changes[1].to == no_alert);
    CHECK(result.changes[2] == change{2 * micros_of_day, 0, 2, restore_rule, 0, 1});
}

TEST_CASE("of two payments one reversed: the other keeps the alert clear") {
    auto const result = lived({{told::refusal}, {told::payment}, {told::payment}, {told::reversal, 1}});
    CHECK(result.at(0).value == no_alert);
    CHECK(result.at(0).since == 2 * micros_of_day);  // cleared by the payment that stands
    REQUIRE(result.changes.size() == 2);
    auto const both =
        lived({{told::refusal}, {told::payment}, {told::payment}, {told::reversal, 1}, {told::reversal, 2}});
    CHECK(both.at(0).value == 1);
    CHECK(both.at(0).since == 0);
    REQUIRE(both.changes.size() == 3);
    CHECK(both.changes[2] == change{4 * micros_of_day, 0, 4, restore_rule, 0, 1});
}

TEST_CASE("a refusal between payment and reversal stays") {
    auto const result =
        lived({{told::inability}, {told::payment}, {told::refusal}, {told::reversal, 1}, {told::inability}});
    REQUIRE(result.changes.size() == 4);
    CHECK(result.changes[2].to == 1);
    CHECK(result.changes[3].from == 1);
    CHECK(result.changes[3].to == 2);
    CHECK(lived({{told::inability}, {told::payment}, {told::refusal}, {told::reversal, 1}}).at(0).value == 1);
}

TEST_CASE("a timer runs on as if the payment undone had never stopped it") {
    std::vector<told> log = {{told::inability}, {told::payment}};
    for (int day = 2; day < 40; ++day) log.push_back({told::payment});
    for (std::uint32_t paid = 1; paid < 40; ++paid) log.push_back({told::reversal, paid});
    auto const result = lived(log);
    CHECK(result.at(0).value == 1);
    CHECK(result.at(0).since == 30 * micros_of_day);
    // Lived: raised, cleared, and at the last reversal back: refusal by then. The timer was never seen
    // firing.
    REQUIRE(result.changes.size() == 3);
    CHECK(result.changes[2] == change{78 * micros_of_day, 0, 78, restore_rule, 0, 1});
}

TEST_CASE("a timer that fires after the reversal is lived") {
    auto const result = lived({{told::inability}, {told::payment}, {told::reversal, 1}}, 100 * micros_of_day);
    CHECK(result.at(0).value == 1);
    REQUIRE(result.changes.size() == 4);
    CHECK(result.changes[2].to == 2);
    CHECK(result.changes[3] == change{30 * micros_of_day, 0, change::no_row, 4, 2, 1});
}

TEST_CASE("after each row of a random log the value is that of the log without what was undone") {
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        std::vector<told> log;
        std::vector<std::uint32_t> standing;  // rows that can be undone
        for (std::uint32_t row = 0; row < 60; ++row) {
            auto const happens = static_cast<told::what>(random() % 4);
            if (happens != told::reversal || standing.empty()) {
                log.push_back({happens == told::reversal ? told::payment : happens, none});
                standing.push_back(row);
                continue;
            }
            auto const chosen = standing.begin() + static_cast<std::ptrdiff_t>(random() % standing.size());
            log.push_back({told::reversal, *chosen});
            standing.erase(chosen);
        }
        auto const whole = lived(log);
        state_number value = no_alert;
        std::size_t next = 0;
        for (std::uint32_t row = 0; row < log.size(); ++row) {
            for (; next < whole.changes.size() && whole.changes[next].happened <= row * micros_of_day;
                 ++next) {
                REQUIRE(whole.changes[next].from == value);
                value = whole.changes[next].to;
            }
            std::vector<told> plain(log.begin(), log.begin() + row + 1);
            for (auto& one : std::vector<told>(plain))
                if (one.undoes != none) plain[one.undoes].happens = told::reversal;
            for (auto& one : plain) one.undoes = none;
            REQUIRE(lived(plain).at(0).value == value);
        }
        REQUIRE(lived(log, INT64_MIN, 3).at(0) == whole.at(0));
    }
}
