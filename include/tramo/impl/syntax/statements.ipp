// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of declarations about accounts: fields, segments, strategies.
#pragma once

#include <tramo/impl/syntax/expressions.ipp>

namespace tramo::grammar {

/// `tramo 1 es`
struct heading {
    int version = 0;
    ast::name language;
    span at;
};

/// `}`
struct closing {
    span at;
};

/// `currency PYG`, `zone "America/Asuncion"`
struct policy_member {
    std::optional<ast::name> currency;
    std::optional<ast::text_literal> zone;
    span at;
};

/// A declaration as far as its opening brace.
template <class Declaration>
struct opening {
    Declaration declaration;
    bool is_open = false;
    span at;
};

template <class T>
void set_once(std::optional<T>& member, T& read, reading const& in, span where) {
    if (member) in.report(at_span("T1019", "this is said twice", where, "said before"));
    member = std::move(read);
}

template <class Placed>
[[nodiscard]] span place_of(Placed const& read, reading const&) {
    return read.at;
}
/// A day bears no place; it has just been read.
[[nodiscard]] TRAMO_INLINE span place_of(date, reading const& in) {
    return in.between(in.token_end - std::string_view("2026-11-21").size(), in.token_end);
}

template <auto Member>
inline constexpr auto once = [](auto const& context) {
    auto const& in = reading_of(context);
    auto& read = x3::_attr(context);
    set_once(x3::_val(context).*Member, read, in, place_of(read, in));
};
template <auto Member>
inline constexpr auto mark = [](auto const& context) { x3::_val(context).*Member = true; };

TRAMO_INLINE bool scan_currency(lexeme::cursor& from, reading& in, ast::name& read) {
    auto const word = lexeme::word_at(from);
    if (word.empty()) return false;
    read = {std::string(word), in.between(from.at, from.at + word.size())};
    if (word == "UF") read.text = "CLF";
    if (!minor_units(read.text)) {
        std::vector<std::string> help;
        std::vector<std::string> codes(currency_codes().begin(), currency_codes().end());
        if (auto const near = nearest(word, codes); !near.empty())
            help.push_back("did you mean `" + std::string(near) + "`?");
        in.report(at_span("T3005", "unknown currency `" + read.text + "`", read.at, "not a code of ISO 4217",
                          std::move(help)));
    }
    from.at += word.size();
    return true;
}

[[nodiscard]] TRAMO_INLINE std::vector<std::string> type_words(language in) {
    std::vector<std::string> words;
    for (auto const& row : keyword_table())
        if (row.group == keyword_group::type) words.emplace_back(spelling(row.id, in));
    return words;
}

[[nodiscard]] TRAMO_INLINE bool is_declaration_word(lexeme::cursor from, reading const& in) {
    auto const word = declaration_word_at(from, in);
    return word && (!is_block_word(*word) || opens_on_line(from));
}

struct type_word {
    std::optional<keyword> word;
};

TRAMO_INLINE bool scan_type(lexeme::cursor& from, reading& in, type_word& read) {
    for (auto const& row : keyword_table()) {
        if (row.group != keyword_group::type) continue;
        char const* const end = lexeme::match_keyword(from, row.id, in.language);
        if (end == nullptr) continue;
        read.word = row.id;
        from.at = end;
        return true;
    }
    auto const word = lexeme::word_at(from);
    if (word.empty() || is_declaration_word(from, in)) return false;
    auto const words = type_words(in.language);
    std::string all;
    for (auto const& one : words) all += (all.empty() ? "" : ", ") + one;
    std::vector<std::string> help;
    if (auto const near = nearest(word, words); !near.empty())
        help.push_back("did you mean `" + std::string(near) + "`?");
    help.push_back("the types are: " + all);
    in.report(at_span("T2001", "unknown type `" + std::string(word) + "`",
                      in.between(from.at, from.at + word.size()), "not a type", std::move(help)));
    from.at += word.size();
    return true;
}

inline constexpr terminal<ast::name> new_name{scan_new_name};
inline constexpr terminal<ast::name> plain_name{scan_name};
inline constexpr terminal<ast::text_literal> text_{scan_text};
inline constexpr terminal<date> day_{scan_day};
inline constexpr terminal<int> small_integer{scan_integer};
inline constexpr terminal<ast::name> currency_code{scan_currency};
inline constexpr terminal<type_word> type_name{scan_type};
inline constexpr terminal<ast::name> reference_{scan_reference};
inline constexpr terminal<ast::name> column_{scan_column};

inline constexpr auto set_type = [](auto const& context) {
    x3::_val(context).word = x3::_attr(context).word;
};
inline constexpr auto set_one_of = [](auto const& context) { x3::_val(context).word = keyword::one_of; };
inline constexpr auto set_exact_digits = [](auto const& context) {
    x3::_val(context).min_digits = x3::_val(context).max_digits = x3::_attr(context);
};
inline constexpr auto set_max_digits = [](auto const& context) {
    x3::_val(context).max_digits = x3::_attr(context);
};
inline constexpr auto set_range_sign = [](auto const&) {};
inline constexpr auto keep_from_at = [](auto const& context) {
    x3::_val(context).from_at = x3::_attr(context);
};
inline constexpr auto keep_until_at = [](auto const& context) {
    x3::_val(context).until_at = x3::_attr(context);
};
inline constexpr auto open_block = [](auto const& context) { x3::_val(context).is_open = true; };
inline constexpr auto keep_head = [](auto const& context) {
    x3::_val(context).declaration.head_at = x3::_attr(context).at;
};

/// Sets a member of the declaration inside an `opening`.
template <auto Member>
inline constexpr auto set_in =
    [](auto const& context) { x3::_val(context).declaration.*Member = std::move(x3::_attr(context)); };
template <auto Member>
inline constexpr auto once_in = [](auto const& context) {
    auto& read = x3::_attr(context);
    set_once(x3::_val(context).declaration.*Member, read, reading_of(context), read.at);
};
inline constexpr auto mark_indicator = [](auto const& context) {
    x3::_val(context).declaration.is_indicator = true;
};

inline constexpr auto set_name_and_head = [](auto const& context) {
    auto& declaration = x3::_val(context).declaration;
    declaration.name = std::move(x3::_attr(context));
    declaration.head_at = declaration.name.at;
};

inline x3::rule<struct heading_rule, heading> const heading_ = "heading";
inline x3::rule<struct policy_rule, opening<ast::policy_declaration>> const policy_ = "policy";
inline x3::rule<struct policy_member_rule, policy_member> const policy_member_ = "policy_member";
inline x3::rule<struct field_rule, ast::field_declaration> const field_ = "field";
inline x3::rule<struct type_rule, ast::type_expression> const type_ = "type";
inline x3::rule<struct enum_value_rule, ast::enum_value> const enum_value_ = "enum_value";
inline x3::rule<struct validity_rule_, ast::validity> const validity_ = "validity";
inline x3::rule<struct collection_rule, opening<ast::collection_declaration>> const collection_ =
    "collection";
inline x3::rule<struct parameter_rule, ast::parameter_declaration> const parameter_ = "parameter";
inline x3::rule<struct value_rule, ast::value_declaration> const value_ = "value";
inline x3::rule<struct period_rule, ast::validity_period> const period_ = "period";
inline x3::rule<struct segment_rule, ast::segment_declaration> const segment_ = "segment";
inline x3::rule<struct strategy_rule, opening<ast::strategy_declaration>> const strategy_ = "strategy";
inline x3::rule<struct queue_rule, ast::queue_declaration> const queue_ = "queue";
inline x3::rule<struct rest_rule, ast::rest_declaration> const rest_ = "rest";
inline x3::rule<struct closing_rule, closing> const closing_ = "closing";

struct tramo_word : x3::parser<tramo_word> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const&, Rule&, Actual&) const {
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (lexeme::word_at(at) != "tramo") return false;
        first = at.at + 5;
        return true;
    }
};

