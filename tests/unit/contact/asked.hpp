// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Short words for limits, contacts and questions in the tests of permissions.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <tramo/contact/permission.hpp>

namespace tramo_tests {

using namespace tramo;
using namespace tramo::contact;

inline timestamp at(char const* text) {
    return parse_timestamp(text).value();
}
inline date day(char const* text) {
    return parse_date(text).value();
}
inline std::string shown(std::optional<timestamp> const& moment) {
    return moment ? to_string(*moment) : "none";
}

inline limit made(limit::kind what, std::vector<std::string> channels = {}) {
    limit one;
    one.what = what;
    one.id = "x";
    one.channels = std::move(channels);
    return one;
}
inline limit count(int most, window within, unit counted = unit::any,
                   std::vector<std::string> channels = {}) {
    auto one = made(limit::kind::count, std::move(channels));
    one.most = most;
    one.within = within;
    one.counted = counted;
    return one;
}
inline window rolling(int days) {
    return {window::kind::rolling, days};
}

/// Monday to Friday from eight to eight, Saturday to two.
inline limit office_hours(bool holidays_rest = false) {
    auto one = made(limit::kind::hours);
    for (std::size_t weekday = 0; weekday < 5; ++weekday) one.open[weekday] = {{480, 1200}};
    one.open[5] = {{480, 840}};
    one.holidays_rest = holidays_rest;
    return one;
}

struct asking {
    std::vector<limit> limits;
    std::vector<made_contact> done;
    question of;

    asking(std::vector<limit> all, char const* channel, char const* now) : limits(std::move(all)) {
        of.channel = channel;
        of.now = at(now);
    }
    asking& after(char const* when, char const* channel, unit what = unit::attempt, std::uint64_t debt = 0) {
        made_contact one;
        one.at = at(when);
        one.channel = channel;
        one.what = what;
        one.debt = debt;
        done.push_back(one);
        return *this;
    }
    [[nodiscard]] permission answer() const {
        auto asked = of;
        asked.made = &done;
        return may_contact(limits, asked);
    }
    /// "yes", or when it will be.
    [[nodiscard]] std::string first() const {
        auto const told = answer();
        return told.is_allowed ? "yes" : shown(told.first);
    }
};

}  // namespace tramo_tests
