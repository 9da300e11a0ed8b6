// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// Alerts from a feed to a segment: what raises and clears them, as known then and now, from snapshots too.
#include <catch2/catch.hpp>

#include "unit/policy/feed.hpp"

using namespace tramo;
using namespace tramo::testing;

namespace {

using strings = std::vector<std::string>;

std::string const points =
    heading +
    "collection points \"Points\" { field point : text key  field channel : text optional }\n"
    "event wrong of points\nevent sent of points\nevent replaced of points\nevent tried of points\n"
    "alert contact_problem per points any {\n  state problem orange\n"
    "  on wrong => problem\n  on sent, replaced => clear\n}\n"
    "indicator contactability {\n"
    "  case unreachable if all(points where alert.contact_problem = problem)\n"
    "  case problems if any(points where alert.contact_problem = problem)\n"
    "  rest new\n}\n"
    "segment at_least_one = alert.contact_problem = problem\n"
    "segment some = contactability = problems\nsegment no_way = contactability = unreachable\n";

std::string after(std::string const& policy, strings const& lines, std::size_t alert = 0) {
    auto const words = states_in_words(found(prepared(policy), feed(lines)), alert);
    return words.empty() ? "" : words[0];
}

std::string problem_after(std::vector<cells> const& all, std::size_t alert = 0) {
    return states_in_words(found(prepared(payment_problem), table_of(all)), alert)[0];
}

std::string timed_on(std::string const& day, strings const& lines) {
    return states_in_words(found(prepared(timed, on(day)), feed(lines)))[0];
}

/// A table of accounts with points.
std::shared_ptr<table const> accounts_of(policy const& of,
                                         std::vector<std::pair<std::string, strings>> const& all) {
    text_batch made(of.fields());
    for (auto const& [client, its_points] : all) {
        REQUIRE(made.set("client", client));
        for (auto const& point : its_points) {
            REQUIRE(made.begin_child("points"));
            REQUIRE(made.set("point", point));
            made.end_child();
        }
        if (its_points.empty()) (void)made.set_empty("points");
        made.end_record();
    }
    auto out = std::make_shared<table>();
    out->batches.push_back(made.finish());
    return out;
}

}  // namespace

TEST_CASE("V-06: a promise clears the alert of who cannot pay") {
    CHECK(problem_after({action("2026-01-02", "No puede pagar")}) == "A cannot 2026-01-02 x1");
    CHECK(problem_after({action("2026-01-02", "No puede pagar"),
                         row("client=A event=promise happened=2026-01-03")}) == "A none x1");
}

TEST_CASE("V-07: a payment does not clear a refinancing, and both may stand side by side") {
    std::vector<cells> rows = {action("2026-01-01", "No quiere pagar"),
                               action("2026-01-02", "Refinanciación")};
    CHECK(problem_after(rows) == "A refuses 2026-01-01 x1");
    rows.push_back(row("client=A event=payment happened=2026-01-03"));
    CHECK(problem_after(rows, 1) == "A refinancing 2026-01-02 x1");
    CHECK(problem_after(rows, 0) == "A none x1");
    CHECK(problem_after({action("2026-01-02", "Refinanciación", "chat")}, 1) == "A none x0");
}

TEST_CASE("the last that a client says holds, and the same said again changes nothing") {
    CHECK(problem_after({action("2026-01-02", "No puede pagar"), action("2026-01-03", "No quiere pagar")}) ==
          "A refuses 2026-01-03 x1");
    CHECK(problem_after({action("2026-01-02", "No puede pagar"), action("2026-01-03", "no puede PAGAR")}) ==
          "A cannot 2026-01-02 x1");
}

TEST_CASE("a clear by hand waits for its confirmation, and may be taken back") {
    std::string const by_hand = "client=A event=manual alert=problem user=u1 ";
    std::vector<cells> rows = {action("2026-01-02", "No puede pagar"),
                               row(by_hand + "action=clear happened=2026-01-03")};
    CHECK(problem_after(rows) == "A cannot 2026-01-02 x1?");
    auto cancelled = rows;
    cancelled.push_back(row(by_hand + "action=cancel happened=2026-01-04"));
    CHECK(problem_after(cancelled) == "A cannot 2026-01-02 x1");
    cancelled.push_back(row(by_hand + "action=confirm happened=2026-01-05"));
    CHECK(problem_after(cancelled) == "A cannot 2026-01-02 x1");
    rows.push_back(row(by_hand + "action=confirm happened=2026-01-05"));
    CHECK(problem_after(rows) == "A none x1");
    auto const table = found(prepared(payment_problem), table_of(rows)).transitions();
    CHECK(lines_of(table, {"from", "to", "rule", "event", "user"}) ==
          strings{"none cannot problem.2 action -", "cannot cannot problem.clear_asked manual u1",
                  "cannot none problem.by_hand manual u1"});
}

