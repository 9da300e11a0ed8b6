# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Alerts from Python: feeds in, states, transitions and machines out.

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import tramo

pa = pytest.importorskip("pyarrow")

POLICY = """tramo 1 en
policy "Alerts" version "1" { currency PEN  zone "America/Lima" }
field client : text key
field weight : integer optional
collection contact_points "Contact points" {
  field contact : text key
  field channel : one of "phone", "email"
}
log {
  account   client_id
  event     kind
  happened  at
  recorded  known
  id        number
}
event contact from kind = "contact" {
  field result : one of "refuses" (alias "No quiere pagar"), "cannot" from outcome
}
event promise from kind = "promise" { field due : date }
event payment "Payment" from kind = "payment" { field amount : money }
event payment_reversed reverses payment by undone from kind = "reversal"
event bounce of contact_points by point from kind = "bounce"
event repaired of contact_points by point from kind = "repaired"

counter paid "Paid so far" = coalesce(sum(payment.amount), PEN 0)

alert problem "Payment problem" version "1" {
  state refuses "Refuses to pay" red stops treatment
  state cannot "Cannot pay" yellow severity 2
  on contact where result = "refuses" => refuses
  on contact where result = "cannot" => cannot
  on payment from refuses, cannot => clear
  on payment_reversed => restore
  after 30 days in cannot => refuses
  when promise.due + 3 days passed without payment from cannot => refuses
  manual clear with confirmation
}
alert broken "Broken contact" per contact_points any {
  state bad orange
  on bounce => bad
  on repaired => clear
}
segment unable = alert.problem = cannot
segment paying = paid > 100
segment unreachable = all(contact_points where alert.broken = bad)
"""
DAY = "2026-01-12"


def event(
    number: int, client: str, kind: str, at: str, known: str | None = None, **more: Any
) -> dict[str, Any]:
    return {"number": str(number), "client_id": client, "kind": kind, "at": at, "known": known or at, **more}


EVENTS = [
    event(1, "C-1", "contact", "2026-01-05T10:00", outcome="cannot"),
    event(2, "C-1", "promise", "2026-01-06", due="2026-01-10"),
    event(3, "C-2", "contact", "2026-01-05", outcome="No quiere pagar"),
    event(4, "C-2", "payment", "2026-01-07", amount=Decimal("150.00")),
    event(5, "C-2", "reversal", "2026-01-08", undone="4"),
    event(6, "C-3", "bounce", "2026-01-08", point="555-1"),
    event(7, "C-3", "hop", "2026-01-08"),
    event(4, "C-2", "payment", "2026-01-07", amount=Decimal("150.00")),
    event(9, "C-4", "payment", "2026-01-07", known="2026-01-10T08:00", amount=Decimal("150.00")),
]
LATER = [
    event(10, "C-1", "payment", "2026-01-20", amount=Decimal("10.00")),
    event(11, "C-3", "repaired", "2026-01-21", point="555-1"),
    event(12, "C-4", "reversal", "2026-01-22", undone="9"),
]


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "alerts.tramo")


@pytest.fixture(scope="module")
def found(policy: tramo.Policy) -> tramo.Alerts:
    return policy.alerts(EVENTS, as_of=DAY)


def states(found: tramo.Alerts, alert: str = "problem") -> dict[str, str]:
    table = found.states.to_arrow()
    return dict(zip(table["client"].to_pylist(), table[f"alert.{alert}"].to_pylist(), strict=True))


def as_table(events: list[dict[str, Any]]) -> Any:
    names = dict.fromkeys(name for row in events for name in row)
    columns = {name: [row.get(name) for row in events] for name in names}
    columns["amount"] = pa.array(columns["amount"], pa.decimal128(12, 2))
    return pa.table(columns)


