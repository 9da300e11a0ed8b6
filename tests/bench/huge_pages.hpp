// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Columns lie on large pages where the system has them: reading them is then as fast as memory gives, and so
// the hardest floor to be held against.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>
#include <vector>

#if defined(__linux__)
#    include <sys/mman.h>
#endif

namespace tramo_bench {

template <class T>
struct huge_pages {
    using value_type = T;

    huge_pages() = default;
    template <class Other>
    huge_pages(huge_pages<Other> const&) {}

    T* allocate(std::size_t count) {
        constexpr std::size_t page = std::size_t{1} << 21;
        auto const size = (count * sizeof(T) + page - 1) / page * page;
        auto* const made = std::aligned_alloc(page, size);
        if (made == nullptr) throw std::bad_alloc();
#if defined(__linux__)
        madvise(made, size, MADV_HUGEPAGE);
#endif
        return static_cast<T*>(made);
    }
    void deallocate(T* what, std::size_t) {
        std::free(what);
    }

    friend bool operator==(huge_pages, huge_pages) {
        return true;
    }
};

template <class T>
using huge_vector = std::vector<T, huge_pages<T>>;

}  // namespace tramo_bench
