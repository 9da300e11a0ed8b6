// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Queries of react-querybuilder as others write them, and each refusal to the character.
#include "unit/json/asked_queries.hpp"

using namespace asked;

namespace {

std::string const fields_of_head =
    "the fields are: account, tier, mood, days, score, balance, limit, share, paid, called, age, name, code, "
    "active, "
    "blocked, floor";

std::string flat(std::string const& rules) {
    return "{\"rules\": [" + rules + "]}";
}
std::string const a = R"({"field": "active", "operator": "=", "value": true})";
std::string const b = R"({"field": "blocked", "operator": "=", "value": true})";
std::string const c = R"({"field": "code", "operator": "=", "value": "x"})";

}  // namespace

TEST_CASE("in flat lists `and` binds tighter, and a mix draws the warning that a text would draw") {
    auto const query = flat(a + ", \"and\", " + b + ", \"or\", " + c);
    CHECK(imported(query) == "(active and blocked) or code = \"x\"");
    CHECK(
        told_of(query) ==
        words{"T4001 /rules: `and` and `or` are mixed without parentheses | `and` binds tighter than `or` | "
              "it is read as: (active and blocked) or code = \"x\""});
    CHECK(imported(flat(c + ", \"or\", " + a + ", \"and\", " + b)) == "code = \"x\" or (active and blocked)");
    CHECK(told_of(flat(a + ", \"and\", " + b + ", \"and\", " + c)).empty());
    CHECK(told_of(flat(a)).empty());
    CHECK(imported(R"({"not": true, "rules": [)" + a + ", \"or\", " + b + "]}") == "not (active or blocked)");
    auto const inner = flat(a + ", \"or\", " + flat(b + ", \"and\", " + c + ", \"or\", " + a));
    CHECK(told_of(inner).at(0).starts_with("T4001 /rules/2/rules: "));
    CHECK(told_of(flat(a + ", \"xor\", " + b + ", \"and\", " + c)).at(0) ==
          "T4001 /rules: `and` and `xor` are mixed without parentheses | `and` binds tighter than `xor` | it "
          "is read as: "
          "(active and not (blocked and code = \"x\")) or (not active and blocked and code = \"x\")");
}

TEST_CASE("the reading of a mixed list is said in the words of the policy's language") {
    auto const made = from_query_builder(flat(a + ", \"and\", " + b + ", \"or\", " + c),
                                         with("segment s = active"), {"s", language::es});
    CHECK(told(made).at(0).ends_with("it is read as: (active y blocked) o code = \"x\""));
}

TEST_CASE("both shapes of several values are read") {
    CHECK(of_rule(R"("field": "days", "operator": "between", "value": "30,59")") == "days in 30..59");
    CHECK(of_rule(R"("field": "days", "operator": "between", "value": [30, 59])") == "days in 30..59");
    CHECK(of_rule(R"("field": "days", "operator": "between", "value": ["30", "59"])") == "days in 30..59");
    CHECK(of_rule(R"("field": "days", "operator": "in", "value": "1, 2")") == "days in (1, 2)");
    CHECK(of_rule(R"("field": "days", "operator": "in", "value": 1)") == "days in (1)");
    CHECK(of_rule(R"("field": "name", "operator": "in", "value": "a\\,b, c")") == "name in (\"a,b\", \"c\")");
    CHECK(of_rule(R"("field": "name", "operator": "in", "value": ["a,b", " c"])") ==
          "name in (\"a,b\", \" c\")");
    CHECK(
        of_rule(R"("field": "days", "operator": "between", "value": "score,days", "valueSource": "field")") ==
        "days in score..days");
}

TEST_CASE("values are read by the type of their field") {
    CHECK(of_rule(R"("field": "blocked", "operator": "=", "value": "false")") == "not blocked");
    CHECK(of_rule(R"("field": "balance", "operator": ">=", "value": "-1000.10")") ==
          "balance >= -BRL 1000.10");
    CHECK(of_rule(R"("field": "share", "operator": "<", "value": "-12.50 %")") == "share < -12.50%");
    CHECK(of_rule(R"("field": "called", "operator": "<", "value": "2026-11-21T10:30")") ==
          "called < 2026-11-21T10:30:00");
    CHECK(of_rule(R"("field": "age", "operator": ">", "value": "30 días")") == "age > 30 days");
    CHECK(of_rule(R"("field": "tier", "operator": "in", "value": "vip, SILVER")") ==
          "tier in (\"Gold\", \"Silver\")");
    CHECK(of_rule(R"("field": "name", "operator": "contains", "value": "50%_\\")") ==
          "name like \"%50\\\\%\\\\_\\\\\\\\%\"");
    CHECK(of_rule(R"("field": "balance", "operator": "<", "value": "floor", "valueSource": "field")") ==
          "balance < floor");
    CHECK(of_rule(R"("field": "floor", "operator": "<", "value": 7)") == "floor < BRL 7");
}

