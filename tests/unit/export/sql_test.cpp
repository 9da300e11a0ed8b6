// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What SQL each kind of condition becomes, to the character.
#include <catch2/catch.hpp>

#include <tramo/export/sql.hpp>

#include "unit/policy/portfolio.hpp"

using namespace tramo;
using namespace tramo::testing;

namespace {

std::string const fields = R"(policy "Arrears" version "7" { currency BRL zone "UTC" }
field account : text key
field days    : integer
field grace   : integer optional
field term    : duration optional
field balance : money
field limit   : money optional
field factor  : decimal(4) optional
field fine    : decimal optional
field rate    : percent optional
field last    : percent optional
field due     : date
field paid    : date optional
field moment  : timestamp optional
field seen    : timestamp optional
field blocked : boolean
field vip     : boolean optional
field tier    : one of "Gold" (alias "VIP"), "Silver", "Basic"
field level   : one of "Gold" (alias "VIP"), "Silver", "Basic" optional
field channel : one of "phone", "mail" open optional
field city    : text optional
field town    : text
collection debts { field amount : money  field open : boolean }
parameter least : money = 50
)";

prepared_policy with_segment(std::string const& condition) {
    return prepared(fields + "segment it \"It\" = " + condition + "\n", on("2026-11-22"));
}

std::string sql_of(std::string const& condition, sql_dialect dialect = sql_dialect::duckdb) {
    auto const with = with_segment(condition);
    auto const made = to_sql_condition(with, "it", dialect);
    INFO(render(made.diagnostics, with.policy().source()));
    REQUIRE(made.ok());
    return made.value;
}

/// `T7022: what was slashed`, of each finding.
std::vector<std::string> refusals_of(std::string const& condition) {
    auto const with = with_segment(condition);
    auto const made = to_sql_condition(with, "it");
    CHECK(made.value.empty());
    std::vector<std::string> lines;
    for (auto const& one : made.diagnostics)
        lines.push_back(one.code + ": " +
                        std::string(with.policy().source().slice(one.labels.front().where)));
    return lines;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a comparison with a number is written with the rounder bound") {
    CHECK(sql_of("days > 30") == R"("days" > 30)");
    CHECK(sql_of("days >= 30") == R"("days" >= 30)");
    CHECK(sql_of("days < 31") == R"("days" <= 30)");
    CHECK(sql_of("not days > 30") == R"("days" <= 30)");
    CHECK(sql_of("balance >= 100") == R"("balance" >= 100.00)");
    CHECK(sql_of("balance > least") == R"("balance" > 50.00)");
    CHECK(sql_of("factor <= 0.5") == R"("factor" <= 0.5000)");
}

TEST_CASE("ranges and lists are between, in and their contraries") {
    CHECK(sql_of("days in 31..60") == R"("days" BETWEEN 31 AND 60)");
    CHECK(sql_of("days not in 31..60") == R"("days" NOT BETWEEN 31 AND 60)");
    CHECK(sql_of("days in 0..<30") == R"("days" BETWEEN 0 AND 29)");
    CHECK(sql_of("days = 7") == R"("days" = 7)");
    CHECK(sql_of("days != 7") == R"("days" <> 7)");
    CHECK(sql_of("days in (1, 5, 9)") == R"("days" IN (1, 5, 9))");
    CHECK(sql_of("days not in (1, 5, 9)") == R"("days" NOT IN (1, 5, 9))");
    CHECK(sql_of("days in (1, 5..7, 20..30)") ==
          R"("days" = 1 OR "days" BETWEEN 5 AND 7 OR "days" BETWEEN 20 AND 30)");
    CHECK(sql_of("days not in (1, 5..7)") == R"("days" <> 1 AND "days" NOT BETWEEN 5 AND 7)");
}

TEST_CASE("a percentage is compared in percent points") {
    CHECK(sql_of("rate > 12.5%") == R"("rate" > 12.5000)");
    CHECK(sql_of("rate > last") == R"("rate" > "last")");
}

TEST_CASE("days and moments are compared with constants of their types") {
    CHECK(sql_of("paid >= as_of - 1 month") == "\"paid\" >= DATE '2026-10-22'");
    CHECK(sql_of("as_of - due > 30 days") == "\"due\" <= DATE '2026-10-22'");
    CHECK(sql_of("moment < 2026-11-21T10:30") == "\"moment\" <= TIMESTAMP '2026-11-21 10:29:59.999999'");
}

