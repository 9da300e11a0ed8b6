// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Regions that no row of a table admits: boxes that touch are one region, told once.
#pragma once

#include <algorithm>
#include <numeric>
#include <utility>

#include <tramo/impl/values/box_diagram.ipp>

namespace tramo::boxes {

/// An extent for each axis, in the order of the levels.
using box = std::vector<extent>;

/// Every two boxes are compared: beyond this many a region may be told more than once.
inline constexpr std::size_t most_boxes = 2'000;

class open_boxes {
public:
    explicit open_boxes(diagram const& of) : of_(of) {
        find_open();
        if (of.root() != no_row && open_[0][of.root()]) walk(0, of.root());
    }
    [[nodiscard]] std::vector<box> take() { return std::move(boxes_); }

private:
    [[nodiscard]] bool is_last(std::size_t level) const { return level + 1 == of_.levels().size(); }

    [[nodiscard]] bool is_open(std::size_t level, edge const& by) const {
        if (is_last(level)) return by.target == no_row;
        return by.target != no_row && open_[level + 1][by.target];
    }

    /// From which nodes a hole can be reached.
    void find_open() {
        open_.resize(of_.levels().size());
        for (auto level = open_.size(); level-- > 0;)
            for (auto const& each : of_.levels()[level])
                open_[level].push_back(std::any_of(each.edges.begin(), each.edges.end(),
                                                   [&](edge const& by) { return is_open(level, by); }));
    }

    void walk(std::size_t level, std::size_t at) {
        for (auto const& by : of_.levels()[level][at].edges) {
            if (!is_open(level, by) || boxes_.size() >= most_boxes) continue;
            path_.push_back(by.part);
            if (is_last(level))
                boxes_.push_back(path_);
            else
                walk(level + 1, by.target);
            path_.pop_back();
        }
    }

    diagram const& of_;
    std::vector<std::vector<bool>> open_;  ///< by level, by node
    std::vector<box> boxes_;
    box path_;
};

/// Whether two boxes have a side in common: they meet on all axes but one, and there follow one another.
[[nodiscard]] inline bool touch(box const& a, box const& b) {
    int neighbours = 0;
    for (std::size_t axis = 0; axis < a.size(); ++axis) {
        if (a[axis].is_text()) {
            if (!meets(a[axis].texts, b[axis].texts)) return false;
            continue;
        }
        auto const gap = std::max(a[axis].first, b[axis].first) - std::min(a[axis].last, b[axis].last);
        if (gap > 1 || (gap == 1 && ++neighbours > 1)) return false;
    }
    return true;
}

/// Boxes by region, regions in the order of their first boxes.
[[nodiscard]] inline std::vector<std::vector<box>> to_regions(std::vector<box> const& boxes) {
    std::vector<std::size_t> above(boxes.size());
    std::iota(above.begin(), above.end(), std::size_t{0});
    auto const top_of = [&](std::size_t place) {
        while (above[place] != place) place = above[place] = above[above[place]];
        return place;
    };
    for (std::size_t a = 0; a < boxes.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            auto const top_a = top_of(a), top_b = top_of(b);
            if (top_a != top_b && touch(boxes[a], boxes[b]))
                above[std::max(top_a, top_b)] = std::min(top_a, top_b);
        }
    std::vector<std::vector<box>> regions;
    std::vector<std::size_t> number(boxes.size());
    for (std::size_t place = 0; place < boxes.size(); ++place) {
        auto const top = top_of(place);
        if (top == place) {
            number[place] = regions.size();
            regions.emplace_back();
        }
        regions[number[top]].push_back(boxes[place]);
    }
    return regions;
}

}  // namespace tramo::boxes
