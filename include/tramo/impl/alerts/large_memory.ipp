// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Memory for tens of millions of facts: asked for in large pages, and not written before it is used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>
#include <vector>

#include <tramo/values/long_vector.hpp>

namespace tramo::replaying {

/// `count` times the default value; pages are large from the first write on.
template <class Element>
void make_large(std::vector<Element>& what, std::size_t count, Element const& value = {}) {
    what.clear();
    what.reserve(count);
    prefer_large_pages(what.data(), count * sizeof(Element));
    what.resize(count, value);
}

/// Elements that are written before they are read, at the beginning of a cache line.
template <class Element>
class large_array {
public:
    large_array() = default;
    explicit large_array(std::size_t count) {
        auto const bytes = count * sizeof(Element);
        auto const alignment = bytes < 2 * large_page ? cache_line : large_page;
        data_ = static_cast<Element*>(::operator new (bytes, std::align_val_t{alignment}));
        alignment_ = alignment;
        prefer_large_pages(data_, bytes);
    }
    large_array(large_array&& other) noexcept { *this = static_cast<large_array&&>(other); }
    large_array& operator=(large_array&& other) noexcept {
        std::swap(data_, other.data_);
        std::swap(alignment_, other.alignment_);
        return *this;
    }
    ~large_array() {
        if (data_ != nullptr) ::operator delete (data_, std::align_val_t{alignment_});
    }
    [[nodiscard]] Element* data() const { return data_; }

    static constexpr std::size_t cache_line = 64;

private:
    Element* data_ = nullptr;
    std::size_t alignment_ = cache_line;
};

}  // namespace tramo::replaying
