// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds the conventions to published numbers, first of all where they part: at the ends of February.
#include <tramo/offers/day_count.hpp>

#include <limits>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

namespace {

using namespace tramo::offers;
using tramo::business_calendar;
using tramo::date;

date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

fraction sum(std::int64_t a, std::int64_t over, std::int64_t b = 0, std::int64_t below = 1) {
    std::int64_t numerator = a * below + b * over;
    std::int64_t denominator = over * below;
    for (std::int64_t k = 2; k <= 366; ++k)
        while (numerator % k == 0 && denominator % k == 0) numerator /= k, denominator /= k;
    return {numerator, denominator};
}

std::string text_of(fraction of) {
    return std::to_string(of.numerator) + '/' + std::to_string(of.denominator);
}

std::string years(std::string_view convention, std::string_view from, std::string_view until,
                  day_count_options const& options = {}) {
    auto const made = year_fraction(find_day_count(convention).value(), day(from), day(until), options);
    return made ? text_of(made.value) : "objection: " + made.objections.front().input;
}

std::string eu_years(std::string_view from, std::string_view until,
                     interval_unit regular = interval_unit::months) {
    day_count_options options;
    options.regular_period = regular;
    return years("EU APR", from, until, options);
}

std::string units(unit_period unit, std::string_view from, std::string_view until, int payment_day = 0) {
    auto const made = count_unit_periods(unit, day(from), day(until), payment_day);
    if (!made) return "objection: " + made.objections.front().input;
    return std::to_string(made.value.whole) + " and " + std::to_string(made.value.odd) + '/' +
           std::to_string(made.value.length);
}

std::vector<date> days_of(std::vector<std::string> const& texts) {
    std::vector<date> made;
    for (auto const& text : texts) made.push_back(day(text));
    return made;
}

constexpr unit_period month{unit_period_kind::months, 1};
constexpr unit_period year{unit_period_kind::years, 1};

}  // namespace

// Anexen/pyxirr, src/core/scheduled/day_count.rs, whose cases are those of deltaquants.com.
TEST_CASE("four intervals are as long as deltaquants publishes, by nine conventions", "[offers]") {
    struct published {
        char const* from;
        char const* until;
        fraction actual_actual;
        int actual, no_leap, bond, euro, euro_plus, german, us;
    };
    auto const row = GENERATE(
        published{"2007-12-28", "2008-02-28", sum(4, 365, 58, 366), 62, 62, 60, 60, 60, 60, 60},
        published{"2007-12-28", "2008-02-29", sum(4, 365, 59, 366), 63, 62, 61, 61, 61, 62, 61},
        published{"2007-10-31", "2008-11-30", sum(62, 365, 334, 366), 396, 395, 390, 390, 390, 390, 390},
        published{"2008-02-01", "2009-05-31", sum(335, 366, 150, 365), 485, 484, 480, 479, 480, 479, 480});
    CHECK(years("ACT/ACT ISDA", row.from, row.until) == text_of(row.actual_actual));
    CHECK(years("ACT/365F", row.from, row.until) == text_of(sum(row.actual, 365)));
    CHECK(years("ACT/360", row.from, row.until) == text_of(sum(row.actual, 360)));
    CHECK(years("NL/365", row.from, row.until) == text_of(sum(row.no_leap, 365)));
    CHECK(years("30/360 ISDA", row.from, row.until) == text_of(sum(row.bond, 360)));
    CHECK(years("30E/360", row.from, row.until) == text_of(sum(row.euro, 360)));
    CHECK(years("30E+/360", row.from, row.until) == text_of(sum(row.euro_plus, 360)));
    CHECK(years("30E/360 ISDA (German)", row.from, row.until) == text_of(sum(row.german, 360)));
    CHECK(years("30U/360", row.from, row.until) == text_of(sum(row.us, 360)));
}

