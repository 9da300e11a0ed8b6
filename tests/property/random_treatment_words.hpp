// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Random tables, calendars, effects, holds, arrears, promises, limits of contact and templates, as the parser
// could have read them; periods and comments are put in elsewhere.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "random_offers.hpp"

namespace tramo_test {

class random_treatment_words {
public:
    random_treatment_words(dice& draw, random_expression& expressions, random_offers& offers)
        : draw_(draw), expressions_(expressions), offers_(offers) {}

    tramo::ast::table_declaration table() {
        auto made = named<tramo::ast::table_declaration>();
        do {
            tramo::ast::matrix_axis axis;
            axis.name = name();
            made.axes.push_back(std::move(axis));
        } while (draw_.one_in(2));
        for (auto left = draw_.roll(4); left > 0; --left) {
            if (draw_.one_in(2))
                made.members.push_back(column());
            else
                made.members.push_back(row(made.axes.size()));
        }
        return made;
    }

    tramo::ast::calendar_declaration calendar() {
        auto made = named<tramo::ast::calendar_declaration>();
        made.holidays = text();
        if (draw_.one_in(2)) made.rests = weekdays();
        return made;
    }

    tramo::ast::effect_declaration effect() {
        using tramo::keyword;
        auto made = named<tramo::ast::effect_declaration>();
        made.what = draw_.pick<keyword>(
            {keyword::block, keyword::cut, keyword::notify, keyword::task, keyword::escalate});
        auto& all = made.members;
        clauses(all, {keyword::if_, keyword::stands, keyword::release});
        days(all, {keyword::since});
        lengths(all, {keyword::after, keyword::within});
        names(all, {keyword::calendar, keyword::template_});
        texts(all, {keyword::owner, keyword::to, keyword::copy, keyword::cause, keyword::route,
                    keyword::stops, keyword::reason, keyword::channel});
        auto const from = 1 + static_cast<int>(draw_.roll(28));
        maybe(all, tramo::ast::month_days_member{from, from + static_cast<int>(draw_.roll(4)), {}, {}});
        maybe(all, tramo::ast::weekdays_member{weekdays(), {}, {}});
        maybe(all, tramo::ast::holidays_member{
                       draw_.pick<keyword>({keyword::keep, keyword::following, keyword::preceding}), {}, {}});
        maybe(all,
              tramo::ast::lead_member{from, from + static_cast<int>(draw_.roll(4)), maybe_text(), {}, {}});
        maybe(all, tramo::ast::once_member{draw_.one_in(2) ? std::nullopt : std::optional(unit()), {}, {}});
        maybe(all, tramo::ast::requirement_member{name(), maybe_text(), condition(), {}, {}});
        maybe(all, tramo::ast::consent_member{list(), maybe_name(), maybe_name(), maybe_condition(), {}, {}});
        shuffle(all);
        return made;
    }

    tramo::ast::hold_declaration hold() {
        using tramo::keyword;
        auto made = named<tramo::ast::hold_declaration>();
        auto& all = made.members;
        clauses(all, {keyword::if_});
        days(all, {keyword::from, keyword::until, keyword::before});
        names(all, {keyword::of});
        texts(all, {keyword::owner, keyword::reason});
        for (bool const is_end : {false, true})
            maybe(all, tramo::ast::bound_event_member{is_end, name(), maybe_condition(), {}, {}});
        maybe(all, tramo::ast::freezes_member{some({keyword::days, keyword::messages, keyword::cuts,
                                                    keyword::blocks, keyword::tasks, keyword::queue}),
                                              {},
                                              {}});
        maybe(all, tramo::ast::needs_member{some({keyword::reason, keyword::owner, keyword::until}), {}, {}});
        shuffle(all);
        return made;
    }

    tramo::ast::arrears_declaration arrears() {
        tramo::ast::arrears_declaration made;
        days(made.members, {tramo::keyword::due});
        lengths(made.members, {tramo::keyword::grace});
        shuffle(made.members);
        return made;
    }

