# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What must, may and must not be done to one account; and what is said where that cannot be told.

import json
from datetime import datetime, time
from importlib import resources
from typing import Any

import pytest
import tramo
from letters_and_cuts import CALLED, DAY, HOLIDAYS, ONE, PROMISED, one_of


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


def test_a_story_says_once_what_is_wrong_with_the_data(letters: tramo.Policy) -> None:
    apart = str(one_of(letters, record={**ONE, "balance": "much"})).splitlines()
    assert '  balance: "much" cannot be read as the field\'s type' in apart
    told = str(one_of(letters, history=[{**PROMISED, "amount": 0, "id": "P-1"}]))
    assert "data that does not count:\n  promise: P-1: nothing is promised\n" in told


def test_an_account_without_history_is_decided_as_if_nothing_had_happened(letters: tramo.Policy) -> None:
    without, empty = one_of(letters, history=None), one_of(letters, history=[])
    assert without.to_dict() == empty.to_dict()


def test_contacts_and_messages_are_left_out_where_nobody_asks(letters: tramo.Policy) -> None:
    found = one_of(letters, contacts=False, messages=False)
    assert (found.contacts, found.messages) == ([], []) and found.blocked
