// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// A dialler asks before it calls: may this client be called now, and if not, when first? And what else is to
// be done to the account today?
#include <cstdlib>
#include <iostream>
#include <memory>
#include <utility>

#include <tramo/tramo.hpp>

namespace {

constexpr char const* text = R"(tramo 1 en
policy "Calls" version "1" { currency PYG  zone "-03:00" }
field client     : text key
field balance    : money
field oldest_due : date optional

collection claims "Claims" {
  field opened : date
  field closed : date optional
}
event call { field result : one of "talked", "no answer" }

hold dispute "Dispute" {
  of claims
  from opened
  before closed
  freezes days, cuts
}
arrears {
  due oldest_due
}
contact limits {
  on call where result = "talked" => conversation by "phone"
  on call => attempt by "phone"
  limit weekly "Three a week" 3 attempts by "phone" within 7 days
}
task visit "Visit the client" {
  if arrears.delinquent > 30
  owner "Field office"
  once per week
}
cut line "Cut the line" {
  if arrears.past_due > 40
  only on monday
}
)";

constexpr char const* client = R"({"client": "C-1", "balance": 350000, "oldest_due": "2026-10-01",
                                   "claims": [{"opened": "2026-11-02", "closed": "2026-11-12"}]})";

constexpr char const* calls = R"([
    {"client": "C-1", "event": "call", "happened": "2026-11-16T10:05", "id": "1", "result": "no answer"},
    {"client": "C-1", "event": "call", "happened": "2026-11-18T17:40", "id": "2", "result": "no answer"},
    {"client": "C-1", "event": "call", "happened": "2026-11-19T09:15", "id": "3", "result": "talked"}])";

/// A feed's columns are texts here: each is read by the type of the event's field.
tramo::schema feed_columns() {
    tramo::schema columns;
    for (auto const* name : {"client", "event", "happened", "id", "result"}) {
        tramo::field column;
        column.name = name;
        column.type.kind = tramo::kind::text;
        columns.fields.push_back(column);
    }
    return columns;
}

/// What is known must be right here; a real caller tells its user what `diagnostics` say.
template <class Value>
Value need(tramo::checked<Value> made) {
    for (auto const& one : made.diagnostics) std::cerr << one.message << '\n';
    if (!made.ok()) std::exit(1);
    return std::move(made.value);
}

std::shared_ptr<tramo::table const> table_of(tramo::batch rows) {
    auto made = std::make_shared<tramo::table>();
    made->batches.push_back(std::move(rows));
    return made;
}

}  // namespace

int main() {
    auto const policy = need(tramo::load(text, "calls"));
    tramo::question today;
    today.as_of = tramo::parse_date("2026-11-21");
    auto const with = need(policy.prepare(today));

    tramo::decision_options options;
    options.now = tramo::parse_timestamp("2026-11-21T09:00");
    auto const found = need(tramo::find_decisions(
        with, table_of(need(tramo::read_json_records(client, policy.fields()))),
        table_of(need(tramo::read_json_records(calls, feed_columns()))), nullptr, {}, options));

    for (auto const& one : found.contacts()) {
        std::cout << "call now: " << (one.may.is_allowed ? "yes" : "no");
        for (auto const& limit : one.binding) std::cout << ", because of " << limit;
        if (one.may.first) std::cout << ", first on " << tramo::to_string(*one.may.first);
        std::cout << '\n';
    }
    auto const days = found.days(0);
    std::cout << days.past_due << " days past due, " << days.delinquent << " of them count\n";
    for (auto const& one : found.effects()) std::cout << found.reason(one) << '\n';
    std::cout << tramo::decision_to_json(found, 0) << '\n';
    bool const is_right = days.past_due == 51 && days.delinquent == 41 && !found.contacts()[0].may.is_allowed;
    return is_right ? 0 : 1;
}
