// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A condition as it will be written: on one line where it fits, else a line for each part.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tramo::exporting {

/// How tightly an expression holds together; one inside a tighter one stands in parentheses.
enum class binding { atom, product, sum, comparison, negation, all, any };

/// `before parts… after`, the parts joined by `joiner`; an atom is its `before`.
struct piece {
    std::string before;
    binding binds = binding::atom;
    std::vector<piece> parts;
    std::string joiner;
    std::string after;
};

[[nodiscard]] inline piece atom(std::string text, binding binds = binding::atom) {
    return {std::move(text), binds, {}, {}, {}};
}

/// In parentheses where it holds together less than `than`.
[[nodiscard]] inline std::string within(std::string const& text, binding binds, binding than) {
    return binds > than ? "(" + text + ")" : text;
}

[[nodiscard]] inline piece around(std::string before, piece inner, std::string after, binding binds) {
    return {std::move(before), binds, {std::move(inner)}, {}, std::move(after)};
}

[[nodiscard]] inline piece joined(std::vector<piece> parts, bool all) {
    for (auto& part : parts)
        if (part.binds >= binding::all) part = around("(", std::move(part), ")", binding::atom);
    return {{}, all ? binding::all : binding::any, std::move(parts), all ? "AND " : "OR ", {}};
}

/// On one line.
[[nodiscard]] inline std::string flat(piece const& what) {
    auto text = what.before;
    for (std::size_t i = 0; i < what.parts.size(); ++i) {
        if (i > 0) text += " " + what.joiner;
        text += flat(what.parts[i]);
    }
    return text + what.after;
}

inline constexpr std::size_t widest_line = 100;
inline constexpr std::size_t indentation = 4;

/// Written behind `indent` blanks, which stand already where the text begins; with `by_part` each part on a
/// line of its own even where all fit on one.
[[nodiscard]] inline std::string laid_out(piece const& what, std::size_t indent, bool by_part = false) {
    auto const line = flat(what);
    if (what.parts.empty() || (!by_part && indent + line.size() <= widest_line)) return line;
    bool const is_wrapped = !what.before.empty();
    auto const inner = indent + (is_wrapped ? indentation : 0);
    auto const line_start = "\n" + std::string(inner, ' ');
    auto text = what.before + (is_wrapped ? line_start : "");
    for (std::size_t i = 0; i < what.parts.size(); ++i) {
        if (i > 0) text += line_start + what.joiner;
        text += laid_out(what.parts[i], inner);
    }
    return text + (is_wrapped ? "\n" + std::string(indent, ' ') : "") + what.after;
}

}  // namespace tramo::exporting
