// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// From a feed and a table of cases to best actions, reports and fields of accounts; nothing is lost on the
// way.
#include <catch2/catch.hpp>

#include "unit/policy/acted_cases.hpp"

using namespace tramo;
using namespace tramo::testing;

TEST_CASE("each case counts once, under its best action, in the palette of its creditor") {
    auto const all = found(actions_of({made_action("A", "2026-01-05", "envío email"),
                                       made_action("A", "2026-01-02", "cp", "retiro de cheque"),
                                       made_action("B", "2026-01-03", "MAIL"),
                                       made_action("B", "2026-01-04", "COMPROMISO DE PAGO")}),
                           three_cases());
    auto const report = all.report();
    CHECK(report.base == 3);
    CHECK(lines(report) == strings{"COMPROMISO DE PAGO 1/1", "COMPROMISO DE PAGO / RETIRO DE CHEQUE 1/1",
                                   "ENVIO EMAIL 2/1", "(other) 1/0", "(no action) 0/1"});
    REQUIRE(all.others().size() == 1);
    CHECK(all.others()[0].code == "COMPROMISO DE PAGO");  // not in the palette of South
}

TEST_CASE("an unknown response is an action of what is around it, and is told") {
    auto const all = found(actions_of({made_action("A", "2026-01-05", "CP", "nonsense")}), three_cases());
    CHECK(lines(all.report()) ==
          strings{"COMPROMISO DE PAGO 1/1", "COMPROMISO DE PAGO / (unspecified) 1/1", "(no action) 0/2"});
    REQUIRE(all.others().size() == 1);
    CHECK(all.others()[0].code == "CP / nonsense");
}

TEST_CASE("rows without a code, a moment or a key are set apart, those of unknown cases told") {
    auto const all = found(actions_of({made_action("A", "2026-01-05", "CP"),
                                       {{"case", "A"}, {"at", "2026-01-05"}},
                                       {{"case", "A"}, {"kind", "CP"}},
                                       {{"kind", "CP"}, {"at", "2026-01-05"}},
                                       made_action("Z", "2026-01-05", "CP"),
                                       made_action("A", "yesterday", "CP"),
                                       made_action("A", "2026-04-01", "CP")}),
                           three_cases());
    CHECK(in_words(all.errors()) == strings{"1 kind missing", "2 at missing", "3 case missing",
                                            "4 case unknown_account", "5 at wrong_type"});
    CHECK(all.standings().left_out.set_apart == 4);
    CHECK(all.standings().left_out.without_case == 1);
    CHECK(all.standings().left_out.too_late == 1);
    CHECK(all.report().actions == 1);
}

TEST_CASE("an empty feed leaves all cases without an action, and ratios at 0.00") {
    auto const all = found(actions_of({}), three_cases());
    CHECK(lines(all.report()) == strings{"(no action) 0/3"});
    for (auto const& row : all.report().rows)
        if (row.cases == 0) CHECK(to_string(row.ratio) == "0.00");
}

TEST_CASE("without a table of cases the cases are those of the feed, and the first palette is theirs") {
    auto result = find_best_actions(
        prepared(action_policy, on("2026-03-31")),
        actions_of({made_action("X", "2026-01-05", "CP"), made_action("Y", "2026-01-05", "CP")}));
    CHECK(codes_of(result.diagnostics) == strings{"T5018"});
    REQUIRE(result.ok());
    CHECK(result.value.report().base == 2);
}

TEST_CASE("a case given twice counts once, and the second row is set apart") {
    best_action_options options;
    options.amount = "balance";
    auto const all =
        found(actions_of({made_action("A", "2026-01-05", "CP")}),
              cases({"case=A creditor=North balance=1", "case=A creditor=South balance=2"}), options);
    CHECK(all.report().base == 1);
    CHECK(all.report().amount == 1);
    REQUIRE(all.case_errors().size() == 1);
    CHECK(all.case_errors()[0].reason == fault_reason::repeated_key);
    CHECK(all.case_errors()[0].row == 1);
}

TEST_CASE("a case with a data error is in no report, and its actions are told apart") {
    auto const all =
        found(actions_of({made_action("A", "2026-01-05", "CP"), made_action("B", "2026-01-05", "MAIL")}),
              cases({"case=A creditor=West balance=1", "case=B creditor=South balance=2"}));
    CHECK(all.report().base == 1);
    CHECK(all.standings().left_out.case_set_apart == 1);
    CHECK(all.standings().left_out.out_of_scope == 0);
    CHECK(all.case_errors().size() == 1);
    CHECK(all.cases_set_apart() == 1);
}

TEST_CASE("reports by a field add up to the whole, and one value of it is the report of the same name") {
    auto const feed =
        actions_of({made_action("A", "2026-01-05", "CP"), made_action("B", "2026-01-05", "MAIL"),
                    made_action("C", "2026-01-05", "ENVIO EMAIL"), made_action("C", "2026-01-06", "zzz")});
    best_action_options by;
    by.by = "creditor";
    auto const all = found(feed, three_cases(), by);
    CHECK(all.groups() == strings{"North", "South"});
    best_action_options where;
    where.where = {{"creditor", "south"}};
    auto const south = found(feed, three_cases(), where);
    CHECK(lines(south.report()) == lines(all.report(1)));
    CHECK(south.report().base == 1);
    CHECK(all.report(0).base == 2);
    CHECK(all.report(0).actions == 3);
}

