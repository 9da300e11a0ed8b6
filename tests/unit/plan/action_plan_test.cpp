// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// What the plans of palettes and worklists ask of an account.
#include <catch2/catch.hpp>

#include <tramo/plan/action_plan.hpp>

#include "unit/plan/offered.hpp"

using namespace tramo;
using tramo::testing::batch_of;
using tramo::testing::checked_policy;
using tramo::testing::read_policy;
using tramo::testing::text_row;
using strings = std::vector<std::string>;

namespace {

std::string const declarations =
    "policy \"p\" { currency CLP }\n"
    "field debtor : text key\n"
    "field balance : money\n"
    "field days_late : integer optional\n"
    "field creditor : one of \"CLARO\", \"ENTEL\"\n"
    "field assigned_on : date\n"
    "field is_legal : boolean\n"
    "field tier : one of \"gold\", \"silver\", \"bronze\" optional\n"
    "field unread : text\n"
    "parameter most : integer = 3\n"
    "segment late = days_late > 30\n"
    "segment unused = unread = \"x\"\n";

/// A policy that must be sound, and what is known of the day.
struct asked {
    checked_policy read;
    environment known;

    explicit asked(std::string const& text) : read(read_policy("tramo 1 en\n" + declarations + text)) {
        INFO(read.rendering());
        REQUIRE(std::none_of(read.found.begin(), read.found.end(),
                             [](auto const& one) { return one.severity == severity::error; }));
        known.as_of = parse_date("2026-11-15");
        for (auto const& one : read.policy.parameters)
            known.parameters.push_back(one.initial.value_or(unknown_t{}));
    }

    [[nodiscard]] worklist_plan worklist(std::size_t index = 0) const {
        return compile_worklist(read.policy, index, known);
    }
    [[nodiscard]] palette_plan palettes() const { return compile_palettes(read.policy, known); }

    [[nodiscard]] strings fields_read(plan const& of) const {
        strings all;
        for (auto const index : of.fields_read) all.push_back(read.policy.fields.fields[index].name);
        return all;
    }

    /// Names of the segments that hold for each row; fields that are due and not named are the same for all.
    [[nodiscard]] std::vector<strings> holding(plan const& with, std::vector<text_row> rows) const {
        text_row const rest = {{"balance", "1"},
                               {"creditor", "ENTEL"},
                               {"assigned_on", "2026-11-01"},
                               {"is_legal", "true"},
                               {"unread", "y"}};
        for (auto& row : rows)
            for (auto const& one : rest)
                if (std::none_of(row.begin(), row.end(),
                                 [&](auto const& named) { return named.first == one.first; }))
                    row.push_back(one);
        table data;
        data.batches.push_back(batch_of(read.policy.fields, rows));
        auto const result = evaluate(read.policy, with, data);
        REQUIRE(result.ok());
        REQUIRE(result.value.rows_set_apart == 0);
        std::vector<strings> all(rows.size());
        for (std::size_t i = 0; i < with.segments.size(); ++i)
            for (std::size_t row = 0; row < rows.size(); ++row)
                if ((result.value.batches.at(0).segments.at(i).is_true[0] >> row & 1U) != 0)
                    all[row].push_back(with.segments[i].name);
        return all;
    }
};

strings names_of_segments(plan const& of) {
    strings all;
    for (auto const& one : of.segments) all.push_back(one.name);
    return all;
}

std::string const two_palettes =
    "palette claro \"Claro\" if creditor = \"CLARO\" and late { action promise rank 1 }\n"
    "palette all_others { action promise rank 1 }\n"
    "palette third if is_legal { action promise rank 1 }\n";

}  // namespace

TEST_CASE("palettes are asked for by their conditions, and one without is for all") {
    asked const with(two_palettes);
    auto const made = with.palettes();
    CHECK(made.conditions == std::vector<std::size_t>{0, no_index, 1});
    CHECK(names_of_segments(made.asked) == strings{"claro", "third"});
    CHECK(made.asked.segments[0].label == "Claro");
    CHECK(made.since == no_index);
    CHECK(made.asked.outputs.empty());
    CHECK(with.fields_read(made.asked) == strings{"debtor", "days_late", "creditor", "is_legal"});
}

TEST_CASE("the day that the window begins on is an output, where it is one of the account's") {
    asked const with("actions { window since assigned_on }\n" + two_palettes);
    auto const made = with.palettes();
    REQUIRE(made.since == 0);
    REQUIRE(made.asked.outputs.size() == 1);
    auto const node = static_cast<std::size_t>(made.asked.outputs[0]);
    CHECK(made.asked.account.numbers.at(node).what == number_node::form::field);
    CHECK(made.asked.account.needed_numbers.at(node));
    CHECK(asked("actions { window month }\n" + two_palettes).palettes().since == no_index);
}

