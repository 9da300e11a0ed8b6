// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// The query around a condition: whose it is, which rows are guarded against, and names from strangers.
#include <catch2/catch.hpp>

#include <tramo/export/sql.hpp>

#include "unit/policy/portfolio.hpp"

using namespace tramo;
using namespace tramo::testing;

namespace {

std::string query(std::string const& policy, std::string const& segment, sql_options const& options = {},
                  question const& asked = {}) {
    auto const made = to_sql(prepared(policy, asked), segment, options);
    INFO(render(made.diagnostics, source("")));
    REQUIRE(made.ok());
    return made.value;
}

/// What stands behind the comment.
std::string body(std::string const& sql) {
    return sql.substr(sql.find("\nSELECT") + 1);
}

}  // namespace

TEST_CASE("a query says whose it is and what it expects of its table") {
    CHECK(query(R"(policy "Arrears" version "7" { currency BRL }
field account : text key
field tier    : one of "Gold", "Silver" open optional
field days    : integer
field balance : money
field rate    : percent optional
field town    : text optional
parameter least : money = 50
segment heavy "Heavy" version "2" id "R-7" = (days > 30 or rate > 2%) and balance > least and tier = "Gold"
segment other = town = "Lima" and days > 1
)",
                "heavy", {sql_dialect::duckdb, "accounts", "\"account\""},
                on("2026-11-22", {{"least", "10.5"}})) == R"(-- policy "Arrears" version "7", in BRL
-- segment heavy "Heavy" version "2" rule R-7
-- as of 2026-11-22
-- parameter least = 10.50
-- columns, texts in NFC, empty meaning null:
--   "account" VARCHAR, not null
--   "tier" VARCHAR: 'Gold', 'Silver' and others
--   "days" BIGINT, not null
--   "balance" DECIMAL(18, 2), not null
--   "rate" DECIMAL(10, 4), percent points
SELECT "account"
FROM "accounts"
WHERE
    ("days" > 30 OR "rate" > 2.0000)
    AND "balance" > 10.50
    AND NULLIF("tier", '') = 'Gold'
    AND CAST("account" AS VARCHAR) <> ''
    AND "days" IS NOT NULL
    AND "balance" IS NOT NULL
)");
}

TEST_CASE("a segment that is not active selects nothing") {
    auto const sql = query(
        "policy \"P\" version \"1\" { }\nfield days : integer\n"
        "segment it inactive = days > 1\n",
        "it");
    CHECK(body(sql) == "SELECT *\nFROM \"accounts\"\nWHERE\n    FALSE\n");
    CHECK(sql.find("not active, so it holds for nobody") != std::string::npos);
}

TEST_CASE("rows whose days leave the calendar are not selected") {
    auto const sql = query(
        "policy \"P\" version \"1\" { }\nfield due : date optional\nfield paid : date optional\n"
        "segment late = paid > due + 3 days\n",
        "late");
    CHECK(body(sql) == R"(SELECT *
FROM "accounts"
WHERE
    "paid" > "due" + 3
    AND ("due" + 3 BETWEEN DATE '0001-01-01' AND DATE '9999-12-31') IS NOT FALSE
)");
}

TEST_CASE("a table may be called as it likes") {
    std::string const policy =
        "policy \"P\" version \"1\" { }\nfield days : integer\nsegment it = days > 1\n";
    auto const from = [&](std::string const& table) {
        auto const sql = body(query(policy, "it", {sql_dialect::postgresql, table, "*"}));
        return sql.substr(9, sql.find("\nWHERE") - 9);
    };
    CHECK(from("accounts") == R"(FROM "accounts")");
    CHECK(from("crm.accounts") == R"(FROM "crm"."accounts")");
    CHECK(from("crm.\"a.b\"") == R"(FROM "crm"."a.b")");
    CHECK(from("a\"; drop table b") == R"(FROM "a""; drop table b")");
    CHECK(from("\"a\"\"b\"") == R"(FROM "a""b")");
}

TEST_CASE("no name and no text ends the comment or its quotes") {
    auto const sql = query(
        "policy \"P\\nDROP TABLE a; --\" version \"1\" { }\nfield `a\"b` : text optional\n"
        "segment it \"It\\nDROP\" = `a\"b` = \"x'; DROP TABLE a; --\"\n",
        "it");
    CHECK(sql.find("\nDROP") == std::string::npos);
    CHECK(sql.find(R"("a""b")") != std::string::npos);
    CHECK(sql.find(R"('x''; DROP TABLE a; --')") != std::string::npos);
}

TEST_CASE("columns made from events are read by their names") {
    auto const sql = query(R"(policy "P" version "1" { zone "UTC" }
field client : text key
log { account id  happened at }
event call from kind = "call" { field result : text }
alert problem { state open orange  on call => open }
segment it = alert.problem = open
)",
                           "it", {}, on("2026-11-22"));
    CHECK(sql.find(R"("alert.problem")") != std::string::npos);
}
