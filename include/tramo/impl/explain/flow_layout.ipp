// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Gives the nodes and edges of a flow their places: questions in a column, answers beside it, lanes for ways
// that pass questions by.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include <tramo/explain/flow.hpp>

namespace tramo::describing {

struct point {
    int x = 0, y = 0;
};
struct box {
    int x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] int middle() const { return x + width / 2; }
    [[nodiscard]] int centre() const { return y + height / 2; }
};

class flow_layout {
public:
    explicit flow_layout(flow const& what) : what_(what) {
        for (auto const& edge : what.edges)
            if (takes_lane(edge)) lane(edge);
    }

    [[nodiscard]] box node(std::size_t number) const {
        auto const& one = what_.nodes[number];
        auto const size = size_of(one.what);
        auto const y = margin + one.row * row_height + row_height / 2;
        auto const x = one.column == 0 ? spine() : beside();
        return {x - size.x / 2, y - size.y / 2, size.x, size.y};
    }

    /// Where the text of a node stands that does not fit into its shape.
    [[nodiscard]] box label(std::size_t number) const {
        auto const shape = node(number);
        auto const lines = static_cast<int>(lines_of(what_.nodes[number].text));
        if (what_.nodes[number].what == flow_node::kind::decision)
            return {shape.x + shape.width + 8, shape.centre() - 6 - lines * line_height, label_width,
                    lines * line_height};
        return {shape.x + shape.width + 6, shape.centre() - lines * line_height / 2, label_width,
                lines * line_height};
    }

    [[nodiscard]] box label(flow_edge const& edge) const {
        auto const from = node(edge.from);
        if (goes_down(edge)) return {from.middle() + 6, from.y + from.height + 4, 200, line_height};
        if (edge.is_default) return {from.x - 116, from.centre() + 4, 110, line_height};
        return {from.x + from.width + 8, from.centre() + 4, 250, line_height};
    }

    [[nodiscard]] std::vector<point> way(flow_edge const& edge) const {
        auto const from = node(edge.from), to = node(edge.to);
        if (goes_down(edge)) return {{from.middle(), from.y + from.height}, {to.middle(), to.y}};
        if (goes_across(edge)) return {{from.x + from.width, from.centre()}, {to.x, to.centre()}};
        auto const x = edge.is_default ? spine() - first_left - left_.at(edge.to) * lane_width
                                       : spine() + first_right + right_.at(edge.to) * lane_width;
        point const leaves = {edge.is_default ? from.x : from.x + from.width, from.centre()};
        if (what_.nodes[edge.to].column == 1)
            return {leaves, {x, leaves.y}, {x, to.centre()}, {to.x, to.centre()}};
        // From above: a way that comes in at the side would lie on the one that goes out there.
        auto const above = to.y - 20;
        return {leaves, {x, leaves.y}, {x, above}, {to.middle(), above}, {to.middle(), to.y}};
    }

private:
    static constexpr int margin = 40, row_height = 120, line_height = 14, label_width = 280;
    static constexpr int lane_width = 16, first_left = 145, first_right = 330;

    [[nodiscard]] static point size_of(flow_node::kind what) {
        switch (what) {
            case flow_node::kind::decision:
                return {50, 50};
            case flow_node::kind::step:
            case flow_node::kind::chapter:
                return {260, 76};
            default:
                return {36, 36};
        }
    }
    /// At about six pixels a character; a byte more or less does not matter.
    [[nodiscard]] static std::size_t lines_of(std::string const& text) {
        return std::clamp<std::size_t>((text.size() + 45) / 46, 1, 4);
    }

    [[nodiscard]] bool goes_down(flow_edge const& edge) const {
        auto const& from = what_.nodes[edge.from];
        auto const& to = what_.nodes[edge.to];
        bool const is_yes_jump = from.what == flow_node::kind::decision && !edge.is_default;
        return from.column == to.column && to.row == from.row + 1 && !(is_yes_jump && has_default_to(edge));
    }
    /// Both ways out of a question never lead to the same place, but the nearer one goes straight.
    [[nodiscard]] bool has_default_to(flow_edge const& edge) const {
        for (auto const& other : what_.edges)
            if (other.from == edge.from && other.is_default && other.to == edge.to) return true;
        return false;
    }
    [[nodiscard]] bool goes_across(flow_edge const& edge) const {
        auto const& from = what_.nodes[edge.from];
        auto const& to = what_.nodes[edge.to];
        return from.column != to.column && to.row == from.row;
    }
    [[nodiscard]] bool takes_lane(flow_edge const& edge) const {
        return !goes_down(edge) && !goes_across(edge);
    }
    /// Ways to the same place share a lane.
    void lane(flow_edge const& edge) {
        auto& lanes = edge.is_default ? left_ : right_;
        lanes.emplace(edge.to, static_cast<int>(lanes.size()));
    }

    [[nodiscard]] int spine() const {
        return margin + 140 + (left_.empty() ? 0 : first_left + static_cast<int>(left_.size()) * lane_width);
    }
    [[nodiscard]] int beside() const {
        return spine() + first_right + 60 + static_cast<int>(right_.size()) * lane_width;
    }

    flow const& what_;
    std::map<std::size_t, int> left_, right_;
};

}  // namespace tramo::describing
