// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Times what is to be compared in turns, each turn begun when the machine is quiet: others' work moves
// absolute times by far more than it moves ratios of neighbours.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

namespace tramo_bench {

/// Ticks (of 10 ms) that all processors together have been busy.
inline std::int64_t busy_ticks() {
    std::ifstream stat("/proc/stat");
    std::string word;
    std::int64_t busy = 0, ticks = 0;
    stat >> word;
    for (int i = 0; i < 8 && stat >> ticks; ++i)
        if (i != 3 && i != 4) busy += ticks;  // idle, and waiting for a disk
    return busy;
}

/// Off for a look in a hurry, whose numbers nobody quotes.
inline bool is_patient = true;

/// Waits for a twentieth of a second in which nobody works, at most 0.6 s.
inline void wait_for_quiet() {
    for (int i = 0; i < 12 && is_patient; ++i) {
        auto const before = busy_ticks();
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        if (busy_ticks() - before <= 1) return;
    }
}

inline double seconds_of(auto const& what) {
    auto const begin = std::chrono::steady_clock::now();
    what();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

inline double median(std::vector<double> seconds) {
    if (seconds.empty()) return 0;
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
}

/// What is measured in turns, by name; the seconds of each turn.
class turns {
public:
    /// `times` is how often each does the same in one turn.
    explicit turns(double times = 1) : times_(times) {}

    void add(std::string name, std::function<void()> what) { all_.push_back({std::move(name), what, {}}); }

    /// One turn of each, in their order.
    void take() {
        for (auto& one : all_) {
            wait_for_quiet();
            one.seconds.push_back(seconds_of(one.what));
        }
    }

    void tell(benchmark::State& state) const {
        for (auto const& one : all_) state.counters[one.name] = median(one.seconds) / times_;
    }

    void measure(benchmark::State& state) {
        for (auto _ : state) {
            take();
            state.SetIterationTime(all_.front().seconds.back());
        }
        tell(state);
    }

private:
    struct entry {
        std::string name;
        std::function<void()> what;
        std::vector<double> seconds;
    };
    double times_;
    std::vector<entry> all_;
};

}  // namespace tramo_bench
