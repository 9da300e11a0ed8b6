// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the calendar to a naive walk through all its days, and date texts to their exact forms.
#include <tramo/values/date.hpp>

#include <limits>
#include <string>

#include <catch2/catch.hpp>

namespace {

using tramo::date;
using tramo::parse_date;
using tramo::parse_timestamp;
using tramo::timestamp;

std::string text_of(std::optional<date> day) {
    return day ? to_string(*day) : "none";
}
std::string text_of(std::optional<timestamp> moment) {
    return moment ? to_string(*moment) : "none";
}
date day(std::string_view text) {
    return parse_date(text).value();
}

unsigned naive_month_length(int year, unsigned month) {
    constexpr unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && leaps ? 1 : 0);
}

}  // namespace

TEST_CASE("every day from year 1 to 9999 follows the one before it") {
    // 0001-01-01 was a Monday, 719162 days before 1970-01-01 (Python: date(1970, 1, 1).toordinal() - 1).
    std::int32_t days = -719162;
    int weekday = 1;
    int wrong = 0;
    for (int year = 1; year <= 9999; ++year)
        for (unsigned month = 1; month <= 12; ++month) {
            unsigned const length = naive_month_length(year, month);
            date const first{days}, last{days + static_cast<std::int32_t>(length) - 1};
            for (unsigned number = 1; number <= length; ++number, ++days, weekday = weekday % 7 + 1) {
                auto const civil = tramo::to_civil(date{days});
                if (civil.year != year || civil.month != month || civil.day != number) ++wrong;
                if (tramo::to_date({year, month, number}) != date{days}) ++wrong;
                if (tramo::iso_weekday(date{days}) != weekday) ++wrong;
                if (number % 9 != 0) continue;
                if (tramo::start_of_month(date{days}) != first || tramo::end_of_month(date{days}) != last)
                    ++wrong;
            }
        }
    CHECK(wrong == 0);
    CHECK(to_string(date{days - 1}) == "9999-12-31");
}

TEST_CASE("a day that is not in the calendar has no date") {
    CHECK_FALSE(tramo::to_date({2023, 2, 29}));
    CHECK_FALSE(tramo::to_date({1900, 2, 29}));
    CHECK(tramo::to_date({2000, 2, 29}));
    CHECK_FALSE(tramo::to_date({2026, 4, 31}));
    CHECK_FALSE(tramo::to_date({2026, 0, 1}));
    CHECK_FALSE(tramo::to_date({2026, 13, 1}));
    CHECK_FALSE(tramo::to_date({2026, 1, 0}));
    CHECK_FALSE(tramo::to_date({0, 1, 1}));
    CHECK_FALSE(tramo::to_date({10000, 1, 1}));
}

TEST_CASE("a date is read only in its ISO form") {
    CHECK(parse_date("1970-01-01") == date{0});
    CHECK(parse_date("2026-11-21") == date{20778});  // Python: (date(2026, 11, 21) - date(1970, 1, 1)).days
    CHECK(text_of(parse_date("0001-01-01")) == "0001-01-01");
    for (std::string const text : {"", "2026", "2026-11", "2026-11-2", "2026-1-21", "26-11-21", "2026/11/21",
                                   "21-11-2026", " 2026-11-21", "2026-11-21 ", "2026-11-21T", "2023-02-29",
                                   "0000-01-01", "+2026-01-01", "-001-01-01", "20261121", "2026-11-2a"}) {
        INFO(text);
        CHECK_FALSE(parse_date(text));
    }
}

TEST_CASE("a moment is read with or without seconds, and its fraction to the microsecond") {
    CHECK(text_of(parse_timestamp("2026-11-21T10:30")) == "2026-11-21T10:30:00");
    CHECK(text_of(parse_timestamp("2026-11-21 10:30:15.25")) == "2026-11-21T10:30:15.25");
    CHECK(text_of(parse_timestamp("2026-11-21 23:59:59.999999")) == "2026-11-21T23:59:59.999999");
    CHECK(text_of(parse_timestamp("2026-11-21 00:00:00.000001")) == "2026-11-21T00:00:00.000001");
    CHECK(text_of(parse_timestamp("2026-11-21 00:00:00.0000019")) == "2026-11-21T00:00:00.000001");
    CHECK(parse_timestamp("1970-01-01T00:00:01") == timestamp{1'000'000});
    CHECK(text_of(parse_timestamp("1969-12-31T23:59:59.5")) == "1969-12-31T23:59:59.5");
    for (std::string const text :
         {"2026-11-21", "2026-11-21T", "2026-11-21T10", "2026-11-21T10:3", "2026-11-21T24:00",
          "2026-11-21T10:60", "2026-11-21T10:30:60", "2026-11-21T10:30:", "2026-11-21T10:30:15.",
          "2026-11-21T10:30:15,5", "2026-11-21t10:30", "2026-11-21T10:30 ", "2023-02-29T10:30",
          "2026-11-21T-1:30"}) {
        INFO(text);
        CHECK_FALSE(parse_timestamp(text, 0));
    }
}

