// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the plan of a policy's offers asks of an account, on a day.
#include "unit/plan/offered.hpp"

using namespace tramo;
using tramo::testing::offered;
using strings = std::vector<std::string>;

namespace {

std::string const declarations =
    "policy \"p\" { currency BRL }\n"
    "field client : text key\n"
    "field balance : money\n"
    "field costs : money optional\n"
    "field days_late : integer\n"
    "field in_force : boolean\n"
    "field score : decimal\n"
    "field region : one of \"N\", \"S\"\n"
    "debt { principal balance  overdue days_late  fees costs }\n";

std::string const way_to_pay = "  lump sum cash\n";

std::string condition(std::string const& head, std::string const& members) {
    return "condition " + head + " {\n" + members + "\n" + way_to_pay + "}\n";
}

strings names_of_segments(offer_plan const& of) {
    strings all;
    for (auto const& one : of.asked.segments) all.push_back(one.rule_id);
    return all;
}

strings fields_read(offered const& of) {
    strings all;
    for (auto const index : of.made.asked.fields_read) all.push_back(of.policy().fields.fields[index].name);
    return all;
}

}  // namespace

TEST_CASE("requirements and approvals are asked for, condition by condition") {
    offered const with(
        declarations +
        condition("first_one", "  requires free = not in_force\n  requires late = days_late > 30") +
        condition("other", "  approval \"Team\" if balance > 1000\n  requires free = not in_force"));
    auto const& made = with.made;
    CHECK(names_of_segments(made) == strings{"first_one.free", "first_one.late", "other.free", "other"});
    REQUIRE(made.conditions.size() == 2);
    CHECK(made.conditions[0].condition == 0);
    CHECK(made.conditions[0].requirements == 0);
    CHECK(made.conditions[0].approval == no_index);
    CHECK(made.conditions[1].condition == 1);
    CHECK(made.conditions[1].requirements == 2);
    CHECK(made.conditions[1].approval == 3);
    CHECK(made.asked.segments[0].condition == made.asked.segments[2].condition);
    CHECK(made.asked.strategies.empty());
}

TEST_CASE("conditions that do not hold on the day are left out, and so is what only they read") {
    auto const text = declarations +
                      condition("november from 2026-11-01 until 2026-11-30", "  requires s = score > 1") +
                      condition("always", "  requires late = days_late > 30") +
                      condition("never inactive", "  requires n = region = \"N\"");
    offered const within(text, "2026-11-30");
    CHECK(names_of_segments(within.made) == strings{"november.s", "always.late"});
    CHECK(fields_read(within) == strings{"client", "balance", "costs", "days_late", "score"});
    offered const after(text, "2026-12-01");
    CHECK(names_of_segments(after.made) == strings{"always.late"});
    REQUIRE(after.made.conditions.size() == 1);
    CHECK(after.made.conditions[0].condition == 1);
    CHECK(fields_read(after) == strings{"client", "balance", "costs", "days_late"});
}

TEST_CASE("of several versions the one of the day is planned") {
    auto const text = declarations +
                      condition("campaign version \"1\" until 2026-11-30", "  requires a = days_late > 30") +
                      condition("campaign version \"2\" from 2026-12-01", "  requires b = days_late > 60");
    CHECK(names_of_segments(offered(text, "2026-11-30").made) == strings{"campaign.a"});
    offered const december(text, "2026-12-01");
    CHECK(names_of_segments(december.made) == strings{"campaign.b"});
    CHECK(december.made.conditions.at(0).condition == 1);
    CHECK(december.made.asked.segments.at(0).version == "2");
}

TEST_CASE("the outputs are the amounts declared, then the days overdue") {
    offered const with(declarations + condition("any_time", ""));
    auto const& made = with.made;
    CHECK(made.amounts == by_component<std::size_t>{0, no_index, no_index, 1});
    CHECK(made.overdue == 2);
    REQUIRE(made.asked.outputs.size() == 3);
    for (auto const node : made.asked.outputs) {
        auto const& number = made.asked.account.numbers.at(static_cast<std::size_t>(node));
        CHECK(number.what == number_node::form::field);
        CHECK(made.asked.account.needed_numbers.at(static_cast<std::size_t>(node)));
    }
}

