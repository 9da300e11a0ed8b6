// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The spellings under which data bring truths and the values of enumerations.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <tramo/values/schema.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::reading {

inline constexpr std::array<std::pair<std::string_view, std::int64_t>, 11> boolean_words = {{{"true", 1},
                                                                                             {"t", 1},
                                                                                             {"yes", 1},
                                                                                             {"1", 1},
                                                                                             {"si", 1},
                                                                                             {"sim", 1},
                                                                                             {"false", 0},
                                                                                             {"f", 0},
                                                                                             {"no", 0},
                                                                                             {"0", 0},
                                                                                             {"nao", 0}}};

/// Upper and lower case, accents and their two encodings are one. Requires valid UTF-8.
[[nodiscard]] inline std::string folded(std::string_view text) {
    return may_need_nfc(text) ? fold(to_nfc(text)) : fold(text);
}

/// What a folded spelling of a boolean or of an enumeration's value stands for, if anything.
[[nodiscard]] inline std::optional<std::int64_t> member_spelled(data_type const& type,
                                                                std::string const& folded) {
    if (type.kind == kind::enumeration) {
        auto const value = type.values.find_folded(folded);
        return value == type.values.size() ? std::nullopt : std::optional(static_cast<std::int64_t>(value));
    }
    for (auto const& [word, value] : boolean_words)
        if (word == folded) return value;
    return {};
}

}  // namespace tramo::reading