// westclintech.com, XLeratorDB DAYS360, by way of Anexen/pyxirr.
TEST_CASE("months of 30 days are counted as XLeratorDB publishes", "[offers]") {
    struct published {
        char const* from;
        char const* until;
        int us, euro, german, actual;
    };
    published const rows[] = {
        {"2007-01-15", "2007-01-30", 15, 15, 15, 15},     {"2007-01-15", "2007-02-15", 30, 30, 30, 31},
        {"2007-01-15", "2007-07-15", 180, 180, 180, 181}, {"2007-09-30", "2008-03-31", 180, 180, 180, 183},
        {"2007-09-30", "2007-10-31", 30, 30, 30, 31},     {"2007-09-30", "2008-09-30", 360, 360, 360, 366},
        {"2007-01-15", "2007-01-31", 16, 15, 15, 16},     {"2007-01-31", "2007-02-28", 28, 28, 30, 28},
        {"2007-02-28", "2007-03-31", 30, 32, 30, 31},     {"2006-08-31", "2007-02-28", 178, 178, 180, 181},
        {"2007-02-28", "2007-08-31", 180, 182, 180, 184}, {"2007-02-14", "2007-02-28", 14, 14, 16, 14},
        {"2007-02-26", "2008-02-29", 363, 363, 364, 368}, {"2008-02-29", "2009-02-28", 360, 359, 360, 365},
        {"2008-02-29", "2008-03-30", 30, 31, 30, 30},     {"2008-02-29", "2008-03-31", 30, 31, 30, 31},
        {"2007-02-28", "2007-03-05", 5, 7, 5, 5},         {"2007-10-31", "2007-11-28", 28, 28, 28, 28},
        {"2007-08-31", "2008-02-29", 179, 179, 180, 182}, {"2008-02-29", "2008-08-31", 180, 181, 180, 184},
        {"2008-08-31", "2009-02-28", 178, 178, 180, 181}, {"2009-02-28", "2009-08-31", 180, 182, 180, 184},
    };
    for (auto const& row : rows) {
        INFO(row.from << " to " << row.until);
        date const from = day(row.from);
        date const until = day(row.until);
        CHECK(days_between(day_count::thirty_360_us, from, until).value == row.us);
        CHECK(days_between(day_count::thirty_e_360, from, until).value == row.euro);
        CHECK(days_between(day_count::thirty_e_360_isda, from, until).value == row.german);
        CHECK(days_between(day_count::actual_360, from, until).value == row.actual);
    }
}

// 2006 ISDA Definitions, 4.16(f) and (h); worked by hand.
TEST_CASE("the end of February is a 30th in some conventions only", "[offers]") {
    auto const count = [](day_count convention, std::string_view from, std::string_view until) {
        return days_between(convention, day(from), day(until)).value;
    };
    CHECK(count(day_count::thirty_360_isda, "2007-02-28", "2007-03-31") == 33);
    CHECK(count(day_count::thirty_360_us, "2007-02-28", "2007-03-31") == 30);
    CHECK(count(day_count::thirty_e_plus_360, "2007-01-31", "2007-03-31") == 61);
    CHECK(count(day_count::thirty_360_us, "2008-02-28", "2008-03-31") == 33);  // the 29th is the last
}

// 2006 ISDA Definitions, 4.16(h).
TEST_CASE("a last of February on which a loan matures is no 30th", "[offers]") {
    day_count_options options;
    options.maturity = day("2007-02-28");
    CHECK(days_between(day_count::thirty_e_360_isda, day("2007-01-31"), day("2007-02-28"), options).value ==
          28);
    CHECK(days_between(day_count::thirty_e_360_isda, day("2006-01-31"), day("2006-02-28"), options).value ==
          30);
}

TEST_CASE("364 and 365.25 days are years as well", "[offers]") {
    CHECK(years("ACT/364", "2026-01-01", "2026-12-31") == "1/1");
    CHECK(years("ACT/365.25", "2024-01-01", "2028-01-01") == "4/1");
    CHECK(years("ACT/365.25", "2026-01-01", "2026-01-02") == "4/1461");
}

