// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Whether a feed of actions has the columns that the policy reads, before any row of it is read.
#pragma once

#include <tramo/impl/run/feed_columns.ipp>

namespace tramo::acting {

/// What is wrong with the columns of a feed as a whole.
class action_feed_checker : public running::column_checks {
public:
    action_feed_checker(program const& policy, table const& feed, bool is_agent_asked)
        : column_checks(policy, feed, {"actions", "an", keyword::actions}), is_agent_asked_(is_agent_asked) {}

    [[nodiscard]] std::vector<diagnostic> check() {
        refuse_repeated_names();
        if (has_no_columns() || !found_.empty()) return std::move(found_);
        auto const& columns = policy_.actions;
        need_key(columns.account);
        for (auto const& one : columns.code) need(one);
        need_readable(columns.happened, moment(), true);
        action_columns const usual;
        if (columns.id != usual.id) need(columns.id, severity::warning);
        if (is_agent_asked_)
            need(columns.agent);
        else if (columns.agent != usual.agent)
            need(columns.agent, severity::warning);
        return std::move(found_);
    }

private:
    /// An empty list of rows says nothing of columns.
    [[nodiscard]] bool has_no_columns() const {
        return std::all_of(feed_.batches.begin(), feed_.batches.end(),
                           [](auto const& one) { return one.columns.empty() && one.rows == 0; });
    }

    bool is_agent_asked_;
};

}  // namespace tramo::acting
