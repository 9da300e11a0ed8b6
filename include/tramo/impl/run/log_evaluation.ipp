// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Asks each event the conditions of its type, and each account its counters.
#pragma once

#include <algorithm>
#include <optional>

#include <tramo/impl/run/log_aggregates.ipp>
#include <tramo/run/log_evaluation.hpp>

namespace tramo {

namespace running {

/// Answers hold one bit for each condition of a type.
inline constexpr std::size_t most_guards = 64;

/// 0001-01-01 and 9999-12-31.
inline constexpr int128 first_deadline = -719'162, last_deadline = 2'932'896;

class log_evaluator {
public:
    log_evaluator(program const& policy, plan const& prepared, event_log const& log, log_sequence const& over,
                  account_rows const& accounts, log_evaluation_options const& options)
        : policy_(policy),
          plan_(prepared),
          accounts_(accounts),
          options_(options),
          over_(log, over),
          aggregates_(policy, prepared, over_, accounts, answers_.errors) {}

    [[nodiscard]] log_answers run() {
        find_positions();
        answers_.deadlines.resize(policy_.events.size());
        for (std::size_t type = 0; type < policy_.events.size(); ++type) ask(type);
        for (std::size_t i = 0; options_.with_counters && i < policy_.counters.size(); ++i) count(i);
        std::stable_sort(answers_.errors.begin(), answers_.errors.end(),
                         [](data_error const& a, data_error const& b) { return a.row < b.row; });
        return std::move(answers_);
    }

private:
    [[nodiscard]] static bool is_any_asked(std::vector<node_index> const& nodes) {
        return std::any_of(nodes.begin(), nodes.end(), [](node_index node) { return node != no_node; });
    }
    [[nodiscard]] bool is_asked(std::size_t type) const {
        return is_any_asked(plan_.events[type].guards) || is_any_asked(plan_.events[type].deadlines);
    }

    /// Of types that are asked anything, and of those that are counted for it.
    void find_positions() {
        std::vector<bool> wanted(policy_.events.size(), false);
        auto const want = [&](std::vector<std::size_t> const& aggregates) {
            for (auto const which : aggregates) wanted[policy_.aggregates[which].event] = true;
        };
        for (std::size_t type = 0; type < policy_.events.size(); ++type) {
            if (!is_asked(type)) continue;
            wanted[type] = true;
            want(policy_.events[type].scope_aggregates);
        }
        if (options_.with_counters)
            for (auto const& counter : policy_.counters) want(counter.scope_aggregates);
        over_.find_positions(wanted);
    }

    void ask(std::size_t type) {
        auto const& planned = plan_.events[type];
        make_room(type);
        if (!is_asked(type) || over_.positions(type).empty()) return;
        auto const& event = policy_.events[type];
        auto const& positions = over_.positions(type);
        auto const asked = cut_space(planned.at, event.scope, planned.guards, planned.deadlines);
        scope_batch scope(asked, positions.size(), policy_.zone);
        scope.add_event_fields(event, over_.log().tables[type], over_.places(positions));
        std::size_t const own = event.fields.size();
        scope.add_account_fields(policy_, own, accounts_, [&](std::size_t i) {
            return row_of_unit(accounts_, over_.unit(positions[i]));
        });
        scope.add_aggregates(
            own + policy_.declared_fields, event.scope_aggregates.size(),
            [&](std::size_t i) { return aggregates_.at_positions(event.scope_aggregates[i], positions); });
        scope_runner runner(asked, scope, policy_.zone);
        runner.run([&](std::size_t begin, std::size_t) { take_answers(type, asked, runner, begin); },
                   [&](std::size_t row, span at) { lose(positions[row], at); });
    }

    [[nodiscard]] bool has_few_guards() const {
        return std::all_of(plan_.events.begin(), plan_.events.end(),
                           [](auto const& one) { return one.guards.size() <= 8; });
    }

