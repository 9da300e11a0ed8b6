// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Aggregates over the child records of an account.
#pragma once

#include <tramo/impl/check/membership.ipp>

namespace tramo::checking {

[[nodiscard]] TRAMO_INLINE bool suits(keyword function, typed_expression const& member) {
    auto const what = member.type.kind;
    bool const quantity = is_number(what) || what == kind::money || what == kind::percent || what == kind::duration;
    switch (function) {
        case keyword::sum: return quantity;
        case keyword::oldest: return what == kind::date || what == kind::timestamp;
        case keyword::any: case keyword::all: return what == kind::boolean;
        default: return quantity || what == kind::date || what == kind::timestamp;
    }
}

TRAMO_INLINE typed_expression expression_checker::aggregate(ast::expression const& written) {
    auto const function = quoted(work_.word(written.word));
    if (scope_.inside()) {
        work_.report(problem("T2036", "an aggregate inside an aggregate", written.op_at, "children have no children"));
        return invalid_at(written.at);
    }
    auto const* const found = work_.symbols.find(written.text);
    if (found == nullptr || found->kind != symbol_kind::collection) {
        if (work_.broken.contains(written.text)) return invalid_at(written.at);
        std::vector<std::string> names;
        for (auto const& one : work_.program.fields.collections) names.push_back(one.name);
        auto help = did_you_mean(written.text, names);
        if (found != nullptr)
            help = {"two values or more are compared with: " + work_.word(keyword::max) + "(a, b)"};
        work_.report(problem("T3007", "unknown collection " + quoted(written.text), written.member_at,
                             found == nullptr ? "not declared" : "not a collection", std::move(help)));
        return invalid_at(written.at);
    }
    typed_expression result;
    result.what = operation::aggregate;
    result.function = written.word;
    result.index = found->index;
    scope_.collection = found->index;
    bool sound = true;
    bool const takes_member = written.word != keyword::count;
    bool const may_omit = written.word == keyword::any || written.word == keyword::all;
    if (!written.member.empty()) {
        ast::expression member;
        member.kind = ast::node::name;
        member.text = written.member;
        member.at = written.member_at;
        auto typed = visit(member);
        sound = !is_invalid(typed);
        if (sound && (!takes_member || !suits(written.word, typed))) {
            work_.report(problem("T2036", function + " cannot be taken over " + describe(typed.type), written.member_at,
                                 "does not apply"));
            sound = false;
        }
        result.operands.push_back(std::move(typed));
    } else if (takes_member && (!may_omit || written.operands.empty())) {
        work_.report(problem("T2036",
                             may_omit ? function + " needs a condition" : function + " needs a field of the collection",
                             written.member_at, may_omit ? "of which ones?" : "of which field?",
                             {"write: " + work_.word(written.word) + "(" + written.text +
                              (may_omit ? " " + work_.word(keyword::where) + " …)" : ".field)")}));
        sound = false;
    }
    if (!written.operands.empty()) {
        auto condition = visit(written.operands[0]);
        require_condition(condition);
        sound = sound && !is_invalid(condition);
        result.has_condition = true;
        result.operands.push_back(std::move(condition));
    }
    scope_ = {};
    if (!sound) return invalid_at(written.at);
    for (auto const& one : result.operands) result.may_be_unknown = result.may_be_unknown || one.may_be_unknown;
    bool const truth = written.word == keyword::any || written.word == keyword::all;
    if (truth || written.word == keyword::count)
        result.type = type_of(truth ? kind::boolean : kind::integer);
    else
        result.type = result.operands[0].type;
    bool const may_be_empty = written.word == keyword::max || written.word == keyword::min || written.word == keyword::oldest;
    result.may_be_unknown = result.may_be_unknown || may_be_empty;
    return result;
}

}  // namespace tramo::checking