TEST_CASE("a debt without days overdue, computed by values and aggregates, marks all that it needs") {
    offered const with(
        "policy \"p\" { currency BRL }\nfield client : text key\n"
        "collection bills { field open : money  field paid : boolean }\n"
        "value owed = sum(bills.open where not paid)\nvalue twice = owed + owed\n"
        "debt { principal twice - 1 }\n" +
        condition("any_time", ""));
    auto const& made = with.made;
    CHECK(made.overdue == no_index);
    REQUIRE(made.asked.outputs.size() == 1);
    auto const needed =
        std::count(made.asked.account.needed_numbers.begin(), made.asked.account.needed_numbers.end(), true);
    CHECK(needed == 4);  // the sum, twice it, 1, and the difference
    REQUIRE(made.asked.children.size() == 1);
    auto const& inner = made.asked.children[0];
    CHECK(std::count(inner.needed_numbers.begin(), inner.needed_numbers.end(), true) == 1);
    CHECK(std::count(inner.needed_conditions.begin(), inner.needed_conditions.end(), true) == 2);
}

TEST_CASE("rows of matrices are asked for where a condition of the day takes a discount from them") {
    auto const text =
        declarations +
        "matrix unused by region { row \"N\" => 10%  }\n"
        "matrix haircut by role, days_late, in_force {\n"
        "  row \"agent\", 0..90, * => 10%\n  row *, from 91, true => 30%\n  row *, *, * => 5%\n}\n" +
        condition("any_time", "  discount total by haircut\n  requires r = days_late > 1");
    offered const with(text);
    auto const& made = with.made;
    CHECK(made.matrices == std::vector<std::size_t>{no_index, 1});
    CHECK(names_of_segments(made) == strings{"any_time.r", "haircut.1", "haircut.2", "haircut.3"});
    CHECK(fields_read(with) == strings{"client", "balance", "costs", "days_late", "in_force"});
    auto const& last =
        made.asked.account.conditions.at(static_cast<std::size_t>(made.asked.segments[3].condition));
    CHECK(last.what == condition_node::form::constant);
    CHECK(last.is_true);
}

TEST_CASE("a matrix that only an alternative takes a discount from is asked for") {
    auto const text = declarations + "matrix haircut by in_force { row * => 10% }\ncondition any_time {\n" +
                      way_to_pay + "    discount total by haircut\n}\n";
    CHECK(offered(text).made.matrices == std::vector<std::size_t>{0});
}

TEST_CASE("parameters and the day are folded into what is asked") {
    offered const with(declarations + "parameter least : integer = 30\nfield due : date\n" +
                       condition("any_time",
                                 "  requires late = days_late > least\n  requires due_long = "
                                 "as_of - due > 10 days"));
    for (auto const& one : with.made.asked.segments) {
        auto const& node = with.made.asked.account.conditions.at(static_cast<std::size_t>(one.condition));
        CHECK(node.what == condition_node::form::test);
    }
}

TEST_CASE("a long chain of segments is planned without recursion into it") {
    std::string text = declarations + "segment s0 = days_late > 1\n";
    int const count = 20'000;
    for (int i = 1; i <= count; ++i)
        text += "segment s" + std::to_string(i) + " = s" + std::to_string(i - 1) + " or balance > " +
                std::to_string(i) + "\n";
    offered const with(text + condition("any_time", "  requires last_of = s" + std::to_string(count)));
    CHECK(with.made.asked.segments.size() == 1);
}

TEST_CASE("what other segments read is not asked for") {
    offered const with(declarations + "segment scored = score > 1\nsegment north = region = \"N\"\n" +
                       condition("any_time", "  requires r = scored"));
    CHECK(fields_read(with) == strings{"client", "balance", "costs", "days_late", "score"});
}
