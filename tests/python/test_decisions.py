# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What must, may and must not be done, of one account and of many; and what is said where that cannot be told.

import json
from datetime import date, datetime, time
from importlib import resources
from typing import Any

import pytest
import tramo
from tramo.offers import Calendar
from tramo.result import DataErrors

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


@pytest.fixture(scope="module")
def letters() -> tramo.Policy:
    return tramo.loads(POLICY, "letters.tramo")


@pytest.fixture(scope="module")
def many(letters: tramo.Policy) -> tramo.Decisions:
    return letters.decide(MANY, FEED, DAY, holidays=HOLIDAYS)


def one_of(policy: tramo.Policy, **asked: Any) -> tramo.Decision:
    asked = {"history": [CALLED, PROMISED], "as_of": DAY, "holidays": HOLIDAYS, **asked}
    return policy.decide(asked.pop("record", ONE), asked.pop("history"), **asked)


def rows(table: Any) -> list[dict[str, Any]]:
    pyarrow = pytest.importorskip("pyarrow")
    found: list[dict[str, Any]] = pyarrow.table(table).to_pylist()
    return found


def test_one_account_is_decided_with_a_history_that_need_not_name_it(letters: tramo.Policy) -> None:
    found = one_of(letters)
    assert isinstance(found, tramo.Decision)
    assert (found.account, found.as_of) == ("C-1", DAY)
    assert found.segments == ["late", "promised"] and found.queues == {"daily": "late"}
    assert found.days == {"past_due": 40, "delinquent": 37, "paused": 0}
    assert {one["effect"]: one["status"] for one in found.effects} == {
        "requests": "in_force",
        "administrative": "waiting",
        "overdue": "in_force",
        "statement": "in_force",
    }
    assert found.blocked == ["shipment", "plan_change"]
    assert [one["state"] for one in found.promises] == ["open"]
    assert next(one for one in found.effects if one["effect"] == "administrative")["next"] == "2026-11-23"
    assert found.messages[0]["subject"] == "Overdue" and "500" in found.messages[0]["text"]


def test_a_decision_reads_like_a_dictionary(letters: tramo.Policy) -> None:
    found = one_of(letters)
    assert found["account"] == "C-1" and set(found) == set(found.to_dict()) and len(found) == len(found.to_dict())
    assert json.loads(found.to_json()) == found.to_dict()
    found.to_dict()["segments"].clear()
    assert found.segments == ["late", "promised"]


def test_the_object_is_as_its_schema_says(letters: tramo.Policy, many: tramo.Decisions) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    folder = resources.files(tramo) / "schemas"
    schema = json.loads((folder / "decide.json").read_text(encoding="utf-8"))
    registry = pytest.importorskip("referencing").Registry().with_resources(
        (file.name, pytest.importorskip("referencing").Resource.from_contents(json.loads(file.read_text("utf-8"))))
        for file in folder.iterdir()
        if file.name.endswith(".json")
    )
    check = jsonschema.Draft202012Validator(schema, registry=registry)
    for each in (one_of(letters), *many):
        check.validate(each.to_dict())


def test_the_call_of_the_day_counts_and_tomorrow_is_the_first_moment(letters: tramo.Policy) -> None:
    phone = next(one for one in one_of(letters).contacts if one["channel"] == "phone")
    assert phone["allowed"] is False and phone["binding"] == ["daily"]
    assert phone["first_allowed"].startswith("2026-11-22")
    free = next(one for one in one_of(letters, history=[]).contacts if one["channel"] == "phone")
    assert free["allowed"] is True and free["left"] == 1


def test_now_comes_as_time_moment_or_with_an_offset(letters: tramo.Policy) -> None:
    def allowed(now: Any) -> bool:
        found: bool = next(one for one in one_of(letters, now=now).contacts if one["channel"] == "phone")["allowed"]
        return found

    for before in ("09:59", time(9, 59), datetime(2026, 11, 21, 9, 59), f"{DAY}T12:59Z"):
        assert allowed(before), before  # the call was at ten
    assert not allowed("10:01")


def test_moments_that_are_none_or_of_another_day_are_refused(letters: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="which is not on 2026-11-21, the day asked for"):
        one_of(letters, now="2026-11-20T10:00")
    with pytest.raises(tramo.QuestionError, match="now is a moment such as 10:30"):
        one_of(letters, now="half past ten")
    with pytest.raises(TypeError, match="now is a datetime, a time or text"):
        one_of(letters, now=1030)


def test_the_day_is_needed(letters: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="give as_of"):
        letters.decide(ONE, [], holidays=HOLIDAYS)


def test_an_unknown_parameter_is_named(letters: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="enoug"):
        one_of(letters, parameters={"enoug": 1})
    blocked = one_of(letters, parameters={"enough": 500}).blocked
    assert blocked == []


