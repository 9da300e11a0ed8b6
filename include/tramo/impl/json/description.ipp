// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How a struct of the tree is described, once, for its writer, its reader and its schema: the three cannot
// disagree, and a member that nobody described does not compile.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <tramo/impl/syntax/member_words.ipp>
#include <tramo/syntax/ast.hpp>

namespace tramo::policy_json {

/// What a text stands for where its type does not say so.
enum class meaning { text, name, comment, comment_line, currency, language };

inline constexpr std::size_t without_end = std::numeric_limits<std::size_t>::max();

/// What a member's value may be, beyond what its type says.
struct limits {
    std::span<keyword const> words{};           ///< of a keyword; of a list of members: what these begin with
    std::span<std::string_view const> signs{};  ///< of a text: one of these
    std::size_t fewest = 0, most = without_end;  ///< elements of a list
    std::int64_t least = 0, largest = 9999;      ///< of a whole number; the language writes four digits
    meaning means = meaning::text;
};

template <class Owner, class Value>
struct member {
    std::string_view name;
    Value Owner::*at;
    bool is_needed;  ///< always written; else left out where it has its default
    limits within;
};

/// A member that is not in JSON: a place, or what is known from others.
template <class Owner, class Value>
struct left_out {
    Value Owner::*at;
};

template <class Owner, class Value>
[[nodiscard]] constexpr member<Owner, Value> needed(std::string_view name, Value Owner::*at,
                                                    limits within = {}) {
    return {name, at, true, within};
}

template <class Owner, class Value>
[[nodiscard]] constexpr member<Owner, Value> may(std::string_view name, Value Owner::*at,
                                                 limits within = {}) {
    return {name, at, false, within};
}

template <class Owner, class Value>
[[nodiscard]] constexpr left_out<Owner, Value> without(Value Owner::*at) {
    return {at};
}

inline constexpr std::string_view declaration_key = "declaration";
inline constexpr std::string_view member_key = "member";

/// A struct that is one of several begins with the word that tells it from the others.
struct fixed_tag {
    static constexpr std::size_t members = 0;
    std::string_view key;
    std::string_view word;
};

/// The word is a member of the struct.
template <class Owner>
struct word_tag {
    static constexpr std::size_t members = 1;
    std::string_view key;
    keyword Owner::*at;
    std::span<keyword const> words;
};

/// The word is one of two.
template <class Owner>
struct flag_tag {
    static constexpr std::size_t members = 1;
    std::string_view key;
    bool Owner::*at;
    std::string_view otherwise, word;
};

template <class Owner>
word_tag(std::string_view, keyword Owner::*, std::span<keyword const>) -> word_tag<Owner>;
template <class Owner>
flag_tag(std::string_view, bool Owner::*, std::string_view, std::string_view) -> flag_tag<Owner>;

/// The first spelling in English: what JSON calls a keyword.
[[nodiscard]] inline std::string_view word_of(keyword which) {
    return spelling(which, language::en);
}

[[nodiscard]] inline std::vector<std::string_view> words_of(std::span<keyword const> all) {
    std::vector<std::string_view> words;
    for (auto const one : all) words.push_back(word_of(one));
    return words;
}

[[nodiscard]] inline std::vector<std::string_view> tags_of(fixed_tag const& tag) {
    return {tag.word};
}
template <class Owner>
[[nodiscard]] std::vector<std::string_view> tags_of(word_tag<Owner> const& tag) {
    return words_of(tag.words);
}
template <class Owner>
[[nodiscard]] std::vector<std::string_view> tags_of(flag_tag<Owner> const& tag) {
    return {tag.otherwise, tag.word};
}

template <class T>
[[nodiscard]] std::string_view tag_of(fixed_tag const& tag, T const&) {
    return tag.word;
}
template <class T>
[[nodiscard]] std::string_view tag_of(word_tag<T> const& tag, T const& of) {
    return word_of(of.*tag.at);
}
template <class T>
[[nodiscard]] std::string_view tag_of(flag_tag<T> const& tag, T const& of) {
    return of.*tag.at ? tag.word : tag.otherwise;
}

template <class T>
void set_tag(fixed_tag const&, T&, std::string_view) {}
template <class T>
void set_tag(word_tag<T> const& tag, T& of, std::string_view word) {
    for (auto const one : tag.words)
        if (word_of(one) == word) of.*tag.at = one;
}
template <class T>
void set_tag(flag_tag<T> const& tag, T& of, std::string_view word) {
    of.*tag.at = word == tag.word;
}

/// `title`, `members`, and `tag` where it is one of several. Its members stand in the order of the struct.
template <class T>
struct description;

template <class T>
concept described = requires {
    description<T>::members;
};

template <class T>
concept tagged = described<T> && requires {
    description<T>::tag;
};

/// The words by which an alternative is told, as far as they may stand in a list.
template <class T>
[[nodiscard]] std::vector<std::string_view> tags_within(limits const& within) {
    auto tags = tags_of(description<T>::tag);
    if (within.words.empty()) return tags;
    auto const allowed = words_of(within.words);
    std::erase_if(tags, [&](auto const tag) {
        return std::find(allowed.begin(), allowed.end(), tag) == allowed.end();
    });
    return tags;
}

template <class T>
[[nodiscard]] constexpr std::size_t described_members() {
    constexpr auto listed = std::tuple_size_v<std::remove_cvref_t<decltype(description<T>::members)>>;
    if constexpr (tagged<T>)
        return listed + std::remove_cvref_t<decltype(description<T>::tag)>::members;
    else
        return listed;
}

/// Compiles only for a struct of so many members.
template <std::size_t Count, class T>
[[nodiscard]] constexpr auto takes_apart(T const& whole) {
    if constexpr (Count == 1) {
        [[maybe_unused]] auto const& [a] = whole;
    } else if constexpr (Count == 2) {
        [[maybe_unused]] auto const& [a, b] = whole;
    } else if constexpr (Count == 3) {
        [[maybe_unused]] auto const& [a, b, c] = whole;
    } else if constexpr (Count == 4) {
        [[maybe_unused]] auto const& [a, b, c, d] = whole;
    } else if constexpr (Count == 5) {
        [[maybe_unused]] auto const& [a, b, c, d, e] = whole;
    } else if constexpr (Count == 6) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f] = whole;
    } else if constexpr (Count == 7) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g] = whole;
    } else if constexpr (Count == 8) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h] = whole;
    } else if constexpr (Count == 9) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i] = whole;
    } else if constexpr (Count == 10) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j] = whole;
    }
    return std::true_type{};
}

