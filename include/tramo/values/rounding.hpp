// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How a number with too many decimals loses them.
#pragma once

namespace tramo {

/// `half_up` and `half_down` treat ties away from and towards zero; `up` and `down` are away from and
/// towards zero; `ceiling` and `floor` towards plus and minus infinity.
enum class rounding { half_even, half_up, half_down, up, down, ceiling, floor };

}  // namespace tramo
