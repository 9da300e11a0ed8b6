// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// An expression whose names are resolved and whose type is known.
#pragma once

#include <vector>

#include <tramo/check/operation.hpp>
#include <tramo/syntax/keywords.hpp>
#include <tramo/text/source.hpp>
#include <tramo/values/schema.hpp>

namespace tramo {

/// An expression with its type. `id` numbers all nodes of a program.
struct typed_expression {
    operation what = operation::invalid;
    data_type type;
    bool may_be_unknown = false;
    bool is_literal_number = false;     ///< a bare number as written, still free to become money
    bool is_calendar_duration = false;  ///< months or years: `literal` is a number of months
    value literal;
    std::size_t index = 0;
    std::size_t table = 0;  ///< of a lookup, whose `index` is the column
    comparison op = comparison::equal;
    keyword function = keyword::sum;
    bool negated = false;
    bool half_open = false;
    bool has_condition = false;
    bool is_scoped = false;  ///< a field of a child or of a condition on events, not of the account
    bool has_names = false;  ///< its values are states or cases, which are written without quotes
    std::size_t id = 0;
    span at;
    std::vector<typed_expression> operands;
};

}  // namespace tramo
