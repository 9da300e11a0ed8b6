// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// From what a feed writes to the node of a palette's tree that it means.
#pragma once

#include <algorithm>
#include <tuple>
#include <utility>

#include <tramo/actions/palette.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::actions {
namespace naming {

[[nodiscard]] constexpr bool is_blank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

[[nodiscard]] inline std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

/// The first kind in its order stays where several have one text in one place.
template <class Entry>
inline void sort_and_thin(std::vector<Entry>& entries) {
    auto const key = [](Entry const& one) { return std::tie(one.place, one.text); };
    std::sort(entries.begin(), entries.end(), [&](Entry const& a, Entry const& b) {
        return std::tie(a.place, a.text, a.kind) < std::tie(b.place, b.text, b.kind);
    });
    entries.erase(std::unique(entries.begin(), entries.end(),
                              [&](Entry const& a, Entry const& b) { return key(a) == key(b); }),
                  entries.end());
}

[[nodiscard]] inline std::uint64_t place_within(std::size_t palette, std::uint16_t parent) {
    return static_cast<std::uint64_t>(palette) << 16 | parent;
}

/// No label has so many slashes; of a text that has, all divisions would be too many to try.
inline constexpr std::size_t most_divisions = 100;

/// The node at the end of a path whose steps are divided by slashes. A step may have slashes of its own
/// ("RECARGO PAC/PAT"), so every division is tried; each node is reached once at each place of the text.
template <class Within>
[[nodiscard]] inline std::uint16_t follow_path(std::string const& text, std::uint16_t none, Within within) {
    std::vector<std::size_t> begins{0};
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == '/') begins.push_back(at + 1);
    begins.push_back(text.size() + 1);
    if (begins.size() == 2 || begins.size() > most_divisions) return none;
    std::vector<std::vector<std::uint16_t>> reached(begins.size());
    reached.front().push_back(no_kind);
    for (std::size_t from = 0; from + 1 < begins.size(); ++from)
        for (auto const parent : reached[from])
            for (std::size_t to = from + 1; to < begins.size(); ++to) {
                auto const step = std::string_view(text).substr(begins[from], begins[to] - 1 - begins[from]);
                auto const found = within(parent, std::string(without_blanks(step)));
                auto& all = reached[to];
                if (found != none && std::find(all.begin(), all.end(), found) == all.end())
                    all.push_back(found);
            }
    auto const& ends = reached.back();
    return ends.empty() ? none : *std::min_element(ends.begin(), ends.end());
}

}  // namespace naming

TRAMO_INLINE kind_finder::kind_finder(palette_set const& all) : other_(all.other()) {
    for (std::uint16_t number = 0; number < all.other(); ++number) {
        auto const& kind = all.kinds[number];
        auto const add = [&](std::string const& called) {
            auto text = fold_name(called);
            if (text.empty()) return;
            by_parent_.push_back({naming::place_within(kind.palette, kind.parent), text, number});
            anywhere_.push_back({kind.palette, std::move(text), number});
        };
        add(kind.name);
        add(kind.label);
        for (auto const& alias : kind.aliases) add(alias);
    }
    // Parents stand before their children: the first of several is within none of the others.
    naming::sort_and_thin(anywhere_);
    naming::sort_and_thin(by_parent_);
}

TRAMO_INLINE std::uint16_t kind_finder::find(std::size_t palette, std::string_view text) const {
    auto const name = fold_name(text);
    if (name.empty()) return other_;
    auto const whole = look_up(anywhere_, palette, name);
    if (whole != other_) return whole;
    return naming::follow_path(name, other_, [&](std::uint16_t parent, std::string const& step) {
        return look_up(by_parent_, naming::place_within(palette, parent), step);
    });
}

TRAMO_INLINE std::uint16_t kind_finder::within(std::size_t palette, std::uint16_t parent,
                                               std::string_view text) const {
    auto const name = fold_name(text);
    return name.empty() ? other_ : look_up(by_parent_, naming::place_within(palette, parent), name);
}

TRAMO_INLINE std::uint16_t kind_finder::look_up(std::vector<entry> const& in, std::uint64_t place,
                                                std::string const& text) const {
    auto const found = std::lower_bound(
        in.begin(), in.end(), std::tie(place, text),
        [](entry const& one, auto const& due) { return std::tie(one.place, one.text) < due; });
    bool const is_there = found != in.end() && found->place == place && found->text == text;
    return is_there ? found->kind : other_;
}

}  // namespace tramo::actions
