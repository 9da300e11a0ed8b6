// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Why a row is where it is: as data, and as text to the character.
#include <tramo/explain/explain.hpp>

#include "unit/policy/portfolio.hpp"

using namespace tramo::testing;
using tramo::explanation;
using tramo::truth_value;
using strings = std::vector<std::string>;

namespace {

std::string const text =
    "policy \"p\" { currency BRL }\n"
    "field account : text key\nfield days : integer\nfield balance : money optional\nfield paid : date "
    "optional\n"
    "field white : boolean optional\nfield size_of : one of \"Large\", \"Small\" open\n"
    "parameter least : integer = 30\n"
    "collection debts { field amount : money optional }\n"
    "value age = as_of - paid\n"
    "segment late = days > least\n"
    "segment quiet = (paid < as_of - 30 days  # no payment\n    or paid is unknown) and not white\n"
    "segment both = late and quiet and balance >= 100\n"
    "segment gone until 2025-12-31 = days > 1\n"
    "segment aged = age > 60 days\n"
    "segment sums = sum(debts.amount) > 10 or size_of = \"Large\"\n"
    "strategy daily {\n  queue safe if white\n  queue hard id \"R-9\" if both\n  queue off inactive if days "
    "> 0\n"
    "  queue soft if late\n  rest others\n}\n"
    "strategy second { queue soft if quiet  rest others }\n";

struct example {
    tramo::prepared_policy with = prepared(text, on("2026-03-31"));
    tramo::batch data =
        rows_of(with.policy(), {{{"account", "C-1"},
                                 {"days", "45"},
                                 {"balance", "1500.5"},
                                 {"paid", "2026-01-15"},
                                 {"white", "false"},
                                 {"size_of", "Large"}},
                                {{"account", "C-2"}, {"days", "45"}, {"white", "true"}, {"size_of", "large"}},
                                {{"account", "C-3"}, {"days", "45"}, {"size_of", "Huge"}},
                                {{"account", "C-4"}, {"days", "x"}, {"size_of", "Small"}}});

    explanation segment(std::int64_t row, std::string const& name) const {
        auto result = tramo::explain_segment(with, data, row, name);
        REQUIRE(result.ok());
        return result.value;
    }
    explanation queue(std::int64_t row, std::string const& name) const {
        auto result = tramo::explain_queue(with, data, row, name);
        REQUIRE(result.ok());
        return result.value;
    }
};

strings values_of(tramo::explained_condition const& leaf) {
    strings all;
    for (auto const& one : leaf.values) all.push_back(one.name + " = " + one.value);
    return all;
}

}  // namespace

TEST_CASE("a condition explains itself by the values it looked at, with its line") {
    example const given;
    auto const late = given.segment(0, "late");
    CHECK(late.key == "C-1");
    CHECK(late.holds == truth_value::yes);
    CHECK(late.why.kind == "condition");
    CHECK(late.why.text == "days > least");
    CHECK(values_of(late.why) == strings{"days = 45", "least = 30"});
    CHECK(late.why.line == 12);
    CHECK(late.unknown_because.empty());
}

TEST_CASE("and, or, not and segments have parts, each with its own verdict") {
    example const given;
    auto const both = given.segment(0, "both");
    CHECK(both.why.kind == "and");
    REQUIRE(both.why.parts.size() == 3);
    auto const& quiet = both.why.parts[1];
    CHECK(quiet.kind == "segment");
    CHECK(quiet.text == "quiet");
    REQUIRE(quiet.parts.size() == 1);
    REQUIRE(quiet.parts[0].parts.size() == 2);
    auto const& either = quiet.parts[0].parts[0];
    CHECK(either.kind == "or");
    CHECK(either.parts[0].text == "paid < as_of - 30 days");
    CHECK(values_of(either.parts[0]) == strings{"paid = 2026-01-15", "as_of = 2026-03-31"});
    CHECK(either.parts[1].holds == truth_value::no);
    CHECK(quiet.parts[0].parts[1].kind == "not");
    CHECK(values_of(both.why.parts[2]) == strings{"balance = 1500.50"});
}

