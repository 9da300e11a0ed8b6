// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What expressions are made of, once their types are known.
#pragma once

namespace tramo {

enum class operation {
    constant,   ///< `literal`
    field,      ///< account field `index`, or inside an aggregate the collection's field `index`
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
    invalid  ///< a mistake was reported here
};

enum class comparison { equal, not_equal, less, less_or_equal, greater, greater_or_equal };

}  // namespace tramo
