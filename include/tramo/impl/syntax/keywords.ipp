// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The keyword table and its look-ups.
#pragma once

#include <algorithm>
#include <array>
#include <map>

#include <tramo/syntax/keywords.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo {

namespace detail {

inline constexpr std::array keyword_rows{
#define TRAMO_KEYWORD(id, group, en, es, pt) \
    keyword_entry{keyword::id, keyword_group::group, #id, {en, es, pt}},
#include <tramo/syntax/keywords.def>
#undef TRAMO_KEYWORD
};

template <class Visit>
void for_each_spelling(std::string_view joined, Visit visit) {
    while (true) {
        auto const bar = joined.find('|');
        visit(joined.substr(0, bar));
        if (bar == std::string_view::npos) return;
        joined.remove_prefix(bar + 1);
    }
}

using keyword_index = std::map<std::string_view, std::vector<keyword>, std::less<>>;

TRAMO_INLINE std::array<keyword_index, 3> build_keyword_indexes() {
    std::array<keyword_index, 3> indexes;
    for (auto const& row : keyword_rows)
        for (std::size_t in = 0; in < 3; ++in)
            for_each_spelling(row.spellings[in],
                              [&](std::string_view word) { indexes[in][word].push_back(row.id); });
    return indexes;
}

TRAMO_INLINE keyword_index const& keywords_of(language in) {
    static std::array<keyword_index, 3> const indexes = build_keyword_indexes();
    return indexes[static_cast<std::size_t>(in)];
}

}  // namespace detail

TRAMO_INLINE std::string_view code_of(language which) {
    constexpr std::string_view codes[] = {"en", "es", "pt"};
    return codes[static_cast<std::size_t>(which)];
}

TRAMO_INLINE std::optional<language> language_of(std::string_view code) {
    for (auto which : {language::en, language::es, language::pt})
        if (code == code_of(which)) return which;
    return {};
}

TRAMO_INLINE std::vector<keyword_entry> const& keyword_table() {
    static std::vector<keyword_entry> const all(detail::keyword_rows.begin(), detail::keyword_rows.end());
    return all;
}

TRAMO_INLINE keyword_entry const& entry_of(keyword which) {
    return detail::keyword_rows[static_cast<std::size_t>(which)];
}

TRAMO_INLINE std::string_view spelling(keyword which, language in) {
    auto const joined = entry_of(which).spellings[static_cast<std::size_t>(in)];
    return joined.substr(0, joined.find('|'));
}

TRAMO_INLINE std::vector<std::string_view> spellings(keyword which, language in) {
    std::vector<std::string_view> all;
    detail::for_each_spelling(entry_of(which).spellings[static_cast<std::size_t>(in)],
                              [&](std::string_view word) { all.push_back(word); });
    return all;
}

TRAMO_INLINE std::optional<keyword> find_keyword(std::string_view word, language in, keyword_group group) {
    auto const& index = detail::keywords_of(in);
    auto found = index.find(word);
    if (found == index.end() && word.size() <= max_keyword_bytes) found = index.find(to_lower(to_nfc(word)));
    if (found == index.end()) return {};
    for (keyword id : found->second)
        if (entry_of(id).group == group) return id;
    return {};
}

TRAMO_INLINE bool is_reserved(std::string_view word, language in) {
    return find_keyword(word, in, keyword_group::operator_) || find_keyword(word, in, keyword_group::literal);
}

}  // namespace tramo
