// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A policy's text read and checked in one step, as the tests of `check` want it.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tramo/check/check.hpp>
#include <tramo/syntax/parse.hpp>
#include <tramo/text/render.hpp>

namespace tramo::testing {

/// A policy with everything found on the way, by reading and by checking.
struct checked_policy {
    source text;
    program policy;
    std::vector<diagnostic> found;

    [[nodiscard]] std::string rendering() const { return render(found, text); }
    [[nodiscard]] std::vector<std::string> codes() const {
        std::vector<std::string> all;
        for (auto const& one : found) all.push_back(one.code);
        return all;
    }
};

/// That nothing is declared is news only where everything written could be read.
inline checked_policy read_policy(std::string text, std::string name = "policy") {
    checked_policy result{source(std::move(text), std::move(name)), {}, {}};
    auto document = parse(result.text);
    bool const readable = document.ok();
    result.found = std::move(document.diagnostics);
    auto checked = check(std::move(document.value));
    for (auto& one : checked.diagnostics)
        if (readable || one.code != "T1018") result.found.push_back(std::move(one));
    result.policy = std::move(checked.value);
    return result;
}

/// One expression in the company of declarations: `value it = TEXT`.
inline checked_policy read_value(std::string_view declarations, std::string_view text) {
    return read_policy("tramo 1 en\n" + std::string(declarations) + "\nvalue it = " + std::string(text) +
                       "\n");
}

inline definition const& definition_named(program const& policy, std::string_view name) {
    auto const& all = policy.definitions;
    return *std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.name == name; });
}

inline typed_expression const& meaning_of(program const& policy, std::string_view name) {
    return definition_named(policy, name).versions.front().meaning;
}

}  // namespace tramo::testing
