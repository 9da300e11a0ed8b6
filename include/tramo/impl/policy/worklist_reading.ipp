// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Reads a table of accounts through a worklist's plan, some thousand rows at a time.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/policy/met_texts.ipp>
#include <tramo/impl/policy/worklist_model.ipp>
#include <tramo/plan/action_plan.hpp>
#include <tramo/run/account_index.hpp>
#include <tramo/run/evaluate.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::worklisting {

/// A number that the plan puts out, or one that is the same for all and need not be put out.
struct asked_number {
    std::size_t output = no_index;
    std::optional<decimal> of_all;
};

/// Takes from the plan the numbers that are the same for all.
class asked_numbers {
public:
    explicit asked_numbers(plan& of) {
        std::vector<node_index> kept;
        for (auto const node : of.outputs) {
            auto const& number = of.account.numbers[static_cast<std::size_t>(node)];
            bool const is_constant = number.what == number_node::form::constant;
            all_.push_back({is_constant ? no_index : kept.size(),
                            is_constant ? std::optional(number.number) : std::nullopt});
            if (!is_constant) kept.push_back(node);
        }
        of.outputs = std::move(kept);
    }
    /// `no_index` asks for 0.
    [[nodiscard]] asked_number operator[](std::size_t output) const {
        return output == no_index ? asked_number{no_index, decimal()} : all_[output];
    }

private:
    std::vector<asked_number> all_;
};

/// Reads which agent has an account: the index of one of today, or `no_list`.
class agent_reader {
public:
    /// `names`: of the agents of today.
    explicit agent_reader(std::vector<std::string> const& names) {
        for (auto const& one : names)
            present_.try_emplace(fold(one), static_cast<std::uint32_t>(present_.size()));
    }

    void read(batch const& data, std::string const& column, std::vector<std::uint32_t>& into) {
        numbers_.begin(find_column(data, column));
        auto const before = into.size(), rows = static_cast<std::size_t>(data.rows);
        into.resize(before + rows);
        numbers_.read(0, rows, [&](std::size_t i, std::uint32_t number) {
            into[before + i] = number == acting::met_texts::none ? actions::no_list : agent_of(number);
        });
    }

private:
    [[nodiscard]] std::uint32_t agent_of(std::uint32_t number) {
        while (agents_.size() <= number && number != acting::met_texts::passing)
            agents_.push_back(find(texts_.text(static_cast<std::uint32_t>(agents_.size()))));
        return number == acting::met_texts::passing ? find(texts_.text(number)) : agents_[number];
    }
    [[nodiscard]] std::uint32_t find(std::string const& name) const {
        auto const at = present_.find(find_invalid_utf8(name) == std::string::npos ? fold(name) : name);
        return at == present_.end() ? actions::no_list : at->second;
    }

    std::map<std::string, std::uint32_t> present_;
    acting::met_texts texts_;
    acting::text_numbers numbers_{texts_};
    std::vector<std::uint32_t> agents_;  ///< by the number of a text
};

class account_reader {
public:
    account_reader(worklist_answer::model& into, worklist_plan& planned)
        : model_(into), planned_(planned), numbers_(planned.asked) {
        auto const rows = static_cast<std::size_t>(model_.accounts->rows());
        need_agents();
        for (auto const& one : planned.candidates) begin(one, rows);
        for (std::size_t i = 0; i < planned.order.size(); ++i) begin(i, rows);
        set_apart_.reserve(rows);
    }

    /// Of all batches; then nothing was read where there are errors.
    [[nodiscard]] std::vector<diagnostic> read() {
        evaluator runner(model_.program(), planned_.asked);
        checked<int> found;
        for (auto const& part : model_.accounts->batches) {
            auto of_part = runner.check(part);
            bool const is_first = &part == model_.accounts->batches.data();
            checked<int> part_found{0, std::move(of_part)};
            if (is_first || !part_found.ok()) found = std::move(part_found);
            if (!found.ok()) return std::move(found.diagnostics);
        }
        for (auto const& part : model_.accounts->batches) add(runner, part);
        model_.read = runner.totals();
        name_expressions(model_.read.errors, model_.with.policy());
        return std::move(found.diagnostics);
    }
    [[nodiscard]] account_bits const& set_apart() const { return set_apart_; }

private:
    /// Few enough for what is known of them to stay in the cache; a multiple of 64.
    static constexpr std::int64_t rows_at_once = 16'384;

