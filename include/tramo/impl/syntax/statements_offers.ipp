// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of the debt, and what members of blocks share whose words are names elsewhere.
#pragma once

#include <tramo/impl/syntax/statements_alerts.ipp>

namespace tramo::grammar {

/// Lets the members of one block be read only while it is open.
struct inside : x3::parser<inside> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    keyword block;

    constexpr explicit inside(keyword block_) : block(block_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*&, char const* const&, Context const& context, Rule&, Actual&) const {
        return reading_of(context).inside == block;
    }
};

/// The next piece of a member: nothing where the next member begins, on a line of its own.
struct same_member : x3::parser<same_member> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        return !on_later_line(at, in) || match_member(at, in) == nullptr;
    }
};

/// `debt`, `palette` and the like, where no expression goes on with a field called so.
struct opening_word : x3::parser<opening_word> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    keyword which;

    constexpr explicit opening_word(keyword which_) : which(which_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (opened_block(at, in) != which) return false;
        first = in.token_end = lexeme::match_keyword(at, which, in.language);
        return true;
    }
};

/// One of several words that is not there although it must be.
template <keyword... Due>
struct missing_one_of : x3::parser<missing_one_of<Due...>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    template <class Context, class Rule, class Actual>
    bool parse(char const*& at, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        constexpr keyword due[] = {Due...};
        auto const words = spelled(due, in.language);
        fail_due({lexeme::skip({at, last}), last}, in, one_of_words(words), words);
    }
};

/// Behind the name of what opens a block: the word that was to be one of its modifiers.
template <keyword... Modifiers>
struct missing_brace : x3::parser<missing_brace<Modifiers...>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& at, char const* const& last, Context const& context, Rule&, Actual&) const {
        constexpr keyword modifiers[] = {Modifiers...};
        auto const& in = reading_of(context);
        fail_due({lexeme::skip({at, last}), last}, in, "`{`", spelled(modifiers, in.language));
    }
};

inline constexpr auto keep_member = [](auto const& context) {
    x3::_val(context) = std::move(x3::_attr(context));
};

/// Says in a member which of several words was read.
template <auto Member, keyword Which>
inline constexpr auto choose = [](auto const& context) { x3::_val(context).*Member = Which; };
template <auto Member, keyword Which>
[[nodiscard]] auto chosen() {
    return word(Which)[choose<Member, Which>];
}

/// A name that is declared in a member.
TRAMO_INLINE bool scan_member_name(lexeme::cursor& from, reading& in, ast::name& read) {
    bool const is_next = on_later_line(from, in) && match_member(from, in) != nullptr;
    return !is_next && !begins_declaration(from, in) && scan_new_name(from, in, read);
}

inline constexpr terminal<ast::name> member_name{scan_member_name};

/// An expression that belongs to a word before it.
inline auto const own_expression = same_member{} >> expression_;

inline x3::rule<struct debt_rule, opening<ast::debt_declaration>> const debt_ = "debt";
inline x3::rule<struct debt_member_rule, ast::debt_member> const debt_member_ = "debt_member";

inline auto const debt__def = spanned[opening_word{keyword::debt} >> need("`{`", sign('{'))[open_block]];

inline auto const debt_member__def = spanned[(chosen<&ast::debt_member::part, keyword::principal>() |
                                              chosen<&ast::debt_member::part, keyword::interest>() |
                                              chosen<&ast::debt_member::part, keyword::fine>() |
                                              chosen<&ast::debt_member::part, keyword::fees>() |
                                              chosen<&ast::debt_member::part, keyword::overdue>()) >>
                                             need("a value", own_expression)[set<&ast::debt_member::amount>]];

BOOST_SPIRIT_DEFINE(debt_, debt_member_)

}  // namespace tramo::grammar
