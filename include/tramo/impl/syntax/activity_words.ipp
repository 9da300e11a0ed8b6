// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The words of `best.code` and its like, which parser and printer must know alike.
#pragma once

#include <span>

#include <tramo/syntax/keywords.hpp>

namespace tramo::detail {

inline constexpr keyword activity_owners[] = {keyword::best, keyword::last, keyword::attempts,
                                              keyword::contacts};
inline constexpr keyword activity_parts[] = {
    keyword::code,  keyword::action, keyword::rank,   keyword::contact, keyword::day,
    keyword::agent, keyword::total,  keyword::window, keyword::first,   keyword::last};

/// The one of several words that is spelled so.
[[nodiscard]] TRAMO_INLINE std::optional<keyword> find_among(std::span<keyword const> words,
                                                             std::string_view spelled, language in) {
    for (auto const one : words)
        if (find_keyword(spelled, in, entry_of(one).group) == one) return one;
    return {};
}

/// Whether `name.member` is read as what an account's actions say, unless it stands in back-quotes.
[[nodiscard]] TRAMO_INLINE bool is_activity(std::string_view name, std::string_view member, language in) {
    return find_among(activity_owners, name, in) && find_among(activity_parts, member, in);
}

/// A word by its English spelling, in a language.
[[nodiscard]] TRAMO_INLINE std::string activity_word(std::span<keyword const> words, std::string_view english,
                                                     language in) {
    for (auto const one : words)
        if (spelling(one, language::en) == english) return std::string(spelling(one, in));
    return std::string(english);
}

}  // namespace tramo::detail
