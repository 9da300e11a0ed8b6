// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Turns the list of codes into a table, so that the list stays the only place where a code is written.
#pragma once

#include <tramo/text/diagnostic.hpp>

namespace tramo {

namespace detail {

#define TRAMO_DIAGNOSTIC(code, level, title) catalogue_entry{#code, severity::level, title},
inline constexpr catalogue_entry diagnostic_codes[] = {
#include <tramo/text/diagnostic_codes.def>
};
#undef TRAMO_DIAGNOSTIC

}  // namespace detail

TRAMO_INLINE std::vector<catalogue_entry> const& diagnostic_catalogue() {
    static std::vector<catalogue_entry> const all(std::begin(detail::diagnostic_codes),
                                                  std::end(detail::diagnostic_codes));
    return all;
}

}  // namespace tramo
