// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Batches to threads to totals.
#pragma once

#include <exception>
#include <map>
#include <system_error>
#include <thread>

#include <tramo/check/program.hpp>
#include <tramo/impl/run/block_worker.ipp>
#include <tramo/impl/run/check_batch.ipp>
#include <tramo/impl/run/verdict_room.ipp>
#include <tramo/plan/plan.hpp>
#include <tramo/run/evaluate.hpp>

namespace tramo {

namespace running {

/// More than any machine has of use: beyond, starting them costs more than they do.
inline constexpr int most_threads = 256;

/// More rows than a batch can bring at once need no larger block, and their number must not overflow.
inline constexpr std::size_t largest_block = std::size_t{1} << 20;

/// Blocks small enough for the bitmaps of all conditions to stay in the second-level cache, large enough to
/// pay for the work between them.
[[nodiscard]] TRAMO_INLINE std::size_t choose_block(std::size_t asked, std::size_t conditions) {
    if (asked != 0) return padded_rows(std::min(asked, largest_block));
    if (conditions <= 2'000) return 4096;
    return conditions <= 20'000 ? 1024 : 256;
}

/// Calls `work` with 0, 1, … up to `count`, each in a thread of its own as far as there are any to be had;
/// then throws what one of the calls threw.
template <class Work>
void run_in_threads(std::size_t count, Work const& work) {
    std::vector<std::exception_ptr> thrown(count);
    auto const attempt = [&](std::size_t which) {
        try {
            work(which);
        } catch (...) {
            thrown[which] = std::current_exception();
        }
    };
    std::vector<std::thread> others;
    others.reserve(count);
    std::size_t begun = 1;
    try {
        for (; begun < count; ++begun) others.emplace_back(attempt, begun);
    } catch (std::system_error const&) {  // what that thread would have done is done here
    }
    attempt(0);
    for (; begun < count; ++begun) attempt(begun);
    for (auto& other : others) other.join();
    for (auto const& one : thrown)
        if (one) std::rethrow_exception(one);
}

}  // namespace running

struct evaluator::state {
    program const* policy;
    plan const* prepared;
    evaluation_options options;
    std::optional<std::size_t> amount;
    running::partial_totals sums;
    verdicts totals;  ///< but for the tallies
    std::vector<std::map<std::string, std::int64_t>> new_values;