TEST_CASE("Q-22: a payment that is rejected brings back what was, with its history") {
    std::vector<cells> rows = {action("2026-01-02", "No puede pagar"),
                               row("client=A event=to_verify happened=2026-01-05 id=v1"),
                               row("client=A event=rejected happened=2026-01-09 id=r1 of=v1")};
    auto const all = found(prepared(payment_problem), table_of(rows));
    CHECK(states_in_words(all) == strings{"A cannot 2026-01-02 x1"});
    CHECK(changes_in_words(all) == strings{"A none cannot problem.2 action 0",
                                           "A cannot none problem.3 to_verify v1",
                                           "A none cannot problem.4 rejected r1"});
}

TEST_CASE("V-08, V-09: a point of contact is mended by its own replacement or success, not by another's") {
    CHECK(after(points, {"client=A event=wrong happened=2026-01-02 point=mail"}) ==
          "A problem 2026-01-02 x1");
    CHECK(after(points, {"client=A event=wrong happened=2026-01-02 point=mail",
                         "client=A event=replaced happened=2026-01-03 point=mail"}) == "A none x1");
    CHECK(after(points, {"client=A event=wrong happened=2026-01-02 point=phone",
                         "client=A event=sent happened=2026-01-03 point=mail"}) == "A problem 2026-01-02 x1");
}

TEST_CASE("V-24: two of three points fail: at least one, with problems; all of them: unreachable") {
    auto const with = prepared(points);
    auto const accounts =
        accounts_of(with.policy(), {{"A", {"p1", "p2", "p3"}}, {"B", {"p1", "p2"}}, {"C", {"p1"}}});
    auto const all = found(with,
                           feed({"client=A event=wrong happened=2026-01-02 point=p1",
                                 "client=A event=wrong happened=2026-01-03 point=p3",
                                 "client=B event=wrong happened=2026-01-03 point=p1",
                                 "client=B event=wrong happened=2026-01-03 point=p2",
                                 "client=B event=wrong happened=2026-01-03 point=p9",
                                 "client=D event=wrong happened=2026-01-03 point=p1"}),
                           accounts);
    CHECK(states_in_words(all) == strings{"A problem 2026-01-02 x2", "B problem 2026-01-03 x2", "C none x0"});
    auto errors = errors_of(all.log().errors);
    for (auto& one : errors) std::erase(one, '"');
    CHECK(errors == strings{"4 B point = p9 unknown_child", "5 D client = D unknown_account"});
    auto const verdict = evaluated_on(all, *accounts);
    CHECK(marks(verdict, 0) == "++-");
    CHECK(marks(verdict, 1) == "+--");
    CHECK(marks(verdict, 2) == "-+-");
    CHECK(lines_of(all.child_states(0), {"client", "point", "alert.contact_problem"}) ==
          strings{"A p1 problem", "A p2 none", "A p3 problem", "B p1 problem", "B p2 problem", "C p1 none"});
}

TEST_CASE("per child, an account shows any state, all that carry it, or the worst") {
    auto const with = [](std::string const& how) {
        return heading +
               "collection points { field point : text key }\n"
               "event light of points\nevent heavy of points\nevent fine of points\n"
               "alert it per points " +
               how +
               " {\n  state bad yellow\n  state worse red\n"
               "  on light => bad\n  on heavy => worse\n  on fine => clear\n}\n";
    };
    strings const both = {"client=A event=light happened=2026-01-02 point=p1",
                          "client=A event=heavy happened=2026-01-03 point=p2"};
    CHECK(after(with("any"), both) == "A bad 2026-01-02 x2");
    CHECK(after(with("worst"), both) == "A worse 2026-01-03 x2");
    CHECK(after(with("all"), both) == "A none x2");
    strings same = {"client=A event=light happened=2026-01-02 point=p1",
                    "client=A event=light happened=2026-01-04 point=p2"};
    CHECK(after(with("all"), same) == "A bad 2026-01-04 x2");
    CHECK(after(with("any"), same) == "A bad 2026-01-02 x2");
    same.push_back("client=A event=fine happened=2026-01-05 point=p3");
    CHECK(after(with("all"), same) == "A none x2");
}

TEST_CASE("a child that only tomorrow's events speak of is not there today") {
    auto const policy = heading +
                        "collection points { field point : text key }\nevent light of points\n"
                        "event fine of points\nalert it per points all {\n  state bad\n"
                        "  on light => bad\n  on fine => clear\n}\n";
    strings const lines = {"client=A event=light happened=2026-01-02 point=p1",
                           "client=A event=fine happened=2026-01-09 point=p2"};
    CHECK(states_in_words(found(prepared(policy, on("2026-01-08")), feed(lines))) ==
          strings{"A bad 2026-01-02 x1"});
    CHECK(states_in_words(found(prepared(policy, on("2026-01-09")), feed(lines))) == strings{"A none x1"});
}

