// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A rounded quotient in whole numbers: neither dialect divides decimals as exactly as the engine does.
#pragma once

#include <tramo/impl/export/sql_decimals.ipp>

namespace tramo::exporting {

/// A quotient is rounded to 18 decimals, half to even, and that to n, half away from zero. Up to here the
/// first step may as well round half away: where the two differ, the second step comes to the same.
inline constexpr int most_quotient_digits = 16;

/// `round(a / b, n)`: with a = A / 10^r, b = B / 10^s, N = |A| 10^(18 + s - r) and D = |B| the whole number
/// (2 N + D (1 + 10^(18 - n))) / (2 D 10^(18 - n)), cut, is its magnitude at n decimals. By zero it is NULL.
class division_words {
public:
    division_words(sql_dialect dialect, findings& found) : dialect_(dialect), found_(found) {}

    [[nodiscard]] sql_number rounded(sql_number const& a, sql_number const& b, int digits, span at) {
        int const shift = division_scale + b.scale - a.scale;
        int const up = std::max(shift, 0), down = std::max(-shift, 0);
        int const step = division_scale - digits;
        int const width = std::max(1, a.width - a.scale + b.scale + digits + 1);
        bool const fits = digits <= most_quotient_digits && a.width + up < most_digits &&
                          b.width + down + step < most_digits && width + digits + 1 <= most_digits &&
                          std::max(a.width, wide_enough) + a.scale + 2 <= most_digits &&
                          std::max(b.width, wide_enough) + b.scale + 2 <= most_digits;
        if (!fits) return refused(digits, at);
        auto const tens = [](int exponent) { return power_of_ten(exponent); };
        auto const divisor = coefficient(b) + " * " + to_string(2 * tens(step + down));
        auto const dividend = "SIGN(" + a.text + ") * SIGN(" + b.text + ") * (" + coefficient(a) + " * " +
                              to_string(2 * tens(up)) + " + " + coefficient(b) + " * " +
                              to_string(tens(down) * (1 + tens(step))) + ")";
        auto const quotient = dialect_ == sql_dialect::duckdb
                                  ? dividend + " // NULLIF(" + divisor + ", 0)"
                                  : "DIV(" + dividend + ", NULLIF(" + divisor + ", 0))";
        auto const whole = cast_to(quotient, sql_decimal_type(width, 0));
        if (digits == 0) return {whole, width, 0};
        auto const unit = literal(decimal(1, digits));
        return {whole + " * " + unit.text, width + unit.width, digits, binding::product, false};
    }

private:
    /// The absolute value without its point.
    [[nodiscard]] std::string coefficient(sql_number const& of) const {
        auto text = "ABS(" + (of.scale > 0 ? at_least_wide(of) : of).text + ")";
        if (of.scale > 0) text += " * " + sql_decimal(decimal(power_of_ten(of.scale)));
        return dialect_ == sql_dialect::duckdb ? cast_to(text, "HUGEINT") : text;
    }

    [[nodiscard]] sql_number refused(int digits, span at) {
        if (digits > most_quotient_digits)
            found_.refuse("T7022", "a quotient is rounded to more than 16 decimals", at, "rounded here",
                          "round it to 16 decimals or fewer");
        else
            found_.refuse("T7023", "a quotient's digits may be more than SQL's whole numbers hold", at,
                          "divided here", "declare fields with fewer decimals, or round both sides first");
        return {"NULL", 1, 0};
    }

    sql_dialect dialect_;
    findings& found_;
};

}  // namespace tramo::exporting
