// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Measures tables of accounts in turns with merely reading the columns that are touched, and what loading a
// policy costs. usage: tramo_bench [--rows=N] [--rounds=N] [--hurried] [--benchmark_filter=…], or [--rows=N]
// and one of
// --write=FOLDER (only writes the accounts and the policies, for those who measure the same elsewhere) and
// --memory (what evaluating takes beyond what goes in and comes out).
#include <malloc.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <string_view>

#include <benchmark/benchmark.h>

#include "plain_texts.hpp"
#include "reading.hpp"
#include "record_bench.hpp"
#include "ways.hpp"

namespace {

using namespace tramo_bench;

std::vector<rule_set> const sets = {rule_set::standard, rule_set::distinct, rule_set::narrow};
std::vector<std::size_t> const segment_counts = {1, 10, 50, 200};
std::vector<std::size_t> const scaling_counts = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000};

struct asked {
    std::size_t rows = 10'000'000;
    int rounds = 5;
    std::string folder;
    bool for_memory = false;
};

/// One portfolio at a time: ten million rows are close to 400 MB.
accounts const& accounts_of(std::size_t rows) {
    static std::unique_ptr<accounts> made;
    if (made == nullptr || static_cast<std::size_t>(made->all().rows) != rows) {
        made.reset();
        made = std::make_unique<accounts>(rows);
    }
    return *made;
}

plain_texts const& texts_of(std::size_t rows) {
    static std::unique_ptr<plain_texts> made;
    auto const& coded = accounts_of(rows).all();
    if (made == nullptr || made->all().rows != coded.rows) {
        made.reset();
        made = std::make_unique<plain_texts>(coded);
    }
    return *made;
}

void tell_rates(benchmark::State& state, tramo::verdicts const& all) {
    auto rates = rates_of(all);
    std::sort(rates.begin(), rates.end());
    state.counters["rate_least"] = rates.front();
    state.counters["rate_median"] = rates[rates.size() / 2];
    state.counters["rate_most"] = rates.back();
}

/// Every way must count alike; the first is where memory is fetched from the system, which is not measured.
bool all_alike(tramo::prepared_policy const& with, tramo::table const& table, std::vector<way> const& ways,
               benchmark::State& state) {
    std::vector<std::int64_t> due;
    for (auto const& one : ways) {
        auto const all = with.evaluate(table, one.options);
        if (!all.ok() || all.value.rows_set_apart != 0) return false;
        std::vector<std::int64_t> counts;
        for (auto const& segment : all.value.segments) counts.push_back(segment.is_true.rows);
        for (auto const& queue : all.value.queues.front()) counts.push_back(queue.rows);
        if (due.empty()) tell_rates(state, all.value);
        if (!due.empty() && counts != due) return false;
        due = counts;
    }
    return true;
}

void evaluate_table(benchmark::State& state, rule_set set, tramo::batch const& from, bool is_in_every_way) {
    auto const with = prepared(policy_text(set, static_cast<std::size_t>(state.range(0))));
    auto const table = table_for(with.policy(), from);
    auto const buffers = buffers_of(table.batches.front());
    auto ways = all_ways();
    if (!is_in_every_way) ways.resize(1);
    if (!all_alike(with, table, ways, state)) return state.SkipWithError("the ways do not agree");
    turns all;
    auto const add = [&](way const& one) {
        all.add(one.name, [&with, &table, options = one.options] {
            benchmark::DoNotOptimize(with.evaluate(table, options).value.segments.data());
        });
    };
    add(ways.front());
    all.add("read", [&] { benchmark::DoNotOptimize(read(buffers, 1)); });
    if (is_in_every_way) all.add("read_2_threads", [&] { benchmark::DoNotOptimize(read(buffers, 2)); });
    for (std::size_t i = 1; i < ways.size(); ++i) add(ways[i]);
    all.measure(state);
    state.counters["rows"] = static_cast<double>(from.rows);
    state.counters["bytes"] = static_cast<double>(bytes_of(buffers));
}

/// Conditions on one column of plain texts, beside one comparison of that column and the same as a
/// dictionary.
void evaluate_cities(benchmark::State& state, std::size_t rows) {
    auto const with = prepared(policy_text("cities", city_conditions()));
    auto const plain = table_for(with.policy(), texts_of(rows).all());
    auto const coded = table_for(with.policy(), accounts_of(rows).all());
    if (!all_alike(with, plain, {{"best", {}}}, state) || !all_alike(with, coded, {{"best", {}}}, state))
        return state.SkipWithError("the cities cannot be evaluated");
    std::vector<std::uint64_t> bits(rows / 64 + 1);
    turns all;
    all.add("plain_texts", [&] { benchmark::DoNotOptimize(with.evaluate(plain).value.rows); });
    all.add("dictionary", [&] { benchmark::DoNotOptimize(with.evaluate(coded).value.rows); });
    all.add("one_memcmp", [&] {
        compare_texts(plain.batches.front().columns.front(), "CITY42", bits);
        benchmark::DoNotOptimize(bits.data());
    });
    all.measure(state);
}

void load_and_prepare(benchmark::State& state, rule_set set) {
    auto const text = policy_text(set, static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) benchmark::DoNotOptimize(prepared(text));
}

void in_turns(benchmark::internal::Benchmark* of, int rounds, std::vector<std::size_t> const& counts) {
    of->ArgName("segments")->UseManualTime()->Iterations(rounds)->Unit(benchmark::kMillisecond);
    for (auto const count : counts) of->Arg(static_cast<std::int64_t>(count));
}

