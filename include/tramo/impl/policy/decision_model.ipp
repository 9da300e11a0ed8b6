// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is known of all accounts once everything was decided.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/impl/policy/row_answers.ipp>
#include <tramo/plan/treatment_plan.hpp>
#include <tramo/policy/decisions.hpp>
#include <tramo/policy/worklists.hpp>
#include <tramo/values/long_vector.hpp>

namespace tramo {

namespace deciding {

/// A contact that an event was, in few bytes; the channel is a number among the policy's channels.
struct contact_fact {
    std::int64_t at = 0;  ///< micros, on the clock of the policy's zone
    std::uint32_t row = 0;
    std::uint16_t channel = 0;
    contact_unit unit = contact_unit::attempt;  ///< what does not count is no contact
};

/// Whether an interval of a hold counts, and covers a day.
[[nodiscard]] inline bool is_in_force(decided_hold const& one, date day) {
    return one.refused.empty() && one.when.covers(day);
}

/// Things of rows: those of row r are [starts[r], starts[r + 1]).
template <class Things>
struct by_row {
    Things things;
    std::vector<std::size_t> starts;
};

}  // namespace deciding

struct decisions::model {
    prepared_policy with;
    std::shared_ptr<surroundings const> given;  ///< what the policy names
    decision_options options;
    table accounts;  ///< as given, with all computed fields attached
    std::optional<alert_verdicts> alerts;
    std::optional<best_actions> best;
    std::optional<worklist_answer> next;  ///< where the policy has a worklist that holds on the day
    tramo::verdicts answered;             ///< of the policy's own plan
    tramo::verdicts treated;              ///< of `plan`, in the same batches
    std::vector<std::size_t> first_rows;  ///< by batch
    std::vector<std::string> keys;        ///< by row, as text
    std::vector<decided_effect> effects;
    std::vector<decided_hold> holds;
    std::vector<decided_promise> promises;
    std::vector<std::size_t> effect_starts, hold_starts, promise_starts;  ///< by row, and one behind the last
    std::vector<treatment::days_counted> days;  ///< by row; empty: the policy counts none
    deciding::by_row<long_vector<deciding::contact_fact>> contacts;
    std::vector<data_error> remarks;

    [[nodiscard]] tramo::program const& program() const { return with.policy().program(); }
    [[nodiscard]] treatment_program const& treatment() const { return program().treatment; }
    [[nodiscard]] surroundings const& around() const { return *given; }
    [[nodiscard]] treatment_plan const& plan() const { return with.treatment(); }
    [[nodiscard]] date as_of() const { return *with.asked().as_of; }
    [[nodiscard]] std::size_t rows() const { return keys.size(); }
    /// The batch of a row, and its number there.
    [[nodiscard]] std::pair<std::size_t, std::int64_t> place_of(std::uint32_t row) const {
        auto const behind = std::upper_bound(first_rows.begin(), first_rows.end(), std::size_t{row});
        auto const part = static_cast<std::size_t>(behind - first_rows.begin()) - 1;
        return {part, static_cast<std::int64_t>(row - first_rows[part])};
    }
    [[nodiscard]] detail::row_answers answers_in(tramo::verdicts const& all, std::uint32_t row) const {
        auto const [part, at] = place_of(row);
        return {all.batches[part], static_cast<std::size_t>(at)};
    }
    /// What the policy's own plan, and that of treatment, answered of a row.
    [[nodiscard]] detail::row_answers answers(std::uint32_t row) const { return answers_in(answered, row); }
    [[nodiscard]] detail::row_answers treated_answers(std::uint32_t row) const {
        return answers_in(treated, row);
    }
    /// Whether its data cannot be read, so that nothing is decided of it.
    [[nodiscard]] bool is_set_apart(std::uint32_t row) const {
        return answers(row).is_set_apart() || treated_answers(row).is_set_apart();
    }
};

}  // namespace tramo
