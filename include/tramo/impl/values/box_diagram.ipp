// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A table of rows as a decision diagram: axis by axis, parts on which the same rows are left to decide are
// one, so that it does not grow with the product of the axes.
#pragma once

#include <algorithm>
#include <map>
#include <utility>

#include <tramo/impl/values/box_extents.ipp>

namespace tramo::boxes {

inline constexpr std::size_t most_nodes = 100'000;

/// Behind an edge is a node of the next level, on the last level a row; `no_row` where none is left.
struct edge {
    extent part;
    std::size_t target = no_row;
};

struct node {
    std::vector<coordinate> path;  ///< the first way to it, in the order of the levels
    std::vector<edge> edges;       ///< by rising numbers; together the whole axis
};

class diagram {
public:
    /// `axes` holds all that can come of each axis, `order` which axis stands on which level. Requires an
    /// axis.
    diagram(std::vector<extent> axes, admissions const& by, std::vector<std::size_t> order)
        : axes_(std::move(axes)),
          by_(by),
          order_(std::move(order)),
          levels_(order_.size()),
          known_(order_.size()) {
        find_covered();
        root_ = build(0, by.live());
    }

    [[nodiscard]] std::vector<std::vector<node>> const& levels() const { return levels_; }
    [[nodiscard]] std::vector<std::size_t> const& order() const { return order_; }
    [[nodiscard]] std::size_t root() const { return root_; }
    [[nodiscard]] bool is_complete() const { return nodes_ <= most_nodes; }

private:
    /// Rows that another one above them covers on all axes from a level on: there they never decide.
    void find_covered() {
        auto const count = by_.by_row.size();
        covered_.assign(order_.size(), std::vector<bit_set>(count, empty_set(count)));
        for (std::size_t above = 0; above < count; ++above)
            for (auto below = above + 1; below < count; ++below)
                for (auto level = order_.size(); level-- > 0;) {
                    auto const axis = order_[level];
                    if (!covers(by_.by_row[above][axis], by_.by_row[below][axis])) break;
                    insert(covered_[level][above], below);
                }
    }

    void reduce(std::size_t level, bit_set& live) const {
        for (auto row = next_member(live); row != no_row; row = next_member(live, row + 1))
            for (std::size_t word = row / 64; word < live.size(); ++word)
                live[word] &= ~covered_[level][row][word];
    }

    [[nodiscard]] std::size_t build(std::size_t level, bit_set live) {
        reduce(level, live);
        if (auto const found = known_[level].find(live); found != known_[level].end()) return found->second;
        if (++nodes_ > most_nodes) return no_row;
        node made;
        made.path = path_;
        for (auto& [part, left] : cut(order_[level], live)) {
            auto target = next_member(left);
            if (level + 1 < order_.size()) {
                path_.push_back(part.lowest());
                target = build(level + 1, std::move(left));
                path_.pop_back();
            }
            made.edges.push_back({std::move(part), target});
        }
        levels_[level].push_back(std::move(made));
        auto const place = levels_[level].size() - 1;
        known_[level].emplace(std::move(live), place);
        return place;
    }

    using cell = std::pair<extent, bit_set>;  ///< part of an axis, and the rows that admit it

    [[nodiscard]] std::vector<cell> cut(std::size_t axis, bit_set const& live) const {
        return axes_[axis].is_text() ? cut_texts(axis, live) : cut_numbers(axis, live);
    }

    [[nodiscard]] std::vector<cell> cut_numbers(std::size_t axis, bit_set const& live) const {
        auto const& all = axes_[axis];
        std::vector<coordinate> starts{all.first};
        for (auto row = next_member(live); row != no_row; row = next_member(live, row + 1)) {
            auto const& part = by_.by_row[row][axis];
            starts.push_back(part.first);
            if (part.last < all.last) starts.push_back(part.last + 1);
        }
        std::sort(starts.begin(), starts.end());
        starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
        std::vector<cell> cells;
        for (std::size_t place = 0; place < starts.size(); ++place) {
            auto const last = place + 1 < starts.size() ? starts[place + 1] - 1 : all.last;
            auto left = rows_at(axis, live, [&](extent const& part) {
                return part.first <= starts[place] && starts[place] <= part.last;
            });
            if (!cells.empty() && cells.back().second == left)
                cells.back().first.last = last;
            else
                cells.push_back({{starts[place], last, {}}, std::move(left)});
        }
        return cells;
    }

    [[nodiscard]] std::vector<cell> cut_texts(std::size_t axis, bit_set const& live) const {
        std::vector<cell> cells;
        auto const& all = axes_[axis].texts;
        for (auto text = next_member(all); text != no_row; text = next_member(all, text + 1)) {
            auto left = rows_at(axis, live, [&](extent const& part) { return contains(part.texts, text); });
            auto same = std::find_if(cells.begin(), cells.end(),
                                     [&](cell const& each) { return each.second == left; });
            if (same == cells.end()) {
                cells.push_back({{0, 0, bit_set(all.size())}, std::move(left)});
                same = cells.end() - 1;
            }
            insert(same->first.texts, text);
        }
        return cells;
    }

    template <class Admits>
    [[nodiscard]] bit_set rows_at(std::size_t axis, bit_set const& live, Admits admits) const {
        auto left = empty_set(by_.by_row.size());
        for (auto row = next_member(live); row != no_row; row = next_member(live, row + 1))
            if (admits(by_.by_row[row][axis])) insert(left, row);
        return left;
    }

    std::vector<extent> axes_;
    admissions const& by_;
    std::vector<std::size_t> order_;
    std::vector<std::vector<node>> levels_;
    std::vector<std::map<bit_set, std::size_t>> known_;
    std::vector<std::vector<bit_set>> covered_;  ///< by level, by row
    std::vector<coordinate> path_;
    std::size_t nodes_ = 0, root_ = no_row;
};

}  // namespace tramo::boxes
