// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Aggregates over the children of accounts: gaps, empty lists, slices, and faults that name the child.
#include "unit/policy/portfolio.hpp"
#include "unit/run/made_columns.hpp"

using namespace tramo::testing;
using tramo::batch;
using tramo::layout;

namespace {

std::string const declarations =
    "policy \"p\" { currency BRL }\n"
    "field account : text key\n"
    "collection debts {\n  field amount : money optional\n  field open_days : integer optional\n"
    "  field due : date optional\n  field disputed : boolean optional\n}\n";

using child = cells;

/// An account for each list; a list that is not there is null.
batch accounts(tramo::policy const& of, std::vector<std::optional<std::vector<child>>> const& lists) {
    tramo::text_batch made(of.fields());
    int number = 0;
    for (auto const& list : lists) {
        REQUIRE(made.set("account", "C-" + std::to_string(++number)));
        if (list && list->empty()) REQUIRE(made.set_empty("debts"));
        for (auto const& one : list.value_or(std::vector<child>())) {
            REQUIRE(made.begin_child("debts"));
            for (auto const& [name, text] : one) REQUIRE(made.set(name, text));
            made.end_child();
        }
        made.end_record();
    }
    return made.finish();
}

/// 1: 10 and 20; 2: none; 3: no list; 4: 10 and unknown; 5: -5.
std::vector<std::optional<std::vector<child>>> const five = {
    std::vector<child>{{{"amount", "10"}, {"open_days", "40"}, {"due", "2026-01-01"}, {"disputed", "true"}},
                       {{"amount", "20"}, {"open_days", "10"}, {"due", "2025-01-01"}, {"disputed", "false"}}},
    std::vector<child>{}, std::nullopt, std::vector<child>{{{"amount", "10"}, {"open_days", "50"}}, {}},
    std::vector<child>{{{"amount", "-5"}, {"open_days", "0"}, {"due", "2026-03-01"}, {"disputed", "false"}}}};

std::string over_five(std::string const& condition) {
    auto const with = prepared(declarations + "segment it = " + condition + "\n", on("2026-03-31"));
    auto const data = accounts(with.policy(), five);
    auto const whole = marks(evaluated(with, data), 0);
    std::string by_row;
    for (std::int64_t row = 0; row < data.rows; ++row)
        by_row += marks(evaluated(with, sliced(data, row, 1)), 0);
    CHECK(whole == by_row);
    return whole;
}

}  // namespace

TEST_CASE("sums and counts are 0 over none, and unknown with an unknown child") {
    CHECK(over_five("sum(debts.amount) = 30") == "+--~-");
    CHECK(over_five("sum(debts.amount) = 0") == "-++~-");
    CHECK(over_five("count(debts) = 2") == "+--+-");
    CHECK(over_five("count(debts) = 0") == "-++--");
    CHECK(over_five("count(debts where open_days > 30) = 1") == "+--~-");
    CHECK(over_five("count(debts where open_days > 30) = 0") == "-++~+");
    CHECK(over_five("sum(debts.amount where open_days > 30) = 10") == "+--~-");
}

TEST_CASE("max, min and oldest are unknown over none") {
    CHECK(over_five("max(debts.amount) = 20") == "+~~~-");
    CHECK(over_five("min(debts.amount) = -5") == "-~~~+");
    CHECK(over_five("oldest(debts.due) = 2025-01-01") == "+~~~-");
    CHECK(over_five("max(debts.amount where open_days > 30) = 10") == "+~~~~");
    CHECK(over_five("as_of - oldest(debts.due) > 60 days") == "+~~~-");
    CHECK(over_five("max(debts.amount) is unknown") == "-+++-");
}

TEST_CASE("any and all are the or and the and of the children") {
    CHECK(over_five("any(debts where open_days > 30)") == "+--+-");
    CHECK(over_five("any(debts where open_days > 60)") == "---~-");
    CHECK(over_five("any(debts where open_days is unknown)") == "---+-");
    CHECK(over_five("all(debts where amount > 0)") == "+++~-");
    CHECK(over_five("any(debts.disputed)") == "+--~-");
    CHECK(over_five("all(debts.disputed)") == "-++~-");
    CHECK(over_five("any(debts.disputed where open_days > 30)") == "+--~-");
    CHECK(over_five("all(debts.disputed where open_days > 30)") == "+++~+");
    CHECK(over_five("not any(debts where open_days > 30)") == "-++-+");
}

TEST_CASE("aggregates are numbers like others") {
    CHECK(over_five("sum(debts.amount) / count(debts) > 10") == "+~~~-");
    CHECK(over_five("max(debts.open_days) - min(debts.open_days) = 30") == "+~~~-");
    CHECK(over_five("coalesce(max(debts.amount), 7) = 7") == "-+++-");
    CHECK(over_five("sum(debts.amount where disputed) > sum(debts.amount where not disputed)") == "---~+");
}

TEST_CASE("a child that cannot be read sets its account apart, and is named by its place") {
    auto const with = prepared(declarations + "segment it = sum(debts.amount) >= 0\n");
    auto const data = accounts(
        with.policy(), {std::vector<child>{{{"amount", "1"}}},
                        std::vector<child>{{{"amount", "1"}}, {{"amount", "ten"}, {"open_days", "x"}}},
                        std::vector<child>{{{"amount", "2.005"}}}, std::vector<child>{}});
    auto const all = evaluated(with, data);
    CHECK(marks(all, 0) == "+!!+");
    CHECK(errors_of(all.errors) == std::vector<std::string>{"1 C-2 debts[1].amount = \"ten\" wrong_type",
                                                            "1 C-2 debts[1].open_days = \"x\" wrong_type",
                                                            "2 C-3 debts[0].amount = \"2.005\" too_precise"});
}

