// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds series of dates to the seed that they are counted from.
#include <tramo/offers/due_dates.hpp>

#include <limits>

#include <catch2/catch.hpp>

namespace {

using namespace tramo::offers;
using tramo::business_calendar;
using tramo::date;
using how = tramo::business_day_convention;
using texts = std::vector<std::string>;

date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

texts dates(date_policy const& policy, int count) {
    auto const made = due_dates(policy, count);
    if (!made) return {"objection: " + made.objections.front().input};
    texts list;
    for (date const at : made.value) list.push_back(to_string(at));
    return list;
}

date_policy every(int number, interval_unit unit, std::string_view first) {
    return {day(first), {number, unit}};
}

business_calendar const& of_2026() {
    static business_calendar const calendar{
        "Teste", {day("2026-05-01")}, day("2026-01-01"), day("2026-12-31")};
    return calendar;
}

date_policy moved(std::string_view first, how adjustment) {
    auto policy = every(1, interval_unit::months, first);
    policy.adjustment = adjustment;
    policy.calendar = &of_2026();
    return policy;
}

texts read(std::string_view text) {
    auto const made = parse_interval(text);
    if (!made) return {made.objections.front().message};
    constexpr char const* units[] = {"days", "weeks", "months", "years"};
    return {std::to_string(made.value.every), units[static_cast<int>(made.value.unit)]};
}

}  // namespace

