// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Level schedules in 64 bits are those of whole numbers without a bound, and so are their due dates.
#include <tramo/offers/level_schedules.hpp>

#include <climits>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <boost/multiprecision/cpp_int.hpp>

#include <catch2/catch.hpp>

#include <tramo/values/date.hpp>

namespace {

using namespace tramo::offers;
using tramo::date;
using integer = boost::multiprecision::cpp_int;
using numbers = std::vector<std::int64_t>;

level_rows rows_of(level_terms const& asked) {
    level_scheduler one;
    level_rows made;
    REQUIRE(one.rows(asked, made));
    return made;
}

integer half_up(integer const& over, integer const& under) {
    return (over * 2 + under) / (under * 2);
}

level_rows exact_rows(level_terms const& asked) {
    integer const one = 1'000'000'000;
    integer regular = half_up(asked.principal, asked.count);
    if (asked.rate != 0) {
        auto const n = static_cast<unsigned>(asked.count);
        integer const grown = pow(integer(one + asked.rate), n), base = pow(one, n);
        regular = half_up(integer(asked.principal) * asked.rate * grown, one * (grown - base));
    }
    level_rows made;
    integer balance = asked.principal;
    for (int k = 1; k <= asked.count; ++k) {
        integer const interest = half_up(balance * asked.rate, one), due = balance + interest;
        integer const paid = k == asked.count || due < regular ? due : regular;
        balance = due - paid;
        made.payment.push_back(static_cast<std::int64_t>(paid));
        made.principal.push_back(static_cast<std::int64_t>(paid - interest));
        made.interest.push_back(static_cast<std::int64_t>(interest));
        made.balance.push_back(static_cast<std::int64_t>(balance));
    }
    return made;
}

bool are_equal(level_rows const& one, level_rows const& other) {
    return std::tie(one.payment, one.principal, one.interest, one.balance) ==
           std::tie(other.payment, other.principal, other.interest, other.balance);
}

level_rows rows_in(level_table const& table, std::size_t i) {
    level_rows made;
    for (std::size_t at = i; at < table.payment.size(); at += table.schedules) {
        made.payment.push_back(table.payment[at]);
        made.principal.push_back(table.principal[at]);
        made.interest.push_back(table.interest[at]);
        made.balance.push_back(table.balance[at]);
    }
    return made;
}

/// Sizes of all kinds, within bounds.
level_terms random_terms(std::mt19937_64& draw, int most_count) {
    auto const below_power_of_ten = [&](unsigned digits) {
        std::uint64_t most = 1;
        for (auto left = draw() % (digits + 1); left > 0; --left) most *= 10;
        return static_cast<std::int64_t>(draw() % (most + 1));
    };
    return {below_power_of_ten(15), below_power_of_ten(11),
            static_cast<int>(draw() % static_cast<unsigned>(most_count)) + 1};
}

date day(std::string_view text) {
    return tramo::parse_date(text).value();
}

std::vector<std::string> texts_of(std::vector<date> const& days) {
    std::vector<std::string> made;
    for (auto const one : days) made.push_back(to_string(one));
    return made;
}

}  // namespace

