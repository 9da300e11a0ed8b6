# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# The way from a feed of actions and a question to the core, and to best actions.
"""Finds best actions."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from . import _core
from .best_actions import BestActions
from .children import Children
from .errors import Diagnostic, QuestionError, raise_either
from .evaluation import children_of
from .feeds import feeds_of
from .frame import feed_to_core, to_core
from .question import Day, Parameters, day_text, name_text

if TYPE_CHECKING:
    from .policy import Policy

Window = int | str | date | None
Path = str | Sequence[str]

# What is wrong with the question, and not with a table.
OF_THE_QUESTION = {"T4010", "T5007", "T5014", "T5017"}
DAYS = re.compile(r"([0-9]+)(?:\s+days?)?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST_DAYS = 36_500
LONGEST_DAYS = 9  # digits that are looked at: more are too many anyway


class Scope(NamedTuple):
    """Which actions and cases count, and how they are reported."""

    as_of: Day = None
    window: Window = "policy"
    agent: str | None = None
    segment: str | None = None
    queue: str | None = None
    where: Mapping[str, Any] | None = None
    by: str | None = None
    amount: str | None = None
    has_details: bool = True  # False: the report alone is asked for, which takes less memory


def find_best_actions(
    policy: "Policy",
    actions: Any,
    cases: Any,
    scope: Scope,
    parameters: Parameters,
    children: Mapping[str, Any] | None,
    events: Any,
    bad_lines: tuple[list[str], list[str]],
) -> BestActions:
    """What `Policy.best_actions` does. `bad_lines` are those of the file of actions, and of cases."""
    window, texts = window_of(scope.window), _names(scope)
    if cases is None and (children or events is not None):
        raise TypeError("children and events are those of cases: give cases= too")
    feed = feed_to_core(actions, "actions")
    prepared = policy._prepare(scope.as_of, parameters)
    joined = children_of(policy._core, "", children or {}) if cases is not None else []
    known = None
    if cases is not None:
        feeds = feeds_of(policy, "best_actions", events, None, None, scope.as_of, parameters)
        known = feeds.attach(_with_children(policy, cases, joined))
    core, findings, drawing = _core.find_best_actions(
        prepared, feed, known, window, *texts, scope.has_details, *bad_lines
    )
    warnings = raise_either(findings, drawing, OF_THE_QUESTION)
    assert core is not None
    found = BestActions(core, policy._core, day_text(scope.as_of), scope.by, warnings)
    found._parameters = policy._given(parameters)
    found._known = known
    if scope.agent and not found.counted and found.out_of_scope:
        found.warnings.append(_no_agent(scope.agent))
    found.orphans = {child.collection: child.orphans() for child in joined}
    return found


def _with_children(policy: "Policy", cases: Any, joined: list[Children]) -> _core.Table:
    for child in joined:
        cases = child.attach(cases)
    return to_core(cases, policy._core)


def window_of(window: Window) -> tuple[str, str, int]:
    """A window as the core takes it: its kind, the day that begins it, the days that it lasts."""
    if window is None or window in ("policy", "all", "month"):
        return (str(window or "policy"), "", 0)
    if isinstance(window, date):
        return ("since", day_text(window, "window"), 0)
    if isinstance(window, int) and not isinstance(window, bool):
        return ("rolling", "", _days(window))
    if not isinstance(window, str):
        raise TypeError(f"window is text, a number of days or a date, not {type(window).__name__}")
    if days := DAYS.fullmatch(window.strip()):
        return ("rolling", "", _days(int(days[1][:LONGEST_DAYS])))
    day = window.strip().removeprefix("since").strip()
    try:
        if not DAY.fullmatch(day):  # Python reads weeks too: 2026-W45
            raise ValueError
        return ("since", date.fromisoformat(day).isoformat(), 0)
    except ValueError:
        raise QuestionError(
            f"window is policy, all, month, a number of days from 1 to {MOST_DAYS:,}, such as 30, or a day such as "
            f"2026-11-01 that begins it; not {window!r}"
        ) from None


def _days(count: int) -> int:
    if not 1 <= count <= MOST_DAYS:
        found = str(count) if abs(count) < 10**9 else "one of that size"
        raise QuestionError(f"window: a number of days is from 1 to {MOST_DAYS:,}, not {found}")
    return count


def _names(scope: Scope) -> tuple[Any, ...]:
    """Agent, segment, queue, where, by and amount as the core takes them."""
    return (
        name_text(scope.agent, "agent"),
        name_text(scope.segment, "segment"),
        name_text(scope.queue, "queue"),
        _texts(scope.where),
        name_text(scope.by, "by"),
        name_text(scope.amount, "amount"),
    )


def _no_agent(agent: str) -> Diagnostic:
    message = f"no action that counts is by the agent {agent!r}"
    advice = "see `best.agent` of the cases, asked without agent, for the names that there are"
    drawing = f"warning[T5007]: {message}\n = help: {advice}"
    return Diagnostic("T5007", "warning", message, (advice,), (), drawing)


def _texts(where: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    if where is not None and not isinstance(where, Mapping):
        raise TypeError(f'where is a dict such as {{"creditor": "CLARO"}}, not {type(where).__name__}')
    for name, value in (where or {}).items():
        if not isinstance(name, str):
            raise TypeError(f"where: a field's name is text, not {name!r}")
        text = _core.cell_text(value)
        if text is None:
            raise QuestionError(f"where: the field `{name}` is given no value to be equal to")
        texts.append((name, text))
    return texts
