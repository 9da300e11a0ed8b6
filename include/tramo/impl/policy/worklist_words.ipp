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
            case actions::placed::owner_full: {
                auto const stays = "stays with its agent " + owner + ", " + why_not(account, owner);
                return cut == 0 ? stays : stays + ": " + behind(account, "taken there");
            }
            default:
                break;
        }
        if (cut == 0)
            return "no shift" + (skill.empty() ? "" : " with the skill " + skill) + " has " +
                   minutes(account);
        return behind(account, skill.empty() ? "taken" : "taken for " + skill);
    }

private:
    [[nodiscard]] std::string minutes(std::uint32_t account) const {
        auto const each = model_.minutes_of(model_.candidate_of(account));
        return std::to_string(each) + (each == 1 ? " minute" : " minutes");
    }

    [[nodiscard]] std::string why_not(std::uint32_t account, std::string const& owner) const {
        auto const at = shifts_of_.find(fold(owner));
        bool const is_one = at == shifts_of_.end() || at->second.size() == 1;
        std::string const whose = is_one ? "whose shift " : "whose shifts ";
        auto const skill = model_.skills[(*model_.best)[account]];
        if (at == shifts_of_.end() || !has_skill(at->second, skill))
            return whose + (is_one ? "lacks" : "lack") + " the skill " + skills_[(*model_.best)[account]];
        if (model_.lists.cut[account] == 0)
            return whose + (is_one ? "has" : "have") + " less than " + minutes(account);
        return whose + (is_one ? "is" : "are") + " full";
    }

    [[nodiscard]] bool has_skill(std::vector<std::size_t> const& shifts, std::uint16_t skill) const {
        return std::any_of(shifts.begin(), shifts.end(), [&](std::size_t i) {
            auto const& has = model_.shifts[i].skills;
            return skill == actions::any_skill || has.empty() ||
                   std::find(has.begin(), has.end(), skill) != has.end();
        });
    }

    [[nodiscard]] std::string behind(std::uint32_t account, std::string const& taken) const {
        auto const cut = model_.lists.cut[account];
        auto const places = model_.lists.place[account] - cut;
        return std::to_string(places) + (places == 1 ? " place" : " places") + " behind the last one " +
               taken + " (place " + std::to_string(cut) + ")" + told_apart(account, model_.ranking[cut - 1]);
    }

    /// What put the other one before it: the first criterion in which they differ.
    [[nodiscard]] std::string told_apart(std::uint32_t account, std::uint32_t other) const {
        for (std::size_t i = 0; i < model_.keys.size(); ++i) {
            auto const& numbers = model_.keys[i].numbers;
            bool const is_known = numbers.knows(account);
            bool const is_same = is_known == numbers.knows(other) &&
                                 (!is_known || numbers.coefficient(account) == numbers.coefficient(other));
            if (!is_same)
                return "; by " + model_.list().order[i].caption + ": " + key_text(i, account) + " after " +
                       key_text(i, other);
        }
        return "";
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
