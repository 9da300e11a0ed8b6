// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Holds a checked program to its policy: order, versions, periods, parameters, and sizes far beyond any
// policy's.
#include <catch2/catch.hpp>

#include <chrono>
#include <map>

#include "unit/check/checked_policy.hpp"

using tramo::decimal;
using tramo::value;
using tramo::testing::checked_policy;
using tramo::testing::definition_named;
using tramo::testing::read_policy;

namespace {

using codes = std::vector<std::string>;

checked_policy read(std::string const& text) {
    return read_policy("tramo 1 en\n" + text + "\n");
}

tramo::parameter parameter_of(std::string const& text) {
    auto const policy =
        read("policy \"p\" { currency BRL }\nfield i : integer\n" + text + "\nsegment s = i > 3");
    INFO(policy.rendering());
    REQUIRE(policy.policy.parameters.size() == 1);
    return policy.policy.parameters[0];
}

/// Where each definition stands in the order.
std::map<std::string, std::size_t> places(tramo::program const& policy) {
    std::map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < policy.order.size(); ++i) at[policy.definitions[policy.order[i]].name] = i;
    return at;
}

template <class Make>
std::string lines(int count, Make make) {
    std::string all;
    for (int i = 0; i < count; ++i) all += make(i) + "\n";
    return all;
}

/// Generous: optimised code on an idle machine needs about a tenth, and quadratic code would need minutes.
void within_seconds(double limit, std::string const& text, codes const& due) {
    auto const start = std::chrono::steady_clock::now();
    auto const policy = read(text);
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - start;
    auto found = policy.codes();
    if (found.size() > due.size()) found.resize(due.size() + 1);
    CHECK(found == due);
    CHECK(took.count() < limit);
}

}  // namespace

TEST_CASE("each definition comes after those it uses, in whatever order they are written") {
    auto const policy = read(
        "field i : integer\nsegment a = b and c\nvalue d = i * 2\nsegment b = c or d > 3\n"
        "segment c = i > 1");
    CHECK(policy.rendering() == "");
    auto const at = places(policy.policy);
    REQUIRE(at.size() == 4);
    CHECK(at.at("c") < at.at("b"));
    CHECK(at.at("d") < at.at("b"));
    CHECK(at.at("b") < at.at("a"));
    CHECK(policy.policy.definitions[0].name == "a");
}

TEST_CASE("a cycle is reported once with its way round, and what uses it is not") {
    auto const policy =
        read("field i : integer\nsegment a = b or i > 1\nsegment b = c\nsegment c = a\nsegment d = a and c");
    REQUIRE(policy.codes() == codes{"T3003"});
    CHECK(policy.found[0].message == "`a` needs itself: a → b → c → a");
    CHECK(policy.found[0].labels.size() == 3);
}

TEST_CASE("two cycles are two mistakes") {
    CHECK(read("segment a = b\nsegment b = a\nsegment c = d\nsegment d = c").codes() ==
          codes{"T3003", "T3003"});
}

TEST_CASE("a mistake inside a cycle is reported beside it") {
    CHECK(read("field i : integer\nsegment a = b or nothing > 3\nsegment b = a or i = \"x\"").codes() ==
          codes{"T3003", "T3001", "T2031"});
}

TEST_CASE("a segment that is unknown where its fields are makes those that use it unknown") {
    auto const policy =
        read("field o : integer optional\nsegment a = o > 3\nsegment b = not a\nsegment c = b is known");
    CHECK(definition_named(policy.policy, "b").may_be_unknown);
    CHECK_FALSE(definition_named(policy.policy, "c").may_be_unknown);
}

TEST_CASE("versions of a segment stay together, and may be unknown when one of them is") {
    auto const policy = read(
        "field i : integer\nfield o : integer optional\n"
        "segment s version \"1\" id \"R-1\" until 2026-06-30 = i > 3\n"
        "segment s version \"2\" from 2026-07-01 = o > 3\nsegment t = i > 9");
    CHECK(policy.rendering() == "");
    REQUIRE(policy.policy.definitions.size() == 2);
    auto const& both = policy.policy.definitions[0];
    REQUIRE(both.versions.size() == 2);
    CHECK(both.may_be_unknown);
    CHECK(both.versions[0].version == "1");
    CHECK(both.versions[0].rule_id == "R-1");
    CHECK(both.versions[1].rule_id == "s");
    CHECK(policy.policy.reads_as_of);
}

TEST_CASE("both days of a period belong to it") {
    auto const policy = read("field i : integer\nsegment s from 2026-01-01 until 2026-01-31 = i > 3");
    auto const& period = policy.policy.definitions[0].versions[0].period;
    auto const holds = [&](char const* day) { return period.holds_on(*tramo::parse_date(day)); };
    CHECK_FALSE(holds("2025-12-31"));
    CHECK(holds("2026-01-01"));
    CHECK(holds("2026-01-31"));
    CHECK_FALSE(holds("2026-02-01"));
}