TEST_CASE("what nothing or everything passes keeps its null") {
    CHECK(sql_of("grace in 5..<5 or days = 1") == R"(("grace" IS NULL AND NULL) OR "days" = 1)");
    CHECK(sql_of("grace < 9223372036854775807") == R"("grace" <= 9223372036854775806)");
    CHECK(sql_of("grace < 9223372036854775808") == R"(("grace" IS NOT NULL OR NULL))");
    CHECK(sql_of("grace > 9223372036854775807") == R"(("grace" IS NULL AND NULL))");
    CHECK(sql_of("days > 9223372036854775807") == "FALSE");
    CHECK(sql_of("days < 9223372036854775808") == "TRUE");
}

TEST_CASE("truth values are columns") {
    CHECK(sql_of("blocked") == R"("blocked")");
    CHECK(sql_of("not vip") == R"(NOT "vip")");
    CHECK(sql_of("vip = false") == R"(NOT "vip")");
    CHECK(sql_of("vip is unknown") == R"("vip" IS NULL)");
    CHECK(sql_of("vip is known") == R"("vip" IS NOT NULL)");
}

TEST_CASE("values of a list are their texts as declared") {
    CHECK(sql_of("tier = \"VIP\"") == R"("tier" = 'Gold')");
    CHECK(sql_of("tier != \"Gold\"") == R"("tier" IN ('Silver', 'Basic'))");
    CHECK(sql_of("tier in (\"Gold\", \"Silver\")") == R"("tier" IN ('Gold', 'Silver'))");
    CHECK(sql_of("level = \"Gold\"") == R"(NULLIF("level", '') = 'Gold')");
    CHECK(sql_of("tier = level") == R"("tier" = NULLIF("level", ''))");
    CHECK(sql_of("level like \"%l%\"") == R"(NULLIF("level", '') IN ('Gold', 'Silver'))");
    CHECK(sql_of("channel != \"phone\"") == R"(NULLIF("channel", '') <> 'phone')");
    CHECK(sql_of("channel in (\"phone\", \"mail\")") == R"(NULLIF("channel", '') IN ('phone', 'mail'))");
    CHECK(sql_of("channel not in (\"phone\", \"mail\")") ==
          R"(NULLIF("channel", '') NOT IN ('phone', 'mail'))");
}

TEST_CASE("a new value of an open list is in no list and in every other") {
    CHECK(sql_of("not channel = \"phone\"") == R"(NULLIF("channel", '') <> 'phone')");
    CHECK(sql_of("channel is unknown") == R"(NULLIF("channel", '') IS NULL)");
}

TEST_CASE("texts are compared byte by byte, and the empty one is null") {
    CHECK(sql_of("town = \"Lima\"") == R"("town" = 'Lima')");
    CHECK(sql_of("city != \"Lima\"") == R"(NULLIF("city", '') <> 'Lima')");
    CHECK(sql_of("city in (\"Lima\", \"O'Higgins\")") == R"(NULLIF("city", '') IN ('Lima', 'O''Higgins'))");
    CHECK(sql_of("town < \"M\"") == R"("town" < 'M')");
    CHECK(sql_of("not town < \"M\"") == R"(NOT ("town" < 'M'))");
    CHECK(sql_of("town < \"M\"", sql_dialect::postgresql) == R"("town" COLLATE "C" < 'M')");
    CHECK(sql_of("town < city", sql_dialect::postgresql) == R"("town" COLLATE "C" < NULLIF("city", ''))");
    CHECK(sql_of("town = city") == R"("town" = NULLIF("city", ''))");
    CHECK(sql_of("city is unknown") == R"(NULLIF("city", '') IS NULL)");
}

TEST_CASE("a pattern escapes in the same way in both dialects") {
    CHECK(sql_of("town like \"L_m%\"") == R"("town" LIKE 'L_m%')");
    CHECK(sql_of("town not like \"50\\\\%\"") == R"("town" NOT LIKE '50!%' ESCAPE '!')");
    CHECK(sql_of("town like \"hey!\"") == R"("town" LIKE 'hey!!' ESCAPE '!')");
    CHECK(sql_of("town like \"a\\\\\\\\b\"") == R"("town" LIKE 'a\b' ESCAPE '!')");
    CHECK(sql_of("town like \"end\\\\\"") == R"("town" LIKE 'end\' ESCAPE '!')");
    CHECK(sql_of("town starts with \"L\"") == R"(starts_with("town", 'L'))");
    CHECK(sql_of("town not starts with \"L\"") == R"(NOT starts_with("town", 'L'))");
}

