// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Work that is done in several threads at once.
#pragma once

#include <algorithm>
#include <cstddef>
#include <exception>
#include <system_error>
#include <thread>
#include <vector>

namespace tramo::replaying {

/// More than any machine has of use.
[[nodiscard]] inline std::size_t bounded_threads(int asked) {
    return static_cast<std::size_t>(std::clamp(asked, 1, 256));
}

/// Calls `work` with 0, 1, … below `count`, each in a thread of its own as far as there are any to be had;
/// then throws what one of the calls threw.
template <class Work>
void in_threads(std::size_t count, Work const& work) {
    std::vector<std::exception_ptr> thrown(count);
    auto const attempt = [&](std::size_t which) {
        try {
            work(which);
        } catch (...) {
            thrown[which] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    others.reserve(count);
    std::size_t begun = 1;
    try {
        for (; begun < count; ++begun) others.emplace_back(attempt, begun);
    } catch (std::system_error const&) {  // what that thread would have done is done here
    }
    attempt(0);
    for (; begun < count; ++begun) attempt(begun);
    for (auto& other : others) other.join();
    for (auto const& one : thrown)
        if (one) std::rethrow_exception(one);
}

}  // namespace tramo::replaying
