// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts as columns: of accounts, of changes, and for the segments that read them.
#include <catch2/catch.hpp>

#include "unit/policy/feed.hpp"

using namespace tramo;
using namespace tramo::testing;

using strings = std::vector<std::string>;

TEST_CASE("the states as a table: state, since, days, times, and counters") {
    auto const policy = timed +
                        "counter calls = count(called)\ncounter recent = count(called within 3 days)\n"
                        "counter last = latest(called.n)\n";
    auto const all =
        found(prepared(policy, on("2026-01-05")),
              feed({"client=7 event=called happened=2026-01-02 n=4",
                    "client=7 event=called happened=2026-01-03", "client=8 event=paid happened=2026-01-04"}));
    CHECK(lines_of(all.states(), {"client", "alert.it", "alert.it.since", "alert.it.days", "alert.it.times",
                                  "calls", "recent", "last"}) ==
          strings{"7 fresh 2026-01-02 3 1 2 1 -", "8 none - - 0 0 0 -"});
    CHECK(all.counts(0) == std::vector<std::int64_t>{1, 1, 0, 0});
    auto const without_day =
        found(prepared(heading + "event called\nalert it { state up  on called => up  manual clear }\n"),
              feed({"client=7 event=called happened=2026-01-02"}));
    CHECK(lines_of(without_day.states(), {"alert.it.since", "alert.it.days"}) == strings{"2026-01-02 -"});
}

TEST_CASE("transitions tell the rule, its line and the policy") {
    auto const with = prepared(payment_problem);
    auto const all = found(with, table_of({action("2026-01-02", "No puede pagar")}));
    auto const table = all.transitions();
    CHECK(lines_of(table, {"alert", "line", "happened", "recorded", "child"}) ==
          strings{"problem 13 2026-01-02T00:00:00 2026-01-02T00:00:00 -"});
    CHECK(text_at(*find_column(table, "policy_hash"), 0) == with.policy().hash());
    CHECK(transition_captions(with.policy(), 0) ==
          strings{"on action where result = \"No quiere pagar\"",
                  "on action where result = \"No puede pagar\"",
                  "on to_verify, promise, payment from refuses, cannot", "on rejected"});
}

TEST_CASE("segments read alerts of a table of accounts; who the feed does not know carries none") {
    auto const with = prepared(payment_problem);
    auto accounts = std::make_shared<table>();
    accounts->batches.push_back(rows_of(with.policy(), {{{"client", "B"}}}));
    accounts->batches.push_back(rows_of(with.policy(), {{{"client", "A"}}}));
    std::vector<cells> events = {action("2026-01-02", "No puede pagar"),
                                 row("client=A event=payment happened=2026-01-03"),
                                 action("2026-01-04", "No puede pagar")};
    auto const all = found(with, table_of(events));
    auto const verdict = evaluated_on(all, *accounts);
    CHECK(marks(verdict, 0) == "-+");
    CHECK(marks(verdict, 1) == "-+");
    auto const timed_verdict = [&](std::string const& day) {
        auto const late = prepared(timed, on(day));
        auto const its = found(late, feed({"client=A event=called happened=2026-01-02"}));
        return marks(evaluated_on(its, *accounts), 0) + " " + marks(evaluated_on(its, *accounts), 1);
    };
    CHECK(timed_verdict("2026-01-12") == "~- --");
    CHECK(timed_verdict("2026-01-13") == "~+ --");
    CHECK(timed_verdict("2026-02-03") == "~- -+");
}

TEST_CASE("columns of a table that are called like alerts give way to what was computed") {
    auto const with = prepared(payment_problem);
    auto accounts = table{{texts_of({{{"client", "A"}, {"alert.problem", "refuses"}}})}};
    auto const all = found(with, table_of({action("2026-01-02", "No puede pagar")}));
    auto const attached = all.attach(accounts);
    CHECK(lines_of(attached.batches[0], {"client", "alert.problem"}) == strings{"A cannot"});
}
