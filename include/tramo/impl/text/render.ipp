// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Draws excerpts: first the places are put on lines and into windows, then each window is drawn.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

#include <tramo/impl/text/line_window.ipp>
#include <tramo/impl/text/source.ipp>
#include <tramo/text/render.hpp>

namespace tramo {

namespace detail {

/// A label as it lies in one line, in bytes from the line's beginning.
struct placed_label {
    std::size_t line = 1;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool primary = false;
    std::string text;
};

/// The columns under which a label's marker is drawn.
struct marker {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool primary = false;
    std::string_view text;
};

/// One line of the drawing, filled from left to right by column.
class drawn_row {
public:
    [[nodiscard]] std::size_t columns() const { return columns_; }
    [[nodiscard]] std::string const& text() const { return text_; }
    void put(std::size_t column, std::string_view text) {
        text_.append(column - columns_, ' ');
        text_ += text;
        columns_ = column + display_width(text);
    }

private:
    std::string text_;
    std::size_t columns_ = 0;
};

inline bool names_no_place(label const& label) {
    return label.where == span{} && label.text.empty();
}

inline void end_row(std::string& out) {
    while (out.ends_with(' ')) out.pop_back();
    out += '\n';
}

TRAMO_INLINE placed_label place_in_line(label const& label, source const& text) {
    std::size_t const begin = std::min<std::size_t>(label.where.begin, text.text().size());
    std::size_t const number = line_number(text, begin);
    std::size_t const start = text.line_start(number);
    std::size_t const size = text.line(number).size();
    placed_label result;
    result.line = number;
    result.begin = character_start(text.line(number), begin - start);
    result.end = label.where.end <= begin ? result.begin : std::min(label.where.end - start, size);
    result.text = printable(label.text);
    return result;
}

/// By line and, within it, from left to right; the first one that names a place is the primary one.
TRAMO_INLINE std::vector<placed_label> place_labels(diagnostic const& what, source const& text) {
    std::vector<placed_label> result;
    for (auto const& label : what.labels) {
        if (names_no_place(label)) continue;
        result.push_back(place_in_line(label, text));
        result.back().primary = result.size() == 1;
    }
    std::stable_sort(result.begin(), result.end(), [](placed_label const& a, placed_label const& b) {
        return a.line != b.line ? a.line < b.line : a.begin < b.begin;
    });
    return result;
}

/// The part of a label that must be in sight.
inline std::size_t needed_end(std::string_view line, placed_label const& label) {
    return std::max(label.begin, advance(line, label.begin, focus_columns, label.end).offset);
}

/// Where the label's marker goes under a window, by the glyphs it touches; at least one column.
TRAMO_INLINE marker mark(std::string_view line, line_window window, placed_label const& label) {
    std::size_t const end = std::max(label.end, label.begin + 1);
    std::size_t column = window.begin > 0 ? cut_mark.size() : 0;
    marker result{0, 0, label.primary, label.text};
    bool touched = false;
    for (std::size_t offset = window.begin; offset < window.end && offset < end;) {
        glyph const next = glyph_at(line, offset);
        if (offset >= label.begin) {
            if (!touched) result.begin = column;
            touched = true;
            result.end = column + next.columns;
        }
        column += next.columns;
        offset += next.bytes;
    }
    if (!touched) result.begin = column;
    result.end = std::max(result.end, result.begin + 1);
    return result;
}

/// Left to right; of those that begin together the longest comes last, the primary one after its equals.
TRAMO_INLINE void sort_markers(std::vector<marker>& markers) {
    std::stable_sort(markers.begin(), markers.end(), [](marker const& a, marker const& b) {
        if (a.begin != b.begin) return a.begin < b.begin;
        return a.end != b.end ? a.end < b.end : a.primary < b.primary;
    });
}

/// Longer markers lie under shorter ones, so that both are seen; the primary one lies on its equals.
TRAMO_INLINE std::string marker_row(std::vector<marker> markers) {
    std::stable_sort(markers.begin(), markers.end(), [](marker const& a, marker const& b) {
        std::size_t const a_width = a.end - a.begin;
        std::size_t const b_width = b.end - b.begin;
        return a_width != b_width ? a_width > b_width : a.primary < b.primary;
    });
    std::string row;
    for (auto const& marker : markers) {
        std::size_t const width = marker.end - marker.begin;
        if (row.size() < marker.end) row.resize(marker.end, ' ');
        row.replace(marker.begin, width, width, marker.primary ? '^' : '~');
    }
    return row;
}

/// The texts that stand below their markers, the rightmost first; a bar leads to those further below.
TRAMO_INLINE std::vector<std::string> text_rows(std::vector<marker> const& markers) {
    std::vector<std::string> rows;
    std::size_t end = markers.size();
    while (end > 0) {
        std::size_t first = end - 1;
        auto const fits_before = [&](std::size_t index) {
            auto const& left = markers[index - 1];
            return left.begin + display_width(left.text) + 2 <= markers[index].begin;
        };
        while (first > 0 && fits_before(first)) --first;
        drawn_row row;
        for (std::size_t index = 0; index < first; ++index) {
            std::size_t const column = markers[index].begin;
            if (column >= row.columns() && column < markers[first].begin) row.put(column, "|");
        }
        for (std::size_t index = first; index < end; ++index)
            row.put(markers[index].begin, markers[index].text);
        rows.push_back(row.text());
        end = first;
    }
    return rows;
}

/// The rows below a line: the markers with the rightmost text beside them, then the other texts.
TRAMO_INLINE std::vector<std::string> annotation_rows(std::vector<marker> markers) {
    sort_markers(markers);
    std::string first = marker_row(markers);
    if (!markers.empty() && markers.back().end == first.size() && !markers.back().text.empty()) {
        first += ' ';
        first += markers.back().text;
        markers.pop_back();
    }
    std::erase_if(markers, [](marker const& marker) { return marker.text.empty(); });
    std::vector<std::string> rows = text_rows(markers);
    rows.insert(rows.begin(), first);
    return rows;
}

/// Draws lines under a gutter that is as wide as the largest line number.
class excerpt {
public:
    excerpt(std::string& out, source const& text, std::size_t last_line)
        : out_(out), text_(text), gutter_(std::to_string(last_line).size()) {}

