// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which skills of the shifts and of the candidates are the same, and which nobody asks for.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <tramo/impl/policy/worklist_model.ipp>
#include <tramo/text/suggest.hpp>
#include <tramo/values/unicode.hpp>

namespace tramo::worklisting {

/// Numbers for skills, whatever the case and accents: the first of equal names stands for all of them.
class skill_numbers {
public:
    /// Requires fewer names than `any_skill`, with those that are asked of it later.
    explicit skill_numbers(std::vector<std::string> const& names) {
        for (std::size_t i = 0; i < names.size(); ++i)
            numbers_.try_emplace(fold(names[i]), static_cast<std::uint16_t>(i));
        for (auto const& one : names) same_.push_back(numbers_.at(fold(one)));
    }
    [[nodiscard]] std::uint16_t of_name(std::string const& name) {
        if (name.empty()) return actions::any_skill;
        auto const next = static_cast<std::uint16_t>(same_.size());
        auto const [at, is_new] = numbers_.try_emplace(fold(name), next);
        if (is_new) same_.push_back(next);
        return at->second;
    }
    [[nodiscard]] std::uint16_t of_number(std::uint16_t number) const {
        return number < same_.size() ? same_[number] : number;
    }

private:
    std::map<std::string, std::uint16_t> numbers_;
    std::vector<std::uint16_t> same_;
};

/// What is wrong with the skills: of shifts that no candidate of any worklist asks for, so that one may be
/// misspelt, and more of them than there are numbers.
class skill_findings {
public:
    skill_findings(program const& policy, std::size_t worklist, worklist_options const& options,
                   std::vector<diagnostic>& found)
        : list_(policy.worklists[worklist]), options_(options), found_(found) {
        for (auto const& one : policy.worklists)
            for (auto const& each : one.candidates) note_asked(worklist_answer::model::skill_of(each));
    }

    void check() {
        if (options_.shifts.empty()) return;
        refuse_too_many();
        warn_of_unasked();
    }

private:
    void note_asked(std::string const& skill) {
        if (!skill.empty() && asked_.insert(fold(skill)).second) names_.push_back(skill);
    }

    void refuse_too_many() {
        auto const given = options_.skills.size();
        std::set<std::string> added;
        for (auto const& one : list_.candidates) added.insert(fold(worklist_answer::model::skill_of(one)));
        for (auto const& one : options_.skills) added.erase(fold(one));
        added.erase("");
        if (given + added.size() <= actions::any_skill) return;
        found_.push_back({"T5009",
                          severity::error,
                          "the shifts have " + std::to_string(given) + " skills, and candidates ask for " +
                              std::to_string(added.size()) + " others: more than 65,535 cannot be told apart",
                          {},
                          {"give the shifts the skills that candidates ask for, and no others"}});
    }

    void warn_of_unasked() {
        constexpr std::size_t most_told = 20;
        std::vector<bool> is_given(options_.skills.size());
        for (auto const& one : options_.shifts)
            for (auto const skill : one.skills)
                if (skill < is_given.size()) is_given[skill] = true;
        std::set<std::string> told;
        std::size_t more = 0;
        for (std::size_t i = 0; i < is_given.size(); ++i) {
            auto const& name = options_.skills[i];
            auto const folded = fold(name);
            if (!is_given[i] || asked_.count(folded) != 0 || told.count(folded) != 0) continue;
            if (told.size() == most_told) {
                ++more;
                continue;
            }
            told.insert(folded);
            warn("no candidate asks for the skill `" + name + "` of a shift", help_for(name));
        }
        if (more > 0)
            warn("no candidate asks for " + std::to_string(more) + " more skills of shifts either",
                 "give the shifts the skills that candidates ask for");
    }

    [[nodiscard]] std::string help_for(std::string const& name) const {
        if (names_.empty()) return "no candidate says a skill or a channel: leave skills out of the shifts";
        auto const near = nearest(name, names_);
        return near.empty() ? "one that is asked for is `" + names_.front() + "`"
                            : "did you mean `" + std::string(near) + "`?";
    }

    void warn(std::string message, std::string help) {
        found_.push_back({"T5019", severity::warning, std::move(message), {}, {std::move(help)}});
    }

    worklist const& list_;
    worklist_options const& options_;
    std::vector<diagnostic>& found_;
    std::set<std::string> asked_;     ///< folded
    std::vector<std::string> names_;  ///< as they are written first
};

inline void check_skills(program const& policy, std::size_t worklist, worklist_options const& options,
                         std::vector<diagnostic>& found) {
    skill_findings(policy, worklist, options, found).check();
}

}  // namespace tramo::worklisting
