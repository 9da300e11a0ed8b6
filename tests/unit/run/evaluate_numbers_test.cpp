// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Arithmetic over columns: exact, with dates, and what happens where a result does not exist.
#include "unit/policy/portfolio.hpp"

using namespace tramo::testing;

namespace {

std::string const amounts =
    "policy \"p\" { currency BRL }\nfield a : money optional\nfield b : money optional\nfield n : integer "
    "optional\n"
    "field r : percent optional\nfield f : decimal optional";

std::string money(std::string const& condition, std::vector<cells> const& rows) {
    return marks_of(amounts, condition, rows);
}

std::string const days =
    "field d : date optional\nfield e : date optional\nfield m : timestamp optional\nfield k : timestamp "
    "optional";

std::string dates(std::string const& condition, std::vector<cells> const& rows) {
    return marks_of(days, condition, rows, on("2026-03-31"));
}

}  // namespace

TEST_CASE("amounts beyond 64 bits and with cents are compared exactly") {
    std::vector<cells> const rows = {{{"a", "123456789012345678.91"}},
                                     {{"a", "123456789012345678.92"}},
                                     {{"a", "-123456789012345678.91"}},
                                     {{"a", "999999999999999999999999999999999.99"}},
                                     {}};
    CHECK(money("a > 123456789012345678.91", rows) == "-+-+~");
    CHECK(money("a = 123456789012345678.91", rows) == "+---~");
    CHECK(money("a + 0.01 = 123456789012345678.92", rows) == "+---~");
    CHECK(money("a + a > 246913578024691357.82", rows) == "-+-+~");
    CHECK(money("abs(a) = 123456789012345678.91", rows) == "+-+-~");
    CHECK(money("a in (-200000000000000000..0, 999999999999999999999999999999999.99)", rows) == "--++~");
}

TEST_CASE("arithmetic between columns carries no rounding of its own") {
    CHECK(money("a * r = 0.333333", {{{"a", "1.00"}, {"r", "33.3333"}}, {{"a", "1.00"}, {"r", "33.33"}}}) ==
          "+-");
    CHECK(money("a - b = 0.10", {{{"a", "0.30"}, {"b", "0.20"}}, {{"a", "0.30"}}}) == "+~");
    CHECK(money("a * n > b", {{{"a", "0.10"}, {"n", "3"}, {"b", "0.30"}},
                              {{"a", "0.10"}, {"n", "3"}, {"b", "0.29"}}}) == "-+");
    CHECK(money("-a < b", {{{"a", "1"}, {"b", "-1"}}, {{"a", "1"}, {"b", "0"}}}) == "-+");
    CHECK(money("f * 3 = 1", {{{"f", "0.333333333333333333"}}}) == "-");
    CHECK(money("f + f + f = 0.9", {{{"f", "0.3"}}}) == "+");
}

TEST_CASE("a division rounds half to even at 18 decimals, and by zero is unknown") {
    CHECK(
        money("a / b > 2",
              {{{"a", "5"}, {"b", "2"}}, {{"a", "5"}, {"b", "0"}}, {{"a", "5"}}, {{"a", "4"}, {"b", "2"}}}) ==
        "+~~-");
    CHECK(money("1 / n = 0.333333333333333333", {{{"n", "3"}}, {{"n", "0"}}, {}}) == "+~~");
    CHECK(money("n / 3 * 3 = n", {{{"n", "1"}}, {{"n", "3"}}, {{"n", "0"}}}) == "-++");
    CHECK(money("(a / b) is unknown", {{{"a", "5"}, {"b", "0"}}, {{"a", "5"}, {"b", "1"}}}) == "+-");
}

TEST_CASE("round goes half up, max and min take the unknown over") {
    CHECK(money("round(a / n, 2) = 0.13", {{{"a", "0.25"}, {"n", "2"}}}) == "+");
    CHECK(money("round(a / n, 2) = -0.13", {{{"a", "-0.25"}, {"n", "2"}}}) == "+");
    CHECK(money("max(a, b) = 3",
                {{{"a", "3"}, {"b", "2"}}, {{"a", "1"}, {"b", "3"}}, {{"a", "3"}}, {{"b", "9"}}}) == "++~~");
    CHECK(money("min(a, b, 2) < 2", {{{"a", "3"}, {"b", "2"}}, {{"a", "1"}, {"b", "3"}}, {{"a", "1"}}}) ==
          "-+~");
    CHECK(money("coalesce(a, b, 7) = 7", {{}, {{"a", "7"}}, {{"b", "1"}}, {{"a", "1"}, {"b", "7"}}}) ==
          "++--");
    CHECK(money("coalesce(a, b) is unknown", {{}, {{"a", "7"}}, {{"b", "1"}}}) == "+--");
}

TEST_CASE("a result that does not fit is a data error of its row, with the expression, and of no other") {
    std::string const big = "99999999999999999999";
    auto const with = prepared(amounts + "\nsegment it = n > 5 or f * f * n > 5\n");
    auto const all = evaluated(with, rows_of(with.policy(), {{{"f", "1"}, {"n", "6"}},
                                                             {{"f", big}, {"n", "1"}},
                                                             {{"f", "1"}},
                                                             {{"f", "-" + big}, {"n", "1"}},
                                                             {{"f", "3"}, {"n", "1"}}}));
    CHECK(marks(all, 0) == "+!~!+");
    CHECK(errors_of(all.errors) ==
          std::vector<std::string>{"1  line 8 = f * f arithmetic", "3  line 8 = f * f arithmetic"});
    auto const written = with.policy().source().slice(all.errors.front().at);
    CHECK(written == "f * f");
    CHECK(all.rows_set_apart == 2);
}

