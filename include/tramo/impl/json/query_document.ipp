// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The document around a condition that was read from a query: what it needs of the policy it was asked with.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/json/query_values.ipp>

namespace tramo::query_json {

/// Everything that a condition names, with what that names in turn.
class needed_names {
public:
    explicit needed_names(ast::document const& of) : document_(of) {}

    void follow(ast::expression const& what) {
        std::vector<ast::expression const*> left{&what};
        while (!left.empty()) {
            auto const& one = *left.back();
            left.pop_back();
            for (auto const& part : one.operands) left.push_back(&part);
            if (one.kind == ast::node::name)
                follow_name(one.text, left);
            else
                needs_all_ = needs_all_ || is_told_by_others(one.kind);
        }
    }

    /// Whether alerts, actions, counters, holds, promises or tables are asked, which the rest of the policy
    /// makes.
    [[nodiscard]] bool needs_all() const { return needs_all_; }

    [[nodiscard]] bool keeps(ast::declaration const& one, std::string const& segment) const {
        if (auto const* const other = std::get_if<ast::segment_declaration>(&one))
            return needs_all_ ? other->name.text != segment : names_.contains(other->name.text);
        if (needs_all_ || is_of_data(one)) return true;
        if (auto const* const value = std::get_if<ast::value_declaration>(&one))
            return names_.contains(value->name.text);
        auto const* const strategy = std::get_if<ast::strategy_declaration>(&one);
        return strategy != nullptr && strategy->is_indicator && names_.contains(strategy->name.text);
    }

private:
    [[nodiscard]] static bool is_told_by_others(ast::node kind) {
        return kind == ast::node::alert || kind == ast::node::activity || kind == ast::node::hold ||
               kind == ast::node::treated;
    }

    [[nodiscard]] static bool is_of_data(ast::declaration const& one) {
        return std::holds_alternative<ast::policy_declaration>(one) ||
               std::holds_alternative<ast::field_declaration>(one) ||
               std::holds_alternative<ast::collection_declaration>(one) ||
               std::holds_alternative<ast::parameter_declaration>(one);
    }

    void follow_name(std::string const& name, std::vector<ast::expression const*>& left) {
        if (!names_.insert(name).second) return;
        for (auto const& one : document_.declarations) {
            if (auto const* const value = std::get_if<ast::value_declaration>(&one)) {
                if (value->name.text == name) left.push_back(&value->meaning);
            } else if (auto const* const segment = std::get_if<ast::segment_declaration>(&one)) {
                if (segment->name.text == name) left.push_back(&segment->condition);
            } else if (auto const* const strategy = std::get_if<ast::strategy_declaration>(&one)) {
                if (strategy->name.text == name)
                    for (auto const& queue : strategy->queues) left.push_back(&queue.condition);
            } else {
                needs_all_ = needs_all_ || is_made_elsewhere(one, name);
            }
        }
    }

    [[nodiscard]] static bool is_made_elsewhere(ast::declaration const& one, std::string const& name) {
        auto const* const counter = std::get_if<ast::counter_declaration>(&one);
        auto const* const table = std::get_if<ast::table_declaration>(&one);
        return (counter != nullptr && counter->name.text == name) ||
               (table != nullptr && table->name.text == name);
    }

    ast::document const& document_;
    std::set<std::string> names_;
    bool needs_all_ = false;
};

[[nodiscard]] inline ast::segment_declaration segment_of(std::string const& name, ast::expression condition) {
    ast::segment_declaration made;
    made.name.text = name;
    made.condition = std::move(condition);
    made.comments.blank_line_before = true;
    return made;
}

/// What the condition needs of the policy, and the segment behind it.
[[nodiscard]] inline ast::document document_with(ast::document const& policy, std::string const& name,
                                                 ast::expression condition) {
    needed_names needed(policy);
    needed.follow(condition);
    ast::document made;
    for (auto const& one : policy.declarations)
        if (needed.keeps(one, name)) made.declarations.push_back(one);
    made.declarations.emplace_back(segment_of(name, std::move(condition)));
    return made;
}

[[nodiscard]] inline ast::document document_with(std::vector<ast::field_declaration> fields,
                                                 std::string const& name, ast::expression condition) {
    ast::document made;
    for (auto& one : fields) made.declarations.emplace_back(std::move(one));
    made.declarations.emplace_back(segment_of(name, std::move(condition)));
    return made;
}

}  // namespace tramo::query_json
