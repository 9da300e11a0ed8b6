// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of worklists: what may be done next, for whom, and who comes first.
#pragma once

#include <tramo/impl/syntax/statements_offers.ipp>

namespace tramo::grammar {

/// `value` of a candidate; on a line of its own with a name and `=` or a text behind it, it declares.
TRAMO_INLINE bool scan_value_word(lexeme::cursor& from, reading& in, span& read) {
    char const* const end = lexeme::match_keyword(from, keyword::value_, in.language);
    if (end == nullptr) return false;
    lexeme::cursor behind{lexeme::skip({end, from.end}), from.end};
    ast::name name;
    if (on_later_line(from, in) && scan_name(behind, in, name)) {
        behind.at = lexeme::skip(behind);
        if (behind.rest().starts_with('=') || behind.rest().starts_with('"')) return false;
    }
    read = in.between(from.at, end);
    from.at = end;
    return true;
}

/// What stands behind a key and is neither of the directions: `desc`.
struct no_other_direction : x3::parser<no_other_direction> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        auto const found = lexeme::word_at(at);
        if (found.empty() || on_later_line(at, in) || match_member(at, in) != nullptr) return true;
        constexpr keyword directions[] = {keyword::ascending, keyword::descending};
        auto const words = spelled(directions, in.language);
        std::vector<std::string> help;
        for (auto const& one : words)
            if (one.starts_with(to_lower(found)) || nearest(found, {one}) == one)
                help.push_back("did you mean `" + one + "`?");
        auto const due = one_of_words(words);
        fail(at_span("T1005",
                     "expected " + due + ", or a comma and the next key, found " + describe_found(at),
                     found_span(at, in), "expected " + due, std::move(help)));
    }
};

template <keyword Which>
inline constexpr auto set_direction = [](auto const& context) { x3::_val(context).direction = Which; };

inline constexpr terminal<span> value_word{scan_value_word};

inline x3::rule<struct worklist_rule, opening<ast::worklist_declaration>> const worklist_ = "worklist";
inline x3::rule<struct worklist_member_rule, ast::worklist_member> const worklist_member_ = "worklist_member";
inline x3::rule<struct candidate_rule, ast::candidate_member> const candidate_ = "candidate";
inline x3::rule<struct order_rule, ast::order_member> const order_ = "order";
inline x3::rule<struct order_key_rule, ast::order_key> const order_key_ = "order_key";
inline x3::rule<struct owner_rule, ast::agent_member> const owner_ = "owner";

inline auto const worklist__def =
    spanned[opening_word{keyword::worklist} >> need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::worklist_declaration::label>]) >>
            period_[set_in<&ast::worklist_declaration::period>] >>
            (sign('{')[open_block] | missing_brace<keyword::version, keyword::id, keyword::from,
                                                   keyword::until, keyword::inactive>{})];

inline auto const candidate_clause =
    (word(keyword::channel) >> need("the channel in quotes", text_)[once<&ast::candidate_member::channel>]) |
    (word(keyword::skill) >> need("the skill in quotes", text_)[once<&ast::candidate_member::skill>]) |
    (word(keyword::minutes) >>
     need("a number of minutes", own_expression)[once<&ast::candidate_member::minutes>]) |
    (word(keyword::cost) >> need("an amount", own_expression)[once<&ast::candidate_member::cost>]) |
    (value_word >> need("an amount", own_expression)[once<&ast::candidate_member::value>]) |
    (word(keyword::if_) >> need("a condition", expression_)[once<&ast::candidate_member::condition>]);

inline auto const candidate__def =
    spanned[word(keyword::candidate) >> need("a name", member_name)[set<&ast::candidate_member::name>] >>
            -(text_[once<&ast::candidate_member::label>]) >> *candidate_clause >>
            misplaced{keyword::when, keyword::if_, true} >> misplaced{keyword::where, keyword::if_, true}];

inline auto const order_key__def =
    spanned[need("what to order by", own_expression)[set<&ast::order_key::what>] >>
            (word(keyword::ascending)[set_direction<keyword::ascending>] |
             word(keyword::descending)[set_direction<keyword::descending>] | no_other_direction{})];

inline auto const order__def =
    spanned[word(keyword::order) >> (order_key_[add<&ast::order_member::keys>] % sign(','))];

inline auto const owner__def =
    spanned[word(keyword::agent) >>
            need("a field", same_member{} >> reference_)[set<&ast::agent_member::field>]];

inline auto const worklist_member__def = candidate_[keep_member] | order_[keep_member] | owner_[keep_member];

BOOST_SPIRIT_DEFINE(worklist_, worklist_member_, candidate_, order_, order_key_, owner_)

}  // namespace tramo::grammar
