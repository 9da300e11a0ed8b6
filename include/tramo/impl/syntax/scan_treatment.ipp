// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Scanners of what blocks of treatment share: counted days, weekdays, whose a text is; and parsers of words
// that only the open block has.
#pragma once

#include <tramo/impl/syntax/statements_conditions.ipp>
#include <tramo/impl/syntax/statements_matrix.ipp>

namespace tramo::grammar {

inline constexpr keyword weekday_words[] = {keyword::monday,   keyword::tuesday, keyword::wednesday,
                                            keyword::thursday, keyword::friday,  keyword::saturday,
                                            keyword::sunday};
inline constexpr keyword frozen_words[] = {keyword::days,   keyword::messages, keyword::cuts,
                                           keyword::blocks, keyword::tasks,    keyword::queue};
inline constexpr keyword needed_words[] = {keyword::reason, keyword::owner, keyword::until};

/// Whether a new line begins although the last sign was no comma.
[[nodiscard]] TRAMO_INLINE bool is_line_over(lexeme::cursor from, reading const& in) {
    return on_later_line(from, in) && in.token_end[-1] != ',';
}

/// One of several words, in lists of them. Another word is refused with those that were due.
[[nodiscard]] TRAMO_INLINE bool scan_listed_word(lexeme::cursor& from, reading& in, keyword& read,
                                                 std::span<keyword const> words) {
    if (is_line_over(from, in)) return false;
    for (auto const one : words) {
        char const* const end = lexeme::match_keyword(from, one, in.language);
        if (end == nullptr) continue;
        read = one;
        from.at = end;
        return true;
    }
    auto const due = spelled(words, in.language);
    fail_due(from, in, one_of_words(due), due);
}

TRAMO_INLINE bool scan_frozen(lexeme::cursor& from, reading& in, keyword& read) {
    return scan_listed_word(from, in, read, frozen_words);
}

TRAMO_INLINE bool scan_needed(lexeme::cursor& from, reading& in, keyword& read) {
    return scan_listed_word(from, in, read, needed_words);
}

/// A day of the week; `segunda-feira` is one too.
TRAMO_INLINE bool scan_weekday(lexeme::cursor& from, reading& in, keyword& read) {
    if (!scan_listed_word(from, in, read, weekday_words)) return false;
    constexpr std::string_view behind = "-feira";
    if (in.language == language::pt && from.rest().starts_with(behind)) from.at += behind.size();
    return true;
}

/// `3 days`, `2 weeks`, `3 business days`
struct counted_days {
    std::int64_t days = 0;
    bool is_business = false;
    span at;
};

/// A whole number of days or weeks, which always last as long.
[[nodiscard]] TRAMO_INLINE std::int64_t days_in(ast::expression const& length, reading const& in) {
    constexpr std::int64_t longest = 366'000;
    auto const days = std::string(spelling(keyword::days, in.language));
    auto const weeks = std::string(spelling(keyword::weeks, in.language));
    bool const is_week = length.word == keyword::weeks;
    if (!is_week && length.word != keyword::days)
        fail(at_span("T1005", "expected `" + days + "` or `" + weeks + "`: months and years differ in length",
                     length.at, "expected `" + days + "` or `" + weeks + "`"));
    auto const whole = rescale_exactly(length.number, 0);
    if (!whole || whole->coefficient > longest / (is_week ? 7 : 1))
        fail(at_span("T1007", "expected a whole number of days, at most 366000", length.at,
                     "not such a number"));
    return static_cast<std::int64_t>(whole->coefficient) * (is_week ? 7 : 1);
}

TRAMO_INLINE bool scan_counted_days(lexeme::cursor& from, reading& in, counted_days& read) {
    char const* const start = from.at;
    char const* const digits = lexeme::match_number(from);
    if (digits == nullptr) return false;
    ast::expression length;
    auto const* end = lexeme::match_keyword(next_on_line(digits, from), keyword::business, in.language);
    if (end != nullptr) {
        length.kind = ast::node::duration;
        length.number = read_number(start, digits, in);
        length.at = in.between(start, end);
        from.at = end;
    } else {
        scan_length(from, in, length);
    }
    read = {days_in(length, in), end != nullptr, length.at};
    return true;
}

/// The number of a day of a month.
TRAMO_INLINE bool scan_month_day(lexeme::cursor& from, reading& in, int& read) {
    char const* const start = from.at;
    if (!scan_integer(from, in, read)) return false;
    if (read < 1 || read > 31)
        fail(at_span("T1007", "no month has a day " + std::to_string(read), in.between(start, from.at),
                     "expected 1 to 31"));
    return true;
}

/// `"Account executive"`, `handler`, `cuts.boss`
TRAMO_INLINE bool scan_text_place(lexeme::cursor& from, reading& in, ast::text_or_name& read) {
    bool const is_next = on_later_line(from, in) && match_member(from, in) != nullptr;
    char const* const start = from.at;
    ast::text_literal text;
    if (is_next) return false;
    if (scan_text(from, in, text)) {
        read.at = text.at;
        read.text = std::move(text);
        return true;
    }
    if (begins_declaration(from, in) || !scan_name(from, in, read.name)) return false;
    lexeme::cursor behind = from;
    if (behind.rest().starts_with('.') && !behind.rest().starts_with("..")) {
        ++behind.at;
        if (scan_name(behind, in, read.member)) from = behind;
    }
    read.at = in.between(start, from.at);
    return true;
}

/// Whether `calendar` declares one here: `calendar working "Working days" holidays "PY"`.
[[nodiscard]] TRAMO_INLINE bool declares_calendar(lexeme::cursor from, reading in) {
    char const* const end = lexeme::match_keyword(from, keyword::calendar, in.language);
    if (end == nullptr) return false;
    auto next = next_on_line(end, from);
    auto const word = lexeme::word_at(next);
    bool const is_quoted = next.at != next.end && *next.at == '`';
    if (word.empty() && !is_quoted) return false;
    next = next_on_line(
        is_quoted ? next.at + lexeme::closing_quote(next.rest(), 0) + 1 : next.at + word.size(), next);
    if (next.rest().starts_with('"')) return true;
    char const* const holidays = lexeme::match_keyword(next, keyword::holidays, in.language);
    return holidays != nullptr && next_on_line(holidays, next).rest().starts_with('"');
}

/// A word that begins a member where the open block has it, and where it does not declare.
struct own_word : x3::parser<own_word> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    keyword which;

