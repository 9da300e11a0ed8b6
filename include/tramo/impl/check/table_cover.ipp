// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Whether each combination of a parameter table's axes is admitted by exactly one of its rows.
#pragma once

#include <numeric>

#include <tramo/impl/check/axis_rows.ipp>
#include <tramo/impl/values/open_boxes.ipp>

namespace tramo::checking {

/// An axis as the search for gaps takes it: true and false are texts, of an open list new values another one.
struct covered_axis {
    bool is_text = false;
    std::vector<std::string> texts;
    int scale = 0;
    decimal lowest;
};

class table_cover {
public:
    /// `rest`: index of the row that takes what the others leave, or `no_index`.
    table_cover(workspace& work, parameter_table const& of, std::size_t rest)
        : work_(work), of_(of), rest_(rest) {}

    /// Reports gaps and overlaps. Requires rows whose cells suit their axes.
    void look() {
        report_overlaps(admissions_of(false));
        if (rest_ != no_index) return warn_of_idle_rest();
        if (!report_gaps(false)) is_open_ = has_open_axis() && report_gaps(true);
    }

    /// Whether no row takes some value that is new in the data.
    [[nodiscard]] bool is_open() const { return is_open_; }

private:
    static constexpr std::size_t most_told = 10;

    [[nodiscard]] bool has_open_axis() const {
        return std::any_of(of_.axes.begin(), of_.axes.end(),
                           [](auto const& one) { return one.type.is_open; });
    }

    [[nodiscard]] static covered_axis axis_of(discount_axis const& from, bool with_new) {
        covered_axis axis;
        axis.is_text = from.type.kind == kind::boolean || from.type.kind == kind::enumeration;
        axis.scale = from.type.scale;
        axis.lowest = {-boxes::open_end(), from.type.scale};
        if (from.type.kind == kind::boolean) axis.texts = {"true", "false"};
        for (auto const& one : from.type.values) axis.texts.push_back(one.value);
        if (with_new && from.type.is_open) axis.texts.emplace_back();
        return axis;
    }

    [[nodiscard]] static boxes::extent part_of(covered_axis const& axis, discount_cell cell) {
        if (cell.truth) cell.texts = {*cell.truth ? "true" : "false"};
        return boxes::admitted(axis, cell);
    }

    [[nodiscard]] boxes::admissions admissions_of(bool with_new) const {
        boxes::admissions made;
        for (std::size_t row = 0; row < of_.rows.size(); ++row) {
            if (row == rest_) continue;
            std::vector<boxes::extent> parts;
            for (std::size_t i = 0; i < of_.axes.size(); ++i)
                parts.push_back(part_of(axis_of(of_.axes[i], with_new), of_.rows[row].cells[i]));
            made.add(std::move(parts));
        }
        return made;
    }

    /// What both admit of an axis; nothing where they do not meet.
    [[nodiscard]] static boxes::extent both_of(boxes::extent a, boxes::extent const& b) {
        a.first = std::max(a.first, b.first);
        a.last = std::min(a.last, b.last);
        for (std::size_t word = 0; word < a.texts.size(); ++word) a.texts[word] &= b.texts[word];
        return a;
    }

    void report_overlaps(boxes::admissions const& by) {
        std::size_t told = 0;
        for (std::size_t second = 1; second < by.by_row.size(); ++second)
            for (std::size_t first = 0; first < second && told < most_told; ++first) {
                boxes::box both;
                for (std::size_t i = 0; i < of_.axes.size(); ++i) {
                    both.push_back(both_of(by.by_row[first][i], by.by_row[second][i]));
                    if (boxes::is_nothing(both.back())) break;
                }
                if (!both.empty() && boxes::is_nothing(both.back())) continue;
                report_overlap(first, second, both);
                ++told;
            }
    }

    void report_overlap(std::size_t first, std::size_t second, boxes::box const& both) {
        auto const where = both.empty() ? "everything" : shown(nearest_in(both));
        auto what = problem("T4053", "two rows of the table " + backquoted(of_.name) + " hold " + where,
                            of_.rows[second].at, "this one",
                            {"draw them apart: exactly one row holds each combination; a last row of * alone "
                             "takes what the others leave"});
        what.labels.push_back({of_.rows[first].at, "and this one"});
        work_.report(std::move(what));
    }