inline auto const heading__def =
    spanned[tramo_word{} >>
            need("the version of the language: `tramo 1 en`", small_integer)[set<&heading::version>] >>
            need("a language: `en`, `es` or `pt`", plain_name)[set<&heading::language>]];

inline auto const policy__def =
    spanned[word(keyword::policy) >>
            need("the policy's title in quotes", text_)[set_in<&ast::policy_declaration::title>] >>
            -(word(keyword::version) >>
              need("the version in quotes", text_)[set_in<&ast::policy_declaration::version>]) >>
            -(sign('{')[open_block])];

inline auto const policy_member__def =
    spanned[(word(keyword::currency) >>
             need("a currency such as BRL", currency_code)[set<&policy_member::currency>]) |
            (word(keyword::zone) >> need("a time zone in quotes", text_)[set<&policy_member::zone>])];

inline auto const enum_value__def = text_[set<&ast::enum_value::value>] >>
                                    -(sign('(') >>
                                      need("`alias` and other spellings", word(keyword::alias)) >>
                                      (need("a text in quotes", text_)[add<&ast::enum_value::aliases>] %
                                       sign(',')) >>
                                      need("`)` or `,`", sign(')')));

inline auto const type__def =
    spanned[(word(keyword::one_of)[set_one_of] >>
             (need("the values in quotes", enum_value_)[add<&ast::type_expression::values>] % sign(',')) >>
             -(word(keyword::open)[mark<&ast::type_expression::is_open>])) |
            (type_name[set_type] >>
             -(sign('(') >> (small_integer[set<&ast::type_expression::scale>] |
                             need("a currency or a number of decimals",
                                  currency_code)[set<&ast::type_expression::currency>]) >>
               need("`)`", sign(')'))))];

