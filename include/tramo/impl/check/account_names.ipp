// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What names mean in conditions on accounts and inside aggregates over their children.
#pragma once

#include <tramo/impl/check/treated_names.ipp>

namespace tramo::checking {

TRAMO_INLINE typed_expression expression_checker::name(ast::expression const& written) {
    if (scope_.over_log()) return name_over_log(written);
    if (!written.member.empty()) return member_outside(written);
    if (scope_.inside()) return child_field(written);
    auto const* const found = work_.symbols.find(written.text);
    if (found == nullptr) return unknown_name(written);
    if (found->is_broken) return invalid_at(written.at);
    switch (found->kind) {
        case symbol_kind::field:
            return account_field(found->index);
        case symbol_kind::parameter:
            return parameter(found->index);
        case symbol_kind::definition:
            return definition(written, found->index);
        case symbol_kind::counter:
            return counter_field(written, found->index);
        default:
            return many(written, *found);
    }
}

TRAMO_INLINE typed_expression expression_checker::account_field(std::size_t index) const {
    auto const& field = work_.program.fields.fields[index];
    typed_expression result;
    result.what = operation::field;
    result.index = index;
    result.type = field.type;
    result.may_be_unknown = field.is_optional;
    return result;
}

TRAMO_INLINE typed_expression expression_checker::parameter(std::size_t index) const {
    typed_expression result;
    result.what = operation::parameter;
    result.index = index;
    result.type = work_.program.parameters[index].type;
    return result;
}

TRAMO_INLINE typed_expression expression_checker::definition(ast::expression const& written,
                                                             std::size_t index) const {
    auto const& meant = work_.program.definitions[index];
    typed_expression result = invalid_at(written.at);
    result.has_names = meant.is_indicator;
    if (meant.versions.empty() || is_invalid(meant.versions.front().meaning)) return result;
    result.what = operation::definition;
    result.index = index;
    result.type = meant.type;
    result.may_be_unknown = meant.may_be_unknown;
    result.has_names = meant.versions.front().meaning.has_names;
    return result;
}

TRAMO_INLINE typed_expression expression_checker::counter_field(ast::expression const& written,
                                                                std::size_t index) const {
    if (!work_.counters[index].is_sound) return invalid_at(written.at);
    return account_field(work_.program.counters[index].field);
}

/// A collection or a type of events where one value is due.
TRAMO_INLINE typed_expression expression_checker::many(ast::expression const& written, symbol const& found) {
    if (found.kind == symbol_kind::condition || found.kind == symbol_kind::matrix)
        return refuse_offer(written, found);
    if (found.kind == symbol_kind::palette || found.kind == symbol_kind::worklist)
        return refuse_actions(written, found);
    if (found.kind == symbol_kind::table || found.kind == symbol_kind::calendar ||
        found.kind == symbol_kind::effect)
        return refuse_table(written, found);
    bool const is_event = found.kind == symbol_kind::event;
    auto const count = work_.word(keyword::count) + "(" + written.text + ")";
    work_.report(problem(
        "T2036",
        backquoted(written.text) + (is_event ? " is a type of events" : " is a collection") + ", not a value",
        written.at, is_event ? "many events" : "many records",
        {is_event && !scope_.over_log()
             ? "count them: " + work_.word(keyword::counter) + " several = " + count + ", and use its name"
             : "take something over it: " + count + " > 0"}));
    return invalid_at(written.at);
}

/// What may be offered is no property of an account: it follows from what segments say of it.
TRAMO_INLINE typed_expression expression_checker::refuse_offer(ast::expression const& written,
                                                               symbol const& found) {
    bool const is_matrix = found.kind == symbol_kind::matrix;
    auto const name = backquoted(written.text);
    work_.report(problem(
        "T4012",
        name + (is_matrix ? " is a matrix of discounts" : " is a condition of payment") + ", not a value",
        written.at, "nothing to compare with",
        {is_matrix ? "take a discount from it: " + work_.word(keyword::discount) + " " +
                         work_.word(keyword::total) + " " + work_.word(keyword::by) + " " + written.text
                   : "make what it requires a segment, and name that in both places"}));
    return invalid_at(written.at);
}

/// Palettes and worklists have no value; what an account's actions say has.
TRAMO_INLINE typed_expression expression_checker::refuse_actions(ast::expression const& written,
                                                                 symbol const& found) {
    bool const is_palette = found.kind == symbol_kind::palette;
    work_.report(problem(
        "T4012",
        backquoted(written.text) + (is_palette ? " is a palette" : " is a worklist") + ", not a value",
        written.at, "nothing to compare with",
        {is_palette
             ? "ask for the action: " + work_.word(keyword::best) + "." + work_.word(keyword::code) + " = …"
             : "make what its candidates ask for a segment, and name that in both places"}));
    return invalid_at(written.at);
}

TRAMO_INLINE typed_expression expression_checker::member_outside(ast::expression const& written) {
    auto const* const found = work_.symbols.find(written.text);
    if (found == nullptr) {
        if (auto const owner = owner_of_treated(written.text, work_.lang()))
            return unknown_treated(written, *owner);
        auto part = written;
        part.text = owner_of_activity(written.text, work_.lang());
        return part.text.empty() ? unknown_name(written) : unknown_activity(part);
    }
    if (found->kind == symbol_kind::table) return lookup(written, found->index);
    auto const owner = backquoted(written.text);
    auto const whole = written.text + "." + written.member;
    if (found->kind == symbol_kind::collection)
        work_.report(problem("T2036", "an account has many " + owner + ": which one?", written.at,
                             "a field of each of them",
                             {"take something over them: " + work_.word(keyword::max) + "(" + whole + ")"}));
    else if (found->kind == symbol_kind::event)
        work_.report(problem("T2036", "an account has many " + owner + " events: which one?", written.at,
                             "a field of each of them",
                             {"name one in a counter: " + work_.word(keyword::counter) +
                              " last_one = " + work_.word(keyword::latest) + "(" + whole + ")"}));
    else if (!found->is_broken)
        work_.report(problem("T3007", owner + " is not a collection", written.at, "has no fields of its own",
                             {"only a collection has fields: write " + owner + " alone"}));
    return invalid_at(written.at);
}

TRAMO_INLINE typed_expression expression_checker::child_field(ast::expression const& written) {
    auto const* const child = work_.members[scope_.index].find(written.text);
    if (child == nullptr) {
        auto const* const found = work_.symbols.find(written.text);
        bool const is_parameter =
            found != nullptr && found->kind == symbol_kind::parameter && !found->is_broken;
        return is_parameter ? parameter(found->index) : unknown_name(written);
    }
    if (child->is_broken) return invalid_at(written.at);
    return collection_field(child->index);
}

TRAMO_INLINE typed_expression expression_checker::collection_field(std::size_t index) const {
    auto const& field = work_.program.fields.collections[scope_.index].fields[index];
    typed_expression result;
    result.what = operation::field;
    result.is_scoped = true;
    result.index = index;
    result.type = field.type;
    result.may_be_unknown = field.is_optional;
    return result;
}

/// Whose fields are named here, beside those of the account: `debts`, `` event `payment` ``.
TRAMO_INLINE std::string expression_checker::place_name() const {
    if (scope_.inside()) return backquoted(work_.program.fields.collections[scope_.index].name);
    if (scope_.of_event()) return "event " + backquoted(work_.program.events[scope_.index].name);
    if (scope_.where == scope::place::counter) return "a counter";
    return {};
}

TRAMO_INLINE typed_expression expression_checker::unknown_name(ast::expression const& written) {
    if (work_.broken.contains(written.text)) return invalid_at(written.at);
    auto const* const elsewhere = scope_.inside() ? work_.symbols.find(written.text) : nullptr;
    if (elsewhere != nullptr && elsewhere->is_broken) return invalid_at(written.at);
    auto const owner = place_name();
    std::vector<std::string> help;
    if (elsewhere != nullptr)
        help = {"inside an aggregate only the fields of " + owner + ", parameters and " +
                work_.word(keyword::as_of) + " can be named"};
    else if (scope_.inside())
        help = work_.near(written.text, work_.members[scope_.index]);
    else if (scope_.of_event())
        help = work_.near(written.text, work_.events[scope_.index].members);
    if (help.empty() && elsewhere == nullptr && !scope_.inside())
        help = work_.near(written.text, work_.symbols);
    if (help.empty()) help = {"declare it, or write it in quotes if it is a text"};
    work_.report(problem(
        "T3001", "unknown name " + backquoted(written.text) + (owner.empty() ? "" : " in " + owner),
        written.at, elsewhere == nullptr ? "not declared" : "not a field of " + owner, std::move(help)));
    return invalid_at(written.at);
}

TRAMO_INLINE typed_expression expression_checker::as_of(ast::expression const& written) {
    if (scope_.of_event()) {
        auto const& log = work_.program.log;
        work_.report(problem("T4012", "a condition on events cannot look at the day asked for", written.at,
                             "the events would mean something else every day",
                             {"give the event a field for its own day: " + work_.word(keyword::field) +
                                  " on_day : " + work_.word(keyword::date) + " " + work_.word(keyword::from) +
                                  " " + log.happened,
                              "or let time pass in the alert: " + work_.word(keyword::after) + " 30 " +
                                  work_.word(keyword::days) + " …"}));
        return invalid_at(written.at);
    }
    if (scope_.where == scope::place::counter) work_.counters[scope_.index].reads_as_of = true;
    typed_expression result;
    result.what = operation::as_of;
    result.type = type_of(kind::date);
    work_.program.reads_as_of = true;
    return result;
}

}  // namespace tramo::checking
