// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Standings packed into eight bytes a unit, and read again.
#pragma once

#include <cstddef>
#include <cstdint>

#include <tramo/alerts/replay.hpp>
#include <tramo/impl/alerts/large_memory.ipp>
#include <tramo/impl/alerts/step.ipp>

namespace tramo::replaying {

/// Moments that a packed standing has room for: some 1,100 years around 1970.
inline constexpr int moment_bits = 55;

[[nodiscard]] constexpr bool is_near(std::int64_t moment) {
    return (moment ^ moment >> 63) >> moment_bits == 0;
}
[[nodiscard]] constexpr std::uint64_t packed(code in, std::int64_t since) {
    return static_cast<std::uint64_t>(since) << 8 | in;
}
[[nodiscard]] constexpr code code_in(std::uint64_t of) {
    return static_cast<code>(of);
}
[[nodiscard]] constexpr std::int64_t since_in(std::uint64_t of) {
    return static_cast<std::int64_t>(of) >> 8;
}

[[nodiscard]] inline code code_of(alerts::standing const& where) {
    if (where.value != alerts::no_alert)
        return static_cast<code>(where.value << 1 | (where.clear_pending ? 1 : 0));
    return where.times == 0 ? code{0} : code_entered(alerts::no_alert);
}

}  // namespace tramo::replaying

namespace tramo::alerts {

TRAMO_INLINE state_number replayed::value(std::size_t unit) const {
    return replaying::value_of(codes.empty() ? replaying::code_in(packed[unit]) : codes[unit]);
}

TRAMO_INLINE standing replayed::at(std::size_t unit) const {
    auto const in = codes.empty() ? replaying::code_in(packed[unit]) : codes[unit];
    standing where;
    where.value = replaying::value_of(in);
    where.clear_pending = replaying::is_pending(in);
    if (!codes.empty()) return where;
    where.since = far_since.empty() ? replaying::since_in(packed[unit]) : far_since[unit];
    where.times = times[unit];
    for (std::size_t slot = 0; slot < slots; ++slot)
        where.deadlines.push_back(deadlines[unit * slots + slot]);
    return where;
}

TRAMO_INLINE void replayed::prepare(std::size_t units, replayed const& like) {
    slots = like.slots;
    changes.clear();
    if (!like.codes.empty()) return codes.assign(units, 0);
    replaying::make_large(packed, units);
    if (!like.far_since.empty()) replaying::make_large(far_since, units);
    replaying::make_large(times, units);
    replaying::make_large(deadlines, units * slots, never);
}

TRAMO_INLINE void replayed::take(std::size_t unit, replayed const& from, std::size_t from_unit) {
    if (!codes.empty()) {
        codes[unit] = from.codes[from_unit];
        return;
    }
    packed[unit] = from.packed[from_unit];
    auto const since = from.far_since.empty() ? replaying::since_in(packed[unit]) : from.far_since[from_unit];
    if (far_since.empty() && !replaying::is_near(since)) {
        replaying::make_large(far_since, packed.size());
        for (std::size_t i = 0; i < packed.size(); ++i) far_since[i] = replaying::since_in(packed[i]);
    }
    if (!far_since.empty()) far_since[unit] = since;
    times[unit] = from.times[from_unit];
    for (std::size_t slot = 0; slot < slots; ++slot)
        deadlines[unit * slots + slot] = from.deadlines[from_unit * slots + slot];
}

}  // namespace tramo::alerts
