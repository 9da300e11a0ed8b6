// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Why an account is on no list today, and by how much it missed, in words.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <tramo/impl/policy/worklist_model.ipp>
#include <tramo/values/unicode.hpp>

namespace tramo::worklisting {

class left_out_teller {
public:
    explicit left_out_teller(worklist_answer::model const& of) : model_(of) {
        for (auto const& one : model_.list().candidates) {
            auto const& skill = worklist_answer::model::skill_of(one);
            skills_.push_back(skill.empty() ? std::string() : "`" + skill + "`");
        }
        for (std::size_t i = 0; i < model_.shifts.size(); ++i)
            shifts_of_[fold(model_.shifts[i].agent)].push_back(i);
    }

    /// Requires an account that was left out; `owner`: the name of the agent who has it.
    [[nodiscard]] std::string tell(std::uint32_t account, std::string const& owner) const {
        if (model_.shifts.empty()) return "no shift was given";
        auto const& skill = skills_[(*model_.best)[account]];
        auto const cut = model_.lists.cut[account];
        switch (model_.lists.how[account]) {
            case actions::placed::no_skill:
                return "no shift of today has the skill " + skill;
            case actions::placed::owner_no_skill:
                return "stays with its agent " + owner + ", none of whose shifts has the skill " + skill;
            case actions::placed::owner_full: {
                auto const stays = "stays with its agent " + owner + ", " + why_full(account, owner);
                return cut == 0 ? stays : stays + ": " + behind(account, "taken there");
            }
            default:
                break;
        }
        if (cut == 0)
            return "no shift" + (skill.empty() ? "" : " with the skill " + skill) + " has " +
                   told(minutes_of(account));
        bool const is_same = number_of_skill(account) == number_of_skill(model_.last_taken_before(account));
        return behind(account, skill.empty() ? "taken"
                               : is_same     ? "taken for " + skill
                                             : "taken by shifts with the skill " + skill);
    }

private:
    [[nodiscard]] static std::string told(std::int64_t minutes) {
        return std::to_string(minutes) + (minutes == 1 ? " minute" : " minutes");
    }
    [[nodiscard]] int minutes_of(std::uint32_t account) const {
        return model_.minutes_of(model_.candidate_of(account));
    }
    [[nodiscard]] std::uint16_t number_of_skill(std::uint32_t account) const {
        return model_.skills[(*model_.best)[account]];
    }

    /// Of the shifts with the skill the one with most minutes left: all of them have too few.
    [[nodiscard]] std::string why_full(std::uint32_t account, std::string const& owner) const {
        auto const at = shifts_of_.find(fold(owner));
        if (at == shifts_of_.end()) return "whose shifts are full";
        auto const skill = number_of_skill(account);
        std::size_t best = no_index, count = 0;
        for (auto const i : at->second) {
            if (!has_skill(model_.shifts[i], skill)) continue;
            ++count;
            if (best == no_index || left(i) > left(best)) best = i;
        }
        if (best == no_index) return "whose shifts are full";
        auto const& skilled = skills_[(*model_.best)[account]];
        bool const are_all = skilled.empty() || count == at->second.size();
        auto const whose = std::string(count == 1 ? "whose shift " : "whose shifts ") +
                           (are_all ? "" : "with the skill " + skilled + " ");
        if (left(best) == 0 && model_.shifts[best].minutes > 0)
            return whose + (count == 1 ? "is full" : "are full");
        auto const has = count == 1 ? "has " + told(left(best)) + " left of "
                                    : "have at most " + told(left(best)) + " left of ";
        return whose + has + std::to_string(model_.shifts[best].minutes) + ", and this takes " +
               std::to_string(minutes_of(account));
    }

    [[nodiscard]] std::int64_t left(std::size_t shift) const {
        return model_.shifts[shift].minutes - model_.lists.minutes_used[shift];
    }

    [[nodiscard]] static bool has_skill(actions::shift const& one, std::uint16_t skill) {
        return skill == actions::any_skill || one.skills.empty() ||
               std::find(one.skills.begin(), one.skills.end(), skill) != one.skills.end();
    }

    [[nodiscard]] std::string behind(std::uint32_t account, std::string const& taken) const {
        auto const cut = model_.lists.cut[account];
        auto const places = model_.lists.place[account] - cut;
        return std::to_string(places) + (places == 1 ? " place" : " places") + " behind the last one " +
               taken + " (place " + std::to_string(cut) + ")" +
               told_apart(account, model_.last_taken_before(account));
    }

    /// What put the other one before it: the first key in which they differ.
    [[nodiscard]] std::string told_apart(std::uint32_t account, std::uint32_t other) const {
        auto const key = model_.key_between(account, other);
        if (key == no_index) return "";
        return "; by " + model_.list().order[key].caption + ": " + key_text(key, account) + " after " +
               key_text(key, other);
    }

    [[nodiscard]] std::string key_text(std::size_t key, std::uint32_t account) const {
        auto const& numbers = model_.keys[key].numbers;
        auto const& of = model_.list().order[key];
        if (!numbers.knows(account)) return "unknown";
        auto const number = numbers.at(account);
        if (of.what == worklist_order::form::truth) return number.coefficient == 0 ? "true" : "false";
        if (of.what == worklist_order::form::member)
            return of.key.type.values[static_cast<std::size_t>(number.coefficient)].value;
        switch (of.key.type.kind) {
            case kind::date:
                return to_string(date{static_cast<std::int32_t>(number.coefficient)});
            case kind::timestamp:
                return to_string(timestamp{static_cast<std::int64_t>(number.coefficient)});
            case kind::percent:
                return to_shortest_string(multiply(number, decimal(100)).value_or(number)) + " %";
            case kind::money:
                return to_string(number) + " " + of.key.type.currency;
            default:
                return to_shortest_string(number);
        }
    }

    worklist_answer::model const& model_;
    std::vector<std::string> skills_;                            ///< by candidate, as a message shows it
    std::map<std::string, std::vector<std::size_t>> shifts_of_;  ///< by agent, folded
};

}  // namespace tramo::worklisting
