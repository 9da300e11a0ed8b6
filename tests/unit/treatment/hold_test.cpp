// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds intervals to what they cover: bounds, what touches, what has no end.
#include <tramo/treatment/hold.hpp>

#include <catch2/catch.hpp>

using namespace tramo::treatment;

namespace {

tramo::date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

interval of(std::string_view from, std::string_view end) {
    return {day(from), day(end)};
}

interval since(std::string_view from) {
    return {day(from), {}};
}

}  // namespace

TEST_CASE("an interval covers its first day and not its end") {
    auto const one = of("2026-03-01", "2026-03-05");
    CHECK(one.covers(day("2026-03-01")));
    CHECK(one.covers(day("2026-03-04")));
    CHECK_FALSE(one.covers(day("2026-03-05")));
    CHECK_FALSE(one.covers(day("2026-02-28")));
    CHECK(since("2026-03-01").covers(day("9999-12-31")));
}

TEST_CASE("a hold that ends before it begins is named with both days, and so is one of no day") {
    CHECK(problem_of(of("2026-03-05", "2026-03-01")) == "ends on 2026-03-01, before it begins on 2026-03-05");
    CHECK(problem_of(of("2026-03-05", "2026-03-05")) ==
          "ends on 2026-03-05, the day on which it begins: it holds no day");
    CHECK(problem_of(of("2026-03-05", "2026-03-06")).empty());
    CHECK(problem_of(since("2026-03-05")).empty());
}

TEST_CASE("intervals that overlap or touch become one, and wrong ones are left out") {
    CHECK(united({of("2026-03-10", "2026-03-12"), of("2026-03-01", "2026-03-05"),
                  of("2026-03-05", "2026-03-08"), of("2026-03-02", "2026-03-03"),
                  of("2026-03-20", "2026-03-19")}) ==
          std::vector{of("2026-03-01", "2026-03-08"), of("2026-03-10", "2026-03-12")});
    CHECK(united({since("2026-03-04"), of("2026-03-01", "2026-03-05"), of("2026-04-01", "2026-04-02")}) ==
          std::vector{since("2026-03-01")});
    CHECK(united({}).empty());
}

TEST_CASE("the first two that overlap are told by number, and touching is no overlap") {
    std::vector const touching{of("2026-03-01", "2026-03-05"), of("2026-03-05", "2026-03-08")};
    CHECK_FALSE(overlapping(touching));
    auto all = touching;
    all.push_back(of("2026-03-07", "2026-03-07"));
    CHECK_FALSE(overlapping(all));
    all.push_back(since("2026-03-07"));
    CHECK(overlapping(all) == std::pair<std::size_t, std::size_t>(1, 3));
}

TEST_CASE("days that several cover count once") {
    std::vector const all{of("2026-03-01", "2026-03-05"), of("2026-03-03", "2026-03-08"),
                          since("2026-03-20")};
    CHECK(days_covered(all, day("2026-02-01"), day("2026-03-15")) == 7);
    CHECK(days_covered(all, day("2026-03-04"), day("2026-03-22")) == 6);
    CHECK(days_covered(all, day("2026-03-04"), day("2026-03-04")) == 0);
    CHECK(days_covered(all, day("2026-03-08"), day("2026-03-04")) == 0);
    CHECK(days_covered({of("2026-03-05", "2026-03-01")}, day("2026-02-01"), day("2026-04-01")) == 0);
    CHECK(days_covered({}, day("2026-02-01"), day("2026-04-01")) == 0);
    // 2028 is a leap year
    CHECK(days_covered({of("2028-02-27", "2028-03-02")}, day("2028-01-01"), day("2029-01-01")) == 4);
}

TEST_CASE("removing one of two holds that overlap keeps the other in force") {
    auto const whitelist = of("2026-03-01", "2026-04-01");
    auto const dispute = of("2026-03-10", "2026-05-01");
    CHECK(days_covered({whitelist, dispute}, day("2026-03-01"), day("2026-06-01")) == 61);
    CHECK(days_covered({dispute}, day("2026-03-01"), day("2026-06-01")) == 52);
    CHECK(first_free_day({whitelist, dispute}, day("2026-03-05")) == day("2026-05-01"));
    CHECK(first_free_day({whitelist}, day("2026-03-05")) == day("2026-04-01"));
}

TEST_CASE("the first free day is behind all that follow without a gap, and none where one has no end") {
    std::vector all{of("2026-03-05", "2026-03-08"), of("2026-03-01", "2026-03-05"),
                    of("2026-03-09", "2026-03-10")};
    CHECK(first_free_day(all, day("2026-03-02")) == day("2026-03-08"));
    CHECK(first_free_day(all, day("2026-02-02")) == day("2026-02-02"));
    CHECK(first_free_day(all, day("2026-03-09")) == day("2026-03-10"));
    all.push_back(since("2026-03-08"));
    CHECK_FALSE(first_free_day(all, day("2026-03-02")));
}
