// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What comes out of arithmetic and functions, by type.
#pragma once

#include <tramo/impl/check/operands.ipp>

namespace tramo::checking {

class arithmetic_checker {
public:
    arithmetic_checker(workspace& work, operand_matcher& match) : work_(work), match_(match) {}

    [[nodiscard]] typed_expression negate(ast::expression const& written, typed_expression operand) {
        if (is_invalid(operand)) return invalid_at(written.at);
        match_.settle_currency(operand, "");
        if (!is_quantity(operand.type.kind)) {
            work_.report(problem("T2032", describe(operand.type) + " has no negative", operand.at,
                                 origin(operand, work_),
                                 {operand.type.kind == kind::boolean
                                      ? "to turn it round write: " + work_.word(keyword::not_) + " …"
                                      : "take the minus away"}));
            return invalid_at(written.at);
        }
        auto type = operand.type;
        std::vector<typed_expression> one;
        one.push_back(std::move(operand));
        return finish(operation::negate, std::move(type), std::move(one));
    }

    [[nodiscard]] typed_expression combine(ast::expression const& written, typed_expression left,
                                           typed_expression right) {
        if (is_invalid(left) || is_invalid(right)) return invalid_at(written.at);
        match_.settle_currency(left, right.type.currency);
        match_.settle_currency(right, left.type.currency);
        auto const& op = written.op;
        if (op == "+" || op == "-") return sum(written, std::move(left), std::move(right), op == "+");
        if (op == "*") return product(written, std::move(left), std::move(right));
        return quotient(written, std::move(left), std::move(right));
    }

    [[nodiscard]] typed_expression call(ast::expression const& written,
                                        std::vector<typed_expression> operands) {
        for (auto& one : operands) {
            if (is_invalid(one)) return invalid_at(written.at);
            if (operands.size() == 1 || written.word == keyword::round) match_.settle_currency(one, "");
        }
        switch (written.word) {
            case keyword::abs:
                return absolute(written, std::move(operands));
            case keyword::round:
                return round(written, std::move(operands));
            case keyword::max:
                return choose(written, std::move(operands), operation::largest);
            case keyword::min:
                return choose(written, std::move(operands), operation::smallest);
            case keyword::coalesce:
                return choose(written, std::move(operands), operation::coalesce);
            default:
                return date_part(written, std::move(operands));
        }
    }

private:
    [[nodiscard]] static bool is_quantity(kind what) {
        return is_number(what) || what == kind::money || what == kind::percent || what == kind::duration;
    }

    [[nodiscard]] static std::vector<typed_expression> both(typed_expression left, typed_expression right) {
        std::vector<typed_expression> pieces;
        pieces.reserve(2);
        pieces.push_back(std::move(left));
        pieces.push_back(std::move(right));
        return pieces;
    }

    /// Builds the node; a result known at once becomes a constant, so that `-5` and `2 * 3` stay literals.
    [[nodiscard]] typed_expression finish(operation what, data_type type,
                                          std::vector<typed_expression> operands,
                                          std::size_t index = 0) const {
        typed_expression result;
        result.what = what;
        result.index = index;
        result.type = std::move(type);
        result.is_literal_number = !operands.empty();
        for (auto const& one : operands) {
            result.may_be_unknown = result.may_be_unknown || one.may_be_unknown;
            result.is_literal_number = result.is_literal_number && one.is_literal_number;
            if (one.is_calendar_duration) result.is_calendar_duration = true;
        }
        result.operands = std::move(operands);
        if (what == operation::divide)
            result.may_be_unknown = result.may_be_unknown || !divisor_is_sure(result);
        bool const literals =
            result.is_literal_number || (what == operation::negate && !result.is_calendar_duration);
        if (!literals) return result;
        auto const constant = constant_value(result, {});
        if (!constant || !std::holds_alternative<decimal>(*constant)) return result;
        typed_expression folded;
        folded.what = operation::constant;
        folded.type = result.type;
        folded.literal = *constant;
        folded.is_literal_number = result.is_literal_number;
        return folded;
    }

