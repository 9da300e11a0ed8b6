// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Why an account is, or is not, where it is: from the very bits of the evaluation.
#pragma once

#include <string>
#include <vector>

#include <tramo/policy/policy.hpp>
#include <tramo/policy/record.hpp>

namespace tramo {

/// A value that a condition used: `dias_mora = 61`, or `unknown`.
struct used_value {
    std::string name;
    std::string value;
    bool is_unknown = false;
};

/// A condition and what became of it. A leaf has `values`, the others have `parts`.
struct explained_condition {
    std::string kind;  ///< "and", "or", "not", "segment", "condition"
    std::string text;  ///< as written in the policy; the segment's name for "segment"
    truth_value holds = truth_value::no;
    std::size_t line = 0;  ///< of the policy, from 1
    span at;
    std::vector<used_value> values;
    std::vector<explained_condition> parts;
};

struct explained_step {
    rule_info queue;
    truth_value holds = truth_value::no;
    bool is_rest = false;
    explained_condition why;  ///< empty for the rest
};

/// The answer about one segment or one queue of one row.
struct explanation {
    std::int64_t row = 0;
    std::string key;
    std::string segment;  ///< asked for; empty when a queue was
    std::string strategy, queue;
    rule_info rule;
    truth_value holds = truth_value::no;       ///< in the segment, in the queue
    std::string taken_by;                      ///< the queue the row is in
    std::vector<std::string> unknown_because;  ///< fields without a value that keep the answer open
    std::vector<data_error> errors;            ///< not empty: the row is set apart
    explained_condition why;                   ///< of the segment
    std::vector<explained_step> steps;         ///< of the queue: the queues before it and itself
};

/// Explains a row of a batch. T5007 when there is no such segment; a queue is named `queue`, or
/// `strategy.queue` where two strategies have one of that name. T5 errors when the data cannot be read.
/// Requires 0 <= row < data.rows.
[[nodiscard]] checked<explanation> explain_segment(prepared_policy const& with, batch const& data,
                                                   std::int64_t row, std::string_view segment);
[[nodiscard]] checked<explanation> explain_queue(prepared_policy const& with, batch const& data,
                                                 std::int64_t row, std::string_view queue);

/// As text, a tree drawn with two blanks a level.
[[nodiscard]] std::string to_text(explanation const& what, prepared_policy const& with);

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/explain/explain.ipp>
#endif
