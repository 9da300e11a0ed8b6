// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Expressions in words: values as people call them, conditions as clauses within a sentence.
#pragma once

#include <tramo/impl/explain/describe_speaker.ipp>

namespace tramo::describing {

/// How the six comparisons are said, in the order = != > >= < <=.
using comparison_words = said const[6];
inline constexpr comparison_words number_words = {said::is_equal,    said::is_different, said::is_more,
                                                  said::is_at_least, said::is_less,      said::is_at_most};
inline constexpr comparison_words day_words = {said::is_equal,    said::is_different, said::is_after,
                                               said::is_or_after, said::is_before,    said::is_or_before};
inline constexpr comparison_words count_words = {said::are_equal,    said::are_different, said::are_more,
                                                 said::are_at_least, said::are_less,      said::are_at_most};

[[nodiscard]] inline std::size_t comparison_of(std::string_view op) {
    constexpr std::string_view order[] = {"=", "!=", ">", ">=", "<", "<="};
    for (std::size_t i = 0; i < std::size(order); ++i)
        if (order[i] == op) return i;
    return 0;
}
/// Where it is not so: `=` for `!=`, `<=` for `>`.
inline constexpr std::size_t contrary[] = {1, 0, 5, 4, 3, 2};

[[nodiscard]] inline bool is_chain(ast::expression const& what) {
    return what.kind == ast::node::and_ || what.kind == ast::node::or_;
}

class sentence_writer {
public:
    explicit sentence_writer(speaker& with) : with_(with) {}

    /// A condition, or its contrary, as a clause.
    [[nodiscard]] std::string clause(ast::expression const& what, bool holds = true) {
        switch (what.kind) {
            case ast::node::and_:
            case ast::node::or_:
                return holds ? chain(what) : say(said::not_so, {chain(what)});
            case ast::node::not_:
                return clause(what.operands[0], !holds);
            case ast::node::truth:
                return say(what.is_true == holds ? said::always : said::never);
            case ast::node::compare:
                return comparison(what, holds);
            case ast::node::in:
                return membership(what, holds != what.negated);
            case ast::node::like:
            case ast::node::starts_with:
                return pattern(what, holds != what.negated);
            case ast::node::is_unknown:
                return say(holds != what.negated ? said::is_missing : said::is_there,
                           {value(what.operands[0])});
            case ast::node::aggregate:
                return quantified(what, holds);
            case ast::node::hold:
                return say(holds ? said::hold_in_force : said::hold_not_in_force,
                           {with_.names().show(keyword::hold, what.member)});
            default:
                return truth(what, holds);
        }
    }

    /// A value as a noun.
    [[nodiscard]] std::string value(ast::expression const& what) {
        auto const written = with_.literal(what);
        if (!written.empty()) return written;
        switch (what.kind) {
            case ast::node::name:
                return name(what);
            case ast::node::call:
                return call(what);
            case ast::node::aggregate:
                return aggregate(what);
            case ast::node::negate:
                return "\u2212" + value(what.operands[0]);
            case ast::node::arithmetic:
                return arithmetic(what);
            case ast::node::alert:
                return alert(what);
            case ast::node::activity:
            case ast::node::treated:
                return find_told(what) == nullptr ? coded(what.text + "." + what.member)
                                                  : say(find_told(what)->phrase);
            case ast::node::range:
                return say(what.half_open ? said::from_below : said::from_to,
                           {value(what.operands[0]), value(what.operands[1])});
            default:
                return "(" + clause(what) + ")";
        }
    }

    /// Records or events with their filter: "records of *Debts* where …".
    [[nodiscard]] std::string records(ast::expression const& what, bool with_condition = true) {
        bool const is_event = with_.names().is_event(what.text);
        auto text =
            say(is_event ? said::events_of : said::records_of, {with_.names().show_record(what.text)});
        if (what.within_days > 0) text = say(said::within_filter, {text, with_.days(what.within_days)});
        if (!with_condition || what.operands.empty()) return text;
        with_.enter(what.text);
        auto const condition = clause(what.operands[0]);
        with_.leave();
        return say(said::where_filter, {text, condition});
    }

