// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What expressions are made of, once their types are known.
#pragma once

namespace tramo {

enum class operation {
    constant,  ///< `literal`
    /// Account field `index`; inside an aggregate the collection's field `index`; in a condition on an event
    /// the field `index` of the event's `scope`; in a counter the field `index` of `log_scope`.
    field,
    parameter,  ///< parameter `index`
    as_of,
    definition,  ///< value or segment `index`
    not_,
    and_,
    or_,
    compare,  ///< `op` of two operands of comparable types
    in,       ///< operands[0] in the others; a `range` among them has two operands; `negated`
    range,    ///< `half_open`
    like,
    starts_with,  ///< operands[0] against the constant text operands[1]; `negated`
    is_unknown,   ///< `negated`
    add,
    subtract,
    multiply,
    divide,
    negate,
    add_months,  ///< date operands[0] plus `literal` months
    absolute,
    round,
    coalesce,
    largest,
    smallest,
    day,
    month,
    year,
    weekday,
    start_of_month,
    end_of_month,
    to_date,
    /// `function` over collection `index`, of its field operands[0] (absent for count, and for any and all of
    /// a condition), where operands.back() if `has_condition`
    aggregate,
    /// An indicator: the first of the operands, all conditions, that is true chooses the value of that place
    /// in `type.values`; none true, the last value. Stands only as the meaning of a definition.
    choice,
    /// A column of a parameter table: operands are, row by row, the row's condition and the constant it gives;
    /// at most one condition is true.
    lookup,
    invalid  ///< a mistake was reported here
};

enum class comparison { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

/// `a op b` is `b mirrored(op) a`.
[[nodiscard]] constexpr comparison mirrored(comparison op) {
    switch (op) {
        case comparison::less:
            return comparison::greater;
        case comparison::less_or_equal:
            return comparison::greater_or_equal;
        case comparison::greater:
            return comparison::less;
        case comparison::greater_or_equal:
            return comparison::less_or_equal;
        default:
            return op;
    }
}

/// Whether `op` holds of two values whose order is below, at or above zero.
[[nodiscard]] constexpr bool compares(int order, comparison op) {
    switch (op) {
        case comparison::equal:
            return order == 0;
        case comparison::not_equal:
            return order != 0;
        case comparison::less:
            return order < 0;
        case comparison::less_or_equal:
            return order <= 0;
        case comparison::greater:
            return order > 0;
        case comparison::greater_or_equal:
            return order >= 0;
    }
    return false;
}

}  // namespace tramo
