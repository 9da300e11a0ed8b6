// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Declarations of what may be agreed with a debtor: the debt, conditions of payment, tables of discounts.
#pragma once

#include <optional>
#include <variant>
#include <vector>

#include <tramo/syntax/ast_parts.hpp>

namespace tramo::ast {

/// `principal balance`, `overdue days_late`: what is owed, by component, and for how long.
struct debt_member {
    keyword part = keyword::principal;  ///< principal, interest, fine, fees or overdue
    expression amount;
    span at;
    ast::comments comments;
};

/// `debt { … }`: where the debt of an account stands in its data.
struct debt_declaration {
    std::vector<debt_member> members;
    span at;
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `amounts from 100 until 5000 enforced`, `overdue from 30`: a range, both ends included, either may be
/// missing (amounts: both are expressions of kind number or money; overdue: numbers of days).
struct extent_member {
    keyword what = keyword::amounts;  ///< amounts or overdue
    std::optional<expression> from, until;
    bool is_enforced = false;
    span at;
    ast::comments comments;
};

/// `billing "Boleto"`, `billing filter "Boleto"`
struct billing_member {
    text_literal form;
    bool is_filter = false;
    span at;
    ast::comments comments;
};

/// `first after 10 days`
struct first_due_member {
    expression length;  ///< a duration
    span at;
    ast::comments comments;
};

/// `interest 1%`, `fine 2%`: charged once on the principal and fees, in place of what has accrued.
struct charge_member {
    keyword what = keyword::interest;  ///< interest or fine
    expression share;
    span at;
    ast::comments comments;
};

/// `base total`: what a discount on the total is taken from.
struct base_member {
    keyword what = keyword::total;  ///< total, principal or in_turn
    span at;
    ast::comments comments;
};

/// `requires overdue "At least a month" = days_late >= 30`
struct requirement_member {
    ast::name name;
    std::optional<text_literal> label;
    expression condition;
    span at;
    ast::comments comments;
};

/// `approval "Credit team" if amount > 1000`
struct approval_member {
    text_literal by;
    std::optional<expression> condition;
    span at;
    ast::comments comments;
};

/// `discount interest 50% for "supervisor"`, `discount total by haircut`: the most that may be forgiven.
/// Written behind an alternative it is that alternative's, before the first one it is everybody's.
struct discount_member {
    keyword what = keyword::total;  ///< principal, interest, fine, fees or total
    std::optional<expression> share;
    std::optional<name> matrix;  ///< `by`
    std::optional<text_literal> role;
    span at;
    ast::comments comments;
};

/// `rounding down 1`: installments are multiples of the amount, the last one takes the rest.
struct round_member {
    keyword mode = keyword::down;  ///< up, down or nearest
    std::optional<expression> unit;
    std::optional<keyword> rest;  ///< first or last: the installment that takes the rest
    span at;
    ast::comments comments;
};

/// `broken after 10 days`, `broken after 2 installments`
struct broken_member {
    std::optional<expression> length;  ///< a duration
    int installments = 0;
    span at;
    ast::comments comments;
};

/// `lump sum cash "À vista"`, `installments plan 2..12 every 20 days entry 30% rate 1% minimum 50`
struct alternative_member {
    bool is_lump_sum = false;
    ast::name name;
    std::optional<text_literal> label;
    int fewest = 1, most = 1;
    std::optional<expression> every;    ///< a duration: days, weeks or months
    std::optional<expression> entry;    ///< a percentage or an amount, the least that is paid down
    std::optional<expression> rate;     ///< a percentage per interval
    std::optional<expression> minimum;  ///< an amount: the least an installment may be
    span at;
    ast::comments comments;
};

using condition_member = std::variant<extent_member, billing_member, first_due_member, charge_member,
                                      base_member, requirement_member, approval_member, discount_member,
                                      round_member, broken_member, alternative_member>;

/// `condition campaign "November" version "1" from 2026-11-01 until 2026-11-30 default { … }`
struct condition_declaration {
    ast::name name;
    std::optional<text_literal> label;
    validity_period period;
    bool is_default = false;                ///< shown at once, not only when asked for
    std::vector<condition_member> members;  ///< as written
    span at;
    span head_at;  ///< `condition NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

/// `by role, overdue rising, balance`
struct matrix_axis {
    bool is_role = false;
    ast::name name;          ///< of a field, value or segment
    bool is_rising = false;  ///< the discount must not fall as it grows
    span at;
};

/// One cell of a row: `*` (all), a text list, a value, a range, `from 30`, `true`.
struct matrix_cell {
    bool is_all = false;
    std::vector<text_literal> texts;
    std::optional<expression> from, until;  ///< numbers, money, percents; equal for a single value
    bool half_open = false;
    std::optional<bool> truth;
    span at;
};

struct matrix_row {
    std::vector<matrix_cell> cells;
    expression share;  ///< a percentage
    span at;
    ast::comments comments;
};

/// `matrix haircut "Label" by role, overdue rising { row "agent", 0..90 => 10% }`
struct matrix_declaration {
    ast::name name;
    std::optional<text_literal> label;
    std::vector<matrix_axis> axes;
    std::vector<matrix_row> rows;
    span at;
    span head_at;  ///< `matrix NAME`
    ast::comments comments;
    std::vector<std::string> closing_comments;
};

}  // namespace tramo::ast
