// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Offers of a table, found again for each thing that is asked of them: nothing is held but the table.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include <tramo/policy/offers.hpp>
#include <tramo/run/export_table.hpp>

#include "handles.hpp"

namespace tramo_python {

/// Goes over a table a thousand rows at a time.
class offer_pass {
public:
    offer_pass(tramo::offer_finder finder, std::shared_ptr<tramo::table const> data)
        : finder_(std::move(finder)), data_(std::move(data)) {}

    /// False at the end; an empty table has one empty part, so that tables of no rows have columns.
    [[nodiscard]] bool next();
    [[nodiscard]] tramo::offer_finder const& finder() const { return finder_; }
    [[nodiscard]] tramo::offer_batch const& found() const { return found_; }
    [[nodiscard]] tramo::batch const& part() const { return part_; }

private:
    tramo::offer_finder finder_;
    std::shared_ptr<tramo::table const> data_;
    std::size_t batch_ = 0;
    std::int64_t row_ = 0;
    bool is_begun_ = false;
    tramo::batch part_;
    tramo::offer_batch found_;
};

enum class offer_rows { offers, payments, refusals };

/// How many offers a condition's alternatives made, and how often each reason spoke against a condition.
struct offer_counts {
    std::int64_t rows = 0, set_apart = 0, offers = 0, with_offers = 0, refusals = 0;
    std::vector<std::tuple<std::string, std::string, std::int64_t>> made;     ///< condition, alternative
    std::vector<std::tuple<std::string, std::string, std::int64_t>> refused;  ///< condition, reason
    tramo::verdicts totals;
};

class offer_answer {
public:
    offer_answer(tramo::prepared_policy with, tramo::offer_options options,
                 std::shared_ptr<tramo::table const> data)
        : with_(std::move(with)), options_(std::move(options)), data_(std::move(data)) {}

    [[nodiscard]] tramo::prepared_policy const& with() const { return with_; }
    [[nodiscard]] offer_pass start() const;
    [[nodiscard]] offer_counts const& counts() const;  ///< counted once
    [[nodiscard]] std::shared_ptr<tramo::batch_source> rows(offer_rows which) const;
    /// The row's offers alone. Requires a row of the table.
    [[nodiscard]] offer_pass at(std::int64_t row) const;

private:
    [[nodiscard]] offer_counts count() const;
    mutable std::once_flag is_counted_;
    mutable offer_counts counts_;
    tramo::prepared_policy with_;
    tramo::offer_options options_;
    std::shared_ptr<tramo::table const> data_;
};

}  // namespace tramo_python
