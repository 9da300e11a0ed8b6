// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A length of time as contracts name it. By itself, because both dates and day counts speak of it.
#pragma once

namespace tramo::offers {

enum class interval_unit { days, weeks, months, years };

struct interval {
    int every = 1;  ///< at least 1 (0 is refused but for a single date)
    interval_unit unit = interval_unit::months;
    friend bool operator==(interval const&, interval const&) = default;
};

}  // namespace tramo::offers
