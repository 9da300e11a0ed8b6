// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Measures one record at a time: with typed fields, and as the text of JSON, in turns with short code over a
// row of numbers.
#pragma once

#include "quiet_turns.hpp"
#include "row_bytecode.hpp"
#include "single_records.hpp"

namespace tramo_bench {

/// All records, again and again.
template <class Records, class Decide>
void decide_all(Records const& records, int times, Decide const& decide) {
    for (int i = 0; i < times; ++i)
        for (auto const& one : records) benchmark::DoNotOptimize(decide(one));
}

template <class Records, class Decide>
bool all_go(Records const& records, tramo::shared_values<std::uint16_t> const& where, Decide const& decide) {
    for (std::size_t i = 0; i < records.size(); ++i)
        if (decide(records[i]) != where[i]) return false;
    return true;
}

/// Each record must come to the queue that it comes to in a table.
inline void decide_records(benchmark::State& state, rule_set set) {
    constexpr int times = 20;
    accounts const some(static_cast<std::size_t>(record_count));
    auto const conditions = conditions_of(set, static_cast<std::size_t>(state.range(0)));
    auto const with = prepared(policy_text(name_of(set), conditions));
    auto const due = with.evaluate(table_for(with.policy(), some.all())).value.batches.front().queues.front();
    auto const typed = typed_records(with.policy(), some.all());
    auto const json = json_records(with.policy(), some.all());
    std::vector<bare_row> bare;
    for (std::int64_t row = 0; row < record_count; ++row) bare.push_back(bare_row_of(some.all(), row));
    std::vector<row_bytecode> code;
    for (auto const& condition : conditions) code.emplace_back(condition);
    record_decider decider(with);
    auto const by_engine = [&](auto const& record) { return decider.queue_of(record); };
    auto const by_code = [&](bare_row const& row) { return first_of(code, row); };
    if (!all_go(typed, due, by_engine) || !all_go(json, due, by_engine) || !all_go(bare, due, by_code))
        return state.SkipWithError("a record goes elsewhere than in a table");
    turns all(times * static_cast<double>(record_count));
    all.add("typed", [&] { decide_all(typed, times, by_engine); });
    all.add("json", [&] { decide_all(json, times, by_engine); });
    all.add("row_bytecode", [&] { decide_all(bare, times, by_code); });
    all.measure(state);
}

}  // namespace tramo_bench
