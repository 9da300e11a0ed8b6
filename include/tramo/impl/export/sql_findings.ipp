// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What of a segment SQL cannot say exactly: named, with its place, and never approximated.
#pragma once

#include <algorithm>

#include <tramo/text/diagnostic.hpp>

namespace tramo::exporting {

class findings {
public:
    findings(std::string segment, span fallback) : segment_(std::move(segment)), fallback_(fallback) {}

    /// `what` goes on from "the segment `late` cannot be written as SQL: ".
    void refuse(char const* code, std::string const& what, span at, std::string label, std::string help) {
        if (at == span{}) at = fallback_;
        bool const is_known = std::any_of(found_.begin(), found_.end(), [&](diagnostic const& one) {
            return one.code == code && one.labels.front().where == at;
        });
        if (is_known) return;
        found_.push_back({code,
                          severity::error,
                          "the segment `" + segment_ + "` cannot be written as SQL: " + what,
                          {{at, std::move(label)}},
                          {std::move(help)}});
    }

    [[nodiscard]] bool empty() const { return found_.empty(); }
    [[nodiscard]] std::vector<diagnostic> take() { return std::move(found_); }

private:
    std::string segment_;
    span fallback_;
    std::vector<diagnostic> found_;
};

}  // namespace tramo::exporting
