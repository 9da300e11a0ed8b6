// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a careful reader would notice in a policy that is sound.
#pragma once

#include <tramo/check/program.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// Queues that are never reached, because the queues before them take every account they could take (T4002):
/// proven from the conditions' shape and from comparisons of one field with constants; what cannot be proven
/// is not said. Requires a program without errors.
[[nodiscard]] std::vector<diagnostic> lint(program const& policy);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/check/lint.ipp>
#endif
