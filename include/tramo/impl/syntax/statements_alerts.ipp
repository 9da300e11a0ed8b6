// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The grammar of alerts: their states, what raises and clears them, and what may be done by hand.
#pragma once

#include <tramo/impl/syntax/statements_events.ipp>

namespace tramo::grammar {

struct colour_word {
    keyword word = keyword::red;
    span at;
};

inline constexpr keyword colours[] = {keyword::red,   keyword::orange, keyword::yellow,
                                      keyword::green, keyword::blue,   keyword::grey};

TRAMO_INLINE bool scan_colour(lexeme::cursor& from, reading& in, colour_word& read) {
    for (auto const one : colours) {
        char const* const end = lexeme::match_keyword(from, one, in.language);
        if (end == nullptr) continue;
        read = {one, in.between(from.at, end)};
        from.at = end;
        return true;
    }
    return false;
}

struct placed_number {
    int value = 0;
    span at;
};

TRAMO_INLINE bool scan_severity(lexeme::cursor& from, reading& in, placed_number& read) {
    char const* const start = from.at;
    if (!scan_integer(from, in, read.value)) return false;
    read.at = in.between(start, from.at);
    return true;
}

/// What is written behind a state and is none of its words: reported, and passed over.
TRAMO_INLINE bool scan_unknown_colour(lexeme::cursor& from, reading& in, span& read) {
    auto const word = lexeme::word_at(from);
    bool const is_number = from.at != from.end && lexeme::is_digit(*from.at);
    if ((word.empty() && !is_number) || on_later_line(from, in) || declaration_word_at(from, in))
        return false;
    std::vector<std::string> words;
    std::string all;
    for (auto const one : colours) {
        words.emplace_back(spelling(one, in.language));
        all += (all.empty() ? "" : ", ") + words.back();
    }
    words.emplace_back(spelling(keyword::severity, in.language));
    auto const near = nearest(word, words);
    if (near.empty() && is_misspelled(from, in)) return false;
    std::vector<std::string> help;
    if (!near.empty()) help.push_back("did you mean `" + std::string(near) + "`?");
    help.push_back(is_number ? "write: " + words.back() + " " + std::string(token_at(from))
                             : "the colours are: " + all);
    read = found_span(from, in);
    in.report(at_span("T1005", "expected a colour or the next declaration, found " + describe_found(from),
                      read, "not a colour", std::move(help)));
    from.at += token_at(from).size();
    return true;
}

TRAMO_INLINE bool scan_new_state(lexeme::cursor& from, reading& in, ast::name& read) {
    char const* const start = from.at;
    if (begins_declaration(from, in) || !scan_new_name(from, in, read)) return false;
    if (read.text == no_alert || (*start != '`' && is_none(read.text, in.language)))
        fail(at_span("T1008", "`" + read.text + "` means that there is no alert", read.at,
                     "cannot be the name of a state"));
    return true;
}

/// The first of states that need not be named: the next member may begin here instead.
TRAMO_INLINE bool scan_raised(lexeme::cursor& from, reading& in, ast::name& read) {
    auto const word = on_later_line(from, in) ? declaration_word_at(from, in) : std::nullopt;
    return (!word || is_block_word(*word)) && scan_state(from, in, read);
}

TRAMO_INLINE bool scan_target(lexeme::cursor& from, reading& in, ast::transition_target& read) {
    char const* const start = from.at;
    if (!scan_state(from, in, read.state)) return false;
    read.at = in.between(start, from.at);
    if (*start == '`') return true;
    auto const word = find_keyword(read.state.text, in.language, keyword_group::modifier);
    if (read.state.text == no_alert)
        fail(at_span("T1005", "`" + std::string(spelling(keyword::none_, in.language)) + "` is no state",
                     read.at, "no state",
                     {"write `" + std::string(spelling(keyword::clear, in.language)) + "`"}));
    if (word != keyword::clear && word != keyword::restore) return true;
    read.what = *word;
    read.state = {};
    return true;
}

/// `=>`, and what people write for it.
struct arrow : x3::parser<arrow> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;
    char const* due;