TEST_CASE("a point that only hands speak of has its alert too") {
    auto const policy = heading +
                        "collection points { field point : text key }\nevent called\n"
                        "alert it per points any {\n  state bad\n  manual raise bad\n  manual clear\n}\n";
    CHECK(after(policy, {"client=A event=manual alert=it action=raise state=bad user=u happened=2026-01-02 "
                         "point=p1"}) == "A bad 2026-01-02 x1");
}

TEST_CASE("time alone changes an alert, from the beginning of a day on") {
    strings const lines = {"client=A event=called happened=2026-01-02T15:00:00"};
    CHECK(timed_on("2026-01-31", lines) == "A fresh 2026-01-02 x1");
    CHECK(timed_on("2026-02-01", lines) == "A stale 2026-02-01 x1");
    CHECK(timed_on("2026-05-01", lines) == "A stale 2026-02-01 x1");
}

TEST_CASE("an account all of whose events are yet to come is not known yet") {
    strings const lines = {"client=A event=called happened=2026-01-02",
                           "client=B event=called happened=2026-01-05"};
    CHECK(states_in_words(found(prepared(timed, on("2026-01-03")), feed(lines))) ==
          strings{"A fresh 2026-01-02 x1"});
    CHECK(states_in_words(found(prepared(timed, on("2026-01-01")), feed(lines))).empty());
}

TEST_CASE("a deadline has passed on the day after, unless what it waits for came") {
    strings lines = {"client=A event=promise happened=2026-01-02 due=2026-01-10"};
    CHECK(timed_on("2026-01-13", lines) == "A none x0");
    CHECK(timed_on("2026-01-14", lines) == "A broken 2026-01-14 x1");
    lines.push_back("client=A event=paid happened=2026-01-13T23:59:59");
    CHECK(timed_on("2026-01-14", lines) == "A none x0");
    lines.back() = "client=A event=paid happened=2026-01-14T00:00:01";
    CHECK(timed_on("2026-01-14", lines) == "A none x1");
    lines.back() = "client=A event=promise happened=2026-01-05 due=2026-01-20";
    CHECK(timed_on("2026-01-14", lines) == "A none x0");
    lines.back() = "client=A event=promise happened=2026-01-05";
    CHECK(timed_on("2026-05-01", lines) == "A none x0");
}

TEST_CASE("alerts that change with time ask for the day") {
    auto const result =
        find_alerts(prepared(heading + "event called\nalert it {\n  state up\n  on called => up\n"
                                       "  after 3 days in up => clear\n}\n"),
                    feed({"client=A event=called happened=2026-01-02"}));
    CHECK(codes_of(result.diagnostics) == strings{"T4010"});
    auto const counted =
        find_alerts(prepared(heading + "event called\ncounter calls = count(called within 3 days)\n"),
                    feed({"client=A event=called happened=2026-01-02"}));
    CHECK(codes_of(counted.diagnostics) == strings{"T4010"});
    CHECK(after(points, {"client=A event=wrong happened=2026-01-02 point=p"}) == "A problem 2026-01-02 x1");
}

TEST_CASE("a payment that is told late counts, as known now, as if it had come in time") {
    auto const with = prepared(timed, on("2026-02-10"));
    auto const events = feed({"client=A event=called happened=2026-01-02",
                              "client=A event=paid happened=2026-01-20 recorded=2026-02-09"});
    alert_options then;
    then.known_at = parse_timestamp("2026-02-08T00:00:00");
    CHECK(states_in_words(found(with, events, nullptr, then)) == strings{"A stale 2026-02-01 x1"});
    auto const now = found(with, events);
    CHECK(states_in_words(now) == strings{"A none x1"});
    REQUIRE(now.changes().size() == 2);
    CHECK(to_string(now.changes()[1].recorded) == "2026-02-09T00:00:00");
    CHECK(to_string(now.changes()[1].happened) == "2026-01-20T00:00:00");
}

TEST_CASE("a third broken promise within 90 days is another state") {
    auto const policy = heading +
                        "event broken\nalert it {\n  state once\n  state often\n"
                        "  on broken where count(broken within 90 days) >= 3 => often\n"
                        "  on broken from none => once\n  manual clear\n}\n";
    strings lines = {"client=A event=broken happened=2026-01-01", "client=A event=broken happened=2026-02-01",
                     "client=A event=broken happened=2026-03-31"};
    CHECK(after(policy, lines) == "A often 2026-03-31 x1");
    lines[2] = "client=A event=broken happened=2026-04-01";
    CHECK(after(policy, lines) == "A once 2026-01-01 x1");
}

