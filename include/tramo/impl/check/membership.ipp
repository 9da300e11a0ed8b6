// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tests of a value against lists, ranges and patterns.
#pragma once

#include <tramo/impl/check/expressions.ipp>

namespace tramo::checking {

TRAMO_INLINE typed_expression expression_checker::membership(ast::expression const& written) {
    typed_expression result;
    result.what = operation::in;
    result.type = type_of(kind::boolean);
    result.negated = written.negated;
    auto subject = visit(written.operands[0]);
    if (is_invalid(subject)) {
        for (std::size_t i = 1; i < written.operands.size(); ++i) look_only(subject, written.operands[i]);
        return invalid_at(written.at);
    }
    result.may_be_unknown = subject.may_be_unknown;
    result.operands.push_back(std::move(subject));
    bool sound = !refuse_calendar(result.operands[0]);
    bool is_mixed = false;
    for (std::size_t i = 1; i < written.operands.size(); ++i) {
        if (is_mixed) {
            look_only(result.operands[0], written.operands[i]);
            continue;
        }
        auto const before = work_.found.size();
        if (add_member(result, written.operands[i], written.op_at)) continue;
        sound = false;
        auto const is_of_types = [](diagnostic const& one) {
            return one.code == "T2031" || one.code == "T2034";
        };
        is_mixed = work_.found.size() > before && is_of_types(work_.found.back());
    }
    if (!sound) return invalid_at(written.at);
    if (result.negated)
        warn_unknown(result.operands[0], written, work_.word(keyword::not_) + " " + work_.word(keyword::in));
    return result;
}

/// Finds what is wrong inside a member of a list whose types do not belong together: that is said once.
TRAMO_INLINE void expression_checker::look_only(typed_expression const& subject,
                                                ast::expression const& written) {
    if (written.kind != ast::node::range) {
        (void)visit_beside(subject, written);
        return;
    }
    for (auto const& bound : written.operands) (void)visit(bound);
}

TRAMO_INLINE bool expression_checker::add_member(typed_expression& result, ast::expression const& written,
                                                 span op_at) {
    auto member = written.kind == ast::node::range ? range(result.operands[0], written, op_at)
                                                   : visit_beside(result.operands[0], written);
    bool const is_range = member.what == operation::range;
    if (is_invalid(member)) return false;
    if (!is_range && !match_.match(result.operands[0], member, op_at)) return false;
    if (refuse_calendar(member)) return false;
    result.may_be_unknown = result.may_be_unknown || member.may_be_unknown;
    result.operands.push_back(std::move(member));
    return true;
}

TRAMO_INLINE typed_expression expression_checker::range(typed_expression& subject,
                                                        ast::expression const& written, span op_at) {
    typed_expression result;
    result.what = operation::range;
    result.half_open = written.half_open;
    result.at = written.at;
    result.id = work_.program.expression_count++;
    auto low = visit(written.operands[0]);
    auto high = visit(written.operands[1]);
    bool const sound = match_.match(subject, low, op_at) && match_.match(subject, high, op_at);
    if (!sound || refuse_calendar(low) || refuse_calendar(high)) return invalid_at(written.at);
    if (subject.type.kind == kind::boolean || subject.type.kind == kind::enumeration) {
        work_.report(problem("T2031", without_order(subject.type), written.at, "a range",
                             {"list the values: " + work_.word(keyword::in) + " (…, …)"}));
        return invalid_at(written.at);
    }
    warn_empty_range(low, high, written);
    result.may_be_unknown = low.may_be_unknown || high.may_be_unknown;
    result.operands.push_back(std::move(low));
    result.operands.push_back(std::move(high));
    return result;
}

TRAMO_INLINE void expression_checker::warn_empty_range(typed_expression const& low,
                                                       typed_expression const& high,
                                                       ast::expression const& written) {
    auto const from = constant_value(low, {});
    auto const to = constant_value(high, {});
    auto const is_ordered = [](value const& one) {
        return !std::holds_alternative<std::string>(one) && !std::holds_alternative<unknown_t>(one);
    };
    if (!from || !to || !is_ordered(*from) || !is_ordered(*to)) return;
    auto const a = coefficient_of(low.type, *from);
    auto const b = coefficient_of(high.type, *to);
    if (a < b || (a == b && !written.half_open)) return;
    work_.report(
        problem("T4007", "this range holds nothing", written.at,
                a == b ? "it ends where it begins" : "it ends before it begins",
                {a == b ? "to include the upper bound write .. for ..<" : "write the smaller bound first"},
                severity::warning));
}

TRAMO_INLINE typed_expression expression_checker::text_match(ast::expression const& written) {
    typed_expression result;
    result.what = written.kind == ast::node::like ? operation::like : operation::starts_with;
    result.type = type_of(kind::boolean);
    result.negated = written.negated;
    auto subject = visit(written.operands[0]);
    auto pattern = visit(written.operands[1]);
    if (is_invalid(subject) || is_invalid(pattern)) return invalid_at(written.at);
    bool const texts = subject.type.kind == kind::text || subject.type.kind == kind::enumeration;
    auto const word = work_.word(written.kind == ast::node::like ? keyword::like : keyword::starts_with);
    if (!texts || subject.what != operation::field) {
        work_.report(problem(
            "T2035", backquoted(word) + " matches a field of text", subject.at, origin(subject, work_),
            {texts ? "name a field here"
                   : "declare the field as " + work_.word(keyword::text) + ", or compare it as what it is"}));
        return invalid_at(written.at);
    }
    if (subject.type.is_open) {
        work_.report(problem("T2035", backquoted(word) + " cannot tell the new values of an open list apart",
                             subject.at, "an open list",
                             {"declare the field as " + work_.word(keyword::text) + ", or compare with " +
                              work_.word(keyword::in)}));
        return invalid_at(written.at);
    }
    if (pattern.what != operation::constant || pattern.type.kind != kind::text) {
        work_.report(problem("T2035", backquoted(word) + " takes a text in quotes", pattern.at,
                             origin(pattern, work_), {"write: … " + word + " \"10\""}));
        return invalid_at(written.at);
    }
    if (result.negated) warn_unknown(subject, written, work_.word(keyword::not_) + " " + word);
    result.may_be_unknown = subject.may_be_unknown;
    result.operands.push_back(std::move(subject));
    result.operands.push_back(std::move(pattern));
    return result;
}

}  // namespace tramo::checking
