// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the names of a policy stand for: their labels, what kind of value they are, whether it may be missing.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/impl/explain/describe_words.ipp>
#include <tramo/syntax/ast.hpp>

namespace tramo::describing {

/// As far as it changes how a comparison is said.
enum class shape { truth, day, length, other };

enum class role { field, parameter, value, segment, indicator, counter };

struct named {
    std::string name, label;
    describing::role role = role::field;
    describing::shape shape = shape::other;
    bool may_be_missing = false;
    std::vector<ast::expression const*> meanings;  ///< of values and segments, in all versions
};

/// Names of one scope: the account, the records of a collection, events of a type.
using scope = std::map<std::string, named, std::less<>>;
using labels = std::map<std::string, std::string, std::less<>>;

[[nodiscard]] inline shape shape_of(ast::type_expression const& type) {
    if (!type.word) return shape::other;
    switch (*type.word) {
        case keyword::boolean:
            return shape::truth;
        case keyword::date:
        case keyword::timestamp:
            return shape::day;
        case keyword::duration:
            return shape::length;
        default:
            return shape::other;
    }
}

[[nodiscard]] inline std::string text_of(std::optional<ast::text_literal> const& label) {
    return label ? label->text : std::string();
}

[[nodiscard]] inline bool is_truth(ast::node kind) {
    switch (kind) {
        case ast::node::truth:
        case ast::node::compare:
        case ast::node::in:
        case ast::node::like:
        case ast::node::starts_with:
        case ast::node::is_unknown:
        case ast::node::hold:
        case ast::node::not_:
        case ast::node::and_:
        case ast::node::or_:
            return true;
        default:
            return false;
    }
}

class name_book {
public:
    explicit name_book(ast::document const& of) {
        for (auto const& one : of.declarations) std::visit([this](auto const& each) { enter(each); }, one);
    }

    [[nodiscard]] named const* find(std::string_view name) const { return find(account_, name); }
    [[nodiscard]] static named const* find(scope const& in, std::string_view name) {
        auto const found = in.find(name);
        return found == in.end() ? nullptr : &found->second;
    }
    /// The fields of a collection, or of an event; none where there is no such.
    [[nodiscard]] scope const* fields_of(std::string_view name) const {
        auto const found = records_.find(name);
        return found == records_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] bool is_event(std::string_view name) const { return events_.contains(name); }

    /// By what it is, "event" or "hold" say, and its name.
    [[nodiscard]] std::string show(keyword what, std::string_view name) const {
        auto const kind = things_.find(what);
        if (kind == things_.end()) return coded(name);
        auto const found = kind->second.find(name);
        return shown(name, found == kind->second.end() ? std::string_view() : found->second);
    }
    [[nodiscard]] std::string show_record(std::string_view name) const {
        return show(is_event(name) ? keyword::event : keyword::collection, name);
    }
    /// A state of an alert, a case of an indicator, a code of a palette.
    [[nodiscard]] std::string show_within(std::string_view owner, std::string_view name) const {
        auto const all = within_.find(owner);
        if (all == within_.end()) return coded(name);
        auto const found = all->second.find(name);
        return shown(name, found == all->second.end() ? std::string_view() : found->second);
    }
    [[nodiscard]] bool is_table(std::string_view name) const {
        auto const tables = things_.find(keyword::table);
        return tables != things_.end() && tables->second.contains(name);
    }
    [[nodiscard]] shape column_shape(std::string_view table, std::string_view column) const {
        auto const of = columns_.find(table);
        if (of == columns_.end()) return shape::other;
        auto const found = of->second.find(column);
        return found == of->second.end() ? shape::other : found->second;
    }

