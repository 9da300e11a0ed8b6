// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Queues, counts, sums and errors of whole runs.
#include <limits>
#include <numeric>

#include <tramo/values/interval_set.hpp>

#include "unit/policy/portfolio.hpp"
#include "unit/run/made_columns.hpp"

using namespace tramo::testing;
using tramo::batch;
using tramo::layout;
using tramo::verdicts;

namespace {

std::string const text =
    "policy \"p\" { currency BRL }\n"
    "field account : text key\nfield days : integer\nfield balance : money optional\n"
    "segment late = days > 30\nsegment rich = balance >= 100\n"
    "strategy daily { queue top if rich and late  queue open if late  queue never inactive if days > 0  rest "
    "others }\n"
    "strategy other { queue small if balance < 100  rest rest_of_them }\n";

batch accounts(tramo::policy const& of) {
    return rows_of(of, {{{"account", "C-0"}, {"days", "31"}, {"balance", "100.50"}},
                        {{"account", "C-1"}, {"days", "40"}},
                        {{"account", "C-2"}, {"days", "x"}, {"balance", "1"}},
                        {{"account", "C-3"}, {"days", "5"}, {"balance", "-20.25"}},
                        {{"days", "5"}, {"balance", "7.001"}},
                        {{"account", "C-5"}, {"days", "90"}, {"balance", "0.75"}}});
}

std::vector<int> queues(verdicts const& all, std::size_t strategy) {
    std::vector<int> ids;
    for (auto const& part : all.batches)
        for (auto const id : part.queues[strategy]) ids.push_back(id == tramo::no_queue ? -1 : id);
    return ids;
}

std::vector<std::string> tallies(std::vector<tramo::tally> const& all) {
    std::vector<std::string> texts;
    for (auto const& one : all)
        texts.push_back(std::to_string(one.rows) + ": " + tramo::to_string(one.amount));
    return texts;
}

}  // namespace

TEST_CASE("the first queue that surely wants a row takes it, and the rest takes the others") {
    auto const with = prepared(text);
    auto const all = evaluated(with, accounts(with.policy()));
    CHECK(queues(all, 0) == std::vector<int>{0, 1, -1, 3, -1, 1});
    CHECK(queues(all, 1) == std::vector<int>{1, 1, -1, 0, -1, 0});
}

TEST_CASE("the rows of every strategy's queues and the rows set apart add up to the rows read") {
    auto const with = prepared(text);
    auto const all = evaluated(with, accounts(with.policy()));
    CHECK(all.rows == 6);
    CHECK(all.rows_set_apart == 2);
    for (auto const& strategy : all.queues)
        CHECK(std::accumulate(strategy.begin(), strategy.end(), all.rows_set_apart,
                              [](auto sum, auto const& one) { return sum + one.rows; }) == all.rows);
}

TEST_CASE("amounts are summed exactly, unknown ones as none, those set apart not at all") {
    auto const with = prepared(text);
    auto const all = evaluated(with, accounts(with.policy()), {}, "balance");
    CHECK(tallies(all.queues[0]) == std::vector<std::string>{"1: 100.50", "2: 0.75", "0: 0.00", "1: -20.25"});
    CHECK(tallies({all.segments[0].is_true, all.segments[1].is_true, all.segments[1].is_unknown}) ==
          std::vector<std::string>{"3: 101.25", "1: 100.50", "1: 0.00"});
}

TEST_CASE("sums are exact beyond 64 bits, and stop at the largest number there is") {
    auto const with =
        prepared("policy \"p\" { currency BRL }\nfield balance : money\nsegment it = balance > 0\n");
    auto const sum_of = [&](std::vector<std::string> const& amounts) {
        auto const all = evaluated(with, column_of(with.policy(), "balance", amounts), {}, "balance");
        return tramo::to_string(all.segments[0].is_true.amount);
    };
    CHECK(sum_of({"90000000000000000.05", "90000000000000000.05", "90000000000000000.05"}) ==
          "270000000000000000.15");
    CHECK(sum_of({"999999999999999999999999999999999999.99", "0.01"}) ==
          "1000000000000000000000000000000000000.00");
    auto const huge = "1700000000000000000000000000000000000.00";
    CHECK(sum_of({huge, "1.00", huge}) == tramo::to_string(tramo::decimal(tramo::highest_int128, 2)));
}

TEST_CASE("errors come in row order, with the key, the field, the value and the reason") {
    auto const with = prepared(text);
    auto const all = evaluated(with, accounts(with.policy()));
    CHECK(errors_of(all.errors) == std::vector<std::string>{"2 C-2 days = \"x\" wrong_type",
                                                            "4  account = null missing",
                                                            "4  balance = \"7.001\" too_precise"});
}