    explicit state(plan const& what) : prepared(&what), sums(what) {}
    [[nodiscard]] batch_verdicts prepare(batch const& data) const;
    void merge(running::partial_totals& part);
    void note_new_values(std::deque<running::field_column> const& columns);
    [[nodiscard]] tally tally_of(running::running_total const& sum) const;
};

TRAMO_INLINE batch_verdicts evaluator::state::prepare(batch const& data) const {
    batch_verdicts out;
    out.first_row = totals.rows;
    out.rows = data.rows;
    auto const rows = static_cast<std::size_t>(data.rows);
    auto const word_count = running::padded_rows(rows) / 64;
    running::verdict_room room(*prepared, rows, options.with_unknown);
    for (auto const& segment : prepared->segments) {
        auto& bits = out.segments.emplace_back();
        bits.is_true = room.bits();
        auto const& node = prepared->account.conditions[static_cast<std::size_t>(segment.condition)];
        if (options.with_unknown && !node.is_certain) bits.is_unknown = room.bits();
    }
    for (std::size_t i = 0; i < prepared->strategies.size(); ++i) out.queues.push_back(room.queues());
    out.set_apart.resize(word_count);
    for (std::size_t i = 0; i < prepared->outputs.size(); ++i) {
        auto& numbers = out.outputs.emplace_back();
        numbers.values.resize(static_cast<std::size_t>(data.rows));
        numbers.known.resize(word_count);
    }
    return out;
}

TRAMO_INLINE tally evaluator::state::tally_of(running::running_total const& sum) const {
    if (!amount) return {sum.rows, {}};
    return {sum.rows, decimal(sum.amount(), policy->fields.fields[*amount].type.scale)};
}

TRAMO_INLINE void evaluator::state::merge(running::partial_totals& part) {
    for (std::size_t i = 0; i < part.is_true.size(); ++i) {
        sums.is_true[i].add(part.is_true[i]);
        sums.is_unknown[i].add(part.is_unknown[i]);
    }
    for (std::size_t i = 0; i < part.queues.size(); ++i)
        for (std::size_t j = 0; j < part.queues[i].size(); ++j) sums.queues[i][j].add(part.queues[i][j]);
    totals.rows_set_apart += part.set_apart;
    totals.errors_not_listed += part.errors_not_listed;
    for (auto& error : part.errors) {
        if (totals.errors.size() < running::most_errors)
            totals.errors.push_back(std::move(error));
        else
            ++totals.errors_not_listed;
    }
}

TRAMO_INLINE void evaluator::state::note_new_values(std::deque<running::field_column> const& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (auto const* const met = columns[i].new_values())
            for (auto const& one : *met) new_values[i][one.text] += one.count;
}

TRAMO_INLINE evaluator::evaluator(program const& policy, plan const& prepared, evaluation_options options,
                                  std::optional<std::size_t> amount_field)
    : state_(std::make_unique<state>(prepared)) {
    state_->policy = &policy;
    state_->options = options;
    state_->amount = amount_field;
    state_->new_values.resize(policy.fields.fields.size());
}

TRAMO_INLINE evaluator::~evaluator() = default;
TRAMO_INLINE evaluator::evaluator(evaluator&&) noexcept = default;
TRAMO_INLINE evaluator& evaluator::operator=(evaluator&&) noexcept = default;

TRAMO_INLINE std::vector<diagnostic> evaluator::check(batch const& data) const {
    return running::check_batch(*state_->policy, *state_->prepared, data);
}

TRAMO_INLINE batch_verdicts evaluator::add(batch const& data) {
    auto out = state_->prepare(data);
    auto const block =
        running::choose_block(state_->options.block_rows, state_->prepared->account.conditions.size());
    auto const rows = static_cast<std::size_t>(data.rows);
    auto const blocks = (rows + block - 1) / block;
    auto const asked =
        static_cast<std::size_t>(std::clamp(state_->options.threads, 1, running::most_threads));
    auto const threads = std::clamp<std::size_t>(blocks, 1, asked);
    std::deque<running::block_worker> workers;
    for (std::size_t i = 0; i < threads; ++i)
        workers.emplace_back(*state_->policy, *state_->prepared, data, state_->options, state_->amount, out);
    // Each thread has a run of blocks of its own, so that errors come in row order and results do not depend
    // on chance.
    running::run_in_threads(threads, [&](std::size_t which) {
        for (auto i = blocks * which / threads; i < blocks * (which + 1) / threads; ++i)
            workers[which].run(static_cast<std::int64_t>(i * block), std::min(block, rows - i * block));
        workers[which].finish();
    });
    state_->totals.rows += data.rows;
    for (auto& worker : workers) {
        state_->merge(worker.totals());
        state_->note_new_values(worker.columns());
    }
    return out;
}

TRAMO_INLINE void evaluator::set_apart(data_error what) {
    auto& totals = state_->totals;
    what.row = totals.rows++;
    ++totals.rows_set_apart;
    if (totals.errors.size() < running::most_errors)
        totals.errors.push_back(std::move(what));
    else
        ++totals.errors_not_listed;
}

TRAMO_INLINE verdicts evaluator::totals() const {
    auto totals = state_->totals;
    auto const& sums = state_->sums;
    for (std::size_t i = 0; i < sums.is_true.size(); ++i)
        totals.segments.push_back({state_->tally_of(sums.is_true[i]), state_->tally_of(sums.is_unknown[i])});
    for (auto const& queues : sums.queues) {
        auto& tallies = totals.queues.emplace_back();
        for (auto const& sum : queues) tallies.push_back(state_->tally_of(sum));
    }
    for (std::size_t i = 0; i < state_->new_values.size(); ++i) {
        if (state_->new_values[i].empty()) continue;
        field_new_values met{state_->policy->fields.fields[i].name, {}};
        for (auto const& [text, count] : state_->new_values[i]) met.values.push_back({text, count});
        totals.new_values.push_back(std::move(met));
    }
    return totals;
}

TRAMO_INLINE checked<verdicts> evaluate(program const& policy, plan const& prepared, table const& data,
                                        evaluation_options options, std::optional<std::size_t> amount_field) {
    evaluator runner(policy, prepared, options, amount_field);
    checked<verdicts> result;
    for (std::size_t i = 0; i < data.batches.size(); ++i) {
        auto found = runner.check(data.batches[i]);
        if (i == 0) result.diagnostics = found;
        checked<int> const sound{0, std::move(found)};
        if (sound.ok()) continue;
        if (i != 0) result.diagnostics = sound.diagnostics;
        return result;
    }
    std::vector<batch_verdicts> batches;
    for (auto const& one : data.batches) batches.push_back(runner.add(one));
    result.value = runner.totals();
    result.value.batches = std::move(batches);
    return result;
}

}  // namespace tramo
