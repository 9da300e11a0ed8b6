// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Fills the shifts of a day in the order of the ranking, and tells those left out where the line was.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <tramo/actions/worklist.hpp>
#include <tramo/impl/actions/order_by.ipp>
#include <tramo/values/unicode.hpp>

namespace tramo::actions {

namespace listing {

/// Shifts with one skill: which of them has most minutes left, the first of equals. A tree of winners.
class skilled_shifts {
public:
    skilled_shifts(std::vector<std::uint32_t> members, std::vector<std::int64_t> const& left)
        : members_(std::move(members)) {
        while (leaves_ < members_.size()) leaves_ *= 2;
        winners_.assign(2 * leaves_, no_list);
        std::copy(members_.begin(), members_.end(), winners_.begin() + static_cast<std::ptrdiff_t>(leaves_));
        for (std::size_t node = leaves_; node-- > 1;) winners_[node] = winner_below(node, left);
    }

    [[nodiscard]] std::vector<std::uint32_t> const& members() const { return members_; }
    [[nodiscard]] bool has(std::uint32_t shift) const {
        return std::binary_search(members_.begin(), members_.end(), shift);
    }
    /// Requires that there is any.
    [[nodiscard]] std::uint32_t best() const { return winners_[1]; }

    /// Requires that `shift` is one of them; its minutes are fewer now.
    void note(std::uint32_t shift, std::vector<std::int64_t> const& left) {
        auto const at = std::lower_bound(members_.begin(), members_.end(), shift) - members_.begin();
        for (std::size_t node = (leaves_ + static_cast<std::size_t>(at)) / 2; node > 0; node /= 2)
            winners_[node] = winner_below(node, left);
    }

private:
    [[nodiscard]] std::uint32_t winner_below(std::size_t node, std::vector<std::int64_t> const& left) const {
        auto const first = winners_[2 * node], second = winners_[2 * node + 1];
        if (second == no_list) return first;
        return left[second] > left[first] ? second : first;
    }

    std::vector<std::uint32_t> members_;  ///< sorted
    std::size_t leaves_ = 1;
    std::vector<std::uint32_t> winners_;
};

struct skill_group {
    skilled_shifts shifts;
    std::int64_t most_left = -1;  ///< of one of the shifts; below 0 where there is none
    std::uint32_t cut = 0;        ///< the place of the last account that one of them took
    std::uint32_t open = 0;       ///< how many of them may take another one
    std::int64_t longest = -1;    ///< of the shifts, in minutes
};

/// An agent of today who has accounts already.
struct present_agent {
    std::vector<std::uint32_t> shifts;
    std::uint32_t cut = 0;
    std::uint32_t open = 0;
    std::vector<std::int64_t> refused;  ///< by group: the fewest minutes that no shift had left
    std::vector<std::int64_t>
        longest;  ///< by group: of the shifts with the skill, in minutes; -1: none has it
};

/// Goes through the ranking as long as a shift may take another account; those left are told the line then,
/// in the order they lie in.
class assigner {
public:
    assigner(std::span<shift const> shifts, worklist_request const& asked, worklists& into)
        : shifts_(shifts),
          asked_(asked),
          into_(into),
          last_place_(shifts.size(), 0),
          groups_of_shift_(shifts.size()),
          group_of_skill_(skill_count, no_list),
          agent_of_shift_(shifts.size()) {}

    void run() {
        note_places();
        open_shifts();
        meet_agents();
        auto const& ranking = asked_.ranking;
        for (std::size_t i = 0; i < ranking.size() && open_ > 0; ++i) {
            if (i + ahead < ranking.size()) prefetch(ranking[i + ahead]);
            place_ = static_cast<std::uint32_t>(i + 1);
            serve(ranking[i]);
        }
        for (std::uint32_t account = 0; account < into_.how.size(); ++account)
            if (into_.place[account] != 0 && into_.how[account] == placed::nothing_to_do) leave_out(account);
    }

private:
    static constexpr std::size_t skill_count = std::size_t{any_skill} + 1;
    static constexpr std::size_t ahead = 24;

    /// The ranking jumps from account to account: what is read of one is asked for before its turn.
    void prefetch(std::uint32_t account) const {
        __builtin_prefetch(&asked_.skill[account]);
        if (!asked_.agent.empty()) __builtin_prefetch(&asked_.agent[account]);
    }