TEST_CASE("a palette plan answers which palettes an account may have") {
    asked const with(two_palettes);
    auto const made = with.palettes();
    auto const found = with.holding(
        made.asked, {{{"debtor", "a"}, {"days_late", "31"}, {"creditor", "CLARO"}, {"is_legal", "true"}},
                     {{"debtor", "b"}, {"creditor", "CLARO"}, {"is_legal", "false"}},
                     {{"debtor", "c"}, {"days_late", "90"}, {"creditor", "ENTEL"}, {"is_legal", "true"}}});
    CHECK(found == std::vector<strings>{{"claro", "third"}, {}, {"third"}});
}

TEST_CASE("candidates are asked for by their conditions, and what they cost and are worth are outputs") {
    asked const with(
        two_palettes +
        "value effort = balance * 2%\n"
        "worklist daily version \"1\" {\n"
        "  candidate call minutes 7 cost 350 value effort if late and attempts.total < most\n"
        "  candidate mail value balance * 1%\n  candidate visit cost balance / 10 value 0 if is_legal\n}\n");
    auto const made = with.worklist();
    CHECK(made.worklist == 0);
    REQUIRE(made.candidates.size() == 3);
    CHECK(made.candidates[0].condition == 0);
    CHECK(made.candidates[0].cost == 0);
    CHECK(made.candidates[0].value == 1);
    CHECK(made.candidates[1].condition == no_index);
    CHECK(made.candidates[1].cost == no_index);
    CHECK(made.candidates[1].value == 2);
    CHECK(made.candidates[2].condition == 1);
    CHECK(made.candidates[2].cost == 3);
    CHECK(made.candidates[2].value == 4);
    CHECK(made.order.empty());
    REQUIRE(made.asked.segments.size() == 2);
    CHECK(made.asked.segments[0].rule_id == "daily.call");
    CHECK(made.asked.segments[0].version == "1");
    CHECK(made.asked.outputs.size() == 5);
    CHECK(with.fields_read(made.asked) ==
          strings{"debtor", "balance", "days_late", "is_legal", "attempts.total"});
}

TEST_CASE("an order is a number, a condition, or one condition for each value of a list") {
    asked const with(two_palettes +
                     "worklist daily {\n  candidate call if is_legal\n"
                     "  order days_late descending, late, tier, balance, tier descending\n}\n");
    auto const made = with.worklist();
    REQUIRE(made.order.size() == 5);
    CHECK(made.order[0].number == 0);
    CHECK(made.order[0].first == no_index);
    CHECK(made.order[1].number == no_index);
    CHECK(made.order[1].first == 1);
    CHECK(made.order[1].count == 1);
    CHECK(made.order[2].first == 2);
    CHECK(made.order[2].count == 3);
    CHECK(made.order[3].number == 1);
    CHECK(made.order[4].first == 5);
    CHECK(names_of_segments(made.asked) ==
          strings{"call", "late", "gold", "silver", "bronze", "gold", "silver", "bronze"});
    CHECK(made.asked.segments[2].condition == made.asked.segments[5].condition);
}

TEST_CASE("a worklist plan answers value by value, and no value where it is unknown") {
    asked const with(
        "indicator stage { case hot if late case warm if days_late > 0 rest cold }\nvalue level = tier\n"
        "worklist daily { candidate call  order level, stage, balance }\n");
    auto const made = with.worklist();
    auto const found = with.holding(
        made.asked, {{{"debtor", "a"}, {"balance", "70"}, {"days_late", "31"}, {"tier", "bronze"}},
                     {{"debtor", "b"}, {"balance", "50"}, {"days_late", "5"}, {"tier", "gold"}},
                     {{"debtor", "c"}, {"balance", "20"}}});
    CHECK(found == std::vector<strings>{{"bronze", "hot"}, {"gold", "warm"}, {"cold"}});
}

TEST_CASE("each version of a worklist is planned by its index, with what it alone reads") {
    asked const with(
        "worklist daily until 2026-06-30 { candidate call if late  order balance }\n"
        "worklist daily from 2026-07-01 { candidate call if unused  order tier }\n");
    CHECK(with.fields_read(with.worklist(0).asked) == strings{"debtor", "balance", "days_late"});
    CHECK(with.worklist(1).worklist == 1);
    CHECK(with.fields_read(with.worklist(1).asked) == strings{"debtor", "tier", "unread"});
}
