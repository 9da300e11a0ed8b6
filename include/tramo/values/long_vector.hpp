// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Vectors of many millions: in large pages, and not written before they are used.
#pragma once

#include <cstddef>
#include <new>
#include <utility>
#include <vector>

#include <tramo/config.hpp>

namespace tramo {

inline constexpr std::size_t large_page = std::size_t{1} << 21;

/// Asks the system for large pages; a wish that may go unheard.
void prefer_large_pages(void* begin, std::size_t bytes) noexcept;

/// Elements added without a value hold anything: fresh memory that is touched twice costs more than most that
/// is computed with it.
template <class Element>
struct unfilled_allocator {
    using value_type = Element;

    unfilled_allocator() = default;
    template <class Other>
    constexpr unfilled_allocator(unfilled_allocator<Other> const&) noexcept {}

    [[nodiscard]] Element* allocate(std::size_t count) {
        auto const bytes = count * sizeof(Element);
        if (bytes < 2 * large_page) return static_cast<Element*>(::operator new(bytes));
        auto* const begin = ::operator new (bytes, std::align_val_t{large_page});
        prefer_large_pages(begin, bytes);
        return static_cast<Element*>(begin);
    }
    void deallocate(Element* begin, std::size_t count) noexcept {
        if (count * sizeof(Element) < 2 * large_page)
            ::operator delete(begin);
        else
            ::operator delete (begin, std::align_val_t{large_page});
    }

    template <class Made>
    void construct(Made* at) noexcept {
        ::new (static_cast<void*>(at)) Made;
    }
    template <class Made, class... Arguments>
    void construct(Made* at, Arguments&&... from) {
        ::new (static_cast<void*>(at)) Made(std::forward<Arguments>(from)...);
    }

    friend constexpr bool operator==(unfilled_allocator, unfilled_allocator) noexcept { return true; }
};

/// `resize(n)` leaves what it adds unwritten; `resize(n, value)` and `assign` write.
template <class Element>
using long_vector = std::vector<Element, unfilled_allocator<Element>>;

template <class Element>
[[nodiscard]] bool operator==(long_vector<Element> const& a, std::vector<Element> const& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(a[i] == b[i])) return false;
    return true;
}

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/values/long_vector.ipp>
#endif
