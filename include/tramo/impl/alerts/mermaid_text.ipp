// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// How text is written for Mermaid, whatever is drawn.
#pragma once

#include <string>
#include <string_view>

namespace tramo::alerts::drawing {

/// Text as Mermaid takes it anywhere: signs of its own as numbers.
inline std::string for_mermaid(std::string_view text) {
    constexpr std::string_view plain = " .,=()[]/'!?+*$_-";
    std::string safe;
    for (char const letter : text) {
        auto const code = static_cast<unsigned char>(letter);
        bool const is_word = (code >= '0' && code <= '9') || ((code | 32U) >= 'a' && (code | 32U) <= 'z');
        if (code >= 0x80 || is_word || plain.find(letter) != std::string_view::npos)
            safe += letter;
        else if (letter == '"')
            safe += "#quot;";
        else
            safe += code < ' ' ? std::string(" ") : "#" + std::to_string(code) + ";";
    }
    return safe;
}

}  // namespace tramo::alerts::drawing