    [[nodiscard]] speaker& with() { return with_; }

private:
    [[nodiscard]] std::string say(said what, strings const& filled = {}) const {
        return with_.say(what, filled);
    }

    [[nodiscard]] std::string chain(ast::expression const& what) {
        strings parts;
        for (auto const& one : what.operands) parts.push_back(within_chain(one));
        return listed(parts, what.kind == ast::node::and_ ? said::and_word : said::or_word, with_.in());
    }

    /// In parentheses where it has an "and" or "or" of its own.
    [[nodiscard]] std::string within_chain(ast::expression const& what) {
        bool const has_inner = what.kind == ast::node::aggregate && !what.operands.empty();
        return is_chain(what) || has_inner ? "(" + clause(what) + ")" : clause(what);
    }

    [[nodiscard]] std::string truth(ast::expression const& what, bool holds) {
        auto const* const found =
            what.kind == ast::node::name && what.member.empty() ? with_.find(what.text) : nullptr;
        if (found != nullptr && found->role == role::segment)
            return say(holds ? said::in_segment : said::not_in_segment, {value(what)});
        if (found != nullptr && found->role == role::value)
            return say(holds ? said::holds : said::does_not_hold, {value(what)});
        return say(holds ? said::is_true : said::is_false, {value(what)});
    }

    [[nodiscard]] std::string comparison(ast::expression const& what, bool holds) {
        auto const& left = what.operands[0];
        auto const& right = what.operands[1];
        auto const number = comparison_of(what.op);
        auto const op = holds ? number : contrary[number];
        bool const is_equality = op < 2;
        if (is_equality && is_state(left)) return at_state(left, right, op == 0);
        if (is_equality && is_state(right)) return at_state(right, left, op == 0);
        if (is_equality && right.kind == ast::node::truth) return clause(left, right.is_true == (op == 0));
        if (is_equality && left.kind == ast::node::truth) return clause(right, left.is_true == (op == 0));
        auto const& words = words_for(left, right);
        return say(words[op], {member(right, left), member(left, right)});
    }

    [[nodiscard]] comparison_words const& words_for(ast::expression const& left,
                                                    ast::expression const& right) const {
        if (with_.shape_of(left) == shape::day || with_.shape_of(right) == shape::day) return day_words;
        auto const* const told = find_told(left);
        bool const is_many =
            (told != nullptr && told->is_many) ||
            (left.kind == ast::node::alert && (left.word == keyword::days || left.word == keyword::times));
        return is_many ? count_words : number_words;
    }

    /// An operand, whose name may be one of the other's: a case of an indicator, a code of a palette.
    [[nodiscard]] std::string member(ast::expression const& beside, ast::expression const& what) {
        if (what.kind != ast::node::name || !what.member.empty()) return value(what);
        if (beside.kind == ast::node::activity)
            return what.text == "other" ? say(said::other_code)
                                        : with_.names().show_within(name_book::codes, what.text);
        if (is_state(beside)) return state(beside, what);
        auto const* const found =
            beside.kind == ast::node::name && beside.member.empty() ? with_.find(beside.text) : nullptr;
        if (found != nullptr && found->role == role::indicator && with_.find(what.text) == nullptr)
            return with_.names().show_within(found->name, what.text);
        return value(what);
    }

    [[nodiscard]] static bool is_state(ast::expression const& what) {
        return what.kind == ast::node::alert && what.word == keyword::state;
    }

    [[nodiscard]] std::string state(ast::expression const& of, ast::expression const& what) const {
        if (what.text == "none") return say(said::none_state);
        return with_.names().show_within(name_book::alert_key(of.text), what.text);
    }

    [[nodiscard]] std::string at_state(ast::expression const& of, ast::expression const& what, bool holds) {
        auto const shown = with_.names().show(keyword::alert, of.text);
        if (what.kind == ast::node::name && what.text == "none")
            return say(holds ? said::alert_none : said::alert_raised, {shown});
        return say(holds ? said::alert_at : said::alert_not_at, {shown, state(of, what)});
    }

