# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Policies carry their own cases: this reads them and says what came out otherwise.
"""Runs the `# expect:`, `# log:`, `# offer:` and `# best:` lines of a policy.

    # as_of: 2026-11-21                 both hold from here on, until they are set anew
    # set: tolerance=1000
    # expect: {"customer": "C-1", "days": 61} => blocked, not recent, unknown other; daily = blocked
    # log: [{"customer": "C-1", "event": "call", "happened": "2026-11-02"}] => contact = none, contact.times = 1

Behind `=>` stand `segment` (true), `not segment` (false), `unknown segment`, `strategy = queue`,
`error field` (the row is set apart because of that field) or `error` alone. Fields that are not named are
null.

Behind the events of one account stand also `alert = state`, `alert.since = day`, `alert.days`, `alert.times` and
`counter = number`. A column that any `# log:` line of the policy names is there in all of them, null where it is not
named.

What stands behind the record of an `# offer:` line, and the lines `# role:` and `# entry:`, is told in
offer_expectations.py; what stands behind `# best:`, and `# account:` and `# actions:`, in best_expectations.py."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import best_expectations
import offer_expectations
import tramo
from tramo.frame import JsonRecords

LINE = re.compile(r"^\s*#\s*(as_of|set|role|entry|account|actions|expect|log|offer|best):\s*(.*?)\s*$")


@dataclass(frozen=True)
class Question:
    """What is asked of records, until it is set anew."""

    as_of: str | None = None
    parameters: dict[str, str] = field(default_factory=dict)
    role: str | None = None
    entry: str | None = None
    account: dict[str, Any] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)


@dataclass
class Expectation:
    """One line: a record or a log, the question it is asked, and what is due."""

    line: int
    record: str
    due: list[str]
    asked: Question
    events: list[dict[str, Any]] | None = None
    is_offer: bool = False
    account: dict[str, Any] | None = None
    actions: dict[str, list[Any]] = field(default_factory=dict)


def read(text: str) -> Iterator[Expectation]:
    """The expectations of a policy, in order. ValueError names the line that cannot be read."""
    cases = list(_lines(text))
    columns = {column: None for case in cases for event in case.events or [] for column in event}
    for case in cases:
        if case.events is not None:
            case.events = [{**columns, **event} for event in case.events]
    yield from cases


def _lines(text: str) -> Iterator[Expectation]:
    asked = Question()
    for number, line in enumerate(text.splitlines(), 1):
        found = LINE.match(line)
        if not found:
            continue
        what, rest = found.groups()
        if what in ("as_of", "role", "entry"):
            asked = replace(asked, **{what: rest or None})
        elif what == "set":
            name, sign, value = rest.partition("=")
            if not sign:
                raise ValueError(f"line {number}: # set: name=value is due")
            asked = replace(asked, parameters={**asked.parameters, name.strip(): value.strip()})
        elif what == "account":
            asked = replace(asked, account=_json(number, rest)[0])
        elif what == "actions":
            asked = replace(asked, actions=[one.strip() for one in rest.split(",") if one.strip()])
        else:
            yield _expectation(number, what, rest, asked)


def _expectation(number: int, what: str, text: str, asked: Question) -> Expectation:
    told, end = _json(number, text)
    if isinstance(told, list) != (what == "log"):
        raise ValueError(f"line {number}: {'a list of events' if what == 'log' else 'one record'} is due")
    arrow, sign, due = text[end:].partition("=>")
    parts = [part.strip() for part in re.split("[;,]" if what in ("expect", "log") else ";", due) if part.strip()]
    if arrow.strip() or not sign or not parts:
        raise ValueError(f"line {number}: => and what is due must follow the {'events' if what == 'log' else 'record'}")
    found = Expectation(number, text[:end], parts, asked, told if what == "log" else None, what == "offer")
    if what == "best":
        try:
            found.account, found.actions = best_expectations.parts_of({**asked.account, **told}, asked.actions)
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
    return found


def _json(number: int, text: str) -> tuple[Any, int]:
    try:
        return json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {number}: {error}") from None


def failures(policy: tramo.Policy, case: Expectation) -> list[str]:
    """What came out otherwise than due, in words."""
    if case.events is not None:
        return _log_failures(policy, case)
    records, asked = JsonRecords(case.record.encode()), case.asked
    question = {"as_of": asked.as_of, "parameters": asked.parameters}
    if case.account is not None:
        return best_expectations.failures(policy, case.account, case.actions, case.due, **question)
    if case.is_offer:
        found = policy.offers(records, role=asked.role, entry=asked.entry, **question)
        return offer_expectations.failures(found, case.due)
    result = policy.evaluate(records, **question)
    return [wrong for due in case.due if (wrong := _failure(result, due))]


def _log_failures(policy: tramo.Policy, case: Expectation) -> list[str]:
    question = {"as_of": case.asked.as_of, "parameters": case.asked.parameters}
    found = policy.alerts(case.events, **question)
    states = found.states.to_arrow().to_pylist()
    if len(states) > 1:
        return [f"the events are of {len(states)} accounts: one is due"]
    standing = states[0] if states else {}
    # A log tells nothing of other children: the account has none of them.
    children = {one.name: [] for one in policy.collections}
    children |= {name: table.to_arrow().to_pylist() for name, table in dict(found.children).items()}
    result = policy.evaluate([standing | children], **question)
    fields = {error.field for error in found.errors}
    wrong = [_log_failure(standing, fields, result, due) for due in case.due]
    if fields and not any(due.split()[0] == "error" for due in case.due):
        wrong.append(f"events are set apart: {[error.message for error in found.errors]}")
    return [one for one in wrong if one]


def _log_failure(standing: dict[str, Any], fields: set[str], result: tramo.Result, due: str) -> str | None:
    word, _, field = due.partition(" ")
    if word == "error":
        is_found = field.strip() in fields if field else bool(fields)
        return None if is_found else f"due: {due}; found errors in {fields or 'no field'}"
    name, sign, wanted = (part.strip() for part in due.partition("="))
    columns = [column for column in (f"alert.{name}", name) if sign and column in standing]
    if not columns:
        return _failure(result, due)
    value = standing[columns[0]]
    return None if _is_same(value, wanted) else f"due: {due}; found: {value}"


def _is_same(value: Any, wanted: str) -> bool:
    try:
        return Decimal(str(value)) == Decimal(wanted)
    except InvalidOperation:
        return str(value) == wanted


def _failure(result: tramo.Result, due: str) -> str | None:
    fields = {name for error in result.errors for name in (error.field, re.sub(r"\[\d+\]", "", error.field))}
    if due == "error":
        return None if result.data_errors else "due: error; the row is sound"
    if due.startswith("error "):
        return (
            None
            if due[len("error ") :].strip() in fields
            else f"due: {due}; found errors in {fields or 'no field'}"
        )
    if result.data_errors:
        return f"due: {due}; but the row is set apart: {[error.message for error in result.errors]}"
    if "=" in due:
        strategy, queue = (part.strip() for part in due.split("="))
        queues = result.strategies.get(strategy)
        if queues is None:
            return f"there is no strategy {strategy!r}"
        found = next(name for name, count in queues.items() if count.rows)
        return None if found == queue else f"due: {due}; found: {found}"
    return _segment_failure(result, due)


def _segment_failure(result: tramo.Result, due: str) -> str | None:
    word, _, name = due.rpartition(" ")
    wanted = {"": "true", "not": "false", "unknown": "unknown"}.get(word.strip())
    if wanted is None or name not in result.segments:
        return f"{due!r} names no segment"
    count = result.segments[name]
    found = "true" if count.true else "unknown" if count.unknown else "false"
    return None if found == wanted else f"due: {due}; found: {found}"


def policies(root: Path) -> list[Path]:
    """Every policy that may carry cases."""
    return sorted([*root.glob("tests/cases/*.tramo"), *root.glob("examples/policies/*.tramo")])
