// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That what must, may and must not be done follows from the policy, the account and its events.
#include <tramo/policy/decisions.hpp>

#include <catch2/catch.hpp>

#include "decided.hpp"

namespace tramo::testing {
namespace {

std::string const block = R"(table cuts by tier {
  column block : integer
  row "Large" => 60
  row "Multinational" => 90
}
hold whitelist "Whitelist" {
  from wl_from
  until wl_until
  reason wl_reason
  owner wl_owner
  needs reason, owner, until
  freezes cuts, blocks
}
block requests "Requests" id "T-039" {
  if days_late > cuts.block
  stands if blocked_on is known
  release if balance = 0
  stops "shipment", "plan_change"
}
)";

std::string account(std::string const& rest) {
    return "[{\"client\": \"C-1\", " + rest + "}]";
}

TEST_CASE("V-10: Large is blocked at 61 days and not at 60", "[decisions]") {
    CHECK(effects_in_words(
              decided(block, {account(R"("tier": "Large", "days_late": 60, "balance": 5)"), {}})) == lines{});
    CHECK(effects_in_words(decided(block, {account(R"("tier": "lLarge", "days_late": 61, "balance": 5)"),
                                           {}})) == lines{"0 requests in_force"});
}

TEST_CASE("V-11: Multinational is blocked at 91 days, not at 61 and 90", "[decisions]") {
    for (auto const* const days : {"61", "90"})
        CHECK(effects_in_words(
                  decided(
                      block,
                      {account(std::string(R"("tier": "Multinational", "balance": 5, "days_late": )") + days),
                       {}}))
                  .empty());
    CHECK(effects_in_words(
              decided(block, {account(R"("tier": "Multinational", "balance": 5, "days_late": 91)"), {}})) ==
          lines{"0 requests in_force"});
}

TEST_CASE("V-19: an unknown tier is no block but unknown", "[decisions]") {
    CHECK(effects_in_words(decided(block, {account(R"("days_late": 91, "balance": 5)"), {}})) ==
          lines{"0 requests unknown"});
}

TEST_CASE("Q-32: a block stands until all that is overdue is paid", "[decisions]") {
    CHECK(
        effects_in_words(decided(
            block, {account(R"("tier": "Large", "days_late": 20, "balance": 5, "blocked_on": "2026-11-01")"),
                    {}})) == lines{"0 requests in_force stands"});
    CHECK(effects_in_words(decided(
              block, {account(R"("tier": "Large", "days_late": 0, "balance": 0, "blocked_on": "2026-11-01")"),
                      {}})) == lines{"0 requests released stands"});
}

TEST_CASE("V-20: a whitelisted account is not blocked, and the hold says by whom", "[decisions]") {
    auto const made =
        decided(block, {account(R"("tier": "Large", "days_late": 100, "balance": 5, "wl_from": "2026-01-01",
                           "wl_until": "2026-12-31", "wl_reason": "agreed", "wl_owner": "head")"),
                        {}});
    CHECK(effects_in_words(made) == lines{"0 requests held"});
    CHECK(holds_in_words(made) == lines{"0 whitelist 2026-01-01..2027-01-01 head"});
}

TEST_CASE("a hold without the owner that it needs is told and does not count", "[decisions]") {
    auto const made =
        decided(block, {account(R"("tier": "Large", "days_late": 100, "balance": 5, "wl_from": "2026-01-01",
                           "wl_until": "2026-12-31", "wl_reason": "agreed")"),
                        {}});
    CHECK(effects_in_words(made) == lines{"0 requests in_force"});
    CHECK(holds_in_words(made) == lines{"0 whitelist 2026-01-01..2027-01-01 (has no owner)"});
}

TEST_CASE("a hold that ends before it begins is named and does not count", "[decisions]") {
    auto const made =
        decided(block, {account(R"("tier": "Large", "days_late": 100, "balance": 5, "wl_from": "2026-03-05",
                           "wl_until": "2026-02-28", "wl_reason": "agreed", "wl_owner": "head")"),
                        {}});
    CHECK(effects_in_words(made) == lines{"0 requests in_force"});
    CHECK(holds_in_words(made).front().find("before it begins") != std::string::npos);
}