TEST_CASE("what is unknown names the fields that keep it open, and no others") {
    example const given;
    auto const both = given.segment(2, "both");
    CHECK(both.holds == truth_value::unknown);
    CHECK(both.unknown_because == strings{"white", "balance"});
    auto const refused = given.segment(1, "both");
    CHECK(refused.holds == truth_value::no);
    CHECK(refused.unknown_because.empty());
}

TEST_CASE("values by name, aggregates and new values are shown") {
    example const given;
    CHECK(values_of(given.segment(0, "aged").why) ==
          strings{"age = 75", "as_of = 2026-03-31", "paid = 2026-01-15"});
    CHECK(given.segment(1, "aged").unknown_because == strings{"paid"});
    auto const sums = given.segment(2, "sums");
    REQUIRE(sums.why.parts.size() == 2);
    CHECK(values_of(sums.why.parts[0]) == strings{"sum(debts.amount) = 0.00"});
    CHECK(values_of(sums.why.parts[1]) == strings{"size_of = \"Huge\""});
    CHECK(values_of(given.segment(1, "sums").why.parts[1]) == strings{"size_of = \"Large\""});
}

TEST_CASE("a queue is explained by the queues before it") {
    example const given;
    auto const soft = given.queue(0, "daily.soft");
    CHECK(soft.holds == truth_value::no);
    CHECK(soft.taken_by == "hard");
    REQUIRE(soft.steps.size() == 4);
    CHECK(soft.steps[0].holds == truth_value::no);
    CHECK(soft.steps[1].holds == truth_value::yes);
    CHECK(soft.steps[2].queue.is_active == false);
    CHECK(soft.steps[3].holds == truth_value::yes);
    auto const hard = given.queue(0, "hard");
    CHECK(hard.holds == truth_value::yes);
    CHECK(hard.rule.rule_id == "R-9");
    auto const rest = given.queue(1, "second.others");
    CHECK(rest.steps.back().is_rest);
    CHECK(rest.holds == truth_value::yes);
}

TEST_CASE("a segment without a version on the day says so") {
    example const given;
    auto const gone = given.segment(0, "gone");
    CHECK_FALSE(gone.rule.is_active);
    CHECK(gone.holds == truth_value::no);
    CHECK(tramo::to_text(gone, given.with) ==
          "C-1 is not in segment gone, says policy\n"
          "  inactive, or no version of it holds on this day\n");
}

TEST_CASE("a row set apart is explained by its errors") {
    example const given;
    auto const apart = given.segment(3, "late");
    REQUIRE(apart.errors.size() == 1);
    CHECK(apart.errors[0].row == 3);
    CHECK(tramo::to_text(apart, given.with) ==
          "C-4 is in no segment and no queue, says policy\n"
          "  set apart: days = \"x\" cannot be read as the field's type\n");
    CHECK(given.queue(3, "hard").errors.size() == 1);
}

TEST_CASE("an explanation of a segment, to the character") {
    example const given;
    CHECK(tramo::to_text(given.segment(2, "both"), given.with) ==
          "C-3: whether it is in segment both is unknown, says policy\n"
          "  ? and                                              unknown\n"
          "    + late                                           true\n"
          "      + days > least                                 true   days = 45, least = 30   [line 12]\n"
          "    ? quiet                                          unknown\n"
          "      ? and                                          unknown\n"
          "        + or                                         true\n"
          "          ? paid < as_of - 30 days                   unknown   paid = unknown, as_of = 2026-03-31 "
          "  [line 13]\n"
          "          + paid is unknown                          true   paid = unknown   [line 14]\n"
          "        ? not                                        unknown\n"
          "          ? white                                    unknown   unknown   [line 14]\n"
          "    ? balance >= 100                                 unknown   balance = unknown   [line 15]\n"
          "  unknown because of: white, balance\n");
}

