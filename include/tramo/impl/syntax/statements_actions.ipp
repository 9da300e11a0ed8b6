// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of what was done to accounts: the columns of its feed, and the palettes of what it can say.
#pragma once

#include <tramo/impl/syntax/statements_offers.ipp>

namespace tramo::grammar {

/// `action` or `response` as far as the end of the line, or its brace. How deep it stands is told by what is
/// open around it.
struct palette_line : ast::palette_action {
    bool is_response = false;
};

/// A rank is a whole number; 1 is the best.
TRAMO_INLINE bool scan_rank(lexeme::cursor& from, reading& in, placed_number& read) {
    if (from.at == from.end || !lexeme::is_digit(*from.at)) return false;
    auto const number = token_at(from);
    char const* const start = from.at;
    scan_integer(from, in, read.value);
    read.at = in.between(start, start + number.size());
    bool const is_whole = from.at == start + number.size() && !from.rest().starts_with('%');
    if (!is_whole || read.value == 0)
        fail(at_span("T1007", "expected a rank, a whole number such as 10", read.at,
                     "not such a number, 1 being the best"));
    return true;
}

[[nodiscard]] TRAMO_INLINE std::vector<std::string> action_clauses(language in) {
    constexpr keyword all[] = {keyword::rank,          keyword::contact,      keyword::no_contact,
                               keyword::right_party,   keyword::channel,      keyword::closes,
                               keyword::opens_promise, keyword::raises_claim, keyword::alias,
                               keyword::state,         keyword::substate};
    return spelled(all, in);
}

/// The number that stands here, as far as a rank goes; 0 for none.
[[nodiscard]] TRAMO_INLINE int number_at(lexeme::cursor from, reading& in) {
    int value = 0;
    auto const digits = token_at(from);
    if (from.at != from.end && lexeme::is_digit(*from.at) && digits.size() <= 4)
        scan_integer(from, in, value);
    return value;
}

/// What is written behind an action and is none of its clauses: reported, and passed over with the text or
/// number behind it, so that what it opens is read all the same. A number was meant to be the rank.
TRAMO_INLINE bool scan_unknown_clause(lexeme::cursor& from, reading& in, placed_number& read) {
    auto const word = lexeme::word_at(from);
    bool const is_number = from.at != from.end && lexeme::is_digit(*from.at);
    if ((word.empty() && !is_number) || on_later_line(from, in) || match_member(from, in) != nullptr)
        return false;
    auto const words = action_clauses(in.language);
    auto const near = std::string(nearest(word, words));
    auto const help = is_number      ? "write: " + words[0] + " " + std::string(token_at(from))
                      : near.empty() ? "an action may have a text, " + one_of_words(words)
                                     : "did you mean `" + near + "`?";
    read = {number_at(from, in), found_span(from, in)};
    in.report(at_span("T1005", "expected a clause of the action, found " + describe_found(from), read.at,
                      "no clause of an action", {help}));
    from.at += token_at(from).size();
    lexeme::cursor behind = next_on_line(from.at, from);
    ast::text_literal text;
    if (is_number || behind.at == behind.end) return true;
    if (near == words[0]) read.value = number_at(behind, in);
    if (scan_text(behind, in, text))
        from = behind;
    else if (lexeme::is_digit(*behind.at))
        from.at = behind.at + token_at(behind).size();
    return true;
}

/// Behind the column of a role: `code` alone may have more.
struct no_second_column : x3::parser<no_second_column> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (!at.rest().starts_with(',')) return true;
        auto const code = "`" + std::string(spelling(keyword::code, in.language)) + "`";
        fail(at_span("T1005", "expected the next member, found `,`", found_span(at, in),
                     "only " + code + " has several columns"));
    }
};

/// Says of an action what may be said once; the attribute is the place of its word.
template <auto Member>
inline constexpr auto mark_once = [](auto const& context) {
    bool& is_said = x3::_val(context).*Member;
    if (is_said)
        reading_of(context).report(at_span("T1019", "this is said twice", x3::_attr(context), "said before"));
    is_said = true;
};
template <keyword Which>
inline constexpr auto set_contact = [](auto const& context) {
    auto which = Which;
    set_once(x3::_val(context).contact, which, reading_of(context), x3::_attr(context));
};
inline constexpr auto set_rank = [](auto const& context) {
    auto& read = x3::_attr(context);
    set_once(x3::_val(context).rank, read.value, reading_of(context), read.at);
};
inline constexpr auto guess_rank = [](auto const& context) {
    auto& rank = x3::_val(context).rank;
    auto const meant = x3::_attr(context).value;
    if (!rank && meant > 0) rank = meant;
};
inline constexpr auto begin_aliases = [](auto const& context) {
    if (!x3::_val(context).aliases.empty())
        reading_of(context).report(at_span("T1019", "this is said twice", x3::_attr(context), "said before"));
};
inline constexpr auto open_action = [](auto const& context) { x3::_val(context).is_open = true; };
inline constexpr auto mark_response = [](auto const& context) { x3::_val(context).is_response = true; };

