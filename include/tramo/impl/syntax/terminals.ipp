// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar's terminals as Spirit X3 parsers, and the two directives X3 lacks: spans, and "what was due" in
// words.
#pragma once

#include <functional>

#include <boost/spirit/home/x3.hpp>

#include <tramo/impl/syntax/lexemes.ipp>
#include <tramo/text/suggest.hpp>

namespace tramo::grammar {

namespace x3 = boost::spirit::x3;

/// What the reading of one document shares.
struct reading {
    char const* begin = nullptr;
    tramo::language language = tramo::language::en;
    std::vector<diagnostic>* found = nullptr;
    char const* token_end = nullptr;  ///< of the last terminal read: X3 may move on past white space
    std::optional<keyword> inside{};  ///< debt, task or the like, while the words of its members are words

    [[nodiscard]] span between(char const* first, char const* last) const {
        return {static_cast<std::uint32_t>(first - begin), static_cast<std::uint32_t>(last - begin)};
    }
    void report(diagnostic what) const { found->push_back(std::move(what)); }
};

struct reading_tag;

template <class Context>
reading& reading_of(Context const& context) {
    return x3::get<reading_tag>(context).get();
}

/// White space and comments.
struct skipper : x3::parser<skipper> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    template <class Context, class Rule, class Attribute>
    bool parse(char const*& first, char const* const& last, Context const&, Rule&, Attribute&) const {
        char const* const past = lexeme::skip({first, last});
        bool const moved = past != first;
        first = past;
        return moved;
    }
};

/// The word, number or sign that stands at a place; empty at the end of the text.
[[nodiscard]] TRAMO_INLINE std::string_view token_at(lexeme::cursor from) {
    if (auto const word = lexeme::word_at(from); !word.empty()) return word;
    if (from.rest().starts_with("=>") || from.rest().starts_with("->")) return from.rest().substr(0, 2);
    std::size_t length = lexeme::foreign_sign(from.rest());
    if (char const* number = lexeme::match_number(from)) length = static_cast<std::size_t>(number - from.at);
    return from.rest().substr(0, length == 0 ? 1 : length);
}

/// Words for what stands at a place: "the end of the text", "`salldo`", "`%`".
[[nodiscard]] TRAMO_INLINE std::string describe_found(lexeme::cursor from) {
    if (from.at == from.end) return "the end of the text";
    auto const word = token_at(from);
    if (word.size() <= 40) return "`" + std::string(word) + "`";
    std::size_t length = 40;
    while (length > 0 && (static_cast<unsigned char>(word[length]) & 0xC0) == 0x80) --length;
    return "`" + std::string(word.substr(0, length)) + "…`";
}

[[nodiscard]] TRAMO_INLINE span found_span(lexeme::cursor from, reading const& in) {
    return in.between(from.at, from.at + token_at(from).size());
}

/// Whether a line ends between the last token and `at`.
[[nodiscard]] TRAMO_INLINE bool on_later_line(lexeme::cursor at, reading const& in) {
    if (in.token_end == nullptr || in.token_end > at.at) return false;
    return std::string_view(in.token_end, static_cast<std::size_t>(at.at - in.token_end))
               .find_first_of("\r\n") != std::string_view::npos;
}

[[noreturn]] TRAMO_INLINE void fail(diagnostic what) {
    throw lexeme::failure{std::move(what)};
}

/// What is meant by signs and words of other languages.
[[nodiscard]] TRAMO_INLINE std::vector<std::string> help_for_found(lexeme::cursor from, reading const& in) {
    auto const rest = from.rest();
    auto const word_help = [&](keyword meant) {
        return std::vector<std::string>{"write `" + std::string(spelling(meant, in.language)) + "`"};
    };
    if (rest.starts_with("&")) return word_help(keyword::and_);
    if (rest.starts_with("|")) return word_help(keyword::or_);
    if (rest.starts_with("!")) return word_help(keyword::not_);
    if (rest.starts_with("//")) return {"a comment begins with #"};
    if (rest.starts_with("'")) return {"a text stands in double quotes: \"text\""};
    if (rest.starts_with(";")) return {"nothing ends a line: take the sign out"};
    if (rest.starts_with(")")) return {"this parenthesis closes nothing: take it out"};
    auto const word = lexeme::word_at(from);
    for (auto which : {language::en, language::es, language::pt}) {
        if (which == in.language || word.empty()) continue;
        if (auto const meant = find_keyword(word, which, keyword_group::operator_)) return word_help(*meant);
    }
    return {};
}

/// Ends the statement because something else was due. A thing missing at a line's end is shown there.
[[noreturn]] TRAMO_INLINE void fail_due(lexeme::cursor at, reading const& in, std::string const& due,
                                        std::vector<std::string> const& words_due = {}) {
    auto help = help_for_found(at, in);
    if (auto const near = nearest(lexeme::word_at(at), words_due); !near.empty())
        help.insert(help.begin(), "did you mean `" + std::string(near) + "`?");
    auto const where = on_later_line(at, in) ? in.between(in.token_end, in.token_end) : found_span(at, in);
    fail({"T1005",
          severity::error,
          "expected " + due + ", found " + describe_found(at),
          {{where, "expected " + due}},
          std::move(help)});
}

