// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds permitted days to the windows of the procedures: the month's first ten days, Mondays, three days to
// pay.
#include <tramo/treatment/permitted_days.hpp>

#include <catch2/catch.hpp>

using namespace tramo::treatment;

namespace {

constexpr std::uint8_t monday = 1, friday = 16, sunday = 64;

tramo::date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

std::string text_of(std::optional<tramo::date> found) {
    return found ? to_string(*found) : "none";
}

/// 2026-11-23 is a Monday, 2026-12-08 a Tuesday; Sundays rest, Saturdays do not.
tramo::business_calendar of_2026() {
    return {"PY",
            {day("2026-11-23"), day("2026-12-08"), day("2026-12-25")},
            day("2026-01-01"),
            day("2026-12-31"),
            {false, false, false, false, false, false, true}};
}

tramo::business_calendar const calendar = of_2026();

/// A rule with a calendar, and what becomes of it.
day_rule with(holiday_policy holidays, std::uint8_t weekdays = 0) {
    day_rule made;
    made.holidays = holidays;
    made.weekdays = weekdays;
    made.calendar = &calendar;
    return made;
}

day_rule month_days(int from, int until) {
    day_rule made;
    made.month_from = from;
    made.month_until = until;
    return made;
}

permitted_days asked(day_rule const& rule, std::string_view anchor, std::string_view as_of) {
    return find_permitted_days(rule, day(anchor), day(as_of));
}

bool is_permitted(day_rule const& rule, std::string_view as_of) {
    return asked(rule, as_of, as_of).is_today;
}

std::string next(day_rule const& rule, std::string_view anchor, std::string_view as_of) {
    return text_of(asked(rule, anchor, as_of).next);
}

}  // namespace

TEST_CASE("statements are sent from day 1 to day 10 of the month, both included (V-13)") {
    auto const rule = month_days(1, 10);
    CHECK(is_permitted(rule, "2026-11-01"));
    CHECK(is_permitted(rule, "2026-11-10"));
    CHECK_FALSE(is_permitted(rule, "2026-11-11"));
    CHECK(next(rule, "2026-11-11", "2026-11-11") == "2026-12-01");
    CHECK(next(rule, "2026-11-05", "2026-12-25") == "2027-01-01");
}

TEST_CASE("a reactivation on day D is decided at the end of day D+3 (V-18)") {
    day_rule rule;
    rule.within = 3;
    auto const on_the_last = asked(rule, "2026-11-27", "2026-11-30");
    CHECK(on_the_last.is_today);
    CHECK_FALSE(on_the_last.is_late);
    CHECK(on_the_last.last == day("2026-11-30"));
    auto const behind = asked(rule, "2026-11-27", "2026-12-01");
    CHECK_FALSE(behind.is_today);
    CHECK(behind.is_late);
    CHECK_FALSE(behind.next);
    CHECK(behind.first == day("2026-11-27"));
    CHECK(behind.unanswered.empty());
}

TEST_CASE("the cut is on the first Monday after the weekly alarm (Q-29)") {
    auto rule = with(holiday_policy::keep, monday);
    rule.after = 1;
    CHECK(next(rule, "2026-11-18", "2026-11-18") == "2026-11-23");  // a holiday, and kept
    CHECK(next(rule, "2026-11-16", "2026-11-16") == "2026-11-23");  // an alarm on a Monday
    rule.holidays = holiday_policy::following;
    CHECK(next(rule, "2026-11-18", "2026-11-18") == "2026-11-24");
    CHECK_FALSE(asked(rule, "2026-11-18", "2026-11-23").is_today);
    CHECK(asked(rule, "2026-11-18", "2026-11-24").is_today);
    rule.holidays = holiday_policy::preceding;
    CHECK(next(rule, "2026-11-18", "2026-11-18") == "2026-11-21");
    CHECK(next(rule, "2026-11-23", "2026-11-23") == "2026-11-30");
}

TEST_CASE("a holiday within the time to wait makes no day behind it a permitted one") {
    auto rule = with(holiday_policy::following, monday);
    rule.after = 1;
    CHECK(next(rule, "2026-11-23", "2026-11-23") == "2026-11-30");
    rule.after = 0;  // asked every day from that day on, the Tuesday stands for the Monday
    CHECK(next(rule, "2026-11-24", "2026-11-24") == "2026-11-24");
    CHECK(next(rule, "2026-11-25", "2026-11-25") == "2026-11-30");
}

TEST_CASE("the time to wait is counted in calendar days, or in working ones") {
    auto rule = with(holiday_policy::keep);
    rule.after = 3;
    CHECK(next(rule, "2026-11-20", "2026-11-20") == "2026-11-23");
    rule.is_after_business = true;  // Saturday, Tuesday, Wednesday
    CHECK(next(rule, "2026-11-20", "2026-11-20") == "2026-11-25");
    rule.within = 4;
    rule.is_within_business = true;
    CHECK(asked(rule, "2026-11-20", "2026-11-20").last == day("2026-11-26"));
    CHECK(asked(rule, "2026-11-20", "2026-11-27").is_late);
}