    constexpr explicit arrow(char const* due_) : due(due_) {}

    template <class Context, class Rule, class Actual>
    bool parse(char const*& first, char const* const& last, Context const& context, Rule&, Actual&) const {
        auto& in = reading_of(context);
        lexeme::cursor const at{lexeme::skip({first, last}), last};
        if (at.rest().starts_with("=>")) {
            first = in.token_end = at.at + 2;
            return true;
        }
        for (std::string_view const sign : {"->", ":", "\u2192", "\u21D2", "="})
            if (at.rest().starts_with(sign))
                fail(at_span("T1005", "expected " + std::string(due) + ", found `" + std::string(sign) + "`",
                             in.between(at.at, at.at + sign.size()), "expected `=>`", {"write `=>`"}));
        fail_due(at, in, due);
    }
};

template <keyword Which>
inline constexpr auto set_trigger = [](auto const& context) { x3::_val(context).trigger = Which; };
template <keyword Which>
inline constexpr auto set_manual = [](auto const& context) { x3::_val(context).what = Which; };
template <keyword Which>
inline constexpr auto set_aggregation =
    [](auto const& context) { x3::_val(context).declaration.aggregation = Which; };
template <auto Member>
inline constexpr auto mark_in = [](auto const& context) { x3::_val(context).declaration.*Member = true; };
inline constexpr auto set_colour = [](auto const& context) {
    auto& read = x3::_attr(context);
    std::optional<keyword>& member = x3::_val(context).colour;
    set_once(member, read.word, reading_of(context), read.at);
};
inline constexpr auto set_severity = [](auto const& context) {
    auto& read = x3::_attr(context);
    set_once(x3::_val(context).severity, read.value, reading_of(context), read.at);
};
inline constexpr auto push_name = [](auto const& context) {
    x3::_val(context).push_back(std::move(x3::_attr(context)));
};
inline constexpr auto keep_target = [](auto const& context) {
    x3::_val(context) = std::move(x3::_attr(context));
};

inline constexpr terminal<colour_word> colour_{scan_colour};
inline constexpr terminal<placed_number> severity_{scan_severity};
inline constexpr terminal<span> unknown_colour{scan_unknown_colour};
inline constexpr terminal<ast::name> new_state{scan_new_state};
inline constexpr terminal<ast::name> state_name{scan_state};
inline constexpr terminal<ast::name> raised_state{scan_raised};
inline constexpr terminal<ast::name> event_name{scan_listed};
inline constexpr terminal<ast::expression> length_{scan_length};
inline constexpr terminal<ast::transition_target> target_{scan_target};

inline x3::rule<struct alert_rule, opening<ast::alert_declaration>> const alert_ = "alert";
inline x3::rule<struct state_rule, ast::state_declaration> const state_ = "state";
inline x3::rule<struct on_rule, ast::transition_declaration> const on_ = "on";
inline x3::rule<struct after_rule, ast::transition_declaration> const after_ = "after";
inline x3::rule<struct when_rule, ast::transition_declaration> const when_ = "when";
inline x3::rule<struct events_rule, std::vector<ast::name>> const events_ = "events";
inline x3::rule<struct states_rule, std::vector<ast::name>> const states_ = "states";
inline x3::rule<struct effect_rule, ast::transition_target> const effect_ = "effect";
inline x3::rule<struct manual_rule, ast::manual_declaration> const manual_ = "manual";

