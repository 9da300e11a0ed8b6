// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a state is called in pictures and timelines alike.
#pragma once

#include <cstddef>
#include <string>

#include <tramo/alerts/machine.hpp>

namespace tramo::alerts::drawing {

/// The label of a state, its name where it has none; `none` for the state of no alert.
inline std::string const& label_of(machine const& what, std::string const& none, std::size_t state) {
    if (state == no_alert || state > what.states.size()) return none;
    auto const& one = what.states[state - 1];
    return one.label.empty() ? one.name : one.label;
}

}  // namespace tramo::alerts::drawing
