// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Measures one record at a time: with typed fields, and as the text of JSON.
#pragma once

#include <benchmark/benchmark.h>

#include "single_records.hpp"

namespace tramo_bench {

/// One after the other, again and again; each must come to the queue that the table comes to.
inline void decide_records(benchmark::State& state, rule_set set, bool is_typed) {
    static accounts const some(static_cast<std::size_t>(record_count));
    auto const with = prepared(policy_text(set, static_cast<std::size_t>(state.range(0))));
    auto const due = with.evaluate(table_for(with.policy(), some.all())).value.batches.front().queues.front();
    auto const run = [&](auto const& records) {
        for (std::size_t i = 0; i < records.size(); ++i)
            if (queue_of(with, records[i]) != due[i]) return state.SkipWithError("a record goes elsewhere");
        std::size_t next = 0;
        for (auto _ : state) benchmark::DoNotOptimize(queue_of(with, records[next++ % records.size()]));
        state.SetItemsProcessed(state.iterations());
    };
    if (is_typed)
        run(typed_records(with.policy(), some.all()));
    else
        run(json_records(with.policy(), some.all()));
}

inline void add_record_benchmarks() {
    for (auto const set : {rule_set::standard, rule_set::narrow})
        for (bool const is_typed : {true, false}) {
            auto const name = std::string(is_typed ? "record" : "json_record") + "/" + name_of(set);
            auto* const one = benchmark::RegisterBenchmark(
                name.c_str(), [=](benchmark::State& state) { decide_records(state, set, is_typed); });
            one->ArgName("segments")->Unit(benchmark::kNanosecond);
            for (auto const segments : {1, 10, 50, 200}) one->Arg(segments);
        }
}

}  // namespace tramo_bench
