// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of limits of contact, and of the messages that are sent within them.
#pragma once

#include <tramo/impl/syntax/statements_treatment.ipp>

namespace tramo::grammar {

/// When a template counts, and its language.
struct template_period : ast::validity_period {
    std::optional<ast::name> language;
};

TRAMO_INLINE bool scan_language(lexeme::cursor& from, reading& in, ast::name& read) {
    if (!scan_name(from, in, read)) return false;
    if (!language_of(read.text))
        in.report(at_span("T1003", "unknown language `" + read.text + "`", read.at, "expected en, es or pt"));
    return true;
}

inline constexpr auto keep_template_period = [](auto const& context) {
    auto& read = x3::_attr(context);
    auto& declaration = x3::_val(context).declaration;
    declaration.language = std::move(read.language);
    declaration.period = std::move(static_cast<ast::validity_period&>(read));
};

inline constexpr terminal<ast::name> language_name{scan_language};

inline x3::rule<struct contact_limits_rule, opening<ast::contact_limits_declaration>> const contact_limits_ =
    "contact_limits";
inline x3::rule<struct contact_member_rule, ast::contact_limits_member> const contact_member_ =
    "contact_member";
inline x3::rule<struct contact_event_rule, ast::contact_event_member> const contact_event_ = "contact_event";
inline x3::rule<struct channel_consent_rule, ast::channel_consent_member> const channel_consent_ =
    "channel_consent";
inline x3::rule<struct limit_rule, ast::limit_member> const limit_ = "limit";
inline x3::rule<struct template_rule, opening<ast::template_declaration>> const template_ = "template";
inline x3::rule<struct template_period_rule, template_period> const template_period_ = "template_period";
inline x3::rule<struct template_member_rule, ast::template_member> const template_member_ = "template_member";
inline x3::rule<struct wording_rule, ast::wording_member> const wording_ = "wording";
inline x3::rule<struct stated_rule, ast::statement_member> const stated_ = "stated";

inline auto const contact_limits__def =
    spanned[opening_word{keyword::contact_limits} >> need("`{`", sign('{'))[open_block]];

inline auto const contact_event__def =
    spanned[own_word{keyword::on} >>
            need("an event", same_member{} >> reference_)[set<&ast::contact_event_member::event>] >>
            misplaced{keyword::if_, keyword::where, true} >>
            -(word(keyword::where) >>
              need("a condition", expression_)[set<&ast::contact_event_member::condition>]) >>
            arrow{"`=>` and how the event counts"} >>
            (chosen<&ast::contact_event_member::unit, keyword::attempt>() |
             chosen<&ast::contact_event_member::unit, keyword::conversation>() |
             chosen<&ast::contact_event_member::unit, keyword::message>() |
             chosen<&ast::contact_event_member::unit, keyword::none_>() |
             missing_one_of<keyword::attempt, keyword::conversation, keyword::message, keyword::none_>{}) >>
            -(word(keyword::by) >> need("the channel in quotes, or a field of the event",
                                        text_place_)[set<&ast::contact_event_member::channel>])];

inline auto const channel_consent__def =
    spanned[own_word{keyword::consent} >>
            need("a field", same_member{} >> reference_)[set<&ast::channel_consent_member::field>] >>
            (word(keyword::for_) | missing{keyword::for_, " and channels in quotes"}) >>
            (need("a channel in quotes", text_)[add<&ast::channel_consent_member::channels>] % sign(','))];

inline auto const counted_unit =
    chosen<&ast::limit_member::unit, keyword::attempt>() |
    chosen<&ast::limit_member::unit, keyword::conversation>() |
    chosen<&ast::limit_member::unit, keyword::message>() |
    chosen<&ast::limit_member::unit, keyword::contact>() |
    word(keyword::attempts)[choose<&ast::limit_member::unit, keyword::attempt>] |
    word(keyword::messages)[choose<&ast::limit_member::unit, keyword::message>] |
    word(keyword::contacts)[choose<&ast::limit_member::unit, keyword::contact>] |
    missing_one_of<keyword::attempt, keyword::conversation, keyword::message, keyword::contact>{};

/// Behind `by` stands a text, behind `per` none: in some languages they are one word.
inline auto const limit__def =
    spanned[own_word{keyword::limit} >> need("a name", member_name)[set<&ast::limit_member::name>] >>
            -(text_[once<&ast::limit_member::label>]) >>
            need("how many, such as 3", small_integer)[set<&ast::limit_member::most>] >> counted_unit >>
            -(word(keyword::by) >> text_[add<&ast::limit_member::channels>] >>
              *(sign(',') >> need("a channel in quotes", text_)[add<&ast::limit_member::channels>])) >>
            ((word(keyword::within) >> need("a number of days or weeks such as 7 days",
                                            days_back)[set<&ast::limit_member::within_days>]) |
             (word(keyword::per) >> (chosen<&ast::limit_member::calendar, keyword::days>() |
                                     chosen<&ast::limit_member::calendar, keyword::weeks>() |
                                     chosen<&ast::limit_member::calendar, keyword::months>() |
                                     missing_one_of<keyword::days, keyword::weeks, keyword::months>{})) |
             missing{"", keyword::within, keyword::per, " and a length of time"})];

inline auto const contact_member__def = texts_[keep_member] | named_[keep_member] |
                                        contact_event_[keep_member] | channel_consent_[keep_member] |
                                        limit_[keep_member];

inline auto const template_period__def =
    *(period_clause | (word(keyword::language_) >> need("a language: `en`, `es` or `pt`",
                                                        language_name)[once<&template_period::language>]));

inline auto const template__def =
    spanned[opening_word{keyword::template_} >> need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::template_declaration::label>]) >> template_period_[keep_template_period] >>
            (sign('{')[open_block] | missing_brace<keyword::version, keyword::id, keyword::from,
                                                   keyword::until, keyword::inactive, keyword::language_>{})];

inline auto const wording__def =
    spanned[(own_word{keyword::text} | own_word{keyword::subject}[mark<&ast::wording_member::is_subject>]) >>
            need("the text in quotes", text_)[set<&ast::wording_member::text>] >>
            -(word(keyword::locked)[mark<&ast::wording_member::is_locked>]) >>
            -(on_this_line{} >> word(keyword::if_) >>
              need("a condition", own_expression)[set<&ast::wording_member::condition>])];

inline auto const stated__def =
    spanned[own_word{keyword::states} >>
            need("the name of a rule", same_member{} >> reference_)[set<&ast::statement_member::rule>] >>
            (word(keyword::if_) | missing{keyword::if_, " and a condition"}) >>
            need("a condition", own_expression)[set<&ast::statement_member::condition>]];

inline auto const template_member__def = misplaced{keyword::when, keyword::if_, true} >>
                                         misplaced{keyword::where, keyword::if_, true} >>
                                         (clause_[keep_member] | texts_[keep_member] | wording_[keep_member] |
                                          stated_[keep_member]);

BOOST_SPIRIT_DEFINE(contact_limits_, contact_member_, contact_event_, channel_consent_, limit_, template_,
                    template_period_, template_member_, wording_, stated_)

}  // namespace tramo::grammar