    /// Regions that no row holds, but for the rest.
    [[nodiscard]] std::vector<std::vector<boxes::box>> find_gaps(bool with_new) {
        auto const by = admissions_of(with_new);
        std::vector<boxes::extent> axes;
        for (auto const& one : of_.axes) axes.push_back(boxes::whole(axis_of(one, with_new)));
        std::vector<std::size_t> order(axes.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        boxes::diagram const diagram(std::move(axes), by, std::move(order));
        if (!diagram.is_complete()) report_too_large();
        return boxes::to_regions(boxes::open_boxes(diagram).take());
    }

    /// Whether there are some; the smallest place of each.
    bool report_gaps(bool with_new) {
        if (of_.axes.empty()) return false;
        auto const regions = find_gaps(with_new);
        for (std::size_t i = 0; i < regions.size() && i < most_told; ++i)
            report_gap(smallest_in(regions[i]), with_new);
        return !regions.empty();
    }

    void warn_of_idle_rest() {
        if (!of_.axes.empty() && !find_gaps(true).empty()) return;
        work_.report(problem("T4057", "the last row of the table " + backquoted(of_.name) + " is for nobody",
                             of_.rows[rest_].at, "the rows before it hold everything", {"take it out"},
                             severity::warning));
    }

    void report_gap(std::vector<int128> const& at, bool with_new) {
        auto const row = work_.word(keyword::row) + " ";
        std::string all = "*";
        for (std::size_t i = 1; i < of_.axes.size(); ++i) all += ", *";
        auto const last = "or let the last row take all that is left: " + row + all + " => …";
        if (with_new)
            return work_.report(problem("T4054",
                                        "no row of the table " + backquoted(of_.name) +
                                            " holds values that are new in the data: " + shown(at),
                                        of_.at, "its columns are unknown there",
                                        {"write * for the open list in one of the rows", last},
                                        severity::warning));
        work_.report(problem("T4052", "no row of the table " + backquoted(of_.name) + " holds " + shown(at),
                             of_.at, "no row for it", {"add a row for it", last}));
    }

    void report_too_large() {
        work_.report(problem("T4055",
                             "the rows of the table " + backquoted(of_.name) +
                                 " cut each other into too many parts to look through",
                             of_.at, "too many combinations",
                             {"use fewer axes, or rows that share their bounds"}));
    }

    /// The number nearest to nothing, or the first of the texts.
    [[nodiscard]] static int128 nearest_of(boxes::extent const& part) {
        if (part.is_text()) return part.lowest();
        return part.first > 0 ? part.first : part.last < 0 ? part.last : 0;
    }
    [[nodiscard]] static std::vector<int128> nearest_in(boxes::box const& part) {
        std::vector<int128> at;
        for (auto const& one : part) at.push_back(nearest_of(one));
        return at;
    }
    [[nodiscard]] static std::vector<int128> smallest_in(std::vector<boxes::box> const& region) {
        auto const size = [](std::vector<int128> at) {
            for (auto& one : at) one = one < 0 ? -one : one;
            return at;
        };
        auto best = nearest_in(region.front());
        for (auto const& one : region)
            if (auto const at = nearest_in(one); size(at) < size(best)) best = at;
        return best;
    }

    /// `tier = "Silver", days_late = 31`
    [[nodiscard]] std::string shown(std::vector<int128> const& at) const {
        std::string text;
        for (std::size_t i = 0; i < at.size(); ++i)
            text += (i == 0 ? "" : ", ") + of_.axes[i].name + " = " + shown(of_.axes[i].type, at[i]);
        return text;
    }
    [[nodiscard]] std::string shown(data_type const& type, int128 at) const {
        if (type.kind == kind::boolean) return work_.word(at == 0 ? keyword::true_ : keyword::false_);
        if (type.kind != kind::enumeration) return shown_number({at, type.scale}, type);
        auto const value = static_cast<std::size_t>(at);
        return value < type.values.size() ? "\"" + type.values[value].value + "\"" : "…";
    }

    workspace& work_;
    parameter_table const& of_;
    std::size_t rest_;
    bool is_open_ = false;
};

}  // namespace tramo::checking
