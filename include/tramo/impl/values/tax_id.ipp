// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Check digits of Latin America's tax numbers. Almost all are one weighted sum modulo 11 with the weights
// 2, 3, … from the right, and differ in the weight after which they begin anew at 2.
#pragma once

#include <algorithm>
#include <array>

#include <tramo/values/date.hpp>
#include <tramo/values/tax_id.hpp>

namespace tramo {
namespace tax_id_detail {

inline constexpr auto names =
    std::to_array<std::string_view>({"cl_rut", "br_cpf", "br_cnpj", "py_ruc", "pe_ruc", "ar_cuit", "co_nit",
                                     "mx_rfc", "uy_rut", "do_rnc", "ve_rif"});

/// Stands for Ñ (two bytes of UTF-8) in a bare number, so that every place is one char.
inline constexpr char enye = '#';

inline constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
inline constexpr bool is_letter(char c) {
    return c >= 'A' && c <= 'Z';
}
inline bool are_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

inline bool repeats_one_digit(std::string_view text) {
    return text.find_first_not_of(text.front()) == std::string_view::npos;
}

/// Capitals and digits without what separates them; none when something else stands in the text, or a
/// separator does not separate.
TRAMO_INLINE std::optional<std::string> read_bare(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    std::string bare;
    bool after_separator = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_separator = std::string_view(".-/ ").find(text[i]) != std::string_view::npos;
        if (is_separator && after_separator) return std::nullopt;
        after_separator = is_separator;
        if (is_separator) continue;
        char const c = text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 32) : text[i];
        if (is_digit(c) || is_letter(c) || c == '&') {
            bare += c;
        } else if (text.substr(i, 2) == "Ñ" || text.substr(i, 2) == "ñ") {
            bare += enye;
            ++i;
        } else {
            return std::nullopt;
        }
    }
    if (after_separator) return std::nullopt;
    return bare;
}

/// The sum of digit times weight modulo 11. Letters count as their distance from '0' in ASCII.
inline int remainder_11(std::string_view body, int last_weight) {
    int sum = 0, weight = 2;
    for (auto at = body.rbegin(); at != body.rend(); ++at) {
        sum += (*at - '0') * weight;
        weight = weight == last_weight ? 2 : weight + 1;
    }
    return sum % 11;
}

inline char to_digit(int number) {
    return static_cast<char>('0' + number);
}

/// 11 less the remainder, where the two values of more than one digit, 10 and 11, become 0.
inline char digit_or_zero(int remainder) {
    return remainder < 2 ? '0' : to_digit(11 - remainder);
}
/// The same where 10 has no digit: such a body is never given out.
inline char digit_or_none(int remainder) {
    return remainder == 1 ? '?' : digit_or_zero(remainder);
}

inline tax_id_result fail(tax_id_error error) {
    return {{}, error};
}

/// Fills the `#` of a pattern: `##.###-#`.
inline std::string fill(std::string_view pattern, std::string_view bare) {
    std::string text;
    for (char const c : pattern) {
        text += c == '#' ? bare.front() : c;
        if (c == '#') bare.remove_prefix(1);
    }
    return text;
}

inline std::string with_thousands(std::string_view digits) {
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += '.';
        text += digits[i];
    }
    return text;
}

/// Splits `bare` before the check digits, which must be `expected`.
inline tax_id_result judge(std::string_view bare, std::string_view expected, std::string formatted) {
    auto const body = bare.substr(0, bare.size() - expected.size());
    auto const check = bare.substr(body.size());
    if (check != expected) return fail(tax_id_error::checksum);
    return {{std::string(body), std::string(check), std::move(formatted)}, tax_id_error::none};
}

inline std::string_view without_leading_zeros(std::string_view bare) {
    bare.remove_prefix(std::min(bare.find_first_not_of('0'), bare.size()));
    return bare;
}

