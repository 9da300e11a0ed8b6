// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The value of an expression that no data is needed for.
#pragma once

#include <optional>
#include <vector>

#include <tramo/check/program.hpp>

namespace tramo {

class interval_set;

/// What is known when a policy is prepared. A parameter without a value is unknown_t.
struct environment {
    std::optional<date> as_of;
    std::vector<value> parameters;  ///< one for each of the program's; empty when none is known yet
};

/// The value, or none when it depends on data, or on something the environment does not know. `unknown_t`
/// when it is unknown for certain (a division by zero, a number that does not fit).
[[nodiscard]] std::optional<value> constant_value(typed_expression const& what, environment const& known);

/// A result of arithmetic shared by constants and columns: none when it does not fit.
[[nodiscard]] std::optional<decimal> apply(operation what, decimal const& a, decimal const& b);

/// The numbers (at the scale of the field's type; see column_reader's `block`) for which `field op constant`
/// holds. Requires a numeric, date, timestamp, boolean or enumeration type and a constant of a comparable
/// one.
[[nodiscard]] interval_set selected_by(comparison op, data_type const& type, value const& constant);
/// The coefficients at `scale` whose number stands in that relation to `number`.
[[nodiscard]] interval_set selected_by(comparison op, int scale, decimal const& number);
/// The coefficient by which a field of that type holds the constant, as an exact decimal (dates in days,
/// timestamps in microseconds, booleans 0 and 1, enumerations the index of the value).
[[nodiscard]] decimal coefficient_of(data_type const& type, value const& constant);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/check/constant.ipp>
#endif
