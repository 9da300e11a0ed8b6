// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Program to plan.
#pragma once

#include <tramo/check/constant.hpp>

namespace tramo {

struct plan;

/// Folds what is known, gives equal conditions one node, and turns every comparison of a field with constants
/// into a test on intervals. Requires an environment with `as_of` where the program reads it, and all
/// parameters.
[[nodiscard]] plan compile(program const& policy, environment const& known);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/plan/compile.ipp>
#endif
