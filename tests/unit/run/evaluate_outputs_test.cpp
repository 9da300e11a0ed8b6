// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Numbers that verdicts carry row by row: exact, unknown where something is missing, the same for any
// threads.
#include "unit/plan/offered.hpp"

using namespace tramo;
using tramo::testing::batch_of;
using tramo::testing::offered;
using tramo::testing::text_row;
using strings = std::vector<std::string>;

namespace {

std::string const declarations =
    "policy \"p\" { currency BRL }\n"
    "field client : text key\n"
    "field balance : money\n"
    "field late_interest : money optional\n"
    "field factor : decimal optional\n"
    "field due : date\n";

std::string const condition = "condition any_time { lump sum cash }\n";

std::string const debt =
    "debt { principal balance - 1  interest late_interest  fees balance * factor  overdue as_of - due }\n";

verdicts evaluated(offered const& with, std::vector<text_row> const& rows, evaluation_options options = {}) {
    table all;
    all.batches.push_back(batch_of(with.policy().fields, rows));
    auto result = evaluate(with.policy(), with.made.asked, all, options);
    REQUIRE(result.ok());
    return result.value;
}

bool knows(number_output const& of, std::size_t row) {
    return ((of.known.at(row / 64) >> (row % 64)) & 1) != 0;
}

/// Of one output: its numbers, `?` where it is not known.
strings shown(batch_verdicts const& of, std::size_t output) {
    strings all;
    auto const& numbers = of.outputs.at(output);
    for (std::size_t row = 0; row < static_cast<std::size_t>(of.rows); ++row)
        all.push_back(knows(numbers, row) ? to_shortest_string(numbers.values.at(row)) : "?");
    return all;
}

text_row row(std::string const& balance, std::string const& day) {
    return {{"client", "c"}, {"balance", balance}, {"due", day}};
}

}  // namespace

TEST_CASE("outputs are computed exactly, and unknown where something is missing") {
    offered const with(declarations + debt + condition, "2026-11-15");
    auto const all =
        evaluated(with, {{{"client", "a"},
                          {"balance", "100.10"},
                          {"late_interest", "0.01"},
                          {"factor", "0.333333333333333333"},
                          {"due", "2026-10-01"}},
                         row("123456789012345678.91", "2026-11-15"),
                         {{"client", "c"}, {"balance", "0"}, {"factor", "2"}, {"due", "2026-11-20"}}});
    auto const& made = with.made;
    auto const& part = all.batches.at(0);
    REQUIRE(part.outputs.size() == 4);
    CHECK(shown(part, made.amounts[index_of(component::principal)]) ==
          strings{"99.1", "123456789012345677.91", "-1"});
    CHECK(shown(part, made.amounts[index_of(component::interest)]) == strings{"0.01", "?", "?"});
    // 100.10 · 0.333333333333333333 = 33.3666666666666666333
    CHECK(shown(part, made.amounts[index_of(component::fees)]) ==
          strings{"33.3666666666666666333", "?", "0"});
    CHECK(shown(part, made.overdue) == strings{"45", "0", "-5"});
    CHECK(all.rows_set_apart == 0);
}

TEST_CASE("the outputs of a row that is set apart are unknown") {
    offered const with(declarations + debt + condition);
    auto const all = evaluated(with, {row("1", "2026-10-01"),
                                      row("1.005", "2026-10-01"),
                                      row("3", "2026-10-01"),
                                      {{"client", "c"}, {"due", "2026-10-01"}}});
    auto const& part = all.batches.at(0);
    CHECK(part.set_apart.at(0) == 0b1010);
    CHECK(shown(part, with.made.amounts[0]) == strings{"0", "?", "2", "?"});
    CHECK(shown(part, with.made.overdue) == strings{"45", "?", "45", "?"});
}

