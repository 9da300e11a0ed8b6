// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// That decisions are told as rows: whom they are about, why, until when, and in which words.
#include <tramo/policy/decisions.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <tramo/json/decisions.hpp>
#include <tramo/treatment/task_key.hpp>

#include "unit/policy/decided.hpp"

namespace tramo::testing {
namespace {

/// A cell as a person reads it, `-` where there is none.
std::string cell(batch const& from, std::string const& name, std::int64_t row) {
    auto const* const column = find_column(from, name);
    INFO(name);
    REQUIRE(column != nullptr);
    if (!is_valid(*column, row)) return "-";
    if (column->physical == layout::large_utf8) return std::string(text_at(*column, row));
    if (column->physical == layout::dictionary) {
        auto const code = static_cast<std::uint16_t const*>(column->values)[row];
        return std::string(text_at(*column->dictionary, code));
    }
    auto const text = cell_text(*column, row);
    return text.front() == '"' ? text.substr(1, text.size() - 2) : text;
}

lines told(batch const& from, std::vector<std::string> const& names) {
    lines all;
    for (std::int64_t row = 0; row < from.rows; ++row) {
        std::string line;
        for (auto const& name : names) line += (line.empty() ? "" : " | ") + cell(from, name, row);
        all.push_back(line);
    }
    return all;
}

std::vector<std::string> names_of(batch const& from) {
    std::vector<std::string> names;
    for (auto const& one : from.columns) names.push_back(one.name);
    return names;
}

asked_decision one_account(std::string const& rest, std::vector<std::string> events = {},
                           std::string const& as_of = "2026-11-21", surroundings around = {},
                           decision_options options = {}) {
    return {R"([{"client": "C-1")" + (rest.empty() ? std::string() : ", " + rest) + "}]", std::move(events),
            *parse_date(as_of), std::move(around), options};
}

std::string const procedure = R"(table cuts by tier {
  column block : integer
  column boss : text
  row "Large" => 60, "Portfolio head"
  row "Multinational" => 90 inferred, "Segment manager"
}
hold dispute "Dispute" { of claims  from opened until closed  freezes cuts, days  owner handler }
arrears { due oldest_due }
block requests "Requests" id "T-039" {
  if days_late > cuts.block
  stops "shipment", "plan_change"
  reason "More than the days of the table"
}
cut administrative "Administrative cut" {
  if days_late > 66
  since oldest_due
  after 66 days
  lead 5..10 days "Change of segment"
  requires told "Earlier instances exhausted" = balance > 0
  approval "Portfolio head", "Segment manager" by approved_by evidence document
}
task call_them "Client in arrears" id "T-036" {
  if days_late > 0
  owner cuts.boss
  within 3 days
  route "New request"
}
segment late = days_late > 30
segment held = hold.dispute
strategy treatment {
  queue hard "Hard" if days_late > 60
  rest soft
}
)";

