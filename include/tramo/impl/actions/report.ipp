// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Sums up best actions along the palettes' trees.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include <tramo/actions/report.hpp>
#include <tramo/impl/actions/exact_quotient.ipp>

namespace tramo::actions {
namespace reporting {

struct sums {
    std::int64_t actions = 0, cases = 0, contacted = 0, actions_on_cases = 0;
    int128 amount = 0;

    void add(sums const& other) {
        actions += other.actions;
        cases += other.cases;
        contacted += other.contacted;
        actions_on_cases += other.actions_on_cases;
        amount += other.amount;
    }
    [[nodiscard]] bool is_zero() const {
        return actions == 0 && cases == 0 && actions_on_cases == 0 && amount == 0;
    }
};

[[nodiscard]] inline bool belongs(case_standings const& found, std::size_t number, std::uint16_t group) {
    if (group >= apart_group) return false;
    return found.groups.empty() ? group == 0 : found.groups[number] == group;
}

/// By kind, `other()` and then those without an action behind the kinds.
[[nodiscard]] inline std::vector<sums> sums_by_kind(palette_set const& all, case_standings const& found,
                                                    std::uint16_t group,
                                                    std::span<std::int64_t const> amounts) {
    std::size_t const none = std::size_t{all.other()} + 1;
    std::vector<sums> made(none + 1);
    for (std::size_t number = 0; number < found.best.size(); ++number) {
        if (!belongs(found, number, group)) continue;
        auto const& best = found.best[number];
        auto& into = made[best.is_there() ? best.kind : none];
        ++into.cases;
        into.actions_on_cases += found.attempts[number];
        if (!amounts.empty()) into.amount += amounts[number];
    }
    if (group < found.of_kind.size())
        for (std::size_t kind = 0; kind < found.of_kind[group].size(); ++kind)
            made[kind].actions += found.of_kind[group][kind];
    for (std::size_t kind = 0; kind < all.kinds.size(); ++kind)
        if (all.kinds[kind].is_contact || all.kinds[kind].is_right_party)
            made[kind].contacted = made[kind].cases;
    return made;
}

/// The trees of all palettes laid over each other.
struct merged_tree {
    struct node {
        std::vector<std::uint16_t> kinds;
        std::vector<std::uint32_t> children;
    };
    std::vector<node> nodes{1};  ///< the first is above all
    std::vector<std::uint32_t> of_kind;
};

[[nodiscard]] inline merged_tree merge(palette_set const& all) {
    merged_tree made;
    std::map<std::pair<std::uint32_t, std::string_view>, std::uint32_t> met;
    for (std::uint16_t kind = 0; kind < all.other(); ++kind) {
        auto const& from = all.kinds[kind];
        std::uint32_t const parent = from.parent == no_kind ? 0 : made.of_kind[from.parent];
        auto const fresh = static_cast<std::uint32_t>(made.nodes.size());
        auto const [place, is_new] = met.try_emplace({parent, from.name}, fresh);
        if (is_new) {
            made.nodes.emplace_back();
            made.nodes[parent].children.push_back(fresh);
        }
        made.nodes[place->second].kinds.push_back(kind);
        made.of_kind.push_back(place->second);
    }
    return made;
}

class report_writer {
public:
    report_writer(palette_set const& all, std::vector<sums> by_kind)
        : all_(all), tree_(merge(all)), by_kind_(std::move(by_kind)) {}

    [[nodiscard]] action_report write() {
        made_.row_of_kind.resize(std::size_t{all_.other()} + 1);
        auto const total = add_nodes();
        made_.row_of_kind.back() = add_row(row_kind::other, {"(other)"}, by_kind_[all_.other()]);
        made_.no_action_row = add_row(row_kind::no_action, {"(no action)"}, by_kind_.back());
        sums whole = total;
        whole.add(by_kind_[all_.other()]);
        whole.add(by_kind_.back());
        made_.base = whole.cases;
        made_.actions = whole.actions;
        made_.amount = whole.amount;
        for (std::size_t row = 0; row < made_.rows.size(); ++row) finish(made_.rows[row], of_row_[row]);
        return std::move(made_);
    }

private:
    using node = merged_tree::node;

    /// A node that is being written: its row, and how many of its children have been.
    struct open_node {
        std::uint32_t number = 0, row = 0;
        std::size_t next = 0;
    };

    std::uint32_t add_row(row_kind what, std::vector<std::string> path, sums const& of) {
        auto const number = static_cast<std::uint32_t>(made_.rows.size());
        report_row row;
        row.what = what;
        row.depth = static_cast<int>(path.size()) - 1;
        row.path = std::move(path);
        row.parent = number;
        made_.rows.push_back(std::move(row));
        of_row_.push_back(of);
        return number;
    }

    [[nodiscard]] sums own(node const& of) const {
        sums made;
        for (auto const kind : of.kinds) made.add(by_kind_[kind]);
        return made;
    }