    void note_places() {
        auto const& ranking = asked_.ranking;
        for (std::size_t i = 0; i < ranking.size(); ++i) {
            if (i + ahead < ranking.size()) __builtin_prefetch(&into_.place[ranking[i + ahead]], 1);
            into_.place[ranking[i]] = static_cast<std::uint32_t>(i + 1);
        }
    }

    /// A shift is open while it has the minutes of the shortest action that it can do.
    void open_shifts() {
        constexpr std::uint32_t none = UINT32_MAX;
        std::vector<std::uint32_t> least(skill_count, none);
        for (std::size_t account = 0; account < into_.place.size(); ++account) {
            auto& of_skill = least[asked_.skill[account]];
            if (into_.place[account] != 0)
                of_skill = std::min(of_skill, std::uint32_t{asked_.minutes[account]});
        }
        auto const least_of_all = *std::min_element(least.begin(), least.end());
        for (auto const& one : shifts_) {
            auto of_shift = one.skills.empty() ? least_of_all : least[any_skill];
            for (auto const skill : one.skills) of_shift = std::min(of_shift, least[skill]);
            least_.push_back(of_shift == none ? INT64_MAX : std::int64_t{of_shift});
            left_.push_back(one.minutes);
            open_ += left_.back() >= least_.back() ? 1 : 0;
        }
    }
    [[nodiscard]] bool is_open(std::uint32_t shift) const { return left_[shift] >= least_[shift]; }

    void meet_agents() {
        std::map<std::string, std::uint32_t> numbers;
        for (std::uint32_t i = 0; i < shifts_.size(); ++i) {
            auto const next = static_cast<std::uint32_t>(agents_.size());
            auto const [at, is_new] = numbers.try_emplace(fold(shifts_[i].agent), next);
            if (is_new) agents_.emplace_back();
            agents_[at->second].shifts.push_back(i);
            agents_[at->second].open += is_open(i) ? 1 : 0;
            agent_of_shift_[i] = at->second;
        }
        for (auto const& name : asked_.agents) {
            auto const at = numbers.find(fold(name));
            present_.push_back(at == numbers.end() ? no_list : at->second);
        }
    }

    [[nodiscard]] std::uint32_t owner_of(std::uint32_t account) const {
        if (asked_.agent.empty()) return no_list;
        auto const agent = asked_.agent[account];
        return agent < present_.size() ? present_[agent] : no_list;
    }

    [[nodiscard]] std::uint32_t group_of(std::uint16_t skill) {
        auto& group = group_of_skill_[skill];
        if (group == no_list) group = meet_skill(skill);
        return group;
    }

    [[nodiscard]] std::uint32_t meet_skill(std::uint16_t skill) {
        auto const number = static_cast<std::uint32_t>(groups_.size());
        std::vector<std::uint32_t> members;
        std::uint32_t cut = 0, open = 0;
        std::int64_t longest = -1;
        for (std::uint32_t i = 0; i < shifts_.size(); ++i) {
            auto const& has = shifts_[i].skills;
            bool const is_member =
                skill == any_skill || has.empty() || std::find(has.begin(), has.end(), skill) != has.end();
            if (!is_member) continue;
            members.push_back(i);
            groups_of_shift_[i].push_back(number);
            cut = std::max(cut, last_place_[i]);
            open += is_open(i) ? 1 : 0;
            longest = std::max(longest, shifts_[i].minutes);
        }
        groups_.push_back({skilled_shifts(std::move(members), left_), -1, cut, open, longest});
        auto& made = groups_.back();
        if (!made.shifts.members().empty()) made.most_left = left_[made.shifts.best()];
        return number;
    }

    /// Where all shifts that it competes for are closed, what is told of it does not change any more.
    void serve(std::uint32_t account) {
        auto const group = group_of(asked_.skill[account]);
        auto const owner = owner_of(account);
        if ((owner == no_list ? groups_[group].open : agents_[owner].open) == 0) return;
        auto const by =
            owner == no_list ? taker(account, groups_[group]) : taker(account, group, agents_[owner]);
        if (by == no_list)
            leave_out(account);
        else
            take(account, by);
    }