TEST_CASE("a report narrowed to a branch counts the actions of its cases alone") {
    auto const all = found(actions_of({made_action("A", "2026-01-05", "CP", "RETIRO DE CHEQUE"),
                                       made_action("A", "2026-01-06", "ENVIO EMAIL"),
                                       made_action("C", "2026-01-05", "ENVIO EMAIL")}),
                           three_cases());
    auto const report = all.report();
    auto const row = all.row_of(report, {"promise"});
    REQUIRE(row);
    CHECK(all.row_of(report, {"compromiso de pago", "Retiro de Cheque"}) == *row + 1);
    CHECK(!all.row_of(report, {"promise", "email"}));
    auto const narrow = all.narrowed(0, *row);
    CHECK(narrow.base == 1);
    CHECK(lines(narrow) ==
          strings{"COMPROMISO DE PAGO 1/1", "COMPROMISO DE PAGO / RETIRO DE CHEQUE 1/1", "ENVIO EMAIL 1/0"});
}

TEST_CASE("the window is the policy's unless the question has one of its own") {
    auto const feed =
        actions_of({made_action("A", "2026-01-31", "CP"), made_action("A", "2026-03-01", "ENVIO EMAIL"),
                    made_action("C", "2026-03-30T10:00", "ENVIO EMAIL")});
    best_action_options options;
    options.window = {window_asked::kind_t::month, {}, 0};
    CHECK(lines(found(feed, three_cases(), options).report()) ==
          strings{"ENVIO EMAIL 2/2", "(no action) 0/1"});
    options.window = {window_asked::kind_t::rolling, {}, 2};
    CHECK(lines(found(feed, three_cases(), options).report()) ==
          strings{"ENVIO EMAIL 1/1", "(no action) 0/2"});
    options.window = {window_asked::kind_t::since, *parse_date("2026-02-01"), 0};
    CHECK(lines(found(feed, three_cases(), options).report()) ==
          strings{"ENVIO EMAIL 2/2", "(no action) 0/1"});
}

TEST_CASE("segments read what the feed says of an account, and a segment chooses the cases of a report") {
    auto const feed =
        actions_of({made_action("A", "2026-01-05", "CP"), made_action("A", "2026-01-06", "ENVIO EMAIL"),
                    made_action("C", "2026-01-05", "ENVIO EMAIL")});
    auto const all = found(feed, three_cases());
    auto const verdicts = all.with().evaluate(all.attach(*three_cases()));
    REQUIRE(verdicts.ok());
    CHECK(verdicts.value.segments[0].is_true.rows == 1);
    CHECK(verdicts.value.segments[0].is_unknown.rows == 1);  // B: nothing was done
    CHECK(verdicts.value.segments[1].is_true.rows == 1);
    best_action_options options;
    options.segment = "tried";
    CHECK(lines(found(feed, three_cases(), options).report()) ==
          strings{"COMPROMISO DE PAGO 1/1", "COMPROMISO DE PAGO / (unspecified) 1/1", "ENVIO EMAIL 1/0"});
}

TEST_CASE("only the actions of one agent are looked at where one is asked for") {
    auto rows = std::vector<cells>{made_action("A", "2026-01-05", "CP"),
                                   made_action("A", "2026-01-06", "ENVIO EMAIL")};
    rows[0].emplace_back("by", "A-1");
    rows[1].emplace_back("by", "a-2 ");
    best_action_options options;
    options.agent = "A-2";
    auto const all = found(actions_of(rows), three_cases(), options);
    CHECK(lines(all.report()) == strings{"ENVIO EMAIL 1/1", "(no action) 0/2"});
    CHECK(all.standings().left_out.out_of_scope == 1);
}

TEST_CASE("cases of a row are listed by amount, largest first, then by key") {
    auto const all =
        found(actions_of({made_action("A", "2026-01-05", "CP"), made_action("C", "2026-01-05", "CP")}),
              three_cases());
    auto const report = all.report();
    auto const listed = all.cases_of(0, *all.row_of(report, {"CP"}), "balance");
    REQUIRE(listed.ok());
    CHECK(listed.value == std::vector<std::uint32_t>{0, 2});
    CHECK(all.cases_of(0, *all.row_of(report, {"CP"}), "balance", false).value ==
          std::vector<std::uint32_t>{2, 0});
    CHECK(codes_of(all.cases_of(0, 0, "balanse").diagnostics) == strings{"T5007"});
}

TEST_CASE("what cannot be asked is refused by name") {
    auto const feed = actions_of({made_action("A", "2026-01-05", "CP")});
    auto const codes = [&](best_action_options const& options, std::shared_ptr<table const> given) {
        return codes_of(
            find_best_actions(prepared(action_policy, on("2026-03-31")), feed, std::move(given), options)
                .diagnostics);
    };
    best_action_options options;
    options.where = {{"creditr", "North"}};
    CHECK(codes(options, three_cases()) == strings{"T5007"});
    options.where = {{"creditor", "Nowhere"}};
    CHECK(codes(options, three_cases()) == strings{"T5007"});
    options = {};
    options.segment = "promisd";
    CHECK(codes(options, three_cases()) == strings{"T5007"});
    options = {};
    options.amount = "assigned";
    CHECK(codes(options, three_cases()) == strings{"T5007"});
    auto const nothing = prepared("field a : text key\nsegment s = a = \"x\"\n");
    CHECK(codes_of(find_best_actions(nothing, feed).diagnostics) == strings{"T5014"});
    auto const typo = actions_of(
        {{{"case", "A"}, {"att", "2026-01-01"}, {"kind", "CP"}, {"response", "x"}, {"by", "U-1"}}});
    CHECK(codes_of(find_best_actions(prepared(action_policy), typo, three_cases()).diagnostics) ==
          strings{"T5004"});
}
