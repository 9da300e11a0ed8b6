// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plans that ask for some expressions of a policy, and for nothing else of it.
#pragma once

#include <tramo/impl/plan/compile.ipp>

namespace tramo::planning {

/// The definitions that expressions name, and those that these name in turn: without recursion into
/// definitions, of which there may be a long chain.
class definition_finder {
public:
    definition_finder(program const& policy, std::vector<std::size_t> const& active_version)
        : policy_(policy), active_version_(active_version), is_used_(policy.definitions.size(), false) {}

    void follow(typed_expression const& what) {
        note(what);
        while (!open_.empty()) {
            auto const index = open_.back();
            open_.pop_back();
            auto const& definition = policy_.definitions[index];
            auto const version = definition.is_segment ? active_version_[index] : 0;
            if (version != no_version) note(definition.versions[version].meaning);
        }
    }
    [[nodiscard]] bool is_used(std::size_t index) const { return is_used_[index]; }

private:
    void note(typed_expression const& what) {
        if (what.what == operation::definition && !is_used_[what.index]) {
            is_used_[what.index] = true;
            open_.push_back(what.index);
        }
        for (auto const& one : what.operands) note(one);
    }

    program const& policy_;
    std::vector<std::size_t> const& active_version_;
    std::vector<bool> is_used_;
    std::vector<std::size_t> open_;
};

/// Definitions before those that use them, so that no chain of them is lowered by recursion.
TRAMO_INLINE void lowering::lower_used_definitions(std::vector<typed_expression const*> const& asked) {
    definition_finder finder(policy_, active_version_);
    for (auto const* const one : asked) finder.follow(*one);
    for (auto const index : policy_.order)
        if (finder.is_used(index)) lower_definition(index);
}

TRAMO_INLINE void lowering::ask(std::string const& name, std::string const& label, std::string const& rule_id,
                                std::string const& version, typed_expression const& what,
                                std::size_t definition, std::size_t index) {
    plan_.segments.push_back(
        {name, label, rule_id, version, condition(what, graphs_[0]), true, definition, index});
}

/// Makes a number an output; its index.
TRAMO_INLINE std::size_t lowering::put_out(typed_expression const& what) {
    plan_.outputs.push_back(number(what, graphs_[0]));
    return plan_.outputs.size() - 1;
}

}  // namespace tramo::planning
