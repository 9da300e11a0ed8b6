// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds working days to a naive walk, and to silence where the calendar knows nothing.
#include <tramo/values/business_calendar.hpp>

#include <catch2/catch.hpp>

namespace {

using tramo::business_calendar;
using tramo::date;
using how = tramo::business_day_convention;

date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

std::string text_of(std::optional<date> found) {
    return found ? to_string(*found) : "none";
}

/// 2026-05-01 is a Friday, 2026-06-03 a Wednesday, 2026-08-15 a Saturday, 2026-12-31 a Thursday.
business_calendar of_2026() {
    return {"test",
            {day("2026-01-01"), day("2026-05-01"), day("2026-06-03"), day("2026-08-15"), day("2026-12-25"),
             day("2026-12-31")},
            day("2026-01-01"),
            day("2026-12-31")};
}

bool naively_works(business_calendar const& calendar, date at) {
    if (tramo::iso_weekday(at) >= 6) return false;
    for (date const holiday : calendar.holidays)
        if (holiday == at) return false;
    return true;
}

std::string moved(std::string_view from, how convention) {
    return text_of(adjust(of_2026(), day(from), convention));
}

}  // namespace

TEST_CASE("work is done on weekdays that are no holidays", "[values]") {
    auto const calendar = of_2026();
    CHECK(is_business_day(calendar, day("2026-05-04")) == true);
    CHECK(is_business_day(calendar, day("2026-05-01")) == false);
    CHECK(is_business_day(calendar, day("2026-05-02")) == false);
    CHECK(is_business_day(calendar, day("2026-05-03")) == false);
}

TEST_CASE("nothing is said of a day outside the calendar, not even of a weekend", "[values]") {
    auto const calendar = of_2026();
    CHECK_FALSE(is_business_day(calendar, day("2027-01-01")));
    CHECK_FALSE(is_business_day(calendar, day("2025-12-31")));
    CHECK_FALSE(is_business_day(calendar, day("2027-01-02")));
    CHECK_FALSE(is_business_day(business_calendar{"empty", {}, day("2026-01-02"), day("2026-01-01")},
                                day("2026-01-01")));
}

TEST_CASE("days of rest are the calendar's own", "[values]") {
    auto calendar = of_2026();
    calendar.rests = {false, false, false, false, true, true, false};  // Friday and Saturday
    CHECK(is_business_day(calendar, day("2026-05-08")) == false);
    CHECK(is_business_day(calendar, day("2026-05-10")) == true);
    CHECK(text_of(adjust(calendar, day("2026-05-08"), how::following)) == "2026-05-10");
}

TEST_CASE("a working day stays under every convention", "[values]") {
    auto const convention = GENERATE(how::unadjusted, how::following, how::modified_following, how::preceding,
                                     how::modified_preceding, how::nearest);
    CHECK(moved("2026-05-05", convention) == "2026-05-05");
}

TEST_CASE("each convention moves a day its own way", "[values]") {
    CHECK(moved("2026-05-01", how::unadjusted) == "2026-05-01");
    CHECK(moved("2026-05-01", how::following) == "2026-05-04");  // holiday, Saturday, Sunday
    CHECK(moved("2026-05-01", how::preceding) == "2026-04-30");
    CHECK(moved("2026-05-01", how::modified_preceding) == "2026-05-04");
    CHECK(moved("2026-01-31", how::following) == "2026-02-02");
    CHECK(moved("2026-01-31", how::modified_following) == "2026-01-30");
    CHECK(moved("2026-05-16", how::modified_following) == "2026-05-18");
    CHECK(moved("2026-05-17", how::modified_preceding) == "2026-05-15");
}

TEST_CASE("the nearest working day is the later of two equally near", "[values]") {
    CHECK(moved("2026-05-16", how::nearest) == "2026-05-15");  // a Saturday
    CHECK(moved("2026-05-17", how::nearest) == "2026-05-18");  // a Sunday
    CHECK(moved("2026-06-03", how::nearest) == "2026-06-04");  // a Wednesday
    CHECK(moved("2026-05-02", how::nearest) == "2026-05-04");  // a Saturday behind a holiday
}

