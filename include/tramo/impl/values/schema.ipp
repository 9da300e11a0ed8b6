// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How copies of an enumeration's values are counted.
#pragma once

#include <algorithm>
#include <atomic>
#include <unordered_map>

#include <tramo/values/schema.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo {

struct enumerant_list::shared {
    explicit shared(std::vector<enumerant> all) : values(std::move(all)) {
        for (std::size_t v = 0; v < values.size(); ++v) note(values[v].value, v);
        for (std::size_t v = 0; v < values.size(); ++v)
            for (auto const& alias : values[v].aliases) note(alias, v);
    }

    std::vector<enumerant> const values;
    std::unordered_map<std::string, std::size_t> spellings;  ///< folded
    std::atomic<std::size_t> holders{1};

private:
    /// The first of two values with one spelling wins.
    void note(std::string const& spelled, std::size_t v) {
        auto const first = spelled.find_first_not_of(' ');
        if (first == std::string::npos) return;
        spellings.emplace(fold(to_nfc(spelled.substr(first, spelled.find_last_not_of(' ') - first + 1))), v);
    }
};

TRAMO_INLINE enumerant_list::enumerant_list(std::vector<enumerant> all)
    : held_(all.empty() ? nullptr : new shared(std::move(all))) {}

TRAMO_INLINE enumerant_list::enumerant_list(enumerant_list const& other) noexcept : held_(other.held_) {
    if (held_ != nullptr) held_->holders.fetch_add(1, std::memory_order_relaxed);
}

TRAMO_INLINE enumerant_list::~enumerant_list() {
    if (held_ != nullptr && held_->holders.fetch_sub(1, std::memory_order_acq_rel) == 1) delete held_;
}

TRAMO_INLINE enumerant const* enumerant_list::begin() const {
    return held_ != nullptr ? held_->values.data() : nullptr;
}

TRAMO_INLINE std::size_t enumerant_list::find_folded(std::string const& folded) const {
    if (held_ == nullptr) return 0;
    auto const found = held_->spellings.find(folded);
    return found == held_->spellings.end() ? size() : found->second;
}

TRAMO_INLINE std::size_t enumerant_list::size() const {
    return held_ != nullptr ? held_->values.size() : 0;
}

TRAMO_INLINE bool enumerant_list::has_same_values(enumerant_list const& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
}

}  // namespace tramo
