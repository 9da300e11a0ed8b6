// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the chapters of a description share: the page, the words, and how places and periods are told.
#pragma once

#include <tramo/check/program.hpp>
#include <tramo/impl/explain/describe_conditions.ipp>
#include <tramo/policy/policy.hpp>

namespace tramo::describing {

struct telling {
    telling(policy const& of, language in)
        : what(of),
          names(of.program().document),
          with(names, in, of.currency()),
          words(with),
          conditions(out, words) {}

    [[nodiscard]] std::string say(said phrase, strings const& filled = {}) const {
        return with.say(phrase, filled);
    }
    [[nodiscard]] std::string line(span at) const {
        return say(said::line, {std::to_string(what.source().at(at.begin).line)});
    }
    [[nodiscard]] std::string value(ast::expression const& of) { return words.value(of); }

    /// Heading of a declaration within the chapter at hand.
    void heading(std::string const& text, span at) {
        out.heading(3, std::to_string(chapter) + "." + std::to_string(++section) + " " + text + " (" +
                           line(at) + ")");
    }
    template <class Declaration>
    void heading_of(said kind, Declaration const& one) {
        auto const label = one.label ? one.label->text : std::string();
        auto const told =
            label.empty() ? coded(one.name.text) : plain(label) + " (" + coded(one.name.text) + ")";
        heading(say(kind, {told}), one.at);
    }

    /// Version, rule, days, whether it is inactive: one paragraph, none where nothing is said.
    void period(ast::validity_period const& one) {
        auto const text = period_text(one);
        if (!text.empty()) out.paragraph(text);
    }
    [[nodiscard]] std::string period_text(ast::validity_period const& one) const {
        strings all;
        if (one.version) all.push_back(say(said::of_version, {plain(one.version->text)}));
        if (one.id) all.push_back(say(said::rule_id, {coded(one.id->text)}));
        if (one.from && one.until)
            all.push_back(say(said::from_until_day, {with.day(*one.from), with.day(*one.until)}));
        else if (one.from)
            all.push_back(say(said::from_day, {with.day(*one.from)}));
        else if (one.until)
            all.push_back(say(said::until_day, {with.day(*one.until)}));
        if (one.is_inactive) all.push_back(say(said::is_inactive));
        std::string text;
        for (auto const& each : all) text += (text.empty() ? "" : " ") + each;
        return text;
    }

    /// Where a text comes from: written out, a field, a column of a table.
    [[nodiscard]] std::string place(ast::text_or_name const& one) const {
        if (one.text) return with.text(one.text->text);
        if (one.member.text.empty()) return with.show(one.name.text);
        return say(said::column_of_table, {names.show_within(one.name.text, one.member.text),
                                           names.show(keyword::table, one.name.text)});
    }
    [[nodiscard]] std::string texts(std::vector<ast::text_literal> const& all, said last) const {
        strings told;
        for (auto const& one : all) told.push_back(with.text(one.text));
        return listed(told, last, with.in());
    }
    [[nodiscard]] std::string cell(ast::matrix_cell const& one) {
        if (one.is_all) return say(said::any_value);
        if (!one.texts.empty()) return texts(one.texts, said::or_word);
        if (one.truth) return say(*one.truth ? said::yes_word : said::no_word);
        if (!one.until) return one.from ? say(said::from_on, {value(*one.from)}) : std::string();
        if (!one.from) return say(said::up_to, {value(*one.until)});
        if (one.half_open) return say(said::from_below, {value(*one.from), value(*one.until)});
        auto const from = value(*one.from), until = value(*one.until);
        return from == until ? from : say(said::from_to, {from, until});
    }

    policy const& what;
    name_book names;
    speaker with;
    page out;
    sentence_writer words;
    condition_writer conditions;
    std::size_t chapter = 0, section = 0;
    bool has_pictures = true;
};

}  // namespace tramo::describing
