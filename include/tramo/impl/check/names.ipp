// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The names of a policy, and what each stands for.
#pragma once

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/text/diagnostic.hpp>
#include <tramo/text/suggest.hpp>

namespace tramo::checking {

enum class symbol_kind { field, collection, parameter, definition };

struct symbol {
    symbol_kind kind = symbol_kind::field;
    std::size_t index = 0;
    span at;
    bool is_broken = false;  ///< its type could not be read: its uses are not reported again
};

[[nodiscard]] inline diagnostic problem(char const* code, std::string message, span where, std::string label,
                                        std::vector<std::string> help = {},
                                        severity level = severity::error) {
    return {code, level, std::move(message), {{where, std::move(label)}}, std::move(help)};
}

[[nodiscard]] TRAMO_INLINE std::string backquoted(std::string_view name) {
    return "`" + std::string(name) + "`";
}

/// "did you mean `x`?" for the nearest of the candidates, or nothing.
[[nodiscard]] TRAMO_INLINE std::vector<std::string> did_you_mean(std::string_view word,
                                                                 std::vector<std::string> const& candidates) {
    auto const near = nearest(word, candidates);
    if (near.empty()) return {};
    return {"did you mean " + backquoted(near) + "?"};
}

class symbol_table {
public:
    /// False, with a diagnostic, when the name is taken.
    bool declare(ast::name const& name, symbol what, std::vector<diagnostic>& found) {
        auto const [at, is_new] = symbols_.try_emplace(name.text, what);
        if (is_new) return true;
        auto clash = problem("T3002", "the name " + backquoted(name.text) + " is declared twice", name.at,
                             "again here", {"give one of them another name"});
        clash.labels.push_back({at->second.at, "first declared here"});
        found.push_back(std::move(clash));
        return false;
    }

    [[nodiscard]] symbol const* find(std::string const& name) const {
        auto const at = symbols_.find(name);
        return at == symbols_.end() ? nullptr : &at->second;
    }

    [[nodiscard]] std::size_t size() const { return symbols_.size(); }

    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> all;
        all.reserve(symbols_.size());
        for (auto const& entry : symbols_) all.push_back(entry.first);
        std::sort(all.begin(), all.end());
        return all;
    }

private:
    std::unordered_map<std::string, symbol> symbols_;
};

/// Which value of an enumeration a folded text is.
struct spelling_of {
    std::size_t index = 0;
    bool is_alias = false;
};

/// What the passes of checking share.
struct workspace {
    tramo::program program;
    symbol_table symbols;
    std::unordered_set<std::string> broken;  ///< declared, but not readably: not reported again
    std::vector<diagnostic> found;
    std::vector<symbol_table> members;         ///< the fields of each collection
    std::size_t comparisons_left = 1'000'000;  ///< of names while looking for near ones, which costs time
    std::unordered_map<enumerant const*, std::unordered_map<std::string, spelling_of>> spellings;

    void report(diagnostic what) { found.push_back(std::move(what)); }
    /// "did you mean `x`?" as long as looking for it stays cheap.
    [[nodiscard]] std::vector<std::string> near(std::string_view word, symbol_table const& names) {
        if (names.size() > comparisons_left) return {};
        comparisons_left -= names.size();
        return did_you_mean(word, names.names());
    }
    [[nodiscard]] language lang() const { return program.document.language; }
    [[nodiscard]] std::string word(keyword which) const { return std::string(spelling(which, lang())); }
};

}  // namespace tramo::checking
