// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That decisions stay right where the data are odd: missing, in pieces, at the edge of a day or of a
// calendar.
#include <tramo/policy/decisions.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <tramo/json/decisions.hpp>

#include "unit/policy/decided.hpp"

namespace tramo::testing {
namespace {

date day(char const* text) {
    return *parse_date(text);
}

std::string one(std::string const& rest) {
    return "[{\"client\": \"C-1\", " + rest + "}]";
}

/// The reason and the owner of each hold, or why it does not count.
lines owners_of(decisions const& of) {
    lines all;
    for (auto const& hold : of.holds()) all.push_back(hold.reason + "/" + hold.owner + hold.refused);
    return all;
}

lines told_contacts(decisions const& of) {
    lines all;
    for (auto const& contact : of.contacts())
        all.push_back(std::string(contact.may.is_allowed ? "now " : "not now ") +
                      (contact.may.first ? to_string(*contact.may.first) : "never"));
    return all;
}

lines remarks_of(decisions const& of) {
    lines all;
    for (auto const& remark : of.remarks()) all.push_back(remark.field + ": " + remark.value);
    return all;
}

/// Whole of a JSON decision.
nlohmann::json told(decisions const& of, std::uint32_t row = 0) {
    return nlohmann::json::parse(decision_to_json(of, row));
}

TEST_CASE("a hold that an event begins takes its owner and its reason from the account",
          "[decisions_edges]") {
    std::string const text =
        "hold ill { starts on illness  ends on recovery  reason wl_reason  owner wl_owner  needs reason, "
        "owner  "
        "freezes tasks }\ntask t { if balance > 0 }\n";
    std::vector<std::string> const events{"client=C-1 event=illness happened=2026-11-01"};
    auto const named =
        decided(text, {one(R"("balance": 1, "wl_reason": "doctor", "wl_owner": "O-1")"), events});
    CHECK(owners_of(named) == lines{"doctor/O-1"});
    CHECK(effects_in_words(named) == lines{"0 t held"});
    auto const nobody = decided(text, {one(R"("balance": 1, "wl_reason": "  ", "wl_owner": "O-1")"), events});
    CHECK(owners_of(nobody).at(0).find("has no reason") != std::string::npos);
    CHECK(effects_in_words(nobody) == lines{"0 t in_force"});
}

TEST_CASE("a hold's owner stands in a table of parameters, whatever its bounds come from",
          "[decisions_edges]") {
    std::string const table = R"(table bosses by tier {
  column boss : text
  row "Large" => "Portfolio head"
  row "Multinational" => "Segment manager"
}
)";
    for (auto const* const bounds : {"from wl_from until wl_until", "starts on illness",
                                     "of claims from opened before closed", "if balance > 0"}) {
        auto const made = decided(
            table + "hold h { " + bounds + "  owner bosses.boss  needs owner  freezes cuts }\n",
            {one(R"("tier": "lLarge", "balance": 1, "wl_from": "2026-01-01", "claims": [{"opened": "2026-11-01"}])"),
             {"client=C-1 event=illness happened=2026-11-01"}});
        CHECK(owners_of(made) == lines{"/Portfolio head"});
    }
}

TEST_CASE("a hold cannot be owned by a table that asks for holds", "[decisions_edges]") {
    auto const result = load("tramo 1 en\n" + debtors + R"(hold court { if in_court  freezes cuts }
segment stopped = hold.court
table bosses by stopped {
  column boss : text
  row true => "A"
  row false => "B"
}
hold other { from wl_from until wl_until  owner bosses.boss  freezes cuts }
)");
    CHECK(codes_of(result.diagnostics) == lines{"T4073"});
}

TEST_CASE("a policy has no more holds than are told of an effect", "[decisions_edges]") {
    auto const holds = [](int count) {
        std::string text = "tramo 1 en\n" + debtors;
        for (int i = 0; i < count; ++i)
            text += "hold h" + std::to_string(i) + " { if in_court  freezes tasks }\n";
        return codes_of(load(text).diagnostics);
    };
    CHECK(holds(64).empty());
    CHECK(holds(65) == lines{"T4017"});
}

TEST_CASE("a hold that ends and does not say when it began is remarked, not dropped", "[decisions_edges]") {
    std::string const text = "hold h { from wl_from until wl_until  freezes cuts }\n";
    CHECK(remarks_of(decided(text, {one(R"("wl_until": "2026-12-31")"), {}})) ==
          lines{"hold.h: ends, and when it begins is missing"});
    CHECK(remarks_of(decided(text, {one(R"("balance": 1)"), {}})).empty());
}

