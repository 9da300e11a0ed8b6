// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The ways to evaluate one table: with which instructions, on how many threads, with or without what is
// unknown.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

#include <tramo/policy/policy.hpp>

namespace tramo_bench {

enum class tier { best, avx2, plain };

/// False where this version of the library cannot be told.
template <class Options>
bool choose(Options& options, tier wanted) {
    if constexpr (requires { options.instructions; }) {
        using tiers = std::remove_cvref_t<decltype(options.instructions)>;
        options.instructions = wanted == tier::best   ? tiers::best
                               : wanted == tier::avx2 ? tiers::avx2
                                                      : tiers::plain;
        return true;
    }
    return wanted == tier::best;
}

template <class Options>
bool leave_out_unknown(Options& options) {
    if constexpr (requires { options.with_unknown; }) {
        options.with_unknown = false;
        return true;
    }
    return false;
}

struct way {
    std::string name;
    tramo::evaluation_options options;
};

/// Those that this version of the library has; `best` is the first.
inline std::vector<way> all_ways() {
    std::vector<way> all{{"best", {}}, {"best_2_threads", {}}};
    all[1].options.threads = 2;
    way avx2{"avx2", {}}, plain{"plain", {}}, bare{"true_only", {}};
    if (choose(avx2.options, tier::avx2)) all.push_back(avx2);
    if (choose(plain.options, tier::plain)) all.push_back(plain);
    if (leave_out_unknown(bare.options)) all.push_back(bare);
    return all;
}

}  // namespace tramo_bench
