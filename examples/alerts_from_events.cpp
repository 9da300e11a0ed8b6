// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A contact centre tells what happened, event by event: who carries which alert this morning, what led to it,
// and what tomorrow's events, or a payment that comes in this very second, change.
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include <tramo/check/program.hpp>
#include <tramo/tramo.hpp>

namespace {

constexpr char const* text = R"(tramo 1 en
policy "Alerts" { currency PEN }
field client : text key

event talk { field result : one of "refuses", "cannot pay" }
event promise { field due : date }
event payment { field amount : money }
event payment_reversed reverses payment by undoes

counter paid "Paid so far" = sum(payment.amount)

alert payment_problem "Payment problem" version "1" {
  state refuses "Refuses to pay" red
  state cannot "Cannot pay" yellow
  state broken "Broke a promise" orange
  on talk where result = "refuses" => refuses
  on talk where result = "cannot pay" => cannot
  on payment, promise => clear
  on payment_reversed => restore
  when promise.due + 3 days passed without payment => broken
}
segment leave_alone = alert.payment_problem = cannot and alert.payment_problem.days <= 30
)";

using events = std::vector<std::string>;

/// The column `event` names the type of each; the last is none of those declared, and is set apart.
events const this_week = {
    R"({"client": "C-1", "event": "talk", "happened": "2026-11-16", "id": "1", "result": "cannot pay"})",
    R"({"client": "C-1", "event": "payment", "happened": "2026-11-17T09:30", "id": "2", "amount": 50.00})",
    R"({"client": "C-1", "event": "payment_reversed", "happened": "2026-11-19", "id": "3", "undoes": "2"})",
    R"({"client": "C-2", "event": "promise", "happened": "2026-11-16", "id": "4", "due": "2026-11-17"})",
    R"({"client": "C-3", "event": "letter", "happened": "2026-11-18", "id": "5"})"};
events const next_day = {
    R"({"client": "C-2", "event": "payment", "happened": "2026-11-22T10:00", "id": "6", "amount": 120.50})"};

/// A feed's columns are texts here: each is read by the type of the event's field, amounts exactly.
std::shared_ptr<tramo::table const> feed_of(events const& lines) {
    tramo::schema columns;
    for (auto const* name : {"client", "event", "happened", "id", "result", "due", "amount", "undoes"}) {
        tramo::field column;
        column.name = name;
        column.type.kind = tramo::kind::text;
        columns.fields.push_back(column);
    }
    std::string json;
    for (auto const& line : lines) json += line + '\n';
    tramo::table feed;
    feed.batches.push_back(tramo::read_json_records(json, columns).value);
    return std::make_shared<tramo::table const>(std::move(feed));
}

void print(tramo::batch const& rows, std::vector<char const*> const& columns) {
    for (std::int64_t row = 0; row < rows.rows; ++row) {
        for (auto const* name : columns) std::cout << "  " << cell_text(*find_column(rows, name), row);
        std::cout << '\n';
    }
}

/// What led from one state to another, and why.
void print_changes(tramo::alert_verdicts const& of) {
    print(of.transitions(), {"client", "from", "to", "happened", "event", "event_id", "rule", "line"});
}

/// A night later, only what is new is read: with the standings of the snapshot and the few events it needs.
bool go_on(tramo::alert_verdicts const& before) {
    auto const snapshot = before.snapshot();
    events lines;
    for (auto const row : snapshot.kept_rows) lines.push_back(this_week[row]);
    lines.insert(lines.end(), next_day.begin(), next_day.end());
    auto const prepared = before.with().policy().prepare({tramo::parse_date("2026-11-22"), {}});
    auto const after = tramo::find_alerts(prepared.value, feed_of(lines), nullptr, {}, &snapshot);
    if (!after) return false;
    std::cout << "\nA day later, from a snapshot that keeps " << snapshot.kept_rows.size() << " events\n";
    print_changes(after.value);
    return true;
}

/// One event at a time: the host keeps where an account stands, the machine moves it.
void hear_one(tramo::policy const& policy) {
    auto const& machine = policy.machines()[0];
    auto const& types = policy.program().events;
    tramo::alerts::signal heard;
    while (types[heard.event].name != "payment") ++heard.event;

    tramo::alerts::standing where;
    where.value = 2;  // the second state, counted from 1
    where.times = 1;
    where.deadlines.assign(machine.slots.size(), tramo::alerts::never);
    std::vector<tramo::alerts::change> changes;
    auto const now = tramo::parse_timestamp("2026-11-21T10:30").value();
    tramo::alerts::step(machine, 0, heard, now.micros, nullptr, where, changes);
    std::cout << "\nOne payment: " << machine.states[changes[0].from - 1U].label << " -> "
              << (where.value == tramo::alerts::no_alert ? "none" : machine.states[where.value - 1U].label)
              << '\n';
}

}  // namespace

int main() {
    auto const loaded = tramo::load(text, "alerts.tramo");
    if (!loaded) {
        std::cerr << tramo::render(loaded.diagnostics, tramo::source(text, "alerts.tramo"));
        return 1;
    }
    auto const prepared = loaded.value.prepare({tramo::parse_date("2026-11-21"), {}});
    auto const found = tramo::find_alerts(prepared.value, feed_of(this_week));
    if (!found) {
        std::cerr << tramo::render(found.diagnostics, loaded.value.source());
        return 1;
    }

    std::cout << "On 2026-11-21\n";
    print(found.value.states(), {"client", "alert.payment_problem", "alert.payment_problem.since", "paid"});
    for (auto const& error : found.value.log().errors)
        std::cout << "set apart: " << error.key << ", " << error.field << " " << error.value << '\n';
    std::cout << "\nWhat led to it\n";
    print_changes(found.value);

    // Segments read the states as if they were columns of the accounts.
    auto const verdicts = prepared.value.evaluate({{found.value.states()}});
    std::cout << '\n' << tramo::counts_to_json(prepared.value, verdicts.value) << '\n';

    if (!go_on(found.value)) return 1;
    hear_one(loaded.value);
}
