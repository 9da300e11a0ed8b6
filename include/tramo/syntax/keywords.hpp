// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The words of the language in English, Spanish and Portuguese: one table for parser, printer and editors.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/config.hpp>

namespace tramo {

enum class language { en, es, pt };

/// `en`, `es` or `pt`.
[[nodiscard]] std::string_view code_of(language which);
[[nodiscard]] std::optional<language> language_of(std::string_view code);

enum class keyword {
#define TRAMO_KEYWORD(id, group, en, es, pt) id,
#include <tramo/syntax/keywords.def>
#undef TRAMO_KEYWORD
};

/// Every keyword is shorter, however its accents are written.
inline constexpr std::size_t max_keyword_bytes = 64;

/// Words of groups `operator_` and `literal` are reserved in expressions: a name spelled like one stands in
/// back-quotes. All others are words only where the grammar looks for them.
enum class keyword_group { declaration, member, modifier, type, operator_, phrase, literal, unit, function };

struct keyword_entry {
    keyword id;
    keyword_group group;
    std::string_view name;          ///< as in the grammar: "segment", "or"
    std::string_view spellings[3];  ///< by language, separated by `|`, the canonical one first
};

[[nodiscard]] std::vector<keyword_entry> const& keyword_table();
[[nodiscard]] keyword_entry const& entry_of(keyword which);
/// The canonical spelling: `segmento`.
[[nodiscard]] std::string_view spelling(keyword which, language in);
/// Every accepted spelling.
[[nodiscard]] std::vector<std::string_view> spellings(keyword which, language in);
/// The word of one of the groups that is spelled so (in any case), else none. Phrases have their words
/// separated by one space.
[[nodiscard]] std::optional<keyword> find_keyword(std::string_view word, language in, keyword_group group);
/// Whether a name spelled so must stand in back-quotes in expressions of that language.
[[nodiscard]] bool is_reserved(std::string_view word, language in);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/syntax/keywords.ipp>
#endif
