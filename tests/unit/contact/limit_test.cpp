// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Limits that say nothing sensible are told by the member that is to be mended.
#include <tramo/contact/limit.hpp>

#include <catch2/catch.hpp>

namespace {

using namespace tramo::contact;
using words = std::vector<std::string>;

limit made(limit::kind what) {
    limit one;
    one.what = what;
    one.id = "x";
    one.most = one.days = 1;
    one.open[0] = {{480, 1200}};
    return one;
}

words problems_of_monday(std::vector<hours> open) {
    auto one = made(limit::kind::hours);
    one.open[0] = std::move(open);
    return problems_of(one);
}

}  // namespace

TEST_CASE("a limit of each kind can be sound") {
    for (int kind = 0; kind <= static_cast<int>(limit::kind::forbidden); ++kind)
        CHECK(problems_of(made(static_cast<limit::kind>(kind))).empty());
    CHECK(problems_of_monday({{0, 720}, {720, 1440}}).empty());
    CHECK(problems_of_monday({{840, 1080}, {480, 720}}).empty());
}

TEST_CASE("a shift over midnight is told with how to write it") {
    CHECK(problems_of_monday({{1320, 360}}) == words{"hours.monday: 22:00-06:00 runs over midnight; write "
                                                     "22:00-24:00 on this day and 00:00-06:00 on the next"});
    CHECK(problems_of_monday({{1320, 0}}) ==
          words{"hours.monday: 22:00-00:00 runs over midnight; write 22:00-24:00 on this day"});
    CHECK(problems_of_monday({{480, 480}}) ==
          words{"hours.monday: 08:00-08:00 is no time at all; leave it out"});
}

TEST_CASE("hours that overlap are told with the minute at which they do") {
    CHECK(problems_of_monday({{720, 1080}, {480, 721}}) ==
          words{"hours.monday: 08:00-12:01 and 12:00-18:00 overlap at 12:00; make one of them"});
    CHECK(problems_of_monday({{-1, 1440}}) ==
          words{"hours.monday: minutes -1 to 1440 are not within a day, 0 to 1440"});
    CHECK(problems_of_monday({{0, 1441}}).size() == 1);
}

TEST_CASE("hours that are never open are told") {
    CHECK(problems_of_monday({}) ==
          words{"hours: they are open on no day; give a weekday hours, or take the kind 'forbidden'"});
}

TEST_CASE("days and numbers out of their range are told, where the kind has them") {
    auto count = made(limit::kind::count);
    count.most = 0;
    count.within.days = 0;
    CHECK(problems_of(count) == words{"within.days: it is 0; it must be 1 to 366",
                                      "most: it is 0; it must be 1 or more; what may not be at all is of the "
                                      "kind 'forbidden'"});
    count = made(limit::kind::count);
    count.within = {window::kind::week, 0};
    CHECK(problems_of(count).empty());
    for (auto const kind : {limit::kind::spacing, limit::kind::quiet_after}) {
        auto one = made(kind);
        one.days = 0;
        CHECK(problems_of(one) == words{"days: it is 0; it must be 1 to 366"});
        one.days = 367;
        CHECK(problems_of(one).size() == 1);
    }
    auto answered = made(limit::kind::after_answer);
    answered.most = 0;
    CHECK(problems_of(answered).empty());
    answered.most = -1;
    CHECK(problems_of(answered) == words{"most: it is -1; it must be 0 or more"});
}

TEST_CASE("a limit without an id, and channels named twice or not at all, are told") {
    auto one = made(limit::kind::consent);
    one.id.clear();
    one.channels = {"phone", "phone"};
    one.counted_channels = {""};
    CHECK(problems_of(one) == words{"id: a limit needs one; answers name it",
                                    "channels: 'phone' stands twice; name it once",
                                    "counted_channels: a channel without a name; name it, such as 'phone'"});
}

TEST_CASE("a clock is read from midnight to the end of the day") {
    CHECK(read_minutes("00:00") == 0);
    CHECK(read_minutes("08:05") == 485);
    CHECK(read_minutes("23:59") == 1439);
    CHECK(read_minutes("24:00") == 1440);
    for (auto const* text :
         {"24:01", "25:00", "8:00", "08:60", "08:0", "08-00", "", "08:00 ", "-8:00", "8 :00"})
        CHECK_FALSE(read_minutes(text));
}
