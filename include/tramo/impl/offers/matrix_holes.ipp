// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Regions that no row of a table admits: boxes that touch are one region, told once.
#pragma once

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include <tramo/impl/offers/matrix_diagram.ipp>

namespace tramo::offers::matrix {

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

/// The place to show of a region: single numbers that are left out, here or elsewhere in the region, say more
/// than the least number of a wide gap does.
[[nodiscard]] inline std::vector<coordinate> witness_of(std::vector<box> const& region) {
    std::size_t const axes = region.front().size();
    std::vector<std::vector<coordinate>> single(axes);
    for (auto const& each : region)
        for (std::size_t axis = 0; axis < axes; ++axis)
            if (!each[axis].is_text() && each[axis].first == each[axis].last)
                single[axis].push_back(each[axis].first);
    for (auto& numbers : single) std::sort(numbers.begin(), numbers.end());

    std::pair<int, std::vector<coordinate>> best{1, {}};
    for (auto const& each : region) {
        std::pair<int, std::vector<coordinate>> shown{0, {}};
        for (std::size_t axis = 0; axis < axes; ++axis) {
            auto at = each[axis].lowest();
            auto const number = std::lower_bound(single[axis].begin(), single[axis].end(), each[axis].first);
            if (!each[axis].is_text() && number != single[axis].end() && *number <= each[axis].last) {
                at = *number;
                --shown.first;
            }
            shown.second.push_back(at);
        }
        best = std::min(best, shown);
    }
    return best.second;
}

inline void find_holes(settlement_matrix const& matrix, diagram const& of, std::size_t most,
                       std::vector<matrix_finding>& found) {
    for (auto const& region : to_regions(open_boxes(of).take())) {
        if (most-- == 0) return;
        matrix_finding hole;
        hole.what = matrix_flaw::hole;
        hole.witness = to_point(matrix, of.order(), witness_of(region));
        hole.message = "no row admits " + describe(matrix, hole.witness);
        found.push_back(std::move(hole));
    }
}

}  // namespace tramo::offers::matrix
