// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Measures loading, evaluating tables and single records, beside what reading the columns alone costs. With
// `--write_rules=FOLDER` it only writes the policies, for those who measure the same rules elsewhere.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string_view>

#include <benchmark/benchmark.h>

#include <tramo/policy/policy.hpp>
#include <tramo/policy/record.hpp>
#include <tramo/text/render.hpp>

#include "accounts.hpp"

namespace {

using tramo_bench::rule_set;

std::vector<rule_set> const sets = {rule_set::standard, rule_set::distinct, rule_set::narrow};
std::vector<std::int64_t> const segment_counts = {1, 10, 50, 200};

/// One portfolio at a time: ten million rows are close to 400 MB.
tramo_bench::accounts const& accounts_of(std::int64_t rows) {
    static std::unique_ptr<tramo_bench::accounts> made;
    if (made == nullptr || made->all().rows != rows)
        made = std::make_unique<tramo_bench::accounts>(static_cast<std::size_t>(rows));
    return *made;
}

tramo::prepared_policy prepared(std::string const& text) {
    auto loaded = tramo::load(text);
    if (!loaded.ok()) {
        std::cerr << tramo::render(loaded.diagnostics, tramo::source(text));
        std::exit(1);
    }
    return loaded.value.prepare({tramo_bench::as_of, {}}).value;
}

std::vector<std::string> columns_of(tramo::policy const& read) {
    std::vector<std::string> names;
    for (auto const& field : read.fields().fields) names.push_back(field.name);
    return names;
}

void load_and_prepare(benchmark::State& state, rule_set set) {
    auto const text = tramo_bench::policy_text(set, static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(prepared(text));
}

void read_columns(benchmark::State& state, rule_set set) {
    auto const with = prepared(tramo_bench::policy_text(set, static_cast<std::size_t>(state.range(1))));
    auto const columns = columns_of(with.policy());
    std::size_t bytes = 0;
    for (auto _ : state) benchmark::DoNotOptimize(accounts_of(state.range(0)).read(columns, bytes));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void evaluate_table(benchmark::State& state, rule_set set) {
    auto const with = prepared(tramo_bench::policy_text(set, static_cast<std::size_t>(state.range(1))));
    tramo::table table;
    table.batches.push_back(accounts_of(state.range(0)).only(columns_of(with.policy())));
    for (auto _ : state) {
        auto const all = with.evaluate(table, {static_cast<int>(state.range(2)), 0});
        if (!all.ok() || all.value.rows_set_apart != 0) state.SkipWithError("the table cannot be evaluated");
        benchmark::DoNotOptimize(all.value.segments.data());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// The value that a row of the portfolio holds, set into a typed record.
void set_from(tramo::record& account, tramo::batch const& from, tramo::field const& of, std::size_t slot,
              std::int64_t row) {
    auto const& column = *tramo::find_column(from, of.name);
    auto const at = static_cast<std::size_t>(row);
    if (!tramo::is_valid(column, row)) return account.clear({slot});
    if (column.physical == tramo::layout::boolean)
        account.set({slot}, ((static_cast<std::uint8_t const*>(column.values)[at / 8] >> (at % 8)) & 1) != 0);
    if (column.physical == tramo::layout::int32)
        account.set({slot}, static_cast<std::int32_t const*>(column.values)[at]);
    if (column.physical == tramo::layout::int64)
        account.set({slot}, static_cast<std::int64_t const*>(column.values)[at]);
    if (column.physical == tramo::layout::date32)
        account.set({slot}, tramo::date{static_cast<std::int32_t const*>(column.values)[at]});
    if (column.physical == tramo::layout::float64)
        account.set({slot}, *tramo::from_double(static_cast<double const*>(column.values)[at]));
    if (column.physical != tramo::layout::dictionary) return;
    auto const code = column.code_layout == tramo::layout::int16
                          ? static_cast<std::int16_t const*>(column.values)[at]
                          : static_cast<std::int8_t const*>(column.values)[at];
    account.set({slot}, tramo::text_at(*column.dictionary, code));
}

void evaluate_record(benchmark::State& state, rule_set set) {
    auto const with = prepared(tramo_bench::policy_text(set, static_cast<std::size_t>(state.range(0))));
    constexpr std::int64_t count = 256;
    auto const& from = accounts_of(1'000'000).all();
    auto const& fields = with.policy().fields().fields;
    std::vector<tramo::record> records;
    for (std::int64_t row = 0; row < count; ++row) {
        records.emplace_back(with.policy());
        for (std::size_t i = 0; i < fields.size(); ++i) set_from(records.back(), from, fields[i], i, row);
    }
    std::size_t next = 0;
    for (auto _ : state) benchmark::DoNotOptimize(tramo::evaluate(with, records[next++ % count]));
    state.SetItemsProcessed(state.iterations());
}

void add_benchmarks() {
    for (auto const set : sets) {
        auto const suffix = std::string("/") + tramo_bench::name_of(set);
        auto const named = [&](char const* what, void (*run)(benchmark::State&, rule_set)) {
            return benchmark::RegisterBenchmark((what + suffix).c_str(), run, set);
        };
        named("load_and_prepare", load_and_prepare)
            ->ArgName("segments")
            ->Arg(50)
            ->Arg(200)
            ->Unit(benchmark::kMillisecond);
        named("record", evaluate_record)->ArgName("segments")->Arg(10)->Arg(50)->Unit(benchmark::kNanosecond);
    }
    for (std::int64_t const rows : {1'000'000, 10'000'000})
        for (auto const set : sets)
            for (auto const segments : segment_counts) {
                auto const suffix = std::string("/") + tramo_bench::name_of(set);
                benchmark::RegisterBenchmark(("read_columns" + suffix).c_str(), read_columns, set)
                    ->ArgNames({"rows", "segments"})
                    ->Args({rows, segments})
                    ->Unit(benchmark::kMillisecond);
                benchmark::RegisterBenchmark(("evaluate" + suffix).c_str(), evaluate_table, set)
                    ->ArgNames({"rows", "segments", "threads"})
                    ->Args({rows, segments, 1})
                    ->Unit(benchmark::kMillisecond);
            }
}

int write_rules(std::string const& folder) {
    for (auto const set : sets)
        for (auto const segments : segment_counts) {
            std::ofstream file(folder + "/" + tramo_bench::name_of(set) + "_" + std::to_string(segments) +
                               ".tramo");
            file << tramo_bench::policy_text(set, static_cast<std::size_t>(segments));
            if (!file) return 1;
        }
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    constexpr std::string_view flag = "--write_rules=";
    if (count == 2 && std::string_view(arguments[1]).substr(0, flag.size()) == flag)
        return write_rules(std::string(std::string_view(arguments[1]).substr(flag.size())));
    add_benchmarks();
    benchmark::Initialize(&count, arguments);
    if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
