// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Describes what happened and what follows: feeds of events, counters, and alerts with their pictures.
#pragma once

#include <tramo/alerts/diagram.hpp>
#include <tramo/impl/explain/describe_data.ipp>

namespace tramo::describing {

inline void tell(telling& in, ast::log_declaration const& one) {
    in.heading(in.say(said::log_head), one.at);
    for (auto const& each : one.columns) {
        auto const phrase = each.role == keyword::account    ? said::log_account
                            : each.role == keyword::event    ? said::log_event
                            : each.role == keyword::happened ? said::log_happened
                            : each.role == keyword::recorded ? said::log_recorded
                            : each.role == keyword::sequence ? said::log_sequence
                                                             : said::log_id;
        in.out.bullet(in.say(phrase, {coded(each.column.text)}));
    }
}

inline void tell(telling& in, ast::event_declaration const& one) {
    in.heading_of(said::event_head, one);
    if (one.matches.empty()) in.out.bullet(in.say(said::event_by_name));
    for (auto const& each : one.matches)
        in.out.bullet(
            in.say(said::event_match, {coded(each.column.text), in.texts(each.values, said::or_word)}));
    if (one.collection)
        in.out.bullet(
            in.say(said::event_of_child, {in.names.show(keyword::collection, one.collection->text),
                                          coded(one.child_column ? one.child_column->text : std::string())}));
    if (one.reverses)
        in.out.bullet(in.say(said::event_reverses,
                             {in.names.show(keyword::event, one.reverses->text),
                              coded(one.reversed_column ? one.reversed_column->text : std::string())}));
    tell_fields(in, one.fields);
}

inline void tell(telling& in, ast::counter_declaration const& one) {
    in.heading_of(said::counter_head, one);
    in.out.paragraph(in.say(said::counter_note, {in.value(one.meaning)}));
}

/// One alert: its states, what changes them, what hands may do, and the picture.
class alert_teller {
public:
    alert_teller(telling& in, ast::alert_declaration const& alert) : in_(in), alert_(alert) {}

    void tell() {
        in_.heading_of(said::alert_head, alert_);
        introduce();
        states();
        transitions();
        for (auto const& member : alert_.members)
            if (auto const* const hand = std::get_if<ast::manual_declaration>(&member)) by_hand(*hand);
        if (in_.has_pictures) picture();
    }

private:
    void introduce() {
        if (alert_.version) in_.out.paragraph(in_.say(said::of_version, {plain(alert_.version->text)}));
        if (alert_.collection) {
            auto const how = alert_.aggregation.value_or(keyword::any);
            auto const phrase = how == keyword::all     ? said::alert_per_all
                                : how == keyword::worst ? said::alert_per_worst
                                                        : said::alert_per_any;
            in_.out.paragraph(
                in_.say(phrase, {in_.names.show(keyword::collection, alert_.collection->text)}));
        }
        if (alert_.without_skipping) in_.out.paragraph(in_.say(said::alert_ladder));
    }

    void states() {
        std::vector<strings> rows;
        for (auto const& member : alert_.members) {
            auto const* const one = std::get_if<ast::state_declaration>(&member);
            if (one == nullptr) continue;
            strings notes;
            if (one->stops_treatment) notes.push_back(in_.say(said::stops_treatment_note));
            if (one->is_manual_only) notes.push_back(in_.say(said::manual_only_note));
            rows.push_back({introduced(one->name.text, text_of(one->label)),
                            one->colour ? in_.with.word(*one->colour) : "",
                            one->severity ? std::to_string(*one->severity) : "",
                            listed(notes, said::and_word, in_.with.in()), line_number(in_, one->at)});
        }
        in_.out.table(
            {in_.say(said::column_state), in_.say(said::column_colour), in_.say(said::column_severity),
             in_.say(said::column_notes), in_.say(said::column_line)},
            rows);
    }

    void transitions() {
        bool is_first = true;
        for (auto const& member : alert_.members) {
            auto const* const one = std::get_if<ast::transition_declaration>(&member);
            if (one == nullptr) continue;
            if (is_first) in_.out.paragraph(in_.say(said::transitions_note));
            is_first = false;
            auto text = trigger(*one);
            if (!one->from.empty()) text = in_.say(said::from_states, {text, states_text(one->from)});
            in_.out.item(0, outcome(*one, text), true);
        }
    }

