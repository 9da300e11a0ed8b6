// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Fills the phrases of a description in, and makes names, texts and lists fit for Markdown.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/syntax/keywords.hpp>

namespace tramo::describing {

using strings = std::vector<std::string>;

enum class said : std::uint16_t {
#define TRAMO_SAID(id, en, es, pt) id,
#include <tramo/impl/explain/describe_clauses.def>
#include <tramo/impl/explain/describe_declarations.def>
#undef TRAMO_SAID
};

inline constexpr std::string_view phrases[][3] = {
#define TRAMO_SAID(id, en, es, pt) {en, es, pt},
#include <tramo/impl/explain/describe_clauses.def>
#include <tramo/impl/explain/describe_declarations.def>
#undef TRAMO_SAID
};

/// What a preposition and an article melt into: "de el" is "del".
struct contraction {
    language in;
    std::string_view preposition, article, melted;
};
inline constexpr contraction contractions[] = {
    {language::es, "de", "el", "del"},  {language::es, "a", "el", "al"},   {language::pt, "de", "o", "do"},
    {language::pt, "de", "a", "da"},    {language::pt, "de", "os", "dos"}, {language::pt, "de", "as", "das"},
    {language::pt, "em", "o", "no"},    {language::pt, "em", "a", "na"},   {language::pt, "em", "os", "nos"},
    {language::pt, "em", "as", "nas"},  {language::pt, "a", "o", "ao"},    {language::pt, "a", "a", "à"},
    {language::pt, "a", "os", "aos"},   {language::pt, "a", "as", "às"},   {language::pt, "por", "o", "pelo"},
    {language::pt, "por", "a", "pela"},
};

/// Puts `word` behind `text`, melting what stands at the seam.
inline void append_word(std::string& text, std::string_view word, language in) {
    for (auto const& one : contractions) {
        auto const seam = std::string(one.preposition) + " ";
        bool const is_whole = text.size() == seam.size() ||
                              (text.size() > seam.size() && text[text.size() - seam.size() - 1] == ' ');
        if (one.in != in || !text.ends_with(seam) || !is_whole) continue;
        if (!word.starts_with(std::string(one.article) + " ")) continue;
        text.resize(text.size() - seam.size());
        text += one.melted;
        text += word.substr(one.article.size());
        return;
    }
    text += word;
}

/// The phrase, with `{0}`, `{1}` … filled in.
[[nodiscard]] inline std::string say(said what, language in, strings const& with = {}) {
    auto const phrase = phrases[static_cast<std::size_t>(what)][static_cast<std::size_t>(in)];
    std::string text;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        if (phrase[i] != '{') {
            text += phrase[i];
            continue;
        }
        auto const number = static_cast<std::size_t>(phrase[i + 1] - '0');
        if (number < with.size()) append_word(text, with[number], in);
        i += 2;
    }
    return text;
}

/// "o" becomes "u" before an o, "y" becomes "e" before an i, in Spanish.
[[nodiscard]] inline std::string joining(said last, std::string_view next, language in) {
    auto const word = say(last, in);
    if (in != language::es) return word;
    auto const begin = next.find_first_not_of("*`(\u00AB\\");
    auto rest = next.substr(std::min(begin, next.size()));
    if (rest.starts_with('h') || rest.starts_with('H')) rest.remove_prefix(1);
    if (last == said::or_word && (rest.starts_with('o') || rest.starts_with('O'))) return "u";
    bool const is_vowel = rest.size() > 1 && (rest[1] == 'a' || rest[1] == 'e' || rest[1] == 'o');
    if (last == said::and_word && (rest.starts_with('i') || rest.starts_with('I')) && !is_vowel) return "e";
    return word;
}

/// "a, b and c", with the word between the last two.
[[nodiscard]] inline std::string listed(strings const& all, said last, language in) {
    std::string text;
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool const is_last = i + 1 == all.size();
        if (i > 0) text += is_last ? " " + joining(last, all[i], in) + " " : ", ";
        text += all[i];
    }
    return text;
}

/// Text that Markdown shows as it is, on one line.
[[nodiscard]] inline std::string plain(std::string_view text) {
    constexpr std::string_view marks = "\\`*[]<>|~&$";
    auto const is_word = [&](std::size_t at) {
        auto const code = at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
        return code >= 0x80 || (code >= '0' && code <= '9') || ((code | 32U) >= 'a' && (code | 32U) <= 'z');
    };
    std::string safe;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_edge = text[i] == '_' && !(i > 0 && is_word(i - 1) && is_word(i + 1));
        if (is_edge || marks.find(text[i]) != std::string_view::npos) safe += '\\';
        safe += static_cast<unsigned char>(text[i]) < ' ' ? ' ' : text[i];
    }
    return safe;
}

/// A name as in the policy, between back-quotes: two of them where it has one itself.
[[nodiscard]] inline std::string coded(std::string_view name) {
    std::string safe(name);
    for (auto& letter : safe)
        if (static_cast<unsigned char>(letter) < ' ') letter = ' ';
    // A table's cells end at a bar even within a code span.
    for (auto bar = safe.find('|'); bar != std::string::npos; bar = safe.find('|', bar + 2))
        safe.insert(bar, 1, '\\');
    if (safe.find('`') == std::string::npos) return "`" + safe + "`";
    return "`` " + safe + " ``";
}

/// What stands for a thing everywhere: its label, its name where it has none.
[[nodiscard]] inline std::string shown(std::string_view name, std::string_view label) {
    auto const begin = label.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos) return coded(name);
    auto const end = label.find_last_not_of(" \t\n");
    return "*" + plain(label.substr(begin, end + 1 - begin)) + "*";
}

/// Label, and the name behind it.
[[nodiscard]] inline std::string introduced(std::string_view name, std::string_view label) {
    auto const told = shown(name, label);
    return told.front() == '`' ? told : told + " (" + coded(name) + ")";
}

/// A text of the data, in the language's quotes.
[[nodiscard]] inline std::string quoted(std::string_view text, language in) {
    bool const is_spanish = in == language::es;
    return (is_spanish ? "«" : "“") + plain(text) + (is_spanish ? "»" : "”");
}

/// What `plain`, `coded` and `shown` made, without their marks: for pictures.
[[nodiscard]] inline std::string unmarked(std::string_view text) {
    std::string made;
    bool is_code = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '`') {
            is_code = !is_code;
            while (i + 1 < text.size() && text[i + 1] == '`') ++i;
        } else if (text[i] == '\\' && i + 1 < text.size() && (!is_code || text[i + 1] == '|')) {
            made += text[++i];
        } else if (text[i] != '*' || is_code) {
            made += text[i];
        }
    }
    return made;
}

/// The longest question in a picture, in characters; the rest is in the detail.
inline constexpr std::size_t longest_question = 120;
/// Cut at a blank, with a sign that it was.
[[nodiscard]] inline std::string shortened(std::string const& text) {
    if (text.size() <= longest_question) return text;
    auto const cut = text.rfind(' ', longest_question);
    if (cut != std::string::npos && cut > 0) return text.substr(0, cut) + " …";
    auto end = longest_question;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
    return text.substr(0, end) + " …";
}

/// With a capital at its beginning, where it begins with one of the letters of our own phrases.
[[nodiscard]] inline std::string capital(std::string text) {
    if (text.empty()) return text;
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (text.starts_with("à")) text.replace(0, std::string_view("à").size(), "À");
    if (text.starts_with("é")) text.replace(0, std::string_view("é").size(), "É");
    if (text.starts_with("ú")) text.replace(0, std::string_view("ú").size(), "Ú");
    return text;
}

}  // namespace tramo::describing