TEST_CASE("versions may touch but not overlap, and inactive ones count for nothing") {
    auto const codes_of = [](std::string const& a, std::string const& b, std::string const& c = "") {
        return read("field i : integer\nsegment s " + a + " = i > 1\nsegment s " + b + " = i > 2\n" +
                    (c.empty() ? "" : "segment s " + c + " = i > 3"))
            .codes();
    };
    CHECK(codes_of("until 2026-01-31", "from 2026-02-01").empty());
    CHECK(codes_of("from 2026-02-01", "until 2026-01-31").empty());
    CHECK(codes_of("until 2026-01-31", "from 2026-01-31") == codes{"T4005"});
    CHECK(codes_of("from 2026-01-31", "from 2026-05-31") == codes{"T4005"});
    CHECK(codes_of("", "from 2026-05-31") == codes{"T4005"});
    CHECK(codes_of("from 2026-01-31", "from 2026-05-31 inactive").empty());
    CHECK(codes_of("from 2026-01-01 until 2026-12-31", "from 2026-03-01 until 2026-03-31",
                   "from 2026-05-01 until 2026-05-31") == codes{"T4005", "T4005"});
    CHECK(codes_of("until 2026-01-31", "from 2026-02-01 until 2026-02-28", "from 2026-03-01").empty());
    CHECK(codes_of("from 2026-03-01 until 2026-01-31", "from 2026-01-01") == codes{"T4006"});
    CHECK(codes_of("", "") == codes{"T3002"});
}

TEST_CASE("versions of a strategy are held to the same, each overlap reported once") {
    auto const policy = read(
        "strategy z from 2026-01-01 { rest r }\nstrategy z from 2026-02-01 until 2026-02-28 { rest r }\n"
        "strategy z from 2027-01-01 { rest r }\nstrategy y { rest r }");
    CHECK(policy.codes() == codes{"T4005", "T4005"});
    REQUIRE(policy.policy.strategies.size() == 2);
    CHECK(policy.policy.strategies[0].versions.size() == 3);
}

TEST_CASE("a queue has the id it declares, else its strategy's name and its own") {
    auto const policy = read(
        "field i : integer\nstrategy z {\n queue a id \"R-7\" if i > 3\n queue b \"B\" if i > 1\n rest r\n}");
    CHECK(policy.rendering() == "");
    auto const& queues = policy.policy.strategies[0].versions[0].queues;
    REQUIRE(queues.size() == 3);
    CHECK(queues[0].rule_id == "R-7");
    CHECK(queues[1].rule_id == "z.b");
    CHECK(queues[1].label == "B");
    CHECK(queues[2].rule_id == "z.r");
    CHECK(queues[2].condition.what == tramo::operation::invalid);
}

TEST_CASE("a policy reads the day of the question only where it says so") {
    CHECK_FALSE(read("field i : integer\nsegment s = i > 3").policy.reads_as_of);
    CHECK(read("field d : date\nsegment s = d < as_of").policy.reads_as_of);
    CHECK(
        read("field i : integer\nstrategy z { queue a from 2026-01-01 if i > 3 rest r }").policy.reads_as_of);
    CHECK(read("collection c { field d : date }\nsegment s = any(c where d < as_of)").policy.reads_as_of);
}

TEST_CASE("the heading, the key and the fields are taken over") {
    auto const policy =
        read(
            "policy \"Retail\" version \"2\" { currency PYG zone \"America/Asuncion\" }\n"
            "field i : integer \"Days\"\nfield k : text key valid cl_rut\nfield m : money optional\n"
            "collection c \"Debts\" { field a : percent }\nsegment s = i > 3")
            .policy;
    CHECK(policy.title == "Retail");
    CHECK(policy.version == "2");
    CHECK(policy.zone == "America/Asuncion");
    CHECK(policy.key == 1);
    REQUIRE(policy.fields.fields.size() == 3);
    CHECK(policy.fields.fields[0].label == "Days");
    CHECK(policy.fields.fields[1].valid.tax_id.has_value());
    CHECK(policy.fields.fields[2].type.currency == "PYG");
    CHECK(policy.fields.fields[2].type.scale == 0);
    REQUIRE(policy.fields.collections.size() == 1);
    CHECK(policy.fields.collections[0].fields[0].type.scale == 6);
}

TEST_CASE("every expression of a program has a number of its own") {
    auto const policy = read(
        "field i : integer\nsegment a = i in (1, 2..3) and not (i + 2 > 5)\nstrategy z { queue q if a rest r "
        "}");
    std::vector<bool> seen(policy.policy.expression_count);
    auto const visit = [&](auto const& self, tramo::typed_expression const& one) -> void {
        REQUIRE(one.id < seen.size());
        CHECK_FALSE(seen[one.id]);
        seen[one.id] = true;
        for (auto const& part : one.operands) self(self, part);
    };
    visit(visit, policy.policy.definitions[0].versions[0].meaning);
    visit(visit, policy.policy.strategies[0].versions[0].queues[0].condition);
}

