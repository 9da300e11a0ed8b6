// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What to do next with whom, why, and what comes second; and who does it today.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tramo/actions/worklist.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/run/verdicts.hpp>

namespace tramo {

struct worklist_options {
    std::string worklist;  ///< its name; empty: the first that holds on the day
    std::vector<actions::shift> shifts;
    std::vector<std::string> skills;  ///< names of the numbers in `shifts[…].skills`
    int minutes_per_call = 0;         ///< for candidates that say no minutes; 0: then an error (T5015)
};

/// The ranked list of what may be done, and the lists of the day.
class worklist_answer {
public:
    worklist_answer() = default;
    [[nodiscard]] prepared_policy const& with() const;
    [[nodiscard]] std::int64_t rows() const;  ///< accounts read
    [[nodiscard]] std::vector<data_error> const& errors() const;
    [[nodiscard]] std::int64_t errors_not_listed() const;
    [[nodiscard]] std::int64_t rows_set_apart() const;
    /// Accounts with something to do, those taken, and those left out by reason.
    [[nodiscard]] std::int64_t count(actions::placed how) const;
    [[nodiscard]] std::vector<actions::shift> const& shifts() const;
    [[nodiscard]] actions::worklists const& lists() const;

    /// The name of the best candidate of a row of the accounts; empty where nothing is open to it.
    [[nodiscard]] std::string best_candidate(std::uint32_t row) const;
    /// A row for each account and candidate that is open to it, accounts in their ranking, candidates best
    /// first: key, place (of the account, from 1), choice (1 is best), action, label, channel, skill,
    /// minutes, value, cost, score, reason (the candidate's rule), runner_up (the next candidate's name),
    /// runner_up_score. `most` choices for each account; 0: all.
    [[nodiscard]] batch next_actions(int most = 1) const;
    /// A row for each account that was taken: agent, shift, position, key, action, label, channel, skill,
    /// minutes, score, place, reason; by agent, shift, position.
    [[nodiscard]] batch worklists() const;
    /// A row for each account with something to do that was not: key, place, action, skill, score, why
    /// (as an identifier: no_skill, full, owner_full, owner_no_skill), missed_by_places, cut_score,
    /// missed_by_score, reason in words. What is missed by is null where the shifts that it competes for took
    /// nobody before it, or could not have taken it at any place; of scores also where a key of the order put
    /// the last one taken before it.
    [[nodiscard]] batch left_out() const;

    struct model;  ///< for the engine's own modules

private:
    friend checked<worklist_answer> find_worklists(prepared_policy const&, std::shared_ptr<table const>,
                                                   worklist_options const&);
    std::shared_ptr<model const> model_;
};

/// Ranks accounts and fills the lists of the shifts given (none: ranks only). T5016 where the policy declares
/// no worklist that holds on the day, T5007 for a name it does not know, T5015 for a candidate without
/// minutes when shifts are given and for minutes that cannot be, T4010 without a day where it is needed,
/// T5009 for more than 2^32 - 2 accounts or 65,535 skills; T5019 warns of skills of shifts that no candidate
/// of the policy asks for. Blanks around an agent's name do not count. Of rows with one key the first counts,
/// others are set apart. A key that is called like a column of the tables is told as `account`.
[[nodiscard]] checked<worklist_answer> find_worklists(prepared_policy const& with,
                                                      std::shared_ptr<table const> accounts,
                                                      worklist_options const& options = {});

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/policy/worklists.ipp>
#endif
