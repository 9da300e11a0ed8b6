// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What is known of all accounts once a worklist's questions are answered.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/impl/policy/worklist_ranking.ipp>
#include <tramo/policy/worklists.hpp>

namespace tramo {

struct worklist_answer::model {
    prepared_policy with;
    worklist_options options;
    std::shared_ptr<table const> accounts;
    std::size_t worklist = 0;  ///< index into the program's worklists
    verdicts read;             ///< rows, and those set apart
    std::vector<worklisting::candidate_answers> candidates;
    std::vector<worklisting::ranking_key> keys;
    std::optional<worklisting::best_choices> best;
    std::vector<std::uint32_t> ranking;
    std::vector<actions::shift> shifts;  ///< those of the options, equal skills under one number
    std::vector<std::uint16_t> skills;   ///< by candidate: the one it needs
    actions::worklists lists;
    std::vector<std::int64_t> counts = std::vector<std::int64_t>(6, 0);  ///< by `placed`

    [[nodiscard]] tramo::program const& program() const { return with.policy().program(); }
    [[nodiscard]] tramo::worklist const& list() const { return program().worklists[worklist]; }
    [[nodiscard]] worklist_candidate const& candidate_of(std::uint32_t account) const {
        return list().candidates[(*best)[account]];
    }
    [[nodiscard]] bool is_open(std::size_t candidate, std::uint32_t account) const {
        return candidates[candidate].open[account];
    }
    /// Requires scores, and a candidate that is open.
    [[nodiscard]] int128 score(std::size_t candidate, std::uint32_t account) const {
        auto const& of = candidates[candidate];
        return worklisting::difference(of.value.coefficient(account), of.cost.coefficient(account));
    }
    /// The first key of `order` in which two accounts differ: `no_index` where none tells them apart.
    [[nodiscard]] std::size_t key_between(std::uint32_t a, std::uint32_t b) const {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            auto const& numbers = keys[i].numbers;
            bool const is_known = numbers.knows(a);
            bool const is_same = is_known == numbers.knows(b) &&
                                 (!is_known || numbers.coefficient(a) == numbers.coefficient(b));
            if (!is_same) return i;
        }
        return no_index;
    }
    /// The last account before it that was taken where it competes. Requires that there is one.
    [[nodiscard]] std::uint32_t last_taken_before(std::uint32_t account) const {
        return ranking[lists.cut[account] - 1];
    }
    /// 0 where nothing says any.
    [[nodiscard]] int minutes_of(worklist_candidate const& one) const {
        return one.minutes != 0 ? one.minutes : options.minutes_per_call;
    }
    [[nodiscard]] static std::string const& skill_of(worklist_candidate const& one) {
        return one.skill.empty() ? one.channel : one.skill;
    }
};

}  // namespace tramo
