// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Scanners of names, texts and literals, with the mistakes that are made in them.
#pragma once

#include <tramo/impl/syntax/terminals.ipp>

namespace tramo::grammar {

[[nodiscard]] TRAMO_INLINE diagnostic at_span(char const* code, std::string message, span where,
                                              std::string label, std::vector<std::string> help = {}) {
    return {code, severity::error, std::move(message), {{where, std::move(label)}}, std::move(help)};
}

/// Signs that word processors put in place of the plain ones.
TRAMO_INLINE void refuse_foreign_sign(lexeme::cursor const& from, reading const& in) {
    auto const length = lexeme::foreign_sign(from.rest());
    if (length == 0) return;
    auto const sign = from.rest().substr(0, length);
    span const where = in.between(from.at, from.at + length);
    std::vector<std::string> help;
    bool const is_quote = sign == "\u201C" || sign == "\u201D" || sign == "\u2018" || sign == "\u2019" ||
                          sign == "\u00AB" || sign == "\u00BB";
    if (is_quote) help = {"write plain quotes: \"text\""};
    if (sign == "\u2013" || sign == "\u2014" || sign == "\u2212") help = {"write a plain minus: -"};
    if (sign == "\u00A0" || sign == "\u202F" || sign == "\u200B") help = {"write a plain space"};
    fail(at_span("T1009", "the character `" + std::string(sign) + "` has no meaning here", where,
                 is_quote ? "a typographic quote" : "not part of the language", std::move(help)));
}

/// A few accents that stand alone compose to a back-quote, which no name could be written with.
TRAMO_INLINE void refuse_back_quote(std::string const& name, span where) {
    if (name.find('`') != std::string::npos)
        fail(at_span("T1009", "an accent that stands alone has no meaning here", where,
                     "read as a back-quote"));
}

TRAMO_INLINE bool scan_quoted_name(lexeme::cursor& from, reading& in, ast::name& read) {
    char const* last = from.at + 1;
    while (last != from.end && *last != '`' && *last != '\n' && *last != '\r') ++last;
    span const where = in.between(from.at, last);
    if (last == from.end || *last != '`')
        fail(at_span("T1006", "the quoted name has no end", where, "starts here",
                     {"close it with a back-quote: `"}));
    read.text = to_nfc({from.at + 1, static_cast<std::size_t>(last - from.at - 1)});
    if (read.text.empty()) fail(at_span("T1005", "expected a name between the back-quotes", where, "empty"));
    refuse_back_quote(read.text, where);
    from.at = last + 1;
    read.at = {where.begin, where.end + 1};
    return true;
}

/// A name: a word that is not reserved, or anything in back-quotes.
TRAMO_INLINE bool scan_name(lexeme::cursor& from, reading& in, ast::name& read) {
    if (from.at == from.end) return false;
    if (*from.at == '`') return scan_quoted_name(from, in, read);
    auto const word = lexeme::word_at(from);
    if (word.empty() || is_reserved(word, in.language)) return false;
    read = {to_nfc(word), in.between(from.at, from.at + word.size())};
    refuse_back_quote(read.text, read.at);
    from.at += word.size();
    return true;
}

/// The name in a declaration, where a reserved word is a mistake worth its own message.
TRAMO_INLINE bool scan_new_name(lexeme::cursor& from, reading& in, ast::name& read) {
    auto const word = lexeme::word_at(from);
    if (!word.empty() && is_reserved(word, in.language)) {
        auto const quoted = "`" + std::string(word) + "`";
        fail(at_span("T1008", quoted + " is a reserved word", in.between(from.at, from.at + word.size()),
                     "cannot be a name as it stands",
                     {"write it in back-quotes, here and wherever it is used: " + quoted}));
    }
    return scan_name(from, in, read);
}

TRAMO_INLINE char unescape(char const* at, reading const& in) {
    switch (*at) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case '"':
            return '"';
        case '\\':
            return '\\';
        default:
            break;
    }
    char const* last = at + 1;
    while ((static_cast<unsigned char>(*last) & 0xC0) == 0x80) ++last;
    fail(at_span("T1017", "unknown escape `" + std::string(at - 1, last) + "` in a text",
                 in.between(at - 1, last), "not one of \\\" \\\\ \\n \\t",
                 {"for a backslash itself write \\\\"}));
}

