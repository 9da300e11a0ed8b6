# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The policy, accounts and events that tests of decisions speak of; the fixtures `letters` and `many` are made of them.

from datetime import date
from typing import Any

import pytest
import tramo
from tramo.offers import Calendar

POLICY = """tramo 1 en
policy "Letters and cuts" version "4" {
  currency PYG
  zone "-03:00"
}
field client : text key
field balance : money
field oldest_due : date optional
field listed_from : date optional
field listed_until : date optional
field listed_by : text optional
field email_ok : boolean optional

parameter enough : money = PYG 100

log {
  account client
  event kind
  happened at
}
event call { field result : text optional }
event promise {
  field due_on : date
  field amount : money
}
event payment { field amount : money }

calendar working "Working days" holidays "PY" rest sunday

hold whitelist "Whitelist" {
  from listed_from
  until listed_until
  owner listed_by
  needs owner
  freezes cuts, days
}
arrears { due oldest_due  grace 3 days }
promises {
  made on promise due due_on amount amount
  paid on payment amount amount
}
contact limits {
  calendar working
  on call where result = "talked" => conversation by "phone"
  on call => attempt by "phone"
  consent email_ok for "email"
  limit daily "One call a day" 1 attempt by "phone" within 1 day
}
template notice "Notice" version "1" language en {
  channel "email"
  subject "Overdue"
  text "You owe {balance}."
}
block requests "Shipments" id "T-039" {
  if arrears.past_due > 30 and balance > enough
  stops "shipment", "plan_change"
}
cut administrative "Administrative cut" {
  if arrears.past_due > 30
  only on monday
  calendar working
  holidays following
}
task overdue "Client in arrears" id "T-036" {
  if arrears.past_due > 5
  owner "collector"
  within 3 business days
  calendar working
}
notify statement "Statement" {
  if arrears.past_due > 5
  template notice
  channel "email"
  to "billing"
}
segment late = arrears.past_due > 5
segment promised = promises.open > 0
strategy daily {
  queue late if late
  rest others
}
"""

DAY = "2026-11-21"  # a Saturday
HOLIDAYS = {"PY": Calendar("PY", [date(2026, 12, 8), date(2026, 12, 25)], "2020-01-01", "2029-12-31")}
ONE = {"client": "C-1", "balance": 500, "oldest_due": "2026-10-12", "email_ok": True}
CALLED = {"kind": "call", "at": "2026-11-21T10:00", "result": "no answer"}
PROMISED = {"kind": "promise", "at": "2026-11-10T09:00", "due_on": "2026-12-01", "amount": 300}

MANY = [
    ONE,
    {**ONE, "client": "C-2", "oldest_due": None},
    {**ONE, "client": "C-3", "listed_from": "2026-11-01", "listed_until": "2026-11-30", "listed_by": "head"},
    {**ONE, "client": "C-4", "balance": "much"},
    {**ONE, "client": "C-5", "listed_from": "2026-11-01", "listed_until": "2026-11-30"},
]
FEED = [
    {"client": "C-1", **CALLED},
    {"client": "C-1", **PROMISED},
    {"client": "C-9", **CALLED},
]


def one_of(policy: tramo.Policy, **asked: Any) -> tramo.Decision:
    asked = {"history": [CALLED, PROMISED], "as_of": DAY, "holidays": HOLIDAYS, **asked}
    return policy.decide(asked.pop("record", ONE), asked.pop("history"), **asked)


def rows(table: Any) -> list[dict[str, Any]]:
    pyarrow = pytest.importorskip("pyarrow")
    found: list[dict[str, Any]] = pyarrow.table(table).to_pylist()
    return found
