// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Lays a strategy out over the values of its fields, and asks that index.
#pragma once

#include <algorithm>

#include <tramo/impl/policy/record.ipp>
#include <tramo/impl/policy/record_values.ipp>
#include <tramo/plan/plan.hpp>
#include <tramo/policy/record_matcher.hpp>

namespace tramo {

struct record_matcher::state {
    prepared_policy with;
    std::size_t strategy;
    std::optional<running::record_index> index;

    state(prepared_policy of, std::size_t which) : with(std::move(of)), strategy(which) {
        auto const& fields = with.policy().fields();
        auto const& account = with.plan().account;
        bool const computes =
            std::find(account.needed_numbers.begin(), account.needed_numbers.end(), true) !=
            account.needed_numbers.end();  // a number that does not fit sets its record apart
        if (!fields.collections.empty() || computes) return;
        std::vector<node_index> conditions;
        for (auto const& queue : with.plan().strategies[strategy].queues)
            if (queue.condition != no_node) conditions.push_back(queue.condition);
        index = running::record_index::make(account, conditions);
    }
};

TRAMO_INLINE record_matcher::record_matcher(prepared_policy with, std::size_t strategy)
    : state_(std::make_unique<state const>(std::move(with), strategy)) {}
TRAMO_INLINE record_matcher::~record_matcher() = default;
TRAMO_INLINE record_matcher::record_matcher(record_matcher&&) noexcept = default;
TRAMO_INLINE record_matcher& record_matcher::operator=(record_matcher&&) noexcept = default;

TRAMO_INLINE bool record_matcher::is_laid_out() const {
    return state_->index.has_value();
}

TRAMO_INLINE std::uint16_t record_matcher::queue_of(record const& account) const {
    auto const& model = *state_;
    bool const is_of_this_policy = &account.policy().fields() == &model.with.policy().fields();
    if (model.index && is_of_this_policy && account.state_->odd_count == 0) {
        auto const found = model.index->first(account.state_->values.data());
        auto const rest = model.with.plan().strategies[model.strategy].queues.size() - 1;
        return static_cast<std::uint16_t>(found == running::record_index::no_condition ? rest : found);
    }
    return evaluate(model.with, account).queues[model.strategy];
}

}  // namespace tramo
