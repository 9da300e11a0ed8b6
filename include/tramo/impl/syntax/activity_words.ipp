// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The words of `best.code`, `arrears.past_due` and their like, which parser and printer must know alike.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>

#include <tramo/syntax/keywords.hpp>

namespace tramo::detail {

inline constexpr keyword activity_owners[] = {keyword::best, keyword::last, keyword::attempts,
                                              keyword::contacts};
inline constexpr keyword activity_parts[] = {
    keyword::code,  keyword::action, keyword::rank,   keyword::contact, keyword::day,
    keyword::agent, keyword::total,  keyword::window, keyword::first,   keyword::last};

/// The one of several words that is spelled so.
[[nodiscard]] inline std::optional<keyword> find_among(std::span<keyword const> words,
                                                             std::string_view spelled, language in) {
    for (auto const one : words)
        if (find_keyword(spelled, in, entry_of(one).group) == one) return one;
    return {};
}

/// Whether `name.member` is read as what an account's actions say, unless it stands in back-quotes.
[[nodiscard]] inline bool is_activity(std::string_view name, std::string_view member, language in) {
    return find_among(activity_owners, name, in) && find_among(activity_parts, member, in);
}

inline constexpr keyword arrears_parts[] = {keyword::past_due, keyword::delinquent, keyword::paused};
inline constexpr keyword promise_parts[] = {keyword::open,   keyword::kept,     keyword::partly_kept,
                                            keyword::broken, keyword::reversed, keyword::due,
                                            keyword::amount};

/// What `name.member` says of days past due or of promises: both as keywords, if it does.
[[nodiscard]] inline std::optional<std::pair<keyword, keyword>> find_treated(std::string_view name,
                                                                                   std::string_view member,
                                                                                   language in) {
    auto const owner = find_keyword(name, in, keyword_group::declaration);
    if (owner != keyword::arrears && owner != keyword::promises) return {};
    auto const part = owner == keyword::arrears ? find_among(arrears_parts, member, in)
                                                : find_among(promise_parts, member, in);
    if (!part) return {};
    return std::pair{*owner, *part};
}

/// `promesas.abiertas`, by its English words. Where a word has several numbers, the table has the plural
/// last.
[[nodiscard]] inline std::string treated_words(std::string_view name, std::string_view member,
                                                     language in) {
    auto const known = find_treated(name, member, language::en);
    if (!known) return std::string(name) + "." + std::string(member);
    bool const is_plural = known->second == keyword::open || known->second == keyword::broken;
    auto const part = is_plural ? spellings(known->second, in).back() : spelling(known->second, in);
    return std::string(spelling(known->first, in)) + "." + std::string(part);
}

/// A word by its English spelling, in a language.
[[nodiscard]] inline std::string activity_word(std::span<keyword const> words, std::string_view english,
                                                     language in) {
    for (auto const one : words)
        if (spelling(one, language::en) == english) return std::string(spelling(one, in));
    return std::string(english);
}

}  // namespace tramo::detail