std::string const letters = R"(hold court { if in_court  freezes messages }
template news version "1" language es { 
  if balance > 0
  channel "email"
  text "Hola"
}
template letter version "1" language es {
  channel "email"
  text "Chau"
}
task tell { 
  if balance > 0
  template letter
}
)";

TEST_CASE("no message is written while a hold freezes messages, whatever asks for it", "[decisions_edges]") {
    CHECK(decided(letters, {one(R"("balance": 1)"), {}}).message_table().rows == 2);
    auto const held = decided(letters, {one(R"("balance": 1, "in_court": true)"), {}});
    CHECK(held.message_table().rows == 0);
    CHECK(held.task_table().rows == 1);
}

TEST_CASE("a notification whose template has no version on the day says so", "[decisions_edges]") {
    auto const made = decided(
        "template n version \"1\" until 2026-01-01 language es {\n channel \"email\"\n text \"X\"\n}\n"
        "notify s { template n }\n",
        {one(R"("balance": 1)"), {}});
    REQUIRE(told(made)["messages"].size() == 1);
    CHECK(told(made)["messages"][0]["text"].is_null());
    CHECK(told(made)["messages"][0]["problem"][0] == "no version of the template holds on the day");
}

std::string const calls = R"(contact limits {
  zone zone
  on call => attempt by "phone"
  limit daily 1 attempt by "phone" within 1 day
}
hold court { of claims  from opened before closed  freezes messages }
)";

TEST_CASE("without a moment asked for each person's own day begins", "[decisions_edges]") {
    std::vector<std::string> const called{
        "client=C-1 event=call result=talked asked=false happened=2026-11-21T10:00:00"};
    for (auto const* const zone : {"-05:00", "+09:00", "-03:00"}) {
        auto const at = one(std::string(R"("zone": ")") + zone + "\"");
        CHECK(told_contacts(decided(calls, {at, {}})) == lines{"now 2026-11-21T00:00:00"});
        CHECK(told_contacts(decided(calls, {at, called})) == lines{"not now 2026-11-22T00:00:00"});
    }
}

TEST_CASE("the first moment is not within a hold that begins later", "[decisions_edges]") {
    std::vector<std::string> const called{
        "client=C-1 event=call result=talked asked=false happened=2026-11-21T10:00:00"};
    CHECK(told_contacts(decided(calls, {one(R"("claims": [{"opened": "2026-11-22", "closed": "2026-11-25"},
                                        {"opened": "2026-11-24", "closed": "2026-11-29"}])"),
                                        called})) == lines{"not now 2026-11-29T00:00:00"});
    CHECK(told_contacts(decided(calls, {one(R"("claims": [{"opened": "2026-11-22"}])"), called})) ==
          lines{"not now never"});
    CHECK(told_contacts(decided(calls, {one(R"("claims": [{"opened": "2026-11-22"}])"), {}})) ==
          lines{"now 2026-11-21T00:00:00"});
}

