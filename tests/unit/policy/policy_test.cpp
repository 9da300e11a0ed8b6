// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Loading and preparing: what a host asks of a policy, and what it is told where that fails.
#include "unit/policy/portfolio.hpp"

using namespace tramo::testing;
using strings = std::vector<std::string>;

namespace {

strings codes_of_load(std::string const& text) {
    return codes_of(tramo::load(text).diagnostics);
}

strings codes_of_prepare(std::string const& text, tramo::question const& asked) {
    return codes_of(loaded(text).prepare(asked).diagnostics);
}

std::string const asks =
    "field n : integer\nparameter least : integer\nparameter share : percent = 5%\nparameter day_of_it : "
    "date = 2026-01-31\n"
    "parameter which : one of \"A\", \"B\" = \"A\"\nparameter shown : text = \"x\"\nsegment it = n > least\n";

}  // namespace

TEST_CASE("a policy with mistakes does not load, and all of them are told") {
    auto const found = tramo::load("tramo 1 en\nsegment a = days > 3\nsegment b = 5 > \"x\"\n");
    CHECK_FALSE(found.ok());
    CHECK_FALSE(found.value);
    CHECK(codes_of(found.diagnostics) == strings{"T3001", "T2031"});
}

TEST_CASE("texts that are no policy") {
    CHECK(codes_of_load("") == strings{"T1018"});
    CHECK(codes_of_load("tramo 1 en\n") == strings{"T1018"});
    CHECK(codes_of_load(std::string("tramo 1 en\n\0\0\1", 14)).front().substr(0, 2) == "T1");
    CHECK(codes_of_load("tramo 1 en\nfield a : text \"\xFF\"\n").front() == "T1001");
}

TEST_CASE("a policy with warnings loads") {
    auto const found = tramo::load("tramo 1 en\nfield a : integer\nsegment s = a > 1 or a > 2 and a < 3\n");
    CHECK(found.ok());
    CHECK(found.value);
    CHECK(codes_of(found.diagnostics) == strings{"T4001"});
}

TEST_CASE("what a loaded policy tells of itself") {
    auto const made = loaded(
        "policy \"Late payers\" version \"2026.11\" { currency PYG  zone \"America/Asuncion\" }\n"
        "field account : text key\nfield days : integer\nparameter least : integer = 3\n"
        "segment late \"Atrasados\" version \"2\" id \"R-7\" = days > least\nsegment gone inactive = days > "
        "90\n"
        "strategy s \"Daily\" { queue q \"Q\" id \"Q-1\" if late  rest r }\n");
    CHECK(made.title() == "Late payers");
    CHECK(made.version() == "2026.11");
    CHECK(made.currency() == "PYG");
    CHECK(made.zone() == "America/Asuncion");
    CHECK(made.language() == tramo::language::en);
    CHECK(made.key() == std::optional<std::size_t>(0));
    CHECK_FALSE(made.reads_as_of());
    REQUIRE(made.parameters().size() == 1);
    CHECK(made.parameters()[0].has_initial);
    REQUIRE(made.segments().size() == 2);
    CHECK(made.segments()[0].rule_id == "R-7");
    CHECK(made.segments()[0].version == "2");
    CHECK_FALSE(made.segments()[1].is_active);
    REQUIRE(made.strategies().size() == 1);
    CHECK(made.strategies()[0].queues[0].rule_id == "Q-1");
    CHECK(made.strategies()[0].queues[1].rule_id == "s.r");
}

TEST_CASE(
    "the hash is of the content: the same for translations and comments, another for another threshold") {
    auto const made = loaded("field days : integer  # the days\nsegment late = days > 30\n");
    auto const again = tramo::load(made.format(tramo::language::pt));
    REQUIRE(again.ok());
    CHECK(again.value.language() == tramo::language::pt);
    CHECK(again.value.hash() == made.hash());
    CHECK(made.hash().size() == 64);
    CHECK(loaded("field days : integer\nsegment late = days > 31\n").hash() != made.hash());
}

TEST_CASE("a policy that asks for the day cannot be prepared without one") {
    CHECK(codes_of_prepare("field d : date\nsegment it = d < as_of\n", {}) == strings{"T4010"});
    CHECK(codes_of_prepare("field n : integer\nsegment it from 2026-01-01 = n > 1\n", {}) ==
          strings{"T4010"});
    CHECK(codes_of_prepare("field d : date\nsegment it = d < as_of\n", on("2026-01-01")).empty());
}

TEST_CASE("parameters: one without a value, one that nobody declared, one that cannot be read") {
    CHECK(codes_of_prepare(asks, {}) == strings{"T3010"});
    CHECK(codes_of_prepare(asks, {{}, {{"least", "3"}}}).empty());
    CHECK(codes_of_prepare(asks, {{}, {{"lest", "3"}, {"least", "1"}}}) == strings{"T3011"});
    CHECK(loaded(asks).prepare({{}, {{"lest", "3"}, {"least", "1"}}}).diagnostics[0].help ==
          strings{"did you mean `least`?"});
    CHECK(codes_of_prepare(asks, {{}, {{"least", "3.5"}}}) == strings{"T3012"});
    CHECK(codes_of_prepare(asks, {{}, {{"least", ""}}}) == strings{"T3012"});
    CHECK(codes_of_prepare(
              asks, {{}, {{"least", "3"}, {"share", "x"}, {"day_of_it", "2026-02-30"}, {"which", "C"}}}) ==
          strings{"T3012", "T3012", "T3012"});
    CHECK(codes_of_prepare(asks, {{}, {{"least", "3"}, {"share", "12.5"}, {"which", "b"}, {"shown", "y"}}})
              .empty());
}

TEST_CASE("a parameter given is read like a cell of data") {
    std::string const text = "field r : percent\nparameter least : percent\nsegment it = r > least\n";
    auto const with = prepared(text, {{}, {{"least", "12.5"}}});
    CHECK(marks(evaluated(with, column_of(with.policy(), "r", {"12.5", "12.6"})), 0) == "-+");
}

TEST_CASE("a prepared policy lists what holds on its day") {
    std::string const text =
        "field n : integer\nsegment a until 2026-06-30 = n > 1\nsegment a from 2026-07-01 = n > 2\n"
        "strategy s until 2026-06-30 { rest one }\nstrategy t { queue q until 2026-06-30 if a  rest others "
        "}\n";
    auto const june = prepared(text, on("2026-06-30"));
    CHECK(june.strategies().size() == 2);
    CHECK(june.strategies()[1].queues[0].is_active);
    auto const july = prepared(text, on("2026-07-01"));
    REQUIRE(july.strategies().size() == 1);
    CHECK_FALSE(july.strategies()[0].queues[0].is_active);
    auto const rows = column_of(june.policy(), "n", {"1", "2", "3"});
    CHECK(marks(evaluated(june, rows), 0) == "-++");
    CHECK(marks(evaluated(july, rows), 0) == "--+");
    CHECK(evaluated(july, rows).queues[0][0].rows == 0);
}

TEST_CASE("copies of a policy share it, and outlive each other") {
    tramo::prepared_policy with;
    CHECK_FALSE(with);
    {
        auto const made = loaded("field n : integer\nsegment it = n > 1\n");
        with = made.prepare().value;
    }
    CHECK(marks(evaluated(with, column_of(with.policy(), "n", {"1", "2"})), 0) == "-+");
}
