// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Describes what was done and what to do next: the feed of actions, palettes, worklists.
#pragma once

#include <tramo/impl/explain/describe_data.ipp>

namespace tramo::describing {

inline void tell_member(telling& in, ast::action_column const& one) {
    strings columns;
    for (auto const& each : one.columns) columns.push_back(coded(each.text));
    auto const phrase = one.role == keyword::account    ? said::actions_account
                        : one.role == keyword::happened ? said::actions_happened
                        : one.role == keyword::agent    ? said::actions_agent
                        : one.role == keyword::id       ? said::actions_id
                        : columns.size() == 1           ? said::actions_code
                                                        : said::actions_codes;
    in.out.bullet(in.say(phrase, {listed(columns, said::and_word, in.with.in())}));
}

inline void tell_member(telling& in, ast::window_member const& one) {
    if (one.what == keyword::since)
        in.out.bullet(in.say(said::window_since, {in.with.show(one.field.text)}));
    else if (one.length)
        in.out.bullet(in.say(said::window_days, {in.value(*one.length)}));
    else
        in.out.bullet(in.say(said::window_month));
}

inline void tell(telling& in, ast::actions_declaration const& one) {
    in.heading(in.say(said::actions_head), one.at);
    for (auto const& member : one.members)
        std::visit([&in](auto const& each) { tell_member(in, each); }, member);
}

[[nodiscard]] inline std::string action_meaning(telling const& in, ast::palette_action const& one) {
    strings all;
    if (one.contact)
        all.push_back(in.say(*one.contact == keyword::right_party  ? said::means_right_party
                             : *one.contact == keyword::no_contact ? said::means_no_contact
                                                                   : said::means_contact));
    if (one.channel) all.push_back(in.say(said::means_channel, {in.with.text(one.channel->text)}));
    if (one.closes) all.push_back(in.say(said::means_closes));
    if (one.opens_promise) all.push_back(in.say(said::means_promise));
    if (one.raises_claim) all.push_back(in.say(said::means_claim));
    if (one.state) all.push_back(in.say(said::means_state, {in.with.text(one.state->text)}));
    if (one.substate) all.push_back(in.say(said::means_substate, {in.with.text(one.substate->text)}));
    if (!one.aliases.empty())
        all.push_back(in.say(said::means_alias, {in.texts(one.aliases, said::or_word)}));
    std::string text;
    for (auto const& each : all) text += (text.empty() ? "" : "; ") + each;
    return text;
}

inline void tell(telling& in, ast::palette_declaration const& one) {
    in.heading_of(said::palette_head, one);
    if (one.condition)
        in.conditions.write(in.say(said::palette_lead), *one.condition);
    else
        in.out.paragraph(in.say(said::palette_all));
    std::vector<strings> rows;
    for (auto const& each : one.actions) {
        std::string depth;
        for (int i = 0; i < each.depth; ++i) depth += "– ";
        rows.push_back({depth + introduced(each.name.text, text_of(each.label)),
                        each.rank ? std::to_string(*each.rank) : "", action_meaning(in, each),
                        line_number(in, each.at)});
    }
    in.out.table({in.say(said::column_code), in.say(said::column_rank), in.say(said::column_meaning),
                  in.say(said::column_line)},
                 rows);
}

inline void tell_member(telling& in, ast::candidate_member const& one) {
    auto const name = introduced(one.name.text, text_of(one.label));
    if (one.condition)
        in.conditions.write(in.say(said::candidate_lead, {name}), *one.condition);
    else
        in.out.paragraph(in.say(said::candidate_all, {name}));
    strings facts;
    if (one.channel) facts.push_back(in.say(said::candidate_channel, {in.with.text(one.channel->text)}));
    if (one.skill) facts.push_back(in.say(said::candidate_skill, {in.with.text(one.skill->text)}));
    if (one.minutes) facts.push_back(in.say(said::candidate_minutes, {in.value(*one.minutes)}));
    if (one.cost) facts.push_back(in.say(said::candidate_cost, {in.value(*one.cost)}));
    if (one.value) facts.push_back(in.say(said::candidate_value, {in.value(*one.value)}));
    std::string text;
    for (auto const& each : facts) text += (text.empty() ? "" : "; ") + each;
    if (!text.empty()) in.out.paragraph(capital(text) + ". (" + in.line(one.at) + ")");
}

inline void tell_member(telling& in, ast::order_member const& one) {
    strings keys;
    for (auto const& each : one.keys) {
        bool const is_condition = in.with.shape_of(each.what) == shape::truth;
        auto const text = is_condition ? in.words.clause(each.what) : in.value(each.what);
        if (!each.direction)
            keys.push_back(text);
        else
            keys.push_back(
                in.say(*each.direction == keyword::descending ? said::order_down : said::order_up, {text}));
    }
    in.out.paragraph(in.say(said::order_note, {listed(keys, said::and_word, in.with.in())}));
}

inline void tell_member(telling& in, ast::agent_member const& one) {
    in.out.paragraph(in.say(said::agent_note, {in.with.show(one.field.text)}));
}

inline void tell(telling& in, ast::worklist_declaration const& one) {
    in.heading_of(said::worklist_head, one);
    in.period(one.period);
    in.out.paragraph(in.say(said::worklist_note));
    for (auto const& member : one.members)
        std::visit([&in](auto const& each) { tell_member(in, each); }, member);
}

}  // namespace tramo::describing
