// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Decides by a table of discounts, and finds what is wrong with one.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <tramo/impl/offers/matrix_diagram.ipp>
#include <tramo/impl/offers/matrix_holes.ipp>
#include <tramo/impl/offers/matrix_splitting.ipp>
#include <tramo/offers/settlement_matrix.hpp>

namespace tramo::offers {
namespace matrix {

[[nodiscard]] inline bool admits(matrix_range const& range, std::variant<decimal, std::string> const& value) {
    if (range.is_all) return true;
    if (auto const* text = std::get_if<std::string>(&value))
        return std::find(range.texts.begin(), range.texts.end(), *text) != range.texts.end();
    auto const& number = std::get<decimal>(value);
    if (range.from && number < *range.from) return false;
    return !range.until || (range.half_open ? number < *range.until : number <= *range.until);
}

[[nodiscard]] inline std::string row_name(std::size_t row) {
    return "row " + std::to_string(row + 1);
}

/// Rows that are wrong by themselves.
inline void find_wrong_rows(settlement_matrix const& of, admissions const& by, std::size_t most,
                            std::vector<matrix_finding>& found) {
    auto const add = [&](matrix_flaw what, std::size_t row, std::string message) {
        auto const before = std::count_if(found.begin(), found.end(),
                                          [&](matrix_finding const& each) { return each.what == what; });
        if (static_cast<std::size_t>(before) >= most) return;
        matrix_finding flaw;
        flaw.what = what;
        flaw.row = row;
        flaw.message = std::move(message);
        found.push_back(std::move(flaw));
    };
    for (std::size_t row = 0; row < of.rows.size(); ++row) {
        auto const& share = of.rows[row].share;
        if (share < decimal(0) || decimal(1) < share)
            add(matrix_flaw::bad_share, row,
                row_name(row) + " forgives " + percent(share) + "; it must be from 0% to 100%");
        auto const& parts = by.by_row[row];
        auto const nothing = std::find_if(parts.begin(), parts.end(), is_nothing);
        if (nothing != parts.end())
            add(matrix_flaw::empty_range, row,
                row_name(row) + " admits nothing: no " +
                    of.axes[static_cast<std::size_t>(nothing - parts.begin())].name + " is in its range");
    }
}

class fall_search {
public:
    fall_search(settlement_matrix const& of, diagram const& in, std::size_t most)
        : of_(of), in_(in), most_(most) {}

    void run(std::vector<matrix_finding>& found) {
        for (auto const& each : in_.levels().back()) look_at(each, found);
    }

private:
    void look_at(node const& each, std::vector<matrix_finding>& found) {
        edge const* best = nullptr;
        for (auto const& by : each.edges) {
            if (by.target == no_row) continue;
            bool const is_higher = !best || share_of(*best) <= share_of(by);
            if (!is_higher && told_.size() < most_ && told_.insert({best->target, by.target}).second)
                found.push_back(tell(each, *best, by));
            if (!best || share_of(*best) < share_of(by)) best = &by;
        }
    }

    [[nodiscard]] decimal const& share_of(edge const& by) const { return of_.rows[by.target].share; }

    [[nodiscard]] matrix_finding tell(node const& where, edge const& before, edge const& after) const {
        auto const point = [&](edge const& by) {
            auto path = where.path;
            path.push_back(by.part.first);
            return to_point(of_, in_.order(), path);
        };
        auto const& axis = of_.axes[in_.order().back()];
        matrix_finding fall;
        fall.what = matrix_flaw::falling;
        fall.witness = point(after);
        fall.before = point(before);
        fall.row = after.target;
        fall.row_before = before.target;
        fall.message = "at " + describe(of_, fall.witness) + " " + row_name(after.target) + " forgives " +
                       percent(share_of(after)) + ", less than the " + percent(share_of(before)) + " of " +
                       row_name(before.target) + " at " + axis.name + " = " +
                       to_shortest_string(decimal(before.part.first, axis.scale));
        return fall;
    }

