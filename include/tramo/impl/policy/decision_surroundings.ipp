// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The data that a policy names: whether they were given and are sound, and what it makes of them.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tramo/impl/policy/decision_model.ipp>
#include <tramo/text/suggest.hpp>

namespace tramo::deciding {

/// The calendar of a policy with the holidays given; none where they were not.
[[nodiscard]] inline std::optional<business_calendar> calendar_of(named_calendar const& named,
                                                                  surroundings const& around) {
    for (auto const& one : around.holidays)
        if (one.name == named.holidays) {
            auto made = one;
            made.rests = named.rests;
            return made;
        }
    return {};
}

/// What is wrong with the data in themselves.
inline void check_data(surroundings const& of, std::vector<diagnostic>& found) {
    auto const report = [&](std::string message, std::vector<std::string> help) {
        found.push_back({"T5022", severity::error, std::move(message), {}, std::move(help)});
    };
    for (auto const& one : of.zones)
        if (auto const why = contact::problem_of(one); !why.empty())
            report("zone `" + one.name + "`: " + why, {"give the zone's rules anew"});
    for (auto const& one : of.packs)
        for (auto const& why : contact::problems_of(one)) report("pack `" + one.id + "`: " + why, {});
    for (auto const& one : of.holidays) {
        if (one.known_until < one.known_from)
            report("holidays `" + one.name + "` are known until " + to_string(one.known_until) +
                       ", before they begin on " + to_string(one.known_from),
                   {"give the days between which they are complete"});
        auto const early = std::is_sorted_until(one.holidays.begin(), one.holidays.end());
        if (early != one.holidays.end())
            report("holidays `" + one.name + "` are not in the order of time: " + to_string(*early) +
                       " stands behind " + to_string(*(early - 1)),
                   {"sort them"});
    }
}

class surroundings_checker {
public:
    surroundings_checker(decisions::model const& of, std::vector<diagnostic>& found)
        : model_(of), found_(found) {}

    void check() {
        if (!model_.around().are_sound) check_data(model_.around(), found_);
        check_holidays();
        if (model_.treatment().contact && model_.options.with_contacts) check_contact();
        if (model_.options.now && day_of(*model_.options.now) != model_.as_of())
            report("T5022",
                   "the moment " + to_string(*model_.options.now) + " is not on the day asked for, " +
                       to_string(model_.as_of()),
                   {"give a moment of that day, or leave it out"});
    }

private:
    void check_holidays() {
        std::vector<std::string> there;
        for (auto const& one : model_.around().holidays) there.push_back(one.name);
        std::vector<bool> is_used(model_.treatment().calendars.size(), false);
        for (auto const& one : model_.treatment().effects)
            if (one.calendar != no_index) is_used[one.calendar] = true;
        auto const& contact = model_.treatment().contact;
        if (contact && contact->calendar != no_index && model_.options.with_contacts)
            is_used[contact->calendar] = true;
        for (std::size_t i = 0; i < is_used.size(); ++i) {
            auto const& one = model_.treatment().calendars[i];
            if (is_used[i] && std::find(there.begin(), there.end(), one.holidays) == there.end())
                lacking("holidays", one.holidays, there,
                        "calendar `" + one.name + "` asks for the holidays of `" + one.holidays + "`");
        }
    }

    void check_contact() {
        std::vector<std::string> there;
        for (auto const& one : model_.around().packs) there.push_back(one.id);
        for (auto const& one : model_.treatment().contact->packs)
            if (std::find(there.begin(), there.end(), one) == there.end())
                lacking("packs", one, there, "the contact limits ask for the pack `" + one + "`");
        auto const& zone = model_.program().zone;
        std::vector<std::string> zones;
        for (auto const& one : model_.around().zones) zones.push_back(one.name);
        bool const is_known = zone.empty() || contact::fixed_zone(zone) ||
                              std::find(zones.begin(), zones.end(), zone) != zones.end();
        if (!is_known && needs_zones())
            lacking("zones", zone, zones, "the policy's clock is that of `" + zone + "`");
    }

    /// Where everybody has the policy's clock nobody need know how it goes.
    [[nodiscard]] bool needs_zones() const {
        return model_.treatment().contact->zone_field != no_index ||
               std::any_of(model_.around().packs.begin(), model_.around().packs.end(), [&](auto const& one) {
                   return !one.zone.empty() && one.zone != model_.program().zone;
               });
    }

    void lacking(char const* what, std::string const& name, std::vector<std::string> const& there,
                 std::string message) {
        std::vector<std::string> help;
        if (auto const near = nearest(name, there); !near.empty())
            help.push_back("did you mean `" + std::string(near) + "`?");
        std::string all;
        for (auto const& one : there) all += (all.empty() ? "`" : ", `") + one + "`";
        help.push_back(all.empty() ? std::string("no ") + what + " were given"
                                   : std::string(what) + " given: " + all);
        report("T5021", message + ", and they were not given", std::move(help));
    }

    void report(char const* code, std::string message, std::vector<std::string> help) {
        found_.push_back({code, severity::error, std::move(message), {}, std::move(help)});
    }

    decisions::model const& model_;
    std::vector<diagnostic>& found_;
};

}  // namespace tramo::deciding