// Res. CMN 4.881/2020, art. 4, as tested by andrewmurphy353/curo.
TEST_CASE("Brazil's total effective cost counts days of 365 through leap years", "[offers]") {
    CHECK(years("actual/365 fixed", "2020-01-28", "2020-02-28") == "31/365");
    CHECK(years("actual/365F", "2017-12-31", "2019-12-31") == "2/1");
    CHECK(years("ACT/365F", "2019-06-30", "2021-06-30") == "731/365");
    CHECK(years("ACT/365F", "2020-01-01", "2020-01-01") == "0/1");
}

TEST_CASE("a century that is no leap year has 365 days", "[offers]") {
    CHECK(years("ACT/ACT ISDA", "1900-01-01", "1901-01-01") == "1/1");
    CHECK(years("ACT/ACT ISDA", "1900-02-01", "1900-03-01") == "28/365");
    CHECK(years("ACT/ACT ISDA", "2000-02-01", "2000-03-01") == text_of(sum(29, 366)));
    CHECK(years("ACT/ACT ISDA", "0001-01-01", "9999-01-01") == "9998/1");
    CHECK(years("NL/365", "0001-01-01", "9999-01-01") == "9998/1");
}

TEST_CASE("an interval that runs backwards is negative", "[offers]") {
    auto const name = GENERATE("ACT/ACT ISDA", "ACT/365F", "NL/365", "30/360", "30U/360", "30E/360",
                               "30E+/360", "30E/360 ISDA", "EU APR", "equal months", "ACT/365.25");
    auto const forth = years(name, "2007-02-28", "2009-08-31");
    CHECK(years(name, "2009-08-31", "2007-02-28") == "-" + forth);
    CHECK(years(name, "2009-08-31", "2009-08-31") == "0/1");
    auto const convention = find_day_count(name).value();
    CHECK(days_between(convention, day("2009-08-31"), day("2007-02-28")).value ==
          -days_between(convention, day("2007-02-28"), day("2009-08-31")).value);
}

TEST_CASE("working days are divided by 252", "[offers]") {
    // January 2026 has 22 weekdays, the first of them a holiday.
    business_calendar const calendar{"Brasil", {day("2026-01-01")}, day("2026-01-01"), day("2026-12-31")};
    day_count_options options;
    options.calendar = &calendar;
    CHECK(years("BUS/252", "2026-01-01", "2026-02-01", options) == "1/12");
    CHECK(years("BUS/252", "2026-02-01", "2026-01-01", options) == "-1/12");
    CHECK(years("BUS/252", "2026-01-05", "2026-01-10", options) == "5/252");
}

TEST_CASE("BUS/252 says which day its calendar does not know", "[offers]") {
    CHECK(years("BUS/252", "2026-01-01", "2026-02-01") == "objection: calendar");
    business_calendar const calendar{"Brasil", {}, day("2026-01-01"), day("2026-12-31")};
    day_count_options options;
    options.calendar = &calendar;
    auto const late = days_between(day_count::business_252, day("2026-12-01"), day("2027-02-01"), options);
    REQUIRE(late.objections.size() == 1);
    CHECK(late.objections.front().message ==
          "the holidays of Brasil are known from 2026-01-01 until 2026-12-31; BUS/252 needs 2027-01-01");
    auto const early = year_fraction(day_count::business_252, day("2025-12-01"), day("2026-02-01"), options);
    REQUIRE(early.objections.size() == 1);
    CHECK_THAT(early.objections.front().message, Catch::Matchers::EndsWith("needs 2025-12-01"));
}