TEST_CASE("the first moment is shown by the clock, also where it jumps at midnight", "[decisions_edges]") {
    contact::time_zone jumping;
    jumping.name = "Somewhere/South";
    jumping.first_offset = -4 * 3600;
    jumping.changes = {{day("2026-11-22").days * std::int64_t{86'400} + 4 * 3600, -3 * 3600}};
    surroundings around;
    around.zones = {jumping};
    auto const made =
        decided(calls, {one(R"("zone": "Somewhere/South")"),
                        {"client=C-1 event=call result=talked asked=false happened=2026-11-21T10:00:00"},
                        day("2026-11-21"),
                        around});
    CHECK(told_contacts(made) == lines{"not now 2026-11-22T01:00:00"});
}

TEST_CASE("a pack that the policy names and that does not hold on the day allows nothing",
          "[decisions_edges]") {
    surroundings around;
    around.packs.resize(1);
    around.packs[0].id = around.packs[0].jurisdiction = "own";
    around.packs[0].until = day("2026-10-31");
    std::string const text = "contact limits {\n  pack \"own\"\n  on call => attempt by \"phone\"\n}\n";
    auto const asked = [&](char const* at) {
        return told_contacts(decided(text, {one(R"("balance": 1)"), {}, day(at), around}));
    };
    CHECK(asked("2026-10-31") == lines{"now 2026-10-31T00:00:00"});
    CHECK(asked("2026-11-21") == lines{"not now never"});
}

TEST_CASE("holidays that are not in order are refused", "[decisions_edges]") {
    surroundings around;
    around.holidays.push_back(
        {"PY", {day("2026-12-25"), day("2026-12-08")}, day("2026-01-01"), day("2026-12-31")});
    auto const result =
        try_to_decide("task t { if balance > 0 }\n", {one(R"("balance": 1)"), {}, day("2026-11-21"), around});
    CHECK(codes_of(result.diagnostics) == lines{"T5022"});
}

TEST_CASE("an effect whose day the calendar does not reach is unknown, and says why", "[decisions_edges]") {
    surroundings around;
    around.holidays.push_back({"PY", {}, day("2026-01-01"), day("2026-11-22")});
    auto const made = decided(
        "calendar working holidays \"PY\"\ncut c { if balance > 0  since oldest_due\n  "
        "after 3 business days  calendar working }\n",
        {one(R"("balance": 1, "oldest_due": "2026-11-20")"), {}, day("2026-11-21"), around});
    CHECK(effects_in_words(made) == lines{"0 c unknown"});
    CHECK(made.reason(made.effects()[0]).find("holidays") != std::string::npos);
}

TEST_CASE("no business day behind a Sunday is the Monday", "[decisions_edges]") {
    surroundings around;
    around.holidays.push_back({"PY", {}, day("2026-01-01"), day("2026-12-31")});
    auto const made = decided(
        "calendar working holidays \"PY\" rest sunday\ncut c { if balance > 0\n  "
        "after 0 business days  calendar working }\n",
        {one(R"("balance": 1)"), {}, day("2026-11-22"), around});
    CHECK(effects_in_words(made) == lines{"0 c waiting 2026-11-23"});
}

TEST_CASE("tasks of effects with one id have different keys", "[decisions_edges]") {
    auto const made = decided("task a id \"T-1\" { if balance > 0 }\ntask b id \"T-1\" { if balance > 0 }\n",
                              {one(R"("balance": 1)"), {}});
    auto const tasks = told(made)["tasks"];
    REQUIRE(tasks.size() == 2);
    CHECK(tasks[0]["idempotency_key"] != tasks[1]["idempotency_key"]);
    CHECK(tasks[0]["rule"] == tasks[1]["rule"]);
}

TEST_CASE("a no is no evidence, and a role is the same in every spelling", "[decisions_edges]") {
    std::string const text = "task t { if balance > 0  approval \"Large\" by tier evidence in_court }\n";
    auto const asked = [&](std::string const& rest) {
        auto const made = decided(text, {one(R"("balance": 1, )" + rest), {}});
        return effects_in_words(made).at(0) + ": " + made.reason(made.effects()[0]);
    };
    CHECK(asked(R"("tier": "lLarge", "in_court": true)") == "0 t in_force: condition holds: t");
    CHECK(asked(R"("tier": "lLarge", "in_court": false)") ==
          "0 t unapproved: evidence `in_court` is missing");
    CHECK(asked(R"("tier": "Multinational", "in_court": true)") ==
          "0 t unapproved: needs the approval of Large");
}

TEST_CASE("a payment of nothing is remarked, in the order of the accounts", "[decisions_edges]") {
    auto const made =
        decided("promises { made on promise due due amount amount\n paid on payment amount amount }\n",
                {R"([{"client": "C-1"}, {"client": "C-2"}])",
                 {"client=C-2 event=payment amount=0 happened=2026-11-20 id=x",
                  "client=C-1 event=promise amount=0 due=2026-12-01 happened=2026-11-20 id=p"}});
    CHECK(remarks_of(made) == lines{"promise: p: nothing is promised", "payment: x: nothing is paid"});
    CHECK(told(made, 0)["errors"].size() == 1);
    CHECK(told(made, 1)["errors"][0]["value"] == "x: nothing is paid");
}

TEST_CASE("advice that reaches up to the day itself is told", "[decisions_edges]") {
    auto const made =
        decided("cut c { if balance > 0  lead 0..5 days \"Warn\" }\n", {one(R"("balance": 1)"), {}});
    REQUIRE(told(made)["advice"].size() == 1);
    CHECK(told(made)["advice"][0]["until"] == "2026-11-21");
}

TEST_CASE("the day of an effect that was released is unknown to a text", "[decisions_edges]") {
    std::string const text = R"(cut down { if balance > 0  release if in_court }
template t version "1" language es {
  if balance > 0
  channel "email"
  text "Desde {down}"
}
)";
    auto const message = [&](std::string const& rest) {
        return told(decided(text, {one(R"("balance": 1)" + rest), {}}))["messages"][0];
    };
    CHECK(message("")["text"] == "Desde 21/11/2026");
    CHECK(message(R"(, "in_court": true)")["problem"].size() == 1);
}

/// Accounts in so many batches, some without rows and some without columns.
std::shared_ptr<table> in_pieces(prepared_policy const& with, std::vector<std::string> const& parts) {
    auto made = std::make_shared<table>();
    for (auto const& part : parts) {
        auto records = read_json_records(part, with.policy().fields());
        REQUIRE(records.ok());
        made->batches.push_back(std::move(records.value));
    }
    return made;
}

TEST_CASE("accounts in several batches are decided as in one, also between empty ones", "[decisions_edges]") {
    std::string const text = calls + letters.substr(letters.find('\n') + 1) +
                             "hold named { from wl_from until wl_until  owner wl_owner  freezes tasks "
                             "}\narrears { due oldest_due }\n";
    question asked;
    asked.as_of = day("2026-11-21");
    auto const with = prepared(debtors + text, asked);
    auto const events =
        feed({"client=C-2 event=call result=talked asked=false happened=2026-11-21T10:00:00"});
    auto const first = R"({"client": "C-1", "balance": 1, "wl_from": "2026-01-01", "wl_owner": "O"})";
    auto const second = R"({"client": "C-2", "balance": 2, "oldest_due": "2026-11-01"})";
    auto const whole =
        find_decisions(with, in_pieces(with, {std::string("[") + first + "," + second + "]"}), events);
    auto const parts = find_decisions(
        with,
        in_pieces(with, {"[]", std::string("[") + first + "]", "[]", std::string("[") + second + "]", "[]"}),
        events);
    REQUIRE(whole.ok());
    REQUIRE(parts.ok());
    for (std::uint32_t row = 0; row < 2; ++row)
        CHECK(decision_to_json(whole.value, row) == decision_to_json(parts.value, row));
    CHECK(parts.value.contact_table().rows == whole.value.contact_table().rows);
    CHECK(parts.value.message_table().rows == whole.value.message_table().rows);
}

TEST_CASE("a column that promises would take the place of is refused where it cannot be read",
          "[decisions_edges]") {
    question on_day;
    on_day.as_of = day("2026-11-21");
    auto const with = prepared(debtors +
                                   "promises {\n  made on promise due due amount amount\n"
                                   "  paid on payment amount amount\n}\n",
                               on_day);
    auto accounts = std::make_shared<table>();
    accounts->batches.push_back(
        std::move(read_json_records(one(R"("claims": [])"), with.policy().fields()).value));
    auto& columns = accounts->batches[0].columns;
    std::erase_if(columns, [](auto const& column) { return column.name == "promises.open"; });
    for (auto& column : columns)
        if (column.name == "claims") column.name = "promises.open";
    auto const made = find_decisions(with, accounts);
    REQUIRE(made.diagnostics.size() == 1);
    CHECK(made.diagnostics[0].code == "T5002");
}

TEST_CASE("nobody at all is decided without a word", "[decisions_edges]") {
    question asked;
    asked.as_of = day("2026-11-21");
    auto const with = prepared(debtors + calls + letters.substr(letters.find('\n') + 1), asked);
    for (auto const& accounts : {std::shared_ptr<table>(), std::make_shared<table>()}) {
        auto const made =
            find_decisions(with, accounts, feed({"client=C-9 event=illness happened=2026-11-01"}));
        INFO(render(made.diagnostics, source("")));
        REQUIRE(made.ok());
        CHECK(made.value.decision_table().rows == 0);
        CHECK(made.value.contact_table().rows == 0);
    }
}

TEST_CASE("accounts without a key have their tasks told apart by their rows", "[decisions_edges]") {
    question asked;
    asked.as_of = day("2026-11-21");
    auto const with = prepared(
        "policy \"P\" version \"1\" { currency PYG }\nfield balance : money optional\ntask t { if balance > "
        "0 }\n",
        asked);
    auto const made = find_decisions(with, in_pieces(with, {R"([{"balance": 1}, {"balance": 1}])"}));
    REQUIRE(made.ok());
    CHECK(told(made.value, 0)["tasks"][0]["idempotency_key"] !=
          told(made.value, 1)["tasks"][0]["idempotency_key"]);
}

}  // namespace
}  // namespace tramo::testing