TEST_CASE("a required field that a child lacks is a fault of the account") {
    auto const with = prepared(
        "policy \"p\" { currency BRL }\nfield account : text key\ncollection debts { field amount : money }\n"
        "segment it = count(debts) > 0\n");
    auto const data = accounts(with.policy(), {std::vector<child>{{{"amount", "1"}}, {}}, std::nullopt});
    auto const all = evaluated(with, data);
    CHECK(errors_of(all.errors) == std::vector<std::string>{"0 C-1 debts[1].amount = null missing"});
    CHECK(marks(all, 0) == "!-");
}

TEST_CASE("a sum of children that does not fit is a data error") {
    auto const with = prepared(declarations + "segment it = sum(debts.amount) > 0\n");
    auto const big = std::string(36, '9') + ".99";
    auto const data = accounts(with.policy(),
                               {std::vector<child>{{{"amount", big}}},
                                std::vector<child>{{{"amount", big}}, {{"amount", big}}, {{"amount", big}}}});
    auto const all = evaluated(with, data);
    CHECK(marks(all, 0) == "+!");
    CHECK(errors_of(all.errors) == std::vector<std::string>{"1 C-2 line 10 = sum(debts.amount) arithmetic"});
}

TEST_CASE("lists that begin anywhere, with junk between them and null records, are read where they lie") {
    auto const with = prepared("collection debts { field n : integer }\nsegment it = sum(debts.n) = 7\n");
    auto items = made::fixed<std::int32_t>(layout::int32, {100, 3, 4, 200, 7, 300, 7}, 2);
    items.view.name = "n";
    tramo::column list;
    list.name = "debts";
    list.physical = layout::list;
    list.length = 3;
    list.offset = 1;
    std::vector<std::int32_t> const offsets = {0, 1, 3, 4, 5};  // the row before, then 3+4, junk of a null, 7
    std::vector<std::uint8_t> const there = {0b1011};
    list.offsets = offsets.data();
    list.validity = there.data();
    tramo::column records;
    records.physical = layout::structure;
    records.length = 7;
    records.children = {items.view};
    list.children = {records};
    batch data;
    data.rows = 3;
    data.columns = {list};
    CHECK(marks(evaluated(with, data), 0) == "+-+");

    std::vector<std::uint8_t> const records_there = {0b11101111};  // the record of the last row is null
    data.columns[0].children[0].validity = records_there.data();
    auto const all = evaluated(with, data);
    CHECK(marks(all, 0) == "+-!");
    CHECK(errors_of(all.errors) == std::vector<std::string>{"2  debts[0] =  missing"});

    std::vector<std::int32_t> const broken = {0, 1, 3, 2, 9};
    data.columns[0].offsets = broken.data();
    data.columns[0].children[0].validity = nullptr;
    CHECK(errors_of(evaluated(with, data).errors) == std::vector<std::string>{"2  debts =  broken_list"});
}

TEST_CASE("blocks, threads and batches do not change what is said of children") {
    auto const with =
        prepared(declarations +
                 "segment a = sum(debts.amount) > 10\nsegment b = any(debts where open_days > 30)\n"
                 "segment c = max(debts.open_days) / count(debts) > 5\n");
    std::vector<std::optional<std::vector<child>>> lists;
    for (int i = 0; i < 700; ++i) {
        std::vector<child> list;
        for (int j = 0; j < (i * 7) % 5; ++j)
            list.push_back((i + j) % 11 == 0 ? child{}
                                             : child{{"amount", std::to_string(i % 17 - 3)},
                                                     {"open_days", std::to_string((i * j) % 60)}});
        if (i % 13 == 0)
            lists.push_back(std::nullopt);
        else
            lists.push_back(list);
    }
    auto const data = accounts(with.policy(), lists);
    auto const whole = evaluated(with, data);
    for (int const threads : {1, 3})
        for (std::size_t const block : {64U, 100U, 512U}) {
            auto const other = evaluated(with, data, {threads, block});
            for (std::size_t i = 0; i < 3; ++i) CHECK(marks(other, i) == marks(whole, i));
        }
    for (std::size_t i = 0; i < 3; ++i) {
        std::string parts;
        for (std::int64_t at = 0; at < 700; at += 70)
            parts += marks(evaluated(with, sliced(data, at, 70)), i);
        CHECK(parts == marks(whole, i));
        CHECK(parts.find('~') != std::string::npos);
        CHECK(parts.find('+') != std::string::npos);
    }
}

TEST_CASE("a collection that nothing asks of need not be there; one that is asked of must") {
    auto const unread = prepared(declarations + "segment it = account = \"C-1\"\n");
    auto data = accounts(unread.policy(), {std::nullopt});
    data.columns.pop_back();
    CHECK(marks(evaluated(unread, data), 0) == "+");
    tramo::table all;
    all.batches.push_back(data);
    auto const read = prepared(declarations + "segment it = count(debts) > 0\n").evaluate(all);
    CHECK(codes_of(read.diagnostics) == std::vector<std::string>{"T5004"});
}
