// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// For how long an amount is past due, and how many of these days count: two numbers, never one for the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/treatment/hold.hpp>

namespace tramo::treatment {

/// How days that are paused are counted.
enum class pause_reading : std::uint8_t {
    overlap,  ///< those between the due day and the day asked for
    whole     ///< all days of the pauses that have passed, even those before the due day
};

struct days_counted {
    std::int64_t past_due = 0;  ///< from the due day to the day asked for; never below 0
    std::int64_t paused = 0;    ///< of these (read as `whole`: of all), those on which the count stood still
    std::int64_t delinquent = 0;  ///< max(0, past_due - grace - paused)
    friend bool operator==(days_counted const&, days_counted const&) = default;
};

/// `due`: of the oldest unpaid amount; none: nothing is due, all are 0.
[[nodiscard]] days_counted count_days(std::optional<date> due, date as_of, std::int64_t grace,
                                      std::vector<interval> const& pauses,
                                      pause_reading how = pause_reading::overlap);

/// A class of delinquent days, both ends included; without an end all above.
struct delinquency_class {
    std::string name;
    std::int64_t from = 1;
    std::optional<std::int64_t> until;
};

/// Gaps and overlaps in words, each with the first day that lies in it: "no class holds 61 days"; below the
/// first is no gap, above the last is.
[[nodiscard]] std::vector<std::string> problems_of(std::vector<delinquency_class> const& all);
/// The class of so many days: number in the list; none below the first.
[[nodiscard]] std::optional<std::size_t> class_of(std::vector<delinquency_class> const& all,
                                                  std::int64_t days);

}  // namespace tramo::treatment

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/treatment/delinquency.ipp>
#endif
