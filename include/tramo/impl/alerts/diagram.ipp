// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Draws a machine: the edges are found once, and written in the words of Mermaid or of Graphviz.
#pragma once

#include <algorithm>

#include <tramo/alerts/diagram.hpp>
#include <tramo/impl/alerts/labels.ipp>
#include <tramo/impl/alerts/mermaid_text.ipp>

namespace tramo::alerts {
namespace drawing {

/// One arrow between two states; `back` stands for where a unit was before.
struct arrow {
    static constexpr int back = -1;
    int from = 0;
    int to = 0;
    bool by_hand = false;
    std::string caption;
};

struct ink {
    std::string_view name, fill, stroke;
};
inline constexpr ink inks[] = {
    {"none", "#ffffff", "#666666"},   {"red", "#f8c9c4", "#a93226"},   {"orange", "#fbd9b5", "#b9770e"},
    {"yellow", "#fcf3b0", "#9a7d0a"}, {"green", "#cdeccf", "#1e8449"}, {"blue", "#cfe2f3", "#1f618d"},
    {"grey", "#e3e3e3", "#616161"},
};

inline ink const& ink_of(machine const& what, std::size_t state) {
    if (state == 0) return inks[0];
    auto const& colour = what.states[state - 1].colour;
    auto const* const found =
        std::find_if(std::begin(inks), std::end(inks), [&](ink const& one) { return one.name == colour; });
    return found == std::end(inks) ? inks[0] : *found;
}

inline std::string id_of(int state) {
    if (state == arrow::back) return "back";
    std::string id = "s";
    return id += std::to_string(state);
}

inline int aim_of(transition const& rule) {
    if (rule.what == effect::restore) return arrow::back;
    return rule.what == effect::clear ? int{no_alert} : int{rule.target};
}

/// Whether a rule is drawn from a state: not where it would change nothing. A ladder climbs by its deadlines
/// from the rung below only.
inline bool is_drawn_from(machine const& what, transition const& rule, int state) {
    int const aim = aim_of(rule);
    if (state == aim) return false;
    bool const climbs = what.without_skipping && rule.when == transition::trigger::deadline && aim > 0;
    if (climbs && state + 1 != aim) return false;
    return rule.from.empty() || std::find(rule.from.begin(), rule.from.end(), state) != rule.from.end();
}

/// All arrows: rules in the order of their priority, then what hands do.
inline std::vector<arrow> arrows_of(machine const& what, captions const& words) {
    std::vector<arrow> drawn;
    int const states = static_cast<int>(what.states.size());
    for (std::size_t number = 0; number < what.transitions.size(); ++number) {
        auto const& rule = what.transitions[number];
        auto const& caption = number < words.transitions.size() ? words.transitions[number] : std::string();
        for (int state = 0; state <= states; ++state)
            if (is_drawn_from(what, rule, state)) drawn.push_back({state, aim_of(rule), false, caption});
    }
    for (auto const raised : what.raised_by_hand)
        for (int state = 0; state <= states; ++state)
            if (state != raised) drawn.push_back({state, raised, true, words.by_hand});
    auto const& cleared = what.needs_confirmation ? words.confirmed : words.by_hand;
    for (int state = 1; what.clears_by_hand && state <= states; ++state)
        drawn.push_back({state, no_alert, true, cleared});
    return drawn;
}

/// Text between quotes for Graphviz.
inline std::string for_graphviz(std::string_view text) {
    std::string safe = "\"";
    for (char const letter : text) {
        if (letter == '"' || letter == '\\') safe += '\\';
        safe += static_cast<unsigned char>(letter) < ' ' ? ' ' : letter;
    }
    return safe + '"';
}

inline bool restores_anywhere(std::vector<arrow> const& drawn) {
    return std::any_of(drawn.begin(), drawn.end(), [](arrow const& one) { return one.to == arrow::back; });
}

inline std::string mermaid_classes(machine const& what) {
    std::string text;
    for (auto const& one : inks) {
        std::string members;
        for (std::size_t state = 0; state <= what.states.size(); ++state)
            if (&ink_of(what, state) == &one)
                members += (members.empty() ? "s" : ",s") + std::to_string(state);
        if (members.empty()) continue;
        auto const name = std::string(one.name) + "Alert";
        text += "    classDef " + name + " fill:" + std::string(one.fill) +
                ",stroke:" + std::string(one.stroke) + ",color:#111111\n    class " + members + " " + name +
                "\n";
    }
    std::string stopped;
    for (std::size_t state = 1; state <= what.states.size(); ++state)
        if (what.states[state - 1].stops_treatment)
            stopped += (stopped.empty() ? "s" : ",s") + std::to_string(state);
    if (stopped.empty()) return text;
    return text + "    classDef stopsTreatment stroke-width:4px\n    class " + stopped + " stopsTreatment\n";
}

inline std::string graphviz_nodes(machine const& what, captions const& words) {
    std::string text;
    for (std::size_t state = 0; state <= what.states.size(); ++state) {
        auto const& colours = ink_of(what, state);
        bool const stops = state > 0 && what.states[state - 1].stops_treatment;
        text += "    s" + std::to_string(state) +
                " [label=" + for_graphviz(label_of(what, words.none, state)) + ", fillcolor=\"" +
                std::string(colours.fill) + "\", color=\"" + std::string(colours.stroke) +
                (stops ? "\", penwidth=3];\n" : "\"];\n");
    }
    return text;
}

}  // namespace drawing

TRAMO_INLINE std::string to_mermaid(machine const& what, captions const& words) {
    auto const drawn = drawing::arrows_of(what, words);
    std::string text = "stateDiagram-v2\n    direction LR\n";
    for (std::size_t state = 0; state <= what.states.size(); ++state)
        text += "    state \"" + drawing::for_mermaid(drawing::label_of(what, words.none, state)) +
                "\" as s" + std::to_string(state) + "\n";
    if (drawing::restores_anywhere(drawn)) text += "    state \"\u21BA\" as back\n";
    text += "    [*] --> s0\n";
    for (auto const& one : drawn) {
        text += "    " + drawing::id_of(one.from) + " --> " + drawing::id_of(one.to);
        text += one.caption.empty() ? "\n" : " : " + drawing::for_mermaid(one.caption) + "\n";
    }
    return text + drawing::mermaid_classes(what);
}

TRAMO_INLINE std::string to_graphviz(machine const& what, captions const& words) {
    auto const drawn = drawing::arrows_of(what, words);
    auto const& title = what.label.empty() ? what.name : what.label;
    std::string text = "digraph " + drawing::for_graphviz(what.name) +
                       " {\n    rankdir=LR;\n    label=" + drawing::for_graphviz(title) +
                       ";\n    node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\"];\n"
                       "    edge [fontname=\"Helvetica\", fontsize=10];\n";
    text += drawing::graphviz_nodes(what, words);
    if (drawing::restores_anywhere(drawn))
        text += "    back [label=\"\u21BA\", shape=circle, style=solid];\n";
    for (auto const& one : drawn) {
        text += "    " + drawing::id_of(one.from) + " -> " + drawing::id_of(one.to) +
                " [label=" + drawing::for_graphviz(one.caption);
        text += one.by_hand ? ", style=dashed];\n" : "];\n";
    }
    return text + "}\n";
}

}  // namespace tramo::alerts
