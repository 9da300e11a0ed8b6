// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What an offer's numbers stand for: its condition, its alternative, its payments.
#pragma once

#include <string>
#include <vector>

#include <tramo/impl/policy/offer_terms.ipp>

namespace tramo::offering {

[[nodiscard]] inline bool has_alternative(payment_condition const& one, std::string const& name) {
    return name.empty() || std::any_of(one.alternatives.begin(), one.alternatives.end(),
                                       [&](auto const& way) { return way.name == name; });
}

/// Of the versions of one name, none of which holds on the day, the one to tell of: the next to come, else
/// the last.
[[nodiscard]] inline bool is_told_before(period const& a, period const& b, date as_of) {
    bool const a_comes = a.from && *a.from > as_of, b_comes = b.from && *b.from > as_of;
    if (a_comes != b_comes) return a_comes;
    if (a_comes) return *a.from < *b.from;
    return a.until && (!b.until || *a.until > *b.until);
}

/// Conditions asked for without a version that holds on the day, each by one of its versions.
[[nodiscard]] inline std::vector<std::uint16_t> idle_conditions(program const& policy,
                                                                std::vector<bool> const& holds,
                                                                offer_options const& options, date as_of) {
    std::vector<std::string> held;
    for (std::size_t i = 0; i < policy.conditions.size(); ++i)
        if (holds[i]) held.push_back(policy.conditions[i].name);
    std::vector<std::uint16_t> idle;
    for (std::size_t i = 0; i < policy.conditions.size(); ++i) {
        auto const& one = policy.conditions[i];
        bool const is_asked = (options.condition.empty() || one.name == options.condition) &&
                              has_alternative(one, options.alternative);
        if (!is_asked || std::find(held.begin(), held.end(), one.name) != held.end()) continue;
        auto const same = std::find_if(idle.begin(), idle.end(), [&](std::uint16_t other) {
            return policy.conditions[other].name == one.name;
        });
        if (same == idle.end())
            idle.push_back(static_cast<std::uint16_t>(i));
        else if (is_told_before(one.period, policy.conditions[*same].period, as_of))
            *same = static_cast<std::uint16_t>(i);
    }
    return idle;
}

class offer_names {
public:
    offer_names(program const& of, std::vector<ready_condition> const& ready, date day)
        : policy(of), as_of(day), ready_(ready) {}

    program const& policy;
    date as_of;

    [[nodiscard]] payment_condition const& condition(offer const& of) const {
        return policy.conditions[of.condition];
    }
    [[nodiscard]] offer_alternative const& alternative(offer const& of) const {
        return condition(of).alternatives[of.alternative];
    }

    [[nodiscard]] ready_alternative const& terms(offer const& of) const {
        auto const& condition = *std::find_if(ready_.begin(), ready_.end(),
                                              [&](auto const& one) { return one.index == of.condition; });
        return *std::find_if(condition.alternatives.begin(), condition.alternatives.end(),
                             [&](auto const& one) { return one.index == of.alternative; });
    }

    [[nodiscard]] std::vector<offered_payment> payments(offer const& of) const {
        auto const& by = terms(of);
        std::vector<offered_payment> all;
        if (of.entry > 0) all.push_back({0, by.dues[0], of.entry});
        std::size_t const shift = by.has_entry ? 1 : 0;
        for (int k = 1; k <= of.installments; ++k) {
            bool const is_odd = k == (of.is_rest_first ? 1 : static_cast<int>(of.installments));
            all.push_back(
                {k, by.dues[shift + static_cast<std::size_t>(k) - 1], is_odd ? of.odd : of.regular});
        }
        return all;
    }

private:
    std::vector<ready_condition> const& ready_;
};

}  // namespace tramo::offering
