// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// UTF-8, normalisation and case, each with a shortcut for the plain text that nearly all data is.
// Sources: The Unicode Standard, chapter 3 (UTF-8, table 3-7; Hangul, 3.12); UAX 15 (normalisation).
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <vector>

#include <tramo/values/unicode.hpp>

namespace tramo {
namespace unicode_detail {

struct decomposition {
    char32_t code, first, second;  ///< second 0: one code point stands for another
};
struct code_range {
    char32_t first, last;
};
struct combining_range {
    char32_t first, last;
    std::uint8_t combining_class;
};
struct lower_range {
    char32_t first, last;
    std::uint8_t step;  ///< 2 where upper and lower case alternate
    std::int32_t delta;
};
struct folding {
    char32_t code;
    char32_t folded[3];  ///< filled up with 0
};

#include <tramo/impl/values/unicode_tables.inc>

/// The range that holds `code`, or null.
template <class Range, std::size_t Size>
Range const* find_range(Range const (&ranges)[Size], char32_t code) {
    auto const after = std::upper_bound(std::begin(ranges), std::end(ranges), code,
                                        [](char32_t c, Range const& range) { return c < range.first; });
    if (after == std::begin(ranges) || std::prev(after)->last < code) return nullptr;
    return &*std::prev(after);
}

inline std::uint8_t combining_class(char32_t code) {
    if (code < 0x300) return 0;
    auto const* range = find_range(combining_classes, code);
    return range ? range->combining_class : std::uint8_t{0};
}

inline constexpr char32_t replacement = 0xFFFD;

struct decoded {
    char32_t code = replacement;
    std::size_t length = 1;
    bool is_valid = false;
};

/// Reads the code point at `at`; where there is none, U+FFFD for one byte.
inline decoded decode(std::string_view text, std::size_t at) {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    unsigned char const lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    std::size_t const length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return {};
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        code = (code << 6) | (byte(i) & 0x3FU);
    }
    bool const is_overlong = code < (length == 4 ? 0x10000U : length == 3 ? 0x800U : 0x80U);
    if (is_overlong || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, length, true};
}

inline void append(std::string& text, char32_t code) {
    auto const put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code < 0x80) return put(code);
    if (code < 0x800) {
        put(0xC0 | (code >> 6));
    } else {
        if (code < 0x10000) {
            put(0xE0 | (code >> 12));
        } else {
            put(0xF0 | (code >> 18));
            put(0x80 | ((code >> 12) & 0x3F));
        }
        put(0x80 | ((code >> 6) & 0x3F));
    }
    put(0x80 | (code & 0x3F));
}

/// Hangul syllables are laid out by their three parts: arithmetic stands for 11172 table rows.
inline constexpr char32_t syllable_base = 0xAC00, lead_base = 0x1100, vowel_base = 0x1161, tail_base = 0x11A7;
inline constexpr char32_t lead_count = 19, vowel_count = 21, tail_count = 28;
inline constexpr char32_t syllable_count = lead_count * vowel_count * tail_count;

inline void decompose(char32_t code, std::vector<char32_t>& out) {
    if (code < 0xC0) return out.push_back(code);
    if (code - syllable_base < syllable_count) {
        char32_t const at = code - syllable_base;
        out.push_back(lead_base + at / (vowel_count * tail_count));
        out.push_back(vowel_base + at / tail_count % vowel_count);
        if (at % tail_count != 0) out.push_back(tail_base + at % tail_count);
        return;
    }
    auto const* found = std::lower_bound(std::begin(decompositions), std::end(decompositions), code,
                                         [](decomposition const& row, char32_t c) { return row.code < c; });
    if (found == std::end(decompositions) || found->code != code) return out.push_back(code);
    decompose(found->first, out);
    if (found->second != 0) decompose(found->second, out);
}

/// NFD: decomposed, each run of marks sorted by class and otherwise in the order written.
TRAMO_INLINE std::vector<char32_t> decompose(std::string_view text) {
    std::vector<char32_t> codes;
    codes.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto const next = decode(text, at);
        decompose(next.code, codes);
        at += next.length;
    }
    auto const is_starter = [](char32_t code) { return combining_class(code) == 0; };
    for (auto run = codes.begin(); run != codes.end();) {
        run = std::find_if_not(run, codes.end(), is_starter);
        auto const end = std::find_if(run, codes.end(), is_starter);
        if (end - run > 1)
            std::stable_sort(run, end,
                             [](auto a, auto b) { return combining_class(a) < combining_class(b); });
        run = end;
    }
    return codes;
}

/// The one code point that both make together, or 0.
inline char32_t compose(char32_t first, char32_t second) {
    if (first - lead_base < lead_count && second - vowel_base < vowel_count)
        return syllable_base + ((first - lead_base) * vowel_count + (second - vowel_base)) * tail_count;
    if (first - syllable_base < syllable_count && (first - syllable_base) % tail_count == 0 &&
        second - (tail_base + 1) < tail_count - 1)
        return first + (second - tail_base);
    auto const* found =
        std::lower_bound(std::begin(compositions), std::end(compositions), 0, [&](std::uint16_t row, int) {
            auto const& pair = decompositions[row];
            return pair.first != first ? pair.first < first : pair.second < second;
        });
    if (found == std::end(compositions)) return 0;
    auto const& pair = decompositions[*found];
    return pair.first == first && pair.second == second ? pair.code : 0;
}

