// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Definitions in an order in which each comes after those it uses, and the cycles that allow none.
// Iterative, so that a chain of 100,000 segments does not exhaust the stack.
#pragma once

#include <tramo/impl/check/activity_names.ipp>

namespace tramo::checking {

/// One definition using another, at a place.
struct use {
    std::size_t target = 0;
    span at;
};

/// Whether a word is a value of what stands beside it, an alert, an indicator or an action, whatever else it
/// names.
[[nodiscard]] TRAMO_INLINE bool is_value_beside(ast::expression const& beside, std::string const& word,
                                                workspace const& work) {
    auto const* at = &beside;
    for (int i = 0; i < 24 && at != nullptr; ++i) {
        if (at->kind == ast::node::activity) return has_action_names(*at) && work.actions.contains(word);
        if (at->kind == ast::node::alert) {
            auto const* const found = work.alerts.find(at->text);
            if (found == nullptr || at->word != keyword::state) return false;
            auto const& states = work.program.alerts[found->index].states;
            auto const is_meant = [&](alert_state const& one) { return one.name == word; };
            return is_none(word, work) || std::any_of(states.begin(), states.end(), is_meant);
        }
        if (at->kind != ast::node::name || !at->member.empty()) return false;
        auto const* const found = work.symbols.find(at->text);
        if (found == nullptr || found->kind != symbol_kind::definition) return false;
        if (auto const* const indicator = work.indicators[found->index]) {
            auto const is_meant = [&](auto const& one) { return one.name.text == word; };
            return (indicator->rest && is_meant(*indicator->rest)) ||
                   std::any_of(indicator->queues.begin(), indicator->queues.end(), is_meant);
        }
        at = work.meanings[found->index];
    }
    return false;
}

/// The definitions (or counters) an expression names. The insides of aggregates speak of children.
class use_collector {
public:
    use_collector(workspace const& work, std::vector<use>& uses, symbol_kind of = symbol_kind::definition)
        : work_(work), uses_(uses), of_(of) {}

    void collect(ast::expression const& written) {
        if (written.kind == ast::node::aggregate) return;
        if (is_bare(written)) {
            auto const* const found = work_.symbols.find(written.text);
            if (found != nullptr && found->kind == of_) uses_.push_back({found->index, written.at});
        } else if (written.kind == ast::node::name) {
            collect_axes(written);
        }
        for (std::size_t i = 0; i < written.operands.size(); ++i)
            if (!is_value(written, i)) collect(written.operands[i]);
    }

private:
    /// A column of a table asks for what the table is drawn up by.
    void collect_axes(ast::expression const& written) {
        auto const* const table = work_.symbols.find(written.text);
        if (table == nullptr || table->kind != symbol_kind::table) return;
        for (auto const& axis : work_.tables[table->index].written->axes) {
            auto const* const found = work_.symbols.find(axis.name.text);
            if (found != nullptr && found->kind == of_) uses_.push_back({found->index, written.at});
        }
    }

    [[nodiscard]] static bool is_bare(ast::expression const& written) {
        return written.kind == ast::node::name && written.member.empty();
    }

    /// Whether an operand of a comparison or a list is a value of the other, or of the first.
    [[nodiscard]] bool is_value(ast::expression const& of, std::size_t operand) const {
        bool const is_compare = of.kind == ast::node::compare;
        bool const is_member = of.kind == ast::node::in && operand > 0;
        auto const& asked = of.operands[operand];
        if ((!is_compare && !is_member) || !is_bare(asked)) return false;
        return is_value_beside(of.operands[is_compare ? 1 - operand : 0], asked.text, work_);
    }

    workspace const& work_;
    std::vector<use>& uses_;
    symbol_kind of_;
};

class definition_sorter {
public:
    definition_sorter(std::vector<std::vector<use>> const& uses, workspace& work,
                      symbol_kind of = symbol_kind::definition)
        : uses_(uses), work_(work), of_(of), state_(uses.size(), state::fresh) {}

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
        return of_ == symbol_kind::counter ? work_.program.counters[index].name
                                           : work_.program.definitions[index].name;
    }

    std::vector<std::vector<use>> const& uses_;
    workspace& work_;
    symbol_kind of_;
    std::vector<state> state_;
    std::vector<step> path_;
    std::vector<std::size_t> order_;
};

}  // namespace tramo::checking
