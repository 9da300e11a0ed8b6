# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What must, may and must not be done, of one account and of many; and what is said where that cannot be told.

import json
from collections.abc import Iterator
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


def test_holidays_that_were_not_given_are_named_with_those_that_were(letters: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="`PY`") as caught:
        one_of(letters, holidays={"CL": HOLIDAYS["PY"]})
    assert "CL" in str(caught.value)
    with pytest.raises(TypeError, match="holidays\\['PY'\\] is a Calendar"):
        one_of(letters, holidays={"PY": ["2026-12-08"]})
    with pytest.raises(TypeError, match="dicts by name"):
        one_of(letters, holidays=[HOLIDAYS["PY"]])


def test_holidays_that_nobody_knows_are_named(letters: tramo.Policy) -> None:
    pytest.importorskip("holidays")
    unknown = tramo.loads(POLICY.replace('holidays "PY"', 'holidays "PZ"'))
    with pytest.raises(tramo.QuestionError, match="'PZ'"):
        unknown.decide(ONE, [], DAY)
    assert letters.decide(ONE, [], DAY).sources["holidays"].startswith("holidays ")


def test_packages_that_are_missing_are_told(letters: tramo.Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    from tramo import zones

    def missing(*_: Any) -> Any:
        raise ImportError("this needs holidays, which is not installed")

    monkeypatch.setattr(zones, "holidays", missing)
    with pytest.raises(tramo.QuestionError, match="not installed; or give holidays="):
        tramo.loads(POLICY).decide(ONE, [], DAY)


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
        "phone: no, first from 2026-11-22 00:00",
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


def test_zones_of_the_accounts_are_found_and_their_release_told() -> None:
    pytest.importorskip("tzdata")
    named = POLICY.replace("field email_ok", "field place : text optional\nfield email_ok")
    named = named.replace('zone "-03:00"', 'zone "America/Asuncion"').replace("{\n  calendar", "{\n  zone place\n  calendar")
    asked = tramo.loads(named)
    found = asked.decide(
        [{**ONE, "place": "America/Santiago"}, {**ONE, "client": "C-2", "place": "America/Santjago"}],
        [],
        DAY,
        holidays=HOLIDAYS,
    )
    assert found.zones_release.startswith("tzdata ")
    assert found.of("C-1").contacts[0]["zone"] == "America/Santiago"
    assert "Santjago" in found.of("C-2").contacts[0]["unanswered"] and not found.of("C-2").contacts[0]["allowed"]


def test_zones_given_are_all_that_is_asked() -> None:
    zones = pytest.importorskip("tramo.zones")
    named = POLICY.replace("field email_ok", "field place : text optional\nfield email_ok")
    named = named.replace('zone "-03:00"', 'zone "America/Asuncion"').replace("{\n  calendar", "{\n  zone place\n  calendar")
    asked = tramo.loads(named)
    with pytest.raises(tramo.QuestionError, match="America/Asuncion"):
        asked.decide(ONE, [], DAY, holidays=HOLIDAYS, zones={})
    given = {"America/Asuncion": zones.zone("America/Asuncion")}
    assert asked.decide(ONE, [], DAY, holidays=HOLIDAYS, zones=given).sources["zones"].startswith("tzdata ")
    with pytest.raises(TypeError, match="is a Zone"):
        asked.decide(ONE, [], DAY, holidays=HOLIDAYS, zones={"America/Asuncion": "-03:00"})


def test_packs_are_given_by_id_or_as_they_are(letters: tramo.Policy) -> None:
    with pytest.raises(tramo.QuestionError, match="no pack 'ZZ' is shipped"):
        one_of(letters, packs=["ZZ"])
    with pytest.raises(TypeError, match="list of packs"):
        one_of(letters, packs="PY")
    assert list(one_of(letters, packs=["PY"], zones={}).sources["packs"]) == ["PY"]


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


@pytest.fixture
def drawn() -> Iterator[Any]:
    yield pytest.importorskip("matplotlib")


def test_the_calendar_says_of_each_day_what_may_be_done(letters: tramo.Policy) -> None:
    from tramo.calendar_figure import days_of

    days = days_of(one_of(letters, record=MANY[2]))
    assert (days[0].day, days[-1].day, len(days)) == (date(2026, 11, 21), date(2026, 12, 20), 30)
    by_day = {one.day.isoformat(): one for one in days}
    assert by_day[DAY].contacts == {"phone": None, "email": "00:00"}
    assert by_day["2026-11-22"].contacts["phone"] == "00:00"
    assert by_day["2026-11-30"].holds == ["whitelist"] and by_day["2026-12-01"].holds == []
    cuts = [day for day, one in by_day.items() if ("cut", "Administrative cut") in one.effects]
    assert cuts == ["2026-12-07", "2026-12-14"]  # Mondays behind the hold
    assert by_day["2026-12-01"].promises == ["300"]
    with pytest.raises(ValueError, match="months is a whole number"):
        days_of(one_of(letters), 0)


def test_the_calendar_of_one_of_many_is_that_of_the_account_alone(
    letters: tramo.Policy, many: tramo.Decisions
) -> None:
    from tramo.calendar_figure import days_of

    assert days_of(many.of("C-1")) == days_of(one_of(letters))


def test_the_calendar_is_drawn(letters: tramo.Policy, tmp_path: Any, drawn: Any) -> None:
    for name in ("month.png", "month.svg"):
        one_of(letters).calendar(path=tmp_path / name)
        assert (tmp_path / name).stat().st_size > 10_000
    text = (tmp_path / "month.svg").read_text(encoding="utf-8")
    one_of(letters).calendar(path=tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text(encoding="utf-8") == text
    with pytest.raises(ValueError, match=".png or .svg"):
        one_of(letters).calendar(path=tmp_path / "month.pdf")


def test_errors_are_read_page_by_page(many: tramo.Decisions) -> None:
    assert isinstance(many.errors, DataErrors) and many.errors[0].message and many.error_summary[0].count == 1
