// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Definitions in an order in which each comes after those it uses, and the cycles that allow none.
// Iterative, so that a chain of 100,000 segments does not exhaust the stack.
#pragma once

#include <tramo/impl/check/names.ipp>

namespace tramo::checking {

/// One definition using another, at a place.
struct use {
    std::size_t target = 0;
    span at;
};

/// The definitions an expression names. The insides of aggregates speak of children.
TRAMO_INLINE void collect_uses(ast::expression const& written, symbol_table const& symbols,
                               std::vector<use>& uses) {
    if (written.kind == ast::node::aggregate) return;
    if (written.kind == ast::node::name && written.member.empty()) {
        auto const* const found = symbols.find(written.text);
        if (found != nullptr && found->kind == symbol_kind::definition)
            uses.push_back({found->index, written.at});
    }
    for (auto const& operand : written.operands) collect_uses(operand, symbols, uses);
}

class definition_sorter {
public:
    definition_sorter(std::vector<std::vector<use>> const& uses, workspace& work)
        : uses_(uses), work_(work), state_(uses.size(), state::fresh) {}

    /// Definitions that are part of a cycle are reported and left out; `in_cycle` tells which.
    [[nodiscard]] std::vector<std::size_t> sort() {
        for (std::size_t start = 0; start < uses_.size(); ++start)
            if (state_[start] == state::fresh) walk(start);
        return std::move(order_);
    }
    [[nodiscard]] bool in_cycle(std::size_t index) const { return state_[index] == state::cyclic; }

private:
    enum class state { fresh, open, done, cyclic };
    struct step {
        std::size_t node = 0;
        std::size_t next = 0;
    };

    void walk(std::size_t start) {
        path_ = {{start, 0}};
        state_[start] = state::open;
        while (!path_.empty()) {
            auto& top = path_.back();
            if (top.next == uses_[top.node].size()) {
                close(top.node);
                path_.pop_back();
                continue;
            }
            auto const& edge = uses_[top.node][top.next++];
            if (state_[edge.target] == state::open) report_cycle(edge);
            if (state_[edge.target] != state::fresh) continue;
            state_[edge.target] = state::open;
            path_.push_back({edge.target, 0});
        }
    }

    void close(std::size_t node) {
        if (state_[node] == state::cyclic) return;
        state_[node] = state::done;
        order_.push_back(node);
    }

    void report_cycle(use const& back) {
        std::size_t first = path_.size();
        while (path_[--first].node != back.target) {
        }
        std::string route;
        for (std::size_t i = first; i < path_.size() && i < first + 8; ++i)
            route += name_of(path_[i].node) + " \u2192 ";
        if (path_.size() > first + 8) route += "… \u2192 ";
        auto what = problem(
            "T3003", backquoted(name_of(back.target)) + " needs itself: " + route + name_of(back.target),
            back.at, "needs " + backquoted(name_of(back.target)) + " again", {"take one of these uses out"});
        for (std::size_t i = first; i + 1 < path_.size() && i < first + 8; ++i)
            what.labels.push_back(
                {uses_[path_[i].node][path_[i].next - 1].at,
                 backquoted(name_of(path_[i].node)) + " needs " + backquoted(name_of(path_[i + 1].node))});
        work_.report(std::move(what));
        for (auto i = first; i < path_.size(); ++i) state_[path_[i].node] = state::cyclic;
    }

    [[nodiscard]] std::string const& name_of(std::size_t index) const {
        return work_.program.definitions[index].name;
    }

    std::vector<std::vector<use>> const& uses_;
    workspace& work_;
    std::vector<state> state_;
    std::vector<step> path_;
    std::vector<std::size_t> order_;
};

}  // namespace tramo::checking