/// Servicio de Impuestos Internos (Chile): weights to 7; 10 is K.
TRAMO_INLINE tax_id_result parse_cl_rut(std::string_view bare) {
    auto const without_check = bare.substr(0, bare.size() - 1);
    if (!are_digits(without_check) || !(is_digit(bare.back()) || bare.back() == 'K'))
        return fail(tax_id_error::format);
    auto const body = without_leading_zeros(without_check);
    if (body.empty() || body.size() > 8) return fail(tax_id_error::length);
    int const remainder = remainder_11(body, 7);
    char const check = remainder == 1 ? 'K' : digit_or_zero(remainder);
    bare.remove_prefix(without_check.size() - body.size());
    return judge(bare, {&check, 1}, with_thousands(body) + '-' + check);
}

/// Receita Federal (Brazil): two digits, the second over the first too. CPF: weights to 11. CNPJ: weights
/// to 9, and letters in its first twelve places since Instrução Normativa RFB 2.229/2024.
TRAMO_INLINE tax_id_result parse_br(std::string_view bare, bool is_company) {
    std::size_t const body_size = is_company ? 12 : 9;
    if (!is_company && !are_digits(bare)) return fail(tax_id_error::format);
    if (bare.find_first_of("&#") != std::string_view::npos) return fail(tax_id_error::format);
    if (bare.size() != body_size + 2) return fail(tax_id_error::length);
    if (!are_digits(bare.substr(body_size))) return fail(tax_id_error::format);
    if (repeats_one_digit(bare)) return fail(tax_id_error::repeated);
    int const last_weight = is_company ? 9 : 11;
    std::string with_check(bare.substr(0, body_size));
    for (int i = 0; i < 2; ++i) with_check += digit_or_zero(remainder_11(with_check, last_weight));
    return judge(bare, std::string_view(with_check).substr(body_size),
                 fill(is_company ? "##.###.###/####-##" : "###.###.###-##", bare));
}

/// Dirección Nacional de Ingresos Tributarios (Paraguay), Pa_Calcular_Dv_11_A: weights to 11; a letter at
/// the end of the body counts as the two digits of its ASCII code.
TRAMO_INLINE tax_id_result parse_py_ruc(std::string_view bare) {
    auto const without_check = bare.substr(0, bare.size() - 1);
    auto const body = without_leading_zeros(without_check);
    bool const has_letter = !body.empty() && is_letter(body.back());
    auto const digits = body.substr(0, body.size() - (has_letter ? 1 : 0));
    if (!is_digit(bare.back()) || !are_digits(digits)) return fail(tax_id_error::format);
    if (digits.empty() || digits.size() > 8) return fail(tax_id_error::length);
    std::string summed(digits);
    if (has_letter) summed += std::to_string(int{body.back()});
    char const check = digit_or_zero(remainder_11(summed, 11));
    bare.remove_prefix(without_check.size() - body.size());
    return judge(bare, {&check, 1}, std::string(body) + '-' + check);
}

template <std::size_t Size>
bool begins_with_one_of(std::string_view bare, std::string_view const (&prefixes)[Size]) {
    return std::find(std::begin(prefixes), std::end(prefixes), bare.substr(0, prefixes[0].size())) !=
           std::end(prefixes);
}

/// SUNAT (Peru): weights to 7; 10 is 0 and 11 is 1.
TRAMO_INLINE tax_id_result parse_pe_ruc(std::string_view bare) {
    constexpr std::string_view prefixes[] = {"10", "15", "16", "17", "20"};
    if (!are_digits(bare)) return fail(tax_id_error::format);
    if (bare.size() != 11) return fail(tax_id_error::length);
    if (!begins_with_one_of(bare, prefixes)) return fail(tax_id_error::format);
    char const check = to_digit((11 - remainder_11(bare.substr(0, 10), 7)) % 10);
    return judge(bare, {&check, 1}, std::string(bare));
}

/// ARCA, formerly AFIP (Argentina): weights to 7. Where 10 would come out, another prefix is given out.
TRAMO_INLINE tax_id_result parse_ar_cuit(std::string_view bare) {
    constexpr std::string_view prefixes[] = {"20", "23", "24", "25", "26", "27",
                                             "30", "33", "34", "50", "51", "55"};
    if (!are_digits(bare)) return fail(tax_id_error::format);
    if (bare.size() != 11) return fail(tax_id_error::length);
    if (!begins_with_one_of(bare, prefixes)) return fail(tax_id_error::format);
    char const check = digit_or_none(remainder_11(bare.substr(0, 10), 7));
    return judge(bare, {&check, 1}, fill("##-########-#", bare));
}

