// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads a document statement by statement and builds its tree.
#pragma once

#include <tramo/impl/syntax/assemble.ipp>
#include <tramo/impl/syntax/attach_comments.ipp>
#include <tramo/impl/syntax/recover.ipp>
#include <tramo/impl/syntax/statement.ipp>
#include <tramo/syntax/parse.hpp>

namespace tramo {

namespace grammar {

/// What makes a text unreadable as a whole; nothing else is looked for then.
[[nodiscard]] TRAMO_INLINE std::optional<diagnostic> unreadable(source const& text) {
    auto const all = text.text();
    auto const at = [](std::size_t offset) {
        return span{static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(offset + 1)};
    };
    if (all.size() > max_source_bytes)
        return diagnostic{
            "T1014", severity::error, "the policy is larger than 256 MiB", {}, {"a policy is a text file"}};
    auto const control = std::find_if(all.begin(), all.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && !lexeme::is_space(c);
    });
    if (control != all.end())
        return at_span("T1014", "this is not a text file",
                       at(static_cast<std::size_t>(control - all.begin())), "a control character",
                       {"give the policy's text file, in UTF-8"});
    auto const invalid = find_invalid_utf8(all);
    if (invalid != std::string_view::npos)
        return at_span("T1001", "the text is not UTF-8", at(invalid), "this byte begins no character",
                       {"save the policy as UTF-8 (in many editors: Save with encoding)"});
    return {};
}

/// Where parentheses are nested deeper than can be read, if anywhere; texts, quoted names and comments are
/// passed over.
[[nodiscard]] TRAMO_INLINE std::optional<span> too_deep(std::string_view all) {
    int depth = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        char const c = all[i];
        if (c == '#') {
            i = std::min(all.find_first_of("\r\n", i), all.size()) - 1;
        } else if (c == '"' || c == '`') {
            i = lexeme::closing_quote(all, i);
        } else if (c == '(') {
            if (++depth > ast::max_nesting)
                return span{static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)};
        } else if (c == ')') {
            depth = std::max(0, depth - 1);
        }
    }
    return {};
}

template <class Rule, class Attribute>
bool read_with(Rule const& rule, char const*& first, char const* last, reading& in, Attribute& read) {
    return x3::phrase_parse(first, last, x3::with<reading_tag>(std::ref(in))[rule], skipper{}, read,
                            x3::skip_flag::dont_post_skip);
}

/// Reads statements one by one and hands them to the assembler.
class statement_loop {
public:
    statement_loop(source const& text, std::vector<diagnostic>& found)
        : in_{text.text().data(), language::en, &found, nullptr},
          tree_(in_),
          at_(in_.begin),
          end_(in_.begin + text.text().size()) {}

    /// The end of the heading, known after `run`.
    [[nodiscard]] std::uint32_t heading_end() const { return tree_.document.heading_end; }

    [[nodiscard]] ast::document run() {
        read_heading();
        at_ = lexeme::skip({at_, end_});
        mind_language();
        while ((at_ = lexeme::skip({at_, end_})) != end_) read_statement();
        return tree_.finish();
    }

private:
    void read_heading() {
        at_ = lexeme::skip({at_, end_});
        heading first;
        try {
            if (!read_with(heading_, at_, end_, in_, first)) {
                in_.report(at_span("T1002", "the first line is missing", found_span({at_, end_}, in_),
                                   "expected `tramo 1 en`, `tramo 1 es` or `tramo 1 pt` before this",
                                   {"begin the policy with its language: tramo 1 en"}));
                guess_language();
                return;
            }
        } catch (lexeme::failure const& stop) {
            in_.report(stop.what);
            at_ = next_statement({at_, end_}, in_);
            return;
        }
        accept(first);
    }

    /// Without a heading the first word tells the language, so that the rest is not a row of follow-on
    /// mistakes.
    void guess_language() {
        auto const word = lexeme::word_at({at_, end_});
        for (auto which : {language::en, language::es, language::pt})
            if (find_keyword(word, which, keyword_group::declaration)) {
                in_.language = tree_.document.value.language = which;
                return;
            }
    }

    void accept(heading const& first) {
        tree_.document.heading_end = first.at.end;
        if (first.version != 1)
            in_.report(at_span("T1003",
                               "version " + std::to_string(first.version) + " of the language is unknown",
                               first.at, "only version 1 is known here"));
        auto const which = language_of(first.language.text);
        if (which) {
            in_.language = *which;
            tree_.document.value.language = *which;
        } else {
            in_.report(at_span("T1003", "unknown language `" + first.language.text + "`", first.language.at,
                               "expected en, es or pt"));
        }
    }

