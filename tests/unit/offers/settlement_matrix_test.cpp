// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables of discounts are read as a careful reader would: holes, falls, rows that never decide, gains from
// splitting, each with the place where it shows.
#include <tramo/offers/settlement_matrix.hpp>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::offers;
using flaw = matrix_flaw;

decimal number(char const* text) {
    return parse_decimal(text).value();
}
matrix_axis numbers(std::string name, int scale = 0, bool is_rising = false) {
    matrix_axis axis;
    axis.name = std::move(name);
    axis.scale = scale;
    axis.is_rising = is_rising;
    return axis;
}
matrix_axis texts(std::string name, std::vector<std::string> all) {
    matrix_axis axis;
    axis.name = std::move(name);
    axis.is_text = true;
    axis.texts = std::move(all);
    return axis;
}
matrix_range const any;
matrix_range range(std::optional<decimal> from, std::optional<decimal> until, bool half_open = false) {
    return {false, {}, from, until, half_open};
}
matrix_range of(std::vector<std::string> some) {
    return {false, std::move(some), {}, {}, false};
}
/// Under 100 days and under 5,000: 80 %; under 100 and over 5,000: 75 %; over 100: 65 %. As published by
/// Finvi (enablement.finvi.com, TCS 2020, "Defining a settlement rule").
settlement_matrix finvi() {
    auto const under_100 = range({}, number("100"), true), over_100 = range(number("101"), {});
    auto const under_5000 = range({}, number("5000"), true), over_5000 = range(number("5000.01"), {});
    settlement_matrix table;
    table.axes = {numbers("age"), numbers("balance", 2)};
    table.rows = {{{under_100, under_5000}, number("0.80")},
                  {{under_100, over_5000}, number("0.75")},
                  {{over_100, any}, number("0.65")}};
    return table;
}
std::vector<matrix_finding> only(flaw what, std::vector<matrix_finding> const& all) {
    std::vector<matrix_finding> some;
    for (auto const& each : all)
        if (each.what == what) some.push_back(each);
    return some;
}
std::vector<std::string> messages(std::vector<matrix_finding> const& all) {
    std::vector<std::string> texts;
    for (auto const& each : all) texts.push_back(each.message);
    return texts;
}
decimal at(matrix_point const& point, std::size_t axis) {
    return std::get<decimal>(point[axis]);
}

/// A table over small whole numbers: `sizes` bounds occur on each axis.
settlement_matrix random_table(std::mt19937& random, std::vector<int> const& sizes, int most_rows) {
    auto const below = [&](int end) { return static_cast<int>(random() % static_cast<unsigned>(end)); };
    settlement_matrix table;
    for (auto const& size : sizes) table.axes.push_back(numbers("x" + std::to_string(size), 0, true));
    for (int count = 1 + below(most_rows); count > 0; --count) {
        matrix_row row;
        row.share = decimal(below(5), 1);
        for (auto const size : sizes) {
            int const from = below(size), length = below(size);
            auto part = range(decimal(from), decimal(from + length), below(3) == 0);
            if (below(4) == 0) part.from.reset();
            if (below(3) == 0) part.until.reset();
            row.ranges.push_back(below(4) == 0 ? any : part);
        }
        table.rows.push_back(row);
    }
    return table;
}
/// All points with coordinates below `end`, in lexicographic order.
void each_point(std::size_t axes, int end, std::function<void(std::vector<int> const&)> const& see) {
    std::vector<int> at(axes, 0);
    for (;;) {
        see(at);
        auto axis = axes;
        while (axis > 0 && ++at[axis - 1] == end) at[--axis] = 0;
        if (axis == 0) return;
    }
}
std::optional<std::size_t> row_at(settlement_matrix const& table, std::vector<int> const& where) {
    matrix_point point;
    for (auto const each : where) point.emplace_back(decimal(each));
    return deciding_row(table, point);
}
/// Regions without a row, by flooding a grid.
std::size_t count_regions(settlement_matrix const& table, int end) {
    std::set<std::vector<int>> open;
    each_point(table.axes.size(), end, [&](auto const& where) {
        if (!row_at(table, where)) open.insert(where);
    });
    std::size_t regions = 0;
    for (; !open.empty(); ++regions) {
        std::vector<std::vector<int>> wave{*open.begin()};
        open.erase(open.begin());
        while (!wave.empty()) {
            auto const here = wave.back();
            wave.pop_back();
            for (std::size_t axis = 0; axis < here.size(); ++axis)
                for (int const step : {-1, 1}) {
                    auto next = here;
                    next[axis] += step;
                    if (open.erase(next) > 0) wave.push_back(next);
                }
        }
    }
    return regions;
}

}  // namespace

