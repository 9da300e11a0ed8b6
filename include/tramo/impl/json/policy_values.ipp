// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Single values of a policy in JSON: texts, names, words, numbers and days, each held to what the language
// can write.
#pragma once

#include <tramo/impl/json/describe_document.ipp>
#include <tramo/impl/json/json_places.ipp>
#include <tramo/text/suggest.hpp>
#include <tramo/values/currency.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::policy_json {

using json_reading::json_findings;
using json_reading::json_place;

/// A value, where it stands, and where what is wrong with it is told.
struct input {
    nlohmann::json const& value;
    json_place place;
    json_findings& told;

    [[nodiscard]] input at(std::string_view key, nlohmann::json const& of) const {
        return {of, place.at(key), told};
    }
    [[nodiscard]] input at(std::size_t element) const { return {value[element], place.at(element), told}; }
    void tell(char const* code, std::string const& what, std::string label,
              std::vector<std::string> help = {}) const {
        told.tell(place, code, what, std::move(label), std::move(help));
    }
};

/// What stands there, in the words of a reader, short.
[[nodiscard]] TRAMO_INLINE std::string words_for(nlohmann::json const& value) {
    constexpr std::size_t longest = 40;
    if (value.is_object()) return "an object";
    if (value.is_array()) return "a list";
    auto text = value.dump();
    if (text.size() > longest) {
        auto length = longest;
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
        text = text.substr(0, length) + "…";
    }
    return (value.is_string() ? "the text " : value.is_number() ? "the number " : "") + text;
}

TRAMO_INLINE void expect(input const& in, std::string const& due, std::vector<std::string> help = {}) {
    in.tell("T7002", "expected " + due + ", found " + words_for(in.value), "expected " + due,
            std::move(help));
}

/// The text, or nothing after a finding.
[[nodiscard]] TRAMO_INLINE std::string const* text_in(input const& in, std::string const& due) {
    if (in.value.is_string()) return &in.value.get_ref<std::string const&>();
    auto const number = in.value.is_number() ? "write it as a text: \"" + in.value.dump() + "\"" : "";
    expect(in, due, number.empty() ? std::vector<std::string>{} : std::vector<std::string>{number});
    return nullptr;
}

[[nodiscard]] TRAMO_INLINE std::string listed(std::vector<std::string> const& all) {
    std::string text;
    for (auto const& one : all) text += (text.empty() ? "\"" : ", \"") + one + "\"";
    return text;
}

/// "did you mean", and what is known.
[[nodiscard]] TRAMO_INLINE std::vector<std::string> advice(std::string_view found,
                                                           std::vector<std::string_view> const& known) {
    std::vector<std::string> const all(known.begin(), known.end());
    std::vector<std::string> help;
    if (auto const near = nearest(found, all); !near.empty())
        help.push_back("did you mean \"" + std::string(near) + "\"?");
    help.push_back(all.empty() ? "it has no members" : "known are " + listed(all));
    return help;
}

/// The number of the word among those known; nothing after a finding.
[[nodiscard]] TRAMO_INLINE std::optional<std::size_t> choose(input const& in,
                                                             std::vector<std::string_view> const& known) {
    auto const* const text = text_in(in, known.size() == 1 ? "\"" + std::string(known[0]) + "\"" : "a word");
    if (text == nullptr) return {};
    for (std::size_t i = 0; i < known.size(); ++i)
        if (known[i] == *text) return i;
    in.tell("T7006", words_for(in.value) + " is none of the words that may stand here", "not one of them",
            advice(*text, known));
    return {};
}

[[nodiscard]] TRAMO_INLINE bool has_control(std::string_view text, std::string_view allowed) {
    for (char const c : text) {
        bool const is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        if (is_control && allowed.find(c) == std::string_view::npos) return true;
    }
    return false;
}

TRAMO_INLINE void refuse_value(input const& in, std::string const& why, std::string help) {
    in.tell("T7007", words_for(in.value) + " " + why, "cannot be written in a policy", {std::move(help)});
}

TRAMO_INLINE void check_name(input const& in, std::string const& text) {
    if (text.empty()) refuse_value(in, "is no name", "a name has at least one character");
    if (text.find('`') != std::string::npos || has_control(text, ""))
        refuse_value(in, "is no name", "a name stands on one line and holds no back-quote");
}

TRAMO_INLINE void check_currency(input const& in, std::string const& text) {
    if (minor_units(text)) return;
    auto const& codes = currency_codes();
    auto help = advice(text, {codes.begin(), codes.end()});
    help.back() = "write a code of ISO 4217, such as BRL";
    in.tell("T7006", words_for(in.value) + " is no currency", "not a code of ISO 4217", std::move(help));
}

