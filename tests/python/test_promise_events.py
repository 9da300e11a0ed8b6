# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What became of promises drives alerts, as events beside those of the feed.

from datetime import date

import tramo

POLICY = """tramo 1 en
policy "Promises" version "1" { currency PEN  zone "-05:00" }
field client : text key
event promise { field due : date  field amount : money }
event payment { field amount : money }
event undo reverses payment by undone
event promise_broken
event promise_kept
promises {
  made on promise due due amount amount
  paid on payment amount amount
}
alert word "Breaks its word" {
  state broken orange
  on promise_broken => broken
  on promise_kept => clear
}
"""
ACCOUNTS = [{"client": "C-1"}, {"client": "C-2"}, {"client": "C-3"}]
FEED = [
    {"client": "C-1", "event": "promise", "happened": "2026-11-01", "id": "p1", "due": "2026-11-05", "amount": 100},
    {"client": "C-2", "event": "promise", "happened": "2026-11-01", "id": "p2", "due": "2026-11-05", "amount": 100},
    {"client": "C-2", "event": "payment", "happened": "2026-11-04", "id": "a1", "amount": 100},
    {"client": "C-3", "event": "promise", "happened": "2026-11-01", "id": "p3", "due": "2026-11-05", "amount": 100},
    {"client": "C-3", "event": "payment", "happened": "2026-11-04", "id": "a2", "amount": 100},
    {"client": "C-3", "event": "undo", "happened": "2026-11-09", "id": "u1", "undone": "a2"},
]


def test_each_change_of_a_promise_is_an_event() -> None:
    found = tramo.loads(POLICY).decide(ACCOUNTS, FEED, as_of="2026-11-21")
    told = [(one["client"], one["event"], one["happened"], one["id"]) for one in tramo.promise_events(found)]
    assert told == [
        ("C-1", "promise_broken", date(2026, 11, 6), "p1/0"),
        ("C-2", "promise_kept", date(2026, 11, 4), "p2/0"),
        ("C-3", "promise_kept", date(2026, 11, 4), "p3/0"),
        ("C-3", "promise_undone", date(2026, 11, 9), "p3/1"),
        ("C-3", "promise_broken", date(2026, 11, 9), "p3/2"),
    ]


def test_alerts_hear_what_became_of_promises() -> None:
    policy = tramo.loads(POLICY)
    found = policy.decide(ACCOUNTS, FEED, as_of="2026-11-21")
    known = [one for one in tramo.promise_events(found) if one["event"] != "promise_undone"]
    again = policy.decide(ACCOUNTS, FEED + known, as_of="2026-11-21")
    assert [list(again.of(key).alerts) for key in ("C-1", "C-2", "C-3")] == [["word"], [], ["word"]]
    assert again.of("C-3").alerts["word"]["state"] == "broken"
