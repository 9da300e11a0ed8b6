// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Writes a flow as a flowchart of Mermaid.
#pragma once

#include <tramo/explain/flow.hpp>
#include <tramo/impl/alerts/mermaid_text.ipp>

namespace tramo {
namespace describing {

/// Text for the inside of quotes: nothing in it is taken for Markdown or for a list.
[[nodiscard]] inline std::string for_flowchart(std::string_view text) {
    auto const safe = alerts::drawing::for_mermaid(text);
    std::string made;
    bool is_begin = true;
    for (char const letter : safe) {
        bool const is_digit = letter >= '0' && letter <= '9';
        bool const begins_list =
            is_begin && (letter == '.' || letter == ')' || letter == '-' || letter == '+');
        if (letter == '*' || letter == '_' || begins_list)
            made += "#" + std::to_string(static_cast<int>(letter)) + ";";
        else
            made += letter;
        is_begin = is_begin && is_digit;
    }
    return made.empty() ? " " : made;
}

[[nodiscard]] inline std::string mermaid_node(flow_node const& one, std::size_t number) {
    auto const text = "\"" + for_flowchart(one.text) + "\"";
    auto const id = "n" + std::to_string(number);
    switch (one.what) {
        case flow_node::kind::decision:
            return id + "{" + text + "}";
        case flow_node::kind::chapter:
            return id + "[[" + text + "]]";
        case flow_node::kind::step:
            return id + "[" + text + "]";
        default:
            return id + "([" + text + "])";
    }
}

}  // namespace describing

TRAMO_INLINE std::string to_mermaid(flow const& what) {
    std::string text = "flowchart TD\n";
    for (std::size_t i = 0; i < what.nodes.size(); ++i)
        text += "    " + describing::mermaid_node(what.nodes[i], i) + "\n";
    for (auto const& one : what.edges) {
        text += "    n" + std::to_string(one.from) + " -->";
        if (!one.text.empty()) text += "|\"" + describing::for_flowchart(one.text) + "\"|";
        text += " n" + std::to_string(one.to) + "\n";
    }
    return text;
}

}  // namespace tramo
