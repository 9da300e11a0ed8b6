// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads binary floats as the decimals that their shortest text denotes, most of them without making that
// text.
#pragma once

#include <array>
#include <charconv>
#include <cmath>

#include <tramo/impl/run/reader_state.ipp>
#include <tramo/impl/run/shift_decimals.ipp>

namespace tramo::reading {

/// The decimal that the shortest text of a finite number denotes; none where it does not fit.
template <class Float>
inline std::optional<decimal> shortest_decimal(Float number) {
    std::array<char, 40> digits{};
    auto const written = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return parse_decimal({digits.data(), static_cast<std::size_t>(written.ptr - digits.data())});
}

template <class Float>
inline outcome read_whole_float(Float number, int128& whole) {
    constexpr Float limit = static_cast<Float>(9223372036854775808.0);
    if (number != std::trunc(number)) return faulty(fault_reason::wrong_type);
    if (number >= limit || number < -limit) return faulty(fault_reason::overflow);
    whole = static_cast<std::int64_t>(number);
    return outcome::known;
}

/// A finite float as a coefficient at `scale`. Decimals and percentages round, money must fit.
template <class Float>
inline outcome read_finite(kind as, int scale, Float number, int128& coefficient) {
    bool const rounds = as != kind::money;
    auto const exact = shortest_decimal(number);
    if (exact)
        return shift_decimals(exact->coefficient, scale - exact->scale, rounds, fault_reason::too_precise,
                              coefficient);
    if (std::abs(number) > 1) return faulty(fault_reason::overflow);
    coefficient = 0;  // more than 38 decimals begin below anything that rounds up
    return rounds ? outcome::known : faulty(fault_reason::too_precise);
}

template <class Float>
inline outcome read_float(reader_state const& reader, Float number, int128& coefficient) {
    kind const as = reader.as->type.kind;
    if (std::isnan(number)) return outcome::null;
    if (std::isinf(number)) return faulty(fault_reason::infinite);
    if (as == kind::integer) return read_whole_float(number, coefficient);
    return read_finite(as, reader.number_scale, number, coefficient);
}

[[nodiscard]] inline std::uint64_t bits_of(double number) {
    std::uint64_t bits;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
}

/// The largest coefficient with so few digits that no other decimal of as many is the same float.
template <class Float>
inline constexpr double provable_limit = sizeof(Float) == 8 ? 1e15 : 1e6;

/// 0 where `k / power` is the shortest decimal of `number`, k being the integer nearest to `number * power`:
/// it is when the division, correctly rounded, gives the number back and k has at most 15 (6) digits.
/// Adding 1.5 * 2^52 rounds to an integer and leaves it in the low bits; differences stand for comparisons,
/// because compilers vectorise those.
template <class Float>
inline std::uint64_t distance_from_short(Float number, double power, std::int64_t& k) {
    constexpr double magic = 6755399441055744.0;
    constexpr std::uint64_t magic_bits = 0x4338000000000000;
    double const scaled = static_cast<double>(number) * power;
    double const rounded = scaled + magic;
    k = static_cast<std::int64_t>(bits_of(rounded) - magic_bits);
    auto const difference = static_cast<double>(static_cast<Float>((rounded - magic) / power) - number);
    double const room = provable_limit<Float> - std::abs(scaled);
    return bits_of(difference) << 1 | bits_of(room) >> 63;
}

/// Fills `to` with the coefficients of short decimals; false when some number is not one (or is a null's
/// junk).
template <class Float>
inline bool read_short_decimals(char const* from, std::size_t count, double power,
                                std::int64_t* __restrict to) {
    std::uint64_t distance = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Float number;
        std::memcpy(&number, from + i * sizeof(Float), sizeof(Float));
        distance |= distance_from_short(number, power, to[i]);
    }
    return distance == 0;
}

/// Short decimals at a small scale first, all at once; what is none of them goes the slow road alone.
template <class Float>
inline void read_floats_as(reader_state const& reader, block& out) {
    constexpr int most_short_decimals = 6;
    column const& data = *reader.data;
    int const decimals = std::clamp(reader.number_scale, 0, most_short_decimals);
    double const power = static_cast<double>(power_of_ten(decimals));
    auto const* const from = static_cast<char const*>(data.values) +
                             (data.offset + out.begin) * static_cast<std::int64_t>(sizeof(Float));
    auto const number_at = [&](std::size_t i) { return load_at<Float>(from, static_cast<std::int64_t>(i)); };
    bool const all_short =
        read_short_decimals<Float>(from, out.count, power, out.narrow.data()) && reader.number_scale >= 0;
    clear_unknown(out, out.narrow);
    std::vector<std::size_t> others;
    if (!all_short) {
        for_each_known(out, [&](std::size_t i) {
            if (reader.number_scale >= 0 && distance_from_short(number_at(i), power, out.narrow[i]) == 0)
                return;
            out.narrow[i] = 0;
            others.push_back(i);
        });
    }
    scale_up_block(reader, out, std::max(reader.number_scale, 0) - decimals);
    for (std::size_t const i : others) {
        int128 coefficient = 0;
        outcome const found = read_float(reader, number_at(i), coefficient);
        settle(reader, out, i, found, coefficient);
    }
}

inline void read_float_column(reader_state const& reader, block& out) {
    if (reader.data->physical == layout::float64) return read_floats_as<double>(reader, out);
    read_floats_as<float>(reader, out);
}

/// Below this a number fits the field, whatever its digits.
[[nodiscard]] inline double surely_fitting(reader_state const& reader) {
    return to_double(decimal(power_of_ten(std::clamp(max_scale - reader.number_scale, 0, max_scale))));
}

/// The column's own numbers, where the plan compares doubles as they are.
inline void keep_doubles(reader_state const& reader, block& out) {
    column const& data = *reader.data;
    out.form = block::form_t::floats;
    grow(out.floats, out.count);
    double* const floats = out.floats.data();
    auto const* const from = static_cast<char const*>(data.values) +
                             (data.offset + out.begin) * static_cast<std::int64_t>(sizeof(double));
    if (out.count > 0) std::memcpy(floats, from, out.count * sizeof(double));
    clear_unknown(out, out.floats);
    double const limit = surely_fitting(reader);
    bool all_fit = true;
    for (std::size_t i = 0; i < out.count; ++i) all_fit &= std::fabs(floats[i]) < limit;
    if (all_fit) return;
    for_each_known(out, [&](std::size_t i) {
        if (std::fabs(floats[i]) < limit) return;
        int128 coefficient = 0;
        auto const found = read_float(reader, floats[i], coefficient);
        if (found != outcome::known) set_aside(reader, out, i, found);
    });
}

}  // namespace tramo::reading