TEST_CASE("Finvi's published table says nothing of age = 100 and balance = 5,000") {
    auto const found = verify(finvi());
    REQUIRE(found.size() == 1);
    CHECK(found[0].what == flaw::hole);
    CHECK(found[0].message == "no row admits age = 100, balance = 5000");
    CHECK(at(found[0].witness, 0) == decimal(100));
    CHECK(at(found[0].witness, 1) == decimal(5000));
    CHECK_FALSE(deciding_row(finvi(), found[0].witness));
}

TEST_CASE("Finvi's table gives an older debt less, which a rising age reports") {
    auto table = finvi();
    table.axes[0].is_rising = true;
    auto const falls = only(flaw::falling, verify(table));
    CHECK(messages(falls) ==
          std::vector<std::string>{
              "at age = 101, balance = 0 row 3 forgives 65%, less than the 80% of row 1 at age = 0",
              "at age = 101, balance = 5000.01 row 3 forgives 65%, less than the 75% of row 2 at age = 0"});
    CHECK(at(falls[0].before, 0) == decimal(0));
    CHECK((falls[0].row == 2 && falls[0].row_before == 0));
}

TEST_CASE("with the holes mended nothing is found") {
    auto table = finvi();
    table.rows[1].ranges[1] = range(number("5000"), {});
    table.rows[2].ranges[0] = range(number("100"), {});
    CHECK(verify(table).empty());
    CHECK(deciding_row(table, {decimal(100), decimal(5000)}) == 2u);
    CHECK(deciding_row(table, {decimal(99), number("4999.99")}) == 0u);
}

TEST_CASE("two debts under Finvi's bound get more off than one above it") {
    auto table = finvi();
    table.rows[1].ranges[1] = range(number("5000"), {});
    auto const gain = find_gain_from_splitting(table, 1);
    REQUIRE(gain);
    CHECK(gain->what == flaw::splitting);
    CHECK(gain->message ==
          "age = 0, balance = 5000 gets 75% off; split into 0.01 and 4999.99 it gets more: "
          "80% and 80%");
    CHECK(at(gain->before, 1) == number("0.01"));
    CHECK(at(gain->witness, 1) == number("4999.99"));
    table.rows[1].share = number("0.80");
    CHECK_FALSE(find_gain_from_splitting(table, 1));
    table.rows[1].share = number("0.81");
    CHECK_FALSE(find_gain_from_splitting(table, 1));
}

TEST_CASE("the first row that admits decides, texts and ends included") {
    settlement_matrix table;
    table.axes = {texts("role", {"agent", "manager"}), numbers("balance", 2)};
    table.rows = {{{of({"manager"}), range({}, number("100"))}, number("0.5")},
                  {{any, range({}, number("100"), true)}, number("0.1")}};
    CHECK(deciding_row(table, {std::string("manager"), number("100")}) == 0u);
    CHECK(deciding_row(table, {std::string("agent"), number("99.99")}) == 1u);
    CHECK_FALSE(deciding_row(table, {std::string("agent"), number("100")}));
    auto const holes = only(flaw::hole, verify(table));
    // Above 100.00 both roles are left out, at 100.00 the agent: one region of the agent's, one of the
    // manager's.
    CHECK(messages(holes) == std::vector<std::string>{"no row admits role = agent, balance = 100",
                                                      "no row admits role = manager, balance = 100.01"});
    CHECK(verify(table, 1).size() == 1);
}