TRAMO_INLINE void check_text(input const& in, std::string const& text, meaning means) {
    bool const is_empty_line = means == meaning::comment_line && text == ast::blank_line;
    switch (means) {
        case meaning::name:
            return check_name(in, text);
        case meaning::currency:
            return check_currency(in, text);
        case meaning::language:
            if (!language_of(text))
                in.tell("T7006", words_for(in.value) + " is no language of policies", "not a language",
                        {"known are \"en\", \"es\", \"pt\""});
            return;
        case meaning::text:
            if (has_control(text, "\n\t\x7F"))
                refuse_value(in, "holds a control character", "a text may hold \\n and \\t");
            return;
        default:
            if (!is_empty_line && has_control(text, "\t\x7F"))
                refuse_value(in, "is no comment",
                             "a comment stands on one line; an empty line among several is \"\\n\"");
    }
}

TRAMO_INLINE void read_text(input const& in, std::string& made, meaning means) {
    auto const* const text = text_in(in, means == meaning::name ? "a name" : "a text");
    if (text == nullptr) return;
    check_text(in, *text, means);
    bool const is_comment = means == meaning::comment || means == meaning::comment_line;
    made = is_comment ? *text : to_nfc(*text);
}

/// A text that is one of several words or signs, or any text.
TRAMO_INLINE void read(input const& in, std::string& made, limits const& within) {
    if (within.words.empty() && within.signs.empty()) return read_text(in, made, within.means);
    auto const known = within.signs.empty()
                           ? words_of(within.words)
                           : std::vector<std::string_view>(within.signs.begin(), within.signs.end());
    if (auto const which = choose(in, known)) made = known[*which];
}

TRAMO_INLINE void read(input const& in, ast::name& made, limits const& within) {
    read_text(in, made.text, within.means == meaning::text ? meaning::name : within.means);
}

TRAMO_INLINE void read(input const& in, ast::text_literal& made, limits const& within) {
    read_text(in, made.text, within.means);
}

TRAMO_INLINE void read(input const& in, keyword& made, limits const& within) {
    if (auto const which = choose(in, words_of(within.words))) made = within.words[*which];
}

TRAMO_INLINE void read(input const& in, language& made, limits const&) {
    constexpr language all[] = {language::en, language::es, language::pt};
    if (auto const which = choose(in, {code_of(all[0]), code_of(all[1]), code_of(all[2])}))
        made = all[*which];
}

TRAMO_INLINE void read(input const& in, bool& made, limits const&) {
    if (in.value.is_boolean())
        made = in.value.get<bool>();
    else
        expect(in, "true or false");
}

TRAMO_INLINE void read(input const& in, std::int64_t& made, limits const& within) {
    if (!in.value.is_number_integer()) return expect(in, "a whole number");
    constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    bool const is_huge = in.value.is_number_unsigned() && in.value.get<std::uint64_t>() > most;
    auto const number = is_huge ? std::numeric_limits<std::int64_t>::max() : in.value.get<std::int64_t>();
    if (number < within.least || number > within.largest)
        return refuse_value(in, "is out of range",
                            "write a whole number from " + std::to_string(within.least) + " to " +
                                std::to_string(within.largest));
    made = number;
}

TRAMO_INLINE void read(input const& in, int& made, limits const& within) {
    std::int64_t number = made;
    read(in, number, within);
    made = static_cast<int>(number);
}

/// In the one form that is written, so that nothing that was read is written otherwise.
template <class T>
void read_literal(input const& in, T& made, std::optional<T> const& read, std::string const& what,
                  std::string const& example) {
    auto const& text = in.value.get_ref<std::string const&>();
    if (read && to_string(*read) == text) {
        made = *read;
        return;
    }
    refuse_value(in, "is no " + what, "write " + (read ? "\"" + to_string(*read) + "\"" : example));
}

TRAMO_INLINE void read(input const& in, decimal& made, limits const&) {
    auto const* const text = text_in(in, "a number in quotes");
    if (text == nullptr) return;
    constexpr int most_decimals = 18;
    auto number = parse_decimal(*text);
    if (number && (number->scale > most_decimals || *number < decimal{0})) number.reset();
    read_literal(
        in, made, number, "number",
        "at most 38 digits, 18 of them decimals, without a sign, such as \"10.50\"; a number below 0 "
        "is a node \"negate\" of one above");
}

TRAMO_INLINE void read(input const& in, date& made, limits const&) {
    if (auto const* const text = text_in(in, "a day in quotes"))
        read_literal(in, made, parse_date(*text), "day of the calendar", "it such as \"2026-11-21\"");
}

TRAMO_INLINE void read(input const& in, timestamp& made, limits const&) {
    if (auto const* const text = text_in(in, "a moment in quotes"))
        read_literal(in, made, parse_timestamp(*text), "moment", "it such as \"2026-11-21T10:30:00\"");
}

}  // namespace tramo::policy_json
