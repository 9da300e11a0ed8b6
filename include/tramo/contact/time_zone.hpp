// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The clock of a place, as data: when it changed against UTC, from a named release of the rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>
#include <tramo/values/date.hpp>

namespace tramo::contact {

/// A moment everywhere, in microseconds from 1970-01-01T00:00:00 UTC.
struct instant {
    std::int64_t micros = 0;
    friend constexpr auto operator<=>(instant, instant) = default;
};

/// From this moment on the clock is `offset` seconds ahead of UTC.
struct zone_change {
    std::int64_t at = 0;  ///< seconds, UTC
    std::int32_t offset = 0;
};

/// The rules of one zone between two moments. Before the first change `first_offset` counts. Nothing is known
/// outside of [known_from, known_until): whoever asks gets no answer.
struct time_zone {
    std::string name;     ///< "America/Santiago"
    std::string release;  ///< of the rules: "2025b"; empty for a fixed offset
    std::int32_t first_offset = 0;
    std::vector<zone_change> changes;                              ///< by time
    std::int64_t known_from = INT64_MIN, known_until = INT64_MAX;  ///< seconds, UTC
};

/// What the clock on the wall means: one instant; none, because the clock jumped over it (`first` is then the
/// instant of the jump); or two, because it was set back (`first` the earlier).
struct wall_reading {
    enum class kind { one, skipped, twice };
    kind what = kind::one;
    instant first, second;
};

/// `UTC`, `-03:00` and the like; none for anything else.
[[nodiscard]] std::optional<time_zone> fixed_zone(std::string_view name);
/// What is wrong with a zone's data, in words; empty where nothing is.
[[nodiscard]] std::string problem_of(time_zone const& zone);
/// None outside the known span.
[[nodiscard]] std::optional<timestamp> wall_clock(time_zone const& zone, instant at);
[[nodiscard]] std::optional<wall_reading> read_wall_clock(time_zone const& zone, timestamp shown);
/// The instant of a wall clock; of one shown twice the earlier, of one jumped over the jump. None outside the
/// known span.
[[nodiscard]] std::optional<instant> instant_of(time_zone const& zone, timestamp shown);

/// Takes the rules out of `date::time_zone` or `std::chrono::time_zone`, or whatever has their `get_info`:
/// `Seconds` is their `sys_seconds`.
template <class Seconds, class Zone>
[[nodiscard]] time_zone zone_from(Zone const& source, std::string name, std::string release,
                                  std::int64_t from, std::int64_t until) {
    using length = typename Seconds::duration;
    time_zone made;
    made.name = std::move(name);
    made.release = std::move(release);
    made.known_from = from;
    made.known_until = until;
    auto info = source.get_info(Seconds(length(from)));
    made.first_offset = static_cast<std::int32_t>(info.offset.count());
    for (auto at = info.end.time_since_epoch().count(); at < until;) {
        info = source.get_info(Seconds(length(at)));
        made.changes.push_back({at, static_cast<std::int32_t>(info.offset.count())});
        auto const next = info.end.time_since_epoch().count();
        if (next <= at) break;
        at = next;
    }
    return made;
}

}  // namespace tramo::contact

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/contact/time_zone.ipp>
#endif