def test_an_event_of_somebody_else_is_set_apart(letters: tramo.Policy) -> None:
    found = one_of(letters, history=[{**CALLED, "client": "C-7"}])
    assert next(one for one in found.contacts if one["channel"] == "phone")["allowed"] is True
    assert found.event_errors is not None
    assert [(one.row, one.field, one.value) for one in found.event_errors] == [(0, "client", '"C-7"')]
    assert "events set apart" in str(found)


def test_an_account_that_cannot_be_read_is_set_apart_with_its_reason(letters: tramo.Policy) -> None:
    found = one_of(letters, record={**ONE, "balance": "much"})
    assert found.is_set_apart and [one["field"] for one in found.errors] == ["balance"]
    assert (found.effects, found.contacts, found.tasks) == ([], [], [])
    assert "set apart, so nothing was decided" in str(found)


def test_a_history_for_a_policy_without_events_is_refused(policy: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="declares no events"):
        policy.decide({"account": "C-1"}, [], DAY)


def test_a_story_tells_what_holds_and_why(letters: tramo.Policy) -> None:
    text = str(one_of(letters))
    for words in (
        "C-1 on 2026-11-21: Letters and cuts 4",
        "segments: late, promised",
        "days: past due 40, delinquent 37, paused 0",
        "block requests (Shipments): in force; stops shipment, plan_change",
        "cut administrative (Administrative cut): not today, next 2026-11-23",
        "phone: no, first 2026-11-22 00:00 (-03:00) — One call a day",
        "300 due 2026-12-01, 0 paid: open",
    ):
        assert words in text, text


def test_many_accounts_come_as_tables(many: tramo.Decisions) -> None:
    assert isinstance(many, tramo.Decisions) and len(many) == 5
    assert (many.data_errors, [one.field for one in many.errors]) == (1, ["balance"])
    assert [row["client"] for row in rows(many.decisions)] == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    assert {row["client"] for row in rows(many.tasks) if row["type"] == "task"} == {"C-1", "C-3", "C-5"}
    assert [row["refused"] for row in rows(many.holds)].count(None) == 1  # C-5 says no owner
    assert [row["client"] for row in rows(many.promises)] == ["C-1"]
    assert {row["channel"] for row in rows(many.contacts)} == {"phone", "email"}
    assert {row["client"] for row in rows(many.messages)} == {"C-1", "C-3", "C-5"}
    assert rows(many.advice) == []


def test_counts_are_those_of_the_tables(many: tramo.Decisions) -> None:
    told = many.to_dict()
    assert (told["accounts"], told["data_errors"], told["events"], told["event_errors"]) == (5, 1, 3, 1)
    counted = [(row["kind"], row["status"]) for row in rows(many.effects)]
    assert told["effects"] == {
        kind: {status: counted.count((kind, status)) for other, status in counted if other == kind}
        for kind, _ in counted
    }
    assert told["holds"] == {"whitelist": 1} and told["promises"]["open"] == 1
    allowed = [row["channel"] for row in rows(many.contacts) if row["allowed"]]
    assert told["contacts"] == {name: allowed.count(name) for name in ("phone", "email")}
    assert (told["tasks"], told["messages"]) == (len(many.tasks), len(many.messages))
    assert json.loads(many.to_json()) == told and "5 accounts" in repr(many)


def test_an_account_is_found_by_its_key(many: tramo.Decisions) -> None:
    assert many.of("C-3").holds[0]["hold"] == "whitelist"
    assert [each.account for each in many] == ["C-1", "C-2", "C-3", "C-4", "C-5"]
    with pytest.raises(LookupError, match="no account 'C-8' among the 5"):
        many.of("C-8")


def test_one_and_many_agree(letters: tramo.Policy, many: tramo.Decisions) -> None:
    for record in MANY:
        history = [{**event} for event in FEED if event["client"] == record["client"]]
        alone = letters.decide(record, history, DAY, holidays=HOLIDAYS).to_dict()
        among = many.of(record["client"]).to_dict()
        for each in (alone, among):
            each["errors"] = [{**error, "row": 0} for error in each["errors"]]
        assert alone == among


def test_a_hold_keeps_a_cut_and_stops_the_count(many: tramo.Decisions) -> None:
    held = many.of("C-3")
    assert next(one["status"] for one in held.effects if one["effect"] == "administrative") == "held"
    assert held.days == {"past_due": 40, "delinquent": 17, "paused": 20}


def test_events_of_no_account_are_set_apart(many: tramo.Decisions) -> None:
    assert many.alerts is not None and [one.value for one in many.alerts.errors] == ['"C-9"']


