// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What can be said of a machine at a glance.
#pragma once

#include <algorithm>

#include <tramo/alerts/machine.hpp>

namespace tramo::alerts {

TRAMO_INLINE bool machine::has_timers() const {
    return std::any_of(transitions.begin(), transitions.end(),
                       [](transition const& one) { return one.when != transition::trigger::on; });
}

TRAMO_INLINE bool machine::restores() const {
    return std::any_of(transitions.begin(), transitions.end(),
                       [](transition const& one) { return one.what == effect::restore; });
}

}  // namespace tramo::alerts