    /// The first line names one language and the first word is of another: said once, and the rest read as
    /// written.
    void mind_language() {
        auto const word = lexeme::word_at({at_, end_});
        if (word.empty() || find_keyword(word, in_.language, keyword_group::declaration)) return;
        for (auto which : {language::en, language::es, language::pt}) {
            if (!find_keyword(word, which, keyword_group::declaration)) continue;
            auto const code = std::string(code_of(which));
            in_.report(at_span("T1003", "the words are not of the language that the first line names",
                               in_.between(at_, at_ + word.size()), "a word of `" + code + "`",
                               {"begin the policy with: tramo 1 " + code}));
            in_.language = tree_.document.value.language = which;
            return;
        }
    }

    void read_statement() {
        char const* const start = at_;
        statement read;
        try {
            if (read_with(statement_, at_, end_, in_, read)) {
                after_expression_ = tree_.take(std::move(read));
                return;
            }
            in_.report(tree_.is_in_log() ? not_a_role({at_, end_}, in_)
                       : in_.inside      ? not_a_member({at_, end_}, in_, after_expression_)
                                         : not_a_statement({at_, end_}, in_, after_expression_));
        } catch (lexeme::failure const& stop) {
            in_.report(stop.what);
        }
        after_expression_ = false;
        auto name = broken_name({start, end_}, in_);
        tree_.expect_members({start, end_});
        at_ = next_statement({start, end_}, in_, tree_.is_in_log());
        tree_.skip(std::move(name), {start, end_}, has_brace({start, at_}));
        if (at_ == start) ++at_;
    }

    reading in_;
    assembler tree_;
    char const* at_;
    char const* end_;
    bool after_expression_ = false;
};

}  // namespace grammar

TRAMO_INLINE checked<ast::document> parse(source const& text) {
    checked<ast::document> result;
    if (auto what = grammar::unreadable(text)) {
        result.diagnostics.push_back(std::move(*what));
        return result;
    }
    if (lexeme::skip({text.text().data(), text.text().data() + text.text().size()}) ==
        text.text().data() + text.text().size()) {
        result.diagnostics.push_back(
            grammar::at_span("T1018", "the policy is empty", {0, 0}, "",
                             {"begin with: tramo 1 en", "then declare fields and segments"}));
        return result;
    }
    if (auto const where = grammar::too_deep(text.text())) {
        result.diagnostics.push_back(grammar::at_span(
            "T1012", "parentheses are nested more than " + std::to_string(ast::max_nesting) + " deep", *where,
            "one too many", {"give the inner parts names as segments of their own"}));
        return result;
    }
    grammar::statement_loop loop(text, result.diagnostics);
    result.value = loop.run();
    grammar::attach_comments(result.value, text, loop.heading_end());
    return result;
}

TRAMO_INLINE checked<ast::expression> parse_expression(source const& text, language in) {
    checked<ast::expression> result;
    auto const all = text.text();
    if (auto what = grammar::unreadable(text)) {
        result.diagnostics.push_back(std::move(*what));
        return result;
    }
    if (auto const where = grammar::too_deep(all)) {
        result.diagnostics.push_back(
            grammar::at_span("T1012", "parentheses are nested too deep", *where, "one too many"));
        return result;
    }
    grammar::reading state{all.data(), in, &result.diagnostics, nullptr};
    char const* at = all.data();
    char const* const end = at + all.size();
    try {
        grammar::read_with(grammar::need("an expression", grammar::expression_), at, end, state,
                           result.value);
        at = lexeme::skip({at, end});
        if (at != end)
            result.diagnostics.push_back(
                grammar::at_span("T1005", "expected an operator, found " + grammar::describe_found({at, end}),
                                 grammar::found_span({at, end}, state), "an operator was due"));
    } catch (lexeme::failure const& stop) {
        result.diagnostics.push_back(stop.what);
    }
    return result;
}

