// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// From which bucket to which: matrices that add up to both snapshots, and the rates read off them.
#include <tramo/actions/kpi.hpp>

#include <map>
#include <numeric>
#include <random>

#include <catch2/catch.hpp>

namespace {

using namespace tramo;
using namespace tramo::actions;
using snapshot = std::vector<snapshot_account>;

std::string shown(std::optional<decimal> const& value) {
    return value ? to_string(*value) : "none";
}

/// Every account and amount of either snapshot is in one cell.
void check_that_it_adds_up(roll_matrix const& made) {
    for (std::size_t from = 0; from < made.count; ++from) {
        std::int64_t accounts = 0;
        int128 before = 0;
        for (std::size_t to = 0; to <= made.gone(); ++to) {
            accounts += made.accounts[made.at(from, to)];
            before += made.before[made.at(from, to)];
        }
        CHECK(accounts == made.before_accounts[from]);
        CHECK((before == made.before_totals[from]));
        CHECK((made.after[made.at(from, made.gone())] == 0));
    }
    for (std::size_t to = 0; to < made.count; ++to) {
        auto accounts = made.entered[to];
        auto after = made.entered_amounts[to];
        for (std::size_t from = 0; from < made.count; ++from) {
            accounts += made.accounts[made.at(from, to)];
            after += made.after[made.at(from, to)];
        }
        CHECK(accounts == made.after_accounts[to]);
        CHECK((after == made.after_totals[to]));
    }
}

/// Accounts 0, 1, … of one bucket, going to others.
struct going {
    std::int64_t from, to;  ///< days; `to` -1: gone
    int accounts;
    std::int64_t balance;
};
roll_matrix matrix_of(std::vector<going> const& all) {
    snapshot before, after;
    std::uint32_t number = 0;
    for (auto const& one : all)
        for (int count = 0; count < one.accounts; ++count, ++number) {
            before.push_back({number, one.from, one.balance});
            if (one.to >= 0) after.push_back({number, one.to, one.balance});
        }
    return roll_rates(before, after);
}

}  // namespace

TEST_CASE("balances that roll are 27, 55 and 80 percent of their buckets (roll_rate_balance)") {
    auto const made = matrix_of({{10, 40, 27, 1000000},
                                 {10, 10, 73, 1000000},
                                 {40, 70, 55, 300000},
                                 {40, 0, 45, 300000},
                                 {70, 100, 80, 120000},
                                 {70, -1, 20, 120000}});
    CHECK(shown(made.roll_rate(1, 2)) == "27.00");
    CHECK(shown(made.roll_rate(2, 3)) == "55.00");
    CHECK(shown(made.roll_rate(3, 4, 0)) == "80");
    CHECK(shown(made.roll_rate(3, made.gone())) == "20.00");
    CHECK(shown(made.roll_rate(0, 1)) == "none");
    check_that_it_adds_up(made);
}

TEST_CASE("a row of the matrix is told in accounts too (transition_matrix_row)") {
    auto const made =
        matrix_of({{40, 0, 20, 1}, {40, 10, 10, 1000}, {40, 40, 30, 1}, {40, 70, 38, 1}, {40, -1, 2, 1}});
    std::string row;
    for (std::size_t to = 0; to <= made.gone(); ++to) row += shown(made.account_rate(2, to, 0)) + " ";
    CHECK(row == "20 10 30 38 0 2 ");
}

TEST_CASE("the rate by snapshot nets entries and exits and is another number (roll_rate_snapshot)") {
    snapshot const before{{0, 10, 1000000}, {1, 40, 500000}};
    snapshot const after{{1, 40, 200000}, {2, 45, 50000}};
    auto const made = roll_rates(before, after);
    CHECK(shown(made.net_roll_rate(1)) == "25.00");
    CHECK(shown(made.roll_rate(1, 2)) == "0.00");
    CHECK(shown(made.net_roll_rate(4)) == "none");
    CHECK(made.entered[2] == 1);
    CHECK((made.entered_amounts[2] == 50000));
    check_that_it_adds_up(made);
}

