// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts found, with what is asked of them more than once; and what a host keeps to go on from.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include <tramo/policy/alerts.hpp>

#include "handles.hpp"

namespace tramo_python {

/// The text of the cell of a row; none where there is no such column, or no value.
[[nodiscard]] std::optional<std::string> text_at_row(tramo::batch const& data, std::string_view column,
                                                     std::int64_t row);

/// Safe to use from many threads.
class alert_answer {
public:
    /// `feed` is what the alerts were found in; its first `kept_rows` came from a snapshot. `bad_lines` of
    /// the feed's file could not be laid into columns: they count as rows behind the others.
    alert_answer(tramo::alert_verdicts found, std::shared_ptr<tramo::table const> feed,
                 std::int64_t kept_rows, std::vector<std::string> bad_lines);

    [[nodiscard]] tramo::alert_verdicts const& found() const { return found_; }
    [[nodiscard]] std::shared_ptr<tramo::table const> const& feed() const { return feed_; }
    [[nodiscard]] tramo::policy const& policy() const { return found_.with().policy(); }
    /// Rows are numbered from the first that came after the snapshot. Those of the snapshot's own rows come
    /// last, with its columns (`event.amount`): of rows whose time had not come when it was taken.
    [[nodiscard]] std::vector<tramo::data_error> const& errors() const { return errors_; }
    [[nodiscard]] std::int64_t rows() const { return found_.log().rows_read - kept_rows_ + bad_lines_; }
    [[nodiscard]] std::int64_t rows_set_apart() const { return found_.log().rows_set_apart + bad_lines_; }

    [[nodiscard]] std::vector<tramo::alert_change> const& changes() const;
    [[nodiscard]] std::shared_ptr<portfolio const> transitions() const;  ///< a row for each change

    /// The changes of an account's alert, its children's among them: places in `changes`.
    [[nodiscard]] std::vector<std::size_t> changes_of(std::size_t alert, std::uint32_t account) const;
    /// The unit of an account's child; `no_unit` where it is not known.
    [[nodiscard]] std::uint32_t child_unit(std::size_t collection, std::uint32_t account,
                                           std::string const& child) const;
    [[nodiscard]] std::vector<std::string> children_of(std::size_t collection, std::uint32_t account) const;

private:
    tramo::alert_verdicts found_;
    std::shared_ptr<tramo::table const> feed_;
    std::int64_t kept_rows_ = 0, bad_lines_ = 0;
    std::vector<tramo::data_error> errors_;
    mutable std::once_flag are_changes_made_, are_transitions_made_;
    mutable std::vector<tramo::alert_change> changes_;
    mutable std::shared_ptr<portfolio> transitions_;
};

/// A snapshot's standings as a table: account, child, alert, state, clear_pending, since, times, deadlines,
/// applied_until.
[[nodiscard]] tramo::batch standings_table(std::vector<tramo::snapshot_standing> const& all);
/// The same back; throws std::invalid_argument where a column is missing or of another type.
[[nodiscard]] std::vector<tramo::snapshot_standing> standings_of(tramo::table const& from);
/// Rows of a feed, in their order, as a table of their own. Lists and structures become nulls.
[[nodiscard]] tramo::batch picked_rows(std::shared_ptr<tramo::table const> const& feed,
                                       std::vector<std::uint32_t> const& rows);

}  // namespace tramo_python