TEST_CASE("an account is told as one row with all that was decided", "[decision_tables]") {
    auto const made = decided(procedure, one_account(R"("tier": "Large", "days_late": 61, "balance": 5,
        "oldest_due": "2026-09-21", "claims": [{"opened": "2026-11-20", "handler": "H-1"}])"));
    auto const table = made.decision_table();
    CHECK(names_of(table) == lines{"client", "segments", "treatment", "alerts", "past_due", "delinquent",
                                   "paused", "holds", "blocked", "effects", "tasks", "next_action"});
    CHECK(told(table, names_of(table)) ==
          lines{"C-1 | late, held | hard | - | 61 | 60 | 1 | dispute | shipment, plan_change | "
                "requests, call_them | 1 | -"});
}

TEST_CASE("an effect says which rule it is, what keeps it and what it stops", "[decision_tables]") {
    auto const made = decided(procedure, one_account(R"("tier": "Multinational", "days_late": 91,
        "balance": 5, "oldest_due": "2026-08-22", "approved_by": "Portfolio head", "document": "D-1",
        "claims": [{"opened": "2026-11-20", "closed": "2026-12-01", "handler": "H-1"}])"));
    auto const table = made.effect_table();
    CHECK(told(table, {"client", "rule", "kind", "effect", "status", "holds", "stops", "inferred"}) ==
          lines{"C-1 | T-039 | block | requests | in_force | - | shipment, plan_change | true",
                "C-1 | administrative | cut | administrative | held | dispute | - | false",
                "C-1 | T-036 | task | call_them | in_force | - | - | false"});
    CHECK(told(table, {"reason"}) == lines{"More than the days of the table; condition holds: Requests",
                                           "held by Dispute until 2026-12-01",
                                           "condition holds: Client in arrears"});
    CHECK(cell(table, "policy_hash", 0) == made.with().policy().hash());
    CHECK(made.reason(made.effects()[1]) == "held by Dispute until 2026-12-01");
}

TEST_CASE("what is lacking is named: a requirement, an approval, its evidence", "[decision_tables]") {
    auto const asked = [](std::string const& more) {
        auto const made = decided(procedure, one_account(R"("tier": "Large", "days_late": 67,
            "oldest_due": "2026-09-01")" + more));
        auto const table = made.effect_table();
        return told(table, {"effect", "status", "missing", "reason"}).at(1);
    };
    CHECK(asked("") ==
          "administrative | lacking | told, Portfolio head/Segment manager | "
          "lacking: Earlier instances exhausted");
    CHECK(asked(R"(, "balance": 5)") ==
          "administrative | unapproved | Portfolio head/Segment manager | "
          "needs the approval of Portfolio head or Segment manager");
    CHECK(asked(R"(, "balance": 5, "approved_by": "portfolio HEAD")") ==
          "administrative | unapproved | document | evidence `document` is missing");
}

TEST_CASE("reasons are in the language of the policy", "[decision_tables]") {
    std::string const spanish = R"(tramo 1 es
política "P" versión "1" { moneda PYG  zona "-03:00" }
campo cliente : texto clave
campo dias : entero opcional
tarea llamar "Llamar" { si dias > 5 }
)";
    auto result = load(spanish);
    INFO(render(result.diagnostics, source(spanish)));
    REQUIRE(result.ok());
    auto const with = result.value.prepare(on("2026-11-21")).value;
    auto const accounts = std::make_shared<table>();
    accounts->batches.push_back(
        rows_of(with.policy(), {{{"cliente", "C-1"}, {"dias", "6"}}, {{"cliente", "C-2"}}}));
    auto const made = find_decisions(with, accounts);
    REQUIRE(made.ok());
    CHECK(told(made.value.effect_table(), {"cliente", "reason"}) ==
          lines{"C-1 | se cumple la condición: Llamar", "C-2 | no se puede saber: falta un campo que lee"});
}

TEST_CASE("an effect that waits says from when on, one that is late by when", "[decision_tables]") {
    std::string const rules =
        "task soon { if balance > 0  since oldest_due  after 5 days }\n"
        "task gone { if balance > 0  since oldest_due  within 3 days }\n";
    auto const asked = [&](std::string const& due) {
        return told(
            decided(rules, one_account(R"("balance": 5, "oldest_due": ")" + due + "\"")).effect_table(),
            {"status", "next", "late", "reason"});
    };
    CHECK(asked("2026-11-20") == lines{"waiting | 2026-11-25 | false | from 2026-11-25 on",
                                       "in_force | 2026-11-21 | false | condition holds: gone"});
    CHECK(asked("2026-11-01")[1] ==
          "in_force | 2026-11-21 | true | condition holds: gone; should have been done by 2026-11-04");
}

TEST_CASE("a task is told with its owner, its last day and the key that keeps it from coming twice",
          "[decision_tables]") {
    auto const made = decided(procedure, one_account(R"("tier": "Large", "days_late": 5, "balance": 5)"));
    auto const table = made.task_table();
    CHECK(told(table, {"client", "type", "title", "owner", "due", "route", "rule", "day", "cause", "to"}) ==
          lines{"C-1 | task | Client in arrears | Portfolio head | 2026-11-24 | New request | T-036 | "
                "2026-11-21 | - | -"});
    CHECK(cell(table, "idempotency_key", 0) ==
          treatment::task_key(made.with().policy().hash(), "C-1", "T-036", parse_date("2026-11-21")));
}

TEST_CASE("blocks are no tasks", "[decision_tables]") {
    auto const made = decided("block b { if balance > 0  stops \"x\" }\n", one_account(R"("balance": 5)"));
    CHECK(made.task_table().rows == 0);
    CHECK(told(made.decision_table(), {"blocked", "effects", "tasks"}) == lines{"x | b | 0"});
}

TEST_CASE("Q-27: a recommendation is in time until the fewest days before the effect", "[decision_tables]") {
    auto const asked = [](std::string const& as_of) {
        auto const made = decided(procedure, one_account(R"("tier": "Large", "days_late": 70, "balance": 5,
            "approved_by": "Portfolio head", "document": "D-1", "oldest_due": "2026-09-26")",
                                                         {}, as_of));
        return told(made.advice_table(), {"client", "effect", "advice", "from", "until", "in_time"});
    };
    CHECK(asked("2026-11-26") ==
          lines{"C-1 | administrative | Change of segment | 2026-11-21 | 2026-11-26 | true"});
    CHECK(asked("2026-11-27") ==
          lines{"C-1 | administrative | Change of segment | 2026-11-21 | 2026-11-26 | false"});
}

