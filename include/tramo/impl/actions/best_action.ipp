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
    id_order const* ids = nullptr;
    case_standings found;

    /// Of rows that are equal otherwise.
    [[nodiscard]] bool goes_before(case_action const& a, case_action const& b) const {
        if (ids->is_smaller(a.row, b.row)) return true;
        if (ids->is_smaller(b.row, a.row)) return false;
        return a.kind != b.kind ? a.kind < b.kind : a.row < b.row;
    }

    /// Of one moment the smaller id, so that the last action of a case is told like its best one.
    [[nodiscard]] bool is_later(case_action const& now, case_action const& before) const {
        if (now.moment != before.moment || !before.is_there())
            return !before.is_there() || now.moment > before.moment;
        return goes_before(now, before);
    }

    /// Without a branch on ranks and moments, which nobody can foresee.
    void keep_better(case_action& best, case_action const& now) const {
        bool const is_level = (now.order == best.order) & (now.moment == best.moment);
        if (__builtin_expect(is_level, 0)) {
            if (goes_before(now, best)) best = now;
            return;
        }
        bool const is_better =
            (now.order < best.order) | ((now.order == best.order) & (now.moment > best.moment));
        best.moment = is_better ? now.moment : best.moment;
        best.row = is_better ? now.row : best.row;
        best.kind = is_better ? now.kind : best.kind;
        best.order = is_better ? now.order : best.order;
    }

    void note_details(case_details& of, case_action const& now, bool is_contact, bool is_in) const {
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

    /// Rows of no case in scope; one that could not be read is set apart whosever it is.
    void leave_out(std::uint32_t unit, std::span<std::uint16_t const> kinds) {
        auto& out = found.left_out;
        bool const is_apart = unit < excluded_case && found.groups[unit] == apart_group;
        auto& reason = unit == no_case ? out.without_case : is_apart ? out.case_set_apart : out.out_of_scope;
        for (auto const kind : kinds) ++(kind == no_kind ? out.set_apart : reason);
    }

    /// Rows of one case that stand together: what is kept of it is brought and put back once.
    template <bool Details>
    void take(std::uint32_t row, std::uint32_t unit, std::span<std::uint16_t const> kinds,
              std::int64_t const* moments) {
        auto best = found.best[unit];
        auto& of_kind = found.of_kind[found.groups.empty() ? 0 : found.groups[unit]];
        auto begin = options.window_begin;
        if (!options.since.empty()) begin = std::max(begin, options.since[unit] * detail::micros_of_day);
        std::uint32_t attempts = 0;
        for (std::size_t i = 0; i < kinds.size(); ++i, ++row) {
            auto const kind = kinds[i];
            if (kind == no_kind || moments[i] >= options.before) {
                ++(kind == no_kind ? found.left_out.set_apart : found.left_out.too_late);
                continue;
            }
            case_action const now{moments[i], row, kind, traits[kind].order};
            bool const is_in = moments[i] >= begin;
            if constexpr (Details) note_details(found.details[unit], now, traits[kind].is_contact, is_in);
            if (!is_in) {
                ++found.outside_window;
                continue;
            }
            ++of_kind[kind];
            ++attempts;
            keep_better(best, now);
        }
        found.best[unit] = best;
        found.attempts[unit] += attempts;
    }

    [[nodiscard]] bool is_in_scope(std::uint32_t unit) const {
        return unit < excluded_case && (found.groups.empty() || found.groups[unit] < apart_group);
    }

    /// In a feed in random order nearly every row is of a case that lies in no cache: it is asked for some
    /// rows ahead. Within this loop, since a function that does nothing else is taken for one that does
    /// nothing.
    template <bool Details>
    void add(std::uint32_t first, std::span<std::uint32_t const> cases, std::span<std::uint16_t const> kinds,
             std::span<std::int64_t const> moments) {
        constexpr std::size_t ahead = 24;
        for (std::size_t begin = 0, end = 0; begin < cases.size(); begin = end) {
            auto const unit = cases[begin];
            for (end = begin + 1; end < cases.size() && cases[end] == unit;) ++end;
            auto const later = begin + ahead < cases.size() ? cases[begin + ahead] : no_case;
            if (later < excluded_case) {
                __builtin_prefetch(&found.best[later], 1);
                __builtin_prefetch(&found.attempts[later], 1);
                if constexpr (Details) __builtin_prefetch(&found.details[later], 1);
            }
            auto const own = kinds.subspan(begin, end - begin);
            if (is_in_scope(unit))
                take<Details>(first + static_cast<std::uint32_t>(begin), unit, own, &moments[begin]);
            else
                leave_out(unit, own);
        }
    }

    void resize(std::size_t cases) {
        found.best.resize(cases);
        found.attempts.resize(cases, 0);
        if (options.has_details) found.details.resize(cases);
    }
};

TRAMO_INLINE best_finder::best_finder(palette_set const& all, std::size_t cases, best_options options,
                                      id_order const& ids)
    : state_(std::make_unique<state>()) {
    state_->traits = detail::traits_of(all);
    state_->options = std::move(options);
    state_->ids = &ids;
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