    [[nodiscard]] static bool divisor_is_sure(typed_expression const& division) {
        auto const constant = constant_value(division.operands[1], {});
        auto const* number = constant ? std::get_if<decimal>(&*constant) : nullptr;
        return number != nullptr && number->coefficient != 0;
    }

    [[nodiscard]] typed_expression refuse(ast::expression const& written, typed_expression const& left,
                                          typed_expression const& right, std::vector<std::string> help = {}) {
        auto what = problem(
            "T2032", "cannot compute " + describe(left.type) + " " + written.op + " " + describe(right.type),
            written.op_at, "does not apply", std::move(help));
        what.labels.push_back({left.at, origin(left, work_)});
        what.labels.push_back({right.at, origin(right, work_)});
        work_.report(std::move(what));
        return invalid_at(written.at);
    }

    [[nodiscard]] typed_expression sum(ast::expression const& written, typed_expression left,
                                       typed_expression right, bool adding) {
        auto const a = left.type.kind;
        auto const b = right.type.kind;
        auto const what = adding ? operation::add : operation::subtract;
        bool const dated = a == kind::date || a == kind::timestamp;
        if (dated && b == kind::duration) return moved(written, std::move(left), std::move(right), adding);
        if (adding && a == kind::duration && (b == kind::date || b == kind::timestamp))
            return moved(written, std::move(right), std::move(left), true);
        if (!adding && dated && a == b)
            return finish(what, type_of(kind::duration), both(std::move(left), std::move(right)));
        if (left.is_calendar_duration || right.is_calendar_duration)
            return refuse(written, left, right, calendar_help());
        if (left.is_literal_number && b == kind::money) left.type = right.type;
        if (right.is_literal_number && left.type.kind == kind::money) right.type = left.type;
        if (left.type.kind == kind::money && right.type.kind == kind::money &&
            left.type.currency != right.type.currency) {
            match_.refuse_currencies(left, right, written.op_at);
            return invalid_at(written.at);
        }
        if (!addable(left.type.kind, right.type.kind))
            return refuse(written, left, right, sum_help(left, right));
        auto type = wider(left.type, right.type);
        return finish(what, std::move(type), both(std::move(left), std::move(right)));
    }

    [[nodiscard]] std::vector<std::string> sum_help(typed_expression const& left,
                                                    typed_expression const& right) const {
        bool const dated = left.type.kind == kind::date || left.type.kind == kind::timestamp;
        if (dated && is_number(right.type.kind)) return {"say of what: 30 " + work_.word(keyword::days)};
        if (left.type.kind == kind::money && right.type.kind == kind::percent)
            return {"to take a share of the amount: amount * 10%"};
        if (left.type.kind == kind::percent && is_number(right.type.kind))
            return {"write the number with its sign: 10%"};
        return {"add and subtract values of one kind"};
    }

    [[nodiscard]] static std::vector<std::string> calendar_help() {
        return {"months and years can only be added to a date"};
    }

    [[nodiscard]] static std::vector<std::string> share_help(ast::expression const& written) {
        if (written.op == "*") return {"multiply by a number or a percentage"};
        if (written.op == "/") return {"divide by a number, or two values of one kind"};
        return {};
    }

    [[nodiscard]] static bool addable(kind a, kind b) {
        return (is_number(a) && is_number(b)) || (a == b && is_quantity(a));
    }

    [[nodiscard]] static data_type wider(data_type const& a, data_type const& b) {
        if (a.kind == kind::decimal || b.kind == kind::decimal)
            return type_of(kind::decimal, std::max(a.scale, b.scale));
        return a;
    }