TEST_CASE("what only an editor needs is passed over, what is locked counts, what is muted does not") {
    auto const query = R"({"id": "g", "path": [], "combinator": "and", "rules": [
      {"id": "r", "path": [0], "meta": {}, "disabled": true, "field": "active", "operator": "=", "value": true},
      {"field": "days", "operator": "=", "value": 1, "muted": true},
      {"field": "~", "operator": "=", "value": ""},
      {"field": "days", "operator": "~", "value": ""},
      {"combinator": "or", "muted": true, "rules": []},
      {"field": "blocked", "operator": "=", "value": true, "colour": "red"}]})";
    CHECK(imported(query) == "active and blocked");
    CHECK(
        told_of(query) ==
        words{
            "T7051 /rules/1: the rule is muted: it is left out, as react-querybuilder's own exports do",
            "T7051 /rules/2: no field is chosen yet: it is left out, as react-querybuilder's own exports do",
            "T7051 /rules/3: no operator is chosen yet: it is left out, as react-querybuilder's own exports "
            "do",
            "T7051 /rules/4: the group is muted: it is left out, as react-querybuilder's own exports do",
            "T7053 /rules/5/colour: the member \"colour\" says nothing to a policy: it is left out"});
}

TEST_CASE("a group without rules is true, and its contrary is refused") {
    CHECK(imported(R"({"combinator": "and", "rules": []})") == "true");
    CHECK(imported(flat("")) == "true");
    CHECK(told_of(R"({"combinator": "or", "rules": [)" + a + R"(, {"combinator": "and", "rules": []}]})") ==
          words{"T7052 /rules/1: the group has no rules: it is read as true | react-querybuilder writes it "
                "as 1 = 1 in "
                "SQL; remove the group if that is not meant"});
    CHECK(told_of(R"({"combinator": "and", "not": true, "rules": []})") ==
          words{"T7047 the query: the contrary of a group without rules | it is true to some readers of "
                "react-querybuilder and false to others | remove the group, or give it a rule"});
    CHECK(told_of(R"({"combinator": "and", "muted": true, "rules": []})").at(1) ==
          "T7047 the query: nothing is left of the query | take \"muted\" off the outermost group");
}

TEST_CASE("`xor` of two is written out, of more it is refused") {
    CHECK(imported(R"({"combinator": "xor", "rules": [)" + a + ", " + b + "]}") ==
          "(active and not blocked) or (not active and blocked)");
    CHECK(imported(R"({"combinator": "xor", "rules": [)" + a + "]}") == "active");
    CHECK(told_of(R"({"combinator": "xor", "rules": [)" + a + ", " + b + ", " + c + "]}") ==
          words{"T7047 the query: \"xor\" joins 3 rules | some readers take it as an odd number of them, "
                "others as "
                "exactly one | put two and two into groups"});
}

TEST_CASE("all mistakes of a query are told, each with its pointer and how to mend it") {
    CHECK(told_of(R"({"combinator": "and", "rules": [
      {"field": "dayz", "operator": ">", "value": 1},
      {"field": "days", "operator": "notnull"},
      {"combinator": "or", "rules": [{"field": "tier", "operator": "<", "value": "Gold"},
                                     {"field": "tier", "operator": "=", "value": "Golt"}]}]})") ==
          words{"T7043 /rules/0/field: unknown field \"dayz\" | did you mean \"days\"? | " + fields_of_head,
                "T7044 /rules/1/operator: unknown operator \"notnull\" | did you mean \"notNull\"? | the "
                "operators are: =, "
                "!=, <, >, <=, >=, null, notNull, in, notIn, between, notBetween",
                "T7044 /rules/2/rules/0/operator: the operator \"<\" does not suit \"tier\", one of a list "
                "of values | "
                "the operators are: =, !=, contains, beginsWith, endsWith, doesNotContain, doesNotBeginWith, "
                "doesNotEndWith, null, notNull, in, notIn",
                "T7045 /rules/2/rules/1/value: \"Golt\" is not a value of \"tier\" | did you mean \"Gold\"? "
                "| the values "
                "are: Gold, Silver, Basic"});
}

