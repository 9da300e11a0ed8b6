// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// `like` patterns.
#pragma once

#include <string_view>

#include <tramo/config.hpp>

namespace tramo::planning {

/// Bytes of the character that begins at `at`.
[[nodiscard]] inline std::size_t character_length(std::string_view text, std::size_t at) {
    std::size_t length = 1;
    while (at + length < text.size() && (static_cast<unsigned char>(text[at + length]) & 0xC0) == 0x80)
        ++length;
    return length;
}

/// `%` stands for any run of characters, `_` for one, a backslash takes the next character as it is. Linear
/// in text times pattern at worst; no recursion.
[[nodiscard]] inline bool matches_like(std::string_view text, std::string_view pattern) {
    std::size_t at = 0, want = 0, after_run = std::string_view::npos, run_at = 0;
    while (at < text.size()) {
        bool const escaped = want + 1 < pattern.size() && pattern[want] == '\\';
        if (want < pattern.size() && pattern[want] == '%') {
            after_run = ++want;
            run_at = at;
        } else if (want < pattern.size() && pattern[want] == '_') {
            at += character_length(text, at);
            ++want;
        } else if (want < pattern.size() && pattern[want + (escaped ? 1 : 0)] == text[at]) {
            ++at;
            want += escaped ? 2 : 1;
        } else if (after_run != std::string_view::npos) {
            want = after_run;
            run_at += character_length(text, run_at);
            at = run_at;
        } else {
            return false;
        }
    }
    while (want < pattern.size() && pattern[want] == '%') ++want;
    return want == pattern.size();
}

}  // namespace tramo::planning
