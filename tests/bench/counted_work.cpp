// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A small fixed work whose instructions are counted by instruction_counts.py: they hardly change from run to
// run, as times do. usage: tramo_counted_work table|records|compiler
#include <iostream>
#include <string_view>

#include "single_records.hpp"

namespace {

using namespace tramo_bench;

constexpr std::size_t table_rows = 1 << 16, segments = 50;

#if defined(__clang__)
constexpr char const* compiler = "clang++ " __clang_version__;
#else
constexpr char const* compiler = "g++ " __VERSION__;
#endif

}  // namespace

/// Only what happens within these two is counted; their names are found in the program.
extern "C" {
__attribute__((noinline)) std::int64_t counted_table(tramo::prepared_policy const& with,
                                                     tramo::table const& table) {
    return with.evaluate(table).value.segments.front().is_true.rows;
}
__attribute__((noinline)) std::int64_t counted_records(record_decider& decider,
                                                       std::vector<tramo::record> const& accounts) {
    std::int64_t sum = 0;
    for (auto const& account : accounts) sum += decider.queue_of(account);
    return sum;
}
}

int main(int count, char** words) {
    std::string_view const what = count == 2 ? words[1] : "";
    if (what == "compiler") {
        std::cout << compiler << '\n';
        return 0;
    }
    if (what != "table" && what != "records") {
        std::cerr << "usage: tramo_counted_work table|records|compiler\n";
        return 2;
    }
    bool const is_table = what == "table";
    accounts const from(is_table ? table_rows : static_cast<std::size_t>(record_count));
    auto const with = prepared(policy_text("counted", rule_generator(rule_set::standard).make(segments)));
    if (is_table) std::cout << counted_table(with, table_for(with.policy(), from.all())) << '\n';
    if (is_table) return 0;
    record_decider decider(with);
    std::cout << counted_records(decider, typed_records(with.policy(), from.all())) << '\n';
    return 0;
}
