# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# What cannot be meant is refused in words, and what was found of some is not taken for what is true of all.

from collections.abc import Callable
from typing import Any

import pytest
import tramo
from test_best_actions import ACTIONS, CASES, DAY, POLICY

PARAMETER = "parameter most_days : integer = 90\nsegment late = days_past_due > most_days\n"


@pytest.fixture(scope="module")
def policy() -> tramo.Policy:
    return tramo.loads(POLICY, "best.tramo")


@pytest.fixture(scope="module")
def found(policy: tramo.Policy) -> tramo.BestActions:
    return policy.best_actions(ACTIONS, CASES, as_of=DAY, by="creditor")


@pytest.mark.parametrize(
    "scope",
    [
        {"agent": "ana"},
        {"where": {"creditor": "CLARO"}},
        {"segment": "mailed"},
        {"queue": "daily.talk"},
        {"window": 30},
    ],
)
def test_best_actions_of_some_are_not_taken_for_all(policy: tramo.Policy, scope: dict[str, Any]) -> None:
    some = policy.best_actions(ACTIONS, CASES, as_of=DAY, **scope)
    asks: list[Callable[[], Any]] = [
        lambda: policy.evaluate(CASES, actions=some),
        lambda: policy.next_actions(CASES, some),
        lambda: policy.worklists(CASES, [{"agent": "ana", "minutes": 10}], some),
    ]
    for ask in asks:
        with pytest.raises(tramo.QuestionError, match="some actions or cases only"):
            ask()
    policy.evaluate(CASES, actions=policy.best_actions(ACTIONS, CASES, as_of=DAY, by="creditor"))


def test_best_actions_found_with_other_parameters_are_refused() -> None:
    policy = tramo.loads(POLICY.replace("segment promised", PARAMETER + "segment promised", 1))
    given = {"most_days": 10}
    found = policy.best_actions(ACTIONS, CASES, as_of=DAY, parameters=given)
    with pytest.raises(tramo.QuestionError, match="other parameters: most_days"):
        policy.evaluate(CASES, actions=found)
    assert policy.evaluate(CASES, actions=found, parameters=given).segments["late"].true == 2


@pytest.mark.parametrize(
    ("scope", "kind", "words"),
    [
        ({"agent": ""}, tramo.QuestionError, "agent is empty text"),
        ({"by": " "}, tramo.QuestionError, "by is empty text"),
        ({"segment": ""}, tramo.QuestionError, "segment is empty text"),
        ({"agent": 3}, TypeError, "agent is text, not int"),
        ({"amount": 3}, TypeError, "amount is text, not int"),
        ({"where": "a=b"}, TypeError, "where is a dict"),
        ({"where": {3: 1}}, TypeError, "a field's name is text, not 3"),
        ({"window": "2026-W45"}, tramo.QuestionError, "from 1 to 36,500"),
        ({"window": "20261101"}, tramo.QuestionError, "from 1 to 36,500"),
        ({"window": 36_501}, tramo.QuestionError, "from 1 to 36,500"),
        ({"window": 0}, tramo.QuestionError, "from 1 to 36,500, not 0"),
        ({"window": "9" * 5000}, tramo.QuestionError, "from 1 to 36,500"),
        ({"as_of": "2026-W45"}, tramo.QuestionError, "as_of is a day"),
    ],
)
def test_scopes_that_cannot_be_meant_are_refused(
    policy: tramo.Policy, scope: dict[str, Any], kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind, match=words):
        policy.best_actions(ACTIONS, CASES, **{"as_of": DAY, **scope})


def test_a_window_of_days_and_one_since_a_day_are_read(policy: tramo.Policy) -> None:
    counts = [
        policy.best_actions(ACTIONS, CASES, as_of=DAY, window=window).counted
        for window in ("since 2026-11-04", " 2026-11-04 ", 18, "18 days", "36500")
    ]
    assert counts == [3, 3, 3, 3, 6]


