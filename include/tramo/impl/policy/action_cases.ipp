// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The cases whose actions are read: who they are, whose palette is theirs, since when they are worked.
#pragma once

#include <tramo/impl/policy/parameters.ipp>
#include <tramo/impl/policy/row_answers.ipp>
#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/plan/action_plan.hpp>
#include <tramo/policy/best_actions.hpp>
#include <tramo/run/evaluate.hpp>

namespace tramo::acting {

/// Days that lie before all others: the whole history of a case counts.
inline constexpr std::int32_t since_ever = -1'000'000;

/// Facts by unit. Vectors that nobody asks for are empty.
struct case_facts {
    account_index index;
    bool are_given = false;              ///< by a table; else the feed tells of them
    std::vector<std::uint16_t> palette;  ///< one past the last: no palette is theirs; empty: the first is
    std::vector<std::int32_t> since;
    std::vector<std::uint16_t> groups;
    std::vector<std::string> group_names = {""};
    std::vector<std::int64_t> amounts;
    std::vector<std::int64_t> row_of;  ///< of the table of cases; empty: unit and row are one
    std::vector<data_error> errors;
    std::int64_t errors_not_listed = 0;
    std::vector<std::uint32_t> set_apart;  ///< units: in no report

    [[nodiscard]] std::int64_t row(std::uint32_t unit) const {
        return row_of.empty() ? std::int64_t{unit} : row_of[unit];
    }
    /// Everybody into report 0 but those set apart.
    void begin_groups() {
        if (groups.empty()) groups.assign(index.size(), 0);
        for (auto const unit : set_apart) groups[unit] = actions::no_group;
    }
};

/// Reads the table of cases through the gate, and asks of each which palette is its own.
class case_reader {
public:
    case_reader(prepared_policy const& with, table const& data, bool has_window_of_cases)
        : policy_(with.policy().program()), with_(with), data_(data), has_since_(has_window_of_cases) {}

    [[nodiscard]] checked<case_facts> read() {
        checked<case_facts> result;
        auto known = read_parameters(policy_, with_.asked().parameters, result.diagnostics);
        known.as_of = with_.asked().as_of;
        if (!result.ok()) return result;
        planned_ = compile_palettes(policy_, known);
        evaluator runner(policy_, planned_.asked);
        for (auto const& part : data_.batches) {
            auto found = runner.check(part);
            for (auto& one : found) result.diagnostics.push_back(std::move(one));
            if (!result.ok()) return result;
            break;  // what is wrong with one batch is wrong with all: told once
        }
        facts_.are_given = true;
        for (auto const& part : data_.batches) {
            auto found = runner.check(part);
            bool const is_sound = std::none_of(
                found.begin(), found.end(), [](auto const& one) { return one.severity == severity::error; });
            if (!is_sound) {
                result.diagnostics = std::move(found);
                return result;
            }
            add(part, runner.add(part));
        }
        auto totals = runner.totals();
        name_expressions(totals.errors, with_.policy());
        facts_.errors = std::move(totals.errors);
        facts_.errors_not_listed = totals.errors_not_listed;
        for (auto& one : repeated_) facts_.errors.push_back(std::move(one));
        result.value = std::move(facts_);
        return result;
    }

private:
    [[nodiscard]] std::string const& key_name() const { return policy_.fields.fields[*policy_.key].name; }

    void add(batch const& part, batch_verdicts const& answers) {
        std::vector<std::uint32_t> units(static_cast<std::size_t>(part.rows), no_unit);
        auto const before = facts_.index.size();
        auto const* const keys = find_column(part, key_name());
        if (keys != nullptr) facts_.index.add(*keys, part.rows, units.data());
        auto next = static_cast<std::uint32_t>(before);
        for (std::size_t i = 0; i < units.size(); ++i) {
            auto const row = first_row_ + static_cast<std::int64_t>(i);
            if (units[i] == no_unit) continue;  // the gate has set it apart
            if (units[i] != next) {
                refuse_repeated(*keys, static_cast<std::int64_t>(i), row);
                continue;
            }
            place(units[i], row, detail::row_answers(answers, i));
            ++next;
        }
        first_row_ += part.rows;
    }

    /// Of rows with one key the first counts.
    void refuse_repeated(column const& keys, std::int64_t i, std::int64_t row) {
        constexpr std::size_t most = 100'000;
        auto const key = running::text_of_cell(keys, i);
        if (repeated_.size() < most)
            repeated_.push_back({row, key, key_name(), key, fault_reason::repeated_key, {}});
        else
            ++facts_.errors_not_listed;
    }

    void place(std::uint32_t unit, std::int64_t row, detail::row_answers const& asked) {
        if (!facts_.row_of.empty() || row != std::int64_t{unit}) {
            for (auto at = facts_.row_of.size(); at < unit; ++at)
                facts_.row_of.push_back(static_cast<std::int64_t>(at));
            facts_.row_of.push_back(row);
        }
        if (asked.is_set_apart()) facts_.set_apart.push_back(unit);
        if (has_palettes())
            facts_.palette.push_back(asked.is_set_apart() ? std::uint16_t{0} : palette_of(asked));
        if (has_since_) facts_.since.push_back(since_of(asked));
    }

    [[nodiscard]] bool has_palettes() const {
        return std::any_of(planned_.conditions.begin(), planned_.conditions.end(),
                           [](auto const one) { return one != no_index; });
    }
    [[nodiscard]] std::uint16_t palette_of(detail::row_answers const& asked) const {
        std::uint16_t palette = 0;
        for (auto const condition : planned_.conditions) {
            if (condition == no_index || asked.is_true(condition)) break;
            ++palette;
        }
        return palette;
    }
    [[nodiscard]] std::int32_t since_of(detail::row_answers const& asked) const {
        auto const* const day = asked.is_set_apart() ? nullptr : asked.number(planned_.since);
        return day == nullptr ? since_ever : static_cast<std::int32_t>(day->coefficient);
    }

    program const& policy_;
    prepared_policy const& with_;
    table const& data_;
    bool has_since_;
    palette_plan planned_;
    case_facts facts_;
    std::vector<data_error> repeated_;
    std::int64_t first_row_ = 0;
};

}  // namespace tramo::acting
