// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The best action of each case from a feed of actions: what segments read of it, and the report that adds up.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tramo/actions/best_action.hpp>
#include <tramo/actions/report.hpp>
#include <tramo/policy/policy.hpp>
#include <tramo/run/account_index.hpp>
#include <tramo/run/verdicts.hpp>

namespace tramo {

/// Which days count: in place of the policy's window.
struct window_asked {
    enum class kind_t { policy, all, since, month, rolling };
    kind_t what = kind_t::policy;
    date since;             ///< since: this day counts
    std::int64_t days = 0;  ///< rolling: so many (1 to 36,500), the day asked for the last of them
};

struct best_action_options {
    window_asked window;
    std::string agent;    ///< only actions of this agent (case and accents do not matter)
    std::string segment;  ///< only cases in this segment …
    std::string queue;    ///< … and in this queue: "strategy.queue"
    /// … and with these values: field and text, read like a cell of data.
    std::vector<std::pair<std::string, std::string>> where;
    std::string by;  ///< one report for each value of this field of the cases; empty: one
    std::string
        amount;  ///< money field of the cases that is summed; empty: the principal of the debt, if any
    bool has_details = true;  ///< false: the report alone
};

/// A code that no palette knows, and how many rows bear it.
struct other_code {
    std::string code;
    std::int64_t rows = 0;
};

/// The answer. Cases are units: in the order of the table of cases, else as the feed meets them.
class best_actions {
public:
    best_actions() = default;
    [[nodiscard]] prepared_policy const& with() const;
    [[nodiscard]] actions::palette_set const& palettes() const;
    [[nodiscard]] account_index const& cases() const;
    [[nodiscard]] actions::case_standings const& standings() const;
    /// Names of the reports: the values of `by`, in the order met; one empty name without.
    [[nodiscard]] std::vector<std::string> const& groups() const;
    /// Of a group that is not there all rows are 0.
    [[nodiscard]] actions::action_report report(std::size_t group = 0) const;
    /// The report of the cases of one row of it (of none where there is no such row): reads the feed once
    /// more.
    [[nodiscard]] actions::action_report narrowed(std::size_t group, std::size_t row) const;
    /// The row of a path of labels, names or aliases; none where there is no such.
    [[nodiscard]] std::optional<std::size_t> row_of(actions::action_report const& in,
                                                    std::vector<std::string> const& path) const;
    /// The smallest unit of the amounts: decimals and currency; none where nothing is summed.
    [[nodiscard]] std::optional<data_type> amount_type() const;

    /// Rows read = the actions of all reports + outside_window + left_out; set apart with their reasons.
    [[nodiscard]] std::int64_t rows() const;
    [[nodiscard]] std::vector<data_error> const& errors() const;
    [[nodiscard]] std::int64_t errors_not_listed() const;
    /// Rows of the table of cases that were set apart, and why, in their order: of cases with a data error,
    /// which are in no report, and of repeated keys. Of the rows with one key the first sound one counts.
    [[nodiscard]] std::vector<data_error> const& case_errors() const;
    [[nodiscard]] std::int64_t case_errors_not_listed() const;
    [[nodiscard]] std::int64_t cases_set_apart() const;  ///< so many rows
    /// What no palette knows of the actions that reports count: whole codes, and responses within what is
    /// known. The most frequent first, at most 1,000.
    [[nodiscard]] std::vector<other_code> const& others() const;
    [[nodiscard]] std::int64_t others_not_listed() const;  ///< rows of all further ones
    /// Whether an agent, segment, queue or value was asked for, or a window other than the policy's.
    [[nodiscard]] bool is_scoped() const;

    /// One row for each case in scope: key, and the computed fields `best.code` … `contacts.last`, and
    /// best.label, best.at (timestamp), best.id, best.channel, best.closes, best.state, best.substate,
    /// last.label, last.at, last.id.
    [[nodiscard]] batch case_table() const;
    /// The same for some cases (units), in their order.
    [[nodiscard]] batch case_table(std::vector<std::uint32_t> const& units) const;
    /// The cases of a report's row, by `sort` (a field of the table of cases, a number or day; empty: none),
    /// largest or smallest first, unknown ones last, then by key. T5007 for a field that is not there,
    /// T5004 for one that the cases have no column of. None of a group or row that is not there.
    [[nodiscard]] checked<std::vector<std::uint32_t>> cases_of(std::size_t group, std::size_t row,
                                                               std::string const& sort = {},
                                                               bool is_descending = true) const;
    /// A table of accounts with the computed fields added, in place of columns of these names. Accounts that
    /// the feed does not know have none, and 0 attempts. Nothing is known of an account that is out of scope,
    /// set apart or not among the cases given; without details only `best.` and `attempts.window` are.
    [[nodiscard]] table attach(table const& accounts) const;

    struct model;  ///< for the engine's own modules

private:
    friend checked<best_actions> find_best_actions(prepared_policy const&, std::shared_ptr<table const>,
                                                   std::shared_ptr<table const>, best_action_options const&);
    std::shared_ptr<model const> model_;
};

/// Reads a feed of actions. `cases` may be null: then the cases are those of the feed, and what is asked of
/// their fields is unknown. T5014 where the policy declares no palette, T4010 where the day is needed and was
/// not given, T5007 for a name it does not know or a window it cannot have, T5 errors where a table cannot be
/// read. The result does not depend on the order of rows where the feed has ids; these only order what else
/// is equal: two rows of one id count twice.
[[nodiscard]] checked<best_actions> find_best_actions(prepared_policy const& with,
                                                      std::shared_ptr<table const> feed,
                                                      std::shared_ptr<table const> cases = nullptr,
                                                      best_action_options const& options = {});

}  // namespace tramo

#if TRAMO_HEADER_ONLY
#    include <tramo/impl/policy/best_actions.ipp>
#endif
