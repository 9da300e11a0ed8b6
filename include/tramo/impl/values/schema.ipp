// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How copies of an enumeration's values are counted.
#pragma once

#include <algorithm>
#include <atomic>

#include <tramo/values/schema.hpp>

namespace tramo {

struct enumerant_list::shared {
    std::vector<enumerant> const values;
    std::atomic<std::size_t> holders{1};
};

TRAMO_INLINE enumerant_list::enumerant_list(std::vector<enumerant> all)
    : held_(all.empty() ? nullptr : new shared{std::move(all)}) {}

TRAMO_INLINE enumerant_list::enumerant_list(enumerant_list const& other) noexcept : held_(other.held_) {
    if (held_ != nullptr) held_->holders.fetch_add(1, std::memory_order_relaxed);
}

TRAMO_INLINE enumerant_list::~enumerant_list() {
    if (held_ != nullptr && held_->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) delete held_;
}

TRAMO_INLINE enumerant const* enumerant_list::begin() const {
    return held_ != nullptr ? held_->values.data() : nullptr;
}

TRAMO_INLINE std::size_t enumerant_list::size() const {
    return held_ != nullptr ? held_->values.size() : 0;
}

TRAMO_INLINE bool enumerant_list::has_same_values(enumerant_list const& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
}

}  // namespace tramo