    [[nodiscard]] std::uint32_t taker(std::uint32_t account, skill_group const& among) const {
        return among.most_left >= asked_.minutes[account] ? among.shifts.best() : no_list;
    }

    [[nodiscard]] std::uint32_t taker(std::uint32_t account, std::uint32_t group,
                                      present_agent& owner) const {
        auto const minutes = std::int64_t{asked_.minutes[account]};
        if (owner.refused.size() <= group) owner.refused.resize(groups_.size(), INT64_MAX);
        if (minutes >= owner.refused[group]) return no_list;
        auto const best = best_of(owner, groups_[group].shifts);
        if (best != no_list && left_[best] >= minutes) return best;
        owner.refused[group] = minutes;
        return no_list;
    }

    void leave_out(std::uint32_t account) {
        auto const group = group_of(asked_.skill[account]);
        auto const owner = owner_of(account);
        bool const is_owned = owner != no_list;
        auto const longest = is_owned ? longest_of(agents_[owner], group) : groups_[group].longest;
        if (longest < 0)
            into_.how[account] = is_owned ? placed::owner_no_skill : placed::no_skill;
        else
            into_.how[account] = is_owned ? placed::owner_full : placed::full;
        bool const could_fit = longest >= asked_.minutes[account];
        if (could_fit) into_.cut[account] = is_owned ? agents_[owner].cut : groups_[group].cut;
    }

    [[nodiscard]] std::int64_t longest_of(present_agent& owner, std::uint32_t group) const {
        constexpr std::int64_t unasked = -2;
        if (owner.longest.size() <= group) owner.longest.resize(groups_.size(), unasked);
        auto& longest = owner.longest[group];
        if (longest != unasked) return longest;
        longest = -1;
        for (auto const one : owner.shifts)
            if (groups_[group].shifts.has(one)) longest = std::max(longest, shifts_[one].minutes);
        return longest;
    }

    [[nodiscard]] std::uint32_t best_of(present_agent const& owner, skilled_shifts const& skilled) const {
        std::uint32_t best = no_list;
        for (auto const one : owner.shifts)
            if (skilled.has(one) && (best == no_list || left_[one] > left_[best])) best = one;
        return best;
    }

    void take(std::uint32_t account, std::uint32_t by) {
        into_.how[account] = placed::taken;
        into_.list[account] = by;
        into_.position[account] = ++into_.calls[by];
        into_.minutes_used[by] += asked_.minutes[account];
        left_[by] -= asked_.minutes[account];
        last_place_[by] = place_;
        auto const closes = is_open(by) ? 0U : 1U;
        open_ -= closes;
        auto& agent = agents_[agent_of_shift_[by]];
        agent.cut = place_;
        agent.open -= closes;
        for (auto const group : groups_of_shift_[by]) {
            auto& one = groups_[group];
            one.shifts.note(by, left_);
            one.most_left = left_[one.shifts.best()];
            one.cut = place_;
            one.open -= closes;
        }
    }

    std::span<shift const> shifts_;
    worklist_request const& asked_;
    worklists& into_;
    std::uint32_t place_ = 0;
    std::vector<std::int64_t> left_, least_;  ///< by shift: minutes, and those of its shortest action
    std::size_t open_ = 0;                    ///< shifts
    std::vector<std::uint32_t> last_place_;
    std::vector<skill_group> groups_;
    std::vector<std::vector<std::uint32_t>> groups_of_shift_;
    std::vector<std::uint32_t> group_of_skill_;
    std::vector<present_agent> agents_;
    std::vector<std::uint32_t> agent_of_shift_;
    std::vector<std::uint32_t> present_;  ///< by the names asked with: the agent of today, or `no_list`
};

}  // namespace listing

TRAMO_INLINE worklists assign(std::span<shift const> shifts, worklist_request const& asked,
                              std::size_t accounts) {
    worklists made;
    made.how.assign(accounts, placed::nothing_to_do);
    made.list.assign(accounts, no_list);
    made.position.assign(accounts, 0);
    made.place.assign(accounts, 0);
    made.cut.assign(accounts, 0);
    made.minutes_used.assign(shifts.size(), 0);
    made.calls.assign(shifts.size(), 0);
    listing::assigner(shifts, asked, made).run();
    return made;
}

}  // namespace tramo::actions
