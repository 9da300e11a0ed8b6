// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The days that data may name: the years 1 to 9999.
#pragma once

#include <cstdint>

namespace tramo::reading {

inline constexpr std::int64_t first_calendar_day = -719'162, last_calendar_day = 2'932'896;

}  // namespace tramo::reading