    /// The owner under which `show_within` knows the codes of all palettes.
    static constexpr char const* codes = "\n";
    [[nodiscard]] static std::string alert_key(std::string_view name) { return "\n" + std::string(name); }

private:
    void enter(ast::field_declaration const& one) { account_[one.name.text] = made(one); }
    void enter(ast::collection_declaration const& one) {
        things_[keyword::collection][one.name.text] = text_of(one.label);
        for (auto const& each : one.fields) records_[one.name.text][each.name.text] = made(each);
    }
    void enter(ast::event_declaration const& one) {
        things_[keyword::event][one.name.text] = text_of(one.label);
        events_[one.name.text];
        records_[one.name.text];
        for (auto const& each : one.fields) records_[one.name.text][each.name.text] = made(each);
    }
    void enter(ast::parameter_declaration const& one) {
        account_[one.name.text] = {
            one.name.text, text_of(one.label), role::parameter, shape_of(one.type), false, {}};
    }
    void enter(ast::value_declaration const& one) { define(one, role::value, one.meaning); }
    void enter(ast::counter_declaration const& one) { define(one, role::counter, one.meaning); }
    void enter(ast::segment_declaration const& one) { define(one, role::segment, one.condition); }
    void enter(ast::strategy_declaration const& one) {
        if (!one.is_indicator) return;
        auto& entry = account_[one.name.text];
        entry.name = one.name.text;
        entry.label = text_of(one.label);
        entry.role = role::indicator;
        auto& cases = within_[one.name.text];
        for (auto const& each : one.queues) {
            cases[each.name.text] = text_of(each.label);
            entry.meanings.push_back(&each.condition);
        }
        if (one.rest) cases[one.rest->name.text] = text_of(one.rest->label);
    }
    void enter(ast::alert_declaration const& one) {
        things_[keyword::alert][one.name.text] = text_of(one.label);
        for (auto const& member : one.members)
            if (auto const* const state = std::get_if<ast::state_declaration>(&member))
                within_[alert_key(one.name.text)][state->name.text] = text_of(state->label);
    }
    void enter(ast::palette_declaration const& one) {
        for (auto const& each : one.actions) within_[codes][each.name.text] = text_of(each.label);
    }
    void enter(ast::table_declaration const& one) {
        things_[keyword::table][one.name.text] = text_of(one.label);
        for (auto const& member : one.members)
            if (auto const* const column = std::get_if<ast::table_column>(&member)) {
                within_[one.name.text][column->name.text] = text_of(column->label);
                ast::type_expression type;
                type.word = column->type;
                columns_[one.name.text][column->name.text] = shape_of(type);
            }
    }
    void enter(ast::hold_declaration const& one) { thing(keyword::hold, one); }
    void enter(ast::matrix_declaration const& one) { thing(keyword::matrix, one); }
    void enter(ast::calendar_declaration const& one) { thing(keyword::calendar, one); }
    void enter(ast::template_declaration const& one) { thing(keyword::template_, one); }
    void enter(ast::effect_declaration const& one) { thing(keyword::block, one); }
    // Nothing refers to these by a name.
    void enter(ast::policy_declaration const&) {}
    void enter(ast::log_declaration const&) {}
    void enter(ast::debt_declaration const&) {}
    void enter(ast::condition_declaration const&) {}
    void enter(ast::actions_declaration const&) {}
    void enter(ast::worklist_declaration const&) {}
    void enter(ast::arrears_declaration const&) {}
    void enter(ast::promises_declaration const&) {}
    void enter(ast::contact_limits_declaration const&) {}

    template <class Declaration>
    void thing(keyword what, Declaration const& one) {
        auto& label = things_[what][one.name.text];
        if (one.label) label = one.label->text;
    }

    [[nodiscard]] static named made(ast::field_declaration const& one) {
        return {one.name.text, text_of(one.label), role::field, shape_of(one.type), one.is_optional, {}};
    }

    template <class Declaration>
    void define(Declaration const& one, describing::role as, ast::expression const& meaning) {
        auto& entry = account_[one.name.text];
        entry.name = one.name.text;
        if (one.label) entry.label = one.label->text;
        entry.role = as;
        entry.shape = as == role::segment || is_truth(meaning.kind) ? shape::truth : shape::other;
        entry.meanings.push_back(&meaning);
    }

    scope account_;
    std::map<std::string, scope, std::less<>> records_;
    std::map<keyword, labels> things_;
    std::map<std::string, labels, std::less<>> within_;
    std::map<std::string, std::map<std::string, shape, std::less<>>, std::less<>> columns_;
    labels events_;
};

}  // namespace tramo::describing
