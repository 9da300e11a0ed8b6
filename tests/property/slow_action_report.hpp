// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The report of best actions as the language page has it, row by row, and where each row of the feed went.
#pragma once

#include <set>

#include "slow_actions.hpp"

namespace tramo_test {

struct acts_row {
    std::int64_t actions = 0, cases = 0, on_cases = 0, amount = 0;
    int rank = 0;
    [[nodiscard]] bool is_nothing() const { return actions == 0 && cases == 0 && on_cases == 0; }
};

/// By path of labels, as `Promise / (unspecified)`.
struct acts_report {
    std::int64_t base = 0, actions = 0, amount = 0;
    std::map<std::string, acts_row> rows;
};

/// Of rows with one fault alone it is known where they are counted; of others, that it is in one of several.
struct acts_range {
    std::int64_t least = 0, most = 0;
};
struct acts_ledger {
    acts_range set_apart, without_case, out_of_scope, too_late, outside_window;
    std::set<std::int64_t> errors;  ///< rows that are told why they are not counted
    acts_range others;              ///< of codes that are listed
};

inline std::string acts_label_path(acts_palette const& of, int node) {
    auto const& one = of.at(node);
    return (one.parent < 0 ? "" : acts_label_path(of, one.parent) + " / ") + one.shown();
}

class slow_report {
public:
    using scope = std::function<bool(std::size_t)>;

    slow_report(acts_policy const& with, slow_actions const& of, std::vector<acts_case> const& cases,
                std::vector<acts_action> const& rows, scope in_scope)
        : with_(with), of_(of), cases_(cases), rows_(rows), in_scope_(std::move(in_scope)) {}

    [[nodiscard]] acts_report make() {
        made_ = {};
        meet_nodes();
        for (std::size_t i = 0; i < cases_.size(); ++i)
            if (of_.is_a_case(i) && in_scope_(i)) add_case(i);
        return std::move(made_);
    }

    [[nodiscard]] acts_ledger ledger() const {
        acts_ledger made;
        for (std::size_t i = 0; i < rows_.size(); ++i) note(made, i);
        return made;
    }

private:
    static constexpr int differing = -1;  ///< several palettes, each with a rank of its own

    void meet_nodes() {
        for (auto const& in : with_.palettes)
            for (int node = 0; node < static_cast<int>(in.nodes.size()); ++node) {
                auto const path = acts_label_path(in, node);
                auto& row = made_.rows[path];
                auto const rank = *acts_said(in, node, &acts_node::rank);
                row.rank = row.rank == 0 || row.rank == rank ? rank : differing;
                if (in.at(node).parent >= 0) around_.insert(acts_label_path(in, in.at(node).parent));
            }
        made_.rows["(other)"];
        made_.rows["(no action)"];
    }

    /// The row of a code, those around it, and the one within it for what is coded no further.
    [[nodiscard]] std::vector<std::string> paths_of(acts_code const& code) const {
        if (code.node < 0) return {"(other)"};
        std::vector<std::string> paths;
        auto const& in = with_.palettes[static_cast<std::size_t>(code.palette)];
        for (int up = code.node; up >= 0; up = in.at(up).parent) paths.push_back(acts_label_path(in, up));
        if (around_.count(paths[0]) != 0) paths.push_back(paths[0] + " / (unspecified)");
        return paths;
    }

    void add_case(std::size_t which) {
        auto const standing = of_.standing(which);
        for (auto const row : of_.rows_of(which))
            if (of_.is_in_window(which, rows_[row]))
                for (auto const& path : paths_of(acts_code_of(with_, of_.palette_of(which), rows_[row])))
                    ++made_.rows[path].actions;
        auto const amount = cases_[which].balance.value_or(0);
        auto const under =
            standing.best.is_there ? paths_of(standing.best.of) : std::vector<std::string>{"(no action)"};
        for (auto const& path : under) {
            auto& row = made_.rows[path];
            ++row.cases;
            row.on_cases += standing.window;
            row.amount += amount;
        }
        ++made_.base;
        made_.actions += standing.window;
        made_.amount += amount;
    }

    void note(acts_ledger& into, std::size_t number) const {
        auto const& row = rows_[number];
        auto const which = of_.case_of(row);
        bool const is_sound = of_.is_sound(row);
        bool const is_nobody = row.key && !which;
        bool const is_out = which && (!of_.is_a_case(*which) || !in_scope_(*which) || !of_.is_of_agent(row));
        bool const is_late = of_.is_too_late(row);
        bool const is_old = is_sound && which && !is_late && !of_.is_in_window(*which, row);
        auto const faults = !is_sound + is_nobody + is_out + is_late + is_old;
        auto const count = [&](acts_range& range, bool is_it) {
            range.least += is_it && faults == 1;
            range.most += is_it;
        };
        count(into.set_apart, !is_sound);
        count(into.without_case, is_nobody);
        count(into.out_of_scope, is_out);
        count(into.too_late, is_late);
        count(into.outside_window, is_old);
        if (!is_sound || is_nobody) into.errors.insert(static_cast<std::int64_t>(number));
        if (!row.codes[0]) return;
        bool const is_whole = is_sound && which && of_.is_a_case(*which);
        if (is_whole && !acts_code_of(with_, of_.palette_of(*which), row).is_listed) return;
        // Whether a code is listed that counts nowhere is left open.
        into.others.least += faults == 0;
        ++into.others.most;
    }

    acts_policy const& with_;
    slow_actions const& of_;
    std::vector<acts_case> const& cases_;
    std::vector<acts_action> const& rows_;
    scope in_scope_;
    acts_report made_;
    std::set<std::string> around_;
};

/// part / whole with two decimals, half up; 0.00 of nothing.
inline std::string acts_quotient(std::int64_t part, std::int64_t whole) {
    if (whole == 0) return "0.00";
    auto const hundredths = (200 * part + whole) / (2 * whole);
    auto const digits = std::to_string(100 + hundredths % 100);
    return std::to_string(hundredths / 100) + "." + digits.substr(1);
}

/// A line for each row: `path 3/1 on 5 amount 700 rank 2 3.00 50.00% 5.00`.
inline std::vector<std::string> in_words(acts_report const& of) {
    std::vector<std::string> lines = {std::to_string(of.actions) + "/" + std::to_string(of.base) +
                                      " amount " + std::to_string(of.amount)};
    for (auto const& [path, row] : of.rows) {
        bool const is_rest = path.find("(unspecified)") != std::string::npos;
        if (is_rest && row.is_nothing()) continue;
        lines.push_back(
            path + " " + std::to_string(row.actions) + "/" + std::to_string(row.cases) + " on " +
            std::to_string(row.on_cases) + " amount " + std::to_string(row.amount) + " rank " +
            std::to_string(is_rest ? 0 : std::max(0, row.rank)) + " " +
            acts_quotient(row.actions, row.cases) + " " + acts_quotient(100 * row.cases, of.base) + "% " +
            acts_quotient(row.on_cases, row.cases) + " " + acts_quotient(100 * row.amount, of.amount) + "%");
    }
    std::sort(lines.begin(), lines.end());
    return lines;
}

}  // namespace tramo_test