TEST_CASE("a parameter's value is of its type, whatever it was written as") {
    CHECK(std::get<decimal>(*parameter_of("parameter p : money = 10").initial) == decimal(10));
    CHECK(std::get<decimal>(*parameter_of("parameter p : money = $ 10.50").initial) == decimal(1050, 2));
    CHECK(std::get<decimal>(*parameter_of("parameter p : percent = 12.5%").initial) == decimal(125, 3));
    CHECK(std::get<decimal>(*parameter_of("parameter p : integer = 2 * 15").initial) == decimal(30));
    CHECK(std::get<decimal>(*parameter_of("parameter p : duration = 2 weeks").initial) == decimal(14));
    CHECK(std::get<tramo::date>(*parameter_of("parameter p : date = 2026-01-31").initial) ==
          *tramo::parse_date("2026-01-31"));
    CHECK(std::get<bool>(*parameter_of("parameter p : boolean = true").initial));
    CHECK(std::get<std::string>(*parameter_of("parameter p : one of \"A\", \"B\" = \"b\"").initial) == "B");
    CHECK_FALSE(parameter_of("parameter p : integer").initial.has_value());
}

TEST_CASE("a value that is none of the parameter's type is refused") {
    auto const codes_of = [](std::string const& text) {
        return read(
                   "policy \"p\" { currency BRL }\nfield i : integer\nfield e : one of \"A\"\nfield s : "
                   "text\n" +
                   text + "\nvalue v = e\nsegment x = i > 3")
            .codes();
    };
    for (std::string const text :
         {"parameter p : integer = 1.5", "parameter p : money = 1.0051", "parameter p : percent = 10",
          "parameter p : date = \"2026-01-31\"", "parameter p : duration = 2 months",
          "parameter p : text = e", "parameter p : text = s", "parameter p : integer = i",
          "parameter p : date = as_of", "parameter p : money = USD 3", "parameter p : text = v",
          "parameter p : boolean = 1",
          "parameter p : integer = 10000000000000000000000 * 10000000000000000000"}) {
        INFO(text);
        CHECK(codes_of(text) == codes{"T2039"});
    }
    CHECK(codes_of("parameter p : one of \"A\", \"B\" = \"C\"") == codes{"T3004"});
    CHECK(codes_of("parameter p : integer = nothing") == codes{"T3001"});
}

TEST_CASE("100,000 segments are checked in seconds") {
    within_seconds(
        30,
        "field i : integer\n" +
            lines(100'000,
                  [](int i) { return "segment s" + std::to_string(i) + " = i > " + std::to_string(i); }),
        {});
}

TEST_CASE("a chain of 100,000 segments, the last one first, is checked in seconds") {
    within_seconds(30,
                   "field i : integer\nsegment s100000 = i > 3\n" +
                       lines(100'000,
                             [](int i) {
                                 return "segment s" + std::to_string(i) + " = s" + std::to_string(i + 1) +
                                        " and i > 1";
                             }),
                   {});
}

TEST_CASE("a cycle of 50,000 segments is one mistake, found in seconds") {
    within_seconds(30,
                   lines(50'000,
                         [](int i) {
                             return "segment s" + std::to_string(i) + " = s" +
                                    std::to_string((i + 1) % 50'000);
                         }),
                   {"T3003"});
}

TEST_CASE("20,000 versions of one segment and 20,000 queues are checked in seconds") {
    auto const day = [](int i) { return tramo::to_string(tramo::date{i}); };
    within_seconds(
        30,
        "field i : integer\n" +
            lines(20'000,
                  [&](int i) { return "segment s from " + day(i) + " until " + day(i) + " = i > 3"; }),
        {});
    within_seconds(
        30,
        "field i : integer\nstrategy z {\n" +
            lines(20'000,
                  [](int i) { return "queue q" + std::to_string(i) + " if i = " + std::to_string(i); }) +
            "rest r }",
        {});
}

TEST_CASE("an enumeration of 5,000 values compared with all of them costs no square of them") {
    std::string all;
    for (int i = 0; i < 5'000; ++i) all += (i == 0 ? "\"v" : ", \"v") + std::to_string(i) + "\"";
    within_seconds(10, "field e : one of " + all + "\nsegment s = e in (" + all + ")", {});
}

TEST_CASE("segments that use segments twice do not double the work each time") {
    within_seconds(10,
                   "field i : integer\nfield b : boolean\nsegment s0 = i > 3 or b\n" +
                       lines(60,
                             [](int k) {
                                 auto const before = "s" + std::to_string(k);
                                 return "segment s" + std::to_string(k + 1) + " = (" + before +
                                        " and i > 5) or (" + before + " and b)";
                             }) +
                       "strategy z {\nqueue a if s60\nqueue c if s59\nqueue d if s58\nrest r }",
                   {});
}
