# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The way from accounts, their history and a day to the core, and to decisions.
"""Asks for decisions."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from . import _core
from .decisions import Asked, Decision, Decisions, Moment, Wish
from .errors import QuestionError, diagnostics_of, raise_either
from .evaluation import children_of
from .frame import feed_to_core, is_arrow, records_of, to_core
from .policy import Policy
from .question import day_text, thread_count
from .surroundings import Given, Needs, find_surroundings, needs_of

# What is wrong with the question, and not with a table.
OF_THE_QUESTION = {"T4010", "T5007", "T5021", "T5022"}


def find_decisions(
    policy: Policy,
    records: Any,
    history: Any,
    actions: Any,
    children: Mapping[str, Any] | None,
    wish: Wish,
    given: Given,
    bad_lines: tuple[list[str], list[str]] = ([], []),
) -> Decision | Decisions:
    """What `Policy.decide` does. `bad_lines` are those of the file of accounts, and of events."""
    needs, day = needs_of(policy), day_text(wish.as_of)
    prepared = policy._prepare(wish.as_of, wish.parameters)
    is_one = isinstance(records, Mapping)
    joined = children_of(policy._core, wish.key or "", children or {})
    for child in joined:
        records = child.attach(records)
    accounts = to_core(records, policy._core, wish.key or "")
    events = _events(policy, needs, history, records if is_one else None)
    feed = None if actions is None else feed_to_core(actions, "actions")
    around = find_surroundings(policy, day, _moment_text(wish.now), accounts, wish.contacts, given)
    asked = Asked(policy, day, wish, around)
    core, warnings = ask(asked, prepared, accounts, events, feed, bad_lines)
    found = Decisions(core, asked)
    found.warnings = diagnostics_of(warnings)
    found.orphans = {child.collection: child.orphans() for child in joined}
    return Decision(found, 0) if is_one else found


def ask(
    asked: Asked,
    prepared: _core.PreparedPolicy,
    accounts: _core.Table,
    events: _core.Table | None,
    actions: _core.Table | None,
    bad_lines: tuple[list[str], list[str]] = ([], []),
) -> tuple[_core.Decisions, Sequence[tuple[Any, ...]]]:
    """The core's answer, and its findings: none of them is an error."""
    wish = asked.wish
    options = (_moment_text(wish.now), wish.contacts, wish.messages, thread_count(wish.threads))
    try:
        core, findings, drawing = _core.find_decisions(
            prepared, accounts, events, actions, asked.around.core, options, wish.key or "", *bad_lines
        )
    except ValueError as error:  # now is no moment of the day
        raise QuestionError(str(error)) from None
    if findings:
        raise_either(findings, drawing, OF_THE_QUESTION)
    assert core is not None
    return core, findings


def ask_on(found: Decisions, row: int, day: str) -> dict[str, Any]:
    """The decision on one account on another day, if nothing further happens until then."""
    import json

    asked = found._asked
    prepared, findings, drawing = asked.policy._core.prepare(day, sorted(asked.parameters.items()))
    raise_either(findings, drawing, OF_THE_QUESTION)
    assert prepared is not None
    then = asked._replace(day=day, wish=asked.wish._replace(now=None, contacts=True, messages=False, threads=1))
    core = found._core
    core, _ = ask(then, prepared, core.account_at(row), core.events_at(row), core.actions_at(row))
    told: dict[str, Any] = json.loads(core.json(0))
    return told


def _events(policy: Policy, needs: Needs, history: Any, record: Any) -> _core.Table | None:
    if history is None:
        return None
    if not needs.has_events:
        raise QuestionError("the policy declares no events, so nothing can be read from a history")
    if record is None or is_arrow(history) or isinstance(history, _core.Table):
        return feed_to_core(history, "history")
    # This runs for each account that is asked alone: what are dicts already is not looked at twice.
    are_dicts = type(history) is list and all(type(event) is dict for event in history)
    events = history if are_dicts else records_of(history)
    if events is None:
        raise TypeError(f"no history: {type(history).__name__}. Give a list of dicts, or a table")
    column, key = needs.account_column, _key_of(policy, record)
    if column and key is not None:
        events = [
            {**event, column: key} if isinstance(event, dict) and column not in event else event for event in events
        ]
    table = _core.table_from_rows(events)[0]
    assert table is not None
    return table


def _key_of(policy: Policy, record: Any) -> Any:
    """The key of the one account, as it stands in it."""
    row = record[0] if isinstance(record, list) else record
    return row.get(policy._core.key or "")


def _moment_text(now: Moment) -> str:
    if now is None:
        return ""
    if isinstance(now, str):
        if not now.strip():
            raise QuestionError("now is empty text; leave it out to ask about the day")
        return now.strip()
    if isinstance(now, (datetime, time)):
        return now.isoformat()
    raise TypeError(f"now is a datetime, a time or text such as 10:30, not {type(now).__name__}")
