// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Names and constants as both dialects of SQL read them, whatever characters they hold.
#pragma once

#include <string>
#include <string_view>

#include <tramo/export/sql.hpp>
#include <tramo/values/date.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::exporting {

/// The most digits that a decimal of DuckDB has; a longer literal would be a binary float.
inline constexpr int most_digits = 38;

[[nodiscard]] inline std::string quoted(std::string_view text, char quote) {
    std::string made(1, quote);
    for (char const c : text) {
        if (c == quote) made += quote;
        made += c;
    }
    return made + quote;
}

[[nodiscard]] inline std::string sql_name(std::string_view name) {
    return quoted(name, '"');
}

[[nodiscard]] inline std::string sql_text(std::string_view text) {
    return quoted(text, '\'');
}

/// One line for a comment: what would end it is blanked.
[[nodiscard]] inline std::string in_comment(std::string_view text) {
    std::string made(text);
    for (char& c : made)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    return made;
}

/// The parts of `schema.table`, each in quotes; dots inside of double quotes part nothing.
[[nodiscard]] inline std::string sql_table(std::string_view table) {
    std::string made, part;
    bool inside = false;
    for (std::size_t i = 0; i < table.size(); ++i) {
        char const c = table[i];
        bool const doubled = inside && c == '"' && i + 1 < table.size() && table[i + 1] == '"';
        if (doubled) {
            part += table[++i];
        } else if (c == '"' && (inside || part.empty())) {
            inside = !inside;
        } else if (c == '.' && !inside) {
            made += sql_name(part) + ".";
            part.clear();
        } else {
            part += c;
        }
    }
    return made + sql_name(part);
}

[[nodiscard]] inline std::string sql_day(date day) {
    return "DATE '" + to_string(day) + "'";
}

[[nodiscard]] inline std::string sql_moment(timestamp moment) {
    auto text = to_string(moment);
    if (auto const at = text.find('T'); at != std::string::npos) text[at] = ' ';
    return "TIMESTAMP '" + text + "'";
}

/// A decimal literal: always with a point, so that no engine takes it for an integer of its own choosing.
[[nodiscard]] inline std::string sql_decimal(decimal const& number) {
    auto text = to_shortest_string(number);
    if (text.find('.') == std::string::npos) text += ".0";
    return text;
}

/// `number < 10^digits`, and above its negative.
[[nodiscard]] inline bool has_at_most(int digits, int128 number) {
    if (digits > most_digits) return true;
    auto const bound = power_of_ten(digits);
    return number < bound && number > -bound;
}

[[nodiscard]] inline int digits_of(int128 number) {
    int digits = 1;
    while (!has_at_most(digits, number)) ++digits;
    return digits;
}

[[nodiscard]] inline std::string sql_decimal_type(int width, int scale) {
    return "DECIMAL(" + std::to_string(width) + ", " + std::to_string(scale) + ")";
}

[[nodiscard]] inline std::string cast_to(std::string const& what, std::string const& type) {
    return "CAST(" + what + " AS " + type + ")";
}

}  // namespace tramo::exporting
