// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of what must or must not be done to an account: blocks, cuts, notices, tasks, escalations.
#pragma once

#include <tramo/impl/syntax/statements_treatment.ipp>

namespace tramo::grammar {

template <keyword Which>
[[nodiscard]] auto effect_kind() {
    return opening_word{Which}[([](auto const& context) { x3::_val(context).declaration.what = Which; })];
}
inline constexpr auto keep_first_day = [](auto const& context) {
    x3::_val(context).from = x3::_val(context).until = x3::_attr(context);
};

inline x3::rule<struct effect_declaration_rule, opening<ast::effect_declaration>> const treatment_ =
    "treatment";
inline x3::rule<struct treatment_member_rule, ast::effect_member> const treatment_member_ =
    "treatment_member";
inline x3::rule<struct consent_rule, ast::consent_member> const consent_ = "consent";
inline x3::rule<struct month_days_rule, ast::month_days_member> const month_days_ = "month_days";
inline x3::rule<struct weekdays_rule, ast::weekdays_member> const weekdays_ = "weekdays";
inline x3::rule<struct holidays_rule, ast::holidays_member> const holidays_ = "holidays";
inline x3::rule<struct lead_rule, ast::lead_member> const lead_ = "lead";
inline x3::rule<struct repeat_rule, ast::once_member> const repeat_ = "repeat";

inline auto const treatment__def =
    spanned[(effect_kind<keyword::block>() | effect_kind<keyword::cut>() | effect_kind<keyword::notify>() |
             effect_kind<keyword::task>() | effect_kind<keyword::escalate>()) >>
            need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::effect_declaration::label>]) >>
            period_[set_in<&ast::effect_declaration::period>] >>
            (sign('{')[open_block] | missing_brace<keyword::version, keyword::id, keyword::from,
                                                   keyword::until, keyword::inactive>{})];

inline auto const consent_clause =
    (word(keyword::by) >> need("the field that says who has approved",
                               same_member{} >> reference_)[once<&ast::consent_member::by>]) |
    (word(keyword::evidence) >> need("the field that holds the evidence",
                                     same_member{} >> reference_)[once<&ast::consent_member::evidence>]) |
    (on_this_line{} >> word(keyword::if_) >>
     need("a condition", own_expression)[once<&ast::consent_member::condition>]);

inline auto const consent__def =
    spanned[word(keyword::approval) >>
            (need("the role in quotes of who approves", text_)[add<&ast::consent_member::roles>] %
             sign(',')) >>
            *consent_clause >> misplaced{keyword::when, keyword::if_, true} >>
            misplaced{keyword::where, keyword::if_, true}];

inline auto const month_days__def =
    spanned[word(keyword::month_days) >>
            need("days of the month, such as 1..10", month_day_)[keep_first_day] >>
            -(range_sign{} >>
              need("the last day of the month", month_day_)[set<&ast::month_days_member::until>])];

inline auto const weekdays__def =
    spanned[word(keyword::only_on) >>
            (need("a day of the week", weekday_)[add<&ast::weekdays_member::days>] % sign(','))];

inline auto const holidays__def =
    spanned[word(keyword::holidays) >>
            (chosen<&ast::holidays_member::what, keyword::keep>() |
             chosen<&ast::holidays_member::what, keyword::following>() |
             chosen<&ast::holidays_member::what, keyword::preceding>() |
             missing_one_of<keyword::keep, keyword::following, keyword::preceding>{})];

inline auto const lead__def =
    spanned[word(keyword::lead) >>
            need("a number of days, such as 5..10 days", small_integer)[keep_first_day] >>
            -(range_sign{} >>
              need("the largest number of days", small_integer)[set<&ast::lead_member::until>]) >>
            (word(keyword::days) | missing{keyword::days, ""}) >> -(text_[once<&ast::lead_member::label>])];

inline auto const repeat__def =
    spanned[word(keyword::once) >>
            -(word(keyword::per) >> (chosen<&ast::once_member::unit, keyword::days>() |
                                     chosen<&ast::once_member::unit, keyword::weeks>() |
                                     chosen<&ast::once_member::unit, keyword::months>() |
                                     missing_one_of<keyword::days, keyword::weeks, keyword::months>{}))];

inline auto const treatment_member__def =
    misplaced{keyword::when, keyword::if_, true} >> misplaced{keyword::where, keyword::if_, true} >>
    (clause_[keep_member] | requirement_[keep_member] | consent_[keep_member] | day_member_[keep_member] |
     length_member_[keep_member] | month_days_[keep_member] | weekdays_[keep_member] | named_[keep_member] |
     holidays_[keep_member] | lead_[keep_member] | repeat_[keep_member] | texts_[keep_member]);

BOOST_SPIRIT_DEFINE(treatment_, treatment_member_, consent_, month_days_, weekdays_, holidays_, lead_,
                    repeat_)

}  // namespace tramo::grammar