TRAMO_INLINE bool scan_text(lexeme::cursor& from, reading& in, ast::text_literal& read) {
    if (from.at == from.end) return false;
    if (*from.at != '"') {
        if (from.rest().starts_with("\u201C") || from.rest().starts_with("\u00AB"))
            refuse_foreign_sign(from, in);
        return false;
    }
    std::string content;
    char const* at = from.at + 1;
    while (at != from.end && *at != '"' && *at != '\n' && *at != '\r') {
        if (*at == '\\' && at + 1 != from.end && at[1] != '\n' && at[1] != '\r') {
            content += unescape(++at, in);
            ++at;
        } else {
            content += *at++;
        }
    }
    if (at == from.end || *at != '"')
        fail(at_span("T1006", "the text has no end", in.between(from.at, at), "starts here",
                     {"close it with a quote on the same line: \""}));
    read = {to_nfc(content), in.between(from.at, at + 1)};
    from.at = at + 1;
    return true;
}

TRAMO_INLINE bool scan_day(lexeme::cursor& from, reading& in, date& read) {
    char const* const last = lexeme::match_day(from);
    if (last == nullptr) return false;
    auto const day = parse_date({from.at, 10});
    if (!day)
        fail(at_span("T1007", "there is no day " + std::string(from.at, 10), in.between(from.at, last),
                     "not in the calendar"));
    read = *day;
    from.at = last;
    return true;
}

TRAMO_INLINE bool scan_integer(lexeme::cursor& from, reading& in, int& read) {
    char const* last = from.at;
    while (last != from.end && lexeme::is_digit(*last)) ++last;
    if (last == from.at) return false;
    if (last - from.at > 4)
        fail(at_span("T1007", "the number is too large here", in.between(from.at, last), "at most 9999"));
    read = 0;
    for (char const* at = from.at; at != last; ++at) read = read * 10 + (*at - '0');
    from.at = last;
    return true;
}

/// A day as people write it, 21/11/2026, would be read as a division.
TRAMO_INLINE void refuse_slashed_day(lexeme::cursor const& from, reading const& in) {
    std::string parts[3];
    char const* at = from.at;
    for (auto& part : parts) {
        while (at != from.end && lexeme::is_digit(*at) && part.size() < 5) part += *at++;
        bool const is_last = &part == &parts[2];
        if (part.empty() || (!is_last && (at == from.end || *at++ != '/'))) return;
    }
    if (parts[0].size() > 2 || parts[1].size() > 2 || parts[2].size() != 4) return;
    for (auto& part : parts)
        if (part.size() == 1) part.insert(0, "0");
    fail(at_span("T1007", "a day is written year, month, day", in.between(from.at, at),
                 "read as a division otherwise", {"write " + parts[2] + "-" + parts[1] + "-" + parts[0]}));
}

TRAMO_INLINE bool scan_moment(lexeme::cursor& from, reading& in, ast::expression& read) {
    char const* const day_end = lexeme::match_day(from);
    if (day_end == nullptr) return false;
    char const* const last = lexeme::match_time({day_end, from.end});
    read.at = in.between(from.at, last);
    if (last == day_end) {
        read.kind = ast::node::date;
        return scan_day(from, in, read.day);
    }
    std::string_view const text{from.at, static_cast<std::size_t>(last - from.at)};
    auto const moment = parse_timestamp(text);
    if (!moment) {
        bool const zoned = parse_timestamp(text, 0).has_value();
        fail(at_span(
            "T1007", zoned ? "a moment in a policy bears no zone" : "there is no moment " + std::string(text),
            read.at, zoned ? "write the local time of the policy's zone" : "not a moment of the calendar",
            {"write it as 2026-11-21T10:30"}));
    }
    read.kind = ast::node::timestamp;
    read.moment = *moment;
    from.at = last;
    return true;
}

[[nodiscard]] TRAMO_INLINE decimal read_number(char const* first, char const* last, reading const& in) {
    auto const number = parse_decimal({first, static_cast<std::size_t>(last - first)});
    if (!number || number->scale > division_scale)
        fail(at_span("T1007", "the number is too long", in.between(first, last),
                     "at most 38 digits, 18 of them decimals"));
    return *number;
}

