// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Permitted days and intervals are what a slow reading of their contracts says, day by day.
#include <algorithm>
#include <set>

#include <tramo/treatment/delinquency.hpp>
#include <tramo/treatment/hold.hpp>
#include <tramo/treatment/permitted_days.hpp>

#include <catch2/catch.hpp>

#include "chance.hpp"

namespace {

using namespace tramo::treatment;
using tramo::date;
using tramo_test::chance;
using tramo_test::first_day;

tramo::business_calendar random_calendar(chance& draw) {
    tramo::business_calendar made{"any", {}, {first_day - 400}, {first_day + 1'200}, {}};
    made.rests.fill(false);
    for (auto& rests : made.rests) rests = draw.once_in(4);
    made.rests[static_cast<std::size_t>(draw.roll(7))] = false;
    for (std::int32_t day = -300; day < 1'200; ++day)
        if (draw.once_in(12)) made.holidays.push_back({first_day + day});
    return made;
}

day_rule random_rule(chance& draw, tramo::business_calendar const& calendar) {
    day_rule made;
    made.calendar = &calendar;
    made.after = draw.once_in(2) ? 0 : draw.roll(40);
    made.is_after_business = draw.once_in(3);
    if (draw.once_in(2)) made.within = made.after + draw.roll(30);
    made.is_within_business = draw.once_in(3);
    if (draw.once_in(2)) made.month_from = 1 + draw.roll(31);
    if (draw.once_in(2)) made.month_until = 1 + draw.roll(31);
    if (draw.once_in(2)) made.weekdays = static_cast<std::uint8_t>(draw.roll(128));
    made.holidays = static_cast<holiday_policy>(draw.roll(3));
    return made;
}

/// All permitted days, found by moving every day that the rule names.
class slow_days {
public:
    slow_days(day_rule const& rule, date anchor) : rule_(rule) {
        from = counted(anchor, rule.after, rule.is_after_business);
        if (rule.within) named_until_ = counted(anchor, *rule.within, rule.is_within_business);
        if (named_until_) last = moved(*named_until_);
        bool const looks_back = rule.after == 0 && rule.holidays != holiday_policy::keep;
        date const named_from{from.days - (looks_back ? 100 : 0)};
        for (date day = named_from; day.days < first_day + 1'000; ++day.days)
            if ((!named_until_ || day <= *named_until_) && is_named(day)) add(moved(day));
    }

    std::set<date> days;
    date from;
    std::optional<date> last;

private:
    date counted(date anchor, std::int64_t many, bool is_business) const {
        if (!is_business) return {anchor.days + static_cast<std::int32_t>(many)};
        date day = anchor;
        if (many == 0)
            while (!works(day)) ++day.days;
        while (many > 0) many -= works({++day.days}) ? 1 : 0;
        return day;
    }
    bool works(date day) const { return *is_business_day(*rule_.calendar, day); }
    date moved(date day) const {
        if (rule_.holidays == holiday_policy::keep) return day;
        while (!works(day)) day.days += rule_.holidays == holiday_policy::following ? 1 : -1;
        return day;
    }
    bool is_named(date day) const {
        if (rule_.weekdays && !(rule_.weekdays & (1 << (iso_weekday(day) - 1)))) return false;
        std::set<int> wanted;  // of the month, those it lacks as its last
        int const length = static_cast<int>(to_civil(end_of_month(day)).day);
        int const begin = rule_.month_from ? rule_.month_from : 1,
                  end = rule_.month_until ? rule_.month_until : 31;
        for (int at = begin; at != end; at = at % 31 + 1) wanted.insert(std::min(at, length));
        wanted.insert(std::min(end, length));
        return wanted.count(static_cast<int>(to_civil(day).day)) == 1;
    }
    void add(date day) {
        if (from <= day && (!last || day <= *last)) days.insert(day);
    }

    day_rule const& rule_;
    std::optional<date> named_until_;
};

}  // namespace

TEST_CASE("permitted days are those that a scan of all days finds") {
    for (std::uint64_t seed = 1; seed <= 3'000; ++seed) {
        chance draw(seed);
        auto const calendar = random_calendar(draw);
        auto const rule = random_rule(draw, calendar);
        date const anchor = draw.day(200), as_of{anchor.days + draw.roll(80) - 10};
        slow_days const slowly(rule, anchor);
        auto const found = find_permitted_days(rule, anchor, as_of);
        INFO("seed " << seed << ": " << to_string(anchor) << ", as of " << to_string(as_of));
        auto const in_sight = [](std::set<date> const& days, date from) {
            auto const at = days.lower_bound(from);
            return at != days.end() && at->days <= from.days + 400 ? std::optional(*at) : std::nullopt;
        };
        REQUIRE(found.first == in_sight(slowly.days, slowly.from));
        REQUIRE(found.next == in_sight(slowly.days, std::max(slowly.from, as_of)));
        REQUIRE(found.is_today == (slowly.days.count(as_of) == 1));
        REQUIRE(found.last == slowly.last);
        REQUIRE(found.is_late == (slowly.last && *slowly.last < as_of));
    }
}

TEST_CASE("days covered, free days and days past due are what counting day by day gives") {
    for (std::uint64_t seed = 1; seed <= 5'000; ++seed) {
        chance draw(seed);
        std::vector<interval> all;
        for (int i = draw.roll(6); i > 0; --i) {
            interval one{draw.day(60), draw.day(60)};
            if (draw.once_in(10)) one.end.reset();
            all.push_back(one);
        }
        date const from = draw.day(60), end = draw.day(60);
        auto const is_covered = [&](date day) {
            return std::any_of(all.begin(), all.end(), [&](auto const& one) { return one.covers(day); });
        };
        std::int64_t covered = 0;
        for (date day = from; day < end; ++day.days) covered += is_covered(day) ? 1 : 0;
        date free = from;
        while (free.days < first_day + 200 && is_covered(free)) ++free.days;
        INFO("seed " << seed);
        REQUIRE(days_covered(all, from, end) == covered);
        REQUIRE(first_free_day(all, from) ==
                (free.days < first_day + 200 ? std::optional(free) : std::nullopt));
        auto const found = count_days(from, end, 3, all);
        REQUIRE(found.past_due == std::max(0, end.days - from.days));
        REQUIRE(found.paused == covered);
        REQUIRE(found.delinquent == std::max<std::int64_t>(0, found.past_due - 3 - covered));
    }
}
