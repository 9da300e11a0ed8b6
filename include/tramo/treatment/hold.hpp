// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Days on which something stands still: intervals that combine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tramo/config.hpp>
#include <tramo/values/date.hpp>

namespace tramo::treatment {

/// Days from `from` on and before `end`; without an end for ever.
struct interval {
    date from;
    std::optional<date> end;
    [[nodiscard]] bool covers(date day) const { return from <= day && (!end || day < *end); }
    friend bool operator==(interval const&, interval const&) = default;
};

/// "ends on 2026-03-01, before it begins on 2026-03-05"; empty where nothing is wrong. An interval of no day
/// is none, and wrong.
[[nodiscard]] std::string problem_of(interval const& one);

/// What is covered by any of them: sorted, without overlaps or touching ends. Wrong ones are left out.
[[nodiscard]] std::vector<interval> united(std::vector<interval> all);
/// The first two that overlap, by number; none where no two do.
[[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> overlapping(
    std::vector<interval> const& all);
/// Days from `from` on and before `end` that any of them covers, each once. 0 where `end` is not behind
/// `from`.
[[nodiscard]] std::int64_t days_covered(std::vector<interval> const& all, date from, date end);
/// The first day from `day` on that none covers; none where one has no end.
[[nodiscard]] std::optional<date> first_free_day(std::vector<interval> const& all, date day);

}  // namespace tramo::treatment

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/treatment/hold.ipp>
#endif