/// What follows a number on its line and makes it a share or a length of time.
TRAMO_INLINE void scan_unit(lexeme::cursor& from, reading& in, ast::expression& read) {
    if (from.at != from.end && *from.at == '%') {
        read.kind = ast::node::percent;
        ++from.at;
        return;
    }
    lexeme::cursor ahead = from;
    while (ahead.at != ahead.end && (*ahead.at == ' ' || *ahead.at == '\t')) ++ahead.at;
    auto const word = lexeme::word_at(ahead);
    if (word.empty()) return;
    if (auto const unit = find_keyword(word, in.language, keyword_group::unit)) {
        read.kind = ast::node::duration;
        read.word = *unit;
        from.at = ahead.at + word.size();
    }
}

TRAMO_INLINE bool scan_number(lexeme::cursor& from, reading& in, ast::expression& read) {
    char const* const start = from.at;
    char const* const last = lexeme::match_number(from);
    if (last == nullptr) return false;
    read.kind = ast::node::number;
    read.number = read_number(start, last, in);
    from.at = last;
    scan_unit(from, in, read);
    read.at = in.between(start, from.at);
    if (read.kind == ast::node::number && !lexeme::word_at(from).empty())
        fail(at_span("T1005",
                     "expected a space or an operator after the number, found " + describe_found(from),
                     found_span(from, in), "stuck to the number"));
    return true;
}

/// The currency sign or ISO code at the cursor, when a number follows it: `R$ 10`, `PYG 100_000`.
[[nodiscard]] TRAMO_INLINE std::size_t currency_mark(lexeme::cursor from) {
    constexpr std::string_view signs[] = {"R$", "US$", "$", "\u20AC", "\u20B2"};
    std::size_t length = 0;
    for (auto sign : signs)
        if (from.rest().starts_with(sign)) length = std::max(length, sign.size());
    if (length == 0) {
        auto const word = lexeme::word_at(from);
        bool const is_code = word.size() == 3 && std::all_of(word.begin(), word.end(),
                                                             [](char c) { return c >= 'A' && c <= 'Z'; });
        if (is_code || word == "UF") length = word.size();
    }
    if (length == 0) return 0;
    char const* after = from.at + length;
    while (after != from.end && (*after == ' ' || *after == '\t')) ++after;
    return after != from.end && lexeme::is_digit(*after) ? length : 0;
}

TRAMO_INLINE bool scan_money(lexeme::cursor& from, reading& in, ast::expression& read) {
    auto const length = currency_mark(from);
    if (length == 0) return false;
    char const* const start = from.at;
    std::string_view const mark{start, length};
    if (auto const known = currency_of_sign(mark))
        read.text = *known;
    else if (mark != "$")
        read.text = mark;
    if (!read.text.empty() && !minor_units(read.text))
        in.report(at_span("T3005", "unknown currency `" + std::string(mark) + "`",
                          in.between(start, start + length), "not a code of ISO 4217"));
    from.at += length;
    while (*from.at == ' ' || *from.at == '\t') ++from.at;
    char const* const last = lexeme::match_number(from);
    read.kind = ast::node::money;
    read.number = read_number(from.at, last, in);
    read.at = in.between(start, last);
    from.at = last;
    return true;
}

TRAMO_INLINE bool scan_literal_word(lexeme::cursor& from, reading& in, ast::expression& read) {
    auto const word = lexeme::word_at(from);
    if (word.empty()) return false;
    auto const literal = find_keyword(word, in.language, keyword_group::literal);
    if (!literal) return false;
    read.at = in.between(from.at, from.at + word.size());
    read.kind = *literal == keyword::as_of  ? ast::node::as_of
                : *literal == keyword::null ? ast::node::null
                                            : ast::node::truth;
    read.is_true = *literal == keyword::true_;
    from.at += word.size();
    return true;
}

TRAMO_INLINE bool scan_literal(lexeme::cursor& from, reading& in, ast::expression& read) {
    if (from.at == from.end) return false;
    if (lexeme::is_digit(*from.at)) refuse_slashed_day(from, in);
    if (lexeme::is_digit(*from.at)) return scan_moment(from, in, read) || scan_number(from, in, read);
    ast::text_literal text;
    if (scan_text(from, in, text)) {
        read.kind = ast::node::text;
        read.text = text.text;
        read.at = text.at;
        return true;
    }
    return scan_money(from, in, read) || scan_literal_word(from, in, read);
}

}  // namespace tramo::grammar
