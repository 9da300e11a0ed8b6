// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// An evaluation that goes on while tables come in, for portfolios larger than memory.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include <tramo/policy/policy.hpp>
#include <tramo/run/evaluate.hpp>

namespace tramo_python {

/// The text by which a row is looked up and named: a text as it is, everything else as in messages.
[[nodiscard]] std::string key_text(tramo::column const& key, std::int64_t row);

/// What came out, with everything that it points into.
struct outcome {
    tramo::prepared_policy with;
    std::shared_ptr<tramo::verdicts const> all;
    std::shared_ptr<tramo::table const> data;
    std::string key;        ///< the column that rows are called by; empty where there is none
    int amount_scale = -1;  ///< decimals of the sums; -1 where none were asked for
};

/// The table's own batches may be released after `add`, unless they are kept for the verdict of each row.
class evaluation {
public:
    /// `key` names the column that rows are called by; the policy's own where it is empty.
    evaluation(tramo::prepared_policy with, tramo::evaluation_options options,
               std::optional<std::size_t> amount, std::string key);

    /// Evaluates a further table, or says why it cannot be read. The table's batches are not changed.
    [[nodiscard]] std::vector<tramo::diagnostic> add(tramo::table const& data, bool keep);
    /// Sets apart a line of a file that could not be laid into columns.
    void set_apart(std::string key, std::string line);
    /// The rows kept since the last call, with their errors but without totals.
    [[nodiscard]] std::shared_ptr<outcome> take();
    /// The totals, with the rows kept and not yet taken.
    [[nodiscard]] std::shared_ptr<outcome> finish();
    [[nodiscard]] std::int64_t rows() const { return rows_; }

private:
    [[nodiscard]] std::vector<tramo::diagnostic> check(tramo::batch const& data, bool is_first) const;
    void remember_keys(tramo::batch const& data, tramo::batch_verdicts const& found);
    [[nodiscard]] tramo::verdicts totals() const;
    [[nodiscard]] std::shared_ptr<outcome> hand_over(tramo::verdicts all);

    tramo::prepared_policy with_;
    tramo::evaluator runner_;
    std::optional<std::size_t> amount_;
    std::string key_;
    bool is_own_key_ = true;  ///< the policy's: the engine names the rows itself
    bool has_warned_ = false;
    std::int64_t rows_ = 0;
    std::int64_t taken_ = 0;
    std::unordered_map<std::int64_t, std::string> names_;  ///< of rows set apart, by another key
    std::vector<tramo::batch_verdicts> kept_;
    std::shared_ptr<tramo::table> data_ = std::make_shared<tramo::table>();
};

}  // namespace tramo_python
