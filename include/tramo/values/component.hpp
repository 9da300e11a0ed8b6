// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The parts of a debt.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tramo {

/// What is owed, by what it is owed for. Late interest and penalty interest are `interest`, a one-off
/// penalty (multa) is `fine`, costs of collection are `fees`.
enum class component { principal, interest, fine, fees };

inline constexpr std::size_t component_count = 4;
inline constexpr std::array<std::string_view, component_count> component_names{"principal", "interest",
                                                                               "fine", "fees"};

/// Something for each component.
template <class T>
using by_component = std::array<T, component_count>;

[[nodiscard]] constexpr std::size_t index_of(component which) {
    return static_cast<std::size_t>(which);
}

/// What a discount on the total is taken from.
enum class discount_base {
    total,      ///< the undiscounted total, charges included
    principal,  ///< the principal alone
    in_turn     ///< what is left after the discounts by component
};

}  // namespace tramo
