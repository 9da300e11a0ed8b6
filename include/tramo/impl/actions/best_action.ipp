// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One pass over the feed: what stands for a case is replaced by what is better.
#pragma once

#include <algorithm>
#include <utility>

#include <tramo/actions/best_action.hpp>

namespace tramo::actions {

namespace detail {

inline constexpr std::int64_t micros_of_day = 86'400'000'000;

/// What must be known of a kind while rows stream by.
struct kind_traits {
    std::uint16_t order = 0xFFFF;
    bool is_contact = false;
};

/// Ranks as places 0, 1, …: equal ranks share one; `other` is behind them all.
[[nodiscard]] inline std::vector<kind_traits> traits_of(palette_set const& all) {
    std::vector<int> ranks;
    for (auto const& one : all.kinds) ranks.push_back(one.rank);
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    std::vector<kind_traits> traits;
    for (auto const& one : all.kinds) {
        auto const place = std::lower_bound(ranks.begin(), ranks.end(), one.rank) - ranks.begin();
        traits.push_back({static_cast<std::uint16_t>(place), one.is_contact || one.is_right_party});
    }
    traits.push_back({static_cast<std::uint16_t>(ranks.size()), false});
    return traits;
}

}  // namespace detail

struct best_finder::state {
    std::vector<detail::kind_traits> traits;
    best_options options;
    std::function<bool(std::uint32_t, std::uint32_t)> is_smaller_id;
    case_standings found;

    [[nodiscard]] bool is_better(case_action const& now, case_action const& before) const {
        if (now.order != before.order) return now.order < before.order;
        return is_later(now, before);
    }
    /// Of one moment the smaller id, so that the last action of a case is told like its best one.
    [[nodiscard]] bool is_later(case_action const& now, case_action const& before) const {
        if (now.moment != before.moment || !before.is_there())
            return !before.is_there() || now.moment > before.moment;
        return is_smaller_id(now.row, before.row);
    }

    [[nodiscard]] bool is_in_window(std::uint32_t unit, std::int64_t moment) const {
        if (moment < options.window_begin) return false;
        return options.since.empty() || moment >= options.since[unit] * detail::micros_of_day;
    }

    void note_details(std::uint32_t unit, case_action const& now, bool is_contact, bool is_in) {
        auto& of = found.details[unit];
        if (is_later(now, of.last)) of.last = now;
        bool const is_today = now.moment >= options.day_begin;
        ++of.total;
        if (is_today) ++of.day;
        if (!is_contact) return;
        ++of.contacts;
        if (is_in) ++of.contacts_window;
        if (is_today) ++of.contacts_day;
        of.first_contact = std::min(of.first_contact, now.moment);
        of.last_contact = std::max(of.last_contact, now.moment);
    }

    /// False where the row counts nowhere.
    [[nodiscard]] bool counts(std::uint32_t unit, std::uint16_t kind, std::int64_t moment) {
        auto& out = found.left_out;
        if (kind == no_kind) return ++out.set_apart, false;
        if (unit == no_case) return ++out.without_case, false;
        bool const is_out =
            unit == excluded_case || (!found.groups.empty() && found.groups[unit] == no_group);
        if (is_out) return ++out.out_of_scope, false;
        if (moment >= options.before) return ++out.too_late, false;
        return true;
    }

    template <bool Details>
    void take(std::uint32_t row, std::uint32_t unit, std::uint16_t kind, std::int64_t moment) {
        if (!counts(unit, kind, moment)) return;
        auto const& of_kind = traits[kind];
        case_action const now{moment, row, kind, of_kind.order};
        bool const is_in = is_in_window(unit, moment);
        if constexpr (Details) note_details(unit, now, of_kind.is_contact, is_in);
        if (!is_in) {
            ++found.outside_window;
            return;
        }
        ++found.of_kind[found.groups.empty() ? 0 : found.groups[unit]][kind];
        ++found.attempts[unit];
        auto& best = found.best[unit];
        if (is_better(now, best)) best = now;
    }

    /// In a feed in random order nearly every row is of a case that lies in no cache: it is asked for some
    /// rows ahead.
    template <bool Details>
    void add(std::uint32_t first, std::span<std::uint32_t const> cases, std::span<std::uint16_t const> kinds,
             std::span<std::int64_t const> moments) {
        constexpr std::size_t ahead = 24;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (i + ahead < cases.size() && cases[i + ahead] < excluded_case) {
                __builtin_prefetch(&found.best[cases[i + ahead]], 1);
                __builtin_prefetch(&found.attempts[cases[i + ahead]], 1);
                if constexpr (Details) __builtin_prefetch(&found.details[cases[i + ahead]], 1);
            }
            take<Details>(first + static_cast<std::uint32_t>(i), cases[i], kinds[i], moments[i]);
        }
    }

    void resize(std::size_t cases) {
        found.best.resize(cases);
        found.attempts.resize(cases, 0);
        if (options.has_details) found.details.resize(cases);
    }
};

TRAMO_INLINE best_finder::best_finder(palette_set const& all, std::size_t cases, best_options options,
                                      std::function<bool(std::uint32_t, std::uint32_t)> is_smaller_id)
    : state_(std::make_unique<state>()) {
    state_->traits = detail::traits_of(all);
    state_->options = std::move(options);
    state_->is_smaller_id = std::move(is_smaller_id);
    auto& found = state_->found;
    found.groups = std::move(state_->options.groups);
    found.of_kind.assign(state_->options.group_count, std::vector<std::int64_t>(all.kinds.size() + 1, 0));
    state_->resize(cases);
}
TRAMO_INLINE best_finder::~best_finder() = default;
TRAMO_INLINE best_finder::best_finder(best_finder&&) noexcept = default;
TRAMO_INLINE best_finder& best_finder::operator=(best_finder&&) noexcept = default;

TRAMO_INLINE void best_finder::grow(std::size_t cases) {
    if (cases > state_->found.best.size()) state_->resize(cases);
}

TRAMO_INLINE void best_finder::add(std::uint32_t first_row, std::span<std::uint32_t const> cases,
                                   std::span<std::uint16_t const> kinds,
                                   std::span<std::int64_t const> moments) {
    state_->found.rows += static_cast<std::int64_t>(cases.size());
    if (state_->options.has_details)
        state_->add<true>(first_row, cases, kinds, moments);
    else
        state_->add<false>(first_row, cases, kinds, moments);
}

TRAMO_INLINE case_standings best_finder::finish() {
    return std::move(state_->found);
}

}  // namespace tramo::actions
