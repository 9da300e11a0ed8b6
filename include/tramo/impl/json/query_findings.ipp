// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is wrong with a query, each under the JSON pointer that leads to it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/json/raw_json.ipp>
#include <tramo/text/diagnostic.hpp>
#include <tramo/text/suggest.hpp>

namespace tramo::query_json {

using json_reading::raw_value;
using json_reading::shown;
using form = raw_value::form;

[[nodiscard]] inline std::string in_quotes(std::string const& text) {
    return "\"" + text + "\"";
}

/// "did you mean …?" where one is near, and which there are.
[[nodiscard]] inline std::vector<std::string> choices(std::string const& found, std::string const& what,
                                                      std::vector<std::string> const& known) {
    constexpr std::size_t most = 300;
    std::vector<std::string> help;
    if (auto const near = nearest(found, known); !near.empty())
        help.push_back("did you mean " + in_quotes(std::string(near)) + "?");
    std::string all;
    for (auto const& one : known) {
        if (all.size() > most) {
            all += ", …";
            break;
        }
        all += (all.empty() ? "" : ", ") + one;
    }
    if (!all.empty()) help.push_back("the " + what + " are: " + all);
    return help;
}

class query_findings {
public:
    /// `whole` is what is said where the pointer is empty, and before it where there is something to tell
    /// apart.
    explicit query_findings(std::string whole, std::string before = {})
        : whole_(std::move(whole)), before_(std::move(before)) {}

    void refuse(char const* code, std::string const& pointer, std::string const& what,
                std::vector<std::string> help = {}) {
        tell(code, severity::error, pointer, what, std::move(help));
        has_errors_ = true;
    }
    void warn(char const* code, std::string const& pointer, std::string const& what,
              std::vector<std::string> help = {}) {
        tell(code, severity::warning, pointer, what, std::move(help));
    }

    [[nodiscard]] bool has_errors() const { return has_errors_; }
    [[nodiscard]] std::vector<diagnostic> take() { return std::move(all_); }

private:
    void tell(char const* code, severity how, std::string const& pointer, std::string const& what,
              std::vector<std::string> help) {
        auto const where = pointer.empty() ? whole_ : before_ + pointer;
        all_.push_back({code, how, where + ": " + what, {}, std::move(help)});
    }

    std::string whole_, before_;
    std::vector<diagnostic> all_;
    bool has_errors_ = false;
};

}  // namespace tramo::query_json
