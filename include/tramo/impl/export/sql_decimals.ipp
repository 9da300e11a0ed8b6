// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Exact arithmetic in decimals whose widths are known: what could need more digits than SQL has is refused.
#pragma once

#include <optional>

#include <tramo/impl/export/sql_findings.ipp>
#include <tramo/impl/export/sql_layout.ipp>
#include <tramo/impl/export/sql_words.ipp>
#include <tramo/values/schema.hpp>

namespace tramo::exporting {

/// An expression of type DECIMAL(width, scale); where `is_bare` still a column or a difference of days, of
/// whatever type the table has.
struct sql_number {
    std::string text;
    int width = 1, scale = 0;
    binding binds = binding::atom;
    bool is_bare = false;
    std::string column = {};  ///< where `text` is nothing but that, cast
};

/// DuckDB keeps products of narrower decimals within 18 digits, and stops where one outgrows them.
inline constexpr int wide_enough = 19;

[[nodiscard]] inline sql_number as_decimal(sql_number const& from) {
    if (!from.is_bare) return from;
    sql_number made{cast_to(from.text, sql_decimal_type(from.width, from.scale)), from.width, from.scale};
    made.column = from.text;
    return made;
}

/// The same number in a type that products may outgrow.
[[nodiscard]] inline sql_number at_least_wide(sql_number const& of) {
    if (of.width >= wide_enough) return of;
    auto const& from = of.column.empty() ? of.text : of.column;
    return {cast_to(from, sql_decimal_type(wide_enough, of.scale)), wide_enough, of.scale};
}

[[nodiscard]] inline sql_number literal(decimal const& number) {
    auto text = sql_decimal(number);
    auto const point = text.find('.');
    int const scale = static_cast<int>(text.size() - point - 1);
    int const width = static_cast<int>(text.size()) - 1 - (number.coefficient < 0 ? 1 : 0);
    return {std::move(text), width, scale, number.coefficient < 0 ? binding::sum : binding::atom, false};
}

class decimal_words {
public:
    explicit decimal_words(findings& found) : found_(found) {}

    /// The type that both sides have in common, `more` digits wider.
    [[nodiscard]] sql_number common(sql_number const& left, sql_number const& right, int more, span at) {
        sql_number made;
        made.scale = std::max(left.scale, right.scale);
        made.width = std::max(left.width - left.scale, right.width - right.scale) + made.scale + more;
        keep_within(made.width, at);
        return made;
    }

    [[nodiscard]] sql_number sum(sql_number const& left, sql_number const& right, bool minus, span at) {
        auto made = common(left, right, 1, at);
        made.text = within(left.text, left.binds, binding::sum) + (minus ? " - " : " + ") +
                    within(right.text, right.binds, binding::product);
        made.binds = binding::sum;
        return made;
    }

    [[nodiscard]] sql_number product(sql_number left, sql_number right, span at) {
        widen(left, right);
        keep_within(left.width + right.width, at);
        return {within(left.text, left.binds, binding::product) + " * " +
                    within(right.text, right.binds, binding::atom),
                left.width + right.width, left.scale + right.scale, binding::product, false};
    }

    /// Half away from zero, as both dialects round decimals.
    [[nodiscard]] sql_number rounded(sql_number const& from, int digits, span at) {
        keep_within(from.width - from.scale + digits, at);
        if (digits >= from.scale) return from;
        return {"ROUND(" + from.text + ", " + std::to_string(digits) + ")", from.width, digits};
    }

    void keep_within(int width, span at) {
        if (width <= most_digits) return;
        found_.refuse("T7023",
                      "a number may have " + std::to_string(width) + " digits, and SQL's decimals hold 38",
                      at, "computed here",
                      "declare fields with fewer decimals, such as decimal(2), or round before computing on");
    }

private:
    static void widen(sql_number& left, sql_number& right) {
        if (left.width + right.width < wide_enough || std::max(left.width, right.width) >= wide_enough)
            return;
        auto& one = left.column.empty() ? right : left;
        one = at_least_wide(one);
    }

    findings& found_;
};

}  // namespace tramo::exporting