    std::uint32_t open(node const& from, std::uint32_t parent, bool is_top) {
        std::vector<std::string> path;
        if (!is_top) path = made_.rows[parent].path;
        path.push_back(all_.kinds[from.kinds.front()].label);
        auto const number = add_row(row_kind::node, std::move(path), own(from));
        auto& row = made_.rows[number];
        if (!is_top) row.parent = parent;
        row.kinds = from.kinds;
        for (auto const kind : from.kinds) {
            auto const& of = all_.kinds[kind];
            row.is_contact = row.is_contact || of.is_contact || of.is_right_party;
            made_.row_of_kind[kind] = number;
        }
        auto const rank = all_.kinds[from.kinds.front()].rank;
        bool const is_level = std::all_of(from.kinds.begin(), from.kinds.end(),
                                          [&](auto const kind) { return all_.kinds[kind].rank == rank; });
        row.rank = is_level ? rank : 0;
        return number;
    }

    /// What is coded with the node itself stands in a row of its own, so that the rows within it add up.
    void add_unspecified(node const& from, std::uint32_t parent) {
        auto const rest = own(from);
        if (from.children.empty() || rest.is_zero()) return;
        auto path = made_.rows[parent].path;
        path.emplace_back("(unspecified)");
        auto& row = made_.rows[add_row(row_kind::unspecified, std::move(path), rest)];
        row.parent = parent;
        row.rank = made_.rows[parent].rank;
        row.is_contact = made_.rows[parent].is_contact;
    }

    /// The nodes' rows, each before those within it, without recursion: trees may be deep. Returns the sum of
    /// all.
    sums add_nodes() {
        sums total;
        std::vector<open_node> path{{}};
        while (!path.empty()) {
            auto& last = path.back();
            auto const& from = tree_.nodes[last.number];
            if (last.next < from.children.size()) {
                auto const child = from.children[last.next++];
                auto const row = open(tree_.nodes[child], last.row, path.size() == 1);
                path.push_back({child, row, 0});
                continue;
            }
            if (last.number != 0) close(from, last, path.size() == 2 ? &total : nullptr);
            path.pop_back();
        }
        return total;
    }

    void close(node const& from, open_node const& done, sums* total) {
        add_unspecified(from, done.row);
        auto const sum = of_row_[done.row];
        if (total)
            total->add(sum);
        else
            of_row_[made_.rows[done.row].parent].add(sum);
    }

    void finish(report_row& row, sums const& of) const {
        row.actions = of.actions;
        row.cases = of.cases;
        row.contacted = of.contacted;
        row.actions_on_cases = of.actions_on_cases;
        row.amount = of.amount;
        row.ratio = ratio_of(of.actions, of.cases);
        row.ratio_on_cases = ratio_of(of.actions_on_cases, of.cases);
        row.percent = percent_of(of.cases, made_.base);
        row.amount_percent = percent_of(of.amount, made_.amount);
    }

    palette_set const& all_;
    merged_tree tree_;
    std::vector<sums> by_kind_;
    std::vector<sums> of_row_;
    action_report made_;
};

/// By kind, `other()` and then those without an action behind the kinds: whether its cases are the row's.
[[nodiscard]] inline std::vector<bool> kinds_of_row(action_report const& from, std::size_t row) {
    auto const what = from.rows[row].what;
    auto const of = what == row_kind::unspecified ? from.rows[row].parent : row;
    auto end = of + 1;
    if (what == row_kind::node)
        while (end < from.rows.size() && from.rows[end].depth > from.rows[row].depth) ++end;
    std::vector<bool> made;
    for (auto const place : from.row_of_kind) made.push_back(place >= of && place < end);
    made.push_back(what == row_kind::no_action);
    return made;
}

}  // namespace reporting

TRAMO_INLINE action_report report(palette_set const& all, case_standings const& found, std::uint16_t group,
                                  std::span<std::int64_t const> amounts) {
    return reporting::report_writer(all, reporting::sums_by_kind(all, found, group, amounts)).write();
}

TRAMO_INLINE std::vector<std::uint32_t> cases_of(action_report const& from, case_standings const& found,
                                                 std::uint16_t group, std::size_t row) {
    std::vector<std::uint32_t> made;
    if (row >= from.rows.size()) return made;
    auto const wanted = reporting::kinds_of_row(from, row);
    for (std::size_t number = 0; number < found.best.size(); ++number) {
        auto const& best = found.best[number];
        bool const is_its = wanted[best.is_there() ? best.kind : wanted.size() - 1];
        if (is_its && reporting::belongs(found, number, group))
            made.push_back(static_cast<std::uint32_t>(number));
    }
    return made;
}

TRAMO_INLINE decimal percent_of(int128 part, int128 whole) {
    return quotients::with_two_decimals(part, whole, 2);
}

TRAMO_INLINE decimal ratio_of(int128 part, int128 whole) {
    return quotients::with_two_decimals(part, whole, 0);
}

}  // namespace tramo::actions
