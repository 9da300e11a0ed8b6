# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# One account's alerts: what led to them, what would clear them, and how that is drawn.

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import tramo
from test_alerts import DAY, EVENTS, POLICY, event

pytest.importorskip("pyarrow")


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "alerts.tramo")


@pytest.fixture(scope="module")
def found(policy: tramo.Policy) -> tramo.Alerts:
    return policy.alerts(EVENTS, as_of=DAY)


def test_why_tells_the_events_and_what_leads_out(found: tramo.Alerts) -> None:
    story = found.why("C-1", "problem")
    assert (story.state, story.since, story.times) == ("cannot", datetime(2026, 1, 5, 10), 1)
    [raised] = story.chain
    assert (raised.event, raised.event_id, raised.rule) == ("contact", "1", "problem.2")
    assert (
        POLICY.splitlines()[(raised.line or 0) - 1].strip() == 'on contact where result = "cannot" => cannot'
    )
    days = {way.rule: way.on for way in story.ways_out if way.on}
    assert days == {"problem.5": date(2026, 2, 4), "problem.6": date(2026, 1, 14)}
    assert "problem.2" not in {way.rule for way in story.ways_out}
    assert story.ways_out[-1].what == "a clear by hand, once confirmed"
    text = str(story)
    assert "C-1 carries 'Payment problem': Cannot pay since 2026-01-05 10:00, raised once" in text
    assert "none → cannot  contact (event 1)" in text and "on 2026-02-04" in text


def test_why_tells_of_what_a_reversal_brought_back(found: tramo.Alerts) -> None:
    story = found.why("C-2", "problem")
    assert [(one.event, one.to_state) for one in story.chain] == [
        ("contact", "refuses"),
        ("payment", "none"),
        ("payment_reversed", "refuses"),
    ]
    assert story.to_dict()["chain"][0]["happened"] == "2026-01-05T00:00:00"


def test_why_tells_of_children_and_of_accounts_without_alert(found: tramo.Alerts) -> None:
    story = found.why("C-3", "broken")
    assert (story.state, [one.child for one in story.children]) == ("bad", ["555-1"])
    assert [one.event for one in found.why("C-3", "broken", child="555-1").chain] == ["bounce"]
    assert str(found.why("C-4", "problem")) == "C-4 carries no 'Payment problem'"
    for key, alert, child in (("C-9", "problem", None), ("C-3", "broken", "555-2")):
        with pytest.raises(LookupError, match=r"no (account|child)"):
            found.why(key, alert, child)


def test_the_history_of_an_account_has_all_its_children_in_whatever_order_they_came(
    policy: tramo.Policy,
) -> None:
    came = [("a", "p1"), ("b", "p1"), ("a", "p2"), ("b", "p2"), ("a", "p1"), ("c", "p1")]
    bounces = [
        event(number, client, "repaired" if number == 4 else "bounce", f"2026-01-0{number + 1}", point=point)
        for number, (client, point) in enumerate(came)
    ]
    found = policy.alerts(bounces, as_of=DAY)
    assert [(one.child, one.to_state) for one in found.history("a", "broken")] == [
        ("p1", "bad"),
        ("p2", "bad"),
        ("p1", "none"),
    ]
    assert [one.child for one in found.history("b")] == ["p1", "p2"]
    assert [one.child for one in found.history("c")] == ["p1"]
    assert [one.to_state for one in found.history("a", "broken", "p1")] == ["bad", "none"]
    assert [one.state for one in found.why("a", "broken").children] == ["none", "bad"]


def test_why_tells_the_day_of_a_deadline_that_a_reversal_brought_back(policy: tramo.Policy) -> None:
    undone = [
        event(3, "C-1", "payment", "2026-01-07", amount=Decimal("1.00")),
        event(4, "C-1", "reversal", "2026-01-08", undone="3"),
    ]
    story = policy.alerts([*EVENTS[:2], *undone], as_of=DAY).why("C-1", "problem")
    days = {way.rule: way.on for way in story.ways_out if way.on}
    assert story.state == "cannot"
    assert days == {"problem.5": date(2026, 2, 4), "problem.6": date(2026, 1, 14)}


PER_CHILD = """tramo 1 en
policy "Promises" version "1" { currency PEN  zone "America/Lima" }
field client : text key
collection debts { field debt : text key }
log { account client_id  event kind  happened at  id number }
event promise of debts by debt from kind = "promise" { field due : date }
event kept of debts by debt from kind = "kept"
alert promised per debts any {
  state waits
  state broken
  on promise => waits
  on kept => clear
  when promise.due passed without kept from waits => broken
}
"""


def test_why_tells_the_day_of_each_childs_deadline() -> None:
    policy = tramo.loads(PER_CHILD)
    promises = [
        event(1, "a", "promise", "2026-01-05", debt="d1", due="2026-01-20"),
        event(2, "b", "promise", "2026-01-05", debt="d1", due="2026-01-21"),
        event(3, "a", "promise", "2026-01-05", debt="d2", due="2026-01-22"),
    ]
    found = policy.alerts(promises, as_of=DAY)
    children = found.why("a", "promised").children
    days = {one.child: [way.on for way in one.ways_out if way.on] for one in children}
    assert days == {"d1": [date(2026, 1, 21)], "d2": [date(2026, 1, 23)]}
    went_on = policy.alerts([], as_of="2026-01-13", state=found.snapshot())
    [way] = [way for way in went_on.why("b", "promised", "d1").ways_out if way.on]
    assert way.on == date(2026, 1, 22)


def test_what_a_hand_did_is_told_with_its_user(policy: tramo.Policy) -> None:
    hands = [
        {"number": "20", "action": "clear", "at": "2026-01-06T09:00", "known": "2026-01-06T09:00"},
        {"number": "21", "action": "confirm", "at": "2026-01-07T09:00", "known": "2026-01-07T09:00"},
    ]
    acts = [{**one, "client_id": "C-1", "kind": "manual", "alert": "problem", "user": "ana"} for one in hands]
    pending = policy.alerts([*EVENTS, acts[0]], as_of=DAY).why("C-1", "problem")
    assert pending.clear_pending and pending.state == "cannot"
    assert pending.ways_out[-1].what == "the confirmation of the clear by hand"
    cleared = policy.alerts([*EVENTS, *acts], as_of=DAY)
    last = cleared.history("C-1", "problem")[-1]
    assert (last.to_state, last.user, last.event_id) == ("none", "ana", "21")
    assert "ana (event 21)" in cleared.why("C-1", "problem").text


def test_a_timeline_is_text_and_a_picture(found: tramo.Alerts, tmp_path: Path) -> None:
    text = found.timeline("C-2", "problem")
    assert text.startswith("Payment problem\n2026-01-05") and "refuses" not in text
    assert "2026-01-08  none → Refuses to pay: payment_reversed (event 5)" in text
    assert "Broken contact · 555-1" in found.timeline("C-3") and "nothing happened" in found.timeline("C-3")
    with pytest.raises(ValueError, match="at least 40"):
        found.timeline("C-2", width=10)
    pytest.importorskip("matplotlib")
    figure = found.plot_timeline("C-2", tmp_path / "c2.png")
    assert (tmp_path / "c2.png").read_bytes().startswith(b"\x89PNG")
    [axes] = figure.axes
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Payment problem"]
    assert len(axes.patches) == 4  # refuses, none, refuses; and nothing before the first event
    found.plot_timeline("C-4")