    [[nodiscard]] std::string outcome(ast::transition_declaration const& one, std::string const& text) {
        auto const line = in_.line(one.at);
        if (one.target.what == keyword::restore) return in_.say(said::leads_back, {text, line});
        if (one.target.what == keyword::clear) return in_.say(said::leads_to_none, {text, line});
        return in_.say(said::leads_to, {text, state(one.target.state.text), line});
    }

    [[nodiscard]] std::string state(std::string const& name) const {
        if (is_no_state(name)) return in_.say(said::none_state);
        return in_.names.show_within(name_book::alert_key(alert_.name.text), name);
    }
    [[nodiscard]] bool is_no_state(std::string const& name) const {
        if (name == "none") return true;
        for (auto const& member : alert_.members)
            if (auto const* const one = std::get_if<ast::state_declaration>(&member))
                if (one->name.text == name) return false;
        return true;
    }
    [[nodiscard]] std::string states_text(std::vector<ast::name> const& names) const {
        strings all;
        for (auto const& one : names) all.push_back(state(one.text));
        return listed(all, said::or_word, in_.with.in());
    }
    [[nodiscard]] std::string events_text(std::vector<ast::name> const& names) const {
        strings all;
        for (auto const& one : names) all.push_back(in_.names.show(keyword::event, one.text));
        return listed(all, said::or_word, in_.with.in());
    }

    [[nodiscard]] std::string condition(std::vector<ast::name> const& events, ast::expression const& what) {
        if (!events.empty()) in_.with.enter(events.front().text);
        auto const text = in_.words.clause(what);
        if (!events.empty()) in_.with.leave();
        return text;
    }

    [[nodiscard]] std::string trigger(ast::transition_declaration const& one) {
        if (one.trigger == keyword::after)
            return in_.say(said::after_time, {one.length ? in_.value(*one.length) : std::string()});
        if (one.trigger == keyword::when) return deadline(one);
        auto const events = events_text(one.events);
        if (!one.condition) return in_.say(said::on_event, {events});
        return in_.say(said::on_event_where, {events, condition(one.events, *one.condition)});
    }

    [[nodiscard]] std::string deadline(ast::transition_declaration const& one) {
        auto const day = one.deadline ? in_.value(*one.deadline) : std::string();
        auto const text = in_.say(one.is_reached ? said::when_reached : said::when_passed, {day});
        if (one.without.empty()) return text;
        auto const events = events_text(one.without);
        if (!one.without_condition) return in_.say(said::without_events, {text, events});
        return in_.say(said::without_events_where,
                       {text, events, condition(one.without, *one.without_condition)});
    }

    void by_hand(ast::manual_declaration const& one) {
        if (one.what == keyword::clear)
            in_.out.paragraph(
                in_.say(one.with_confirmation ? said::manual_clear_confirmed : said::manual_clear));
        else if (one.states.empty())
            in_.out.paragraph(in_.say(said::manual_raise_all));
        else
            in_.out.paragraph(in_.say(said::manual_raise, {states_text(one.states)}));
    }

    /// The picture that the alert's machine draws of itself, in this language's words.
    void picture() {
        for (auto const& machine : in_.what.machines()) {
            if (machine.name != alert_.name.text) continue;
            alerts::captions words;
            words.none = in_.say(said::none_state);
            words.by_hand = in_.say(said::by_hand);
            words.confirmed = in_.say(said::by_hand_confirmed);
            for (auto const& member : alert_.members)
                if (auto const* const one = std::get_if<ast::transition_declaration>(&member))
                    words.transitions.push_back(shortened(unmarked(trigger(*one))));
            in_.out.picture(to_mermaid(machine, words));
        }
    }

    telling& in_;
    ast::alert_declaration const& alert_;
};

inline void tell(telling& in, ast::alert_declaration const& one) {
    alert_teller(in, one).tell();
}

}  // namespace tramo::describing
