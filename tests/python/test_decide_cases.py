# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The policies of examples decide about an account as the `# decide:` lines beside their rules say.

from pathlib import Path
from typing import Any

import pytest
import tramo
from decide_expectations import failures, read, wrong_in

ROOT = Path(__file__).resolve().parents[2]
POLICIES = sorted(ROOT.glob("examples/policies/*.tramo"))
DECIDING = [path for path in POLICIES if "# decide:" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", DECIDING, ids=lambda path: path.name)
def test_a_policy_decides_as_its_cases_say(path: Path) -> None:
    policy = tramo.load(path)
    cases = list(read(path.read_text(encoding="utf-8")))
    wrong = [f"{path.name}:{case.line}: {failure}" for case in cases for failure in failures(policy, case)]
    assert not wrong, "\n".join(wrong)


def test_the_three_languages_each_have_a_policy_that_decides() -> None:
    assert {tramo.load(path).language for path in DECIDING} == {"en", "es", "pt"}


DECISION: dict[str, Any] = {
    "as_of": "2026-11-21",
    "queues": {"daily": "calls"},
    "days": {"past_due": 61, "delinquent": 20, "paused": 41},
    "effects": [
        {"effect": "requests", "rule": "T-039", "status": "in_force", "next": "2026-11-21"},
        {"effect": "lines", "rule": "T-093", "status": "waiting", "next": "2026-12-07"},
        {"effect": "late", "rule": "late", "status": "in_force", "next": "2026-11-21"},
    ],
    "blocked": ["shipment"],
    "holds": [{"hold": "dispute", "in_force": True}, {"hold": "whitelist", "in_force": False}],
    "promises": [{"state": "broken"}, {"state": "open"}],
    "contacts": [
        {"channel": "phone", "allowed": False, "first_allowed": "2026-11-23T08:00", "binding": ["sunday"]},
        {"channel": "email", "allowed": False, "first_allowed": "2026-11-21T08:00", "binding": ["night"]},
    ],
    "tasks": [{"rule": "late"}],
    "messages": [{"template": "notice"}],
    "next_action": "call",
}


@pytest.mark.parametrize(
    "due",
    [
        "requests in_force",
        "T-039 in_force",
        "lines waiting 2026-12-07",
        "no boxes",
        "task late",
        "no task requests",
        "blocked shipment",
        "not blocked visit",
        "hold dispute",
        "no hold whitelist",
        "promise open",
        "contact phone no",
        "contact email yes",
        "message notice",
        "no message letter",
        "days 61 20",
        "daily = calls",
        "next call",
    ],
)
def test_what_is_due_holds_and_its_contrary_does_not(due: str) -> None:
    assert wrong_in(DECISION, [due]) == []
    contrary = due.partition(" ")[2] if due.startswith(("no ", "not ")) else f"no {due}"
    if "=" not in due and len(contrary.split()) > 1:
        assert len(wrong_in(DECISION, [contrary])) == 1


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("requests held", "found: in_force"),
        ("lines waiting 2026-12-08", "found: waiting 2026-12-07"),
        ("boxes in_force", "nothing is told of boxes"),
        ("no lines", "found: waiting"),
        ("task lines", "lines waiting"),
        ("task requests", "tasks ['late']"),
        ("blocked visit", "['shipment']"),
        ("hold whitelist", "['dispute']"),
        ("promise broken", "['open']"),
        ("contact phone yes", "no, first on 2026-11-23"),
        ("contact sms no", "nothing of sms"),
        ("message letter", "['notice']"),
        ("days 61 61", "61 20"),
        ("daily = letters", "found: calls"),
        ("weekly = letters", "no strategy weekly"),
        ("next write", "call"),
        ("error segment", "none"),
        ("requests", "says nothing"),
    ],
)
def test_a_wrong_verdict_fails(due: str, words: str) -> None:
    (wrong,) = wrong_in(DECISION, [due])
    assert words in wrong


def test_a_row_set_apart_fails_unless_it_is_due() -> None:
    apart = [{"field": "services[2].due", "message": "is not a day"}]
    assert wrong_in(DECISION, ["error services.due"], apart) == []
    assert "is not a day" in wrong_in(DECISION, ["requests in_force"], apart)[0]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('# decide: {"a": } => b in_force', "line 1"),
        ('# decide: {"a": 1}', "must follow"),
        ('# decide: {"a": 1} =>', "must follow"),
        ("# decide: [1] => b in_force", "its key first"),
        ("# set: a", "name=value"),
        ('# history: {"a": 1}', "a list is due"),
        ('# done: [["x"]]', "a cell for each of no columns"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        list(read(line))


def test_events_and_actions_are_of_the_account_and_stay_until_set_anew() -> None:
    text = """
    # as_of: 2026-11-21
    # history: [{"kind": "call"}]
    # actions: code, day
    # done: [["Mail", "2026-11-01"]]
    # decide: {"case": "C-1"} => no late
    # history: []
    # decide: {"case": "C-2"} => no late"""
    first, second = read(text)
    assert first.events() == [{"case": "C-1", "kind": "call"}]
    assert second.events() == []
    assert second.actions() == [{"case": "C-2", "code": "Mail", "day": "2026-11-01"}]


# a letter says that any request needs an account up to date; the rule lets 60 days pass.
CONTRADICTION = """tramo 1 en
field customer : text key
field days_late : integer
block requests "Requests" id "T-039" {
  if days_late > 60
  stops "shipment"
}
template letter "From May on any request needs an account up to date" {
  text "Your requests are stopped until all is paid."
  states requests if days_late > LIMIT
}
"""


def test_a_letter_that_says_more_than_the_rule_is_warned_of() -> None:
    warnings = tramo.loads(CONTRADICTION.replace("LIMIT", "0")).warnings
    assert any("requests" in one.message and "letter" in one.message for one in warnings), warnings
    assert not any(
        "requests" in one.message for one in tramo.loads(CONTRADICTION.replace("LIMIT", "60")).warnings
    )