TEST_CASE("between neighbours of an axis nothing lies") {
    settlement_matrix table;
    table.axes = {numbers("days")};
    table.rows = {{{range({}, decimal(30))}, number("0.1")}, {{range(decimal(31), {})}, number("0.2")}};
    CHECK(verify(table).empty());
    table.axes[0].scale = 1;
    CHECK(messages(verify(table)) == std::vector<std::string>{"no row admits days = 30.1"});
    table.axes[0].lowest = decimal(31);
    CHECK(messages(verify(table)) ==
          std::vector<std::string>{"row 1 admits nothing: no days is in its range"});
}

TEST_CASE("a row that others above it take everything of never decides") {
    settlement_matrix table;
    table.axes = {numbers("days")};
    table.rows = {{{range({}, decimal(50))}, number("0.1")},
                  {{range(decimal(40), {})}, number("0.2")},
                  {{range(decimal(10), decimal(90))}, number("0.3")}};
    auto const found = verify(table);
    REQUIRE(found.size() == 1);
    CHECK(found[0].what == flaw::hidden);
    CHECK(found[0].row == 2);
    CHECK(found[0].message ==
          "row 3 never decides: rows above it take all that it admits, row 1 for example days = 10");
}

TEST_CASE("shares and ranges that are none are named") {
    settlement_matrix table;
    table.axes = {numbers("days"), texts("role", {"agent"})};
    table.rows = {{{any, any}, number("1.2")},
                  {{range(decimal(9), decimal(3)), any}, number("-0.1")},
                  {{any, of({"nobody"})}, number("0.5")}};
    CHECK(messages(verify(table)) ==
          std::vector<std::string>{"row 1 forgives 120%; it must be from 0% to 100%",
                                   "row 2 forgives -10%; it must be from 0% to 100%",
                                   "row 2 admits nothing: no days is in its range",
                                   "row 3 admits nothing: no role is in its range"});
}

TEST_CASE("a table without rows or axes is one hole or none") {
    settlement_matrix table;
    CHECK(messages(verify(table)) == std::vector<std::string>{"there is no row"});
    table.rows.resize(2);
    CHECK(messages(verify(table)) ==
          std::vector<std::string>{"row 2 never decides: row 1 takes all that it admits"});
    table.rows.clear();
    table.axes = {numbers("days"), texts("role", {"agent", "manager"})};
    CHECK(messages(verify(table)) == std::vector<std::string>{"no row admits days = 0, role = agent"});
}

TEST_CASE("bounds beyond all amounts do no harm") {
    settlement_matrix table;
    table.axes = {numbers("balance", 2)};
    table.rows = {{{range(number("-1e38"), number("1e30"))}, number("0.5")},
                  {{range(number("1e30"), number("1e38"))}, number("0.4")}};
    CHECK(messages(verify(table)).empty());
    CHECK(find_gain_from_splitting(table, 0)->message ==
          "balance = 1000000000000000000000000000000.01 gets 40% off; split into 0.01 and "
          "1000000000000000000000000000000 it gets more: 50% and 50%");
}

TEST_CASE("holes, falls and hidden rows of random tables are those that counting finds") {
    std::mt19937 random(11);
    for (int round = 0; round < 200; ++round) {
        bool const is_solid = round % 3 == 0;
        auto const table = is_solid ? random_table(random, {3, 4, 3}, 9) : random_table(random, {6, 7}, 9);
        int const end = is_solid ? 10 : 16;  // behind every bound
        auto const found = verify(table, 1000);
        CHECK(only(flaw::hole, found).size() == count_regions(table, end));
        std::set<std::size_t> falling, deciding, told_falling, told_hidden;
        for (auto const& each : found) {
            if (each.what == flaw::hole) CHECK_FALSE(deciding_row(table, each.witness));
            if (each.what == flaw::hidden) told_hidden.insert(each.row);
            if (each.what == flaw::empty_range) told_hidden.insert(each.row);
            if (each.what != flaw::falling) continue;
            told_falling.insert(each.row);
            CHECK(deciding_row(table, each.witness) == each.row);
            CHECK(deciding_row(table, each.before) == each.row_before);
            CHECK(table.rows[each.row].share < table.rows[each.row_before].share);
        }
        each_point(table.axes.size(), end, [&](auto const& where) {
            auto const row = row_at(table, where);
            if (!row) return;
            deciding.insert(*row);
            for (std::size_t axis = 0; axis < where.size(); ++axis)
                for (auto younger = where; younger[axis]-- > 0;)
                    if (auto const before = row_at(table, younger);
                        before && table.rows[*row].share < table.rows[*before].share)
                        falling.insert(*row);
        });
        CHECK(told_falling == falling);
        for (std::size_t row = 0; row < table.rows.size(); ++row)
            CHECK((deciding.count(row) == 0) == (told_hidden.count(row) == 1));
    }
}

