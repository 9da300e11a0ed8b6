# Copyright 2026 The tramo authors
# SPDX-License-Identifier: Apache-2.0
# Who works today, for how long and with which skills: a small table that people write by hand.
"""Shifts in, for the core."""

import re
from collections.abc import Mapping
from typing import Any

from . import _core
from .errors import QuestionError
from .frame import check_columns, rows_of

COLUMNS = ("agent", "minutes", "shift", "skills")
NEEDED = ("agent", "minutes")
MOST_MINUTES = 1_000_000
LONGEST = 20  # characters of a number that is read
# A comma is no separator: CSV files have it between their cells.
BETWEEN_SKILLS = re.compile(r"[;|]")

Shift = tuple[str, str, list[str], int]  # agent, shift, skills, minutes


def shifts_of(capacity: Any) -> list[Shift]:
    """QuestionError that names the row, counted from 0, and the column where a shift cannot be read."""
    shifts: list[Shift] = []
    rows = _rows(capacity)
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise QuestionError(f"capacity: row {number} is no record: {row!r}")
    check_columns("capacity", rows, COLUMNS, NEEDED, QuestionError)
    met: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows):
        shift = _shift(number, row)
        before = met.setdefault((shift[0].casefold(), shift[1].casefold()), number)
        if before != number:
            named = f" named {shift[1]!r}" if shift[1] else ""
            raise QuestionError(
                f"capacity: row {number}: the agent {shift[0]!r} has a shift{named} in row {before} too; "
                "give each shift of an agent a name of its own in the column `shift`"
            )
        shifts.append(shift)
    return shifts


def _rows(capacity: Any) -> list[Any]:
    found = rows_of(capacity)
    if found is None:
        raise TypeError(f"no capacity: {type(capacity).__name__}. Give a table, or dicts with agent and minutes")
    return found


def _shift(number: int, row: Mapping[Any, Any]) -> Shift:
    agent = _text(row.get("agent"), number, "agent")
    if not agent:
        raise QuestionError(f"capacity: row {number}, column `agent`: an agent's name is due, and there is none")
    shift = _text(row.get("shift"), number, "shift")
    return agent, shift, _skills(row.get("skills"), number), _minutes(row.get("minutes"), number)


def _text(value: Any, number: int, column: str) -> str:
    try:
        return (_core.cell_text(value) or "").strip()
    except TypeError:
        raise QuestionError(
            f"capacity: row {number}, column `{column}`: text is due, not {type(value).__name__}"
        ) from None


def _minutes(value: Any, number: int) -> int:
    text = _text(value, number, "minutes")
    whole = text.removesuffix(".0")
    if not whole.isdecimal() or len(whole) > LONGEST or int(whole) > MOST_MINUTES:
        found = repr(text if len(text) <= LONGEST else text[:LONGEST] + "…") if text else "nothing"
        raise QuestionError(
            f"capacity: row {number}, column `minutes`: a whole number from 0 to {MOST_MINUTES:,} is due, and there "
            f"is {found}"
        )
    return int(whole)


def _skills(value: Any, number: int) -> list[str]:
    if isinstance(value, (list, tuple, set, frozenset)):
        parts = [_text(one, number, "skills") for one in value]
    else:
        parts = BETWEEN_SKILLS.split(_text(value, number, "skills"))
    return [part.strip() for part in parts if part.strip()]
