// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// From a table of accounts to their ranking and the lists of the day.
#pragma once

// Without the compiled library it includes what those below include, and must be first.

#include <tramo/impl/policy/parameters.ipp>
#include <tramo/impl/policy/worklist_findings.ipp>
#include <tramo/impl/policy/worklist_reading.ipp>
#include <tramo/impl/policy/worklist_skills.ipp>
#include <tramo/impl/policy/worklist_tables.ipp>
#include <tramo/plan/action_plan.hpp>

namespace tramo {

namespace worklisting {

class list_filler {
public:
    explicit list_filler(worklist_answer::model& into) : model_(into) {}

    void fill() {
        auto const rows = static_cast<std::size_t>(model_.read.rows);
        number_skills();
        read_agents();
        std::vector<std::uint16_t> skill(rows), minutes(rows), minutes_of;
        for (auto const& one : model_.list().candidates)
            minutes_of.push_back(static_cast<std::uint16_t>(std::max(1, model_.minutes_of(one))));
        for (std::size_t row = 0; row < rows; ++row) {
            auto const choice = (*model_.best)[row];
            if (choice == no_choice) continue;
            skill[row] = model_.skills[choice];
            minutes[row] = minutes_of[choice];
        }
        model_.lists =
            actions::assign(model_.shifts, {model_.ranking, skill, minutes, agent_, agents_}, rows);
        for (auto const account : model_.ranking)
            ++model_.counts[static_cast<std::size_t>(model_.lists.how[account])];
        model_.counts[0] =
            model_.read.rows - model_.read.rows_set_apart - static_cast<std::int64_t>(model_.ranking.size());
    }

private:
    void number_skills() {
        skill_numbers numbers(model_.options.skills);
        model_.shifts = model_.options.shifts;
        for (auto& one : model_.shifts)
            for (auto& skill : one.skills) skill = numbers.of_number(skill);
        for (auto const& one : model_.list().candidates)
            model_.skills.push_back(numbers.of_name(model_.skill_of(one)));
    }

    void read_agents() {
        if (model_.list().agent_field == no_index || model_.options.shifts.empty()) return;
        std::map<std::string, std::string> names;
        for (auto const& one : model_.options.shifts) names.try_emplace(fold(one.agent), one.agent);
        for (auto const& [folded, name] : names) agents_.push_back(name);
        auto const& column = model_.program().fields.fields[model_.list().agent_field].name;
        agent_reader reader(agents_);
        agent_.reserve(static_cast<std::size_t>(model_.read.rows));
        for (auto const& part : model_.accounts->batches) reader.read(part, column, agent_);
    }

    worklist_answer::model& model_;
    std::vector<std::string> agents_;
    std::vector<std::uint32_t> agent_;
};

/// Of rows with one key the first that is sound counts: no account is on two lists.
class repeated_rows {
public:
    repeated_rows(worklist_answer::model& of, account_bits const& set_apart)
        : model_(of), set_apart_(set_apart) {}

    void set_apart(std::string const& column) {
        account_index met;
        std::vector<bool> is_taken;
        std::int64_t first = 0;
        for (auto const& part : model_.accounts->batches) {
            auto const* const keys = find_column(part, column);
            std::vector<std::uint32_t> units(static_cast<std::size_t>(part.rows), no_unit);
            if (keys != nullptr) met.add(*keys, part.rows, units.data());
            for (std::size_t i = 0; i < units.size(); ++i) {
                if (keys == nullptr || set_apart_[static_cast<std::size_t>(first) + i]) continue;
                auto const row = static_cast<std::int64_t>(i);
                auto const unit = units[i] != no_unit ? units[i] : unit_of(*keys, row, met);
                is_taken.resize(met.size());
                if (unit == no_unit)
                    refuse(*keys, row, first, fault_reason::missing);
                else if (is_taken[unit])
                    refuse(*keys, row, first, fault_reason::repeated_key);
                else
                    is_taken[unit] = true;
            }
            first += part.rows;
        }
        if (!has_any_) return;
        std::stable_sort(model_.read.errors.begin(), model_.read.errors.end(),
                         [](auto const& a, auto const& b) { return a.row < b.row; });
    }

private:
    /// Of a cell that is no text and no whole number, by what it reads as.
    [[nodiscard]] static std::uint32_t unit_of(column const& keys, std::int64_t row, account_index& met) {
        auto const text = running::text_of_cell(keys, row);
        return text.empty() ? no_unit : met.add(text);
    }