struct range_sign : x3::parser<range_sign> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const&, Rule&, Actual&) const {
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (!at.rest().starts_with("..")) return false;
        first = at.at + 2;
        return true;
    }
};

inline auto const validity__def =
    spanned[word(keyword::valid) >>
            ((word(keyword::digits) >> need("a number of digits", small_integer)[set_exact_digits] >>
              -(range_sign{} >> need("the largest number of digits", small_integer)[set_max_digits])) |
             need("a kind of tax id, such as cl_rut, or `digits`", plain_name)[set<&ast::validity::tax_id>])];

inline auto const field__def =
    spanned[word(keyword::field) >> need("a name", new_name)[set<&ast::field_declaration::name>] >>
            need("`:` and a type", sign(':')) >> need("a type", type_)[set<&ast::field_declaration::type>] >>
            *(word(keyword::optional)[mark<&ast::field_declaration::is_optional>] |
              word(keyword::key)[mark<&ast::field_declaration::is_key>] |
              validity_[add<&ast::field_declaration::valid>] | text_[once<&ast::field_declaration::label>] |
              (word(keyword::from) >> -(word(keyword::step_of)[mark<&ast::field_declaration::is_step>]) >>
               need("the name of a column", column_)[once<&ast::field_declaration::column>]))];

inline auto const collection__def =
    spanned[word(keyword::collection) >>
            need("a name", new_name)[set_in<&ast::collection_declaration::name>] >>
            -(text_[set_in<&ast::collection_declaration::label>]) >> need("`{`", sign('{'))[open_block]];

inline auto const parameter__def =
    spanned[word(keyword::parameter) >> need("a name", new_name)[set<&ast::parameter_declaration::name>] >>
            need("`:` and a type", sign(':')) >>
            need("a type", type_)[set<&ast::parameter_declaration::type>] >>
            -(sign('=') >> need("a value", expression_)[set<&ast::parameter_declaration::initial>]) >>
            -(text_[once<&ast::parameter_declaration::label>])];

inline auto const value__def =
    spanned[word(keyword::value_) >> need("a name", new_name)[set<&ast::value_declaration::name>] >>
            -(text_[once<&ast::value_declaration::label>]) >> need("`=` and an expression", sign('=')) >>
            need("an expression", expression_)[set<&ast::value_declaration::meaning>]];

inline auto const period_clause =
    (word(keyword::version) >> need("a version in quotes", text_)[once<&ast::validity_period::version>]) |
    (word(keyword::id) >> need("an id in quotes", text_)[once<&ast::validity_period::id>]) |
    (word(keyword::from)[keep_from_at] >>
     need("a day such as 2026-11-21", day_)[once<&ast::validity_period::from>]) |
    (word(keyword::until)[keep_until_at] >>
     need("a day such as 2026-11-21", day_)[once<&ast::validity_period::until>]) |
    word(keyword::inactive)[mark<&ast::validity_period::is_inactive>];

inline auto const period__def = *period_clause;

inline auto const segment__def =
    spanned[word(keyword::segment) >> need("a name", new_name)[set<&ast::segment_declaration::name>] >>
            -(text_[once<&ast::segment_declaration::label>]) >>
            period_[set<&ast::segment_declaration::period>] >> need("`=` and a condition", sign('=')) >>
            need("a condition", expression_)[set<&ast::segment_declaration::condition>]];

inline auto const strategy__def =
    spanned[(word(keyword::strategy) | word(keyword::indicator)[mark_indicator]) >>
            need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::strategy_declaration::label>]) >>
            period_[set_in<&ast::strategy_declaration::period>] >> need("`{`", sign('{'))[open_block]];

inline auto const queue__def =
    spanned[(word(keyword::queue) | word(keyword::case_)) >>
            need("a name", new_name)[set<&ast::queue_declaration::name>] >>
            -(text_[once<&ast::queue_declaration::label>]) >> period_[set<&ast::queue_declaration::period>] >>
            (word(keyword::if_) | missing{keyword::if_, " and a condition"}) >>
            need("a condition", expression_)[set<&ast::queue_declaration::condition>]];

inline auto const rest__def =
    spanned[word(keyword::rest) >> need("a name", new_name)[set<&ast::rest_declaration::name>] >>
            *(text_[once<&ast::rest_declaration::label>] |
              (word(keyword::id) >> need("an id in quotes", text_)[once<&ast::rest_declaration::id>]))];

inline auto const closing__def = spanned[sign('}')];

BOOST_SPIRIT_DEFINE(heading_, policy_, policy_member_, field_, type_, enum_value_, validity_, collection_,
                    parameter_, value_, period_, segment_, strategy_, queue_, rest_, closing_)

}  // namespace tramo::grammar
