// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of what stands still: holds, days past due, promises.
#pragma once

#include <tramo/impl/syntax/statements_treatment.ipp>

namespace tramo::grammar {

/// `if` on the line of an event was meant to tell events apart; on a line of its own it is the hold's.
struct no_if_behind_event : x3::parser<no_if_behind_event> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto const& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (on_later_line(at, in) || lexeme::match_keyword(at, keyword::if_, in.language) == nullptr)
            return true;
        auto const found = "`" + std::string(spelling(keyword::if_, in.language)) + "`";
        auto const meant = "`" + std::string(spelling(keyword::where, in.language)) + "`";
        fail(at_span("T1005", "expected " + meant + ", found " + found, found_span(at, in),
                     "expected " + meant,
                     {"write " + meant + " for a condition of the event",
                      "or the " + found + " of the hold on a line of its own"}));
    }
};

inline constexpr auto keep_tolerance = [](auto const& context) {
    auto& read = x3::_attr(context);
    if (read.kind == ast::node::duration) static_cast<void>(days_in(read, reading_of(context)));
    x3::_val(context).what = std::move(read);
};

inline x3::rule<struct hold_rule, opening<ast::hold_declaration>> const hold_ = "hold";
inline x3::rule<struct hold_member_rule, ast::hold_member> const hold_member_ = "hold_member";
inline x3::rule<struct bound_event_rule, ast::bound_event_member> const bound_event_ = "bound_event";
inline x3::rule<struct freezes_rule, ast::freezes_member> const freezes_ = "freezes";
inline x3::rule<struct needs_rule, ast::needs_member> const needs_ = "needs";
inline x3::rule<struct arrears_rule, opening<ast::arrears_declaration>> const arrears_ = "arrears";
inline x3::rule<struct arrears_member_rule, ast::arrears_member> const arrears_member_ = "arrears_member";
inline x3::rule<struct promises_rule, opening<ast::promises_declaration>> const promises_ = "promises";
inline x3::rule<struct promises_member_rule, ast::promises_member> const promises_member_ = "promises_member";
inline x3::rule<struct promise_event_rule, ast::promise_event_member> const promise_event_ = "promise_event";
inline x3::rule<struct tolerance_rule, ast::tolerance_member> const tolerance_ = "tolerance";

inline auto const hold__def =
    spanned[opening_word{keyword::hold} >> need("a name", new_name)[set_name_and_head] >>
            -(text_[set_in<&ast::hold_declaration::label>]) >> need("`{`", sign('{'))[open_block]];

inline auto const bound_event__def =
    spanned[(word(keyword::starts_on) | word(keyword::ends_on)[mark<&ast::bound_event_member::is_end>]) >>
            need("an event", same_member{} >> reference_)[set<&ast::bound_event_member::event>] >>
            no_if_behind_event{} >>
            -(word(keyword::where) >>
              need("a condition", expression_)[set<&ast::bound_event_member::condition>])];

inline auto const freezes__def =
    spanned[word(keyword::freezes) >>
            (need("what stands still", frozen_)[add<&ast::freezes_member::what>] % sign(','))];

inline auto const needs__def =
    spanned[word(keyword::needs) >>
            (need("what must be there", needed_)[add<&ast::needs_member::what>] % sign(','))];

inline auto const hold_member__def = clause_[keep_member] | day_member_[keep_member] | named_[keep_member] |
                                     bound_event_[keep_member] | freezes_[keep_member] | needs_[keep_member] |
                                     texts_[keep_member];

inline auto const arrears__def =
    spanned[opening_word{keyword::arrears} >> need("`{`", sign('{'))[open_block]];

inline auto const arrears_member__def = day_member_[keep_member] | length_member_[keep_member];

inline auto const promises__def =
    spanned[opening_word{keyword::promises} >> need("`{`", sign('{'))[open_block]];

inline auto const promised_amount = word(keyword::amount) >>
                                    need("a field", same_member{} >>
                                                        reference_)[once<&ast::promise_event_member::amount>];
inline auto const promised_where = word(keyword::where) >>
                                   need("a condition",
                                        expression_)[once<&ast::promise_event_member::condition>];
inline auto const promised_on = (word(keyword::on) | missing{keyword::on, " and an event"}) >>
                                need("an event",
                                     same_member{} >> reference_)[set<&ast::promise_event_member::event>] >>
                                misplaced{keyword::if_, keyword::where, true};

inline auto const promise_event__def =
    spanned[(word(keyword::made) >> promised_on >>
             *((word(keyword::due) >>
                need("a field", same_member{} >> reference_)[once<&ast::promise_event_member::due>]) |
               promised_amount | promised_where)) |
            (word(keyword::paid)[mark<&ast::promise_event_member::is_payment>] >> promised_on >>
             *((word(keyword::for_) >>
                need("a field", same_member{} >> reference_)[once<&ast::promise_event_member::promise>]) |
               promised_amount | promised_where))];

inline auto const tolerance__def =
    spanned[word(keyword::tolerance) >>
            need("a number of days, a percentage or an amount", own_expression)[keep_tolerance]];

inline auto const promises_member__def = promise_event_[keep_member] | tolerance_[keep_member];

BOOST_SPIRIT_DEFINE(hold_, hold_member_, bound_event_, freezes_, needs_, arrears_, arrears_member_, promises_,
                    promises_member_, promise_event_, tolerance_)

}  // namespace tramo::grammar