std::string const disputes = R"(arrears { due oldest_due  grace 3 days }
hold dispute { of claims  from opened before closed  owner handler  freezes days, messages }
hold hardship { starts on illness  ends on recovery  freezes days, queue }
hold court { if in_court  freezes cuts }
segment paused = hold.dispute or hold.hardship
segment late = arrears.delinquent > 30
segment old = arrears.past_due > 30
)";

TEST_CASE("past-due and delinquent days are two numbers, and pauses count once", "[decisions]") {
    auto const made = decided(disputes, {account(R"("oldest_due": "2026-10-01", "claims": [
                      {"opened": "2026-10-11", "closed": "2026-10-21", "handler": "H-1"},
                      {"opened": "2026-10-16", "closed": "2026-10-26"}])"),
                                         {"client=C-1 event=illness happened=2026-10-24",
                                          "client=C-1 event=recovery happened=2026-10-28"}});
    CHECK(made.days(0) == treatment::days_counted{51, 17, 31});
    CHECK(segments_of(made) == "late old");
    CHECK(holds_in_words(made) == lines{"0 dispute 2026-10-11..2026-10-21 H-1",
                                        "0 dispute 2026-10-16..2026-10-26",
                                        "0 hardship 2026-10-24..2026-10-28"});
}

TEST_CASE("one hold removed keeps the other", "[decisions]") {
    auto const made = decided(disputes, {account(R"("oldest_due": "2026-10-01", "in_court": true,
                              "claims": [{"opened": "2026-10-11"}])"),
                                         {"client=C-1 event=illness happened=2026-10-24",
                                          "client=C-1 event=recovery happened=2026-10-28"}});
    CHECK(segments_of(made) == "paused old");
    CHECK(holds_in_words(made).size() == 3);
}

TEST_CASE("without anything due no day is counted", "[decisions]") {
    CHECK(decided(disputes, {account(R"("in_court": false)"), {}}).days(0) == treatment::days_counted{});
}

std::string const promised = R"(promises {
  made on promise due due amount amount
  paid on payment amount amount
  tolerance 3 days
}
segment has_promise = promises.open > 0
segment broke = promises.broken > 0
segment kept = promises.kept = 1 and promises.amount = 0
)";

TEST_CASE("V-23: a promise is open until time or money decides, whatever becomes of a task", "[decisions]") {
    std::vector<std::string> const events{
        "client=C-1 event=promise amount=100 due=2026-11-20 happened=2026-11-10 id=p1"};
    auto const made = decided(promised, {account(R"("balance": 100)"), events});
    CHECK(promises_in_words(made) == lines{"0 p1 open 0"});
    CHECK(segments_of(made) == "has_promise");
    auto const later = decided(promised, {account(R"("balance": 100)"), events, *parse_date("2026-11-24")});
    CHECK(promises_in_words(later) == lines{"0 p1 broken 0"});
    CHECK(segments_of(later) == "broke");
}

TEST_CASE("a promise kept by a payment that is taken back is broken again", "[decisions]") {
    std::vector<std::string> events{
        "client=C-1 event=promise amount=100 due=2026-11-12 happened=2026-11-10 id=p1",
        "client=C-1 event=payment amount=100 happened=2026-11-12 id=a1"};
    CHECK(segments_of(decided(promised, {account(R"("balance": 100)"), events})) == "kept");
    events.push_back("client=C-1 event=undo undone=a1 happened=2026-11-19 id=u1");
    auto const made = decided(promised, {account(R"("balance": 100)"), events});
    CHECK(promises_in_words(made) == lines{"0 p1 broken 0"});
    CHECK(made.promises()[0].standing.kept_once == parse_date("2026-11-12"));
    CHECK(made.promises()[0].standing.undone == parse_date("2026-11-19"));
}

TEST_CASE("V-13: statements are sent on the tenth and wait from the eleventh on", "[decisions]") {
    std::string const text = "notify statement { month days 1..10 }\n";
    CHECK(effects_in_words(decided(text, {account(R"("balance": 1)"), {}, *parse_date("2026-11-10")})) ==
          lines{"0 statement in_force"});
    CHECK(effects_in_words(decided(text, {account(R"("balance": 1)"), {}, *parse_date("2026-11-11")})) ==
          lines{"0 statement waiting 2026-12-01"});
}