    settlement_matrix const& of_;
    diagram const& in_;
    std::size_t most_;
    std::set<std::pair<std::size_t, std::size_t>> told_;
};

inline void find_hidden(settlement_matrix const& of, admissions const& by, diagram const& in,
                        std::size_t most, std::vector<matrix_finding>& found) {
    auto deciding = empty_set(of.rows.size());
    for (auto const& each : in.levels().back())
        for (auto const& edge : each.edges)
            if (edge.target != no_row) insert(deciding, edge.target);
    auto const live = by.live();
    for (auto row = next_member(live); row != no_row && most > 0; row = next_member(live, row + 1)) {
        if (contains(deciding, row)) continue;
        --most;
        matrix_finding hidden;
        hidden.what = matrix_flaw::hidden;
        hidden.row = row;
        for (std::size_t axis = 0; axis < of.axes.size(); ++axis)
            hidden.witness.push_back(value_at(of.axes[axis], by.by_row[row][axis].lowest()));
        hidden.row_before = deciding_row(of, hidden.witness).value_or(row);
        hidden.message = row_name(row) + " never decides: rows above it take all that it admits, " +
                         row_name(hidden.row_before) + " for example " + describe(of, hidden.witness);
        found.push_back(std::move(hidden));
    }
}

[[nodiscard]] inline matrix_finding unfinished() {
    matrix_finding end;
    end.what = matrix_flaw::unfinished;
    end.message = "the rows cut each other into more than " + std::to_string(most_nodes) +
                  " parts; not all of them were looked at";
    return end;
}

/// A table without axes is one box.
[[nodiscard]] inline std::vector<matrix_finding> verify_without_axes(settlement_matrix const& of,
                                                                     std::vector<matrix_finding> found) {
    if (of.rows.empty()) {
        found.emplace_back();
        found.back().message = "there is no row";
    }
    for (std::size_t row = 1; row < of.rows.size(); ++row) {
        found.emplace_back();
        found.back().what = matrix_flaw::hidden;
        found.back().row = row;
        found.back().message = row_name(row) + " never decides: row 1 takes all that it admits";
    }
    return found;
}

}  // namespace matrix

TRAMO_INLINE std::optional<std::size_t> deciding_row(settlement_matrix const& of, matrix_point const& at) {
    for (std::size_t row = 0; row < of.rows.size(); ++row) {
        auto const& ranges = of.rows[row].ranges;
        bool admits = true;
        for (std::size_t axis = 0; admits && axis < ranges.size() && axis < at.size(); ++axis)
            admits = matrix::admits(ranges[axis], at[axis]);
        if (admits) return row;
    }
    return {};
}

TRAMO_INLINE std::vector<matrix_finding> verify(settlement_matrix const& of, std::size_t most) {
    std::vector<matrix_finding> found;
    auto const by = matrix::admissions_of(of);
    matrix::find_wrong_rows(of, by, most, found);
    if (of.axes.empty()) return matrix::verify_without_axes(of, std::move(found));
    auto const plain = matrix::diagram_of(of, by, matrix::order_with_last(of, of.axes.size() - 1));
    bool is_complete = plain.is_complete();
    matrix::find_holes(of, plain, most, found);
    for (std::size_t axis = 0; axis < of.axes.size(); ++axis) {
        if (!of.axes[axis].is_rising || of.axes[axis].is_text) continue;
        auto const turned = matrix::diagram_of(of, by, matrix::order_with_last(of, axis));
        is_complete = is_complete && turned.is_complete();
        matrix::fall_search(of, turned, most).run(found);
    }
    if (plain.is_complete()) matrix::find_hidden(of, by, plain, most, found);
    if (!is_complete) found.push_back(matrix::unfinished());
    return found;
}

TRAMO_INLINE std::optional<matrix_finding> find_gain_from_splitting(settlement_matrix const& of,
                                                                    std::size_t amount_axis) {
    auto const by = matrix::admissions_of(of);
    auto const turned = matrix::diagram_of(of, by, matrix::order_with_last(of, amount_axis));
    for (auto const& each : turned.levels().back())
        if (auto const gain = matrix::splitting_search(matrix::pieces_of(of, each)).run())
            return matrix::tell(of, turned, each, *gain);
    if (!turned.is_complete()) return matrix::unfinished();
    return {};
}

}  // namespace tramo::offers