void add_benchmarks(asked const& what) {
    auto const rows = what.rows;
    auto const add = [](std::string const& name, auto&& run) {
        return benchmark::RegisterBenchmark(name.c_str(), run);
    };
    for (auto const set : sets) {
        auto const suffix = std::string("/") + name_of(set);
        add("load_and_prepare" + suffix, [set](benchmark::State& state) { load_and_prepare(state, set); })
            ->ArgName("segments")
            ->Arg(50)
            ->Arg(200)
            ->Unit(benchmark::kMillisecond);
        auto const evaluate = [=](benchmark::State& state) {
            evaluate_table(state, set, accounts_of(rows).all(), true);
        };
        in_turns(add("evaluate" + suffix, evaluate), what.rounds, segment_counts);
    }
    auto const texts = [=](benchmark::State& state) {
        evaluate_table(state, rule_set::standard, texts_of(rows).all(), false);
    };
    in_turns(add("plain_texts/std", texts), what.rounds, {50});
    in_turns(add("cities", [=](benchmark::State& state) { evaluate_cities(state, rows); }), what.rounds,
             {10});
    auto const scaling = [=](benchmark::State& state) {
        evaluate_table(state, rule_set::standard, accounts_of(rows / 10).all(), false);
    };
    in_turns(add("scaling/std", scaling), what.rounds, scaling_counts);
    for (auto const set : {rule_set::standard, rule_set::narrow}) {
        auto const records = [set](benchmark::State& state) { decide_records(state, set); };
        in_turns(add(std::string("record/") + name_of(set), records), what.rounds, segment_counts);
    }
}

void write_buffer(std::string const& path, void const* begin, std::size_t bytes) {
    std::ofstream(path, std::ios::binary)
        .write(static_cast<char const*>(begin), static_cast<std::streamsize>(bytes));
}

/// Values as they lie in memory (`city.bin`), bits of what is there (`alert.there.bin`), and the policies.
int write_all(asked const& what) {
    std::filesystem::create_directories(what.folder);
    auto const& data = accounts_of(what.rows).all();
    for (auto const& column : data.columns) {
        bool const is_coded = column.physical == tramo::layout::dictionary;
        auto const bits = bits_of(is_coded ? column.code_layout : column.physical);
        write_buffer(what.folder + "/" + column.name + ".bin", column.values, (what.rows * bits + 7) / 8);
        if (column.validity != nullptr)
            write_buffer(what.folder + "/" + column.name + ".there.bin", column.validity,
                         (what.rows + 7) / 8);
    }
    for (auto const set : sets)
        for (auto const segments : segment_counts) {
            auto const name = name_of(set) + "_" + std::to_string(segments) + ".tramo";
            std::ofstream file(what.folder + "/" + name);
            file << policy_text(set, segments);
            if (!file) return 1;
        }
    return 0;
}

/// `VmRSS:` and the like, in bytes.
double told_by_system(std::string_view what) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(what)) return std::stod(line.substr(what.size())) * 1024;
    return 0;
}

double bytes_of(tramo::verdicts const& all) {
    std::size_t bytes = 0;
    for (auto const& batch : all.batches) {
        for (auto const& bits : batch.segments) bytes += 8 * (bits.is_true.size() + bits.is_unknown.size());
        for (auto const& queue : batch.queues) bytes += sizeof(std::uint16_t) * queue.size();
        bytes += 8 * batch.set_apart.size();
    }
    return static_cast<double>(bytes);
}

int tell_memory(asked const& what) {
    auto const with = prepared(policy_text(rule_set::standard, 50));
    auto const table = table_for(with.policy(), accounts_of(what.rows).all());
    malloc_trim(0);
    std::ofstream("/proc/self/clear_refs") << 5;  // the largest memory so far is forgotten
    auto const before = told_by_system("VmRSS:");
    auto const all = with.evaluate(table);
    auto const grown = told_by_system("VmHWM:") - before, out = bytes_of(all.value);
    std::cout << "{\"rows\": " << what.rows
              << ", \"segments\": 50, \"input\": " << tramo_bench::bytes_of(buffers_of(table.batches.front()))
              << ", \"output\": " << out << ", \"beyond\": " << grown - out << "}\n";
    return all.ok() ? 0 : 1;
}

/// Takes the words that are not Google Benchmark's out of the line.
asked read_words(int& count, char** words) {
    asked found;
    int kept = 0;
    for (int i = 0; i < count; ++i) {
        std::string_view const word = words[i];
        auto const value = std::string(word.substr(std::min(word.find('=') + 1, word.size())));
        if (word.starts_with("--rows="))
            found.rows = std::stoul(value);
        else if (word.starts_with("--rounds="))
            found.rounds = std::stoi(value);
        else if (word.starts_with("--write="))
            found.folder = value;
        else if (word == "--hurried")
            is_patient = false;
        else if (word == "--memory")
            found.for_memory = true;
        else
            words[kept++] = words[i];
    }
    count = kept;
    return found;
}

}  // namespace

int main(int count, char** words) {
    auto const what = read_words(count, words);
    if (!what.folder.empty()) return write_all(what);
    if (what.for_memory) return tell_memory(what);
    // Memory that is given back stays in the process, as in one that evaluates again and again.
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    add_benchmarks(what);
    benchmark::Initialize(&count, words);
    if (benchmark::ReportUnrecognizedArguments(count, words)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
