// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What names mean in conditions on events and in counters.
#pragma once

#include <tramo/impl/check/account_names.ipp>

namespace tramo::checking {

TRAMO_INLINE typed_expression expression_checker::name_over_log(ast::expression const& written) {
    if (!written.member.empty()) return member_over_log(written);
    if (scope_.of_event()) {
        auto const* const own = work_.events[scope_.index].members.find(written.text);
        if (own != nullptr) return own->is_broken ? invalid_at(written.at) : scope_field(own->index);
    }
    auto const* const found = work_.symbols.find(written.text);
    if (found == nullptr) return unknown_name(written);
    if (found->is_broken) return invalid_at(written.at);
    switch (found->kind) {
        case symbol_kind::field:
            if (!scope_.of_event()) return refuse_over_log(written, *found);
            return scope_field(work_.program.events[scope_.index].fields.size() + found->index);
        case symbol_kind::parameter:
            return parameter(found->index);
        case symbol_kind::counter:
            return unfolded_counter(written, found->index);
        case symbol_kind::definition:
            return refuse_over_log(written, *found);
        default:
            return many(written, *found);
    }
}

TRAMO_INLINE typed_expression expression_checker::scope_field(std::size_t index) const {
    auto const& program = work_.program;
    auto const& fields =
        scope_.of_event() ? program.events[scope_.index].scope : program.counters[scope_.index].scope;
    typed_expression result;
    result.what = operation::field;
    result.is_scoped = true;
    result.index = index;
    result.type = fields[index].type;
    result.may_be_unknown = fields[index].is_optional;
    return result;
}

/// `promise.due`, beside the plain `due`, in conditions on promises.
TRAMO_INLINE typed_expression expression_checker::member_over_log(ast::expression const& written) {
    auto const* const found = work_.symbols.find(written.text);
    bool const is_own = found != nullptr && found->kind == symbol_kind::event && scope_.of_event() &&
                        found->index == scope_.index;
    if (is_own) {
        auto const& source = work_.events[found->index];
        auto const* const field = source.members.find(written.member);
        if (field != nullptr) return field->is_broken ? invalid_at(written.at) : scope_field(field->index);
        if (work_.broken.contains(written.member)) return invalid_at(written.at);
        work_.report(problem("T3001", "unknown name " + backquoted(written.member) + " in " + place_name(),
                             written.member_at, "not declared", work_.near(written.member, source.members)));
        return invalid_at(written.at);
    }
    if (found == nullptr || found->kind != symbol_kind::event || scope_.where == scope::place::filter)
        return member_outside(written);
    work_.report(problem(
        "T2036", "there are many " + backquoted(written.text) + " events: which one?", written.at,
        "a field of each of them",
        {"take one: " + work_.word(keyword::latest) + "(" + written.text + "." + written.member + ")"}));
    return invalid_at(written.at);
}

/// Fields in counters, and values, segments and indicators.
TRAMO_INLINE typed_expression expression_checker::refuse_over_log(ast::expression const& written,
                                                                  symbol const& found) {
    auto const name = backquoted(written.text);
    if (found.kind == symbol_kind::field) {
        work_.report(
            problem("T4012", "a counter cannot look at " + name, written.at, "a field of the account",
                    {"a counter takes the events alone: compare it with " + name + " in a segment"}));
        return invalid_at(written.at);
    }
    auto const& meant = work_.program.definitions[found.index];
    auto const what = meant.is_segment ? "a segment" : meant.is_indicator ? "an indicator" : "a value";
    auto const place = scope_.of_event() ? "a condition on events" : "a counter";
    work_.report(
        problem("T4012", std::string(place) + " cannot look at " + name, written.at,
                std::string(what) + " of the account as it is now",
                {scope_.of_event() ? "write the condition out, with fields of the event and the account"
                                   : "write it out, with aggregates over events"}));
    return invalid_at(written.at);
}

/// A counter stands for what it computes: over the events up to the one at hand.
TRAMO_INLINE typed_expression expression_checker::unfolded_counter(ast::expression const& written,
                                                                   std::size_t index) {
    auto const& source = work_.counters[index];
    auto const name = backquoted(written.text);
    if (!source.is_sound) return invalid_at(written.at);
    if (scope_.where == scope::place::filter)
        return refuse_aggregate(written, "an aggregate inside an aggregate",
                                name + " is computed over the events", "compare it outside");
    if (scope_.of_event() && source.reads_as_of) {
        work_.report(problem(
            "T4012", "a condition on events cannot use " + name, written.at, "it looks at the day asked for",
            {"use a counter without " + work_.word(keyword::as_of) + ", or write the aggregate out"}));
        return invalid_at(written.at);
    }
    auto const& meaning = source.written->meaning;
    auto const height = unfolded_height_ + meaning.height;
    if (height > ast::max_height || source.nodes > work_.unfolded_left) {
        if (!std::exchange(is_too_long_, true))
            work_.report(problem("T1013", "too much is computed by way of counters", written.at,
                                 name + " uses counters that use counters",
                                 {"write aggregates out where many counters stand on one another"}));
        return invalid_at(written.at);
    }
    work_.unfolded_left -= source.nodes;
    auto const said_before = work_.found.size();
    auto const height_here = std::exchange(unfolded_height_, height);
    auto result = visit(meaning);
    unfolded_height_ = height_here;
    if (is_invalid(result)) return result;
    match_.settle_currency(result, "");
    // What there is to say of the counter was said where it is declared.
    work_.found.erase(work_.found.begin() + static_cast<std::ptrdiff_t>(said_before), work_.found.end());
    return result;
}

}  // namespace tramo::checking
