// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// From a moment to the clock on the wall and back, where the clock may jump or be set back.
#pragma once

#include <algorithm>
#include <cstddef>

#include <tramo/contact/time_zone.hpp>

namespace tramo::contact {
namespace clocks {

inline constexpr std::int64_t micros_a_second = 1'000'000;
inline constexpr std::int32_t most_offset = 18 * 3600;
/// Moments beyond these seconds have no microseconds in 64 bits once an offset is added.
inline constexpr std::int64_t most_seconds = INT64_MAX / micros_a_second - 2 * most_offset;

/// A number of microseconds as whole seconds, rounded down, and the rest of them.
struct split {
    std::int64_t seconds = 0, micros = 0;
    explicit constexpr split(std::int64_t all)
        : seconds(all / micros_a_second), micros(all % micros_a_second) {
        if (micros >= 0) return;
        --seconds;
        micros += micros_a_second;
    }
    [[nodiscard]] constexpr bool is_sayable() const {
        return -most_seconds <= seconds && seconds <= most_seconds;
    }
};

[[nodiscard]] inline bool is_known(time_zone const& zone, std::int64_t second) {
    return zone.known_from <= second && second < zone.known_until;
}

/// Changes up to number `count` have happened: what the clock is ahead then.
[[nodiscard]] inline std::int32_t offset_after(time_zone const& zone, std::size_t count) {
    return count == 0 ? zone.first_offset : zone.changes[count - 1].offset;
}

/// How many changes have happened by a second.
[[nodiscard]] inline std::size_t changes_by(time_zone const& zone, std::int64_t second) {
    auto const next = std::upper_bound(zone.changes.begin(), zone.changes.end(), second,
                                       [](std::int64_t at, zone_change const& one) { return at < one.at; });
    return static_cast<std::size_t>(next - zone.changes.begin());
}

/// All seconds at which the clock shows `shown`, by time; where there is none, the second of the jump.
struct candidates {
    std::int64_t all[2] = {0, 0};
    std::size_t count = 0;
    std::int64_t jump = 0;
};

TRAMO_INLINE candidates find_seconds(time_zone const& zone, std::int64_t shown) {
    candidates found;
    auto const first = changes_by(zone, shown - most_offset), last = changes_by(zone, shown + most_offset);
    for (std::size_t part = first; part <= last; ++part) {
        auto const second = shown - offset_after(zone, part);
        if (part > 0 && second < zone.changes[part - 1].at) continue;
        bool const is_before_next = part == zone.changes.size() || second < zone.changes[part].at;
        if (is_before_next && found.count < 2) found.all[found.count++] = second;
        if (is_before_next || shown - offset_after(zone, part + 1) >= zone.changes[part].at) continue;
        found.jump = zone.changes[part].at;
    }
    return found;
}

}  // namespace clocks

TRAMO_INLINE std::optional<time_zone> fixed_zone(std::string_view name) {
    auto const minutes = fixed_offset(name);
    if (!minutes || *minutes * 60 > clocks::most_offset || *minutes * 60 < -clocks::most_offset) return {};
    time_zone made;
    made.name = std::string(name);
    made.first_offset = *minutes * 60;
    return made;
}

TRAMO_INLINE std::string problem_of(time_zone const& zone) {
    if (zone.name.empty()) return "a zone needs a name";
    auto const is_far = [](std::int32_t offset) {
        return offset > clocks::most_offset || offset < -clocks::most_offset;
    };
    auto const far = [&](std::int32_t offset) {
        return "the zone " + zone.name + " is " + std::to_string(offset) +
               " seconds ahead of UTC; no clock is more than 18 hours (64800 seconds) off";
    };
    if (zone.known_until <= zone.known_from)
        return "the zone " + zone.name + " is known until " + std::to_string(zone.known_until) +
               ", which is not after " + std::to_string(zone.known_from) + ", from when on it is known";
    if (is_far(zone.first_offset)) return far(zone.first_offset);
    for (std::size_t i = 0; i < zone.changes.size(); ++i) {
        if (is_far(zone.changes[i].offset)) return far(zone.changes[i].offset);
        if (i > 0 && zone.changes[i].at <= zone.changes[i - 1].at)
            return "the changes of the zone " + zone.name +
                   " are not in the order of time: " + std::to_string(zone.changes[i].at) +
                   " stands behind " + std::to_string(zone.changes[i - 1].at);
    }
    return {};
}

TRAMO_INLINE std::optional<timestamp> wall_clock(time_zone const& zone, instant at) {
    clocks::split const when(at.micros);
    if (!when.is_sayable() || !clocks::is_known(zone, when.seconds)) return {};
    auto const shown = when.seconds + clocks::offset_after(zone, clocks::changes_by(zone, when.seconds));
    return timestamp{shown * clocks::micros_a_second + when.micros};
}

TRAMO_INLINE std::optional<wall_reading> read_wall_clock(time_zone const& zone, timestamp shown) {
    clocks::split const clock(shown.micros);
    if (!clock.is_sayable()) return {};
    auto const found = clocks::find_seconds(zone, clock.seconds);
    auto const instant_at = [](std::int64_t second, std::int64_t micros) {
        return instant{second * clocks::micros_a_second + micros};
    };
    if (found.count == 0) {
        if (!clocks::is_known(zone, found.jump)) return {};
        auto const jump = instant_at(found.jump, 0);
        return wall_reading{wall_reading::kind::skipped, jump, jump};
    }
    if (!clocks::is_known(zone, found.all[0])) return {};
    auto const first = instant_at(found.all[0], clock.micros);
    if (found.count == 1) return wall_reading{wall_reading::kind::one, first, first};
    if (!clocks::is_known(zone, found.all[1])) return {};
    return wall_reading{wall_reading::kind::twice, first, instant_at(found.all[1], clock.micros)};
}

TRAMO_INLINE std::optional<instant> instant_of(time_zone const& zone, timestamp shown) {
    auto const read = read_wall_clock(zone, shown);
    return read ? std::optional(read->first) : std::nullopt;
}

}  // namespace tramo::contact