    void draw(std::vector<placed_label> const& labels) {
        std::size_t index = 0;
        std::size_t drawn = labels.front().line;
        while (index < labels.size()) {
            std::size_t const line = labels[index].line;
            if (line == drawn + 2) draw_line(line - 1, window_around(text_.line(line - 1), {}));
            if (line > drawn + 2) out_ += " ...\n";
            drawn = line;
            index = draw_window(labels, index);
        }
    }

private:
    /// Draws the label and those after it that fit into the same window; returns the first that does not.
    std::size_t draw_window(std::vector<placed_label> const& labels, std::size_t first) {
        std::string_view const line = text_.line(labels[first].line);
        line_window focus{labels[first].begin, needed_end(line, labels[first])};
        std::size_t end = first + 1;
        for (; end < labels.size() && labels[end].line == labels[first].line; ++end) {
            line_window const wider{focus.begin, std::max(focus.end, needed_end(line, labels[end]))};
            if (!in_one_window(line, wider)) break;
            focus = wider;
        }
        line_window const window = window_around(line, focus);
        draw_line(labels[first].line, window);
        std::vector<marker> markers;
        for (std::size_t index = first; index < end; ++index)
            markers.push_back(mark(line, window, labels[index]));
        for (auto const& row : annotation_rows(std::move(markers))) {
            begin_row("");
            out_ += row;
            end_row(out_);
        }
        return end;
    }

    void draw_line(std::size_t number, line_window window) {
        std::string_view const line = text_.line(number);
        begin_row(std::to_string(number));
        if (window.begin > 0) out_ += cut_mark;
        for (std::size_t offset = window.begin; offset < window.end;) {
            glyph const next = glyph_at(line, offset);
            out_ += next.shown;
            offset += next.bytes;
        }
        if (window.end < line.size()) out_ += cut_mark;
        end_row(out_);
    }

    void begin_row(std::string const& number) {
        out_.append(1 + gutter_ - number.size(), ' ');
        out_ += number;
        out_ += " | ";
    }

    std::string& out_;
    source const& text_;
    std::size_t gutter_;
};

/// The first label that names a place, or nothing.
inline label const* primary_label(diagnostic const& what) {
    auto const found = std::find_if_not(what.labels.begin(), what.labels.end(), names_no_place);
    return found == what.labels.end() ? nullptr : &*found;
}

TRAMO_INLINE void draw_place(std::string& out, diagnostic const& what, source const& text) {
    label const* const primary = primary_label(what);
    bool const empty = text.text().empty();
    if (empty ? what.labels.empty() : primary == nullptr) return;
    out += "  --> " + printable(text.name());
    if (!empty) {
        position const place = text.at(primary->where.begin);
        if (!text.name().empty()) out += ':';
        out += std::to_string(place.line) + ':' + std::to_string(place.column);
    }
    end_row(out);
    if (empty) return;
    auto const labels = place_labels(what, text);
    excerpt(out, text, labels.back().line).draw(labels);
}

/// Errors are drawn before warnings where not all are; what is drawn is sorted by place.
TRAMO_INLINE std::vector<std::size_t> choose_drawn(std::vector<diagnostic> const& all, std::size_t limit) {
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto const place = [&](std::size_t index) {
        label const* const primary = primary_label(all[index]);
        return primary == nullptr ? 0 : primary->where.begin;
    };
    auto const by_place = [&](std::size_t a, std::size_t b) { return place(a) < place(b); };
    std::stable_sort(order.begin(), order.end(), by_place);
    if (limit == 0 || limit >= order.size()) return order;
    auto const is_error = [&](std::size_t index) { return all[index].severity == severity::error; };
    std::stable_partition(order.begin(), order.end(), is_error);
    order.resize(limit);
    std::stable_sort(order.begin(), order.end(), by_place);
    return order;
}

inline std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + ' ' + std::string(noun) + (count == 1 ? "" : "s");
}

}  // namespace detail

TRAMO_INLINE std::string render(diagnostic const& what, source const& text) {
    std::string out = what.severity == severity::error ? "error" : "warning";
    if (!what.code.empty()) out += '[' + detail::printable(what.code) + ']';
    out += ": " + detail::printable(what.message);
    detail::end_row(out);
    detail::draw_place(out, what, text);
    std::string_view lead = " = help: ";
    for (auto const& line : what.help) {
        out += lead;
        out += detail::printable(line);
        detail::end_row(out);
        lead = "         ";
    }
    return out;
}

TRAMO_INLINE std::string render(std::vector<diagnostic> const& all, source const& text, std::size_t limit) {
    if (all.empty()) return {};
    auto const drawn = detail::choose_drawn(all, limit);
    std::string out;
    for (std::size_t const index : drawn) out += render(all[index], text) + '\n';
    auto const errors = static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](diagnostic const& what) { return what.severity == severity::error; }));
    std::size_t const warnings = all.size() - errors;
    if (errors > 0) out += detail::counted(errors, "error");
    if (errors > 0 && warnings > 0) out += ", ";
    if (warnings > 0) out += detail::counted(warnings, "warning");
    if (drawn.size() < all.size()) out += " (" + std::to_string(all.size() - drawn.size()) + " not shown)";
    return out + '\n';
}

}  // namespace tramo