TEST_CASE("a hold is told with its last day, and whether it counts", "[decision_tables]") {
    auto const made = decided(procedure, one_account(R"("claims": [
        {"opened": "2026-11-20", "handler": "H-1"}, {"opened": "2026-10-01", "closed": "2026-10-05"},
        {"opened": "2026-10-09", "closed": "2026-10-05"}])"));
    auto const table = made.hold_table();
    CHECK(told(table, {"client", "hold", "label", "from", "until", "freezes", "owner", "in_force"}) ==
          lines{"C-1 | dispute | Dispute | 2026-10-01 | 2026-10-05 | days, cuts | - | false",
                "C-1 | dispute | Dispute | 2026-10-09 | 2026-10-05 | days, cuts | - | false",
                "C-1 | dispute | Dispute | 2026-11-20 | - | days, cuts | H-1 | true"});
    CHECK(cell(table, "refused", 0) == "-");
    CHECK(cell(table, "refused", 1) != "-");
}

TEST_CASE("promises are told in amounts of their currency", "[decision_tables]") {
    auto const made = decided(
        "promises {\n  made on promise due due amount amount\n  paid on payment amount amount\n}\n",
        one_account("",
                    {"client=C-1 event=promise id=P-1 happened=2026-11-01T10:00:00 amount=100 due=2026-11-10",
                     "client=C-1 event=payment id=P-2 happened=2026-11-05T10:00:00 amount=40"}));
    CHECK(told(made.promise_table(),
               {"client", "promise", "state", "amount", "paid", "due", "last_day", "decided", "undone"}) ==
          lines{"C-1 | P-1 | partly_kept | 100 | 40 | 2026-11-10 | 2026-11-10 | 2026-11-11 | -"});
}

std::string const letter = R"(template notice "Notice" version "1" language es {
  channel "email"
  subject "Aviso {client}" locked
  text "Debe {balance} desde {oldest_due}."
  text "En tribunal: {in_court}." if in_court is known
  text "Corte a partir de {power}."
}
cut power { if balance > 0  since oldest_due  after 10 days }
notify tell { if balance > 0  template notice  to "billing"  copy "head", approved_by }
)";