TEST_CASE("a value of the wrong type is refused") {
    std::vector<std::pair<std::string, std::string>> const all = {
        {R"("field": "days", "operator": "=", "value": "soon")",
         "T7045 /rules/0/value: expected a number, found \"soon\" | write it with a point as decimal sign "
         "and nothing "
         "else: 1000.50"},
        {R"("field": "balance", "operator": "=", "value": true)",
         "T7045 /rules/0/value: expected an amount, found true"},
        {R"("field": "score", "operator": "=", "value": 0.1234567890123456789)",
         "T7045 /rules/0/value: the number 0.1234567890123456789 is too long | at most 38 digits, 18 of them "
         "decimals"},
        {R"("field": "share", "operator": "=", "value": 12.5)",
         "T7045 /rules/0/value: expected a percentage, found 12.5 | write it in quotes with its sign, such "
         "as "
         "\"12.5%\": a bare number may mean percent or the share"},
        {R"("field": "paid", "operator": "=", "value": "21/11/2026")",
         "T7045 /rules/0/value: expected a day, found \"21/11/2026\" | write it such as \"2026-11-21\""},
        {R"("field": "called", "operator": "=", "value": "2026-11-21T10:30:00Z")",
         "T7045 /rules/0/value: expected a moment on the clock of the policy's zone, found "
         "\"2026-11-21T10:30:00Z\" | "
         "write it such as \"2026-11-21T10:30\", without a zone"},
        {R"("field": "age", "operator": "=", "value": 30)",
         "T7045 /rules/0/value: expected a length of time, found 30 | write it in quotes with its unit, such "
         "as \"30 "
         "days\""},
        {R"("field": "code", "operator": "=", "value": 10)",
         "T7045 /rules/0/value: expected a text, found 10 | put it in quotes: \"10\""},
        {R"("field": "code", "operator": "=", "value": "a\u0001")",
         "T7045 /rules/0/value: expected a text without control characters, found \"a\u0001\""},
        {R"("field": "active", "operator": "=", "value": 1)",
         "T7045 /rules/0/value: expected true or false, found 1"},
        {R"("field": "tier", "operator": "=", "value": 1)",
         "T7045 /rules/0/value: expected one of a list of values, found 1"},
        {R"("field": "days", "operator": "=", "value": [1])",
         "T7045 /rules/0/value: expected one value, found a list"},
        {R"("field": "days", "operator": "=", "value": null)",
         "T7045 /rules/0/value: nothing is equal to null | ask whether there is a value with the operator "
         "null or "
         "notNull"},
        {R"("field": "days", "operator": "=", "value": "paid", "valueSource": "field")",
         "T7045 /rules/0/value: \"days\", a whole number, cannot be compared with \"paid\", a date"},
        {R"("field": "days", "operator": "=", "value": 1, "valueSource": "field")",
         "T7045 /rules/0/value: expected the name of a field, found 1"},
    };
    for (auto const& [members, message] : all) CHECK(told_of_rule(members) == words{message});
}

TEST_CASE("too few and too many values are refused") {
    std::vector<std::pair<std::string, std::string>> const all = {
        {R"("field": "days", "operator": "between", "value": [30])",
         "T7046 /rules/0/value: \"between\" takes two values, found 1 | write the lower and the upper bound: "
         "[30, 59] or "
         "\"30,59\""},
        {R"("field": "days", "operator": "between", "value": "1,2,3")",
         "T7046 /rules/0/value: \"between\" takes two values, found 3 | write the lower and the upper bound: "
         "[30, 59] or "
         "\"30,59\""},
        {R"("field": "days", "operator": "notBetween", "value": [59, 30])",
         "T7046 /rules/0/value: the range ends before it begins | write the smaller bound first: some "
         "readers swap the "
         "two, others find nobody"},
        {R"("field": "days", "operator": "in", "value": "")",
         "T7046 /rules/0/value: the list has no values | react-querybuilder's own exports leave such a rule "
         "out; add a "
         "value or remove it"},
        {R"("field": "days", "operator": "=")",
         "T7046 /rules/0: the value is missing | add the member \"value\""},
    };
    for (auto const& [members, message] : all) CHECK(told_of_rule(members) == words{message});
}

