// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Terms in a few words and columns of schedules as texts, for the tests of schedules.
#pragma once

#include <tramo/offers/schedule.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tramo_test {

using namespace tramo::offers;
using tramo::decimal;
using tramo::rounding;
using texts = std::vector<std::string>;

inline decimal number(std::string_view text) {
    return tramo::parse_decimal(text).value();
}

inline tramo::date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

inline terms loan(method how, std::string_view principal, std::string_view rate, int count) {
    terms made;
    made.how = how;
    made.principal = number(principal);
    made.rate = number(rate);
    made.count = count;
    return made;
}

inline date_policy every(int number, interval_unit unit, std::string_view first) {
    return {day(first), {number, unit}};
}

/// One column; an objection where there is no schedule.
inline texts column(terms const& asked, decimal schedule_row::*member) {
    auto const made = make_schedule(asked);
    if (!made) return {made.objections.front().input + ": " + made.objections.front().message};
    texts shown;
    for (auto const& row : made.value.rows) shown.push_back(to_string(row.*member));
    return shown;
}

inline texts payments(terms const& asked) {
    return column(asked, &schedule_row::payment);
}
inline texts principals(terms const& asked) {
    return column(asked, &schedule_row::principal);
}
inline texts interests(terms const& asked) {
    return column(asked, &schedule_row::interest);
}
inline texts balances(terms const& asked) {
    return column(asked, &schedule_row::balance);
}

inline terms unrounded(terms asked) {
    asked.rounding.interest_at = interest_rounding::never;
    return asked;
}

inline std::string last_of(texts const& all) {
    return all.back();
}

}  // namespace tramo_test