/// DIAN (Colombia), Orden Administrativa 4 of 1989: prime weights; remainders 0 and 1 are the digit.
TRAMO_INLINE tax_id_result parse_co_nit(std::string_view bare) {
    constexpr int weights[] = {3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71};
    if (!are_digits(bare)) return fail(tax_id_error::format);
    bare = without_leading_zeros(bare);
    if (bare.size() < 6 || bare.size() > std::size(weights) + 1) return fail(tax_id_error::length);
    auto const body = bare.substr(0, bare.size() - 1);
    int sum = 0;
    for (std::size_t i = 0; i < body.size(); ++i) sum += (body[body.size() - 1 - i] - '0') * weights[i];
    char const check = to_digit(sum % 11 < 2 ? sum % 11 : 11 - sum % 11);
    return judge(bare, {&check, 1}, with_thousands(body) + '-' + check);
}

/// SAT (Mexico): three letters of a company or four of a person, a date as yymmdd, two characters of the
/// homoclave and the check digit: weights 13 to 2 over twelve places (a company's begin with a blank).
TRAMO_INLINE tax_id_result parse_mx_rfc(std::string_view bare) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ #";
    if (bare.size() != 12 && bare.size() != 13) return fail(tax_id_error::length);
    std::size_t const letters = bare.size() - 9;
    auto const day = bare.substr(letters, 6);
    auto const is_name_letter = [](char c) { return is_letter(c) || c == '&' || c == enye; };
    auto const is_plain = [](char c) { return is_digit(c) || is_letter(c); };
    if (!std::all_of(bare.begin(), bare.begin() + static_cast<std::ptrdiff_t>(letters), is_name_letter) ||
        !std::all_of(bare.end() - 3, bare.end(), is_plain) || !are_digits(day))
        return fail(tax_id_error::format);
    // The century is not written; 2000 has every day that 1900 has, and the years 04 to 96 agree.
    std::string const in_full = fill("20##-##-##", day);
    if (!parse_date(in_full)) return fail(tax_id_error::format);
    int sum = 0, weight = letters == 3 ? 12 : 13;
    if (letters == 3) sum = static_cast<int>(alphabet.find(' ')) * 13;
    for (char const c : bare.substr(0, bare.size() - 1)) sum += static_cast<int>(alphabet.find(c)) * weight--;
    char const check = sum % 11 == 1 ? 'A' : digit_or_zero(sum % 11);
    std::string text;
    for (char const c : bare) text += c == enye ? std::string("Ñ") : std::string(1, c);
    // The number that all unnamed customers share (Resolución Miscelánea Fiscal) has no true check digit.
    if (bare != "XAXX010101000" && bare.back() != check) return fail(tax_id_error::checksum);
    return {{text.substr(0, text.size() - 1), text.substr(text.size() - 1), text}, tax_id_error::none};
}

/// DGI (Uruguay): an office 01 to 22, a number, 001 and a digit: weights to 9; 10 is never given out.
TRAMO_INLINE tax_id_result parse_uy_rut(std::string_view bare) {
    if (!are_digits(bare)) return fail(tax_id_error::format);
    if (bare.size() != 12) return fail(tax_id_error::length);
    auto const office = bare.substr(0, 2);
    if (office < "01" || office > "22" || bare.substr(2, 6) == "000000" || bare.substr(8, 3) != "001")
        return fail(tax_id_error::format);
    char const check = digit_or_none(remainder_11(bare.substr(0, 11), 9));
    return judge(bare, {&check, 1}, fill("##-######-###-#", bare));
}

