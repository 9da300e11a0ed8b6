// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Where feeds, cases and questions are not as they should be: nothing is lost, and nothing is made up.
#include <catch2/catch.hpp>

#include "unit/policy/acted_cases.hpp"

using namespace tramo;
using namespace tramo::testing;

namespace {

strings others_in_words(best_actions const& of) {
    strings all;
    for (auto const& one : of.others()) all.push_back(one.code + " x" + std::to_string(one.rows));
    return all;
}

std::vector<diagnostic> findings(std::string const& policy, std::shared_ptr<table const> actions,
                                 std::shared_ptr<table const> given,
                                 best_action_options const& options = {}) {
    return find_best_actions(prepared(policy, on("2026-03-31")), std::move(actions), std::move(given),
                             options)
        .diagnostics;
}

std::string with_levels(std::string const& columns) {
    return "policy \"p\" version \"1\" { currency CLP }\nfield case : text key\n"
           "actions { account case  code " +
           columns +
           "  happened at }\n"
           "palette p { action promise rank 1 { response visit { response paid } } }\n";
}

}  // namespace

TEST_CASE("a row is told once, by the first thing that is wrong with it, in the order of rows") {
    auto const all = found(actions_of({made_action("Z", "2026-01-05", "CP"),
                                       {{"case", "Z"}, {"at", "2026-01-05"}},
                                       {{"case", "A"}, {"at", "yesterday"}},
                                       {{"at", "yesterday"}},
                                       made_action("A", "yesterday", "CP")}),
                           three_cases());
    CHECK(in_words(all.errors()) == strings{"0 case unknown_account", "1 kind missing", "2 kind missing",
                                            "3 case missing", "4 at wrong_type"});
    CHECK(all.standings().left_out.set_apart == 4);
    CHECK(all.standings().left_out.without_case == 1);
}

TEST_CASE("only codes that a report counts are listed as unknown") {
    best_action_options options;
    options.window = {window_asked::kind_t::since, *parse_date("2026-01-01"), 0};
    options.where = {{"creditor", "North"}};
    auto const all =
        found(actions_of({made_action("A", "2026-01-05", "here"), made_action("A", "2026-01-05", "CP", "odd"),
                          made_action("A", "2025-12-31", "before"), made_action("A", "2026-04-01", "after"),
                          made_action("A", "never", "unread"), made_action("Z", "2026-01-05", "nobody"),
                          made_action("B", "2026-01-05", "elsewhere")}),
              three_cases(), options);
    CHECK(others_in_words(all) == strings{"CP / odd x1", "here x1"});
    CHECK(all.others_not_listed() == 0);
}