TEST_CASE("and, or and not keep their parentheses") {
    CHECK(sql_of("days > 30 and (blocked or vip)") == R"("days" > 30 AND ("blocked" OR "vip"))");
    CHECK(sql_of("not (days > 30 and vip)") == R"(NOT ("days" > 30 AND "vip"))");
    CHECK(sql_of("blocked = vip") == R"(("blocked" AND "vip") OR (NOT "blocked" AND NOT "vip"))");
}

TEST_CASE("what does not fit on a line has a line for each part") {
    CHECK(sql_of("(days > 30 and balance > 1000000 and town = \"Santiago de Chile\") or "
                 "(days > 60 and balance > 500000 and town = \"Buenos Aires\")") ==
          R"(("days" > 30 AND "balance" > 1000000.00 AND "town" = 'Santiago de Chile')
OR ("days" > 60 AND "balance" > 500000.00 AND "town" = 'Buenos Aires'))");
}

TEST_CASE("columns of one scale are compared as they are") {
    CHECK(sql_of("balance > limit") == R"("balance" > "limit")");
    CHECK(sql_of("days > grace") == R"("days" > "grace")");
    CHECK(sql_of("paid > due") == R"("paid" > "due")");
    CHECK(sql_of("moment > seen") == R"("moment" > "seen")");
    CHECK(sql_of("days > factor") == R"(CAST("days" AS DECIMAL(18, 0)) > CAST("factor" AS DECIMAL(18, 4)))");
}

TEST_CASE("numbers are computed in decimals of a known width") {
    CHECK(sql_of("days + grace > 30") ==
          R"(CAST("days" AS DECIMAL(18, 0)) + CAST("grace" AS DECIMAL(18, 0)) > 30.0)");
    CHECK(sql_of("balance > 80% * limit") ==
          R"(CAST("balance" AS DECIMAL(18, 2)) > 0.8 * CAST("limit" AS DECIMAL(19, 2)))");
    CHECK(sql_of("balance * rate > 10") ==
          R"(CAST("balance" AS DECIMAL(19, 2)) * (CAST("rate" AS DECIMAL(10, 4)) * 0.01) > 10.0)");
    CHECK(sql_of("abs(balance - limit) > 1") ==
          R"(ABS(CAST("balance" AS DECIMAL(18, 2)) - CAST("limit" AS DECIMAL(18, 2))) > 1.0)");
    CHECK(sql_of("round(balance * 0.333, 1) > 1") ==
          R"(ROUND(CAST("balance" AS DECIMAL(19, 2)) * 0.333, 1) > 1.0)");
    CHECK(sql_of("balance - (limit - 5) > 1") ==
          R"(CAST("balance" AS DECIMAL(18, 2)) - (CAST("limit" AS DECIMAL(18, 2)) - 5.0) > 1.0)");
    CHECK(
        sql_of("-grace * 2 < days") ==
        R"((-CAST("grace" AS DECIMAL(18, 0))) * CAST(2.0 AS DECIMAL(19, 1)) < CAST("days" AS DECIMAL(18, 0)))");
}

TEST_CASE("the largest is known only where all are") {
    CHECK(
        sql_of("max(balance, limit) > 5") ==
        R"(CASE WHEN (CAST("balance" AS DECIMAL(18, 2))) IS NOT NULL AND (CAST("limit" AS DECIMAL(18, 2))) )"
        R"(IS NOT NULL THEN GREATEST(CAST("balance" AS DECIMAL(18, 2)), CAST("limit" AS DECIMAL(18, 2))) )"
        R"(END > 5.0)");
    CHECK(sql_of("coalesce(grace, days) > 5") ==
          R"(COALESCE(CAST("grace" AS DECIMAL(18, 0)), CAST("days" AS DECIMAL(18, 0))) > 5.0)");
    CHECK(sql_of("coalesce(grace, 3) is known") ==
          R"((COALESCE(CAST("grace" AS DECIMAL(18, 0)), 3.0)) IS NOT NULL)");
}

