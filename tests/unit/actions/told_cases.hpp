// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Palettes and standings of cases as tests tell them, without a feed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tramo/actions/best_action.hpp>

namespace tramo::actions::told {

/// A kind below `parent`; its name is its label in the tests that do not ask for others.
inline std::uint16_t add_kind(palette_set& to, std::string name, std::uint16_t parent = no_kind,
                              std::uint16_t palette = 0, int rank = 1) {
    action_kind kind;
    kind.label = name;
    kind.name = std::move(name);
    kind.parent = parent;
    kind.palette = palette;
    kind.rank = rank;
    to.kinds.push_back(std::move(kind));
    return static_cast<std::uint16_t>(to.kinds.size() - 1);
}

inline case_standings no_cases(palette_set const& of, std::size_t groups = 1) {
    case_standings made;
    made.of_kind.assign(groups, std::vector<std::int64_t>(std::size_t{of.other()} + 1));
    return made;
}

/// `no_kind`: a case without an action. Its actions are not yet in `of_kind`.
inline void add_case(case_standings& to, std::uint16_t best, std::uint32_t attempts = 1) {
    case_action action;
    if (best != no_kind) {
        action.kind = best;
        action.row = static_cast<std::uint32_t>(to.best.size());
    }
    to.best.push_back(action);
    to.attempts.push_back(best == no_kind ? 0 : attempts);
}

}  // namespace tramo::actions::told
