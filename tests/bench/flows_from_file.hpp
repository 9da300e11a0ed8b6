// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Measures XIRR on flows that a file brings, so that other programs can be measured on the same ones.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <limits>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <tramo/offers/effective_rate.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo_bench {

struct flow_case {
    std::vector<std::int32_t> days;
    std::vector<double> amounts;
    std::vector<tramo::offers::dated_flow> exact;
};

/// Cases of one kind and size, measured one after the other: a single one would teach the processor its
/// branches.
struct flow_group {
    std::string name;
    std::vector<flow_case> cases;
    std::vector<double> fast, careful;  ///< seconds a case, by round
    std::vector<double> rates;
};

/// Lines `group day amount day amount …`; days since 1970, groups one after the other. Empty where it cannot
/// be read.
inline std::vector<flow_group> groups_of(std::string const& path) {
    std::vector<flow_group> made;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        std::istringstream cells(line);
        std::string name, amount;
        cells >> name;
        if (made.empty() || made.back().name != name) made.push_back({name, {}, {}, {}, {}});
        auto& into = made.back().cases.emplace_back();
        for (std::int32_t day = 0; cells >> day >> amount;) {
            auto const exact = tramo::parse_decimal(amount);
            if (!exact) return {};
            into.days.push_back(day);
            into.amounts.push_back(std::stod(amount));
            into.exact.push_back({tramo::date{day}, *exact});
        }
    }
    return made;
}

/// Of a case, run over all of them for about a fiftieth of a second.
template <class Rate>
double seconds_a_case(flow_group& group, Rate&& rate_of) {
    using clock = std::chrono::steady_clock;
    group.rates.resize(group.cases.size());
    auto const begin = clock::now();
    std::chrono::duration<double> took{};
    std::size_t times = 0;
    do {
        for (std::size_t i = 0; i < group.cases.size(); ++i) group.rates[i] = rate_of(group.cases[i]);
        ++times;
        took = clock::now() - begin;
    } while (took.count() < 0.02);
    return took.count() / static_cast<double>(times * group.cases.size());
}

inline void run_round(flow_group& group) {
    using namespace tramo::offers;
    group.careful.push_back(seconds_a_case(group, [](flow_case const& one) {
        auto const found = xirr(one.exact, day_count::actual_365_fixed);
        return found.value.chosen.value_or(std::numeric_limits<double>::quiet_NaN());
    }));
    group.fast.push_back(
        seconds_a_case(group, [](flow_case const& one) { return fast_xirr(one.days, one.amounts); }));
}

inline double median_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

inline void print_rates(flow_group const& group) {
    auto const* between = "";
    for (auto const rate : group.rates) {
        std::cout << between;
        if (std::isfinite(rate))
            std::cout << rate;
        else
            std::cout << "null";
        between = ", ";
    }
}

/// JSON lines: nanoseconds a case, medians of the rounds, and the rates that fast_xirr tells.
inline bool measure_rates(std::string const& path, std::size_t rounds) {
    auto groups = groups_of(path);
    for (auto& group : groups) run_round(group);  // the first brings the memory
    for (auto& group : groups) group.fast.clear(), group.careful.clear();
    for (std::size_t round = 0; round < rounds; ++round)
        for (auto& group : groups) run_round(group);
    std::cout << std::setprecision(17);
    for (auto const& group : groups) {
        std::cout << "{\"name\": \"" << group.name << "\", \"fast_ns\": " << median_of(group.fast) * 1e9
                  << ", \"every_root_ns\": " << median_of(group.careful) * 1e9 << ", \"rates\": [";
        print_rates(group);
        std::cout << "]}\n";
    }
    return !groups.empty();
}

}  // namespace tramo_bench