TEST_CASE("conditions on events may read the account's data") {
    auto const policy =
        heading +
        "field balance : money optional\nevent paid { field amount : money }\n"
        "alert it {\n  state partly\n  state done\n  on paid where amount >= balance => done\n"
        "  on paid => partly\n  manual clear\n}\n";
    auto const with = prepared(policy);
    auto accounts = std::make_shared<table>();
    accounts->batches.push_back(rows_of(
        with.policy(),
        {{{"client", "B"}, {"balance", "10"}}, {{"client", "A"}, {"balance", "5"}}, {{"client", "C"}}}));
    auto const events = feed({"client=A event=paid happened=2026-01-02 amount=5",
                              "client=B event=paid happened=2026-01-02 amount=5",
                              "client=C event=paid happened=2026-01-02 amount=5"});
    CHECK(states_in_words(found(with, events, accounts)) ==
          strings{"B partly 2026-01-02 x1", "A done 2026-01-02 x1", "C partly 2026-01-02 x1"});
    CHECK(states_in_words(found(with, events)) ==
          strings{"A partly 2026-01-02 x1", "B partly 2026-01-02 x1", "C partly 2026-01-02 x1"});
}

TEST_CASE("a window of days ends with the day asked for, and begins as many days before") {
    auto const with = [](std::string const& day) {
        return prepared(heading + "event called\ncounter recent = count(called within 2 days)\n", on(day));
    };
    auto const events = feed({"client=A event=called happened=2026-01-02"});
    auto const count = [&](std::string const& day) {
        return found(with(day), events).counters()[0][0]->coefficient;
    };
    CHECK(count("2026-01-02") == 1);
    CHECK(count("2026-01-03") == 1);
    CHECK(count("2026-01-04") == 0);
}

TEST_CASE("a policy without alerts counts, and one without events has nobody") {
    auto const counted = found(
        prepared(heading + "event paid { field amount : money }\ncounter paid_so_far = sum(paid.amount)\n"
                           "segment payer = paid_so_far > PEN 3\n"),
        feed({"client=A event=paid happened=2026-01-02 amount=3",
              "client=A event=paid happened=2026-01-02 amount=0.01"}));
    CHECK(counted.changes().empty());
    CHECK(lines_of(counted.states(), {"client", "paid_so_far"}) == strings{"A 3.01"});
    auto const nobody = found(prepared(payment_problem), std::make_shared<table>());
    CHECK(nobody.states().rows == 0);
    CHECK(nobody.transitions().rows == 0);
    CHECK(nobody.counts(0) == std::vector<std::int64_t>{0, 0, 0});
}

TEST_CASE("what is undone is not counted, and an alert that does not restore takes a reversal for an event") {
    auto const policy = heading +
                        "event paid { field amount : money }\nevent unpaid reverses paid by of\n"
                        "counter so_far = sum(paid.amount)\n"
                        "alert it {\n  state good\n  state bad\n  on paid => good\n  on unpaid => bad\n}\n";
    auto const all = found(prepared(policy), feed({"client=A event=paid happened=2026-01-02 amount=3 id=1",
                                                   "client=A event=paid happened=2026-01-03 amount=4 id=2",
                                                   "client=A event=unpaid happened=2026-01-04 of=2 id=3"}));
    CHECK(lines_of(all.states(), {"alert.it", "so_far"}) == strings{"bad 3.00"});
}

TEST_CASE("an alert restores on the reversals that it names, and on no others") {
    auto const policy = heading +
                        "event paid\nevent unpaid reverses paid by of\nevent promise\n"
                        "event unpromised reverses promise by of\n"
                        "alert it {\n  state owes\n  state promises\n  on promise => promises\n"
                        "  on paid => clear\n  on unpaid => restore\n  manual raise owes\n}\n";
    strings lines = {"client=A event=promise happened=2026-01-02 id=1",
                     "client=A event=unpromised happened=2026-01-03 of=1 id=2"};
    CHECK(after(policy, lines) == "A promises 2026-01-02 x1");
    lines.push_back("client=A event=paid happened=2026-01-04 id=3");
    CHECK(after(policy, lines) == "A none x1");
    lines.push_back("client=A event=unpaid happened=2026-01-05 of=3 id=4");
    CHECK(after(policy, lines) == "A promises 2026-01-02 x1");
}

TEST_CASE("events of the years 1 and 9999 are events like others") {
    auto const policy = heading +
                        "event called\nevent paid\nevent unpaid reverses paid by of\nalert it {\n  state up\n"
                        "  on called => up\n  on paid => clear\n  on unpaid => restore\n}\n";
    CHECK(after(policy, {"client=A event=called happened=0001-01-01 id=1"}) == "A up 0001-01-01 x1");
    CHECK(after(policy, {"client=A event=called happened=9999-12-30 id=1",
                         "client=A event=paid happened=9999-12-31 id=2",
                         "client=A event=unpaid happened=9999-12-31 id=3 of=2"}) == "A up 9999-12-30 x1");
}
