// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// "Did you mean": the known name nearest to an unknown one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>

namespace tramo {

/// The candidate with the smallest edit distance (a swap of neighbours counts 1; case and accents 0) to
/// `word`, or an empty view when none is near: within 2 edits, and within a third of the word's length.
/// The first of equals wins. Time is bounded: words over 64 characters suggest nothing.
[[nodiscard]] std::string_view nearest(std::string_view word, std::vector<std::string> const& candidates);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/text/suggest.ipp>
#endif
