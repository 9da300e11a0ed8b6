// Copyright 2026 The tramo authors
// SPDX-License-Identifier: Apache-2.0
// One policy with every kind of declaration and every kind of member, each with a label or text of its own.
#pragma once

#include <string>

namespace tramo::testing {

inline std::string const every_kind =
    R"(policy "Every kind" version "7" { currency PYG  zone "America/Asuncion" }
field client : text key valid digits 8..9 "L-client"
field tier : one of "Large" (alias "lLarge"), "Small" open "L-tier"
field balance : money "L-balance"
field accrued : money optional
field days : integer "L-days"
field due : date optional "L-due"
field start_on : date optional "L-start"
field approved_by : text optional "L-approver"
field minutes : text optional "L-evidence"
field phone_ok : boolean optional "L-consent"
field owner : text optional "L-owner"
collection claims "L-claims" { field claim : text key  field opened : date  field closed : date optional }
parameter small : money = PYG 1_000 "L-parameter"
value share "L-value" = balance / 2
segment late "L-segment" version "2" id "R-1" from 2026-01-01 until 2026-12-31 = days > 30
segment open_claim = any(claims where closed is unknown)
strategy daily "L-strategy" version "3" {
  queue first_queue "L-queue" id "Q-1" from 2026-02-01 if late
  queue off_queue "L-off" inactive if open_claim
  rest other_queue "L-rest" id "Q-2"
}
indicator reach "L-indicator" { case good "L-case" if days = 0  rest bad "L-bad" }
log { account client  event kind  happened at  recorded known  id number  sequence turn }
event call "L-call" from kind = "call" { field result : text  field total : money from step of running }
event promise "L-promise" { field until_day : date  field amount : money }
event payment "L-payment" { field amount : money  field promise_id : text optional }
event undone reverses payment by payment_id from kind in ("undone", "void")
event bounce of claims by claim_id from kind = "bounce"
counter calls "L-counter" = count(call where result = "talked" within 90 days)
alert trouble "L-alert" version "4" without skipping {
  state mild "L-mild" yellow severity 2 stops treatment
  state grave "L-grave" red manual only
  on call where result = "no" from none => mild
  after 30 days in mild => grave
  when promise.until_day + 3 days passed without payment where amount > 0 from mild => grave
  on payment => clear
  on undone => restore
  manual clear with confirmation
  manual raise mild
}
alert child_trouble per claims worst { state hit "L-hit" orange  on bounce => hit  manual clear }
debt { principal balance  interest accrued  fine 0  fees 0  overdue days }
matrix cuts_of "L-matrix" by role, days rising {
  row "agent", 0..89 => 5%
  row ("agent", "chief"), from 90 => 15%
  row "chief", 0..<90 => 6%
}
condition autumn "L-condition" version "5" id "C-1" from 2026-11-01 until 2026-11-30 default {
  amounts from 100 until 5000 enforced
  overdue from 30
  billing "L-billing"
  billing filter "L-filter"
  first after 3 days
  interest 1%
  fine 2%
  base in turn
  requires free "L-required" = not late
  approval "L-approval" if balance > 5
  rounding down 5 last
  broken after 2 installments
  lump sum cash "L-cash"
    discount interest 50%
    discount total 20% for "L-role"
  installments plan "L-plan" 2..12 every 20 days entry 30% rate 1.5% minimum 50
    discount principal by cuts_of
}
actions { account client  code kind, response  happened done_at  id number  agent made_by  window since start_on }
palette codes "L-palette" if tier = "Large" {
  action promised "L-action" rank 1 right party channel "L-channel" opens promise alias "L-alias" {
    response partly "L-response" rank 2
  }
  action paid rank 3 contact closes raises claim state "L-state" substate "L-substate"
  action nobody rank 4 no contact
}
worklist todo "L-worklist" version "6" id "W-1" from 2026-01-01 {
  candidate phone "L-candidate" channel "phone" skill "L-skill" minutes 7 cost 350 value balance * 10% if late
  candidate wait minutes 1 value 0
  order days descending, balance ascending, tier
  agent owner
}
table cuts "L-table" by tier {
  column block : integer "L-column"
  column boss : text
  row "Large" => 60, "L-boss"
  row * => 90 inferred, "L-other-boss"
}
calendar working "L-calendar" holidays "PY" rest sunday
hold dispute "L-hold" { of claims  from opened  before closed  freezes days, messages, cuts, blocks, tasks, queue }
hold illness { starts on call where result = "ill"  ends on payment  freezes messages }
hold white { from start_on  until due  reason owner  owner owner  needs reason, owner, until  freezes cuts  if late }
arrears { due due  grace 3 days }
promises {
  made on promise due until_day amount amount
  paid on payment amount amount for promise_id
  tolerance 5%
}
contact limits {
  zone owner
  jurisdiction owner
  pack "L-pack"
  calendar working
  on call where result = "talked" => conversation by "phone"
  on call => attempt by "phone"
  consent phone_ok for "phone"
  limit once_a_day "L-limit" 1 attempt by "phone" within 1 day
  limit few 3 contacts per week
}
template notice "L-template" version "8" from 2026-01-01 language es {
  if late
  channel "email"
  subject "L-subject {client}" locked
  text "L-text {balance}" if balance > 0
  states stopped if late
}
block stopped "L-block" id "T-1" from 2023-05-01 {
  if arrears.past_due > cuts.block
  stands if due is known
  release if balance = 0
  stops "L-stops"
  reason "L-reason"
}
cut hard "L-cut" {
  if hold.dispute or promises.open > 0
  since due
  after 3 business days
  month days 1..10
  only on monday, friday
  calendar working
  holidays following
  lead 5..10 days "L-lead"
  requires told "L-told" = promises.broken = 0
  approval "L-head" by approved_by evidence minutes if balance > 9
}
notify letter "L-notify" { if late  template notice  channel "email"  to "L-to"  copy cuts.boss }
task visit "L-task" {
  if late
  owner owner
  cause "L-cause"
  route "L-route" alias "L-old-route"
  within 3 business days
  calendar working
  once per week
}
escalate higher "L-escalate" { if late  to cuts.boss  once }
)";

}  // namespace tramo::testing
