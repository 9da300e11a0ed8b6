// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of events: where they stand in a feed, what they tell, what is counted over them.
#pragma once

#include <tramo/impl/syntax/statements.ipp>

namespace tramo::grammar {

/// `happened paid_at`, inside a `log`.
struct log_member {
    ast::log_column column;
    span at;
};

template <keyword Role>
inline constexpr auto set_role = [](auto const& context) { x3::_val(context).column.role = Role; };
inline constexpr auto set_column = [](auto const& context) {
    x3::_val(context).column.column = std::move(x3::_attr(context));
};
inline constexpr auto add_match = [](auto const& context) {
    x3::_val(context).declaration.matches.push_back(std::move(x3::_attr(context)));
};

/// `from kind = "a" or kind = "b"`: rows are told by what all of them have.
struct no_or_between_matches : x3::parser<no_or_between_matches> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (lexeme::match_keyword(at, keyword::or_, in.language) == nullptr) return true;
        auto const word_of = [&](keyword which) { return std::string(spelling(which, in.language)); };
        fail(at_span("T1005",
                     "expected `" + word_of(keyword::and_) + "`, found `" + word_of(keyword::or_) + "`",
                     found_span(at, in), "expected `" + word_of(keyword::and_) + "`",
                     {"several texts of one column: " + word_of(keyword::from) + " kind " +
                      word_of(keyword::in) + " (\"A\", \"B\")"}));
    }
};

inline constexpr terminal<ast::name> role_column{scan_role_column};

inline x3::rule<struct log_rule, opening<ast::log_declaration>> const log_ = "log";
inline x3::rule<struct log_member_rule, log_member> const log_member_ = "log_member";
inline x3::rule<struct event_rule, opening<ast::event_declaration>> const event_ = "event";
inline x3::rule<struct event_match_rule, ast::event_match> const event_match_ = "event_match";
inline x3::rule<struct counter_rule, ast::counter_declaration> const counter_ = "counter";

inline auto const log__def = spanned[word(keyword::log) >> need("`{`", sign('{'))[open_block]];

/// The role `event` is read as an event without a block, and `id` may be a mistake in what stands before.
inline auto const log_member__def =
    spanned[((word(keyword::account)[set_role<keyword::account>] |
              word(keyword::happened)[set_role<keyword::happened>] |
              word(keyword::recorded)[set_role<keyword::recorded>] |
              word(keyword::sequence)[set_role<keyword::sequence>]) >>
             need("the name of a column", role_column)[set_column]) |
            (word(keyword::id)[set_role<keyword::id>] >> role_column[set_column])];

inline auto const event_match__def =
    need("the name of a column", column_)[set<&ast::event_match::column>] >>
    ((sign('=') >> need("a text in quotes", text_)[add<&ast::event_match::values>]) |
     (word(keyword::in) >> need("`(`", sign('(')) >>
      (need("a text in quotes", text_)[add<&ast::event_match::values>] % sign(',')) >>
      need("`)` or `,`", sign(')'))) |
     missing{"`=`, or ", keyword::in, keyword::in, " and texts in parentheses"});

inline auto const event__def = spanned
    [word(keyword::event) >> need("a name", new_name)[set_name_and_head] >>
     *(text_[once_in<&ast::event_declaration::label>] |
       (word(keyword::of) >> need("a collection", reference_)[once_in<&ast::event_declaration::collection>] >>
        -(word(keyword::by) >>
          need("the name of a column", column_)[set_in<&ast::event_declaration::child_column>])) |
       (word(keyword::reverses) >> need("an event", reference_)[once_in<&ast::event_declaration::reverses>] >>
        (word(keyword::by) | missing{keyword::by, " and a column"}) >>
        need("the name of a column", column_)[set_in<&ast::event_declaration::reversed_column>]) |
       (word(keyword::from) >> (event_match_[add_match] % word(keyword::and_)) >> no_or_between_matches{})) >>
     -(sign('{')[open_block])];

inline auto const counter__def =
    spanned[word(keyword::counter) >> need("a name", new_name)[set<&ast::counter_declaration::name>] >>
            -(text_[once<&ast::counter_declaration::label>]) >> need("`=` and an expression", sign('=')) >>
            need("an expression", expression_)[set<&ast::counter_declaration::meaning>]];

BOOST_SPIRIT_DEFINE(log_, log_member_, event_, event_match_, counter_)

}  // namespace tramo::grammar