/// A parser made of a scanning function; `scan` moves the cursor and fills the attribute, or returns false.
template <class Attribute>
struct terminal : x3::parser<terminal<Attribute>> {
    using attribute_type = Attribute;
    static bool const has_attribute = true;
    bool (*scan)(lexeme::cursor&, reading&, Attribute&);

    constexpr explicit terminal(bool (*scan_)(lexeme::cursor&, reading&, Attribute&)) : scan(scan_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&,
               Actual& actual) const {
        lexeme::cursor in{lexeme::skip({first, last}), last};
        Attribute read{};
        if (!scan(in, reading_of(context), read)) return false;
        first = reading_of(context).token_end = in.at;
        x3::traits::move_to(read, actual);
        return true;
    }
};

/// A keyword in the document's language; its attribute is its place.
struct word_parser : x3::parser<word_parser> {
    using attribute_type = span;
    static bool const has_attribute = true;
    keyword which;

    constexpr explicit word_parser(keyword which_) : which(which_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&,
               Actual& actual) const {
        auto& in = reading_of(context);
        char const* const start = lexeme::skip({first, last});
        char const* const end = lexeme::match_keyword({start, last}, which, in.language);
        if (end == nullptr) return false;
        span where = in.between(start, end);
        first = in.token_end = end;
        x3::traits::move_to(where, actual);
        return true;
    }
};

[[nodiscard]] constexpr word_parser word(keyword which) {
    return word_parser(which);
}

/// One sign such as `(`.
struct sign_parser : x3::parser<sign_parser> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    char wanted;

    constexpr explicit sign_parser(char wanted_) : wanted(wanted_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        char const* const start = lexeme::skip({first, last});
        if (start == last || *start != wanted) return false;
        first = reading_of(context).token_end = start + 1;
        return true;
    }
};

[[nodiscard]] constexpr sign_parser sign(char wanted) {
    return sign_parser(wanted);
}

/// Matches `subject`, or ends the statement saying in the reader's words what was due. X3's own `>` names a
/// mangled type instead.
template <class Subject>
struct need_parser : x3::unary_parser<Subject, need_parser<Subject>> {
    using base_type = x3::unary_parser<Subject, need_parser<Subject>>;
    static bool const is_pass_through_unary = true;
    char const* due;

    constexpr need_parser(Subject const& inner, char const* due_) : base_type(inner), due(due_) {}

    template <class Context, class Rule, class Attribute>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule& rule,
               Attribute& attribute) const {
        if (this->subject.parse(first, last, context, rule, attribute)) return true;
        fail_due({lexeme::skip({first, last}), last}, reading_of(context), due);
    }
};

template <class Subject>
[[nodiscard]] constexpr auto need(char const* due, Subject const& subject) {
    return need_parser<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject), due);
}

/// A clause that is not there although it must be: says which words were due, in the document's language.
struct missing : x3::parser<missing> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    char const* before;
    keyword first, second;
    char const* after;

    constexpr missing(keyword due, char const* after_) : missing("", due, due, after_) {}
    constexpr missing(char const* before_, keyword first_, keyword second_, char const* after_ = "")
        : before(before_), first(first_), second(second_), after(after_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*& at, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        std::vector<std::string> const words{std::string(spelling(first, in.language)),
                                             std::string(spelling(second, in.language))};
        auto due = before + ("`" + words[0] + "`");
        if (second != first) due += " or `" + words[1] + "`";
        fail_due({lexeme::skip({at, last}), last}, in, due + after, words);
    }
};

/// Refuses a word that people write for another, or in front of which its clause should have stood.
struct misplaced : x3::parser<misplaced> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    keyword word;
    keyword other;
    bool is_instead;  ///< `word` was written for `other`; else it stands behind `other` and should not

    constexpr misplaced(keyword word_, keyword other_, bool is_instead_ = false)
        : word(word_), other(other_), is_instead(is_instead_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (lexeme::match_keyword(at, word, in.language) == nullptr) return true;
        auto const found = "`" + std::string(spelling(word, in.language)) + "`";
        auto const meant = "`" + std::string(spelling(other, in.language)) + "`";
        auto const message =
            is_instead ? "expected " + meant + ", found " + found : found + " stands before " + meant;
        auto const help = is_instead ? "write " + meant : "write the " + found + " and its condition first";
        fail({"T1005",
              severity::error,
              message,
              {{found_span(at, in), is_instead ? "expected " + meant : "behind " + meant}},
              {help}});
    }
};

/// Stores where a node begins and ends. X3 passes `unused` to on_success as soon as a rule has semantic
/// actions, so the span is written here, where the rule's own attribute is still in reach.
template <class Subject>
struct spanned_parser : x3::unary_parser<Subject, spanned_parser<Subject>> {
    using base_type = x3::unary_parser<Subject, spanned_parser<Subject>>;
    static bool const is_pass_through_unary = true;

    constexpr explicit spanned_parser(Subject const& inner) : base_type(inner) {}

    template <class Context, class Rule, class Attribute>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule& rule,
               Attribute& attribute) const {
        char const* const start = lexeme::skip({first, last});
        if (!this->subject.parse(first, last, context, rule, attribute)) return false;
        auto const& in = reading_of(context);
        rule.at = in.between(start, in.token_end);
        return true;
    }
};

struct spanned_directive {
    template <class Subject>
    constexpr auto operator[](Subject const& subject) const {
        return spanned_parser<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
    }
};
inline constexpr spanned_directive spanned{};

}  // namespace tramo::grammar
