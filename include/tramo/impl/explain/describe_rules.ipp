// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Describes values, segments and strategies, queue by queue.
#pragma once

#include <tramo/impl/explain/describe_data.ipp>
#include <tramo/impl/explain/flow_drawer.ipp>

namespace tramo::describing {

inline void tell(telling& in, ast::value_declaration const& one) {
    in.heading_of(said::value_head, one);
    if (in.with.shape_of(one.meaning) == shape::truth)
        in.conditions.write(in.say(said::value_lead), one.meaning);
    else
        in.out.paragraph(in.say(said::value_note, {in.value(one.meaning)}));
}

/// What follows where a field that may be missing is.
inline void tell_missing(telling& in, said phrase, ast::expression const& condition) {
    auto const missing = missing_finder(in.with).find(condition);
    if (missing.empty()) return;
    in.out.paragraph(in.say(phrase, {listed(missing, said::or_word, in.with.in())}));
}

inline void tell(telling& in, ast::segment_declaration const& one) {
    in.heading_of(said::segment_head, one);
    in.period(one.period);
    in.conditions.write(in.say(said::segment_lead), one.condition);
    tell_missing(in, said::segment_missing, one.condition);
}

/// A queue of a strategy, or a case of an indicator.
inline void tell_queue(telling& in, ast::queue_declaration const& one, bool is_first, bool is_case) {
    auto const name = introduced(one.name.text, text_of(one.label));
    in.out.paragraph("**" + in.say(is_first ? said::queue_first : said::queue_then, {name}) + "** (" +
                     in.line(one.at) + ")");
    in.period(one.period);
    in.conditions.write(in.say(is_case ? said::case_lead : said::queue_lead), one.condition);
    if (!is_case) tell_missing(in, said::queue_missing, one.condition);
}

inline void tell(telling& in, ast::strategy_declaration const& one) {
    in.heading_of(one.is_indicator ? said::indicator_head : said::strategy_head, one);
    in.period(one.period);
    in.out.paragraph(in.say(one.is_indicator ? said::indicator_note : said::strategy_note));
    bool is_first = true;
    for (auto const& each : one.queues) {
        tell_queue(in, each, is_first, one.is_indicator);
        is_first = false;
    }
    if (one.rest) {
        auto const name = introduced(one.rest->name.text, text_of(one.rest->label));
        auto const rule = one.rest->id ? " " + in.say(said::rule_id, {coded(one.rest->id->text)}) : "";
        in.out.paragraph("**" + in.say(said::rest_head, {name}) + "** (" + in.line(one.rest->at) + ")" +
                         rule);
    }
    if (in.has_pictures && !one.is_indicator) {
        flow drawn;
        flow_drawer(in.words, in.what.source()).draw(drawn, one);
        in.out.picture(to_mermaid(drawn));
    }
}

}  // namespace tramo::describing