    constexpr explicit own_word(keyword which_) : which(which_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (!is_among(which, words_inside(in.inside))) return false;
        char const* const end = lexeme::match_keyword(at, which, in.language);
        bool const declares = (is_block_word(which) && opens_on_line(at)) ||
                              (which == keyword::calendar && declares_calendar(at, in));
        if (end == nullptr || declares) return false;
        first = in.token_end = end;
        return true;
    }
};

/// Says in a member which of several words of the open block was read.
template <auto Member, keyword Which>
[[nodiscard]] auto own() {
    return own_word{Which}[choose<Member, Which>];
}

/// Nothing where a new line has begun.
struct on_this_line : x3::parser<on_this_line> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        return !on_later_line({lexeme::skip({first, last}), last}, reading_of(context));
    }
};

/// The members of an effect may be read.
struct inside_effect : x3::parser<inside_effect> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*&, char const* const&, Context const& context, Rule&, Actual&) const {
        auto const block = reading_of(context).inside;
        return block && is_effect_kind(*block);
    }
};

inline constexpr terminal<keyword> weekday_{scan_weekday};
inline constexpr terminal<keyword> frozen_{scan_frozen};
inline constexpr terminal<keyword> needed_{scan_needed};
inline constexpr terminal<counted_days> counted_days_{scan_counted_days};
inline constexpr terminal<int> month_day_{scan_month_day};
inline constexpr terminal<ast::text_or_name> text_place_{scan_text_place};

}  // namespace tramo::grammar