inline constexpr terminal<placed_number> rank_{scan_rank};
inline constexpr terminal<placed_number> unknown_clause{scan_unknown_clause};

inline x3::rule<struct actions_rule, opening<ast::actions_declaration>> const actions_ = "actions";
inline x3::rule<struct actions_member_rule, ast::actions_member> const actions_member_ = "actions_member";
inline x3::rule<struct action_column_rule, ast::action_column> const action_column_ = "action_column";
inline x3::rule<struct window_rule, ast::window_member> const window_ = "window";
inline x3::rule<struct palette_rule, opening<ast::palette_declaration>> const palette_ = "palette";
inline x3::rule<struct palette_action_rule, palette_line> const palette_action_ = "palette_action";

inline auto const actions__def =
    spanned[opening_word{keyword::actions} >> need("`{`", sign('{'))[open_block]];

inline auto const own_column =
    need("the name of a column", same_member{} >> column_)[add<&ast::action_column::columns>];

inline auto const action_column__def =
    spanned[((chosen<&ast::action_column::role, keyword::account>() |
              chosen<&ast::action_column::role, keyword::happened>() |
              chosen<&ast::action_column::role, keyword::id>() |
              chosen<&ast::action_column::role, keyword::agent>()) >>
             own_column >> no_second_column{}) |
            (chosen<&ast::action_column::role, keyword::code>() >> own_column >>
             *(sign(',') >> need("the name of a column", column_)[add<&ast::action_column::columns>]))];

inline auto const window__def =
    spanned[word(keyword::window) >>
            ((chosen<&ast::window_member::what, keyword::since>() >>
              need("a field", same_member{} >> reference_)[set<&ast::window_member::field>]) |
             chosen<&ast::window_member::what, keyword::month>() |
             (length_[set<&ast::window_member::length>] >>
              x3::eps[choose<&ast::window_member::what, keyword::days>]) |
             missing{"a length of time such as 30 days, ", keyword::since, keyword::month})];

inline auto const actions_member__def = action_column_[keep_member] | window_[keep_member];

inline auto const palette__def =
    spanned[opening_word{keyword::palette} >> need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::palette_declaration::label>]) >>
            misplaced{keyword::when, keyword::if_, true} >> misplaced{keyword::where, keyword::if_, true} >>
            -(word(keyword::if_) >>
              need("a condition", expression_)[set_in<&ast::palette_declaration::condition>]) >>
            (sign('{')[open_block] | missing_brace<keyword::if_>{})];

inline auto const action_effect =
    word(keyword::no_contact)[set_contact<keyword::no_contact>] |
    word(keyword::right_party)[set_contact<keyword::right_party>] |
    word(keyword::contact)[set_contact<keyword::contact>] |
    word(keyword::closes)[mark_once<&ast::palette_action::closes>] |
    word(keyword::opens_promise)[mark_once<&ast::palette_action::opens_promise>] |
    word(keyword::raises_claim)[mark_once<&ast::palette_action::raises_claim>];

inline auto const action_clause =
    text_[once<&ast::palette_action::label>] |
    (word(keyword::rank) >> need("a rank such as 10", rank_)[set_rank]) | action_effect |
    (word(keyword::channel) >> need("the channel in quotes", text_)[once<&ast::palette_action::channel>]) |
    (word(keyword::alias)[begin_aliases] >>
     (need("a text in quotes", text_)[add<&ast::palette_action::aliases>] % sign(','))) |
    (word(keyword::state) >> need("a state in quotes", text_)[once<&ast::palette_action::state>]) |
    (word(keyword::substate) >> need("a substate in quotes", text_)[once<&ast::palette_action::substate>]) |
    unknown_clause[guess_rank];

inline auto const palette_action__def =
    spanned[(word(keyword::action) | word(keyword::response)[mark_response]) >>
            need("a name", member_name)[set<&ast::palette_action::name>] >> *action_clause >>
            -(sign('{')[open_action])];

BOOST_SPIRIT_DEFINE(actions_, actions_member_, action_column_, window_, palette_, palette_action_)

}  // namespace tramo::grammar