TEST_CASE("an output that does not fit is a data error of its row, with its expression, and of no other") {
    offered const with(declarations + "debt { principal balance * factor * factor }\n" + condition);
    std::string const big = "99999999999999999999";
    auto const all =
        evaluated(with, {{{"client", "a"}, {"balance", "2"}, {"factor", "3"}, {"due", "2026-10-01"}},
                         {{"client", "b"}, {"balance", "9"}, {"factor", big}, {"due", "2026-10-01"}},
                         {{"client", "c"}, {"balance", "1"}, {"factor", "1"}, {"due", "2026-10-01"}}});
    CHECK(shown(all.batches.at(0), 0) == strings{"18", "?", "1"});
    REQUIRE(all.errors.size() == 1);
    CHECK(all.errors[0].row == 1);
    CHECK(all.errors[0].key == "b");
    CHECK(all.errors[0].reason == fault_reason::arithmetic);
    CHECK(with.read.text.slice(all.errors[0].at) == "balance * factor * factor");
}

TEST_CASE("outputs do not depend on threads and blocks, and hold each row of the batch") {
    offered const with(declarations + debt + condition, "2026-11-15");
    std::vector<text_row> rows;
    for (int i = 0; i < 1000; ++i) {
        auto made = row(std::to_string(i) + ".25", i % 3 == 0 ? "2026-10-01" : "2026-11-01");
        if (i % 7 == 0) made.push_back({"factor", std::to_string(i)});
        if (i % 101 == 0) made[1].second = "x";
        rows.push_back(std::move(made));
    }
    auto const plain = evaluated(with, rows);
    auto const& first = plain.batches.at(0);
    auto const principals = shown(first, with.made.amounts[0]);
    auto const fees = shown(first, with.made.amounts[index_of(component::fees)]);
    for (std::size_t i = 0; i < 1000; ++i) {
        auto const number = decimal(static_cast<int128>(i) * 100 + 25, 2);
        CHECK(principals[i] == (i % 101 == 0 ? "?" : to_shortest_string(*subtract(number, decimal(1)))));
        bool const has_fees = i % 7 == 0 && i % 101 != 0;
        CHECK(fees[i] ==
              (has_fees ? to_shortest_string(*multiply(number, decimal(static_cast<int128>(i)))) : "?"));
    }
    for (int const threads : {1, 3, 8})
        for (std::size_t const block : {64U, 128U, 4096U}) {
            auto const again = evaluated(with, rows, {threads, block});
            auto const& part = again.batches.at(0);
            for (std::size_t i = 0; i < part.outputs.size(); ++i) {
                CHECK(part.outputs[i].values == first.outputs[i].values);
                CHECK(part.outputs[i].known == first.outputs[i].known);
            }
        }
}

TEST_CASE("a constant is an output too, and no rows have none") {
    offered const with(declarations + "debt { principal 100.50 }\n" + condition);
    CHECK(shown(evaluated(with, {row("1", "2026-10-01"), row("2", "2026-10-01")}).batches.at(0), 0) ==
          strings{"100.5", "100.5"});
    auto const none = evaluated(with, {});
    REQUIRE(none.batches.at(0).outputs.size() == 1);
    CHECK(none.batches[0].outputs[0].values.empty());
}

TEST_CASE("a plan without outputs has verdicts without them") {
    offered const with(declarations + "debt { principal balance }\nsegment owing = balance > 0\n" +
                       condition);
    auto const usual = compile(with.policy(), with.known);
    table all;
    all.batches.push_back(batch_of(with.policy().fields, {row("1", "2026-10-01")}));
    auto const result = evaluate(with.policy(), usual, all);
    REQUIRE(result.ok());
    CHECK(result.value.batches.at(0).outputs.empty());
}

TEST_CASE("requirements and rows of matrices are evaluated beside the outputs") {
    offered const with(declarations +
                       "matrix haircut by balance { row 0..<100 => 10%  row from 100 => 20% }\n" + debt +
                       "condition any_time {\n  requires priced = factor > 1\n  discount total by haircut\n"
                       "  lump sum cash\n}\n");
    auto const all =
        evaluated(with, {{{"client", "a"}, {"balance", "99.99"}, {"factor", "2"}, {"due", "2026-10-01"}},
                         row("100", "2026-10-01")});
    auto const& part = all.batches.at(0);
    auto const segment = [&](std::size_t index) { return part.segments.at(index).is_true[0]; };
    CHECK(segment(with.made.conditions.at(0).requirements) == 0b01);
    CHECK(part.segments.at(with.made.conditions[0].requirements).is_unknown[0] == 0b10);
    CHECK(segment(with.made.matrices.at(0)) == 0b01);
    CHECK(segment(with.made.matrices.at(0) + 1) == 0b10);
}