TEST_CASE("a zone in the text is turned to the wall clock asked for, and refused when none is") {
    CHECK(text_of(parse_timestamp("2026-11-21T02:30Z", -180)) == "2026-11-20T23:30:00");
    CHECK(text_of(parse_timestamp("2026-11-21T23:30:00.5-03:00", 0)) == "2026-11-22T02:30:00.5");
    CHECK(text_of(parse_timestamp("2026-11-21T23:30-0300", -180)) == "2026-11-21T23:30:00");
    CHECK(text_of(parse_timestamp("2026-11-21T12:00+05:30", -240)) == "2026-11-21T02:30:00");
    CHECK(text_of(parse_timestamp("2026-11-21T12:00+05", 0)) == "2026-11-21T07:00:00");
    CHECK_FALSE(parse_timestamp("2026-11-21T02:30Z"));
    CHECK_FALSE(parse_timestamp("2026-11-21T02:30-03:00"));
    CHECK_FALSE(parse_timestamp("2026-11-21T02:30-03:60", 0));
    CHECK_FALSE(parse_timestamp("2026-11-21T02:30-3:00", 0));
    CHECK_FALSE(parse_timestamp("2026-11-21T02:30Zz", 0));
    CHECK_FALSE(parse_timestamp("0001-01-01T00:30+01:00", 0));
    CHECK_FALSE(parse_timestamp("9999-12-31T23:30Z", 60));
    CHECK(text_of(parse_timestamp("2026-11-21T02:30", -180)) == "2026-11-21T02:30:00");
}

TEST_CASE("an offset is known only of a zone that has no name") {
    CHECK(tramo::fixed_offset("UTC") == 0);
    CHECK(tramo::fixed_offset("Z") == 0);
    CHECK(tramo::fixed_offset("Etc/UTC") == 0);
    CHECK(tramo::fixed_offset("+05:30") == 330);
    CHECK(tramo::fixed_offset("-0300") == -180);
    for (std::string const zone :
         {"", "America/Asuncion", "utc", "+24:00", "+5", "03:00", "-03:0", "+03:00:00"}) {
        INFO(zone);
        CHECK_FALSE(tramo::fixed_offset(zone));
    }
}

TEST_CASE("months are added to the same day, or to the last one of a shorter month") {
    CHECK(text_of(add_months(day("2026-01-31"), 1)) == "2026-02-28");
    CHECK(text_of(add_months(day("2028-01-31"), 1)) == "2028-02-29");
    CHECK(text_of(add_months(day("2026-01-31"), 2)) == "2026-03-31");
    CHECK(text_of(add_months(day("2026-03-31"), -1)) == "2026-02-28");
    CHECK(text_of(add_months(day("2026-01-15"), -1)) == "2025-12-15");
    CHECK(text_of(add_months(day("2026-12-15"), 1)) == "2027-01-15");
    CHECK(text_of(add_months(day("2024-02-29"), 12)) == "2025-02-28");
    CHECK(text_of(add_months(day("2026-06-30"), 0)) == "2026-06-30");
    CHECK(text_of(add_months(day("0001-01-31"), 12 * 9998 + 11)) == "9999-12-31");
    CHECK(text_of(add_months(day("9999-12-31"), 1)) == "none");
    CHECK(text_of(add_months(day("0001-01-31"), -1)) == "none");
    CHECK_FALSE(add_months(day("2026-01-31"), std::numeric_limits<std::int64_t>::max()));
    CHECK_FALSE(add_months(day("2026-01-31"), std::numeric_limits<std::int64_t>::min()));
}

TEST_CASE("days are added within the years of the calendar only") {
    CHECK(text_of(add_days(day("2026-12-31"), 1)) == "2027-01-01");
    CHECK(text_of(add_days(day("2024-03-01"), -1)) == "2024-02-29");
    CHECK(text_of(add_days(day("0001-01-01"), 3652058)) == "9999-12-31");
    CHECK_FALSE(add_days(day("9999-12-31"), 1));
    CHECK_FALSE(add_days(day("0001-01-01"), -1));
    CHECK_FALSE(add_days(day("2026-12-31"), std::numeric_limits<std::int64_t>::min()));
    CHECK_FALSE(add_days(day("2026-12-31"), std::numeric_limits<std::int64_t>::max()));
}

TEST_CASE("a moment before 1970 falls on the day it began") {
    CHECK(day_of(timestamp{0}) == date{0});
    CHECK(day_of(timestamp{-1}) == date{-1});
    CHECK(day_of(timestamp{86'400'000'000 - 1}) == date{0});
    CHECK(day_of(timestamp{-86'400'000'000}) == date{-1});
}
