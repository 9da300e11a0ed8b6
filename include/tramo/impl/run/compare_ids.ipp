// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The order of ids, keys of accounts among them.
#pragma once

#include <tramo/impl/run/canonical_integer.ipp>

namespace tramo::running {

/// Whole numbers by number and before all others, which go byte by byte.
[[nodiscard]] inline int compare_ids(std::string_view a, std::string_view b) {
    auto const left = canonical_integer(a), right = canonical_integer(b);
    if (left && right) return *left < *right ? -1 : *left > *right ? 1 : 0;
    if (left || right) return left ? -1 : 1;
    auto const order = a.compare(b);
    return order < 0 ? -1 : order > 0 ? 1 : 0;
}

}  // namespace tramo::running