    void make_room(std::size_t type) {
        auto const& planned = plan_.events[type];
        auto& days = answers_.deadlines[type];
        days.resize(planned.deadlines.size());
        for (std::size_t i = 0; i < days.size(); ++i)
            if (planned.deadlines[i] != no_node) days[i].assign(over_.size(), INT64_MAX);
        if (answers_.guards.empty() && is_any_asked(planned.guards))
            answers_.guards.make(over_.size(), has_few_guards());
    }

    void lose(std::size_t position, span at) {
        answers_.errors.push_back(
            {over_.log().rows[over_.entry(position)], "", "", "", fault_reason::arithmetic, at});
    }

    void take_answers(std::size_t type, asked_space const& asked, scope_runner& runner, std::size_t begin) {
        auto const* const positions = over_.positions(type).data() + begin;
        for (std::size_t i = 0; i < asked.conditions.size() && i < most_guards; ++i) {
            if (asked.conditions[i].node == no_node) continue;
            auto const& holds = runner.is_true(asked.conditions[i]);
            reading::for_each_set(holds.data(), holds.size() * 64,
                                  [&](std::size_t row) { answers_.guards.set(positions[row], i); });
        }
        for (std::size_t i = 0; i < asked.numbers.size(); ++i) {
            if (asked.numbers[i].node == no_node) continue;
            auto const& known = runner.is_known(asked.numbers[i]);
            auto const& values = runner.values(asked.numbers[i]);
            auto& days = answers_.deadlines[type][i];
            reading::for_each_set(known.data(), known.size() * 64, [&](std::size_t row) {
                days[positions[row]] = beginning_of_day(values[row]);
            });
        }
    }

    /// INT64_MAX for what is no day of the calendar.
    [[nodiscard]] static std::int64_t beginning_of_day(decimal const& number) {
        int128 const day = number.scale == 0 ? number.coefficient : floor_at_scale(number, 0);
        if (day < first_deadline || day > last_deadline) return INT64_MAX;
        return static_cast<std::int64_t>(day) * micros_a_day;
    }

    void count(std::size_t which) {
        auto const& counter = policy_.counters[which];
        auto const& planned = plan_.counters[which];
        auto& out = answers_.counters.emplace_back();
        out.values.resize(over_.sequences());
        out.known.assign(reading::word_count(out.values.size()), 0);
        auto const asked = cut_space(planned.over, counter.scope, {}, {planned.number});
        if (planned.number == no_node) return;
        scope_batch scope(asked, out.values.size(), policy_.zone);
        scope.add_aggregates(0, counter.scope_aggregates.size(), [&](std::size_t i) {
            return over_whole_sequences(counter.scope_aggregates[i]);
        });
        scope_runner runner(asked, scope, policy_.zone);
        runner.run(
            [&](std::size_t begin, std::size_t size) {
                auto const& known = runner.is_known(asked.numbers[0]);
                auto const& values = runner.values(asked.numbers[0]);
                std::copy(known.begin(), known.end(),
                          out.known.begin() + static_cast<std::ptrdiff_t>(begin / 64));
                std::copy_n(values.begin(), size, out.values.begin() + static_cast<std::ptrdiff_t>(begin));
            },
            [&](std::size_t sequence, span at) {
                auto const end = over_.starts()[sequence + 1];
                if (end > over_.starts()[sequence]) lose(end - 1, at);
            });
    }

    /// Several counters may be made of one aggregate.
    aggregate_column over_whole_sequences(std::size_t which) {
        totals_.resize(policy_.aggregates.size());
        if (!totals_[which]) totals_[which] = aggregates_.at_ends(which, options_.until);
        return *totals_[which];
    }

    program const& policy_;
    plan const& plan_;
    account_rows const& accounts_;
    log_evaluation_options const& options_;
    log_answers answers_;
    sequence_view over_;
    log_aggregates aggregates_;
    std::vector<std::optional<aggregate_column>> totals_;  ///< by aggregate
};

}  // namespace running

TRAMO_INLINE log_answers evaluate_log(program const& policy, plan const& prepared, event_log const& log,
                                      log_sequence const& over, account_rows const& accounts,
                                      log_evaluation_options const& options) {
    return running::log_evaluator(policy, prepared, log, over, accounts, options).run();
}

}  // namespace tramo
