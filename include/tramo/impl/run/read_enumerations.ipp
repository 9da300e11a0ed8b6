// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads enumerations and booleans: spellings as the values they mean, bits and integers straight.
#pragma once

#include <array>
#include <charconv>

#include <tramo/impl/run/members.ipp>
#include <tramo/impl/run/read_numbers.ipp>

namespace tramo::reading {

TRAMO_INLINE void read_member_texts(reader_state& reader, block& out) {
    for_each_text(reader, out, [&](std::size_t i, text_key const& key) { read_member(reader, out, i, key); });
}

/// Values that data bring as numbers: the digits are the spelling.
TRAMO_INLINE void read_member_integers(reader_state& reader, block& out) {
    column const& data = *reader.data;
    for_each_known(out, [&](std::size_t i) {
        std::int64_t const element = data.offset + out.begin + static_cast<std::int64_t>(i);
        std::array<char, 24> digits{};
        char* const end = with_integer_type(data.physical, [&](auto zero) {
            auto const number = load_at<decltype(zero)>(data.values, element);
            return std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        });
        std::string_view const text(digits.data(), static_cast<std::size_t>(end - digits.data()));
        text_key key = key_of(text, digits.size());
        if (auto const* const met = reader.memo.find(key)) return take_member(reader, out, i, *met);
        resolved_text const member = resolve_member(reader, text);
        if (!reader.memo.is_full()) {
            key.text = reader.memo_keys.emplace_back(text);
            reader.memo.insert(key, member);
        }
        take_member(reader, out, i, member);
    });
}

TRAMO_INLINE void read_enumerations(reader_state& reader, block& out) {
    grow(out.narrow, out.count);
    if (is_integer_layout(reader.data->physical)) return read_member_integers(reader, out);
    read_member_texts(reader, out);
}

/// One bit a row to one number a row.
inline void expand_bits(void const* bits, std::int64_t first, std::size_t count,
                        std::int64_t* __restrict to) {
    for (std::size_t begin = 0; begin < count; begin += 64) {
        std::size_t const size = count - begin < 64 ? count - begin : 64;
        std::uint64_t word = 0;
        copy_bits(bits, first + static_cast<std::int64_t>(begin), size, &word);
        for (std::size_t i = 0; i < size; ++i) to[begin + i] = static_cast<std::int64_t>(word >> i & 1);
    }
}

TRAMO_INLINE void read_booleans(reader_state& reader, block& out) {
    grow(out.narrow, out.count);
    column const& data = *reader.data;
    if (is_text_layout(data.physical)) return read_member_texts(reader, out);
    if (data.physical == layout::boolean)
        return expand_bits(data.values, data.offset + out.begin, out.count, out.narrow.data());
    load_integers(reader, out);
    std::int64_t seen = 0;
    for (std::size_t i = 0; i < out.count; ++i) seen |= out.narrow[i];
    if ((seen & ~std::int64_t{1}) == 0) return;
    for_each_known(out, [&](std::size_t i) {
        if ((out.narrow[i] & ~std::int64_t{1}) != 0) add_fault(out, i, fault_reason::wrong_type);
    });
}

}  // namespace tramo::reading