// European Commission, SWD(2012) 128, guidelines on Directive 2008/48/EC, section 4.1.1.
TEST_CASE("the EU's intervals are those of the Commission's guidelines", "[offers]") {
    CHECK(eu_years("2012-01-12", "2012-02-15") == text_of(sum(3, 365, 1, 12)));
    CHECK(eu_years("2012-01-12", "2012-04-15") == text_of(sum(3, 365, 3, 12)));
    CHECK(eu_years("2013-01-12", "2013-02-15") == text_of(sum(3, 366, 1, 12)));
    CHECK(eu_years("2012-01-12", "2012-02-15", interval_unit::years) == "34/365");
    CHECK(eu_years("2012-01-12", "2014-02-15", interval_unit::years) == text_of(sum(34, 365, 2, 1)));
    CHECK(eu_years("2013-02-25", "2013-03-28") == text_of(sum(1, 12, 3, 366)));
    CHECK(eu_years("2013-02-26", "2013-03-29") == text_of(sum(1, 12, 2, 366)));
    CHECK(eu_years("2012-02-26", "2012-03-29") == text_of(sum(1, 12, 3, 366)));
    CHECK(eu_years("2012-12-01", "2013-02-02") == text_of(sum(2, 12, 1, 366)));
}

// andrewmurphy353/curo, test/daycounts/eu_2008_48_ec_test.dart.
TEST_CASE("the EU's months hold at the ends of months", "[offers]") {
    CHECK(eu_years("2019-01-12", "2020-01-12") == "1/1");
    CHECK(eu_years("2019-01-31", "2019-02-28") == "1/12");
    CHECK(eu_years("2020-01-31", "2020-02-29") == "1/12");
    CHECK(eu_years("2019-02-28", "2019-03-31") == "1/12");
    CHECK(eu_years("2019-01-31", "2019-03-01") == text_of(sum(1, 12, 1, 365)));
    CHECK(eu_years("2020-12-31", "2021-03-01") == text_of(sum(2, 12, 1, 366)));
    CHECK(eu_years("2019-01-01", "2020-06-15") == text_of(sum(17, 12, 14, 365)));
    CHECK(eu_years("2020-03-01", "2021-08-15") == text_of(sum(17, 12, 14, 366)));
    CHECK(eu_years("2019-01-01", "2019-01-08", interval_unit::weeks) == "1/52");
    CHECK(eu_years("2019-01-01", "2019-01-11", interval_unit::weeks) == text_of(sum(1, 52, 3, 365)));
    CHECK(eu_years("2019-01-01", "2019-01-11", interval_unit::days) == "2/73");
}

TEST_CASE("months from a seed by its own day are whole for the EU", "[offers]") {
    int wrong = 0;
    for (date seed = day("2027-12-25"); seed <= day("2028-03-05"); ++seed.days)
        for (int k = 0; k <= 30; ++k) {
            auto const made = year_fraction(day_count::eu_apr, seed, add_months(seed, k).value());
            wrong += made.value == sum(k, 12) ? 0 : 1;
        }
    CHECK(wrong == 0);
}

TEST_CASE("equal months are twelfths and days left over 365ths", "[offers]") {
    CHECK(years("equal months", "2026-01-15", "2027-03-15") == "7/6");
    CHECK(years("equal months", "2028-01-31", "2028-02-29") == "1/12");
    CHECK(years("equal months", "2026-01-12", "2026-02-15") == text_of(sum(1, 12, 3, 365)));
}

TEST_CASE("payments by whole years, months or weeks tell the regular period", "[offers]") {
    auto const period = [](std::vector<std::string> const& texts) {
        return regular_period_of(day("2012-01-12"), days_of(texts));
    };
    CHECK(period({"2012-02-15", "2012-03-15", "2012-04-15"}) == interval_unit::months);
    CHECK(period({"2012-02-15", "2013-02-15"}) == interval_unit::years);
    CHECK(period({"2012-01-20", "2012-01-27", "2012-02-10"}) == interval_unit::weeks);
    CHECK(period({"2012-01-31", "2012-02-29", "2012-03-31"}) == interval_unit::months);
    CHECK(period({"2012-01-20", "2012-01-29"}) == interval_unit::months);
    CHECK(period({"2013-01-12"}) == interval_unit::years);
    CHECK(period({"2012-01-26"}) == interval_unit::weeks);
    CHECK(period({"2012-01-26", "2012-01-26"}) == interval_unit::weeks);
    CHECK(period({}) == interval_unit::months);
}