TEST_CASE("what is beyond the core, or no query, is refused") {
    std::vector<std::pair<std::string, std::string>> const all = {
        {R"([])",
         "T7042 the query: expected a group, found a list | a group is {\"combinator\": \"and\", \"rules\": "
         "[…]}"},
        {R"({"combinator": "and"})",
         "T7042 the query: the member \"rules\" is missing | a group is {\"combinator\": \"and\", \"rules\": "
         "[…]}"},
        {R"({"combinator": "and", "rules": 7})",
         "T7042 /rules: expected a list, found 7 | a group is {\"combinator\": \"and\", \"rules\": […]}"},
        {R"({"combinator": "nand", "rules": []})",
         "T7047 /combinator: expected and, or or xor, found \"nand\" | did you mean \"and\"? | the "
         "combinators are: and, "
         "or, xor"},
        {R"({"combinator": "and", "rules": ["and"]})",
         "T7042 /rules/0: expected a rule or a group, found \"and\" | a rule is {\"field\": …, \"operator\": "
         "…, "
         "\"value\": …}"},
        {R"({"combinator": "and", "not": 1, "rules": [)" + a + "]}",
         "T7042 /not: expected true or false, found 1"},
        {flat(a + ", \"and\""), "T7047 /rules: the list ends with a combinator | remove it, or add a rule"},
        {flat(a + ", " + b),
         "T7047 /rules/1: expected and, or or xor between two rules, found an object | a group has a member "
         "\"combinator\", or such a word between each two rules"},
        {rule(R"({"operator": "=", "value": 1})"),
         "T7042 /rules/0: the member \"field\" is missing | a rule has field, operator and value; a group "
         "has rules"},
        {rule(R"({"field": "days", "operator": 7, "value": 1})"),
         "T7042 /rules/0/operator: expected a text, found 7"},
        {rule(R"({"field": "days", "operator": "=", "value": 1, "valueSource": "moon"})"),
         "T7042 /rules/0/valueSource: expected \"value\" or \"field\", found \"moon\""},
        {rule(R"({"field": "days", "operator": "=", "value": 1, "match": {"mode": "all"}})"),
         "T7048 /rules/0/match: the member \"match\" is beyond the core | say it in a rule of the field "
         "$expr, as text "
         "of the language"},
        {rule(R"({"field": "paid", "operator": "<", "value": {"mode": "relative"}})"),
         "T7048 /rules/0/value: relative days are not read | write the day, such as \"2026-11-21\" | or say "
         "it in a rule "
         "of the field $expr: day >= as_of - 30 days"},
        {rule(R"({"field": "code", "operator": "contains", "value": "name", "valueSource": "field"})"),
         "T7044 /rules/0/value: texts are matched with a text written out, not with another field | choose "
         "the value "
         "source \"value\""},
        {rule(R"({"field": "$expr", "operator": "!=", "value": "active"})"),
         "T7049 /rules/0: a rule of the field $expr has the operator \"=\" and a text as its value | write "
         "the condition "
         "as its value: \"balance / limit > 10%\""},
        {rule(R"({"field": "$expr", "operator": "=", "value": "active", "language": "fr"})"),
         "T7049 /rules/0/language: there is no language \"fr\" | the languages are: en, es, pt"},
        {R"({"rules": [}})",
         "T7042 the query: the JSON cannot be read at line 1, column 12: "
         "unexpected "
         "'}'; expected '[', '{', or a literal"},
        {R"({"rules": [], "rules": []})",
         "T7042 the query: the JSON cannot be read at line 1, column 27: the key \"rules\" stands twice in "
         "one object; "
         "keep one"},
    };
    for (auto const& [query, message] : all) CHECK(told_of(query) == words{message});
    std::string deep;
    for (int i = 0; i < 600; ++i) deep += "{\"rules\":[";
    CHECK(told_of(deep).at(0).ends_with("lists and objects are nested more than 1,000 deep"));
    CHECK(told_of_rule(R"("field": "$expr", "operator": "=", "value": "days >")")
              .at(0)
              .starts_with("T7049 /rules/0/value: expected"));
}

TEST_CASE("what an opaque rule names comes along from the policy") {
    auto const query =
        rule(R"({"field": "$expr", "operator": "=", "value": "rate > 100 or sum(debts.amount) > floor"})");
    auto const made = from_query_builder(query, with("segment s = active\nsegment other = rate > 5"), {});
    REQUIRE(made.ok());
    CHECK(made.value.find("value rate = balance / 7") != std::string::npos);
    CHECK(made.value.find("segment other") == std::string::npos);
    CHECK(made.value.ends_with("\nsegment imported = rate > 100 or sum(debts.amount) > floor\n"));
    auto const without = from_query_builder(rule(a), with("segment s = active"), {});
    CHECK(without.value.find("value rate") == std::string::npos);
}