inline auto const alert__def =
    spanned[word(keyword::alert) >> need("a name", new_name)[set_name_and_head] >>
            *(text_[once_in<&ast::alert_declaration::label>] |
              (word(keyword::version) >>
               need("a version in quotes", text_)[once_in<&ast::alert_declaration::version>]) |
              (word(keyword::per) >>
               need("a collection", reference_)[once_in<&ast::alert_declaration::collection>] >>
               -(word(keyword::any)[set_aggregation<keyword::any>] |
                 word(keyword::all)[set_aggregation<keyword::all>] |
                 word(keyword::worst)[set_aggregation<keyword::worst>])) |
              word(keyword::without_skipping)[mark_in<&ast::alert_declaration::without_skipping>]) >>
            need("`{`", sign('{'))[open_block]];

inline auto const state__def =
    spanned[word(keyword::state) >> need("a name", new_state)[set<&ast::state_declaration::name>] >>
            *(text_[once<&ast::state_declaration::label>] | colour_[set_colour] |
              (word(keyword::severity) >> need("a number such as 3", severity_)[set_severity]) |
              word(keyword::stops_treatment)[mark<&ast::state_declaration::stops_treatment>] |
              word(keyword::manual_only)[mark<&ast::state_declaration::is_manual_only>] | unknown_colour)];

inline auto const events__def = event_name[push_name] >>
                                *(sign(',') >> need("an event", event_name)[push_name]);

inline auto const states__def = state_name[push_name] >>
                                *(sign(',') >> need("a state", state_name)[push_name]);

inline auto const effect__def = arrow{"`=>` and a state"} >>
                                (target_[keep_target] |
                                 missing{"a state, ", keyword::clear, keyword::restore});

inline auto const on__def =
    spanned[word(keyword::on)[set_trigger<keyword::on>] >>
            need("an event", events_)[set<&ast::transition_declaration::events>] >>
            misplaced{keyword::if_, keyword::where, true} >>
            -(word(keyword::where) >>
              need("a condition", expression_)[set<&ast::transition_declaration::condition>]) >>
            -(word(keyword::from) >> need("a state", states_)[set<&ast::transition_declaration::from>]) >>
            misplaced{keyword::where, keyword::from} >> effect_[set<&ast::transition_declaration::target>]];

inline auto const after__def =
    spanned[word(keyword::after)[set_trigger<keyword::after>] >>
            need("a length of time such as 30 days", length_)[set<&ast::transition_declaration::length>] >>
            (word(keyword::in) | missing{keyword::in, " and the states"}) >>
            need("a state", states_)[set<&ast::transition_declaration::from>] >>
            effect_[set<&ast::transition_declaration::target>]];

inline auto const when__def =
    spanned[word(keyword::when)[set_trigger<keyword::when>] >>
            need("a day", expression_)[set<&ast::transition_declaration::deadline>] >>
            (word(keyword::passed) | word(keyword::reached)[mark<&ast::transition_declaration::is_reached>] |
             missing{"", keyword::passed, keyword::reached}) >>
            -(word(keyword::without) >>
              need("an event", events_)[set<&ast::transition_declaration::without>] >>
              misplaced{keyword::if_, keyword::where, true} >>
              -(word(keyword::where) >>
                need("a condition", expression_)[set<&ast::transition_declaration::without_condition>])) >>
            -(word(keyword::from) >> need("a state", states_)[set<&ast::transition_declaration::from>]) >>
            misplaced{keyword::where, keyword::from} >> effect_[set<&ast::transition_declaration::target>]];

inline auto const manual__def =
    spanned[word(keyword::manual) >>
            (word(keyword::clear)[set_manual<keyword::clear>] |
             (word(keyword::raise)[set_manual<keyword::raise>] >>
              -(raised_state[add<&ast::manual_declaration::states>] >>
                *(sign(',') >> need("a state", state_name)[add<&ast::manual_declaration::states>]))) |
             missing{"", keyword::clear, keyword::raise}) >>
            -(word(keyword::with_confirmation)[mark<&ast::manual_declaration::with_confirmation>])];

BOOST_SPIRIT_DEFINE(alert_, state_, on_, after_, when_, events_, states_, effect_, manual_)

}  // namespace tramo::grammar