def test_results_carry_the_verdicts(many: tramo.Decisions) -> None:
    assert many.result.segments["late"].true == 3 and many.result.rows == 5


def test_tables_without_rows_are_decided_too(letters: tramo.Policy) -> None:
    found = letters.decide([], [], DAY, holidays=HOLIDAYS)
    assert len(found) == 0 and rows(found.effects) == [] and found.to_dict()["tasks"] == 0
    assert "client" in found.tasks.column_names


def test_an_account_without_history_is_decided_as_if_nothing_had_happened(letters: tramo.Policy) -> None:
    without, empty = one_of(letters, history=None), one_of(letters, history=[])
    assert without.to_dict() == empty.to_dict()


def test_contacts_and_messages_are_left_out_where_nobody_asks(letters: tramo.Policy) -> None:
    found = one_of(letters, contacts=False, messages=False)
    assert (found.contacts, found.messages) == ([], []) and found.blocked


def test_tables_of_arrow_and_threads_change_nothing(letters: tramo.Policy, many: tramo.Decisions) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    texts = [{name: None if value is None else str(value) for name, value in row.items()} for row in MANY]
    names = list(dict.fromkeys(name for row in texts for name in row))
    table = pyarrow.table({name: pyarrow.array([row.get(name) for row in texts], "string") for name in names})
    feed = pyarrow.Table.from_pylist([{**dict.fromkeys(("result", "due_on", "amount")), **row} for row in FEED])
    found = letters.decide(table, feed, DAY, holidays=HOLIDAYS, threads=2)
    assert rows(found.effects) == rows(many.effects) and rows(found.contacts) == rows(many.contacts)


def test_a_hundred_thousand_accounts_are_decided_at_once(letters: tramo.Policy) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    count = 100_000
    numbers = range(count)
    table = pyarrow.table(
        {
            "client": pyarrow.array([f"C-{number}" for number in numbers]),
            "balance": pyarrow.array([number % 1000 for number in numbers]),
            "oldest_due": pyarrow.array([date(2026, 11, 20 - number % 20) for number in numbers]),
            "email_ok": pyarrow.array([number % 2 == 0 for number in numbers]),
            **dict.fromkeys(("listed_from", "listed_until"), pyarrow.nulls(count, pyarrow.date32())),
            "listed_by": pyarrow.nulls(count, pyarrow.string()),
        }
    )
    feed = pyarrow.table(
        {
            "client": pyarrow.array([f"C-{number}" for number in range(0, count, 2)]),
            "kind": pyarrow.array(["call"] * (count // 2)),
            "at": pyarrow.array([datetime(2026, 11, 20, 10)] * (count // 2)),
            "result": pyarrow.array(["talked"] * (count // 2)),
            "due_on": pyarrow.nulls(count // 2, pyarrow.date32()),
            "amount": pyarrow.nulls(count // 2, pyarrow.int64()),
        }
    )
    found = letters.decide(table, feed, DAY, holidays=HOLIDAYS)
    late = sum(1 + number % 20 > 5 for number in numbers)
    assert found.to_dict()["effects"]["task"] == {"in_force": late}
    assert found.to_dict()["contacts"] == {"phone": count, "email": count // 2}
    assert found.of(f"C-{count - 1}").days == {"past_due": 20, "delinquent": 17, "paused": 0}


def test_errors_are_read_page_by_page(many: tramo.Decisions) -> None:
    assert isinstance(many.errors, DataErrors) and many.errors[0].message and many.error_summary[0].count == 1


def test_actions_bring_the_next_one_and_what_of_them_was_set_apart() -> None:
    from test_best_actions import ACTIONS, CASES
    from test_best_actions import POLICY as WORKLISTS

    found = tramo.loads(WORKLISTS).decide(CASES, None, DAY, actions=ACTIONS)
    ranked = tramo.loads(WORKLISTS).next_actions(CASES, ACTIONS, as_of=DAY)
    due = {row["case_id"]: row["action"] for row in rows(ranked)}
    assert {each.account: each.next_action for each in found} == due
    assert found.best_actions is not None and found.best_actions.data_errors == 2
    assert found.alerts is None and found.to_dict()["events"] == 0


def test_accounts_are_called_by_another_column_where_there_is_no_key() -> None:
    nameless = "tramo 1 en\nfield balance : money(PYG)\ntask pay { if balance > PYG 100 }\n"
    table = [{"number": 7, "balance": 500}, {"number": 8, "balance": 50}]
    found = tramo.loads(nameless).decide(table, None, DAY, key="number")
    assert [one["effect"] for one in found.of(7).effects] == ["pay"] and found.of("8").effects == []
    with pytest.raises(LookupError, match="no account '9'"):
        found.of(9)