    void refuse(column const& keys, std::int64_t i, std::int64_t first, fault_reason why) {
        constexpr std::size_t most_errors = 1'000'000;
        auto const row = static_cast<std::size_t>(first + i);
        has_any_ = true;
        ++model_.read.rows_set_apart;
        for (auto& one : model_.candidates) one.open.clear(row);
        if (model_.read.errors.size() == most_errors) {
            ++model_.read.errors_not_listed;
            return;
        }
        auto const key = running::text_of_cell(keys, i);
        model_.read.errors.push_back({first + i, key, keys.name, key, why, {}});
    }

    worklist_answer::model& model_;
    account_bits const& set_apart_;
    bool has_any_ = false;
};

inline void rank(worklist_answer::model& into, account_bits const& set_apart) {
    auto const& policy = into.program();
    std::string const key = policy.key ? policy.fields.fields[*policy.key].name : std::string();
    account_keys keys(*into.accounts, key, set_apart);
    if (!keys.are_plainly_distinct()) repeated_rows(into, set_apart).set_apart(key);
    into.best.emplace(into.candidates, into.list().has_scores(), set_apart.size());
    into.ranking = ranked(into.keys, *into.best, keys);
}

}  // namespace worklisting

TRAMO_INLINE prepared_policy const& worklist_answer::with() const {
    return model_->with;
}
TRAMO_INLINE std::int64_t worklist_answer::rows() const {
    return model_->read.rows;
}
TRAMO_INLINE std::vector<data_error> const& worklist_answer::errors() const {
    return model_->read.errors;
}
TRAMO_INLINE std::int64_t worklist_answer::errors_not_listed() const {
    return model_->read.errors_not_listed;
}
TRAMO_INLINE std::int64_t worklist_answer::rows_set_apart() const {
    return model_->read.rows_set_apart;
}
TRAMO_INLINE std::int64_t worklist_answer::count(actions::placed how) const {
    return model_->counts[static_cast<std::size_t>(how)];
}
TRAMO_INLINE std::vector<actions::shift> const& worklist_answer::shifts() const {
    return model_->options.shifts;
}
TRAMO_INLINE actions::worklists const& worklist_answer::lists() const {
    return model_->lists;
}
TRAMO_INLINE std::string worklist_answer::best_candidate(std::uint32_t row) const {
    auto const choice = (*model_->best)[row];
    return choice == worklisting::no_choice ? std::string() : model_->list().candidates[choice].name;
}
TRAMO_INLINE batch worklist_answer::next_actions(int most) const {
    return worklisting::worklist_tables(*model_).next_actions(most);
}
TRAMO_INLINE batch worklist_answer::worklists() const {
    return worklisting::worklist_tables(*model_).worklists();
}
TRAMO_INLINE batch worklist_answer::left_out() const {
    return worklisting::worklist_tables(*model_).left_out();
}

TRAMO_INLINE checked<worklist_answer> find_worklists(prepared_policy const& with,
                                                     std::shared_ptr<table const> accounts,
                                                     worklist_options const& options) {
    checked<worklist_answer> result;
    auto const& program = with.policy().program();
    worklisting::worklist_choice choice(with, options, result.diagnostics);
    auto const index = choice.choose();
    if (index == no_index) return result;
    choice.check_shifts(program.worklists[index]);
    worklisting::check_skills(program, index, options, result.diagnostics);
    auto known = read_parameters(program, with.asked().parameters, result.diagnostics);
    known.as_of = with.asked().as_of;
    if (!accounts) accounts = std::make_shared<table>();
    if (accounts->rows() >= std::int64_t{actions::no_list})
        result.diagnostics.push_back({"T5009",
                                      severity::error,
                                      "more than 4,294,967,294 accounts cannot be ranked at once",
                                      {},
                                      {"rank parts of the portfolio"}});
    if (!result.ok()) return result;
    auto made = std::make_shared<worklist_answer::model>();
    made->with = with;
    made->options = options;
    for (auto& one : made->options.shifts) one.agent = std::string(reading::trim(one.agent));
    made->accounts = std::move(accounts);
    made->worklist = index;
    auto planned = compile_worklist(program, index, known);
    worklisting::account_reader reader(*made, planned);
    auto found = reader.read();
    for (auto& one : found) result.diagnostics.push_back(std::move(one));
    if (!result.ok()) return result;
    worklisting::rank(*made, reader.set_apart());
    worklisting::list_filler(*made).fill();
    result.value.model_ = std::move(made);
    return result;
}

}  // namespace tramo