def test_a_policy_tells_of_its_machines(policy: tramo.Policy) -> None:
    machine = policy.alert_machines["problem"]
    assert (machine.label, machine.version, machine.collection) == ("Payment problem", "1", None)
    assert [(state.name, state.colour, state.stops_treatment) for state in machine.states] == [
        ("refuses", "red", True),
        ("cannot", "yellow", False),
    ]
    assert [one.to for one in machine.transitions] == [
        "refuses",
        "cannot",
        "none",
        None,
        "refuses",
        "refuses",
    ]
    assert machine.transitions[0].caption == 'on contact where result = "refuses"'
    assert machine.clears_by_hand and machine.needs_confirmation
    assert policy.alert_machines["broken"].collection == "contact_points"
    assert [field.name for field in policy.fields if not field.is_computed] == ["client", "weight"]


def test_a_machine_is_drawn_for_mermaid_and_graphviz(policy: tramo.Policy) -> None:
    assert policy.diagram("problem").startswith("stateDiagram-v2\n")
    assert policy.diagram("problem", "dot").startswith('digraph "problem" {\n')
    with pytest.raises(ValueError, match="mermaid or dot"):
        policy.diagram("problem", "png")
    with pytest.raises(KeyError, match="is 'problem' meant"):
        policy.diagram("problm")


def test_every_account_has_its_state_and_every_state_its_accounts(found: tramo.Alerts) -> None:
    assert states(found) == {"C-1": "cannot", "C-2": "refuses", "C-3": "none", "C-4": "none"}
    assert found.counts == {
        "problem": {"refuses": 1, "cannot": 1, "none": 2},
        "broken": {"bad": 1, "none": 3},
    }
    assert found.to_dict() == {"events": 9, "data_errors": 1, "transitions": 5, "alerts": found.counts}
    assert found.states.column("alert.problem.since").to_pylist()[:2] == [date(2026, 1, 5), date(2026, 1, 5)]
    assert found.states.column("paid").to_pylist() == [0, 0, 0, Decimal("150.00")]
    with pytest.raises(KeyError, match="is 'problem' meant"):
        found.counts["problm"]


def test_events_that_do_not_count_are_told_with_the_reason(found: tramo.Alerts) -> None:
    [error] = found.errors
    assert (error.row, error.key, error.field, error.reason) == (6, "C-3", "kind", "unknown_event")
    assert found.error_summary[0].reason == "unknown_event" and found.error_summary[0].count == 1
    assert (found.events, found.duplicates, found.not_yet_known, found.not_yet_happened) == (9, 1, 0, 0)


def test_children_have_states_of_their_own(found: tramo.Alerts) -> None:
    assert list(found.children) == ["contact_points"]
    [row] = found.children["contact_points"].to_arrow().to_pylist()
    assert (row["client"], row["contact"], row["alert.broken"]) == ("C-3", "555-1", "bad")


def test_the_same_events_mean_the_same_from_every_library(policy: tramo.Policy, found: tramo.Alerts) -> None:
    table = as_table(EVENTS)
    feeds = [table, table.to_batches()[0], table.to_reader(), (row for row in EVENTS)]
    feeds.append(pytest.importorskip("polars").from_arrow(table))
    pytest.importorskip("pandas")
    feeds.append(table.to_pandas())
    for feed in feeds:
        again = policy.alerts(feed, as_of=DAY)
        assert states(again) == states(found), type(feed)
        assert again.transitions.to_arrow().equals(found.transitions.to_arrow()), type(feed)
        assert [tuple(error) for error in again.errors] == [tuple(error) for error in found.errors]


def test_ids_with_gaps_that_pandas_reads_as_floats_are_the_same_ids(
    policy: tramo.Policy, found: tramo.Alerts
) -> None:
    pandas = pytest.importorskip("pandas")
    without_id = {"client_id": "C-5", "kind": "hop", "at": "2026-01-08", "known": "2026-01-08"}
    text = pandas.DataFrame([*EVENTS, without_id]).to_csv(index=False)
    feed = pandas.read_csv(io.StringIO(text))
    assert feed["number"].dtype == feed["undone"].dtype == "float64"
    again = policy.alerts(feed, as_of=DAY)
    assert (again.duplicates, again.data_errors) == (1, 2)
    assert {key: states(again)[key] for key in states(found)} == states(found)
    assert again.transitions.to_arrow().equals(found.transitions.to_arrow())
    mixed = policy.alerts([*EVENTS[:4], {**EVENTS[4], "undone": 4.0}, *EVENTS[5:]], as_of=DAY)
    assert states(mixed) == states(found)