TEST_CASE("a message is written as people of its language write", "[decision_tables]") {
    auto const made = decided(letter, one_account(R"("balance": 1234567, "oldest_due": "2026-11-20",
        "in_court": false, "approved_by": "A-1")"));
    auto const table = made.message_table();
    CHECK(told(table, {"client", "template", "channel", "subject", "language", "to", "copy", "effect",
                       "locked", "problem"}) ==
          lines{"C-1 | notice | email | Aviso C-1 | es | billing | head, A-1 | tell | true | -"});
    CHECK(cell(table, "text", 0) ==
          "Debe Gs. 1.234.567 desde 20/11/2026.\nEn tribunal: no.\nCorte a partir de 30/11/2026.");
}

TEST_CASE("a message that would speak of something unknown is not written, and says of what",
          "[decision_tables]") {
    auto const made = decided(letter, one_account(R"("balance": 5)"));
    CHECK(told(made.message_table(), {"template", "subject", "text", "problem"}) ==
          lines{"notice | - | - | oldest_due, power"});
}

TEST_CASE("a template that no effect names is for whom its condition holds", "[decision_tables]") {
    std::string const rules =
        "template hello { if balance > 0  text \"Hello {{you}}\" }\n"
        "template nobody { text \"Never\" }\n";
    CHECK(told(decided(rules, one_account(R"("balance": 5)")).message_table(), {"text", "effect"}) ==
          lines{"Hello {you} | -"});
    CHECK(decided(rules, one_account(R"("balance": 0)")).message_table().rows == 0);
    decision_options options;
    options.with_messages = false;
    CHECK(
        decided(rules, one_account(R"("balance": 5)", {}, "2026-11-21", {}, options)).message_table().rows ==
        0);
}

std::string const limits = R"(contact limits {
  zone zone
  on call => attempt by "phone"
  consent phone_ok for "phone"
  limit daily "Once a day" 1 attempt by "phone" within 1 day
}
hold court "Court" { from wl_from until wl_until  freezes messages }
)";

lines contacts_of(std::string const& rest, std::vector<std::string> events = {}, surroundings around = {},
                  decision_options options = {}) {
    auto const made =
        decided(limits, one_account(rest, std::move(events), "2026-11-21", std::move(around), options));
    CHECK(made.contacts().size() == 1);
    return told(made.contact_table(),
                {"channel", "allowed", "first_allowed", "zone", "binding", "left", "held_by", "unanswered"});
}

TEST_CASE("a contact of the day asked for counts as made", "[decision_tables]") {
    CHECK(contacts_of(R"("phone_ok": true)") ==
          lines{"phone | true | 2026-11-21T00:00:00 | -03:00 | - | 1 | - | -"});
    CHECK(contacts_of(R"("phone_ok": true)",
                      {"client=C-1 event=call happened=2026-11-21T10:00:00 result=talked"}) ==
          lines{"phone | false | 2026-11-22T00:00:00 | -03:00 | daily | 0 | - | -"});
}

TEST_CASE("consent that nobody gave is none", "[decision_tables]") {
    CHECK(contacts_of("") == lines{"phone | false | - | -03:00 | phone_ok | 1 | - | -"});
}

TEST_CASE("a person's own clock counts, and one that is unknown allows nothing", "[decision_tables]") {
    decision_options options;
    options.now = parse_timestamp("2026-11-21T01:30:00");
    CHECK(contacts_of(R"("phone_ok": true, "zone": "-05:00")", {}, {}, options) ==
          lines{"phone | true | 2026-11-20T23:30:00 | -05:00 | - | 1 | - | -"});
    CHECK(contacts_of(R"("phone_ok": true, "zone": "Nowhere/Else")") ==
          lines{"phone | false | - | Nowhere/Else | - | - | - | the zone `Nowhere/Else` is unknown"});
}

TEST_CASE("a hold that freezes messages puts contacts off until its last day has passed",
          "[decision_tables]") {
    CHECK(contacts_of(R"("phone_ok": true, "wl_from": "2026-11-01", "wl_until": "2026-11-30")") ==
          lines{"phone | false | 2026-12-01T00:00:00 | -03:00 | - | 1 | court | -"});
    CHECK(contacts_of(R"("phone_ok": true, "wl_from": "2026-11-01")") ==
          lines{"phone | false | - | -03:00 | - | 1 | court | -"});
}