def test_an_agent_who_did_nothing_is_warned_of(policy: tramo.Policy) -> None:
    nobody = policy.best_actions(ACTIONS, CASES, as_of=DAY, agent="anna")
    assert "no action that counts is by the agent 'anna'" in str(nobody.warnings[-1])
    assert policy.best_actions(ACTIONS, CASES, as_of=DAY, agent="ANA").warnings == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (None, "row 9, counted from 0, is no record but NoneType"),
        ({"case_id": "C-1", "kind": b"mail", "at": DAY}, "row 9, counted from 0, column `kind`: .* bytes"),
        ({"case_id": "C-1", "kind": "ENVIO EMAIL", "at": [DAY]}, "column `at`: no value can be read from list"),
    ],
)
def test_actions_that_hold_what_is_no_value_are_refused(policy: tramo.Policy, row: Any, words: str) -> None:
    with pytest.raises(tramo.DataError, match=words):
        policy.best_actions([*ACTIONS, row], CASES, as_of=DAY)


def test_groups_paths_and_sorts_of_a_wrong_type_are_told(found: tramo.BestActions) -> None:
    with pytest.raises(TypeError, match="group is text, a value of the field creditor, not 3"):
        found.report(3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a row's path is text"):
        found.report("CLARO", branch=3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="sort is text"):
        found.cases_of("email", "CLARO", sort=3)  # type: ignore[arg-type]


def test_numbers_beyond_any_use_are_told(policy: tramo.Policy) -> None:
    shift = [{"agent": "ana", "minutes": 10}]
    assert len(policy.next_actions(CASES, ACTIONS, as_of=DAY, choices=10**30)) > 0
    with pytest.raises(ValueError, match="choices is a number"):
        policy.next_actions(CASES, ACTIONS, as_of=DAY, choices=True)
    with pytest.raises(ValueError, match="minutes_per_call is a whole number from 1 to 1,000,000"):
        policy.worklists(CASES, shift, ACTIONS, as_of=DAY, minutes_per_call=10**30)
    with pytest.raises(tramo.QuestionError, match="row 0, column `minutes`: a whole number from 0 to 1,000,000"):
        policy.worklists(CASES, [{"agent": "ana", "minutes": "9" * 5000}], ACTIONS, as_of=DAY)
    with pytest.raises(TypeError, match="worklist is text"):
        policy.next_actions(CASES, ACTIONS, as_of=DAY, worklist=3)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("RETIRO DE CHEQUE", "COMPROMISO DE PAGO / RETIRO DE CHEQUE"),
        ("retiro de chequ", "COMPROMISO DE PAGO / RETIRO DE CHEQUE"),
        ("COMPROMISO DE PAGO / SIN CAMPANIA", "COMPROMISO DE PAGO / SIN CAMPAÑA"),
    ],
)
def test_a_row_that_is_meant_is_named_with_its_whole_path(found: tramo.BestActions, path: str, meant: str) -> None:
    with pytest.raises(LookupError) as told:
        found.report("CLARO", path)
    assert f"is {meant!r} meant?" in str(told.value)


def test_cases_are_sorted_by_what_they_are_and_by_what_was_found(found: tramo.BestActions) -> None:
    pytest.importorskip("pyarrow")
    whole = tramo.loads(POLICY).best_actions(ACTIONS, CASES, as_of=DAY)
    by_field = whole.cases_of("(no action)", sort="balance").to_arrow()
    assert by_field.column_names[:2] == ["case_id", "balance"] and by_field.num_rows == 1
    assert str(by_field.column("balance")[0]) == "500"
    mails = found.cases_of("email", "CLARO", sort="attempts.total", descending=False).to_arrow()
    assert mails.column("attempts.total").to_pylist() == sorted(mails.column("attempts.total").to_pylist())
    twice = tramo.loads(POLICY).best_actions(ACTIONS, [{**CASES[3], "balance": "much"}, *CASES], as_of=DAY)
    assert str(twice.cases_of("(no action)", sort="balance").column("balance")[0]) == "500"
    with pytest.raises(tramo.QuestionError, match="no column 'best.dya' .*'best.day' meant"):
        found.cases_of("email", "CLARO", sort="best.dya")


def test_actions_on_cases_set_apart_are_counted_apart_from_what_could_not_be_read(policy: tramo.Policy) -> None:
    cases = [*CASES[1:], {**CASES[0], "balance": "much"}]
    found = policy.best_actions(ACTIONS, cases, as_of=DAY)
    ledger = found.ledger
    assert (ledger.case_set_apart, ledger.set_apart, ledger.without_case) == (3, 1, 1)
    assert ledger.rows == sum(ledger[1:]) and found.cases_apart.data_errors == 1
    assert ledger.counted == sum(report.actions for report in found.reports().values()) == 4
    assert found.data_errors == ledger.set_apart + ledger.without_case