namespace grammar {

/// The names of the rules of actions, palettes and worklists.
TRAMO_INLINE void add_action_rules(std::vector<std::string_view>& names) {
    for (std::string_view const name :
         {std::string_view(actions_.name), std::string_view(actions_member_.name),
          std::string_view(action_column_.name), std::string_view(window_.name),
          std::string_view(palette_.name), std::string_view(palette_action_.name),
          std::string_view(worklist_.name), std::string_view(worklist_member_.name),
          std::string_view(candidate_.name), std::string_view(order_.name), std::string_view(order_key_.name),
          std::string_view(owner_.name)})
        names.push_back(name);
}

/// The names of the rules of tables, calendars and effects.
TRAMO_INLINE void add_treatment_rules(std::vector<std::string_view>& names) {
    for (std::string_view const name :
         {std::string_view(clause_.name),        std::string_view(day_member_.name),
          std::string_view(length_member_.name), std::string_view(named_.name),
          std::string_view(texts_.name),         std::string_view(table_.name),
          std::string_view(table_axis_.name),    std::string_view(table_column_.name),
          std::string_view(table_row_.name),     std::string_view(table_value_.name),
          std::string_view(table_member_.name),  std::string_view(calendar_.name),
          std::string_view(treatment_.name),     std::string_view(treatment_member_.name),
          std::string_view(consent_.name),       std::string_view(month_days_.name),
          std::string_view(weekdays_.name),      std::string_view(holidays_.name),
          std::string_view(lead_.name),          std::string_view(repeat_.name)})
        names.push_back(name);
}

/// The names of the rules of holds, promises, limits of contact and templates.
TRAMO_INLINE void add_hold_rules(std::vector<std::string_view>& names) {
    for (std::string_view const name : {std::string_view(hold_.name),
                                        std::string_view(hold_member_.name),
                                        std::string_view(bound_event_.name),
                                        std::string_view(freezes_.name),
                                        std::string_view(needs_.name),
                                        std::string_view(arrears_.name),
                                        std::string_view(arrears_member_.name),
                                        std::string_view(promises_.name),
                                        std::string_view(promises_member_.name),
                                        std::string_view(promise_event_.name),
                                        std::string_view(tolerance_.name),
                                        std::string_view(contact_limits_.name),
                                        std::string_view(contact_member_.name),
                                        std::string_view(contact_event_.name),
                                        std::string_view(channel_consent_.name),
                                        std::string_view(limit_.name),
                                        std::string_view(template_.name),
                                        std::string_view(template_period_.name),
                                        std::string_view(template_member_.name),
                                        std::string_view(wording_.name),
                                        std::string_view(stated_.name)})
        names.push_back(name);
}

/// The names of the rules of debts, conditions and matrices.
TRAMO_INLINE void add_offer_rules(std::vector<std::string_view>& names) {
    for (std::string_view const name : {std::string_view(debt_.name),
                                        std::string_view(debt_member_.name),
                                        std::string_view(condition_.name),
                                        std::string_view(condition_period_.name),
                                        std::string_view(condition_member_.name),
                                        std::string_view(extent_.name),
                                        std::string_view(billing_.name),
                                        std::string_view(first_due_.name),
                                        std::string_view(charge_.name),
                                        std::string_view(base_.name),
                                        std::string_view(requirement_.name),
                                        std::string_view(approval_.name),
                                        std::string_view(discount_.name),
                                        std::string_view(rounding_.name),
                                        std::string_view(broken_.name),
                                        std::string_view(alternative_.name),
                                        std::string_view(matrix_.name),
                                        std::string_view(axis_.name),
                                        std::string_view(row_.name),
                                        std::string_view(cell_.name)})
        names.push_back(name);
}

}  // namespace grammar

TRAMO_INLINE std::vector<std::string_view> grammar_rules() {
    using namespace grammar;
    std::vector<std::string_view> names = {"document"};
    auto const add_name = [&](auto const& rule) { names.emplace_back(rule.name); };
    add_name(heading_);
    add_name(policy_);
    add_name(policy_member_);
    add_name(field_);
    add_name(type_);
    add_name(enum_value_);
    add_name(validity_);
    add_name(collection_);
    add_name(parameter_);
    add_name(value_);
    add_name(period_);
    add_name(segment_);
    add_name(strategy_);
    add_name(queue_);
    add_name(rest_);
    add_name(log_);
    add_name(log_member_);
    add_name(event_);
    add_name(event_match_);
    add_name(counter_);
    add_name(alert_);
    add_name(state_);
    add_name(on_);
    add_name(after_);
    add_name(when_);
    add_name(events_);
    add_name(states_);
    add_name(effect_);
    add_name(manual_);
    add_offer_rules(names);
    add_action_rules(names);
    add_treatment_rules(names);
    add_hold_rules(names);
    add_name(closing_);
    add_name(statement_);
    add_name(expression_);
    add_name(flat_);
    add_name(operand_);
    add_name(group_);
    add_name(call_);
    add_name(arguments_);
    // The levels of precedence: functions of the folder.
    names.insert(names.end(), {"disjunction", "conjunction", "negation", "comparison", "bounds", "members",
                               "range", "additive", "multiplicative", "signed_operand"});
    // Words and names that are scanned as one.
    names.insert(names.end(), {"alert_path", "activity_path", "hold_path", "treated_path", "state_name",
                               "colour", "counted_days", "text_place", "weekday"});
    return names;
}

TRAMO_INLINE std::vector<std::string_view> operator_signs() {
    std::vector<std::string_view> signs;
    for (auto const& one : grammar::operator_entries) signs.push_back(one.sign);
    return signs;
}

}  // namespace tramo
