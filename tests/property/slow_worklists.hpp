// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A slow reading of worklists, written from what the language page says: who is ranked where, who takes whom,
// and by how much the others missed.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "slow_actions.hpp"

namespace tramo_test {

struct listed_account {
    std::string key;
    std::optional<std::int64_t> balance, days;  ///< cents
    std::optional<bool> vip;
    std::optional<int> tier;  ///< as declared
    std::optional<std::string> owner;
    bool is_faulty = false;
};

using listed_amount = std::function<std::optional<std::int64_t>(listed_account const&)>;

struct listed_candidate {
    std::string name, channel, skill;
    std::int64_t minutes = 0;
    std::function<tri(listed_account const&)> condition;  ///< none: open to all
    listed_amount value;                                  ///< in ten-thousandths; none: no values
    std::int64_t cost = 0;
    [[nodiscard]] std::string needs() const { return acts_folded(skill.empty() ? channel : skill); }
};

/// Unknown ones come last; conditions count as 0 where they hold, 1 where not.
struct listed_key {
    listed_amount size;
    bool is_descending = false;
};

struct listed_shift {
    std::string agent, name;
    std::vector<std::string> skills;  ///< none: all
    std::int64_t minutes = 0;
};

struct listed_policy {
    std::string text;
    std::vector<listed_candidate> candidates;
    std::vector<listed_key> order;
    bool has_values = false, has_agent = false;
};

struct listed_choice {
    std::size_t candidate = 0;
    std::int64_t score = 0;
};

/// What became of an account.
struct listed_end {
    std::size_t place = 0;
    std::string why;  ///< taken, no_skill, full, owner_full, owner_no_skill
    std::size_t shift = 0, position = 0, cut = 0;
};

class slow_worklists {
public:
    slow_worklists(listed_policy const& with, std::vector<listed_account> const& accounts,
                   std::vector<listed_shift> const& shifts)
        : with_(with), accounts_(accounts), shifts_(shifts), used(shifts.size()), calls(shifts.size()) {
        for (std::size_t i = 0; i < accounts.size(); ++i)
            if (!accounts[i].is_faulty && !choices(i).empty()) ranking.push_back(i);
        std::sort(ranking.begin(), ranking.end(), [&](auto a, auto b) { return is_before(a, b); });
        std::vector<std::size_t> last_of(shifts.size());
        for (std::size_t place = 1; place <= ranking.size(); ++place) serve(place, last_of);
    }

    /// Best first.
    [[nodiscard]] std::vector<listed_choice> choices(std::size_t account) const {
        std::vector<listed_choice> all;
        for (std::size_t i = 0; i < with_.candidates.size(); ++i) {
            auto const& one = with_.candidates[i];
            if (one.condition && one.condition(accounts_[account]) != tri::yes) continue;
            auto const value = with_.has_values ? one.value(accounts_[account]) : 0;
            if (value) all.push_back({i, *value - (with_.has_values ? one.cost : 0)});
        }
        std::stable_sort(all.begin(), all.end(), [](auto& a, auto& b) { return a.score > b.score; });
        return all;
    }

private:
    listed_policy const& with_;
    std::vector<listed_account> const& accounts_;
    std::vector<listed_shift> const& shifts_;

public:
    std::vector<std::size_t> ranking;
    std::map<std::size_t, listed_end> ends;  ///< by account
    std::vector<std::int64_t> used;
    std::vector<std::size_t> calls;

private:
    [[nodiscard]] bool is_before(std::size_t a, std::size_t b) const {
        for (auto const& key : with_.order) {
            auto const one = key.size(accounts_[a]), other = key.size(accounts_[b]);
            if (one == other) continue;
            if (!one || !other) return one.has_value();
            return key.is_descending ? *one > *other : *one < *other;
        }
        auto const one = choices(a)[0].score, other = choices(b)[0].score;
        return one != other ? one > other : place_of_key(a) < place_of_key(b);
    }

    /// Whole numbers first, by size, the others byte by byte.
    [[nodiscard]] std::tuple<bool, std::int64_t, std::string> place_of_key(std::size_t account) const {
        auto const& key = accounts_[account].key;
        bool const is_number = key[0] >= '0' && key[0] <= '9';
        return {!is_number, is_number ? std::stoll(key) : 0, key};
    }

    [[nodiscard]] bool can(listed_shift const& shift, std::string const& needs) const {
        if (needs.empty() || shift.skills.empty()) return true;
        return std::any_of(shift.skills.begin(), shift.skills.end(),
                           [&](auto const& one) { return acts_folded(one) == needs; });
    }

    void serve(std::size_t place, std::vector<std::size_t>& last_of) {
        auto const account = ranking[place - 1];
        auto const& what = with_.candidates[choices(account)[0].candidate];
        auto const owner = with_.has_agent ? accounts_[account].owner : std::nullopt;
        auto const is_of_owner = [&](auto const& one) {
            return owner && !acts_folded(*owner).empty() && acts_folded(one.agent) == acts_folded(*owner);
        };
        bool const is_kept = std::any_of(shifts_.begin(), shifts_.end(), is_of_owner);
        auto& end = ends[account];
        end = {place, is_kept ? "owner_no_skill" : "no_skill", 0, 0, 0};
        std::optional<std::size_t> taker;
        bool can_ever = false;
        for (std::size_t i = 0; i < shifts_.size(); ++i) {
            bool const has_skill = can(shifts_[i], what.needs());
            if (is_kept ? !is_of_owner(shifts_[i]) : !has_skill) continue;
            end.cut = std::max(end.cut, last_of[i]);
            if (!has_skill) continue;
            end.why = is_kept ? "owner_full" : "full";
            can_ever = can_ever || shifts_[i].minutes >= what.minutes;
            auto const left = [&](std::size_t which) { return shifts_[which].minutes - used[which]; };
            if (left(i) >= what.minutes && (!taker || left(i) > left(*taker))) taker = i;
        }
        if (!can_ever) end.cut = 0;
        if (!taker) return;
        used[*taker] += what.minutes;
        last_of[*taker] = place;
        end = {place, "taken", *taker, ++calls[*taker], 0};
    }
};

}  // namespace tramo_test