TEST_CASE("a gain from splitting is found exactly where trying all debts finds one") {
    std::mt19937 random(12);
    int gains = 0;
    for (int round = 0; round < 400; ++round) {
        auto const table = random_table(random, {8, 3}, 5);
        bool has_gain = false;
        for (int other = 0; other < 6 && !has_gain; ++other) {
            std::vector<std::optional<std::size_t>> rows;
            for (int debt = 0; debt < 60; ++debt) rows.push_back(row_at(table, {debt, other}));
            auto const off = [&](int debt) {
                return static_cast<int>(table.rows[*rows[static_cast<std::size_t>(debt)]].share.coefficient) *
                       debt;
            };
            for (int a = 1; a < 30; ++a)
                for (int b = 1; b < 30; ++b)
                    if (rows[static_cast<std::size_t>(a)] && rows[static_cast<std::size_t>(b)] &&
                        rows[static_cast<std::size_t>(a + b)] && off(a) + off(b) > off(a + b))
                        has_gain = true;
        }
        auto const gain = find_gain_from_splitting(table, 0);
        CHECK(gain.has_value() == has_gain);
        if (!gain) continue;
        ++gains;
        auto both = gain->witness;
        both[0] = add(at(gain->witness, 0), at(gain->before, 0)).value();
        auto const off = [&](matrix_point const& point) {
            return multiply(table.rows[deciding_row(table, point).value()].share, at(point, 0)).value();
        };
        CHECK(add(off(gain->before), off(gain->witness)).value() > off(both));
    }
    CHECK(gains > 50);
    CHECK(gains < 350);
}

TEST_CASE(
    "a table of 240 rows on five axes is looked at whole, one that is a tangle is said to be too large") {
    settlement_matrix table;
    table.axes = {texts("role", {"agent", "senior", "manager"}), texts("segment", {"a", "b", "c", "d"}),
                  numbers("age", 0, true), numbers("balance", 2), numbers("installments")};
    for (int k = 0; k < 240; ++k) {
        auto const step = [](int place, int count, int width) {
            auto part = range(decimal(place * width), decimal((place + 1) * width), true);
            if (place + 1 == count) part.until.reset();
            return part;
        };
        table.rows.push_back({{of({table.axes[0].texts[static_cast<std::size_t>(k / 80)]}),
                               of({table.axes[1].texts[static_cast<std::size_t>(k / 20 % 4)]}),
                               step(k / 4 % 5, 5, 30), step(k % 4, 4, 1000), any},
                              decimal(k / 4 % 5, 1)});
    }
    CHECK(verify(table).empty());
    table.rows[130].ranges[4] = range({}, decimal(12));
    CHECK(messages(verify(table)) ==
          std::vector<std::string>{
              "no row admits role = senior, segment = c, age = 60, balance = 2000, installments = 13"});

    std::mt19937 random(13);
    settlement_matrix tangle;
    for (char const* name : {"a", "b", "c", "d", "e"}) tangle.axes.push_back(numbers(name));
    for (int k = 0; k < 200; ++k) {
        tangle.rows.emplace_back();
        for (int axis = 0; axis < 5; ++axis) {
            auto const from = static_cast<int>(random() % 1000);
            tangle.rows.back().ranges.push_back(range(decimal(from), decimal(from + 500)));
        }
    }
    auto const found = verify(tangle, 3);
    CHECK(only(flaw::unfinished, found).size() == 1);
    CHECK(only(flaw::hole, found).size() >= 1);
    CHECK(only(flaw::hidden, found).empty());
}