TEST_CASE("beyond the longest list of unknown codes the frequent ones stay, and all rows are counted") {
    std::vector<cells> rows;
    for (int i = 0; i < 1'500; ++i) rows.push_back(made_action("A", "2026-01-05", "x" + std::to_string(i)));
    for (int i = 0; i < 3; ++i) rows.push_back(made_action("A", "2026-01-05", "often"));
    auto const all = found(actions_of(rows), three_cases());
    REQUIRE(all.others().size() == 1'000);
    CHECK(all.others()[0].code == "often");
    CHECK(all.others_not_listed() == 501);
}

TEST_CASE("a code behind a gap in the levels is unknown, and counts as what is around it") {
    auto const feed =
        table_of({{{"case", "A"}, {"at", "2026-01-05"}, {"k1", "promise"}, {"k3", "paid"}},
                  {{"case", "B"}, {"at", "2026-01-05"}, {"k1", "promise"}, {"k2", "visit"}, {"k3", "paid"}},
                  {{"case", "C"}, {"at", "2026-01-05"}, {"k1", "promise"}, {"k3", "visit"}}});
    auto const result = find_best_actions(prepared(with_levels("k1, k2, k3")), feed);
    REQUIRE(result.ok());
    CHECK(others_in_words(result.value) == strings{"promise / paid x1", "promise / visit x1"});
    CHECK(lines(result.value.report()) == strings{"promise 3/3", "promise / visit 1/1",
                                                  "promise / visit / paid 1/1",
                                                  "promise / (unspecified) 2/2"});
}

TEST_CASE("of rows with one key the first sound one counts, and errors of cases are in the order of rows") {
    best_action_options options;
    options.amount = "balance";
    auto const all = found(actions_of({made_action("A", "2026-01-05", "MAIL")}),
                           cases({"case=A creditor=North balance=much", "case=B creditor=South balance=1",
                                  "case=A creditor=South balance=7", "case=A creditor=North balance=9",
                                  "case=B creditor=Nowhere balance=9", "case=B creditor=South balance=2"}),
                           options);
    CHECK(in_words(all.case_errors()) == strings{"0 balance wrong_type", "3 case repeated_key",
                                                 "4 creditor not_a_member", "5 case repeated_key"});
    CHECK(all.cases_set_apart() == 4);
    CHECK(all.case_errors_not_listed() == 0);
    CHECK(all.report().base == 2);
    CHECK(to_string(all.report().amount) == "8");
    CHECK(lines(all.report()) == strings{"ENVIO EMAIL 1/1", "(no action) 0/1"});
}

TEST_CASE("a case whose key names nobody is set apart, not passed over") {
    running::batch_maker made(2);
    made.add("case", layout::float64, std::vector<double>{1.5, 2.5});
    auto given = std::make_shared<table>();
    given->batches.push_back(made.finish());
    auto const policy =
        "policy \"p\" version \"1\" { currency CLP }\nfield case : decimal(2) key\n"
        "actions { account case  happened at }\npalette p { action a rank 1 }\n";
    auto const feed = table_of({{{"case", "1.5"}, {"at", "2026-01-05"}, {"code", "a"}}});
    auto const result = find_best_actions(prepared(policy), feed, given);
    INFO(render(result.diagnostics, source("")));
    REQUIRE(result.ok());
    CHECK(result.value.report().base + result.value.cases_set_apart() == 2);
}

TEST_CASE("of an account that is out of scope, set apart or not given nothing is known") {
    best_action_options options;
    options.where = {{"creditor", "North"}};
    auto const given = cases({"case=A creditor=North balance=1", "case=B creditor=South balance=1",
                              "case=C creditor=Nowhere balance=1", "case=D creditor=North balance=1"});
    auto const all =
        found(actions_of({made_action("A", "2026-01-05", "CP"), made_action("B", "2026-01-05", "MAIL"),
                          made_action("C", "2026-01-05", "CP")}),
              given, options);
    table accounts = *given;
    accounts.batches.push_back(rows({"case=Z creditor=North balance=1"}));
    auto const attached = all.attach(accounts);
    CHECK(lines_of(attached.batches[0], {"case", "attempts.total", "attempts.window", "contacts.total"}) ==
          strings{"A 1 1 1", "B - - -", "C - - -", "D 0 0 0"});
    CHECK(lines_of(attached.batches[1], {"case", "attempts.total"}) == strings{"Z -"});
}

TEST_CASE("without details only the window is known") {
    best_action_options options;
    options.has_details = false;
    auto const all = found(actions_of({made_action("A", "2026-01-05", "CP")}), three_cases(), options);
    CHECK(lines_of(all.case_table(), {"case", "best.code", "attempts.window", "attempts.total",
                                      "attempts.day", "contacts.window", "last.code"}) ==
          strings{"A promise 1 - - - -", "B - 0 - - - -", "C - 0 - - - -"});
}

TEST_CASE("new values of an open list are told apart by their text, however it is written") {
    auto const policy =
        "policy \"p\" version \"1\" { currency CLP }\nfield case : text key\n"
        "field region : one of \"North\" open\n"
        "actions { account case  happened at }\npalette p { action a rank 1 }\n";
    auto const given =
        cases({"case=A region=East", "case=B region=West", "case=C region=EAST", "case=D region=North"});
    auto const feed = table_of({{{"case", "A"}, {"at", "2026-01-05"}, {"code", "a"}}});
    best_action_options options;
    options.where = {{"region", "east"}};
    auto const where = find_best_actions(prepared(policy), feed, given, options);
    INFO(render(where.diagnostics, source("")));
    REQUIRE(where.ok());
    CHECK(where.value.report().base == 2);
    best_action_options by;
    by.by = "region";
    auto const all = find_best_actions(prepared(policy), feed, given, by);
    REQUIRE(all.ok());
    CHECK(all.value.groups() == strings{"East", "West", "North"});
    CHECK(all.value.report(0).base == 2);
}

TEST_CASE("what the question asks of a column that no batch has is an error, not silence") {
    auto const feed = actions_of({made_action("A", "2026-01-05", "CP")});
    auto const given = cases({"case=A creditor=North balance=1"});
    best_action_options options;
    options.by = "assigned";
    CHECK(codes_of(findings(action_policy, feed, given, options)) == strings{"T5004"});
    options = {};
    options.where = {{"assigned", "2026-01-01"}};
    CHECK(codes_of(findings(action_policy, feed, given, options)) == strings{"T5004"});
    auto const all = found(feed, given);
    CHECK(codes_of(all.cases_of(0, 0, "assigned").diagnostics) == strings{"T5004"});
}

TEST_CASE("what is found wrong with the cases while a segment is asked is told once") {
    auto const policy = std::string(action_policy) + "segment new = assigned > 2026-01-01\n";
    best_action_options options;
    options.segment = "new";
    auto const found = findings(policy, actions_of({made_action("A", "2026-01-05", "CP")}),
                                cases({"case=A creditor=North balance=1"}), options);
    CHECK(codes_of(found) == strings{"T5004"});
    CHECK(found[0].severity == severity::warning);
}

TEST_CASE("a rolling window has from one day to a hundred years") {
    auto const feed = actions_of({made_action("A", "2026-01-05", "CP")});
    best_action_options options;
    for (std::int64_t const days : {std::int64_t{0}, std::int64_t{-3}, std::int64_t{36'501}, INT64_MAX}) {
        options.window = {window_asked::kind_t::rolling, {}, days};
        CHECK(codes_of(findings(action_policy, feed, three_cases(), options)) == strings{"T5007"});
    }
    options.window = {window_asked::kind_t::rolling, {}, 36'500};
    CHECK(found(feed, three_cases(), options).is_scoped());
}

TEST_CASE("a report is scoped where anything but the policy's window was asked for") {
    auto const feed = actions_of({made_action("A", "2026-01-05", "CP")});
    CHECK(!found(feed, three_cases()).is_scoped());
    best_action_options options;
    options.by = "creditor";
    options.window.what = window_asked::kind_t::all;
    CHECK(!found(feed, three_cases(), options).is_scoped());
    options.window.what = window_asked::kind_t::month;
    CHECK(found(feed, three_cases(), options).is_scoped());
    options = {};
    options.where = {{"creditor", "North"}};
    CHECK(found(feed, three_cases(), options).is_scoped());
}

TEST_CASE("a group or row that is not there has an empty report and no cases") {
    auto const all = found(actions_of({made_action("A", "2026-01-05", "CP")}), three_cases());
    for (std::size_t const group : {std::size_t{1}, std::size_t{0xFFFF}, std::size_t{65'536}}) {
        CHECK(all.report(group).base == 0);
        CHECK(all.narrowed(group, 0).base == 0);
        CHECK(all.cases_of(group, 0).value.empty());
    }
    CHECK(all.narrowed(0, 10'000).base == 0);
    CHECK(all.cases_of(0, 10'000).value.empty());
}

TEST_CASE("each batch's key column must name accounts") {
    auto feed = std::make_shared<table>();
    feed->batches.push_back(texts_of({made_action("A", "2026-01-05", "CP")}));
    auto second = texts_of({made_action("A", "2026-01-05", "CP")});
    running::batch_maker made(1);
    made.add("case", layout::float64, std::vector<double>{1.0});
    auto const keys = made.finish();
    second.columns[0] = keys.columns[0];
    feed->batches.push_back(second);
    CHECK(codes_of(findings(action_policy, feed, three_cases())) == strings{"T5002"});
}

TEST_CASE("an amount that does not fit sets its case apart") {
    best_action_options options;
    options.amount = "balance";
    auto const all =
        found(actions_of({made_action("A", "2026-01-05", "CP")}),
              cases({"case=A creditor=North balance=9999999999999999999", "case=B creditor=South balance=2"}),
              options);
    CHECK(in_words(all.case_errors()) == strings{"0 balance overflow"});
    CHECK(all.report().base == 1);
    CHECK(all.standings().left_out.case_set_apart == 1);
}

TEST_CASE("names that are no text match nothing") {
    std::vector<cells> rows = {made_action("A", "2026-01-05", "CP")};
    rows[0].emplace_back("by", "\xff\xfe");
    best_action_options options;
    options.agent = "\xff";
    auto const all = found(actions_of(rows), three_cases(), options);
    CHECK(all.report().actions == 0);
    CHECK(!all.row_of(all.report(), {"\xff"}));
}

TEST_CASE("columns that the block names itself and the feed lacks are told with the nearest name") {
    std::string policy = action_policy;
    policy.replace(policy.find("agent by"), 8, "agent usr  id number");
    auto rows = std::vector<cells>{made_action("A", "2026-01-05", "CP")};
    rows[0].emplace_back("user", "u");
    auto const found = findings(policy, actions_of(rows), three_cases());
    CHECK(codes_of(found) == strings{"T5004", "T5004"});
    for (auto const& one : found) CHECK(one.severity == severity::warning);
    CHECK(found[1].help[0] == "did you mean the column `user`?");
}

TEST_CASE("of one rank, moment and id the kind that stands first is the best, and both rows count") {
    auto const policy =
        "policy \"p\" version \"1\" { currency CLP }\nfield case : text key\n"
        "actions { account case  happened at }\npalette p { action a rank 1  action b rank 1 }\n";
    auto const feed = table_of({{{"case", "A"}, {"at", "2026-01-05"}, {"code", "b"}, {"id", "7"}},
                                {{"case", "A"}, {"at", "2026-01-05"}, {"code", "a"}, {"id", "7"}}});
    auto const result = find_best_actions(prepared(policy), feed);
    REQUIRE(result.ok());
    CHECK(lines(result.value.report()) == strings{"a 1/1", "b 1/0"});
}