TEST_CASE("V-18: what was reactivated on a promise and is unpaid at the end of the third day goes down",
          "[decisions]") {
    std::string const text = "cut down { if balance > 0  since blocked_on  after 3 days }\n";
    auto const asked = [&](char const* day) {
        return effects_in_words(
            decided(text, {account(R"("balance": 1, "blocked_on": "2026-11-02")"), {}, *parse_date(day)}));
    };
    CHECK(asked("2026-11-04") == lines{"0 down waiting 2026-11-05"});
    CHECK(asked("2026-11-05") == lines{"0 down in_force"});
}

TEST_CASE("what is late is still done on the weekdays that are named", "[decisions]") {
    std::string const text = "cut c { if balance > 0  since oldest_due  within 10 days  only on monday }\n";
    auto const asked = [&](char const* day) {
        return effects_in_words(
            decided(text, {account(R"("balance": 1, "oldest_due": "2026-11-01")"), {}, *parse_date(day)}));
    };
    CHECK(asked("2026-11-22") == lines{"0 c waiting 2026-11-23 late"});
    CHECK(asked("2026-11-23") == lines{"0 c in_force late"});
}

TEST_CASE("without a moment a channel may be used where some hour of the day allows it", "[decisions]") {
    std::string const text = "contact limits { pack \"D\"  on call => attempt by \"phone\" }\n";
    contact::pack hours;
    hours.id = hours.jurisdiction = "D";
    contact::limit open;
    open.id = "hours";
    open.what = contact::limit::kind::hours;
    for (int day = 0; day < 6; ++day) open.open[static_cast<std::size_t>(day)] = {{480, 1200}};
    contact::limit weekly;
    weekly.id = "weekly";
    weekly.most = 1;
    weekly.counted = contact::unit::attempt;
    hours.limits = {open, weekly};
    asked_decision asked{account(R"("balance": 1)"), {}, *parse_date("2026-11-21")};
    asked.around.packs.push_back(hours);
    auto const free = decided(text, asked).contacts();
    REQUIRE(free.size() == 1);
    CHECK(free[0].may.is_allowed);
    CHECK(free[0].binding.empty());
    CHECK(to_string(*free[0].may.first) == "2026-11-21T08:00:00");
    asked.events = {"client=C-1 event=call result=talked happened=2026-11-20T10:00:00"};
    auto const spent = decided(text, asked).contacts();
    CHECK_FALSE(spent[0].may.is_allowed);
    CHECK(spent[0].binding == lines{"weekly"});
    asked.events.clear();
    asked.options.now = parse_timestamp("2026-11-21T07:59");
    auto const early = decided(text, asked).contacts();
    CHECK_FALSE(early[0].may.is_allowed);
    CHECK(early[0].binding == lines{"hours"});
}

TEST_CASE("an approval needs one of the roles, and its evidence", "[decisions]") {
    std::string const text = R"(task change "Change of segment" {
  if balance > 0
  approval "Portfolio head", "Segment manager" by approved_by evidence document
}
)";
    CHECK(effects_in_words(decided(text, {account(R"("balance": 1, "approved_by": "portfolio HEAD")"),
                                          {}})) == lines{"0 change unapproved"});
    CHECK(effects_in_words(
              decided(text, {account(R"("balance": 1, "approved_by": "clerk", "document": "d-1")"), {}})) ==
          lines{"0 change unapproved"});
    CHECK(effects_in_words(decided(
              text, {account(R"("balance": 1, "approved_by": "portfolio HEAD", "document": "d-1")"), {}})) ==
          lines{"0 change in_force"});
}

TEST_CASE("a calendar that was not given is named with those that were", "[decisions]") {
    std::string const text =
        "calendar working holidays \"PY\"\ncut c { if balance > 0  after 3 business days  calendar working "
        "}\n";
    auto const result = try_to_decide(text, {account(R"("balance": 1)"), {}});
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].code == "T5021");
    CHECK(result.diagnostics[0].message ==
          "calendar `working` asks for the holidays of `PY`, and they were not given");
}

TEST_CASE("accounts that cannot be read are decided of nothing, and the others go on", "[decisions]") {
    auto const made = decided(block, {R"([{"client": "C-1", "tier": "NNN", "days_late": 100, "balance": 5},
                                          {"client": "C-2", "tier": "Large", "days_late": 100, "balance": 5}])",
                                      {}});
    CHECK(effects_in_words(made) == lines{"1 requests in_force"});
    REQUIRE(made.verdicts().errors.size() == 1);
    CHECK(made.verdicts().errors[0].key == "C-1");
}

}  // namespace
}  // namespace tramo::testing
