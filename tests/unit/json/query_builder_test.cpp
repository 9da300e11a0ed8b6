// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Conditions to react-querybuilder's JSON and back: each operator, and what stays text of the language.
#include "unit/json/asked_queries.hpp"

using namespace asked;

TEST_CASE("what the core operators say comes out as rules, and back as it was") {
    struct both {
        std::string condition, rules;
    };
    std::vector<both> const all = {
        {"days = 30", R"({"field": "days", "operator": "=", "value": 30})"},
        {"days != -1", R"({"field": "days", "operator": "!=", "value": -1})"},
        {"days < 30", R"({"field": "days", "operator": "<", "value": 30})"},
        {"days > 30", R"({"field": "days", "operator": ">", "value": 30})"},
        {"score <= 0.10", R"({"field": "score", "operator": "<=", "value": "0.10"})"},
        {"score >= -2.5", R"({"field": "score", "operator": ">=", "value": "-2.5"})"},
        {"balance > BRL 1000.10", R"({"field": "balance", "operator": ">", "value": "1000.10"})"},
        {"share < 12.5%", R"({"field": "share", "operator": "<", "value": "12.5%"})"},
        {"paid >= 2026-11-21", R"({"field": "paid", "operator": ">=", "value": "2026-11-21"})"},
        {"called < 2026-11-21T10:30:00",
         R"({"field": "called", "operator": "<", "value": "2026-11-21T10:30:00"})"},
        {"age > 2 weeks", R"({"field": "age", "operator": ">", "value": "2 weeks"})"},
        {"tier = \"Gold\"", R"({"field": "tier", "operator": "=", "value": "Gold"})"},
        {"name != \"O'R \\\"x\\\"\"", R"({"field": "name", "operator": "!=", "value": "O'R \"x\""})"},
        {"active", R"({"field": "active", "operator": "=", "value": true})"},
        {"not active", R"({"field": "active", "operator": "=", "value": false})"},
        {"blocked != true", R"({"field": "blocked", "operator": "!=", "value": true})"},
        {"name like \"%ana%\"", R"({"field": "name", "operator": "contains", "value": "ana"})"},
        {"name starts with \"ana\"", R"({"field": "name", "operator": "beginsWith", "value": "ana"})"},
        {"name like \"%ana\"", R"({"field": "name", "operator": "endsWith", "value": "ana"})"},
        {"name not like \"%ana%\"", R"({"field": "name", "operator": "doesNotContain", "value": "ana"})"},
        {"name not starts with \"ana\"",
         R"({"field": "name", "operator": "doesNotBeginWith", "value": "ana"})"},
        {"name not like \"%ana\"", R"({"field": "name", "operator": "doesNotEndWith", "value": "ana"})"},
        {"score is unknown", R"({"field": "score", "operator": "null", "value": null})"},
        {"score is known", R"({"field": "score", "operator": "notNull", "value": null})"},
        {"tier in (\"Gold\", \"Basic\")",
         R"({"field": "tier", "operator": "in", "value": ["Gold", "Basic"]})"},
        {"days not in (1, 2)", R"({"field": "days", "operator": "notIn", "value": [1, 2]})"},
        {"days in 30..59", R"({"field": "days", "operator": "between", "value": [30, 59]})"},
        {"paid not in 2026-01-01..2026-01-31",
         R"({"field": "paid", "operator": "notBetween", "value": ["2026-01-01", "2026-01-31"]})"},
        {"balance > limit",
         R"({"field": "balance", "operator": ">", "value": "limit", "valueSource": "field"})"},
        {"score in (days, score)",
         R"({"field": "score", "operator": "in", "value": ["days", "score"], "valueSource": "field"})"},
        {"days in score..days",
         R"({"field": "days", "operator": "between", "value": ["score", "days"], "valueSource": "field"})"},
    };
    for (auto const& one : all) {
        INFO(one.condition);
        CHECK(exported(one.condition) == rule(one.rules));
        CHECK(imported(rule(one.rules)) == one.condition);
    }
}

TEST_CASE("groups nest, and `not` stands on a group") {
    auto const a = R"({"field": "days", "operator": ">", "value": 1})";
    auto const b = R"({"field": "active", "operator": "=", "value": true})";
    auto const c = R"({"field": "code", "operator": "=", "value": "x"})";
    auto const list = [](words const& all) {
        std::string text;
        for (auto const& one : all) text += (text.empty() ? "" : ", ") + one;
        return text;
    };
    std::vector<std::pair<std::string, std::string>> const all = {
        {"days > 1 and active", R"({"combinator": "and", "rules": [)" + list({a, b}) + "]}"},
        {"(days > 1 and active) or code = \"x\"",
         R"({"combinator": "or", "rules": [{"combinator": "and", "rules": [)" + list({a, b}) + "]}, " + c +
             "]}"},
        {"not (days > 1 or active)", R"({"combinator": "or", "not": true, "rules": [)" + list({a, b}) + "]}"},
        {"not days > 1", R"({"combinator": "and", "not": true, "rules": [)" + std::string(a) + "]}"},
        {"true", R"({"combinator": "and", "rules": []})"}};
    for (auto const& [condition, query] : all) {
        INFO(condition);
        CHECK(exported(condition) == query);
        CHECK(imported(query) == condition);
    }
}

TEST_CASE("what has no operator of its own is said with several, or turned round") {
    CHECK(exported("30 < days") == exported("days > 30"));
    CHECK(exported("30 = days") == exported("days = 30"));
    CHECK(exported("tier = \"VIP\"") == exported("tier = \"Gold\""));
    CHECK(exported("balance > 100") == exported("balance > BRL 100"));
    CHECK(exported("score > 80%") == rule(R"({"field": "score", "operator": ">", "value": "0.80"})"));
    CHECK(exported("name like \"ana\"") == exported("name = \"ana\""));
    CHECK(exported("name like \"ana%\"") == exported("name starts with \"ana\""));
    CHECK(imported(exported("days in 1..<5")) == "days >= 1 and days < 5");
    CHECK(imported(exported("days not in 1..<5")) == "days < 1 or days >= 5");
    CHECK(imported(exported("days in 5..1")) == "days >= 5 and days <= 1");
    CHECK(imported(exported("days in (1, 3, 5..7, score)")) ==
          "days in (1, 3) or days in (score) or days in 5..7");
    CHECK(imported(exported("days not in (1, 5..7)")) == "days not in (1) and days not in 5..7");
    CHECK(imported(exported("days in 1..score")) == "days >= 1 and days <= score");
}

TEST_CASE("what the operators cannot say stays text of the language and comes back exactly") {
    for (std::string const condition :
         {"days + 1 > 30", "balance / limit > 10%", "sum(debts.amount) > 100", "paid >= as_of - 30 days",
          "balance < floor", "rate > 100", "name like \"%50\\\\%%\"", "name like \"a_c\"", "name like \"%\"",
          "tier like \"Gold\"", "name starts with \"a_\"", "false", "active = (days > 1)",
          "coalesce(score, 0) in (1, 2)", "days in (1, days + 1)", "share > score"}) {
        INFO(condition);
        auto const made = exported(condition);
        CHECK(made.starts_with(
            R"({"combinator": "and", "rules": [{"field": "$expr", "operator": "=", "value": )"));
        CHECK(imported(made) == condition);
    }
    CHECK(
        exported("not true") ==
        R"({"combinator": "and", "not": true, "rules": [{"field": "$expr", "operator": "=", "value": "true"}]})");
    CHECK(imported(exported("days > 1 and (balance / 2 > 7 or active)")) ==
          "days > 1 and (balance / 2 > 7 or active)");
}

TEST_CASE("numbers are as exact in JSON as in the policy") {
    CHECK(exported("score = 9007199254740991") ==
          rule(R"({"field": "score", "operator": "=", "value": 9007199254740991})"));
    CHECK(exported("score = 9007199254740993") ==
          rule(R"({"field": "score", "operator": "=", "value": "9007199254740993"})"));
    CHECK(of_rule(R"("field": "score", "operator": "=", "value": 0.100000000000000005)") ==
          "score = 0.100000000000000005");
    CHECK(of_rule(R"("field": "balance", "operator": "=", "value": 1e3)") == "balance = BRL 1000");
    CHECK(of_rule(R"("field": "score", "operator": "=", "value": " 30 ")") == "score = 30");
}

TEST_CASE("segments used by name are written out, those that depend on the day are not") {
    auto const policy = with(R"(segment late = days > 30
segment calm = not late or active
segment old from 2020-01-01 until 2020-12-31 = days > 1
segment s = calm and late and not old
segment n = not late and not calm
)");
    CHECK(
        to_query_builder(policy, "s").value ==
        R"({"combinator": "and", "rules": [{"combinator": "or", "rules": [)"
        R"({"combinator": "and", "not": true, "rules": [)"
        R"({"field": "days", "operator": ">", "value": 30}]}, {"field": "active", "operator": "=", "value": true}]}, )"
        R"({"field": "days", "operator": ">", "value": 30}, {"combinator": "and", "not": true, "rules": [)"
        R"({"field": "$expr", "operator": "=", "value": "old"}]}]})");
    auto const back = from_query_builder(to_query_builder(policy, "s").value, policy, {"s", language::en});
    REQUIRE(back.ok());
    CHECK(load(back.value).ok());
    CHECK(back.value.find("segment old from 2020-01-01 until 2020-12-31 = days > 1") != std::string::npos);
    CHECK(back.value.find("segment late") == std::string::npos);
    CHECK(condition_in(back.value) == "(not days > 30 or active) and days > 30 and not old");
    CHECK(to_query_builder(policy, "n").value.find(R"({"combinator": "or", "not": true, "rules": [)") !=
          std::string::npos);
}

TEST_CASE("what a policy is asked for by name has to be there, in one version") {
    auto const policy = with(
        "segment late until 2025-12-31 = days > 30\nsegment late from 2026-01-01 = days > 60\nsegment early "
        "= active");
    CHECK(told(to_query_builder(policy, "lat")) == words{"T5007 the policy has no segment `lat` | did you "
                                                         "mean \"late\"? | the segments are: late, early"});
    CHECK(told(to_query_builder(policy, "late")) == words{"T7041 segment `late` has 2 versions | a query has "
                                                          "no days: name a day on which the version that is "
                                                          "meant holds"});
    CHECK(to_query_builder(policy, "late", date{19000}).value ==
          rule(R"({"field": "days", "operator": ">", "value": 30})"));
    CHECK(to_query_builder(policy, "late", to_date({2026, 1, 1})).value ==
          rule(R"({"field": "days", "operator": ">", "value": 60})"));
}

TEST_CASE("the words of an opaque rule are those of the policy's language") {
    auto const loaded =
        load("tramo 1 es\ncampo dias : entero\ncampo x : logico\nsegmento s = dias + 1 > 30 o x");
    REQUIRE(loaded.ok());
    auto const made = to_query_builder(loaded.value, "s");
    CHECK(made.value ==
          R"({"combinator": "or", "rules": [{"field": "$expr", "operator": "=", "value": "dias + 1 > 30", )"
          R"("language": "es"}, )"
          R"({"field": "x", "operator": "=", "value": true}]})");
    auto const opaque_es =
        R"({"combinator": "and", "rules": [{"field": "$expr", "operator": "=", "value": "no x", "language": "es"}]})";
    CHECK(condition_in(from_query_builder(opaque_es, loaded.value).value) == "not x");
    CHECK(from_query_builder(made.value, loaded.value, {"s", language::es}).value ==
          "tramo 1 es\n\ncampo dias : entero\ncampo x : lógico\n\nsegmento s = dias + 1 > 30 o x\n");
}
