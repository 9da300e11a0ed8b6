// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of conditions of payment: when they count, for whom, what they charge and forgive, how one
// pays.
#pragma once

#include <tramo/impl/syntax/statements_offers.ipp>

namespace tramo::grammar {

/// When a condition counts, and whether it is shown at once.
struct condition_period : ast::validity_period {
    bool is_default = false;
};

/// What breaks an agreement: days behind, or installments.
struct broken_limit {
    std::optional<ast::expression> length;
    int installments = 0;
};

TRAMO_INLINE bool scan_broken_limit(lexeme::cursor& from, reading& in, broken_limit& read) {
    lexeme::cursor const start = from;
    ast::expression number;
    if (from.at == from.end || !lexeme::is_digit(*from.at)) return false;
    scan_number(from, in, number);
    if (number.kind == ast::node::duration) {
        read.length = std::move(number);
        return true;
    }
    auto const installments = std::string(spelling(keyword::installments, in.language));
    auto const days = std::string(spelling(keyword::days, in.language));
    auto const next = next_on_line(from.at, from);
    char const* const end = lexeme::match_keyword(next, keyword::installments, in.language);
    if (number.kind != ast::node::number || end == nullptr)
        fail(at_span("T1005",
                     "expected a length of time such as `10 " + days + "` or a number of `" + installments +
                         "`, found `" + std::string(start.at, from.at) + "`",
                     number.at, "without its unit", {"write: " + to_string(number.number) + " " + days}));
    from = start;
    bool const is_whole = scan_integer(from, in, read.installments) && lexeme::is_space(*from.at);
    if (!is_whole || read.installments == 0)
        fail(at_span("T1007", "expected a whole number of installments, at least 1", number.at,
                     "not such a number"));
    from.at = end;
    return true;
}

/// Which installment takes the rest. `first` begins the next member where `after` or a new line makes it one.
TRAMO_INLINE bool scan_rest_word(lexeme::cursor& from, reading& in, keyword& read) {
    for (auto const one : {keyword::first, keyword::last}) {
        char const* const end = lexeme::match_keyword(from, one, in.language);
        if (end == nullptr) continue;
        lexeme::cursor const next{lexeme::skip({end, from.end}), from.end};
        bool const begins_next =
            on_later_line(from, in) || lexeme::match_keyword(next, keyword::after, in.language) != nullptr;
        if (one == keyword::first && begins_next) return false;
        read = one;
        from.at = end;
        return true;
    }
    return false;
}

/// The amount of a rounding may be missing: what begins a member is none, on the same line either.
struct rounding_unit_follows : x3::parser<rounding_unit_follows> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (char const* const end = match_member(at, in))
            return !on_later_line(at, in) && !is_clear_member(end, at, in);
        return !begins_declaration(at, in);
    }
};

inline constexpr auto keep_period = [](auto const& context) {
    auto& read = x3::_attr(context);
    auto& declaration = x3::_val(context).declaration;
    declaration.is_default = read.is_default;
    declaration.period = std::move(static_cast<ast::validity_period&>(read));
};
inline constexpr auto keep_limit = [](auto const& context) {
    auto& read = x3::_attr(context);
    x3::_val(context).length = std::move(read.length);
    x3::_val(context).installments = read.installments;
};
inline constexpr auto keep_fewest = [](auto const& context) {
    x3::_val(context).fewest = x3::_val(context).most = x3::_attr(context);
};
inline constexpr auto mark_lump_sum = [](auto const& context) { x3::_val(context).is_lump_sum = true; };

inline constexpr terminal<broken_limit> broken_limit_{scan_broken_limit};
inline constexpr terminal<keyword> rest_word{scan_rest_word};

inline x3::rule<struct condition_rule, opening<ast::condition_declaration>> const condition_ = "condition";
inline x3::rule<struct condition_period_rule, condition_period> const condition_period_ = "condition_period";
inline x3::rule<struct condition_member_rule, ast::condition_member> const condition_member_ =
    "condition_member";
