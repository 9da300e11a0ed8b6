# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Policies carry their own cases: this reads them and says what came out otherwise.
"""Runs the `# expect:` lines of a policy.

    # as_of: 2026-11-21                 both hold from here on, until they are set anew
    # set: tolerance=1000
    # expect: {"customer": "C-1", "days": 61} => blocked, not recent, unknown other; daily = blocked

Behind `=>` stand `segment` (true), `not segment` (false), `unknown segment`, `strategy = queue`,
`error field` (the row is set apart because of that field) or `error` alone. Fields that are not named are
null."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tramo
from tramo.frame import JsonRecords

LINE = re.compile(r"^\s*#\s*(as_of|set|expect):\s*(.*?)\s*$")


@dataclass
class Expectation:
    """One line: a record, the question it is asked, and what is due."""

    line: int
    record: str
    due: list[str]
    as_of: str | None
    parameters: dict[str, str]


def read(text: str) -> Iterator[Expectation]:
    """The expectations of a policy, in order. ValueError names the line that cannot be read."""
    as_of: str | None = None
    parameters: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        found = LINE.match(line)
        if not found:
            continue
        what, rest = found.groups()
        if what == "as_of":
            as_of = rest
        elif what == "set":
            name, sign, value = rest.partition("=")
            if not sign:
                raise ValueError(f"line {number}: # set: name=value is due")
            parameters = {**parameters, name.strip(): value.strip()}
        else:
            yield _expectation(number, rest, as_of, parameters)


def _expectation(number: int, text: str, as_of: str | None, parameters: dict[str, str]) -> Expectation:
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {number}: {error}") from None
    arrow, sign, due = text[end:].partition("=>")
    parts = [part.strip() for part in re.split("[;,]", due) if part.strip()]
    if arrow.strip() or not sign or not parts:
        raise ValueError(f"line {number}: => and what is due must follow the record")
    return Expectation(number, text[:end], parts, as_of, parameters)


def failures(policy: tramo.Policy, case: Expectation) -> list[str]:
    """What came out otherwise than due, in words."""
    result = policy.evaluate(JsonRecords(case.record.encode()), as_of=case.as_of, parameters=case.parameters)
    return [wrong for due in case.due if (wrong := _failure(result, due))]


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
