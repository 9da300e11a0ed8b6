// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Edit distance over folded characters, cut off as soon as a candidate cannot win.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include <tramo/text/suggest.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo {

namespace detail {

inline constexpr std::size_t longest_suggested_word = 64;
/// Folding may double a letter (`ß`) and combining marks may precede it, so bytes are bounded generously.
inline constexpr std::size_t longest_suggested_bytes = 4 * longest_suggested_word;

using characters = std::vector<std::string_view>;

/// The characters of valid UTF-8, each as the bytes it has.
TRAMO_INLINE characters split_characters(std::string_view text) {
    characters result;
    std::size_t begin = 0;
    while (begin < text.size()) {
        std::size_t end = begin + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        result.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return result;
}

/// The folded word, or nothing where it is too long or not UTF-8 to be compared.
TRAMO_INLINE std::string fold_for_comparison(std::string_view word) {
    if (word.size() > longest_suggested_bytes || find_invalid_utf8(word) != std::string_view::npos) return {};
    if (split_characters(word).size() > longest_suggested_word) return {};
    return fold(word);
}

/// Insertions, deletions, replacements and swaps of neighbours; `limit + 1` as soon as they exceed `limit`.
TRAMO_INLINE std::size_t edit_distance(characters const& from, characters const& to, std::size_t limit) {
    std::size_t const longer = std::max(from.size(), to.size());
    if (longer - std::min(from.size(), to.size()) > limit) return limit + 1;
    std::vector<std::size_t> before(to.size() + 1);
    std::vector<std::size_t> last(to.size() + 1);
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            std::size_t const replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0U : 1U);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            bool const swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        if (*std::min_element(row.begin(), row.end()) > limit) return limit + 1;
        before.swap(last);
        last.swap(row);
    }
    return std::min(last.back(), limit + 1);
}

}  // namespace detail

TRAMO_INLINE std::string_view nearest(std::string_view word, std::vector<std::string> const& candidates) {
    std::string const wanted = detail::fold_for_comparison(word);
    if (wanted.empty()) return {};
    auto const letters = detail::split_characters(wanted);
    std::size_t best = std::min<std::size_t>(2, letters.size() / 3) + 1;
    std::string_view found;
    for (auto const& candidate : candidates) {
        if (best == 0) break;
        std::string const folded = detail::fold_for_comparison(candidate);
        if (folded.empty()) continue;
        auto const others = detail::split_characters(folded);
        std::size_t const distance = detail::edit_distance(letters, others, best - 1);
        if (distance >= best) continue;
        best = distance;
        found = candidate;
    }
    return found;
}

}  // namespace tramo
