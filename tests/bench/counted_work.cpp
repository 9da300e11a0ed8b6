// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A small fixed work whose instructions are counted by instruction_counts.py: they hardly change from run to
// run, as times do. usage: tramo_counted_work table|record|compiler
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
__attribute__((noinline)) std::int64_t counted_record(tramo::prepared_policy const& with,
                                                      tramo::record const& account) {
    return queue_of(with, account);
}
}

int main(int count, char** words) {
    std::string_view const what = count == 2 ? words[1] : "";
    if (what == "compiler") {
        std::cout << compiler << '\n';
        return 0;
    }
    if (what != "table" && what != "record") {
        std::cerr << "usage: tramo_counted_work table|record|compiler\n";
        return 2;
    }
    bool const is_table = what == "table";
    accounts const from(is_table ? table_rows : static_cast<std::size_t>(record_count));
    auto const with = prepared(policy_text("counted", rule_generator(rule_set::standard).make(segments)));
    if (is_table)
        std::cout << counted_table(with, table_for(with.policy(), from.all())) << '\n';
    else
        std::cout << counted_record(with, typed_records(with.policy(), from.all()).front()) << '\n';
    return 0;
}
