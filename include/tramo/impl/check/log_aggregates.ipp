// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Aggregates over the events of an account, in conditions on events and in counters.
#pragma once

#include <tramo/impl/check/aggregates.ipp>
#include <tramo/impl/check/log_names.ipp>

namespace tramo::checking {

TRAMO_INLINE typed_expression expression_checker::refuse_aggregate(ast::expression const& written,
                                                                   std::string message, std::string label,
                                                                   std::string help) {
    auto const at = written.op_at.end > written.op_at.begin ? written.op_at : written.at;
    work_.report(problem("T2036", std::move(message), at, std::move(label), {std::move(help)}));
    return invalid_at(written.at);
}

/// The type of events that an aggregate is taken over; none, with a diagnostic, when it is none.
TRAMO_INLINE std::optional<std::size_t> expression_checker::event_of(ast::expression const& written) {
    auto const* const found = work_.symbols.find(written.text);
    if (found != nullptr && found->kind == symbol_kind::event) return found->index;
    if (work_.broken.contains(written.text) || (found != nullptr && found->is_broken)) return {};
    if (found == nullptr) {
        report_unknown_event(work_, {written.text, written.member_at});
        return {};
    }
    auto const name = backquoted(written.text);
    bool const is_collection = found->kind == symbol_kind::collection;
    auto const place = scope_.of_event() ? "a condition on events" : "a counter";
    work_.report(
        problem("T2036",
                is_collection ? std::string(place) + " cannot look at the " + name + " of the account"
                              : name + " is not a type of events",
                written.member_at, is_collection ? "records as they are now" : "one value",
                {is_collection
                     ? "take an aggregate over events, or a field of the account"
                     : "an aggregate is taken over events: " + work_.word(written.word) + "(event.field)"}));
    return {};
}

/// What cannot be taken over events, or not so.
TRAMO_INLINE bool expression_checker::takes_events(ast::expression const& written) {
    auto const word = backquoted(work_.word(written.word));
    auto const refuse = [&](std::string message, std::string label, std::string help) {
        (void)refuse_aggregate(written, std::move(message), std::move(label), std::move(help));
        return false;
    };
    bool const is_last = written.word == keyword::latest || written.word == keyword::previous;
    if (written.word == keyword::all)
        return refuse(word + " is not taken over events", "over records of an account",
                      "turn it round: " + work_.word(keyword::not_) + " " + work_.word(keyword::any) + "(" +
                          written.text + " " + work_.word(keyword::where) + " …)");
    if (written.word == keyword::oldest)
        return refuse(word + " is not taken over events", "over records of an account",
                      "take the smallest: " + work_.word(keyword::min) + "(" + written.text + ".…)");
    if (is_last && written.within_days > 0)
        return refuse(word + " is one event, whenever it happened", "with a length of time",
                      "take " + backquoted(work_.word(keyword::within)) + " off, or take another function");
    if (written.word == keyword::previous && scope_.where == scope::place::counter)
        return refuse("in a counter there is no event that another one is previous to",
                      "previous to which one?",
                      "take the last one: " + work_.word(keyword::latest) + "(" + written.text + ".…)");
    return true;
}

/// Finds the field of the event; that of `any` becomes part of the filter.
TRAMO_INLINE bool expression_checker::set_log_field(log_aggregate& what, ast::expression const& written) {
    bool const needs_none = what.function == keyword::count || what.function == keyword::any;
    auto const word = work_.word(what.function);
    if (written.member.empty()) {
        if (needs_none) return true;
        work_.report(problem("T2036", backquoted(word) + " needs a field of the event", written.member_at,
                             "of which field?", {"write: " + word + "(" + written.text + ".field)"}));
        return false;
    }
    ast::expression member;
    member.kind = ast::node::name;
    member.text = written.member;
    member.at = written.member_at;
    auto const& fields = work_.program.events[what.event].fields;
    auto const typed = expression_checker(work_, {scope::place::filter, what.event}).visit(member);
    if (is_invalid(typed)) return false;
    bool const is_own = typed.what == operation::field && typed.index < fields.size();
    bool const is_last = what.function == keyword::latest || what.function == keyword::previous;
    if (!is_own || what.function == keyword::count || (!is_last && !suits(what.function, typed))) {
        auto const due = what.function == keyword::count ? "no field: only events are counted"
                         : is_last                       ? "any field of the event"
                                                         : members_of(what.function);
        work_.report(
            problem("T2036",
                    backquoted(word) + " cannot be taken over " +
                        (is_own ? describe(typed.type) : "what is no field of " + backquoted(written.text)),
                    written.member_at, is_own ? describe(typed.type) : "not a field of the event",
                    {backquoted(word) + " takes " + due}));
        return false;
    }
    if (what.function != keyword::any) what.field = typed.index;
    return true;
}

/// `where` of an aggregate, a condition on the events it is taken over. Equal ones are kept once.
TRAMO_INLINE bool expression_checker::set_filter(log_aggregate& what, ast::expression const& written) {
    written_filter const asked{what.function == keyword::any ? written.member : std::string(),
                               written.operands.empty() ? nullptr : written.operands.data()};
    if (asked.member.empty() && asked.condition == nullptr) return true;
    auto& known = work_.events[what.event].filters;
    auto const same = [&](written_filter const& one) {
        bool const both = one.condition != nullptr && asked.condition != nullptr;
        return one.member == asked.member &&
               (both ? ast::same(*one.condition, *asked.condition) : one.condition == asked.condition);
    };
    auto const found = std::find_if(known.begin(), known.end(), same);
    what.filter = static_cast<std::size_t>(found - known.begin());
    auto& filters = work_.program.events[what.event].filters;
    if (found != known.end()) return !is_invalid(filters[what.filter]);
    known.push_back(asked);
    expression_checker inner(work_, {scope::place::filter, what.event});
    std::vector<typed_expression> parts;
    if (!asked.member.empty()) {
        ast::expression member;
        member.kind = ast::node::name;
        member.text = asked.member;
        member.at = written.member_at;
        parts.push_back(inner.condition(member));
    }
    if (asked.condition != nullptr) parts.push_back(inner.condition(*asked.condition));
    bool const sound = std::none_of(parts.begin(), parts.end(), is_invalid);
    auto filter =
        parts.size() == 1 || !sound ? std::move(parts.back()) : both_of(std::move(parts), written.at);
    if (!sound) filter = invalid_at(written.at);
    work_.program.events[what.event].filters.push_back(std::move(filter));
    return sound;
}

TRAMO_INLINE typed_expression expression_checker::both_of(std::vector<typed_expression> parts, span at) {
    typed_expression result;
    result.what = operation::and_;
    result.type = type_of(kind::boolean);
    result.at = at;
    result.id = work_.program.expression_count++;
    for (auto const& part : parts) result.may_be_unknown = result.may_be_unknown || part.may_be_unknown;
    result.operands = std::move(parts);
    return result;
}

/// The field of the scope that holds an aggregate, added where it is new.
TRAMO_INLINE typed_expression expression_checker::place_in_scope(log_aggregate what) {
    auto& program = work_.program;
    auto const same = [&](log_aggregate const& one) {
        return one.function == what.function && one.event == what.event && one.field == what.field &&
               one.filter == what.filter && one.within_days == what.within_days;
    };
    auto const known = std::find_if(program.aggregates.begin(), program.aggregates.end(), same);
    auto const index = static_cast<std::size_t>(known - program.aggregates.begin());
    if (known == program.aggregates.end()) program.aggregates.push_back(std::move(what));
    bool const on_event = scope_.of_event();
    auto& fields = on_event ? program.events[scope_.index].scope : program.counters[scope_.index].scope;
    auto& used = on_event ? program.events[scope_.index].scope_aggregates
                          : program.counters[scope_.index].scope_aggregates;
    auto const place = static_cast<std::size_t>(std::find(used.begin(), used.end(), index) - used.begin());
    if (place == used.size()) {
        used.push_back(index);
        auto const& kept = program.aggregates[index];
        bool const is_sum_of_known =
            kept.function == keyword::sum && !program.events[kept.event].fields[kept.field].is_optional;
        bool const is_sure = kept.function == keyword::count || is_sum_of_known;
        field added;
        added.name = "log." + std::to_string(index);
        added.type = kept.type;
        added.is_optional = !is_sure;
        added.is_computed = true;
        fields.push_back(std::move(added));
    }
    return scope_field(fields.size() - used.size() + place);
}

TRAMO_INLINE typed_expression expression_checker::aggregate_over_log(ast::expression const& written) {
    if (scope_.where == scope::place::filter)
        return refuse_aggregate(written, "an aggregate inside an aggregate", "one event has no others",
                                "take the two apart, or name the inner one as a counter");
    auto const event = event_of(written);
    if (!event) return invalid_at(written.at);
    log_aggregate what;
    what.function = written.word;
    what.event = *event;
    what.within_days = written.within_days;
    what.at = written.at;
    if (!takes_events(written)) return invalid_at(written.at);
    bool const has_field = set_log_field(what, written);
    if (!set_filter(what, written) || !has_field) return invalid_at(written.at);
    auto const& fields = work_.program.events[*event].fields;
    what.type = what.function == keyword::count ? type_of(kind::integer)
                : what.function == keyword::any ? type_of(kind::boolean)
                                                : fields[what.field].type;
    return place_in_scope(std::move(what));
}

}  // namespace tramo::checking