// https://pt.scribd.com/document/622149570 (Matemática financeira, Tabela Price), rounded row by row
TEST_CASE("a published Price table in cents") {
    auto const made = rows_of({1'000'000, 100'000'000, 4});
    CHECK(made.payment == numbers{315'471, 315'471, 315'471, 315'470});
    CHECK(made.principal == numbers{215'471, 237'018, 260'720, 286'791});
    CHECK(made.interest == numbers{100'000, 78'453, 54'751, 28'679});
    CHECK(made.balance == numbers{784'529, 547'511, 286'791, 0});
}

TEST_CASE("a payment of exactly half a unit is rounded up") {
    CHECK(rows_of({5, 500'000'000, 2}).payment == numbers{5, 5});             // 4.5
    CHECK(rows_of({2'525, 20'000'000, 2}).payment == numbers{1'301, 1'301});  // 1,300.5
    CHECK(rows_of({6, 0, 4}).payment == numbers{2, 2, 2, 0});                 // 1.5
    CHECK(rows_of({18, 0, 12}).payment == numbers{2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0});
}

TEST_CASE("interest of exactly half a unit is rounded up") {
    CHECK(rows_of({25, 20'000'000, 1}).interest == numbers{1});      // 0.5
    CHECK(rows_of({24, 20'000'000, 1}).interest == numbers{0});      // 0.48
    CHECK(rows_of({100, 25'000'000, 2}).interest == numbers{3, 1});  // 2.5, then 1.275
}

TEST_CASE("a payment rounded up may clear the debt early, and the tenor holds") {
    auto const made = rows_of({5, 0, 9});
    CHECK(made.payment == numbers{1, 1, 1, 1, 1, 0, 0, 0, 0});
    CHECK(made.balance == numbers{4, 3, 2, 1, 0, 0, 0, 0, 0});
}

TEST_CASE("one cent over 360 installments waits for the last one") {
    auto const made = rows_of({1, 10'000'000, 360});
    CHECK(made.payment.front() == 0);
    CHECK(made.payment.back() == 1);
}

TEST_CASE("one payment is the principal and its interest, at any rate") {
    level_scheduler one;
    for (std::int64_t const rate :
         {0LL, 1LL, 20'000'000LL, 999'999'999LL, 1'000'000'000LL, 100'000'000'000LL})
        for (std::int64_t const principal : {0LL, 1LL, 12'345LL, 1'000'000'000'000'000LL}) {
            level_terms const asked{principal, rate, 1};
            CHECK(one.payment(asked) == exact_rows(asked).payment[0]);
            CHECK(are_equal(rows_of(asked), exact_rows(asked)));
        }
}

TEST_CASE("a debt of nothing is repaid with nothing") {
    auto const made = rows_of({0, 20'000'000, 3});
    CHECK(made.payment == numbers{0, 0, 0});
    CHECK(made.interest == numbers{0, 0, 0});
}

TEST_CASE("10,000 % over 360 periods pays interest until the end") {
    auto const made = rows_of({1, 100'000'000'000, 360});
    CHECK(made.payment.front() == 100);
    CHECK(made.payment.back() == 101);
    CHECK(made.principal.back() == 1);
}

// Computed with fractions of whole numbers.
TEST_CASE("the largest principal over 480 periods") {
    auto const made = rows_of({100'000'000'000'000'000, 12'345'678, 480});
    CHECK(made.payment.front() == 1'237'994'521'811'683);
    CHECK(made.balance.front() == 99'996'573'278'188'317);
    CHECK(made.payment.back() == 1'237'994'521'801'542);
}

TEST_CASE("terms out of bounds have no rows") {
    constexpr std::int64_t most = 100'000'000'000'000'000;
    auto const wrong =
        GENERATE(level_terms{-1, 0, 1}, level_terms{most + 1, 0, 1}, level_terms{1, -1, 1},
                 level_terms{1, 0, 0}, level_terms{1, 0, -5}, level_terms{1, 0, 481},
                 level_terms{1, 100'000'000'001, 1}, level_terms{most, 100'000'000'000, 1},
                 level_terms{INT64_MAX, INT64_MAX, INT_MAX}, level_terms{INT64_MIN, INT64_MIN, INT_MIN});
    level_scheduler one;
    level_rows made;
    made.payment = {1, 2, 3};
    CHECK_FALSE(is_within_bounds(wrong));
    CHECK_FALSE(one.rows(wrong, made));
    CHECK(made.payment.empty());
    CHECK(one.payment(wrong) == 0);
    numbers const principals{100, wrong.principal}, rates{0, wrong.rate};
    level_table table;
    CHECK_FALSE(one.rows(principals, rates, wrong.count, table));
    CHECK(table.payment.empty());
}

TEST_CASE("a batch needs a rate for each principal") {
    level_scheduler one;
    level_table table;
    CHECK_FALSE(one.rows(numbers{1, 2}, numbers{0}, 3, table));
    CHECK(one.rows(numbers{}, numbers{}, 3, table));
    CHECK(table.schedules == 0);
}

TEST_CASE("random schedules are those of whole numbers") {
    std::mt19937_64 draw(1);
    level_scheduler one;
    level_rows made;
    for (int i = 0; i < 3'000; ++i) {
        auto const asked = random_terms(draw, 40);
        auto const exact = exact_rows(asked);
        CAPTURE(asked.principal, asked.rate, asked.count);
        REQUIRE(one.rows(asked, made));
        REQUIRE(are_equal(made, exact));
        REQUIRE((one.payment(asked) == exact.payment[0] || asked.principal == exact.principal[0]));
    }
}

TEST_CASE("small debts, where every unit is rounded, are those of whole numbers") {
    level_scheduler one;
    level_rows made;
    for (std::int64_t const rate : {0, 1, 5'000'000, 20'000'000, 500'000'000, 999'999'999})
        for (int const count : {2, 3, 12, 60})
            for (std::int64_t principal = 0; principal < 60; ++principal) {
                CAPTURE(principal, rate, count);
                REQUIRE(one.rows({principal, rate, count}, made));
                REQUIRE(are_equal(made, exact_rows({principal, rate, count})));
            }
}

TEST_CASE("side by side is as one by one, for any number of them") {
    std::mt19937_64 draw(2);
    level_scheduler one;
    for (std::size_t const size : {1U, 3U, 63U, 64U, 65U, 200U})
        for (int const count : {1, 2, 12}) {
            numbers principals, rates;
            for (std::size_t i = 0; i < size; ++i) {
                auto const any = random_terms(draw, 1);
                principals.push_back(i % 3 == 0 ? any.principal : any.principal % 5'000'000);
                rates.push_back(i % 5 == 0 ? any.rate : any.rate % 60'000'000);
            }
            level_table table;
            REQUIRE(one.rows(principals, rates, count, table));
            REQUIRE(table.schedules == size);
            REQUIRE(table.count == count);
            for (std::size_t i = 0; i < size; ++i) {
                CAPTURE(principals[i], rates[i], count);
                REQUIRE(are_equal(rows_in(table, i), rows_of({principals[i], rates[i], count})));
            }
        }
}

TEST_CASE("more rates than are kept change nothing") {
    level_scheduler one;
    auto const first = one.payment({1'000'000, 1'000, 12});
    std::int64_t sum = 0;
    for (std::int64_t rate = 1; rate <= 600'000; ++rate) sum += one.payment({1'000'000, rate * 1'000, 12});
    CHECK(sum > 0);
    CHECK(one.payment({1'000'000, 1'000, 12}) == first);
    CHECK(one.payment({1'000'000, 20'000'000, 10}) == 111'327);
}

TEST_CASE("a scheduler moves with what it knows") {
    level_scheduler one;
    auto const before = one.payment({1'000'000, 20'000'000, 10});
    level_scheduler other(std::move(one));
    CHECK(other.payment({1'000'000, 20'000'000, 10}) == before);
    level_scheduler third;
    third = std::move(other);
    CHECK(third.payment({1'000'000, 20'000'000, 10}) == before);
}

TEST_CASE("written dates keep the 31st where the month has one") {
    std::vector<date> made(6);
    REQUIRE(write_due_dates(day("2027-12-31"), {1, interval_unit::months}, 6, made));
    CHECK(texts_of(made) == std::vector<std::string>{"2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31",
                                                     "2028-04-30", "2028-05-31"});
}

TEST_CASE("due dates are those of add_months and add_days") {
    std::mt19937_64 draw(3);
    std::vector<date> made(480);
    for (int i = 0; i < 20'000; ++i) {
        date const first{static_cast<std::int32_t>(draw() % 3'600'000) - 719'162};
        auto const unit = static_cast<interval_unit>(draw() % 4);
        interval const step{draw() % 2 == 0 ? 1 : static_cast<int>(draw() % 40) + 1, unit};
        auto const count = static_cast<int>(draw() % 480) + 1;
        auto const nth = [&](int k) {
            std::int64_t const every = std::int64_t{step.every} * k;
            if (unit == interval_unit::months) return add_months(first, every);
            if (unit == interval_unit::years) return add_months(first, every * 12);
            return add_days(first, unit == interval_unit::weeks ? every * 7 : every);
        };
        CAPTURE(to_string(first), step.every, static_cast<int>(unit), count);
        REQUIRE(write_due_dates(first, step, count, made) == nth(count - 1).has_value());
        if (!nth(count - 1)) continue;
        for (int k = 0; k < count; k += 1 + k / 20) REQUIRE(made[static_cast<std::size_t>(k)] == nth(k));
    }
}

TEST_CASE("every day of 400 years and a month behind it") {
    std::vector<date> made(2);
    for (std::int32_t days = -719'162; days < -719'162 + 146'097 + 31; ++days) {
        REQUIRE(write_due_dates(date{days}, {1, interval_unit::months}, 2, made));
        if (made[0].days != days || made[1] != add_months(date{days}, 1)) FAIL(to_string(date{days}));
    }
}

TEST_CASE("due dates side by side are as one by one") {
    std::mt19937_64 draw(4);
    for (auto const unit : {interval_unit::months, interval_unit::weeks, interval_unit::years})
        for (int const count : {1, 12, 17, 100}) {
            std::vector<date> firsts(67), one(100), all(67 * 100);
            for (auto& first : firsts) first.days = static_cast<std::int32_t>(draw() % 2'500'000) - 719'162;
            REQUIRE(write_due_dates(firsts, {1, unit}, count, all));
            for (std::size_t i = 0; i < firsts.size(); ++i) {
                REQUIRE(write_due_dates(firsts[i], {1, unit}, count, one));
                for (std::size_t k = 0; k < static_cast<std::size_t>(count); ++k)
                    REQUIRE(all[k * firsts.size() + i] == one[k]);
            }
        }
}

TEST_CASE("dates that cannot be are refused") {
    std::vector<date> made(12, date{1});
    std::vector<date> const untouched = made;
    auto const monthly = interval{1, interval_unit::months};
    CHECK_FALSE(write_due_dates(day("9999-11-30"), monthly, 3, made));
    CHECK_FALSE(write_due_dates(day("9999-12-31"), {1, interval_unit::days}, 2, made));
    CHECK_FALSE(write_due_dates(day("2026-01-01"), {INT_MAX, interval_unit::years}, 12, made));
    CHECK_FALSE(write_due_dates(day("2026-01-01"), {INT_MAX, interval_unit::weeks}, 12, made));
    CHECK_FALSE(write_due_dates(day("2026-01-01"), {0, interval_unit::months}, 2, made));
    CHECK_FALSE(write_due_dates(day("2026-01-01"), {-1, interval_unit::days}, 2, made));
    CHECK_FALSE(write_due_dates(day("2026-01-01"), monthly, 13, made));
    CHECK_FALSE(write_due_dates(day("2026-01-01"), monthly, -1, made));
    CHECK_FALSE(write_due_dates(date{INT32_MAX}, monthly, 1, made));
    CHECK_FALSE(write_due_dates(date{INT32_MIN}, monthly, 1, made));
    std::vector<date> const firsts{day("2026-01-31"), day("9999-12-01")};
    CHECK_FALSE(write_due_dates(firsts, monthly, 2, made));
    CHECK_FALSE(write_due_dates(firsts, monthly, 7, made));
    CHECK(made == untouched);
    CHECK(write_due_dates(day("9999-12-31"), {0, interval_unit::months}, 1, made));
    CHECK(write_due_dates(day("9999-12-31"), monthly, 0, made));
}