    tramo::ast::promises_declaration promises() {
        tramo::ast::promises_declaration made;
        for (auto left = draw_.roll(4); left > 0; --left) {
            tramo::ast::promise_event_member one;
            one.is_payment = draw_.one_in(2);
            one.event = name();
            one.condition = maybe_condition();
            one.amount = maybe_name();
            (one.is_payment ? one.promise : one.due) = maybe_name();
            made.members.push_back(std::move(one));
        }
        maybe(made.members, tramo::ast::tolerance_member{expressions_.value(2), {}, {}});
        shuffle(made.members);
        return made;
    }

    tramo::ast::contact_limits_declaration contact_limits() {
        using tramo::keyword;
        tramo::ast::contact_limits_declaration made;
        auto& all = made.members;
        texts(all, {keyword::zone, keyword::jurisdiction, keyword::pack});
        names(all, {keyword::calendar});
        for (auto left = draw_.roll(3); left > 0; --left) {
            maybe(all, contact_event());
            maybe(all, tramo::ast::channel_consent_member{name(), list(), {}, {}});
            maybe(all, limit());
        }
        shuffle(all);
        return made;
    }

    tramo::ast::template_declaration message() {
        auto made = named<tramo::ast::template_declaration>();
        if (draw_.one_in(2))
            made.language = tramo::ast::name{draw_.pick<std::string>({"en", "es", "pt"}), {}};
        auto& all = made.members;
        clauses(all, {tramo::keyword::if_});
        texts(all, {tramo::keyword::channel});
        auto const wording = [this](bool is_subject) {
            return tramo::ast::wording_member{is_subject, text(), draw_.one_in(2), maybe_condition(), {}, {}};
        };
        maybe(all, wording(true));
        for (auto left = draw_.roll(3); left > 0; --left) {
            maybe(all, wording(false));
            maybe(all, tramo::ast::statement_member{name(), condition(), {}, {}});
        }
        shuffle(all);
        return made;
    }

private:
    using expression = tramo::ast::expression;
    using keywords = std::vector<tramo::keyword>;
    using text_list = std::vector<tramo::ast::text_literal>;

    tramo::ast::name name() { return {expressions_.any_name(), {}}; }
    std::optional<tramo::ast::name> maybe_name() {
        return draw_.one_in(2) ? std::nullopt : std::optional(name());
    }
    tramo::ast::text_literal text() { return {expressions_.text(), {}}; }
    std::optional<tramo::ast::text_literal> maybe_text() {
        return draw_.one_in(2) ? std::nullopt : std::optional(text());
    }
    expression condition() { return expressions_.condition(3); }
    std::optional<expression> maybe_condition() {
        return draw_.one_in(2) ? std::nullopt : std::optional(condition());
    }
    text_list list() {
        text_list all;
        do all.push_back(text());
        while (draw_.one_in(2));
        return all;
    }
    tramo::keyword unit() {
        return draw_.pick<tramo::keyword>(
            {tramo::keyword::days, tramo::keyword::weeks, tramo::keyword::months});
    }

    template <class Declaration>
    Declaration named() {
        Declaration made;
        made.name = name();
        made.label = maybe_text();
        return made;
    }

    template <class Member, class One>
    void maybe(std::vector<Member>& all, One one) {
        if (draw_.one_in(2)) all.push_back(std::move(one));
    }

    template <class Member>
    void shuffle(std::vector<Member>& all) {
        for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[draw_.roll(i)]);
    }

    /// One of them at least, in their order.
    keywords some(keywords const& of) {
        keywords chosen{of[draw_.roll(of.size())]};
        for (auto const one : of)
            if (one != chosen.front() && draw_.one_in(3)) chosen.push_back(one);
        return chosen;
    }
    keywords weekdays() {
        using tramo::keyword;
        return some({keyword::monday, keyword::tuesday, keyword::wednesday, keyword::thursday,
                     keyword::friday, keyword::saturday, keyword::sunday});
    }