inline x3::rule<struct extent_rule, ast::extent_member> const extent_ = "extent";
inline x3::rule<struct billing_rule, ast::billing_member> const billing_ = "billing";
inline x3::rule<struct first_due_rule, ast::first_due_member> const first_due_ = "first_due";
inline x3::rule<struct charge_rule, ast::charge_member> const charge_ = "charge";
inline x3::rule<struct base_rule, ast::base_member> const base_ = "base";
inline x3::rule<struct requirement_rule, ast::requirement_member> const requirement_ = "requirement";
inline x3::rule<struct approval_rule, ast::approval_member> const approval_ = "approval";
inline x3::rule<struct discount_rule, ast::discount_member> const discount_ = "discount";
inline x3::rule<struct rounding_rule, ast::round_member> const rounding_ = "rounding";
inline x3::rule<struct broken_rule, ast::broken_member> const broken_ = "broken";
inline x3::rule<struct alternative_rule, ast::alternative_member> const alternative_ = "alternative";

inline auto const condition_period__def =
    *(period_clause | word(keyword::default_)[mark<&condition_period::is_default>]);

inline auto const condition__def =
    spanned[opening_word{keyword::condition} >> need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::condition_declaration::label>]) >> condition_period_[keep_period] >>
            (sign('{')[open_block] | missing_brace<keyword::version, keyword::from, keyword::until,
                                                   keyword::default_, keyword::inactive>{})];

inline auto const extent_bound =
    (word(keyword::from) >> need("a value", own_expression)[once<&ast::extent_member::from>]) |
    (word(keyword::until) >> need("a value", own_expression)[once<&ast::extent_member::until>]);

inline auto const extent__def =
    spanned[(chosen<&ast::extent_member::what, keyword::amounts>() >>
             (extent_bound | missing{"", keyword::from, keyword::until}) >>
             *(extent_bound | word(keyword::enforced)[mark<&ast::extent_member::is_enforced>])) |
            (chosen<&ast::extent_member::what, keyword::overdue>() >>
             (extent_bound | missing{"", keyword::from, keyword::until}) >> *extent_bound)];

inline auto const billing__def =
    spanned[word(keyword::billing) >> -(word(keyword::filter)[mark<&ast::billing_member::is_filter>]) >>
            need("the form's name in quotes", text_)[set<&ast::billing_member::form>]];

inline auto const first_due__def =
    spanned[word(keyword::first) >>
            (word(keyword::after) | missing{keyword::after, " and a length of time"}) >>
            need("a length of time such as 10 days", length_)[set<&ast::first_due_member::length>]];

inline auto const charge__def =
    spanned[(chosen<&ast::charge_member::what, keyword::interest>() |
             chosen<&ast::charge_member::what, keyword::fine>()) >>
            need("a percentage", own_expression)[set<&ast::charge_member::share>]];

inline auto const base__def =
    spanned[word(keyword::base) >> (chosen<&ast::base_member::what, keyword::total>() |
                                    chosen<&ast::base_member::what, keyword::principal>() |
                                    chosen<&ast::base_member::what, keyword::in_turn>() |
                                    missing_one_of<keyword::total, keyword::principal, keyword::in_turn>{})];

inline auto const requirement__def =
    spanned[word(keyword::requires_) >> need("a name", member_name)[set<&ast::requirement_member::name>] >>
            -(text_[once<&ast::requirement_member::label>]) >> need("`=` and a condition", sign('=')) >>
            need("a condition", expression_)[set<&ast::requirement_member::condition>]];

inline auto const approval__def =
    spanned[word(keyword::approval) >>
            need("the name in quotes of who approves", text_)[set<&ast::approval_member::by>] >>
            misplaced{keyword::when, keyword::if_, true} >> misplaced{keyword::where, keyword::if_, true} >>
            -(word(keyword::if_) >> need("a condition", expression_)[set<&ast::approval_member::condition>])];

