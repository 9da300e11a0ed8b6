// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How to ask for large pages where one can.
#pragma once

#include <cstdint>

#include <tramo/values/long_vector.hpp>

#if defined(__linux__)
#    include <sys/mman.h>
#endif

namespace tramo {

TRAMO_INLINE void prefer_large_pages([[maybe_unused]] void* begin,
                                     [[maybe_unused]] std::size_t bytes) noexcept {
#if defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr std::uintptr_t page = 4096;
    auto const first = (reinterpret_cast<std::uintptr_t>(begin) + page - 1) / page * page;
    auto const last = (reinterpret_cast<std::uintptr_t>(begin) + bytes) / page * page;
    if (bytes < 2 * large_page) return;
    static_cast<void>(madvise(reinterpret_cast<void*>(first), last - first, MADV_HUGEPAGE));
#endif
}

}  // namespace tramo