TEST_CASE("a last day that is a holiday moves with the permitted days") {
    auto rule = with(holiday_policy::following);
    rule.within = 3;
    auto const on_monday = asked(rule, "2026-11-20", "2026-11-24");
    CHECK(on_monday.last == day("2026-11-24"));
    CHECK(on_monday.is_today);
    rule.holidays = holiday_policy::preceding;
    CHECK(asked(rule, "2026-11-20", "2026-11-24").last == day("2026-11-21"));
    CHECK(asked(rule, "2026-11-20", "2026-11-22").is_late);
}

TEST_CASE("days of the month that a shorter month lacks are its last") {
    CHECK(next(month_days(31, 31), "2026-02-01", "2026-02-01") == "2026-02-28");
    CHECK(next(month_days(31, 31), "2028-02-01", "2028-02-01") == "2028-02-29");
    CHECK(next(month_days(31, 31), "2026-04-01", "2026-04-01") == "2026-04-30");
    CHECK(next(month_days(29, 31), "2026-02-01", "2026-02-01") == "2026-02-28");
    CHECK(next(month_days(30, 30), "2026-03-01", "2026-03-01") == "2026-03-30");
    CHECK_FALSE(is_permitted(month_days(30, 30), "2026-03-31"));
}

TEST_CASE("days of the month may lie over its end") {
    auto const rule = month_days(28, 3);
    CHECK(is_permitted(rule, "2026-03-28"));
    CHECK(is_permitted(rule, "2026-03-31"));
    CHECK(is_permitted(rule, "2026-04-03"));
    CHECK_FALSE(is_permitted(rule, "2026-04-04"));
    CHECK_FALSE(is_permitted(rule, "2026-03-27"));
}

TEST_CASE("weekdays and days of the month hold together") {
    auto rule = month_days(1, 7);
    rule.weekdays = monday | friday;
    CHECK(next(rule, "2026-11-03", "2026-11-03") == "2026-11-06");
    CHECK(next(rule, "2026-11-03", "2026-11-07") == "2026-12-04");
}

TEST_CASE("before the first permitted day the next is the first") {
    day_rule rule;
    rule.after = 66;
    auto const found = asked(rule, "2026-01-01", "2026-02-01");
    CHECK_FALSE(found.is_today);
    CHECK(found.first == day("2026-03-08"));
    CHECK(found.next == found.first);
    CHECK(asked(rule, "2026-01-01", "2026-03-08").is_today);
}

TEST_CASE("a rule that needs a calendar and has none says so") {
    day_rule rule;
    rule.is_after_business = true;
    CHECK(asked(rule, "2026-11-20", "2026-11-20").unanswered ==
          "working days are counted, and there is no calendar that names them");
    day_rule moving;
    moving.holidays = holiday_policy::following;
    CHECK(asked(moving, "2026-11-20", "2026-11-20").unanswered ==
          "holidays move a permitted day, and there is no calendar that names them");
}

TEST_CASE("a calendar that ends too soon is named with its span, and no day is guessed") {
    auto rule = with(holiday_policy::keep);
    rule.after = 5;
    rule.is_after_business = true;
    auto const found = asked(rule, "2026-12-29", "2026-12-29");
    CHECK(found.unanswered == "the holidays of 'PY' are known from 2026-01-01 to 2026-12-31 only");
    CHECK_FALSE(found.next);
    auto const moved = asked(with(holiday_policy::following, sunday), "2026-12-29", "2026-12-29");
    CHECK_FALSE(moved.next);
    CHECK_FALSE(moved.unanswered.empty());
    auto kept = with(holiday_policy::keep, sunday);
    CHECK(next(kept, "2026-12-28", "2026-12-28") == "2027-01-03");
}

TEST_CASE("a first day before the calendar begins is not told, and today is all the same") {
    auto const found = asked(with(holiday_policy::following), "2025-06-01", "2026-11-24");
    CHECK(found.is_today);
    CHECK_FALSE(found.first);
    CHECK_FALSE(found.unanswered.empty());
}

TEST_CASE("working days count on from the day behind, and none is the day itself or the next one") {
    CHECK(text_of(add_business_days(calendar, day("2026-11-20"), 1)) == "2026-11-21");
    CHECK(text_of(add_business_days(calendar, day("2026-11-20"), 2)) == "2026-11-24");
    CHECK(text_of(add_business_days(calendar, day("2026-11-22"), 1)) == "2026-11-24");
    CHECK(text_of(add_business_days(calendar, day("2026-11-22"), 0)) == "2026-11-24");
    CHECK(text_of(add_business_days(calendar, day("2026-11-20"), 0)) == "2026-11-20");
    CHECK(text_of(add_business_days(calendar, day("2026-11-24"), -1)) == "2026-11-21");
    CHECK(text_of(add_business_days(calendar, day("2026-12-30"), 2)) == "none");
}
