// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What a policy says of agreements: the debt, the conditions under which it may be paid, tables of discounts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <tramo/check/log_program.hpp>
#include <tramo/check/typed_expression.hpp>
#include <tramo/values/component.hpp>
#include <tramo/values/rounding.hpp>

namespace tramo {

/// When a rule counts; both days included.
struct period {
    std::optional<date> from, until;
    bool is_inactive = false;
    [[nodiscard]] bool holds_on(date day) const {
        return !is_inactive && (!from || *from <= day) && (!until || day <= *until);
    }
    [[nodiscard]] bool reads_as_of() const { return from || until; }
};

/// What is owed. Amounts are money of one currency; components that are not declared are 0.
struct offered_debt {
    by_component<std::optional<typed_expression>> amounts;  ///< the principal always
    std::optional<typed_expression> overdue;  ///< an integer, or a length of whole days: days past due
    data_type money;                          ///< the currency of all
    span at;
};

/// What must hold for a condition to be offered. Its rule is `condition.name`.
struct requirement {
    std::string name;
    std::string label;
    std::string rule_id;
    typed_expression condition;
    span at;
};

/// The most that may be forgiven: a share of a component, or of the total. One without a role is everybody's;
/// of several that apply to a role, its own one holds.
struct discount_ceiling {
    bool is_total = false;
    component what = component::principal;
    decimal share;                  ///< a fraction from 0 to 1
    std::size_t matrix = no_index;  ///< index into the program's matrices, instead of `share`
    std::string role;
    span at;
};

/// A way to pay. Its rule is `condition.name`.
struct offer_alternative {
    std::string name;
    std::string label;
    std::string rule_id;
    bool is_lump_sum = false;
    int fewest = 1, most = 1;                 ///< installments, the entry not counted
    int every = 0;                            ///< 0 for a lump sum
    keyword every_unit = keyword::days;       ///< days, weeks or months
    std::optional<decimal> entry_share;       ///< the least entry, as a fraction of the net total …
    std::optional<decimal> entry_amount;      ///< … or an amount
    std::optional<decimal> rate;              ///< a fraction per interval; none: equal parts
    std::optional<decimal> minimum;           ///< the least an installment may be
    std::vector<discount_ceiling> discounts;  ///< of its own; take the place of the condition's for
                                              ///< the same component
    span at;
    [[nodiscard]] bool has_entry() const { return entry_share || entry_amount; }
};

/// A payment condition in one of its versions (table E-T1).
struct payment_condition {
    std::string name;
    std::string label;
    std::string version;
    std::string rule_id;  ///< as declared with `id`, else its name
    tramo::period period;
    bool is_default = false;
    std::optional<decimal> amount_from, amount_until;  ///< of the total; a hint unless enforced (Q-42)
    bool are_amounts_enforced = false;
    std::optional<std::int64_t> overdue_from, overdue_until;  ///< days past due, both included (Q-43)
    std::string billing_form;                                 ///< under which slips are issued
    std::string billing_filter;                               ///< informative
    int first_after_days = 0;                                 ///< from the negotiation to the first due date
    std::optional<decimal> interest, fine;                    ///< fractions; replace what has accrued (Q-44)
    discount_base base = discount_base::total;
    std::vector<requirement> requirements;
    std::string approval_by;                        ///< empty: nobody need approve
    std::optional<typed_expression> approval_when;  ///< none: always
    std::vector<discount_ceiling> discounts;        ///< of every alternative
    /// None: equal parts are rounded down, level payments with a rate half up.
    std::optional<rounding> installment_rounding;
    std::optional<decimal> installment_unit;  ///< none: the currency's smallest
    bool is_rest_first = false;               ///< the first installment takes the rest, not the last
    std::optional<std::int64_t> broken_after_days;
    int broken_after_installments = 0;  ///< 0: no such rule
    std::vector<offer_alternative> alternatives;
    span at;
};

struct discount_axis {
    std::string name;
    bool is_role = false;
    bool is_rising = false;
    data_type type;  ///< integer, decimal, money, percent, boolean or enumeration; of no meaning for a role
    span at;
};

/// What one cell of a row admits.
struct discount_cell {
    bool is_all = false;
    std::vector<std::string> texts;      ///< roles, enumeration values
    std::optional<decimal> from, until;  ///< numbers; both included but with `half_open`
    bool half_open = false;
    std::optional<bool> truth;
};

struct discount_row {
    std::vector<discount_cell> cells;
    typed_expression condition;  ///< of all cells but the role's; of kind boolean
    decimal share;
    span at;
};

/// Discounts by role, age, balance, segment: the first row that matches decides.
struct discount_matrix {
    std::string name;
    std::string label;
    std::vector<discount_axis> axes;
    std::vector<discount_row> rows;
    span at;
};

}  // namespace tramo
