// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Decisions as Python holds them, with what is asked of them more than once; and one account taken out of
// them.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <tramo/policy/decisions.hpp>

#include "alert_answer.hpp"
#include "best_answer.hpp"
#include "evaluation.hpp"
#include "rows_apart.hpp"

namespace tramo_python {

/// How often something was told of all accounts: ("task", "in_force", 12).
struct decision_count {
    std::string what, state;
    std::int64_t count = 0;
};

/// Safe to use from many threads.
class decision_answer {
public:
    /// `accounts`, `events` and `actions` are what was asked about. `key` names the column that accounts are
    /// called by, where it is not the policy's own. Lines of files that could not be laid into columns count
    /// as rows behind the others.
    decision_answer(tramo::decisions found, std::shared_ptr<tramo::table const> accounts,
                    std::shared_ptr<tramo::table const> events, std::shared_ptr<tramo::table const> actions,
                    std::string key, std::vector<std::string> bad_lines,
                    std::vector<std::string> bad_event_lines);

    [[nodiscard]] tramo::decisions const& found() const { return found_; }
    [[nodiscard]] std::int64_t rows() const { return found_.rows() + bad_lines_; }
    [[nodiscard]] rows_apart const& accounts_apart() const { return accounts_apart_; }
    [[nodiscard]] rows_apart const& remarks() const { return remarks_; }
    /// Null where the policy declares no event.
    [[nodiscard]] std::shared_ptr<alert_answer> const& alerts() const { return alerts_; }
    /// Null where no actions were given.
    [[nodiscard]] std::shared_ptr<best_answer> const& best() const { return best_; }

    /// The first account of that key; none where there is none.
    [[nodiscard]] std::optional<std::uint32_t> row_of(std::string const& key) const;
    [[nodiscard]] bool is_apart(std::uint32_t row) const;
    /// Empty where accounts are called by nothing.
    [[nodiscard]] std::string key_at(std::uint32_t row) const;
    /// The account as it was given, and the events and actions that name it; null without such a feed.
    [[nodiscard]] std::shared_ptr<portfolio> account_at(std::uint32_t row) const;
    [[nodiscard]] std::shared_ptr<portfolio> events_at(std::uint32_t row) const;
    [[nodiscard]] std::shared_ptr<portfolio> actions_at(std::uint32_t row) const;

    /// Effects by kind and status.
    [[nodiscard]] std::vector<decision_count> effect_counts() const;
    /// Accounts by hold that is in force.
    [[nodiscard]] std::vector<decision_count> hold_counts() const;
    /// Promises by state.
    [[nodiscard]] std::vector<decision_count> promise_counts() const;
    /// By channel: accounts that may be contacted through it.
    [[nodiscard]] std::vector<decision_count> contact_counts() const;

private:
    void index_keys() const;
    [[nodiscard]] std::shared_ptr<portfolio> rows_of_account(std::shared_ptr<tramo::table const> const& feed,
                                                             std::string const& column,
                                                             std::uint32_t row) const;

    tramo::decisions found_;
    std::shared_ptr<tramo::table const> accounts_, events_, actions_;
    std::string key_;
    std::int64_t bad_lines_ = 0;
    rows_apart accounts_apart_, remarks_;
    std::shared_ptr<alert_answer> alerts_;
    std::shared_ptr<best_answer> best_;
    mutable std::once_flag are_keys_indexed_;
    mutable std::unordered_map<std::string, std::uint32_t> rows_by_key_;
};

/// The column of a feed of events that names the account.
[[nodiscard]] std::string account_column(tramo::policy const& of);
/// The texts that a column holds, each once, as first met; at most so many. None where there is no such
/// column.
[[nodiscard]] std::vector<std::string> distinct_texts(tramo::table const& in, std::string_view column,
                                                      std::size_t most);
/// A moment of the day asked for, on the clock of the policy's zone: `10:30`, `2026-11-21T10:30`, or with an
/// offset where the zone is among those known. Throws std::invalid_argument that says what is due.
[[nodiscard]] tramo::timestamp moment_asked(std::string const& text, std::optional<tramo::date> as_of,
                                            std::string const& zone, tramo::surroundings const& around);

}  // namespace tramo_python
