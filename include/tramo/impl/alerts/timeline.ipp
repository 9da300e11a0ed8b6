// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tells how one unit went through a machine as text for a terminal or a letter: a bar, its key, and dates.
#pragma once

#include <algorithm>
#include <bitset>
#include <string_view>

#include <tramo/alerts/diagram.hpp>
#include <tramo/impl/alerts/labels.ipp>
#include <tramo/values/date.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::alerts {
namespace drawing {

/// The sign of a state in the bar: a letter each as far as letters go.
inline std::string sign_of(state_number state) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    if (state == no_alert) return "\u00B7";
    return state <= letters.size() ? std::string(1, letters[state - std::size_t{1}]) : "#";
}

/// A date, with the time where it is not midnight, in minutes where they tell all.
inline std::string moment_text(std::int64_t micros) {
    auto const day = to_string(day_of(timestamp{micros}));
    if (micros % micros_of_day == 0) return day;
    auto text = to_string(timestamp{micros});
    if (micros % 60'000'000 == 0) text.resize(day.size() + 6);
    text[day.size()] = ' ';
    return text;
}

/// The bytes of the first letters of a text that take at most `columns`; at least one letter.
inline std::size_t fitting(std::string_view text, std::size_t columns) {
    std::size_t fits = 0;
    for (std::size_t end = 1; end <= text.size(); ++end) {
        bool const is_whole = end == text.size() || (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
        if (!is_whole) continue;
        if (fits > 0 && display_width(text.substr(0, end)) > columns) break;
        fits = end;
    }
    return fits;
}

/// Text in lines of at most `width` columns, broken at spaces where there are any; lines after the first
/// begin with `indent` spaces.
inline std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    std::string lines;
    for (std::size_t room = width; !text.empty(); room = width - indent) {
        auto end = fitting(text, room);
        auto const space = end < text.size() ? text.substr(0, end + 1).rfind(' ') : std::string_view::npos;
        bool const breaks = space != std::string_view::npos && text.find_first_not_of(' ') < space;
        if (breaks) end = space;
        if (!lines.empty()) lines.append(indent, ' ');
        lines.append(text.substr(0, end)).append("\n");
        text.remove_prefix(end);
        while (breaks && !text.empty() && text.front() == ' ') text.remove_prefix(1);
    }
    return lines;
}

/// One sign for each of `width` equal parts of the time: of the state in which that part ends.
inline std::string bar_of(std::vector<timeline_entry> const& entries, std::int64_t end, std::size_t width) {
    auto const columns = static_cast<std::int64_t>(width);
    auto const begin = entries.front().happened;
    auto const span = end - begin;
    std::string bar;
    std::size_t next = 0;
    for (std::int64_t column = 1; column <= columns; ++column) {
        // In two parts: the span of the years 1 to 9999 times a width would not fit.
        auto const until = begin + span / columns * column + span % columns * column / columns;
        bool const is_last = column == columns;
        while (next < entries.size() && (entries[next].happened < until || is_last)) ++next;
        bar += sign_of(entries[std::max<std::size_t>(next, 1) - 1].to);
    }
    return bar;
}

/// What the signs of the bar mean, in the order of the states.
inline std::string key_of_signs(machine const& what, std::vector<timeline_entry> const& entries,
                                captions const& words) {
    std::bitset<256> shown;
    for (auto const& one : entries) shown.set(one.to);
    std::string key;
    for (std::size_t state = 0; state < shown.size(); ++state)
        if (shown.test(state))
            key += (key.empty() ? "" : "   ") + sign_of(static_cast<state_number>(state)) + " " +
                   label_of(what, words.none, state);
    return key;
}

inline std::string entry_text(machine const& what, timeline_entry const& one, captions const& words) {
    auto text = label_of(what, words.none, one.to);
    if (one.from != one.to) text = label_of(what, words.none, one.from) + " \u2192 " + text;
    return one.caption.empty() ? text : text + ": " + one.caption;
}

/// The dates at both ends of the bar.
inline std::string ends_of(std::int64_t begin, std::int64_t end, std::size_t width) {
    auto const first = to_string(day_of(timestamp{begin}));
    auto const last = to_string(day_of(timestamp{end}));
    return first + std::string(width - first.size() - last.size(), ' ') + last + "\n";
}

}  // namespace drawing

TRAMO_INLINE std::string timeline(machine const& what, std::vector<timeline_entry> const& entries,
                                  std::int64_t until, captions const& words, std::size_t width) {
    width = std::max<std::size_t>(width, 40);
    auto text = drawing::wrapped(what.label.empty() ? what.name : what.label, width, 0);
    if (entries.empty()) return text + drawing::wrapped(words.none, width, 0);
    auto const begin = entries.front().happened;
    auto const last = entries.back().happened;
    auto const end = until == never ? last : std::max(until, last);
    text += drawing::ends_of(begin, end, width) + drawing::bar_of(entries, end, width) + "\n";
    text += drawing::wrapped(drawing::key_of_signs(what, entries, words), width, 0) + "\n";
    std::size_t dates = 0;
    for (auto const& one : entries) dates = std::max(dates, drawing::moment_text(one.happened).size());
    for (auto const& one : entries) {
        auto moment = drawing::moment_text(one.happened);
        moment.resize(dates + 2, ' ');
        text += drawing::wrapped(moment + drawing::entry_text(what, one, words), width, dates + 2);
    }
    return text;
}

}  // namespace tramo::alerts