    /// Who has an account is no question to the plan, but data must bring it.
    void need_agents() {
        auto& fields = planned_.asked.fields_read;
        auto const field = model_.list().agent_field;
        auto const at = std::lower_bound(fields.begin(), fields.end(), field);
        if (field != no_index && (at == fields.end() || *at != field)) fields.insert(at, field);
    }

    void begin(planned_candidate const& one, std::size_t rows) {
        auto& made = model_.candidates.emplace_back();
        made.open.reserve(rows);
        for (auto const& [asked, column] :
             {std::pair(numbers_[one.value], &made.value), std::pair(numbers_[one.cost], &made.cost)}) {
            if (asked.of_all)
                *column = number_column(*asked.of_all);
            else
                column->reserve(rows);
        }
    }

    void begin(std::size_t key, std::size_t rows) {
        auto& made = model_.keys.emplace_back();
        made.is_descending = model_.list().order[key].is_descending;
        auto const asked = numbers_[planned_.order[key].number];
        bool const is_constant = planned_.order[key].number != no_index && asked.of_all;
        if (is_constant)
            made.numbers = number_column(*asked.of_all);
        else
            made.numbers.reserve(rows);
    }

    void add(evaluator& runner, batch const& part) {
        for (std::int64_t begin = 0; begin < part.rows; begin += rows_at_once) {
            auto const rows = std::min(rows_at_once, part.rows - begin);
            auto const answers = runner.add(rows_of(part, begin, rows));
            auto const count = static_cast<std::size_t>(rows);
            for (std::size_t i = 0; i < model_.candidates.size(); ++i) add_candidate(i, answers, count);
            for (std::size_t i = 0; i < model_.keys.size(); ++i) add_key(i, answers, count);
            set_apart_.append(answers.set_apart, count);
        }
    }

    /// Open is what is true and has both numbers: what is unknown is not open.
    void add_candidate(std::size_t index, batch_verdicts const& answers, std::size_t count) {
        auto const& planned = planned_.candidates[index];
        auto& into = model_.candidates[index];
        words_.assign(answers.set_apart.size(), 0);
        for (std::size_t i = 0; i < words_.size(); ++i)
            words_[i] = planned.condition == no_index ? ~answers.set_apart[i]
                                                      : answers.segments[planned.condition].is_true[i];
        for (auto const& [asked, column] : {std::pair(numbers_[planned.value], &into.value),
                                            std::pair(numbers_[planned.cost], &into.cost)}) {
            if (asked.output == no_index) continue;
            auto const& from = answers.outputs[asked.output];
            for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= from.known[i];
            column->append(from, count);
        }
        into.open.append(words_, count);
    }

    void add_key(std::size_t index, batch_verdicts const& answers, std::size_t count) {
        auto const& planned = planned_.order[index];
        auto& into = model_.keys[index].numbers;
        if (planned.number != no_index) {
            auto const asked = numbers_[planned.number];
            if (asked.output != no_index) into.append(answers.outputs[asked.output], count);
            return;
        }
        number_output codes;
        codes.values.resize(answers.set_apart.size() * 64);
        codes.known.resize(answers.set_apart.size());
        auto const put = [&](std::size_t word, std::uint64_t bits, std::size_t code) {
            codes.known[word] |= bits;
            reading::for_each_bit(bits, word * 64,
                                  [&](std::size_t row) { codes.values[row] = decimal(code); });
        };
        bool const is_truth = model_.list().order[index].what == worklist_order::form::truth;
        for (std::size_t code = 0; code < planned.count; ++code)
            for (std::size_t word = 0; word < codes.known.size(); ++word) {
                auto const& of = answers.segments[planned.first + code];
                put(word, of.is_true[word], code);
                if (!is_truth) continue;
                auto const unknown = of.is_unknown.empty() ? 0 : of.is_unknown[word];
                put(word, ~(of.is_true[word] | unknown | answers.set_apart[word]), 1);
            }
        into.append(codes, count);
    }

    worklist_answer::model& model_;
    worklist_plan& planned_;
    asked_numbers numbers_;
    account_bits set_apart_;
    std::vector<std::uint64_t> words_;
};

}  // namespace tramo::worklisting
