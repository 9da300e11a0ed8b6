// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Aggregates over the child records of an account.
#pragma once

#include <tramo/impl/check/membership.ipp>

namespace tramo::checking {

[[nodiscard]] TRAMO_INLINE bool suits(keyword function, typed_expression const& member) {
    auto const what = member.type.kind;
    bool const quantity =
        is_number(what) || what == kind::money || what == kind::percent || what == kind::duration;
    switch (function) {
        case keyword::sum:
            return quantity;
        case keyword::oldest:
            return what == kind::date || what == kind::timestamp;
        case keyword::any:
        case keyword::all:
            return what == kind::boolean;
        default:
            return quantity || what == kind::date || what == kind::timestamp;
    }
}

/// What the fields must be that `suits` lets pass.
[[nodiscard]] TRAMO_INLINE std::string members_of(keyword function) {
    switch (function) {
        case keyword::sum:
            return "numbers, amounts, percentages or lengths of time";
        case keyword::oldest:
            return "dates or moments";
        case keyword::any:
        case keyword::all:
            return "what is true or false";
        default:
            return "numbers, amounts, percentages, lengths of time, dates or moments";
    }
}

TRAMO_INLINE void expression_checker::report_unknown_collection(ast::expression const& written) {
    std::vector<std::string> names;
    for (auto const& one : work_.program.fields.collections) names.push_back(one.name);
    for (auto const& one : work_.program.events) names.push_back(one.name);
    auto help = did_you_mean(written.text, names);
    if (help.empty())
        help = {"declare it: " + work_.word(keyword::collection) + " " + written.text + " { … }"};
    work_.report(problem("T3007", "unknown collection " + backquoted(written.text), written.member_at,
                         "not declared", std::move(help)));
}

TRAMO_INLINE void expression_checker::report_no_collection(ast::expression const& written) {
    auto const* const found = work_.symbols.find(written.text);
    if (found != nullptr && found->kind == symbol_kind::event) {
        (void)refuse_aggregate(
            written, "an aggregate over the events " + backquoted(written.text) + " stands in a counter",
            "over events",
            "declare one and use its name: " + work_.word(keyword::counter) +
                " so_far = " + work_.word(written.word) + "(" + written.text +
                (written.member.empty() ? "" : "." + written.member) + ")");
        return;
    }
    bool const compares = written.word == keyword::max || written.word == keyword::min;
    auto help = compares ? "two values or more are compared with: " + work_.word(written.word) + "(a, b)"
                         : backquoted(written.text) + " is one value: write it alone";
    work_.report(problem("T3007", backquoted(written.text) + " is not a collection", written.member_at,
                         "one value", {std::move(help)}));
}

TRAMO_INLINE bool expression_checker::add_member_field(typed_expression& result,
                                                       ast::expression const& written) {
    ast::expression member;
    member.kind = ast::node::name;
    member.text = written.member;
    member.at = written.member_at;
    auto typed = visit(member);
    if (is_invalid(typed)) return false;
    bool const takes_member = written.word != keyword::count;
    if (!takes_member || !suits(written.word, typed)) {
        auto const function = backquoted(work_.word(written.word));
        auto const due = takes_member ? members_of(written.word) : "no field: only records are counted";
        work_.report(problem("T2036", function + " cannot be taken over " + describe(typed.type),
                             written.member_at, describe(typed.type), {function + " takes " + due}));
        return false;
    }
    result.operands.push_back(std::move(typed));
    return true;
}

/// `sum(debts)`: of which field? `any(debts)`: of which ones?
TRAMO_INLINE bool expression_checker::needs_no_field(ast::expression const& written) {
    bool const may_omit = written.word == keyword::any || written.word == keyword::all;
    if (written.word == keyword::count || (may_omit && !written.operands.empty())) return true;
    auto const rest = may_omit ? " " + work_.word(keyword::where) + " …)" : ".field)";
    work_.report(problem("T2036",
                         backquoted(work_.word(written.word)) +
                             (may_omit ? " needs a condition" : " needs a field of the collection"),
                         written.member_at, may_omit ? "of which ones?" : "of which field?",
                         {"write: " + work_.word(written.word) + "(" + written.text + rest}));
    return false;
}

/// `latest`, `previous` and `within` speak of events, which have an order in time.
TRAMO_INLINE bool expression_checker::takes_records(ast::expression const& written) {
    bool const is_ordered = written.word == keyword::latest || written.word == keyword::previous;
    if (!is_ordered && written.within_days == 0) return true;
    auto const word = backquoted(work_.word(is_ordered ? written.word : keyword::within));
    (void)refuse_aggregate(written,
                           word + " is asked of events, and " + backquoted(written.text) + " are records",
                           "no order in time", "compare a date among their fields instead");
    return false;
}

TRAMO_INLINE typed_expression expression_checker::aggregate(ast::expression const& written) {
    if (scope_.inside()) {
        work_.report(problem("T2036", "an aggregate inside an aggregate", written.op_at,
                             "a child record has no records of its own",
                             {"take the two apart: each looks at all records of an account"}));
        return invalid_at(written.at);
    }
    if (scope_.over_log()) return aggregate_over_log(written);
    auto const* const found = work_.symbols.find(written.text);
    if (found == nullptr || found->kind != symbol_kind::collection) {
        if (work_.broken.contains(written.text)) return invalid_at(written.at);
        if (found == nullptr)
            report_unknown_collection(written);
        else if (!found->is_broken)
            report_no_collection(written);
        return invalid_at(written.at);
    }
    if (!takes_records(written)) return invalid_at(written.at);
    typed_expression result;
    result.what = operation::aggregate;
    result.function = written.word;
    result.index = found->index;
    scope_ = {scope::place::children, found->index};
    bool sound = written.member.empty() ? needs_no_field(written) : add_member_field(result, written);
    if (!written.operands.empty()) {
        auto condition = visit(written.operands[0]);
        require_condition(condition);
        sound = sound && !is_invalid(condition);
        result.has_condition = true;
        result.operands.push_back(std::move(condition));
    }
    scope_ = {};
    if (!sound) return invalid_at(written.at);
    set_aggregate_type(result);
    return result;
}

TRAMO_INLINE void expression_checker::set_aggregate_type(typed_expression& result) {
    auto const function = result.function;
    bool const truth = function == keyword::any || function == keyword::all;
    if (truth || function == keyword::count)
        result.type = type_of(truth ? kind::boolean : kind::integer);
    else
        result.type = result.operands[0].type;
    result.may_be_unknown =
        function == keyword::max || function == keyword::min || function == keyword::oldest;
    for (auto const& one : result.operands)
        result.may_be_unknown = result.may_be_unknown || one.may_be_unknown;
}

}  // namespace tramo::checking