TEST_CASE("limits are those of the place, the most specific pack first", "[decision_tables]") {
    contact::limit none;
    none.what = contact::limit::kind::forbidden;
    none.id = "no_calls";
    none.label = "No calls";
    none.channels = {"Phone"};
    surroundings around;
    around.packs.resize(2);
    around.packs[0].id = around.packs[0].jurisdiction = "PY";
    around.packs[1].id = around.packs[1].jurisdiction = "PY-1";
    around.packs[1].limits = {none};
    std::string const rules =
        "contact limits {\n  jurisdiction zone, document\n  on call => attempt by \"phone\"\n}\n";
    auto const asked = [&](std::string const& rest) {
        auto const made = decided(rules, one_account(rest, {}, "2026-11-21", around));
        return told(made.contact_table(), {"allowed", "binding", "label", "pack", "unanswered"});
    };
    CHECK(asked(R"("zone": "PY")") == lines{"true | - | - | PY | -"});
    CHECK(asked(R"("zone": "PY", "document": "1")") == lines{"false | no_calls | No calls | PY-1 | -"});
    CHECK(asked(R"("zone": "XX")") == lines{"false | - | - | - | no pack of contact limits is for `XX`"});
    CHECK(asked("") == lines{"false | - | - | - | the jurisdiction is unknown"});
}

TEST_CASE("a table without rows has all its columns", "[decision_tables]") {
    auto const made = decided("segment s = balance > 0\n", {"[]", {}});
    CHECK(made.effect_table().columns.size() == 16);
    CHECK(made.contact_table().columns.size() == 13);
    CHECK(made.task_table().rows == 0);
}

/// A row of a table as its JSON has it: lists are joined in tables.
std::string shown(nlohmann::json const& of) {
    if (of.is_null()) return "-";
    if (of.is_string()) return of.get<std::string>();
    if (!of.is_array()) return of.dump();
    std::string text;
    for (auto const& one : of) text += (text.empty() ? "" : ", ") + one.get<std::string>();
    return text.empty() ? "-" : text;
}

void compare(nlohmann::json const& list, batch const& table) {
    REQUIRE(static_cast<std::int64_t>(list.size()) == table.rows);
    for (std::int64_t row = 0; row < table.rows; ++row)
        for (auto const& one : table.columns)
            if (one.name != "client")
                CHECK(shown(list[static_cast<std::size_t>(row)][one.name]) == cell(table, one.name, row));
}

TEST_CASE("JSON says what the tables say", "[decision_tables]") {
    auto const made = decided(procedure + letter, one_account(R"("tier": "Large", "days_late": 61,
        "balance": 5, "oldest_due": "2026-09-21", "approved_by": "a \"b\"",
        "claims": [{"opened": "2026-11-20", "handler": "H-1"}])"));
    auto const json = nlohmann::json::parse(decision_to_json(made, 0));
    CHECK(json["account"] == "C-1");
    CHECK(json["as_of"] == "2026-11-21");
    CHECK(json["segments"] == nlohmann::json({"late", "held"}));
    CHECK(json["queues"] == nlohmann::json({{"treatment", "hard"}}));
    CHECK(json["days"] == nlohmann::json({{"past_due", 61}, {"delinquent", 60}, {"paused", 1}}));
    CHECK(json["blocked"] == nlohmann::json({"shipment", "plan_change"}));
    CHECK(json["zones"] == nlohmann::json({{"-03:00", nullptr}}));
    CHECK(json["next_action"].is_null());
    CHECK(json["messages"][0]["copy"] == nlohmann::json({"head", "a \"b\""}));
    compare(json["effects"], made.effect_table());
    compare(json["tasks"], made.task_table());
    compare(json["holds"], made.hold_table());
    compare(json["messages"], made.message_table());
    compare(json["advice"], made.advice_table());
}

TEST_CASE("an account set apart is told with its errors and nothing that was decided", "[decision_tables]") {
    auto const made = decided(procedure, one_account(R"("tier": "NNN", "days_late": 61, "balance": 5)"));
    CHECK(told(made.decision_table(), {"client", "segments", "treatment", "past_due", "effects", "tasks"}) ==
          lines{"C-1 | - | - | - | - | 0"});
    auto const json = nlohmann::json::parse(decision_to_json(made, 0));
    REQUIRE(json["errors"].size() == 1);
    CHECK(json["errors"][0]["field"] == "tier");
    CHECK(json["days"].is_null());
}

}  // namespace
}  // namespace tramo::testing
