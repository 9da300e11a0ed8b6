// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Plan and data to verdicts: who is in which segment, and in which queue of each strategy.
#pragma once

#include <memory>
#include <optional>

#include <tramo/run/verdicts.hpp>
#include <tramo/text/diagnostic.hpp>

namespace tramo {

struct program;
struct plan;

/// Evaluates batch after batch, for portfolios of any size; the plan and program must outlive it.
class evaluator {
public:
    /// `amount_field` is the money field that is summed, if any (an index into the account's fields).
    evaluator(program const& policy, plan const& prepared, evaluation_options options = {},
              std::optional<std::size_t> amount_field = {});
    ~evaluator();
    evaluator(evaluator&&) noexcept;
    evaluator& operator=(evaluator&&) noexcept;

    /// Errors (T5…) when the batch lacks a column that is read, or has one of a type that cannot be read;
    /// then nothing is evaluated. A missing column of an optional field is unknown for every row and only
    /// warned of.
    [[nodiscard]] std::vector<diagnostic> check(batch const& data) const;
    /// Requires that `check` found no error. Adds to the totals and returns the batch's own verdicts.
    batch_verdicts add(batch const& data);
    /// Counts a row that could not even be laid into columns, and sets it apart: the next row of the
    /// numbering. The caller gives its key, what it held, and the reason.
    void set_apart(data_error what);
    /// The totals so far, `batches` empty.
    [[nodiscard]] verdicts totals() const;

private:
    struct state;
    std::unique_ptr<state> state_;
};

/// A whole table at once.
[[nodiscard]] checked<verdicts> evaluate(program const& policy, plan const& prepared, table const& data,
                                         evaluation_options options = {},
                                         std::optional<std::size_t> amount_field = {});

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/run/evaluate.ipp>
#endif