    template <class Member>
    void clauses(std::vector<Member>& all, keywords const& which) {
        for (auto const what : which) maybe(all, tramo::ast::clause_member{what, condition(), {}, {}});
    }
    template <class Member>
    void days(std::vector<Member>& all, keywords const& which) {
        for (auto const what : which) maybe(all, tramo::ast::day_member{what, expressions_.value(2), {}, {}});
    }
    template <class Member>
    void lengths(std::vector<Member>& all, keywords const& which) {
        for (auto const what : which)
            maybe(all, tramo::ast::length_member{
                           what, static_cast<std::int64_t>(draw_.roll(40)), draw_.one_in(2), {}, {}});
    }
    template <class Member>
    void names(std::vector<Member>& all, keywords const& which) {
        for (auto const what : which) maybe(all, tramo::ast::named_member{what, name(), {}, {}});
    }
    template <class Member>
    void texts(std::vector<Member>& all, keywords const& which) {
        for (auto const what : which) maybe(all, texts_of(what));
    }

    tramo::ast::text_or_name place() {
        if (draw_.one_in(2)) return {text(), {}, {}, {}};
        return {{}, name(), draw_.one_in(2) ? tramo::ast::name{} : name(), {}};
    }

    tramo::ast::texts_member texts_of(tramo::keyword what) {
        using tramo::keyword;
        tramo::ast::texts_member made;
        made.what = what;
        bool const is_text = what == keyword::stops || what == keyword::channel || what == keyword::pack;
        bool const is_name = what == keyword::zone || what == keyword::jurisdiction;
        bool const has_several =
            what == keyword::to || what == keyword::copy || is_text || what == keyword::jurisdiction;
        do {
            if (is_text)
                made.texts.push_back({text(), {}, {}, {}});
            else if (is_name)
                made.texts.push_back({{}, name(), {}, {}});
            else
                made.texts.push_back(place());
        } while (has_several && draw_.one_in(2));
        if (what == keyword::route && draw_.one_in(2)) made.aliases = list();
        return made;
    }

    tramo::ast::table_column column() {
        using tramo::keyword;
        auto const type =
            draw_.pick<keyword>({keyword::boolean, keyword::integer, keyword::decimal, keyword::money,
                                 keyword::percent, keyword::date, keyword::duration, keyword::text});
        return {name(), type, maybe_text(), {}, {}};
    }

    tramo::ast::table_row row(std::size_t axes) {
        tramo::ast::table_row made;
        for (std::size_t i = 0; i < axes; ++i) made.cells.push_back(offers_.cell());
        do made.values.push_back({expressions_.value(2), draw_.one_in(3)});
        while (draw_.one_in(2));
        return made;
    }

    tramo::ast::contact_event_member contact_event() {
        using tramo::keyword;
        tramo::ast::contact_event_member made;
        made.event = name();
        made.condition = maybe_condition();
        made.unit =
            draw_.pick<keyword>({keyword::attempt, keyword::conversation, keyword::message, keyword::none_});
        if (draw_.one_in(2)) made.channel = place();
        return made;
    }

    tramo::ast::limit_member limit() {
        using tramo::keyword;
        auto made = named<tramo::ast::limit_member>();
        made.most = static_cast<int>(draw_.roll(5));
        made.unit = draw_.pick<keyword>(
            {keyword::attempt, keyword::conversation, keyword::message, keyword::contact});
        if (draw_.one_in(2)) made.channels = list();
        if (draw_.one_in(2))
            made.within_days = 1 + static_cast<std::int64_t>(draw_.roll(40));
        else
            made.calendar = unit();
        return made;
    }

    dice& draw_;
    random_expression& expressions_;
    random_offers& offers_;
};

}  // namespace tramo_test
