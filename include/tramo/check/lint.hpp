// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a careful reader would notice in a policy that is sound.
#pragma once

#include <utility>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

/// Queues and palettes that are never reached, because those before them take every account they could take
/// (T4002, T4043), accounts that no palette takes (T4042), conditions that are offered to nobody (T4033) and
/// conditions on events that are never true (T4019): proven from the conditions' shape and from
/// comparisons of one field with constants; what cannot be proven is not said. Requires a program without
/// errors.
[[nodiscard]] std::vector<diagnostic> lint(program const& policy);

/// Conditions on events that are never true, as far as that can be proven.
[[nodiscard]] std::vector<event_guard> never_true_guards(program const& policy);

/// Pairs of conditions on the same event that are never true together, as far as that can be proven: the
/// smaller number first, in order.
[[nodiscard]] std::vector<std::pair<event_guard, event_guard>> disjoint_guards(program const& policy);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/check/lint.ipp>
#endif
