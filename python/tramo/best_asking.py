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
from .errors import DataError, QuestionError, raise_errors
from .evaluation import children_of
from .feeds import feeds_of
from .frame import feed_to_core, to_core
from .question import Day, Parameters, day_text

if TYPE_CHECKING:
    from .policy import Policy

Window = int | str | date | None
Path = str | Sequence[str]

# What is wrong with the question, and not with a table.
OF_THE_QUESTION = {"T4010", "T5007", "T5014", "T5017"}
DAYS = re.compile(r"(\d{1,9})(?:\s+days?)?")


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
    window = window_of(scope.window)
    if cases is None and (children or events is not None):
        raise TypeError("children and events are those of cases: give cases= too")
    feed = feed_to_core(actions, "actions")
    prepared = policy._prepare(scope.as_of, parameters)
    joined: list[Children] = []
    known: _core.Table | None = None
    if cases is not None:
        joined = children_of(policy._core, "", children or {})
        for child in joined:
            cases = child.attach(cases)
        feeds = feeds_of(policy, "best_actions", events, None, None, scope.as_of, parameters)
        known = feeds.attach(to_core(cases, policy._core))
    core, findings, drawing = _core.find_best_actions(
        prepared,
        feed,
        known,
        window,
        scope.agent or "",
        scope.segment or "",
        scope.queue or "",
        _texts(scope.where),
        scope.by or "",
        scope.amount or "",
        scope.has_details,
        *bad_lines,
    )
    is_question = any(code in OF_THE_QUESTION for code, severity, *_ in findings if severity == "error")
    warnings = raise_errors(QuestionError if is_question else DataError, findings, drawing)
    assert core is not None
    found = BestActions(core, policy._core, day_text(scope.as_of), scope.by, warnings)
    found.orphans = {child.collection: child.orphans() for child in joined}
    return found


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
        return ("rolling", "", _days(int(days[1])))
    try:
        return ("since", date.fromisoformat(window.removeprefix("since").strip()).isoformat(), 0)
    except ValueError:
        raise QuestionError(
            "window is policy, all, month, a number of days such as 30, or a day such as 2026-11-01 "
            f"that begins it; not {window!r}"
        ) from None


def _days(count: int) -> int:
    if not 1 <= count <= 1_000_000:
        raise QuestionError(f"window: a number of days is at least 1, not {count}")
    return count


def _texts(where: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    for name, value in (where or {}).items():
        text = _core.cell_text(value)
        if text is None:
            raise QuestionError(f"where: the field `{name}` is given no value to be equal to")
        texts.append((name, text))
    return texts
