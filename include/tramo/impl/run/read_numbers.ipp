// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads integers, decimals, money, percentages and durations as coefficients at their field's scale.
#pragma once

#include <tramo/impl/run/read_floats.ipp>
#include <tramo/impl/run/reader_state.ipp>
#include <tramo/impl/run/shift_decimals.ipp>

namespace tramo::reading {

/// The slow road for numbers that come as coefficients: any size, digits that must fall away.
template <class Load>
inline void shift_each(reader_state const& reader, block& out, int shift, Load&& load) {
    for_each_known(out, [&](std::size_t i) {
        int128 number = 0;
        outcome found = shift_decimals(load(i), shift, false, inexact_reason(reader.as->type.kind), number);
        if (found == outcome::known) found = check_whole(reader.as->type.kind, number);
        settle(reader, out, i, found, number);
    });
}

template <class T>
inline void copy_integers(void const* values, std::int64_t first, std::size_t count,
                          std::int64_t* __restrict to) {
    auto const* const from = static_cast<char const*>(values) + first * static_cast<std::int64_t>(sizeof(T));
    for (std::size_t i = 0; i < count; ++i) {
        T element;
        std::memcpy(&element, from + i * sizeof(T), sizeof(T));
        to[i] = static_cast<std::int64_t>(element);
    }
}

/// Integers of any layout into `narrow`; false when one is too large for it (uint64).
TRAMO_INLINE bool load_integers(reader_state const& reader, block& out) {
    column const& data = *reader.data;
    with_integer_type(data.physical, [&](auto zero) {
        copy_integers<decltype(zero)>(data.values, data.offset + out.begin, out.count, out.narrow.data());
    });
    clear_unknown(out, out.narrow);
    if (data.physical != layout::uint64) return true;
    return std::none_of(out.narrow.begin(), out.narrow.begin() + static_cast<std::ptrdiff_t>(out.count),
                        [](std::int64_t number) { return number < 0; });
}

TRAMO_INLINE void read_integer_column(reader_state const& reader, block& out) {
    if (load_integers(reader, out) && reader.number_scale >= 0)
        return scale_up_block(reader, out, reader.number_scale);
    column const& data = *reader.data;
    shift_each(reader, out, reader.number_scale, [&](std::size_t i) {
        return integer_at(data.physical, data.values, data.offset + out.begin + static_cast<std::int64_t>(i));
    });
}

/// Copies 128-bit coefficients into `narrow`; false when one does not fit (a null's slot may say so in
/// error).
inline bool narrow_decimals(void const* values, std::int64_t first, std::size_t count,
                            std::int64_t* __restrict to) {
    auto const* const from = static_cast<char const*>(values) + first * 16;
    std::int64_t excess = 0;
    for (std::size_t i = 0; i < count; ++i) {
        std::int64_t halves[2];
        std::memcpy(halves, from + i * 16, 16);
        to[i] = halves[0];
        excess |= halves[1] ^ (halves[0] >> 63);
    }
    return excess == 0;
}

TRAMO_INLINE void read_decimal_column(reader_state const& reader, block& out) {
    column const& data = *reader.data;
    std::int64_t const first = data.offset + out.begin;
    int const shift = reader.number_scale - data.scale;
    bool const may_be_plain = shift == 0 || (shift > 0 && !is_whole_kind(reader.as->type.kind));
    if (may_be_plain && narrow_decimals(data.values, first, out.count, out.narrow.data())) {
        clear_unknown(out, out.narrow);
        return scale_up_block(reader, out, shift);
    }
    shift_each(reader, out, shift, [&](std::size_t i) {
        return load_at<int128>(data.values, first + static_cast<std::int64_t>(i));
    });
}

/// Takes the field's currency code off either end of the text of an amount.
inline std::string_view without_currency(std::string_view text, std::string_view code) {
    if (code.empty() || text.size() <= code.size()) return text;
    if (text.substr(0, code.size()) == code) return trim(text.substr(code.size()));
    if (text.substr(text.size() - code.size()) == code)
        return trim(text.substr(0, text.size() - code.size()));
    return text;
}

/// Reads the text of a number as a coefficient at the field's scale.
TRAMO_INLINE outcome read_number_text(reader_state const& reader, std::string_view text, int128& number) {
    text = trim(text);
    if (text.empty()) return outcome::null;
    data_type const& type = reader.as->type;
    if (type.kind == kind::money) text = without_currency(text, type.currency);
    if (type.kind == kind::percent && text.back() == '%') text = trim(text.substr(0, text.size() - 1));
    auto const parsed = parse_decimal(text);
    if (!parsed) return faulty(is_number(text) ? fault_reason::overflow : fault_reason::wrong_type);
    outcome const found = shift_decimals(parsed->coefficient, reader.number_scale - parsed->scale, false,
                                         inexact_reason(type.kind), number);
    return found == outcome::known ? check_whole(type.kind, number) : found;
}

TRAMO_INLINE void read_number_texts(reader_state const& reader, block& out) {
    for_each_known(out, [&](std::size_t i) {
        std::string_view text;
        int128 number = 0;
        outcome found = faulty(fault_reason::invalid_text);
        if (find_text(*reader.data, out.begin + static_cast<std::int64_t>(i), text))
            found = read_number_text(reader, text, number);
        settle(reader, out, i, found, number);
    });
}

TRAMO_INLINE void read_numbers(reader_state const& reader, block& out, bool floats_allowed) {
    layout const physical = reader.data->physical;
    kind const as = reader.as->type.kind;
    if (physical == layout::float64 && floats_allowed && (as == kind::decimal || as == kind::percent))
        return keep_doubles(reader, out);
    grow(out.narrow, out.count);
    if (is_integer_layout(physical)) return read_integer_column(reader, out);
    if (is_float_layout(physical)) return read_float_column(reader, out);
    if (physical == layout::decimal128) return read_decimal_column(reader, out);
    read_number_texts(reader, out);
}

}  // namespace tramo::reading