def test_dictionaries_need_no_other_library(policy: tramo.Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    found = policy.alerts(EVENTS, as_of=DAY)
    assert found.counts["problem"]["refuses"] == 1 and "Refuses" in found.why("C-2", "problem").text
    assert found.timeline("C-2", "problem")
    with pytest.raises(ImportError, match="pyarrow"):
        found.snapshot()


def test_exact_numbers_stay_exact_and_what_is_no_value_is_set_apart(policy: tramo.Policy) -> None:
    money = [event(1, "C-1", "payment", "2026-01-05", amount=Decimal("0.10")) for _ in range(3)]
    rows = [{**row, "number": number} for number, row in enumerate(money)]
    rows.append({**rows[0], "number": 9, "amount": object()})
    found = policy.alerts(rows, as_of=DAY)
    assert found.states.column("paid").to_pylist() == [Decimal("0.30")]
    assert [(error.row, error.field) for error in found.errors] == [(3, "amount")]


def test_states_go_back_into_every_library(found: tramo.Alerts) -> None:
    due = found.states.to_arrow().column_names
    assert list(found.states.to_pandas().columns) == due == found.states.to_polars().columns
    assert len(found.states) == 4 and due[0] == "client"
    assert "4 rows" in repr(found.states)


def test_threads_change_nothing(policy: tramo.Policy, found: tramo.Alerts) -> None:
    many = policy.alerts(EVENTS, as_of=DAY, threads=None)
    assert many.transitions.to_arrow().equals(found.transitions.to_arrow())
    with pytest.raises(ValueError, match="at least 1"):
        policy.alerts(EVENTS, as_of=DAY, threads=0)


def test_what_was_recorded_later_was_not_known_then(policy: tramo.Policy) -> None:
    for moment, count in (("2026-01-09", 1), (datetime(2026, 1, 10, 7, 59), 1), (date(2026, 1, 10), 0)):
        found = policy.alerts(EVENTS, as_of=DAY, known_at=moment)
        assert found.not_yet_known == count, moment
    with pytest.raises(ValueError, match="no moment: 'hop'"):
        policy.alerts(EVENTS, as_of=DAY, known_at="hop")
    with pytest.raises(ValueError, match="clock"):
        policy.alerts(EVENTS, as_of=DAY, known_at="2026-01-09T10:00-05:00")


def test_what_happens_later_has_not_happened(policy: tramo.Policy) -> None:
    found = policy.alerts(EVENTS, as_of="2026-01-05")
    assert (found.not_yet_happened, found.duplicates, found.data_errors) == (5, 1, 1)
    assert states(found) == {"C-1": "cannot", "C-2": "refuses"}  # nothing is known of the others yet


def test_what_is_wrong_with_the_question_or_the_feed_is_told(policy: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="T4010"):
        policy.alerts(EVENTS)
    with pytest.raises(tramo.QuestionError, match="horizon is a day"):
        policy.alerts(EVENTS, as_of=DAY, horizon="soon")
    with pytest.raises(tramo.DataError, match="did you mean the column `kin`"):
        policy.alerts([{("kin" if k == "kind" else k): v for k, v in EVENTS[0].items()}], as_of=DAY)
    with pytest.raises(TypeError, match="no events: int"):
        policy.alerts(7, as_of=DAY)
    with pytest.raises(TypeError, match="give accounts="):
        policy.alerts(EVENTS, as_of=DAY, children={"contact_points": []})
    with pytest.raises(tramo.QuestionError, match="neither alerts nor counters"):
        tramo.loads('tramo 1 en\npolicy "x" version "1" { currency PEN }\nsegment all = true\n').alerts([])


def test_no_events_are_no_alerts(policy: tramo.Policy) -> None:
    for feed in ([], as_table(EVENTS).slice(0, 0)):
        found = policy.alerts(feed, as_of=DAY)
        assert (found.events, len(found.states), len(found.transitions)) == (0, 0, 0)


ACCOUNTS: list[dict[str, Any]] = [
    {"client": "C-1", "contact_points": []},
    {"client": "C-3", "contact_points": [{"contact": "555-1", "channel": "phone"}]},
    {"client": "C-5", "contact_points": [{"contact": "555-1", "channel": "phone"}]},
]


def test_events_of_accounts_that_are_not_there_are_set_apart(policy: tramo.Policy) -> None:
    found = policy.alerts(EVENTS, ACCOUNTS, as_of=DAY)
    assert states(found) == {"C-1": "cannot", "C-3": "none", "C-5": "none"}
    assert {error.key for error in found.errors if error.reason == "unknown_account"} == {"C-2", "C-4"}
    assert found.data_errors == 6


def test_segments_read_alerts_and_counters(policy: tramo.Policy, found: tramo.Alerts) -> None:
    alone = policy.evaluate(found.states, children=found.children, as_of=DAY).segments
    assert (alone["unable"].true, alone["paying"].true) == (1, 1)
    replayed = policy.evaluate(ACCOUNTS, events=EVENTS, as_of=DAY)
    assert replayed.segments["unreachable"].true == 2  # C-3; and C-1, which has no contact points
    assert replayed.alerts is not None and replayed.alerts.data_errors == 6
    known = policy.alerts(EVENTS, ACCOUNTS, as_of=DAY)
    given = policy.evaluate(ACCOUNTS, alerts=known)
    assert given.to_dict() == replayed.to_dict() and given.alerts is known
    with pytest.raises(TypeError, match="one of events= and alerts="):
        policy.evaluate(ACCOUNTS, events=EVENTS, alerts=found)


def test_alerts_of_another_day_or_policy_are_refused(policy: tramo.Policy, found: tramo.Alerts) -> None:
    with pytest.raises(tramo.QuestionError, match="as of 2026-01-12, not 2026-01-13"):
        policy.evaluate(ACCOUNTS, alerts=found, as_of="2026-01-13")
    other = tramo.loads(POLICY.replace("> 100", "> 99"), "other")
    with pytest.raises(tramo.QuestionError, match="another policy"):
        other.evaluate(ACCOUNTS, alerts=found)


def test_children_as_a_table_of_their_own_are_joined(policy: tramo.Policy) -> None:
    accounts = [{"client": row["client"]} for row in ACCOUNTS]
    points = [{"client": "C-3", "contact": "555-1", "channel": "phone"}]
    result = policy.evaluate(accounts, children={"contact_points": points}, events=EVENTS, as_of=DAY)
    assert result.segments["unreachable"].true == 3
    explained = policy.explain(
        accounts,
        row="C-3",
        segment="unreachable",
        children={"contact_points": points},
        events=EVENTS,
        as_of=DAY,
    )
    assert explained.holds is True


LADDER = """tramo 1 en
policy "Steps" version "1" { currency PEN }
field client : text key
log { account client_id  event kind  happened at }
event late from kind = "late"
event very_late from kind = "very_late"
event payment from kind = "payment"
alert overdue {
  state first
  state second
  state third
  on late from none => first
  on late from first => second
  on late from second => third
  on very_late from first => third
  on payment => clear
}
"""


def test_an_alert_is_read_as_a_ladder_on_request() -> None:
    policy = tramo.loads(LADDER, "steps.tramo")
    assert policy.warnings == []
    [skipped] = policy.skipped_states()
    assert (skipped.code, skipped.is_error, skipped.labels[0].line) == ("T4027", False, 15)
    assert "passes over the state `second`" in skipped.message
    assert "on very_late from first => third" in str(skipped)
    in_order = LADDER.replace("  on very_late from first => third\n", "")
    assert tramo.loads(in_order).skipped_states() == ()


def test_a_notebook_shows_counts(found: tramo.Alerts) -> None:
    html = found._repr_html_()
    assert "Refuses to pay" in html and "is no event that the policy knows" in html
    assert "9 events" in repr(found)
    assert "Cannot pay" in found.why("C-1", "problem")._repr_html_()
