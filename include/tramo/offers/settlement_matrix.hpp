// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Tables of discounts by role, age, balance and segment, and what a careful reader finds wrong with them.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <tramo/offers/outcome.hpp>
#include <tramo/values/decimal.hpp>

namespace tramo::offers {

/// An axis: numbers of so many decimals, or one of a list of texts (roles, segments, true and false).
struct matrix_axis {
    std::string name;
    bool is_text = false;
    std::vector<std::string> texts;  ///< of a text axis: all there are
    int scale = 0;                   ///< of numbers: their decimals; between neighbours nothing lies
    decimal lowest;                  ///< the least number that can come (0 for days and balances)
    bool is_rising = false;          ///< the discount must not fall as it grows (numbers)
};

/// What a row admits of one axis: all; some texts; a range of numbers.
struct matrix_range {
    bool is_all = true;
    std::vector<std::string> texts;
    std::optional<decimal> from, until;  ///< included, but with `half_open`; none: no end
    bool half_open = false;
};

struct matrix_row {
    std::vector<matrix_range> ranges;  ///< as the axes
    decimal share;                     ///< a fraction, 0 to 1
};

struct settlement_matrix {
    std::vector<matrix_axis> axes;
    std::vector<matrix_row> rows;  ///< the first that admits decides
};

/// A point on every axis.
using matrix_point = std::vector<std::variant<decimal, std::string>>;

/// The row that decides, or none. Requires a value for every axis, of the axis's kind.
[[nodiscard]] std::optional<std::size_t> deciding_row(settlement_matrix const& matrix,
                                                      matrix_point const& at);

enum class matrix_flaw {
    bad_share,    ///< of `row`: below 0 or above 1
    empty_range,  ///< `row` admits nothing
    hole,         ///< no row admits the witness
    falling,      ///< along a rising axis the discount falls from `before` to the witness
    hidden,       ///< rows above take all that `row` admits
    splitting,    ///< `before` and the witness, two debts, get more off than one of both
    unfinished    ///< there is too much to look at: what was found is true, more may be
};

struct matrix_finding {
    matrix_flaw what = matrix_flaw::hole;
    /// Of a hole: where the most axes have a single number that is left out, of these the smallest numbers.
    /// Else the first one, with the smallest numbers; hidden: of those that the row admits.
    matrix_point witness;
    matrix_point before;         ///< falling: the same but for the rising axis, smaller there
    std::size_t row = 0;         ///< counted from 0; falling, splitting: of the witness
    std::size_t row_before = 0;  ///< falling, splitting: of `before`; hidden: what decides the witness
    std::string message;         ///< "no row admits overdue = 100, balance = 5000"; counts rows from 1
};

/// Rows that are wrong by themselves; holes (one for each region that rows leave open, though it is made of
/// many boxes); falls, one for each two rows; hidden rows. At most `most` of each. Exact: the axes are cut at
/// every bound of every row, and each box between is looked at, but of equal ones (where the same rows are
/// left to decide) one. Beyond some 100,000 that differ it ends `unfinished`.
[[nodiscard]] std::vector<matrix_finding> verify(settlement_matrix const& matrix, std::size_t most = 10);

/// A debt split in two must not get more off: `amount_axis` is the axis whose number is the debt itself, the
/// other axes being the same for the debt and its parts. A finding where some debt a + b gets less off (in
/// money, before rounding) as one than as two, with a and b as `before` and `witness`; of all these with
/// equal other axes one with the smallest sum among the corners of what the rows admit. Exact: where nothing
/// is found there is none. What falls into a hole is left out. Requires an axis of numbers.
[[nodiscard]] std::optional<matrix_finding> find_gain_from_splitting(settlement_matrix const& matrix,
                                                                     std::size_t amount_axis);

}  // namespace tramo::offers

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/offers/settlement_matrix.ipp>
#endif