TEST_CASE("the 31st stays the 31st where the month has one", "[offers]") {
    CHECK(dates(every(1, interval_unit::months, "2026-01-31"), 5) ==
          texts{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"});
    CHECK(dates(every(1, interval_unit::months, "2028-01-30"), 3) ==
          texts{"2028-01-30", "2028-02-29", "2028-03-30"});
    CHECK(dates(every(1, interval_unit::years, "2024-02-29"), 5) ==
          texts{"2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"});
}

TEST_CASE("days and weeks are counted through months and leap years", "[offers]") {
    CHECK(dates(every(20, interval_unit::days, "2028-02-15"), 3) ==
          texts{"2028-02-15", "2028-03-06", "2028-03-26"});
    CHECK(dates(every(2, interval_unit::weeks, "2026-12-21"), 3) ==
          texts{"2026-12-21", "2027-01-04", "2027-01-18"});
    CHECK(dates(every(3, interval_unit::months, "2026-11-30"), 3) ==
          texts{"2026-11-30", "2027-02-28", "2027-05-30"});
}

TEST_CASE("no date of a long series drifts from its seed", "[offers]") {
    auto const made = due_dates(every(1, interval_unit::months, "2026-01-31"), 360);
    REQUIRE(made.ok());
    int wrong = 0;
    for (std::size_t k = 0; k < made.value.size(); ++k)
        wrong += made.value[k] == end_of_month(made.value[k]) ? 0 : 1;
    CHECK(wrong == 0);
    CHECK(to_string(made.value.back()) == "2055-12-31");
}

TEST_CASE("dates at the month's end are last days, whatever day the first one is", "[offers]") {
    auto policy = every(1, interval_unit::months, "2026-02-28");
    CHECK(dates(policy, 3) == texts{"2026-02-28", "2026-03-28", "2026-04-28"});
    policy.at_month_end = true;
    CHECK(dates(policy, 3) == texts{"2026-02-28", "2026-03-31", "2026-04-30"});
    policy.first = day("2026-01-10");
    CHECK(dates(policy, 2) == texts{"2026-01-31", "2026-02-28"});
    policy.step = {1, interval_unit::years};
    policy.first = day("2027-02-28");
    CHECK(dates(policy, 2) == texts{"2027-02-28", "2028-02-29"});
}

TEST_CASE("the month's end needs a step of months or years", "[offers]") {
    auto policy = every(4, interval_unit::weeks, "2026-01-31");
    policy.at_month_end = true;
    CHECK(dates(policy, 3) == texts{"objection: at_month_end"});
}

TEST_CASE("adjusting moves a date and not those behind it", "[offers]") {
    // 1 February and 1 March 2026 are Sundays, 1 May is a holiday on a Friday.
    CHECK(dates(moved("2026-02-01", how::following), 4) ==
          texts{"2026-02-02", "2026-03-02", "2026-04-01", "2026-05-04"});
    CHECK(dates(moved("2026-02-01", how::preceding), 4) ==
          texts{"2026-01-30", "2026-02-27", "2026-04-01", "2026-04-30"});
    CHECK(dates(moved("2026-01-31", how::modified_following), 3) ==
          texts{"2026-01-30", "2026-02-27", "2026-03-31"});
    CHECK(dates(moved("2026-02-01", how::unadjusted), 2) == texts{"2026-02-01", "2026-03-01"});
}

TEST_CASE("dates do not fall, though two may meet on a working day", "[offers]") {
    auto policy = moved("2026-05-29", how::modified_following);  // a Friday, and the month's last working day
    policy.step = {1, interval_unit::days};
    CHECK(dates(policy, 4) == texts{"2026-05-29", "2026-05-29", "2026-05-29", "2026-06-01"});
}

TEST_CASE("a calendar that ends too soon is objected to with the day", "[offers]") {
    auto const made = due_dates(moved("2026-11-15", how::following), 3);
    REQUIRE(made.objections.size() == 1);
    CHECK(made.objections.front().input == "calendar");
    CHECK(made.objections.front().message ==
          "the holidays of Teste are known from 2026-01-01 until 2026-12-31; that does not tell the working "
          "day for 2027-01-15, date 3");
    CHECK(made.value.empty());
}

TEST_CASE("dates are not moved without a calendar", "[offers]") {
    auto policy = moved("2026-11-15", how::following);
    policy.calendar = nullptr;
    CHECK(dates(policy, 1) == texts{"objection: calendar"});
    policy.adjustment = how::unadjusted;
    CHECK(dates(policy, 1) == texts{"2026-11-15"});
}

TEST_CASE("a step below 1 is refused, but 0 is no step for a single date", "[offers]") {
    CHECK(dates(every(0, interval_unit::months, "2026-01-31"), 2) == texts{"objection: step"});
    CHECK(dates(every(-1, interval_unit::months, "2026-01-31"), 2) == texts{"objection: step"});
    CHECK(dates(every(-1, interval_unit::days, "2026-01-31"), 1) == texts{"objection: step"});
    CHECK(dates(every(0, interval_unit::months, "2026-01-31"), 1) == texts{"2026-01-31"});
    auto const made = due_dates(every(0, interval_unit::weeks, "2026-01-31"), 2);
    CHECK(made.objections.front().message == "the step is 0 weeks; it must be at least 1 week");
}

TEST_CASE("a count of 0 is no dates and a negative one an objection", "[offers]") {
    CHECK(dates(every(1, interval_unit::months, "2026-01-31"), 0).empty());
    CHECK(due_dates(every(1, interval_unit::months, "2026-01-31"), 0).ok());
    CHECK(dates(every(1, interval_unit::months, "2026-01-31"), -1) == texts{"objection: count"});
}

TEST_CASE("a series that leaves the year 9999 is objected to with its date", "[offers]") {
    auto const made = due_dates(every(1, interval_unit::months, "9999-11-30"), 3);
    REQUIRE(made.objections.size() == 1);
    CHECK(made.objections.front().message ==
          "date 3 of 3, every 1 month from 9999-11-30, is beyond the year 9999");
    CHECK(dates(every(1, interval_unit::months, "9999-11-30"), 2) == texts{"9999-11-30", "9999-12-30"});
}

TEST_CASE("huge steps and counts end in an objection", "[offers]") {
    constexpr int most = std::numeric_limits<int>::max();
    auto const unit =
        GENERATE(interval_unit::days, interval_unit::weeks, interval_unit::months, interval_unit::years);
    CHECK(dates(every(most, unit, "2026-01-31"), most) == texts{"objection: count"});
    CHECK(dates(every(1, unit, "9990-01-31"), most) == texts{"objection: count"});
    CHECK(dates(every(most, unit, "2026-01-31"), 1) == texts{"2026-01-31"});
}

TEST_CASE("a first date that no calendar has is objected to", "[offers]") {
    date_policy policy;
    policy.first.days = std::numeric_limits<std::int32_t>::max();
    CHECK(dates(policy, 1) == texts{"objection: first"});
}

TEST_CASE("an interval is a number and a unit, or a unit", "[offers]") {
    CHECK(read("1 month") == texts{"1", "months"});
    CHECK(read("month") == texts{"1", "months"});
    CHECK(read("20 days") == texts{"20", "days"});
    CHECK(read(" 2  Weeks ") == texts{"2", "weeks"});
    CHECK(read("10 YEAR") == texts{"10", "years"});
}

TEST_CASE("an interval below 1 is objected to", "[offers]") {
    CHECK(read("0 days") == texts{"the interval is 0 days; it must be at least 1 day"});
    CHECK(read("-2 months") == texts{"the interval is -2 months; it must be at least 1 month"});
}

TEST_CASE("what is no interval is said to be none", "[offers]") {
    auto const text = GENERATE("", " ", "3", "1 fortnight", "1.5 months", "1month", "month 1",
                               "1 month 2 days", "+1 month", "1 months!", "0x2 days");
    auto const made = parse_interval(text);
    REQUIRE(made.objections.size() == 1);
    CHECK_THAT(made.objections.front().message, Catch::Matchers::Contains("is no interval"));
}

TEST_CASE("a number too large for an interval is an objection", "[offers]") {
    CHECK(read("99999999999 days") == texts{"the interval '99999999999 days' is too long"});
}