TEST_CASE("of 400 past due 92 are current: 23 percent are cured (cure_rate)") {
    auto const made =
        matrix_of({{10, 0, 50, 1}, {100, 0, 42, 1}, {40, 70, 300, 1}, {70, -1, 8, 1}, {0, 0, 1000, 1}});
    CHECK(shown(made.cure_rate()) == "23.00");
    CHECK(shown(made.cure_rate(true)) == "25.00");
    CHECK(shown(matrix_of({{0, 10, 5, 1}}).cure_rate()) == "none");
}

TEST_CASE("the balance of the first day and that of the second are told apart") {
    auto const made = roll_rates(snapshot{{7, 10, 1000}}, snapshot{{7, 40, 1100}});
    CHECK((made.before[made.at(1, 2)] == 1000));
    CHECK((made.after[made.at(1, 2)] == 1100));
    CHECK(shown(made.roll_rate(1, 2)) == "100.00");
    CHECK(shown(made.net_roll_rate(1)) == "110.00");
}

TEST_CASE("empty snapshots make an empty matrix") {
    auto const made = roll_rates(snapshot{}, snapshot{});
    CHECK(made.accounts.size() == 30);
    CHECK(shown(made.cure_rate()) == "none");
    check_that_it_adds_up(roll_rates(snapshot{{3, 5, 1}}, snapshot{}));
    check_that_it_adds_up(roll_rates(snapshot{}, snapshot{{3, 5, 1}}));
}

TEST_CASE("numbers of accounts may be far apart") {
    snapshot const before{{4'000'000'000, 10, 5}, {0, 10, 5}, {3, 100, 7}};
    snapshot const after{{3, 0, 7}, {4'000'000'001, 10, 9}, {4'000'000'000, 40, 6}};
    auto const made = roll_rates(before, after);
    CHECK(made.accounts[made.at(1, 2)] == 1);
    CHECK(made.accounts[made.at(1, made.gone())] == 1);
    CHECK(made.accounts[made.at(4, 0)] == 1);
    CHECK(made.entered[1] == 1);
    check_that_it_adds_up(made);
}

TEST_CASE("balances beyond 64 bits together are summed exactly") {
    snapshot before;
    for (std::uint32_t number = 0; number < 4; ++number) before.push_back({number, 10, INT64_MAX});
    auto const made = roll_rates(before, snapshot{{0, 40, INT64_MAX}});
    CHECK((made.before_totals[1] == static_cast<int128>(INT64_MAX) * 4));
    CHECK(shown(made.roll_rate(1, 2)) == "25.00");
}

TEST_CASE("random snapshots make the matrix that a map of accounts makes, in whatever order they come") {
    std::mt19937_64 random(11);
    auto const below = [&](std::uint64_t end) { return static_cast<std::int64_t>(random() % end); };
    for (int round = 0; round < 100; ++round) {
        std::vector<std::uint32_t> numbers(static_cast<std::size_t>(1 + below(300)));
        std::iota(numbers.begin(), numbers.end(), 0U);
        if (round % 2 == 1)
            for (auto& number : numbers) number *= 13'000'000;
        auto const draw = [&] {
            std::shuffle(numbers.begin(), numbers.end(), random);
            snapshot made;
            for (auto const number : numbers)
                if (below(4) != 0) made.push_back({number, below(130) - 5, below(1'000'000) - 1000});
            return made;
        };
        auto const before = draw(), after = draw();
        buckets const by({0, 15, 45, 90});
        auto const made = roll_rates(before, after, by);
        check_that_it_adds_up(made);
        std::map<std::uint32_t, snapshot_account> known;
        for (auto const& one : after) known[one.account] = one;
        roll_matrix slow = made;
        std::fill(slow.accounts.begin(), slow.accounts.end(), 0);
        std::fill(slow.after.begin(), slow.after.end(), int128{0});
        for (auto const& one : before) {
            auto const found = known.find(one.account);
            bool const is_gone = found == known.end();
            auto const cell =
                slow.at(by.of(one.days_past_due), is_gone ? slow.gone() : by.of(found->second.days_past_due));
            ++slow.accounts[cell];
            if (!is_gone) slow.after[cell] += found->second.balance;
        }
        CHECK(slow.accounts == made.accounts);
        CHECK((slow.after == made.after));
    }
}
