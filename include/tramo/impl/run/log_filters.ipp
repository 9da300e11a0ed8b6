// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which events count: conditions on the events of one type that look at no other event, so that the order of
// the log does not matter to them.
#pragma once

#include <tramo/impl/run/log_scope.ipp>

namespace tramo::running {

class log_filters {
public:
    log_filters(program const& policy, plan const& prepared, sequence_view const& over,
                account_rows const& accounts, std::vector<data_error>& errors)
        : policy_(policy),
          plan_(prepared),
          over_(over),
          accounts_(accounts),
          errors_(errors),
          passing_(policy.events.size()) {}

    /// Bits of the rows of the type's table for which the filter is true. All filters of a type are run at
    /// once.
    [[nodiscard]] words const& passing(std::size_t event, std::size_t filter) {
        if (passing_[event].empty()) run(event);
        return passing_[event][filter];
    }

private:
    void run(std::size_t event) {
        auto const& planned = plan_.events[event];
        auto const& table = over_.log().tables[event];
        auto const& type = policy_.events[event];
        auto const rows = static_cast<std::size_t>(table.rows);
        auto& bits = passing_[event];
        bits.assign(type.filters.size(), words(reading::word_count(rows), 0));
        auto const asked = cut_space(planned.before, type.scope, planned.filters, {});
        auto const entries = entries_of(event, rows);
        row_list places(rows);
        for (std::size_t i = 0; i < rows; ++i) places[i] = static_cast<std::uint32_t>(i);
        scope_batch scope(asked, rows, policy_.zone);
        scope.add_event_fields(type, table, places);
        scope.add_account_fields(policy_, type.fields.size(), accounts_, [&](std::size_t i) {
            return entries[i] == no_row ? no_row : row_of_unit(accounts_, over_.log().units[entries[i]]);
        });
        scope_runner runner(asked, scope, policy_.zone);
        runner.run(
            [&](std::size_t begin, std::size_t) {
                for (std::size_t i = 0; i < asked.conditions.size() && i < bits.size(); ++i) {
                    if (asked.conditions[i].node == no_node) continue;
                    auto const& passes = runner.is_true(asked.conditions[i]);
                    std::copy(passes.begin(), passes.end(),
                              bits[i].begin() + static_cast<std::ptrdiff_t>(begin / 64));
                }
            },
            [&](std::size_t row, span at) {
                if (entries[row] != no_row)
                    errors_.push_back(
                        {over_.log().rows[entries[row]], "", "", "", fault_reason::arithmetic, at});
            });
    }

    /// The entry that each row of the type's table is of; `no_row` where it came into none.
    [[nodiscard]] row_list entries_of(std::size_t event, std::size_t rows) const {
        auto const& log = over_.log();
        row_list entries(rows, no_row);
        for (std::size_t i = 0; i < log.size(); ++i)
            if (log.types[i] == event) entries[log.places[i]] = static_cast<std::uint32_t>(i);
        return entries;
    }

    program const& policy_;
    plan const& plan_;
    sequence_view const& over_;
    account_rows const& accounts_;
    std::vector<data_error>& errors_;
    std::vector<std::vector<words>> passing_;  ///< by event type and filter
};

}  // namespace tramo::running