    [[nodiscard]] typed_expression moved(ast::expression const& written, typed_expression start,
                                         typed_expression by, bool forward) {
        auto const type = start.type;
        if (!by.is_calendar_duration)
            return finish(forward ? operation::add : operation::subtract, type,
                          both(std::move(start), std::move(by)));
        if (type.kind != kind::date || by.what != operation::constant) return refuse(written, start, by);
        auto const months = std::get<decimal>(by.literal).coefficient;
        typed_expression result;
        result.what = operation::add_months;
        result.type = type;
        result.literal = decimal(forward ? months : -months);
        result.may_be_unknown = start.may_be_unknown;
        result.operands.push_back(std::move(start));
        return result;
    }

    [[nodiscard]] typed_expression product(ast::expression const& written, typed_expression left,
                                           typed_expression right) {
        if (left.is_calendar_duration || right.is_calendar_duration)
            return refuse(written, left, right, calendar_help());
        auto const a = left.type.kind;
        auto const b = right.type.kind;
        auto const factor = [](kind what) { return is_number(what) || what == kind::percent; };
        data_type type;
        if (factor(a) && factor(b))
            type = a == kind::integer && b == kind::integer ? type_of(kind::integer)
                                                            : type_of(kind::decimal, division_scale);
        else if (is_quantity(a) && factor(b) && (a != kind::duration || b == kind::integer))
            type = left.type;
        else if (factor(a) && is_quantity(b) && (b != kind::duration || a == kind::integer))
            type = right.type;
        else
            return refuse(written, left, right, share_help(written));
        return finish(operation::multiply, std::move(type), both(std::move(left), std::move(right)));
    }

    [[nodiscard]] typed_expression quotient(ast::expression const& written, typed_expression left,
                                            typed_expression right) {
        if (left.is_calendar_duration || right.is_calendar_duration)
            return refuse(written, left, right, calendar_help());
        auto const a = left.type.kind;
        auto const b = right.type.kind;
        auto const factor = [](kind what) { return is_number(what) || what == kind::percent; };
        auto const divisor = constant_value(right, {});
        auto const* const number = divisor ? std::get_if<decimal>(&*divisor) : nullptr;
        if (number != nullptr && number->coefficient == 0) {
            work_.report(problem("T2038", "a division by zero is unknown for every account", right.at,
                                 "always zero", {"divide by something that is not zero"}));
            return invalid_at(written.at);
        }
        if (a == kind::money && b == kind::money && left.type.currency != right.type.currency) {
            match_.refuse_currencies(left, right, written.op_at);
            return invalid_at(written.at);
        }
        data_type type = type_of(kind::decimal, division_scale);
        if (a == kind::money && factor(b))
            type = left.type;
        else if (!(factor(a) && factor(b)) && !(a == b && is_quantity(a)))
            return refuse(written, left, right, share_help(written));
        return finish(operation::divide, std::move(type), both(std::move(left), std::move(right)));
    }

    [[nodiscard]] typed_expression wrong_arguments(ast::expression const& written, std::string const& due,
                                                   std::vector<typed_expression> const& given) {
        std::string found;
        for (auto const& one : given) found += (found.empty() ? "" : ", ") + describe(one.type);
        auto const word = work_.word(written.word);
        work_.report(problem("T2033", backquoted(word) + " takes " + due, written.op_at,
                             "given: " + (found.empty() ? "nothing" : found),
                             {"write: " + word + example_arguments(written.word, given)}));
        return invalid_at(written.at);
    }

    [[nodiscard]] std::string example_arguments(keyword function,
                                                std::vector<typed_expression> const& given) const {
        bool const one_moment = given.size() == 1 && given[0].type.kind == kind::timestamp;
        switch (function) {
            case keyword::round:
                return "(…, 2)";
            case keyword::max:
            case keyword::min:
            case keyword::coalesce:
                return "(…, …)";
            case keyword::abs:
            case keyword::to_date:
                return "(…)";
            default:
                return one_moment ? "(" + work_.word(keyword::to_date) + "(…))" : "(…)";
        }
    }