inline auto const discounted = chosen<&ast::discount_member::what, keyword::principal>() |
                               chosen<&ast::discount_member::what, keyword::interest>() |
                               chosen<&ast::discount_member::what, keyword::fine>() |
                               chosen<&ast::discount_member::what, keyword::fees>() |
                               chosen<&ast::discount_member::what, keyword::total>();

inline auto const discount__def =
    spanned[word(keyword::discount) >> ((same_member{} >> discounted) |
                                        missing_one_of<keyword::principal, keyword::interest, keyword::fine,
                                                       keyword::fees, keyword::total>{}) >>
            ((word(keyword::by) >> need("a matrix", reference_)[once<&ast::discount_member::matrix>]) |
             own_expression[once<&ast::discount_member::share>] |
             missing{"a percentage, or ", keyword::by, keyword::by, " and a matrix"}) >>
            -(word(keyword::for_) >> need("a role in quotes", text_)[once<&ast::discount_member::role>])];

inline auto const rounding__def =
    spanned[word(keyword::rounding) >> (chosen<&ast::round_member::mode, keyword::up>() |
                                        chosen<&ast::round_member::mode, keyword::down>() |
                                        chosen<&ast::round_member::mode, keyword::nearest>() |
                                        missing_one_of<keyword::up, keyword::down, keyword::nearest>{}) >>
            (rest_word[set<&ast::round_member::rest>] |
             (-(rounding_unit_follows{} >> expression_[set<&ast::round_member::unit>]) >>
              -(rest_word[set<&ast::round_member::rest>])))];

inline auto const broken__def =
    spanned[word(keyword::broken) >>
            (word(keyword::after) | missing{keyword::after, " and what is too late"}) >>
            need("a length of time such as 10 days, or a number of installments", broken_limit_)[keep_limit]];

inline auto const installment_clause =
    (word(keyword::every) >>
     need("a length of time such as 20 days", length_)[once<&ast::alternative_member::every>]) |
    (word(keyword::entry) >>
     need("a percentage or an amount", own_expression)[once<&ast::alternative_member::entry>]) |
    (word(keyword::rate) >> need("a percentage", own_expression)[once<&ast::alternative_member::rate>]) |
    (word(keyword::minimum) >> need("an amount", own_expression)[once<&ast::alternative_member::minimum>]);

/// What is written behind the clauses where `every` is not: nobody guesses how often one pays.
struct every_is_said : x3::parser<every_is_said> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Actual>
    bool parse(char const*& at, char const* const& last, Context const& context,
               ast::alternative_member& rule, Actual&) const {
        auto const& in = reading_of(context);
        if (rule.every) return true;
        auto const every = std::string(spelling(keyword::every, in.language));
        fail_due({lexeme::skip({at, last}), last}, in, "`" + every + "` and a length of time", {every});
    }
};

inline auto const alternative__def =
    spanned[(word(keyword::lump_sum)[mark_lump_sum] >>
             need("a name", member_name)[set<&ast::alternative_member::name>] >>
             -(text_[once<&ast::alternative_member::label>])) |
            (word(keyword::installments) >>
             need("a name", member_name)[set<&ast::alternative_member::name>] >>
             -(text_[once<&ast::alternative_member::label>]) >>
             need("how many installments, such as 2..12", small_integer)[keep_fewest] >>
             -(range_sign{} >> need("the largest number of installments",
                                    small_integer)[set<&ast::alternative_member::most>]) >>
             *installment_clause >> every_is_said{})];

inline auto const condition_member__def =
    extent_[keep_member] | billing_[keep_member] | first_due_[keep_member] | charge_[keep_member] |
    base_[keep_member] | requirement_[keep_member] | approval_[keep_member] | discount_[keep_member] |
    rounding_[keep_member] | broken_[keep_member] | alternative_[keep_member];

BOOST_SPIRIT_DEFINE(condition_, condition_period_, condition_member_, extent_, billing_, first_due_, charge_,
                    base_, requirement_, approval_, discount_, rounding_, broken_, alternative_)

}  // namespace tramo::grammar