TEST_CASE("no row beyond the last one is computed") {
    auto const with = prepared(amounts + "\nvalue huge = coalesce(99999999999999999999, 1)\n" +
                               "segment it = a > 1 or huge * huge > 5\n");
    auto const all = evaluated(with, rows_of(with.policy(), {{{"a", "1"}}, {{"a", "2"}}}));
    CHECK(all.rows_set_apart == 2);
    CHECK(all.errors.size() == 2);
}

TEST_CASE("days are counted between dates, months keep to the end of the month") {
    std::vector<cells> const rows = {{{"d", "2026-02-28"}}, {{"d", "2026-03-01"}}, {{"d", "2026-04-01"}}, {}};
    CHECK(dates("as_of - d > 30 days", rows) == "+--~");
    CHECK(dates("d >= as_of - 1 month", rows) == "+++~");
    CHECK(dates("d + 1 month >= as_of", rows) == "-++~");
    CHECK(dates("d + 31 days = as_of", rows) == "+--~");
    CHECK(dates("e - d = 2 weeks", {{{"d", "2026-01-01"}, {"e", "2026-01-15"}},
                                    {{"d", "2026-01-01"}, {"e", "2026-01-14"}},
                                    {{"d", "2026-01-01"}}}) == "+-~");
    CHECK(dates("d + 1 month = e", {{{"d", "2026-01-31"}, {"e", "2026-02-28"}},
                                    {{"d", "2026-01-31"}, {"e", "2026-03-03"}}}) == "+-");
    CHECK(dates("d - 1 month = e", {{{"d", "2026-03-31"}, {"e", "2026-02-28"}}}) == "+");
}

TEST_CASE("the parts of a date") {
    std::vector<cells> const rows = {{{"d", "2026-02-28"}}, {{"d", "1969-12-31"}}, {{"d", "2024-02-29"}}, {}};
    CHECK(dates("day(d) = 28", rows) == "+--~");
    CHECK(dates("month(d) = 12", rows) == "-+-~");
    CHECK(dates("year(d) <= 1969", rows) == "-+-~");
    CHECK(dates("weekday(d) = 6", rows) == "+--~");
    CHECK(dates("end_of_month(d) = d", rows) == "+++~");
    CHECK(dates("start_of_month(d) + 27 days = d", rows) == "+--~");
}

TEST_CASE("a day that no calendar has is a data error, not a wrap") {
    CHECK(dates("d + 12000 months > as_of", {{{"d", "9999-01-01"}}, {{"d", "2026-01-01"}}}) == "!+");
}

TEST_CASE("moments: their days, and the days between them") {
    std::vector<cells> const rows = {{{"m", "2026-03-31T23:59:59.999999"}, {"k", "2026-03-30T12:00"}},
                                     {{"m", "2026-04-01"}, {"k", "2026-04-01T00:00"}},
                                     {{"m", "1969-12-31T23:00"}, {"k", "1969-12-30T22:59:59"}},
                                     {{"m", "2026-01-01T00:00"}}};
    CHECK(dates("date(m) = as_of", rows) == "+---");
    CHECK(dates("m - k > 1 day", rows) == "+-+~");
    CHECK(dates("m = k", rows) == "-+-~");
    CHECK(dates("m >= 2026-03-31T23:59:59.999999", rows) == "++--");
    CHECK(dates("k + 1 day < m", rows) == "+-+~");
    CHECK(dates("k + (m - k) = m", rows) == "+++~");
}

TEST_CASE("a part of a day added to a date is cut, with columns as with constants") {
    std::vector<cells> const rows = {
        {{"d", "2026-03-01"}, {"m", "2026-01-01T18:00"}, {"k", "2026-01-01T00:00"}}};
    CHECK(dates("d + (m - k) = d", rows) == "+");
    CHECK(dates("d + (2026-01-01T18:00 - 2026-01-01T00:00) = d", rows) == "+");
    CHECK(dates("d + (2026-01-01T18:00 - 2026-01-01T00:00) > 2026-02-28", rows) == "+");
    CHECK(dates("d - (m - k) = 2026-02-28", rows) == "+");
}

TEST_CASE("parameters count like constants") {
    auto const text = "field x : integer\nparameter least : integer = 5\nsegment it = x >= least\n";
    auto const at_five = prepared(text);
    auto const at_seven = prepared(text, {{}, {{"least", "7"}}});
    auto const rows = column_of(at_five.policy(), "x", {"4", "5", "7"});
    CHECK(marks(evaluated(at_five, rows), 0) == "-++");
    CHECK(marks(evaluated(at_seven, rows), 0) == "--+");
}

TEST_CASE("percent data are percent points, and a share compares with a plain decimal") {
    std::vector<std::string> const rows = {"12.5", "12.5%", "0.125", "null"};
    auto const share = "field r : percent optional";
    CHECK(marks_of(share, "r = 12.5%", "r", rows) == "++-~");
    CHECK(marks_of(share, "r * 8 = 100%", "r", rows) == "++-~");
}
