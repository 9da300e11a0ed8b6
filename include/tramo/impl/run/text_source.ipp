// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The rows of a text column with their layout settled once, for loops where that counts.
#pragma once

#include <tramo/impl/run/cells.ipp>

namespace tramo::reading {

[[nodiscard]] inline bool is_ascii(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    std::uint64_t seen = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) seen |= load_at<std::uint64_t>(text.data() + at, 0);
    for (; at < text.size(); ++at) seen |= static_cast<unsigned char>(text[at]);
    return (seen & high_bits) == 0;
}

/// Rows of utf8 (`Offset` int32) or large_utf8 (int64).
template <class Offset>
struct offset_texts {
    char const* offsets;  ///< of row 0
    char const* bytes;
    Offset size;  ///< of all bytes

    explicit offset_texts(column const& data)
        : offsets(static_cast<char const*>(data.offsets) +
                  data.offset * static_cast<std::int64_t>(sizeof(Offset))),
          bytes(data.bytes),
          size(static_cast<Offset>(byte_count_of(data))) {}

    bool get(std::int64_t row, std::string_view& text) const {
        auto const begin = load_at<Offset>(offsets, row), end = load_at<Offset>(offsets, row + 1);
        if (begin < 0 || end < begin || end > size) return false;
        text = {bytes + begin, static_cast<std::size_t>(end - begin)};
        return true;
    }
    /// How many bytes from the beginning of `text` belong to the column.
    [[nodiscard]] std::size_t readable(std::string_view text) const {
        return static_cast<std::size_t>(bytes + size - text.data());
    }
    /// All bytes of these rows where they are plain ASCII, else nothing.
    [[nodiscard]] std::string_view ascii(std::int64_t row, std::size_t count) const {
        auto const begin = load_at<Offset>(offsets, row);
        auto const end = load_at<Offset>(offsets, row + static_cast<std::int64_t>(count));
        if (begin < 0 || end <= begin || end > size) return {};
        std::string_view const all(bytes + begin, static_cast<std::size_t>(end - begin));
        return is_ascii(all) ? all : std::string_view{};
    }
};

struct viewed_texts {
    column const& data;
    bool get(std::int64_t row, std::string_view& text) const {
        return find_viewed_text(data, data.offset + row, text);
    }
    [[nodiscard]] std::size_t readable(std::string_view text) const { return text.size(); }
    [[nodiscard]] std::string_view ascii(std::int64_t, std::size_t) const { return {}; }
};

template <class Use>
inline void with_texts(column const& data, Use&& use) {
    if (data.physical == layout::utf8)
        use(offset_texts<std::int32_t>(data));
    else if (data.physical == layout::large_utf8)
        use(offset_texts<std::int64_t>(data));
    else
        use(viewed_texts{data});
}

}  // namespace tramo::reading
