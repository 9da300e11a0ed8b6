// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of members that several blocks of treatment have: conditions, days, lengths, names, texts.
#pragma once

#include <tramo/impl/syntax/scan_treatment.ipp>

namespace tramo::grammar {

inline constexpr auto keep_days = [](auto const& context) {
    auto const& read = x3::_attr(context);
    x3::_val(context).days = read.days;
    x3::_val(context).is_business = read.is_business;
};
inline constexpr auto add_text = [](auto const& context) {
    auto& read = x3::_attr(context);
    auto const at = read.at;
    x3::_val(context).texts.push_back({std::move(read), {}, {}, at});
};
inline constexpr auto add_field = [](auto const& context) {
    auto& read = x3::_attr(context);
    auto const at = read.at;
    x3::_val(context).texts.push_back({std::nullopt, std::move(read), {}, at});
};

inline x3::rule<struct clause_rule, ast::clause_member> const clause_ = "clause";
inline x3::rule<struct day_rule, ast::day_member> const day_member_ = "day";
inline x3::rule<struct length_rule, ast::length_member> const length_member_ = "length";
inline x3::rule<struct named_rule, ast::named_member> const named_ = "named";
inline x3::rule<struct texts_rule, ast::texts_member> const texts_ = "texts";

inline auto const clause__def =
    spanned[(own<&ast::clause_member::what, keyword::if_>() |
             ((own<&ast::clause_member::what, keyword::stands>() |
               own<&ast::clause_member::what, keyword::release>()) >>
              (word(keyword::if_) | missing{keyword::if_, " and a condition"}))) >>
            need("a condition", own_expression)[set<&ast::clause_member::condition>]];

inline auto const day_member__def =
    spanned[(own<&ast::day_member::what, keyword::since>() | own<&ast::day_member::what, keyword::from>() |
             own<&ast::day_member::what, keyword::until>() | own<&ast::day_member::what, keyword::before>() |
             own<&ast::day_member::what, keyword::due>()) >>
            need("a day", own_expression)[set<&ast::day_member::day>]];

inline auto const length_member__def =
    spanned[(own<&ast::length_member::what, keyword::after>() |
             own<&ast::length_member::what, keyword::within>() |
             own<&ast::length_member::what, keyword::grace>()) >>
            need("a number of days, weeks or business days, such as 3 days", counted_days_)[keep_days]];

inline auto const named__def =
    spanned[(own<&ast::named_member::what, keyword::calendar>() >>
             need("the name of a calendar", same_member{} >> reference_)[set<&ast::named_member::name>]) |
            (own<&ast::named_member::what, keyword::template_>() >>
             need("the name of a template", same_member{} >> reference_)[set<&ast::named_member::name>]) |
            (own<&ast::named_member::what, keyword::of>() >>
             need("a collection", same_member{} >> reference_)[set<&ast::named_member::name>])];

inline auto const one_place = need("a text in quotes, or the name of a field or of a table's column",
                                   text_place_)[add<&ast::texts_member::texts>];

inline auto const texts__def = spanned
    [((own<&ast::texts_member::what, keyword::owner>() | own<&ast::texts_member::what, keyword::cause>() |
       own<&ast::texts_member::what, keyword::reason>()) >>
      one_place) |
     ((own<&ast::texts_member::what, keyword::to>() | own<&ast::texts_member::what, keyword::copy>()) >>
      (one_place % sign(','))) |
     (own<&ast::texts_member::what, keyword::route>() >> one_place >>
      -(word(keyword::alias) >>
        (need("a text in quotes", text_)[add<&ast::texts_member::aliases>] % sign(',')))) |
     (own<&ast::texts_member::what, keyword::stops>() >>
      (need("an action of the host in quotes", text_)[add_text] % sign(','))) |
     (own<&ast::texts_member::what, keyword::channel>() >>
      (need("the channel in quotes", text_)[add_text] % sign(','))) |
     (own<&ast::texts_member::what, keyword::pack>() >>
      (need("the name of a pack in quotes, such as \"PY\"", text_)[add_text] % sign(','))) |
     (own<&ast::texts_member::what, keyword::zone>() >>
      need("a field that holds a time zone", same_member{} >> reference_)[add_field]) |
     (own<&ast::texts_member::what, keyword::jurisdiction>() >>
      (need("a field", same_member{} >> reference_)[add_field] % sign(',')))];

BOOST_SPIRIT_DEFINE(clause_, day_member_, length_member_, named_, texts_)

}  // namespace tramo::grammar