TEST_CASE("the day that payments fall on is read from all of them", "[offers]") {
    auto const on = [](std::string_view first, std::vector<std::string> const& texts) {
        return payment_day_of(day(first), days_of(texts));
    };
    CHECK(on("2026-01-10", {"2026-02-15", "2026-03-15"}) == 15);
    CHECK(on("2026-01-10", {"2026-02-28", "2026-03-30", "2026-04-30"}) == 30);
    CHECK(on("2026-01-10", {"2026-02-28", "2026-03-31", "2026-04-30"}) == 31);
    CHECK(on("2026-01-10", {"2026-02-28", "2026-04-30"}) == 31);
    CHECK(on("2026-01-28", {"2026-02-28"}) == 28);
    CHECK(on("2026-01-10", {"2026-02-15", "2026-03-16"}) == 0);
    CHECK(on("2026-01-10", {}) == 0);
}

// andrewmurphy353/curo, test/daycounts/us_appendix_j_test.dart.
TEST_CASE("unit-periods are those of Regulation Z", "[offers]") {
    constexpr unit_period week{unit_period_kind::weeks, 1};
    CHECK(units(month, "2026-01-10", "2026-02-15") == "1 and 5/30");
    CHECK(units(month, "2026-01-31", "2026-02-28") == "1 and 0/30");
    CHECK(units(month, "2028-01-31", "2028-02-29") == "1 and 0/30");
    CHECK(units(month, "2026-01-10", "2026-01-20") == "0 and 10/30");
    CHECK(units(month, "2026-01-10", "2027-03-15") == "14 and 5/30");
    CHECK(units(week, "2026-01-10", "2026-01-20") == "1 and 3/7");
    CHECK(units({unit_period_kind::months, 3}, "2026-01-10", "2026-05-01") == "1 and 22/90");
    CHECK(units({unit_period_kind::months, 6}, "2026-01-10", "2026-08-01") == "1 and 22/180");
    CHECK(units(year, "2024-02-15", "2025-02-28", 31) == "1 and 14/365");
}

// 12 CFR 1026, appendix J, (b)(5)(ii) to (v); worked by hand.
TEST_CASE("what is left of a unit-period is counted as its paragraph says", "[offers]") {
    CHECK(units({unit_period_kind::days, 1}, "2026-01-10", "2026-03-10") == "59 and 0/1");
    CHECK(units({unit_period_kind::weeks, 2}, "2026-01-10", "2026-01-31") == "1 and 7/14");
    CHECK(units({unit_period_kind::semimonths, 1}, "2026-01-10", "2026-02-26") == "3 and 1/15");
    CHECK(units({unit_period_kind::months, 2}, "2026-01-10", "2026-04-15") == "1 and 35/60");
    CHECK(units(year, "2026-01-10", "2027-06-10") == "1 and 5/12");
    CHECK(units(year, "2026-01-10", "2027-06-11") == "1 and 152/365");
    CHECK(units(year, "2026-01-10", "2027-01-10") == "1 and 0/365");
    CHECK(units(month, "2026-01-10", "2026-01-10") == "0 and 0/30");
}

// 12 CFR 1026, appendix J, (b)(2): months from last day to last day, and the 29th and 30th in February.
TEST_CASE("the day that payments fall on decides where months begin", "[offers]") {
    CHECK(units(month, "2026-01-15", "2026-02-28") == "1 and 13/30");
    CHECK(units(month, "2026-01-15", "2026-02-28", 30) == "1 and 15/30");
    CHECK(units(month, "2026-01-15", "2026-02-28", 31) == "1 and 16/30");
    CHECK(units(month, "2026-01-15", "2026-04-30", 31) == "3 and 16/30");
    CHECK(units(month, "2026-01-15", "2026-04-29", 31) == "3 and 14/30");  // moved from it: by its own day
}