TEST_CASE("an explanation of a queue, to the character") {
    example const given;
    CHECK(tramo::to_text(given.queue(1, "daily.soft"), given.with) ==
          "C-2 is not in queue soft of daily: safe took it, says policy\n"
          "  safe: true\n"
          "    + white                                          true   true   [line 20]\n"
          "  hard: false\n"
          "    - both                                           false\n"
          "      - and                                          false\n"
          "        + late                                       true\n"
          "          + days > least                             true   days = 45, least = 30   [line 12]\n"
          "        - quiet                                      false\n"
          "          - and                                      false\n"
          "            + or                                     true\n"
          "              ? paid < as_of - 30 days               unknown   paid = unknown, as_of = 2026-03-31 "
          "  [line 13]\n"
          "              + paid is unknown                      true   paid = unknown   [line 14]\n"
          "            - not                                    false\n"
          "              + white                                true   true   [line 14]\n"
          "        ? balance >= 100                             unknown   balance = unknown   [line 15]\n"
          "  off: inactive\n"
          "  soft: true\n"
          "    + late                                           true\n"
          "      + days > least                                 true   days = 45, least = 30   [line 12]\n");
}

TEST_CASE("names that the policy does not have, and names that two strategies have") {
    example const given;
    auto const missing = tramo::explain_segment(given.with, given.data, 0, "latte");
    CHECK(codes_of(missing.diagnostics) == strings{"T5007"});
    CHECK(missing.diagnostics[0].help == strings{"did you mean `late`?"});
    auto const two = tramo::explain_queue(given.with, given.data, 0, "soft");
    CHECK(codes_of(two.diagnostics) == strings{"T5007"});
    CHECK(two.diagnostics[0].help == strings{"name it as daily.soft", "name it as second.soft"});
    CHECK(codes_of(tramo::explain_queue(given.with, given.data, 0, "nobody").diagnostics) ==
          strings{"T5007"});
}

TEST_CASE("a parameter given for the day is shown as it was given") {
    auto const with = prepared(text, on("2026-03-31", {{"least", "44"}}));
    auto const why = tramo::explain_segment(with, example().data, 0, "late").value.why;
    CHECK(values_of(why) == strings{"days = 45", "least = 44"});
}

TEST_CASE("segments that name each other twice and twice again are unfolded once") {
    std::string chain = "field a : integer optional\nvalue v0 = a + a\n";
    for (int i = 1; i <= 80; ++i) {
        auto const before = std::to_string(i - 1), now = std::to_string(i);
        chain += "value v" + now + " = max(v" + before + ", v" + before + ")\n";
    }
    chain += "segment s0 = v80 > 4\n";
    for (int i = 1; i <= 80; ++i) {
        auto const before = std::to_string(i - 1), now = std::to_string(i);
        chain += "segment s" + now + " = s" + before + " or (s" + before + " and a > " + now + ")\n";
    }
    auto const with = prepared(chain);
    auto const open = tramo::explain_segment(with, column_of(with.policy(), "a", {"null"}), 0, "s80");
    REQUIRE(open.ok());
    CHECK(open.value.holds == truth_value::unknown);
    CHECK(open.value.unknown_because.back() == "a");
    CHECK(tramo::to_text(open.value, with).size() < 100'000);
}

TEST_CASE("what an explanation says holds is what the evaluation said, row by row") {
    example const given;
    auto const all = evaluated(given.with, given.data);
    for (std::size_t segment = 0; segment < given.with.segments().size(); ++segment) {
        auto const due = marks(all, segment);
        for (std::int64_t row = 0; row < 3; ++row) {
            auto const told = given.segment(row, given.with.segments()[segment].name);
            auto const mark = told.holds == truth_value::yes  ? '+'
                              : told.holds == truth_value::no ? '-'
                                                              : '~';
            CHECK(mark == due[static_cast<std::size_t>(row)]);
            if (told.rule.is_active) CHECK(told.why.holds == told.holds);
        }
    }
}