/// DGII (Dominican Republic), registro nacional del contribuyente of companies.
TRAMO_INLINE tax_id_result parse_do_rnc(std::string_view bare) {
    constexpr int weights[] = {7, 9, 8, 6, 5, 4, 3, 2};
    if (!are_digits(bare)) return fail(tax_id_error::format);
    if (bare.size() != 9) return fail(tax_id_error::length);
    if (repeats_one_digit(bare.substr(0, 8)) && bare.front() == '0') return fail(tax_id_error::repeated);
    int sum = 0;
    for (std::size_t i = 0; i < 8; ++i) sum += (bare[i] - '0') * weights[i];
    char const check = to_digit((10 - sum % 11) % 9 + 1);
    return judge(bare, {&check, 1}, fill("#-##-#####-#", bare));
}

/// SENIAT (Venezuela): the letter counts as V 1, E 2, J and C 3, P 4, G 5; weights to 7.
TRAMO_INLINE tax_id_result parse_ve_rif(std::string_view bare) {
    constexpr std::string_view letters = "VEJPG";
    if (!are_digits(bare.substr(1))) return fail(tax_id_error::format);
    std::size_t const value = bare.front() == 'C' ? 2 : letters.find(bare.front());
    if (value == std::string_view::npos) return fail(tax_id_error::format);
    if (bare.size() != 10) return fail(tax_id_error::length);
    if (bare.substr(1, 8) == "00000000") return fail(tax_id_error::repeated);
    std::string summed(bare.substr(0, 9));
    summed.front() = to_digit(static_cast<int>(value) + 1);
    char const check = digit_or_zero(remainder_11(summed, 7));
    return judge(bare, {&check, 1}, fill("#-########-#", bare));
}

}  // namespace tax_id_detail

TRAMO_INLINE tax_id_result parse_tax_id(tax_id_kind kind, std::string_view text) {
    using namespace tax_id_detail;
    auto const bare = read_bare(text);
    if (!bare) return fail(tax_id_error::format);
    if (bare->size() < 2) return fail(tax_id_error::length);
    switch (kind) {
        case tax_id_kind::cl_rut:
            return parse_cl_rut(*bare);
        case tax_id_kind::br_cpf:
            return parse_br(*bare, false);
        case tax_id_kind::br_cnpj:
            return parse_br(*bare, true);
        case tax_id_kind::py_ruc:
            return parse_py_ruc(*bare);
        case tax_id_kind::pe_ruc:
            return parse_pe_ruc(*bare);
        case tax_id_kind::ar_cuit:
            return parse_ar_cuit(*bare);
        case tax_id_kind::co_nit:
            return parse_co_nit(*bare);
        case tax_id_kind::mx_rfc:
            return parse_mx_rfc(*bare);
        case tax_id_kind::uy_rut:
            return parse_uy_rut(*bare);
        case tax_id_kind::do_rnc:
            return parse_do_rnc(*bare);
        case tax_id_kind::ve_rif:
            return parse_ve_rif(*bare);
    }
    return fail(tax_id_error::format);
}

TRAMO_INLINE std::optional<tax_id_kind> tax_id_kind_of(std::string_view name) {
    auto const found = std::find(tax_id_detail::names.begin(), tax_id_detail::names.end(), name);
    if (found == tax_id_detail::names.end()) return std::nullopt;
    return static_cast<tax_id_kind>(found - tax_id_detail::names.begin());
}

TRAMO_INLINE std::string_view name_of(tax_id_kind kind) {
    return tax_id_detail::names[static_cast<std::size_t>(kind)];
}

TRAMO_INLINE std::vector<std::string_view> const& tax_id_kinds() {
    static std::vector<std::string_view> const all(tax_id_detail::names.begin(), tax_id_detail::names.end());
    return all;
}

TRAMO_INLINE std::string_view describe(tax_id_error error) {
    switch (error) {
        case tax_id_error::none:
            return "it is right";
        case tax_id_error::format:
            return "it holds a character or a prefix that such a number cannot have";
        case tax_id_error::length:
            return "it has too few or too many characters";
        case tax_id_error::checksum:
            return "its check digit is wrong";
        case tax_id_error::repeated:
            return "it repeats one digit throughout";
    }
    return "it is wrong";
}

}  // namespace tramo