TEST_CASE("a year's unit-periods are Regulation Z's", "[offers]") {
    auto const a_year = [](unit_period_kind kind, int every) {
        return text_of(unit_periods_a_year({kind, every}).value);
    };
    CHECK(a_year(unit_period_kind::days, 1) == "365/1");
    CHECK(a_year(unit_period_kind::weeks, 1) == "52/1");
    CHECK(a_year(unit_period_kind::weeks, 3) == "52/3");
    CHECK(a_year(unit_period_kind::semimonths, 1) == "24/1");
    CHECK(a_year(unit_period_kind::months, 1) == "12/1");
    CHECK(a_year(unit_period_kind::months, 3) == "4/1");
    CHECK(a_year(unit_period_kind::years, 1) == "1/1");
}

TEST_CASE("a unit-period that there is not, or that ends before it begins, is objected to", "[offers]") {
    CHECK(units({unit_period_kind::months, 0}, "2026-01-10", "2026-02-15") == "objection: unit.every");
    CHECK(units({unit_period_kind::months, 12}, "2026-01-10", "2026-02-15") == "objection: unit.every");
    CHECK(units({unit_period_kind::weeks, -1}, "2026-01-10", "2026-02-15") == "objection: unit.every");
    CHECK(units({unit_period_kind::years, 2}, "2026-01-10", "2026-02-15") == "objection: unit.every");
    CHECK(units(month, "2026-02-15", "2026-01-10") == "objection: until");
    CHECK(unit_periods_a_year({unit_period_kind::months, 12}).objections.front().message ==
          "the unit-period is 12 months; there can be 1 to 11");
}

TEST_CASE("days outside the years 1 to 9999 are objected to", "[offers]") {
    date const beyond{std::numeric_limits<std::int32_t>::max()};
    date const before{std::numeric_limits<std::int32_t>::min()};
    CHECK_FALSE(year_fraction(day_count::eu_apr, day("2026-01-01"), beyond));
    CHECK_FALSE(year_fraction(day_count::actual_365_fixed, before, beyond));
    CHECK_FALSE(days_between(day_count::thirty_360_isda, before, day("2026-01-01")));
    CHECK_FALSE(count_unit_periods(month, before, beyond));
    CHECK(eu_years("0001-01-01", "9999-12-31") == text_of(sum(119987, 12, 30, 366)));
}

TEST_CASE("a convention is found by the names in use", "[offers]") {
    CHECK(find_day_count(" act / 365f ") == day_count::actual_365_fixed);
    CHECK(find_day_count("Actual/Actual (ISDA)") == day_count::actual_actual_isda);
    CHECK(find_day_count("Bond Basis") == day_count::thirty_360_isda);
    CHECK(find_day_count("30e/360") == day_count::thirty_e_360);
    CHECK(find_day_count("30E/360 ISDA(German)") == day_count::thirty_e_360_isda);
    CHECK(find_day_count("bus/252") == day_count::business_252);
}

TEST_CASE("a name that could mean two conventions means none", "[offers]") {
    CHECK_FALSE(find_day_count("ACT/365"));
    CHECK_FALSE(find_day_count("30/365"));
    CHECK_FALSE(find_day_count(""));
    CHECK_FALSE(find_day_count("actual"));
}

TEST_CASE("a convention's name finds the convention", "[offers]") {
    for (int k = 0; k <= static_cast<int>(day_count::equal_months); ++k) {
        auto const convention = static_cast<day_count>(k);
        CHECK(find_day_count(name_of(convention)) == convention);
    }
    CHECK(name_of(day_count::actual_365_fixed) == "ACT/365F");
}