    [[nodiscard]] std::string membership(ast::expression const& what, bool holds) {
        auto const& tested = what.operands[0];
        if (what.operands.size() == 2 && what.operands[1].kind == ast::node::range)
            return between(tested, what.operands[1], holds);
        strings all;
        for (std::size_t i = 1; i < what.operands.size(); ++i)
            all.push_back(member(tested, what.operands[i]));
        auto const members = listed(all, holds ? said::or_word : said::nor_word, with_.in());
        if (is_state(tested))
            return say(holds ? said::alert_at : said::alert_not_at,
                       {with_.names().show(keyword::alert, tested.text), members});
        bool const is_one = all.size() == 1;
        if (is_one) return say(holds ? said::is_equal : said::is_different, {value(tested), members});
        return say(holds ? said::is_among : said::is_not_among, {value(tested), members});
    }

    [[nodiscard]] std::string between(ast::expression const& tested, ast::expression const& range,
                                      bool holds) {
        strings const parts = {value(tested), value(range.operands[0]), value(range.operands[1])};
        if (range.half_open) return say(holds ? said::is_below_end : said::is_not_below_end, parts);
        return say(holds ? said::is_between : said::is_not_between, parts);
    }

    [[nodiscard]] std::string pattern(ast::expression const& what, bool holds) {
        strings const parts = {value(what.operands[0]), value(what.operands[1])};
        if (what.kind == ast::node::like) return say(holds ? said::is_like : said::is_not_like, parts);
        return say(holds ? said::begins_with : said::does_not_begin_with, parts);
    }

    /// `any` and `all`, which are conditions; other aggregates are values.
    [[nodiscard]] std::string quantified(ast::expression const& what, bool holds) {
        bool const is_any = what.word == keyword::any;
        if (!is_any && what.word != keyword::all) return truth(what, holds);
        auto const of = records(what, false);
        with_.enter(what.text);
        strings conditions;
        if (!what.operands.empty()) conditions.push_back(clause(what.operands[0]));
        if (!what.member.empty()) conditions.push_back(say(said::is_true, {with_.show(what.member)}));
        with_.leave();
        if (conditions.empty()) return say(holds ? said::any_at_all : said::none_at_all, {of});
        auto const condition = listed(conditions, said::and_word, with_.in());
        if (is_any) return say(holds ? said::any_of : said::none_of, {of, condition});
        return say(holds ? said::all_of : said::not_all_of, {of, condition});
    }

    [[nodiscard]] std::string name(ast::expression const& what) {
        if (what.member.empty()) return with_.show(what.text);
        if (with_.names().is_table(what.text))
            return say(said::column_of_table, {with_.names().show_within(what.text, what.member),
                                               with_.names().show(keyword::table, what.text)});
        return say(said::field_of_event,
                   {field_of(what.text, what.member), with_.names().show_record(what.text)});
    }

    [[nodiscard]] std::string field_of(std::string const& records, std::string const& field) const {
        auto const* const fields = with_.names().fields_of(records);
        auto const* const found = fields == nullptr ? nullptr : name_book::find(*fields, field);
        return shown(field, found == nullptr ? std::string_view() : found->label);
    }

    [[nodiscard]] std::string alert(ast::expression const& what) const {
        auto const shown = with_.names().show(keyword::alert, what.text);
        switch (what.word) {
            case keyword::days:
                return say(said::alert_days, {shown});
            case keyword::since:
                return say(said::alert_since, {shown});
            case keyword::times:
                return say(said::alert_times, {shown});
            default:
                return say(said::alert_noun, {shown});
        }
    }

    [[nodiscard]] std::string call(ast::expression const& what) {
        strings parts;
        for (auto const& one : what.operands) parts.push_back(part_of_sum(one));
        auto const all = listed(parts, said::and_word, with_.in());
        switch (what.word) {
            case keyword::abs:
                return say(said::call_abs, parts);
            case keyword::round:
                return say(said::call_round, parts);
            case keyword::max:
                return say(said::call_max, {all});
            case keyword::min:
                return say(said::call_min, {all});
            case keyword::coalesce:
                return say(said::call_coalesce, {all});
            default:
                return day_call(what.word, parts);
        }
    }