TEST_CASE("a day is not moved where the calendar ends too soon", "[values]") {
    CHECK(moved("2026-12-31", how::following) == "none");
    CHECK(moved("2026-12-31", how::nearest) == "none");  // 1 January might be worked
    CHECK(moved("2026-01-01", how::preceding) == "none");
    CHECK(moved("2027-01-04", how::following) == "none");
    CHECK(moved("2027-01-04", how::modified_following) == "none");
    CHECK(moved("2027-01-04", how::unadjusted) == "2027-01-04");
    CHECK(moved("2026-12-31", how::preceding) == "2026-12-30");
}

TEST_CASE("a modified convention needs nothing beyond the month", "[values]") {
    CHECK(moved("2026-12-31", how::modified_following) == "2026-12-30");
    CHECK(moved("2026-01-01", how::modified_preceding) == "2026-01-02");
    auto calendar = of_2026();
    calendar.known_until = day("2026-01-30");
    CHECK(text_of(adjust(calendar, day("2026-01-30"), how::modified_following)) == "2026-01-30");
    CHECK(text_of(adjust(calendar, day("2026-01-31"), how::modified_following)) == "none");
}

TEST_CASE("a month without work is left the way the convention first looks", "[values]") {
    auto calendar = of_2026();
    calendar.holidays.clear();
    for (date at = day("2026-07-01"); at <= day("2026-07-31"); ++at.days) calendar.holidays.push_back(at);
    CHECK(text_of(adjust(calendar, day("2026-07-15"), how::modified_following)) == "2026-08-03");
    CHECK(text_of(adjust(calendar, day("2026-07-15"), how::modified_preceding)) == "2026-06-30");
}

TEST_CASE("a calendar without any work moves no day", "[values]") {
    auto calendar = of_2026();
    calendar.rests.fill(true);
    auto const convention = GENERATE(how::following, how::modified_following, how::preceding,
                                     how::modified_preceding, how::nearest);
    CHECK(text_of(adjust(calendar, day("2026-07-15"), convention)) == "none");
}

TEST_CASE("days keep their order under every convention", "[values]") {
    auto const calendar = of_2026();
    auto const convention = GENERATE(how::following, how::modified_following, how::preceding,
                                     how::modified_preceding, how::nearest);
    date before = day("2026-01-05");
    int wrong = 0;
    for (date at = before; at <= day("2026-12-24"); ++at.days) {
        auto const now = adjust(calendar, at, convention);
        wrong += !now || *now < before || !naively_works(calendar, *now) ? 1 : 0;
        before = now.value_or(before);
    }
    CHECK(wrong == 0);
}

TEST_CASE("working days are counted from the first day to before the last", "[values]") {
    auto const calendar = of_2026();
    // January 2026 has 22 weekdays, the first of them a holiday.
    CHECK(business_days_between(calendar, day("2026-01-01"), day("2026-02-01")) == 21);
    CHECK(business_days_between(calendar, day("2026-05-04"), day("2026-05-05")) == 1);
    CHECK(business_days_between(calendar, day("2026-05-02"), day("2026-05-04")) == 0);
    CHECK(business_days_between(calendar, day("2026-02-01"), day("2026-01-01")) == -21);
}

TEST_CASE("a year's working days are those of a walk through it", "[values]") {
    auto const calendar = of_2026();
    int wrong = 0;
    for (date from = day("2026-04-20"); from <= day("2026-05-10"); ++from.days) {
        std::int64_t naive = 0;
        for (date until = from; until <= day("2026-12-31"); ++until.days) {
            wrong += business_days_between(calendar, from, until) == naive ? 0 : 1;
            naive += naively_works(calendar, until) ? 1 : 0;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("working days are counted to the calendar's end and no further", "[values]") {
    auto const calendar = of_2026();
    CHECK(business_days_between(calendar, day("2026-12-30"), day("2027-01-01")) == 1);
    CHECK_FALSE(business_days_between(calendar, day("2026-12-30"), day("2027-01-02")));
    CHECK_FALSE(business_days_between(calendar, day("2025-12-31"), day("2026-01-02")));
    CHECK(business_days_between(calendar, day("2030-01-01"), day("2030-01-01")) == 0);
}