TEST_CASE("days are moved and counted in the calendar of SQL") {
    CHECK(sql_of("paid > due + 3 days") == R"("paid" > "due" + 3)");
    CHECK(sql_of("paid > due - 2 weeks") == R"("paid" > "due" - 14)");
    CHECK(sql_of("paid > due + term") == R"("paid" > "due" + CAST("term" AS INTEGER))");
    CHECK(sql_of("paid > due + 1 month") == R"("paid" > CAST("due" + INTERVAL '1 months' AS DATE))");
    CHECK(sql_of("paid - due > 30 days") == R"("paid" - "due" > 30)");
    CHECK(sql_of("paid - due > term") == R"("paid" - "due" > "term")");
    CHECK(sql_of("day(paid) = 5") == R"(CAST(EXTRACT(DAY FROM "paid") AS DECIMAL(4, 0)) = 5.0)");
    CHECK(sql_of("weekday(paid) in 1..5") == R"(CAST(EXTRACT(ISODOW FROM "paid") AS DECIMAL(4, 0)) >= 1.0)"
                                             "\nAND "
                                             R"(CAST(EXTRACT(ISODOW FROM "paid") AS DECIMAL(4, 0)) <= 5.0)");
    CHECK(sql_of("paid = start_of_month(due)") ==
          R"("paid" = CAST(DATE_TRUNC('month', CAST("due" AS TIMESTAMP)) AS DATE))");
    CHECK(sql_of("date(moment) >= as_of") == "CAST(\"moment\" AS DATE) >= DATE '2026-11-22'");
    CHECK(sql_of("moment + 3 days > seen") == R"("moment" + INTERVAL '3 days' > "seen")");
}

TEST_CASE("a rounded quotient is written in whole numbers") {
    CHECK(sql_of("round(balance / days, 0) > 1") ==
          R"(CAST(SIGN(CAST("balance" AS DECIMAL(18, 2))) * SIGN(CAST("days" AS DECIMAL(18, 0))) * )"
          R"((CAST(ABS(CAST("balance" AS DECIMAL(19, 2))) * 100.0 AS HUGEINT) * 20000000000000000 + )"
          R"(CAST(ABS(CAST("days" AS DECIMAL(18, 0))) AS HUGEINT) * 1000000000000000001) // )"
          R"(NULLIF(CAST(ABS(CAST("days" AS DECIMAL(18, 0))) AS HUGEINT) * 2000000000000000000, 0) )"
          R"(AS DECIMAL(17, 0)) > 1.0)");
}

TEST_CASE("what SQL cannot say exactly is refused with its place") {
    CHECK(refusals_of("sum(debts.amount) > 5") == lines{"T7021: sum(debts.amount)"});
    CHECK(refusals_of("any(debts where open)") == lines{"T7021: any(debts where open)"});
    CHECK(refusals_of("balance / limit > 0.5") == lines{"T7022: balance / limit"});
    CHECK(refusals_of("round(balance / limit, 18) > 0.5") == lines{"T7022: round(balance / limit, 18)"});
    CHECK(refusals_of("balance * fine > 1") == lines{"T7023: balance * fine"});
    CHECK(refusals_of("moment - seen > 3 days") == lines{"T7022: moment - seen"});
    CHECK(refusals_of("moment + term > seen") == lines{"T7024: moment + term"});
}

TEST_CASE("all that cannot be said is told at once") {
    CHECK(refusals_of("balance / limit > 0.5 and count(debts) > 3") ==
          lines{"T7022: balance / limit", "T7021: count(debts)"});
}

TEST_CASE("a segment that doubles at every step is refused before it is written") {
    auto text = fields + "segment s0 = days > 1\n";
    for (int i = 1; i < 40; ++i) {
        auto const before = "s" + std::to_string(i - 1), n = std::to_string(i);
        text += "segment s" + n + " = (" + before + " and days > " + n + ") = (" + before + " or grace > " +
                n + ")\n";
    }
    auto const made = to_sql_condition(prepared(text), "s39");
    CHECK(codes_of(made.diagnostics) == lines{"T7025"});
    CHECK(to_sql_condition(prepared(text), "s5").ok());
}

TEST_CASE("names that differ in capital letters only are for PostgreSQL") {
    auto const with = prepared(
        "policy \"P\" version \"1\" { }\nfield days : integer\nfield Days : integer\n"
        "segment it = days > 1 and Days > 2\n");
    CHECK(codes_of(to_sql_condition(with, "it").diagnostics) == lines{"T7026"});
    CHECK(to_sql_condition(with, "it", sql_dialect::postgresql).value == R"("days" >= 2 AND "Days" >= 3)");
}

TEST_CASE("a name that is no segment is told with the one that is near") {
    auto const made = to_sql(with_segment("days > 1"), "its");
    CHECK(codes_of(made.diagnostics) == lines{"T5007"});
    CHECK(made.diagnostics[0].help == lines{"did you mean `it`?"});
}

TEST_CASE("dialects are found by their names") {
    CHECK(sql_dialect_of("duckdb") == sql_dialect::duckdb);
    CHECK(sql_dialect_of("postgresql") == sql_dialect::postgresql);
    CHECK_FALSE(sql_dialect_of("mysql"));
}
