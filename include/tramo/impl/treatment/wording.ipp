// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Writes numbers digit by digit: no locale of the machine has a say.
#pragma once

#include <algorithm>
#include <array>

#include <tramo/treatment/wording.hpp>

namespace tramo::treatment {
namespace writing {

/// Where Spanish is written with a point before the decimals (CLDR 45, es-MX, es-PE, es-US and their like).
inline constexpr auto pointed_in_spanish = std::to_array<std::string_view>(
    {"MXN", "MXV", "PEN", "USD", "USN", "DOP", "GTQ", "HNL", "NIO", "PAB", "SVC", "CUP", "GBP", "CAD"});

struct currency_sign {
    std::string_view code, sign;
};

inline constexpr auto signs = std::to_array<currency_sign>({{"BRL", "R$"},
                                                            {"PYG", "Gs."},
                                                            {"CLP", "$"},
                                                            {"COP", "$"},
                                                            {"MXN", "$"},
                                                            {"ARS", "$"},
                                                            {"PEN", "S/"},
                                                            {"USD", "US$"},
                                                            {"UYU", "$U"},
                                                            {"CLF", "UF"},
                                                            {"EUR", "€"}});

inline constexpr auto months = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});

[[nodiscard]] inline bool is_english(wording_locale const& in) {
    return in.language != "es" && in.language != "pt";
}

/// In English a bare `$` is the US dollar and nothing else.
[[nodiscard]] TRAMO_INLINE std::string_view sign_of(std::string_view currency, wording_locale const& in) {
    for (auto const& one : signs) {
        if (one.code != currency) continue;
        if (!is_english(in)) return one.sign;
        if (one.code == "USD") return "$";
        return one.sign == "$" ? currency : one.sign;
    }
    return currency;
}

/// Plain digits, `1234.50`, with a mark between each three before the decimals.
[[nodiscard]] TRAMO_INLINE std::string grouped(std::string_view digits, wording_locale const& in) {
    auto const point = std::min(digits.find('.'), digits.size());
    std::string made;
    for (std::size_t i = 0; i < point; ++i) {
        if (i > 0 && (point - i) % 3 == 0) made += in.group;
        made += digits[i];
    }
    if (point == digits.size()) return made;
    return (made += in.point).append(digits.substr(point + 1));
}

/// Takes the minus off the front.
[[nodiscard]] inline std::string_view take_minus(std::string_view& digits) {
    if (!digits.starts_with('-')) return "";
    digits.remove_prefix(1);
    return "-";
}

/// `0.125` becomes `12.5`: the point two places to the right, however large the number is.
[[nodiscard]] TRAMO_INLINE std::string hundredfold(std::string_view digits) {
    auto const point = std::min(digits.find('.'), digits.size());
    std::string whole(digits.substr(0, point));
    std::string rest(point < digits.size() ? digits.substr(point + 1) : "");
    rest.resize(std::max<std::size_t>(rest.size(), 2), '0');
    whole += rest.substr(0, 2);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    return rest.size() > 2 ? whole + "." + rest.substr(2) : whole;
}

[[nodiscard]] inline std::string two_digits(unsigned number) {
    std::string text = std::to_string(number);
    if (number < 10) text.insert(text.begin(), '0');
    return text;
}

}  // namespace writing

TRAMO_INLINE wording_locale locale_of(std::string_view language, std::string_view currency) {
    auto const begins = [&](std::string_view with) {
        return language == with || (language.starts_with(with) && language[with.size()] == '-');
    };
    if (begins("pt")) return {"pt", ',', '.'};
    if (!begins("es")) return {"en", '.', ','};
    auto const& pointed = writing::pointed_in_spanish;
    bool const is_pointed = std::find(pointed.begin(), pointed.end(), currency) != pointed.end();
    return is_pointed ? wording_locale{"es", '.', ','} : wording_locale{"es", ',', '.'};
}

TRAMO_INLINE std::string write_amount(decimal const& amount, std::string_view currency,
                                      wording_locale const& in) {
    auto const written = to_string(amount);
    std::string_view digits = written;
    std::string made(writing::take_minus(digits));
    auto const sign = writing::sign_of(currency, in);
    made += sign;
    bool const is_close = writing::is_english(in) && (sign == "$" || sign == "€");
    if (!sign.empty() && !is_close) made += ' ';
    return made + writing::grouped(digits, in);
}

TRAMO_INLINE std::string write_number(decimal const& number, wording_locale const& in) {
    auto const written = to_shortest_string(number);
    std::string_view digits = written;
    std::string made(writing::take_minus(digits));
    return made + writing::grouped(digits, in);
}

TRAMO_INLINE std::string write_percent(decimal const& share, wording_locale const& in) {
    auto const written = to_shortest_string(share);
    std::string_view digits = written;
    std::string made(writing::take_minus(digits));
    made += writing::grouped(writing::hundredfold(digits), in);
    return made + (writing::is_english(in) ? "%" : " %");
}

TRAMO_INLINE std::string write_day(date day, wording_locale const& in) {
    auto const at = to_civil(day);
    auto const digits = std::to_string(at.year);
    auto const year = std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
    if (writing::is_english(in))
        return std::to_string(at.day) + " " + std::string(writing::months[at.month - 1]) + " " + year;
    return writing::two_digits(at.day) + "/" + writing::two_digits(at.month) + "/" + year;
}

}  // namespace tramo::treatment