TEST_CASE("rows are counted over batches, and errors name the row of the whole table") {
    auto const with = prepared(text);
    tramo::table table;
    for (int i = 0; i < 3; ++i) table.batches.push_back(accounts(with.policy()));
    auto const all = with.evaluate(table);
    REQUIRE(all.ok());
    CHECK(all.value.rows == 18);
    CHECK(all.value.batches.size() == 3);
    CHECK(all.value.batches[2].first_row == 12);
    CHECK(all.value.errors.back().row == 16);
    CHECK(all.value.segments[0].is_true.rows == 9);
}

TEST_CASE("no rows, no batches: everything is zero") {
    auto const with = prepared(text);
    auto const none = evaluated(with, rows_of(with.policy(), {}));
    CHECK(none.rows == 0);
    CHECK(none.segments.size() == 2);
    CHECK(none.queues[0].size() == 4);
    auto const nothing = with.evaluate({});
    CHECK(nothing.ok());
    CHECK(nothing.value.segments.size() == 2);
}

TEST_CASE("bits beyond the last row are clear") {
    auto const with = prepared(
        "field n : integer optional\nsegment all_rows = n is unknown or n > 0 or n <= 0\nsegment open = n > "
        "0\n");
    auto const all = evaluated(with, column_of(with.policy(), "n", {"1", "null", "-1"}));
    CHECK(all.batches[0].segments[0].is_true == std::vector<std::uint64_t>{7});
    CHECK(all.batches[0].segments[1].is_unknown == std::vector<std::uint64_t>{2});
    CHECK(all.batches[0].set_apart == std::vector<std::uint64_t>{0});
    CHECK(all.segments[0].is_true.rows == 3);
}

TEST_CASE("absurd options are taken for what they can mean") {
    auto const with = prepared(text);
    auto const data = accounts(with.policy());
    auto const due = queues(evaluated(with, data), 0);
    for (auto const& options : std::vector<tramo::evaluation_options>{
             {0, 0}, {-5, 1}, {1'000'000, 64}, {2, std::numeric_limits<std::size_t>::max()}, {1, 63}})
        CHECK(queues(evaluated(with, data, options), 0) == due);
}

TEST_CASE("a million errors are listed, the others counted, whatever the number of threads") {
    auto const with = prepared("field a : integer\nfield b : integer\nsegment it = a > b\n");
    std::size_t const rows = 500'100;
    std::vector<std::uint8_t> const none((rows + 7) / 8, 0);
    std::vector<std::int32_t> const junk(rows, 1);
    batch data;
    data.rows = static_cast<std::int64_t>(rows);
    for (char const* const name : {"a", "b"}) {
        tramo::column column;
        column.name = name;
        column.physical = layout::int32;
        column.length = data.rows;
        column.values = junk.data();
        column.validity = none.data();
        data.columns.push_back(column);
    }
    for (int const threads : {1, 3}) {
        auto const all = evaluated(with, data, {threads, 0});
        CHECK(all.errors.size() == 1'000'000);
        CHECK(all.errors_not_listed == 200);
        CHECK(all.errors[999'999].row == 499'999);
        CHECK(all.errors[999'999].field == "b");
        CHECK(all.rows_set_apart == data.rows);
    }
}

TEST_CASE("what a table must bring: columns that are read, of a type that can be") {
    auto const with = prepared(text);
    auto const check = [&](auto change) {
        tramo::table table;
        table.batches.push_back(accounts(with.policy()));
        change(table.batches[0].columns);
        return codes_of(with.evaluate(table).diagnostics);
    };
    using columns = std::vector<tramo::column>;
    CHECK(check([](columns& all) { all.erase(all.begin() + 1); }) == std::vector<std::string>{"T5004"});
    CHECK(check([](columns& all) { all[1].physical = layout::boolean; }) ==
          std::vector<std::string>{"T5002"});
    CHECK(check([](columns& all) { all.push_back(all[0]); }) == std::vector<std::string>{"T5006"});
    CHECK(check([](columns& all) {
              all.push_back(all[0]);
              all.back().name = "unread";
          }).empty());
}

TEST_CASE("a missing column of an optional field is unknown for every row, with a warning") {
    auto const with = prepared(text);
    tramo::table table;
    table.batches.push_back(accounts(with.policy()));
    table.batches[0].columns.erase(table.batches[0].columns.begin() + 2);
    auto const all = with.evaluate(table);
    CHECK(all.ok());
    CHECK(codes_of(all.diagnostics) == std::vector<std::string>{"T5004"});
    CHECK(marks(all.value, 1) == "~~!~!~");
}

TEST_CASE("a money field that is not there cannot be summed") {
    auto const with = prepared(text);
    tramo::table table;
    table.batches.push_back(accounts(with.policy()));
    auto const all = with.evaluate(table, {}, "balanse");
    CHECK(codes_of(all.diagnostics) == std::vector<std::string>{"T5007"});
    CHECK(all.diagnostics[0].help == std::vector<std::string>{"did you mean `balance`?"});
}
