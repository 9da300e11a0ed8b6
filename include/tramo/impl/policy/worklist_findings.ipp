// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Which worklist is asked for, and what is wrong with the question.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/policy/worklists.hpp>
#include <tramo/text/suggest.hpp>

namespace tramo::worklisting {

class worklist_choice {
public:
    worklist_choice(prepared_policy const& with, worklist_options const& options,
                    std::vector<diagnostic>& found)
        : policy_(with.policy().program()), as_of_(with.asked().as_of), options_(options), found_(found) {}

    /// `no_index` where there is none: then that is an error.
    [[nodiscard]] std::size_t choose() {
        if (policy_.worklists.empty()) {
            report("T5016", "the policy declares no worklist",
                   "declare a `worklist` with its candidates: see the language page");
            return no_index;
        }
        if (!options_.worklist.empty() && !is_declared()) {
            report_unknown();
            return no_index;
        }
        bool needs_day = false;
        for (std::size_t i = 0; i < policy_.worklists.size(); ++i) {
            auto const& one = policy_.worklists[i];
            if (!is_asked(one)) continue;
            needs_day = needs_day || (one.period.reads_as_of() && !as_of_);
            if (!needs_day && one.period.holds_on(as_of_.value_or(date{0}))) return i;
        }
        if (needs_day)
            report("T4010", "a worklist holds on some days only, and no day was given",
                   "give as_of: the day of the work, such as 2026-11-21");
        else
            report_none_holds();
        return no_index;
    }

    /// What is wrong with the shifts for this worklist.
    void check_shifts(worklist const& of) {
        constexpr int day = 1440;
        auto const each = options_.minutes_per_call;
        if (each < 0 || each > day)
            report("T5015", "an action cannot take " + std::to_string(each) + " minutes",
                   "give minutes per call from 1 to 1440");
        for (auto const& one : options_.shifts)
            if (one.minutes < 0)
                report("T5015",
                       "the shift of " + one.agent + " has " + std::to_string(one.minutes) + " minutes",
                       "give the minutes of the shift from 0 on");
        if (options_.shifts.empty() || each != 0) return;
        for (auto const& one : of.candidates)
            if (one.minutes == 0)
                report("T5015",
                       "the candidate `" + one.name + "` does not say how long it takes, and shifts are " +
                           "filled by the minutes",
                       "write `minutes 7` into the candidate, or give the minutes per call");
    }

private:
    void report(char const* code, std::string message, std::string help) {
        found_.push_back({code, severity::error, std::move(message), {}, {std::move(help)}});
    }

    [[nodiscard]] bool is_asked(worklist const& one) const {
        return options_.worklist.empty() || options_.worklist == one.name;
    }
    [[nodiscard]] bool is_declared() const {
        return std::any_of(policy_.worklists.begin(), policy_.worklists.end(),
                           [&](auto const& one) { return one.name == options_.worklist; });
    }

    void report_unknown() {
        std::vector<std::string> names;
        for (auto const& one : policy_.worklists) names.push_back(one.name);
        auto const near = nearest(options_.worklist, names);
        std::string const help = near.empty() ? "it declares `" + names.front() + "`"
                                              : "did you mean `" + std::string(near) + "`?";
        report("T5007", "the policy has no worklist `" + options_.worklist + "`", help);
    }

    void report_none_holds() {
        std::string const which = options_.worklist.empty()
                                      ? "no worklist holds"
                                      : "the worklist `" + options_.worklist + "` does not hold";
        std::string help;
        for (auto const& one : policy_.worklists)
            if (is_asked(one)) help += (help.empty() ? "" : "; ") + told(one);
        report("T5016", which + (as_of_ ? " on " + to_string(*as_of_) : ""), help);
    }

    [[nodiscard]] static std::string told(worklist const& one) {
        auto text = "`" + one.name + "`";
        if (!one.version.empty()) text += " version " + one.version;
        if (one.period.is_inactive) return text + " is inactive";
        text += " holds";
        if (one.period.from) text += " from " + to_string(*one.period.from);
        if (one.period.until) text += " until " + to_string(*one.period.until);
        return text;
    }

    program const& policy_;
    std::optional<date> as_of_;
    worklist_options const& options_;
    std::vector<diagnostic>& found_;
};

}  // namespace tramo::worklisting