/// Composes NFD in place: a mark joins the last starter unless one of its class or higher stands between.
TRAMO_INLINE void compose(std::vector<char32_t>& codes) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t starter = none, kept = 0;
    int last_class = 0;
    for (char32_t const code : codes) {
        int const its_class = combining_class(code);
        bool const is_adjacent = starter != none && kept == starter + 1;
        if (starter != none && (is_adjacent || last_class < its_class)) {
            if (char32_t const joined = compose(codes[starter], code); joined != 0) {
                codes[starter] = joined;
                continue;
            }
        }
        if (its_class == 0) starter = kept;
        last_class = its_class;
        codes[kept++] = code;
    }
    codes.resize(kept);
}

inline char32_t lower(char32_t code) {
    if (code < 0x80) return code - U'A' < 26 ? code + 32 : code;
    auto const* range = find_range(lower_ranges, code);
    if (!range || (code - range->first) % range->step != 0) return code;
    return static_cast<char32_t>(static_cast<std::int32_t>(code) + range->delta);
}

inline void append_folded(std::vector<char32_t>& out, char32_t code) {
    if (code >= 0x80) {
        auto const* found = std::lower_bound(std::begin(special_foldings), std::end(special_foldings), code,
                                             [](folding const& row, char32_t c) { return row.code < c; });
        if (found != std::end(special_foldings) && found->code == code) {
            for (char32_t const part : found->folded)
                if (part != 0) out.push_back(part);
            return;
        }
    }
    out.push_back(lower(code));
}

inline std::string encode(std::vector<char32_t> const& codes) {
    std::string text;
    text.reserve(codes.size() + codes.size() / 4);
    for (char32_t const code : codes) append(text, code);
    return text;
}

/// The length of the ASCII at the front, a word at a time.
inline std::size_t ascii_prefix(std::string_view text) {
    std::size_t at = 0;
    for (std::uint64_t word; text.size() - at >= sizeof word; at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if ((word & 0x8080808080808080U) != 0) break;
    }
    while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
    return at;
}

inline std::string ascii_to_lower(std::string_view text) {
    std::string lowered(text);
    for (char& c : lowered)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return lowered;
}

}  // namespace unicode_detail

TRAMO_INLINE std::size_t find_invalid_utf8(std::string_view text) {
    std::size_t at = unicode_detail::ascii_prefix(text);
    while (at < text.size()) {
        auto const next = unicode_detail::decode(text, at);
        if (!next.is_valid) return at;
        at += next.length;
        at += unicode_detail::ascii_prefix(text.substr(at));
    }
    return std::string_view::npos;
}

TRAMO_INLINE bool may_need_nfc(std::string_view text) {
    // Below U+0300 all text is composed already, and from there on lead bytes are 0xCC and higher.
    auto const is_far = [](char c) { return static_cast<unsigned char>(c) >= 0xCC; };
    auto at = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_far) - text.begin());
    while (at < text.size()) {
        auto const next = unicode_detail::decode(text, at);
        if (unicode_detail::find_range(unicode_detail::unstable_in_nfc, next.code)) return true;
        at += next.length;
    }
    return false;
}

TRAMO_INLINE std::string to_nfc(std::string_view text) {
    if (!may_need_nfc(text)) return std::string(text);
    auto codes = unicode_detail::decompose(text);
    unicode_detail::compose(codes);
    return unicode_detail::encode(codes);
}

TRAMO_INLINE std::string fold(std::string_view text) {
    if (unicode_detail::ascii_prefix(text) == text.size()) return unicode_detail::ascii_to_lower(text);
    std::vector<char32_t> folded;
    folded.reserve(text.size());
    for (char32_t const code : unicode_detail::decompose(text))
        if (!unicode_detail::find_range(unicode_detail::accents, code))
            unicode_detail::append_folded(folded, code);
    unicode_detail::compose(folded);
    return unicode_detail::encode(folded);
}

TRAMO_INLINE std::string fold_name(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\v\f\r";
    auto const first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos || find_invalid_utf8(text) != std::string_view::npos) return {};
    return fold(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

TRAMO_INLINE std::string to_lower(std::string_view text) {
    if (unicode_detail::ascii_prefix(text) == text.size()) return unicode_detail::ascii_to_lower(text);
    std::string lowered;
    lowered.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto const next = unicode_detail::decode(text, at);
        at += next.length;
        if (next.code == 0x130)
            lowered += "i\xCC\x87";  // the one letter whose lower case is two code points
        else
            unicode_detail::append(lowered, unicode_detail::lower(next.code));
    }
    return lowered;
}

TRAMO_INLINE std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const next = unicode_detail::decode(text, at);
        at += next.length;
        if (next.code >= 0x20 && next.code < 0x7F)
            ++width;
        else if (unicode_detail::find_range(unicode_detail::zero_width_ranges, next.code))
            continue;
        else
            width += unicode_detail::find_range(unicode_detail::wide_ranges, next.code) ? 2 : 1;
    }
    return width;
}

}  // namespace tramo
