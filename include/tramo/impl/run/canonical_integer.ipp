// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Keys and ids that are whole numbers, however they come.
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tramo::running {

/// A number written the one way that `to_string` writes it, so that no two texts share a number.
[[nodiscard]] inline std::optional<std::int64_t> canonical_integer(std::string_view text) {
    if (text.empty() || text.size() > 19) return {};
    bool const is_negative = text[0] == '-';
    auto const digits = text.substr(is_negative ? 1 : 0);
    if (digits.empty() || (digits[0] == '0' && (digits.size() > 1 || is_negative))) return {};
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

}  // namespace tramo::running