    [[nodiscard]] std::string day_call(keyword function, strings const& parts) const {
        switch (function) {
            case keyword::day:
                return say(said::call_day, parts);
            case keyword::month:
                return say(said::call_month, parts);
            case keyword::year:
                return say(said::call_year, parts);
            case keyword::weekday:
                return say(said::call_weekday, parts);
            case keyword::start_of_month:
                return say(said::call_month_start, parts);
            case keyword::end_of_month:
                return say(said::call_month_end, parts);
            default:
                return say(said::call_date, parts);
        }
    }

    [[nodiscard]] std::string aggregate(ast::expression const& what) {
        if (what.word == keyword::any || what.word == keyword::all) return "(" + clause(what) + ")";
        bool const is_day = with_.shape_of(what) == shape::day;
        strings const parts = {field_of(what.text, what.member), records(what)};
        switch (what.word) {
            case keyword::count:
                return say(said::number_of, parts);
            case keyword::max:
                return say(is_day ? said::newest_of : said::largest_of, parts);
            case keyword::min:
                return say(is_day ? said::oldest_of : said::smallest_of, parts);
            case keyword::oldest:
                return say(said::oldest_of, parts);
            case keyword::latest:
                return say(said::latest_of, parts);
            case keyword::previous:
                return say(said::previous_of, parts);
            default:
                return say(said::total_of, parts);
        }
    }

    /// In parentheses where it would be read with its neighbours.
    [[nodiscard]] std::string operand(ast::expression const& of, std::size_t index) {
        auto const& what = of.operands[index];
        auto const needed = tightness(of) + (index == 0 ? 0 : 1);
        bool const is_phrase =
            what.kind == ast::node::aggregate || what.kind == ast::node::call || is_day_sum(what);
        return is_phrase || tightness(what) < needed ? "(" + value(what) + ")" : value(what);
    }

    /// Said in words, not with a sign.
    [[nodiscard]] bool is_day_sum(ast::expression const& what) const {
        return what.kind == ast::node::arithmetic && (what.op == "+" || what.op == "-") &&
               (with_.shape_of(what.operands[0]) == shape::day ||
                with_.shape_of(what.operands[1]) == shape::day);
    }

    /// `(day - day) / 1 day`
    [[nodiscard]] bool is_count_of_days(ast::expression const& what) const {
        auto const& left = what.operands[0];
        auto const& right = what.operands[1];
        return what.op == "/" && right.kind == ast::node::duration && right.word == keyword::days &&
               right.number == decimal{1} && is_day_sum(left) && left.op == "-" &&
               with_.shape_of(left.operands[1]) == shape::day;
    }

    [[nodiscard]] std::string part_of_sum(ast::expression const& what) {
        return what.kind == ast::node::arithmetic ? "(" + value(what) + ")" : value(what);
    }

    [[nodiscard]] std::string arithmetic(ast::expression const& what) {
        auto const& left = what.operands[0];
        auto const& right = what.operands[1];
        if (is_day_sum(what)) {
            if (what.op == "-" && with_.shape_of(right) == shape::day)
                return say(said::time_between, {part_of_sum(right), part_of_sum(left)});
            bool const is_first = with_.shape_of(left) == shape::day;
            strings const parts = {part_of_sum(is_first ? right : left),
                                   part_of_sum(is_first ? left : right)};
            return say(what.op == "-" ? said::before_day : said::after_day, parts);
        }
        if (is_count_of_days(what))
            return say(said::days_between, {part_of_sum(left.operands[1]), part_of_sum(left.operands[0])});
        auto const sign = what.op == "-"   ? "\u2212"
                          : what.op == "*" ? "\u00D7"
                          : what.op == "/" ? "\u00F7"
                                           : "+";
        return operand(what, 0) + " " + sign + " " + operand(what, 1);
    }

    speaker& with_;
};

}  // namespace tramo::describing