    [[nodiscard]] typed_expression absolute(ast::expression const& written,
                                            std::vector<typed_expression> operands) {
        if (operands.size() != 1 || !is_quantity(operands[0].type.kind) || operands[0].is_calendar_duration)
            return wrong_arguments(written, "one number, amount, percentage or length of time", operands);
        auto type = operands[0].type;
        return finish(operation::absolute, std::move(type), std::move(operands));
    }

    [[nodiscard]] typed_expression round(ast::expression const& written,
                                         std::vector<typed_expression> operands) {
        auto const* const digits = operands.size() == 2 && operands[1].what == operation::constant
                                       ? std::get_if<decimal>(&operands[1].literal)
                                       : nullptr;
        // Of a percentage the decimals of its percent points are meant: round(12.34%, 1) is 12.3%.
        int const own = !operands.empty() && operands[0].type.kind == kind::percent ? 2 : 0;
        bool const sound = digits != nullptr && digits->scale == 0 && digits->coefficient >= 0 &&
                           digits->coefficient <= division_scale - own &&
                           is_quantity(operands[0].type.kind) && operands[0].type.kind != kind::duration;
        if (!sound)
            return wrong_arguments(written, "a number, amount or percentage, and how many decimals (0 to 18)",
                                   operands);
        auto type = operands[0].type;
        if (type.kind == kind::decimal) type.scale = static_cast<int>(digits->coefficient);
        auto const scale = static_cast<std::size_t>(digits->coefficient + own);
        operands.pop_back();
        return finish(operation::round, std::move(type), std::move(operands), scale);
    }

    /// `max(a, b)`, `min(a, b)`, `coalesce(a, b)`.
    [[nodiscard]] typed_expression choose(ast::expression const& written,
                                          std::vector<typed_expression> operands, operation what) {
        if (operands.size() < 2) return wrong_arguments(written, "two values or more", operands);
        auto const typed = std::find_if(operands.begin(), operands.end(),
                                        [](auto const& one) { return !one.is_literal_number; });
        auto const anchor = typed == operands.end() ? operands.begin() : typed;
        for (auto one = operands.begin(); one != operands.end(); ++one)
            if (one != anchor && !match_.match(*anchor, *one, written.op_at)) return invalid_at(written.at);
        auto const family = operands[0].type.kind;
        bool const ordered = is_quantity(family) || family == kind::date || family == kind::timestamp;
        if (!ordered || operands[0].is_calendar_duration)
            return wrong_arguments(
                written, "numbers, amounts, percentages, dates, moments or lengths of time", operands);
        auto type = operands[0].type;
        bool all_unknown = true;
        for (auto const& one : operands) {
            type = wider(type, one.type);
            all_unknown = all_unknown && one.may_be_unknown;
        }
        auto result = finish(what, std::move(type), std::move(operands));
        if (what == operation::coalesce) result.may_be_unknown = all_unknown;
        return result;
    }

    [[nodiscard]] typed_expression date_part(ast::expression const& written,
                                             std::vector<typed_expression> operands) {
        bool const wants_moment = written.word == keyword::to_date;
        auto const due = wants_moment ? kind::timestamp : kind::date;
        if (operands.size() != 1 || operands[0].type.kind != due)
            return wrong_arguments(written, wants_moment ? "one moment" : "one date", operands);
        auto const integer = type_of(kind::integer);
        switch (written.word) {
            case keyword::day:
                return finish(operation::day, integer, std::move(operands));
            case keyword::month:
                return finish(operation::month, integer, std::move(operands));
            case keyword::year:
                return finish(operation::year, integer, std::move(operands));
            case keyword::weekday:
                return finish(operation::weekday, integer, std::move(operands));
            case keyword::start_of_month:
                return finish(operation::start_of_month, type_of(kind::date), std::move(operands));
            case keyword::end_of_month:
                return finish(operation::end_of_month, type_of(kind::date), std::move(operands));
            default:
                return finish(operation::to_date, type_of(kind::date), std::move(operands));
        }
    }

    workspace& work_;
    operand_matcher& match_;
};

}  // namespace tramo::checking