template <std::size_t Count, class T>
requires(Count > 10) [[nodiscard]] constexpr auto takes_apart(T const& whole) {
    if constexpr (Count == 11) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k] = whole;
    } else if constexpr (Count == 12) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k, l] = whole;
    } else if constexpr (Count == 13) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k, l, m] = whole;
    } else if constexpr (Count == 14) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = whole;
    } else if constexpr (Count == 15) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = whole;
    } else if constexpr (Count == 16) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = whole;
    } else if constexpr (Count == 17) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = whole;
    } else if constexpr (Count == 19) {
        [[maybe_unused]] auto const& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = whole;
    } else {
        static_assert(Count == 11, "a struct of so many members: take it apart here too");
    }
    return std::true_type{};
}

/// Whether all members of a struct are described. Where one is not, taking it apart does not compile.
template <class T>
[[nodiscard]] constexpr bool is_whole() {
    return decltype(takes_apart<described_members<T>()>(std::declval<T const&>()))::value;
}

/// Calls `visit` with each member that is in JSON.
template <class Members, class Visit>
void for_each_member(Members const& members, Visit&& visit) {
    auto const one = [&]<class Member>(Member const& which) {
        if constexpr (requires { which.is_needed; }) visit(which);
    };
    std::apply([&](auto const&... each) { (one(each), ...); }, members);
}

}  // namespace tramo::policy_json
