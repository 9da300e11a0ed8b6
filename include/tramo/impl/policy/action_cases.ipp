// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The cases whose actions are read: who they are, whose palette is theirs, since when they are worked.
#pragma once

#include <algorithm>

#include <tramo/impl/policy/parameters.ipp>
#include <tramo/impl/policy/row_answers.ipp>
#include <tramo/impl/run/feed_columns.ipp>
#include <tramo/plan/action_plan.hpp>
#include <tramo/policy/best_actions.hpp>
#include <tramo/run/evaluate.hpp>

namespace tramo::acting {

/// Days that lie before all others: the whole history of a case counts.
inline constexpr std::int32_t since_ever = -1'000'000;
inline constexpr std::size_t most_case_errors = 100'000;

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
    std::int64_t rows_set_apart = 0;       ///< of the table
    std::vector<std::uint32_t> set_apart;  ///< units: in no report

    [[nodiscard]] std::int64_t row(std::uint32_t unit) const {
        return row_of.empty() ? std::int64_t{unit} : row_of[unit];
    }
    /// Requires that the unit is in the index, and that those before it have their rows.
    void put_row(std::uint32_t unit, std::int64_t row) {
        if (row_of.empty() && row == std::int64_t{unit}) return;
        for (auto at = row_of.size(); at < index.size(); ++at)
            row_of.push_back(static_cast<std::int64_t>(at));
        row_of[unit] = row;
    }
    /// A row of the table that is set apart.
    void add_error(data_error what) {
        ++rows_set_apart;
        if (errors.size() < most_case_errors)
            errors.push_back(std::move(what));
        else
            ++errors_not_listed;
    }
    /// Of one row in the order in which they were found.
    void sort_errors() {
        std::stable_sort(errors.begin(), errors.end(),
                         [](auto const& a, auto const& b) { return a.row < b.row; });
    }
    /// The unit of each row of the table of cases, `no_unit` for one passed over.
    [[nodiscard]] std::vector<std::uint32_t> units_of_rows(std::int64_t rows) const {
        std::vector<std::uint32_t> units(static_cast<std::size_t>(rows), no_unit);
        for (std::uint32_t unit = 0; unit < index.size(); ++unit)
            units[static_cast<std::size_t>(row(unit))] = unit;
        return units;
    }
    /// Everybody into report 0 but those set apart.
    void begin_groups() {
        if (groups.empty()) groups.assign(index.size(), 0);
        for (auto const unit : set_apart) groups[unit] = actions::apart_group;
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
        facts_.errors_not_listed += totals.errors_not_listed;
        for (auto& one : totals.errors) facts_.errors.push_back(std::move(one));
        facts_.sort_errors();
        for (std::uint32_t unit = 0; unit < is_sound_.size(); ++unit)
            if (!is_sound_[unit]) facts_.set_apart.push_back(unit);
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
        is_sound_.resize(facts_.index.size(), false);
        if (has_palettes()) facts_.palette.resize(facts_.index.size(), 0);
        if (has_since_) facts_.since.resize(facts_.index.size(), since_ever);
        auto next = static_cast<std::uint32_t>(before);
        for (std::size_t i = 0; i < units.size(); ++i) {
            auto const row = first_row_ + static_cast<std::int64_t>(i);
            auto const unit = units[i];
            detail::row_answers const asked(answers, i);
            bool const is_new = unit != no_unit && unit == next;
            if (is_new) facts_.put_row(next++, row);
            if (asked.is_set_apart())
                ++facts_.rows_set_apart;
            else if (unit == no_unit)
                refuse(keys, static_cast<std::int64_t>(i), row, fault_reason::wrong_type);
            else if (is_sound_[unit])
                refuse(keys, static_cast<std::int64_t>(i), row, fault_reason::repeated_key);
            else
                place(unit, row, asked);
        }
        first_row_ += part.rows;
    }

    /// What the gate lets pass and is no case: a key that names none, or one that has been met.
    void refuse(column const* keys, std::int64_t i, std::int64_t row, fault_reason reason) {
        auto const key = keys == nullptr ? std::string() : running::text_of_cell(*keys, i);
        facts_.add_error({row, key, key_name(), key, reason, {}});
    }

    /// The first sound row of a key tells of its case.
    void place(std::uint32_t unit, std::int64_t row, detail::row_answers const& asked) {
        is_sound_[unit] = true;
        facts_.put_row(unit, row);
        if (has_palettes()) facts_.palette[unit] = palette_of(asked);
        if (has_since_) facts_.since[unit] = since_of(asked);
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
        auto const* const day = asked.number(planned_.since);
        return day == nullptr ? since_ever : static_cast<std::int32_t>(day->coefficient);
    }

    program const& policy_;
    prepared_policy const& with_;
    table const& data_;
    bool has_since_;
    palette_plan planned_;
    case_facts facts_;
    std::vector<bool> is_sound_;  ///< by unit
    std::int64_t first_row_ = 0;
};

}  // namespace tramo::acting
